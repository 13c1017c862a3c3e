// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_bias_table(enable, clk, rst, row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$27  = 0;
  reg [19:0] \$1 ;
  input [5:0] address;
  wire [5:0] address;
  input clk;
  wire clk;
  input enable;
  wire enable;
  reg [19:0] found;
  output [19:0] row;
  reg [19:0] row;
  input rst;
  wire rst;
  wire [19:0] taken;
  always @(posedge clk)
    row <= \$1 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$27 ) begin end
    casez (address)
      6'h00:
          found = 20'h9fe29;
      6'h01:
          found = 20'hb53da;
      6'h02:
          found = 20'h99e68;
      6'h03:
          found = 20'h944ce;
      6'h04:
          found = 20'h953a4;
      6'h05:
          found = 20'h81e09;
      6'h06:
          found = 20'h97a1f;
      6'h07:
          found = 20'h86bec;
      6'h08:
          found = 20'hace0e;
      6'h09:
          found = 20'h97fee;
      6'h0a:
          found = 20'ha6ec9;
      6'h0b:
          found = 20'h9a6d6;
      6'h0c:
          found = 20'ha8390;
      6'h0d:
          found = 20'ha0938;
      6'h0e:
          found = 20'h9a6d3;
      6'h0f:
          found = 20'ha058c;
      6'h10:
          found = 20'ha030d;
      6'h11:
          found = 20'h8f47d;
      6'h12:
          found = 20'h7a33c;
      6'h13:
          found = 20'h8ba98;
      6'h14:
          found = 20'h76c9d;
      6'h15:
          found = 20'ha92e1;
      6'h16:
          found = 20'h9b449;
      6'h17:
          found = 20'h81bd6;
      6'h18:
          found = 20'h8ae01;
      6'h19:
          found = 20'hc0156;
      6'h1a:
          found = 20'h6e7f2;
      6'h1b:
          found = 20'hb45eb;
      6'h1c:
          found = 20'h6e063;
      6'h1d:
          found = 20'h747c7;
      6'h1e:
          found = 20'h7c30a;
      6'h1f:
          found = 20'h7e42f;
      6'h20:
          found = 20'ha5352;
      6'h21:
          found = 20'hb1201;
      6'h22:
          found = 20'h8ab26;
      6'h23:
          found = 20'h7bfe0;
      6'h24:
          found = 20'h8fa83;
      6'h25:
          found = 20'h9d580;
      6'h26:
          found = 20'ha74b9;
      6'h27:
          found = 20'ha9329;
      6'h28:
          found = 20'h91d6c;
      6'h29:
          found = 20'h618bf;
      6'h2a:
          found = 20'had4d8;
      6'h2b:
          found = 20'had744;
      6'h2c:
          found = 20'h9b330;
      6'h2d:
          found = 20'h8e021;
      6'h2e:
          found = 20'h97a17;
      6'h2f:
          found = 20'h9648b;
      6'h30:
          found = 20'h98bee;
      6'h31:
          found = 20'ha139a;
      6'h32:
          found = 20'hb27c3;
      6'h33:
          found = 20'h83a26;
      6'h34:
          found = 20'h724ca;
      6'h35:
          found = 20'haa4d6;
      6'h36:
          found = 20'h9304f;
      6'h37:
          found = 20'h87ed5;
      6'h38:
          found = 20'h5a5f4;
      6'h39:
          found = 20'h97410;
      6'h3a:
          found = 20'h7a33b;
      6'h3b:
          found = 20'h97e58;
      6'h3c:
          found = 20'h91341;
      6'h3d:
          found = 20'ha736b;
      6'h3e:
          found = 20'h6b3d3;
      6'h3f:
          found = 20'hb8be4;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$27 ) begin end
    \$1  = row;
    if (enable) begin
      \$1  = found;
    end
  end
  assign taken = row;
endmodule
`default_nettype wire
