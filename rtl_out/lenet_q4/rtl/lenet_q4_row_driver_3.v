// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_row_driver_3(i_valid, turn_segment, turn_integrate, turn_advance, turn_ends, clk, rst, i_ready, turn_valid, drive, row_word, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$48  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire [3:0] \$12 ;
  wire [3:0] \$13 ;
  wire [3:0] \$14 ;
  wire [3:0] \$15 ;
  wire [3:0] \$16 ;
  wire [3:0] \$17 ;
  wire [3:0] \$18 ;
  wire [3:0] \$19 ;
  wire \$2 ;
  wire [3:0] \$20 ;
  wire [3:0] \$21 ;
  wire [3:0] \$22 ;
  wire [3:0] \$23 ;
  wire [3:0] \$24 ;
  wire [3:0] \$25 ;
  wire [3:0] \$26 ;
  wire [3:0] \$27 ;
  wire [3:0] \$28 ;
  wire [3:0] \$29 ;
  wire \$3 ;
  wire [3:0] \$30 ;
  wire [3:0] \$31 ;
  wire [3:0] \$32 ;
  wire [3:0] \$33 ;
  wire [3:0] \$34 ;
  wire [3:0] \$35 ;
  wire [3:0] \$36 ;
  wire [3:0] \$37 ;
  wire [3:0] \$38 ;
  wire [3:0] \$39 ;
  wire \$4 ;
  wire [3:0] \$40 ;
  wire [3:0] \$41 ;
  wire [3:0] \$42 ;
  wire [3:0] \$43 ;
  wire [3:0] \$44 ;
  wire [3:0] \$45 ;
  wire [3:0] \$46 ;
  wire [3:0] \$47 ;
  wire [3:0] \$48 ;
  wire [3:0] \$49 ;
  wire \$5 ;
  wire [3:0] \$50 ;
  wire [3:0] \$51 ;
  wire [3:0] \$52 ;
  wire [3:0] \$53 ;
  wire [3:0] \$54 ;
  wire [3:0] \$55 ;
  wire [3:0] \$56 ;
  wire [3:0] \$57 ;
  wire [3:0] \$58 ;
  wire [3:0] \$59 ;
  wire \$6 ;
  wire [3:0] \$60 ;
  wire [3:0] \$61 ;
  wire [3:0] \$62 ;
  wire [3:0] \$63 ;
  wire [3:0] \$64 ;
  wire [3:0] \$65 ;
  wire [3:0] \$66 ;
  wire [3:0] \$67 ;
  wire [3:0] \$68 ;
  wire [3:0] \$69 ;
  wire \$7 ;
  wire [3:0] \$70 ;
  wire [3:0] \$71 ;
  wire [3:0] \$72 ;
  wire [3:0] \$73 ;
  wire [3:0] \$74 ;
  wire [3:0] \$75 ;
  wire [255:0] \$76 ;
  reg \$77 ;
  reg [255:0] \$78 ;
  wire \$8 ;
  wire \$9 ;
  input clk;
  wire clk;
  output [127:0] drive;
  wire [127:0] drive;
  input [255:0] i_data;
  wire [255:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  output [511:0] row_word;
  wire [511:0] row_word;
  input rst;
  wire rst;
  reg [255:0] segment_0;
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
  assign \$76  = \$11  ? { \$75 , \$74 , \$73 , \$72 , \$71 , \$70 , \$69 , \$68 , \$67 , \$66 , \$65 , \$64 , \$63 , \$62 , \$61 , \$60 , \$59 , \$58 , \$57 , \$56 , \$55 , \$54 , \$53 , \$52 , \$51 , \$50 , \$49 , \$48 , \$47 , \$46 , \$45 , \$44 , \$43 , \$42 , \$41 , \$40 , \$39 , \$38 , \$37 , \$36 , \$35 , \$34 , \$33 , \$32 , \$31 , \$30 , \$29 , \$28 , \$27 , \$26 , \$25 , \$24 , \$23 , \$22 , \$21 , \$20 , \$19 , \$18 , \$17 , \$16 , \$15 , \$14 , \$13 , \$12  } : { segment_0[252], segment_0[255:253], segment_0[248], segment_0[251:249], segment_0[244], segment_0[247:245], segment_0[240], segment_0[243:241], segment_0[236], segment_0[239:237], segment_0[232], segment_0[235:233], segment_0[228], segment_0[231:229], segment_0[224], segment_0[227:225], segment_0[220], segment_0[223:221], segment_0[216], segment_0[219:217], segment_0[212], segment_0[215:213], segment_0[208], segment_0[211:209], segment_0[204], segment_0[207:205], segment_0[200], segment_0[203:201], segment_0[196], segment_0[199:197], segment_0[192], segment_0[195:193], segment_0[188], segment_0[191:189], segment_0[184], segment_0[187:185], segment_0[180], segment_0[183:181], segment_0[176], segment_0[179:177], segment_0[172], segment_0[175:173], segment_0[168], segment_0[171:169], segment_0[164], segment_0[167:165], segment_0[160], segment_0[163:161], segment_0[156], segment_0[159:157], segment_0[152], segment_0[155:153], segment_0[148], segment_0[151:149], segment_0[144], segment_0[147:145], segment_0[140], segment_0[143:141], segment_0[136], segment_0[139:137], segment_0[132], segment_0[135:133], segment_0[128], segment_0[131:129], segment_0[124], segment_0[127:125], segment_0[120], segment_0[123:121], segment_0[116], segment_0[119:117], segment_0[112], segment_0[115:113], segment_0[108], segment_0[111:109], segment_0[104], segment_0[107:105], segment_0[100], segment_0[103:101], segment_0[96], segment_0[99:97], segment_0[92], segment_0[95:93], segment_0[88], segment_0[91:89], segment_0[84], segment_0[87:85], segment_0[80], segment_0[83:81], segment_0[76], segment_0[79:77], segment_0[72], segment_0[75:73], segment_0[68], segment_0[71:69], segment_0[64], segment_0[67:65], segment_0[60], segment_0[63:61], segment_0[56], segment_0[59:57], segment_0[52], segment_0[55:53], segment_0[48], segment_0[51:49], segment_0[44], segment_0[47:45], segment_0[40], segment_0[43:41], segment_0[36], segment_0[39:37], segment_0[32], segment_0[35:33], segment_0[28], segment_0[31:29], segment_0[24], segment_0[27:25], segment_0[20], segment_0[23:21], segment_0[16], segment_0[19:17], segment_0[12], segment_0[15:13], segment_0[8], segment_0[11:9], segment_0[4], segment_0[7:5], segment_0[0], segment_0[3:1] };
  always @(posedge clk)
    turn_valid <= \$77 ;
  always @(posedge clk)
    segment_0 <= \$78 ;
  assign \$1  = ~ turn_valid;
  assign \$2  = turn_advance & turn_ends;
  assign i_ready = \$1  | \$2 ;
  assign drive = turn_integrate ? { 64'h0000000000000000, segment_0[252], segment_0[248], segment_0[244], segment_0[240], segment_0[236], segment_0[232], segment_0[228], segment_0[224], segment_0[220], segment_0[216], segment_0[212], segment_0[208], segment_0[204], segment_0[200], segment_0[196], segment_0[192], segment_0[188], segment_0[184], segment_0[180], segment_0[176], segment_0[172], segment_0[168], segment_0[164], segment_0[160], segment_0[156], segment_0[152], segment_0[148], segment_0[144], segment_0[140], segment_0[136], segment_0[132], segment_0[128], segment_0[124], segment_0[120], segment_0[116], segment_0[112], segment_0[108], segment_0[104], segment_0[100], segment_0[96], segment_0[92], segment_0[88], segment_0[84], segment_0[80], segment_0[76], segment_0[72], segment_0[68], segment_0[64], segment_0[60], segment_0[56], segment_0[52], segment_0[48], segment_0[44], segment_0[40], segment_0[36], segment_0[32], segment_0[28], segment_0[24], segment_0[20], segment_0[16], segment_0[12], segment_0[8], segment_0[4], segment_0[0] } : 128'h00000000000000000000000000000000;
  assign \$3  = i_valid & i_ready;
  assign \$4  = turn_advance & turn_ends;
  assign \$5  = ~ turn_valid;
  assign \$6  = ! turn_segment;
  assign \$7  = turn_ends | \$6 ;
  assign \$8  = turn_advance & \$7 ;
  assign \$9  = \$5  | \$8 ;
  assign \$10  = ~ turn_valid;
  assign \$11  = \$10  | turn_ends;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$48 ) begin end
    \$77  = turn_valid;
    if (\$3 ) begin
      \$77  = 1'h1;
    end else if (\$4 ) begin
      \$77  = 1'h0;
    end
    if (rst) begin
      \$77  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$48 ) begin end
    \$78  = segment_0;
    if (\$9 ) begin
      \$78  = \$76 ;
    end
    if (rst) begin
      \$78  = 256'h0000000000000000000000000000000000000000000000000000000000000000;
    end
  end
  assign row_word = { 256'h0000000000000000000000000000000000000000000000000000000000000000, segment_0 };
  assign \$12  = i_data[3:0];
  assign \$13  = i_data[7:4];
  assign \$14  = i_data[11:8];
  assign \$15  = i_data[15:12];
  assign \$16  = i_data[19:16];
  assign \$17  = i_data[23:20];
  assign \$18  = i_data[27:24];
  assign \$19  = i_data[31:28];
  assign \$20  = i_data[35:32];
  assign \$21  = i_data[39:36];
  assign \$22  = i_data[43:40];
  assign \$23  = i_data[47:44];
  assign \$24  = i_data[51:48];
  assign \$25  = i_data[55:52];
  assign \$26  = i_data[59:56];
  assign \$27  = i_data[63:60];
  assign \$28  = i_data[67:64];
  assign \$29  = i_data[71:68];
  assign \$30  = i_data[75:72];
  assign \$31  = i_data[79:76];
  assign \$32  = i_data[83:80];
  assign \$33  = i_data[87:84];
  assign \$34  = i_data[91:88];
  assign \$35  = i_data[95:92];
  assign \$36  = i_data[99:96];
  assign \$37  = i_data[103:100];
  assign \$38  = i_data[107:104];
  assign \$39  = i_data[111:108];
  assign \$40  = i_data[115:112];
  assign \$41  = i_data[119:116];
  assign \$42  = i_data[123:120];
  assign \$43  = i_data[127:124];
  assign \$44  = i_data[131:128];
  assign \$45  = i_data[135:132];
  assign \$46  = i_data[139:136];
  assign \$47  = i_data[143:140];
  assign \$48  = i_data[147:144];
  assign \$49  = i_data[151:148];
  assign \$50  = i_data[155:152];
  assign \$51  = i_data[159:156];
  assign \$52  = i_data[163:160];
  assign \$53  = i_data[167:164];
  assign \$54  = i_data[171:168];
  assign \$55  = i_data[175:172];
  assign \$56  = i_data[179:176];
  assign \$57  = i_data[183:180];
  assign \$58  = i_data[187:184];
  assign \$59  = i_data[191:188];
  assign \$60  = i_data[195:192];
  assign \$61  = i_data[199:196];
  assign \$62  = i_data[203:200];
  assign \$63  = i_data[207:204];
  assign \$64  = i_data[211:208];
  assign \$65  = i_data[215:212];
  assign \$66  = i_data[219:216];
  assign \$67  = i_data[223:220];
  assign \$68  = i_data[227:224];
  assign \$69  = i_data[231:228];
  assign \$70  = i_data[235:232];
  assign \$71  = i_data[239:236];
  assign \$72  = i_data[243:240];
  assign \$73  = i_data[247:244];
  assign \$74  = i_data[251:248];
  assign \$75  = i_data[255:252];
endmodule
`default_nettype wire
