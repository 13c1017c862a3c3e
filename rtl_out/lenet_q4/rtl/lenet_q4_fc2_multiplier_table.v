// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc2_multiplier_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$39  = 0;
  reg [14:0] \$1 ;
  input [3:0] address;
  wire [3:0] address;
  input clk;
  wire clk;
  input enable;
  wire enable;
  reg [14:0] found;
  output [14:0] row;
  reg [14:0] row;
  input rst;
  wire rst;
  wire [14:0] taken;
  always @(posedge clk)
    row <= \$1 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$39 ) begin end
    found = 15'h0000;
    casez (address)
      4'h0:
          found = 15'h7de5;
      4'h1:
          found = 15'h7232;
      4'h2:
          found = 15'h7472;
      4'h3:
          found = 15'h7947;
      4'h4:
          found = 15'h7258;
      4'h5:
          found = 15'h69fd;
      4'h6:
          found = 15'h7296;
      4'h7:
          found = 15'h6778;
      4'h8:
          found = 15'h5f2f;
      4'h9:
          found = 15'h71c9;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$39 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
