// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_tile_scheduler(drained, clk, rst, turn_integrate, turn_advance, turn_ends, phase, integrate, hold, select, convert, origin_tile, origin_phase, origin_word, origin_part, origin_last, window, dispatch, held, conversion, starved
, blocked, turn_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$34  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire \$13 ;
  wire \$14 ;
  wire \$15 ;
  wire \$16 ;
  wire \$17 ;
  wire [4:0] \$18 ;
  wire [4:0] \$19 ;
  wire \$2 ;
  wire \$20 ;
  wire \$21 ;
  wire \$22 ;
  wire \$23 ;
  wire \$24 ;
  wire \$25 ;
  wire [2:0] \$26 ;
  wire \$27 ;
  wire [2:0] \$28 ;
  wire \$29 ;
  wire \$3 ;
  wire \$30 ;
  wire [1:0] \$31 ;
  wire [1:0] \$32 ;
  wire \$33 ;
  wire \$34 ;
  wire \$35 ;
  wire \$36 ;
  wire \$37 ;
  wire \$38 ;
  wire \$39 ;
  wire \$4 ;
  wire \$40 ;
  wire \$41 ;
  wire [4:0] \$42 ;
  wire [4:0] \$43 ;
  wire \$44 ;
  wire \$45 ;
  wire \$46 ;
  wire \$47 ;
  reg \$48 ;
  reg \$49 ;
  wire [1:0] \$5 ;
  reg \$50 ;
  reg \$51 ;
  reg [1:0] \$52 ;
  reg \$53 ;
  reg \$54 ;
  reg \$55 ;
  reg \$56 ;
  reg [3:0] \$57 ;
  reg [3:0] \$58 ;
  reg [1:0] \$59 ;
  wire \$6 ;
  reg \$60 ;
  reg \$61 ;
  reg \$62 ;
  reg [1:0] \$63 ;
  reg [2:0] \$64 ;
  reg \$65 ;
  reg \$66 ;
  reg [1:0] \$67 ;
  reg \$68 ;
  wire [2:0] \$7 ;
  wire [1:0] \$8 ;
  wire \$9 ;
  reg [1:0] \$signal ;
  reg all_full;
  reg [3:0] at;
  output blocked;
  wire blocked;
  reg busy;
  input clk;
  wire clk;
  output conversion;
  wire conversion;
  wire [3:0] conversion_table_address;
  wire conversion_table_enable;
  wire [7:0] conversion_table_row;
  output convert;
  wire convert;
  reg converter_free;
  reg converting;
  wire could_hold;
  output dispatch;
  wire dispatch;
  wire dispatch_table_address;
  wire dispatch_table_enable;
  wire [10:0] dispatch_table_row;
  input drained;
  wire drained;
  wire ends;
  reg fetched;
  reg first;
  wire group_end;
  wire group_start;
  output held;
  wire held;
  reg held_last;
  reg [1:0] held_phase;
  reg held_tile;
  output hold;
  wire hold;
  output integrate;
  wire integrate;
  wire integrates;
  wire last_phase;
  reg [3:0] more;
  output origin_last;
  reg origin_last;
  output origin_part;
  reg origin_part;
  output [1:0] origin_phase;
  reg [1:0] origin_phase;
  output origin_tile;
  reg origin_tile;
  output [2:0] origin_word;
  reg [2:0] origin_word;
  output [1:0] phase;
  reg [1:0] phase;
  input rst;
  wire rst;
  output [3:0] select;
  wire [3:0] select;
  reg settled;
  reg settling;
  output starved;
  wire starved;
  reg step;
  wire there;
  output turn_advance;
  wire turn_advance;
  output turn_ends;
  wire turn_ends;
  output turn_integrate;
  wire turn_integrate;
  input turn_valid;
  wire turn_valid;
  output window;
  wire window;
  assign \$32  = \$30  ? \$31  : 2'h0;
  assign \$33  = ~ fetched;
  assign dispatch_table_enable = \$33  | ends;
  assign there = turn_valid & fetched;
  assign \$34  = turn_valid & settled;
  assign could_hold = \$34  & converter_free;
  assign \$35  = could_hold & first;
  assign blocked = \$35  & all_full;
  assign \$36  = first & all_full;
  assign \$37  = ~ \$36 ;
  assign turn_advance = could_hold & \$37 ;
  assign last_phase = phase == 2'h3;
  assign ends = turn_advance & last_phase;
  assign turn_ends = last_phase & dispatch_table_row[0];
  assign \$38  = ! dispatch_table_row[1];
  assign integrate = turn_integrate & \$38 ;
  assign \$39  = ! dispatch_table_row[1];
  assign hold = turn_advance & \$39 ;
  assign \$40  = ! converting;
  assign conversion = busy & \$40 ;
  assign group_end = busy & \$41 ;
  assign \$42  = at + 1'h1;
  assign \$43  = turn_advance ? { 1'h0, dispatch_table_row[5:2] } : \$42 ;
  assign \$44  = | more;
  assign \$45  = group_end & \$44 ;
  assign conversion_table_enable = turn_advance | \$45 ;
  assign \$46  = ! held_tile;
  assign convert = conversion & \$46 ;
  assign window = turn_advance & first;
  assign \$47  = ! phase;
  assign dispatch = turn_advance & \$47 ;
  assign starved = ~ turn_valid;
  always @(posedge clk)
    fetched <= \$48 ;
  always @(posedge clk)
    first <= \$49 ;
  always @(posedge clk)
    settling <= \$50 ;
  always @(posedge clk)
    settled <= \$51 ;
  always @(posedge clk)
    phase <= \$52 ;
  always @(posedge clk)
    step <= \$53 ;
  always @(posedge clk)
    converting <= \$54 ;
  always @(posedge clk)
    converter_free <= \$55 ;
  always @(posedge clk)
    busy <= \$56 ;
  always @(posedge clk)
    at <= \$57 ;
  always @(posedge clk)
    more <= \$58 ;
  always @(posedge clk)
    held_phase <= \$59 ;
  always @(posedge clk)
    held_tile <= \$60 ;
  always @(posedge clk)
    held_last <= \$61 ;
  always @(posedge clk)
    origin_tile <= \$62 ;
  always @(posedge clk)
    origin_phase <= \$63 ;
  always @(posedge clk)
    origin_word <= \$64 ;
  always @(posedge clk)
    origin_part <= \$65 ;
  always @(posedge clk)
    origin_last <= \$66 ;
  always @(posedge clk)
    \$signal  <= \$67 ;
  always @(posedge clk)
    all_full <= \$68 ;
  assign \$1  = ! \$32 [0];
  assign \$2  = last_phase & \$1 ;
  assign \$3  = ~ settled;
  assign \$4  = there & \$3 ;
  assign \$5  = settling + 1'h1;
  assign \$6  = ! settling;
  assign \$7  = phase + 1'h1;
  assign \$8  = converting + 1'h1;
  assign \$9  = ~ busy;
  assign \$10  = ! converting;
  assign \$11  = group_end | \$10 ;
  assign \$12  = ! more;
  assign \$13  = \$11  & \$12 ;
  assign \$14  = \$9  | \$13 ;
  assign \$15  = turn_advance ? 1'h0 : \$14 ;
  assign \$16  = ends & dispatch_table_row[10];
  assign \$17  = ! more;
  assign \$18  = at + 1'h1;
  assign \$19  = more - 1'h1;
  assign \$20  = ! more;
  assign \$21  = held_last & \$20 ;
  assign \$22  = ~ drained;
  assign \$23  = window & \$22 ;
  assign \$24  = ~ window;
  assign \$25  = drained & \$24 ;
  assign \$26  = \$signal  + 1'h1;
  assign \$27  = \$signal  == 1'h1;
  assign \$28  = \$signal  - 1'h1;
  assign \$29  = ~ dispatch_table_row[10];
  assign \$30  = fetched & \$29 ;
  assign \$31  = step + 1'h1;
  lenet_q4_fc1_conversion_table u_conversion_table (
    .address(\$43 [3:0]),
    .clk(clk),
    .enable(conversion_table_enable),
    .row(conversion_table_row),
    .rst(rst)
  );
  lenet_q4_fc1_dispatch_table u_dispatch_table (
    .address(\$32 [0]),
    .clk(clk),
    .enable(dispatch_table_enable),
    .row(dispatch_table_row),
    .rst(rst)
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$48  = 1'h1;
    if (rst) begin
      \$48  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$49  = first;
    if (turn_advance) begin
      \$49  = \$2 ;
    end
    if (rst) begin
      \$49  = 1'h1;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$50  = settling;
    if (turn_advance) begin
      \$50  = 1'h0;
    end else if (\$4 ) begin
      \$50  = \$5 [0];
    end
    if (rst) begin
      \$50  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$51  = settled;
    if (turn_advance) begin
      \$51  = 1'h0;
    end else if (\$4 ) begin
      \$51  = \$6 ;
    end
    if (rst) begin
      \$51  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$52  = phase;
    if (turn_advance) begin
      if (last_phase) begin
        \$52  = 2'h0;
      end else begin
        \$52  = \$7 [1:0];
      end
    end
    if (rst) begin
      \$52  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$53  = step;
    if (turn_advance) begin
      if (last_phase) begin
        \$53  = \$32 [0];
      end
    end
    if (rst) begin
      \$53  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$54  = converting;
    if (group_end) begin
      \$54  = 1'h0;
    end else if (busy) begin
      \$54  = \$8 [0];
    end
    if (rst) begin
      \$54  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$55  = \$15 ;
    if (rst) begin
      \$55  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$56  = busy;
    if (turn_advance) begin
      \$56  = 1'h1;
    end else if (group_end) begin
      if (\$17 ) begin
        \$56  = 1'h0;
      end
    end
    if (rst) begin
      \$56  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$57  = at;
    if (turn_advance) begin
      \$57  = dispatch_table_row[5:2];
    end else if (group_end) begin
      if (\$17 ) begin
      end else begin
        \$57  = \$18 [3:0];
      end
    end
    if (rst) begin
      \$57  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$58  = more;
    if (turn_advance) begin
      \$58  = dispatch_table_row[9:6];
    end else if (group_end) begin
      if (\$17 ) begin
      end else begin
        \$58  = \$19 [3:0];
      end
    end
    if (rst) begin
      \$58  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$59  = held_phase;
    if (turn_advance) begin
      \$59  = phase;
    end
    if (rst) begin
      \$59  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$60  = held_tile;
    if (turn_advance) begin
      \$60  = dispatch_table_row[1];
    end
    if (rst) begin
      \$60  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$61  = held_last;
    if (turn_advance) begin
      \$61  = \$16 ;
    end
    if (rst) begin
      \$61  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$62  = origin_tile;
    if (conversion) begin
      \$62  = held_tile;
    end
    if (rst) begin
      \$62  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$63  = origin_phase;
    if (conversion) begin
      \$63  = held_phase;
    end
    if (rst) begin
      \$63  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$64  = origin_word;
    if (conversion) begin
      \$64  = conversion_table_row[6:4];
    end
    if (rst) begin
      \$64  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$65  = origin_part;
    if (conversion) begin
      \$65  = conversion_table_row[7];
    end
    if (rst) begin
      \$65  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$66  = origin_last;
    if (conversion) begin
      \$66  = \$21 ;
    end
    if (rst) begin
      \$66  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$67  = \$signal ;
    if (\$23 ) begin
      \$67  = \$26 [1:0];
    end else if (\$25 ) begin
      \$67  = \$28 [1:0];
    end
    if (rst) begin
      \$67  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$68  = all_full;
    if (\$23 ) begin
      \$68  = \$27 ;
    end else if (\$25 ) begin
      \$68  = 1'h0;
    end
    if (rst) begin
      \$68  = 1'h0;
    end
  end
  assign dispatch_table_address = \$32 [0];
  assign group_start = conversion;
  assign integrates = turn_integrate;
  assign conversion_table_address = \$43 [3:0];
  assign select = conversion_table_row[3:0];
  assign held = turn_advance;
  assign \$41  = converting;
  assign turn_integrate = there;
endmodule
`default_nettype wire
