// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_conv1_multiplier_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$15  = 0;
  reg [14:0] \$1 ;
  input [2:0] address;
  wire [2:0] address;
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
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    casez (address)
      3'h0:
          found = 15'h3636;
      3'h1:
          found = 15'h3e73;
      3'h2:
          found = 15'h3998;
      3'h3:
          found = 15'h4543;
      3'h4:
          found = 15'h60a1;
      3'h5:
          found = 15'h58bb;
      3'h6:
          found = 15'h2e3d;
      3'h7:
          found = 15'h41bb;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
