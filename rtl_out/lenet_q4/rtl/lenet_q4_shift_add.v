// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_shift_add(i_codes, i_phase, i_word, i_part, i_last, clk, rst, o_valid, o_word, o_last, o_sums, i_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$50  = 0;
  wire [8:0] \$1 ;
  wire [22:0] \$10 ;
  wire [8:0] \$11 ;
  wire [9:0] \$12 ;
  wire [16:0] \$13 ;
  wire [16:0] \$14 ;
  wire [18:0] \$15 ;
  wire [18:0] \$16 ;
  wire [22:0] \$17 ;
  wire [22:0] \$18 ;
  wire [22:0] \$19 ;
  wire [9:0] \$2 ;
  wire [22:0] \$20 ;
  wire [8:0] \$21 ;
  wire [9:0] \$22 ;
  wire [16:0] \$23 ;
  wire [16:0] \$24 ;
  wire [18:0] \$25 ;
  wire [18:0] \$26 ;
  wire [22:0] \$27 ;
  wire [22:0] \$28 ;
  wire [22:0] \$29 ;
  wire [16:0] \$3 ;
  wire [22:0] \$30 ;
  wire [8:0] \$31 ;
  wire [9:0] \$32 ;
  wire [16:0] \$33 ;
  wire [16:0] \$34 ;
  wire [18:0] \$35 ;
  wire [18:0] \$36 ;
  wire [22:0] \$37 ;
  wire [22:0] \$38 ;
  wire [22:0] \$39 ;
  wire [16:0] \$4 ;
  wire [22:0] \$40 ;
  wire [8:0] \$41 ;
  wire [9:0] \$42 ;
  wire [16:0] \$43 ;
  wire [16:0] \$44 ;
  wire [18:0] \$45 ;
  wire [18:0] \$46 ;
  wire [22:0] \$47 ;
  wire [22:0] \$48 ;
  wire [22:0] \$49 ;
  wire [18:0] \$5 ;
  wire [22:0] \$50 ;
  wire [8:0] \$51 ;
  wire [9:0] \$52 ;
  wire [16:0] \$53 ;
  wire [16:0] \$54 ;
  wire [18:0] \$55 ;
  wire [18:0] \$56 ;
  wire [22:0] \$57 ;
  wire [22:0] \$58 ;
  wire [22:0] \$59 ;
  wire [18:0] \$6 ;
  wire [22:0] \$60 ;
  wire [8:0] \$61 ;
  wire [9:0] \$62 ;
  wire [16:0] \$63 ;
  wire [16:0] \$64 ;
  wire [18:0] \$65 ;
  wire [18:0] \$66 ;
  wire [22:0] \$67 ;
  wire [22:0] \$68 ;
  wire [22:0] \$69 ;
  wire [22:0] \$7 ;
  wire [22:0] \$70 ;
  wire [8:0] \$71 ;
  wire [9:0] \$72 ;
  wire [16:0] \$73 ;
  wire [16:0] \$74 ;
  wire [18:0] \$75 ;
  wire [18:0] \$76 ;
  wire [22:0] \$77 ;
  wire [22:0] \$78 ;
  wire [22:0] \$79 ;
  wire [22:0] \$8 ;
  wire [22:0] \$80 ;
  reg [127:0] \$81 ;
  wire [22:0] \$9 ;
  reg [15:0] channel_0;
  reg [15:0] channel_1;
  reg [15:0] channel_2;
  reg [15:0] channel_3;
  reg [15:0] channel_4;
  reg [15:0] channel_5;
  reg [15:0] channel_6;
  reg [15:0] channel_7;
  input clk;
  wire clk;
  input [63:0] i_codes;
  wire [63:0] i_codes;
  input i_last;
  wire i_last;
  input i_part;
  wire i_part;
  input [2:0] i_phase;
  wire [2:0] i_phase;
  input i_valid;
  wire i_valid;
  input i_word;
  wire i_word;
  output o_last;
  wire o_last;
  output [127:0] o_sums;
  reg [127:0] o_sums;
  output o_valid;
  wire o_valid;
  output o_word;
  wire o_word;
  input rst;
  wire rst;
  reg [15:0] sum_0;
  reg [15:0] sum_1;
  reg [15:0] sum_2;
  reg [15:0] sum_3;
  reg [15:0] sum_4;
  reg [15:0] sum_5;
  reg [15:0] sum_6;
  reg [15:0] sum_7;
  always @(posedge clk)
    o_sums <= \$81 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    channel_0 = 16'h0000;
    casez (i_part)
      1'h0:
          channel_0 = { \$2 [9], \$2 [9], \$2 [9], \$2 [9], \$2 [9], \$2 [9], \$2  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    casez (i_phase)
      3'h0:
          sum_0 = \$3 [15:0];
      3'h1:
          sum_0 = \$4 [15:0];
      3'h2:
          sum_0 = \$5 [15:0];
      3'h3:
          sum_0 = \$6 [15:0];
      3'h4:
          sum_0 = \$7 [15:0];
      3'h5:
          sum_0 = \$8 [15:0];
      3'h6:
          sum_0 = \$9 [15:0];
      3'h7:
          sum_0 = \$10 [15:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    channel_1 = 16'h0000;
    casez (i_part)
      1'h0:
          channel_1 = { \$12 [9], \$12 [9], \$12 [9], \$12 [9], \$12 [9], \$12 [9], \$12  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    casez (i_phase)
      3'h0:
          sum_1 = \$13 [15:0];
      3'h1:
          sum_1 = \$14 [15:0];
      3'h2:
          sum_1 = \$15 [15:0];
      3'h3:
          sum_1 = \$16 [15:0];
      3'h4:
          sum_1 = \$17 [15:0];
      3'h5:
          sum_1 = \$18 [15:0];
      3'h6:
          sum_1 = \$19 [15:0];
      3'h7:
          sum_1 = \$20 [15:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    channel_2 = 16'h0000;
    casez (i_part)
      1'h0:
          channel_2 = { \$22 [9], \$22 [9], \$22 [9], \$22 [9], \$22 [9], \$22 [9], \$22  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    casez (i_phase)
      3'h0:
          sum_2 = \$23 [15:0];
      3'h1:
          sum_2 = \$24 [15:0];
      3'h2:
          sum_2 = \$25 [15:0];
      3'h3:
          sum_2 = \$26 [15:0];
      3'h4:
          sum_2 = \$27 [15:0];
      3'h5:
          sum_2 = \$28 [15:0];
      3'h6:
          sum_2 = \$29 [15:0];
      3'h7:
          sum_2 = \$30 [15:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    channel_3 = 16'h0000;
    casez (i_part)
      1'h0:
          channel_3 = { \$32 [9], \$32 [9], \$32 [9], \$32 [9], \$32 [9], \$32 [9], \$32  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    casez (i_phase)
      3'h0:
          sum_3 = \$33 [15:0];
      3'h1:
          sum_3 = \$34 [15:0];
      3'h2:
          sum_3 = \$35 [15:0];
      3'h3:
          sum_3 = \$36 [15:0];
      3'h4:
          sum_3 = \$37 [15:0];
      3'h5:
          sum_3 = \$38 [15:0];
      3'h6:
          sum_3 = \$39 [15:0];
      3'h7:
          sum_3 = \$40 [15:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    channel_4 = 16'h0000;
    casez (i_part)
      1'h0:
          channel_4 = { \$42 [9], \$42 [9], \$42 [9], \$42 [9], \$42 [9], \$42 [9], \$42  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    casez (i_phase)
      3'h0:
          sum_4 = \$43 [15:0];
      3'h1:
          sum_4 = \$44 [15:0];
      3'h2:
          sum_4 = \$45 [15:0];
      3'h3:
          sum_4 = \$46 [15:0];
      3'h4:
          sum_4 = \$47 [15:0];
      3'h5:
          sum_4 = \$48 [15:0];
      3'h6:
          sum_4 = \$49 [15:0];
      3'h7:
          sum_4 = \$50 [15:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    channel_5 = 16'h0000;
    casez (i_part)
      1'h0:
          channel_5 = { \$52 [9], \$52 [9], \$52 [9], \$52 [9], \$52 [9], \$52 [9], \$52  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    casez (i_phase)
      3'h0:
          sum_5 = \$53 [15:0];
      3'h1:
          sum_5 = \$54 [15:0];
      3'h2:
          sum_5 = \$55 [15:0];
      3'h3:
          sum_5 = \$56 [15:0];
      3'h4:
          sum_5 = \$57 [15:0];
      3'h5:
          sum_5 = \$58 [15:0];
      3'h6:
          sum_5 = \$59 [15:0];
      3'h7:
          sum_5 = \$60 [15:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    channel_6 = 16'h0000;
    casez (i_part)
      1'h0:
          channel_6 = { \$62 [9], \$62 [9], \$62 [9], \$62 [9], \$62 [9], \$62 [9], \$62  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    casez (i_phase)
      3'h0:
          sum_6 = \$63 [15:0];
      3'h1:
          sum_6 = \$64 [15:0];
      3'h2:
          sum_6 = \$65 [15:0];
      3'h3:
          sum_6 = \$66 [15:0];
      3'h4:
          sum_6 = \$67 [15:0];
      3'h5:
          sum_6 = \$68 [15:0];
      3'h6:
          sum_6 = \$69 [15:0];
      3'h7:
          sum_6 = \$70 [15:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    channel_7 = 16'h0000;
    casez (i_part)
      1'h0:
          channel_7 = { \$72 [9], \$72 [9], \$72 [9], \$72 [9], \$72 [9], \$72 [9], \$72  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    casez (i_phase)
      3'h0:
          sum_7 = \$73 [15:0];
      3'h1:
          sum_7 = \$74 [15:0];
      3'h2:
          sum_7 = \$75 [15:0];
      3'h3:
          sum_7 = \$76 [15:0];
      3'h4:
          sum_7 = \$77 [15:0];
      3'h5:
          sum_7 = \$78 [15:0];
      3'h6:
          sum_7 = \$79 [15:0];
      3'h7:
          sum_7 = \$80 [15:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$50 ) begin end
    \$81  = o_sums;
    if (i_valid) begin
      \$81  = { sum_7, sum_6, sum_5, sum_4, sum_3, sum_2, sum_1, sum_0 };
    end
    if (rst) begin
      \$81  = 128'h00000000000000000000000000000000;
    end
  end
  assign o_valid = i_valid;
  assign o_word = i_word;
  assign o_last = i_last;
  assign \$1  = { i_codes[7], i_codes[7:0] };
  assign \$2  = { \$1 [8], \$1  };
  assign \$3  = { channel_0[15], channel_0 };
  assign \$4  = { channel_0, 1'h0 };
  assign \$5  = { channel_0[15], channel_0, 2'h0 };
  assign \$6  = { channel_0, 3'h0 };
  assign \$7  = { channel_0[15], channel_0[15], channel_0[15], channel_0, 4'h0 };
  assign \$8  = { channel_0[15], channel_0[15], channel_0, 5'h00 };
  assign \$9  = { channel_0[15], channel_0, 6'h00 };
  assign \$10  = { channel_0, 7'h00 };
  assign \$11  = { i_codes[15], i_codes[15:8] };
  assign \$12  = { \$11 [8], \$11  };
  assign \$13  = { channel_1[15], channel_1 };
  assign \$14  = { channel_1, 1'h0 };
  assign \$15  = { channel_1[15], channel_1, 2'h0 };
  assign \$16  = { channel_1, 3'h0 };
  assign \$17  = { channel_1[15], channel_1[15], channel_1[15], channel_1, 4'h0 };
  assign \$18  = { channel_1[15], channel_1[15], channel_1, 5'h00 };
  assign \$19  = { channel_1[15], channel_1, 6'h00 };
  assign \$20  = { channel_1, 7'h00 };
  assign \$21  = { i_codes[23], i_codes[23:16] };
  assign \$22  = { \$21 [8], \$21  };
  assign \$23  = { channel_2[15], channel_2 };
  assign \$24  = { channel_2, 1'h0 };
  assign \$25  = { channel_2[15], channel_2, 2'h0 };
  assign \$26  = { channel_2, 3'h0 };
  assign \$27  = { channel_2[15], channel_2[15], channel_2[15], channel_2, 4'h0 };
  assign \$28  = { channel_2[15], channel_2[15], channel_2, 5'h00 };
  assign \$29  = { channel_2[15], channel_2, 6'h00 };
  assign \$30  = { channel_2, 7'h00 };
  assign \$31  = { i_codes[31], i_codes[31:24] };
  assign \$32  = { \$31 [8], \$31  };
  assign \$33  = { channel_3[15], channel_3 };
  assign \$34  = { channel_3, 1'h0 };
  assign \$35  = { channel_3[15], channel_3, 2'h0 };
  assign \$36  = { channel_3, 3'h0 };
  assign \$37  = { channel_3[15], channel_3[15], channel_3[15], channel_3, 4'h0 };
  assign \$38  = { channel_3[15], channel_3[15], channel_3, 5'h00 };
  assign \$39  = { channel_3[15], channel_3, 6'h00 };
  assign \$40  = { channel_3, 7'h00 };
  assign \$41  = { i_codes[39], i_codes[39:32] };
  assign \$42  = { \$41 [8], \$41  };
  assign \$43  = { channel_4[15], channel_4 };
  assign \$44  = { channel_4, 1'h0 };
  assign \$45  = { channel_4[15], channel_4, 2'h0 };
  assign \$46  = { channel_4, 3'h0 };
  assign \$47  = { channel_4[15], channel_4[15], channel_4[15], channel_4, 4'h0 };
  assign \$48  = { channel_4[15], channel_4[15], channel_4, 5'h00 };
  assign \$49  = { channel_4[15], channel_4, 6'h00 };
  assign \$50  = { channel_4, 7'h00 };
  assign \$51  = { i_codes[47], i_codes[47:40] };
  assign \$52  = { \$51 [8], \$51  };
  assign \$53  = { channel_5[15], channel_5 };
  assign \$54  = { channel_5, 1'h0 };
  assign \$55  = { channel_5[15], channel_5, 2'h0 };
  assign \$56  = { channel_5, 3'h0 };
  assign \$57  = { channel_5[15], channel_5[15], channel_5[15], channel_5, 4'h0 };
  assign \$58  = { channel_5[15], channel_5[15], channel_5, 5'h00 };
  assign \$59  = { channel_5[15], channel_5, 6'h00 };
  assign \$60  = { channel_5, 7'h00 };
  assign \$61  = { i_codes[55], i_codes[55:48] };
  assign \$62  = { \$61 [8], \$61  };
  assign \$63  = { channel_6[15], channel_6 };
  assign \$64  = { channel_6, 1'h0 };
  assign \$65  = { channel_6[15], channel_6, 2'h0 };
  assign \$66  = { channel_6, 3'h0 };
  assign \$67  = { channel_6[15], channel_6[15], channel_6[15], channel_6, 4'h0 };
  assign \$68  = { channel_6[15], channel_6[15], channel_6, 5'h00 };
  assign \$69  = { channel_6[15], channel_6, 6'h00 };
  assign \$70  = { channel_6, 7'h00 };
  assign \$71  = { i_codes[63], i_codes[63:56] };
  assign \$72  = { \$71 [8], \$71  };
  assign \$73  = { channel_7[15], channel_7 };
  assign \$74  = { channel_7, 1'h0 };
  assign \$75  = { channel_7[15], channel_7, 2'h0 };
  assign \$76  = { channel_7, 3'h0 };
  assign \$77  = { channel_7[15], channel_7[15], channel_7[15], channel_7, 4'h0 };
  assign \$78  = { channel_7[15], channel_7[15], channel_7, 5'h00 };
  assign \$79  = { channel_7[15], channel_7, 6'h00 };
  assign \$80  = { channel_7, 7'h00 };
endmodule
`default_nettype wire
