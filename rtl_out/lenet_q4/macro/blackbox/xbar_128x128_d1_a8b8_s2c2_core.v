// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
// Analog macro xbar_128x128_d1_a8b8_s2c2: 128 rows, 128 column pairs, 8 converters of 8 bits.
// Ports only; see macro/pins.md. TILE names the tile that an instance is, PHASES says how many digits its activations have:
// nothing physical depends on them.
`default_nettype none
(* blackbox *)
module xbar_128x128_d1_a8b8_s2c2_core #(
  parameter TILE = "",
  parameter PHASES = 8
) (
  input wire clk,
  input wire rst,
  input wire [127:0] drive,
  input wire [2:0] phase,
  input wire integrate,
  input wire hold,
  input wire [3:0] select,
  input wire convert,
  input wire [4:0] adc_shift,
  input wire [6:0] prog_row,
  input wire [6:0] prog_column,
  input wire prog_polarity,
  input wire prog_set,
  input wire prog_reset,
  input wire [7:0] prog_amplitude,
  input wire [7:0] prog_width,
  output wire [63:0] codes,
  output wire code_valid,
  output wire prog_done
);
endmodule
`default_nettype wire
