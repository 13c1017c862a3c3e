// Cells of a Lattice ECP5 as nextpnr places them, for simulation: what hdlgen's boards use of them, and no more. What a
// cell does not do here ends the simulation. Pins that a netlist leaves open are driven by `hdlgen.fpga.netlist`.
// Sources: Lattice, ECP5 memory usage guide FPGA-TN-02204 and sysDSP usage guide FPGA-TN-02205; the packer of nextpnr
// (ecp5/cells.cc) for TRELLIS_RAMW.
`default_nettype none

module TRELLIS_COMB #(
  parameter MODE = "LOGIC",
  parameter [15:0] INITVAL = 0,
  parameter CCU2_INJECT1 = "YES",
  parameter WREMUX = "WRE",
  parameter WCKMUX = "WCK",
  parameter MUX6 = 1'b0
) (
  input wire A, B, C, D, M, FCI, F1, FXA, FXB, DI0, DI1, WD, WAD0, WAD1, WAD2, WAD3, WRE, WCK,
  output wire F, FCO, OFX
);
  generate
    if (MODE == "DPRAM") begin : ram
      reg [15:0] words;
      always @(posedge WCK) if (WRE) words[{WAD3, WAD2, WAD1, WAD0}] <= WD;
      assign F = words[{A, C, B, D}];
      assign FCO = 1'b0;
    end else begin : logic_
      wire z = INITVAL[{D, C, B, A}];
      if (MODE == "CCU2") begin : carry
        wire inject = CCU2_INJECT1 == "YES";
        wire half = inject ? 1'b0 : INITVAL[{2'b00, B, A}];
        assign F = z ^ (inject ? 1'b0 : FCI);
        assign FCO = z ? FCI : half;
      end else begin : plain
        assign F = z;
        assign FCO = 1'b0;
      end
    end
  endgenerate
  assign OFX = MUX6 ? (M ? FXB : FXA) : (M ? F1 : F);  // of two tables of five inputs, or of four
endmodule

module TRELLIS_RAMW (
  input wire A0, B0, C0, D0, A1, B1, C1, D1,
  output wire WDO0, WDO1, WDO2, WDO3, WADO0, WADO1, WADO2, WADO3
);
  assign {WDO3, WDO2, WDO1, WDO0} = {B1, D1, A1, C1};
  assign {WADO3, WADO2, WADO1, WADO0} = {A0, C0, B0, D0};
endmodule

module TRELLIS_FF #(
  parameter GSR = "DISABLED",
  parameter CEMUX = "CE",
  parameter CLKMUX = "CLK",
  parameter LSRMUX = "LSR",
  parameter SRMODE = "LSR_OVER_CE",
  parameter REGSET = "RESET",
  parameter SD = "1"
) (
  input wire CLK, LSR, CE, DI, M,
  output reg Q
);
  wire d = SD == "0" ? M : DI;
  wire ce = CEMUX == "CE" ? CE : CEMUX == "INV" ? ~CE : CEMUX != "0";
  wire lsr = LSRMUX == "INV" ? ~LSR : LSR;
  initial begin
    Q = REGSET == "SET";
    if (CLKMUX != "CLK" || SRMODE == "ASYNC") begin
      $display("TRELLIS_FF: CLKMUX %s, SRMODE %s", CLKMUX, SRMODE);
      $finish;
    end
  end
  always @(posedge CLK) if (lsr) Q <= REGSET == "SET"; else if (ce) Q <= d;
endmodule

// A TRELLIS_IO is one of these, by its direction.
module TRELLIS_INPUT (
  input wire B,
  output wire O
);
  assign O = B;
endmodule

module TRELLIS_OUTPUT (
  output wire B,
  input wire I
);
  assign B = I;
endmodule

module DCCA (
  input wire CLKI, CE,
  output wire CLKO
);
  assign CLKO = CLKI;
endmodule

// In a simulation the board's oscillator is the clock.
module EHXPLLL #(
  parameter PLLRST_ENA = 0,
  parameter INTFB_WAKE = 0,
  parameter STDBY_ENABLE = 0,
  parameter DPHASE_SOURCE = 0,
  parameter OUTDIVIDER_MUXA = 0,
  parameter OUTDIVIDER_MUXB = 0,
  parameter OUTDIVIDER_MUXC = 0,
  parameter OUTDIVIDER_MUXD = 0,
  parameter CLKI_DIV = 0,
  parameter CLKFB_DIV = 0,
  parameter CLKOP_ENABLE = 0,
  parameter CLKOS_ENABLE = 0,
  parameter CLKOS2_ENABLE = 0,
  parameter CLKOS3_ENABLE = 0,
  parameter CLKOP_DIV = 0,
  parameter CLKOP_CPHASE = 0,
  parameter CLKOP_FPHASE = 0,
  parameter FEEDBK_PATH = 0
) (
  input wire CLKI, CLKFB, RST, STDBY, PHASESEL0, PHASESEL1, PHASEDIR, PHASESTEP, PHASELOADREG, PLLWAKESYNC, ENCLKOP,
  input wire ENCLKOS, ENCLKOS2, ENCLKOS3,
  output wire CLKOP, CLKOS, CLKOS2, CLKOS3, CLKINTFB, LOCK, INTLOCK, REFCLK
);
  assign CLKOP = CLKI;
  assign LOCK = 1'b1;
endmodule

module MULT18X18D #(
  parameter MULT_BYPASS = "DISABLED",
  parameter REG_INPUTA_CLK = "NONE",
  parameter REG_INPUTB_CLK = "NONE",
  parameter REG_PIPELINE_CLK = "NONE",
  parameter REG_OUTPUT_CLK = "NONE"
) (
  input wire A17, A16, A15, A14, A13, A12, A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1, A0,
  input wire B17, B16, B15, B14, B13, B12, B11, B10, B9, B8, B7, B6, B5, B4, B3, B2, B1, B0,
  input wire C17, C16, C15, C14, C13, C12, C11, C10, C9, C8, C7, C6, C5, C4, C3, C2, C1, C0,
  input wire SRIA17, SRIA16, SRIA15, SRIA14, SRIA13, SRIA12, SRIA11, SRIA10, SRIA9, SRIA8, SRIA7, SRIA6, SRIA5, SRIA4, SRIA3, SRIA2, SRIA1, SRIA0,
  input wire SRIB17, SRIB16, SRIB15, SRIB14, SRIB13, SRIB12, SRIB11, SRIB10, SRIB9, SRIB8, SRIB7, SRIB6, SRIB5, SRIB4, SRIB3, SRIB2, SRIB1, SRIB0,
  input wire SIGNEDA, SIGNEDB, SOURCEA, SOURCEB,
  input wire CLK0, CLK1, CLK2, CLK3, CE0, CE1, CE2, CE3, RST0, RST1, RST2, RST3,
  output wire P35, P34, P33, P32, P31, P30, P29, P28, P27, P26, P25, P24, P23, P22, P21, P20, P19, P18, P17, P16, P15, P14, P13, P12, P11, P10, P9, P8, P7, P6, P5, P4, P3, P2, P1, P0
);
  wire [17:0] a = {A17, A16, A15, A14, A13, A12, A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1, A0};
  wire [17:0] b = {B17, B16, B15, B14, B13, B12, B11, B10, B9, B8, B7, B6, B5, B4, B3, B2, B1, B0};
  wire [35:0] wide_a = {{18{SIGNEDA & a[17]}}, a}, wide_b = {{18{SIGNEDB & b[17]}}, b};
  assign {P35, P34, P33, P32, P31, P30, P29, P28, P27, P26, P25, P24, P23, P22, P21, P20, P19, P18, P17, P16, P15, P14, P13, P12, P11, P10, P9, P8, P7, P6, P5, P4, P3, P2, P1, P0} = wide_a * wide_b;
  initial if (REG_INPUTA_CLK != "NONE" || REG_INPUTB_CLK != "NONE" || REG_PIPELINE_CLK != "NONE"
      || REG_OUTPUT_CLK != "NONE") begin
    $display("MULT18X18D: registers");
    $finish;
  end
endmodule

// Words of 18 bits; a port of 36 takes two, and is written on A and read on B.
module DP16KD #(
  parameter [31:0] DATA_WIDTH_A = 18,
  parameter [31:0] DATA_WIDTH_B = 18,
  parameter REGMODE_A = "NOREG",
  parameter REGMODE_B = "NOREG",
  parameter RESETMODE = "SYNC",
  parameter ASYNC_RESET_RELEASE = "SYNC",
  parameter CSDECODE_A = "0b000",
  parameter CSDECODE_B = "0b000",
  parameter WRITEMODE_A = "NORMAL",
  parameter WRITEMODE_B = "NORMAL",
  parameter [31:0] WID = 0,
  parameter GSR = "DISABLED",
  parameter [319:0] INITVAL_00 = 0,
  parameter [319:0] INITVAL_01 = 0,
  parameter [319:0] INITVAL_02 = 0,
  parameter [319:0] INITVAL_03 = 0,
  parameter [319:0] INITVAL_04 = 0,
  parameter [319:0] INITVAL_05 = 0,
  parameter [319:0] INITVAL_06 = 0,
  parameter [319:0] INITVAL_07 = 0,
  parameter [319:0] INITVAL_08 = 0,
  parameter [319:0] INITVAL_09 = 0,
  parameter [319:0] INITVAL_0A = 0,
  parameter [319:0] INITVAL_0B = 0,
  parameter [319:0] INITVAL_0C = 0,
  parameter [319:0] INITVAL_0D = 0,
  parameter [319:0] INITVAL_0E = 0,
  parameter [319:0] INITVAL_0F = 0,
  parameter [319:0] INITVAL_10 = 0,
  parameter [319:0] INITVAL_11 = 0,
  parameter [319:0] INITVAL_12 = 0,
  parameter [319:0] INITVAL_13 = 0,
  parameter [319:0] INITVAL_14 = 0,
  parameter [319:0] INITVAL_15 = 0,
  parameter [319:0] INITVAL_16 = 0,
  parameter [319:0] INITVAL_17 = 0,
  parameter [319:0] INITVAL_18 = 0,
  parameter [319:0] INITVAL_19 = 0,
  parameter [319:0] INITVAL_1A = 0,
  parameter [319:0] INITVAL_1B = 0,
  parameter [319:0] INITVAL_1C = 0,
  parameter [319:0] INITVAL_1D = 0,
  parameter [319:0] INITVAL_1E = 0,
  parameter [319:0] INITVAL_1F = 0,
  parameter [319:0] INITVAL_20 = 0,
  parameter [319:0] INITVAL_21 = 0,
  parameter [319:0] INITVAL_22 = 0,
  parameter [319:0] INITVAL_23 = 0,
  parameter [319:0] INITVAL_24 = 0,
  parameter [319:0] INITVAL_25 = 0,
  parameter [319:0] INITVAL_26 = 0,
  parameter [319:0] INITVAL_27 = 0,
  parameter [319:0] INITVAL_28 = 0,
  parameter [319:0] INITVAL_29 = 0,
  parameter [319:0] INITVAL_2A = 0,
  parameter [319:0] INITVAL_2B = 0,
  parameter [319:0] INITVAL_2C = 0,
  parameter [319:0] INITVAL_2D = 0,
  parameter [319:0] INITVAL_2E = 0,
  parameter [319:0] INITVAL_2F = 0,
  parameter [319:0] INITVAL_30 = 0,
  parameter [319:0] INITVAL_31 = 0,
  parameter [319:0] INITVAL_32 = 0,
  parameter [319:0] INITVAL_33 = 0,
  parameter [319:0] INITVAL_34 = 0,
  parameter [319:0] INITVAL_35 = 0,
  parameter [319:0] INITVAL_36 = 0,
  parameter [319:0] INITVAL_37 = 0,
  parameter [319:0] INITVAL_38 = 0,
  parameter [319:0] INITVAL_39 = 0,
  parameter [319:0] INITVAL_3A = 0,
  parameter [319:0] INITVAL_3B = 0,
  parameter [319:0] INITVAL_3C = 0,
  parameter [319:0] INITVAL_3D = 0,
  parameter [319:0] INITVAL_3E = 0,
  parameter [319:0] INITVAL_3F = 0
) (
  input wire DIA17, DIA16, DIA15, DIA14, DIA13, DIA12, DIA11, DIA10, DIA9, DIA8, DIA7, DIA6, DIA5, DIA4, DIA3, DIA2, DIA1, DIA0,
  input wire ADA13, ADA12, ADA11, ADA10, ADA9, ADA8, ADA7, ADA6, ADA5, ADA4, ADA3, ADA2, ADA1, ADA0,
  input wire CEA, OCEA, CLKA, WEA, RSTA, CSA0, CSA1, CSA2,
  output wire DOA17, DOA16, DOA15, DOA14, DOA13, DOA12, DOA11, DOA10, DOA9, DOA8, DOA7, DOA6, DOA5, DOA4, DOA3, DOA2, DOA1, DOA0,
  input wire DIB17, DIB16, DIB15, DIB14, DIB13, DIB12, DIB11, DIB10, DIB9, DIB8, DIB7, DIB6, DIB5, DIB4, DIB3, DIB2, DIB1, DIB0,
  input wire ADB13, ADB12, ADB11, ADB10, ADB9, ADB8, ADB7, ADB6, ADB5, ADB4, ADB3, ADB2, ADB1, ADB0,
  input wire CEB, OCEB, CLKB, WEB, RSTB, CSB0, CSB1, CSB2,
  output wire DOB17, DOB16, DOB15, DOB14, DOB13, DOB12, DOB11, DOB10, DOB9, DOB8, DOB7, DOB6, DOB5, DOB4, DOB3, DOB2, DOB1, DOB0
);
  reg [17:0] words [0:1023];
  wire [20479:0] init = {
    INITVAL_3F, INITVAL_3E, INITVAL_3D, INITVAL_3C, INITVAL_3B, INITVAL_3A, INITVAL_39, INITVAL_38, INITVAL_37, INITVAL_36, INITVAL_35, INITVAL_34, INITVAL_33, INITVAL_32, INITVAL_31, INITVAL_30, INITVAL_2F, INITVAL_2E, INITVAL_2D, INITVAL_2C, INITVAL_2B, INITVAL_2A, INITVAL_29, INITVAL_28, INITVAL_27, INITVAL_26, INITVAL_25, INITVAL_24, INITVAL_23, INITVAL_22, INITVAL_21, INITVAL_20, INITVAL_1F, INITVAL_1E, INITVAL_1D, INITVAL_1C, INITVAL_1B, INITVAL_1A, INITVAL_19, INITVAL_18, INITVAL_17, INITVAL_16, INITVAL_15, INITVAL_14, INITVAL_13, INITVAL_12, INITVAL_11, INITVAL_10, INITVAL_0F, INITVAL_0E, INITVAL_0D, INITVAL_0C, INITVAL_0B, INITVAL_0A, INITVAL_09, INITVAL_08, INITVAL_07, INITVAL_06, INITVAL_05, INITVAL_04, INITVAL_03, INITVAL_02, INITVAL_01, INITVAL_00
  };
  integer n;
  initial begin
    for (n = 0; n < 1024; n = n + 1) words[n] = init[20 * n +: 18];
    if (REGMODE_A != "NOREG" || REGMODE_B != "NOREG") begin
      $display("DP16KD: REGMODE %s %s", REGMODE_A, REGMODE_B);
      $finish;
    end
  end

  // Of a word of 18 bits, those that a port of so many bits means by the low bits of an address.
  function [17:0] mask(input [31:0] width, input [13:0] at);
    case (width)
      18: mask = {{9{at[1]}}, {9{at[0]}}};
      9: mask = at[3] ? 18'h3FE00 : 18'h001FF;
      4: mask = 18'h0000F << (4 * at[3:2] + at[3]);
      2: mask = 18'h00003 << (2 * at[3:1] + at[3]);
      1: mask = 18'h00001 << (at[3:0] + at[3]);
      default: mask = 18'h0;
    endcase
  endfunction

  function [17:0] spread(input [31:0] width, input [17:0] data);
    case (width)
      18: spread = data;
      9: spread = {2{data[8:0]}};
      4: spread = {1'b0, {2{data[3:0]}}, 1'b0, {2{data[3:0]}}};
      2: spread = {1'b0, {4{data[1:0]}}, 1'b0, {4{data[1:0]}}};
      default: spread = {1'b0, {8{data[0]}}, 1'b0, {8{data[0]}}};
    endcase
  endfunction

  function [17:0] part(input [31:0] width, input [17:0] word, input [13:0] at);
    case (width)
      18: part = word;
      9: part = at[3] ? word[17:9] : word[8:0];
      4: part = (word >> (4 * at[3:2] + at[3])) & 18'h0000F;
      2: part = (word >> (2 * at[3:1] + at[3])) & 18'h00003;
      default: part = (word >> (at[3:0] + at[3])) & 18'h00001;
    endcase
  endfunction

  reg [17:0] out_a, out_b;
  wire [17:0] in_a = {DIA17, DIA16, DIA15, DIA14, DIA13, DIA12, DIA11, DIA10, DIA9, DIA8, DIA7, DIA6, DIA5, DIA4, DIA3, DIA2, DIA1, DIA0};
  wire [13:0] at_a = {ADA13, ADA12, ADA11, ADA10, ADA9, ADA8, ADA7, ADA6, ADA5, ADA4, ADA3, ADA2, ADA1, ADA0};
  assign {DOA17, DOA16, DOA15, DOA14, DOA13, DOA12, DOA11, DOA10, DOA9, DOA8, DOA7, DOA6, DOA5, DOA4, DOA3, DOA2, DOA1, DOA0} = out_a;
  wire on_a = CEA, write_a = WEA;
  wire [17:0] in_b = {DIB17, DIB16, DIB15, DIB14, DIB13, DIB12, DIB11, DIB10, DIB9, DIB8, DIB7, DIB6, DIB5, DIB4, DIB3, DIB2, DIB1, DIB0};
  wire [13:0] at_b = {ADB13, ADB12, ADB11, ADB10, ADB9, ADB8, ADB7, ADB6, ADB5, ADB4, ADB3, ADB2, ADB1, ADB0};
  assign {DOB17, DOB16, DOB15, DOB14, DOB13, DOB12, DOB11, DOB10, DOB9, DOB8, DOB7, DOB6, DOB5, DOB4, DOB3, DOB2, DOB1, DOB0} = out_b;
  wire on_b = CEB, write_b = WEB;

  // A word that is written by one port as the other reads it is not defined, and nobody looks at it.
  generate
    if (DATA_WIDTH_A == 36) begin : wide
      wire [35:0] mask_a = {{9{at_a[3]}}, {9{at_a[2]}}, {9{at_a[1]}}, {9{at_a[0]}}};
      always @(posedge CLKA) if (on_a && write_a) begin
        words[{at_a[13:5], 1'b0}] <= (words[{at_a[13:5], 1'b0}] & ~mask_a[17:0]) | (in_a & mask_a[17:0]);
        words[{at_a[13:5], 1'b1}] <= (words[{at_a[13:5], 1'b1}] & ~mask_a[35:18]) | (in_b & mask_a[35:18]);
      end
      if (DATA_WIDTH_B == 36) begin : both
        always @(posedge CLKB) if (on_b) begin
          out_a <= words[{at_b[13:5], 1'b0}];
          out_b <= words[{at_b[13:5], 1'b1}];
        end
      end else begin : one
        always @(posedge CLKB) if (on_b) out_b <= part(DATA_WIDTH_B, words[at_b[13:4]], at_b);
      end
    end else begin : narrow
      wire [17:0] mask_a = mask(DATA_WIDTH_A, at_a), mask_b = mask(DATA_WIDTH_B, at_b);
      always @(posedge CLKA) if (on_a) begin
        out_a <= part(DATA_WIDTH_A, words[at_a[13:4]], at_a);
        if (write_a) words[at_a[13:4]] <= (words[at_a[13:4]] & ~mask_a) | (spread(DATA_WIDTH_A, in_a) & mask_a);
      end
      always @(posedge CLKB) if (on_b) begin
        out_b <= part(DATA_WIDTH_B, words[at_b[13:4]], at_b);
        if (write_b) words[at_b[13:4]] <= (words[at_b[13:4]] & ~mask_b) | (spread(DATA_WIDTH_B, in_b) & mask_b);
      end
    end
  endgenerate
endmodule
`default_nettype wire
