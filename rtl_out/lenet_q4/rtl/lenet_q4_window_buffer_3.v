// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_window_buffer_3(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$57  = 0;
  wire \$1 ;
  wire [1:0] \$10 ;
  wire \$11 ;
  reg \$12 ;
  reg [255:0] \$13 ;
  reg [5:0] \$14 ;
  reg [5:0] \$15 ;
  reg \$16 ;
  wire \$2 ;
  wire \$3 ;
  wire \$4 ;
  wire [6:0] \$5 ;
  wire [5:0] \$6 ;
  wire [6:0] \$7 ;
  wire \$8 ;
  wire \$9 ;
  input clk;
  wire clk;
  wire column_done;
  reg [5:0] column_due;
  wire completes;
  wire free;
  wire [3:0] head_0;
  input [3:0] i_data;
  wire [3:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  output [255:0] o_data;
  reg [255:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid;
  reg row;
  reg [5:0] row_beat;
  wire row_end;
  input rst;
  wire rst;
  wire step;
  wire [255:0] taps_0;
  assign \$1  = ~ o_valid;
  assign i_ready = \$1  | o_ready;
  assign step = i_ready & i_valid;
  assign row_end = row_beat == 6'h3f;
  assign column_done = ! column_due;
  assign \$2  = ! row;
  assign completes = column_done & \$2 ;
  assign \$3  = step & completes;
  assign \$4  = row_beat == 6'h3f;
  assign \$5  = row_beat + 1'h1;
  assign \$6  = \$4  ? 6'h00 : \$5 [5:0];
  assign \$7  = column_due - 1'h1;
  assign \$8  = step & row_end;
  assign \$9  = ! row;
  assign \$10  = row + 1'h1;
  assign \$11  = row ? \$10 [0] : 1'h0;
  always @(posedge clk)
    o_valid <= \$12 ;
  always @(posedge clk)
    o_data <= \$13 ;
  always @(posedge clk)
    row_beat <= \$14 ;
  always @(posedge clk)
    column_due <= \$15 ;
  always @(posedge clk)
    row <= \$16 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$57 ) begin end
    \$12  = o_valid;
    if (i_ready) begin
      \$12  = \$3 ;
    end
    if (rst) begin
      \$12  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$57 ) begin end
    \$13  = o_data;
    if (step) begin
      \$13  = { i_data, o_data[255:4] };
    end
    if (rst) begin
      \$13  = 256'h0000000000000000000000000000000000000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$57 ) begin end
    \$14  = row_beat;
    if (step) begin
      \$14  = \$6 ;
    end
    if (rst) begin
      \$14  = 6'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$57 ) begin end
    \$15  = column_due;
    if (step) begin
      if (row_end) begin
        \$15  = 6'h3f;
      end else if (column_done) begin
        \$15  = 6'h3f;
      end else begin
        \$15  = \$7 [5:0];
      end
    end
    if (rst) begin
      \$15  = 6'h3f;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$57 ) begin end
    \$16  = row;
    if (\$8 ) begin
      \$16  = \$11 ;
    end
    if (rst) begin
      \$16  = 1'h0;
    end
  end
  assign free = i_ready;
  assign taps_0 = o_data;
  assign head_0 = i_data;
endmodule
`default_nettype wire
