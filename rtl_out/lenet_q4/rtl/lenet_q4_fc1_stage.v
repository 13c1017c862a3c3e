// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_stage(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, windows, dispatches, phases, conversions, starved, blocked, faults, i_data);
  wire array_blocked;
  wire array_conversion;
  wire array_dispatch;
  wire array_fault;
  wire array_held;
  wire [1023:0] array_i_data;
  wire array_i_ready;
  wire array_i_valid;
  wire [12:0] array_o_data;
  wire array_o_ready;
  wire array_o_valid;
  wire array_starved;
  wire array_window;
  output blocked;
  wire blocked;
  input clk;
  wire clk;
  output conversions;
  wire conversions;
  output dispatches;
  wire dispatches;
  output faults;
  wire faults;
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
  input rst;
  wire rst;
  output starved;
  wire starved;
  wire [3:0] window_i_data;
  wire window_i_ready;
  wire window_i_valid;
  wire [2047:0] window_o_data;
  wire window_o_ready;
  wire window_o_valid;
  output windows;
  wire windows;
  lenet_q4_fc1_array_datapath u_array (
    .blocked(blocked),
    .clk(clk),
    .conversion(conversions),
    .dispatch(dispatches),
    .fault(faults),
    .held(phases),
    .i_data({ window_o_data[2039:2028], window_o_data[2023:2016], window_o_data[2011:2000], window_o_data[1995:1968], window_o_data[1963:1960], window_o_data[1951:1948], window_o_data[1943:1940], window_o_data[1935:1928], window_o_data[1923:1920], window_o_data[1911:1900], window_o_data[1891:1888], window_o_data[1883:1872], window_o_data[1867:1860], window_o_data[1855:1852], window_o_data[1847:1840], window_o_data[1815:1812], window_o_data[1795:1788], window_o_data[1783:1776], window_o_data[1767:1764], window_o_data[1751:1744], window_o_data[1735:1732], window_o_data[1719:1712], window_o_data[1691:1684], window_o_data[1675:1660], window_o_data[1643:1632], window_o_data[1627:1620], window_o_data[1615:1612], window_o_data[1607:1596], window_o_data[1587:1584], window_o_data[1575:1556], window_o_data[1551:1548], window_o_data[1543:1540], window_o_data[1535:1532], window_o_data[1527:1516], window_o_data[1503:1496], window_o_data[1491:1488], window_o_data[1483:1476], window_o_data[1471:1464], window_o_data[1459:1456], window_o_data[1451:1444], window_o_data[1439:1420], window_o_data[1391:1388], window_o_data[1383:1380], window_o_data[1367:1364], window_o_data[1351:1348], window_o_data[1339:1324], window_o_data[1319:1316], window_o_data[1303:1300], window_o_data[1279:1276], window_o_data[1255:1248], window_o_data[1243:1240], window_o_data[1231:1228], window_o_data[1223:1220], window_o_data[1211:1208], window_o_data[1203:1200], window_o_data[1187:1184], window_o_data[1175:1168], window_o_data[1163:1160], window_o_data[1151:1148], window_o_data[1143:1140], window_o_data[1131:1120], window_o_data[1115:1100], window_o_data[1095:1092], window_o_data[1083:1080], window_o_data[1075:1072], window_o_data[1059:1052], window_o_data[1047:1040], window_o_data[1035:1032], window_o_data[1023:1004], window_o_data[995:992], window_o_data[983:976], window_o_data[971:960], window_o_data[955:952], window_o_data[947:932], window_o_data[927:924], window_o_data[919:904], window_o_data[899:892], window_o_data[871:868], window_o_data[851:848], window_o_data[839:836], window_o_data[831:824], window_o_data[807:804], window_o_data[775:772], window_o_data[767:764], window_o_data[743:740], window_o_data[731:728], window_o_data[719:716], window_o_data[703:700], window_o_data[691:688], window_o_data[675:672], window_o_data[651:648], window_o_data[639:636], window_o_data[627:608], window_o_data[603:600], window_o_data[591:580], window_o_data[575:568], window_o_data[563:560], window_o_data[547:540], window_o_data[535:532], window_o_data[523:516], window_o_data[511:508], window_o_data[503:500], window_o_data[495:492], window_o_data[487:472], window_o_data[459:444], window_o_data[435:412], window_o_data[403:400], window_o_data[395:380], window_o_data[375:372], window_o_data[363:352], window_o_data[347:344], window_o_data[331:328], window_o_data[319:316], window_o_data[303:284], window_o_data[263:260], window_o_data[255:252], window_o_data[239:220], window_o_data[215:212], window_o_data[203:200], window_o_data[191:188], window_o_data[179:176], window_o_data[171:156], window_o_data[143:136], window_o_data[127:120], window_o_data[115:84], window_o_data[79:76], window_o_data[63:56], window_o_data[51:48], window_o_data[43:4] }),
    .i_ready(window_o_ready),
    .i_valid(array_i_valid),
    .o_data(requant_i_data),
    .o_ready(array_o_ready),
    .o_valid(requant_i_valid),
    .rst(rst),
    .starved(starved),
    .window(windows)
  );
  lenet_q4_fc1_requantizer u_requant (
    .clk(clk),
    .i_data(requant_i_data),
    .i_ready(array_o_ready),
    .i_valid(requant_i_valid),
    .o_data(o_data),
    .o_ready(o_ready),
    .o_valid(o_valid),
    .rst(rst)
  );
  lenet_q4_window_buffer_3 u_window (
    .clk(clk),
    .i_data(i_data),
    .i_ready(i_ready),
    .i_valid(i_valid),
    .o_data(window_o_data),
    .o_ready(window_o_ready),
    .o_valid(array_i_valid),
    .rst(rst)
  );
  assign window_i_data = i_data;
  assign window_i_ready = i_ready;
  assign window_i_valid = i_valid;
  assign array_i_data = { window_o_data[2039:2028], window_o_data[2023:2016], window_o_data[2011:2000], window_o_data[1995:1968], window_o_data[1963:1960], window_o_data[1951:1948], window_o_data[1943:1940], window_o_data[1935:1928], window_o_data[1923:1920], window_o_data[1911:1900], window_o_data[1891:1888], window_o_data[1883:1872], window_o_data[1867:1860], window_o_data[1855:1852], window_o_data[1847:1840], window_o_data[1815:1812], window_o_data[1795:1788], window_o_data[1783:1776], window_o_data[1767:1764], window_o_data[1751:1744], window_o_data[1735:1732], window_o_data[1719:1712], window_o_data[1691:1684], window_o_data[1675:1660], window_o_data[1643:1632], window_o_data[1627:1620], window_o_data[1615:1612], window_o_data[1607:1596], window_o_data[1587:1584], window_o_data[1575:1556], window_o_data[1551:1548], window_o_data[1543:1540], window_o_data[1535:1532], window_o_data[1527:1516], window_o_data[1503:1496], window_o_data[1491:1488], window_o_data[1483:1476], window_o_data[1471:1464], window_o_data[1459:1456], window_o_data[1451:1444], window_o_data[1439:1420], window_o_data[1391:1388], window_o_data[1383:1380], window_o_data[1367:1364], window_o_data[1351:1348], window_o_data[1339:1324], window_o_data[1319:1316], window_o_data[1303:1300], window_o_data[1279:1276], window_o_data[1255:1248], window_o_data[1243:1240], window_o_data[1231:1228], window_o_data[1223:1220], window_o_data[1211:1208], window_o_data[1203:1200], window_o_data[1187:1184], window_o_data[1175:1168], window_o_data[1163:1160], window_o_data[1151:1148], window_o_data[1143:1140], window_o_data[1131:1120], window_o_data[1115:1100], window_o_data[1095:1092], window_o_data[1083:1080], window_o_data[1075:1072], window_o_data[1059:1052], window_o_data[1047:1040], window_o_data[1035:1032], window_o_data[1023:1004], window_o_data[995:992], window_o_data[983:976], window_o_data[971:960], window_o_data[955:952], window_o_data[947:932], window_o_data[927:924], window_o_data[919:904], window_o_data[899:892], window_o_data[871:868], window_o_data[851:848], window_o_data[839:836], window_o_data[831:824], window_o_data[807:804], window_o_data[775:772], window_o_data[767:764], window_o_data[743:740], window_o_data[731:728], window_o_data[719:716], window_o_data[703:700], window_o_data[691:688], window_o_data[675:672], window_o_data[651:648], window_o_data[639:636], window_o_data[627:608], window_o_data[603:600], window_o_data[591:580], window_o_data[575:568], window_o_data[563:560], window_o_data[547:540], window_o_data[535:532], window_o_data[523:516], window_o_data[511:508], window_o_data[503:500], window_o_data[495:492], window_o_data[487:472], window_o_data[459:444], window_o_data[435:412], window_o_data[403:400], window_o_data[395:380], window_o_data[375:372], window_o_data[363:352], window_o_data[347:344], window_o_data[331:328], window_o_data[319:316], window_o_data[303:284], window_o_data[263:260], window_o_data[255:252], window_o_data[239:220], window_o_data[215:212], window_o_data[203:200], window_o_data[191:188], window_o_data[179:176], window_o_data[171:156], window_o_data[143:136], window_o_data[127:120], window_o_data[115:84], window_o_data[79:76], window_o_data[63:56], window_o_data[51:48], window_o_data[43:4] };
  assign window_o_valid = array_i_valid;
  assign array_i_ready = window_o_ready;
  assign array_o_data = requant_i_data;
  assign requant_i_ready = array_o_ready;
  assign array_o_valid = requant_i_valid;
  assign requant_o_data = o_data;
  assign requant_o_ready = o_ready;
  assign requant_o_valid = o_valid;
  assign array_window = windows;
  assign array_dispatch = dispatches;
  assign array_held = phases;
  assign array_conversion = conversions;
  assign array_starved = starved;
  assign array_blocked = blocked;
  assign array_fault = faults;
endmodule
`default_nettype wire
