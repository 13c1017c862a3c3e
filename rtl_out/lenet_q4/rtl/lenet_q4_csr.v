// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_csr(s_axil_awprot, s_axil_awvalid, s_axil_wdata, s_axil_wstrb, s_axil_wvalid, s_axil_bready, s_axil_araddr, s_axil_arprot, s_axil_arvalid, s_axil_rready, events, status, clk, rst, s_axil_awready, s_axil_wready, s_axil_bresp, s_axil_bvalid, s_axil_arready, s_axil_rdata, s_axil_rresp
, s_axil_rvalid, control, s_axil_awaddr);
  reg \$auto$verilog_backend.cc:2355:dump_module$23  = 0;
  wire \$1 ;
  wire [32:0] \$10 ;
  reg [31:0] \$100 ;
  reg [31:0] \$101 ;
  reg [31:0] \$102 ;
  reg [31:0] \$103 ;
  reg [31:0] \$104 ;
  reg [31:0] \$105 ;
  reg [31:0] \$106 ;
  reg [31:0] \$107 ;
  reg [31:0] \$108 ;
  reg [31:0] \$109 ;
  wire \$11 ;
  reg [31:0] \$110 ;
  reg [31:0] \$111 ;
  reg [31:0] \$112 ;
  reg [31:0] \$113 ;
  reg [31:0] \$114 ;
  reg [31:0] \$115 ;
  reg [31:0] \$116 ;
  reg [31:0] \$117 ;
  reg [31:0] \$118 ;
  reg [31:0] \$119 ;
  wire \$12 ;
  reg [31:0] \$120 ;
  reg [9:0] \$121 ;
  reg \$122 ;
  reg [31:0] \$123 ;
  reg [3:0] \$124 ;
  reg \$125 ;
  reg \$126 ;
  reg \$127 ;
  reg \$128 ;
  reg [1:0] \$129 ;
  wire [32:0] \$13 ;
  reg \$130 ;
  reg [9:0] \$131 ;
  reg \$132 ;
  reg \$133 ;
  reg [31:0] \$134 ;
  reg [1:0] \$135 ;
  wire \$14 ;
  wire \$15 ;
  wire [32:0] \$16 ;
  wire [32:0] \$17 ;
  wire [32:0] \$18 ;
  wire [32:0] \$19 ;
  wire \$2 ;
  wire \$20 ;
  wire [32:0] \$21 ;
  wire \$22 ;
  wire [32:0] \$23 ;
  wire \$24 ;
  wire [32:0] \$25 ;
  wire \$26 ;
  wire \$27 ;
  wire [32:0] \$28 ;
  wire [32:0] \$29 ;
  wire \$3 ;
  wire [32:0] \$30 ;
  wire [32:0] \$31 ;
  wire [32:0] \$32 ;
  wire [32:0] \$33 ;
  wire \$34 ;
  wire [32:0] \$35 ;
  wire \$36 ;
  wire [32:0] \$37 ;
  wire [32:0] \$38 ;
  wire [32:0] \$39 ;
  wire \$4 ;
  wire [32:0] \$40 ;
  wire [32:0] \$41 ;
  wire [32:0] \$42 ;
  wire \$43 ;
  wire [32:0] \$44 ;
  wire \$45 ;
  wire [32:0] \$46 ;
  wire [32:0] \$47 ;
  wire [32:0] \$48 ;
  wire [32:0] \$49 ;
  wire \$5 ;
  wire [32:0] \$50 ;
  wire [32:0] \$51 ;
  wire \$52 ;
  wire [32:0] \$53 ;
  wire \$54 ;
  wire [32:0] \$55 ;
  wire [32:0] \$56 ;
  wire [32:0] \$57 ;
  wire [32:0] \$58 ;
  wire [32:0] \$59 ;
  wire \$6 ;
  wire \$60 ;
  wire [32:0] \$61 ;
  wire \$62 ;
  wire [32:0] \$63 ;
  wire \$64 ;
  wire \$65 ;
  wire \$66 ;
  wire \$67 ;
  wire \$68 ;
  wire \$69 ;
  wire \$7 ;
  wire \$70 ;
  wire \$71 ;
  wire \$72 ;
  wire \$73 ;
  wire \$74 ;
  wire \$75 ;
  wire [32:0] \$76 ;
  reg \$77 ;
  reg [31:0] \$78 ;
  reg [31:0] \$79 ;
  wire \$8 ;
  reg [31:0] \$80 ;
  reg \$81 ;
  reg [31:0] \$82 ;
  reg \$83 ;
  reg [31:0] \$84 ;
  reg [31:0] \$85 ;
  reg [31:0] \$86 ;
  reg [31:0] \$87 ;
  reg [31:0] \$88 ;
  reg [31:0] \$89 ;
  wire [32:0] \$9 ;
  reg [31:0] \$90 ;
  reg \$91 ;
  reg [31:0] \$92 ;
  reg [31:0] \$93 ;
  reg [31:0] \$94 ;
  reg [31:0] \$95 ;
  reg [31:0] \$96 ;
  reg [31:0] \$97 ;
  reg [31:0] \$98 ;
  reg [31:0] \$99 ;
  wire active;
  reg [9:0] ar_address;
  reg ar_full;
  reg [9:0] aw_address;
  reg aw_full;
  input clk;
  wire clk;
  output [2:0] control;
  wire [2:0] control;
  reg control_clear;
  reg control_flush;
  reg control_run;
  reg [31:0] conv1_blocked_count;
  reg [31:0] conv1_conversions_count;
  reg [31:0] conv1_dispatches_count;
  reg [31:0] conv1_phases_count;
  reg [31:0] conv1_starved_count;
  reg [31:0] conv1_windows_count;
  reg [31:0] conv2_blocked_count;
  reg [31:0] conv2_conversions_count;
  reg [31:0] conv2_dispatches_count;
  reg [31:0] conv2_phases_count;
  reg [31:0] conv2_starved_count;
  reg [31:0] conv2_windows_count;
  reg cycles_carry;
  reg [31:0] cycles_hi_count;
  reg [31:0] cycles_high_word;
  reg [31:0] cycles_lo_count;
  input [35:0] events;
  wire [35:0] events;
  reg [31:0] fc1_blocked_count;
  reg [31:0] fc1_conversions_count;
  reg [31:0] fc1_dispatches_count;
  reg [31:0] fc1_phases_count;
  reg [31:0] fc1_starved_count;
  reg [31:0] fc1_windows_count;
  reg [31:0] fc2_blocked_count;
  reg [31:0] fc2_conversions_count;
  reg [31:0] fc2_dispatches_count;
  reg [31:0] fc2_phases_count;
  reg [31:0] fc2_starved_count;
  reg [31:0] fc2_windows_count;
  reg [31:0] first_out_cycle;
  reg first_out_cycle_seen;
  reg [31:0] images_in_count;
  reg [31:0] images_out_count;
  reg [31:0] input_beats_count;
  reg [31:0] input_stalled_count;
  reg [31:0] input_starved_count;
  reg [31:0] last_out_cycle;
  reg [31:0] long_frames_count;
  reg [31:0] output_stalled_count;
  reg [31:0] pool1_beats_count;
  reg [31:0] pool2_beats_count;
  wire read;
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
  reg [1:0] s_axil_bresp;
  output s_axil_bvalid;
  reg s_axil_bvalid;
  output [31:0] s_axil_rdata;
  reg [31:0] s_axil_rdata;
  input s_axil_rready;
  wire s_axil_rready;
  output [1:0] s_axil_rresp;
  reg [1:0] s_axil_rresp;
  output s_axil_rvalid;
  reg s_axil_rvalid;
  input [31:0] s_axil_wdata;
  wire [31:0] s_axil_wdata;
  output s_axil_wready;
  wire s_axil_wready;
  input [3:0] s_axil_wstrb;
  wire [3:0] s_axil_wstrb;
  input s_axil_wvalid;
  wire s_axil_wvalid;
  reg [31:0] short_frames_count;
  input status;
  wire status;
  wire status_busy;
  reg status_busy_begun;
  reg [31:0] status_busy_under_way;
  reg status_frame_error;
  reg [31:0] w_data;
  reg w_full;
  reg [3:0] w_strobe;
  wire write;
  assign active = | { status_busy, control_run };
  assign \$1  = | status_busy_under_way;
  assign status_busy = status_busy_begun | \$1 ;
  assign s_axil_awready = ~ aw_full;
  assign s_axil_wready = ~ w_full;
  assign \$2  = aw_full & w_full;
  assign \$3  = ~ s_axil_bvalid;
  assign \$4  = \$3  | s_axil_bready;
  assign write = \$2  & \$4 ;
  assign s_axil_arready = ~ ar_full;
  assign \$5  = ~ s_axil_rvalid;
  assign \$6  = \$5  | s_axil_rready;
  assign read = ar_full & \$6 ;
  assign \$7  = cycles_lo_count == 32'd4294967295;
  assign \$8  = active & \$7 ;
  assign \$9  = cycles_high_word + cycles_carry;
  assign \$10  = cycles_lo_count + 1'h1;
  assign \$11  = ~ events[2];
  assign \$12  = events[1] & \$11 ;
  assign \$13  = status_busy_under_way + 1'h1;
  assign \$14  = ~ events[1];
  assign \$15  = events[2] & \$14 ;
  assign \$16  = status_busy_under_way - 1'h1;
  assign \$17  = images_in_count + events[1];
  assign \$18  = images_out_count + events[2];
  assign \$19  = input_beats_count + events[0];
  assign \$20  = events[5] & active;
  assign \$21  = input_stalled_count + \$20 ;
  assign \$22  = events[6] & active;
  assign \$23  = input_starved_count + \$22 ;
  assign \$24  = events[7] & active;
  assign \$25  = output_stalled_count + \$24 ;
  assign \$26  = ~ first_out_cycle_seen;
  assign \$27  = events[2] & \$26 ;
  assign \$28  = short_frames_count + events[8];
  assign \$29  = long_frames_count + events[9];
  assign \$30  = conv1_windows_count + events[10];
  assign \$31  = conv1_dispatches_count + events[11];
  assign \$32  = conv1_phases_count + events[12];
  assign \$33  = conv1_conversions_count + events[13];
  assign \$34  = events[14] & active;
  assign \$35  = conv1_starved_count + \$34 ;
  assign \$36  = events[15] & active;
  assign \$37  = conv1_blocked_count + \$36 ;
  assign \$38  = pool1_beats_count + events[16];
  assign \$39  = conv2_windows_count + events[17];
  assign \$40  = conv2_dispatches_count + events[18];
  assign \$41  = conv2_phases_count + events[19];
  assign \$42  = conv2_conversions_count + events[20];
  assign \$43  = events[21] & active;
  assign \$44  = conv2_starved_count + \$43 ;
  assign \$45  = events[22] & active;
  assign \$46  = conv2_blocked_count + \$45 ;
  assign \$47  = pool2_beats_count + events[23];
  assign \$48  = fc1_windows_count + events[24];
  assign \$49  = fc1_dispatches_count + events[25];
  assign \$50  = fc1_phases_count + events[26];
  assign \$51  = fc1_conversions_count + events[27];
  assign \$52  = events[28] & active;
  assign \$53  = fc1_starved_count + \$52 ;
  assign \$54  = events[29] & active;
  assign \$55  = fc1_blocked_count + \$54 ;
  assign \$56  = fc2_windows_count + events[30];
  assign \$57  = fc2_dispatches_count + events[31];
  assign \$58  = fc2_phases_count + events[32];
  assign \$59  = fc2_conversions_count + events[33];
  assign \$60  = events[34] & active;
  assign \$61  = fc2_starved_count + \$60 ;
  assign \$62  = events[35] & active;
  assign \$63  = fc2_blocked_count + \$62 ;
  assign \$64  = s_axil_awvalid & s_axil_awready;
  assign \$65  = s_axil_wvalid & s_axil_wready;
  assign \$66  = ~ w_strobe[0];
  assign \$67  = control_run & \$66 ;
  assign \$68  = w_data[0] & w_strobe[0];
  assign \$69  = \$67  | \$68 ;
  assign \$70  = w_data[1] & w_strobe[0];
  assign \$71  = w_data[2] & w_strobe[0];
  assign \$72  = w_data[1] & w_strobe[0];
  assign \$73  = ~ events[4];
  assign \$74  = \$72  & \$73 ;
  assign \$75  = s_axil_arvalid & s_axil_arready;
  assign \$76  = cycles_high_word + cycles_carry;
  always @(posedge clk)
    cycles_carry <= \$77 ;
  always @(posedge clk)
    cycles_high_word <= \$78 ;
  always @(posedge clk)
    cycles_lo_count <= \$79 ;
  always @(posedge clk)
    cycles_hi_count <= \$80 ;
  always @(posedge clk)
    status_busy_begun <= \$81 ;
  always @(posedge clk)
    status_busy_under_way <= \$82 ;
  always @(posedge clk)
    status_frame_error <= \$83 ;
  always @(posedge clk)
    images_in_count <= \$84 ;
  always @(posedge clk)
    images_out_count <= \$85 ;
  always @(posedge clk)
    input_beats_count <= \$86 ;
  always @(posedge clk)
    input_stalled_count <= \$87 ;
  always @(posedge clk)
    input_starved_count <= \$88 ;
  always @(posedge clk)
    output_stalled_count <= \$89 ;
  always @(posedge clk)
    first_out_cycle <= \$90 ;
  always @(posedge clk)
    first_out_cycle_seen <= \$91 ;
  always @(posedge clk)
    last_out_cycle <= \$92 ;
  always @(posedge clk)
    short_frames_count <= \$93 ;
  always @(posedge clk)
    long_frames_count <= \$94 ;
  always @(posedge clk)
    conv1_windows_count <= \$95 ;
  always @(posedge clk)
    conv1_dispatches_count <= \$96 ;
  always @(posedge clk)
    conv1_phases_count <= \$97 ;
  always @(posedge clk)
    conv1_conversions_count <= \$98 ;
  always @(posedge clk)
    conv1_starved_count <= \$99 ;
  always @(posedge clk)
    conv1_blocked_count <= \$100 ;
  always @(posedge clk)
    pool1_beats_count <= \$101 ;
  always @(posedge clk)
    conv2_windows_count <= \$102 ;
  always @(posedge clk)
    conv2_dispatches_count <= \$103 ;
  always @(posedge clk)
    conv2_phases_count <= \$104 ;
  always @(posedge clk)
    conv2_conversions_count <= \$105 ;
  always @(posedge clk)
    conv2_starved_count <= \$106 ;
  always @(posedge clk)
    conv2_blocked_count <= \$107 ;
  always @(posedge clk)
    pool2_beats_count <= \$108 ;
  always @(posedge clk)
    fc1_windows_count <= \$109 ;
  always @(posedge clk)
    fc1_dispatches_count <= \$110 ;
  always @(posedge clk)
    fc1_phases_count <= \$111 ;
  always @(posedge clk)
    fc1_conversions_count <= \$112 ;
  always @(posedge clk)
    fc1_starved_count <= \$113 ;
  always @(posedge clk)
    fc1_blocked_count <= \$114 ;
  always @(posedge clk)
    fc2_windows_count <= \$115 ;
  always @(posedge clk)
    fc2_dispatches_count <= \$116 ;
  always @(posedge clk)
    fc2_phases_count <= \$117 ;
  always @(posedge clk)
    fc2_conversions_count <= \$118 ;
  always @(posedge clk)
    fc2_starved_count <= \$119 ;
  always @(posedge clk)
    fc2_blocked_count <= \$120 ;
  always @(posedge clk)
    aw_address <= \$121 ;
  always @(posedge clk)
    aw_full <= \$122 ;
  always @(posedge clk)
    w_data <= \$123 ;
  always @(posedge clk)
    w_strobe <= \$124 ;
  always @(posedge clk)
    w_full <= \$125 ;
  always @(posedge clk)
    s_axil_bvalid <= \$126 ;
  always @(posedge clk)
    control_clear <= \$127 ;
  always @(posedge clk)
    control_flush <= \$128 ;
  always @(posedge clk)
    s_axil_bresp <= \$129 ;
  always @(posedge clk)
    control_run <= \$130 ;
  always @(posedge clk)
    ar_address <= \$131 ;
  always @(posedge clk)
    ar_full <= \$132 ;
  always @(posedge clk)
    s_axil_rvalid <= \$133 ;
  always @(posedge clk)
    s_axil_rdata <= \$134 ;
  always @(posedge clk)
    s_axil_rresp <= \$135 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$77  = \$8 ;
    if (control_clear) begin
      \$77  = 1'h0;
    end
    if (rst) begin
      \$77  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$78  = \$9 [31:0];
    if (control_clear) begin
      \$78  = 32'd0;
    end
    if (rst) begin
      \$78  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$79  = cycles_lo_count;
    if (active) begin
      \$79  = \$10 [31:0];
    end
    if (control_clear) begin
      \$79  = 32'd0;
    end
    if (rst) begin
      \$79  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$80  = cycles_hi_count;
    if (control_clear) begin
      \$80  = 32'd0;
    end
    if (read) begin
      casez (ar_address)
        10'h000:
            /* empty */;
        10'h001:
            /* empty */;
        10'h002:
            /* empty */;
        10'h003:
            /* empty */;
        10'h004:
            /* empty */;
        10'h005:
            /* empty */;
        10'h006:
            /* empty */;
        10'h007:
            /* empty */;
        10'h008:
            /* empty */;
        10'h009:
            \$80  = \$76 [31:0];
      endcase
    end
    if (rst) begin
      \$80  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$81  = status_busy_begun;
    if (events[1]) begin
      \$81  = 1'h0;
    end else if (events[0]) begin
      \$81  = 1'h1;
    end
    if (events[3]) begin
      \$81  = 1'h0;
    end
    if (rst) begin
      \$81  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$82  = status_busy_under_way;
    if (\$12 ) begin
      \$82  = \$13 [31:0];
    end
    if (\$15 ) begin
      \$82  = \$16 [31:0];
    end
    if (events[3]) begin
      \$82  = 32'd0;
    end
    if (rst) begin
      \$82  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$83  = status_frame_error;
    if (events[4]) begin
      \$83  = 1'h1;
    end
    if (write) begin
      casez (aw_address)
        10'h000:
            /* empty */;
        10'h001:
            /* empty */;
        10'h002:
            /* empty */;
        10'h003:
            /* empty */;
        10'h004:
            /* empty */;
        10'h005:
            /* empty */;
        10'h006:
            /* empty */;
        10'h007:
            /* empty */;
        10'h008:
            if (\$74 ) begin
              \$83  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$83  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$84  = \$17 [31:0];
    if (control_clear) begin
      \$84  = 32'd0;
    end
    if (rst) begin
      \$84  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$85  = \$18 [31:0];
    if (control_clear) begin
      \$85  = 32'd0;
    end
    if (rst) begin
      \$85  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$86  = \$19 [31:0];
    if (control_clear) begin
      \$86  = 32'd0;
    end
    if (rst) begin
      \$86  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$87  = \$21 [31:0];
    if (control_clear) begin
      \$87  = 32'd0;
    end
    if (rst) begin
      \$87  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$88  = \$23 [31:0];
    if (control_clear) begin
      \$88  = 32'd0;
    end
    if (rst) begin
      \$88  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$89  = \$25 [31:0];
    if (control_clear) begin
      \$89  = 32'd0;
    end
    if (rst) begin
      \$89  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$90  = first_out_cycle;
    if (control_clear) begin
      \$90  = 32'd0;
    end else if (\$27 ) begin
      \$90  = cycles_lo_count;
    end
    if (rst) begin
      \$90  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$91  = first_out_cycle_seen;
    if (control_clear) begin
      \$91  = 1'h0;
    end else if (\$27 ) begin
      \$91  = 1'h1;
    end
    if (rst) begin
      \$91  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$92  = last_out_cycle;
    if (control_clear) begin
      \$92  = 32'd0;
    end else if (events[2]) begin
      \$92  = cycles_lo_count;
    end
    if (rst) begin
      \$92  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$93  = \$28 [31:0];
    if (control_clear) begin
      \$93  = 32'd0;
    end
    if (rst) begin
      \$93  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$94  = \$29 [31:0];
    if (control_clear) begin
      \$94  = 32'd0;
    end
    if (rst) begin
      \$94  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$95  = \$30 [31:0];
    if (control_clear) begin
      \$95  = 32'd0;
    end
    if (rst) begin
      \$95  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$96  = \$31 [31:0];
    if (control_clear) begin
      \$96  = 32'd0;
    end
    if (rst) begin
      \$96  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$97  = \$32 [31:0];
    if (control_clear) begin
      \$97  = 32'd0;
    end
    if (rst) begin
      \$97  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$98  = \$33 [31:0];
    if (control_clear) begin
      \$98  = 32'd0;
    end
    if (rst) begin
      \$98  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$99  = \$35 [31:0];
    if (control_clear) begin
      \$99  = 32'd0;
    end
    if (rst) begin
      \$99  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$100  = \$37 [31:0];
    if (control_clear) begin
      \$100  = 32'd0;
    end
    if (rst) begin
      \$100  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$101  = \$38 [31:0];
    if (control_clear) begin
      \$101  = 32'd0;
    end
    if (rst) begin
      \$101  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$102  = \$39 [31:0];
    if (control_clear) begin
      \$102  = 32'd0;
    end
    if (rst) begin
      \$102  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$103  = \$40 [31:0];
    if (control_clear) begin
      \$103  = 32'd0;
    end
    if (rst) begin
      \$103  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$104  = \$41 [31:0];
    if (control_clear) begin
      \$104  = 32'd0;
    end
    if (rst) begin
      \$104  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$105  = \$42 [31:0];
    if (control_clear) begin
      \$105  = 32'd0;
    end
    if (rst) begin
      \$105  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$106  = \$44 [31:0];
    if (control_clear) begin
      \$106  = 32'd0;
    end
    if (rst) begin
      \$106  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$107  = \$46 [31:0];
    if (control_clear) begin
      \$107  = 32'd0;
    end
    if (rst) begin
      \$107  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$108  = \$47 [31:0];
    if (control_clear) begin
      \$108  = 32'd0;
    end
    if (rst) begin
      \$108  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$109  = \$48 [31:0];
    if (control_clear) begin
      \$109  = 32'd0;
    end
    if (rst) begin
      \$109  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$110  = \$49 [31:0];
    if (control_clear) begin
      \$110  = 32'd0;
    end
    if (rst) begin
      \$110  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$111  = \$50 [31:0];
    if (control_clear) begin
      \$111  = 32'd0;
    end
    if (rst) begin
      \$111  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$112  = \$51 [31:0];
    if (control_clear) begin
      \$112  = 32'd0;
    end
    if (rst) begin
      \$112  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$113  = \$53 [31:0];
    if (control_clear) begin
      \$113  = 32'd0;
    end
    if (rst) begin
      \$113  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$114  = \$55 [31:0];
    if (control_clear) begin
      \$114  = 32'd0;
    end
    if (rst) begin
      \$114  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$115  = \$56 [31:0];
    if (control_clear) begin
      \$115  = 32'd0;
    end
    if (rst) begin
      \$115  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$116  = \$57 [31:0];
    if (control_clear) begin
      \$116  = 32'd0;
    end
    if (rst) begin
      \$116  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$117  = \$58 [31:0];
    if (control_clear) begin
      \$117  = 32'd0;
    end
    if (rst) begin
      \$117  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$118  = \$59 [31:0];
    if (control_clear) begin
      \$118  = 32'd0;
    end
    if (rst) begin
      \$118  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$119  = \$61 [31:0];
    if (control_clear) begin
      \$119  = 32'd0;
    end
    if (rst) begin
      \$119  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$120  = \$63 [31:0];
    if (control_clear) begin
      \$120  = 32'd0;
    end
    if (rst) begin
      \$120  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$121  = aw_address;
    if (\$64 ) begin
      \$121  = s_axil_awaddr[11:2];
    end
    if (rst) begin
      \$121  = 10'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$122  = aw_full;
    if (\$64 ) begin
      \$122  = 1'h1;
    end
    if (write) begin
      \$122  = 1'h0;
    end
    if (rst) begin
      \$122  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$123  = w_data;
    if (\$65 ) begin
      \$123  = s_axil_wdata;
    end
    if (rst) begin
      \$123  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$124  = w_strobe;
    if (\$65 ) begin
      \$124  = s_axil_wstrb;
    end
    if (rst) begin
      \$124  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$125  = w_full;
    if (\$65 ) begin
      \$125  = 1'h1;
    end
    if (write) begin
      \$125  = 1'h0;
    end
    if (rst) begin
      \$125  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$126  = s_axil_bvalid;
    if (s_axil_bready) begin
      \$126  = 1'h0;
    end
    if (write) begin
      \$126  = 1'h1;
    end
    if (rst) begin
      \$126  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$127  = 1'h0;
    if (write) begin
      casez (aw_address)
        10'h000:
            /* empty */;
        10'h001:
            /* empty */;
        10'h002:
            /* empty */;
        10'h003:
            /* empty */;
        10'h004:
            /* empty */;
        10'h005:
            /* empty */;
        10'h006:
            /* empty */;
        10'h007:
            \$127  = \$70 ;
      endcase
    end
    if (rst) begin
      \$127  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$128  = 1'h0;
    if (write) begin
      casez (aw_address)
        10'h000:
            /* empty */;
        10'h001:
            /* empty */;
        10'h002:
            /* empty */;
        10'h003:
            /* empty */;
        10'h004:
            /* empty */;
        10'h005:
            /* empty */;
        10'h006:
            /* empty */;
        10'h007:
            \$128  = \$71 ;
      endcase
    end
    if (rst) begin
      \$128  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$129  = s_axil_bresp;
    if (write) begin
      \$129  = 2'h3;
      casez (aw_address)
        10'h000:
            \$129  = 2'h2;
        10'h001:
            \$129  = 2'h2;
        10'h002:
            \$129  = 2'h2;
        10'h003:
            \$129  = 2'h2;
        10'h004:
            \$129  = 2'h2;
        10'h005:
            \$129  = 2'h2;
        10'h006:
            \$129  = 2'h2;
        10'h007:
            \$129  = 2'h0;
        10'h008:
            \$129  = 2'h0;
        10'h009:
            \$129  = 2'h2;
        10'h00a:
            \$129  = 2'h2;
        10'h00b:
            \$129  = 2'h2;
        10'h00c:
            \$129  = 2'h2;
        10'h00d:
            \$129  = 2'h2;
        10'h00e:
            \$129  = 2'h2;
        10'h00f:
            \$129  = 2'h2;
        10'h010:
            \$129  = 2'h2;
        10'h011:
            \$129  = 2'h2;
        10'h012:
            \$129  = 2'h2;
        10'h013:
            \$129  = 2'h2;
        10'h014:
            \$129  = 2'h2;
        10'h040:
            \$129  = 2'h2;
        10'h041:
            \$129  = 2'h2;
        10'h042:
            \$129  = 2'h2;
        10'h043:
            \$129  = 2'h2;
        10'h044:
            \$129  = 2'h2;
        10'h045:
            \$129  = 2'h2;
        10'h046:
            \$129  = 2'h2;
        10'h047:
            \$129  = 2'h2;
        10'h050:
            \$129  = 2'h2;
        10'h060:
            \$129  = 2'h2;
        10'h061:
            \$129  = 2'h2;
        10'h062:
            \$129  = 2'h2;
        10'h063:
            \$129  = 2'h2;
        10'h064:
            \$129  = 2'h2;
        10'h065:
            \$129  = 2'h2;
        10'h066:
            \$129  = 2'h2;
        10'h067:
            \$129  = 2'h2;
        10'h070:
            \$129  = 2'h2;
        10'h080:
            \$129  = 2'h2;
        10'h081:
            \$129  = 2'h2;
        10'h082:
            \$129  = 2'h2;
        10'h083:
            \$129  = 2'h2;
        10'h084:
            \$129  = 2'h2;
        10'h085:
            \$129  = 2'h2;
        10'h086:
            \$129  = 2'h2;
        10'h087:
            \$129  = 2'h2;
        10'h090:
            \$129  = 2'h2;
        10'h091:
            \$129  = 2'h2;
        10'h092:
            \$129  = 2'h2;
        10'h093:
            \$129  = 2'h2;
        10'h094:
            \$129  = 2'h2;
        10'h095:
            \$129  = 2'h2;
        10'h096:
            \$129  = 2'h2;
        10'h097:
            \$129  = 2'h2;
      endcase
    end
    if (rst) begin
      \$129  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$130  = control_run;
    if (write) begin
      casez (aw_address)
        10'h000:
            /* empty */;
        10'h001:
            /* empty */;
        10'h002:
            /* empty */;
        10'h003:
            /* empty */;
        10'h004:
            /* empty */;
        10'h005:
            /* empty */;
        10'h006:
            /* empty */;
        10'h007:
            \$130  = \$69 ;
      endcase
    end
    if (rst) begin
      \$130  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$131  = ar_address;
    if (\$75 ) begin
      \$131  = s_axil_araddr[11:2];
    end
    if (rst) begin
      \$131  = 10'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$132  = ar_full;
    if (\$75 ) begin
      \$132  = 1'h1;
    end
    if (read) begin
      \$132  = 1'h0;
    end
    if (rst) begin
      \$132  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$133  = s_axil_rvalid;
    if (s_axil_rready) begin
      \$133  = 1'h0;
    end
    if (read) begin
      \$133  = 1'h1;
    end
    if (rst) begin
      \$133  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$134  = s_axil_rdata;
    if (read) begin
      \$134  = 32'd0;
      casez (ar_address)
        10'h000:
            \$134  = 32'd1212435527;
        10'h001:
            \$134  = 32'd256;
        10'h002:
            \$134  = 32'd2520470380;
        10'h003:
            \$134  = 32'd3779608572;
        10'h004:
            \$134  = 32'd1380457341;
        10'h005:
            \$134  = 32'd2364034675;
        10'h006:
            \$134  = 32'd6;
        10'h007:
            \$134  = { 31'h00000000, control_run };
        10'h008:
            \$134  = { 29'h00000000, status, status_frame_error, status_busy };
        10'h009:
            \$134  = cycles_lo_count;
        10'h00a:
            \$134  = cycles_hi_count;
        10'h00b:
            \$134  = images_in_count;
        10'h00c:
            \$134  = images_out_count;
        10'h00d:
            \$134  = input_beats_count;
        10'h00e:
            \$134  = input_stalled_count;
        10'h00f:
            \$134  = input_starved_count;
        10'h010:
            \$134  = output_stalled_count;
        10'h011:
            \$134  = first_out_cycle;
        10'h012:
            \$134  = last_out_cycle;
        10'h013:
            \$134  = short_frames_count;
        10'h014:
            \$134  = long_frames_count;
        10'h040:
            \$134  = conv1_windows_count;
        10'h041:
            \$134  = conv1_dispatches_count;
        10'h042:
            \$134  = conv1_phases_count;
        10'h043:
            \$134  = conv1_conversions_count;
        10'h044:
            \$134  = conv1_starved_count;
        10'h045:
            \$134  = conv1_blocked_count;
        10'h046:
            \$134  = 32'd131074;
        10'h047:
            \$134  = 32'd16;
        10'h050:
            \$134  = pool1_beats_count;
        10'h060:
            \$134  = conv2_windows_count;
        10'h061:
            \$134  = conv2_dispatches_count;
        10'h062:
            \$134  = conv2_phases_count;
        10'h063:
            \$134  = conv2_conversions_count;
        10'h064:
            \$134  = conv2_starved_count;
        10'h065:
            \$134  = conv2_blocked_count;
        10'h066:
            \$134  = 32'd131074;
        10'h067:
            \$134  = 32'd32;
        10'h070:
            \$134  = pool2_beats_count;
        10'h080:
            \$134  = fc1_windows_count;
        10'h081:
            \$134  = fc1_dispatches_count;
        10'h082:
            \$134  = fc1_phases_count;
        10'h083:
            \$134  = fc1_conversions_count;
        10'h084:
            \$134  = fc1_starved_count;
        10'h085:
            \$134  = fc1_blocked_count;
        10'h086:
            \$134  = 32'd131074;
        10'h087:
            \$134  = 32'd128;
        10'h090:
            \$134  = fc2_windows_count;
        10'h091:
            \$134  = fc2_dispatches_count;
        10'h092:
            \$134  = fc2_phases_count;
        10'h093:
            \$134  = fc2_conversions_count;
        10'h094:
            \$134  = fc2_starved_count;
        10'h095:
            \$134  = fc2_blocked_count;
        10'h096:
            \$134  = 32'd131074;
        10'h097:
            \$134  = 32'd16;
      endcase
    end
    if (rst) begin
      \$134  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$23 ) begin end
    \$135  = s_axil_rresp;
    if (read) begin
      \$135  = 2'h3;
      casez (ar_address)
        10'h000:
            \$135  = 2'h0;
        10'h001:
            \$135  = 2'h0;
        10'h002:
            \$135  = 2'h0;
        10'h003:
            \$135  = 2'h0;
        10'h004:
            \$135  = 2'h0;
        10'h005:
            \$135  = 2'h0;
        10'h006:
            \$135  = 2'h0;
        10'h007:
            \$135  = 2'h0;
        10'h008:
            \$135  = 2'h0;
        10'h009:
            \$135  = 2'h0;
        10'h00a:
            \$135  = 2'h0;
        10'h00b:
            \$135  = 2'h0;
        10'h00c:
            \$135  = 2'h0;
        10'h00d:
            \$135  = 2'h0;
        10'h00e:
            \$135  = 2'h0;
        10'h00f:
            \$135  = 2'h0;
        10'h010:
            \$135  = 2'h0;
        10'h011:
            \$135  = 2'h0;
        10'h012:
            \$135  = 2'h0;
        10'h013:
            \$135  = 2'h0;
        10'h014:
            \$135  = 2'h0;
        10'h040:
            \$135  = 2'h0;
        10'h041:
            \$135  = 2'h0;
        10'h042:
            \$135  = 2'h0;
        10'h043:
            \$135  = 2'h0;
        10'h044:
            \$135  = 2'h0;
        10'h045:
            \$135  = 2'h0;
        10'h046:
            \$135  = 2'h0;
        10'h047:
            \$135  = 2'h0;
        10'h050:
            \$135  = 2'h0;
        10'h060:
            \$135  = 2'h0;
        10'h061:
            \$135  = 2'h0;
        10'h062:
            \$135  = 2'h0;
        10'h063:
            \$135  = 2'h0;
        10'h064:
            \$135  = 2'h0;
        10'h065:
            \$135  = 2'h0;
        10'h066:
            \$135  = 2'h0;
        10'h067:
            \$135  = 2'h0;
        10'h070:
            \$135  = 2'h0;
        10'h080:
            \$135  = 2'h0;
        10'h081:
            \$135  = 2'h0;
        10'h082:
            \$135  = 2'h0;
        10'h083:
            \$135  = 2'h0;
        10'h084:
            \$135  = 2'h0;
        10'h085:
            \$135  = 2'h0;
        10'h086:
            \$135  = 2'h0;
        10'h087:
            \$135  = 2'h0;
        10'h090:
            \$135  = 2'h0;
        10'h091:
            \$135  = 2'h0;
        10'h092:
            \$135  = 2'h0;
        10'h093:
            \$135  = 2'h0;
        10'h094:
            \$135  = 2'h0;
        10'h095:
            \$135  = 2'h0;
        10'h096:
            \$135  = 2'h0;
        10'h097:
            \$135  = 2'h0;
      endcase
    end
    if (rst) begin
      \$135  = 2'h0;
    end
  end
  assign control = { control_flush, control_clear, control_run };
endmodule
`default_nettype wire
