// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration c6166df4bc90c6bc. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_stage(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, windows, dispatches, phases, conversions, starved, blocked, i_data);
  wire \$1 ;
  output blocked;
  wire blocked;
  input clk;
  wire clk;
  wire codes_code_valid;
  wire [63:0] codes_codes;
  wire codes_last;
  wire [63:0] codes_o_codes;
  wire codes_o_last;
  wire codes_o_part;
  wire [1:0] codes_o_phase;
  wire codes_o_valid;
  wire [2:0] codes_o_word;
  wire codes_part;
  wire [1:0] codes_phase;
  wire codes_tile;
  wire [2:0] codes_word;
  output conversions;
  wire conversions;
  output dispatches;
  wire dispatches;
  input [3:0] i_data;
  wire [3:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  output [3:0] o_data;
  wire [3:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
  output phases;
  wire phases;
  wire [12:0] requant_i_data;
  wire requant_i_ready;
  wire requant_i_valid;
  wire [3:0] requant_o_data;
  wire requant_o_ready;
  wire requant_o_valid;
  wire rows_advance;
  wire [127:0] rows_drive;
  wire [1023:0] rows_i_data;
  wire rows_i_ready;
  wire rows_i_valid;
  wire rows_integrate;
  wire [511:0] rows_row_word;
  wire rows_segment;
  wire rows_take;
  wire rows_valid;
  input rst;
  wire rst;
  wire schedule_advance;
  wire schedule_blocked;
  wire schedule_code_last;
  wire schedule_code_part;
  wire [1:0] schedule_code_phase;
  wire schedule_code_tile;
  wire [2:0] schedule_code_word;
  wire schedule_conversion;
  wire schedule_convert;
  wire schedule_dispatch;
  wire schedule_drained;
  wire schedule_held;
  wire schedule_hold;
  wire schedule_integrate;
  wire [1:0] schedule_phase;
  wire schedule_segment;
  wire [3:0] schedule_select;
  wire schedule_starved;
  wire schedule_take;
  wire schedule_window;
  wire schedule_word_valid;
  wire [63:0] shift_add_codes;
  wire shift_add_last;
  wire shift_add_o_last;
  wire [103:0] shift_add_o_sums;
  wire shift_add_o_valid;
  wire [2:0] shift_add_o_word;
  wire shift_add_part;
  wire [1:0] shift_add_phase;
  wire shift_add_valid;
  wire [2:0] shift_add_word;
  output starved;
  wire starved;
  wire sums_drained;
  wire sums_last;
  wire [12:0] sums_o_data;
  wire sums_o_ready;
  wire sums_o_valid;
  wire [103:0] sums_sums;
  wire sums_valid;
  wire [2:0] sums_word;
  wire [4:0] tile_0_adc_shift;
  wire tile_0_code_valid;
  wire [63:0] tile_0_codes;
  wire tile_0_convert;
  wire [127:0] tile_0_drive;
  wire tile_0_hold;
  wire tile_0_integrate;
  wire [1:0] tile_0_phase;
  wire [511:0] tile_0_row_word;
  wire [3:0] tile_0_select;
  wire [3:0] window_i_data;
  wire window_i_ready;
  wire window_i_valid;
  wire [2047:0] window_o_data;
  wire window_o_ready;
  wire window_o_valid;
  output windows;
  wire windows;
  lenet_q4_column_reader_3 u_codes (
    .clk(clk),
    .code_valid(codes_code_valid),
    .codes(codes_codes),
    .last(codes_last),
    .o_codes(shift_add_codes),
    .o_last(shift_add_last),
    .o_part(shift_add_part),
    .o_phase(shift_add_phase),
    .o_valid(shift_add_valid),
    .o_word(shift_add_word),
    .part(codes_part),
    .phase(codes_phase),
    .rst(rst),
    .tile(codes_tile),
    .word(codes_word)
  );
  lenet_q4_fc1_requantizer u_requant (
    .clk(clk),
    .i_data(requant_i_data),
    .i_ready(sums_o_ready),
    .i_valid(requant_i_valid),
    .o_data(o_data),
    .o_ready(o_ready),
    .o_valid(o_valid),
    .rst(rst)
  );
  lenet_q4_row_driver_3 u_rows (
    .advance(rows_advance),
    .clk(clk),
    .drive(tile_0_drive),
    .i_data({ window_o_data[2039:2028], window_o_data[2023:2016], window_o_data[2011:2000], window_o_data[1995:1968], window_o_data[1963:1960], window_o_data[1951:1948], window_o_data[1943:1940], window_o_data[1935:1928], window_o_data[1923:1920], window_o_data[1911:1900], window_o_data[1891:1888], window_o_data[1883:1872], window_o_data[1867:1860], window_o_data[1855:1852], window_o_data[1847:1840], window_o_data[1815:1812], window_o_data[1795:1788], window_o_data[1783:1776], window_o_data[1767:1764], window_o_data[1751:1744], window_o_data[1735:1732], window_o_data[1719:1712], window_o_data[1691:1684], window_o_data[1675:1660], window_o_data[1643:1632], window_o_data[1627:1620], window_o_data[1615:1612], window_o_data[1607:1596], window_o_data[1587:1584], window_o_data[1575:1556], window_o_data[1551:1548], window_o_data[1543:1540], window_o_data[1535:1532], window_o_data[1527:1516], window_o_data[1503:1496], window_o_data[1491:1488], window_o_data[1483:1476], window_o_data[1471:1464], window_o_data[1459:1456], window_o_data[1451:1444], window_o_data[1439:1420], window_o_data[1391:1388], window_o_data[1383:1380], window_o_data[1367:1364], window_o_data[1351:1348], window_o_data[1339:1324], window_o_data[1319:1316], window_o_data[1303:1300], window_o_data[1279:1276], window_o_data[1255:1248], window_o_data[1243:1240], window_o_data[1231:1228], window_o_data[1223:1220], window_o_data[1211:1208], window_o_data[1203:1200], window_o_data[1187:1184], window_o_data[1175:1168], window_o_data[1163:1160], window_o_data[1151:1148], window_o_data[1143:1140], window_o_data[1131:1120], window_o_data[1115:1100], window_o_data[1095:1092], window_o_data[1083:1080], window_o_data[1075:1072], window_o_data[1059:1052], window_o_data[1047:1040], window_o_data[1035:1032], window_o_data[1023:1004], window_o_data[995:992], window_o_data[983:976], window_o_data[971:960], window_o_data[955:952], window_o_data[947:932], window_o_data[927:924], window_o_data[919:904], window_o_data[899:892], window_o_data[871:868], window_o_data[851:848], window_o_data[839:836], window_o_data[831:824], window_o_data[807:804], window_o_data[775:772], window_o_data[767:764], window_o_data[743:740], window_o_data[731:728], window_o_data[719:716], window_o_data[703:700], window_o_data[691:688], window_o_data[675:672], window_o_data[651:648], window_o_data[639:636], window_o_data[627:608], window_o_data[603:600], window_o_data[591:580], window_o_data[575:568], window_o_data[563:560], window_o_data[547:540], window_o_data[535:532], window_o_data[523:516], window_o_data[511:508], window_o_data[503:500], window_o_data[495:492], window_o_data[487:472], window_o_data[459:444], window_o_data[435:412], window_o_data[403:400], window_o_data[395:380], window_o_data[375:372], window_o_data[363:352], window_o_data[347:344], window_o_data[331:328], window_o_data[319:316], window_o_data[303:284], window_o_data[263:260], window_o_data[255:252], window_o_data[239:220], window_o_data[215:212], window_o_data[203:200], window_o_data[191:188], window_o_data[179:176], window_o_data[171:156], window_o_data[143:136], window_o_data[127:120], window_o_data[115:84], window_o_data[79:76], window_o_data[63:56], window_o_data[51:48], window_o_data[43:4] }),
    .i_ready(window_o_ready),
    .i_valid(rows_i_valid),
    .integrate(rows_integrate),
    .row_word(tile_0_row_word),
    .rst(rst),
    .segment(rows_segment),
    .take(rows_take),
    .valid(schedule_word_valid)
  );
  lenet_q4_fc1_tile_scheduler u_schedule (
    .advance(rows_advance),
    .blocked(blocked),
    .clk(clk),
    .code_last(codes_last),
    .code_part(codes_part),
    .code_phase(codes_phase),
    .code_tile(codes_tile),
    .code_word(codes_word),
    .conversion(conversions),
    .convert(tile_0_convert),
    .dispatch(dispatches),
    .drained(schedule_drained),
    .held(phases),
    .hold(tile_0_hold),
    .integrate(schedule_integrate),
    .phase(tile_0_phase),
    .rst(rst),
    .segment(rows_segment),
    .select(tile_0_select),
    .starved(starved),
    .take(rows_take),
    .window(windows),
    .word_valid(schedule_word_valid)
  );
  lenet_q4_shift_add_3 u_shift_add (
    .clk(clk),
    .codes(shift_add_codes),
    .last(shift_add_last),
    .o_last(sums_last),
    .o_sums(sums_sums),
    .o_valid(sums_valid),
    .o_word(sums_word),
    .part(shift_add_part),
    .phase(shift_add_phase),
    .rst(rst),
    .valid(shift_add_valid),
    .word(shift_add_word)
  );
  lenet_q4_accumulator_3 u_sums (
    .clk(clk),
    .drained(schedule_drained),
    .last(sums_last),
    .o_data(requant_i_data),
    .o_ready(sums_o_ready),
    .o_valid(requant_i_valid),
    .rst(rst),
    .sums(sums_sums),
    .valid(sums_valid),
    .word(sums_word)
  );
  xbar_128x128_d1p4_a8b8_s2c2 u_tile_0 (
    .adc_shift(5'h00),
    .clk(clk),
    .code_valid(codes_code_valid),
    .codes(codes_codes),
    .convert(tile_0_convert),
    .drive(tile_0_drive),
    .hold(tile_0_hold),
    .integrate(schedule_integrate),
    .phase(tile_0_phase),
    .prog_amplitude(8'h00),
    .prog_column(7'h00),
    .prog_done(\$1 ),
    .prog_polarity(1'h0),
    .prog_reset(1'h0),
    .prog_row(7'h00),
    .prog_set(1'h0),
    .prog_width(8'h00),
    .row_word(tile_0_row_word),
    .rst(rst),
    .select(tile_0_select)
  );
  lenet_q4_window_buffer_3 u_window (
    .clk(clk),
    .i_data(i_data),
    .i_ready(i_ready),
    .i_valid(i_valid),
    .o_data(window_o_data),
    .o_ready(window_o_ready),
    .o_valid(rows_i_valid),
    .rst(rst)
  );
  assign window_i_data = i_data;
  assign window_i_valid = i_valid;
  assign window_i_ready = i_ready;
  assign rows_i_data = { window_o_data[2039:2028], window_o_data[2023:2016], window_o_data[2011:2000], window_o_data[1995:1968], window_o_data[1963:1960], window_o_data[1951:1948], window_o_data[1943:1940], window_o_data[1935:1928], window_o_data[1923:1920], window_o_data[1911:1900], window_o_data[1891:1888], window_o_data[1883:1872], window_o_data[1867:1860], window_o_data[1855:1852], window_o_data[1847:1840], window_o_data[1815:1812], window_o_data[1795:1788], window_o_data[1783:1776], window_o_data[1767:1764], window_o_data[1751:1744], window_o_data[1735:1732], window_o_data[1719:1712], window_o_data[1691:1684], window_o_data[1675:1660], window_o_data[1643:1632], window_o_data[1627:1620], window_o_data[1615:1612], window_o_data[1607:1596], window_o_data[1587:1584], window_o_data[1575:1556], window_o_data[1551:1548], window_o_data[1543:1540], window_o_data[1535:1532], window_o_data[1527:1516], window_o_data[1503:1496], window_o_data[1491:1488], window_o_data[1483:1476], window_o_data[1471:1464], window_o_data[1459:1456], window_o_data[1451:1444], window_o_data[1439:1420], window_o_data[1391:1388], window_o_data[1383:1380], window_o_data[1367:1364], window_o_data[1351:1348], window_o_data[1339:1324], window_o_data[1319:1316], window_o_data[1303:1300], window_o_data[1279:1276], window_o_data[1255:1248], window_o_data[1243:1240], window_o_data[1231:1228], window_o_data[1223:1220], window_o_data[1211:1208], window_o_data[1203:1200], window_o_data[1187:1184], window_o_data[1175:1168], window_o_data[1163:1160], window_o_data[1151:1148], window_o_data[1143:1140], window_o_data[1131:1120], window_o_data[1115:1100], window_o_data[1095:1092], window_o_data[1083:1080], window_o_data[1075:1072], window_o_data[1059:1052], window_o_data[1047:1040], window_o_data[1035:1032], window_o_data[1023:1004], window_o_data[995:992], window_o_data[983:976], window_o_data[971:960], window_o_data[955:952], window_o_data[947:932], window_o_data[927:924], window_o_data[919:904], window_o_data[899:892], window_o_data[871:868], window_o_data[851:848], window_o_data[839:836], window_o_data[831:824], window_o_data[807:804], window_o_data[775:772], window_o_data[767:764], window_o_data[743:740], window_o_data[731:728], window_o_data[719:716], window_o_data[703:700], window_o_data[691:688], window_o_data[675:672], window_o_data[651:648], window_o_data[639:636], window_o_data[627:608], window_o_data[603:600], window_o_data[591:580], window_o_data[575:568], window_o_data[563:560], window_o_data[547:540], window_o_data[535:532], window_o_data[523:516], window_o_data[511:508], window_o_data[503:500], window_o_data[495:492], window_o_data[487:472], window_o_data[459:444], window_o_data[435:412], window_o_data[403:400], window_o_data[395:380], window_o_data[375:372], window_o_data[363:352], window_o_data[347:344], window_o_data[331:328], window_o_data[319:316], window_o_data[303:284], window_o_data[263:260], window_o_data[255:252], window_o_data[239:220], window_o_data[215:212], window_o_data[203:200], window_o_data[191:188], window_o_data[179:176], window_o_data[171:156], window_o_data[143:136], window_o_data[127:120], window_o_data[115:84], window_o_data[79:76], window_o_data[63:56], window_o_data[51:48], window_o_data[43:4] };
  assign window_o_valid = rows_i_valid;
  assign rows_i_ready = window_o_ready;
  assign rows_valid = schedule_word_valid;
  assign sums_drained = schedule_drained;
  assign schedule_segment = rows_segment;
  assign schedule_advance = rows_advance;
  assign schedule_take = rows_take;
  assign rows_drive = tile_0_drive;
  assign rows_row_word = tile_0_row_word;
  assign schedule_phase = tile_0_phase;
  assign tile_0_integrate = schedule_integrate;
  assign schedule_hold = tile_0_hold;
  assign schedule_select = tile_0_select;
  assign schedule_convert = tile_0_convert;
  assign tile_0_adc_shift = 5'h00;
  assign tile_0_codes = codes_codes;
  assign tile_0_code_valid = codes_code_valid;
  assign schedule_code_tile = codes_tile;
  assign schedule_code_phase = codes_phase;
  assign schedule_code_word = codes_word;
  assign schedule_code_part = codes_part;
  assign schedule_code_last = codes_last;
  assign codes_o_valid = shift_add_valid;
  assign codes_o_codes = shift_add_codes;
  assign codes_o_phase = shift_add_phase;
  assign codes_o_word = shift_add_word;
  assign codes_o_part = shift_add_part;
  assign codes_o_last = shift_add_last;
  assign shift_add_o_valid = sums_valid;
  assign shift_add_o_word = sums_word;
  assign shift_add_o_last = sums_last;
  assign shift_add_o_sums = sums_sums;
  assign sums_o_data = requant_i_data;
  assign sums_o_valid = requant_i_valid;
  assign requant_i_ready = sums_o_ready;
  assign requant_o_data = o_data;
  assign requant_o_valid = o_valid;
  assign requant_o_ready = o_ready;
  assign schedule_window = windows;
  assign schedule_dispatch = dispatches;
  assign schedule_held = phases;
  assign schedule_conversion = conversions;
  assign schedule_starved = starved;
  assign schedule_blocked = blocked;
  assign rows_integrate = schedule_integrate;
endmodule
`default_nettype wire
