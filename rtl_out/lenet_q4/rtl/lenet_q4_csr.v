// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration c6166df4bc90c6bc. Verilog-2005.
`default_nettype none
module lenet_q4_csr(s_axil_awprot, s_axil_awvalid, s_axil_wdata, s_axil_wstrb, s_axil_wvalid, s_axil_bready, s_axil_araddr, s_axil_arprot, s_axil_arvalid, s_axil_rready, events, clk, rst, s_axil_awready, s_axil_wready, s_axil_bresp, s_axil_bvalid, s_axil_arready, s_axil_rdata, s_axil_rresp, s_axil_rvalid
, control, s_axil_awaddr);
  reg \$auto$verilog_backend.cc:2355:dump_module$15  = 0;
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
  reg [9:0] \$116 ;
  reg \$117 ;
  reg [31:0] \$118 ;
  reg [3:0] \$119 ;
  wire \$12 ;
  reg \$120 ;
  reg \$121 ;
  reg \$122 ;
  reg [1:0] \$123 ;
  reg \$124 ;
  reg [9:0] \$125 ;
  reg \$126 ;
  reg \$127 ;
  reg [31:0] \$128 ;
  reg [1:0] \$129 ;
  wire [32:0] \$13 ;
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
  wire \$32 ;
  wire [32:0] \$33 ;
  wire \$34 ;
  wire [32:0] \$35 ;
  wire [32:0] \$36 ;
  wire [32:0] \$37 ;
  wire [32:0] \$38 ;
  wire [32:0] \$39 ;
  wire \$4 ;
  wire [32:0] \$40 ;
  wire \$41 ;
  wire [32:0] \$42 ;
  wire \$43 ;
  wire [32:0] \$44 ;
  wire [32:0] \$45 ;
  wire [32:0] \$46 ;
  wire [32:0] \$47 ;
  wire [32:0] \$48 ;
  wire [32:0] \$49 ;
  wire \$5 ;
  wire \$50 ;
  wire [32:0] \$51 ;
  wire \$52 ;
  wire [32:0] \$53 ;
  wire [32:0] \$54 ;
  wire [32:0] \$55 ;
  wire [32:0] \$56 ;
  wire [32:0] \$57 ;
  wire \$58 ;
  wire [32:0] \$59 ;
  wire \$6 ;
  wire \$60 ;
  wire [32:0] \$61 ;
  wire \$62 ;
  wire \$63 ;
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
  wire [32:0] \$73 ;
  reg \$74 ;
  reg [31:0] \$75 ;
  reg [31:0] \$76 ;
  reg [31:0] \$77 ;
  reg \$78 ;
  reg [31:0] \$79 ;
  wire \$8 ;
  reg \$80 ;
  reg [31:0] \$81 ;
  reg [31:0] \$82 ;
  reg [31:0] \$83 ;
  reg [31:0] \$84 ;
  reg [31:0] \$85 ;
  reg [31:0] \$86 ;
  reg [31:0] \$87 ;
  reg \$88 ;
  reg [31:0] \$89 ;
  wire [32:0] \$9 ;
  reg [31:0] \$90 ;
  reg [31:0] \$91 ;
  reg [31:0] \$92 ;
  reg [31:0] \$93 ;
  reg [31:0] \$94 ;
  reg [31:0] \$95 ;
  reg [31:0] \$96 ;
  reg [31:0] \$97 ;
  reg [31:0] \$98 ;
  reg [31:0] \$99 ;
  wire active;
  reg [9:0] ar_address = 10'h000;
  reg ar_full = 1'h0;
  reg [9:0] aw_address = 10'h000;
  reg aw_full = 1'h0;
  input clk;
  wire clk;
  output [1:0] control;
  wire [1:0] control;
  reg control_clear = 1'h0;
  reg control_run = 1'h0;
  reg [31:0] conv1_blocked_count = 32'd0;
  reg [31:0] conv1_conversions_count = 32'd0;
  reg [31:0] conv1_dispatches_count = 32'd0;
  reg [31:0] conv1_phases_count = 32'd0;
  reg [31:0] conv1_starved_count = 32'd0;
  reg [31:0] conv1_windows_count = 32'd0;
  reg [31:0] conv2_blocked_count = 32'd0;
  reg [31:0] conv2_conversions_count = 32'd0;
  reg [31:0] conv2_dispatches_count = 32'd0;
  reg [31:0] conv2_phases_count = 32'd0;
  reg [31:0] conv2_starved_count = 32'd0;
  reg [31:0] conv2_windows_count = 32'd0;
  reg cycles_carry = 1'h0;
  reg [31:0] cycles_hi_count = 32'd0;
  reg [31:0] cycles_high_word = 32'd0;
  reg [31:0] cycles_lo_count = 32'd0;
  input [32:0] events;
  wire [32:0] events;
  reg [31:0] fc1_blocked_count = 32'd0;
  reg [31:0] fc1_conversions_count = 32'd0;
  reg [31:0] fc1_dispatches_count = 32'd0;
  reg [31:0] fc1_phases_count = 32'd0;
  reg [31:0] fc1_starved_count = 32'd0;
  reg [31:0] fc1_windows_count = 32'd0;
  reg [31:0] fc2_blocked_count = 32'd0;
  reg [31:0] fc2_conversions_count = 32'd0;
  reg [31:0] fc2_dispatches_count = 32'd0;
  reg [31:0] fc2_phases_count = 32'd0;
  reg [31:0] fc2_starved_count = 32'd0;
  reg [31:0] fc2_windows_count = 32'd0;
  reg [31:0] first_out_cycle = 32'd0;
  reg first_out_cycle_seen = 1'h0;
  reg [31:0] images_in_count = 32'd0;
  reg [31:0] images_out_count = 32'd0;
  reg [31:0] input_beats_count = 32'd0;
  reg [31:0] input_stalled_count = 32'd0;
  reg [31:0] input_starved_count = 32'd0;
  reg [31:0] last_out_cycle = 32'd0;
  reg [31:0] output_stalled_count = 32'd0;
  reg [31:0] pool1_beats_count = 32'd0;
  reg [31:0] pool2_beats_count = 32'd0;
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
  reg [1:0] s_axil_bresp = 2'h0;
  output s_axil_bvalid;
  reg s_axil_bvalid = 1'h0;
  output [31:0] s_axil_rdata;
  reg [31:0] s_axil_rdata = 32'd0;
  input s_axil_rready;
  wire s_axil_rready;
  output [1:0] s_axil_rresp;
  reg [1:0] s_axil_rresp = 2'h0;
  output s_axil_rvalid;
  reg s_axil_rvalid = 1'h0;
  input [31:0] s_axil_wdata;
  wire [31:0] s_axil_wdata;
  output s_axil_wready;
  wire s_axil_wready;
  input [3:0] s_axil_wstrb;
  wire [3:0] s_axil_wstrb;
  input s_axil_wvalid;
  wire s_axil_wvalid;
  wire status_busy;
  reg status_busy_begun = 1'h0;
  reg [31:0] status_busy_under_way = 32'd0;
  reg status_frame_error = 1'h0;
  reg [31:0] w_data = 32'd0;
  reg w_full = 1'h0;
  reg [3:0] w_strobe = 4'h0;
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
  assign \$20  = events[4] & active;
  assign \$21  = input_stalled_count + \$20 ;
  assign \$22  = events[5] & active;
  assign \$23  = input_starved_count + \$22 ;
  assign \$24  = events[6] & active;
  assign \$25  = output_stalled_count + \$24 ;
  assign \$26  = ~ first_out_cycle_seen;
  assign \$27  = events[2] & \$26 ;
  assign \$28  = conv1_windows_count + events[7];
  assign \$29  = conv1_dispatches_count + events[8];
  assign \$30  = conv1_phases_count + events[9];
  assign \$31  = conv1_conversions_count + events[10];
  assign \$32  = events[11] & active;
  assign \$33  = conv1_starved_count + \$32 ;
  assign \$34  = events[12] & active;
  assign \$35  = conv1_blocked_count + \$34 ;
  assign \$36  = pool1_beats_count + events[13];
  assign \$37  = conv2_windows_count + events[14];
  assign \$38  = conv2_dispatches_count + events[15];
  assign \$39  = conv2_phases_count + events[16];
  assign \$40  = conv2_conversions_count + events[17];
  assign \$41  = events[18] & active;
  assign \$42  = conv2_starved_count + \$41 ;
  assign \$43  = events[19] & active;
  assign \$44  = conv2_blocked_count + \$43 ;
  assign \$45  = pool2_beats_count + events[20];
  assign \$46  = fc1_windows_count + events[21];
  assign \$47  = fc1_dispatches_count + events[22];
  assign \$48  = fc1_phases_count + events[23];
  assign \$49  = fc1_conversions_count + events[24];
  assign \$50  = events[25] & active;
  assign \$51  = fc1_starved_count + \$50 ;
  assign \$52  = events[26] & active;
  assign \$53  = fc1_blocked_count + \$52 ;
  assign \$54  = fc2_windows_count + events[27];
  assign \$55  = fc2_dispatches_count + events[28];
  assign \$56  = fc2_phases_count + events[29];
  assign \$57  = fc2_conversions_count + events[30];
  assign \$58  = events[31] & active;
  assign \$59  = fc2_starved_count + \$58 ;
  assign \$60  = events[32] & active;
  assign \$61  = fc2_blocked_count + \$60 ;
  assign \$62  = s_axil_awvalid & s_axil_awready;
  assign \$63  = s_axil_wvalid & s_axil_wready;
  assign \$64  = ~ w_strobe[0];
  assign \$65  = control_run & \$64 ;
  assign \$66  = w_data[0] & w_strobe[0];
  assign \$67  = \$65  | \$66 ;
  assign \$68  = w_data[1] & w_strobe[0];
  assign \$69  = w_data[1] & w_strobe[0];
  assign \$70  = ~ events[3];
  assign \$71  = \$69  & \$70 ;
  assign \$72  = s_axil_arvalid & s_axil_arready;
  assign \$73  = cycles_high_word + cycles_carry;
  always @(posedge clk)
    cycles_carry <= \$74 ;
  always @(posedge clk)
    cycles_high_word <= \$75 ;
  always @(posedge clk)
    cycles_lo_count <= \$76 ;
  always @(posedge clk)
    cycles_hi_count <= \$77 ;
  always @(posedge clk)
    status_busy_begun <= \$78 ;
  always @(posedge clk)
    status_busy_under_way <= \$79 ;
  always @(posedge clk)
    status_frame_error <= \$80 ;
  always @(posedge clk)
    images_in_count <= \$81 ;
  always @(posedge clk)
    images_out_count <= \$82 ;
  always @(posedge clk)
    input_beats_count <= \$83 ;
  always @(posedge clk)
    input_stalled_count <= \$84 ;
  always @(posedge clk)
    input_starved_count <= \$85 ;
  always @(posedge clk)
    output_stalled_count <= \$86 ;
  always @(posedge clk)
    first_out_cycle <= \$87 ;
  always @(posedge clk)
    first_out_cycle_seen <= \$88 ;
  always @(posedge clk)
    last_out_cycle <= \$89 ;
  always @(posedge clk)
    conv1_windows_count <= \$90 ;
  always @(posedge clk)
    conv1_dispatches_count <= \$91 ;
  always @(posedge clk)
    conv1_phases_count <= \$92 ;
  always @(posedge clk)
    conv1_conversions_count <= \$93 ;
  always @(posedge clk)
    conv1_starved_count <= \$94 ;
  always @(posedge clk)
    conv1_blocked_count <= \$95 ;
  always @(posedge clk)
    pool1_beats_count <= \$96 ;
  always @(posedge clk)
    conv2_windows_count <= \$97 ;
  always @(posedge clk)
    conv2_dispatches_count <= \$98 ;
  always @(posedge clk)
    conv2_phases_count <= \$99 ;
  always @(posedge clk)
    conv2_conversions_count <= \$100 ;
  always @(posedge clk)
    conv2_starved_count <= \$101 ;
  always @(posedge clk)
    conv2_blocked_count <= \$102 ;
  always @(posedge clk)
    pool2_beats_count <= \$103 ;
  always @(posedge clk)
    fc1_windows_count <= \$104 ;
  always @(posedge clk)
    fc1_dispatches_count <= \$105 ;
  always @(posedge clk)
    fc1_phases_count <= \$106 ;
  always @(posedge clk)
    fc1_conversions_count <= \$107 ;
  always @(posedge clk)
    fc1_starved_count <= \$108 ;
  always @(posedge clk)
    fc1_blocked_count <= \$109 ;
  always @(posedge clk)
    fc2_windows_count <= \$110 ;
  always @(posedge clk)
    fc2_dispatches_count <= \$111 ;
  always @(posedge clk)
    fc2_phases_count <= \$112 ;
  always @(posedge clk)
    fc2_conversions_count <= \$113 ;
  always @(posedge clk)
    fc2_starved_count <= \$114 ;
  always @(posedge clk)
    fc2_blocked_count <= \$115 ;
  always @(posedge clk)
    aw_address <= \$116 ;
  always @(posedge clk)
    aw_full <= \$117 ;
  always @(posedge clk)
    w_data <= \$118 ;
  always @(posedge clk)
    w_strobe <= \$119 ;
  always @(posedge clk)
    w_full <= \$120 ;
  always @(posedge clk)
    s_axil_bvalid <= \$121 ;
  always @(posedge clk)
    control_clear <= \$122 ;
  always @(posedge clk)
    s_axil_bresp <= \$123 ;
  always @(posedge clk)
    control_run <= \$124 ;
  always @(posedge clk)
    ar_address <= \$125 ;
  always @(posedge clk)
    ar_full <= \$126 ;
  always @(posedge clk)
    s_axil_rvalid <= \$127 ;
  always @(posedge clk)
    s_axil_rdata <= \$128 ;
  always @(posedge clk)
    s_axil_rresp <= \$129 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$74  = \$8 ;
    if (control_clear) begin
      \$74  = 1'h0;
    end
    if (rst) begin
      \$74  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$75  = \$9 [31:0];
    if (control_clear) begin
      \$75  = 32'd0;
    end
    if (rst) begin
      \$75  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$76  = cycles_lo_count;
    if (active) begin
      \$76  = \$10 [31:0];
    end
    if (control_clear) begin
      \$76  = 32'd0;
    end
    if (rst) begin
      \$76  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$77  = cycles_hi_count;
    if (control_clear) begin
      \$77  = 32'd0;
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
            \$77  = \$73 [31:0];
      endcase
    end
    if (rst) begin
      \$77  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$78  = status_busy_begun;
    if (events[1]) begin
      \$78  = 1'h0;
    end else if (events[0]) begin
      \$78  = 1'h1;
    end
    if (rst) begin
      \$78  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$79  = status_busy_under_way;
    if (\$12 ) begin
      \$79  = \$13 [31:0];
    end
    if (\$15 ) begin
      \$79  = \$16 [31:0];
    end
    if (rst) begin
      \$79  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$80  = status_frame_error;
    if (events[3]) begin
      \$80  = 1'h1;
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
            if (\$71 ) begin
              \$80  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$80  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$81  = \$17 [31:0];
    if (control_clear) begin
      \$81  = 32'd0;
    end
    if (rst) begin
      \$81  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$82  = \$18 [31:0];
    if (control_clear) begin
      \$82  = 32'd0;
    end
    if (rst) begin
      \$82  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$83  = \$19 [31:0];
    if (control_clear) begin
      \$83  = 32'd0;
    end
    if (rst) begin
      \$83  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$84  = \$21 [31:0];
    if (control_clear) begin
      \$84  = 32'd0;
    end
    if (rst) begin
      \$84  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$85  = \$23 [31:0];
    if (control_clear) begin
      \$85  = 32'd0;
    end
    if (rst) begin
      \$85  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$86  = \$25 [31:0];
    if (control_clear) begin
      \$86  = 32'd0;
    end
    if (rst) begin
      \$86  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$87  = first_out_cycle;
    if (control_clear) begin
      \$87  = 32'd0;
    end else if (\$27 ) begin
      \$87  = cycles_lo_count;
    end
    if (rst) begin
      \$87  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$88  = first_out_cycle_seen;
    if (control_clear) begin
      \$88  = 1'h0;
    end else if (\$27 ) begin
      \$88  = 1'h1;
    end
    if (rst) begin
      \$88  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$89  = last_out_cycle;
    if (control_clear) begin
      \$89  = 32'd0;
    end else if (events[2]) begin
      \$89  = cycles_lo_count;
    end
    if (rst) begin
      \$89  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$90  = \$28 [31:0];
    if (control_clear) begin
      \$90  = 32'd0;
    end
    if (rst) begin
      \$90  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$91  = \$29 [31:0];
    if (control_clear) begin
      \$91  = 32'd0;
    end
    if (rst) begin
      \$91  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$92  = \$30 [31:0];
    if (control_clear) begin
      \$92  = 32'd0;
    end
    if (rst) begin
      \$92  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$93  = \$31 [31:0];
    if (control_clear) begin
      \$93  = 32'd0;
    end
    if (rst) begin
      \$93  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$94  = \$33 [31:0];
    if (control_clear) begin
      \$94  = 32'd0;
    end
    if (rst) begin
      \$94  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$95  = \$35 [31:0];
    if (control_clear) begin
      \$95  = 32'd0;
    end
    if (rst) begin
      \$95  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$96  = \$36 [31:0];
    if (control_clear) begin
      \$96  = 32'd0;
    end
    if (rst) begin
      \$96  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$97  = \$37 [31:0];
    if (control_clear) begin
      \$97  = 32'd0;
    end
    if (rst) begin
      \$97  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$98  = \$38 [31:0];
    if (control_clear) begin
      \$98  = 32'd0;
    end
    if (rst) begin
      \$98  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$99  = \$39 [31:0];
    if (control_clear) begin
      \$99  = 32'd0;
    end
    if (rst) begin
      \$99  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$100  = \$40 [31:0];
    if (control_clear) begin
      \$100  = 32'd0;
    end
    if (rst) begin
      \$100  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$101  = \$42 [31:0];
    if (control_clear) begin
      \$101  = 32'd0;
    end
    if (rst) begin
      \$101  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$102  = \$44 [31:0];
    if (control_clear) begin
      \$102  = 32'd0;
    end
    if (rst) begin
      \$102  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$103  = \$45 [31:0];
    if (control_clear) begin
      \$103  = 32'd0;
    end
    if (rst) begin
      \$103  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$104  = \$46 [31:0];
    if (control_clear) begin
      \$104  = 32'd0;
    end
    if (rst) begin
      \$104  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$105  = \$47 [31:0];
    if (control_clear) begin
      \$105  = 32'd0;
    end
    if (rst) begin
      \$105  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$106  = \$48 [31:0];
    if (control_clear) begin
      \$106  = 32'd0;
    end
    if (rst) begin
      \$106  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$107  = \$49 [31:0];
    if (control_clear) begin
      \$107  = 32'd0;
    end
    if (rst) begin
      \$107  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$108  = \$51 [31:0];
    if (control_clear) begin
      \$108  = 32'd0;
    end
    if (rst) begin
      \$108  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$109  = \$53 [31:0];
    if (control_clear) begin
      \$109  = 32'd0;
    end
    if (rst) begin
      \$109  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$110  = \$54 [31:0];
    if (control_clear) begin
      \$110  = 32'd0;
    end
    if (rst) begin
      \$110  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$111  = \$55 [31:0];
    if (control_clear) begin
      \$111  = 32'd0;
    end
    if (rst) begin
      \$111  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$112  = \$56 [31:0];
    if (control_clear) begin
      \$112  = 32'd0;
    end
    if (rst) begin
      \$112  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$113  = \$57 [31:0];
    if (control_clear) begin
      \$113  = 32'd0;
    end
    if (rst) begin
      \$113  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$114  = \$59 [31:0];
    if (control_clear) begin
      \$114  = 32'd0;
    end
    if (rst) begin
      \$114  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$115  = \$61 [31:0];
    if (control_clear) begin
      \$115  = 32'd0;
    end
    if (rst) begin
      \$115  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$116  = aw_address;
    if (\$62 ) begin
      \$116  = s_axil_awaddr[11:2];
    end
    if (rst) begin
      \$116  = 10'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$117  = aw_full;
    if (\$62 ) begin
      \$117  = 1'h1;
    end
    if (write) begin
      \$117  = 1'h0;
    end
    if (rst) begin
      \$117  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$118  = w_data;
    if (\$63 ) begin
      \$118  = s_axil_wdata;
    end
    if (rst) begin
      \$118  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$119  = w_strobe;
    if (\$63 ) begin
      \$119  = s_axil_wstrb;
    end
    if (rst) begin
      \$119  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$120  = w_full;
    if (\$63 ) begin
      \$120  = 1'h1;
    end
    if (write) begin
      \$120  = 1'h0;
    end
    if (rst) begin
      \$120  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$121  = s_axil_bvalid;
    if (s_axil_bready) begin
      \$121  = 1'h0;
    end
    if (write) begin
      \$121  = 1'h1;
    end
    if (rst) begin
      \$121  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$122  = 1'h0;
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
            \$122  = \$68 ;
      endcase
    end
    if (rst) begin
      \$122  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$123  = s_axil_bresp;
    if (write) begin
      \$123  = 2'h3;
      casez (aw_address)
        10'h000:
            \$123  = 2'h2;
        10'h001:
            \$123  = 2'h2;
        10'h002:
            \$123  = 2'h2;
        10'h003:
            \$123  = 2'h2;
        10'h004:
            \$123  = 2'h2;
        10'h005:
            \$123  = 2'h2;
        10'h006:
            \$123  = 2'h2;
        10'h007:
            \$123  = 2'h0;
        10'h008:
            \$123  = 2'h0;
        10'h009:
            \$123  = 2'h2;
        10'h00a:
            \$123  = 2'h2;
        10'h00b:
            \$123  = 2'h2;
        10'h00c:
            \$123  = 2'h2;
        10'h00d:
            \$123  = 2'h2;
        10'h00e:
            \$123  = 2'h2;
        10'h00f:
            \$123  = 2'h2;
        10'h010:
            \$123  = 2'h2;
        10'h011:
            \$123  = 2'h2;
        10'h012:
            \$123  = 2'h2;
        10'h040:
            \$123  = 2'h2;
        10'h041:
            \$123  = 2'h2;
        10'h042:
            \$123  = 2'h2;
        10'h043:
            \$123  = 2'h2;
        10'h044:
            \$123  = 2'h2;
        10'h045:
            \$123  = 2'h2;
        10'h046:
            \$123  = 2'h2;
        10'h047:
            \$123  = 2'h2;
        10'h050:
            \$123  = 2'h2;
        10'h060:
            \$123  = 2'h2;
        10'h061:
            \$123  = 2'h2;
        10'h062:
            \$123  = 2'h2;
        10'h063:
            \$123  = 2'h2;
        10'h064:
            \$123  = 2'h2;
        10'h065:
            \$123  = 2'h2;
        10'h066:
            \$123  = 2'h2;
        10'h067:
            \$123  = 2'h2;
        10'h070:
            \$123  = 2'h2;
        10'h080:
            \$123  = 2'h2;
        10'h081:
            \$123  = 2'h2;
        10'h082:
            \$123  = 2'h2;
        10'h083:
            \$123  = 2'h2;
        10'h084:
            \$123  = 2'h2;
        10'h085:
            \$123  = 2'h2;
        10'h086:
            \$123  = 2'h2;
        10'h087:
            \$123  = 2'h2;
        10'h090:
            \$123  = 2'h2;
        10'h091:
            \$123  = 2'h2;
        10'h092:
            \$123  = 2'h2;
        10'h093:
            \$123  = 2'h2;
        10'h094:
            \$123  = 2'h2;
        10'h095:
            \$123  = 2'h2;
        10'h096:
            \$123  = 2'h2;
        10'h097:
            \$123  = 2'h2;
      endcase
    end
    if (rst) begin
      \$123  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$124  = control_run;
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
            \$124  = \$67 ;
      endcase
    end
    if (rst) begin
      \$124  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$125  = ar_address;
    if (\$72 ) begin
      \$125  = s_axil_araddr[11:2];
    end
    if (rst) begin
      \$125  = 10'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$126  = ar_full;
    if (\$72 ) begin
      \$126  = 1'h1;
    end
    if (read) begin
      \$126  = 1'h0;
    end
    if (rst) begin
      \$126  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$127  = s_axil_rvalid;
    if (s_axil_rready) begin
      \$127  = 1'h0;
    end
    if (read) begin
      \$127  = 1'h1;
    end
    if (rst) begin
      \$127  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$128  = s_axil_rdata;
    if (read) begin
      \$128  = 32'd0;
      casez (ar_address)
        10'h000:
            \$128  = 32'd1212435527;
        10'h001:
            \$128  = 32'd256;
        10'h002:
            \$128  = 32'd3323358708;
        10'h003:
            \$128  = 32'd3163604668;
        10'h004:
            \$128  = 32'd1557941456;
        10'h005:
            \$128  = 32'd3040757836;
        10'h006:
            \$128  = 32'd6;
        10'h007:
            \$128  = { 31'h00000000, control_run };
        10'h008:
            \$128  = { 30'h00000000, status_frame_error, status_busy };
        10'h009:
            \$128  = cycles_lo_count;
        10'h00a:
            \$128  = cycles_hi_count;
        10'h00b:
            \$128  = images_in_count;
        10'h00c:
            \$128  = images_out_count;
        10'h00d:
            \$128  = input_beats_count;
        10'h00e:
            \$128  = input_stalled_count;
        10'h00f:
            \$128  = input_starved_count;
        10'h010:
            \$128  = output_stalled_count;
        10'h011:
            \$128  = first_out_cycle;
        10'h012:
            \$128  = last_out_cycle;
        10'h040:
            \$128  = conv1_windows_count;
        10'h041:
            \$128  = conv1_dispatches_count;
        10'h042:
            \$128  = conv1_phases_count;
        10'h043:
            \$128  = conv1_conversions_count;
        10'h044:
            \$128  = conv1_starved_count;
        10'h045:
            \$128  = conv1_blocked_count;
        10'h046:
            \$128  = 32'd131074;
        10'h047:
            \$128  = 32'd16;
        10'h050:
            \$128  = pool1_beats_count;
        10'h060:
            \$128  = conv2_windows_count;
        10'h061:
            \$128  = conv2_dispatches_count;
        10'h062:
            \$128  = conv2_phases_count;
        10'h063:
            \$128  = conv2_conversions_count;
        10'h064:
            \$128  = conv2_starved_count;
        10'h065:
            \$128  = conv2_blocked_count;
        10'h066:
            \$128  = 32'd131074;
        10'h067:
            \$128  = 32'd32;
        10'h070:
            \$128  = pool2_beats_count;
        10'h080:
            \$128  = fc1_windows_count;
        10'h081:
            \$128  = fc1_dispatches_count;
        10'h082:
            \$128  = fc1_phases_count;
        10'h083:
            \$128  = fc1_conversions_count;
        10'h084:
            \$128  = fc1_starved_count;
        10'h085:
            \$128  = fc1_blocked_count;
        10'h086:
            \$128  = 32'd131074;
        10'h087:
            \$128  = 32'd128;
        10'h090:
            \$128  = fc2_windows_count;
        10'h091:
            \$128  = fc2_dispatches_count;
        10'h092:
            \$128  = fc2_phases_count;
        10'h093:
            \$128  = fc2_conversions_count;
        10'h094:
            \$128  = fc2_starved_count;
        10'h095:
            \$128  = fc2_blocked_count;
        10'h096:
            \$128  = 32'd131074;
        10'h097:
            \$128  = 32'd16;
      endcase
    end
    if (rst) begin
      \$128  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$15 ) begin end
    \$129  = s_axil_rresp;
    if (read) begin
      \$129  = 2'h3;
      casez (ar_address)
        10'h000:
            \$129  = 2'h0;
        10'h001:
            \$129  = 2'h0;
        10'h002:
            \$129  = 2'h0;
        10'h003:
            \$129  = 2'h0;
        10'h004:
            \$129  = 2'h0;
        10'h005:
            \$129  = 2'h0;
        10'h006:
            \$129  = 2'h0;
        10'h007:
            \$129  = 2'h0;
        10'h008:
            \$129  = 2'h0;
        10'h009:
            \$129  = 2'h0;
        10'h00a:
            \$129  = 2'h0;
        10'h00b:
            \$129  = 2'h0;
        10'h00c:
            \$129  = 2'h0;
        10'h00d:
            \$129  = 2'h0;
        10'h00e:
            \$129  = 2'h0;
        10'h00f:
            \$129  = 2'h0;
        10'h010:
            \$129  = 2'h0;
        10'h011:
            \$129  = 2'h0;
        10'h012:
            \$129  = 2'h0;
        10'h040:
            \$129  = 2'h0;
        10'h041:
            \$129  = 2'h0;
        10'h042:
            \$129  = 2'h0;
        10'h043:
            \$129  = 2'h0;
        10'h044:
            \$129  = 2'h0;
        10'h045:
            \$129  = 2'h0;
        10'h046:
            \$129  = 2'h0;
        10'h047:
            \$129  = 2'h0;
        10'h050:
            \$129  = 2'h0;
        10'h060:
            \$129  = 2'h0;
        10'h061:
            \$129  = 2'h0;
        10'h062:
            \$129  = 2'h0;
        10'h063:
            \$129  = 2'h0;
        10'h064:
            \$129  = 2'h0;
        10'h065:
            \$129  = 2'h0;
        10'h066:
            \$129  = 2'h0;
        10'h067:
            \$129  = 2'h0;
        10'h070:
            \$129  = 2'h0;
        10'h080:
            \$129  = 2'h0;
        10'h081:
            \$129  = 2'h0;
        10'h082:
            \$129  = 2'h0;
        10'h083:
            \$129  = 2'h0;
        10'h084:
            \$129  = 2'h0;
        10'h085:
            \$129  = 2'h0;
        10'h086:
            \$129  = 2'h0;
        10'h087:
            \$129  = 2'h0;
        10'h090:
            \$129  = 2'h0;
        10'h091:
            \$129  = 2'h0;
        10'h092:
            \$129  = 2'h0;
        10'h093:
            \$129  = 2'h0;
        10'h094:
            \$129  = 2'h0;
        10'h095:
            \$129  = 2'h0;
        10'h096:
            \$129  = 2'h0;
        10'h097:
            \$129  = 2'h0;
      endcase
    end
    if (rst) begin
      \$129  = 2'h0;
    end
  end
  assign control = { control_clear, control_run };
endmodule
`default_nettype wire
