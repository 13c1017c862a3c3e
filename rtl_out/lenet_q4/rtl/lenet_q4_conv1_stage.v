// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_conv1_stage(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, windows, dispatches, phases, conversions, starved, blocked, faults, i_data);
  wire array_blocked;
  wire array_conversion;
  wire array_dispatch;
  wire array_fault;
  wire array_held;
  wire [199:0] array_i_data;
  wire array_i_ready;
  wire array_i_valid;
  wire [15:0] array_o_data;
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
  input [7:0] i_data;
  wire [7:0] i_data;
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
  wire [15:0] requant_i_data;
  wire requant_i_ready;
  wire requant_i_valid;
  wire [3:0] requant_o_data;
  wire requant_o_ready;
  wire requant_o_valid;
  input rst;
  wire rst;
  output starved;
  wire starved;
  wire [7:0] window_i_data;
  wire window_i_ready;
  wire window_i_valid;
  wire [199:0] window_o_data;
  wire window_o_ready;
  wire window_o_valid;
  output windows;
  wire windows;
  lenet_q4_conv1_array_datapath u_array (
    .blocked(blocked),
    .clk(clk),
    .conversion(conversions),
    .dispatch(dispatches),
    .fault(faults),
    .held(phases),
    .i_data(array_i_data),
    .i_ready(window_o_ready),
    .i_valid(array_i_valid),
    .o_data(requant_i_data),
    .o_ready(array_o_ready),
    .o_valid(requant_i_valid),
    .rst(rst),
    .starved(starved),
    .window(windows)
  );
  lenet_q4_conv1_requantizer u_requant (
    .clk(clk),
    .i_data(requant_i_data),
    .i_ready(array_o_ready),
    .i_valid(requant_i_valid),
    .o_data(o_data),
    .o_ready(o_ready),
    .o_valid(o_valid),
    .rst(rst)
  );
  lenet_q4_window_buffer u_window (
    .clk(clk),
    .i_data(i_data),
    .i_ready(i_ready),
    .i_valid(i_valid),
    .o_data(array_i_data),
    .o_ready(window_o_ready),
    .o_valid(array_i_valid),
    .rst(rst)
  );
  assign window_i_data = i_data;
  assign window_i_ready = i_ready;
  assign window_i_valid = i_valid;
  assign window_o_data = array_i_data;
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
