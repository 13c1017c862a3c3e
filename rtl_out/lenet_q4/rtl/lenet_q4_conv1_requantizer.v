// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_conv1_requantizer(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$16  = 0;
  wire \$1 ;
  wire [30:0] \$10 ;
  wire \$11 ;
  wire [30:0] \$12 ;
  wire \$13 ;
  wire [30:0] \$14 ;
  wire [30:0] \$15 ;
  wire [30:0] \$16 ;
  reg \$17 ;
  reg \$18 ;
  reg \$19 ;
  wire \$2 ;
  reg [2:0] \$20 ;
  reg [15:0] \$21 ;
  reg [2:0] \$22 ;
  reg [30:0] \$23 ;
  reg [3:0] \$24 ;
  wire \$3 ;
  wire [31:0] \$4 ;
  wire \$5 ;
  wire \$6 ;
  wire [3:0] \$7 ;
  wire [2:0] \$8 ;
  wire [30:0] \$9 ;
  reg [15:0] \$signal ;
  wire [2:0] beat;
  wire [25:0] bias_0;
  reg [2:0] bias_table_address;
  wire bias_table_enable;
  wire [25:0] bias_table_row;
  wire [3:0] clipped_0;
  input clk;
  wire clk;
  wire [2:0] held_beat;
  input [15:0] i_data;
  wire [15:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  wire move_1;
  wire move_2;
  wire move_3;
  wire [14:0] multiplier_0;
  reg [2:0] multiplier_table_address;
  wire multiplier_table_enable;
  wire [14:0] multiplier_table_row;
  output [3:0] o_data;
  reg [3:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid;
  reg [30:0] product_0;
  input rst;
  wire rst;
  wire [30:0] sum_0;
  reg valid_1;
  reg valid_2;
  assign \$1  = ~ valid_1;
  assign i_ready = \$1  | move_2;
  assign \$2  = ~ valid_2;
  assign move_2 = \$2  | move_3;
  assign \$3  = ~ o_valid;
  assign move_3 = \$3  | o_ready;
  assign \$4  = $signed(product_0) + $signed(bias_0);
  assign \$5  = i_valid & i_ready;
  assign \$6  = multiplier_table_address == 3'h7;
  assign \$7  = multiplier_table_address + 1'h1;
  assign \$8  = \$6  ? 3'h0 : \$7 [2:0];
  assign \$9  = $signed(\$signal ) * $signed({ 1'h0, multiplier_0 });
  assign \$11  = $signed(\$10 ) > $signed(5'h0f);
  assign \$13  = $signed(\$12 ) < $signed(1'h0);
  assign \$15  = \$13  ? 31'h00000000 : \$14 ;
  assign \$16  = \$11  ? 31'h0000000f : \$15 ;
  always @(posedge clk)
    valid_1 <= \$17 ;
  always @(posedge clk)
    valid_2 <= \$18 ;
  always @(posedge clk)
    o_valid <= \$19 ;
  always @(posedge clk)
    multiplier_table_address <= \$20 ;
  always @(posedge clk)
    \$signal  <= \$21 ;
  always @(posedge clk)
    bias_table_address <= \$22 ;
  always @(posedge clk)
    product_0 <= \$23 ;
  always @(posedge clk)
    o_data <= \$24 ;
  lenet_q4_conv1_bias_table u_bias_table (
    .address(bias_table_address),
    .clk(clk),
    .enable(move_2),
    .row(bias_0),
    .rst(rst)
  );
  lenet_q4_conv1_multiplier_table u_multiplier_table (
    .address(multiplier_table_address),
    .clk(clk),
    .enable(i_ready),
    .row(multiplier_0),
    .rst(rst)
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$17  = valid_1;
    if (i_ready) begin
      \$17  = i_valid;
    end
    if (rst) begin
      \$17  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$18  = valid_2;
    if (move_2) begin
      \$18  = valid_1;
    end
    if (rst) begin
      \$18  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$19  = o_valid;
    if (move_3) begin
      \$19  = valid_2;
    end
    if (rst) begin
      \$19  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$20  = multiplier_table_address;
    if (\$5 ) begin
      \$20  = \$8 ;
    end
    if (rst) begin
      \$20  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$21  = \$signal ;
    if (i_ready) begin
      \$21  = i_data;
    end
    if (rst) begin
      \$21  = 16'h0000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$22  = bias_table_address;
    if (i_ready) begin
      \$22  = multiplier_table_address;
    end
    if (rst) begin
      \$22  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$23  = product_0;
    if (move_2) begin
      \$23  = \$9 ;
    end
    if (rst) begin
      \$23  = 31'h00000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$16 ) begin end
    \$24  = o_data;
    if (move_3) begin
      \$24  = \$16 [3:0];
    end
    if (rst) begin
      \$24  = 4'h0;
    end
  end
  assign move_1 = i_ready;
  assign beat = multiplier_table_address;
  assign multiplier_table_enable = i_ready;
  assign held_beat = bias_table_address;
  assign bias_table_enable = move_2;
  assign multiplier_table_row = multiplier_0;
  assign bias_table_row = bias_0;
  assign sum_0 = \$4 [30:0];
  assign clipped_0 = o_data;
  assign \$10  = { \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30:23] };
  assign \$12  = { \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30:23] };
  assign \$14  = { \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30], \$4 [30:23] };
endmodule
`default_nettype wire
