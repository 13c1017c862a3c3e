// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_max_pool(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$44  = 0;
  wire \$1 ;
  wire \$10 ;
  wire \$11 ;
  wire \$12 ;
  wire \$13 ;
  wire \$14 ;
  wire [3:0] \$15 ;
  wire \$16 ;
  wire \$17 ;
  wire \$18 ;
  wire \$19 ;
  wire \$2 ;
  wire [3:0] \$20 ;
  wire [2:0] \$21 ;
  wire \$22 ;
  wire \$23 ;
  wire \$24 ;
  wire [5:0] \$25 ;
  wire [4:0] \$26 ;
  wire [1:0] \$27 ;
  wire [2:0] \$28 ;
  wire \$29 ;
  wire [7:0] \$3 ;
  wire \$30 ;
  wire \$31 ;
  wire \$32 ;
  wire \$33 ;
  wire \$34 ;
  wire [5:0] \$35 ;
  wire [4:0] \$36 ;
  wire [1:0] \$37 ;
  wire [2:0] \$38 ;
  wire \$39 ;
  wire [6:0] \$4 ;
  wire \$40 ;
  wire \$41 ;
  wire \$42 ;
  wire \$43 ;
  reg [2:0] \$44 ;
  reg [4:0] \$45 ;
  reg \$46 ;
  reg [6:0] \$47 ;
  reg [4:0] \$48 ;
  reg \$49 ;
  wire \$5 ;
  reg \$50 ;
  reg [3:0] \$51 ;
  wire \$6 ;
  wire \$7 ;
  wire [7:0] \$8 ;
  wire \$9 ;
  wire accept;
  reg [6:0] after;
  reg [6:0] at;
  reg [2:0] beat;
  input clk;
  wire clk;
  wire columns_completes;
  reg [4:0] columns_element;
  reg columns_place;
  input [3:0] i_data;
  wire [3:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  output [3:0] o_data;
  reg [3:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid;
  wire rows_complete;
  wire rows_completes;
  wire rows_draining;
  reg [4:0] rows_element;
  wire rows_free;
  reg rows_place;
  wire [3:0] rows_running;
  wire [3:0] rows_value_0;
  wire rows_words_read;
  wire [6:0] rows_words_read_address;
  wire [3:0] rows_words_read_data;
  wire rows_words_write;
  wire [6:0] rows_words_write_address;
  wire [3:0] rows_words_write_data;
  input rst;
  wire rst;
  assign \$42  = accept & rows_complete;
  always @(posedge clk)
    beat <= \$44 ;
  always @(posedge clk)
    columns_element <= \$45 ;
  always @(posedge clk)
    columns_place <= \$46 ;
  always @(posedge clk)
    at <= \$47 ;
  always @(posedge clk)
    rows_element <= \$48 ;
  always @(posedge clk)
    rows_place <= \$49 ;
  always @(posedge clk)
    o_valid <= \$50 ;
  always @(posedge clk)
    o_data <= \$51 ;
  assign accept = i_valid & i_ready;
  assign \$2  = at == 7'h5f;
  assign \$3  = at + 1'h1;
  assign \$4  = \$2  ? 7'h00 : \$3 [6:0];
  assign \$5  = beat == 3'h7;
  assign \$6  = ~ columns_completes;
  assign \$7  = \$5  & \$6 ;
  assign \$8  = at - 3'h7;
  assign rows_complete = rows_completes & columns_completes;
  assign \$10  = ~ o_valid;
  assign rows_free = \$10  | o_ready;
  assign \$11  = ! rows_place;
  assign \$12  = ! columns_place;
  assign \$13  = \$11  & \$12 ;
  assign \$14  = i_data > rows_running;
  assign \$15  = \$14  ? i_data : rows_running;
  assign rows_value_0 = \$13  ? i_data : \$15 ;
  assign \$16  = ~ rows_complete;
  assign i_ready = \$16  | \$18 ;
  assign \$19  = beat == 3'h7;
  assign \$20  = beat + 1'h1;
  assign \$21  = \$19  ? 3'h0 : \$20 [2:0];
  assign \$22  = beat == 3'h7;
  assign \$23  = accept & \$22 ;
  assign \$24  = columns_element == 5'h17;
  assign \$25  = columns_element + 1'h1;
  assign \$26  = \$24  ? 5'h00 : \$25 [4:0];
  assign \$27  = columns_completes ? 2'h3 : 2'h1;
  assign \$28  = $signed({ 1'h0, columns_place }) + $signed(\$27 );
  assign \$29  = columns_element == 5'h17;
  assign \$30  = beat == 3'h7;
  assign \$31  = columns_element == 5'h17;
  assign \$32  = \$30  & \$31 ;
  assign \$33  = accept & \$32 ;
  assign \$34  = rows_element == 5'h17;
  assign \$35  = rows_element + 1'h1;
  assign \$36  = \$34  ? 5'h00 : \$35 [4:0];
  assign \$37  = rows_completes ? 2'h3 : 2'h1;
  assign \$38  = $signed({ 1'h0, rows_place }) + $signed(\$37 );
  assign \$39  = rows_element == 5'h17;
  assign \$40  = accept & rows_complete;
  lenet_q4_ram_96x4 u_rows_words (
    .clk(clk),
    .read(accept),
    .read_address(after),
    .read_data(rows_running),
    .rst(rst),
    .write(rows_words_write),
    .write_address(at),
    .write_data(rows_value_0)
  );
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$44 ) begin end
    after = \$4 ;
    if (\$7 ) begin
      after = \$8 [6:0];
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$44 ) begin end
    \$44  = beat;
    if (accept) begin
      \$44  = \$21 ;
    end
    if (rst) begin
      \$44  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$44 ) begin end
    \$45  = columns_element;
    if (\$23 ) begin
      \$45  = \$26 ;
    end
    if (rst) begin
      \$45  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$44 ) begin end
    \$46  = columns_place;
    if (\$23 ) begin
      \$46  = \$28 [0];
      if (\$29 ) begin
        \$46  = 1'h0;
      end
    end
    if (rst) begin
      \$46  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$44 ) begin end
    \$47  = at;
    if (accept) begin
      \$47  = after;
    end
    if (rst) begin
      \$47  = 7'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$44 ) begin end
    \$48  = rows_element;
    if (\$33 ) begin
      \$48  = \$36 ;
    end
    if (rst) begin
      \$48  = 5'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$44 ) begin end
    \$49  = rows_place;
    if (\$33 ) begin
      \$49  = \$38 [0];
      if (\$39 ) begin
        \$49  = 1'h0;
      end
    end
    if (rst) begin
      \$49  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$44 ) begin end
    \$50  = o_valid;
    if (rows_free) begin
      \$50  = \$41 ;
    end
    if (rst) begin
      \$50  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$44 ) begin end
    \$51  = o_data;
    if (rows_free) begin
      if (\$43 ) begin
        \$51  = rows_value_0;
      end
    end
    if (rst) begin
      \$51  = 4'h0;
    end
  end
  assign rows_words_write_address = at;
  assign rows_words_write_data = rows_value_0;
  assign rows_words_read = accept;
  assign rows_words_read_address = after;
  assign rows_words_read_data = rows_running;
  assign rows_draining = 1'h0;
  assign \$1  = columns_place;
  assign columns_completes = columns_place;
  assign \$9  = rows_place;
  assign rows_completes = rows_place;
  assign \$17  = 1'h1;
  assign \$18  = rows_free;
  assign rows_words_write = accept;
  assign \$41  = \$40 ;
  assign \$43  = \$42 ;
endmodule
`default_nettype wire
