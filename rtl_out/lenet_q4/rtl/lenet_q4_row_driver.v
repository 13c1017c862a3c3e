// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_row_driver(i_valid, turn_segment, turn_integrate, turn_advance, turn_ends, clk, rst, i_ready, turn_valid, drive, row_word, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$46  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire [7:0] \$12 ;
  wire [7:0] \$13 ;
  wire [7:0] \$14 ;
  wire [7:0] \$15 ;
  wire [7:0] \$16 ;
  wire [7:0] \$17 ;
  wire [7:0] \$18 ;
  wire [7:0] \$19 ;
  wire \$2 ;
  wire [7:0] \$20 ;
  wire [7:0] \$21 ;
  wire [7:0] \$22 ;
  wire [7:0] \$23 ;
  wire [7:0] \$24 ;
  wire [7:0] \$25 ;
  wire [7:0] \$26 ;
  wire [7:0] \$27 ;
  wire [7:0] \$28 ;
  wire [7:0] \$29 ;
  wire \$3 ;
  wire [7:0] \$30 ;
  wire [7:0] \$31 ;
  wire [7:0] \$32 ;
  wire [7:0] \$33 ;
  wire [7:0] \$34 ;
  wire [7:0] \$35 ;
  wire [7:0] \$36 ;
  wire [199:0] \$37 ;
  reg \$38 ;
  reg [199:0] \$39 ;
  wire \$4 ;
  wire \$5 ;
  wire \$6 ;
  wire \$7 ;
  wire \$8 ;
  wire \$9 ;
  input clk;
  wire clk;
  output [127:0] drive;
  wire [127:0] drive;
  input [199:0] i_data;
  wire [199:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  output [1023:0] row_word;
  wire [1023:0] row_word;
  input rst;
  wire rst;
  reg [199:0] segment_0;
  input turn_advance;
  wire turn_advance;
  input turn_ends;
  wire turn_ends;
  input turn_integrate;
  wire turn_integrate;
  input turn_segment;
  wire turn_segment;
  output turn_valid;
  reg turn_valid;
  assign \$1  = ~ turn_valid;
  assign \$2  = turn_advance & turn_ends;
  assign i_ready = \$1  | \$2 ;
  assign drive = turn_integrate ? { 103'h00000000000000000000000000, segment_0[192], segment_0[184], segment_0[176], segment_0[168], segment_0[160], segment_0[152], segment_0[144], segment_0[136], segment_0[128], segment_0[120], segment_0[112], segment_0[104], segment_0[96], segment_0[88], segment_0[80], segment_0[72], segment_0[64], segment_0[56], segment_0[48], segment_0[40], segment_0[32], segment_0[24], segment_0[16], segment_0[8], segment_0[0] } : 128'h00000000000000000000000000000000;
  assign \$3  = i_valid & i_ready;
  assign \$4  = turn_advance & turn_ends;
  assign \$5  = ~ turn_valid;
  assign \$6  = ! turn_segment;
  assign \$7  = turn_ends | \$6 ;
  assign \$8  = turn_advance & \$7 ;
  assign \$9  = \$5  | \$8 ;
  assign \$10  = ~ turn_valid;
  assign \$11  = \$10  | turn_ends;
  assign \$37  = \$11  ? { \$36 , \$35 , \$34 , \$33 , \$32 , \$31 , \$30 , \$29 , \$28 , \$27 , \$26 , \$25 , \$24 , \$23 , \$22 , \$21 , \$20 , \$19 , \$18 , \$17 , \$16 , \$15 , \$14 , \$13 , \$12  } : { segment_0[192], segment_0[199:193], segment_0[184], segment_0[191:185], segment_0[176], segment_0[183:177], segment_0[168], segment_0[175:169], segment_0[160], segment_0[167:161], segment_0[152], segment_0[159:153], segment_0[144], segment_0[151:145], segment_0[136], segment_0[143:137], segment_0[128], segment_0[135:129], segment_0[120], segment_0[127:121], segment_0[112], segment_0[119:113], segment_0[104], segment_0[111:105], segment_0[96], segment_0[103:97], segment_0[88], segment_0[95:89], segment_0[80], segment_0[87:81], segment_0[72], segment_0[79:73], segment_0[64], segment_0[71:65], segment_0[56], segment_0[63:57], segment_0[48], segment_0[55:49], segment_0[40], segment_0[47:41], segment_0[32], segment_0[39:33], segment_0[24], segment_0[31:25], segment_0[16], segment_0[23:17], segment_0[8], segment_0[15:9], segment_0[0], segment_0[7:1] };
  always @(posedge clk)
    turn_valid <= \$38 ;
  always @(posedge clk)
    segment_0 <= \$39 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$46 ) begin end
    \$38  = turn_valid;
    if (\$3 ) begin
      \$38  = 1'h1;
    end else if (\$4 ) begin
      \$38  = 1'h0;
    end
    if (rst) begin
      \$38  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$46 ) begin end
    \$39  = segment_0;
    if (\$9 ) begin
      \$39  = \$37 ;
    end
    if (rst) begin
      \$39  = 200'h00000000000000000000000000000000000000000000000000;
    end
  end
  assign row_word = { 824'h00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000, segment_0 };
  assign \$12  = i_data[7:0];
  assign \$13  = i_data[15:8];
  assign \$14  = i_data[23:16];
  assign \$15  = i_data[31:24];
  assign \$16  = i_data[39:32];
  assign \$17  = i_data[47:40];
  assign \$18  = i_data[55:48];
  assign \$19  = i_data[63:56];
  assign \$20  = i_data[71:64];
  assign \$21  = i_data[79:72];
  assign \$22  = i_data[87:80];
  assign \$23  = i_data[95:88];
  assign \$24  = i_data[103:96];
  assign \$25  = i_data[111:104];
  assign \$26  = i_data[119:112];
  assign \$27  = i_data[127:120];
  assign \$28  = i_data[135:128];
  assign \$29  = i_data[143:136];
  assign \$30  = i_data[151:144];
  assign \$31  = i_data[159:152];
  assign \$32  = i_data[167:160];
  assign \$33  = i_data[175:168];
  assign \$34  = i_data[183:176];
  assign \$35  = i_data[191:184];
  assign \$36  = i_data[199:192];
endmodule
`default_nettype wire
