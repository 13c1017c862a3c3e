// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_accumulator_2(i_word, i_last, i_sums, o_ready, clk, rst, o_data, o_valid, drained, i_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$2  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire \$13 ;
  wire \$14 ;
  wire \$15 ;
  wire \$16 ;
  wire \$17 ;
  wire [6:0] \$170 ;
  wire \$18 ;
  wire \$19 ;
  wire [2:0] \$2 ;
  wire \$20 ;
  wire \$21 ;
  wire \$22 ;
  wire \$23 ;
  wire \$24 ;
  wire \$25 ;
  wire \$26 ;
  wire \$27 ;
  wire \$28 ;
  wire \$29 ;
  wire [1:0] \$3 ;
  wire \$30 ;
  wire \$31 ;
  wire \$32 ;
  wire \$33 ;
  wire \$34 ;
  wire [2:0] \$35 ;
  wire [2:0] \$36 ;
  wire \$37 ;
  wire [5:0] \$38 ;
  wire [4:0] \$39 ;
  wire \$4 ;
  wire \$40 ;
  wire [3:0] \$41 ;
  wire [2:0] \$42 ;
  wire \$43 ;
  wire [2:0] \$44 ;
  wire [1:0] \$45 ;
  wire [12:0] \$46 ;
  wire [12:0] \$47 ;
  wire [12:0] \$48 ;
  wire [12:0] \$49 ;
  wire \$5 ;
  wire [12:0] \$50 ;
  wire [12:0] \$51 ;
  wire [12:0] \$52 ;
  wire [12:0] \$53 ;
  wire \$54 ;
  wire \$55 ;
  wire [95:0] \$56 ;
  wire \$57 ;
  wire \$58 ;
  wire [95:0] \$59 ;
  wire \$6 ;
  wire \$60 ;
  wire \$61 ;
  wire [95:0] \$62 ;
  wire \$63 ;
  wire \$64 ;
  wire [2:0] \$65 ;
  wire [2:0] \$66 ;
  wire \$67 ;
  reg \$68 ;
  reg [1:0] \$69 ;
  wire \$7 ;
  reg [1:0] \$70 ;
  reg \$71 ;
  reg [1:0] \$72 ;
  reg [95:0] \$73 ;
  reg \$74 ;
  reg \$75 ;
  reg [3:0] \$76 ;
  reg \$77 ;
  reg \$78 ;
  reg [3:0] \$79 ;
  wire \$8 ;
  reg \$80 ;
  reg \$81 ;
  reg [3:0] \$82 ;
  reg [1:0] \$83 ;
  reg [1:0] \$84 ;
  reg [4:0] \$85 ;
  reg [2:0] \$86 ;
  reg [1:0] \$87 ;
  wire \$9 ;
  wire [95:0] \$like ;
  reg [95:0] \$like$46 ;
  reg \$signal ;
  reg [1:0] \$signal$42 ;
  reg [1:0] bank;
  wire bank_0_read;
  wire [1:0] bank_0_read_address;
  wire [95:0] bank_0_read_data;
  wire bank_0_write;
  wire [1:0] bank_0_write_address;
  wire [95:0] bank_0_write_data;
  wire bank_1_read;
  wire [1:0] bank_1_read_address;
  wire [95:0] bank_1_read_data;
  wire bank_1_write;
  wire [1:0] bank_1_write_address;
  wire [95:0] bank_1_write_data;
  wire bank_2_read;
  wire [1:0] bank_2_read_address;
  wire [95:0] bank_2_read_data;
  wire bank_2_write;
  wire [1:0] bank_2_write_address;
  wire [95:0] bank_2_write_data;
  reg [4:0] beat;
  input clk;
  wire clk;
  wire [95:0] content_0;
  wire [95:0] content_1;
  wire [95:0] content_2;
  output drained;
  wire drained;
  reg [1:0] draining;
  wire filled;
  reg [1:0] filling;
  reg [1:0] full;
  input i_last;
  wire i_last;
  input [95:0] i_sums;
  wire [95:0] i_sums;
  input i_valid;
  wire i_valid;
  input [1:0] i_word;
  wire [1:0] i_word;
  reg known_0;
  reg known_1;
  reg known_2;
  reg last;
  wire leaves;
  reg [95:0] leaving;
  wire [1:0] moves_0;
  wire [1:0] moves_1;
  wire [1:0] moves_2;
  reg [95:0] newest;
  output [11:0] o_data;
  wire [11:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
  wire [1:0] onward;
  reg [2:0] part;
  reg passes_0;
  reg passes_1;
  reg passes_2;
  wire reads_0;
  wire reads_1;
  wire reads_2;
  input rst;
  wire rst;
  wire [1:0] stays_0;
  wire [1:0] stays_1;
  wire [1:0] stays_2;
  reg [3:0] touched_0;
  reg [3:0] touched_1;
  reg [3:0] touched_2;
  reg [1:0] word;
  wire writes_0;
  wire writes_1;
  wire writes_2;
  assign \$13  = touched_1 >> moves_1;
  assign \$14  = touched_1 >> stays_1;
  assign \$15  = leaves ? \$13  : \$14 ;
  assign \$16  = word == moves_1;
  assign \$17  = word == stays_1;
  assign \$18  = leaves ? \$16  : \$17 ;
  assign \$19  = writes_1 & \$18 ;
  assign \$20  = draining == 1'h1;
  assign \$21  = drained & \$20 ;
  assign \$22  = touched_2 >> moves_2;
  assign \$23  = touched_2 >> stays_2;
  assign \$24  = leaves ? \$22  : \$23 ;
  assign \$25  = word == moves_2;
  assign \$26  = word == stays_2;
  assign \$27  = leaves ? \$25  : \$26 ;
  assign \$28  = writes_2 & \$27 ;
  assign \$29  = draining == 2'h2;
  assign \$30  = drained & \$29 ;
  assign \$31  = ~ drained;
  assign \$32  = filled & \$31 ;
  assign \$33  = ~ filled;
  assign \$34  = drained & \$33 ;
  assign \$35  = full + 1'h1;
  assign \$36  = full - 1'h1;
  assign \$37  = beat == 5'h1f;
  assign \$38  = beat + 1'h1;
  assign \$39  = \$37  ? 5'h00 : \$38 [4:0];
  assign \$40  = part == 3'h7;
  assign \$41  = part + 1'h1;
  assign \$42  = \$40  ? 3'h0 : \$41 [2:0];
  assign \$43  = draining == 2'h2;
  assign \$44  = draining + 1'h1;
  assign \$45  = \$43  ? 2'h0 : \$44 [1:0];
  assign \$46  = $signed(\$like$46 [11:0]) + $signed(i_sums[11:0]);
  assign \$47  = $signed(\$like$46 [23:12]) + $signed(i_sums[23:12]);
  assign \$48  = $signed(\$like$46 [35:24]) + $signed(i_sums[35:24]);
  assign \$49  = $signed(\$like$46 [47:36]) + $signed(i_sums[47:36]);
  assign \$50  = $signed(\$like$46 [59:48]) + $signed(i_sums[59:48]);
  assign \$51  = $signed(\$like$46 [71:60]) + $signed(i_sums[71:60]);
  assign \$52  = $signed(\$like$46 [83:72]) + $signed(i_sums[83:72]);
  assign \$53  = $signed(\$like$46 [95:84]) + $signed(i_sums[95:84]);
  assign \$54  = ! filling;
  assign reads_0 = i_valid & \$54 ;
  assign \$55  = ! bank;
  assign writes_0 = \$signal  & \$55 ;
  assign stays_0 = reads_0 ? i_word : \$signal$42 ;
  assign moves_0 = reads_0 ? i_word : \$66 [1:0];
  assign bank_0_read_address = leaves ? moves_0 : stays_0;
  assign \$56  = known_0 ? bank_0_read_data : 96'h000000000000000000000000;
  assign content_0 = passes_0 ? newest : \$56 ;
  assign \$57  = filling == 1'h1;
  assign reads_1 = i_valid & \$57 ;
  assign \$58  = bank == 1'h1;
  assign writes_1 = \$signal  & \$58 ;
  assign stays_1 = reads_1 ? i_word : \$signal$42 ;
  assign moves_1 = reads_1 ? i_word : \$66 [1:0];
  assign bank_1_read_address = leaves ? moves_1 : stays_1;
  assign \$59  = known_1 ? bank_1_read_data : 96'h000000000000000000000000;
  assign content_1 = passes_1 ? newest : \$59 ;
  assign \$60  = filling == 2'h2;
  assign reads_2 = i_valid & \$60 ;
  assign \$61  = bank == 2'h2;
  assign writes_2 = \$signal  & \$61 ;
  assign stays_2 = reads_2 ? i_word : \$signal$42 ;
  assign moves_2 = reads_2 ? i_word : \$66 [1:0];
  assign bank_2_read_address = leaves ? moves_2 : stays_2;
  assign \$62  = known_2 ? bank_2_read_data : 96'h000000000000000000000000;
  assign content_2 = passes_2 ? newest : \$62 ;
  assign filled = \$signal  & last;
  assign o_valid = | full;
  assign \$170  = part * 4'hc;
  assign o_data = leaving >> \$170 ;
  assign leaves = o_valid & o_ready;
  assign \$63  = beat == 5'h1f;
  assign \$64  = part == 3'h7;
  assign \$65  = \$signal$42  + \$64 ;
  assign \$66  = \$63  ? 3'h0 : \$65 ;
  assign \$67  = beat == 5'h1f;
  assign drained = leaves & \$67 ;
  always @(posedge clk)
    \$signal  <= \$68 ;
  always @(posedge clk)
    bank <= \$69 ;
  always @(posedge clk)
    word <= \$70 ;
  always @(posedge clk)
    last <= \$71 ;
  always @(posedge clk)
    filling <= \$72 ;
  always @(posedge clk)
    newest <= \$73 ;
  always @(posedge clk)
    known_0 <= \$74 ;
  always @(posedge clk)
    passes_0 <= \$75 ;
  always @(posedge clk)
    touched_0 <= \$76 ;
  always @(posedge clk)
    known_1 <= \$77 ;
  always @(posedge clk)
    passes_1 <= \$78 ;
  always @(posedge clk)
    touched_1 <= \$79 ;
  always @(posedge clk)
    known_2 <= \$80 ;
  always @(posedge clk)
    passes_2 <= \$81 ;
  always @(posedge clk)
    touched_2 <= \$82 ;
  always @(posedge clk)
    full <= \$83 ;
  always @(posedge clk)
    \$signal$42  <= \$84 ;
  always @(posedge clk)
    beat <= \$85 ;
  always @(posedge clk)
    part <= \$86 ;
  always @(posedge clk)
    draining <= \$87 ;
  assign \$1  = filling == 2'h2;
  assign \$2  = filling + 1'h1;
  assign \$3  = \$1  ? 2'h0 : \$2 [1:0];
  assign \$4  = touched_0 >> moves_0;
  assign \$5  = touched_0 >> stays_0;
  assign \$6  = leaves ? \$4  : \$5 ;
  assign \$7  = word == moves_0;
  assign \$8  = word == stays_0;
  assign \$9  = leaves ? \$7  : \$8 ;
  assign \$10  = writes_0 & \$9 ;
  assign \$11  = ! draining;
  assign \$12  = drained & \$11 ;
  lenet_q4_ram_4x96 u_bank_0 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_0_read_address),
    .read_data(bank_0_read_data),
    .rst(rst),
    .write(writes_0),
    .write_address(word),
    .write_data({ \$53 [11:0], \$52 [11:0], \$51 [11:0], \$50 [11:0], \$49 [11:0], \$48 [11:0], \$47 [11:0], \$46 [11:0] })
  );
  lenet_q4_ram_4x96 u_bank_1 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_1_read_address),
    .read_data(bank_1_read_data),
    .rst(rst),
    .write(writes_1),
    .write_address(word),
    .write_data({ \$53 [11:0], \$52 [11:0], \$51 [11:0], \$50 [11:0], \$49 [11:0], \$48 [11:0], \$47 [11:0], \$46 [11:0] })
  );
  lenet_q4_ram_4x96 u_bank_2 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_2_read_address),
    .read_data(bank_2_read_data),
    .rst(rst),
    .write(writes_2),
    .write_address(word),
    .write_data({ \$53 [11:0], \$52 [11:0], \$51 [11:0], \$50 [11:0], \$49 [11:0], \$48 [11:0], \$47 [11:0], \$46 [11:0] })
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$68  = i_valid;
    if (rst) begin
      \$68  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$69  = bank;
    if (i_valid) begin
      \$69  = filling;
    end
    if (rst) begin
      \$69  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$70  = word;
    if (i_valid) begin
      \$70  = i_word;
    end
    if (rst) begin
      \$70  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$71  = last;
    if (i_valid) begin
      \$71  = i_last;
    end
    if (rst) begin
      \$71  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$72  = filling;
    if (i_valid) begin
      if (i_last) begin
        \$72  = \$3 ;
      end
    end
    if (rst) begin
      \$72  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$73  = newest;
    if (\$signal ) begin
      \$73  = { \$53 [11:0], \$52 [11:0], \$51 [11:0], \$50 [11:0], \$49 [11:0], \$48 [11:0], \$47 [11:0], \$46 [11:0] };
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$74  = \$6 ;
    if (rst) begin
      \$74  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$75  = \$10 ;
    if (rst) begin
      \$75  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$76  = touched_0;
    if (reads_0) begin
      casez (i_word)
        2'h0:
            \$76 [0] = 1'h1;
        2'h1:
            \$76 [1] = 1'h1;
        2'h2:
            \$76 [2] = 1'h1;
        2'h3:
            \$76 [3] = 1'h1;
      endcase
    end
    if (\$12 ) begin
      \$76  = 4'h0;
    end
    if (rst) begin
      \$76  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$77  = \$15 ;
    if (rst) begin
      \$77  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$78  = \$19 ;
    if (rst) begin
      \$78  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$79  = touched_1;
    if (reads_1) begin
      casez (i_word)
        2'h0:
            \$79 [0] = 1'h1;
        2'h1:
            \$79 [1] = 1'h1;
        2'h2:
            \$79 [2] = 1'h1;
        2'h3:
            \$79 [3] = 1'h1;
      endcase
    end
    if (\$21 ) begin
      \$79  = 4'h0;
    end
    if (rst) begin
      \$79  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$80  = \$24 ;
    if (rst) begin
      \$80  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$81  = \$28 ;
    if (rst) begin
      \$81  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$82  = touched_2;
    if (reads_2) begin
      casez (i_word)
        2'h0:
            \$82 [0] = 1'h1;
        2'h1:
            \$82 [1] = 1'h1;
        2'h2:
            \$82 [2] = 1'h1;
        2'h3:
            \$82 [3] = 1'h1;
      endcase
    end
    if (\$30 ) begin
      \$82  = 4'h0;
    end
    if (rst) begin
      \$82  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$83  = full;
    if (\$32 ) begin
      \$83  = \$35 [1:0];
    end else if (\$34 ) begin
      \$83  = \$36 [1:0];
    end
    if (rst) begin
      \$83  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$84  = \$signal$42 ;
    if (leaves) begin
      \$84  = \$66 [1:0];
    end
    if (rst) begin
      \$84  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$85  = beat;
    if (leaves) begin
      \$85  = \$39 ;
    end
    if (rst) begin
      \$85  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$86  = part;
    if (leaves) begin
      \$86  = \$42 ;
    end
    if (drained) begin
      \$86  = 3'h0;
    end
    if (rst) begin
      \$86  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$87  = draining;
    if (drained) begin
      \$87  = \$45 ;
    end
    if (rst) begin
      \$87  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$like$46  = 96'h000000000000000000000000;
    casez (bank)
      2'h0:
          \$like$46  = content_0;
      2'h1:
          \$like$46  = content_1;
      2'h2:
          \$like$46  = content_2;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    leaving = 96'h000000000000000000000000;
    casez (draining)
      2'h0:
          leaving = content_0;
      2'h1:
          leaving = content_1;
      2'h2:
          leaving = content_2;
    endcase
  end
  assign \$like  = { \$53 [11:0], \$52 [11:0], \$51 [11:0], \$50 [11:0], \$49 [11:0], \$48 [11:0], \$47 [11:0], \$46 [11:0] };
  assign onward = \$66 [1:0];
  assign bank_0_write = writes_0;
  assign bank_0_write_address = word;
  assign bank_0_write_data = { \$53 [11:0], \$52 [11:0], \$51 [11:0], \$50 [11:0], \$49 [11:0], \$48 [11:0], \$47 [11:0], \$46 [11:0] };
  assign bank_0_read = 1'h1;
  assign bank_1_write = writes_1;
  assign bank_1_write_address = word;
  assign bank_1_write_data = { \$53 [11:0], \$52 [11:0], \$51 [11:0], \$50 [11:0], \$49 [11:0], \$48 [11:0], \$47 [11:0], \$46 [11:0] };
  assign bank_1_read = 1'h1;
  assign bank_2_write = writes_2;
  assign bank_2_write_address = word;
  assign bank_2_write_data = { \$53 [11:0], \$52 [11:0], \$51 [11:0], \$50 [11:0], \$49 [11:0], \$48 [11:0], \$47 [11:0], \$46 [11:0] };
  assign bank_2_read = 1'h1;
endmodule
`default_nettype wire
