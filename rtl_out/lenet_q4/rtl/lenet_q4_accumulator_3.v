// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_accumulator_3(i_word, i_last, i_sums, o_ready, clk, rst, o_data, o_valid, drained, i_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$3  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire \$13 ;
  wire [6:0] \$137 ;
  wire \$14 ;
  wire \$15 ;
  wire \$16 ;
  wire \$17 ;
  wire \$18 ;
  wire \$19 ;
  wire [1:0] \$2 ;
  wire \$20 ;
  wire \$21 ;
  wire \$22 ;
  wire \$23 ;
  wire \$24 ;
  wire \$25 ;
  wire [2:0] \$26 ;
  wire [2:0] \$27 ;
  wire \$28 ;
  wire [6:0] \$29 ;
  wire \$3 ;
  wire [5:0] \$30 ;
  wire \$31 ;
  wire [3:0] \$32 ;
  wire [2:0] \$33 ;
  wire \$34 ;
  wire [1:0] \$35 ;
  wire \$36 ;
  wire [13:0] \$37 ;
  wire [13:0] \$38 ;
  wire [13:0] \$39 ;
  wire \$4 ;
  wire [13:0] \$40 ;
  wire [13:0] \$41 ;
  wire [13:0] \$42 ;
  wire [13:0] \$43 ;
  wire [13:0] \$44 ;
  wire \$45 ;
  wire \$46 ;
  wire [103:0] \$47 ;
  wire \$48 ;
  wire \$49 ;
  wire \$5 ;
  wire [103:0] \$50 ;
  wire \$51 ;
  wire \$52 ;
  wire [3:0] \$53 ;
  wire [3:0] \$54 ;
  wire \$55 ;
  reg \$56 ;
  reg \$57 ;
  reg [2:0] \$58 ;
  reg \$59 ;
  wire \$6 ;
  reg \$60 ;
  reg [103:0] \$61 ;
  reg \$62 ;
  reg \$63 ;
  reg [7:0] \$64 ;
  reg \$65 ;
  reg \$66 ;
  reg [7:0] \$67 ;
  reg [1:0] \$68 ;
  reg [2:0] \$69 ;
  wire \$7 ;
  reg [5:0] \$70 ;
  reg [2:0] \$71 ;
  reg \$72 ;
  wire \$8 ;
  wire \$9 ;
  wire [103:0] \$like ;
  reg [103:0] \$like$39 ;
  reg \$signal ;
  reg [2:0] \$signal$35 ;
  reg bank;
  wire bank_0_read;
  wire [2:0] bank_0_read_address;
  wire [103:0] bank_0_read_data;
  wire bank_0_write;
  wire [2:0] bank_0_write_address;
  wire [103:0] bank_0_write_data;
  wire bank_1_read;
  wire [2:0] bank_1_read_address;
  wire [103:0] bank_1_read_data;
  wire bank_1_write;
  wire [2:0] bank_1_write_address;
  wire [103:0] bank_1_write_data;
  reg [5:0] beat;
  input clk;
  wire clk;
  wire [103:0] content_0;
  wire [103:0] content_1;
  output drained;
  wire drained;
  reg draining;
  wire filled;
  reg filling;
  reg [1:0] full;
  input i_last;
  wire i_last;
  input [103:0] i_sums;
  wire [103:0] i_sums;
  input i_valid;
  wire i_valid;
  input [2:0] i_word;
  wire [2:0] i_word;
  reg known_0;
  reg known_1;
  reg last;
  wire leaves;
  reg [103:0] leaving;
  wire [2:0] moves_0;
  wire [2:0] moves_1;
  reg [103:0] newest;
  output [12:0] o_data;
  wire [12:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
  wire [2:0] onward;
  reg [2:0] part;
  reg passes_0;
  reg passes_1;
  wire reads_0;
  wire reads_1;
  input rst;
  wire rst;
  wire [2:0] stays_0;
  wire [2:0] stays_1;
  reg [7:0] touched_0;
  reg [7:0] touched_1;
  reg [2:0] word;
  wire writes_0;
  wire writes_1;
  assign \$28  = beat == 6'h3f;
  assign \$29  = beat + 1'h1;
  assign \$30  = \$28  ? 6'h00 : \$29 [5:0];
  assign \$31  = part == 3'h7;
  assign \$32  = part + 1'h1;
  assign \$33  = \$31  ? 3'h0 : \$32 [2:0];
  assign \$35  = draining + 1'h1;
  assign \$36  = \$34  ? 1'h0 : \$35 [0];
  assign \$37  = $signed(\$like$39 [12:0]) + $signed(i_sums[12:0]);
  assign \$38  = $signed(\$like$39 [25:13]) + $signed(i_sums[25:13]);
  assign \$39  = $signed(\$like$39 [38:26]) + $signed(i_sums[38:26]);
  assign \$40  = $signed(\$like$39 [51:39]) + $signed(i_sums[51:39]);
  assign \$41  = $signed(\$like$39 [64:52]) + $signed(i_sums[64:52]);
  assign \$42  = $signed(\$like$39 [77:65]) + $signed(i_sums[77:65]);
  assign \$43  = $signed(\$like$39 [90:78]) + $signed(i_sums[90:78]);
  assign \$44  = $signed(\$like$39 [103:91]) + $signed(i_sums[103:91]);
  assign \$45  = ! filling;
  assign reads_0 = i_valid & \$45 ;
  assign \$46  = ! bank;
  assign writes_0 = \$signal  & \$46 ;
  assign stays_0 = reads_0 ? i_word : \$signal$35 ;
  assign moves_0 = reads_0 ? i_word : \$54 [2:0];
  assign bank_0_read_address = leaves ? moves_0 : stays_0;
  assign \$47  = known_0 ? bank_0_read_data : 104'h00000000000000000000000000;
  assign content_0 = passes_0 ? newest : \$47 ;
  assign reads_1 = i_valid & \$48 ;
  assign writes_1 = \$signal  & \$49 ;
  assign stays_1 = reads_1 ? i_word : \$signal$35 ;
  assign moves_1 = reads_1 ? i_word : \$54 [2:0];
  assign bank_1_read_address = leaves ? moves_1 : stays_1;
  assign \$50  = known_1 ? bank_1_read_data : 104'h00000000000000000000000000;
  assign content_1 = passes_1 ? newest : \$50 ;
  assign filled = \$signal  & last;
  assign o_valid = | full;
  assign \$137  = part * 4'hd;
  assign o_data = leaving >> \$137 ;
  assign leaves = o_valid & o_ready;
  assign \$51  = beat == 6'h3f;
  assign \$52  = part == 3'h7;
  assign \$53  = \$signal$35  + \$52 ;
  assign \$54  = \$51  ? 4'h0 : \$53 ;
  assign \$55  = beat == 6'h3f;
  assign drained = leaves & \$55 ;
  always @(posedge clk)
    \$signal  <= \$56 ;
  always @(posedge clk)
    bank <= \$57 ;
  always @(posedge clk)
    word <= \$58 ;
  always @(posedge clk)
    last <= \$59 ;
  always @(posedge clk)
    filling <= \$60 ;
  always @(posedge clk)
    newest <= \$61 ;
  always @(posedge clk)
    known_0 <= \$62 ;
  always @(posedge clk)
    passes_0 <= \$63 ;
  always @(posedge clk)
    touched_0 <= \$64 ;
  always @(posedge clk)
    known_1 <= \$65 ;
  always @(posedge clk)
    passes_1 <= \$66 ;
  always @(posedge clk)
    touched_1 <= \$67 ;
  always @(posedge clk)
    full <= \$68 ;
  always @(posedge clk)
    \$signal$35  <= \$69 ;
  always @(posedge clk)
    beat <= \$70 ;
  always @(posedge clk)
    part <= \$71 ;
  always @(posedge clk)
    draining <= \$72 ;
  assign \$2  = filling + 1'h1;
  assign \$3  = \$1  ? 1'h0 : \$2 [0];
  assign \$4  = touched_0 >> moves_0;
  assign \$5  = touched_0 >> stays_0;
  assign \$6  = leaves ? \$4  : \$5 ;
  assign \$7  = word == moves_0;
  assign \$8  = word == stays_0;
  assign \$9  = leaves ? \$7  : \$8 ;
  assign \$10  = writes_0 & \$9 ;
  assign \$11  = ! draining;
  assign \$12  = drained & \$11 ;
  assign \$13  = touched_1 >> moves_1;
  assign \$14  = touched_1 >> stays_1;
  assign \$15  = leaves ? \$13  : \$14 ;
  assign \$16  = word == moves_1;
  assign \$17  = word == stays_1;
  assign \$18  = leaves ? \$16  : \$17 ;
  assign \$19  = writes_1 & \$18 ;
  assign \$21  = drained & \$20 ;
  assign \$22  = ~ drained;
  assign \$23  = filled & \$22 ;
  assign \$24  = ~ filled;
  assign \$25  = drained & \$24 ;
  assign \$26  = full + 1'h1;
  assign \$27  = full - 1'h1;
  lenet_q4_ram_8x104 u_bank_0 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_0_read_address),
    .read_data(bank_0_read_data),
    .rst(rst),
    .write(writes_0),
    .write_address(word),
    .write_data({ \$44 [12:0], \$43 [12:0], \$42 [12:0], \$41 [12:0], \$40 [12:0], \$39 [12:0], \$38 [12:0], \$37 [12:0] })
  );
  lenet_q4_ram_8x104 u_bank_1 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_1_read_address),
    .read_data(bank_1_read_data),
    .rst(rst),
    .write(writes_1),
    .write_address(word),
    .write_data({ \$44 [12:0], \$43 [12:0], \$42 [12:0], \$41 [12:0], \$40 [12:0], \$39 [12:0], \$38 [12:0], \$37 [12:0] })
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$56  = i_valid;
    if (rst) begin
      \$56  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$57  = bank;
    if (i_valid) begin
      \$57  = filling;
    end
    if (rst) begin
      \$57  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$58  = word;
    if (i_valid) begin
      \$58  = i_word;
    end
    if (rst) begin
      \$58  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$59  = last;
    if (i_valid) begin
      \$59  = i_last;
    end
    if (rst) begin
      \$59  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$60  = filling;
    if (i_valid) begin
      if (i_last) begin
        \$60  = \$3 ;
      end
    end
    if (rst) begin
      \$60  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$61  = newest;
    if (\$signal ) begin
      \$61  = { \$44 [12:0], \$43 [12:0], \$42 [12:0], \$41 [12:0], \$40 [12:0], \$39 [12:0], \$38 [12:0], \$37 [12:0] };
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$62  = \$6 ;
    if (rst) begin
      \$62  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$63  = \$10 ;
    if (rst) begin
      \$63  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$64  = touched_0;
    if (reads_0) begin
      casez (i_word)
        3'h0:
            \$64 [0] = 1'h1;
        3'h1:
            \$64 [1] = 1'h1;
        3'h2:
            \$64 [2] = 1'h1;
        3'h3:
            \$64 [3] = 1'h1;
        3'h4:
            \$64 [4] = 1'h1;
        3'h5:
            \$64 [5] = 1'h1;
        3'h6:
            \$64 [6] = 1'h1;
        3'h7:
            \$64 [7] = 1'h1;
      endcase
    end
    if (\$12 ) begin
      \$64  = 8'h00;
    end
    if (rst) begin
      \$64  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$65  = \$15 ;
    if (rst) begin
      \$65  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$66  = \$19 ;
    if (rst) begin
      \$66  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$67  = touched_1;
    if (reads_1) begin
      casez (i_word)
        3'h0:
            \$67 [0] = 1'h1;
        3'h1:
            \$67 [1] = 1'h1;
        3'h2:
            \$67 [2] = 1'h1;
        3'h3:
            \$67 [3] = 1'h1;
        3'h4:
            \$67 [4] = 1'h1;
        3'h5:
            \$67 [5] = 1'h1;
        3'h6:
            \$67 [6] = 1'h1;
        3'h7:
            \$67 [7] = 1'h1;
      endcase
    end
    if (\$21 ) begin
      \$67  = 8'h00;
    end
    if (rst) begin
      \$67  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$68  = full;
    if (\$23 ) begin
      \$68  = \$26 [1:0];
    end else if (\$25 ) begin
      \$68  = \$27 [1:0];
    end
    if (rst) begin
      \$68  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$69  = \$signal$35 ;
    if (leaves) begin
      \$69  = \$54 [2:0];
    end
    if (rst) begin
      \$69  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$70  = beat;
    if (leaves) begin
      \$70  = \$30 ;
    end
    if (rst) begin
      \$70  = 6'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$71  = part;
    if (leaves) begin
      \$71  = \$33 ;
    end
    if (drained) begin
      \$71  = 3'h0;
    end
    if (rst) begin
      \$71  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$72  = draining;
    if (drained) begin
      \$72  = \$36 ;
    end
    if (rst) begin
      \$72  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    casez (bank)
      1'h0:
          \$like$39  = content_0;
      1'h1:
          \$like$39  = content_1;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    casez (draining)
      1'h0:
          leaving = content_0;
      1'h1:
          leaving = content_1;
    endcase
  end
  assign \$like  = { \$44 [12:0], \$43 [12:0], \$42 [12:0], \$41 [12:0], \$40 [12:0], \$39 [12:0], \$38 [12:0], \$37 [12:0] };
  assign onward = \$54 [2:0];
  assign bank_0_write = writes_0;
  assign bank_0_write_address = word;
  assign bank_0_write_data = { \$44 [12:0], \$43 [12:0], \$42 [12:0], \$41 [12:0], \$40 [12:0], \$39 [12:0], \$38 [12:0], \$37 [12:0] };
  assign bank_0_read = 1'h1;
  assign bank_1_write = writes_1;
  assign bank_1_write_address = word;
  assign bank_1_write_data = { \$44 [12:0], \$43 [12:0], \$42 [12:0], \$41 [12:0], \$40 [12:0], \$39 [12:0], \$38 [12:0], \$37 [12:0] };
  assign bank_1_read = 1'h1;
  assign \$1  = filling;
  assign \$48  = filling;
  assign \$49  = bank;
  assign \$20  = draining;
  assign \$34  = draining;
endmodule
`default_nettype wire
