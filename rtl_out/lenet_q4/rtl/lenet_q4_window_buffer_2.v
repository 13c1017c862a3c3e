// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_window_buffer_2(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$56  = 0;
  wire \$1 ;
  wire \$10 ;
  wire [6:0] \$100 ;
  wire \$101 ;
  wire [5:0] \$102 ;
  wire [5:0] \$103 ;
  wire [4:0] \$104 ;
  wire [4:0] \$105 ;
  wire [5:0] \$106 ;
  wire [2:0] \$107 ;
  wire [2:0] \$108 ;
  wire [6:0] \$109 ;
  wire \$11 ;
  wire \$110 ;
  wire \$111 ;
  wire \$112 ;
  wire \$113 ;
  reg \$114 ;
  reg [159:0] \$115 ;
  reg [159:0] \$116 ;
  reg [159:0] \$117 ;
  reg [159:0] \$118 ;
  reg [159:0] \$119 ;
  wire \$12 ;
  reg [6:0] \$120 ;
  reg [3:0] \$121 ;
  reg [3:0] \$122 ;
  reg [6:0] \$123 ;
  reg [5:0] \$124 ;
  reg [3:0] \$125 ;
  reg [3:0] \$126 ;
  reg [4:0] \$127 ;
  reg \$128 ;
  reg \$129 ;
  wire \$13 ;
  reg [3:0] \$130 ;
  reg [4:0] \$131 ;
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
  wire [3:0] \$26 ;
  wire \$27 ;
  wire \$28 ;
  wire \$29 ;
  wire \$3 ;
  wire \$30 ;
  wire \$31 ;
  wire \$32 ;
  wire \$33 ;
  wire \$34 ;
  wire [2:0] \$35 ;
  wire [3:0] \$36 ;
  wire [3:0] \$37 ;
  wire [3:0] \$38 ;
  wire [3:0] \$39 ;
  wire \$4 ;
  wire [3:0] \$40 ;
  wire [3:0] \$41 ;
  wire [3:0] \$42 ;
  wire [3:0] \$43 ;
  wire [3:0] \$44 ;
  wire [3:0] \$45 ;
  wire [3:0] \$46 ;
  wire [3:0] \$47 ;
  wire [3:0] \$48 ;
  wire [3:0] \$49 ;
  wire \$5 ;
  wire [3:0] \$50 ;
  wire [3:0] \$51 ;
  wire [3:0] \$52 ;
  wire [3:0] \$53 ;
  wire [3:0] \$54 ;
  wire [3:0] \$55 ;
  wire [3:0] \$56 ;
  wire [3:0] \$57 ;
  wire [3:0] \$58 ;
  wire [3:0] \$59 ;
  wire \$6 ;
  wire [3:0] \$60 ;
  wire [3:0] \$61 ;
  wire [3:0] \$62 ;
  wire [3:0] \$63 ;
  wire [3:0] \$64 ;
  wire [3:0] \$65 ;
  wire [3:0] \$66 ;
  wire [3:0] \$67 ;
  wire [3:0] \$68 ;
  wire [3:0] \$69 ;
  wire \$7 ;
  wire [3:0] \$70 ;
  wire [3:0] \$71 ;
  wire [3:0] \$72 ;
  wire [3:0] \$73 ;
  wire [3:0] \$74 ;
  wire [3:0] \$75 ;
  wire [3:0] \$76 ;
  wire [3:0] \$77 ;
  wire [3:0] \$78 ;
  wire [3:0] \$79 ;
  wire \$8 ;
  wire [3:0] \$80 ;
  wire [3:0] \$81 ;
  wire [3:0] \$82 ;
  wire [3:0] \$83 ;
  wire [3:0] \$84 ;
  wire [3:0] \$85 ;
  wire \$86 ;
  wire \$87 ;
  wire [7:0] \$88 ;
  wire [6:0] \$89 ;
  wire \$9 ;
  wire \$90 ;
  wire \$91 ;
  wire [4:0] \$92 ;
  wire [3:0] \$93 ;
  wire \$94 ;
  wire [4:0] \$95 ;
  wire [3:0] \$96 ;
  wire \$97 ;
  wire [7:0] \$98 ;
  wire [6:0] \$99 ;
  wire \$signal ;
  wire \$signal$17 ;
  wire \$signal$55 ;
  wire \$signal$56 ;
  wire \$signal$57 ;
  reg \$signal$58 ;
  wire accept;
  reg [3:0] base;
  input clk;
  wire clk;
  wire column_done;
  reg [5:0] column_due;
  reg completes;
  reg [3:0] fetched_base;
  wire free;
  reg [3:0] head_0;
  reg [3:0] head_1;
  reg [3:0] head_2;
  reg [3:0] head_3;
  reg [3:0] head_4;
  input [3:0] i_data;
  wire [3:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  wire last_row;
  reg [4:0] lead;
  wire [4:0] moved;
  wire [2:0] need;
  output [799:0] o_data;
  wire [799:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid;
  wire \real ;
  wire row_0_read;
  wire [6:0] row_0_read_address;
  wire [3:0] row_0_read_data;
  wire row_0_write;
  wire [6:0] row_0_write_address;
  wire [3:0] row_0_write_data;
  wire row_1_read;
  wire [6:0] row_1_read_address;
  wire [3:0] row_1_read_data;
  wire row_1_write;
  wire [6:0] row_1_write_address;
  wire [3:0] row_1_write_data;
  wire row_2_read;
  wire [6:0] row_2_read_address;
  wire [3:0] row_2_read_data;
  wire row_2_write;
  wire [6:0] row_2_write_address;
  wire [3:0] row_2_write_data;
  wire row_3_read;
  wire [6:0] row_3_read_address;
  wire [3:0] row_3_read_data;
  wire row_3_write;
  wire [6:0] row_3_write_address;
  wire [3:0] row_3_write_data;
  wire row_4_read;
  wire [6:0] row_4_read_address;
  wire [3:0] row_4_read_data;
  wire row_4_write;
  wire [6:0] row_4_write_address;
  wire [3:0] row_4_write_data;
  wire row_5_read;
  wire [6:0] row_5_read_address;
  wire [3:0] row_5_read_data;
  wire row_5_write;
  wire [6:0] row_5_write_address;
  wire [3:0] row_5_write_data;
  wire row_6_read;
  wire [6:0] row_6_read_address;
  wire [3:0] row_6_read_data;
  wire row_6_write;
  wire [6:0] row_6_write_address;
  wire [3:0] row_6_write_data;
  wire row_7_read;
  wire [6:0] row_7_read_address;
  wire [3:0] row_7_read_data;
  wire row_7_write;
  wire [6:0] row_7_write_address;
  wire [3:0] row_7_write_data;
  wire row_8_read;
  wire [6:0] row_8_read_address;
  wire [3:0] row_8_read_data;
  wire row_8_write;
  wire [6:0] row_8_write_address;
  wire [3:0] row_8_write_data;
  wire row_9_read;
  wire [6:0] row_9_read_address;
  wire [3:0] row_9_read_data;
  wire row_9_write;
  wire [6:0] row_9_write_address;
  wire [3:0] row_9_write_data;
  reg [6:0] row_beat;
  wire row_end;
  wire row_left;
  input rst;
  wire rst;
  wire step;
  reg [159:0] taps_0;
  reg [159:0] taps_1;
  reg [159:0] taps_2;
  reg [159:0] taps_3;
  reg [159:0] taps_4;
  reg [3:0] to_end;
  reg [3:0] write_bank;
  reg [6:0] write_beat;
  reg [3:0] write_row;
  reg [4:0] zero;
  assign \$1  = ~ o_valid;
  assign free = \$1  | o_ready;
  assign \$2  = $signed(lead) < $signed(5'h0a);
  assign accept = i_valid & i_ready;
  assign \$5  = write_beat == 7'h5f;
  assign \$signal$17  = \$4  & \$5 ;
  assign \$7  = ! write_bank;
  assign row_0_write = \$6  & \$7 ;
  assign \$9  = write_bank == 1'h1;
  assign row_1_write = \$8  & \$9 ;
  assign \$11  = write_bank == 2'h2;
  assign row_2_write = \$10  & \$11 ;
  assign \$13  = write_bank == 2'h3;
  assign row_3_write = \$12  & \$13 ;
  assign \$15  = write_bank == 3'h4;
  assign row_4_write = \$14  & \$15 ;
  assign \$17  = write_bank == 3'h5;
  assign row_5_write = \$16  & \$17 ;
  assign \$19  = write_bank == 3'h6;
  assign row_6_write = \$18  & \$19 ;
  assign \$21  = write_bank == 3'h7;
  assign row_7_write = \$20  & \$21 ;
  assign \$23  = write_bank == 4'h8;
  assign row_8_write = \$22  & \$23 ;
  assign \$25  = write_bank == 4'h9;
  assign row_9_write = \$24  & \$25 ;
  assign row_end = row_beat == 7'h5f;
  assign column_done = ! column_due;
  assign \$signal$55  = $signed(lead) >= $signed(4'h5);
  assign \$27  = $signed(lead) == $signed(4'h4);
  assign \$28  = ~ \$signal$58 ;
  assign \$29  = free | \$28 ;
  assign \$31  = write_beat > row_beat;
  assign \$32  = \$signal$56  & \$31 ;
  assign \$33  = \$30  | \$32 ;
  assign \$signal$57  = \$29  & \$33 ;
  assign step = free & \$signal$58 ;
  assign row_left = \real  & row_end;
  assign last_row = to_end == 3'h5;
  assign \$35  = last_row ? 3'h5 : 3'h1;
  assign moved = base + \$35 ;
  assign \$36  = zero[0] ? 4'h0 : row_0_read_data;
  assign \$37  = zero[1] ? 4'h0 : row_1_read_data;
  assign \$38  = zero[2] ? 4'h0 : row_2_read_data;
  assign \$39  = zero[3] ? 4'h0 : row_3_read_data;
  assign \$40  = zero[4] ? 4'h0 : row_4_read_data;
  assign \$41  = zero[0] ? 4'h0 : row_1_read_data;
  assign \$42  = zero[1] ? 4'h0 : row_2_read_data;
  assign \$43  = zero[2] ? 4'h0 : row_3_read_data;
  assign \$44  = zero[3] ? 4'h0 : row_4_read_data;
  assign \$45  = zero[4] ? 4'h0 : row_5_read_data;
  assign \$46  = zero[0] ? 4'h0 : row_2_read_data;
  assign \$47  = zero[1] ? 4'h0 : row_3_read_data;
  assign \$48  = zero[2] ? 4'h0 : row_4_read_data;
  assign \$49  = zero[3] ? 4'h0 : row_5_read_data;
  assign \$50  = zero[4] ? 4'h0 : row_6_read_data;
  assign \$51  = zero[0] ? 4'h0 : row_3_read_data;
  assign \$52  = zero[1] ? 4'h0 : row_4_read_data;
  assign \$53  = zero[2] ? 4'h0 : row_5_read_data;
  assign \$54  = zero[3] ? 4'h0 : row_6_read_data;
  assign \$55  = zero[4] ? 4'h0 : row_7_read_data;
  assign \$56  = zero[0] ? 4'h0 : row_4_read_data;
  assign \$57  = zero[1] ? 4'h0 : row_5_read_data;
  assign \$58  = zero[2] ? 4'h0 : row_6_read_data;
  assign \$59  = zero[3] ? 4'h0 : row_7_read_data;
  assign \$60  = zero[4] ? 4'h0 : row_8_read_data;
  assign \$61  = zero[0] ? 4'h0 : row_5_read_data;
  assign \$62  = zero[1] ? 4'h0 : row_6_read_data;
  assign \$63  = zero[2] ? 4'h0 : row_7_read_data;
  assign \$64  = zero[3] ? 4'h0 : row_8_read_data;
  assign \$65  = zero[4] ? 4'h0 : row_9_read_data;
  assign \$66  = zero[0] ? 4'h0 : row_6_read_data;
  assign \$67  = zero[1] ? 4'h0 : row_7_read_data;
  assign \$68  = zero[2] ? 4'h0 : row_8_read_data;
  assign \$69  = zero[3] ? 4'h0 : row_9_read_data;
  assign \$70  = zero[4] ? 4'h0 : row_0_read_data;
  assign \$71  = zero[0] ? 4'h0 : row_7_read_data;
  assign \$72  = zero[1] ? 4'h0 : row_8_read_data;
  assign \$73  = zero[2] ? 4'h0 : row_9_read_data;
  assign \$74  = zero[3] ? 4'h0 : row_0_read_data;
  assign \$75  = zero[4] ? 4'h0 : row_1_read_data;
  assign \$76  = zero[0] ? 4'h0 : row_8_read_data;
  assign \$77  = zero[1] ? 4'h0 : row_9_read_data;
  assign \$78  = zero[2] ? 4'h0 : row_0_read_data;
  assign \$79  = zero[3] ? 4'h0 : row_1_read_data;
  assign \$80  = zero[4] ? 4'h0 : row_2_read_data;
  assign \$81  = zero[0] ? 4'h0 : row_9_read_data;
  assign \$82  = zero[1] ? 4'h0 : row_0_read_data;
  assign \$83  = zero[2] ? 4'h0 : row_1_read_data;
  assign \$84  = zero[3] ? 4'h0 : row_2_read_data;
  assign \$85  = zero[4] ? 4'h0 : row_3_read_data;
  assign \$86  = step & completes;
  assign \$87  = write_beat == 7'h5f;
  assign \$88  = write_beat + 1'h1;
  assign \$89  = \$87  ? 7'h00 : \$88 [6:0];
  assign \$90  = write_beat == 7'h5f;
  assign \$91  = write_row == 4'hb;
  assign \$92  = write_row + 1'h1;
  assign \$93  = \$91  ? 4'h0 : \$92 [3:0];
  assign \$94  = write_bank == 4'h9;
  assign \$95  = write_bank + 1'h1;
  assign \$96  = \$94  ? 4'h0 : \$95 [3:0];
  assign \$97  = row_beat == 7'h5f;
  assign \$98  = row_beat + 1'h1;
  assign \$99  = \$97  ? 7'h00 : \$98 [6:0];
  assign \$100  = column_due - 1'h1;
  assign \$101  = moved >= 4'ha;
  assign \$102  = moved - 4'ha;
  assign \$103  = \$101  ? \$102  : { 1'h0, moved };
  assign \$104  = to_end - 1'h1;
  assign \$105  = last_row ? 5'h0c : \$104 ;
  assign \$106  = $signed(lead) + $signed({ 1'h0, \$signal$17  });
  assign \$107  = last_row ? 3'h5 : 3'h1;
  assign \$108  = row_left ? \$107  : 3'h0;
  assign \$109  = $signed(\$106 ) - $signed({ 1'h0, \$108  });
  assign \$110  = ~ \$signal$58 ;
  assign \$111  = free | \$110 ;
  assign \$112  = \real  & column_done;
  always @(posedge clk)
    o_valid <= \$114 ;
  always @(posedge clk)
    taps_0 <= \$115 ;
  always @(posedge clk)
    taps_1 <= \$116 ;
  always @(posedge clk)
    taps_2 <= \$117 ;
  always @(posedge clk)
    taps_3 <= \$118 ;
  always @(posedge clk)
    taps_4 <= \$119 ;
  always @(posedge clk)
    write_beat <= \$120 ;
  always @(posedge clk)
    write_row <= \$121 ;
  always @(posedge clk)
    write_bank <= \$122 ;
  always @(posedge clk)
    row_beat <= \$123 ;
  always @(posedge clk)
    column_due <= \$124 ;
  always @(posedge clk)
    base <= \$125 ;
  always @(posedge clk)
    to_end <= \$126 ;
  always @(posedge clk)
    lead <= \$127 ;
  always @(posedge clk)
    \$signal$58  <= \$128 ;
  always @(posedge clk)
    completes <= \$129 ;
  always @(posedge clk)
    fetched_base <= \$130 ;
  always @(posedge clk)
    zero <= \$131 ;
  lenet_q4_ram_96x4 u_row_0 (
    .clk(clk),
    .read(\real ),
    .read_address(row_beat),
    .read_data(row_0_read_data),
    .rst(rst),
    .write(row_0_write),
    .write_address(write_beat),
    .write_data(i_data)
  );
  lenet_q4_ram_96x4 u_row_1 (
    .clk(clk),
    .read(\real ),
    .read_address(row_beat),
    .read_data(row_1_read_data),
    .rst(rst),
    .write(row_1_write),
    .write_address(write_beat),
    .write_data(i_data)
  );
  lenet_q4_ram_96x4 u_row_2 (
    .clk(clk),
    .read(\real ),
    .read_address(row_beat),
    .read_data(row_2_read_data),
    .rst(rst),
    .write(row_2_write),
    .write_address(write_beat),
    .write_data(i_data)
  );
  lenet_q4_ram_96x4 u_row_3 (
    .clk(clk),
    .read(\real ),
    .read_address(row_beat),
    .read_data(row_3_read_data),
    .rst(rst),
    .write(row_3_write),
    .write_address(write_beat),
    .write_data(i_data)
  );
  lenet_q4_ram_96x4 u_row_4 (
    .clk(clk),
    .read(\real ),
    .read_address(row_beat),
    .read_data(row_4_read_data),
    .rst(rst),
    .write(row_4_write),
    .write_address(write_beat),
    .write_data(i_data)
  );
  lenet_q4_ram_96x4 u_row_5 (
    .clk(clk),
    .read(\real ),
    .read_address(row_beat),
    .read_data(row_5_read_data),
    .rst(rst),
    .write(row_5_write),
    .write_address(write_beat),
    .write_data(i_data)
  );
  lenet_q4_ram_96x4 u_row_6 (
    .clk(clk),
    .read(\real ),
    .read_address(row_beat),
    .read_data(row_6_read_data),
    .rst(rst),
    .write(row_6_write),
    .write_address(write_beat),
    .write_data(i_data)
  );
  lenet_q4_ram_96x4 u_row_7 (
    .clk(clk),
    .read(\real ),
    .read_address(row_beat),
    .read_data(row_7_read_data),
    .rst(rst),
    .write(row_7_write),
    .write_address(write_beat),
    .write_data(i_data)
  );
  lenet_q4_ram_96x4 u_row_8 (
    .clk(clk),
    .read(\real ),
    .read_address(row_beat),
    .read_data(row_8_read_data),
    .rst(rst),
    .write(row_8_write),
    .write_address(write_beat),
    .write_data(i_data)
  );
  lenet_q4_ram_96x4 u_row_9 (
    .clk(clk),
    .read(\real ),
    .read_address(row_beat),
    .read_data(row_9_read_data),
    .rst(rst),
    .write(row_9_write),
    .write_address(write_beat),
    .write_data(i_data)
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    head_0 = 4'h0;
    casez (fetched_base)
      4'h0:
          head_0 = \$36 ;
      4'h1:
          head_0 = \$41 ;
      4'h2:
          head_0 = \$46 ;
      4'h3:
          head_0 = \$51 ;
      4'h4:
          head_0 = \$56 ;
      4'h5:
          head_0 = \$61 ;
      4'h6:
          head_0 = \$66 ;
      4'h7:
          head_0 = \$71 ;
      4'h8:
          head_0 = \$76 ;
      4'h9:
          head_0 = \$81 ;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    head_1 = 4'h0;
    casez (fetched_base)
      4'h0:
          head_1 = \$37 ;
      4'h1:
          head_1 = \$42 ;
      4'h2:
          head_1 = \$47 ;
      4'h3:
          head_1 = \$52 ;
      4'h4:
          head_1 = \$57 ;
      4'h5:
          head_1 = \$62 ;
      4'h6:
          head_1 = \$67 ;
      4'h7:
          head_1 = \$72 ;
      4'h8:
          head_1 = \$77 ;
      4'h9:
          head_1 = \$82 ;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    head_2 = 4'h0;
    casez (fetched_base)
      4'h0:
          head_2 = \$38 ;
      4'h1:
          head_2 = \$43 ;
      4'h2:
          head_2 = \$48 ;
      4'h3:
          head_2 = \$53 ;
      4'h4:
          head_2 = \$58 ;
      4'h5:
          head_2 = \$63 ;
      4'h6:
          head_2 = \$68 ;
      4'h7:
          head_2 = \$73 ;
      4'h8:
          head_2 = \$78 ;
      4'h9:
          head_2 = \$83 ;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    head_3 = 4'h0;
    casez (fetched_base)
      4'h0:
          head_3 = \$39 ;
      4'h1:
          head_3 = \$44 ;
      4'h2:
          head_3 = \$49 ;
      4'h3:
          head_3 = \$54 ;
      4'h4:
          head_3 = \$59 ;
      4'h5:
          head_3 = \$64 ;
      4'h6:
          head_3 = \$69 ;
      4'h7:
          head_3 = \$74 ;
      4'h8:
          head_3 = \$79 ;
      4'h9:
          head_3 = \$84 ;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    head_4 = 4'h0;
    casez (fetched_base)
      4'h0:
          head_4 = \$40 ;
      4'h1:
          head_4 = \$45 ;
      4'h2:
          head_4 = \$50 ;
      4'h3:
          head_4 = \$55 ;
      4'h4:
          head_4 = \$60 ;
      4'h5:
          head_4 = \$65 ;
      4'h6:
          head_4 = \$70 ;
      4'h7:
          head_4 = \$75 ;
      4'h8:
          head_4 = \$80 ;
      4'h9:
          head_4 = \$85 ;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$114  = o_valid;
    if (free) begin
      \$114  = \$86 ;
    end
    if (rst) begin
      \$114  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$115  = taps_0;
    if (step) begin
      \$115  = { head_0, taps_0[159:4] };
    end
    if (rst) begin
      \$115  = 160'h0000000000000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$116  = taps_1;
    if (step) begin
      \$116  = { head_1, taps_1[159:4] };
    end
    if (rst) begin
      \$116  = 160'h0000000000000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$117  = taps_2;
    if (step) begin
      \$117  = { head_2, taps_2[159:4] };
    end
    if (rst) begin
      \$117  = 160'h0000000000000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$118  = taps_3;
    if (step) begin
      \$118  = { head_3, taps_3[159:4] };
    end
    if (rst) begin
      \$118  = 160'h0000000000000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$119  = taps_4;
    if (step) begin
      \$119  = { head_4, taps_4[159:4] };
    end
    if (rst) begin
      \$119  = 160'h0000000000000000000000000000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$120  = write_beat;
    if (accept) begin
      \$120  = \$89 ;
    end
    if (rst) begin
      \$120  = 7'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$121  = write_row;
    if (accept) begin
      if (\$90 ) begin
        \$121  = \$93 ;
      end
    end
    if (rst) begin
      \$121  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$122  = write_bank;
    if (\$signal$17 ) begin
      \$122  = \$96 ;
    end
    if (rst) begin
      \$122  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$123  = row_beat;
    if (\real ) begin
      \$123  = \$99 ;
    end
    if (rst) begin
      \$123  = 7'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$124  = column_due;
    if (\real ) begin
      if (row_end) begin
        \$124  = 6'h27;
      end else if (column_done) begin
        \$124  = 6'h07;
      end else begin
        \$124  = \$100 [5:0];
      end
    end
    if (rst) begin
      \$124  = 6'h27;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$125  = base;
    if (row_left) begin
      \$125  = \$103 [3:0];
    end
    if (rst) begin
      \$125  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$126  = to_end;
    if (row_left) begin
      \$126  = \$105 [3:0];
    end
    if (rst) begin
      \$126  = 4'hc;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$127  = \$109 [4:0];
    if (rst) begin
      \$127  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$128  = \$signal$58 ;
    if (\$111 ) begin
      \$128  = \$signal$57 ;
    end
    if (rst) begin
      \$128  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$129  = completes;
    if (\$signal$57 ) begin
      \$129  = \$113 ;
    end
    if (rst) begin
      \$129  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$130  = fetched_base;
    if (\$signal$57 ) begin
      \$130  = base;
    end
    if (rst) begin
      \$130  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$56 ) begin end
    \$131  = zero;
    if (\$signal$57 ) begin
      \$131 [0] = 1'h0;
      \$131 [1] = 1'h0;
      \$131 [2] = 1'h0;
      \$131 [3] = 1'h0;
      \$131 [4] = 1'h0;
    end
    if (rst) begin
      \$131  = 5'h00;
    end
  end
  assign \$signal  = 1'h1;
  assign row_0_write_address = write_beat;
  assign row_0_write_data = i_data;
  assign row_1_write_address = write_beat;
  assign row_1_write_data = i_data;
  assign row_2_write_address = write_beat;
  assign row_2_write_data = i_data;
  assign row_3_write_address = write_beat;
  assign row_3_write_data = i_data;
  assign row_4_write_address = write_beat;
  assign row_4_write_data = i_data;
  assign row_5_write_address = write_beat;
  assign row_5_write_data = i_data;
  assign row_6_write_address = write_beat;
  assign row_6_write_data = i_data;
  assign row_7_write_address = write_beat;
  assign row_7_write_data = i_data;
  assign row_8_write_address = write_beat;
  assign row_8_write_data = i_data;
  assign row_9_write_address = write_beat;
  assign row_9_write_data = i_data;
  assign need = 3'h5;
  assign row_0_read_address = row_beat;
  assign row_0_read = \real ;
  assign row_1_read_address = row_beat;
  assign row_1_read = \real ;
  assign row_2_read_address = row_beat;
  assign row_2_read = \real ;
  assign row_3_read_address = row_beat;
  assign row_3_read = \real ;
  assign row_4_read_address = row_beat;
  assign row_4_read = \real ;
  assign row_5_read_address = row_beat;
  assign row_5_read = \real ;
  assign row_6_read_address = row_beat;
  assign row_6_read = \real ;
  assign row_7_read_address = row_beat;
  assign row_7_read = \real ;
  assign row_8_read_address = row_beat;
  assign row_8_read = \real ;
  assign row_9_read_address = row_beat;
  assign row_9_read = \real ;
  assign o_data = { taps_4, taps_3, taps_2, taps_1, taps_0 };
  assign \$3  = 1'h0;
  assign i_ready = \$2 ;
  assign \$4  = accept;
  assign \$6  = accept;
  assign \$8  = accept;
  assign \$10  = accept;
  assign \$12  = accept;
  assign \$14  = accept;
  assign \$16  = accept;
  assign \$18  = accept;
  assign \$20  = accept;
  assign \$22  = accept;
  assign \$24  = accept;
  assign \$26  = 4'h4;
  assign \$signal$56  = \$27 ;
  assign \$30  = \$signal$55 ;
  assign \$34  = 1'h1;
  assign \real  = \$signal$57 ;
  assign \$113  = \$112 ;
endmodule
`default_nettype wire
