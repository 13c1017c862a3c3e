// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4(s_axis_tvalid, s_axis_tlast, m_axis_tready, s_axil_awaddr, s_axil_awprot, s_axil_awvalid, s_axil_wdata, s_axil_wstrb, s_axil_wvalid, s_axil_bready, s_axil_araddr, s_axil_arprot, s_axil_arvalid, s_axil_rready, clk, rst, s_axis_tready, m_axis_tdata, m_axis_tvalid, m_axis_tlast, m_axis_tuser
, s_axil_awready, s_axil_wready, s_axil_bresp, s_axil_bvalid, s_axil_arready, s_axil_rdata, s_axil_rresp, s_axil_rvalid, s_axis_tdata);
  wire \$1 ;
  wire \$2 ;
  wire \$3 ;
  wire axis_input_beat;
  wire axis_input_image;
  wire axis_input_long_frame;
  wire [7:0] axis_input_o_data;
  wire axis_input_o_ready;
  wire axis_input_o_valid;
  wire axis_input_run;
  wire [7:0] axis_input_s_axis_tdata;
  wire axis_input_s_axis_tlast;
  wire axis_input_s_axis_tready;
  wire axis_input_s_axis_tvalid;
  wire axis_input_short_frame;
  wire axis_input_stalled;
  wire axis_input_starved;
  wire axis_input_verdict_data;
  wire axis_input_verdict_ready;
  wire axis_input_verdict_valid;
  wire axis_output_flush;
  wire axis_output_flushing;
  wire [7:0] axis_output_i_data;
  wire axis_output_i_ready;
  wire axis_output_i_valid;
  wire axis_output_image;
  wire [7:0] axis_output_m_axis_tdata;
  wire axis_output_m_axis_tlast;
  wire axis_output_m_axis_tready;
  wire axis_output_m_axis_tuser;
  wire axis_output_m_axis_tvalid;
  wire axis_output_stalled;
  wire axis_output_verdict_data;
  wire axis_output_verdict_ready;
  wire axis_output_verdict_valid;
  input clk;
  wire clk;
  wire conv1_blocked;
  wire conv1_conversions;
  wire conv1_dispatches;
  wire conv1_faults;
  wire [7:0] conv1_i_data;
  wire conv1_i_ready;
  wire conv1_i_valid;
  wire [3:0] conv1_o_data;
  wire conv1_o_ready;
  wire conv1_o_valid;
  wire conv1_phases;
  wire conv1_starved;
  wire conv1_windows;
  wire conv2_blocked;
  wire conv2_conversions;
  wire conv2_dispatches;
  wire conv2_faults;
  wire [3:0] conv2_fifo_i_data;
  wire conv2_fifo_i_ready;
  wire conv2_fifo_i_valid;
  wire [3:0] conv2_fifo_o_data;
  wire conv2_fifo_o_ready;
  wire conv2_fifo_o_valid;
  wire [3:0] conv2_i_data;
  wire conv2_i_ready;
  wire conv2_i_valid;
  wire [3:0] conv2_o_data;
  wire conv2_o_ready;
  wire conv2_o_valid;
  wire conv2_phases;
  wire conv2_starved;
  wire conv2_windows;
  wire emptied;
  wire fc1_blocked;
  wire fc1_conversions;
  wire fc1_dispatches;
  wire fc1_faults;
  wire [3:0] fc1_fifo_i_data;
  wire fc1_fifo_i_ready;
  wire fc1_fifo_i_valid;
  wire [3:0] fc1_fifo_o_data;
  wire fc1_fifo_o_ready;
  wire fc1_fifo_o_valid;
  wire [3:0] fc1_i_data;
  wire fc1_i_ready;
  wire fc1_i_valid;
  wire [3:0] fc1_o_data;
  wire fc1_o_ready;
  wire fc1_o_valid;
  wire fc1_phases;
  wire fc1_starved;
  wire fc1_windows;
  wire fc2_blocked;
  wire fc2_conversions;
  wire fc2_dispatches;
  wire fc2_faults;
  wire [3:0] fc2_fifo_i_data;
  wire fc2_fifo_i_ready;
  wire fc2_fifo_i_valid;
  wire [3:0] fc2_fifo_o_data;
  wire fc2_fifo_o_ready;
  wire fc2_fifo_o_valid;
  wire [3:0] fc2_i_data;
  wire fc2_i_ready;
  wire fc2_i_valid;
  wire [7:0] fc2_o_data;
  wire fc2_o_ready;
  wire fc2_o_valid;
  wire fc2_phases;
  wire fc2_starved;
  wire fc2_windows;
  output [7:0] m_axis_tdata;
  wire [7:0] m_axis_tdata;
  output m_axis_tlast;
  wire m_axis_tlast;
  input m_axis_tready;
  wire m_axis_tready;
  output m_axis_tuser;
  wire m_axis_tuser;
  output m_axis_tvalid;
  wire m_axis_tvalid;
  wire [7:0] output_skid_i_data;
  wire output_skid_i_ready;
  wire output_skid_i_valid;
  wire [7:0] output_skid_o_data;
  wire output_skid_o_ready;
  wire output_skid_o_valid;
  wire pool1_beats;
  wire [3:0] pool1_fifo_i_data;
  wire pool1_fifo_i_ready;
  wire pool1_fifo_i_valid;
  wire [3:0] pool1_fifo_o_data;
  wire pool1_fifo_o_ready;
  wire pool1_fifo_o_valid;
  wire [3:0] pool1_i_data;
  wire pool1_i_ready;
  wire pool1_i_valid;
  wire [3:0] pool1_o_data;
  wire pool1_o_ready;
  wire pool1_o_valid;
  wire pool2_beats;
  wire [3:0] pool2_fifo_i_data;
  wire pool2_fifo_i_ready;
  wire pool2_fifo_i_valid;
  wire [3:0] pool2_fifo_o_data;
  wire pool2_fifo_o_ready;
  wire pool2_fifo_o_valid;
  wire [3:0] pool2_i_data;
  wire pool2_i_ready;
  wire pool2_i_valid;
  wire [3:0] pool2_o_data;
  wire pool2_o_ready;
  wire pool2_o_valid;
  wire [2:0] registers_control;
  wire [40:0] registers_events;
  wire [11:0] registers_s_axil_araddr;
  wire [2:0] registers_s_axil_arprot;
  wire registers_s_axil_arready;
  wire registers_s_axil_arvalid;
  wire [11:0] registers_s_axil_awaddr;
  wire [2:0] registers_s_axil_awprot;
  wire registers_s_axil_awready;
  wire registers_s_axil_awvalid;
  wire registers_s_axil_bready;
  wire [1:0] registers_s_axil_bresp;
  wire registers_s_axil_bvalid;
  wire [31:0] registers_s_axil_rdata;
  wire registers_s_axil_rready;
  wire [1:0] registers_s_axil_rresp;
  wire registers_s_axil_rvalid;
  wire [31:0] registers_s_axil_wdata;
  wire registers_s_axil_wready;
  wire [3:0] registers_s_axil_wstrb;
  wire registers_s_axil_wvalid;
  wire registers_status;
  input rst;
  wire rst;
  input [11:0] s_axil_araddr;
  wire [11:0] s_axil_araddr;
  input [2:0] s_axil_arprot;
  wire [2:0] s_axil_arprot;
  output s_axil_arready;
  wire s_axil_arready;
  input s_axil_arvalid;
  wire s_axil_arvalid;
  input [11:0] s_axil_awaddr;
  wire [11:0] s_axil_awaddr;
  input [2:0] s_axil_awprot;
  wire [2:0] s_axil_awprot;
  output s_axil_awready;
  wire s_axil_awready;
  input s_axil_awvalid;
  wire s_axil_awvalid;
  input s_axil_bready;
  wire s_axil_bready;
  output [1:0] s_axil_bresp;
  wire [1:0] s_axil_bresp;
  output s_axil_bvalid;
  wire s_axil_bvalid;
  output [31:0] s_axil_rdata;
  wire [31:0] s_axil_rdata;
  input s_axil_rready;
  wire s_axil_rready;
  output [1:0] s_axil_rresp;
  wire [1:0] s_axil_rresp;
  output s_axil_rvalid;
  wire s_axil_rvalid;
  input [31:0] s_axil_wdata;
  wire [31:0] s_axil_wdata;
  output s_axil_wready;
  wire s_axil_wready;
  input [3:0] s_axil_wstrb;
  wire [3:0] s_axil_wstrb;
  input s_axil_wvalid;
  wire s_axil_wvalid;
  input [7:0] s_axis_tdata;
  wire [7:0] s_axis_tdata;
  input s_axis_tlast;
  wire s_axis_tlast;
  output s_axis_tready;
  wire s_axis_tready;
  input s_axis_tvalid;
  wire s_axis_tvalid;
  wire verdicts_i_data;
  wire verdicts_i_ready;
  wire verdicts_i_valid;
  wire verdicts_o_data;
  wire verdicts_o_ready;
  wire verdicts_o_valid;
  assign emptied = rst | registers_control[2];
  assign \$1  = axis_input_short_frame | axis_input_long_frame;
  assign \$2  = | { fc2_faults, fc1_faults, conv2_faults, conv1_faults };
  lenet_q4_axis_input u_axis_input (
    .beat(axis_input_beat),
    .clk(clk),
    .image(axis_input_image),
    .long_frame(axis_input_long_frame),
    .o_data(conv1_i_data),
    .o_ready(axis_input_o_ready),
    .o_valid(conv1_i_valid),
    .rst(emptied),
    .run(registers_control[0]),
    .s_axis_tdata(s_axis_tdata),
    .s_axis_tlast(s_axis_tlast),
    .s_axis_tready(s_axis_tready),
    .s_axis_tvalid(s_axis_tvalid),
    .short_frame(axis_input_short_frame),
    .stalled(axis_input_stalled),
    .starved(axis_input_starved),
    .verdict_data(verdicts_i_data),
    .verdict_ready(axis_input_verdict_ready),
    .verdict_valid(verdicts_i_valid)
  );
  lenet_q4_axis_output u_axis_output (
    .beat(\$3 ),
    .clk(clk),
    .flush(registers_control[2]),
    .flushing(registers_status),
    .i_data(axis_output_i_data),
    .i_ready(output_skid_o_ready),
    .i_valid(axis_output_i_valid),
    .image(axis_output_image),
    .m_axis_tdata(m_axis_tdata),
    .m_axis_tlast(m_axis_tlast),
    .m_axis_tready(m_axis_tready),
    .m_axis_tuser(m_axis_tuser),
    .m_axis_tvalid(m_axis_tvalid),
    .rst(rst),
    .stalled(axis_output_stalled),
    .verdict_data(axis_output_verdict_data),
    .verdict_ready(verdicts_o_ready),
    .verdict_valid(axis_output_verdict_valid)
  );
  lenet_q4_conv1_stage u_conv1 (
    .blocked(conv1_blocked),
    .clk(clk),
    .conversions(conv1_conversions),
    .dispatches(conv1_dispatches),
    .faults(conv1_faults),
    .i_data(conv1_i_data),
    .i_ready(axis_input_o_ready),
    .i_valid(conv1_i_valid),
    .o_data(pool1_fifo_i_data),
    .o_ready(conv1_o_ready),
    .o_valid(pool1_fifo_i_valid),
    .phases(conv1_phases),
    .rst(emptied),
    .starved(conv1_starved),
    .windows(conv1_windows)
  );
  lenet_q4_conv2_stage u_conv2 (
    .blocked(conv2_blocked),
    .clk(clk),
    .conversions(conv2_conversions),
    .dispatches(conv2_dispatches),
    .faults(conv2_faults),
    .i_data(conv2_i_data),
    .i_ready(conv2_fifo_o_ready),
    .i_valid(conv2_i_valid),
    .o_data(pool2_fifo_i_data),
    .o_ready(conv2_o_ready),
    .o_valid(pool2_fifo_i_valid),
    .phases(conv2_phases),
    .rst(emptied),
    .starved(conv2_starved),
    .windows(conv2_windows)
  );
  lenet_q4_fifo u_conv2_fifo (
    .clk(clk),
    .i_data(conv2_fifo_i_data),
    .i_ready(pool1_o_ready),
    .i_valid(conv2_fifo_i_valid),
    .o_data(conv2_i_data),
    .o_ready(conv2_fifo_o_ready),
    .o_valid(conv2_i_valid),
    .rst(emptied)
  );
  lenet_q4_fc1_stage u_fc1 (
    .blocked(fc1_blocked),
    .clk(clk),
    .conversions(fc1_conversions),
    .dispatches(fc1_dispatches),
    .faults(fc1_faults),
    .i_data(fc1_i_data),
    .i_ready(fc1_fifo_o_ready),
    .i_valid(fc1_i_valid),
    .o_data(fc2_fifo_i_data),
    .o_ready(fc1_o_ready),
    .o_valid(fc2_fifo_i_valid),
    .phases(fc1_phases),
    .rst(emptied),
    .starved(fc1_starved),
    .windows(fc1_windows)
  );
  lenet_q4_fifo u_fc1_fifo (
    .clk(clk),
    .i_data(fc1_fifo_i_data),
    .i_ready(pool2_o_ready),
    .i_valid(fc1_fifo_i_valid),
    .o_data(fc1_i_data),
    .o_ready(fc1_fifo_o_ready),
    .o_valid(fc1_i_valid),
    .rst(emptied)
  );
  lenet_q4_fc2_stage u_fc2 (
    .blocked(fc2_blocked),
    .clk(clk),
    .conversions(fc2_conversions),
    .dispatches(fc2_dispatches),
    .faults(fc2_faults),
    .i_data(fc2_i_data),
    .i_ready(fc2_fifo_o_ready),
    .i_valid(fc2_i_valid),
    .o_data(output_skid_i_data),
    .o_ready(fc2_o_ready),
    .o_valid(output_skid_i_valid),
    .phases(fc2_phases),
    .rst(emptied),
    .starved(fc2_starved),
    .windows(fc2_windows)
  );
  lenet_q4_fifo u_fc2_fifo (
    .clk(clk),
    .i_data(fc2_fifo_i_data),
    .i_ready(fc1_o_ready),
    .i_valid(fc2_fifo_i_valid),
    .o_data(fc2_i_data),
    .o_ready(fc2_fifo_o_ready),
    .o_valid(fc2_i_valid),
    .rst(emptied)
  );
  lenet_q4_skid_buffer u_output_skid (
    .clk(clk),
    .i_data(output_skid_i_data),
    .i_ready(fc2_o_ready),
    .i_valid(output_skid_i_valid),
    .o_data(axis_output_i_data),
    .o_ready(output_skid_o_ready),
    .o_valid(axis_output_i_valid),
    .rst(emptied)
  );
  lenet_q4_pool1_stage u_pool1 (
    .beats(pool1_beats),
    .clk(clk),
    .i_data(pool1_i_data),
    .i_ready(pool1_fifo_o_ready),
    .i_valid(pool1_i_valid),
    .o_data(conv2_fifo_i_data),
    .o_ready(pool1_o_ready),
    .o_valid(conv2_fifo_i_valid),
    .rst(emptied)
  );
  lenet_q4_fifo u_pool1_fifo (
    .clk(clk),
    .i_data(pool1_fifo_i_data),
    .i_ready(conv1_o_ready),
    .i_valid(pool1_fifo_i_valid),
    .o_data(pool1_i_data),
    .o_ready(pool1_fifo_o_ready),
    .o_valid(pool1_i_valid),
    .rst(emptied)
  );
  lenet_q4_pool2_stage u_pool2 (
    .beats(pool2_beats),
    .clk(clk),
    .i_data(pool2_i_data),
    .i_ready(pool2_fifo_o_ready),
    .i_valid(pool2_i_valid),
    .o_data(fc1_fifo_i_data),
    .o_ready(pool2_o_ready),
    .o_valid(fc1_fifo_i_valid),
    .rst(emptied)
  );
  lenet_q4_fifo u_pool2_fifo (
    .clk(clk),
    .i_data(pool2_fifo_i_data),
    .i_ready(conv2_o_ready),
    .i_valid(pool2_fifo_i_valid),
    .o_data(pool2_i_data),
    .o_ready(pool2_fifo_o_ready),
    .o_valid(pool2_i_valid),
    .rst(emptied)
  );
  lenet_q4_csr u_registers (
    .clk(clk),
    .control(registers_control),
    .events({ fc2_faults, fc2_blocked, fc2_starved, fc2_conversions, fc2_phases, fc2_dispatches, fc2_windows, fc1_faults, fc1_blocked, fc1_starved, fc1_conversions, fc1_phases, fc1_dispatches, fc1_windows, pool2_beats, conv2_faults, conv2_blocked, conv2_starved, conv2_conversions, conv2_phases, conv2_dispatches, conv2_windows, pool1_beats, conv1_faults, conv1_blocked, conv1_starved, conv1_conversions, conv1_phases, conv1_dispatches, conv1_windows, axis_input_long_frame, axis_input_short_frame, axis_output_stalled, axis_input_starved, axis_input_stalled, \$2 , \$1 , registers_control[2], axis_output_image, axis_input_image, axis_input_beat }),
    .rst(rst),
    .s_axil_araddr(s_axil_araddr),
    .s_axil_arprot(s_axil_arprot),
    .s_axil_arready(s_axil_arready),
    .s_axil_arvalid(s_axil_arvalid),
    .s_axil_awaddr(s_axil_awaddr),
    .s_axil_awprot(s_axil_awprot),
    .s_axil_awready(s_axil_awready),
    .s_axil_awvalid(s_axil_awvalid),
    .s_axil_bready(s_axil_bready),
    .s_axil_bresp(s_axil_bresp),
    .s_axil_bvalid(s_axil_bvalid),
    .s_axil_rdata(s_axil_rdata),
    .s_axil_rready(s_axil_rready),
    .s_axil_rresp(s_axil_rresp),
    .s_axil_rvalid(s_axil_rvalid),
    .s_axil_wdata(s_axil_wdata),
    .s_axil_wready(s_axil_wready),
    .s_axil_wstrb(s_axil_wstrb),
    .s_axil_wvalid(s_axil_wvalid),
    .status(registers_status)
  );
  lenet_q4_fifo_2 u_verdicts (
    .clk(clk),
    .i_data(verdicts_i_data),
    .i_ready(axis_input_verdict_ready),
    .i_valid(verdicts_i_valid),
    .o_data(axis_output_verdict_data),
    .o_ready(verdicts_o_ready),
    .o_valid(axis_output_verdict_valid),
    .rst(emptied)
  );
  assign axis_input_s_axis_tdata = s_axis_tdata;
  assign axis_input_s_axis_tlast = s_axis_tlast;
  assign axis_input_s_axis_tready = s_axis_tready;
  assign axis_input_s_axis_tvalid = s_axis_tvalid;
  assign axis_output_m_axis_tdata = m_axis_tdata;
  assign axis_output_m_axis_tlast = m_axis_tlast;
  assign axis_output_m_axis_tready = m_axis_tready;
  assign axis_output_m_axis_tuser = m_axis_tuser;
  assign axis_output_m_axis_tvalid = m_axis_tvalid;
  assign registers_s_axil_araddr = s_axil_araddr;
  assign registers_s_axil_arprot = s_axil_arprot;
  assign registers_s_axil_arready = s_axil_arready;
  assign registers_s_axil_arvalid = s_axil_arvalid;
  assign registers_s_axil_awaddr = s_axil_awaddr;
  assign registers_s_axil_awprot = s_axil_awprot;
  assign registers_s_axil_awready = s_axil_awready;
  assign registers_s_axil_awvalid = s_axil_awvalid;
  assign registers_s_axil_bready = s_axil_bready;
  assign registers_s_axil_bresp = s_axil_bresp;
  assign registers_s_axil_bvalid = s_axil_bvalid;
  assign registers_s_axil_rdata = s_axil_rdata;
  assign registers_s_axil_rready = s_axil_rready;
  assign registers_s_axil_rresp = s_axil_rresp;
  assign registers_s_axil_rvalid = s_axil_rvalid;
  assign registers_s_axil_wdata = s_axil_wdata;
  assign registers_s_axil_wready = s_axil_wready;
  assign registers_s_axil_wstrb = s_axil_wstrb;
  assign registers_s_axil_wvalid = s_axil_wvalid;
  assign axis_input_o_data = conv1_i_data;
  assign conv1_i_ready = axis_input_o_ready;
  assign axis_input_o_valid = conv1_i_valid;
  assign conv1_o_data = pool1_fifo_i_data;
  assign pool1_fifo_i_ready = conv1_o_ready;
  assign conv1_o_valid = pool1_fifo_i_valid;
  assign pool1_fifo_o_data = pool1_i_data;
  assign pool1_i_ready = pool1_fifo_o_ready;
  assign pool1_fifo_o_valid = pool1_i_valid;
  assign pool1_o_data = conv2_fifo_i_data;
  assign conv2_fifo_i_ready = pool1_o_ready;
  assign pool1_o_valid = conv2_fifo_i_valid;
  assign conv2_fifo_o_data = conv2_i_data;
  assign conv2_i_ready = conv2_fifo_o_ready;
  assign conv2_fifo_o_valid = conv2_i_valid;
  assign conv2_o_data = pool2_fifo_i_data;
  assign pool2_fifo_i_ready = conv2_o_ready;
  assign conv2_o_valid = pool2_fifo_i_valid;
  assign pool2_fifo_o_data = pool2_i_data;
  assign pool2_i_ready = pool2_fifo_o_ready;
  assign pool2_fifo_o_valid = pool2_i_valid;
  assign pool2_o_data = fc1_fifo_i_data;
  assign fc1_fifo_i_ready = pool2_o_ready;
  assign pool2_o_valid = fc1_fifo_i_valid;
  assign fc1_fifo_o_data = fc1_i_data;
  assign fc1_i_ready = fc1_fifo_o_ready;
  assign fc1_fifo_o_valid = fc1_i_valid;
  assign fc1_o_data = fc2_fifo_i_data;
  assign fc2_fifo_i_ready = fc1_o_ready;
  assign fc1_o_valid = fc2_fifo_i_valid;
  assign fc2_fifo_o_data = fc2_i_data;
  assign fc2_i_ready = fc2_fifo_o_ready;
  assign fc2_fifo_o_valid = fc2_i_valid;
  assign fc2_o_data = output_skid_i_data;
  assign output_skid_i_ready = fc2_o_ready;
  assign fc2_o_valid = output_skid_i_valid;
  assign output_skid_o_data = axis_output_i_data;
  assign axis_output_i_ready = output_skid_o_ready;
  assign output_skid_o_valid = axis_output_i_valid;
  assign axis_input_verdict_data = verdicts_i_data;
  assign verdicts_i_ready = axis_input_verdict_ready;
  assign axis_input_verdict_valid = verdicts_i_valid;
  assign verdicts_o_data = axis_output_verdict_data;
  assign axis_output_verdict_ready = verdicts_o_ready;
  assign verdicts_o_valid = axis_output_verdict_valid;
  assign axis_output_flush = registers_control[2];
  assign axis_output_flushing = registers_status;
  assign axis_input_run = registers_control[0];
  assign registers_events = { fc2_faults, fc2_blocked, fc2_starved, fc2_conversions, fc2_phases, fc2_dispatches, fc2_windows, fc1_faults, fc1_blocked, fc1_starved, fc1_conversions, fc1_phases, fc1_dispatches, fc1_windows, pool2_beats, conv2_faults, conv2_blocked, conv2_starved, conv2_conversions, conv2_phases, conv2_dispatches, conv2_windows, pool1_beats, conv1_faults, conv1_blocked, conv1_starved, conv1_conversions, conv1_phases, conv1_dispatches, conv1_windows, axis_input_long_frame, axis_input_short_frame, axis_output_stalled, axis_input_starved, axis_input_stalled, \$2 , \$1 , registers_control[2], axis_output_image, axis_input_image, axis_input_beat };
endmodule
`default_nettype wire
