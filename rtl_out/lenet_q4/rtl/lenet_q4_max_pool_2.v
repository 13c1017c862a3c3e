// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration c6166df4bc90c6bc. Verilog-2005.
`default_nettype none
module lenet_q4_max_pool_2(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$25  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire \$13 ;
  wire [7:0] \$14 ;
  wire [7:0] \$15 ;
  wire \$16 ;
  wire [3:0] \$17 ;
  wire \$18 ;
  wire [5:0] \$19 ;
  wire \$2 ;
  wire [4:0] \$20 ;
  wire \$21 ;
  wire [3:0] \$22 ;
  wire [2:0] \$23 ;
  wire \$24 ;
  wire [1:0] \$25 ;
  wire \$26 ;
  wire \$27 ;
  wire \$28 ;
  wire [3:0] \$29 ;
  wire \$3 ;
  wire [2:0] \$30 ;
  wire \$31 ;
  wire [1:0] \$32 ;
  wire \$33 ;
  wire \$34 ;
  wire \$35 ;
  wire \$36 ;
  reg [4:0] \$37 ;
  reg [2:0] \$38 ;
  reg \$39 ;
  wire \$4 ;
  reg [2:0] \$40 ;
  reg \$41 ;
  reg [6:0] \$42 ;
  reg \$43 ;
  reg [3:0] \$44 ;
  wire \$5 ;
  wire \$6 ;
  wire \$7 ;
  wire \$8 ;
  wire \$9 ;
  wire \$signal ;
  wire \$signal$11 ;
  wire \$signal$13 ;
  wire \$signal$16 ;
  wire \$signal$9 ;
  reg [6:0] after;
  reg [6:0] at = 7'h00;
  reg [4:0] beat = 5'h00;
  input clk;
  wire clk;
  reg [2:0] column = 3'h0;
  input [3:0] i_data;
  wire [3:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  output [3:0] o_data;
  reg [3:0] o_data = 4'h0;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid = 1'h0;
  wire [6:0] read__addr;
  wire [3:0] read__data;
  wire read__en;
  reg [2:0] row = 3'h0;
  input rst;
  wire rst;
  wire used;
  wire [3:0] value_0;
  wire [6:0] write__addr;
  wire [3:0] write__data;
  wire write__en;
  reg x_in_square = 1'h0;
  reg y_in_square = 1'h0;
  reg [3:0] running [127:0];
  initial begin
    running[0] = 4'h0;
    running[1] = 4'h0;
    running[2] = 4'h0;
    running[3] = 4'h0;
    running[4] = 4'h0;
    running[5] = 4'h0;
    running[6] = 4'h0;
    running[7] = 4'h0;
    running[8] = 4'h0;
    running[9] = 4'h0;
    running[10] = 4'h0;
    running[11] = 4'h0;
    running[12] = 4'h0;
    running[13] = 4'h0;
    running[14] = 4'h0;
    running[15] = 4'h0;
    running[16] = 4'h0;
    running[17] = 4'h0;
    running[18] = 4'h0;
    running[19] = 4'h0;
    running[20] = 4'h0;
    running[21] = 4'h0;
    running[22] = 4'h0;
    running[23] = 4'h0;
    running[24] = 4'h0;
    running[25] = 4'h0;
    running[26] = 4'h0;
    running[27] = 4'h0;
    running[28] = 4'h0;
    running[29] = 4'h0;
    running[30] = 4'h0;
    running[31] = 4'h0;
    running[32] = 4'h0;
    running[33] = 4'h0;
    running[34] = 4'h0;
    running[35] = 4'h0;
    running[36] = 4'h0;
    running[37] = 4'h0;
    running[38] = 4'h0;
    running[39] = 4'h0;
    running[40] = 4'h0;
    running[41] = 4'h0;
    running[42] = 4'h0;
    running[43] = 4'h0;
    running[44] = 4'h0;
    running[45] = 4'h0;
    running[46] = 4'h0;
    running[47] = 4'h0;
    running[48] = 4'h0;
    running[49] = 4'h0;
    running[50] = 4'h0;
    running[51] = 4'h0;
    running[52] = 4'h0;
    running[53] = 4'h0;
    running[54] = 4'h0;
    running[55] = 4'h0;
    running[56] = 4'h0;
    running[57] = 4'h0;
    running[58] = 4'h0;
    running[59] = 4'h0;
    running[60] = 4'h0;
    running[61] = 4'h0;
    running[62] = 4'h0;
    running[63] = 4'h0;
    running[64] = 4'h0;
    running[65] = 4'h0;
    running[66] = 4'h0;
    running[67] = 4'h0;
    running[68] = 4'h0;
    running[69] = 4'h0;
    running[70] = 4'h0;
    running[71] = 4'h0;
    running[72] = 4'h0;
    running[73] = 4'h0;
    running[74] = 4'h0;
    running[75] = 4'h0;
    running[76] = 4'h0;
    running[77] = 4'h0;
    running[78] = 4'h0;
    running[79] = 4'h0;
    running[80] = 4'h0;
    running[81] = 4'h0;
    running[82] = 4'h0;
    running[83] = 4'h0;
    running[84] = 4'h0;
    running[85] = 4'h0;
    running[86] = 4'h0;
    running[87] = 4'h0;
    running[88] = 4'h0;
    running[89] = 4'h0;
    running[90] = 4'h0;
    running[91] = 4'h0;
    running[92] = 4'h0;
    running[93] = 4'h0;
    running[94] = 4'h0;
    running[95] = 4'h0;
    running[96] = 4'h0;
    running[97] = 4'h0;
    running[98] = 4'h0;
    running[99] = 4'h0;
    running[100] = 4'h0;
    running[101] = 4'h0;
    running[102] = 4'h0;
    running[103] = 4'h0;
    running[104] = 4'h0;
    running[105] = 4'h0;
    running[106] = 4'h0;
    running[107] = 4'h0;
    running[108] = 4'h0;
    running[109] = 4'h0;
    running[110] = 4'h0;
    running[111] = 4'h0;
    running[112] = 4'h0;
    running[113] = 4'h0;
    running[114] = 4'h0;
    running[115] = 4'h0;
    running[116] = 4'h0;
    running[117] = 4'h0;
    running[118] = 4'h0;
    running[119] = 4'h0;
    running[120] = 4'h0;
    running[121] = 4'h0;
    running[122] = 4'h0;
    running[123] = 4'h0;
    running[124] = 4'h0;
    running[125] = 4'h0;
    running[126] = 4'h0;
    running[127] = 4'h0;
  end
  always @(posedge clk) begin
    if (write__en)
      running[at] <= value_0;
  end
  reg [3:0] _0_;
  always @(posedge clk) begin
    if (\$signal ) begin
      _0_ <= running[after];
    end
  end
  assign read__data = _0_;
  always @(posedge clk)
    row <= \$40 ;
  always @(posedge clk)
    y_in_square <= \$41 ;
  always @(posedge clk)
    at <= \$42 ;
  always @(posedge clk)
    o_valid <= \$43 ;
  always @(posedge clk)
    o_data <= \$44 ;
  assign \$1  = ~ o_valid;
  assign i_ready = \$1  | o_ready;
  assign \$signal  = i_valid & i_ready;
  assign \$2  = beat == 5'h1f;
  assign \$signal$9  = \$signal  & \$2 ;
  assign \$3  = ! x_in_square;
  assign \$4  = ! y_in_square;
  assign \$signal$13  = \$3  & \$4 ;
  assign \$7  = \$5  & \$6 ;
  assign \$9  = column == 3'h7;
  assign \$10  = \$signal$9  & \$9 ;
  assign \$12  = ~ x_in_square;
  assign \$13  = \$signal$9  & \$12 ;
  assign \$14  = at - 5'h1f;
  assign \$15  = at + 1'h1;
  assign \$16  = i_data > read__data;
  assign \$17  = \$16  ? i_data : read__data;
  assign value_0 = \$signal$13  ? i_data : \$17 ;
  assign \$18  = beat == 5'h1f;
  assign \$19  = beat + 1'h1;
  assign \$20  = \$18  ? 5'h00 : \$19 [4:0];
  assign \$21  = column == 3'h7;
  assign \$22  = column + 1'h1;
  assign \$23  = \$21  ? 3'h0 : \$22 [2:0];
  assign \$25  = x_in_square + 1'h1;
  assign \$26  = \$24  ? 1'h0 : \$25 [0];
  assign \$27  = column == 3'h7;
  assign \$28  = row == 3'h7;
  assign \$29  = row + 1'h1;
  assign \$30  = \$28  ? 3'h0 : \$29 [2:0];
  assign \$32  = y_in_square + 1'h1;
  assign \$33  = \$31  ? 1'h0 : \$32 [0];
  assign \$34  = row == 3'h7;
  assign \$35  = i_valid & \$signal$16 ;
  assign \$36  = i_valid & \$signal$16 ;
  always @(posedge clk)
    beat <= \$37 ;
  always @(posedge clk)
    column <= \$38 ;
  always @(posedge clk)
    x_in_square <= \$39 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$41  = y_in_square;
    if (\$signal$9 ) begin
      if (\$27 ) begin
        \$41  = \$33 ;
        if (\$34 ) begin
          \$41  = 1'h0;
        end
      end
    end
    if (rst) begin
      \$41  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$42  = after;
    if (rst) begin
      \$42  = 7'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$43  = o_valid;
    if (i_ready) begin
      \$43  = \$35 ;
    end
    if (rst) begin
      \$43  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$44  = o_data;
    if (i_ready) begin
      if (\$36 ) begin
        \$44  = value_0;
      end
    end
    if (rst) begin
      \$44  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    after = at;
    if (\$signal ) begin
      if (\$11 ) begin
        after = 7'h00;
      end else if (\$13 ) begin
        after = \$14 [6:0];
      end else begin
        after = \$15 [6:0];
      end
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$37  = beat;
    if (\$signal ) begin
      \$37  = \$20 ;
    end
    if (rst) begin
      \$37  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$38  = column;
    if (\$signal$9 ) begin
      \$38  = \$23 ;
    end
    if (rst) begin
      \$38  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$39  = x_in_square;
    if (\$signal$9 ) begin
      \$39  = \$26 ;
      if (\$27 ) begin
        \$39  = 1'h0;
      end
    end
    if (rst) begin
      \$39  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$40  = row;
    if (\$signal$9 ) begin
      if (\$27 ) begin
        \$40  = \$30 ;
      end
    end
    if (rst) begin
      \$40  = 3'h0;
    end
  end
  assign \$signal$11  = 1'h1;
  assign write__addr = at;
  assign write__data = value_0;
  assign read__addr = after;
  assign read__en = \$signal ;
  assign used = 1'h1;
  assign \$5  = x_in_square;
  assign \$6  = y_in_square;
  assign \$signal$16  = \$7 ;
  assign \$8  = 1'h0;
  assign \$11  = \$10 ;
  assign write__en = \$signal ;
  assign \$24  = x_in_square;
  assign \$31  = y_in_square;
endmodule
`default_nettype wire
