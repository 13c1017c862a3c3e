// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_segment_loader(i_valid, last, o_ready, o_freed, clk, rst, i_ready, o_valid, o_lanes, o_values, o_next, o_last, o_frees, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$32  = 0;
  wire \$1 ;
  wire \$10 ;
  reg [10:0] \$100 ;
  reg [2:0] \$101 ;
  reg [12:0] \$102 ;
  reg [2:0] \$103 ;
  reg [1:0] \$104 ;
  reg \$105 ;
  reg [3:0] \$106 ;
  reg \$107 ;
  reg \$108 ;
  reg \$109 ;
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
  wire \$22 ;
  wire [7:0] \$23 ;
  wire [9:0] \$24 ;
  wire [11:0] \$25 ;
  wire \$26 ;
  wire [7:0] \$27 ;
  wire [9:0] \$28 ;
  wire [11:0] \$29 ;
  wire \$3 ;
  wire [12:0] \$30 ;
  wire [7:0] \$31 ;
  wire [9:0] \$32 ;
  wire [11:0] \$33 ;
  wire [12:0] \$34 ;
  wire [11:0] \$35 ;
  wire \$36 ;
  wire [11:0] \$37 ;
  wire [12:0] \$38 ;
  wire [11:0] \$39 ;
  wire \$4 ;
  wire [12:0] \$40 ;
  wire [7:0] \$41 ;
  wire \$42 ;
  wire [4:0] \$43 ;
  wire [4:0] \$44 ;
  wire [8:0] \$45 ;
  wire \$46 ;
  wire [1:0] \$47 ;
  wire \$48 ;
  wire \$49 ;
  wire \$5 ;
  wire [5:0] \$50 ;
  wire [4:0] \$51 ;
  wire \$52 ;
  wire [1:0] \$53 ;
  wire \$54 ;
  wire \$55 ;
  wire \$56 ;
  wire [2:0] \$57 ;
  wire [1:0] \$58 ;
  wire \$59 ;
  wire \$6 ;
  wire [1:0] \$60 ;
  wire \$61 ;
  wire \$62 ;
  wire [11:0] \$63 ;
  wire [10:0] \$64 ;
  wire [5:0] \$65 ;
  wire \$66 ;
  wire [2:0] \$67 ;
  wire [2:0] \$68 ;
  wire [6:0] \$69 ;
  wire \$7 ;
  wire \$70 ;
  wire \$71 ;
  wire [1:0] \$72 ;
  wire \$73 ;
  wire \$74 ;
  wire [3:0] \$75 ;
  wire [2:0] \$76 ;
  wire [8:0] \$77 ;
  wire [7:0] \$78 ;
  wire \$79 ;
  wire \$8 ;
  wire [3:0] \$80 ;
  reg [6:0] \$81 ;
  reg \$82 ;
  reg [4:0] \$83 ;
  reg \$84 ;
  reg [1:0] \$85 ;
  reg \$86 ;
  reg [10:0] \$87 ;
  reg [4:0] \$88 ;
  reg \$89 ;
  wire \$9 ;
  reg [2:0] \$90 ;
  reg \$91 ;
  reg \$92 ;
  reg \$93 ;
  reg \$94 ;
  reg \$95 ;
  reg [7:0] \$96 ;
  reg [2:0] \$97 ;
  reg [2:0] \$98 ;
  reg [13:0] \$99 ;
  wire \$signal ;
  wire \$signal$16 ;
  wire \$signal$18 ;
  wire \$signal$20 ;
  wire \$signal$48 ;
  wire \$signal$49 ;
  reg [13:0] \$signal$54 ;
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
  reg [2:0] \ends$52 ;
  wire \ends$52.image ;
  wire \ends$52.row ;
  wire \ends$52.window ;
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
  wire gives;
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
  reg [6:0] left;
  reg [2:0] marks;
  wire \marks.frees ;
  wire \marks.last ;
  wire \marks.next ;
  wire [10:0] moved;
  wire moves_0;
  wire moves_1;
  wire moves_2;
  wire moves_3;
  wire moves_4;
  wire [2:0] need;
  input o_freed;
  wire o_freed;
  output o_frees;
  reg o_frees;
  output o_lanes;
  reg o_lanes;
  output o_last;
  reg o_last;
  output o_next;
  reg o_next;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid;
  output [3:0] o_values;
  reg [3:0] o_values;
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
  reg valid_0;
  reg valid_1;
  reg valid_2;
  reg valid_3;
  wire valid_4;
  wire [10:0] word;
  wire [10:0] wrapped_0;
  assign i_ready = ~ left[6];
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
  assign \$20  = ~ valid_3;
  assign moves_3 = \$20  | moves_4;
  assign \$21  = ~ o_valid;
  assign moves_4 = \$21  | o_ready;
  assign issue = there & moves_0;
  assign \$22  = taps_table_address == last;
  assign \$signal$48  = valid_0 & moves_1;
  assign \$signal$49  = valid_1 & moves_2;
  assign \$23  = \ends$52 [1] ? 8'h80 : 8'h20;
  assign \$24  = \ends$52 [2] ? 10'h200 : { 2'h0, \$23  };
  assign \$25  = corner + \$24 ;
  assign \$26  = \$25  >= 11'h420;
  assign \$27  = \ends$52 [1] ? 8'h80 : 8'h20;
  assign \$28  = \ends$52 [2] ? 10'h200 : { 2'h0, \$27  };
  assign \$29  = corner + \$28 ;
  assign \$30  = \$29  - 11'h420;
  assign \$31  = \ends$52 [1] ? 8'h80 : 8'h20;
  assign \$32  = \ends$52 [2] ? 10'h200 : { 2'h0, \$31  };
  assign \$33  = corner + \$32 ;
  assign \$34  = \$26  ? \$30  : { 1'h0, \$33  };
  assign \$35  = corner + \$signal$54 [11:1];
  assign \$36  = \$35  >= 11'h420;
  assign \$37  = corner + \$signal$54 [11:1];
  assign \$38  = \$37  - 11'h420;
  assign \$39  = corner + \$signal$54 [11:1];
  assign \$40  = \$36  ? \$38  : { 1'h0, \$39  };
  assign read = valid_2 & moves_3;
  assign gives = valid_3 & moves_4;
  assign \$41  = $signed(left) - $signed({ 1'h0, \$signal$16  });
  assign \$42  = ! freed_row;
  assign \$43  = freed_row ? 5'h04 : 5'h10;
  assign \$44  = o_freed ? \$43  : 5'h00;
  assign \$45  = $signed(\$41 ) + $signed({ 1'h0, \$44  });
  assign \$46  = ! freed_row;
  assign \$47  = freed_row + 1'h1;
  assign \$48  = freed_row ? \$47 [0] : 1'h0;
  assign \$49  = beat == 5'h1f;
  assign \$50  = beat + 1'h1;
  assign \$51  = \$49  ? 5'h00 : \$50 [4:0];
  assign \$52  = ! beat_bank;
  assign \$53  = beat_bank + 1'h1;
  assign \$54  = beat_bank ? \$53 [0] : 1'h0;
  assign \$55  = \$signal$16  ? 1'h0 : \$54 ;
  assign \$56  = column == 2'h3;
  assign \$57  = column + 1'h1;
  assign \$58  = \$56  ? 2'h0 : \$57 [1:0];
  assign \$59  = ! pixel_bank;
  assign \$60  = pixel_bank + 1'h1;
  assign \$61  = pixel_bank ? \$60 [0] : 1'h0;
  assign \$62  = bank_0_write_address == 11'h41f;
  assign \$63  = bank_0_write_address + 1'h1;
  assign \$64  = \$62  ? 11'h000 : \$63 [10:0];
  assign \$65  = $signed(lead) + $signed({ 1'h0, \$signal$18  });
  assign \$66  = issue & ends[1];
  assign \$67  = ends[2] ? 3'h4 : 3'h1;
  assign \$68  = \$66  ? \$67  : 3'h0;
  assign \$69  = $signed(\$65 ) - $signed({ 1'h0, \$68  });
  assign \$70  = issue & ends[0];
  assign \$71  = ! out_column;
  assign \$72  = out_column + 1'h1;
  assign \$73  = out_column ? \$72 [0] : 1'h0;
  assign \$74  = issue & ends[1];
  assign \$75  = to_end - 1'h1;
  assign \$76  = last_row ? 3'h4 : \$75 [2:0];
  assign \$77  = taps_table_address + 1'h1;
  assign \$78  = ends[0] ? 8'h00 : \$77 [7:0];
  assign \$79  = \$signal$49  & \ends$52 [0];
  assign \$80  = fetched_0[1] ? 4'h0 : bank_0_read_data;
  always @(posedge clk)
    left <= \$81 ;
  always @(posedge clk)
    freed_row <= \$82 ;
  always @(posedge clk)
    beat <= \$83 ;
  always @(posedge clk)
    beat_bank <= \$84 ;
  always @(posedge clk)
    column <= \$85 ;
  always @(posedge clk)
    pixel_bank <= \$86 ;
  always @(posedge clk)
    bank_0_write_address <= \$87 ;
  always @(posedge clk)
    lead <= \$88 ;
  always @(posedge clk)
    out_column <= \$89 ;
  always @(posedge clk)
    to_end <= \$90 ;
  always @(posedge clk)
    valid_0 <= \$91 ;
  always @(posedge clk)
    valid_1 <= \$92 ;
  always @(posedge clk)
    valid_2 <= \$93 ;
  always @(posedge clk)
    valid_3 <= \$94 ;
  always @(posedge clk)
    o_valid <= \$95 ;
  always @(posedge clk)
    taps_table_address <= \$96 ;
  always @(posedge clk)
    ends_issued <= \$97 ;
  always @(posedge clk)
    \ends$52  <= \$98 ;
  always @(posedge clk)
    \$signal$54  <= \$99 ;
  always @(posedge clk)
    corner <= \$100 ;
  always @(posedge clk)
    marks <= \$101 ;
  always @(posedge clk)
    place_0 <= \$102 ;
  always @(posedge clk)
    fetched_marks <= \$103 ;
  always @(posedge clk)
    fetched_0 <= \$104 ;
  always @(posedge clk)
    o_lanes <= \$105 ;
  always @(posedge clk)
    o_values <= \$106 ;
  always @(posedge clk)
    o_next <= \$107 ;
  always @(posedge clk)
    o_last <= \$108 ;
  always @(posedge clk)
    o_frees <= \$109 ;
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
    \$81  = \$45 [6:0];
    if (rst) begin
      \$81  = 7'h20;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$82  = freed_row;
    if (o_freed) begin
      \$82  = \$48 ;
    end
    if (rst) begin
      \$82  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$83  = beat;
    if (\$signal ) begin
      \$83  = \$51 ;
    end
    if (rst) begin
      \$83  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$84  = beat_bank;
    if (\$signal ) begin
      \$84  = \$55 ;
    end
    if (rst) begin
      \$84  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$85  = column;
    if (\$signal$16 ) begin
      \$85  = \$58 ;
    end
    if (rst) begin
      \$85  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$86  = pixel_bank;
    if (\$signal$16 ) begin
      \$86  = \$61 ;
    end
    if (rst) begin
      \$86  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$87  = bank_0_write_address;
    if (\$signal$20 ) begin
      \$87  = \$64 ;
    end
    if (rst) begin
      \$87  = 11'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$88  = \$69 [4:0];
    if (rst) begin
      \$88  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$89  = out_column;
    if (\$70 ) begin
      \$89  = \$73 ;
    end
    if (rst) begin
      \$89  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$90  = to_end;
    if (\$74 ) begin
      \$90  = \$76 ;
    end
    if (rst) begin
      \$90  = 3'h4;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$91  = valid_0;
    if (moves_0) begin
      \$91  = there;
    end
    if (rst) begin
      \$91  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$92  = valid_1;
    if (moves_1) begin
      \$92  = valid_0;
    end
    if (rst) begin
      \$92  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$93  = valid_2;
    if (moves_2) begin
      \$93  = valid_1;
    end
    if (rst) begin
      \$93  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$94  = valid_3;
    if (moves_3) begin
      \$94  = valid_2;
    end
    if (rst) begin
      \$94  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$95  = o_valid;
    if (moves_4) begin
      \$95  = valid_3;
    end
    if (rst) begin
      \$95  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$96  = taps_table_address;
    if (issue) begin
      \$96  = \$78 ;
    end
    if (rst) begin
      \$96  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$97  = ends_issued;
    if (issue) begin
      \$97  = ends;
    end
    if (rst) begin
      \$97  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$98  = \ends$52 ;
    if (\$signal$48 ) begin
      \$98  = ends_issued;
    end
    if (rst) begin
      \$98  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$99  = \$signal$54 ;
    if (\$signal$48 ) begin
      \$99  = taps_table_row;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$100  = corner;
    if (\$79 ) begin
      \$100  = \$34 [10:0];
    end
    if (rst) begin
      \$100  = 11'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$101  = marks;
    if (\$signal$49 ) begin
      \$101  = { \ends$52 [1], \$signal$54 [13:12] };
    end
    if (rst) begin
      \$101  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$102  = place_0;
    if (\$signal$49 ) begin
      \$102 [1:0] = { 1'h0, \$signal$54 [0] };
      \$102 [12:2] = \$40 [10:0];
    end
    if (rst) begin
      \$102  = 13'h0000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$103  = fetched_marks;
    if (read) begin
      \$103  = marks;
    end
    if (rst) begin
      \$103  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$104  = fetched_0;
    if (read) begin
      \$104  = place_0[1:0];
    end
    if (rst) begin
      \$104  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$105  = o_lanes;
    if (gives) begin
      \$105  = fetched_0[0];
    end
    if (rst) begin
      \$105  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$106  = o_values;
    if (gives) begin
      \$106  = \$80 ;
    end
    if (rst) begin
      \$106  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$107  = o_next;
    if (gives) begin
      \$107  = fetched_marks[0];
    end
    if (rst) begin
      \$107  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$108  = o_last;
    if (gives) begin
      \$108  = fetched_marks[1];
    end
    if (rst) begin
      \$108  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$32 ) begin end
    \$109  = o_frees;
    if (gives) begin
      \$109  = fetched_marks[2];
    end
    if (rst) begin
      \$109  = 1'h0;
    end
  end
  assign word = bank_0_write_address;
  assign bank_0_write_data = i_data;
  assign valid_4 = o_valid;
  assign at = taps_table_address;
  assign taps_table_enable = issue;
  assign moved = \$34 [10:0];
  assign wrapped_0 = \$40 [10:0];
  assign bank_0_read = read;
  assign \ends.window  = ends[0];
  assign \ends.row  = ends[1];
  assign \ends.image  = ends[2];
  assign \ends$52.window  = \ends$52 [0];
  assign \ends$52.row  = \ends$52 [1];
  assign \ends$52.image  = \ends$52 [2];
  assign \place_0.tap  = place_0[1:0];
  assign \place_0.tap.valid  = place_0[0];
  assign \place_0.tap.padding  = place_0[1];
  assign \place_0.word  = place_0[12:2];
  assign \ends_issued.window  = ends_issued[0];
  assign \ends_issued.row  = ends_issued[1];
  assign \ends_issued.image  = ends_issued[2];
  assign \marks.next  = marks[0];
  assign \marks.last  = marks[1];
  assign \marks.frees  = marks[2];
  assign \fetched_marks.next  = fetched_marks[0];
  assign \fetched_marks.last  = fetched_marks[1];
  assign \fetched_marks.frees  = fetched_marks[2];
  assign \fetched_0.valid  = fetched_0[0];
  assign \fetched_0.padding  = fetched_0[1];
  assign ends[0] = \$22 ;
  assign ends[2] = \$10 ;
  assign ends[1] = \$9 ;
  assign bank_0_read_address = place_0[12:2];
endmodule
`default_nettype wire
