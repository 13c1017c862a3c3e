// SPDX-License-Identifier: Apache-2.0
// lenet_q4, emitted by hdlgen 0.1.0; configuration ea534b680d3e0f01. Verilog-2005.
// Simulation view of xbar_128x128_d1_a8b8_s2c2: the pins behave cycle by cycle, the codes come from outside.
//
// TILE names the tile that an instance is, in the register `tile` for whoever answers; PHASES says how many digits its
// activations have.
//
// A product begins with the first cycle of phase 0. One cycle later asked[p] holds the row words and the cycle after that
// request takes the value p; whoever answers writes the codes of all phases into answer[p·16 + group] in that cycle, phase 0
// lowest, for every group that will be converted. Two products may be open at once: hence p.
// What the pins do is checked against the seam's rules; complaint names the first rule that was broken:
//   1 drive is not the digit of row_word   2 hold before the array has settled   3 convert while converting
//   4 convert before anything was held     5 phase out of order        6 integrate falls before hold
//   7 drive is not 0 while nothing integrates
// Codes are right in the cycle of code_valid and wrong in every other.
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
  localparam WORD = PHASES * 1;
  reg [55:0] tile;
  reg [128 * WORD - 1:0] asked [0:1];
  reg [PHASES * 64 - 1:0] answer [0:31];
  reg request;
  reg [3:0] complaint;

  reg opened, settling;
  reg [127:0] drive_first;
  reg [2:0] phase_first;
  reg [31:0] settled;
  reg held, held_product;
  reg [2:0] held_phase;
  reg next_product;
  reg [2:0] next_phase;
  reg [31:0] remaining;
  reg [4:0] code_at;
  reg [2:0] code_phase;
  reg code_now;
  integer row;
  integer word;

  wire first_cycle = integrate & ~settling;
  // The words without the digits that they do not have here.
  wire [128 * WORD - 1:0] words;
  genvar r;
  generate for (r = 0; r < 128; r = r + 1) begin : each_row
    assign words[r * WORD +: WORD] = row_word[r * 8 +: WORD];
  end endgenerate
  wire [128 * WORD - 1:0] reference_word = (first_cycle && phase == 0) ? words : asked[next_product];

  initial begin
    tile = TILE;
    request = 0;
    complaint = 0;
    for (word = 0; word < 32; word = word + 1) answer[word] = 0;
  end

  wire [63:0] result = answer[code_at][code_phase * 64 +: 64];
  assign codes = code_now ? result : ~result;
  assign code_valid = code_now;
  assign prog_done = 1'b0;

  always @(posedge clk)
    if (rst) begin
      request <= 0; opened <= 0; settling <= 0; settled <= 0; held <= 0; held_product <= 0; held_phase <= 0;
      next_product <= 0; next_phase <= 0; remaining <= 0; code_at <= 0; code_phase <= 0; code_now <= 0; complaint <= 0;
      drive_first <= 0; phase_first <= 0;
    end else begin
      // Integration, and the question that a new product asks.
      opened <= first_cycle && phase == 0;
      if (opened) request <= next_product;
      if (first_cycle) begin
        if (phase == 0) begin
          next_product <= ~next_product;
          asked[~next_product] <= words;
        end
        if (phase != next_phase) complaint <= 5;
        drive_first <= drive;
        phase_first <= phase;
      end
      if (settling & ~integrate) complaint <= 6;
      if (settling & integrate & drive != drive_first) complaint <= 1;
      if (settling & integrate & phase != phase_first) complaint <= 5;
      if (~integrate && drive != 0) complaint <= 7;
      settled <= hold ? 0 : integrate ? settled + 1 : settled;
      settling <= hold ? 1'b0 : integrate ? 1'b1 : settling;
      if (hold) begin
        if (settled + 1 < 2) complaint <= 2;
        next_phase <= phase == PHASES - 1 ? 0 : phase + 1'b1;
        held <= 1;
        held_phase <= phase;
        held_product <= (first_cycle && phase == 0) ? ~next_product : next_product;
        for (row = 0; row < 128; row = row + 1)
          if (drive[row * 1 +: 1] != reference_word[row * WORD + phase * 1 +: 1]) complaint <= 1;
      end
      // Conversion of held values.
      code_now <= convert ? 2 == 1 : remaining == 2;
      if (convert) begin
        if (!held) complaint <= 4;
        if (remaining > 1) complaint <= 3;
        remaining <= 2;
        code_at <= held_product ? 16 + select : select;
        code_phase <= held_phase;
      end else if (remaining != 0) remaining <= remaining - 1;
    end
endmodule
`default_nettype wire
