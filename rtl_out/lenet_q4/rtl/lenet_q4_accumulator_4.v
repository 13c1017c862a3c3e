// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_accumulator_4(i_word, i_last, i_sums, o_ready, clk, rst, o_data, o_valid, drained, i_valid);
  reg \$auto$verilog_backend.cc:2355:dump_module$4  = 0;
  wire [2:0] \$1 ;
  wire [12:0] \$10 ;
  wire \$11 ;
  wire [11:0] \$12 ;
  wire [12:0] \$13 ;
  wire \$14 ;
  wire [11:0] \$15 ;
  wire [12:0] \$16 ;
  wire \$17 ;
  wire [11:0] \$18 ;
  wire [12:0] \$19 ;
  wire \$2 ;
  wire \$20 ;
  wire [11:0] \$21 ;
  wire [12:0] \$22 ;
  wire \$23 ;
  wire [11:0] \$24 ;
  wire [12:0] \$25 ;
  wire [2:0] \$26 ;
  wire \$27 ;
  wire [95:0] \$28 ;
  wire \$29 ;
  wire [11:0] \$3 ;
  wire \$30 ;
  wire \$31 ;
  wire [2:0] \$32 ;
  wire [2:0] \$33 ;
  wire \$34 ;
  wire \$35 ;
  wire \$36 ;
  wire \$37 ;
  wire [2:0] \$38 ;
  wire [2:0] \$39 ;
  wire [12:0] \$4 ;
  wire \$40 ;
  wire [4:0] \$41 ;
  wire \$42 ;
  wire [1:0] \$43 ;
  wire [3:0] \$44 ;
  wire \$45 ;
  wire \$46 ;
  wire [2:0] \$47 ;
  wire [2:0] \$48 ;
  reg [3:0] \$49 ;
  wire \$5 ;
  reg [1:0] \$50 ;
  reg [1:0] \$51 ;
  reg [3:0] \$52 ;
  reg [2:0] \$53 ;
  reg \$54 ;
  reg [1:0] \$55 ;
  wire [11:0] \$6 ;
  wire [12:0] \$7 ;
  wire \$8 ;
  wire [6:0] \$86 ;
  wire [11:0] \$9 ;
  reg at;
  reg [3:0] beat;
  input clk;
  wire clk;
  output drained;
  reg drained;
  reg [1:0] draining;
  wire [1:0] fill_at;
  wire filled;
  reg [1:0] filling;
  reg [1:0] full;
  input i_last;
  wire i_last;
  input [95:0] i_sums;
  wire [95:0] i_sums;
  input i_valid;
  wire i_valid;
  input i_word;
  wire i_word;
  wire [1:0] new_port__addr;
  wire [95:0] new_port__data;
  wire new_port__en;
  output [11:0] o_data;
  wire [11:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  wire o_valid;
  wire [1:0] old_port__addr;
  wire [95:0] old_port__data;
  wire [1:0] out_at;
  wire [1:0] out_port__addr;
  wire [95:0] out_port__data;
  reg [2:0] part;
  input rst;
  wire rst;
  reg [3:0] touched;
  reg [95:0] sums [3:0];
  always @(posedge clk) begin
    if (i_valid)
      sums[\$1 [1:0]] <= { \$25 [11:0], \$22 [11:0], \$19 [11:0], \$16 [11:0], \$13 [11:0], \$10 [11:0], \$7 [11:0], \$4 [11:0] };
  end
  assign out_port__data = sums[\$26 [1:0]];
  assign old_port__data = sums[\$1 [1:0]];
  assign \$40  = o_valid & o_ready;
  assign \$41  = beat + 1'h1;
  assign \$42  = part == 3'h7;
  assign \$43  = at + 1'h1;
  assign \$44  = part + 1'h1;
  assign \$45  = beat == 4'h9;
  assign \$46  = draining == 2'h2;
  assign \$47  = draining + 2'h2;
  assign \$48  = \$46  ? 3'h0 : \$47 ;
  always @(posedge clk)
    touched <= \$49 ;
  always @(posedge clk)
    filling <= \$50 ;
  always @(posedge clk)
    full <= \$51 ;
  always @(posedge clk)
    beat <= \$52 ;
  always @(posedge clk)
    part <= \$53 ;
  always @(posedge clk)
    at <= \$54 ;
  always @(posedge clk)
    draining <= \$55 ;
  assign filled = i_valid & i_last;
  assign \$1  = filling + i_word;
  assign \$2  = touched >> \$1 [1:0];
  assign \$3  = \$2  ? old_port__data[11:0] : 12'h000;
  assign \$4  = $signed(\$3 ) + $signed(i_sums[11:0]);
  assign \$5  = touched >> \$1 [1:0];
  assign \$6  = \$5  ? old_port__data[23:12] : 12'h000;
  assign \$7  = $signed(\$6 ) + $signed(i_sums[23:12]);
  assign \$8  = touched >> \$1 [1:0];
  assign \$9  = \$8  ? old_port__data[35:24] : 12'h000;
  assign \$10  = $signed(\$9 ) + $signed(i_sums[35:24]);
  assign \$11  = touched >> \$1 [1:0];
  assign \$12  = \$11  ? old_port__data[47:36] : 12'h000;
  assign \$13  = $signed(\$12 ) + $signed(i_sums[47:36]);
  assign \$14  = touched >> \$1 [1:0];
  assign \$15  = \$14  ? old_port__data[59:48] : 12'h000;
  assign \$16  = $signed(\$15 ) + $signed(i_sums[59:48]);
  assign \$17  = touched >> \$1 [1:0];
  assign \$18  = \$17  ? old_port__data[71:60] : 12'h000;
  assign \$19  = $signed(\$18 ) + $signed(i_sums[71:60]);
  assign \$20  = touched >> \$1 [1:0];
  assign \$21  = \$20  ? old_port__data[83:72] : 12'h000;
  assign \$22  = $signed(\$21 ) + $signed(i_sums[83:72]);
  assign \$23  = touched >> \$1 [1:0];
  assign \$24  = \$23  ? old_port__data[95:84] : 12'h000;
  assign \$25  = $signed(\$24 ) + $signed(i_sums[95:84]);
  assign \$26  = draining + at;
  assign o_valid = | full;
  assign \$27  = touched >> \$26 [1:0];
  assign \$28  = \$27  ? out_port__data : 96'h000000000000000000000000;
  assign \$86  = part * 4'hc;
  assign o_data = \$28  >> \$86 ;
  assign \$29  = o_valid & o_ready;
  assign \$30  = beat == 4'h9;
  assign \$31  = filling == 2'h2;
  assign \$32  = filling + 2'h2;
  assign \$33  = \$31  ? 3'h0 : \$32 ;
  assign \$34  = ~ drained;
  assign \$35  = filled & \$34 ;
  assign \$36  = ~ filled;
  assign \$37  = drained & \$36 ;
  assign \$38  = full + 1'h1;
  assign \$39  = full - 1'h1;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$4 ) begin end
    drained = 1'h0;
    if (\$29 ) begin
      if (\$30 ) begin
        drained = 1'h1;
      end
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$4 ) begin end
    \$49  = touched;
    if (i_valid) begin
      casez (\$1 [1:0])
        2'h0:
            \$49 [0] = 1'h1;
        2'h1:
            \$49 [1] = 1'h1;
        2'h2:
            \$49 [2] = 1'h1;
        2'h3:
            \$49 [3] = 1'h1;
      endcase
    end
    if (\$40 ) begin
      if (\$45 ) begin
        casez (draining)
          2'h0:
              \$49 [1:0] = 2'h0;
          2'h1:
              \$49 [2:1] = 2'h0;
          2'h2:
              \$49 [3:2] = 2'h0;
          2'h3:
              \$49 [3] = 1'h0;
        endcase
      end
    end
    if (rst) begin
      \$49  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$4 ) begin end
    \$50  = filling;
    if (filled) begin
      \$50  = \$33 [1:0];
    end
    if (rst) begin
      \$50  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$4 ) begin end
    \$51  = full;
    if (\$35 ) begin
      \$51  = \$38 [1:0];
    end else if (\$37 ) begin
      \$51  = \$39 [1:0];
    end
    if (rst) begin
      \$51  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$4 ) begin end
    \$52  = beat;
    if (\$40 ) begin
      \$52  = \$41 [3:0];
      if (\$45 ) begin
        \$52  = 4'h0;
      end
    end
    if (rst) begin
      \$52  = 4'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$4 ) begin end
    \$53  = part;
    if (\$40 ) begin
      if (\$42 ) begin
        \$53  = 3'h0;
      end else begin
        \$53  = \$44 [2:0];
      end
      if (\$45 ) begin
        \$53  = 3'h0;
      end
    end
    if (rst) begin
      \$53  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$4 ) begin end
    \$54  = at;
    if (\$40 ) begin
      if (\$42 ) begin
        \$54  = \$43 [0];
      end
      if (\$45 ) begin
        \$54  = 1'h0;
      end
    end
    if (rst) begin
      \$54  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$4 ) begin end
    \$55  = draining;
    if (\$40 ) begin
      if (\$45 ) begin
        \$55  = \$48 [1:0];
      end
    end
    if (rst) begin
      \$55  = 2'h0;
    end
  end
  assign fill_at = \$1 [1:0];
  assign old_port__addr = \$1 [1:0];
  assign new_port__addr = \$1 [1:0];
  assign new_port__en = i_valid;
  assign new_port__data = { \$25 [11:0], \$22 [11:0], \$19 [11:0], \$16 [11:0], \$13 [11:0], \$10 [11:0], \$7 [11:0], \$4 [11:0] };
  assign out_at = \$26 [1:0];
  assign out_port__addr = \$26 [1:0];
endmodule
`default_nettype wire
