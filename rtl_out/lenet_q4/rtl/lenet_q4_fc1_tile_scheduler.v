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
  wire [2:0] \$16 ;
  wire [2:0] \$17 ;
  wire \$18 ;
  wire \$19 ;
  wire \$2 ;
  wire [1:0] \$20 ;
  wire [1:0] \$21 ;
  wire \$22 ;
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
  wire [4:0] \$36 ;
  wire [4:0] \$37 ;
  wire \$38 ;
  wire \$39 ;
  wire [2:0] \$4 ;
  wire \$40 ;
  wire \$41 ;
  reg \$42 ;
  reg \$43 ;
  reg [1:0] \$44 ;
  reg \$45 ;
  reg \$46 ;
  reg \$47 ;
  reg [3:0] \$48 ;
  reg [3:0] \$49 ;
  wire [1:0] \$5 ;
  reg [1:0] \$50 ;
  reg \$51 ;
  reg \$52 ;
  reg \$53 ;
  reg [1:0] \$54 ;
  reg [2:0] \$55 ;
  reg \$56 ;
  reg \$57 ;
  reg [1:0] \$58 ;
  wire \$6 ;
  wire \$7 ;
  wire [4:0] \$8 ;
  wire [4:0] \$9 ;
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
  wire converter_free;
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
  wire settled;
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
  assign \$31  = ! converting;
  assign conversion = busy & \$31 ;
  assign group_end = busy & \$32 ;
  assign \$33  = ~ busy;
  assign \$34  = ! more;
  assign \$35  = group_end & \$34 ;
  assign converter_free = \$33  | \$35 ;
  assign \$36  = at + 1'h1;
  assign \$37  = turn_advance ? { 1'h0, dispatch_table_row[5:2] } : \$36 ;
  assign \$38  = | more;
  assign \$39  = group_end & \$38 ;
  assign conversion_table_enable = turn_advance | \$39 ;
  assign \$40  = ! held_tile;
  assign convert = conversion & \$40 ;
  assign window = turn_advance & first;
  assign \$41  = ! phase;
  assign dispatch = turn_advance & \$41 ;
  assign starved = ~ turn_valid;
  always @(posedge clk)
    fetched <= \$42 ;
  always @(posedge clk)
    settling <= \$43 ;
  always @(posedge clk)
    phase <= \$44 ;
  always @(posedge clk)
    step <= \$45 ;
  always @(posedge clk)
    converting <= \$46 ;
  always @(posedge clk)
    busy <= \$47 ;
  always @(posedge clk)
    at <= \$48 ;
  always @(posedge clk)
    more <= \$49 ;
  always @(posedge clk)
    held_phase <= \$50 ;
  always @(posedge clk)
    held_tile <= \$51 ;
  always @(posedge clk)
    held_last <= \$52 ;
  always @(posedge clk)
    origin_tile <= \$53 ;
  always @(posedge clk)
    origin_phase <= \$54 ;
  always @(posedge clk)
    origin_word <= \$55 ;
  always @(posedge clk)
    origin_part <= \$56 ;
  always @(posedge clk)
    origin_last <= \$57 ;
  always @(posedge clk)
    in_flight <= \$58 ;
  assign \$1  = ~ settled;
  assign \$2  = there & \$1 ;
  assign \$3  = settling + 1'h1;
  assign \$4  = phase + 1'h1;
  assign \$5  = converting + 1'h1;
  assign \$6  = ends & dispatch_table_row[10];
  assign \$7  = ! more;
  assign \$8  = at + 1'h1;
  assign \$9  = more - 1'h1;
  assign \$10  = ! more;
  assign \$11  = held_last & \$10 ;
  assign \$12  = ~ drained;
  assign \$13  = window & \$12 ;
  assign \$14  = ~ window;
  assign \$15  = drained & \$14 ;
  assign \$16  = in_flight + 1'h1;
  assign \$17  = in_flight - 1'h1;
  assign \$18  = ~ dispatch_table_row[10];
  assign \$19  = fetched & \$18 ;
  assign \$20  = step + 1'h1;
  assign \$21  = \$19  ? \$20  : 2'h0;
  assign \$22  = ~ fetched;
  assign dispatch_table_enable = \$22  | ends;
  assign there = turn_valid & fetched;
  assign \$23  = ! step;
  assign \$24  = ! phase;
  assign first = \$23  & \$24 ;
  assign \$25  = there & settled;
  assign could_hold = \$25  & converter_free;
  assign \$26  = could_hold & first;
  assign \$27  = in_flight == 2'h2;
  assign blocked = \$26  & \$27 ;
  assign \$28  = ~ blocked;
  assign turn_advance = could_hold & \$28 ;
  assign last_phase = phase == 2'h3;
  assign ends = turn_advance & last_phase;
  assign turn_ends = last_phase & dispatch_table_row[0];
  assign \$29  = ! dispatch_table_row[1];
  assign integrate = turn_integrate & \$29 ;
  assign \$30  = ! dispatch_table_row[1];
  assign hold = turn_advance & \$30 ;
  lenet_q4_fc1_conversion_table u_conversion_table (
    .address(\$37 [3:0]),
    .clk(clk),
    .enable(conversion_table_enable),
    .row(conversion_table_row),
    .rst(rst)
  );
  lenet_q4_fc1_dispatch_table u_dispatch_table (
    .address(\$21 [0]),
    .clk(clk),
    .enable(dispatch_table_enable),
    .row(dispatch_table_row),
    .rst(rst)
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$42  = 1'h1;
    if (rst) begin
      \$42  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$43  = settling;
    if (turn_advance) begin
      \$43  = 1'h0;
    end else if (\$2 ) begin
      \$43  = \$3 [0];
    end
    if (rst) begin
      \$43  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$44  = phase;
    if (turn_advance) begin
      if (last_phase) begin
        \$44  = 2'h0;
      end else begin
        \$44  = \$4 [1:0];
      end
    end
    if (rst) begin
      \$44  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$45  = step;
    if (turn_advance) begin
      if (last_phase) begin
        \$45  = \$21 [0];
      end
    end
    if (rst) begin
      \$45  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$46  = converting;
    if (group_end) begin
      \$46  = 1'h0;
    end else if (busy) begin
      \$46  = \$5 [0];
    end
    if (rst) begin
      \$46  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$47  = busy;
    if (turn_advance) begin
      \$47  = 1'h1;
    end else if (group_end) begin
      if (\$7 ) begin
        \$47  = 1'h0;
      end
    end
    if (rst) begin
      \$47  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$48  = at;
    if (turn_advance) begin
      \$48  = dispatch_table_row[5:2];
    end else if (group_end) begin
      if (\$7 ) begin
      end else begin
        \$48  = \$8 [3:0];
      end
    end
    if (rst) begin
      \$48  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$49  = more;
    if (turn_advance) begin
      \$49  = dispatch_table_row[9:6];
    end else if (group_end) begin
      if (\$7 ) begin
      end else begin
        \$49  = \$9 [3:0];
      end
    end
    if (rst) begin
      \$49  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$50  = held_phase;
    if (turn_advance) begin
      \$50  = phase;
    end
    if (rst) begin
      \$50  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$51  = held_tile;
    if (turn_advance) begin
      \$51  = dispatch_table_row[1];
    end
    if (rst) begin
      \$51  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$52  = held_last;
    if (turn_advance) begin
      \$52  = \$6 ;
    end
    if (rst) begin
      \$52  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$53  = origin_tile;
    if (conversion) begin
      \$53  = held_tile;
    end
    if (rst) begin
      \$53  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$54  = origin_phase;
    if (conversion) begin
      \$54  = held_phase;
    end
    if (rst) begin
      \$54  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$55  = origin_word;
    if (conversion) begin
      \$55  = conversion_table_row[6:4];
    end
    if (rst) begin
      \$55  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$56  = origin_part;
    if (conversion) begin
      \$56  = conversion_table_row[7];
    end
    if (rst) begin
      \$56  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$57  = origin_last;
    if (conversion) begin
      \$57  = \$11 ;
    end
    if (rst) begin
      \$57  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$34 ) begin end
    \$58  = in_flight;
    if (\$13 ) begin
      \$58  = \$16 [1:0];
    end else if (\$15 ) begin
      \$58  = \$17 [1:0];
    end
    if (rst) begin
      \$58  = 2'h0;
    end
  end
  assign dispatch_table_address = \$21 [0];
  assign group_start = conversion;
  assign integrates = turn_integrate;
  assign conversion_table_address = \$37 [3:0];
  assign select = conversion_table_row[3:0];
  assign held = turn_advance;
  assign settled = settling;
  assign \$32  = converting;
  assign turn_integrate = there;
endmodule
`default_nettype wire
