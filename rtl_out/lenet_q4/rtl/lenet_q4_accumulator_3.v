// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_accumulator_3(i_word, i_last, i_sums, o_ready, clk, rst, o_data, o_valid, drained, i_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$3  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire [6:0] \$120 ;
  wire \$13 ;
  wire \$14 ;
  wire \$15 ;
  wire \$16 ;
  wire \$17 ;
  wire [2:0] \$18 ;
  wire [2:0] \$19 ;
  wire [1:0] \$2 ;
  wire \$20 ;
  wire \$21 ;
  wire [6:0] \$22 ;
  wire [5:0] \$23 ;
  wire \$24 ;
  wire [3:0] \$25 ;
  wire [2:0] \$26 ;
  wire \$27 ;
  wire \$28 ;
  wire [1:0] \$29 ;
  wire \$3 ;
  wire \$30 ;
  wire [13:0] \$31 ;
  wire [13:0] \$32 ;
  wire [13:0] \$33 ;
  wire [13:0] \$34 ;
  wire [13:0] \$35 ;
  wire [13:0] \$36 ;
  wire [13:0] \$37 ;
  wire [13:0] \$38 ;
  wire \$39 ;
  wire \$4 ;
  wire \$40 ;
  wire [103:0] \$41 ;
  wire \$42 ;
  wire \$43 ;
  wire [103:0] \$44 ;
  wire \$45 ;
  wire \$46 ;
  wire [3:0] \$47 ;
  wire \$48 ;
  reg \$49 ;
  wire \$5 ;
  reg \$50 ;
  reg [2:0] \$51 ;
  reg \$52 ;
  reg \$53 ;
  reg [103:0] \$54 ;
  reg \$55 ;
  reg \$56 ;
  reg [7:0] \$57 ;
  reg \$58 ;
  reg \$59 ;
  wire \$6 ;
  reg [7:0] \$60 ;
  reg [1:0] \$61 ;
  reg [2:0] \$62 ;
  reg [5:0] \$63 ;
  reg [2:0] \$64 ;
  reg \$65 ;
  wire \$7 ;
  wire \$8 ;
  wire \$9 ;
  wire [103:0] \$like ;
  reg [103:0] \$like$36 ;
  reg \$signal ;
  reg [2:0] at;
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
  reg drained;
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
  reg [103:0] leaving;
  reg [103:0] newest;
  reg [2:0] next_at;
  output [12:0] o_data;
  wire [12:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
  reg [2:0] part;
  reg passes_0;
  reg passes_1;
  wire reads_0;
  wire reads_1;
  input rst;
  wire rst;
  reg [7:0] touched_0;
  reg [7:0] touched_1;
  reg [2:0] word;
  wire writes_0;
  wire writes_1;
  assign \$35  = $signed(\$like$36 [64:52]) + $signed(i_sums[64:52]);
  assign \$36  = $signed(\$like$36 [77:65]) + $signed(i_sums[77:65]);
  assign \$37  = $signed(\$like$36 [90:78]) + $signed(i_sums[90:78]);
  assign \$38  = $signed(\$like$36 [103:91]) + $signed(i_sums[103:91]);
  assign \$39  = ! filling;
  assign reads_0 = i_valid & \$39 ;
  assign \$40  = ! bank;
  assign writes_0 = \$signal  & \$40 ;
  assign bank_0_read_address = reads_0 ? i_word : next_at;
  assign \$41  = known_0 ? bank_0_read_data : 104'h00000000000000000000000000;
  assign content_0 = passes_0 ? newest : \$41 ;
  assign reads_1 = i_valid & \$42 ;
  assign writes_1 = \$signal  & \$43 ;
  assign bank_1_read_address = reads_1 ? i_word : next_at;
  assign \$44  = known_1 ? bank_1_read_data : 104'h00000000000000000000000000;
  assign content_1 = passes_1 ? newest : \$44 ;
  assign filled = \$signal  & last;
  assign o_valid = | full;
  assign \$120  = part * 4'hd;
  assign o_data = leaving >> \$120 ;
  assign \$45  = o_valid & o_ready;
  assign \$46  = part == 3'h7;
  assign \$47  = at + 1'h1;
  assign \$48  = beat == 6'h3f;
  always @(posedge clk)
    \$signal  <= \$49 ;
  always @(posedge clk)
    bank <= \$50 ;
  always @(posedge clk)
    word <= \$51 ;
  always @(posedge clk)
    last <= \$52 ;
  always @(posedge clk)
    filling <= \$53 ;
  always @(posedge clk)
    newest <= \$54 ;
  always @(posedge clk)
    known_0 <= \$55 ;
  always @(posedge clk)
    passes_0 <= \$56 ;
  always @(posedge clk)
    touched_0 <= \$57 ;
  always @(posedge clk)
    known_1 <= \$58 ;
  always @(posedge clk)
    passes_1 <= \$59 ;
  always @(posedge clk)
    touched_1 <= \$60 ;
  always @(posedge clk)
    full <= \$61 ;
  always @(posedge clk)
    at <= \$62 ;
  always @(posedge clk)
    beat <= \$63 ;
  always @(posedge clk)
    part <= \$64 ;
  always @(posedge clk)
    draining <= \$65 ;
  assign \$2  = filling + 1'h1;
  assign \$3  = \$1  ? 1'h0 : \$2 [0];
  assign \$4  = touched_0 >> bank_0_read_address;
  assign \$5  = word == bank_0_read_address;
  assign \$6  = writes_0 & \$5 ;
  assign \$7  = ! draining;
  assign \$8  = drained & \$7 ;
  assign \$9  = touched_1 >> bank_1_read_address;
  assign \$10  = word == bank_1_read_address;
  assign \$11  = writes_1 & \$10 ;
  assign \$13  = drained & \$12 ;
  assign \$14  = ~ drained;
  assign \$15  = filled & \$14 ;
  assign \$16  = ~ filled;
  assign \$17  = drained & \$16 ;
  assign \$18  = full + 1'h1;
  assign \$19  = full - 1'h1;
  assign \$20  = o_valid & o_ready;
  assign \$21  = beat == 6'h3f;
  assign \$22  = beat + 1'h1;
  assign \$23  = \$21  ? 6'h00 : \$22 [5:0];
  assign \$24  = part == 3'h7;
  assign \$25  = part + 1'h1;
  assign \$26  = \$24  ? 3'h0 : \$25 [2:0];
  assign \$27  = beat == 6'h3f;
  assign \$29  = draining + 1'h1;
  assign \$30  = \$28  ? 1'h0 : \$29 [0];
  assign \$31  = $signed(\$like$36 [12:0]) + $signed(i_sums[12:0]);
  assign \$32  = $signed(\$like$36 [25:13]) + $signed(i_sums[25:13]);
  assign \$33  = $signed(\$like$36 [38:26]) + $signed(i_sums[38:26]);
  assign \$34  = $signed(\$like$36 [51:39]) + $signed(i_sums[51:39]);
  lenet_q4_ram_8x104 u_bank_0 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_0_read_address),
    .read_data(bank_0_read_data),
    .rst(rst),
    .write(writes_0),
    .write_address(word),
    .write_data({ \$38 [12:0], \$37 [12:0], \$36 [12:0], \$35 [12:0], \$34 [12:0], \$33 [12:0], \$32 [12:0], \$31 [12:0] })
  );
  lenet_q4_ram_8x104 u_bank_1 (
    .clk(clk),
    .read(1'h1),
    .read_address(bank_1_read_address),
    .read_data(bank_1_read_data),
    .rst(rst),
    .write(writes_1),
    .write_address(word),
    .write_data({ \$38 [12:0], \$37 [12:0], \$36 [12:0], \$35 [12:0], \$34 [12:0], \$33 [12:0], \$32 [12:0], \$31 [12:0] })
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$49  = i_valid;
    if (rst) begin
      \$49  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$50  = bank;
    if (i_valid) begin
      \$50  = filling;
    end
    if (rst) begin
      \$50  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$51  = word;
    if (i_valid) begin
      \$51  = i_word;
    end
    if (rst) begin
      \$51  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$52  = last;
    if (i_valid) begin
      \$52  = i_last;
    end
    if (rst) begin
      \$52  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$53  = filling;
    if (i_valid) begin
      if (i_last) begin
        \$53  = \$3 ;
      end
    end
    if (rst) begin
      \$53  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$54  = newest;
    if (\$signal ) begin
      \$54  = { \$38 [12:0], \$37 [12:0], \$36 [12:0], \$35 [12:0], \$34 [12:0], \$33 [12:0], \$32 [12:0], \$31 [12:0] };
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$55  = \$4 ;
    if (rst) begin
      \$55  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$56  = \$6 ;
    if (rst) begin
      \$56  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$57  = touched_0;
    if (reads_0) begin
      casez (i_word)
        3'h0:
            \$57 [0] = 1'h1;
        3'h1:
            \$57 [1] = 1'h1;
        3'h2:
            \$57 [2] = 1'h1;
        3'h3:
            \$57 [3] = 1'h1;
        3'h4:
            \$57 [4] = 1'h1;
        3'h5:
            \$57 [5] = 1'h1;
        3'h6:
            \$57 [6] = 1'h1;
        3'h7:
            \$57 [7] = 1'h1;
      endcase
    end
    if (\$8 ) begin
      \$57  = 8'h00;
    end
    if (rst) begin
      \$57  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$58  = \$9 ;
    if (rst) begin
      \$58  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$59  = \$11 ;
    if (rst) begin
      \$59  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$60  = touched_1;
    if (reads_1) begin
      casez (i_word)
        3'h0:
            \$60 [0] = 1'h1;
        3'h1:
            \$60 [1] = 1'h1;
        3'h2:
            \$60 [2] = 1'h1;
        3'h3:
            \$60 [3] = 1'h1;
        3'h4:
            \$60 [4] = 1'h1;
        3'h5:
            \$60 [5] = 1'h1;
        3'h6:
            \$60 [6] = 1'h1;
        3'h7:
            \$60 [7] = 1'h1;
      endcase
    end
    if (\$13 ) begin
      \$60  = 8'h00;
    end
    if (rst) begin
      \$60  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$61  = full;
    if (\$15 ) begin
      \$61  = \$18 [1:0];
    end else if (\$17 ) begin
      \$61  = \$19 [1:0];
    end
    if (rst) begin
      \$61  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$62  = next_at;
    if (rst) begin
      \$62  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$63  = beat;
    if (\$20 ) begin
      \$63  = \$23 ;
    end
    if (rst) begin
      \$63  = 6'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$64  = part;
    if (\$20 ) begin
      \$64  = \$26 ;
      if (\$27 ) begin
        \$64  = 3'h0;
      end
    end
    if (rst) begin
      \$64  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    \$65  = draining;
    if (\$20 ) begin
      if (\$27 ) begin
        \$65  = \$30 ;
      end
    end
    if (rst) begin
      \$65  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    casez (bank)
      1'h0:
          \$like$36  = content_0;
      1'h1:
          \$like$36  = content_1;
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
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    next_at = at;
    if (\$45 ) begin
      if (\$46 ) begin
        next_at = \$47 [2:0];
      end
      if (\$48 ) begin
        next_at = 3'h0;
      end
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$3 ) begin end
    drained = 1'h0;
    if (\$45 ) begin
      if (\$48 ) begin
        drained = 1'h1;
      end
    end
  end
  assign \$like  = { \$38 [12:0], \$37 [12:0], \$36 [12:0], \$35 [12:0], \$34 [12:0], \$33 [12:0], \$32 [12:0], \$31 [12:0] };
  assign bank_0_write = writes_0;
  assign bank_0_write_address = word;
  assign bank_0_write_data = { \$38 [12:0], \$37 [12:0], \$36 [12:0], \$35 [12:0], \$34 [12:0], \$33 [12:0], \$32 [12:0], \$31 [12:0] };
  assign bank_0_read = 1'h1;
  assign bank_1_write = writes_1;
  assign bank_1_write_address = word;
  assign bank_1_write_data = { \$38 [12:0], \$37 [12:0], \$36 [12:0], \$35 [12:0], \$34 [12:0], \$33 [12:0], \$32 [12:0], \$31 [12:0] };
  assign bank_1_read = 1'h1;
  assign \$1  = filling;
  assign \$42  = filling;
  assign \$43  = bank;
  assign \$12  = draining;
  assign \$28  = draining;
endmodule
`default_nettype wire
