// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_conv2_stage(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, windows, dispatches, phases, conversions, starved, blocked, faults, i_data);
  wire array_blocked;
  wire array_conversion;
  wire array_dispatch;
  wire array_fault;
  wire array_held;
  wire [511:0] array_i_data;
  wire array_i_ready;
  wire array_i_valid;
  wire [11:0] array_o_data;
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
  wire [11:0] requant_i_data;
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
  wire [799:0] window_o_data;
  wire window_o_ready;
  wire window_o_valid;
  output windows;
  wire windows;
  lenet_q4_conv2_array_datapath u_array (
    .blocked(blocked),
    .clk(clk),
    .conversion(conversions),
    .dispatch(dispatches),
    .fault(faults),
    .held(phases),
    .i_data({ window_o_data[795:792], window_o_data[787:776], window_o_data[767:760], window_o_data[755:744], window_o_data[735:720], window_o_data[715:708], window_o_data[703:696], window_o_data[691:688], window_o_data[679:672], window_o_data[667:664], window_o_data[651:640], window_o_data[635:620], window_o_data[603:584], window_o_data[579:576], window_o_data[571:544], window_o_data[539:532], window_o_data[523:520], window_o_data[507:500], window_o_data[491:484], window_o_data[479:468], window_o_data[463:456], window_o_data[447:416], window_o_data[411:392], window_o_data[387:372], window_o_data[367:360], window_o_data[347:340], window_o_data[331:320], window_o_data[315:296], window_o_data[291:288], window_o_data[283:268], window_o_data[263:256], window_o_data[251:224], window_o_data[215:200], window_o_data[195:192], window_o_data[187:184], window_o_data[179:164], window_o_data[159:140], window_o_data[131:128], window_o_data[119:104], window_o_data[87:72], window_o_data[47:40], window_o_data[35:20], window_o_data[15:12], window_o_data[7:4] }),
    .i_ready(window_o_ready),
    .i_valid(array_i_valid),
    .o_data(requant_i_data),
    .o_ready(array_o_ready),
    .o_valid(requant_i_valid),
    .rst(rst),
    .starved(starved),
    .window(windows)
  );
  lenet_q4_conv2_requantizer u_requant (
    .clk(clk),
    .i_data(requant_i_data),
    .i_ready(array_o_ready),
    .i_valid(requant_i_valid),
    .o_data(o_data),
    .o_ready(o_ready),
    .o_valid(o_valid),
    .rst(rst)
  );
  lenet_q4_window_buffer_2 u_window (
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
  assign array_i_data = { window_o_data[795:792], window_o_data[787:776], window_o_data[767:760], window_o_data[755:744], window_o_data[735:720], window_o_data[715:708], window_o_data[703:696], window_o_data[691:688], window_o_data[679:672], window_o_data[667:664], window_o_data[651:640], window_o_data[635:620], window_o_data[603:584], window_o_data[579:576], window_o_data[571:544], window_o_data[539:532], window_o_data[523:520], window_o_data[507:500], window_o_data[491:484], window_o_data[479:468], window_o_data[463:456], window_o_data[447:416], window_o_data[411:392], window_o_data[387:372], window_o_data[367:360], window_o_data[347:340], window_o_data[331:320], window_o_data[315:296], window_o_data[291:288], window_o_data[283:268], window_o_data[263:256], window_o_data[251:224], window_o_data[215:200], window_o_data[195:192], window_o_data[187:184], window_o_data[179:164], window_o_data[159:140], window_o_data[131:128], window_o_data[119:104], window_o_data[87:72], window_o_data[47:40], window_o_data[35:20], window_o_data[15:12], window_o_data[7:4] };
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
