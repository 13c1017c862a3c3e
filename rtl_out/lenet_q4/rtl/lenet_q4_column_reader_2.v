// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_column_reader_2(code_valid, origin_tile, origin_phase, origin_word, origin_part, origin_last, clk, rst, o_valid, o_codes, o_phase, o_word, o_part, o_last, codes);
  reg \$auto$verilog_backend.cc:2355:dump_module$8  = 0;
  reg \$1 ;
  reg [63:0] \$2 ;
  reg [1:0] \$3 ;
  reg [1:0] \$4 ;
  reg \$5 ;
  reg \$6 ;
  input clk;
  wire clk;
  input code_valid;
  wire code_valid;
  input [63:0] codes;
  wire [63:0] codes;
  reg [63:0] group;
  output [63:0] o_codes;
  reg [63:0] o_codes;
  output o_last;
  reg o_last;
  output o_part;
  reg o_part;
  output [1:0] o_phase;
  reg [1:0] o_phase;
  output o_valid;
  reg o_valid;
  output [1:0] o_word;
  reg [1:0] o_word;
  input origin_last;
  wire origin_last;
  input origin_part;
  wire origin_part;
  input [1:0] origin_phase;
  wire [1:0] origin_phase;
  input origin_tile;
  wire origin_tile;
  input [1:0] origin_word;
  wire [1:0] origin_word;
  input rst;
  wire rst;
  reg valid;
  always @(posedge clk)
    o_valid <= \$1 ;
  always @(posedge clk)
    o_codes <= \$2 ;
  always @(posedge clk)
    o_phase <= \$3 ;
  always @(posedge clk)
    o_word <= \$4 ;
  always @(posedge clk)
    o_part <= \$5 ;
  always @(posedge clk)
    o_last <= \$6 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$8 ) begin end
    \$2  = o_codes;
    if (valid) begin
      \$2  = group;
    end
    if (rst) begin
      \$2  = 64'h0000000000000000;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$8 ) begin end
    \$3  = o_phase;
    if (valid) begin
      \$3  = origin_phase;
    end
    if (rst) begin
      \$3  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$8 ) begin end
    \$4  = o_word;
    if (valid) begin
      \$4  = origin_word;
    end
    if (rst) begin
      \$4  = 2'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$8 ) begin end
    \$5  = o_part;
    if (valid) begin
      \$5  = origin_part;
    end
    if (rst) begin
      \$5  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$8 ) begin end
    \$6  = o_last;
    if (valid) begin
      \$6  = origin_last;
    end
    if (rst) begin
      \$6  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$8 ) begin end
    valid = 1'h0;
    casez (origin_tile)
      1'h0:
          valid = code_valid;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$8 ) begin end
    group = 64'h0000000000000000;
    casez (origin_tile)
      1'h0:
          group = codes;
    endcase
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$8 ) begin end
    \$1  = valid;
    if (rst) begin
      \$1  = 1'h0;
    end
  end
endmodule
`default_nettype wire
