// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 54f3d5f6e1739885. Verilog-2005.
`default_nettype none
module lenet_q4_fifo_2(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$21  = 0;
  wire \$1 ;
  wire \$10 ;
  wire [7:0] \$11 ;
  wire [7:0] \$12 ;
  reg [5:0] \$13 ;
  reg [5:0] \$14 ;
  reg [6:0] \$15 ;
  wire [6:0] \$2 ;
  wire [5:0] \$3 ;
  wire \$4 ;
  wire [6:0] \$5 ;
  wire [5:0] \$6 ;
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
  reg [6:0] level = 7'h00;
  wire [5:0] newest;
  output [3:0] o_data;
  wire [3:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
  reg [5:0] oldest = 6'h00;
  wire pop;
  wire [5:0] read__addr;
  wire [3:0] read__data;
  wire read__en;
  input rst;
  wire rst;
  reg [5:0] write__addr = 6'h00;
  wire [3:0] write__data;
  wire write__en;
  reg [3:0] beats [63:0];
  initial begin
    beats[0] = 4'h0;
    beats[1] = 4'h0;
    beats[2] = 4'h0;
    beats[3] = 4'h0;
    beats[4] = 4'h0;
    beats[5] = 4'h0;
    beats[6] = 4'h0;
    beats[7] = 4'h0;
    beats[8] = 4'h0;
    beats[9] = 4'h0;
    beats[10] = 4'h0;
    beats[11] = 4'h0;
    beats[12] = 4'h0;
    beats[13] = 4'h0;
    beats[14] = 4'h0;
    beats[15] = 4'h0;
    beats[16] = 4'h0;
    beats[17] = 4'h0;
    beats[18] = 4'h0;
    beats[19] = 4'h0;
    beats[20] = 4'h0;
    beats[21] = 4'h0;
    beats[22] = 4'h0;
    beats[23] = 4'h0;
    beats[24] = 4'h0;
    beats[25] = 4'h0;
    beats[26] = 4'h0;
    beats[27] = 4'h0;
    beats[28] = 4'h0;
    beats[29] = 4'h0;
    beats[30] = 4'h0;
    beats[31] = 4'h0;
    beats[32] = 4'h0;
    beats[33] = 4'h0;
    beats[34] = 4'h0;
    beats[35] = 4'h0;
    beats[36] = 4'h0;
    beats[37] = 4'h0;
    beats[38] = 4'h0;
    beats[39] = 4'h0;
    beats[40] = 4'h0;
    beats[41] = 4'h0;
    beats[42] = 4'h0;
    beats[43] = 4'h0;
    beats[44] = 4'h0;
    beats[45] = 4'h0;
    beats[46] = 4'h0;
    beats[47] = 4'h0;
    beats[48] = 4'h0;
    beats[49] = 4'h0;
    beats[50] = 4'h0;
    beats[51] = 4'h0;
    beats[52] = 4'h0;
    beats[53] = 4'h0;
    beats[54] = 4'h0;
    beats[55] = 4'h0;
    beats[56] = 4'h0;
    beats[57] = 4'h0;
    beats[58] = 4'h0;
    beats[59] = 4'h0;
    beats[60] = 4'h0;
    beats[61] = 4'h0;
    beats[62] = 4'h0;
    beats[63] = 4'h0;
  end
  always @(posedge clk) begin
    if (\$signal )
      beats[write__addr] <= i_data;
  end
  reg [5:0] _0_;
  always @(posedge clk) begin
    _0_ <= read__addr;
  end
  assign o_data = beats[_0_];
  assign i_ready = level != 7'h40;
  assign o_valid = | level;
  assign \$signal  = i_valid & i_ready;
  assign pop = o_valid & o_ready;
  assign \$1  = oldest == 6'h3f;
  assign \$2  = oldest + 1'h1;
  assign \$3  = \$1  ? 6'h00 : \$2 [5:0];
  assign read__addr = pop ? \$3  : oldest;
  assign \$4  = write__addr == 6'h3f;
  assign \$5  = write__addr + 1'h1;
  assign \$6  = \$4  ? 6'h00 : \$5 [5:0];
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
    if (\$auto$verilog_backend.cc:2355:dump_module$21 ) begin end
    \$13  = read__addr;
    if (rst) begin
      \$13  = 6'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$21 ) begin end
    \$14  = write__addr;
    if (\$signal ) begin
      \$14  = \$6 ;
    end
    if (rst) begin
      \$14  = 6'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$21 ) begin end
    \$15  = level;
    if (\$8 ) begin
      \$15  = \$11 [6:0];
    end else if (\$10 ) begin
      \$15  = \$12 [6:0];
    end
    if (rst) begin
      \$15  = 7'h00;
    end
  end
  assign read__data = o_data;
  assign newest = write__addr;
  assign write__data = i_data;
  assign write__en = \$signal ;
  assign read__en = 1'h1;
endmodule
`default_nettype wire
