// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration c6166df4bc90c6bc. Verilog-2005.
`default_nettype none
module lenet_q4_axis_output(i_valid, m_axis_tready, clk, rst, i_ready, m_axis_tdata, m_axis_tvalid, m_axis_tlast, beat, image, stalled, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$6  = 0;
  wire \$1 ;
  reg [3:0] \$10 ;
  wire \$2 ;
  wire \$3 ;
  wire \$4 ;
  wire [4:0] \$5 ;
  wire [3:0] \$6 ;
  reg \$7 ;
  reg [7:0] \$8 ;
  reg \$9 ;
  output beat;
  wire beat;
  input clk;
  wire clk;
  reg [3:0] count = 4'h0;
  wire [7:0] i__payload;
  wire i__ready;
  wire i__valid;
  input [7:0] i_data;
  wire [7:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  output image;
  wire image;
  output [7:0] m_axis_tdata;
  reg [7:0] m_axis_tdata = 8'h00;
  output m_axis_tlast;
  reg m_axis_tlast = 1'h0;
  input m_axis_tready;
  wire m_axis_tready;
  output m_axis_tvalid;
  reg m_axis_tvalid = 1'h0;
  input rst;
  wire rst;
  output stalled;
  wire stalled;
  assign \$1  = ~ m_axis_tvalid;
  assign i__ready = \$1  | m_axis_tready;
  assign beat = m_axis_tvalid & m_axis_tready;
  assign image = beat & m_axis_tlast;
  assign \$2  = ~ m_axis_tready;
  assign stalled = m_axis_tvalid & \$2 ;
  assign \$3  = count == 4'h9;
  assign \$4  = count == 4'h9;
  assign \$5  = count + 1'h1;
  assign \$6  = \$4  ? 4'h0 : \$5 [3:0];
  always @(posedge clk)
    m_axis_tvalid <= \$7 ;
  always @(posedge clk)
    m_axis_tdata <= \$8 ;
  always @(posedge clk)
    m_axis_tlast <= \$9 ;
  always @(posedge clk)
    count <= \$10 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$7  = m_axis_tvalid;
    if (i__ready) begin
      \$7  = i_valid;
    end
    if (rst) begin
      \$7  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$8  = m_axis_tdata;
    if (i__ready) begin
      if (i_valid) begin
        \$8  = i_data;
      end
    end
    if (rst) begin
      \$8  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$9  = m_axis_tlast;
    if (i__ready) begin
      if (i_valid) begin
        \$9  = \$3 ;
      end
    end
    if (rst) begin
      \$9  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$6 ) begin end
    \$10  = count;
    if (i__ready) begin
      if (i_valid) begin
        \$10  = \$6 ;
      end
    end
    if (rst) begin
      \$10  = 4'h0;
    end
  end
  assign i__valid = i_valid;
  assign i__payload = i_data;
  assign i_ready = i__ready;
endmodule
`default_nettype wire
