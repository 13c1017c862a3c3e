// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_window_buffer_3(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$51  = 0;
  wire \$1 ;
  wire [2:0] \$10 ;
  wire [1:0] \$11 ;
  reg \$12 ;
  reg [511:0] \$13 ;
  reg [511:0] \$14 ;
  reg [511:0] \$15 ;
  reg [511:0] \$16 ;
  reg [6:0] \$17 ;
  reg [6:0] \$18 ;
  reg [1:0] \$19 ;
  wire \$2 ;
  wire \$3 ;
  wire \$4 ;
  wire [7:0] \$5 ;
  wire [6:0] \$6 ;
  wire [7:0] \$7 ;
  wire \$8 ;
  wire \$9 ;
  input clk;
  wire clk;
  wire column_done;
  reg [6:0] column_due;
  wire completes;
  wire free;
  wire [3:0] head_0;
  wire [3:0] head_1;
  wire [3:0] head_2;
  wire [3:0] head_3;
  input [3:0] i_data;
  wire [3:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  output [2047:0] o_data;
  wire [2047:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid;
  reg [1:0] row;
  reg [6:0] row_beat;
  wire row_end;
  input rst;
  wire rst;
  wire step;
  reg [511:0] taps_0;
  reg [511:0] taps_1;
  reg [511:0] taps_2;
  reg [511:0] taps_3;
  assign \$1  = ~ o_valid;
  assign i_ready = \$1  | o_ready;
  assign step = i_ready & i_valid;
  assign row_end = row_beat == 7'h7f;
  assign column_done = ! column_due;
  assign \$2  = row == 2'h3;
  assign completes = column_done & \$2 ;
  assign \$3  = step & completes;
  assign \$4  = row_beat == 7'h7f;
  assign \$5  = row_beat + 1'h1;
  assign \$6  = \$4  ? 7'h00 : \$5 [6:0];
  assign \$7  = column_due - 1'h1;
  assign \$8  = step & row_end;
  assign \$9  = row == 2'h3;
  assign \$10  = row + 1'h1;
  assign \$11  = \$9  ? 2'h0 : \$10 [1:0];
  always @(posedge clk)
    o_valid <= \$12 ;
  always @(posedge clk)
    taps_0 <= \$13 ;
  always @(posedge clk)
    taps_1 <= \$14 ;
  always @(posedge clk)
    taps_2 <= \$15 ;
  always @(posedge clk)
    taps_3 <= \$16 ;
  always @(posedge clk)
    row_beat <= \$17 ;
  always @(posedge clk)
    column_due <= \$18 ;
  always @(posedge clk)
    row <= \$19 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$51 ) begin end
    \$12  = o_valid;
    if (i_ready) begin
      \$12  = \$3 ;
    end
    if (rst) begin
      \$12  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$51 ) begin end
    \$13  = taps_0;
    if (step) begin
      \$13  = { taps_1[3:0], taps_0[511:4] };
    end
    if (rst) begin
      \$13  = 512'h00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$51 ) begin end
    \$14  = taps_1;
    if (step) begin
      \$14  = { taps_2[3:0], taps_1[511:4] };
    end
    if (rst) begin
      \$14  = 512'h00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$51 ) begin end
    \$15  = taps_2;
    if (step) begin
      \$15  = { taps_3[3:0], taps_2[511:4] };
    end
    if (rst) begin
      \$15  = 512'h00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$51 ) begin end
    \$16  = taps_3;
    if (step) begin
      \$16  = { i_data, taps_3[511:4] };
    end
    if (rst) begin
      \$16  = 512'h00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$51 ) begin end
    \$17  = row_beat;
    if (step) begin
      \$17  = \$6 ;
    end
    if (rst) begin
      \$17  = 7'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$51 ) begin end
    \$18  = column_due;
    if (step) begin
      if (row_end) begin
        \$18  = 7'h7f;
      end else if (column_done) begin
        \$18  = 7'h1f;
      end else begin
        \$18  = \$7 [6:0];
      end
    end
    if (rst) begin
      \$18  = 7'h7f;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$51 ) begin end
    \$19  = row;
    if (\$8 ) begin
      \$19  = \$11 ;
    end
    if (rst) begin
      \$19  = 2'h0;
    end
  end
  assign free = i_ready;
  assign head_0 = taps_1[3:0];
  assign head_1 = taps_2[3:0];
  assign head_2 = taps_3[3:0];
  assign head_3 = i_data;
  assign o_data = { taps_3, taps_2, taps_1, taps_0 };
endmodule
`default_nettype wire
