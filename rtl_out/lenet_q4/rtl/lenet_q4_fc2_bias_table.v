// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc2_bias_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$36  = 0;
  reg [18:0] \$1 ;
  input [3:0] address;
  wire [3:0] address;
  input clk;
  wire clk;
  input enable;
  wire enable;
  reg [18:0] found;
  output [18:0] row;
  reg [18:0] row;
  input rst;
  wire rst;
  wire [18:0] taken;
  always @(posedge clk)
    row <= \$1 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$36 ) begin end
    found = 19'h00000;
    casez (address)
      4'h0:
          found = 19'h140d7;
      4'h1:
          found = 19'h7880c;
      4'h2:
          found = 19'h09229;
      4'h3:
          found = 19'h1b6e4;
      4'h4:
          found = 19'h0e00a;
      4'h5:
          found = 19'h070b2;
      4'h6:
          found = 19'h7dd21;
      4'h7:
          found = 19'h0f3cb;
      4'h8:
          found = 19'h3db46;
      4'h9:
          found = 19'h185fe;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$36 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
