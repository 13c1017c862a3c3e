// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_csr(s_axil_awprot, s_axil_awvalid, s_axil_wdata, s_axil_wstrb, s_axil_wvalid, s_axil_bready, s_axil_araddr, s_axil_arprot, s_axil_arvalid, s_axil_rready, events, status, clk, rst, s_axil_awready, s_axil_wready, s_axil_bresp, s_axil_bvalid, s_axil_arready, s_axil_rdata, s_axil_rresp
, s_axil_rvalid, control, s_axil_awaddr);
  reg \$auto$verilog_backend.cc:2355:dump_module$25  = 0;
  wire \$1 ;
  wire \$10 ;
  wire [31:0] \$100 ;
  wire [31:0] \$101 ;
  wire [31:0] \$102 ;
  wire [32:0] \$103 ;
  reg \$104 ;
  reg [31:0] \$105 ;
  reg [31:0] \$106 ;
  reg [31:0] \$107 ;
  reg \$108 ;
  reg [31:0] \$109 ;
  wire [32:0] \$11 ;
  reg \$110 ;
  reg \$111 ;
  reg \$112 ;
  reg [31:0] \$113 ;
  reg \$114 ;
  reg [31:0] \$115 ;
  reg \$116 ;
  reg [31:0] \$117 ;
  reg \$118 ;
  reg [31:0] \$119 ;
  wire [32:0] \$12 ;
  reg \$120 ;
  reg [31:0] \$121 ;
  reg \$122 ;
  reg [31:0] \$123 ;
  reg [31:0] \$124 ;
  reg \$125 ;
  reg [31:0] \$126 ;
  reg \$127 ;
  reg [31:0] \$128 ;
  reg \$129 ;
  wire \$13 ;
  reg [31:0] \$130 ;
  reg \$131 ;
  reg [31:0] \$132 ;
  reg \$133 ;
  reg [31:0] \$134 ;
  reg \$135 ;
  reg [31:0] \$136 ;
  reg \$137 ;
  reg [31:0] \$138 ;
  reg \$139 ;
  wire \$14 ;
  reg [31:0] \$140 ;
  reg \$141 ;
  reg [31:0] \$142 ;
  reg \$143 ;
  reg \$144 ;
  reg [31:0] \$145 ;
  reg \$146 ;
  reg [31:0] \$147 ;
  reg \$148 ;
  reg [31:0] \$149 ;
  wire [32:0] \$15 ;
  reg \$150 ;
  reg [31:0] \$151 ;
  reg \$152 ;
  reg [31:0] \$153 ;
  reg \$154 ;
  reg [31:0] \$155 ;
  reg \$156 ;
  reg [31:0] \$157 ;
  reg \$158 ;
  reg \$159 ;
  wire \$16 ;
  reg [31:0] \$160 ;
  reg \$161 ;
  reg [31:0] \$162 ;
  reg \$163 ;
  reg [31:0] \$164 ;
  reg \$165 ;
  reg [31:0] \$166 ;
  reg \$167 ;
  reg [31:0] \$168 ;
  reg \$169 ;
  wire \$17 ;
  reg [31:0] \$170 ;
  reg \$171 ;
  reg [31:0] \$172 ;
  reg \$173 ;
  reg \$174 ;
  reg [31:0] \$175 ;
  reg \$176 ;
  reg [31:0] \$177 ;
  reg \$178 ;
  reg [31:0] \$179 ;
  wire [32:0] \$18 ;
  reg \$180 ;
  reg [31:0] \$181 ;
  reg \$182 ;
  reg [31:0] \$183 ;
  reg \$184 ;
  reg [31:0] \$185 ;
  reg \$186 ;
  reg [9:0] \$187 ;
  reg \$188 ;
  reg [31:0] \$189 ;
  wire [32:0] \$19 ;
  reg [3:0] \$190 ;
  reg \$191 ;
  reg \$192 ;
  reg \$193 ;
  reg \$194 ;
  reg [1:0] \$195 ;
  reg \$196 ;
  reg [9:0] \$197 ;
  reg \$198 ;
  reg \$199 ;
  wire \$2 ;
  wire [32:0] \$20 ;
  reg \$200 ;
  reg [31:0] \$201 ;
  reg [1:0] \$202 ;
  reg [31:0] \$203 ;
  reg [31:0] \$204 ;
  reg [31:0] \$205 ;
  reg [31:0] \$206 ;
  reg [31:0] \$207 ;
  reg [31:0] \$208 ;
  reg [31:0] \$209 ;
  wire [32:0] \$21 ;
  reg [31:0] \$210 ;
  reg [1:0] \$211 ;
  wire \$22 ;
  wire [32:0] \$23 ;
  wire \$24 ;
  wire [32:0] \$25 ;
  wire \$26 ;
  wire [32:0] \$27 ;
  wire \$28 ;
  wire \$29 ;
  wire \$3 ;
  wire [32:0] \$30 ;
  wire [32:0] \$31 ;
  wire [32:0] \$32 ;
  wire [32:0] \$33 ;
  wire [32:0] \$34 ;
  wire [32:0] \$35 ;
  wire \$36 ;
  wire [32:0] \$37 ;
  wire \$38 ;
  wire [32:0] \$39 ;
  wire \$4 ;
  wire [32:0] \$40 ;
  wire [32:0] \$41 ;
  wire [32:0] \$42 ;
  wire [32:0] \$43 ;
  wire [32:0] \$44 ;
  wire \$45 ;
  wire [32:0] \$46 ;
  wire \$47 ;
  wire [32:0] \$48 ;
  wire [32:0] \$49 ;
  wire \$5 ;
  wire [32:0] \$50 ;
  wire [32:0] \$51 ;
  wire [32:0] \$52 ;
  wire [32:0] \$53 ;
  wire \$54 ;
  wire [32:0] \$55 ;
  wire \$56 ;
  wire [32:0] \$57 ;
  wire [32:0] \$58 ;
  wire [32:0] \$59 ;
  wire \$6 ;
  wire [32:0] \$60 ;
  wire [32:0] \$61 ;
  wire \$62 ;
  wire [32:0] \$63 ;
  wire \$64 ;
  wire [32:0] \$65 ;
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
  wire \$9 ;
  wire \$90 ;
  wire \$91 ;
  wire \$92 ;
  wire \$93 ;
  wire \$94 ;
  wire \$95 ;
  wire [31:0] \$96 ;
  wire [31:0] \$97 ;
  wire [31:0] \$98 ;
  wire [31:0] \$99 ;
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
  reg conv1_blocked_count_heard;
  reg [31:0] conv1_conversions_count;
  reg conv1_conversions_count_heard;
  reg [31:0] conv1_dispatches_count;
  reg conv1_dispatches_count_heard;
  reg conv1_faults_codes;
  reg [31:0] conv1_phases_count;
  reg conv1_phases_count_heard;
  reg [31:0] conv1_starved_count;
  reg conv1_starved_count_heard;
  reg [31:0] conv1_windows_count;
  reg conv1_windows_count_heard;
  reg [31:0] conv2_blocked_count;
  reg conv2_blocked_count_heard;
  reg [31:0] conv2_conversions_count;
  reg conv2_conversions_count_heard;
  reg [31:0] conv2_dispatches_count;
  reg conv2_dispatches_count_heard;
  reg conv2_faults_codes;
  reg [31:0] conv2_phases_count;
  reg conv2_phases_count_heard;
  reg [31:0] conv2_starved_count;
  reg conv2_starved_count_heard;
  reg [31:0] conv2_windows_count;
  reg conv2_windows_count_heard;
  reg cycles_carry;
  reg [31:0] cycles_hi_count;
  reg [31:0] cycles_high_word;
  reg [31:0] cycles_lo_count;
  input [40:0] events;
  wire [40:0] events;
  reg [31:0] fc1_blocked_count;
  reg fc1_blocked_count_heard;
  reg [31:0] fc1_conversions_count;
  reg fc1_conversions_count_heard;
  reg [31:0] fc1_dispatches_count;
  reg fc1_dispatches_count_heard;
  reg fc1_faults_codes;
  reg [31:0] fc1_phases_count;
  reg fc1_phases_count_heard;
  reg [31:0] fc1_starved_count;
  reg fc1_starved_count_heard;
  reg [31:0] fc1_windows_count;
  reg fc1_windows_count_heard;
  reg [31:0] fc2_blocked_count;
  reg fc2_blocked_count_heard;
  reg [31:0] fc2_conversions_count;
  reg fc2_conversions_count_heard;
  reg [31:0] fc2_dispatches_count;
  reg fc2_dispatches_count_heard;
  reg fc2_faults_codes;
  reg [31:0] fc2_phases_count;
  reg fc2_phases_count_heard;
  reg [31:0] fc2_starved_count;
  reg fc2_starved_count_heard;
  reg [31:0] fc2_windows_count;
  reg fc2_windows_count_heard;
  reg [31:0] first_out_cycle;
  reg first_out_cycle_seen;
  reg [31:0] found_0;
  reg [31:0] found_1;
  reg [31:0] found_2;
  reg [31:0] found_3;
  reg [31:0] found_4;
  reg [31:0] found_5;
  reg [31:0] found_6;
  reg [31:0] found_7;
  reg [31:0] images_in_count;
  reg images_in_count_heard;
  reg [31:0] images_out_count;
  reg images_out_count_heard;
  reg [31:0] input_beats_count;
  reg input_beats_count_heard;
  reg [31:0] input_stalled_count;
  reg input_stalled_count_heard;
  reg [31:0] input_starved_count;
  reg input_starved_count_heard;
  reg [31:0] last_out_cycle;
  reg [31:0] long_frames_count;
  reg long_frames_count_heard;
  reg [31:0] output_stalled_count;
  reg output_stalled_count_heard;
  reg [31:0] pool1_beats_count;
  reg pool1_beats_count_heard;
  reg [31:0] pool2_beats_count;
  reg pool2_beats_count_heard;
  wire read;
  reg [1:0] read_response;
  reg read_taken;
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
  reg short_frames_count_heard;
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
  assign \$5  = ~ read_taken;
  assign \$6  = ~ s_axil_rvalid;
  assign \$7  = \$6  | s_axil_rready;
  assign \$8  = \$5  | \$7 ;
  assign read = ar_full & \$8 ;
  assign \$9  = cycles_lo_count == 32'd4294967295;
  assign \$10  = active & \$9 ;
  assign \$11  = cycles_high_word + cycles_carry;
  assign \$12  = cycles_lo_count + 1'h1;
  assign \$13  = ~ events[2];
  assign \$14  = events[1] & \$13 ;
  assign \$15  = status_busy_under_way + 1'h1;
  assign \$16  = ~ events[1];
  assign \$17  = events[2] & \$16 ;
  assign \$18  = status_busy_under_way - 1'h1;
  assign \$19  = images_in_count + images_in_count_heard;
  assign \$20  = images_out_count + images_out_count_heard;
  assign \$21  = input_beats_count + input_beats_count_heard;
  assign \$22  = events[6] & active;
  assign \$23  = input_stalled_count + input_stalled_count_heard;
  assign \$24  = events[7] & active;
  assign \$25  = input_starved_count + input_starved_count_heard;
  assign \$26  = events[8] & active;
  assign \$27  = output_stalled_count + output_stalled_count_heard;
  assign \$28  = ~ first_out_cycle_seen;
  assign \$29  = events[2] & \$28 ;
  assign \$30  = short_frames_count + short_frames_count_heard;
  assign \$31  = long_frames_count + long_frames_count_heard;
  assign \$32  = conv1_windows_count + conv1_windows_count_heard;
  assign \$33  = conv1_dispatches_count + conv1_dispatches_count_heard;
  assign \$34  = conv1_phases_count + conv1_phases_count_heard;
  assign \$35  = conv1_conversions_count + conv1_conversions_count_heard;
  assign \$36  = events[15] & active;
  assign \$37  = conv1_starved_count + conv1_starved_count_heard;
  assign \$38  = events[16] & active;
  assign \$39  = conv1_blocked_count + conv1_blocked_count_heard;
  assign \$40  = pool1_beats_count + pool1_beats_count_heard;
  assign \$41  = conv2_windows_count + conv2_windows_count_heard;
  assign \$42  = conv2_dispatches_count + conv2_dispatches_count_heard;
  assign \$43  = conv2_phases_count + conv2_phases_count_heard;
  assign \$44  = conv2_conversions_count + conv2_conversions_count_heard;
  assign \$45  = events[23] & active;
  assign \$46  = conv2_starved_count + conv2_starved_count_heard;
  assign \$47  = events[24] & active;
  assign \$48  = conv2_blocked_count + conv2_blocked_count_heard;
  assign \$49  = pool2_beats_count + pool2_beats_count_heard;
  assign \$50  = fc1_windows_count + fc1_windows_count_heard;
  assign \$51  = fc1_dispatches_count + fc1_dispatches_count_heard;
  assign \$52  = fc1_phases_count + fc1_phases_count_heard;
  assign \$53  = fc1_conversions_count + fc1_conversions_count_heard;
  assign \$54  = events[31] & active;
  assign \$55  = fc1_starved_count + fc1_starved_count_heard;
  assign \$56  = events[32] & active;
  assign \$57  = fc1_blocked_count + fc1_blocked_count_heard;
  assign \$58  = fc2_windows_count + fc2_windows_count_heard;
  assign \$59  = fc2_dispatches_count + fc2_dispatches_count_heard;
  assign \$60  = fc2_phases_count + fc2_phases_count_heard;
  assign \$61  = fc2_conversions_count + fc2_conversions_count_heard;
  assign \$62  = events[38] & active;
  assign \$63  = fc2_starved_count + fc2_starved_count_heard;
  assign \$64  = events[39] & active;
  assign \$65  = fc2_blocked_count + fc2_blocked_count_heard;
  assign \$66  = s_axil_awvalid & s_axil_awready;
  assign \$67  = s_axil_wvalid & s_axil_wready;
  assign \$68  = ~ w_strobe[0];
  assign \$69  = control_run & \$68 ;
  assign \$70  = w_data[0] & w_strobe[0];
  assign \$71  = \$69  | \$70 ;
  assign \$72  = w_data[1] & w_strobe[0];
  assign \$73  = w_data[2] & w_strobe[0];
  assign \$74  = w_data[1] & w_strobe[0];
  assign \$75  = ~ events[4];
  assign \$76  = \$74  & \$75 ;
  assign \$77  = w_data[3] & w_strobe[0];
  assign \$78  = ~ events[5];
  assign \$79  = \$77  & \$78 ;
  assign \$80  = w_data[0] & w_strobe[0];
  assign \$81  = ~ events[17];
  assign \$82  = \$80  & \$81 ;
  assign \$83  = w_data[0] & w_strobe[0];
  assign \$84  = ~ events[25];
  assign \$85  = \$83  & \$84 ;
  assign \$86  = w_data[0] & w_strobe[0];
  assign \$87  = ~ events[33];
  assign \$88  = \$86  & \$87 ;
  assign \$89  = w_data[0] & w_strobe[0];
  assign \$90  = ~ events[40];
  assign \$91  = \$89  & \$90 ;
  assign \$92  = s_axil_arvalid & s_axil_arready;
  assign \$93  = ~ s_axil_rvalid;
  assign \$94  = \$93  | s_axil_rready;
  assign \$95  = read_taken & \$94 ;
  assign \$96  = found_0 | found_1;
  assign \$97  = \$96  | found_2;
  assign \$98  = \$97  | found_3;
  assign \$99  = \$98  | found_4;
  assign \$100  = \$99  | found_5;
  assign \$101  = \$100  | found_6;
  assign \$102  = \$101  | found_7;
  assign \$103  = cycles_high_word + cycles_carry;
  always @(posedge clk)
    cycles_carry <= \$104 ;
  always @(posedge clk)
    cycles_high_word <= \$105 ;
  always @(posedge clk)
    cycles_lo_count <= \$106 ;
  always @(posedge clk)
    cycles_hi_count <= \$107 ;
  always @(posedge clk)
    status_busy_begun <= \$108 ;
  always @(posedge clk)
    status_busy_under_way <= \$109 ;
  always @(posedge clk)
    status_frame_error <= \$110 ;
  always @(posedge clk)
    status_code_fault <= \$111 ;
  always @(posedge clk)
    images_in_count_heard <= \$112 ;
  always @(posedge clk)
    images_in_count <= \$113 ;
  always @(posedge clk)
    images_out_count_heard <= \$114 ;
  always @(posedge clk)
    images_out_count <= \$115 ;
  always @(posedge clk)
    input_beats_count_heard <= \$116 ;
  always @(posedge clk)
    input_beats_count <= \$117 ;
  always @(posedge clk)
    input_stalled_count_heard <= \$118 ;
  always @(posedge clk)
    input_stalled_count <= \$119 ;
  always @(posedge clk)
    input_starved_count_heard <= \$120 ;
  always @(posedge clk)
    input_starved_count <= \$121 ;
  always @(posedge clk)
    output_stalled_count_heard <= \$122 ;
  always @(posedge clk)
    output_stalled_count <= \$123 ;
  always @(posedge clk)
    first_out_cycle <= \$124 ;
  always @(posedge clk)
    first_out_cycle_seen <= \$125 ;
  always @(posedge clk)
    last_out_cycle <= \$126 ;
  always @(posedge clk)
    short_frames_count_heard <= \$127 ;
  always @(posedge clk)
    short_frames_count <= \$128 ;
  always @(posedge clk)
    long_frames_count_heard <= \$129 ;
  always @(posedge clk)
    long_frames_count <= \$130 ;
  always @(posedge clk)
    conv1_windows_count_heard <= \$131 ;
  always @(posedge clk)
    conv1_windows_count <= \$132 ;
  always @(posedge clk)
    conv1_dispatches_count_heard <= \$133 ;
  always @(posedge clk)
    conv1_dispatches_count <= \$134 ;
  always @(posedge clk)
    conv1_phases_count_heard <= \$135 ;
  always @(posedge clk)
    conv1_phases_count <= \$136 ;
  always @(posedge clk)
    conv1_conversions_count_heard <= \$137 ;
  always @(posedge clk)
    conv1_conversions_count <= \$138 ;
  always @(posedge clk)
    conv1_starved_count_heard <= \$139 ;
  always @(posedge clk)
    conv1_starved_count <= \$140 ;
  always @(posedge clk)
    conv1_blocked_count_heard <= \$141 ;
  always @(posedge clk)
    conv1_blocked_count <= \$142 ;
  always @(posedge clk)
    conv1_faults_codes <= \$143 ;
  always @(posedge clk)
    pool1_beats_count_heard <= \$144 ;
  always @(posedge clk)
    pool1_beats_count <= \$145 ;
  always @(posedge clk)
    conv2_windows_count_heard <= \$146 ;
  always @(posedge clk)
    conv2_windows_count <= \$147 ;
  always @(posedge clk)
    conv2_dispatches_count_heard <= \$148 ;
  always @(posedge clk)
    conv2_dispatches_count <= \$149 ;
  always @(posedge clk)
    conv2_phases_count_heard <= \$150 ;
  always @(posedge clk)
    conv2_phases_count <= \$151 ;
  always @(posedge clk)
    conv2_conversions_count_heard <= \$152 ;
  always @(posedge clk)
    conv2_conversions_count <= \$153 ;
  always @(posedge clk)
    conv2_starved_count_heard <= \$154 ;
  always @(posedge clk)
    conv2_starved_count <= \$155 ;
  always @(posedge clk)
    conv2_blocked_count_heard <= \$156 ;
  always @(posedge clk)
    conv2_blocked_count <= \$157 ;
  always @(posedge clk)
    conv2_faults_codes <= \$158 ;
  always @(posedge clk)
    pool2_beats_count_heard <= \$159 ;
  always @(posedge clk)
    pool2_beats_count <= \$160 ;
  always @(posedge clk)
    fc1_windows_count_heard <= \$161 ;
  always @(posedge clk)
    fc1_windows_count <= \$162 ;
  always @(posedge clk)
    fc1_dispatches_count_heard <= \$163 ;
  always @(posedge clk)
    fc1_dispatches_count <= \$164 ;
  always @(posedge clk)
    fc1_phases_count_heard <= \$165 ;
  always @(posedge clk)
    fc1_phases_count <= \$166 ;
  always @(posedge clk)
    fc1_conversions_count_heard <= \$167 ;
  always @(posedge clk)
    fc1_conversions_count <= \$168 ;
  always @(posedge clk)
    fc1_starved_count_heard <= \$169 ;
  always @(posedge clk)
    fc1_starved_count <= \$170 ;
  always @(posedge clk)
    fc1_blocked_count_heard <= \$171 ;
  always @(posedge clk)
    fc1_blocked_count <= \$172 ;
  always @(posedge clk)
    fc1_faults_codes <= \$173 ;
  always @(posedge clk)
    fc2_windows_count_heard <= \$174 ;
  always @(posedge clk)
    fc2_windows_count <= \$175 ;
  always @(posedge clk)
    fc2_dispatches_count_heard <= \$176 ;
  always @(posedge clk)
    fc2_dispatches_count <= \$177 ;
  always @(posedge clk)
    fc2_phases_count_heard <= \$178 ;
  always @(posedge clk)
    fc2_phases_count <= \$179 ;
  always @(posedge clk)
    fc2_conversions_count_heard <= \$180 ;
  always @(posedge clk)
    fc2_conversions_count <= \$181 ;
  always @(posedge clk)
    fc2_starved_count_heard <= \$182 ;
  always @(posedge clk)
    fc2_starved_count <= \$183 ;
  always @(posedge clk)
    fc2_blocked_count_heard <= \$184 ;
  always @(posedge clk)
    fc2_blocked_count <= \$185 ;
  always @(posedge clk)
    fc2_faults_codes <= \$186 ;
  always @(posedge clk)
    aw_address <= \$187 ;
  always @(posedge clk)
    aw_full <= \$188 ;
  always @(posedge clk)
    w_data <= \$189 ;
  always @(posedge clk)
    w_strobe <= \$190 ;
  always @(posedge clk)
    w_full <= \$191 ;
  always @(posedge clk)
    s_axil_bvalid <= \$192 ;
  always @(posedge clk)
    control_clear <= \$193 ;
  always @(posedge clk)
    control_flush <= \$194 ;
  always @(posedge clk)
    s_axil_bresp <= \$195 ;
  always @(posedge clk)
    control_run <= \$196 ;
  always @(posedge clk)
    ar_address <= \$197 ;
  always @(posedge clk)
    ar_full <= \$198 ;
  always @(posedge clk)
    s_axil_rvalid <= \$199 ;
  always @(posedge clk)
    read_taken <= \$200 ;
  always @(posedge clk)
    s_axil_rdata <= \$201 ;
  always @(posedge clk)
    s_axil_rresp <= \$202 ;
  always @(posedge clk)
    found_0 <= \$203 ;
  always @(posedge clk)
    found_1 <= \$204 ;
  always @(posedge clk)
    found_2 <= \$205 ;
  always @(posedge clk)
    found_3 <= \$206 ;
  always @(posedge clk)
    found_4 <= \$207 ;
  always @(posedge clk)
    found_5 <= \$208 ;
  always @(posedge clk)
    found_6 <= \$209 ;
  always @(posedge clk)
    found_7 <= \$210 ;
  always @(posedge clk)
    read_response <= \$211 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$104  = \$10 ;
    if (control_clear) begin
      \$104  = 1'h0;
    end
    if (rst) begin
      \$104  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$105  = \$11 [31:0];
    if (control_clear) begin
      \$105  = 32'd0;
    end
    if (rst) begin
      \$105  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$106  = cycles_lo_count;
    if (active) begin
      \$106  = \$12 [31:0];
    end
    if (control_clear) begin
      \$106  = 32'd0;
    end
    if (rst) begin
      \$106  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$107  = cycles_hi_count;
    if (control_clear) begin
      \$107  = 32'd0;
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
            \$107  = \$103 [31:0];
      endcase
    end
    if (rst) begin
      \$107  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$108  = status_busy_begun;
    if (events[1]) begin
      \$108  = 1'h0;
    end else if (events[0]) begin
      \$108  = 1'h1;
    end
    if (events[3]) begin
      \$108  = 1'h0;
    end
    if (rst) begin
      \$108  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$109  = status_busy_under_way;
    if (\$14 ) begin
      \$109  = \$15 [31:0];
    end
    if (\$17 ) begin
      \$109  = \$18 [31:0];
    end
    if (events[3]) begin
      \$109  = 32'd0;
    end
    if (rst) begin
      \$109  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$110  = status_frame_error;
    if (events[4]) begin
      \$110  = 1'h1;
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
            if (\$76 ) begin
              \$110  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$110  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$111  = status_code_fault;
    if (events[5]) begin
      \$111  = 1'h1;
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
            if (\$79 ) begin
              \$111  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$111  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$112  = events[1];
    if (control_clear) begin
      \$112  = 1'h0;
    end
    if (rst) begin
      \$112  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$113  = \$19 [31:0];
    if (control_clear) begin
      \$113  = 32'd0;
    end
    if (rst) begin
      \$113  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$114  = events[2];
    if (control_clear) begin
      \$114  = 1'h0;
    end
    if (rst) begin
      \$114  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$115  = \$20 [31:0];
    if (control_clear) begin
      \$115  = 32'd0;
    end
    if (rst) begin
      \$115  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$116  = events[0];
    if (control_clear) begin
      \$116  = 1'h0;
    end
    if (rst) begin
      \$116  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$117  = \$21 [31:0];
    if (control_clear) begin
      \$117  = 32'd0;
    end
    if (rst) begin
      \$117  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$118  = \$22 ;
    if (control_clear) begin
      \$118  = 1'h0;
    end
    if (rst) begin
      \$118  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$119  = \$23 [31:0];
    if (control_clear) begin
      \$119  = 32'd0;
    end
    if (rst) begin
      \$119  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$120  = \$24 ;
    if (control_clear) begin
      \$120  = 1'h0;
    end
    if (rst) begin
      \$120  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$121  = \$25 [31:0];
    if (control_clear) begin
      \$121  = 32'd0;
    end
    if (rst) begin
      \$121  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$122  = \$26 ;
    if (control_clear) begin
      \$122  = 1'h0;
    end
    if (rst) begin
      \$122  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$123  = \$27 [31:0];
    if (control_clear) begin
      \$123  = 32'd0;
    end
    if (rst) begin
      \$123  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$124  = first_out_cycle;
    if (control_clear) begin
      \$124  = 32'd0;
    end else if (\$29 ) begin
      \$124  = cycles_lo_count;
    end
    if (rst) begin
      \$124  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$125  = first_out_cycle_seen;
    if (control_clear) begin
      \$125  = 1'h0;
    end else if (\$29 ) begin
      \$125  = 1'h1;
    end
    if (rst) begin
      \$125  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$126  = last_out_cycle;
    if (control_clear) begin
      \$126  = 32'd0;
    end else if (events[2]) begin
      \$126  = cycles_lo_count;
    end
    if (rst) begin
      \$126  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$127  = events[9];
    if (control_clear) begin
      \$127  = 1'h0;
    end
    if (rst) begin
      \$127  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$128  = \$30 [31:0];
    if (control_clear) begin
      \$128  = 32'd0;
    end
    if (rst) begin
      \$128  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$129  = events[10];
    if (control_clear) begin
      \$129  = 1'h0;
    end
    if (rst) begin
      \$129  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$130  = \$31 [31:0];
    if (control_clear) begin
      \$130  = 32'd0;
    end
    if (rst) begin
      \$130  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$131  = events[11];
    if (control_clear) begin
      \$131  = 1'h0;
    end
    if (rst) begin
      \$131  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$132  = \$32 [31:0];
    if (control_clear) begin
      \$132  = 32'd0;
    end
    if (rst) begin
      \$132  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$133  = events[12];
    if (control_clear) begin
      \$133  = 1'h0;
    end
    if (rst) begin
      \$133  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$134  = \$33 [31:0];
    if (control_clear) begin
      \$134  = 32'd0;
    end
    if (rst) begin
      \$134  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$135  = events[13];
    if (control_clear) begin
      \$135  = 1'h0;
    end
    if (rst) begin
      \$135  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$136  = \$34 [31:0];
    if (control_clear) begin
      \$136  = 32'd0;
    end
    if (rst) begin
      \$136  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$137  = events[14];
    if (control_clear) begin
      \$137  = 1'h0;
    end
    if (rst) begin
      \$137  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$138  = \$35 [31:0];
    if (control_clear) begin
      \$138  = 32'd0;
    end
    if (rst) begin
      \$138  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$139  = \$36 ;
    if (control_clear) begin
      \$139  = 1'h0;
    end
    if (rst) begin
      \$139  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$140  = \$37 [31:0];
    if (control_clear) begin
      \$140  = 32'd0;
    end
    if (rst) begin
      \$140  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$141  = \$38 ;
    if (control_clear) begin
      \$141  = 1'h0;
    end
    if (rst) begin
      \$141  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$142  = \$39 [31:0];
    if (control_clear) begin
      \$142  = 32'd0;
    end
    if (rst) begin
      \$142  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$143  = conv1_faults_codes;
    if (events[17]) begin
      \$143  = 1'h1;
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
            if (\$82 ) begin
              \$143  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$143  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$144  = events[18];
    if (control_clear) begin
      \$144  = 1'h0;
    end
    if (rst) begin
      \$144  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$145  = \$40 [31:0];
    if (control_clear) begin
      \$145  = 32'd0;
    end
    if (rst) begin
      \$145  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$146  = events[19];
    if (control_clear) begin
      \$146  = 1'h0;
    end
    if (rst) begin
      \$146  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$147  = \$41 [31:0];
    if (control_clear) begin
      \$147  = 32'd0;
    end
    if (rst) begin
      \$147  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$148  = events[20];
    if (control_clear) begin
      \$148  = 1'h0;
    end
    if (rst) begin
      \$148  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$149  = \$42 [31:0];
    if (control_clear) begin
      \$149  = 32'd0;
    end
    if (rst) begin
      \$149  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$150  = events[21];
    if (control_clear) begin
      \$150  = 1'h0;
    end
    if (rst) begin
      \$150  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$151  = \$43 [31:0];
    if (control_clear) begin
      \$151  = 32'd0;
    end
    if (rst) begin
      \$151  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$152  = events[22];
    if (control_clear) begin
      \$152  = 1'h0;
    end
    if (rst) begin
      \$152  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$153  = \$44 [31:0];
    if (control_clear) begin
      \$153  = 32'd0;
    end
    if (rst) begin
      \$153  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$154  = \$45 ;
    if (control_clear) begin
      \$154  = 1'h0;
    end
    if (rst) begin
      \$154  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$155  = \$46 [31:0];
    if (control_clear) begin
      \$155  = 32'd0;
    end
    if (rst) begin
      \$155  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$156  = \$47 ;
    if (control_clear) begin
      \$156  = 1'h0;
    end
    if (rst) begin
      \$156  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$157  = \$48 [31:0];
    if (control_clear) begin
      \$157  = 32'd0;
    end
    if (rst) begin
      \$157  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$158  = conv2_faults_codes;
    if (events[25]) begin
      \$158  = 1'h1;
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
            if (\$85 ) begin
              \$158  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$158  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$159  = events[26];
    if (control_clear) begin
      \$159  = 1'h0;
    end
    if (rst) begin
      \$159  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$160  = \$49 [31:0];
    if (control_clear) begin
      \$160  = 32'd0;
    end
    if (rst) begin
      \$160  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$161  = events[27];
    if (control_clear) begin
      \$161  = 1'h0;
    end
    if (rst) begin
      \$161  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$162  = \$50 [31:0];
    if (control_clear) begin
      \$162  = 32'd0;
    end
    if (rst) begin
      \$162  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$163  = events[28];
    if (control_clear) begin
      \$163  = 1'h0;
    end
    if (rst) begin
      \$163  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$164  = \$51 [31:0];
    if (control_clear) begin
      \$164  = 32'd0;
    end
    if (rst) begin
      \$164  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$165  = events[29];
    if (control_clear) begin
      \$165  = 1'h0;
    end
    if (rst) begin
      \$165  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$166  = \$52 [31:0];
    if (control_clear) begin
      \$166  = 32'd0;
    end
    if (rst) begin
      \$166  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$167  = events[30];
    if (control_clear) begin
      \$167  = 1'h0;
    end
    if (rst) begin
      \$167  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$168  = \$53 [31:0];
    if (control_clear) begin
      \$168  = 32'd0;
    end
    if (rst) begin
      \$168  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$169  = \$54 ;
    if (control_clear) begin
      \$169  = 1'h0;
    end
    if (rst) begin
      \$169  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$170  = \$55 [31:0];
    if (control_clear) begin
      \$170  = 32'd0;
    end
    if (rst) begin
      \$170  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$171  = \$56 ;
    if (control_clear) begin
      \$171  = 1'h0;
    end
    if (rst) begin
      \$171  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$172  = \$57 [31:0];
    if (control_clear) begin
      \$172  = 32'd0;
    end
    if (rst) begin
      \$172  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$173  = fc1_faults_codes;
    if (events[33]) begin
      \$173  = 1'h1;
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
            if (\$88 ) begin
              \$173  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$173  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$174  = events[34];
    if (control_clear) begin
      \$174  = 1'h0;
    end
    if (rst) begin
      \$174  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$175  = \$58 [31:0];
    if (control_clear) begin
      \$175  = 32'd0;
    end
    if (rst) begin
      \$175  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$176  = events[35];
    if (control_clear) begin
      \$176  = 1'h0;
    end
    if (rst) begin
      \$176  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$177  = \$59 [31:0];
    if (control_clear) begin
      \$177  = 32'd0;
    end
    if (rst) begin
      \$177  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$178  = events[36];
    if (control_clear) begin
      \$178  = 1'h0;
    end
    if (rst) begin
      \$178  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$179  = \$60 [31:0];
    if (control_clear) begin
      \$179  = 32'd0;
    end
    if (rst) begin
      \$179  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$180  = events[37];
    if (control_clear) begin
      \$180  = 1'h0;
    end
    if (rst) begin
      \$180  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$181  = \$61 [31:0];
    if (control_clear) begin
      \$181  = 32'd0;
    end
    if (rst) begin
      \$181  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$182  = \$62 ;
    if (control_clear) begin
      \$182  = 1'h0;
    end
    if (rst) begin
      \$182  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$183  = \$63 [31:0];
    if (control_clear) begin
      \$183  = 32'd0;
    end
    if (rst) begin
      \$183  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$184  = \$64 ;
    if (control_clear) begin
      \$184  = 1'h0;
    end
    if (rst) begin
      \$184  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$185  = \$65 [31:0];
    if (control_clear) begin
      \$185  = 32'd0;
    end
    if (rst) begin
      \$185  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$186  = fc2_faults_codes;
    if (events[40]) begin
      \$186  = 1'h1;
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
            if (\$91 ) begin
              \$186  = 1'h0;
            end
      endcase
    end
    if (rst) begin
      \$186  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$187  = aw_address;
    if (\$66 ) begin
      \$187  = s_axil_awaddr[11:2];
    end
    if (rst) begin
      \$187  = 10'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$188  = aw_full;
    if (\$66 ) begin
      \$188  = 1'h1;
    end
    if (write) begin
      \$188  = 1'h0;
    end
    if (rst) begin
      \$188  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$189  = w_data;
    if (\$67 ) begin
      \$189  = s_axil_wdata;
    end
    if (rst) begin
      \$189  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$190  = w_strobe;
    if (\$67 ) begin
      \$190  = s_axil_wstrb;
    end
    if (rst) begin
      \$190  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$191  = w_full;
    if (\$67 ) begin
      \$191  = 1'h1;
    end
    if (write) begin
      \$191  = 1'h0;
    end
    if (rst) begin
      \$191  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$192  = s_axil_bvalid;
    if (s_axil_bready) begin
      \$192  = 1'h0;
    end
    if (write) begin
      \$192  = 1'h1;
    end
    if (rst) begin
      \$192  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$193  = 1'h0;
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
            \$193  = \$72 ;
      endcase
    end
    if (rst) begin
      \$193  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$194  = 1'h0;
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
            \$194  = \$73 ;
      endcase
    end
    if (rst) begin
      \$194  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$195  = s_axil_bresp;
    if (write) begin
      \$195  = 2'h3;
      casez (aw_address)
        10'h000:
            \$195  = 2'h2;
        10'h001:
            \$195  = 2'h2;
        10'h002:
            \$195  = 2'h2;
        10'h003:
            \$195  = 2'h2;
        10'h004:
            \$195  = 2'h2;
        10'h005:
            \$195  = 2'h2;
        10'h006:
            \$195  = 2'h2;
        10'h007:
            \$195  = 2'h0;
        10'h008:
            \$195  = 2'h0;
        10'h009:
            \$195  = 2'h2;
        10'h00a:
            \$195  = 2'h2;
        10'h00b:
            \$195  = 2'h2;
        10'h00c:
            \$195  = 2'h2;
        10'h00d:
            \$195  = 2'h2;
        10'h00e:
            \$195  = 2'h2;
        10'h00f:
            \$195  = 2'h2;
        10'h010:
            \$195  = 2'h2;
        10'h011:
            \$195  = 2'h2;
        10'h012:
            \$195  = 2'h2;
        10'h013:
            \$195  = 2'h2;
        10'h014:
            \$195  = 2'h2;
        10'h040:
            \$195  = 2'h2;
        10'h041:
            \$195  = 2'h2;
        10'h042:
            \$195  = 2'h2;
        10'h043:
            \$195  = 2'h2;
        10'h044:
            \$195  = 2'h2;
        10'h045:
            \$195  = 2'h2;
        10'h046:
            \$195  = 2'h2;
        10'h047:
            \$195  = 2'h2;
        10'h048:
            \$195  = 2'h0;
        10'h050:
            \$195  = 2'h2;
        10'h060:
            \$195  = 2'h2;
        10'h061:
            \$195  = 2'h2;
        10'h062:
            \$195  = 2'h2;
        10'h063:
            \$195  = 2'h2;
        10'h064:
            \$195  = 2'h2;
        10'h065:
            \$195  = 2'h2;
        10'h066:
            \$195  = 2'h2;
        10'h067:
            \$195  = 2'h2;
        10'h068:
            \$195  = 2'h0;
        10'h070:
            \$195  = 2'h2;
        10'h080:
            \$195  = 2'h2;
        10'h081:
            \$195  = 2'h2;
        10'h082:
            \$195  = 2'h2;
        10'h083:
            \$195  = 2'h2;
        10'h084:
            \$195  = 2'h2;
        10'h085:
            \$195  = 2'h2;
        10'h086:
            \$195  = 2'h2;
        10'h087:
            \$195  = 2'h2;
        10'h088:
            \$195  = 2'h0;
        10'h090:
            \$195  = 2'h2;
        10'h091:
            \$195  = 2'h2;
        10'h092:
            \$195  = 2'h2;
        10'h093:
            \$195  = 2'h2;
        10'h094:
            \$195  = 2'h2;
        10'h095:
            \$195  = 2'h2;
        10'h096:
            \$195  = 2'h2;
        10'h097:
            \$195  = 2'h2;
        10'h098:
            \$195  = 2'h0;
      endcase
    end
    if (rst) begin
      \$195  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$196  = control_run;
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
            \$196  = \$71 ;
      endcase
    end
    if (rst) begin
      \$196  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$197  = ar_address;
    if (\$92 ) begin
      \$197  = s_axil_araddr[11:2];
    end
    if (rst) begin
      \$197  = 10'h000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$198  = ar_full;
    if (\$92 ) begin
      \$198  = 1'h1;
    end
    if (read) begin
      \$198  = 1'h0;
    end
    if (rst) begin
      \$198  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$199  = s_axil_rvalid;
    if (s_axil_rready) begin
      \$199  = 1'h0;
    end
    if (\$95 ) begin
      \$199  = 1'h1;
    end
    if (rst) begin
      \$199  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$200  = read_taken;
    if (\$95 ) begin
      \$200  = 1'h0;
    end
    if (read) begin
      \$200  = 1'h1;
    end
    if (rst) begin
      \$200  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$201  = s_axil_rdata;
    if (\$95 ) begin
      \$201  = \$102 ;
    end
    if (rst) begin
      \$201  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$202  = s_axil_rresp;
    if (\$95 ) begin
      \$202  = read_response;
    end
    if (rst) begin
      \$202  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$203  = found_0;
    if (read) begin
      \$203  = 32'd0;
      casez (ar_address)
        10'h000:
            \$203  = 32'd1212435527;
        10'h001:
            \$203  = 32'd256;
        10'h002:
            \$203  = 32'd3931327336;
        10'h003:
            \$203  = 32'd222170881;
        10'h004:
            \$203  = 32'd700560653;
        10'h005:
            \$203  = 32'd3168283104;
        10'h006:
            \$203  = 32'd6;
        10'h007:
            \$203  = { 31'h00000000, control_run };
      endcase
    end
    if (rst) begin
      \$203  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$204  = found_1;
    if (read) begin
      \$204  = 32'd0;
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
            \$204  = { 28'h0000000, status_code_fault, status, status_frame_error, status_busy };
        10'h009:
            \$204  = cycles_lo_count;
        10'h00a:
            \$204  = cycles_hi_count;
        10'h00b:
            \$204  = images_in_count;
        10'h00c:
            \$204  = images_out_count;
        10'h00d:
            \$204  = input_beats_count;
        10'h00e:
            \$204  = input_stalled_count;
        10'h00f:
            \$204  = input_starved_count;
      endcase
    end
    if (rst) begin
      \$204  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$205  = found_2;
    if (read) begin
      \$205  = 32'd0;
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
            \$205  = output_stalled_count;
        10'h011:
            \$205  = first_out_cycle;
        10'h012:
            \$205  = last_out_cycle;
        10'h013:
            \$205  = short_frames_count;
        10'h014:
            \$205  = long_frames_count;
        10'h040:
            \$205  = conv1_windows_count;
        10'h041:
            \$205  = conv1_dispatches_count;
        10'h042:
            \$205  = conv1_phases_count;
      endcase
    end
    if (rst) begin
      \$205  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$206  = found_3;
    if (read) begin
      \$206  = 32'd0;
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
            \$206  = conv1_conversions_count;
        10'h044:
            \$206  = conv1_starved_count;
        10'h045:
            \$206  = conv1_blocked_count;
        10'h046:
            \$206  = 32'd131074;
        10'h047:
            \$206  = 32'd16;
        10'h048:
            \$206  = { 31'h00000000, conv1_faults_codes };
        10'h050:
            \$206  = pool1_beats_count;
        10'h060:
            \$206  = conv2_windows_count;
      endcase
    end
    if (rst) begin
      \$206  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$207  = found_4;
    if (read) begin
      \$207  = 32'd0;
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
            \$207  = conv2_dispatches_count;
        10'h062:
            \$207  = conv2_phases_count;
        10'h063:
            \$207  = conv2_conversions_count;
        10'h064:
            \$207  = conv2_starved_count;
        10'h065:
            \$207  = conv2_blocked_count;
        10'h066:
            \$207  = 32'd131074;
        10'h067:
            \$207  = 32'd32;
        10'h068:
            \$207  = { 31'h00000000, conv2_faults_codes };
      endcase
    end
    if (rst) begin
      \$207  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$208  = found_5;
    if (read) begin
      \$208  = 32'd0;
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
            \$208  = pool2_beats_count;
        10'h080:
            \$208  = fc1_windows_count;
        10'h081:
            \$208  = fc1_dispatches_count;
        10'h082:
            \$208  = fc1_phases_count;
        10'h083:
            \$208  = fc1_conversions_count;
        10'h084:
            \$208  = fc1_starved_count;
        10'h085:
            \$208  = fc1_blocked_count;
        10'h086:
            \$208  = 32'd131074;
      endcase
    end
    if (rst) begin
      \$208  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$209  = found_6;
    if (read) begin
      \$209  = 32'd0;
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
            \$209  = 32'd128;
        10'h088:
            \$209  = { 31'h00000000, fc1_faults_codes };
        10'h090:
            \$209  = fc2_windows_count;
        10'h091:
            \$209  = fc2_dispatches_count;
        10'h092:
            \$209  = fc2_phases_count;
        10'h093:
            \$209  = fc2_conversions_count;
        10'h094:
            \$209  = fc2_starved_count;
        10'h095:
            \$209  = fc2_blocked_count;
      endcase
    end
    if (rst) begin
      \$209  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$210  = found_7;
    if (read) begin
      \$210  = 32'd0;
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
            \$210  = 32'd131074;
        10'h097:
            \$210  = 32'd16;
        10'h098:
            \$210  = { 31'h00000000, fc2_faults_codes };
      endcase
    end
    if (rst) begin
      \$210  = 32'd0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    \$211  = read_response;
    if (read) begin
      \$211  = 2'h3;
      casez (ar_address)
        10'h000:
            \$211  = 2'h0;
        10'h001:
            \$211  = 2'h0;
        10'h002:
            \$211  = 2'h0;
        10'h003:
            \$211  = 2'h0;
        10'h004:
            \$211  = 2'h0;
        10'h005:
            \$211  = 2'h0;
        10'h006:
            \$211  = 2'h0;
        10'h007:
            \$211  = 2'h0;
        10'h008:
            \$211  = 2'h0;
        10'h009:
            \$211  = 2'h0;
        10'h00a:
            \$211  = 2'h0;
        10'h00b:
            \$211  = 2'h0;
        10'h00c:
            \$211  = 2'h0;
        10'h00d:
            \$211  = 2'h0;
        10'h00e:
            \$211  = 2'h0;
        10'h00f:
            \$211  = 2'h0;
        10'h010:
            \$211  = 2'h0;
        10'h011:
            \$211  = 2'h0;
        10'h012:
            \$211  = 2'h0;
        10'h013:
            \$211  = 2'h0;
        10'h014:
            \$211  = 2'h0;
        10'h040:
            \$211  = 2'h0;
        10'h041:
            \$211  = 2'h0;
        10'h042:
            \$211  = 2'h0;
        10'h043:
            \$211  = 2'h0;
        10'h044:
            \$211  = 2'h0;
        10'h045:
            \$211  = 2'h0;
        10'h046:
            \$211  = 2'h0;
        10'h047:
            \$211  = 2'h0;
        10'h048:
            \$211  = 2'h0;
        10'h050:
            \$211  = 2'h0;
        10'h060:
            \$211  = 2'h0;
        10'h061:
            \$211  = 2'h0;
        10'h062:
            \$211  = 2'h0;
        10'h063:
            \$211  = 2'h0;
        10'h064:
            \$211  = 2'h0;
        10'h065:
            \$211  = 2'h0;
        10'h066:
            \$211  = 2'h0;
        10'h067:
            \$211  = 2'h0;
        10'h068:
            \$211  = 2'h0;
        10'h070:
            \$211  = 2'h0;
        10'h080:
            \$211  = 2'h0;
        10'h081:
            \$211  = 2'h0;
        10'h082:
            \$211  = 2'h0;
        10'h083:
            \$211  = 2'h0;
        10'h084:
            \$211  = 2'h0;
        10'h085:
            \$211  = 2'h0;
        10'h086:
            \$211  = 2'h0;
        10'h087:
            \$211  = 2'h0;
        10'h088:
            \$211  = 2'h0;
        10'h090:
            \$211  = 2'h0;
        10'h091:
            \$211  = 2'h0;
        10'h092:
            \$211  = 2'h0;
        10'h093:
            \$211  = 2'h0;
        10'h094:
            \$211  = 2'h0;
        10'h095:
            \$211  = 2'h0;
        10'h096:
            \$211  = 2'h0;
        10'h097:
            \$211  = 2'h0;
        10'h098:
            \$211  = 2'h0;
      endcase
    end
    if (rst) begin
      \$211  = 2'h0;
    end
  end
  assign control = { control_flush, control_clear, control_run };
endmodule
`default_nettype wire
