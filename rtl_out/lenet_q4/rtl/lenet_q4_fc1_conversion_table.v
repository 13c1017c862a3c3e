// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_conversion_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$28  = 0;
  reg [7:0] \$1 ;
  input [3:0] address;
  wire [3:0] address;
  input clk;
  wire clk;
  input enable;
  wire enable;
  reg [7:0] found;
  output [7:0] row;
  reg [7:0] row;
  input rst;
  wire rst;
  wire [7:0] taken;
  always @(posedge clk)
    row <= \$1 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$28 ) begin end
    casez (address)
      4'h0:
          found = 8'h00;
      4'h1:
          found = 8'h11;
      4'h2:
          found = 8'h22;
      4'h3:
          found = 8'h33;
      4'h4:
          found = 8'h44;
      4'h5:
          found = 8'h55;
      4'h6:
          found = 8'h66;
      4'h7:
          found = 8'h77;
      4'h8:
          found = 8'h08;
      4'h9:
          found = 8'h19;
      4'ha:
          found = 8'h2a;
      4'hb:
          found = 8'h3b;
      4'hc:
          found = 8'h4c;
      4'hd:
          found = 8'h5d;
      4'he:
          found = 8'h6e;
      4'hf:
          found = 8'h7f;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$28 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
