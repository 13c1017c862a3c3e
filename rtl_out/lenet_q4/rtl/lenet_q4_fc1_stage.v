// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_stage(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, windows, dispatches, phases, conversions, starved, blocked, faults, i_data);
  wire array_blocked;
  wire array_conversion;
  wire array_dispatch;
  wire array_fault;
  wire array_held;
  wire array_i_freed;
  wire array_i_frees;
  wire array_i_lanes;
  wire array_i_last;
  wire array_i_next;
  wire array_i_ready;
  wire array_i_valid;
  wire [3:0] array_i_values;
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
  wire [3:0] loader_i_data;
  wire loader_i_ready;
  wire loader_i_valid;
  wire [7:0] loader_last;
  wire loader_o_freed;
  wire loader_o_frees;
  wire loader_o_lanes;
  wire loader_o_last;
  wire loader_o_next;
  wire loader_o_ready;
  wire loader_o_valid;
  wire [3:0] loader_o_values;
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
  output windows;
  wire windows;
  lenet_q4_fc1_array_datapath u_array (
    .blocked(blocked),
    .clk(clk),
    .conversion(conversions),
    .dispatch(dispatches),
    .fault(faults),
    .held(phases),
    .i_freed(loader_o_freed),
    .i_frees(array_i_frees),
    .i_lanes(array_i_lanes),
    .i_last(array_i_last),
    .i_next(array_i_next),
    .i_ready(loader_o_ready),
    .i_valid(array_i_valid),
    .i_values(array_i_values),
    .o_data(requant_i_data),
    .o_ready(array_o_ready),
    .o_valid(requant_i_valid),
    .rst(rst),
    .starved(starved),
    .window(windows)
  );
  lenet_q4_fc1_segment_loader u_loader (
    .clk(clk),
    .i_data(i_data),
    .i_ready(i_ready),
    .i_valid(i_valid),
    .last(8'hff),
    .o_freed(loader_o_freed),
    .o_frees(array_i_frees),
    .o_lanes(array_i_lanes),
    .o_last(array_i_last),
    .o_next(array_i_next),
    .o_ready(loader_o_ready),
    .o_valid(array_i_valid),
    .o_values(array_i_values),
    .rst(rst)
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
  assign loader_i_data = i_data;
  assign loader_i_ready = i_ready;
  assign loader_i_valid = i_valid;
  assign array_i_freed = loader_o_freed;
  assign loader_o_frees = array_i_frees;
  assign loader_o_lanes = array_i_lanes;
  assign loader_o_last = array_i_last;
  assign loader_o_next = array_i_next;
  assign array_i_ready = loader_o_ready;
  assign loader_o_valid = array_i_valid;
  assign loader_o_values = array_i_values;
  assign loader_last = 8'hff;
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
