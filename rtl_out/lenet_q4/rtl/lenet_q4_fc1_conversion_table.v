// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_fc1_conversion_table(row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$25  = 0;
  input [3:0] address;
  wire [3:0] address;
  wire [7:0] found;
  output [7:0] row;
  reg [7:0] row;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$25 ) begin end
    casez (address)
      4'h0:
          row = 8'h00;
      4'h1:
          row = 8'h11;
      4'h2:
          row = 8'h22;
      4'h3:
          row = 8'h33;
      4'h4:
          row = 8'h44;
      4'h5:
          row = 8'h55;
      4'h6:
          row = 8'h66;
      4'h7:
          row = 8'h77;
      4'h8:
          row = 8'h08;
      4'h9:
          row = 8'h19;
      4'ha:
          row = 8'h2a;
      4'hb:
          row = 8'h3b;
      4'hc:
          row = 8'h4c;
      4'hd:
          row = 8'h5d;
      4'he:
          row = 8'h6e;
      4'hf:
          row = 8'h7f;
    endcase
  end
  assign found = row;
endmodule
`default_nettype wire
