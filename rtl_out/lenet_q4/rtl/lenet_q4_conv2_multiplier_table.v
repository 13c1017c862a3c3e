// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_conv2_multiplier_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$22  = 0;
  reg [14:0] \$1 ;
  input [4:0] address;
  wire [4:0] address;
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
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    casez (address)
      5'h00:
          found = 15'h3122;
      5'h01:
          found = 15'h361a;
      5'h02:
          found = 15'h3b91;
      5'h03:
          found = 15'h44fb;
      5'h04:
          found = 15'h36fd;
      5'h05:
          found = 15'h37b9;
      5'h06:
          found = 15'h3ce2;
      5'h07:
          found = 15'h3cd9;
      5'h08:
          found = 15'h4213;
      5'h09:
          found = 15'h2820;
      5'h0a:
          found = 15'h30b8;
      5'h0b:
          found = 15'h36de;
      5'h0c:
          found = 15'h3ffe;
      5'h0d:
          found = 15'h3703;
      5'h0e:
          found = 15'h2ce6;
      5'h0f:
          found = 15'h2c09;
      5'h10:
          found = 15'h4c37;
      5'h11:
          found = 15'h3118;
      5'h12:
          found = 15'h3ad9;
      5'h13:
          found = 15'h3da2;
      5'h14:
          found = 15'h312b;
      5'h15:
          found = 15'h3e6c;
      5'h16:
          found = 15'h302e;
      5'h17:
          found = 15'h390a;
      5'h18:
          found = 15'h3455;
      5'h19:
          found = 15'h4457;
      5'h1a:
          found = 15'h3cde;
      5'h1b:
          found = 15'h39c2;
      5'h1c:
          found = 15'h3044;
      5'h1d:
          found = 15'h3ac9;
      5'h1e:
          found = 15'h314f;
      5'h1f:
          found = 15'h4924;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
