// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration 963b536ce1483ffc. Verilog-2005.
`default_nettype none
module lenet_q4_conv1_dispatch_table(row, address);
  reg \$auto$verilog_backend.cc:2355:dump_module$13  = 0;
  input address;
  wire address;
  wire [4:0] found;
  output [4:0] row;
  reg [4:0] row;
  always @* begin
    if (\$auto$verilog_backend.cc:2355:dump_module$13 ) begin end
    row = 5'h00;
    casez (address)
      1'h0:
          row = 5'h10;
    endcase
  end
  assign found = row;
endmodule
`default_nettype wire
