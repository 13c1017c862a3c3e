// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_array_datapath(i_lanes, i_values, i_next, i_last, i_frees, o_ready, clk, rst, i_ready, i_freed, o_data, o_valid, window, dispatch, held, conversion, starved, blocked, fault, i_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$26  = 0;
  wire \$1 ;
  reg [1:0] \$10 ;
  reg [2:0] \$11 ;
  reg \$12 ;
  reg \$13 ;
  reg [127:0] \$2 ;
  reg [1:0] \$3 ;
  reg [3:0] \$4 ;
  reg \$5 ;
  reg \$6 ;
  reg \$7 ;
  reg \$8 ;
  reg \$9 ;
  output blocked;
  wire blocked;
  input clk;
  wire clk;
  wire codes_code_valid;
  wire [63:0] codes_codes;
  reg codes_convert;
  wire codes_fault;
  wire [63:0] codes_o_codes;
  wire codes_o_last;
  wire codes_o_part;
  wire [1:0] codes_o_phase;
  wire codes_o_valid;
  wire [2:0] codes_o_word;
  reg codes_origin_last;
  reg codes_origin_part;
  reg [1:0] codes_origin_phase;
  reg codes_origin_tile;
  reg [2:0] codes_origin_word;
  output conversion;
  wire conversion;
  wire convert;
  output dispatch;
  wire dispatch;
  wire [127:0] drive;
  output fault;
  wire fault;
  output held;
  wire held;
  wire hold;
  output i_freed;
  wire i_freed;
  input i_frees;
  wire i_frees;
  input i_lanes;
  wire i_lanes;
  input i_last;
  wire i_last;
  input i_next;
  wire i_next;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  input [3:0] i_values;
  wire [3:0] i_values;
  wire integrate;
  output [12:0] o_data;
  wire [12:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
  reg [1:0] phase;
  reg [511:0] row_word;
  wire [127:0] rows_drive;
  wire rows_i_freed;
  wire rows_i_frees;
  wire rows_i_lanes;
  wire rows_i_last;
  wire rows_i_next;
  wire rows_i_ready;
  wire rows_i_valid;
  wire [3:0] rows_i_values;
  wire [511:0] rows_row_word;
  wire rows_turn_advance;
  wire rows_turn_ends;
  wire rows_turn_integrate;
  wire rows_turn_valid;
  input rst;
  wire rst;
  wire schedule_blocked;
  wire schedule_conversion;
  wire schedule_convert;
  wire schedule_dispatch;
  wire schedule_drained;
  wire schedule_held;
  wire schedule_hold;
  wire schedule_integrate;
  wire schedule_origin_last;
  wire schedule_origin_part;
  wire [1:0] schedule_origin_phase;
  wire schedule_origin_tile;
  wire [2:0] schedule_origin_word;
  wire [1:0] schedule_phase;
  wire [3:0] schedule_select;
  wire schedule_starved;
  wire schedule_turn_advance;
  wire schedule_turn_ends;
  wire schedule_turn_integrate;
  wire schedule_turn_valid;
  wire schedule_window;
  wire [3:0] select;
  wire [63:0] shift_add_i_codes;
  wire shift_add_i_last;
  wire shift_add_i_part;
  wire [1:0] shift_add_i_phase;
  wire shift_add_i_valid;
  wire [2:0] shift_add_i_word;
  wire shift_add_o_last;
  wire [103:0] shift_add_o_sums;
  wire shift_add_o_valid;
  wire [2:0] shift_add_o_word;
  output starved;
  wire starved;
  wire sums_drained;
  wire sums_i_last;
  wire [103:0] sums_i_sums;
  wire sums_i_valid;
  wire [2:0] sums_i_word;
  wire [12:0] sums_o_data;
  wire sums_o_ready;
  wire sums_o_valid;
  wire [4:0] tile_0_adc_shift;
  wire tile_0_code_valid;
  wire [63:0] tile_0_codes;
  reg tile_0_convert;
  reg [127:0] tile_0_drive;
  reg tile_0_hold;
  reg tile_0_integrate;
  wire [2:0] tile_0_phase;
  wire [1023:0] tile_0_row_word;
  reg [3:0] tile_0_select;
  output window;
  wire window;
  always @(posedge clk)
    tile_0_drive <= \$2 ;
  always @(posedge clk)
    row_word <= rows_row_word;
  always @(posedge clk)
    phase <= \$3 ;
  always @(posedge clk)
    tile_0_select <= \$4 ;
  always @(posedge clk)
    tile_0_integrate <= \$5 ;
  always @(posedge clk)
    tile_0_hold <= \$6 ;
  always @(posedge clk)
    tile_0_convert <= \$7 ;
  always @(posedge clk)
    codes_convert <= \$8 ;
  always @(posedge clk)
    codes_origin_tile <= \$9 ;
  always @(posedge clk)
    codes_origin_phase <= \$10 ;
  always @(posedge clk)
    codes_origin_word <= \$11 ;
  always @(posedge clk)
    codes_origin_part <= \$12 ;
  always @(posedge clk)
    codes_origin_last <= \$13 ;
  lenet_q4_column_reader_3 u_codes (
    .clk(clk),
    .code_valid(codes_code_valid),
    .codes(codes_codes),
    .convert(codes_convert),
    .fault(fault),
    .o_codes(shift_add_i_codes),
    .o_last(shift_add_i_last),
    .o_part(shift_add_i_part),
    .o_phase(shift_add_i_phase),
    .o_valid(shift_add_i_valid),
    .o_word(shift_add_i_word),
    .origin_last(codes_origin_last),
    .origin_part(codes_origin_part),
    .origin_phase(codes_origin_phase),
    .origin_tile(codes_origin_tile),
    .origin_word(codes_origin_word),
    .rst(rst)
  );
  lenet_q4_segment_rows u_rows (
    .clk(clk),
    .drive(rows_drive),
    .i_freed(i_freed),
    .i_frees(i_frees),
    .i_lanes(i_lanes),
    .i_last(i_last),
    .i_next(i_next),
    .i_ready(i_ready),
    .i_valid(i_valid),
    .i_values(i_values),
    .row_word(rows_row_word),
    .rst(rst),
    .turn_advance(rows_turn_advance),
    .turn_ends(rows_turn_ends),
    .turn_integrate(rows_turn_integrate),
    .turn_valid(schedule_turn_valid)
  );
  lenet_q4_fc1_tile_scheduler u_schedule (
    .blocked(blocked),
    .clk(clk),
    .conversion(conversion),
    .convert(schedule_convert),
    .dispatch(dispatch),
    .drained(schedule_drained),
    .held(held),
    .hold(schedule_hold),
    .integrate(schedule_integrate),
    .origin_last(schedule_origin_last),
    .origin_part(schedule_origin_part),
    .origin_phase(schedule_origin_phase),
    .origin_tile(schedule_origin_tile),
    .origin_word(schedule_origin_word),
    .phase(schedule_phase),
    .rst(rst),
    .select(schedule_select),
    .starved(starved),
    .turn_advance(rows_turn_advance),
    .turn_ends(rows_turn_ends),
    .turn_integrate(rows_turn_integrate),
    .turn_valid(schedule_turn_valid),
    .window(window)
  );
  lenet_q4_shift_add_3 u_shift_add (
    .clk(clk),
    .i_codes(shift_add_i_codes),
    .i_last(shift_add_i_last),
    .i_part(shift_add_i_part),
    .i_phase(shift_add_i_phase),
    .i_valid(shift_add_i_valid),
    .i_word(shift_add_i_word),
    .o_last(sums_i_last),
    .o_sums(sums_i_sums),
    .o_valid(sums_i_valid),
    .o_word(sums_i_word),
    .rst(rst)
  );
  lenet_q4_accumulator_3 u_sums (
    .clk(clk),
    .drained(schedule_drained),
    .i_last(sums_i_last),
    .i_sums(sums_i_sums),
    .i_valid(sums_i_valid),
    .i_word(sums_i_word),
    .o_data(o_data),
    .o_ready(o_ready),
    .o_valid(o_valid),
    .rst(rst)
  );
  xbar_128x128_d1_a8b8_s2c2 #(
    .PHASES(32'd4),
    .TILE("fc1/0")
  ) u_tile_0 (
    .adc_shift(5'h00),
    .clk(clk),
    .code_valid(codes_code_valid),
    .codes(codes_codes),
    .convert(tile_0_convert),
    .drive(tile_0_drive),
    .hold(tile_0_hold),
    .integrate(tile_0_integrate),
    .phase({ 1'h0, phase }),
    .prog_amplitude(8'h00),
    .prog_column(7'h00),
    .prog_done(\$1 ),
    .prog_polarity(1'h0),
    .prog_reset(1'h0),
    .prog_row(7'h00),
    .prog_set(1'h0),
    .prog_width(8'h00),
    .row_word({ 4'h0, row_word[511:508], 4'h0, row_word[507:504], 4'h0, row_word[503:500], 4'h0, row_word[499:496], 4'h0, row_word[495:492], 4'h0, row_word[491:488], 4'h0, row_word[487:484], 4'h0, row_word[483:480], 4'h0, row_word[479:476], 4'h0, row_word[475:472], 4'h0, row_word[471:468], 4'h0, row_word[467:464], 4'h0, row_word[463:460], 4'h0, row_word[459:456], 4'h0, row_word[455:452], 4'h0, row_word[451:448], 4'h0, row_word[447:444], 4'h0, row_word[443:440], 4'h0, row_word[439:436], 4'h0, row_word[435:432], 4'h0, row_word[431:428], 4'h0, row_word[427:424], 4'h0, row_word[423:420], 4'h0, row_word[419:416], 4'h0, row_word[415:412], 4'h0, row_word[411:408], 4'h0, row_word[407:404], 4'h0, row_word[403:400], 4'h0, row_word[399:396], 4'h0, row_word[395:392], 4'h0, row_word[391:388], 4'h0, row_word[387:384], 4'h0, row_word[383:380], 4'h0, row_word[379:376], 4'h0, row_word[375:372], 4'h0, row_word[371:368], 4'h0, row_word[367:364], 4'h0, row_word[363:360], 4'h0, row_word[359:356], 4'h0, row_word[355:352], 4'h0, row_word[351:348], 4'h0, row_word[347:344], 4'h0, row_word[343:340], 4'h0, row_word[339:336], 4'h0, row_word[335:332], 4'h0, row_word[331:328], 4'h0, row_word[327:324], 4'h0, row_word[323:320], 4'h0, row_word[319:316], 4'h0, row_word[315:312], 4'h0, row_word[311:308], 4'h0, row_word[307:304], 4'h0, row_word[303:300], 4'h0, row_word[299:296], 4'h0, row_word[295:292], 4'h0, row_word[291:288], 4'h0, row_word[287:284], 4'h0, row_word[283:280], 4'h0, row_word[279:276], 4'h0, row_word[275:272], 4'h0, row_word[271:268], 4'h0, row_word[267:264], 4'h0, row_word[263:260], 4'h0, row_word[259:256], 4'h0, row_word[255:252], 4'h0, row_word[251:248], 4'h0, row_word[247:244], 4'h0, row_word[243:240], 4'h0, row_word[239:236], 4'h0, row_word[235:232], 4'h0, row_word[231:228], 4'h0, row_word[227:224], 4'h0, row_word[223:220], 4'h0, row_word[219:216], 4'h0, row_word[215:212], 4'h0, row_word[211:208], 4'h0, row_word[207:204], 4'h0, row_word[203:200], 4'h0, row_word[199:196], 4'h0, row_word[195:192], 4'h0, row_word[191:188], 4'h0, row_word[187:184], 4'h0, row_word[183:180], 4'h0, row_word[179:176], 4'h0, row_word[175:172], 4'h0, row_word[171:168], 4'h0, row_word[167:164], 4'h0, row_word[163:160], 4'h0, row_word[159:156], 4'h0, row_word[155:152], 4'h0, row_word[151:148], 4'h0, row_word[147:144], 4'h0, row_word[143:140], 4'h0, row_word[139:136], 4'h0, row_word[135:132], 4'h0, row_word[131:128], 4'h0, row_word[127:124], 4'h0, row_word[123:120], 4'h0, row_word[119:116], 4'h0, row_word[115:112], 4'h0, row_word[111:108], 4'h0, row_word[107:104], 4'h0, row_word[103:100], 4'h0, row_word[99:96], 4'h0, row_word[95:92], 4'h0, row_word[91:88], 4'h0, row_word[87:84], 4'h0, row_word[83:80], 4'h0, row_word[79:76], 4'h0, row_word[75:72], 4'h0, row_word[71:68], 4'h0, row_word[67:64], 4'h0, row_word[63:60], 4'h0, row_word[59:56], 4'h0, row_word[55:52], 4'h0, row_word[51:48], 4'h0, row_word[47:44], 4'h0, row_word[43:40], 4'h0, row_word[39:36], 4'h0, row_word[35:32], 4'h0, row_word[31:28], 4'h0, row_word[27:24], 4'h0, row_word[23:20], 4'h0, row_word[19:16], 4'h0, row_word[15:12], 4'h0, row_word[11:8], 4'h0, row_word[7:4], 4'h0, row_word[3:0] }),
    .rst(rst),
    .select(tile_0_select)
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$2  = rows_drive;
    if (rst) begin
      \$2  = 128'h00000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$3  = schedule_phase;
    if (rst) begin
      \$3  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$4  = schedule_select;
    if (rst) begin
      \$4  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$5  = schedule_integrate;
    if (rst) begin
      \$5  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$6  = schedule_hold;
    if (rst) begin
      \$6  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$7  = schedule_convert;
    if (rst) begin
      \$7  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$8  = conversion;
    if (rst) begin
      \$8  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$9  = schedule_origin_tile;
    if (rst) begin
      \$9  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$10  = schedule_origin_phase;
    if (rst) begin
      \$10  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$11  = schedule_origin_word;
    if (rst) begin
      \$11  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$12  = schedule_origin_part;
    if (rst) begin
      \$12  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$26 ) begin end
    \$13  = schedule_origin_last;
    if (rst) begin
      \$13  = 1'h0;
    end
  end
  assign rows_i_freed = i_freed;
  assign rows_i_frees = i_frees;
  assign rows_i_lanes = i_lanes;
  assign rows_i_last = i_last;
  assign rows_i_next = i_next;
  assign rows_i_ready = i_ready;
  assign rows_i_valid = i_valid;
  assign rows_i_values = i_values;
  assign schedule_turn_advance = rows_turn_advance;
  assign schedule_turn_ends = rows_turn_ends;
  assign schedule_turn_integrate = rows_turn_integrate;
  assign rows_turn_valid = schedule_turn_valid;
  assign codes_o_codes = shift_add_i_codes;
  assign codes_o_last = shift_add_i_last;
  assign codes_o_part = shift_add_i_part;
  assign codes_o_phase = shift_add_i_phase;
  assign codes_o_valid = shift_add_i_valid;
  assign codes_o_word = shift_add_i_word;
  assign shift_add_o_last = sums_i_last;
  assign shift_add_o_sums = sums_i_sums;
  assign shift_add_o_valid = sums_i_valid;
  assign shift_add_o_word = sums_i_word;
  assign sums_o_data = o_data;
  assign sums_o_ready = o_ready;
  assign sums_o_valid = o_valid;
  assign sums_drained = schedule_drained;
  assign tile_0_codes = codes_codes;
  assign tile_0_code_valid = codes_code_valid;
  assign codes_fault = fault;
  assign schedule_window = window;
  assign schedule_dispatch = dispatch;
  assign schedule_held = held;
  assign schedule_conversion = conversion;
  assign schedule_starved = starved;
  assign schedule_blocked = blocked;
  assign drive = tile_0_drive;
  assign tile_0_row_word = { 4'h0, row_word[511:508], 4'h0, row_word[507:504], 4'h0, row_word[503:500], 4'h0, row_word[499:496], 4'h0, row_word[495:492], 4'h0, row_word[491:488], 4'h0, row_word[487:484], 4'h0, row_word[483:480], 4'h0, row_word[479:476], 4'h0, row_word[475:472], 4'h0, row_word[471:468], 4'h0, row_word[467:464], 4'h0, row_word[463:460], 4'h0, row_word[459:456], 4'h0, row_word[455:452], 4'h0, row_word[451:448], 4'h0, row_word[447:444], 4'h0, row_word[443:440], 4'h0, row_word[439:436], 4'h0, row_word[435:432], 4'h0, row_word[431:428], 4'h0, row_word[427:424], 4'h0, row_word[423:420], 4'h0, row_word[419:416], 4'h0, row_word[415:412], 4'h0, row_word[411:408], 4'h0, row_word[407:404], 4'h0, row_word[403:400], 4'h0, row_word[399:396], 4'h0, row_word[395:392], 4'h0, row_word[391:388], 4'h0, row_word[387:384], 4'h0, row_word[383:380], 4'h0, row_word[379:376], 4'h0, row_word[375:372], 4'h0, row_word[371:368], 4'h0, row_word[367:364], 4'h0, row_word[363:360], 4'h0, row_word[359:356], 4'h0, row_word[355:352], 4'h0, row_word[351:348], 4'h0, row_word[347:344], 4'h0, row_word[343:340], 4'h0, row_word[339:336], 4'h0, row_word[335:332], 4'h0, row_word[331:328], 4'h0, row_word[327:324], 4'h0, row_word[323:320], 4'h0, row_word[319:316], 4'h0, row_word[315:312], 4'h0, row_word[311:308], 4'h0, row_word[307:304], 4'h0, row_word[303:300], 4'h0, row_word[299:296], 4'h0, row_word[295:292], 4'h0, row_word[291:288], 4'h0, row_word[287:284], 4'h0, row_word[283:280], 4'h0, row_word[279:276], 4'h0, row_word[275:272], 4'h0, row_word[271:268], 4'h0, row_word[267:264], 4'h0, row_word[263:260], 4'h0, row_word[259:256], 4'h0, row_word[255:252], 4'h0, row_word[251:248], 4'h0, row_word[247:244], 4'h0, row_word[243:240], 4'h0, row_word[239:236], 4'h0, row_word[235:232], 4'h0, row_word[231:228], 4'h0, row_word[227:224], 4'h0, row_word[223:220], 4'h0, row_word[219:216], 4'h0, row_word[215:212], 4'h0, row_word[211:208], 4'h0, row_word[207:204], 4'h0, row_word[203:200], 4'h0, row_word[199:196], 4'h0, row_word[195:192], 4'h0, row_word[191:188], 4'h0, row_word[187:184], 4'h0, row_word[183:180], 4'h0, row_word[179:176], 4'h0, row_word[175:172], 4'h0, row_word[171:168], 4'h0, row_word[167:164], 4'h0, row_word[163:160], 4'h0, row_word[159:156], 4'h0, row_word[155:152], 4'h0, row_word[151:148], 4'h0, row_word[147:144], 4'h0, row_word[143:140], 4'h0, row_word[139:136], 4'h0, row_word[135:132], 4'h0, row_word[131:128], 4'h0, row_word[127:124], 4'h0, row_word[123:120], 4'h0, row_word[119:116], 4'h0, row_word[115:112], 4'h0, row_word[111:108], 4'h0, row_word[107:104], 4'h0, row_word[103:100], 4'h0, row_word[99:96], 4'h0, row_word[95:92], 4'h0, row_word[91:88], 4'h0, row_word[87:84], 4'h0, row_word[83:80], 4'h0, row_word[79:76], 4'h0, row_word[75:72], 4'h0, row_word[71:68], 4'h0, row_word[67:64], 4'h0, row_word[63:60], 4'h0, row_word[59:56], 4'h0, row_word[55:52], 4'h0, row_word[51:48], 4'h0, row_word[47:44], 4'h0, row_word[43:40], 4'h0, row_word[39:36], 4'h0, row_word[35:32], 4'h0, row_word[31:28], 4'h0, row_word[27:24], 4'h0, row_word[23:20], 4'h0, row_word[19:16], 4'h0, row_word[15:12], 4'h0, row_word[11:8], 4'h0, row_word[7:4], 4'h0, row_word[3:0] };
  assign tile_0_phase = { 1'h0, phase };
  assign integrate = tile_0_integrate;
  assign hold = tile_0_hold;
  assign select = tile_0_select;
  assign convert = tile_0_convert;
  assign tile_0_adc_shift = 5'h00;
endmodule
`default_nettype wire
