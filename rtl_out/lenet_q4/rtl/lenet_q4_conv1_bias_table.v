// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_conv1_bias_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$12  = 0;
  reg [25:0] \$1 ;
  input [2:0] address;
  wire [2:0] address;
  input clk;
  wire clk;
  input enable;
  wire enable;
  reg [25:0] found;
  output [25:0] row;
  reg [25:0] row;
  input rst;
  wire rst;
  wire [25:0] taken;
  always @(posedge clk)
    row <= \$1 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$12 ) begin end
    casez (address)
      3'h0:
          found = 26'h3eaefca;
      3'h1:
          found = 26'h33b78bd;
      3'h2:
          found = 26'h034fd0f;
      3'h3:
          found = 26'h03dd203;
      3'h4:
          found = 26'h096e34c;
      3'h5:
          found = 26'h1586190;
      3'h6:
          found = 26'h0599711;
      3'h7:
          found = 26'h03f5586;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$12 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
