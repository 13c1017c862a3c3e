// What reader.cpp reads, and how it is called.

#pragma once

#include <cstdint>

extern "C" struct Reader {
  int64_t rows, phases, dac_bits, group_rows, groups;
  int64_t columns;  // that are read
  int64_t line;     // lanes of a table line: padded columns, twice them with variances
  const void* table;      // lane[group][index][line]
  const void* bias;       // lane[padded columns], before noise and saturation
  const int64_t* half;    // [column], after saturation
  const int64_t* ceiling; // [column] saturation, or null
  int64_t shift, lo, hi;
  const int64_t* weights;  // [phase]
  const int64_t* thresholds;  // [converter][2^adc_bits - 1], or null for uniform steps
  const int64_t* converters;  // [column]
  int64_t adc_bits;
  int64_t noise, octaves;
  uint64_t key;
  const int64_t* gaussian;   // [octave][segment]: value in the low half, step to the next in the high half
  const int64_t* blocks;     // [block]: places of the array, four to a block, that the columns have
  int64_t block_count;
  const int64_t* places;     // [column]: 4·(which of the blocks) + place in it
  double variance_unit;
  const double* variance;    // [column], of every read
};

// Codes int16[vector][phase][column], their weighted sums int64[vector][column], or the sums themselves
// int64[vector][phase][column] (noise and saturation included).
extern "C" void hdlgen_read(const Reader* r, int64_t lane_bytes, int64_t uniform, int64_t mode, const uint8_t* words,
                            const int64_t* products, int64_t vectors, void* out);
