// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_conv2_conversion_table(row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$18  = 0;
  input [1:0] address;
  wire [1:0] address;
  wire [6:0] found;
  output [6:0] row;
  reg [6:0] row;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$18 ) begin end
    casez (address)
      2'h0:
          row = 7'h00;
      2'h1:
          row = 7'h11;
      2'h2:
          row = 7'h22;
      2'h3:
          row = 7'h33;
    endcase
  end
  assign found = row;
endmodule
`default_nettype wire
