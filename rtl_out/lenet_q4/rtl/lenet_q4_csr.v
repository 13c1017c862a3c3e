// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_csr(s_axil_awprot, s_axil_awvalid, s_axil_wdata, s_axil_wstrb, s_axil_wvalid, s_axil_bready, s_axil_araddr, s_axil_arprot, s_axil_arvalid, s_axil_rready, events, status, clk, rst, s_axil_awready, s_axil_wready, s_axil_bresp, s_axil_bvalid, s_axil_arready, s_axil_rdata, s_axil_rresp
, s_axil_rvalid, control, s_axil_awaddr);
  reg \$auto$verilog_backend.cc:2355:dump_module$25  = 0;
  wire \$1 ;
  wire [32:0] \$10 ;
  reg [31:0] \$100 ;
  reg [31:0] \$101 ;
  reg [31:0] \$102 ;
  reg [31:0] \$103 ;
  reg [31:0] \$104 ;
  reg [31:0] \$105 ;
  reg [31:0] \$106 ;
  reg \$107 ;
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
  reg \$117 ;
  reg [31:0] \$118 ;
  reg [31:0] \$119 ;
  wire \$12 ;
  reg [31:0] \$120 ;
  reg [31:0] \$121 ;
  reg [31:0] \$122 ;
  reg [31:0] \$123 ;
  reg [31:0] \$124 ;
  reg \$125 ;
  reg [31:0] \$126 ;
  reg [31:0] \$127 ;
  reg [31:0] \$128 ;
  reg [31:0] \$129 ;
  wire [32:0] \$13 ;
  reg [31:0] \$130 ;
  reg [31:0] \$131 ;
  reg [31:0] \$132 ;
  reg \$133 ;
  reg [31:0] \$134 ;
  reg [31:0] \$135 ;
  reg [31:0] \$136 ;
  reg [31:0] \$137 ;
  reg [31:0] \$138 ;
  reg [31:0] \$139 ;
  wire \$14 ;
  reg \$140 ;
  reg [9:0] \$141 ;
  reg \$142 ;
  reg [31:0] \$143 ;
  reg [3:0] \$144 ;
  reg \$145 ;
  reg \$146 ;
  reg \$147 ;
  reg \$148 ;
  reg [1:0] \$149 ;
  wire \$15 ;
  reg \$150 ;
  reg [9:0] \$151 ;
  reg \$152 ;
  reg \$153 ;
  reg [31:0] \$154 ;
  reg [1:0] \$155 ;
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
  wire \$76 ;
  wire \$77 ;
  wire \$78 ;
  wire \$79 ;
  wire \$8 ;
  wire \$80 ;
  wire \$81 ;
  wire \$82 ;
  wire \$83 ;
  wire \$84 ;
  wire \$85 ;
  wire \$86 ;
  wire \$87 ;
  wire \$88 ;
  wire \$89 ;
  wire [32:0] \$9 ;
  wire \$90 ;
  wire [32:0] \$91 ;
  reg \$92 ;
  reg [31:0] \$93 ;
  reg [31:0] \$94 ;
  reg [31:0] \$95 ;
  reg \$96 ;
  reg [31:0] \$97 ;
  reg \$98 ;
  reg \$99 ;
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
  reg conv1_faults_codes;
  reg [31:0] conv1_phases_count;
  reg [31:0] conv1_starved_count;
  reg [31:0] conv1_windows_count;
  reg [31:0] conv2_blocked_count;
  reg [31:0] conv2_conversions_count;
  reg [31:0] conv2_dispatches_count;
  reg conv2_faults_codes;
  reg [31:0] conv2_phases_count;
  reg [31:0] conv2_starved_count;
  reg [31:0] conv2_windows_count;
  reg cycles_carry;
  reg [31:0] cycles_hi_count;
  reg [31:0] cycles_high_word;
  reg [31:0] cycles_lo_count;
  input [40:0] events;
  wire [40:0] events;
  reg [31:0] fc1_blocked_count;
  reg [31:0] fc1_conversions_count;
  reg [31:0] fc1_dispatches_count;
  reg fc1_faults_codes;
  reg [31:0] fc1_phases_count;
  reg [31:0] fc1_starved_count;
  reg [31:0] fc1_windows_count;
  reg [31:0] fc2_blocked_count;
  reg [31:0] fc2_conversions_count;
  reg [31:0] fc2_dispatches_count;
  reg fc2_faults_codes;
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
  reg status_code_fault;
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
  assign \$20  = events[6] & active;
  assign \$21  = input_stalled_count + \$20 ;
  assign \$22  = events[7] & active;
  assign \$23  = input_starved_count + \$22 ;
  assign \$24  = events[8] & active;
  assign \$25  = output_stalled_count + \$24 ;
  assign \$26  = ~ first_out_cycle_seen;
  assign \$27  = events[2] & \$26 ;
  assign \$28  = short_frames_count + events[9];
  assign \$29  = long_frames_count + events[10];
  assign \$30  = conv1_windows_count + events[11];
  assign \$31  = conv1_dispatches_count + events[12];
  assign \$32  = conv1_phases_count + events[13];
  assign \$33  = conv1_conversions_count + events[14];
  assign \$34  = events[15] & active;
  assign \$35  = conv1_starved_count + \$34 ;
  assign \$36  = events[16] & active;
  assign \$37  = conv1_blocked_count + \$36 ;
  assign \$38  = pool1_beats_count + events[18];
  assign \$39  = conv2_windows_count + events[19];
  assign \$40  = conv2_dispatches_count + events[20];
  assign \$41  = conv2_phases_count + events[21];
  assign \$42  = conv2_conversions_count + events[22];
  assign \$43  = events[23] & active;
  assign \$44  = conv2_starved_count + \$43 ;
  assign \$45  = events[24] & active;
  assign \$46  = conv2_blocked_count + \$45 ;
  assign \$47  = pool2_beats_count + events[26];
  assign \$48  = fc1_windows_count + events[27];
  assign \$49  = fc1_dispatches_count + events[28];
  assign \$50  = fc1_phases_count + events[29];
  assign \$51  = fc1_conversions_count + events[30];
  assign \$52  = events[31] & active;
  assign \$53  = fc1_starved_count + \$52 ;
  assign \$54  = events[32] & active;
  assign \$55  = fc1_blocked_count + \$54 ;
  assign \$56  = fc2_windows_count + events[34];
  assign \$57  = fc2_dispatches_count + events[35];
  assign \$58  = fc2_phases_count + events[36];
  assign \$59  = fc2_conversions_count + events[37];
  assign \$60  = events[38] & active;
  assign \$61  = fc2_starved_count + \$60 ;
  assign \$62  = events[39] & active;
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
  assign \$75  = w_data[3] & w_strobe[0];
  assign \$76  = ~ events[5];
  assign \$77  = \$75  & \$76 ;
  assign \$78  = w_data[0] & w_strobe[0];
  assign \$79  = ~ events[17];
  assign \$80  = \$78  & \$79 ;
  assign \$81  = w_data[0] & w_strobe[0];
  assign \$82  = ~ events[25];
  assign \$83  = \$81  & \$82 ;
  assign \$84  = w_data[0] & w_strobe[0];
  assign \$85  = ~ events[33];
  assign \$86  = \$84  & \$85 ;
  assign \$87  = w_data[0] & w_strobe[0];
  assign \$88  = ~ events[40];
  assign \$89  = \$87  & \$88 ;
  assign \$90  = s_axil_arvalid & s_axil_arready;
  assign \$91  = cycles_high_word + cycles_carry;
  always @(posedge clk)
    cycles_carry <= \$92 ;
  always @(posedge clk)
    cycles_high_word <= \$93 ;
  always @(posedge clk)
    cycles_lo_count <= \$94 ;
  always @(posedge clk)
    cycles_hi_count <= \$95 ;
  always @(posedge clk)
    status_busy_begun <= \$96 ;
  always @(posedge clk)
    status_busy_under_way <= \$97 ;
  always @(posedge clk)
    status_frame_error <= \$98 ;
  always @(posedge clk)
    status_code_fault <= \$99 ;
  always @(posedge clk)
    images_in_count <= \$100 ;
  always @(posedge clk)
    images_out_count <= \$101 ;
  always @(posedge clk)
    input_beats_count <= \$102 ;
  always @(posedge clk)
    input_stalled_count <= \$103 ;
  always @(posedge clk)
    input_starved_count <= \$104 ;
  always @(posedge clk)
    output_stalled_count <= \$105 ;
  always @(posedge clk)
    first_out_cycle <= \$106 ;
  always @(posedge clk)
    first_out_cycle_seen <= \$107 ;
  always @(posedge clk)
    last_out_cycle <= \$108 ;
  always @(posedge clk)
    short_frames_count <= \$109 ;
  always @(posedge clk)
    long_frames_count <= \$110 ;
  always @(posedge clk)
    conv1_windows_count <= \$111 ;
  always @(posedge clk)
    conv1_dispatches_count <= \$112 ;
  always @(posedge clk)
    conv1_phases_count <= \$113 ;
  always @(posedge clk)
    conv1_conversions_count <= \$114 ;
  always @(posedge clk)
    conv1_starved_count <= \$115 ;
  always @(posedge clk)
    conv1_blocked_count <= \$116 ;
  always @(posedge clk)
    conv1_faults_codes <= \$117 ;
  always @(posedge clk)
    pool1_beats_count <= \$118 ;
  always @(posedge clk)
    conv2_windows_count <= \$119 ;
  always @(posedge clk)
    conv2_dispatches_count <= \$120 ;
  always @(posedge clk)
    conv2_phases_count <= \$121 ;
  always @(posedge clk)
    conv2_conversions_count <= \$122 ;
  always @(posedge clk)
    conv2_starved_count <= \$123 ;
  always @(posedge clk)
    conv2_blocked_count <= \$124 ;
  always @(posedge clk)
    conv2_faults_codes <= \$125 ;
  always @(posedge clk)
    pool2_beats_count <= \$126 ;
  always @(posedge clk)
    fc1_windows_count <= \$127 ;
  always @(posedge clk)
    fc1_dispatches_count <= \$128 ;
  always @(posedge clk)
    fc1_phases_count <= \$129 ;
  always @(posedge clk)
    fc1_conversions_count <= \$130 ;
  always @(posedge clk)
    fc1_starved_count <= \$131 ;
  always @(posedge clk)
    fc1_blocked_count <= \$132 ;
  always @(posedge clk)
    fc1_faults_codes <= \$133 ;
  always @(posedge clk)
    fc2_windows_count <= \$134 ;
  always @(posedge clk)
    fc2_dispatches_count <= \$135 ;
  always @(posedge clk)
    fc2_phases_count <= \$136 ;
  always @(posedge clk)
    fc2_conversions_count <= \$137 ;
  always @(posedge clk)
    fc2_starved_count <= \$138 ;
  always @(posedge clk)
    fc2_blocked_count <= \$139 ;
  always @(posedge clk)
    fc2_faults_codes <= \$140 ;
  always @(posedge clk)
    aw_address <= \$141 ;
  always @(posedge clk)
    aw_full <= \$142 ;
  always @(posedge clk)
    w_data <= \$143 ;
  always @(posedge clk)
    w_strobe <= \$144 ;
  always @(posedge clk)
    w_full <= \$145 ;
  always @(posedge clk)
    s_axil_bvalid <= \$146 ;
  always @(posedge clk)
    control_clear <= \$147 ;
  always @(posedge clk)
    control_flush <= \$148 ;
  always @(posedge clk)
    s_axil_bresp <= \$149 ;
  always @(posedge clk)
    control_run <= \$150 ;
  always @(posedge clk)
    ar_address <= \$151 ;
  always @(posedge clk)
    ar_full <= \$152 ;
  always @(posedge clk)
    s_axil_rvalid <= \$153 ;
  always @(posedge clk)
    s_axil_rdata <= \$154 ;
  always @(posedge clk)
    s_axil_rresp <= \$155 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$92  = \$8 ;
    if (control_clear) begin
      \$92  = 1'h0;
    end
    if (rst) begin
      \$92  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$93  = \$9 [31:0];
    if (control_clear) begin
      \$93  = 32'd0;
    end
    if (rst) begin
      \$93  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$94  = cycles_lo_count;
    if (active) begin
      \$94  = \$10 [31:0];
    end
    if (control_clear) begin
      \$94  = 32'd0;
    end
    if (rst) begin
      \$94  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$95  = cycles_hi_count;
    if (control_clear) begin
      \$95  = 32'd0;
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
            \$95  = \$91 [31:0];
      endcase
    end
    if (rst) begin
      \$95  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$96  = status_busy_begun;
    if (events[1]) begin
      \$96  = 1'h0;
    end else if (events[0]) begin
      \$96  = 1'h1;
    end
    if (events[3]) begin
      \$96  = 1'h0;
    end
    if (rst) begin
      \$96  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$97  = status_busy_under_way;
    if (\$12 ) begin
      \$97  = \$13 [31:0];
    end
    if (\$15 ) begin
      \$97  = \$16 [31:0];
    end
    if (events[3]) begin
      \$97  = 32'd0;
    end
    if (rst) begin
      \$97  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$98  = status_frame_error;
    if (events[4]) begin
      \$98  = 1'h1;
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
              \$98  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$98  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$99  = status_code_fault;
    if (events[5]) begin
      \$99  = 1'h1;
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
            if (\$77 ) begin
              \$99  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$99  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$100  = \$17 [31:0];
    if (control_clear) begin
      \$100  = 32'd0;
    end
    if (rst) begin
      \$100  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$101  = \$18 [31:0];
    if (control_clear) begin
      \$101  = 32'd0;
    end
    if (rst) begin
      \$101  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$102  = \$19 [31:0];
    if (control_clear) begin
      \$102  = 32'd0;
    end
    if (rst) begin
      \$102  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$103  = \$21 [31:0];
    if (control_clear) begin
      \$103  = 32'd0;
    end
    if (rst) begin
      \$103  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$104  = \$23 [31:0];
    if (control_clear) begin
      \$104  = 32'd0;
    end
    if (rst) begin
      \$104  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$105  = \$25 [31:0];
    if (control_clear) begin
      \$105  = 32'd0;
    end
    if (rst) begin
      \$105  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$106  = first_out_cycle;
    if (control_clear) begin
      \$106  = 32'd0;
    end else if (\$27 ) begin
      \$106  = cycles_lo_count;
    end
    if (rst) begin
      \$106  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$107  = first_out_cycle_seen;
    if (control_clear) begin
      \$107  = 1'h0;
    end else if (\$27 ) begin
      \$107  = 1'h1;
    end
    if (rst) begin
      \$107  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$108  = last_out_cycle;
    if (control_clear) begin
      \$108  = 32'd0;
    end else if (events[2]) begin
      \$108  = cycles_lo_count;
    end
    if (rst) begin
      \$108  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$109  = \$28 [31:0];
    if (control_clear) begin
      \$109  = 32'd0;
    end
    if (rst) begin
      \$109  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$110  = \$29 [31:0];
    if (control_clear) begin
      \$110  = 32'd0;
    end
    if (rst) begin
      \$110  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$111  = \$30 [31:0];
    if (control_clear) begin
      \$111  = 32'd0;
    end
    if (rst) begin
      \$111  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$112  = \$31 [31:0];
    if (control_clear) begin
      \$112  = 32'd0;
    end
    if (rst) begin
      \$112  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$113  = \$32 [31:0];
    if (control_clear) begin
      \$113  = 32'd0;
    end
    if (rst) begin
      \$113  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$114  = \$33 [31:0];
    if (control_clear) begin
      \$114  = 32'd0;
    end
    if (rst) begin
      \$114  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$115  = \$35 [31:0];
    if (control_clear) begin
      \$115  = 32'd0;
    end
    if (rst) begin
      \$115  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$116  = \$37 [31:0];
    if (control_clear) begin
      \$116  = 32'd0;
    end
    if (rst) begin
      \$116  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$117  = conv1_faults_codes;
    if (events[17]) begin
      \$117  = 1'h1;
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
            /* empty */;
        10'h009:
            /* empty */;
        10'h00a:
            /* empty */;
        10'h00b:
            /* empty */;
        10'h00c:
            /* empty */;
        10'h00d:
            /* empty */;
        10'h00e:
            /* empty */;
        10'h00f:
            /* empty */;
        10'h010:
            /* empty */;
        10'h011:
            /* empty */;
        10'h012:
            /* empty */;
        10'h013:
            /* empty */;
        10'h014:
            /* empty */;
        10'h040:
            /* empty */;
        10'h041:
            /* empty */;
        10'h042:
            /* empty */;
        10'h043:
            /* empty */;
        10'h044:
            /* empty */;
        10'h045:
            /* empty */;
        10'h046:
            /* empty */;
        10'h047:
            /* empty */;
        10'h048:
            if (\$80 ) begin
              \$117  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$117  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$118  = \$38 [31:0];
    if (control_clear) begin
      \$118  = 32'd0;
    end
    if (rst) begin
      \$118  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$119  = \$39 [31:0];
    if (control_clear) begin
      \$119  = 32'd0;
    end
    if (rst) begin
      \$119  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$120  = \$40 [31:0];
    if (control_clear) begin
      \$120  = 32'd0;
    end
    if (rst) begin
      \$120  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$121  = \$41 [31:0];
    if (control_clear) begin
      \$121  = 32'd0;
    end
    if (rst) begin
      \$121  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$122  = \$42 [31:0];
    if (control_clear) begin
      \$122  = 32'd0;
    end
    if (rst) begin
      \$122  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$123  = \$44 [31:0];
    if (control_clear) begin
      \$123  = 32'd0;
    end
    if (rst) begin
      \$123  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$124  = \$46 [31:0];
    if (control_clear) begin
      \$124  = 32'd0;
    end
    if (rst) begin
      \$124  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$125  = conv2_faults_codes;
    if (events[25]) begin
      \$125  = 1'h1;
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
            /* empty */;
        10'h009:
            /* empty */;
        10'h00a:
            /* empty */;
        10'h00b:
            /* empty */;
        10'h00c:
            /* empty */;
        10'h00d:
            /* empty */;
        10'h00e:
            /* empty */;
        10'h00f:
            /* empty */;
        10'h010:
            /* empty */;
        10'h011:
            /* empty */;
        10'h012:
            /* empty */;
        10'h013:
            /* empty */;
        10'h014:
            /* empty */;
        10'h040:
            /* empty */;
        10'h041:
            /* empty */;
        10'h042:
            /* empty */;
        10'h043:
            /* empty */;
        10'h044:
            /* empty */;
        10'h045:
            /* empty */;
        10'h046:
            /* empty */;
        10'h047:
            /* empty */;
        10'h048:
            /* empty */;
        10'h050:
            /* empty */;
        10'h060:
            /* empty */;
        10'h061:
            /* empty */;
        10'h062:
            /* empty */;
        10'h063:
            /* empty */;
        10'h064:
            /* empty */;
        10'h065:
            /* empty */;
        10'h066:
            /* empty */;
        10'h067:
            /* empty */;
        10'h068:
            if (\$83 ) begin
              \$125  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$125  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$126  = \$47 [31:0];
    if (control_clear) begin
      \$126  = 32'd0;
    end
    if (rst) begin
      \$126  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$127  = \$48 [31:0];
    if (control_clear) begin
      \$127  = 32'd0;
    end
    if (rst) begin
      \$127  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$128  = \$49 [31:0];
    if (control_clear) begin
      \$128  = 32'd0;
    end
    if (rst) begin
      \$128  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$129  = \$50 [31:0];
    if (control_clear) begin
      \$129  = 32'd0;
    end
    if (rst) begin
      \$129  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$130  = \$51 [31:0];
    if (control_clear) begin
      \$130  = 32'd0;
    end
    if (rst) begin
      \$130  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$131  = \$53 [31:0];
    if (control_clear) begin
      \$131  = 32'd0;
    end
    if (rst) begin
      \$131  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$132  = \$55 [31:0];
    if (control_clear) begin
      \$132  = 32'd0;
    end
    if (rst) begin
      \$132  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$133  = fc1_faults_codes;
    if (events[33]) begin
      \$133  = 1'h1;
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
            /* empty */;
        10'h009:
            /* empty */;
        10'h00a:
            /* empty */;
        10'h00b:
            /* empty */;
        10'h00c:
            /* empty */;
        10'h00d:
            /* empty */;
        10'h00e:
            /* empty */;
        10'h00f:
            /* empty */;
        10'h010:
            /* empty */;
        10'h011:
            /* empty */;
        10'h012:
            /* empty */;
        10'h013:
            /* empty */;
        10'h014:
            /* empty */;
        10'h040:
            /* empty */;
        10'h041:
            /* empty */;
        10'h042:
            /* empty */;
        10'h043:
            /* empty */;
        10'h044:
            /* empty */;
        10'h045:
            /* empty */;
        10'h046:
            /* empty */;
        10'h047:
            /* empty */;
        10'h048:
            /* empty */;
        10'h050:
            /* empty */;
        10'h060:
            /* empty */;
        10'h061:
            /* empty */;
        10'h062:
            /* empty */;
        10'h063:
            /* empty */;
        10'h064:
            /* empty */;
        10'h065:
            /* empty */;
        10'h066:
            /* empty */;
        10'h067:
            /* empty */;
        10'h068:
            /* empty */;
        10'h070:
            /* empty */;
        10'h080:
            /* empty */;
        10'h081:
            /* empty */;
        10'h082:
            /* empty */;
        10'h083:
            /* empty */;
        10'h084:
            /* empty */;
        10'h085:
            /* empty */;
        10'h086:
            /* empty */;
        10'h087:
            /* empty */;
        10'h088:
            if (\$86 ) begin
              \$133  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$133  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$134  = \$56 [31:0];
    if (control_clear) begin
      \$134  = 32'd0;
    end
    if (rst) begin
      \$134  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$135  = \$57 [31:0];
    if (control_clear) begin
      \$135  = 32'd0;
    end
    if (rst) begin
      \$135  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$136  = \$58 [31:0];
    if (control_clear) begin
      \$136  = 32'd0;
    end
    if (rst) begin
      \$136  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$137  = \$59 [31:0];
    if (control_clear) begin
      \$137  = 32'd0;
    end
    if (rst) begin
      \$137  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$138  = \$61 [31:0];
    if (control_clear) begin
      \$138  = 32'd0;
    end
    if (rst) begin
      \$138  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$139  = \$63 [31:0];
    if (control_clear) begin
      \$139  = 32'd0;
    end
    if (rst) begin
      \$139  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$140  = fc2_faults_codes;
    if (events[40]) begin
      \$140  = 1'h1;
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
            /* empty */;
        10'h009:
            /* empty */;
        10'h00a:
            /* empty */;
        10'h00b:
            /* empty */;
        10'h00c:
            /* empty */;
        10'h00d:
            /* empty */;
        10'h00e:
            /* empty */;
        10'h00f:
            /* empty */;
        10'h010:
            /* empty */;
        10'h011:
            /* empty */;
        10'h012:
            /* empty */;
        10'h013:
            /* empty */;
        10'h014:
            /* empty */;
        10'h040:
            /* empty */;
        10'h041:
            /* empty */;
        10'h042:
            /* empty */;
        10'h043:
            /* empty */;
        10'h044:
            /* empty */;
        10'h045:
            /* empty */;
        10'h046:
            /* empty */;
        10'h047:
            /* empty */;
        10'h048:
            /* empty */;
        10'h050:
            /* empty */;
        10'h060:
            /* empty */;
        10'h061:
            /* empty */;
        10'h062:
            /* empty */;
        10'h063:
            /* empty */;
        10'h064:
            /* empty */;
        10'h065:
            /* empty */;
        10'h066:
            /* empty */;
        10'h067:
            /* empty */;
        10'h068:
            /* empty */;
        10'h070:
            /* empty */;
        10'h080:
            /* empty */;
        10'h081:
            /* empty */;
        10'h082:
            /* empty */;
        10'h083:
            /* empty */;
        10'h084:
            /* empty */;
        10'h085:
            /* empty */;
        10'h086:
            /* empty */;
        10'h087:
            /* empty */;
        10'h088:
            /* empty */;
        10'h090:
            /* empty */;
        10'h091:
            /* empty */;
        10'h092:
            /* empty */;
        10'h093:
            /* empty */;
        10'h094:
            /* empty */;
        10'h095:
            /* empty */;
        10'h096:
            /* empty */;
        10'h097:
            /* empty */;
        10'h098:
            if (\$89 ) begin
              \$140  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$140  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$141  = aw_address;
    if (\$64 ) begin
      \$141  = s_axil_awaddr[11:2];
    end
    if (rst) begin
      \$141  = 10'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$142  = aw_full;
    if (\$64 ) begin
      \$142  = 1'h1;
    end
    if (write) begin
      \$142  = 1'h0;
    end
    if (rst) begin
      \$142  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$143  = w_data;
    if (\$65 ) begin
      \$143  = s_axil_wdata;
    end
    if (rst) begin
      \$143  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$144  = w_strobe;
    if (\$65 ) begin
      \$144  = s_axil_wstrb;
    end
    if (rst) begin
      \$144  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$145  = w_full;
    if (\$65 ) begin
      \$145  = 1'h1;
    end
    if (write) begin
      \$145  = 1'h0;
    end
    if (rst) begin
      \$145  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$146  = s_axil_bvalid;
    if (s_axil_bready) begin
      \$146  = 1'h0;
    end
    if (write) begin
      \$146  = 1'h1;
    end
    if (rst) begin
      \$146  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$147  = 1'h0;
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
            \$147  = \$70 ;
      endcase
    end
    if (rst) begin
      \$147  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$148  = 1'h0;
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
            \$148  = \$71 ;
      endcase
    end
    if (rst) begin
      \$148  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$149  = s_axil_bresp;
    if (write) begin
      \$149  = 2'h3;
      casez (aw_address)
        10'h000:
            \$149  = 2'h2;
        10'h001:
            \$149  = 2'h2;
        10'h002:
            \$149  = 2'h2;
        10'h003:
            \$149  = 2'h2;
        10'h004:
            \$149  = 2'h2;
        10'h005:
            \$149  = 2'h2;
        10'h006:
            \$149  = 2'h2;
        10'h007:
            \$149  = 2'h0;
        10'h008:
            \$149  = 2'h0;
        10'h009:
            \$149  = 2'h2;
        10'h00a:
            \$149  = 2'h2;
        10'h00b:
            \$149  = 2'h2;
        10'h00c:
            \$149  = 2'h2;
        10'h00d:
            \$149  = 2'h2;
        10'h00e:
            \$149  = 2'h2;
        10'h00f:
            \$149  = 2'h2;
        10'h010:
            \$149  = 2'h2;
        10'h011:
            \$149  = 2'h2;
        10'h012:
            \$149  = 2'h2;
        10'h013:
            \$149  = 2'h2;
        10'h014:
            \$149  = 2'h2;
        10'h040:
            \$149  = 2'h2;
        10'h041:
            \$149  = 2'h2;
        10'h042:
            \$149  = 2'h2;
        10'h043:
            \$149  = 2'h2;
        10'h044:
            \$149  = 2'h2;
        10'h045:
            \$149  = 2'h2;
        10'h046:
            \$149  = 2'h2;
        10'h047:
            \$149  = 2'h2;
        10'h048:
            \$149  = 2'h0;
        10'h050:
            \$149  = 2'h2;
        10'h060:
            \$149  = 2'h2;
        10'h061:
            \$149  = 2'h2;
        10'h062:
            \$149  = 2'h2;
        10'h063:
            \$149  = 2'h2;
        10'h064:
            \$149  = 2'h2;
        10'h065:
            \$149  = 2'h2;
        10'h066:
            \$149  = 2'h2;
        10'h067:
            \$149  = 2'h2;
        10'h068:
            \$149  = 2'h0;
        10'h070:
            \$149  = 2'h2;
        10'h080:
            \$149  = 2'h2;
        10'h081:
            \$149  = 2'h2;
        10'h082:
            \$149  = 2'h2;
        10'h083:
            \$149  = 2'h2;
        10'h084:
            \$149  = 2'h2;
        10'h085:
            \$149  = 2'h2;
        10'h086:
            \$149  = 2'h2;
        10'h087:
            \$149  = 2'h2;
        10'h088:
            \$149  = 2'h0;
        10'h090:
            \$149  = 2'h2;
        10'h091:
            \$149  = 2'h2;
        10'h092:
            \$149  = 2'h2;
        10'h093:
            \$149  = 2'h2;
        10'h094:
            \$149  = 2'h2;
        10'h095:
            \$149  = 2'h2;
        10'h096:
            \$149  = 2'h2;
        10'h097:
            \$149  = 2'h2;
        10'h098:
            \$149  = 2'h0;
      endcase
    end
    if (rst) begin
      \$149  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$150  = control_run;
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
            \$150  = \$69 ;
      endcase
    end
    if (rst) begin
      \$150  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$151  = ar_address;
    if (\$90 ) begin
      \$151  = s_axil_araddr[11:2];
    end
    if (rst) begin
      \$151  = 10'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$152  = ar_full;
    if (\$90 ) begin
      \$152  = 1'h1;
    end
    if (read) begin
      \$152  = 1'h0;
    end
    if (rst) begin
      \$152  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$153  = s_axil_rvalid;
    if (s_axil_rready) begin
      \$153  = 1'h0;
    end
    if (read) begin
      \$153  = 1'h1;
    end
    if (rst) begin
      \$153  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$154  = s_axil_rdata;
    if (read) begin
      \$154  = 32'd0;
      casez (ar_address)
        10'h000:
            \$154  = 32'd1212435527;
        10'h001:
            \$154  = 32'd256;
        10'h002:
            \$154  = 32'd3931327336;
        10'h003:
            \$154  = 32'd222170881;
        10'h004:
            \$154  = 32'd700560653;
        10'h005:
            \$154  = 32'd3168283104;
        10'h006:
            \$154  = 32'd6;
        10'h007:
            \$154  = { 31'h00000000, control_run };
        10'h008:
            \$154  = { 28'h0000000, status_code_fault, status, status_frame_error, status_busy };
        10'h009:
            \$154  = cycles_lo_count;
        10'h00a:
            \$154  = cycles_hi_count;
        10'h00b:
            \$154  = images_in_count;
        10'h00c:
            \$154  = images_out_count;
        10'h00d:
            \$154  = input_beats_count;
        10'h00e:
            \$154  = input_stalled_count;
        10'h00f:
            \$154  = input_starved_count;
        10'h010:
            \$154  = output_stalled_count;
        10'h011:
            \$154  = first_out_cycle;
        10'h012:
            \$154  = last_out_cycle;
        10'h013:
            \$154  = short_frames_count;
        10'h014:
            \$154  = long_frames_count;
        10'h040:
            \$154  = conv1_windows_count;
        10'h041:
            \$154  = conv1_dispatches_count;
        10'h042:
            \$154  = conv1_phases_count;
        10'h043:
            \$154  = conv1_conversions_count;
        10'h044:
            \$154  = conv1_starved_count;
        10'h045:
            \$154  = conv1_blocked_count;
        10'h046:
            \$154  = 32'd131074;
        10'h047:
            \$154  = 32'd16;
        10'h048:
            \$154  = { 31'h00000000, conv1_faults_codes };
        10'h050:
            \$154  = pool1_beats_count;
        10'h060:
            \$154  = conv2_windows_count;
        10'h061:
            \$154  = conv2_dispatches_count;
        10'h062:
            \$154  = conv2_phases_count;
        10'h063:
            \$154  = conv2_conversions_count;
        10'h064:
            \$154  = conv2_starved_count;
        10'h065:
            \$154  = conv2_blocked_count;
        10'h066:
            \$154  = 32'd131074;
        10'h067:
            \$154  = 32'd32;
        10'h068:
            \$154  = { 31'h00000000, conv2_faults_codes };
        10'h070:
            \$154  = pool2_beats_count;
        10'h080:
            \$154  = fc1_windows_count;
        10'h081:
            \$154  = fc1_dispatches_count;
        10'h082:
            \$154  = fc1_phases_count;
        10'h083:
            \$154  = fc1_conversions_count;
        10'h084:
            \$154  = fc1_starved_count;
        10'h085:
            \$154  = fc1_blocked_count;
        10'h086:
            \$154  = 32'd131074;
        10'h087:
            \$154  = 32'd128;
        10'h088:
            \$154  = { 31'h00000000, fc1_faults_codes };
        10'h090:
            \$154  = fc2_windows_count;
        10'h091:
            \$154  = fc2_dispatches_count;
        10'h092:
            \$154  = fc2_phases_count;
        10'h093:
            \$154  = fc2_conversions_count;
        10'h094:
            \$154  = fc2_starved_count;
        10'h095:
            \$154  = fc2_blocked_count;
        10'h096:
            \$154  = 32'd131074;
        10'h097:
            \$154  = 32'd16;
        10'h098:
            \$154  = { 31'h00000000, fc2_faults_codes };
      endcase
    end
    if (rst) begin
      \$154  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$155  = s_axil_rresp;
    if (read) begin
      \$155  = 2'h3;
      casez (ar_address)
        10'h000:
            \$155  = 2'h0;
        10'h001:
            \$155  = 2'h0;
        10'h002:
            \$155  = 2'h0;
        10'h003:
            \$155  = 2'h0;
        10'h004:
            \$155  = 2'h0;
        10'h005:
            \$155  = 2'h0;
        10'h006:
            \$155  = 2'h0;
        10'h007:
            \$155  = 2'h0;
        10'h008:
            \$155  = 2'h0;
        10'h009:
            \$155  = 2'h0;
        10'h00a:
            \$155  = 2'h0;
        10'h00b:
            \$155  = 2'h0;
        10'h00c:
            \$155  = 2'h0;
        10'h00d:
            \$155  = 2'h0;
        10'h00e:
            \$155  = 2'h0;
        10'h00f:
            \$155  = 2'h0;
        10'h010:
            \$155  = 2'h0;
        10'h011:
            \$155  = 2'h0;
        10'h012:
            \$155  = 2'h0;
        10'h013:
            \$155  = 2'h0;
        10'h014:
            \$155  = 2'h0;
        10'h040:
            \$155  = 2'h0;
        10'h041:
            \$155  = 2'h0;
        10'h042:
            \$155  = 2'h0;
        10'h043:
            \$155  = 2'h0;
        10'h044:
            \$155  = 2'h0;
        10'h045:
            \$155  = 2'h0;
        10'h046:
            \$155  = 2'h0;
        10'h047:
            \$155  = 2'h0;
        10'h048:
            \$155  = 2'h0;
        10'h050:
            \$155  = 2'h0;
        10'h060:
            \$155  = 2'h0;
        10'h061:
            \$155  = 2'h0;
        10'h062:
            \$155  = 2'h0;
        10'h063:
            \$155  = 2'h0;
        10'h064:
            \$155  = 2'h0;
        10'h065:
            \$155  = 2'h0;
        10'h066:
            \$155  = 2'h0;
        10'h067:
            \$155  = 2'h0;
        10'h068:
            \$155  = 2'h0;
        10'h070:
            \$155  = 2'h0;
        10'h080:
            \$155  = 2'h0;
        10'h081:
            \$155  = 2'h0;
        10'h082:
            \$155  = 2'h0;
        10'h083:
            \$155  = 2'h0;
        10'h084:
            \$155  = 2'h0;
        10'h085:
            \$155  = 2'h0;
        10'h086:
            \$155  = 2'h0;
        10'h087:
            \$155  = 2'h0;
        10'h088:
            \$155  = 2'h0;
        10'h090:
            \$155  = 2'h0;
        10'h091:
            \$155  = 2'h0;
        10'h092:
            \$155  = 2'h0;
        10'h093:
            \$155  = 2'h0;
        10'h094:
            \$155  = 2'h0;
        10'h095:
            \$155  = 2'h0;
        10'h096:
            \$155  = 2'h0;
        10'h097:
            \$155  = 2'h0;
        10'h098:
            \$155  = 2'h0;
      endcase
    end
    if (rst) begin
      \$155  = 2'h0;
    end
  end
  assign control = { control_flush, control_clear, control_run };
endmodule
`default_nettype wire
