// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_axis_input(s_axis_tvalid, s_axis_tlast, o_ready, verdict_ready, run, clk, rst, s_axis_tready, o_data, o_valid, verdict_data, verdict_valid, beat, image, short_frame, long_frame, stalled, starved, s_axis_tdata);
  reg \$auto$verilog_backend.cc:2355:dump_module$5  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire \$13 ;
  wire \$14 ;
  wire \$15 ;
  wire \$16 ;
  wire \$17 ;
  wire \$18 ;
  wire \$19 ;
  wire \$2 ;
  wire \$20 ;
  wire \$21 ;
  wire \$22 ;
  wire \$23 ;
  wire \$24 ;
  wire \$25 ;
  wire \$26 ;
  wire \$27 ;
  wire \$28 ;
  wire \$29 ;
  wire \$3 ;
  wire \$30 ;
  wire \$31 ;
  wire \$32 ;
  wire [10:0] \$33 ;
  wire [9:0] \$34 ;
  wire \$35 ;
  wire \$36 ;
  wire \$37 ;
  wire \$38 ;
  wire \$39 ;
  wire \$4 ;
  wire \$40 ;
  wire \$41 ;
  wire [7:0] \$42 ;
  wire [7:0] \$43 ;
  wire [7:0] \$44 ;
  reg [9:0] \$45 ;
  reg \$46 ;
  reg \$47 ;
  reg \$48 ;
  reg [7:0] \$49 ;
  wire \$5 ;
  reg \$50 ;
  reg [7:0] \$51 ;
  wire \$6 ;
  wire \$7 ;
  wire \$8 ;
  wire \$9 ;
  wire \$signal ;
  wire \$signal$25 ;
  output beat;
  wire beat;
  input clk;
  wire clk;
  reg [9:0] count;
  wire enter;
  output image;
  wire image;
  wire last;
  output long_frame;
  wire long_frame;
  output [7:0] o_data;
  reg [7:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid;
  reg padding;
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
  output short_frame;
  wire short_frame;
  reg [7:0] spare;
  reg spare_valid;
  output stalled;
  wire stalled;
  output starved;
  wire starved;
  reg surplus;
  output verdict_data;
  wire verdict_data;
  input verdict_ready;
  wire verdict_ready;
  output verdict_valid;
  wire verdict_valid;
  assign \$36  = short_frame | \$35 ;
  assign \$37  = beat & s_axis_tlast;
  assign \$38  = long_frame | \$37 ;
  assign \$39  = ~ o_valid;
  assign \$40  = \$39  | o_ready;
  assign \$41  = enter | spare_valid;
  assign \$42  = padding ? 8'h00 : s_axis_tdata;
  assign \$43  = spare_valid ? spare : \$42 ;
  assign \$44  = padding ? 8'h00 : s_axis_tdata;
  always @(posedge clk)
    count <= \$45 ;
  always @(posedge clk)
    padding <= \$46 ;
  always @(posedge clk)
    surplus <= \$47 ;
  always @(posedge clk)
    o_valid <= \$48 ;
  always @(posedge clk)
    o_data <= \$49 ;
  always @(posedge clk)
    spare_valid <= \$50 ;
  always @(posedge clk)
    spare <= \$51 ;
  assign last = count == 10'h30f;
  assign \$1  = ~ surplus;
  assign \$2  = ~ padding;
  assign \$3  = \$1  & \$2 ;
  assign \$4  = ~ spare_valid;
  assign \$5  = \$3  & \$4 ;
  assign \$6  = | count;
  assign \$7  = run | \$6 ;
  assign \$signal  = \$5  & \$7 ;
  assign \$8  = s_axis_tvalid & \$signal ;
  assign \$9  = ~ spare_valid;
  assign \$10  = padding & \$9 ;
  assign \$signal$25  = \$8  | \$10 ;
  assign verdict_valid = \$signal$25  & last;
  assign \$11  = ~ s_axis_tlast;
  assign verdict_data = padding | \$11 ;
  assign \$12  = ~ last;
  assign \$13  = \$12  | verdict_ready;
  assign enter = \$signal$25  & \$13 ;
  assign \$14  = ~ last;
  assign \$15  = \$14  | verdict_ready;
  assign \$16  = \$signal  & \$15 ;
  assign s_axis_tready = surplus | \$16 ;
  assign beat = s_axis_tvalid & s_axis_tready;
  assign \$17  = ~ surplus;
  assign \$18  = beat & \$17 ;
  assign \$19  = ~ last;
  assign \$20  = \$18  & \$19 ;
  assign short_frame = \$20  & s_axis_tlast;
  assign \$21  = ~ surplus;
  assign \$22  = beat & \$21 ;
  assign \$23  = \$22  & last;
  assign \$24  = ~ s_axis_tlast;
  assign long_frame = \$23  & \$24 ;
  assign \$25  = enter & last;
  assign \$26  = ~ long_frame;
  assign \$27  = \$25  & \$26 ;
  assign \$28  = surplus & beat;
  assign \$29  = \$28  & s_axis_tlast;
  assign image = \$27  | \$29 ;
  assign \$30  = ~ s_axis_tready;
  assign stalled = s_axis_tvalid & \$30 ;
  assign \$31  = ~ s_axis_tvalid;
  assign starved = s_axis_tready & \$31 ;
  assign \$32  = count == 10'h30f;
  assign \$33  = count + 1'h1;
  assign \$34  = \$32  ? 10'h000 : \$33 [9:0];
  assign \$35  = enter & last;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$45  = count;
    if (enter) begin
      \$45  = \$34 ;
    end
    if (rst) begin
      \$45  = 10'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$46  = padding;
    if (\$36 ) begin
      \$46  = short_frame;
    end
    if (rst) begin
      \$46  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$47  = surplus;
    if (\$38 ) begin
      \$47  = long_frame;
    end
    if (rst) begin
      \$47  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$48  = o_valid;
    if (\$40 ) begin
      \$48  = \$41 ;
    end
    if (rst) begin
      \$48  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$49  = o_data;
    if (\$40 ) begin
      \$49  = \$43 ;
    end
    if (rst) begin
      \$49  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$50  = spare_valid;
    if (\$40 ) begin
      \$50  = 1'h0;
    end else if (enter) begin
      \$50  = 1'h1;
    end
    if (rst) begin
      \$50  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$5 ) begin end
    \$51  = spare;
    if (\$40 ) begin
    end else if (enter) begin
      \$51  = \$44 ;
    end
    if (rst) begin
      \$51  = 8'h00;
    end
  end
endmodule
`default_nettype wire
