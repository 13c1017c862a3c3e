// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_skid_buffer(i_valid, o_ready, clk, rst, i_ready, o_data, o_valid, i_data);
  reg \$auto$verilog_backend.cc:2355:dump_module$54  = 0;
  wire \$1 ;
  reg [7:0] \$10 ;
  wire \$2 ;
  wire \$3 ;
  wire \$4 ;
  wire \$5 ;
  wire [7:0] \$6 ;
  reg \$7 ;
  reg [7:0] \$8 ;
  reg \$9 ;
  input clk;
  wire clk;
  input [7:0] i_data;
  wire [7:0] i_data;
  output i_ready;
  wire i_ready;
  input i_valid;
  wire i_valid;
  output [7:0] o_data;
  reg [7:0] o_data;
  input o_ready;
  wire o_ready;
  output o_valid;
  reg o_valid;
  input rst;
  wire rst;
  reg [7:0] spare;
  reg spare_valid;
  assign i_ready = ~ spare_valid;
  assign \$1  = ~ o_valid;
  assign \$2  = \$1  | o_ready;
  assign \$3  = ~ spare_valid;
  assign \$4  = i_valid & \$3 ;
  assign \$5  = i_valid | spare_valid;
  assign \$6  = spare_valid ? spare : i_data;
  always @(posedge clk)
    o_valid <= \$7 ;
  always @(posedge clk)
    o_data <= \$8 ;
  always @(posedge clk)
    spare_valid <= \$9 ;
  always @(posedge clk)
    spare <= \$10 ;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$54 ) begin end
    \$7  = o_valid;
    if (\$2 ) begin
      \$7  = \$5 ;
    end
    if (rst) begin
      \$7  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$54 ) begin end
    \$8  = o_data;
    if (\$2 ) begin
      \$8  = \$6 ;
    end
    if (rst) begin
      \$8  = 8'h00;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$54 ) begin end
    \$9  = spare_valid;
    if (\$2 ) begin
      \$9  = 1'h0;
    end else if (\$4 ) begin
      \$9  = 1'h1;
    end
    if (rst) begin
      \$9  = 1'h0;
    end
  end
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$54 ) begin end
    \$10  = spare;
    if (\$2 ) begin
    end else if (\$4 ) begin
      \$10  = i_data;
    end
    if (rst) begin
      \$10  = 8'h00;
    end
  end
endmodule
`default_nettype wire
