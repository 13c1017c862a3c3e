// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_fifo_2(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$37  = 0;
  wire \$1 ;
  wire \$10 ;
  wire [5:0] \$11 ;
  wire [5:0] \$12 ;
  reg [4:0] \$13 ;
  reg [4:0] \$14 ;
  reg [4:0] \$15 ;
  wire [5:0] \$2 ;
  wire [4:0] \$3 ;
  wire \$4 ;
  wire [5:0] \$5 ;
  wire [4:0] \$6 ;
  wire \$7 ;
  wire \$8 ;
  wire \$9 ;
  wire \$signal ;
  input clk;
  wire clk;
  input i_data;
  wire i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  reg [4:0] level;
  wire [4:0] newest;
  output o_data;
  wire o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
  reg [4:0] oldest;
  wire pop;
  wire [4:0] read__addr;
  wire read__data;
  wire read__en;
  input rst;
  wire rst;
  reg [4:0] write__addr;
  wire write__data;
  wire write__en;
  reg [0:0] beats [19:0];
  always @(posedge clk) begin
    if (\$signal )
      beats[write__addr] <= i_data;
  end
  reg [4:0] _0_;
  always @(posedge clk) begin
    _0_ <= read__addr;
  end
  assign o_data = beats[_0_];
  assign i_ready = level != 5'h14;
  assign o_valid = | level;
  assign \$signal  = i_valid & i_ready;
  assign pop = o_valid & o_ready;
  assign \$1  = oldest == 5'h13;
  assign \$2  = oldest + 1'h1;
  assign \$3  = \$1  ? 5'h00 : \$2 [4:0];
  assign read__addr = pop ? \$3  : oldest;
  assign \$4  = write__addr == 5'h13;
  assign \$5  = write__addr + 1'h1;
  assign \$6  = \$4  ? 5'h00 : \$5 [4:0];
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
    if (\$auto$verilog_backend.cc:2355:dump_module$37 ) begin end
    \$13  = read__addr;
    if (rst) begin
      \$13  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$37 ) begin end
    \$14  = write__addr;
    if (\$signal ) begin
      \$14  = \$6 ;
    end
    if (rst) begin
      \$14  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$37 ) begin end
    \$15  = level;
    if (\$8 ) begin
      \$15  = \$11 [4:0];
    end else if (\$10 ) begin
      \$15  = \$12 [4:0];
    end
    if (rst) begin
      \$15  = 5'h00;
    end
  end
  assign read__data = o_data;
  assign newest = write__addr;
  assign write__data = i_data;
  assign write__en = \$signal ;
  assign read__en = 1'h1;
endmodule
`default_nettype wire
