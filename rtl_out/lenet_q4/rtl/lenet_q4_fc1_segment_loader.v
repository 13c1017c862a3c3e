// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_segment_loader(i_valid, last, o_ready, o_freed, clk, rst, i_ready, o_valid, o_lanes, o_values, o_next, o_last, o_frees, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$32  = 0;
  wire \$1 ;
  wire \$10 ;
  reg [2:0] \$100 ;
  reg [1:0] \$101 ;
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
  wire \$21 ;
  wire [7:0] \$22 ;
  wire [9:0] \$23 ;
  wire [11:0] \$24 ;
  wire \$25 ;
  wire [7:0] \$26 ;
  wire [9:0] \$27 ;
  wire [11:0] \$28 ;
  wire [12:0] \$29 ;
  wire \$3 ;
  wire [7:0] \$30 ;
  wire [9:0] \$31 ;
  wire [11:0] \$32 ;
  wire [12:0] \$33 ;
  wire [11:0] \$34 ;
  wire \$35 ;
  wire [11:0] \$36 ;
  wire [12:0] \$37 ;
  wire [11:0] \$38 ;
  wire [12:0] \$39 ;
  wire \$4 ;
  wire [7:0] \$40 ;
  wire \$41 ;
  wire [4:0] \$42 ;
  wire [4:0] \$43 ;
  wire [8:0] \$44 ;
  wire \$45 ;
  wire [1:0] \$46 ;
  wire \$47 ;
  wire \$48 ;
  wire [5:0] \$49 ;
  wire \$5 ;
  wire [4:0] \$50 ;
  wire \$51 ;
  wire [1:0] \$52 ;
  wire \$53 ;
  wire \$54 ;
  wire \$55 ;
  wire [2:0] \$56 ;
  wire [1:0] \$57 ;
  wire \$58 ;
  wire [1:0] \$59 ;
  wire \$6 ;
  wire \$60 ;
  wire \$61 ;
  wire [11:0] \$62 ;
  wire [10:0] \$63 ;
  wire [5:0] \$64 ;
  wire \$65 ;
  wire [2:0] \$66 ;
  wire [2:0] \$67 ;
  wire [6:0] \$68 ;
  wire \$69 ;
  wire \$7 ;
  wire \$70 ;
  wire [1:0] \$71 ;
  wire \$72 ;
  wire \$73 ;
  wire [3:0] \$74 ;
  wire [2:0] \$75 ;
  wire [8:0] \$76 ;
  wire [7:0] \$77 ;
  wire \$78 ;
  reg [6:0] \$79 ;
  wire \$8 ;
  reg \$80 ;
  reg [4:0] \$81 ;
  reg \$82 ;
  reg [1:0] \$83 ;
  reg \$84 ;
  reg [10:0] \$85 ;
  reg [4:0] \$86 ;
  reg \$87 ;
  reg [2:0] \$88 ;
  reg \$89 ;
  wire \$9 ;
  reg \$90 ;
  reg \$91 ;
  reg \$92 ;
  reg [7:0] \$93 ;
  reg [2:0] \$94 ;
  reg [2:0] \$95 ;
  reg [13:0] \$96 ;
  reg [10:0] \$97 ;
  reg [2:0] \$98 ;
  reg [12:0] \$99 ;
  wire \$signal ;
  wire \$signal$16 ;
  wire \$signal$18 ;
  wire \$signal$20 ;
  wire \$signal$46 ;
  wire \$signal$47 ;
  reg [13:0] \$signal$52 ;
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
  reg [2:0] \ends$50 ;
  wire \ends$50.image ;
  wire \ends$50.row ;
  wire \ends$50.window ;
  wire \ends.image ;
  wire \ends.row ;
  wire \ends.window ;
  reg [2:0] ends_issued;
  wire \ends_issued.image ;
  wire \ends_issued.row ;
  wire \ends_issued.window ;
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
  wire moves_3;
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
  reg valid_2;
  wire valid_3;
  wire [10:0] word;
  wire [10:0] wrapped_0;
  assign i_ready = $signed(used) < $signed(7'h21);
  assign \$signal  = i_valid & i_ready;
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
  assign \$19  = ~ valid_2;
  assign moves_2 = \$19  | moves_3;
  assign \$20  = ~ o_valid;
  assign moves_3 = \$20  | o_ready;
  assign issue = there & moves_0;
  assign \$21  = taps_table_address == last;
  assign \$signal$46  = valid_0 & moves_1;
  assign \$signal$47  = valid_1 & moves_2;
  assign \$22  = \ends$50 [1] ? 8'h80 : 8'h20;
  assign \$23  = \ends$50 [2] ? 10'h200 : { 2'h0, \$22  };
  assign \$24  = corner + \$23 ;
  assign \$25  = \$24  >= 11'h420;
  assign \$26  = \ends$50 [1] ? 8'h80 : 8'h20;
  assign \$27  = \ends$50 [2] ? 10'h200 : { 2'h0, \$26  };
  assign \$28  = corner + \$27 ;
  assign \$29  = \$28  - 11'h420;
  assign \$30  = \ends$50 [1] ? 8'h80 : 8'h20;
  assign \$31  = \ends$50 [2] ? 10'h200 : { 2'h0, \$30  };
  assign \$32  = corner + \$31 ;
  assign \$33  = \$25  ? \$29  : { 1'h0, \$32  };
  assign \$34  = corner + \$signal$52 [11:1];
  assign \$35  = \$34  >= 11'h420;
  assign \$36  = corner + \$signal$52 [11:1];
  assign \$37  = \$36  - 11'h420;
  assign \$38  = corner + \$signal$52 [11:1];
  assign \$39  = \$35  ? \$37  : { 1'h0, \$38  };
  assign read = valid_2 & moves_3;
  assign o_values = fetched_0[1] ? 4'h0 : bank_0_read_data;
  assign \$40  = $signed(used) + $signed({ 1'h0, \$signal$16  });
  assign \$41  = ! freed_row;
  assign \$42  = freed_row ? 5'h04 : 5'h10;
  assign \$43  = o_freed ? \$42  : 5'h00;
  assign \$44  = $signed(\$40 ) - $signed({ 1'h0, \$43  });
  assign \$45  = ! freed_row;
  assign \$46  = freed_row + 1'h1;
  assign \$47  = freed_row ? \$46 [0] : 1'h0;
  assign \$48  = beat == 5'h1f;
  assign \$49  = beat + 1'h1;
  assign \$50  = \$48  ? 5'h00 : \$49 [4:0];
  assign \$51  = ! beat_bank;
  assign \$52  = beat_bank + 1'h1;
  assign \$53  = beat_bank ? \$52 [0] : 1'h0;
  assign \$54  = \$signal$16  ? 1'h0 : \$53 ;
  assign \$55  = column == 2'h3;
  assign \$56  = column + 1'h1;
  assign \$57  = \$55  ? 2'h0 : \$56 [1:0];
  assign \$58  = ! pixel_bank;
  assign \$59  = pixel_bank + 1'h1;
  assign \$60  = pixel_bank ? \$59 [0] : 1'h0;
  assign \$61  = bank_0_write_address == 11'h41f;
  assign \$62  = bank_0_write_address + 1'h1;
  assign \$63  = \$61  ? 11'h000 : \$62 [10:0];
  assign \$64  = $signed(lead) + $signed({ 1'h0, \$signal$18  });
  assign \$65  = issue & ends[1];
  assign \$66  = ends[2] ? 3'h4 : 3'h1;
  assign \$67  = \$65  ? \$66  : 3'h0;
  assign \$68  = $signed(\$64 ) - $signed({ 1'h0, \$67  });
  assign \$69  = issue & ends[0];
  assign \$70  = ! out_column;
  assign \$71  = out_column + 1'h1;
  assign \$72  = out_column ? \$71 [0] : 1'h0;
  assign \$73  = issue & ends[1];
  assign \$74  = to_end - 1'h1;
  assign \$75  = last_row ? 3'h4 : \$74 [2:0];
  assign \$76  = taps_table_address + 1'h1;
  assign \$77  = ends[0] ? 8'h00 : \$76 [7:0];
  assign \$78  = \$signal$47  & \ends$50 [0];
  always @(posedge clk)
    used <= \$79 ;
  always @(posedge clk)
    freed_row <= \$80 ;
  always @(posedge clk)
    beat <= \$81 ;
  always @(posedge clk)
    beat_bank <= \$82 ;
  always @(posedge clk)
    column <= \$83 ;
  always @(posedge clk)
    pixel_bank <= \$84 ;
  always @(posedge clk)
    bank_0_write_address <= \$85 ;
  always @(posedge clk)
    lead <= \$86 ;
  always @(posedge clk)
    out_column <= \$87 ;
  always @(posedge clk)
    to_end <= \$88 ;
  always @(posedge clk)
    valid_0 <= \$89 ;
  always @(posedge clk)
    valid_1 <= \$90 ;
  always @(posedge clk)
    valid_2 <= \$91 ;
  always @(posedge clk)
    o_valid <= \$92 ;
  always @(posedge clk)
    taps_table_address <= \$93 ;
  always @(posedge clk)
    ends_issued <= \$94 ;
  always @(posedge clk)
    \ends$50  <= \$95 ;
  always @(posedge clk)
    \$signal$52  <= \$96 ;
  always @(posedge clk)
    corner <= \$97 ;
  always @(posedge clk)
    marks <= \$98 ;
  always @(posedge clk)
    place_0 <= \$99 ;
  always @(posedge clk)
    fetched_marks <= \$100 ;
  always @(posedge clk)
    fetched_0 <= \$101 ;
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
    \$79  = \$44 [6:0];
    if (rst) begin
      \$79  = 7'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$80  = freed_row;
    if (o_freed) begin
      \$80  = \$47 ;
    end
    if (rst) begin
      \$80  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$81  = beat;
    if (\$signal ) begin
      \$81  = \$50 ;
    end
    if (rst) begin
      \$81  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$82  = beat_bank;
    if (\$signal ) begin
      \$82  = \$54 ;
    end
    if (rst) begin
      \$82  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$83  = column;
    if (\$signal$16 ) begin
      \$83  = \$57 ;
    end
    if (rst) begin
      \$83  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$84  = pixel_bank;
    if (\$signal$16 ) begin
      \$84  = \$60 ;
    end
    if (rst) begin
      \$84  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$85  = bank_0_write_address;
    if (\$signal$20 ) begin
      \$85  = \$63 ;
    end
    if (rst) begin
      \$85  = 11'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$86  = \$68 [4:0];
    if (rst) begin
      \$86  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$87  = out_column;
    if (\$69 ) begin
      \$87  = \$72 ;
    end
    if (rst) begin
      \$87  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$88  = to_end;
    if (\$73 ) begin
      \$88  = \$75 ;
    end
    if (rst) begin
      \$88  = 3'h4;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$89  = valid_0;
    if (moves_0) begin
      \$89  = there;
    end
    if (rst) begin
      \$89  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$90  = valid_1;
    if (moves_1) begin
      \$90  = valid_0;
    end
    if (rst) begin
      \$90  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$91  = valid_2;
    if (moves_2) begin
      \$91  = valid_1;
    end
    if (rst) begin
      \$91  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$92  = o_valid;
    if (moves_3) begin
      \$92  = valid_2;
    end
    if (rst) begin
      \$92  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$93  = taps_table_address;
    if (issue) begin
      \$93  = \$77 ;
    end
    if (rst) begin
      \$93  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$94  = ends_issued;
    if (issue) begin
      \$94  = ends;
    end
    if (rst) begin
      \$94  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$95  = \ends$50 ;
    if (\$signal$46 ) begin
      \$95  = ends_issued;
    end
    if (rst) begin
      \$95  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$96  = \$signal$52 ;
    if (\$signal$46 ) begin
      \$96  = taps_table_row;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$97  = corner;
    if (\$78 ) begin
      \$97  = \$33 [10:0];
    end
    if (rst) begin
      \$97  = 11'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$98  = marks;
    if (\$signal$47 ) begin
      \$98  = { \ends$50 [1], \$signal$52 [13:12] };
    end
    if (rst) begin
      \$98  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$99  = place_0;
    if (\$signal$47 ) begin
      \$99 [1:0] = { 1'h0, \$signal$52 [0] };
      \$99 [12:2] = \$39 [10:0];
    end
    if (rst) begin
      \$99  = 13'h0000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$100  = fetched_marks;
    if (read) begin
      \$100  = marks;
    end
    if (rst) begin
      \$100  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$101  = fetched_0;
    if (read) begin
      \$101  = place_0[1:0];
    end
    if (rst) begin
      \$101  = 2'h0;
    end
  end
  assign word = bank_0_write_address;
  assign bank_0_write_data = i_data;
  assign valid_3 = o_valid;
  assign at = taps_table_address;
  assign taps_table_enable = issue;
  assign moved = \$33 [10:0];
  assign wrapped_0 = \$39 [10:0];
  assign bank_0_read = read;
  assign o_lanes = fetched_0[0];
  assign o_next = fetched_marks[0];
  assign o_last = fetched_marks[1];
  assign o_frees = fetched_marks[2];
  assign \ends.window  = ends[0];
  assign \ends.row  = ends[1];
  assign \ends.image  = ends[2];
  assign \ends$50.window  = \ends$50 [0];
  assign \ends$50.row  = \ends$50 [1];
  assign \ends$50.image  = \ends$50 [2];
  assign \place_0.tap  = place_0[1:0];
  assign \place_0.tap.valid  = place_0[0];
  assign \place_0.tap.padding  = place_0[1];
  assign \place_0.word  = place_0[12:2];
  assign \fetched_0.valid  = fetched_0[0];
  assign \fetched_0.padding  = fetched_0[1];
  assign \fetched_marks.next  = fetched_marks[0];
  assign \fetched_marks.last  = fetched_marks[1];
  assign \fetched_marks.frees  = fetched_marks[2];
  assign \ends_issued.window  = ends_issued[0];
  assign \ends_issued.row  = ends_issued[1];
  assign \ends_issued.image  = ends_issued[2];
  assign \marks.next  = marks[0];
  assign \marks.last  = marks[1];
  assign \marks.frees  = marks[2];
  assign ends[0] = \$21 ;
  assign ends[2] = \$10 ;
  assign ends[1] = \$9 ;
  assign bank_0_read_address = place_0[12:2];
endmodule
`default_nettype wire
