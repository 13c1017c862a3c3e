// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
`default_nettype none
module lenet_q4_ram_128x4(write_address, write_data, read, read_address, clk, rst, read_data, write);
  wire [6:0] \$signature__addr ;
  wire [3:0] \$signature__data ;
  wire \$signature__en ;
  input clk;
  wire clk;
  input read;
  wire read;
  wire [6:0] read__addr;
  wire [3:0] read__data;
  wire read__en;
  input [6:0] read_address;
  wire [6:0] read_address;
  output [3:0] read_data;
  wire [3:0] read_data;
  input rst;
  wire rst;
  input write;
  wire write;
  input [6:0] write_address;
  wire [6:0] write_address;
  input [3:0] write_data;
  wire [3:0] write_data;
  reg [3:0] words [127:0];
  always @(posedge clk) begin
    if (write)
      words[write_address] <= write_data;
  end
  reg [3:0] _0_;
  always @(posedge clk) begin
    if (read) begin
      _0_ <= words[read_address];
    end
  end
  assign read_data = _0_;
  assign \$signature__en  = write;
  assign \$signature__addr  = write_address;
  assign \$signature__data  = write_data;
  assign read__en = read;
  assign read__addr = read_address;
  assign read__data = read_data;
endmodule
`default_nettype wire
