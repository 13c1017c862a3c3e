// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_fifo(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$36  = 0;
  wire \$1 ;
  wire \$10 ;
  wire [2:0] \$11 ;
  wire [2:0] \$12 ;
  reg \$13 ;
  reg \$14 ;
  reg [1:0] \$15 ;
  wire [1:0] \$2 ;
  wire \$3 ;
  wire \$4 ;
  wire [1:0] \$5 ;
  wire \$6 ;
  wire \$7 ;
  wire \$8 ;
  wire \$9 ;
  wire \$signal ;
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
  wire pop;
  wire read__addr;
  wire [3:0] read__data;
  wire read__en;
  input rst;
  wire rst;
  reg write__addr;
  wire [3:0] write__data;
  wire write__en;
  reg [3:0] beats [1:0];
  always @(posedge clk) begin
    if (\$signal )
      beats[write__addr] <= i_data;
  end
  reg [0:0] _0_;
  always @(posedge clk) begin
    _0_ <= read__addr;
  end
  assign o_data = beats[_0_];
  assign i_ready = level != 2'h2;
  assign o_valid = | level;
  assign \$signal  = i_valid & i_ready;
  assign pop = o_valid & o_ready;
  assign \$2  = oldest + 1'h1;
  assign \$3  = \$1  ? 1'h0 : \$2 [0];
  assign read__addr = pop ? \$3  : oldest;
  assign \$5  = write__addr + 1'h1;
  assign \$6  = \$4  ? 1'h0 : \$5 [0];
  assign \$7  = ~ pop;
  assign \$8  = \$signal  & \$7 ;
  assign \$9  = ~ \$signal ;
  assign \$10  = pop & \$9 ;
  assign \$11  = level + 1'h1;
  assign \$12  = level - 1'h1;
  always @(posedge clk)
    oldest <= \$13 ;
  always @(posedge clk)
    write__addr <= \$14 ;
  always @(posedge clk)
    level <= \$15 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$36 ) begin end
    \$13  = read__addr;
    if (rst) begin
      \$13  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$36 ) begin end
    \$14  = write__addr;
    if (\$signal ) begin
      \$14  = \$6 ;
    end
    if (rst) begin
      \$14  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$36 ) begin end
    \$15  = level;
    if (\$8 ) begin
      \$15  = \$11 [1:0];
    end else if (\$10 ) begin
      \$15  = \$12 [1:0];
    end
    if (rst) begin
      \$15  = 2'h0;
    end
  end
  assign read__data = o_data;
  assign newest = write__addr;
  assign write__data = i_data;
  assign write__en = \$signal ;
  assign read__en = 1'h1;
  assign \$1  = oldest;
  assign \$4  = write__addr;
endmodule
`default_nettype wire
