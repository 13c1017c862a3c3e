// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration c6166df4bc90c6bc. Verilog-2005.
`default_nettype none
module lenet_q4_axis_input(s_axis_tvalid, s_axis_tlast, o_ready, run, clk, rst, s_axis_tready, o_data, o_valid, beat, image, frame_error, stalled, starved, s_axis_tdata);
  reg \$auto$verilog_backend.cc:2355:dump_module$5  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire [7:0] \$13 ;
  reg [9:0] \$14 ;
  reg \$15 ;
  reg [7:0] \$16 ;
  reg \$17 ;
  reg [7:0] \$18 ;
  wire \$2 ;
  wire \$3 ;
  wire \$4 ;
  wire \$5 ;
  wire \$6 ;
  wire \$7 ;
  wire [10:0] \$8 ;
  wire [9:0] \$9 ;
  output beat;
  wire beat;
  input clk;
  wire clk;
  reg [9:0] count = 10'h000;
  output frame_error;
  wire frame_error;
  output image;
  wire image;
  wire last;
  reg [7:0] o__payload = 8'h00;
  wire o__ready;
  reg o__valid = 1'h0;
  output [7:0] o_data;
  wire [7:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
  input rst;
  wire rst;
  input run;
  wire run;
  input [7:0] s_axis_tdata;
  wire [7:0] s_axis_tdata;
  input s_axis_tlast;
  wire s_axis_tlast;
  output s_axis_tready;
  wire s_axis_tready;
  input s_axis_tvalid;
  wire s_axis_tvalid;
  reg [7:0] spare = 8'h00;
  reg spare_valid = 1'h0;
  output stalled;
  wire stalled;
  output starved;
  wire starved;
  assign last = count == 10'h30f;
  assign \$1  = ~ spare_valid;
  assign \$2  = | count;
  assign \$3  = run | \$2 ;
  assign s_axis_tready = \$1  & \$3 ;
  assign beat = s_axis_tvalid & s_axis_tready;
  assign image = beat & last;
  assign \$4  = s_axis_tlast ^ last;
  assign frame_error = beat & \$4 ;
  assign \$5  = ~ s_axis_tready;
  assign stalled = s_axis_tvalid & \$5 ;
  assign \$6  = ~ s_axis_tvalid;
  assign starved = s_axis_tready & \$6 ;
  assign \$7  = count == 10'h30f;
  assign \$8  = count + 1'h1;
  assign \$9  = \$7  ? 10'h000 : \$8 [9:0];
  assign \$10  = ~ o__valid;
  assign \$11  = \$10  | o_ready;
  assign \$12  = beat | spare_valid;
  assign \$13  = spare_valid ? spare : s_axis_tdata;
  always @(posedge clk)
    count <= \$14 ;
  always @(posedge clk)
    o__valid <= \$15 ;
  always @(posedge clk)
    o__payload <= \$16 ;
  always @(posedge clk)
    spare_valid <= \$17 ;
  always @(posedge clk)
    spare <= \$18 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$14  = count;
    if (beat) begin
      \$14  = \$9 ;
    end
    if (rst) begin
      \$14  = 10'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$15  = o__valid;
    if (\$11 ) begin
      \$15  = \$12 ;
    end
    if (rst) begin
      \$15  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$16  = o__payload;
    if (\$11 ) begin
      \$16  = \$13 ;
    end
    if (rst) begin
      \$16  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$17  = spare_valid;
    if (\$11 ) begin
      \$17  = 1'h0;
    end else if (beat) begin
      \$17  = 1'h1;
    end
    if (rst) begin
      \$17  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$18  = spare;
    if (\$11 ) begin
    end else if (beat) begin
      \$18  = s_axis_tdata;
    end
    if (rst) begin
      \$18  = 8'h00;
    end
  end
  assign o__ready = o_ready;
  assign o_data = o__payload;
  assign o_valid = o__valid;
endmodule
`default_nettype wire
