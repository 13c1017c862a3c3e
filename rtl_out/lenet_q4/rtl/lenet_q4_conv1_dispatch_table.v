// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_conv1_dispatch_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$14  = 0;
  reg [4:0] \$1 ;
  input address;
  wire address;
  input clk;
  wire clk;
  input enable;
  wire enable;
  reg [4:0] found;
  output [4:0] row;
  reg [4:0] row;
  input rst;
  wire rst;
  wire [4:0] taken;
  always @(posedge clk)
    row <= \$1 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$14 ) begin end
    found = 5'h00;
    casez (address)
      1'h0:
          found = 5'h10;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$14 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
