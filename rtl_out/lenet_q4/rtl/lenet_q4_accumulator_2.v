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
  wire [6:0] \$152 ;
  wire \$16 ;
  wire \$17 ;
  wire \$18 ;
  wire \$19 ;
  wire [2:0] \$2 ;
  wire \$20 ;
  wire \$21 ;
  wire \$22 ;
  wire [2:0] \$23 ;
  wire [2:0] \$24 ;
  wire \$25 ;
  wire [5:0] \$26 ;
  wire [4:0] \$27 ;
  wire \$28 ;
  wire [3:0] \$29 ;
  wire [1:0] \$3 ;
  wire [2:0] \$30 ;
  wire \$31 ;
  wire [2:0] \$32 ;
  wire [1:0] \$33 ;
  wire [12:0] \$34 ;
  wire [12:0] \$35 ;
  wire [12:0] \$36 ;
  wire [12:0] \$37 ;
  wire [12:0] \$38 ;
  wire [12:0] \$39 ;
  wire \$4 ;
  wire [12:0] \$40 ;
  wire [12:0] \$41 ;
  wire \$42 ;
  wire \$43 ;
  wire [1:0] \$44 ;
  wire [1:0] \$45 ;
  wire [95:0] \$46 ;
  wire \$47 ;
  wire \$48 ;
  wire [1:0] \$49 ;
  wire \$5 ;
  wire [1:0] \$50 ;
  wire [95:0] \$51 ;
  wire \$52 ;
  wire \$53 ;
  wire [1:0] \$54 ;
  wire [1:0] \$55 ;
  wire [95:0] \$56 ;
  wire \$57 ;
  wire \$58 ;
  wire [2:0] \$59 ;
  wire \$6 ;
  wire [2:0] \$60 ;
  wire \$61 ;
  reg \$62 ;
  reg [1:0] \$63 ;
  reg [1:0] \$64 ;
  reg \$65 ;
  reg [1:0] \$66 ;
  reg [95:0] \$67 ;
  reg \$68 ;
  reg \$69 ;
  wire \$7 ;
  reg [3:0] \$70 ;
  reg \$71 ;
  reg \$72 ;
  reg [3:0] \$73 ;
  reg \$74 ;
  reg \$75 ;
  reg [3:0] \$76 ;
  reg [1:0] \$77 ;
  reg [1:0] \$78 ;
  reg [4:0] \$79 ;
  wire \$8 ;
  reg [2:0] \$80 ;
  reg [1:0] \$81 ;
  wire \$9 ;
  wire [95:0] \$like ;
  reg [95:0] \$like$43 ;
  reg \$signal ;
  reg [1:0] \$signal$39 ;
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
  reg [3:0] touched_0;
  reg [3:0] touched_1;
  reg [3:0] touched_2;
  reg [1:0] word;
  wire writes_0;
  wire writes_1;
  wire writes_2;
  assign \$19  = ~ drained;
  assign \$20  = filled & \$19 ;
  assign \$21  = ~ filled;
  assign \$22  = drained & \$21 ;
  assign \$23  = full + 1'h1;
  assign \$24  = full - 1'h1;
  assign \$25  = beat == 5'h1f;
  assign \$26  = beat + 1'h1;
  assign \$27  = \$25  ? 5'h00 : \$26 [4:0];
  assign \$28  = part == 3'h7;
  assign \$29  = part + 1'h1;
  assign \$30  = \$28  ? 3'h0 : \$29 [2:0];
  assign \$31  = draining == 2'h2;
  assign \$32  = draining + 1'h1;
  assign \$33  = \$31  ? 2'h0 : \$32 [1:0];
  assign \$34  = $signed(\$like$43 [11:0]) + $signed(i_sums[11:0]);
  assign \$35  = $signed(\$like$43 [23:12]) + $signed(i_sums[23:12]);
  assign \$36  = $signed(\$like$43 [35:24]) + $signed(i_sums[35:24]);
  assign \$37  = $signed(\$like$43 [47:36]) + $signed(i_sums[47:36]);
  assign \$38  = $signed(\$like$43 [59:48]) + $signed(i_sums[59:48]);
  assign \$39  = $signed(\$like$43 [71:60]) + $signed(i_sums[71:60]);
  assign \$40  = $signed(\$like$43 [83:72]) + $signed(i_sums[83:72]);
  assign \$41  = $signed(\$like$43 [95:84]) + $signed(i_sums[95:84]);
  assign \$42  = ! filling;
  assign reads_0 = i_valid & \$42 ;
  assign \$43  = ! bank;
  assign writes_0 = \$signal  & \$43 ;
  assign \$44  = reads_0 ? i_word : \$60 [1:0];
  assign \$45  = reads_0 ? i_word : \$signal$39 ;
  assign bank_0_read_address = leaves ? \$44  : \$45 ;
  assign \$46  = known_0 ? bank_0_read_data : 96'h000000000000000000000000;
  assign content_0 = passes_0 ? newest : \$46 ;
  assign \$47  = filling == 1'h1;
  assign reads_1 = i_valid & \$47 ;
  assign \$48  = bank == 1'h1;
  assign writes_1 = \$signal  & \$48 ;
  assign \$49  = reads_1 ? i_word : \$60 [1:0];
  assign \$50  = reads_1 ? i_word : \$signal$39 ;
  assign bank_1_read_address = leaves ? \$49  : \$50 ;
  assign \$51  = known_1 ? bank_1_read_data : 96'h000000000000000000000000;
  assign content_1 = passes_1 ? newest : \$51 ;
  assign \$52  = filling == 2'h2;
  assign reads_2 = i_valid & \$52 ;
  assign \$53  = bank == 2'h2;
  assign writes_2 = \$signal  & \$53 ;
  assign \$54  = reads_2 ? i_word : \$60 [1:0];
  assign \$55  = reads_2 ? i_word : \$signal$39 ;
  assign bank_2_read_address = leaves ? \$54  : \$55 ;
  assign \$56  = known_2 ? bank_2_read_data : 96'h000000000000000000000000;
  assign content_2 = passes_2 ? newest : \$56 ;
  assign filled = \$signal  & last;
  assign o_valid = | full;
  assign \$152  = part * 4'hc;
  assign o_data = leaving >> \$152 ;
  assign leaves = o_valid & o_ready;
  assign \$57  = beat == 5'h1f;
  assign \$58  = part == 3'h7;
  assign \$59  = \$signal$39  + \$58 ;
  assign \$60  = \$57  ? 3'h0 : \$59 ;
  assign \$61  = beat == 5'h1f;
  assign drained = leaves & \$61 ;
  always @(posedge clk)
    \$signal  <= \$62 ;
  always @(posedge clk)
    bank <= \$63 ;
  always @(posedge clk)
    word <= \$64 ;
  always @(posedge clk)
    last <= \$65 ;
  always @(posedge clk)
    filling <= \$66 ;
  always @(posedge clk)
    newest <= \$67 ;
  always @(posedge clk)
    known_0 <= \$68 ;
  always @(posedge clk)
    passes_0 <= \$69 ;
  always @(posedge clk)
    touched_0 <= \$70 ;
  always @(posedge clk)
    known_1 <= \$71 ;
  always @(posedge clk)
    passes_1 <= \$72 ;
  always @(posedge clk)
    touched_1 <= \$73 ;
  always @(posedge clk)
    known_2 <= \$74 ;
  always @(posedge clk)
    passes_2 <= \$75 ;
  always @(posedge clk)
    touched_2 <= \$76 ;
  always @(posedge clk)
    full <= \$77 ;
  always @(posedge clk)
    \$signal$39  <= \$78 ;
  always @(posedge clk)
    beat <= \$79 ;
  always @(posedge clk)
    part <= \$80 ;
  always @(posedge clk)
    draining <= \$81 ;
  assign \$1  = filling == 2'h2;
  assign \$2  = filling + 1'h1;
  assign \$3  = \$1  ? 2'h0 : \$2 [1:0];
  assign \$4  = touched_0 >> bank_0_read_address;
  assign \$5  = word == bank_0_read_address;
  assign \$6  = writes_0 & \$5 ;
  assign \$7  = ! draining;
  assign \$8  = drained & \$7 ;
  assign \$9  = touched_1 >> bank_1_read_address;
  assign \$10  = word == bank_1_read_address;
  assign \$11  = writes_1 & \$10 ;
  assign \$12  = draining == 1'h1;
  assign \$13  = drained & \$12 ;
  assign \$14  = touched_2 >> bank_2_read_address;
  assign \$15  = word == bank_2_read_address;
  assign \$16  = writes_2 & \$15 ;
  assign \$17  = draining == 2'h2;
  assign \$18  = drained & \$17 ;
  lenet_q4_ram_4x96 u_bank_0 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_0_read_address),
    .read_data(bank_0_read_data),
    .rst(rst),
    .write(writes_0),
    .write_address(word),
    .write_data({ \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0], \$35 [11:0], \$34 [11:0] })
  );
  lenet_q4_ram_4x96 u_bank_1 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_1_read_address),
    .read_data(bank_1_read_data),
    .rst(rst),
    .write(writes_1),
    .write_address(word),
    .write_data({ \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0], \$35 [11:0], \$34 [11:0] })
  );
  lenet_q4_ram_4x96 u_bank_2 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_2_read_address),
    .read_data(bank_2_read_data),
    .rst(rst),
    .write(writes_2),
    .write_address(word),
    .write_data({ \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0], \$35 [11:0], \$34 [11:0] })
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$62  = i_valid;
    if (rst) begin
      \$62  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$63  = bank;
    if (i_valid) begin
      \$63  = filling;
    end
    if (rst) begin
      \$63  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$64  = word;
    if (i_valid) begin
      \$64  = i_word;
    end
    if (rst) begin
      \$64  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$65  = last;
    if (i_valid) begin
      \$65  = i_last;
    end
    if (rst) begin
      \$65  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$66  = filling;
    if (i_valid) begin
      if (i_last) begin
        \$66  = \$3 ;
      end
    end
    if (rst) begin
      \$66  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$67  = newest;
    if (\$signal ) begin
      \$67  = { \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0], \$35 [11:0], \$34 [11:0] };
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$68  = \$4 ;
    if (rst) begin
      \$68  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$69  = \$6 ;
    if (rst) begin
      \$69  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$70  = touched_0;
    if (reads_0) begin
      casez (i_word)
        2'h0:
            \$70 [0] = 1'h1;
        2'h1:
            \$70 [1] = 1'h1;
        2'h2:
            \$70 [2] = 1'h1;
        2'h3:
            \$70 [3] = 1'h1;
      endcase
    end
    if (\$8 ) begin
      \$70  = 4'h0;
    end
    if (rst) begin
      \$70  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$71  = \$9 ;
    if (rst) begin
      \$71  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$72  = \$11 ;
    if (rst) begin
      \$72  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$73  = touched_1;
    if (reads_1) begin
      casez (i_word)
        2'h0:
            \$73 [0] = 1'h1;
        2'h1:
            \$73 [1] = 1'h1;
        2'h2:
            \$73 [2] = 1'h1;
        2'h3:
            \$73 [3] = 1'h1;
      endcase
    end
    if (\$13 ) begin
      \$73  = 4'h0;
    end
    if (rst) begin
      \$73  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$74  = \$14 ;
    if (rst) begin
      \$74  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$75  = \$16 ;
    if (rst) begin
      \$75  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$76  = touched_2;
    if (reads_2) begin
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
    if (\$18 ) begin
      \$76  = 4'h0;
    end
    if (rst) begin
      \$76  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$77  = full;
    if (\$20 ) begin
      \$77  = \$23 [1:0];
    end else if (\$22 ) begin
      \$77  = \$24 [1:0];
    end
    if (rst) begin
      \$77  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$78  = \$signal$39 ;
    if (leaves) begin
      \$78  = \$60 [1:0];
    end
    if (rst) begin
      \$78  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$79  = beat;
    if (leaves) begin
      \$79  = \$27 ;
    end
    if (rst) begin
      \$79  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$80  = part;
    if (leaves) begin
      \$80  = \$30 ;
    end
    if (drained) begin
      \$80  = 3'h0;
    end
    if (rst) begin
      \$80  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$81  = draining;
    if (drained) begin
      \$81  = \$33 ;
    end
    if (rst) begin
      \$81  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$like$43  = 96'h000000000000000000000000;
    casez (bank)
      2'h0:
          \$like$43  = content_0;
      2'h1:
          \$like$43  = content_1;
      2'h2:
          \$like$43  = content_2;
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
  assign \$like  = { \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0], \$35 [11:0], \$34 [11:0] };
  assign onward = \$60 [1:0];
  assign bank_0_write = writes_0;
  assign bank_0_write_address = word;
  assign bank_0_write_data = { \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0], \$35 [11:0], \$34 [11:0] };
  assign bank_0_read = 1'h1;
  assign bank_1_write = writes_1;
  assign bank_1_write_address = word;
  assign bank_1_write_data = { \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0], \$35 [11:0], \$34 [11:0] };
  assign bank_1_read = 1'h1;
  assign bank_2_write = writes_2;
  assign bank_2_write_address = word;
  assign bank_2_write_data = { \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0], \$35 [11:0], \$34 [11:0] };
  assign bank_2_read = 1'h1;
endmodule
`default_nettype wire
