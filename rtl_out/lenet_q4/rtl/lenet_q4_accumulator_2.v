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
  wire [6:0] \$143 ;
  wire \$15 ;
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
  wire \$26 ;
  wire [5:0] \$27 ;
  wire [4:0] \$28 ;
  wire \$29 ;
  wire [1:0] \$3 ;
  wire [3:0] \$30 ;
  wire [2:0] \$31 ;
  wire \$32 ;
  wire \$33 ;
  wire [2:0] \$34 ;
  wire [1:0] \$35 ;
  wire [12:0] \$36 ;
  wire [12:0] \$37 ;
  wire [12:0] \$38 ;
  wire [12:0] \$39 ;
  wire \$4 ;
  wire [12:0] \$40 ;
  wire [12:0] \$41 ;
  wire [12:0] \$42 ;
  wire [12:0] \$43 ;
  wire \$44 ;
  wire \$45 ;
  wire [95:0] \$46 ;
  wire \$47 ;
  wire \$48 ;
  wire [95:0] \$49 ;
  wire \$5 ;
  wire \$50 ;
  wire \$51 ;
  wire [95:0] \$52 ;
  wire \$53 ;
  wire \$54 ;
  wire [2:0] \$55 ;
  wire \$56 ;
  reg \$57 ;
  reg [1:0] \$58 ;
  reg [1:0] \$59 ;
  wire \$6 ;
  reg \$60 ;
  reg [1:0] \$61 ;
  reg [95:0] \$62 ;
  reg \$63 ;
  reg \$64 ;
  reg [3:0] \$65 ;
  reg \$66 ;
  reg \$67 ;
  reg [3:0] \$68 ;
  reg \$69 ;
  wire \$7 ;
  reg \$70 ;
  reg [3:0] \$71 ;
  reg [1:0] \$72 ;
  reg [1:0] \$73 ;
  reg [4:0] \$74 ;
  reg [2:0] \$75 ;
  reg [1:0] \$76 ;
  wire \$8 ;
  wire \$9 ;
  wire [95:0] \$like ;
  reg [95:0] \$like$42 ;
  reg \$signal ;
  reg [1:0] at;
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
  reg drained;
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
  reg [95:0] leaving;
  reg [95:0] newest;
  reg [1:0] next_at;
  output [11:0] o_data;
  wire [11:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
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
  assign \$24  = full - 1'h1;
  assign \$25  = o_valid & o_ready;
  assign \$26  = beat == 5'h1f;
  assign \$27  = beat + 1'h1;
  assign \$28  = \$26  ? 5'h00 : \$27 [4:0];
  assign \$29  = part == 3'h7;
  assign \$30  = part + 1'h1;
  assign \$31  = \$29  ? 3'h0 : \$30 [2:0];
  assign \$32  = beat == 5'h1f;
  assign \$33  = draining == 2'h2;
  assign \$34  = draining + 1'h1;
  assign \$35  = \$33  ? 2'h0 : \$34 [1:0];
  assign \$36  = $signed(\$like$42 [11:0]) + $signed(i_sums[11:0]);
  assign \$37  = $signed(\$like$42 [23:12]) + $signed(i_sums[23:12]);
  assign \$38  = $signed(\$like$42 [35:24]) + $signed(i_sums[35:24]);
  assign \$39  = $signed(\$like$42 [47:36]) + $signed(i_sums[47:36]);
  assign \$40  = $signed(\$like$42 [59:48]) + $signed(i_sums[59:48]);
  assign \$41  = $signed(\$like$42 [71:60]) + $signed(i_sums[71:60]);
  assign \$42  = $signed(\$like$42 [83:72]) + $signed(i_sums[83:72]);
  assign \$43  = $signed(\$like$42 [95:84]) + $signed(i_sums[95:84]);
  assign \$44  = ! filling;
  assign reads_0 = i_valid & \$44 ;
  assign \$45  = ! bank;
  assign writes_0 = \$signal  & \$45 ;
  assign bank_0_read_address = reads_0 ? i_word : next_at;
  assign \$46  = known_0 ? bank_0_read_data : 96'h000000000000000000000000;
  assign content_0 = passes_0 ? newest : \$46 ;
  assign \$47  = filling == 1'h1;
  assign reads_1 = i_valid & \$47 ;
  assign \$48  = bank == 1'h1;
  assign writes_1 = \$signal  & \$48 ;
  assign bank_1_read_address = reads_1 ? i_word : next_at;
  assign \$49  = known_1 ? bank_1_read_data : 96'h000000000000000000000000;
  assign content_1 = passes_1 ? newest : \$49 ;
  assign \$50  = filling == 2'h2;
  assign reads_2 = i_valid & \$50 ;
  assign \$51  = bank == 2'h2;
  assign writes_2 = \$signal  & \$51 ;
  assign bank_2_read_address = reads_2 ? i_word : next_at;
  assign \$52  = known_2 ? bank_2_read_data : 96'h000000000000000000000000;
  assign content_2 = passes_2 ? newest : \$52 ;
  assign filled = \$signal  & last;
  assign o_valid = | full;
  assign \$143  = part * 4'hc;
  assign o_data = leaving >> \$143 ;
  assign \$53  = o_valid & o_ready;
  assign \$54  = part == 3'h7;
  assign \$55  = at + 1'h1;
  assign \$56  = beat == 5'h1f;
  always @(posedge clk)
    \$signal  <= \$57 ;
  always @(posedge clk)
    bank <= \$58 ;
  always @(posedge clk)
    word <= \$59 ;
  always @(posedge clk)
    last <= \$60 ;
  always @(posedge clk)
    filling <= \$61 ;
  always @(posedge clk)
    newest <= \$62 ;
  always @(posedge clk)
    known_0 <= \$63 ;
  always @(posedge clk)
    passes_0 <= \$64 ;
  always @(posedge clk)
    touched_0 <= \$65 ;
  always @(posedge clk)
    known_1 <= \$66 ;
  always @(posedge clk)
    passes_1 <= \$67 ;
  always @(posedge clk)
    touched_1 <= \$68 ;
  always @(posedge clk)
    known_2 <= \$69 ;
  always @(posedge clk)
    passes_2 <= \$70 ;
  always @(posedge clk)
    touched_2 <= \$71 ;
  always @(posedge clk)
    full <= \$72 ;
  always @(posedge clk)
    at <= \$73 ;
  always @(posedge clk)
    beat <= \$74 ;
  always @(posedge clk)
    part <= \$75 ;
  always @(posedge clk)
    draining <= \$76 ;
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
  assign \$19  = ~ drained;
  assign \$20  = filled & \$19 ;
  assign \$21  = ~ filled;
  assign \$22  = drained & \$21 ;
  assign \$23  = full + 1'h1;
  lenet_q4_ram_4x96 u_bank_0 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_0_read_address),
    .read_data(bank_0_read_data),
    .rst(rst),
    .write(writes_0),
    .write_address(word),
    .write_data({ \$43 [11:0], \$42 [11:0], \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0] })
  );
  lenet_q4_ram_4x96 u_bank_1 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_1_read_address),
    .read_data(bank_1_read_data),
    .rst(rst),
    .write(writes_1),
    .write_address(word),
    .write_data({ \$43 [11:0], \$42 [11:0], \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0] })
  );
  lenet_q4_ram_4x96 u_bank_2 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_2_read_address),
    .read_data(bank_2_read_data),
    .rst(rst),
    .write(writes_2),
    .write_address(word),
    .write_data({ \$43 [11:0], \$42 [11:0], \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0] })
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$57  = i_valid;
    if (rst) begin
      \$57  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$58  = bank;
    if (i_valid) begin
      \$58  = filling;
    end
    if (rst) begin
      \$58  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$59  = word;
    if (i_valid) begin
      \$59  = i_word;
    end
    if (rst) begin
      \$59  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$60  = last;
    if (i_valid) begin
      \$60  = i_last;
    end
    if (rst) begin
      \$60  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$61  = filling;
    if (i_valid) begin
      if (i_last) begin
        \$61  = \$3 ;
      end
    end
    if (rst) begin
      \$61  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$62  = newest;
    if (\$signal ) begin
      \$62  = { \$43 [11:0], \$42 [11:0], \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0] };
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$63  = \$4 ;
    if (rst) begin
      \$63  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$64  = \$6 ;
    if (rst) begin
      \$64  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$65  = touched_0;
    if (reads_0) begin
      casez (i_word)
        2'h0:
            \$65 [0] = 1'h1;
        2'h1:
            \$65 [1] = 1'h1;
        2'h2:
            \$65 [2] = 1'h1;
        2'h3:
            \$65 [3] = 1'h1;
      endcase
    end
    if (\$8 ) begin
      \$65  = 4'h0;
    end
    if (rst) begin
      \$65  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$66  = \$9 ;
    if (rst) begin
      \$66  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$67  = \$11 ;
    if (rst) begin
      \$67  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$68  = touched_1;
    if (reads_1) begin
      casez (i_word)
        2'h0:
            \$68 [0] = 1'h1;
        2'h1:
            \$68 [1] = 1'h1;
        2'h2:
            \$68 [2] = 1'h1;
        2'h3:
            \$68 [3] = 1'h1;
      endcase
    end
    if (\$13 ) begin
      \$68  = 4'h0;
    end
    if (rst) begin
      \$68  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$69  = \$14 ;
    if (rst) begin
      \$69  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$70  = \$16 ;
    if (rst) begin
      \$70  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$71  = touched_2;
    if (reads_2) begin
      casez (i_word)
        2'h0:
            \$71 [0] = 1'h1;
        2'h1:
            \$71 [1] = 1'h1;
        2'h2:
            \$71 [2] = 1'h1;
        2'h3:
            \$71 [3] = 1'h1;
      endcase
    end
    if (\$18 ) begin
      \$71  = 4'h0;
    end
    if (rst) begin
      \$71  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$72  = full;
    if (\$20 ) begin
      \$72  = \$23 [1:0];
    end else if (\$22 ) begin
      \$72  = \$24 [1:0];
    end
    if (rst) begin
      \$72  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$73  = next_at;
    if (rst) begin
      \$73  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$74  = beat;
    if (\$25 ) begin
      \$74  = \$28 ;
    end
    if (rst) begin
      \$74  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$75  = part;
    if (\$25 ) begin
      \$75  = \$31 ;
      if (\$32 ) begin
        \$75  = 3'h0;
      end
    end
    if (rst) begin
      \$75  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$76  = draining;
    if (\$25 ) begin
      if (\$32 ) begin
        \$76  = \$35 ;
      end
    end
    if (rst) begin
      \$76  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    \$like$42  = 96'h000000000000000000000000;
    casez (bank)
      2'h0:
          \$like$42  = content_0;
      2'h1:
          \$like$42  = content_1;
      2'h2:
          \$like$42  = content_2;
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
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    next_at = at;
    if (\$53 ) begin
      if (\$54 ) begin
        next_at = \$55 [1:0];
      end
      if (\$56 ) begin
        next_at = 2'h0;
      end
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$2 ) begin end
    drained = 1'h0;
    if (\$53 ) begin
      if (\$56 ) begin
        drained = 1'h1;
      end
    end
  end
  assign \$like  = { \$43 [11:0], \$42 [11:0], \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0] };
  assign bank_0_write = writes_0;
  assign bank_0_write_address = word;
  assign bank_0_write_data = { \$43 [11:0], \$42 [11:0], \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0] };
  assign bank_0_read = 1'h1;
  assign bank_1_write = writes_1;
  assign bank_1_write_address = word;
  assign bank_1_write_data = { \$43 [11:0], \$42 [11:0], \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0] };
  assign bank_1_read = 1'h1;
  assign bank_2_write = writes_2;
  assign bank_2_write_address = word;
  assign bank_2_write_data = { \$43 [11:0], \$42 [11:0], \$41 [11:0], \$40 [11:0], \$39 [11:0], \$38 [11:0], \$37 [11:0], \$36 [11:0] };
  assign bank_2_read = 1'h1;
endmodule
`default_nettype wire
