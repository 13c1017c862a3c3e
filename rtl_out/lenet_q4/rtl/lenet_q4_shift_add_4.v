// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_shift_add_4(i_codes, i_phase, i_word, i_part, i_last, clk, rst, o_valid, o_word, o_last, o_sums, i_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$53  = 0;
  wire [8:0] \$1 ;
  wire [12:0] \$10 ;
  wire [14:0] \$11 ;
  wire [14:0] \$12 ;
  wire [8:0] \$13 ;
  wire [9:0] \$14 ;
  wire [12:0] \$15 ;
  wire [12:0] \$16 ;
  wire [14:0] \$17 ;
  wire [14:0] \$18 ;
  wire [8:0] \$19 ;
  wire [9:0] \$2 ;
  wire [9:0] \$20 ;
  wire [12:0] \$21 ;
  wire [12:0] \$22 ;
  wire [14:0] \$23 ;
  wire [14:0] \$24 ;
  wire [8:0] \$25 ;
  wire [9:0] \$26 ;
  wire [12:0] \$27 ;
  wire [12:0] \$28 ;
  wire [14:0] \$29 ;
  wire [12:0] \$3 ;
  wire [14:0] \$30 ;
  wire [8:0] \$31 ;
  wire [9:0] \$32 ;
  wire [12:0] \$33 ;
  wire [12:0] \$34 ;
  wire [14:0] \$35 ;
  wire [14:0] \$36 ;
  wire [8:0] \$37 ;
  wire [9:0] \$38 ;
  wire [12:0] \$39 ;
  wire [12:0] \$4 ;
  wire [12:0] \$40 ;
  wire [14:0] \$41 ;
  wire [14:0] \$42 ;
  wire [8:0] \$43 ;
  wire [9:0] \$44 ;
  wire [12:0] \$45 ;
  wire [12:0] \$46 ;
  wire [14:0] \$47 ;
  wire [14:0] \$48 ;
  reg [95:0] \$49 ;
  wire [14:0] \$5 ;
  wire [14:0] \$6 ;
  wire [8:0] \$7 ;
  wire [9:0] \$8 ;
  wire [12:0] \$9 ;
  reg [11:0] channel_0;
  reg [11:0] channel_1;
  reg [11:0] channel_2;
  reg [11:0] channel_3;
  reg [11:0] channel_4;
  reg [11:0] channel_5;
  reg [11:0] channel_6;
  reg [11:0] channel_7;
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
  input i_word;
  wire i_word;
  output o_last;
  wire o_last;
  output [95:0] o_sums;
  reg [95:0] o_sums;
  output o_valid;
  wire o_valid;
  output o_word;
  wire o_word;
  input rst;
  wire rst;
  reg [11:0] sum_0;
  reg [11:0] sum_1;
  reg [11:0] sum_2;
  reg [11:0] sum_3;
  reg [11:0] sum_4;
  reg [11:0] sum_5;
  reg [11:0] sum_6;
  reg [11:0] sum_7;
  always @(posedge clk)
    o_sums <= \$49 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    channel_1 = 12'h000;
    casez (i_part)
      1'h0:
          channel_1 = { \$8 [9], \$8 [9], \$8  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    casez (i_phase)
      2'h0:
          sum_1 = \$9 [11:0];
      2'h1:
          sum_1 = \$10 [11:0];
      2'h2:
          sum_1 = \$11 [11:0];
      2'h3:
          sum_1 = \$12 [11:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    channel_2 = 12'h000;
    casez (i_part)
      1'h0:
          channel_2 = { \$14 [9], \$14 [9], \$14  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    casez (i_phase)
      2'h0:
          sum_2 = \$15 [11:0];
      2'h1:
          sum_2 = \$16 [11:0];
      2'h2:
          sum_2 = \$17 [11:0];
      2'h3:
          sum_2 = \$18 [11:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    channel_3 = 12'h000;
    casez (i_part)
      1'h0:
          channel_3 = { \$20 [9], \$20 [9], \$20  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    casez (i_phase)
      2'h0:
          sum_3 = \$21 [11:0];
      2'h1:
          sum_3 = \$22 [11:0];
      2'h2:
          sum_3 = \$23 [11:0];
      2'h3:
          sum_3 = \$24 [11:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    channel_4 = 12'h000;
    casez (i_part)
      1'h0:
          channel_4 = { \$26 [9], \$26 [9], \$26  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    casez (i_phase)
      2'h0:
          sum_4 = \$27 [11:0];
      2'h1:
          sum_4 = \$28 [11:0];
      2'h2:
          sum_4 = \$29 [11:0];
      2'h3:
          sum_4 = \$30 [11:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    channel_5 = 12'h000;
    casez (i_part)
      1'h0:
          channel_5 = { \$32 [9], \$32 [9], \$32  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    casez (i_phase)
      2'h0:
          sum_5 = \$33 [11:0];
      2'h1:
          sum_5 = \$34 [11:0];
      2'h2:
          sum_5 = \$35 [11:0];
      2'h3:
          sum_5 = \$36 [11:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    channel_6 = 12'h000;
    casez (i_part)
      1'h0:
          channel_6 = { \$38 [9], \$38 [9], \$38  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    casez (i_phase)
      2'h0:
          sum_6 = \$39 [11:0];
      2'h1:
          sum_6 = \$40 [11:0];
      2'h2:
          sum_6 = \$41 [11:0];
      2'h3:
          sum_6 = \$42 [11:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    channel_7 = 12'h000;
    casez (i_part)
      1'h0:
          channel_7 = { \$44 [9], \$44 [9], \$44  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    casez (i_phase)
      2'h0:
          sum_7 = \$45 [11:0];
      2'h1:
          sum_7 = \$46 [11:0];
      2'h2:
          sum_7 = \$47 [11:0];
      2'h3:
          sum_7 = \$48 [11:0];
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    \$49  = o_sums;
    if (i_valid) begin
      \$49  = { sum_7, sum_6, sum_5, sum_4, sum_3, sum_2, sum_1, sum_0 };
    end
    if (rst) begin
      \$49  = 96'h000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    channel_0 = 12'h000;
    casez (i_part)
      1'h0:
          channel_0 = { \$2 [9], \$2 [9], \$2  };
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$53 ) begin end
    casez (i_phase)
      2'h0:
          sum_0 = \$3 [11:0];
      2'h1:
          sum_0 = \$4 [11:0];
      2'h2:
          sum_0 = \$5 [11:0];
      2'h3:
          sum_0 = \$6 [11:0];
    endcase
  end
  assign o_valid = i_valid;
  assign o_word = i_word;
  assign o_last = i_last;
  assign \$3  = { channel_0[11], channel_0 };
  assign \$1  = { i_codes[7], i_codes[7:0] };
  assign \$2  = { \$1 [8], \$1  };
  assign \$4  = { channel_0, 1'h0 };
  assign \$5  = { channel_0[11], channel_0, 2'h0 };
  assign \$6  = { channel_0, 3'h0 };
  assign \$7  = { i_codes[15], i_codes[15:8] };
  assign \$8  = { \$7 [8], \$7  };
  assign \$9  = { channel_1[11], channel_1 };
  assign \$10  = { channel_1, 1'h0 };
  assign \$11  = { channel_1[11], channel_1, 2'h0 };
  assign \$12  = { channel_1, 3'h0 };
  assign \$13  = { i_codes[23], i_codes[23:16] };
  assign \$14  = { \$13 [8], \$13  };
  assign \$15  = { channel_2[11], channel_2 };
  assign \$16  = { channel_2, 1'h0 };
  assign \$17  = { channel_2[11], channel_2, 2'h0 };
  assign \$18  = { channel_2, 3'h0 };
  assign \$19  = { i_codes[31], i_codes[31:24] };
  assign \$20  = { \$19 [8], \$19  };
  assign \$21  = { channel_3[11], channel_3 };
  assign \$22  = { channel_3, 1'h0 };
  assign \$23  = { channel_3[11], channel_3, 2'h0 };
  assign \$24  = { channel_3, 3'h0 };
  assign \$25  = { i_codes[39], i_codes[39:32] };
  assign \$26  = { \$25 [8], \$25  };
  assign \$27  = { channel_4[11], channel_4 };
  assign \$28  = { channel_4, 1'h0 };
  assign \$29  = { channel_4[11], channel_4, 2'h0 };
  assign \$30  = { channel_4, 3'h0 };
  assign \$31  = { i_codes[47], i_codes[47:40] };
  assign \$32  = { \$31 [8], \$31  };
  assign \$33  = { channel_5[11], channel_5 };
  assign \$34  = { channel_5, 1'h0 };
  assign \$35  = { channel_5[11], channel_5, 2'h0 };
  assign \$36  = { channel_5, 3'h0 };
  assign \$37  = { i_codes[55], i_codes[55:48] };
  assign \$38  = { \$37 [8], \$37  };
  assign \$39  = { channel_6[11], channel_6 };
  assign \$40  = { channel_6, 1'h0 };
  assign \$41  = { channel_6[11], channel_6, 2'h0 };
  assign \$42  = { channel_6, 3'h0 };
  assign \$43  = { i_codes[63], i_codes[63:56] };
  assign \$44  = { \$43 [8], \$43  };
  assign \$45  = { channel_7[11], channel_7 };
  assign \$46  = { channel_7, 1'h0 };
  assign \$47  = { channel_7[11], channel_7, 2'h0 };
  assign \$48  = { channel_7, 3'h0 };
endmodule
`default_nettype wire
