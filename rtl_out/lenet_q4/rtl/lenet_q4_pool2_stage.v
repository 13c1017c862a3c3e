// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_pool2_stage(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, beats, i_data);
  output beats;
  wire beats;
  input clk;
  wire clk;
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
  wire [3:0] pool_i_data;
  wire pool_i_ready;
  wire pool_i_valid;
  wire [3:0] pool_o_data;
  wire pool_o_ready;
  wire pool_o_valid;
  input rst;
  wire rst;
  assign beats = i_valid & i_ready;
  lenet_q4_max_pool_2 u_pool (
    .clk(clk),
    .i_data(i_data),
    .i_ready(i_ready),
    .i_valid(i_valid),
    .o_data(o_data),
    .o_ready(o_ready),
    .o_valid(o_valid),
    .rst(rst)
  );
  assign pool_i_data = i_data;
  assign pool_i_ready = i_ready;
  assign pool_i_valid = i_valid;
  assign pool_o_data = o_data;
  assign pool_o_ready = o_ready;
  assign pool_o_valid = o_valid;
endmodule
`default_nettype wire
