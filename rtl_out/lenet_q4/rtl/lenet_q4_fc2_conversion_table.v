// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc2_conversion_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$37  = 0;
  reg [5:0] \$1 ;
  input address;
  wire address;
  input clk;
  wire clk;
  input enable;
  wire enable;
  reg [5:0] found;
  output [5:0] row;
  reg [5:0] row;
  input rst;
  wire rst;
  wire [5:0] taken;
  always @(posedge clk)
    row <= \$1 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$37 ) begin end
    casez (address)
      1'h0:
          found = 6'h00;
      1'h1:
          found = 6'h11;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$37 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
