// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_multiplier_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$30  = 0;
  reg [14:0] \$1 ;
  input [5:0] address;
  wire [5:0] address;
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
    if (\$auto$verilog_backend.cc:2355:dump_module$30 ) begin end
    casez (address)
      6'h00:
          found = 15'h4d3a;
      6'h01:
          found = 15'h4d12;
      6'h02:
          found = 15'h4bb5;
      6'h03:
          found = 15'h568f;
      6'h04:
          found = 15'h50a2;
      6'h05:
          found = 15'h487a;
      6'h06:
          found = 15'h5089;
      6'h07:
          found = 15'h51a6;
      6'h08:
          found = 15'h72d2;
      6'h09:
          found = 15'h3da8;
      6'h0a:
          found = 15'h70a8;
      6'h0b:
          found = 15'h4612;
      6'h0c:
          found = 15'h5497;
      6'h0d:
          found = 15'h58a6;
      6'h0e:
          found = 15'h5875;
      6'h0f:
          found = 15'h464c;
      6'h10:
          found = 15'h55f8;
      6'h11:
          found = 15'h540a;
      6'h12:
          found = 15'h643a;
      6'h13:
          found = 15'h712a;
      6'h14:
          found = 15'h59ef;
      6'h15:
          found = 15'h5416;
      6'h16:
          found = 15'h4fe0;
      6'h17:
          found = 15'h55ca;
      6'h18:
          found = 15'h518c;
      6'h19:
          found = 15'h5ea2;
      6'h1a:
          found = 15'h4a81;
      6'h1b:
          found = 15'h4c68;
      6'h1c:
          found = 15'h60cf;
      6'h1d:
          found = 15'h446b;
      6'h1e:
          found = 15'h53a8;
      6'h1f:
          found = 15'h474b;
      6'h20:
          found = 15'h53e7;
      6'h21:
          found = 15'h62e9;
      6'h22:
          found = 15'h60aa;
      6'h23:
          found = 15'h5062;
      6'h24:
          found = 15'h52d1;
      6'h25:
          found = 15'h4a17;
      6'h26:
          found = 15'h5762;
      6'h27:
          found = 15'h47d1;
      6'h28:
          found = 15'h6249;
      6'h29:
          found = 15'h4e32;
      6'h2a:
          found = 15'h46eb;
      6'h2b:
          found = 15'h4937;
      6'h2c:
          found = 15'h5438;
      6'h2d:
          found = 15'h4fe0;
      6'h2e:
          found = 15'h587e;
      6'h2f:
          found = 15'h5084;
      6'h30:
          found = 15'h529d;
      6'h31:
          found = 15'h6a96;
      6'h32:
          found = 15'h5399;
      6'h33:
          found = 15'h481e;
      6'h34:
          found = 15'h57cf;
      6'h35:
          found = 15'h505a;
      6'h36:
          found = 15'h4e68;
      6'h37:
          found = 15'h4b11;
      6'h38:
          found = 15'h5419;
      6'h39:
          found = 15'h4ead;
      6'h3a:
          found = 15'h52be;
      6'h3b:
          found = 15'h6921;
      6'h3c:
          found = 15'h5b45;
      6'h3d:
          found = 15'h56cf;
      6'h3e:
          found = 15'h5700;
      6'h3f:
          found = 15'h4e6a;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$30 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
