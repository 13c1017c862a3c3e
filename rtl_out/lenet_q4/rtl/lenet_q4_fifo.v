// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_fifo(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$42  = 0;
  wire \$1 ;
  wire [2:0] \$10 ;
  wire [2:0] \$11 ;
  wire \$12 ;
  wire [1:0] \$13 ;
  wire \$14 ;
  reg \$15 ;
  wire [3:0] \$16 ;
  reg \$17 ;
  reg \$18 ;
  reg [1:0] \$19 ;
  wire \$2 ;
  wire \$3 ;
  wire [1:0] \$4 ;
  wire \$5 ;
  wire \$6 ;
  wire \$7 ;
  wire \$8 ;
  wire \$9 ;
  wire \$signal ;
  wire beats_read;
  wire beats_read_address;
  wire [3:0] beats_read_data;
  wire beats_write;
  reg beats_write_address;
  wire [3:0] beats_write_data;
  input clk;
  wire clk;
  input [3:0] i_data;
  wire [3:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  reg [1:0] level;
  wire newest;
  output [3:0] o_data;
  wire [3:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
  reg oldest;
  reg [3:0] passed;
  reg passes;
  wire pop;
  input rst;
  wire rst;
  assign \$1  = beats_write_address == beats_read_address;
  assign \$2  = beats_write & \$1 ;
  assign \$4  = beats_write_address + 1'h1;
  assign \$5  = \$3  ? 1'h0 : \$4 [0];
  assign \$6  = ~ pop;
  assign \$7  = beats_write & \$6 ;
  assign \$8  = ~ beats_write;
  assign \$9  = pop & \$8 ;
  assign \$10  = level + 1'h1;
  assign \$11  = level - 1'h1;
  assign i_ready = ~ level[1];
  assign o_valid = | level;
  assign o_data = passes ? passed : beats_read_data;
  assign beats_write = i_valid & i_ready;
  assign pop = o_valid & o_ready;
  assign \$13  = oldest + 1'h1;
  assign \$14  = \$12  ? 1'h0 : \$13 [0];
  assign beats_read_address = pop ? \$14  : oldest;
  always @(posedge clk)
    passes <= \$15 ;
  always @(posedge clk)
    passed <= \$16 ;
  always @(posedge clk)
    oldest <= \$17 ;
  always @(posedge clk)
    beats_write_address <= \$18 ;
  always @(posedge clk)
    level <= \$19 ;
  lenet_q4_ram_2x4 u_beats (
    .clk(clk),
    .read(1'h1),
    .read_address(beats_read_address),
    .read_data(beats_read_data),
    .rst(rst),
    .write(beats_write),
    .write_address(beats_write_address),
    .write_data(i_data)
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$42 ) begin end
    \$15  = \$2 ;
    if (rst) begin
      \$15  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$42 ) begin end
    \$17  = beats_read_address;
    if (rst) begin
      \$17  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$42 ) begin end
    \$18  = beats_write_address;
    if (beats_write) begin
      \$18  = \$5 ;
    end
    if (rst) begin
      \$18  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$42 ) begin end
    \$19  = level;
    if (\$7 ) begin
      \$19  = \$10 [1:0];
    end else if (\$9 ) begin
      \$19  = \$11 [1:0];
    end
    if (rst) begin
      \$19  = 2'h0;
    end
  end
  assign beats_read = 1'h1;
  assign beats_write_data = i_data;
  assign \$signal  = beats_write;
  assign newest = beats_write_address;
  assign \$16  = i_data;
  assign \$12  = oldest;
  assign \$3  = beats_write_address;
endmodule
`default_nettype wire
