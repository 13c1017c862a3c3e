// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_axis_output(i_valid, verdict_data, verdict_valid, m_axis_tready, flush, clk, rst, i_ready, verdict_ready, m_axis_tdata, m_axis_tvalid, m_axis_tlast, m_axis_tuser, flushing, beat, image, stalled, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$6  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire \$13 ;
  wire [7:0] \$14 ;
  wire \$15 ;
  wire \$16 ;
  wire \$17 ;
  wire [4:0] \$18 ;
  wire [3:0] \$19 ;
  wire \$2 ;
  wire \$20 ;
  wire \$21 ;
  wire \$22 ;
  wire \$23 ;
  reg \$24 ;
  reg \$25 ;
  reg \$26 ;
  reg [7:0] \$27 ;
  reg \$28 ;
  reg \$29 ;
  wire \$3 ;
  reg [3:0] \$30 ;
  wire \$4 ;
  wire \$5 ;
  wire \$6 ;
  wire \$7 ;
  wire \$8 ;
  wire \$9 ;
  wire \$signal ;
  wire \$signal$21 ;
  wire \$signal$22 ;
  wire \$signal$23 ;
  output beat;
  wire beat;
  input clk;
  wire clk;
  reg closing;
  reg [3:0] count;
  wire [7:0] data;
  wire \final ;
  input flush;
  wire flush;
  output flushing;
  reg flushing;
  input [7:0] i_data;
  wire [7:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  output image;
  wire image;
  output [7:0] m_axis_tdata;
  reg [7:0] m_axis_tdata;
  output m_axis_tlast;
  reg m_axis_tlast;
  input m_axis_tready;
  wire m_axis_tready;
  output m_axis_tuser;
  reg m_axis_tuser;
  output m_axis_tvalid;
  reg m_axis_tvalid;
  wire ready;
  input rst;
  wire rst;
  output stalled;
  wire stalled;
  input verdict_data;
  wire verdict_data;
  output verdict_ready;
  wire verdict_ready;
  input verdict_valid;
  wire verdict_valid;
  assign \$1  = ~ m_axis_tvalid;
  assign \$signal  = \$1  | m_axis_tready;
  assign \$2  = ~ closing;
  assign \$3  = \$signal  & \$2 ;
  assign \$4  = ~ \$signal$21 ;
  assign \$5  = \$4  | verdict_valid;
  assign i_ready = \$3  & \$5 ;
  assign \$6  = i_valid & i_ready;
  assign \$7  = ~ flush;
  assign \$signal$22  = \$6  & \$7 ;
  assign \$8  = \$signal$22  & \$signal$21 ;
  assign beat = m_axis_tvalid & m_axis_tready;
  assign \$9  = ~ m_axis_tready;
  assign stalled = m_axis_tvalid & \$9 ;
  assign \$signal$21  = count == 4'h9;
  assign \$10  = beat & m_axis_tlast;
  assign \$11  = ~ flushing;
  assign image = \$10  & \$11 ;
  assign \$12  = \$signal$22  | closing;
  assign \$13  = \$signal$22  | closing;
  assign \$14  = closing ? 8'h00 : i_data;
  assign \$15  = \$signal$21  | closing;
  assign \$16  = \$signal$21  & verdict_data;
  assign \$17  = \$16  | closing;
  assign \$18  = count + 1'h1;
  assign \$19  = \$signal$21  ? 4'h0 : \$18 [3:0];
  assign \$20  = ~ \$signal ;
  assign \$21  = | count;
  assign \$22  = \$20  | \$21 ;
  assign \$23  = | count;
  always @(posedge clk)
    m_axis_tvalid <= \$24 ;
  always @(posedge clk)
    flushing <= \$25 ;
  always @(posedge clk)
    closing <= \$26 ;
  always @(posedge clk)
    m_axis_tdata <= \$27 ;
  always @(posedge clk)
    m_axis_tlast <= \$28 ;
  always @(posedge clk)
    m_axis_tuser <= \$29 ;
  always @(posedge clk)
    count <= \$30 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$24  = m_axis_tvalid;
    if (\$signal ) begin
      \$24  = \$12 ;
    end
    if (rst) begin
      \$24  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$25  = flushing;
    if (\$signal ) begin
      \$25  = closing;
    end
    if (flush) begin
      if (\$22 ) begin
        \$25  = 1'h1;
      end
    end
    if (rst) begin
      \$25  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$26  = closing;
    if (\$signal ) begin
      \$26  = 1'h0;
    end
    if (flush) begin
      if (\$23 ) begin
        \$26  = 1'h1;
      end
    end
    if (rst) begin
      \$26  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$27  = m_axis_tdata;
    if (\$signal ) begin
      if (\$13 ) begin
        \$27  = \$14 ;
      end
    end
    if (rst) begin
      \$27  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$28  = m_axis_tlast;
    if (\$signal ) begin
      if (\$13 ) begin
        \$28  = \$15 ;
      end
    end
    if (rst) begin
      \$28  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$29  = m_axis_tuser;
    if (\$signal ) begin
      if (\$13 ) begin
        \$29  = \$17 ;
      end
    end
    if (rst) begin
      \$29  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$30  = count;
    if (\$signal$22 ) begin
      \$30  = \$19 ;
    end
    if (flush) begin
      \$30  = 4'h0;
    end
    if (rst) begin
      \$30  = 4'h0;
    end
  end
  assign ready = i_ready;
  assign \$signal$23  = i_valid;
  assign \final  = 1'h1;
  assign data = i_data;
  assign verdict_ready = \$8 ;
endmodule
`default_nettype wire
