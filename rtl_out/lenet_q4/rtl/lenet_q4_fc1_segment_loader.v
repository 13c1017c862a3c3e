// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_segment_loader(i_valid, last, o_ready, o_freed, clk, rst, i_ready, o_valid, o_lanes, o_values, o_next, o_last, o_frees, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$32  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire [3:0] \$13 ;
  wire \$14 ;
  wire \$15 ;
  wire \$16 ;
  wire \$17 ;
  wire \$18 ;
  wire \$19 ;
  wire \$2 ;
  wire \$20 ;
  wire [7:0] \$21 ;
  wire [9:0] \$22 ;
  wire [11:0] \$23 ;
  wire \$24 ;
  wire [7:0] \$25 ;
  wire [9:0] \$26 ;
  wire [11:0] \$27 ;
  wire [12:0] \$28 ;
  wire [7:0] \$29 ;
  wire \$3 ;
  wire [9:0] \$30 ;
  wire [11:0] \$31 ;
  wire [12:0] \$32 ;
  wire [11:0] \$33 ;
  wire \$34 ;
  wire [11:0] \$35 ;
  wire [12:0] \$36 ;
  wire [11:0] \$37 ;
  wire [12:0] \$38 ;
  wire [7:0] \$39 ;
  wire \$4 ;
  wire \$40 ;
  wire [4:0] \$41 ;
  wire [4:0] \$42 ;
  wire [8:0] \$43 ;
  wire \$44 ;
  wire [1:0] \$45 ;
  wire \$46 ;
  wire \$47 ;
  wire [5:0] \$48 ;
  wire [4:0] \$49 ;
  wire \$5 ;
  wire \$50 ;
  wire [1:0] \$51 ;
  wire \$52 ;
  wire \$53 ;
  wire \$54 ;
  wire [2:0] \$55 ;
  wire [1:0] \$56 ;
  wire \$57 ;
  wire [1:0] \$58 ;
  wire \$59 ;
  wire \$6 ;
  wire \$60 ;
  wire [11:0] \$61 ;
  wire [10:0] \$62 ;
  wire [5:0] \$63 ;
  wire \$64 ;
  wire [2:0] \$65 ;
  wire [2:0] \$66 ;
  wire [6:0] \$67 ;
  wire \$68 ;
  wire \$69 ;
  wire \$7 ;
  wire [1:0] \$70 ;
  wire \$71 ;
  wire \$72 ;
  wire [3:0] \$73 ;
  wire [2:0] \$74 ;
  wire [8:0] \$75 ;
  wire [7:0] \$76 ;
  wire \$77 ;
  reg [6:0] \$78 ;
  reg \$79 ;
  wire \$8 ;
  reg [4:0] \$80 ;
  reg \$81 ;
  reg [1:0] \$82 ;
  reg \$83 ;
  reg [10:0] \$84 ;
  reg [4:0] \$85 ;
  reg \$86 ;
  reg [2:0] \$87 ;
  reg \$88 ;
  reg \$89 ;
  wire \$9 ;
  reg \$90 ;
  reg [7:0] \$91 ;
  reg [2:0] \$92 ;
  reg [10:0] \$93 ;
  reg [2:0] \$94 ;
  reg [12:0] \$95 ;
  reg [2:0] \$96 ;
  reg [1:0] \$97 ;
  wire \$signal ;
  wire \$signal$16 ;
  wire \$signal$18 ;
  wire \$signal$20 ;
  reg [2:0] addressed;
  wire \addressed.image ;
  wire \addressed.row ;
  wire \addressed.window ;
  wire advance;
  wire [7:0] at;
  wire bank_0_read;
  wire [10:0] bank_0_read_address;
  wire [3:0] bank_0_read_data;
  wire bank_0_write;
  reg [10:0] bank_0_write_address;
  wire [3:0] bank_0_write_data;
  reg [4:0] beat;
  reg beat_bank;
  input clk;
  wire clk;
  reg [1:0] column;
  reg [10:0] corner;
  wire [2:0] ends;
  wire \ends.image ;
  wire \ends.row ;
  wire \ends.window ;
  reg [1:0] fetched_0;
  wire \fetched_0.padding ;
  wire \fetched_0.valid ;
  reg [2:0] fetched_marks;
  wire \fetched_marks.frees ;
  wire \fetched_marks.last ;
  wire \fetched_marks.next ;
  reg freed_row;
  input [3:0] i_data;
  wire [3:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  wire issue;
  input [7:0] last;
  wire [7:0] last;
  wire last_row;
  reg [4:0] lead;
  reg [2:0] marks;
  wire \marks.frees ;
  wire \marks.last ;
  wire \marks.next ;
  wire [10:0] moved;
  wire moves_0;
  wire moves_1;
  wire moves_2;
  wire [2:0] need;
  input o_freed;
  wire o_freed;
  output o_frees;
  wire o_frees;
  output o_lanes;
  wire o_lanes;
  output o_last;
  wire o_last;
  output o_next;
  wire o_next;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid;
  output [3:0] o_values;
  wire [3:0] o_values;
  reg out_column;
  reg pixel_bank;
  reg [12:0] place_0;
  wire [1:0] \place_0.tap ;
  wire \place_0.tap.padding ;
  wire \place_0.tap.valid ;
  wire [10:0] \place_0.word ;
  wire read;
  input rst;
  wire rst;
  reg [7:0] taps_table_address;
  wire taps_table_enable;
  wire [13:0] taps_table_row;
  wire there;
  reg [2:0] to_end;
  reg [6:0] used;
  reg valid_0;
  reg valid_1;
  wire valid_2;
  wire [10:0] word;
  wire [10:0] wrapped_0;
  assign \$1  = beat == 5'h1f;
  assign \$signal$16  = \$signal  & \$1 ;
  assign \$2  = column == 2'h3;
  assign \$signal$18  = \$signal$16  & \$2 ;
  assign \$3  = ! beat_bank;
  assign \$4  = \$signal$16  | \$3 ;
  assign \$signal$20  = \$signal  & \$4 ;
  assign \$5  = ! pixel_bank;
  assign \$6  = \$signal  & \$5 ;
  assign \$7  = ! beat_bank;
  assign bank_0_write = \$6  & \$7 ;
  assign last_row = to_end == 3'h4;
  assign \$8  = ! out_column;
  assign \$9  = ends[0] & \$8 ;
  assign \$10  = ends[1] & last_row;
  assign \$11  = to_end < 3'h4;
  assign need = \$11  ? to_end : 3'h4;
  assign \$12  = $signed(lead) >= $signed({ 1'h0, need });
  assign \$13  = need - 1'h1;
  assign \$14  = $signed(lead) == $signed(\$13 );
  assign \$15  = column >= 3'h4;
  assign \$16  = \$14  & \$15 ;
  assign there = \$12  | \$16 ;
  assign \$17  = ~ valid_0;
  assign moves_0 = \$17  | moves_1;
  assign \$18  = ~ valid_1;
  assign moves_1 = \$18  | moves_2;
  assign \$19  = ~ o_valid;
  assign moves_2 = \$19  | o_ready;
  assign issue = there & moves_0;
  assign \$20  = taps_table_address == last;
  assign advance = valid_0 & moves_1;
  assign \$21  = addressed[1] ? 8'h80 : 8'h20;
  assign \$22  = addressed[2] ? 10'h200 : { 2'h0, \$21  };
  assign \$23  = corner + \$22 ;
  assign \$24  = \$23  >= 11'h420;
  assign \$25  = addressed[1] ? 8'h80 : 8'h20;
  assign \$26  = addressed[2] ? 10'h200 : { 2'h0, \$25  };
  assign \$27  = corner + \$26 ;
  assign \$28  = \$27  - 11'h420;
  assign \$29  = addressed[1] ? 8'h80 : 8'h20;
  assign \$30  = addressed[2] ? 10'h200 : { 2'h0, \$29  };
  assign \$31  = corner + \$30 ;
  assign \$32  = \$24  ? \$28  : { 1'h0, \$31  };
  assign \$33  = corner + taps_table_row[11:1];
  assign \$34  = \$33  >= 11'h420;
  assign \$35  = corner + taps_table_row[11:1];
  assign \$36  = \$35  - 11'h420;
  assign \$37  = corner + taps_table_row[11:1];
  assign \$38  = \$34  ? \$36  : { 1'h0, \$37  };
  assign read = valid_1 & moves_2;
  assign o_values = fetched_0[1] ? 4'h0 : bank_0_read_data;
  assign \$39  = $signed(used) + $signed({ 1'h0, \$signal$16  });
  assign \$40  = ! freed_row;
  assign \$41  = freed_row ? 5'h04 : 5'h10;
  assign \$42  = o_freed ? \$41  : 5'h00;
  assign \$43  = $signed(\$39 ) - $signed({ 1'h0, \$42  });
  assign \$44  = ! freed_row;
  assign \$45  = freed_row + 1'h1;
  assign \$46  = freed_row ? \$45 [0] : 1'h0;
  assign \$47  = beat == 5'h1f;
  assign \$48  = beat + 1'h1;
  assign \$49  = \$47  ? 5'h00 : \$48 [4:0];
  assign \$50  = ! beat_bank;
  assign \$51  = beat_bank + 1'h1;
  assign \$52  = beat_bank ? \$51 [0] : 1'h0;
  assign \$53  = \$signal$16  ? 1'h0 : \$52 ;
  assign \$54  = column == 2'h3;
  assign \$55  = column + 1'h1;
  assign \$56  = \$54  ? 2'h0 : \$55 [1:0];
  assign \$57  = ! pixel_bank;
  assign \$58  = pixel_bank + 1'h1;
  assign \$59  = pixel_bank ? \$58 [0] : 1'h0;
  assign \$60  = bank_0_write_address == 11'h41f;
  assign \$61  = bank_0_write_address + 1'h1;
  assign \$62  = \$60  ? 11'h000 : \$61 [10:0];
  assign \$63  = $signed(lead) + $signed({ 1'h0, \$signal$18  });
  assign \$64  = issue & ends[1];
  assign \$65  = ends[2] ? 3'h4 : 3'h1;
  assign \$66  = \$64  ? \$65  : 3'h0;
  assign \$67  = $signed(\$63 ) - $signed({ 1'h0, \$66  });
  assign \$68  = issue & ends[0];
  assign \$69  = ! out_column;
  assign \$70  = out_column + 1'h1;
  assign \$71  = out_column ? \$70 [0] : 1'h0;
  assign \$72  = issue & ends[1];
  assign \$73  = to_end - 1'h1;
  assign \$74  = last_row ? 3'h4 : \$73 [2:0];
  assign \$75  = taps_table_address + 1'h1;
  assign \$76  = ends[0] ? 8'h00 : \$75 [7:0];
  assign \$77  = advance & addressed[0];
  always @(posedge clk)
    used <= \$78 ;
  always @(posedge clk)
    freed_row <= \$79 ;
  always @(posedge clk)
    beat <= \$80 ;
  always @(posedge clk)
    beat_bank <= \$81 ;
  always @(posedge clk)
    column <= \$82 ;
  always @(posedge clk)
    pixel_bank <= \$83 ;
  always @(posedge clk)
    bank_0_write_address <= \$84 ;
  always @(posedge clk)
    lead <= \$85 ;
  always @(posedge clk)
    out_column <= \$86 ;
  always @(posedge clk)
    to_end <= \$87 ;
  always @(posedge clk)
    valid_0 <= \$88 ;
  always @(posedge clk)
    valid_1 <= \$89 ;
  always @(posedge clk)
    o_valid <= \$90 ;
  always @(posedge clk)
    taps_table_address <= \$91 ;
  always @(posedge clk)
    addressed <= \$92 ;
  always @(posedge clk)
    corner <= \$93 ;
  always @(posedge clk)
    marks <= \$94 ;
  always @(posedge clk)
    place_0 <= \$95 ;
  always @(posedge clk)
    fetched_marks <= \$96 ;
  always @(posedge clk)
    fetched_0 <= \$97 ;
  assign i_ready = $signed(used) < $signed(7'h21);
  assign \$signal  = i_valid & i_ready;
  lenet_q4_ram_1056x4 u_bank_0 (
    .clk(clk),
    .read(read),
    .read_address(bank_0_read_address),
    .read_data(bank_0_read_data),
    .rst(rst),
    .write(bank_0_write),
    .write_address(bank_0_write_address),
    .write_data(i_data)
  );
  lenet_q4_fc1_taps_table u_taps_table (
    .address(taps_table_address),
    .clk(clk),
    .enable(issue),
    .row(taps_table_row),
    .rst(rst)
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$78  = \$43 [6:0];
    if (rst) begin
      \$78  = 7'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$79  = freed_row;
    if (o_freed) begin
      \$79  = \$46 ;
    end
    if (rst) begin
      \$79  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$80  = beat;
    if (\$signal ) begin
      \$80  = \$49 ;
    end
    if (rst) begin
      \$80  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$81  = beat_bank;
    if (\$signal ) begin
      \$81  = \$53 ;
    end
    if (rst) begin
      \$81  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$82  = column;
    if (\$signal$16 ) begin
      \$82  = \$56 ;
    end
    if (rst) begin
      \$82  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$83  = pixel_bank;
    if (\$signal$16 ) begin
      \$83  = \$59 ;
    end
    if (rst) begin
      \$83  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$84  = bank_0_write_address;
    if (\$signal$20 ) begin
      \$84  = \$62 ;
    end
    if (rst) begin
      \$84  = 11'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$85  = \$67 [4:0];
    if (rst) begin
      \$85  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$86  = out_column;
    if (\$68 ) begin
      \$86  = \$71 ;
    end
    if (rst) begin
      \$86  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$87  = to_end;
    if (\$72 ) begin
      \$87  = \$74 ;
    end
    if (rst) begin
      \$87  = 3'h4;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$88  = valid_0;
    if (moves_0) begin
      \$88  = there;
    end
    if (rst) begin
      \$88  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$89  = valid_1;
    if (moves_1) begin
      \$89  = valid_0;
    end
    if (rst) begin
      \$89  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$90  = o_valid;
    if (moves_2) begin
      \$90  = valid_1;
    end
    if (rst) begin
      \$90  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$91  = taps_table_address;
    if (issue) begin
      \$91  = \$76 ;
    end
    if (rst) begin
      \$91  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$92  = addressed;
    if (issue) begin
      \$92  = ends;
    end
    if (rst) begin
      \$92  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$93  = corner;
    if (\$77 ) begin
      \$93  = \$32 [10:0];
    end
    if (rst) begin
      \$93  = 11'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$94  = marks;
    if (advance) begin
      \$94  = { addressed[1], taps_table_row[13:12] };
    end
    if (rst) begin
      \$94  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$95  = place_0;
    if (advance) begin
      \$95 [1:0] = { 1'h0, taps_table_row[0] };
      \$95 [12:2] = \$38 [10:0];
    end
    if (rst) begin
      \$95  = 13'h0000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$96  = fetched_marks;
    if (read) begin
      \$96  = marks;
    end
    if (rst) begin
      \$96  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$97  = fetched_0;
    if (read) begin
      \$97  = place_0[1:0];
    end
    if (rst) begin
      \$97  = 2'h0;
    end
  end
  assign word = bank_0_write_address;
  assign bank_0_write_data = i_data;
  assign valid_2 = o_valid;
  assign at = taps_table_address;
  assign taps_table_enable = issue;
  assign moved = \$32 [10:0];
  assign wrapped_0 = \$38 [10:0];
  assign bank_0_read = read;
  assign o_lanes = fetched_0[0];
  assign o_next = fetched_marks[0];
  assign o_last = fetched_marks[1];
  assign o_frees = fetched_marks[2];
  assign \ends.window  = ends[0];
  assign \ends.row  = ends[1];
  assign \ends.image  = ends[2];
  assign \addressed.window  = addressed[0];
  assign \addressed.row  = addressed[1];
  assign \addressed.image  = addressed[2];
  assign \place_0.tap  = place_0[1:0];
  assign \place_0.tap.valid  = place_0[0];
  assign \place_0.tap.padding  = place_0[1];
  assign \place_0.word  = place_0[12:2];
  assign \fetched_0.valid  = fetched_0[0];
  assign \fetched_0.padding  = fetched_0[1];
  assign \fetched_marks.next  = fetched_marks[0];
  assign \fetched_marks.last  = fetched_marks[1];
  assign \fetched_marks.frees  = fetched_marks[2];
  assign \marks.next  = marks[0];
  assign \marks.last  = marks[1];
  assign \marks.frees  = marks[2];
  assign ends[0] = \$20 ;
  assign ends[2] = \$10 ;
  assign ends[1] = \$9 ;
  assign bank_0_read_address = place_0[12:2];
endmodule
`default_nettype wire
