// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_conv2_requantizer(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$13  = 0;
  wire \$1 ;
  wire [26:0] \$10 ;
  wire \$11 ;
  wire [26:0] \$12 ;
  wire \$13 ;
  wire [26:0] \$14 ;
  wire [26:0] \$15 ;
  wire [26:0] \$16 ;
  reg \$17 ;
  reg \$18 ;
  reg \$19 ;
  wire \$2 ;
  reg [4:0] \$20 ;
  reg [11:0] \$21 ;
  reg [4:0] \$22 ;
  reg [26:0] \$23 ;
  reg [3:0] \$24 ;
  wire \$3 ;
  wire [27:0] \$4 ;
  wire \$5 ;
  wire \$6 ;
  wire [5:0] \$7 ;
  wire [4:0] \$8 ;
  wire [26:0] \$9 ;
  reg [11:0] \$signal  = 12'h000;
  wire [4:0] beat;
  wire [18:0] bias_0;
  wire [3:0] clipped_0;
  input clk;
  wire clk;
  wire [4:0] held_beat;
  input [11:0] i_data;
  wire [11:0] i_data;
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
  reg [26:0] product_0 = 27'h0000000;
  reg [4:0] read__addr = 5'h00;
  reg [4:0] \read__addr$18  = 5'h00;
  wire [14:0] read__data;
  wire [18:0] \read__data$22 ;
  wire read__en;
  wire \read__en$20 ;
  input rst;
  wire rst;
  wire [26:0] sum_0;
  reg valid_1 = 1'h0;
  reg valid_2 = 1'h0;
  reg [18:0] bias [31:0];
  initial begin
    bias[0] = 19'h5d947;
    bias[1] = 19'h54233;
    bias[2] = 19'h4e94f;
    bias[3] = 19'h2e8d7;
    bias[4] = 19'h2af01;
    bias[5] = 19'h329fa;
    bias[6] = 19'h5c492;
    bias[7] = 19'h20754;
    bias[8] = 19'h62c2b;
    bias[9] = 19'h3c56d;
    bias[10] = 19'h612f1;
    bias[11] = 19'h4e780;
    bias[12] = 19'h15506;
    bias[13] = 19'h612eb;
    bias[14] = 19'h101aa;
    bias[15] = 19'h55847;
    bias[16] = 19'h588ae;
    bias[17] = 19'h1d26e;
    bias[18] = 19'h61268;
    bias[19] = 19'h1f681;
    bias[20] = 19'h324f3;
    bias[21] = 19'h32324;
    bias[22] = 19'h76dce;
    bias[23] = 19'h1f897;
    bias[24] = 19'h5c607;
    bias[25] = 19'h5f605;
    bias[26] = 19'h4b384;
    bias[27] = 19'h3298b;
    bias[28] = 19'h6194b;
    bias[29] = 19'h71d1b;
    bias[30] = 19'h72ef4;
    bias[31] = 19'h19c08;
  end
  reg [18:0] _0_;
  always @(posedge clk) begin
    if (move_2) begin
      _0_ <= bias[\read__addr$18 ];
    end
  end
  assign bias_0 = _0_;
  reg [14:0] multiplier [31:0];
  initial begin
    multiplier[0] = 15'h3122;
    multiplier[1] = 15'h361a;
    multiplier[2] = 15'h3b91;
    multiplier[3] = 15'h44fb;
    multiplier[4] = 15'h36fd;
    multiplier[5] = 15'h37b9;
    multiplier[6] = 15'h3ce2;
    multiplier[7] = 15'h3cd9;
    multiplier[8] = 15'h4213;
    multiplier[9] = 15'h2820;
    multiplier[10] = 15'h30b8;
    multiplier[11] = 15'h36de;
    multiplier[12] = 15'h3ffe;
    multiplier[13] = 15'h3703;
    multiplier[14] = 15'h2ce6;
    multiplier[15] = 15'h2c09;
    multiplier[16] = 15'h4c37;
    multiplier[17] = 15'h3118;
    multiplier[18] = 15'h3ad9;
    multiplier[19] = 15'h3da2;
    multiplier[20] = 15'h312b;
    multiplier[21] = 15'h3e6c;
    multiplier[22] = 15'h302e;
    multiplier[23] = 15'h390a;
    multiplier[24] = 15'h3455;
    multiplier[25] = 15'h4457;
    multiplier[26] = 15'h3cde;
    multiplier[27] = 15'h39c2;
    multiplier[28] = 15'h3044;
    multiplier[29] = 15'h3ac9;
    multiplier[30] = 15'h314f;
    multiplier[31] = 15'h4924;
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
  assign \$6  = read__addr == 5'h1f;
  assign \$7  = read__addr + 1'h1;
  assign \$8  = \$6  ? 5'h00 : \$7 [4:0];
  assign \$9  = $signed(\$signal ) * $signed({ 1'h0, multiplier_0 });
  assign \$11  = $signed(\$10 ) > $signed(5'h0f);
  assign \$13  = $signed(\$12 ) < $signed(1'h0);
  assign \$15  = \$13  ? 27'h0000000 : \$14 ;
  assign \$16  = \$11  ? 27'h000000f : \$15 ;
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
    if (\$auto$verilog_backend.cc:2355:dump_module$13 ) begin end
    \$17  = valid_1;
    if (i_ready) begin
      \$17  = i_valid;
    end
    if (rst) begin
      \$17  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$13 ) begin end
    \$18  = valid_2;
    if (move_2) begin
      \$18  = valid_1;
    end
    if (rst) begin
      \$18  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$13 ) begin end
    \$19  = o_valid;
    if (move_3) begin
      \$19  = valid_2;
    end
    if (rst) begin
      \$19  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$13 ) begin end
    \$20  = read__addr;
    if (\$5 ) begin
      \$20  = \$8 ;
    end
    if (rst) begin
      \$20  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$13 ) begin end
    \$21  = \$signal ;
    if (i_ready) begin
      \$21  = i_data;
    end
    if (rst) begin
      \$21  = 12'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$13 ) begin end
    \$22  = \read__addr$18 ;
    if (i_ready) begin
      \$22  = read__addr;
    end
    if (rst) begin
      \$22  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$13 ) begin end
    \$23  = product_0;
    if (move_2) begin
      \$23  = \$9 ;
    end
    if (rst) begin
      \$23  = 27'h0000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$13 ) begin end
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
  assign sum_0 = \$4 [26:0];
  assign clipped_0 = o_data;
  assign \$10  = { \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26:19] };
  assign \$12  = { \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26:19] };
  assign \$14  = { \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26], \$4 [26:19] };
endmodule
`default_nettype wire
