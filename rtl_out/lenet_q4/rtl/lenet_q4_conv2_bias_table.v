// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_conv2_bias_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$19  = 0;
  reg [18:0] \$1 ;
  input [4:0] address;
  wire [4:0] address;
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
    if (\$auto$verilog_backend.cc:2355:dump_module$19 ) begin end
    casez (address)
      5'h00:
          found = 19'h5d947;
      5'h01:
          found = 19'h54233;
      5'h02:
          found = 19'h4e94f;
      5'h03:
          found = 19'h2e8d7;
      5'h04:
          found = 19'h2af01;
      5'h05:
          found = 19'h329fa;
      5'h06:
          found = 19'h5c492;
      5'h07:
          found = 19'h20754;
      5'h08:
          found = 19'h62c2b;
      5'h09:
          found = 19'h3c56d;
      5'h0a:
          found = 19'h612f1;
      5'h0b:
          found = 19'h4e780;
      5'h0c:
          found = 19'h15506;
      5'h0d:
          found = 19'h612eb;
      5'h0e:
          found = 19'h101aa;
      5'h0f:
          found = 19'h55847;
      5'h10:
          found = 19'h588ae;
      5'h11:
          found = 19'h1d26e;
      5'h12:
          found = 19'h61268;
      5'h13:
          found = 19'h1f681;
      5'h14:
          found = 19'h324f3;
      5'h15:
          found = 19'h32324;
      5'h16:
          found = 19'h76dce;
      5'h17:
          found = 19'h1f897;
      5'h18:
          found = 19'h5c607;
      5'h19:
          found = 19'h5f605;
      5'h1a:
          found = 19'h4b384;
      5'h1b:
          found = 19'h3298b;
      5'h1c:
          found = 19'h6194b;
      5'h1d:
          found = 19'h71d1b;
      5'h1e:
          found = 19'h72ef4;
      5'h1f:
          found = 19'h19c08;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$19 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
