// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc2_tile_scheduler(drained, clk, rst, turn_segment, turn_integrate, turn_advance, turn_take, phase, integrate, hold, select, convert, origin_tile, origin_phase, origin_word, origin_part, origin_last, window, dispatch, held, conversion
, starved, blocked, turn_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$41  = 0;
  wire \$1 ;
  wire [1:0] \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire \$13 ;
  wire \$14 ;
  wire \$15 ;
  wire \$16 ;
  wire [2:0] \$17 ;
  wire [2:0] \$18 ;
  wire \$19 ;
  wire \$2 ;
  wire \$20 ;
  wire [1:0] \$21 ;
  wire [1:0] \$22 ;
  wire \$23 ;
  wire \$24 ;
  wire \$25 ;
  wire \$26 ;
  wire \$27 ;
  wire \$28 ;
  wire \$29 ;
  wire [1:0] \$3 ;
  wire \$30 ;
  wire \$31 ;
  wire \$32 ;
  wire \$33 ;
  wire \$34 ;
  wire \$35 ;
  wire \$36 ;
  wire \$37 ;
  wire [1:0] \$38 ;
  wire [1:0] \$39 ;
  wire \$4 ;
  wire \$40 ;
  wire \$41 ;
  wire \$42 ;
  wire \$43 ;
  reg \$44 ;
  reg \$45 ;
  reg [1:0] \$46 ;
  reg \$47 ;
  reg \$48 ;
  reg \$49 ;
  wire [2:0] \$5 ;
  reg \$50 ;
  reg \$51 ;
  reg [1:0] \$52 ;
  reg \$53 ;
  reg \$54 ;
  reg \$55 ;
  reg [1:0] \$56 ;
  reg \$57 ;
  reg \$58 ;
  reg \$59 ;
  wire [1:0] \$6 ;
  reg [1:0] \$60 ;
  wire \$7 ;
  wire \$8 ;
  wire [1:0] \$9 ;
  reg at;
  output blocked;
  wire blocked;
  reg busy;
  input clk;
  wire clk;
  output conversion;
  wire conversion;
  wire conversion_table_address;
  wire conversion_table_enable;
  wire [5:0] conversion_table_row;
  output convert;
  wire convert;
  wire converter_free;
  reg converting;
  wire could_hold;
  output dispatch;
  wire dispatch;
  wire dispatch_table_address;
  wire dispatch_table_enable;
  wire [4:0] dispatch_table_row;
  input drained;
  wire drained;
  wire ends;
  reg fetched;
  wire first;
  wire group_end;
  wire group_start;
  output held;
  wire held;
  reg held_last;
  reg [1:0] held_phase;
  reg held_tile;
  output hold;
  wire hold;
  reg [1:0] in_flight;
  output integrate;
  wire integrate;
  wire integrates;
  reg more;
  output origin_last;
  reg origin_last;
  output origin_part;
  reg origin_part;
  output [1:0] origin_phase;
  reg [1:0] origin_phase;
  output origin_tile;
  reg origin_tile;
  output origin_word;
  reg origin_word;
  output [1:0] phase;
  reg [1:0] phase;
  input rst;
  wire rst;
  output [3:0] select;
  wire [3:0] select;
  wire settled;
  reg settling;
  output starved;
  wire starved;
  reg step;
  wire there;
  output turn_advance;
  wire turn_advance;
  output turn_integrate;
  wire turn_integrate;
  output turn_segment;
  wire turn_segment;
  output turn_take;
  wire turn_take;
  input turn_valid;
  wire turn_valid;
  output window;
  wire window;
  assign integrate = turn_integrate & \$31 ;
  assign \$32  = ! dispatch_table_row[1];
  assign hold = turn_advance & \$32 ;
  assign \$33  = ! converting;
  assign conversion = busy & \$33 ;
  assign group_end = busy & \$34 ;
  assign \$35  = ~ busy;
  assign \$36  = ! more;
  assign \$37  = group_end & \$36 ;
  assign converter_free = \$35  | \$37 ;
  assign \$38  = at + 1'h1;
  assign \$39  = turn_advance ? { 1'h0, dispatch_table_row[2] } : \$38 ;
  assign \$41  = group_end & \$40 ;
  assign conversion_table_enable = turn_advance | \$41 ;
  assign \$42  = ! held_tile;
  assign convert = conversion & \$42 ;
  assign window = turn_advance & first;
  assign \$43  = ! phase;
  assign dispatch = turn_advance & \$43 ;
  assign starved = ~ turn_valid;
  always @(posedge clk)
    fetched <= \$44 ;
  always @(posedge clk)
    settling <= \$45 ;
  always @(posedge clk)
    phase <= \$46 ;
  always @(posedge clk)
    step <= \$47 ;
  always @(posedge clk)
    converting <= \$48 ;
  always @(posedge clk)
    busy <= \$49 ;
  always @(posedge clk)
    at <= \$50 ;
  always @(posedge clk)
    more <= \$51 ;
  always @(posedge clk)
    held_phase <= \$52 ;
  always @(posedge clk)
    held_tile <= \$53 ;
  always @(posedge clk)
    held_last <= \$54 ;
  always @(posedge clk)
    origin_tile <= \$55 ;
  always @(posedge clk)
    origin_phase <= \$56 ;
  always @(posedge clk)
    origin_word <= \$57 ;
  always @(posedge clk)
    origin_part <= \$58 ;
  always @(posedge clk)
    origin_last <= \$59 ;
  always @(posedge clk)
    in_flight <= \$60 ;
  assign \$1  = ~ settled;
  assign \$2  = there & \$1 ;
  assign \$3  = settling + 1'h1;
  assign \$4  = phase == 2'h3;
  assign \$5  = phase + 1'h1;
  assign \$6  = converting + 1'h1;
  assign \$7  = ends & dispatch_table_row[4];
  assign \$8  = ! more;
  assign \$9  = at + 1'h1;
  assign \$10  = more - 1'h1;
  assign \$11  = ! more;
  assign \$12  = held_last & \$11 ;
  assign \$13  = ~ drained;
  assign \$14  = window & \$13 ;
  assign \$15  = ~ window;
  assign \$16  = drained & \$15 ;
  assign \$17  = in_flight + 1'h1;
  assign \$18  = in_flight - 1'h1;
  assign \$19  = ~ dispatch_table_row[4];
  assign \$20  = fetched & \$19 ;
  assign \$21  = step + 1'h1;
  assign \$22  = \$20  ? \$21  : 2'h0;
  assign \$23  = ~ fetched;
  assign dispatch_table_enable = \$23  | ends;
  assign there = turn_valid & fetched;
  assign \$24  = ! step;
  assign \$25  = ! phase;
  assign first = \$24  & \$25 ;
  assign \$26  = there & settled;
  assign could_hold = \$26  & converter_free;
  assign \$27  = could_hold & first;
  assign \$28  = in_flight == 2'h2;
  assign blocked = \$27  & \$28 ;
  assign \$29  = ~ blocked;
  assign turn_advance = could_hold & \$29 ;
  assign \$30  = phase == 2'h3;
  assign ends = turn_advance & \$30 ;
  assign turn_take = ends & dispatch_table_row[4];
  assign \$31  = ! dispatch_table_row[1];
  lenet_q4_fc2_conversion_table u_conversion_table (
    .address(\$39 [0]),
    .clk(clk),
    .enable(conversion_table_enable),
    .row(conversion_table_row),
    .rst(rst)
  );
  lenet_q4_fc2_dispatch_table u_dispatch_table (
    .address(\$22 [0]),
    .clk(clk),
    .enable(dispatch_table_enable),
    .row(dispatch_table_row),
    .rst(rst)
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$44  = 1'h1;
    if (rst) begin
      \$44  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$45  = settling;
    if (turn_advance) begin
      \$45  = 1'h0;
    end else if (\$2 ) begin
      \$45  = \$3 [0];
    end
    if (rst) begin
      \$45  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$46  = phase;
    if (turn_advance) begin
      if (\$4 ) begin
        \$46  = 2'h0;
      end else begin
        \$46  = \$5 [1:0];
      end
    end
    if (rst) begin
      \$46  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$47  = step;
    if (turn_advance) begin
      if (\$4 ) begin
        \$47  = \$22 [0];
      end
    end
    if (rst) begin
      \$47  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$48  = converting;
    if (group_end) begin
      \$48  = 1'h0;
    end else if (busy) begin
      \$48  = \$6 [0];
    end
    if (rst) begin
      \$48  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$49  = busy;
    if (turn_advance) begin
      \$49  = 1'h1;
    end else if (group_end) begin
      if (\$8 ) begin
        \$49  = 1'h0;
      end
    end
    if (rst) begin
      \$49  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$50  = at;
    if (turn_advance) begin
      \$50  = dispatch_table_row[2];
    end else if (group_end) begin
      if (\$8 ) begin
      end else begin
        \$50  = \$9 [0];
      end
    end
    if (rst) begin
      \$50  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$51  = more;
    if (turn_advance) begin
      \$51  = dispatch_table_row[3];
    end else if (group_end) begin
      if (\$8 ) begin
      end else begin
        \$51  = \$10 [0];
      end
    end
    if (rst) begin
      \$51  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$52  = held_phase;
    if (turn_advance) begin
      \$52  = phase;
    end
    if (rst) begin
      \$52  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$53  = held_tile;
    if (turn_advance) begin
      \$53  = dispatch_table_row[1];
    end
    if (rst) begin
      \$53  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$54  = held_last;
    if (turn_advance) begin
      \$54  = \$7 ;
    end
    if (rst) begin
      \$54  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$55  = origin_tile;
    if (conversion) begin
      \$55  = held_tile;
    end
    if (rst) begin
      \$55  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$56  = origin_phase;
    if (conversion) begin
      \$56  = held_phase;
    end
    if (rst) begin
      \$56  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$57  = origin_word;
    if (conversion) begin
      \$57  = conversion_table_row[4];
    end
    if (rst) begin
      \$57  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$58  = origin_part;
    if (conversion) begin
      \$58  = conversion_table_row[5];
    end
    if (rst) begin
      \$58  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$59  = origin_last;
    if (conversion) begin
      \$59  = \$12 ;
    end
    if (rst) begin
      \$59  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$41 ) begin end
    \$60  = in_flight;
    if (\$14 ) begin
      \$60  = \$17 [1:0];
    end else if (\$16 ) begin
      \$60  = \$18 [1:0];
    end
    if (rst) begin
      \$60  = 2'h0;
    end
  end
  assign dispatch_table_address = \$22 [0];
  assign group_start = conversion;
  assign integrates = turn_integrate;
  assign conversion_table_address = \$39 [0];
  assign turn_segment = dispatch_table_row[0];
  assign select = conversion_table_row[3:0];
  assign held = turn_advance;
  assign settled = settling;
  assign \$34  = converting;
  assign turn_integrate = there;
  assign \$40  = more;
endmodule
`default_nettype wire
