// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_fc2_conversion_table(row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$31  = 0;
  input address;
  wire address;
  wire [5:0] found;
  output [5:0] row;
  reg [5:0] row;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$31 ) begin end
    casez (address)
      1'h0:
          row = 6'h00;
      1'h1:
          row = 6'h11;
    endcase
  end
  assign found = row;
endmodule
`default_nettype wire
