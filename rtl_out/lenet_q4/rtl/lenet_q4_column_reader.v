// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_column_reader(code_valid, convert, origin_tile, origin_phase, origin_word, origin_part, origin_last, clk, rst, fault, o_valid, o_codes, o_phase, o_word, o_part, o_last, codes);
  reg \$auto$verilog_backend.cc:2355:dump_module$7  = 0;
  wire \$1 ;
  reg \$10 ;
  wire \$2 ;
  wire [2:0] \$3 ;
  reg [1:0] \$4 ;
  reg \$5 ;
  reg [63:0] \$6 ;
  reg [2:0] \$7 ;
  reg \$8 ;
  reg \$9 ;
  input clk;
  wire clk;
  input code_valid;
  wire code_valid;
  input [63:0] codes;
  wire [63:0] codes;
  input convert;
  wire convert;
  output fault;
  wire fault;
  reg [63:0] group;
  reg [1:0] left;
  output [63:0] o_codes;
  reg [63:0] o_codes;
  output o_last;
  reg o_last;
  output o_part;
  reg o_part;
  output [2:0] o_phase;
  reg [2:0] o_phase;
  output o_valid;
  reg o_valid;
  output o_word;
  reg o_word;
  input origin_last;
  wire origin_last;
  input origin_part;
  wire origin_part;
  input [2:0] origin_phase;
  wire [2:0] origin_phase;
  input origin_tile;
  wire origin_tile;
  input origin_word;
  wire origin_word;
  input rst;
  wire rst;
  reg valid;
  assign \$1  = left == 1'h1;
  assign fault = valid ^ \$1 ;
  assign \$2  = | left;
  assign \$3  = left - 1'h1;
  always @(posedge clk)
    left <= \$4 ;
  always @(posedge clk)
    o_valid <= \$5 ;
  always @(posedge clk)
    o_codes <= \$6 ;
  always @(posedge clk)
    o_phase <= \$7 ;
  always @(posedge clk)
    o_word <= \$8 ;
  always @(posedge clk)
    o_part <= \$9 ;
  always @(posedge clk)
    o_last <= \$10 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$7 ) begin end
    valid = 1'h0;
    casez (origin_tile)
      1'h0:
          valid = code_valid;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$7 ) begin end
    group = 64'h0000000000000000;
    casez (origin_tile)
      1'h0:
          group = codes;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$7 ) begin end
    \$4  = left;
    if (convert) begin
      \$4  = 2'h2;
    end else if (\$2 ) begin
      \$4  = \$3 [1:0];
    end
    if (rst) begin
      \$4  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$7 ) begin end
    \$5  = valid;
    if (rst) begin
      \$5  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$7 ) begin end
    \$6  = o_codes;
    if (valid) begin
      \$6  = group;
    end
    if (rst) begin
      \$6  = 64'h0000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$7 ) begin end
    \$7  = o_phase;
    if (valid) begin
      \$7  = origin_phase;
    end
    if (rst) begin
      \$7  = 3'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$7 ) begin end
    \$8  = o_word;
    if (valid) begin
      \$8  = origin_word;
    end
    if (rst) begin
      \$8  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$7 ) begin end
    \$9  = o_part;
    if (valid) begin
      \$9  = origin_part;
    end
    if (rst) begin
      \$9  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$7 ) begin end
    \$10  = o_last;
    if (valid) begin
      \$10  = origin_last;
    end
    if (rst) begin
      \$10  = 1'h0;
    end
  end
endmodule
`default_nettype wire
