// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
// Bench of lenet_q4: plays images, watches every stage's output stream and the accelerator's, and counts cycles.
// Whoever drives it works by whole images and rows; nothing here needs a call every clock.
//
//   image, image_put → image_got   Write an image (beat 0 lowest), toggle image_put; image_got follows when it is being
//                                  played and the next may be written.
//   source_stall, sink_stall       32-cycle patterns: in a cycle whose bit is 1 no new beat is offered, none is accepted.
//   m_axis_tready                  Follows m_axis_tvalid: an output that waits for ready itself never moves.
//   <stage>_seen                   Toggles one cycle after a row of the stage's output has passed; <stage>_row[<stage>_seen]
//                                  is that row (first beat lowest) and <stage>_cycle[...] the cycle of each beat.
//                                  What gathers a row (row_now, cycle_now, and playing) is for its own block alone and is
//                                  assigned at once: simulators copy wide registers at every clock to assign them later.
//   <stage>_beat, <stage>_state    Beats of the row that has begun; valid and ready.
//   <stage>_complaint              The first rule of a stream that was broken: 1 valid fell before the beat was taken,
//                                  2 the beat changed before, 3 valid or a beat is X, 4 tlast in a wrong place,
//                                  5 tuser marks an image: all frames that the bench plays are right.
`timescale 1ns / 1ps
`default_nettype none
module tb (
  input wire clk
);
  reg rst;
  reg [31:0] cycle;
  always @(posedge clk) cycle <= rst ? 0 : cycle + 1;

  // Source.
  reg [6271:0] image;
  reg [6271:0] playing;
  reg image_put, image_got;
  reg [31:0] source_stall, sink_stall;
  reg [31:0] source_pattern, sink_pattern;
  reg busy;
  reg [31:0] beat;
  reg [7:0] s_axis_tdata;
  reg s_axis_tvalid, s_axis_tlast;
  wire s_axis_tready;
  wire offer = busy & ~source_pattern[0];
  always @(posedge clk)
    if (rst) begin
      image_got <= 0; busy <= 0; beat <= 0; s_axis_tvalid <= 0; s_axis_tlast <= 0; s_axis_tdata <= 0;
      source_pattern <= source_stall; sink_pattern <= sink_stall; playing = 0;
    end else begin
      source_pattern <= {source_pattern[0], source_pattern[31:1]};
      sink_pattern <= {sink_pattern[0], sink_pattern[31:1]};
      if (s_axis_tready | ~s_axis_tvalid) begin
        s_axis_tvalid <= offer;
        s_axis_tlast <= offer && beat == 783;
        s_axis_tdata <= playing[beat * 8 +: 8];
        if (offer) beat <= beat == 783 ? 0 : beat + 1;
      end
      if (image_put != image_got && (!busy || (offer && beat == 783 && (s_axis_tready | ~s_axis_tvalid)))) begin
        playing = image;
        image_got <= image_put;
        busy <= 1;
      end else if (offer && beat == 783 && (s_axis_tready | ~s_axis_tvalid)) busy <= 0;
    end

  // Sink.
  wire [7:0] m_axis_tdata;
  wire m_axis_tvalid, m_axis_tlast, m_axis_tuser;
  reg [31:0] m_axis_count;
  wire m_axis_tready = ~sink_pattern[0] & m_axis_tvalid;
  wire m_axis_end = m_axis_count == 9;
  always @(posedge clk)
    if (rst) m_axis_count <= 0;
    else if (m_axis_tvalid & m_axis_tready) m_axis_count <= m_axis_end ? 0 : m_axis_count + 1;

  // Control bus.
  reg [11:0] s_axil_awaddr, s_axil_araddr;
  reg [31:0] s_axil_wdata;
  reg s_axil_awvalid, s_axil_wvalid, s_axil_bready, s_axil_arvalid, s_axil_rready;
  wire s_axil_awready, s_axil_wready, s_axil_bvalid, s_axil_arready, s_axil_rvalid;
  wire [1:0] s_axil_bresp, s_axil_rresp;
  wire [31:0] s_axil_rdata;

  lenet_q4 dut (
    .clk(clk), .rst(rst),
    .s_axis_tdata(s_axis_tdata), .s_axis_tvalid(s_axis_tvalid), .s_axis_tready(s_axis_tready), .s_axis_tlast(s_axis_tlast),
    .m_axis_tdata(m_axis_tdata), .m_axis_tvalid(m_axis_tvalid), .m_axis_tready(m_axis_tready), .m_axis_tlast(m_axis_tlast),
    .m_axis_tuser(m_axis_tuser),
    .s_axil_awaddr(s_axil_awaddr), .s_axil_awprot(3'b0), .s_axil_awvalid(s_axil_awvalid), .s_axil_awready(s_axil_awready),
    .s_axil_wdata(s_axil_wdata), .s_axil_wstrb(4'hf), .s_axil_wvalid(s_axil_wvalid), .s_axil_wready(s_axil_wready),
    .s_axil_bresp(s_axil_bresp), .s_axil_bvalid(s_axil_bvalid), .s_axil_bready(s_axil_bready),
    .s_axil_araddr(s_axil_araddr), .s_axil_arprot(3'b0), .s_axil_arvalid(s_axil_arvalid), .s_axil_arready(s_axil_arready),
    .s_axil_rdata(s_axil_rdata), .s_axil_rresp(s_axil_rresp), .s_axil_rvalid(s_axil_rvalid), .s_axil_rready(s_axil_rready)
  );

  // Output of conv1.
  reg [767:0] conv1_row [0:1];
  reg [6143:0] conv1_cycle [0:1];
  reg [767:0] conv1_row_now;
  reg [6143:0] conv1_cycle_now;
  reg [31:0] conv1_beat;
  reg conv1_full, conv1_seen, conv1_waiting;
  reg [3:0] conv1_waited;
  reg [1:0] conv1_state;
  reg [2:0] conv1_complaint;
  always @(posedge clk)
    if (rst) begin
      conv1_waiting <= 0; conv1_waited <= 0; conv1_state <= 0; conv1_complaint <= 0;
      conv1_beat <= 0; conv1_full <= 0; conv1_seen <= 0;
      conv1_row_now = 0; conv1_cycle_now = 0;
    end else begin
      conv1_seen <= conv1_full;
      conv1_state <= { dut.u_conv1.o_valid, dut.u_conv1.o_ready };
      conv1_waiting <= dut.u_conv1.o_valid & ~dut.u_conv1.o_ready;
      conv1_waited <= dut.u_conv1.o_data;
      if (conv1_complaint == 0) begin
        if (conv1_waiting & ~dut.u_conv1.o_valid) conv1_complaint <= 1;
        if (conv1_waiting & dut.u_conv1.o_valid && dut.u_conv1.o_data != conv1_waited) conv1_complaint <= 2;
        if ((dut.u_conv1.o_valid ^ dut.u_conv1.o_valid) !== 1'b0 || (dut.u_conv1.o_valid & (^dut.u_conv1.o_data ^ ^dut.u_conv1.o_data)) !== 1'b0)
          conv1_complaint <= 3;
      end
      if (dut.u_conv1.o_valid & dut.u_conv1.o_ready) begin
        conv1_row_now[conv1_beat * 4 +: 4] = dut.u_conv1.o_data;
        conv1_cycle_now[conv1_beat * 32 +: 32] = cycle;
        conv1_beat <= conv1_beat + 1;
        if (conv1_beat == 191) begin
          conv1_beat <= 0;
          conv1_full <= ~conv1_full;
          conv1_row[~conv1_full] <= { dut.u_conv1.o_data, conv1_row_now[763:0] };
          conv1_cycle[~conv1_full] <= { cycle, conv1_cycle_now[6111:0] };
        end
      end
    end

  // Output of pool1.
  reg [383:0] pool1_row [0:1];
  reg [3071:0] pool1_cycle [0:1];
  reg [383:0] pool1_row_now;
  reg [3071:0] pool1_cycle_now;
  reg [31:0] pool1_beat;
  reg pool1_full, pool1_seen, pool1_waiting;
  reg [3:0] pool1_waited;
  reg [1:0] pool1_state;
  reg [2:0] pool1_complaint;
  always @(posedge clk)
    if (rst) begin
      pool1_waiting <= 0; pool1_waited <= 0; pool1_state <= 0; pool1_complaint <= 0;
      pool1_beat <= 0; pool1_full <= 0; pool1_seen <= 0;
      pool1_row_now = 0; pool1_cycle_now = 0;
    end else begin
      pool1_seen <= pool1_full;
      pool1_state <= { dut.u_pool1.o_valid, dut.u_pool1.o_ready };
      pool1_waiting <= dut.u_pool1.o_valid & ~dut.u_pool1.o_ready;
      pool1_waited <= dut.u_pool1.o_data;
      if (pool1_complaint == 0) begin
        if (pool1_waiting & ~dut.u_pool1.o_valid) pool1_complaint <= 1;
        if (pool1_waiting & dut.u_pool1.o_valid && dut.u_pool1.o_data != pool1_waited) pool1_complaint <= 2;
        if ((dut.u_pool1.o_valid ^ dut.u_pool1.o_valid) !== 1'b0 || (dut.u_pool1.o_valid & (^dut.u_pool1.o_data ^ ^dut.u_pool1.o_data)) !== 1'b0)
          pool1_complaint <= 3;
      end
      if (dut.u_pool1.o_valid & dut.u_pool1.o_ready) begin
        pool1_row_now[pool1_beat * 4 +: 4] = dut.u_pool1.o_data;
        pool1_cycle_now[pool1_beat * 32 +: 32] = cycle;
        pool1_beat <= pool1_beat + 1;
        if (pool1_beat == 95) begin
          pool1_beat <= 0;
          pool1_full <= ~pool1_full;
          pool1_row[~pool1_full] <= { dut.u_pool1.o_data, pool1_row_now[379:0] };
          pool1_cycle[~pool1_full] <= { cycle, pool1_cycle_now[3039:0] };
        end
      end
    end

  // Output of conv2.
  reg [1023:0] conv2_row [0:1];
  reg [8191:0] conv2_cycle [0:1];
  reg [1023:0] conv2_row_now;
  reg [8191:0] conv2_cycle_now;
  reg [31:0] conv2_beat;
  reg conv2_full, conv2_seen, conv2_waiting;
  reg [3:0] conv2_waited;
  reg [1:0] conv2_state;
  reg [2:0] conv2_complaint;
  always @(posedge clk)
    if (rst) begin
      conv2_waiting <= 0; conv2_waited <= 0; conv2_state <= 0; conv2_complaint <= 0;
      conv2_beat <= 0; conv2_full <= 0; conv2_seen <= 0;
      conv2_row_now = 0; conv2_cycle_now = 0;
    end else begin
      conv2_seen <= conv2_full;
      conv2_state <= { dut.u_conv2.o_valid, dut.u_conv2.o_ready };
      conv2_waiting <= dut.u_conv2.o_valid & ~dut.u_conv2.o_ready;
      conv2_waited <= dut.u_conv2.o_data;
      if (conv2_complaint == 0) begin
        if (conv2_waiting & ~dut.u_conv2.o_valid) conv2_complaint <= 1;
        if (conv2_waiting & dut.u_conv2.o_valid && dut.u_conv2.o_data != conv2_waited) conv2_complaint <= 2;
        if ((dut.u_conv2.o_valid ^ dut.u_conv2.o_valid) !== 1'b0 || (dut.u_conv2.o_valid & (^dut.u_conv2.o_data ^ ^dut.u_conv2.o_data)) !== 1'b0)
          conv2_complaint <= 3;
      end
      if (dut.u_conv2.o_valid & dut.u_conv2.o_ready) begin
        conv2_row_now[conv2_beat * 4 +: 4] = dut.u_conv2.o_data;
        conv2_cycle_now[conv2_beat * 32 +: 32] = cycle;
        conv2_beat <= conv2_beat + 1;
        if (conv2_beat == 255) begin
          conv2_beat <= 0;
          conv2_full <= ~conv2_full;
          conv2_row[~conv2_full] <= { dut.u_conv2.o_data, conv2_row_now[1019:0] };
          conv2_cycle[~conv2_full] <= { cycle, conv2_cycle_now[8159:0] };
        end
      end
    end

  // Output of pool2.
  reg [511:0] pool2_row [0:1];
  reg [4095:0] pool2_cycle [0:1];
  reg [511:0] pool2_row_now;
  reg [4095:0] pool2_cycle_now;
  reg [31:0] pool2_beat;
  reg pool2_full, pool2_seen, pool2_waiting;
  reg [3:0] pool2_waited;
  reg [1:0] pool2_state;
  reg [2:0] pool2_complaint;
  always @(posedge clk)
    if (rst) begin
      pool2_waiting <= 0; pool2_waited <= 0; pool2_state <= 0; pool2_complaint <= 0;
      pool2_beat <= 0; pool2_full <= 0; pool2_seen <= 0;
      pool2_row_now = 0; pool2_cycle_now = 0;
    end else begin
      pool2_seen <= pool2_full;
      pool2_state <= { dut.u_pool2.o_valid, dut.u_pool2.o_ready };
      pool2_waiting <= dut.u_pool2.o_valid & ~dut.u_pool2.o_ready;
      pool2_waited <= dut.u_pool2.o_data;
      if (pool2_complaint == 0) begin
        if (pool2_waiting & ~dut.u_pool2.o_valid) pool2_complaint <= 1;
        if (pool2_waiting & dut.u_pool2.o_valid && dut.u_pool2.o_data != pool2_waited) pool2_complaint <= 2;
        if ((dut.u_pool2.o_valid ^ dut.u_pool2.o_valid) !== 1'b0 || (dut.u_pool2.o_valid & (^dut.u_pool2.o_data ^ ^dut.u_pool2.o_data)) !== 1'b0)
          pool2_complaint <= 3;
      end
      if (dut.u_pool2.o_valid & dut.u_pool2.o_ready) begin
        pool2_row_now[pool2_beat * 4 +: 4] = dut.u_pool2.o_data;
        pool2_cycle_now[pool2_beat * 32 +: 32] = cycle;
        pool2_beat <= pool2_beat + 1;
        if (pool2_beat == 127) begin
          pool2_beat <= 0;
          pool2_full <= ~pool2_full;
          pool2_row[~pool2_full] <= { dut.u_pool2.o_data, pool2_row_now[507:0] };
          pool2_cycle[~pool2_full] <= { cycle, pool2_cycle_now[4063:0] };
        end
      end
    end

  // Output of fc1.
  reg [255:0] fc1_row [0:1];
  reg [2047:0] fc1_cycle [0:1];
  reg [255:0] fc1_row_now;
  reg [2047:0] fc1_cycle_now;
  reg [31:0] fc1_beat;
  reg fc1_full, fc1_seen, fc1_waiting;
  reg [3:0] fc1_waited;
  reg [1:0] fc1_state;
  reg [2:0] fc1_complaint;
  always @(posedge clk)
    if (rst) begin
      fc1_waiting <= 0; fc1_waited <= 0; fc1_state <= 0; fc1_complaint <= 0;
      fc1_beat <= 0; fc1_full <= 0; fc1_seen <= 0;
      fc1_row_now = 0; fc1_cycle_now = 0;
    end else begin
      fc1_seen <= fc1_full;
      fc1_state <= { dut.u_fc1.o_valid, dut.u_fc1.o_ready };
      fc1_waiting <= dut.u_fc1.o_valid & ~dut.u_fc1.o_ready;
      fc1_waited <= dut.u_fc1.o_data;
      if (fc1_complaint == 0) begin
        if (fc1_waiting & ~dut.u_fc1.o_valid) fc1_complaint <= 1;
        if (fc1_waiting & dut.u_fc1.o_valid && dut.u_fc1.o_data != fc1_waited) fc1_complaint <= 2;
        if ((dut.u_fc1.o_valid ^ dut.u_fc1.o_valid) !== 1'b0 || (dut.u_fc1.o_valid & (^dut.u_fc1.o_data ^ ^dut.u_fc1.o_data)) !== 1'b0)
          fc1_complaint <= 3;
      end
      if (dut.u_fc1.o_valid & dut.u_fc1.o_ready) begin
        fc1_row_now[fc1_beat * 4 +: 4] = dut.u_fc1.o_data;
        fc1_cycle_now[fc1_beat * 32 +: 32] = cycle;
        fc1_beat <= fc1_beat + 1;
        if (fc1_beat == 63) begin
          fc1_beat <= 0;
          fc1_full <= ~fc1_full;
          fc1_row[~fc1_full] <= { dut.u_fc1.o_data, fc1_row_now[251:0] };
          fc1_cycle[~fc1_full] <= { cycle, fc1_cycle_now[2015:0] };
        end
      end
    end

  // Output of fc2.
  reg [79:0] fc2_row [0:1];
  reg [319:0] fc2_cycle [0:1];
  reg [79:0] fc2_row_now;
  reg [319:0] fc2_cycle_now;
  reg [31:0] fc2_beat;
  reg fc2_full, fc2_seen, fc2_waiting;
  reg [7:0] fc2_waited;
  reg [1:0] fc2_state;
  reg [2:0] fc2_complaint;
  always @(posedge clk)
    if (rst) begin
      fc2_waiting <= 0; fc2_waited <= 0; fc2_state <= 0; fc2_complaint <= 0;
      fc2_beat <= 0; fc2_full <= 0; fc2_seen <= 0;
      fc2_row_now = 0; fc2_cycle_now = 0;
    end else begin
      fc2_seen <= fc2_full;
      fc2_state <= { dut.u_fc2.o_valid, dut.u_fc2.o_ready };
      fc2_waiting <= dut.u_fc2.o_valid & ~dut.u_fc2.o_ready;
      fc2_waited <= dut.u_fc2.o_data;
      if (fc2_complaint == 0) begin
        if (fc2_waiting & ~dut.u_fc2.o_valid) fc2_complaint <= 1;
        if (fc2_waiting & dut.u_fc2.o_valid && dut.u_fc2.o_data != fc2_waited) fc2_complaint <= 2;
        if ((dut.u_fc2.o_valid ^ dut.u_fc2.o_valid) !== 1'b0 || (dut.u_fc2.o_valid & (^dut.u_fc2.o_data ^ ^dut.u_fc2.o_data)) !== 1'b0)
          fc2_complaint <= 3;
      end
      if (dut.u_fc2.o_valid & dut.u_fc2.o_ready) begin
        fc2_row_now[fc2_beat * 8 +: 8] = dut.u_fc2.o_data;
        fc2_cycle_now[fc2_beat * 32 +: 32] = cycle;
        fc2_beat <= fc2_beat + 1;
        if (fc2_beat == 9) begin
          fc2_beat <= 0;
          fc2_full <= ~fc2_full;
          fc2_row[~fc2_full] <= { dut.u_fc2.o_data, fc2_row_now[71:0] };
          fc2_cycle[~fc2_full] <= { cycle, fc2_cycle_now[287:0] };
        end
      end
    end

  // The accelerator's output.
  reg [79:0] m_axis_row [0:1];
  reg [319:0] m_axis_cycle [0:1];
  reg [79:0] m_axis_row_now;
  reg [319:0] m_axis_cycle_now;
  reg [31:0] m_axis_beat;
  reg m_axis_full, m_axis_seen, m_axis_waiting;
  reg [7:0] m_axis_waited;
  reg [1:0] m_axis_state;
  reg [2:0] m_axis_complaint;
  always @(posedge clk)
    if (rst) begin
      m_axis_waiting <= 0; m_axis_waited <= 0; m_axis_state <= 0; m_axis_complaint <= 0;
      m_axis_beat <= 0; m_axis_full <= 0; m_axis_seen <= 0;
      m_axis_row_now = 0; m_axis_cycle_now = 0;
    end else begin
      m_axis_seen <= m_axis_full;
      m_axis_state <= { m_axis_tvalid, m_axis_tready };
      m_axis_waiting <= m_axis_tvalid & ~m_axis_tready;
      m_axis_waited <= m_axis_tdata;
      if (m_axis_complaint == 0) begin
        if (m_axis_waiting & ~m_axis_tvalid) m_axis_complaint <= 1;
        if (m_axis_waiting & m_axis_tvalid && m_axis_tdata != m_axis_waited) m_axis_complaint <= 2;
        if ((m_axis_tvalid ^ m_axis_tvalid) !== 1'b0 || (m_axis_tvalid & (^m_axis_tdata ^ ^m_axis_tdata)) !== 1'b0)
          m_axis_complaint <= 3;
        if (m_axis_tvalid & (m_axis_tlast !== m_axis_end)) m_axis_complaint <= 4;
        if (m_axis_tvalid & (m_axis_tuser !== 1'b0)) m_axis_complaint <= 5;
      end
      if (m_axis_tvalid & m_axis_tready) begin
        m_axis_row_now[m_axis_beat * 8 +: 8] = m_axis_tdata;
        m_axis_cycle_now[m_axis_beat * 32 +: 32] = cycle;
        m_axis_beat <= m_axis_beat + 1;
        if (m_axis_beat == 9) begin
          m_axis_beat <= 0;
          m_axis_full <= ~m_axis_full;
          m_axis_row[~m_axis_full] <= { m_axis_tdata, m_axis_row_now[71:0] };
          m_axis_cycle[~m_axis_full] <= { cycle, m_axis_cycle_now[287:0] };
        end
      end
    end

  initial begin
    rst = 1; cycle = 0; image = 0; image_put = 0; source_stall = 0; sink_stall = 0;
    s_axil_awaddr = 0; s_axil_araddr = 0; s_axil_wdata = 0;
    s_axil_awvalid = 0; s_axil_wvalid = 0; s_axil_bready = 0; s_axil_arvalid = 0; s_axil_rready = 0;
  end
endmodule
`default_nettype wire
