// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_conv2_tile_scheduler(drained, clk, rst, turn_segment, turn_integrate, turn_advance, turn_take, phase, integrate, hold, select, convert, origin_tile, origin_phase, origin_word, origin_part, origin_last, window, dispatch, held, conversion
, starved, blocked, turn_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$22  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire \$13 ;
  wire \$14 ;
  wire \$15 ;
  wire \$16 ;
  wire \$17 ;
  wire \$18 ;
  wire \$19 ;
  wire \$2 ;
  wire [1:0] \$20 ;
  wire \$21 ;
  wire [1:0] \$22 ;
  wire [2:0] \$23 ;
  wire [1:0] \$24 ;
  wire \$25 ;
  wire [2:0] \$26 ;
  wire [2:0] \$27 ;
  wire \$28 ;
  wire \$29 ;
  wire \$3 ;
  wire \$30 ;
  wire \$31 ;
  wire \$32 ;
  wire \$33 ;
  wire [2:0] \$34 ;
  wire [2:0] \$35 ;
  reg \$36 ;
  reg [1:0] \$37 ;
  reg \$38 ;
  reg \$39 ;
  wire \$4 ;
  reg \$40 ;
  reg [1:0] \$41 ;
  reg [1:0] \$42 ;
  reg [1:0] \$43 ;
  reg \$44 ;
  reg \$45 ;
  reg \$46 ;
  reg [1:0] \$47 ;
  reg [1:0] \$48 ;
  reg \$49 ;
  wire \$5 ;
  reg \$50 ;
  reg [1:0] \$51 ;
  wire \$6 ;
  wire \$7 ;
  wire \$8 ;
  wire \$9 ;
  wire [1:0] at;
  output blocked;
  wire blocked;
  reg busy;
  input clk;
  wire clk;
  output conversion;
  wire conversion;
  reg [1:0] conversion_table_address;
  wire [6:0] conversion_table_row;
  output convert;
  wire convert;
  wire converter_free;
  reg converting;
  wire could_hold;
  output dispatch;
  wire dispatch;
  reg dispatch_table_address;
  wire [6:0] dispatch_table_row;
  input drained;
  wire drained;
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
  reg [1:0] more;
  output origin_last;
  reg origin_last;
  output origin_part;
  reg origin_part;
  output [1:0] origin_phase;
  reg [1:0] origin_phase;
  output origin_tile;
  reg origin_tile;
  output [1:0] origin_word;
  reg [1:0] origin_word;
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
  wire step;
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
  assign \$34  = in_flight + 1'h1;
  assign \$35  = in_flight - 1'h1;
  always @(posedge clk)
    settling <= \$36 ;
  always @(posedge clk)
    phase <= \$37 ;
  always @(posedge clk)
    dispatch_table_address <= \$38 ;
  always @(posedge clk)
    converting <= \$39 ;
  always @(posedge clk)
    busy <= \$40 ;
  always @(posedge clk)
    conversion_table_address <= \$41 ;
  always @(posedge clk)
    more <= \$42 ;
  always @(posedge clk)
    held_phase <= \$43 ;
  always @(posedge clk)
    held_tile <= \$44 ;
  always @(posedge clk)
    held_last <= \$45 ;
  always @(posedge clk)
    origin_tile <= \$46 ;
  always @(posedge clk)
    origin_phase <= \$47 ;
  always @(posedge clk)
    origin_word <= \$48 ;
  always @(posedge clk)
    origin_part <= \$49 ;
  always @(posedge clk)
    origin_last <= \$50 ;
  always @(posedge clk)
    in_flight <= \$51 ;
  assign \$1  = ! dispatch_table_address;
  assign \$2  = ! phase;
  assign first = \$1  & \$2 ;
  assign \$3  = turn_valid & settled;
  assign could_hold = \$3  & converter_free;
  assign \$4  = could_hold & first;
  assign \$5  = in_flight == 2'h3;
  assign blocked = \$4  & \$5 ;
  assign \$6  = ~ blocked;
  assign turn_advance = could_hold & \$6 ;
  assign \$7  = phase == 2'h3;
  assign \$8  = turn_advance & \$7 ;
  assign turn_take = \$8  & dispatch_table_row[6];
  assign \$9  = ! dispatch_table_row[1];
  assign integrate = turn_valid & \$9 ;
  assign \$10  = ! dispatch_table_row[1];
  assign hold = turn_advance & \$10 ;
  assign \$11  = ! converting;
  assign conversion = busy & \$11 ;
  assign group_end = busy & \$12 ;
  assign \$13  = ~ busy;
  assign \$14  = ! more;
  assign \$15  = group_end & \$14 ;
  assign converter_free = \$13  | \$15 ;
  assign \$16  = ! held_tile;
  assign convert = conversion & \$16 ;
  assign window = turn_advance & first;
  assign \$17  = ! phase;
  assign dispatch = turn_advance & \$17 ;
  assign starved = ~ turn_valid;
  assign \$18  = ~ settled;
  assign \$19  = turn_valid & \$18 ;
  assign \$20  = settling + 1'h1;
  assign \$21  = phase == 2'h3;
  assign \$22  = dispatch_table_address + 1'h1;
  assign \$23  = phase + 1'h1;
  assign \$24  = converting + 1'h1;
  assign \$25  = ! more;
  assign \$26  = conversion_table_address + 1'h1;
  assign \$27  = more - 1'h1;
  assign \$28  = ! more;
  assign \$29  = held_last & \$28 ;
  assign \$30  = ~ drained;
  assign \$31  = window & \$30 ;
  assign \$32  = ~ window;
  assign \$33  = drained & \$32 ;
  lenet_q4_conv2_conversion_table u_conversion_table (
    .address(conversion_table_address),
    .row(conversion_table_row)
  );
  lenet_q4_conv2_dispatch_table u_dispatch_table (
    .address(dispatch_table_address),
    .row(dispatch_table_row)
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$36  = settling;
    if (turn_advance) begin
      \$36  = 1'h0;
    end else if (\$19 ) begin
      \$36  = \$20 [0];
    end
    if (rst) begin
      \$36  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$37  = phase;
    if (turn_advance) begin
      if (\$21 ) begin
        \$37  = 2'h0;
      end else begin
        \$37  = \$23 [1:0];
      end
    end
    if (rst) begin
      \$37  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$38  = dispatch_table_address;
    if (turn_advance) begin
      if (\$21 ) begin
        if (dispatch_table_row[6]) begin
          \$38  = 1'h0;
        end else begin
          \$38  = \$22 [0];
        end
      end
    end
    if (rst) begin
      \$38  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$39  = converting;
    if (group_end) begin
      \$39  = 1'h0;
    end else if (busy) begin
      \$39  = \$24 [0];
    end
    if (rst) begin
      \$39  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$40  = busy;
    if (turn_advance) begin
      \$40  = 1'h1;
    end else if (group_end) begin
      if (\$25 ) begin
        \$40  = 1'h0;
      end
    end
    if (rst) begin
      \$40  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$41  = conversion_table_address;
    if (turn_advance) begin
      \$41  = dispatch_table_row[3:2];
    end else if (group_end) begin
      if (\$25 ) begin
      end else begin
        \$41  = \$26 [1:0];
      end
    end
    if (rst) begin
      \$41  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$42  = more;
    if (turn_advance) begin
      \$42  = dispatch_table_row[5:4];
    end else if (group_end) begin
      if (\$25 ) begin
      end else begin
        \$42  = \$27 [1:0];
      end
    end
    if (rst) begin
      \$42  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$43  = held_phase;
    if (turn_advance) begin
      \$43  = phase;
    end
    if (rst) begin
      \$43  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$44  = held_tile;
    if (turn_advance) begin
      \$44  = dispatch_table_row[1];
    end
    if (rst) begin
      \$44  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$45  = held_last;
    if (turn_advance) begin
      \$45  = turn_take;
    end
    if (rst) begin
      \$45  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$46  = origin_tile;
    if (conversion) begin
      \$46  = held_tile;
    end
    if (rst) begin
      \$46  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$47  = origin_phase;
    if (conversion) begin
      \$47  = held_phase;
    end
    if (rst) begin
      \$47  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$48  = origin_word;
    if (conversion) begin
      \$48  = conversion_table_row[5:4];
    end
    if (rst) begin
      \$48  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$49  = origin_part;
    if (conversion) begin
      \$49  = conversion_table_row[6];
    end
    if (rst) begin
      \$49  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$50  = origin_last;
    if (conversion) begin
      \$50  = \$29 ;
    end
    if (rst) begin
      \$50  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$22 ) begin end
    \$51  = in_flight;
    if (\$31 ) begin
      \$51  = \$34 [1:0];
    end else if (\$33 ) begin
      \$51  = \$35 [1:0];
    end
    if (rst) begin
      \$51  = 2'h0;
    end
  end
  assign step = dispatch_table_address;
  assign group_start = conversion;
  assign at = conversion_table_address;
  assign turn_segment = dispatch_table_row[0];
  assign turn_integrate = turn_valid;
  assign select = conversion_table_row[3:0];
  assign held = turn_advance;
  assign settled = settling;
  assign \$12  = converting;
endmodule
`default_nettype wire
