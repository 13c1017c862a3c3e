// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_shift_add_3(i_codes, i_phase, i_word, i_part, i_last, clk, rst, o_valid, o_word, o_last, o_sums, i_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$52  = 0;
  wire [8:0] \$1 ;
  wire [13:0] \$10 ;
  wire [15:0] \$11 ;
  wire [15:0] \$12 ;
  wire [8:0] \$13 ;
  wire [9:0] \$14 ;
  wire [13:0] \$15 ;
  wire [13:0] \$16 ;
  wire [15:0] \$17 ;
  wire [15:0] \$18 ;
  wire [8:0] \$19 ;
  wire [9:0] \$2 ;
  wire [9:0] \$20 ;
  wire [13:0] \$21 ;
  wire [13:0] \$22 ;
  wire [15:0] \$23 ;
  wire [15:0] \$24 ;
  wire [8:0] \$25 ;
  wire [9:0] \$26 ;
  wire [13:0] \$27 ;
  wire [13:0] \$28 ;
  wire [15:0] \$29 ;
  wire [13:0] \$3 ;
  wire [15:0] \$30 ;
  wire [8:0] \$31 ;
  wire [9:0] \$32 ;
  wire [13:0] \$33 ;
  wire [13:0] \$34 ;
  wire [15:0] \$35 ;
  wire [15:0] \$36 ;
  wire [8:0] \$37 ;
  wire [9:0] \$38 ;
  wire [13:0] \$39 ;
  wire [13:0] \$4 ;
  wire [13:0] \$40 ;
  wire [15:0] \$41 ;
  wire [15:0] \$42 ;
  wire [8:0] \$43 ;
  wire [9:0] \$44 ;
  wire [13:0] \$45 ;
  wire [13:0] \$46 ;
  wire [15:0] \$47 ;
  wire [15:0] \$48 ;
  reg [103:0] \$49 ;
  wire [15:0] \$5 ;
  wire [15:0] \$6 ;
  wire [8:0] \$7 ;
  wire [9:0] \$8 ;
  wire [13:0] \$9 ;
  reg [12:0] channel_0;
  reg [12:0] channel_1;
  reg [12:0] channel_2;
  reg [12:0] channel_3;
  reg [12:0] channel_4;
  reg [12:0] channel_5;
  reg [12:0] channel_6;
  reg [12:0] channel_7;
  input clk;
  wire clk;
  input [63:0] i_codes;
  wire [63:0] i_codes;
  input i_last;
  wire i_last;
  input i_part;
  wire i_part;
  input [1:0] i_phase;
  wire [1:0] i_phase;
  input i_valid;
  wire i_valid;
  input [2:0] i_word;
  wire [2:0] i_word;
  output o_last;
  wire o_last;
  output [103:0] o_sums;
  reg [103:0] o_sums;
  output o_valid;
  wire o_valid;
  output [2:0] o_word;
  wire [2:0] o_word;
  input rst;
  wire rst;
  reg [12:0] sum_0;
  reg [12:0] sum_1;
  reg [12:0] sum_2;
  reg [12:0] sum_3;
  reg [12:0] sum_4;
  reg [12:0] sum_5;
  reg [12:0] sum_6;
  reg [12:0] sum_7;
  always @(posedge clk)
    o_sums <= \$49 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    channel_1 = 13'h0000;
    casez (i_part)
      1'h0:
          channel_1 = { \$8 [9], \$8 [9], \$8 [9], \$8  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    casez (i_phase)
      2'h0:
          sum_1 = \$9 [12:0];
      2'h1:
          sum_1 = \$10 [12:0];
      2'h2:
          sum_1 = \$11 [12:0];
      2'h3:
          sum_1 = \$12 [12:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    channel_2 = 13'h0000;
    casez (i_part)
      1'h0:
          channel_2 = { \$14 [9], \$14 [9], \$14 [9], \$14  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    casez (i_phase)
      2'h0:
          sum_2 = \$15 [12:0];
      2'h1:
          sum_2 = \$16 [12:0];
      2'h2:
          sum_2 = \$17 [12:0];
      2'h3:
          sum_2 = \$18 [12:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    channel_3 = 13'h0000;
    casez (i_part)
      1'h0:
          channel_3 = { \$20 [9], \$20 [9], \$20 [9], \$20  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    casez (i_phase)
      2'h0:
          sum_3 = \$21 [12:0];
      2'h1:
          sum_3 = \$22 [12:0];
      2'h2:
          sum_3 = \$23 [12:0];
      2'h3:
          sum_3 = \$24 [12:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    channel_4 = 13'h0000;
    casez (i_part)
      1'h0:
          channel_4 = { \$26 [9], \$26 [9], \$26 [9], \$26  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    casez (i_phase)
      2'h0:
          sum_4 = \$27 [12:0];
      2'h1:
          sum_4 = \$28 [12:0];
      2'h2:
          sum_4 = \$29 [12:0];
      2'h3:
          sum_4 = \$30 [12:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    channel_5 = 13'h0000;
    casez (i_part)
      1'h0:
          channel_5 = { \$32 [9], \$32 [9], \$32 [9], \$32  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    casez (i_phase)
      2'h0:
          sum_5 = \$33 [12:0];
      2'h1:
          sum_5 = \$34 [12:0];
      2'h2:
          sum_5 = \$35 [12:0];
      2'h3:
          sum_5 = \$36 [12:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    channel_6 = 13'h0000;
    casez (i_part)
      1'h0:
          channel_6 = { \$38 [9], \$38 [9], \$38 [9], \$38  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    casez (i_phase)
      2'h0:
          sum_6 = \$39 [12:0];
      2'h1:
          sum_6 = \$40 [12:0];
      2'h2:
          sum_6 = \$41 [12:0];
      2'h3:
          sum_6 = \$42 [12:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    channel_7 = 13'h0000;
    casez (i_part)
      1'h0:
          channel_7 = { \$44 [9], \$44 [9], \$44 [9], \$44  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    casez (i_phase)
      2'h0:
          sum_7 = \$45 [12:0];
      2'h1:
          sum_7 = \$46 [12:0];
      2'h2:
          sum_7 = \$47 [12:0];
      2'h3:
          sum_7 = \$48 [12:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    \$49  = o_sums;
    if (i_valid) begin
      \$49  = { sum_7, sum_6, sum_5, sum_4, sum_3, sum_2, sum_1, sum_0 };
    end
    if (rst) begin
      \$49  = 104'h00000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    channel_0 = 13'h0000;
    casez (i_part)
      1'h0:
          channel_0 = { \$2 [9], \$2 [9], \$2 [9], \$2  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$52 ) begin end
    casez (i_phase)
      2'h0:
          sum_0 = \$3 [12:0];
      2'h1:
          sum_0 = \$4 [12:0];
      2'h2:
          sum_0 = \$5 [12:0];
      2'h3:
          sum_0 = \$6 [12:0];
    endcase
  end
  assign o_valid = i_valid;
  assign o_word = i_word;
  assign o_last = i_last;
  assign \$3  = { channel_0[12], channel_0 };
  assign \$1  = { i_codes[7], i_codes[7:0] };
  assign \$2  = { \$1 [8], \$1  };
  assign \$4  = { channel_0, 1'h0 };
  assign \$5  = { channel_0[12], channel_0, 2'h0 };
  assign \$6  = { channel_0, 3'h0 };
  assign \$7  = { i_codes[15], i_codes[15:8] };
  assign \$8  = { \$7 [8], \$7  };
  assign \$9  = { channel_1[12], channel_1 };
  assign \$10  = { channel_1, 1'h0 };
  assign \$11  = { channel_1[12], channel_1, 2'h0 };
  assign \$12  = { channel_1, 3'h0 };
  assign \$13  = { i_codes[23], i_codes[23:16] };
  assign \$14  = { \$13 [8], \$13  };
  assign \$15  = { channel_2[12], channel_2 };
  assign \$16  = { channel_2, 1'h0 };
  assign \$17  = { channel_2[12], channel_2, 2'h0 };
  assign \$18  = { channel_2, 3'h0 };
  assign \$19  = { i_codes[31], i_codes[31:24] };
  assign \$20  = { \$19 [8], \$19  };
  assign \$21  = { channel_3[12], channel_3 };
  assign \$22  = { channel_3, 1'h0 };
  assign \$23  = { channel_3[12], channel_3, 2'h0 };
  assign \$24  = { channel_3, 3'h0 };
  assign \$25  = { i_codes[39], i_codes[39:32] };
  assign \$26  = { \$25 [8], \$25  };
  assign \$27  = { channel_4[12], channel_4 };
  assign \$28  = { channel_4, 1'h0 };
  assign \$29  = { channel_4[12], channel_4, 2'h0 };
  assign \$30  = { channel_4, 3'h0 };
  assign \$31  = { i_codes[47], i_codes[47:40] };
  assign \$32  = { \$31 [8], \$31  };
  assign \$33  = { channel_5[12], channel_5 };
  assign \$34  = { channel_5, 1'h0 };
  assign \$35  = { channel_5[12], channel_5, 2'h0 };
  assign \$36  = { channel_5, 3'h0 };
  assign \$37  = { i_codes[55], i_codes[55:48] };
  assign \$38  = { \$37 [8], \$37  };
  assign \$39  = { channel_6[12], channel_6 };
  assign \$40  = { channel_6, 1'h0 };
  assign \$41  = { channel_6[12], channel_6, 2'h0 };
  assign \$42  = { channel_6, 3'h0 };
  assign \$43  = { i_codes[63], i_codes[63:56] };
  assign \$44  = { \$43 [8], \$43  };
  assign \$45  = { channel_7[12], channel_7 };
  assign \$46  = { channel_7, 1'h0 };
  assign \$47  = { channel_7[12], channel_7, 2'h0 };
  assign \$48  = { channel_7, 3'h0 };
endmodule
`default_nettype wire
