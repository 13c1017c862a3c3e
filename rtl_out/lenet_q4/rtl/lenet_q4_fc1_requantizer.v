// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_requantizer(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$16  = 0;
  wire \$1 ;
  wire [27:0] \$10 ;
  wire \$11 ;
  wire [27:0] \$12 ;
  wire \$13 ;
  wire [27:0] \$14 ;
  wire [27:0] \$15 ;
  wire [27:0] \$16 ;
  reg \$17 ;
  reg \$18 ;
  reg \$19 ;
  wire \$2 ;
  reg [5:0] \$20 ;
  reg [12:0] \$21 ;
  reg [5:0] \$22 ;
  reg [27:0] \$23 ;
  reg [3:0] \$24 ;
  wire \$3 ;
  wire [28:0] \$4 ;
  wire \$5 ;
  wire \$6 ;
  wire [6:0] \$7 ;
  wire [5:0] \$8 ;
  wire [27:0] \$9 ;
  reg [12:0] \$signal  = 13'h0000;
  wire [5:0] beat;
  wire [19:0] bias_0;
  wire [3:0] clipped_0;
  input clk;
  wire clk;
  wire [5:0] held_beat;
  input [12:0] i_data;
  wire [12:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  wire move_1;
  wire move_2;
  wire move_3;
  wire [14:0] multiplier_0;
  output [3:0] o_data;
  reg [3:0] o_data = 4'h0;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid = 1'h0;
  reg [27:0] product_0 = 28'h0000000;
  reg [5:0] read__addr = 6'h00;
  reg [5:0] \read__addr$18  = 6'h00;
  wire [14:0] read__data;
  wire [19:0] \read__data$22 ;
  wire read__en;
  wire \read__en$20 ;
  input rst;
  wire rst;
  wire [27:0] sum_0;
  reg valid_1 = 1'h0;
  reg valid_2 = 1'h0;
  reg [19:0] bias [63:0];
  initial begin
    bias[0] = 20'h9fe29;
    bias[1] = 20'hb53da;
    bias[2] = 20'h99e68;
    bias[3] = 20'h944ce;
    bias[4] = 20'h953a4;
    bias[5] = 20'h81e09;
    bias[6] = 20'h97a1f;
    bias[7] = 20'h86bec;
    bias[8] = 20'hace0e;
    bias[9] = 20'h97fee;
    bias[10] = 20'ha6ec9;
    bias[11] = 20'h9a6d6;
    bias[12] = 20'ha8390;
    bias[13] = 20'ha0938;
    bias[14] = 20'h9a6d3;
    bias[15] = 20'ha058c;
    bias[16] = 20'ha030d;
    bias[17] = 20'h8f47d;
    bias[18] = 20'h7a33c;
    bias[19] = 20'h8ba98;
    bias[20] = 20'h76c9d;
    bias[21] = 20'ha92e1;
    bias[22] = 20'h9b449;
    bias[23] = 20'h81bd6;
    bias[24] = 20'h8ae01;
    bias[25] = 20'hc0156;
    bias[26] = 20'h6e7f2;
    bias[27] = 20'hb45eb;
    bias[28] = 20'h6e063;
    bias[29] = 20'h747c7;
    bias[30] = 20'h7c30a;
    bias[31] = 20'h7e42f;
    bias[32] = 20'ha5352;
    bias[33] = 20'hb1201;
    bias[34] = 20'h8ab26;
    bias[35] = 20'h7bfe0;
    bias[36] = 20'h8fa83;
    bias[37] = 20'h9d580;
    bias[38] = 20'ha74b9;
    bias[39] = 20'ha9329;
    bias[40] = 20'h91d6c;
    bias[41] = 20'h618bf;
    bias[42] = 20'had4d8;
    bias[43] = 20'had744;
    bias[44] = 20'h9b330;
    bias[45] = 20'h8e021;
    bias[46] = 20'h97a17;
    bias[47] = 20'h9648b;
    bias[48] = 20'h98bee;
    bias[49] = 20'ha139a;
    bias[50] = 20'hb27c3;
    bias[51] = 20'h83a26;
    bias[52] = 20'h724ca;
    bias[53] = 20'haa4d6;
    bias[54] = 20'h9304f;
    bias[55] = 20'h87ed5;
    bias[56] = 20'h5a5f4;
    bias[57] = 20'h97410;
    bias[58] = 20'h7a33b;
    bias[59] = 20'h97e58;
    bias[60] = 20'h91341;
    bias[61] = 20'ha736b;
    bias[62] = 20'h6b3d3;
    bias[63] = 20'hb8be4;
  end
  reg [19:0] _0_;
  always @(posedge clk) begin
    if (move_2) begin
      _0_ <= bias[\read__addr$18 ];
    end
  end
  assign bias_0 = _0_;
  reg [14:0] multiplier [63:0];
  initial begin
    multiplier[0] = 15'h4d3a;
    multiplier[1] = 15'h4d12;
    multiplier[2] = 15'h4bb5;
    multiplier[3] = 15'h568f;
    multiplier[4] = 15'h50a2;
    multiplier[5] = 15'h487a;
    multiplier[6] = 15'h5089;
    multiplier[7] = 15'h51a6;
    multiplier[8] = 15'h72d2;
    multiplier[9] = 15'h3da8;
    multiplier[10] = 15'h70a8;
    multiplier[11] = 15'h4612;
    multiplier[12] = 15'h5497;
    multiplier[13] = 15'h58a6;
    multiplier[14] = 15'h5875;
    multiplier[15] = 15'h464c;
    multiplier[16] = 15'h55f8;
    multiplier[17] = 15'h540a;
    multiplier[18] = 15'h643a;
    multiplier[19] = 15'h712a;
    multiplier[20] = 15'h59ef;
    multiplier[21] = 15'h5416;
    multiplier[22] = 15'h4fe0;
    multiplier[23] = 15'h55ca;
    multiplier[24] = 15'h518c;
    multiplier[25] = 15'h5ea2;
    multiplier[26] = 15'h4a81;
    multiplier[27] = 15'h4c68;
    multiplier[28] = 15'h60cf;
    multiplier[29] = 15'h446b;
    multiplier[30] = 15'h53a8;
    multiplier[31] = 15'h474b;
    multiplier[32] = 15'h53e7;
    multiplier[33] = 15'h62e9;
    multiplier[34] = 15'h60aa;
    multiplier[35] = 15'h5062;
    multiplier[36] = 15'h52d1;
    multiplier[37] = 15'h4a17;
    multiplier[38] = 15'h5762;
    multiplier[39] = 15'h47d1;
    multiplier[40] = 15'h6249;
    multiplier[41] = 15'h4e32;
    multiplier[42] = 15'h46eb;
    multiplier[43] = 15'h4937;
    multiplier[44] = 15'h5438;
    multiplier[45] = 15'h4fe0;
    multiplier[46] = 15'h587e;
    multiplier[47] = 15'h5084;
    multiplier[48] = 15'h529d;
    multiplier[49] = 15'h6a96;
    multiplier[50] = 15'h5399;
    multiplier[51] = 15'h481e;
    multiplier[52] = 15'h57cf;
    multiplier[53] = 15'h505a;
    multiplier[54] = 15'h4e68;
    multiplier[55] = 15'h4b11;
    multiplier[56] = 15'h5419;
    multiplier[57] = 15'h4ead;
    multiplier[58] = 15'h52be;
    multiplier[59] = 15'h6921;
    multiplier[60] = 15'h5b45;
    multiplier[61] = 15'h56cf;
    multiplier[62] = 15'h5700;
    multiplier[63] = 15'h4e6a;
  end
  reg [14:0] _1_;
  always @(posedge clk) begin
    if (i_ready) begin
      _1_ <= multiplier[read__addr];
    end
  end
  assign multiplier_0 = _1_;
  assign \$1  = ~ valid_1;
  assign i_ready = \$1  | move_2;
  assign \$2  = ~ valid_2;
  assign move_2 = \$2  | move_3;
  assign \$3  = ~ o_valid;
  assign move_3 = \$3  | o_ready;
  assign \$4  = $signed(product_0) + $signed({ 1'h0, bias_0 });
  assign \$5  = i_valid & i_ready;
  assign \$6  = read__addr == 6'h3f;
  assign \$7  = read__addr + 1'h1;
  assign \$8  = \$6  ? 6'h00 : \$7 [5:0];
  assign \$9  = $signed(\$signal ) * $signed({ 1'h0, multiplier_0 });
  assign \$11  = $signed(\$10 ) > $signed(5'h0f);
  assign \$13  = $signed(\$12 ) < $signed(1'h0);
  assign \$15  = \$13  ? 28'h0000000 : \$14 ;
  assign \$16  = \$11  ? 28'h000000f : \$15 ;
  always @(posedge clk)
    valid_1 <= \$17 ;
  always @(posedge clk)
    valid_2 <= \$18 ;
  always @(posedge clk)
    o_valid <= \$19 ;
  always @(posedge clk)
    read__addr <= \$20 ;
  always @(posedge clk)
    \$signal  <= \$21 ;
  always @(posedge clk)
    \read__addr$18  <= \$22 ;
  always @(posedge clk)
    product_0 <= \$23 ;
  always @(posedge clk)
    o_data <= \$24 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$17  = valid_1;
    if (i_ready) begin
      \$17  = i_valid;
    end
    if (rst) begin
      \$17  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$18  = valid_2;
    if (move_2) begin
      \$18  = valid_1;
    end
    if (rst) begin
      \$18  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$19  = o_valid;
    if (move_3) begin
      \$19  = valid_2;
    end
    if (rst) begin
      \$19  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$20  = read__addr;
    if (\$5 ) begin
      \$20  = \$8 ;
    end
    if (rst) begin
      \$20  = 6'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$21  = \$signal ;
    if (i_ready) begin
      \$21  = i_data;
    end
    if (rst) begin
      \$21  = 13'h0000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$22  = \read__addr$18 ;
    if (i_ready) begin
      \$22  = read__addr;
    end
    if (rst) begin
      \$22  = 6'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$23  = product_0;
    if (move_2) begin
      \$23  = \$9 ;
    end
    if (rst) begin
      \$23  = 28'h0000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$24  = o_data;
    if (move_3) begin
      \$24  = \$16 [3:0];
    end
    if (rst) begin
      \$24  = 4'h0;
    end
  end
  assign move_1 = i_ready;
  assign beat = read__addr;
  assign read__en = i_ready;
  assign read__data = multiplier_0;
  assign held_beat = \read__addr$18 ;
  assign \read__en$20  = move_2;
  assign \read__data$22  = bias_0;
  assign sum_0 = \$4 [27:0];
  assign clipped_0 = o_data;
  assign \$10  = { \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27:20] };
  assign \$12  = { \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27:20] };
  assign \$14  = { \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27], \$4 [27:20] };
endmodule
`default_nettype wire
