// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
// Where xbar_128x128_d1_a8b8_s2c2_core stands: it has no pin row_word, which the simulation view has. What drives that alone goes in synthesis,
// once the hierarchy around this module is dissolved.
`default_nettype none
module xbar_128x128_d1_a8b8_s2c2 #(
  parameter TILE = "",
  parameter PHASES = 8
) (
  input wire clk,
  input wire rst,
  input wire [127:0] drive,
  input wire [1023:0] row_word,
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
  xbar_128x128_d1_a8b8_s2c2_core #(
    .TILE(TILE),
    .PHASES(PHASES)
  ) u_core (
    .clk(clk),
    .rst(rst),
    .drive(drive),
    .phase(phase),
    .integrate(integrate),
    .hold(hold),
    .select(select),
    .convert(convert),
    .adc_shift(adc_shift),
    .prog_row(prog_row),
    .prog_column(prog_column),
    .prog_polarity(prog_polarity),
    .prog_set(prog_set),
    .prog_reset(prog_reset),
    .prog_amplitude(prog_amplitude),
    .prog_width(prog_width),
    .codes(codes),
    .code_valid(code_valid),
    .prog_done(prog_done)
  );
endmodule
`default_nettype wire
