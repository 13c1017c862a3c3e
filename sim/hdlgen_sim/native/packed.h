// Readers that hdlgen_sim/packed.py wrote, in memory.

#pragma once

#include <type_traits>
#include <vector>

#include "reader.h"

// One of them, and how hdlgen_read is called for it.
struct PackedReader {
  int64_t lane_bytes, uniform;
  Reader reader;

  void codes(decltype(&hdlgen_read) read, const uint8_t* words, const int64_t* product, int16_t* out) const {
    constexpr int64_t kCodes = 1;
    read(&reader, lane_bytes, uniform, kCodes, words, product, 1, out);
  }
};

// The readers in `file`, which begins at a multiple of what table lines do: their number, then each with the places in
// the file where its arrays are, 0 for none.
inline std::vector<PackedReader> packed_readers(uint8_t* file) {
  const int64_t count = *(const int64_t*)file;
  const PackedReader* first = (const PackedReader*)(file + sizeof count);
  std::vector<PackedReader> found(first, first + count);
  const auto settle = [file](auto& pointer) {
    if (pointer) pointer = (std::remove_reference_t<decltype(pointer)>)(file + (uintptr_t)pointer);
  };
  for (PackedReader& each : found) {
    Reader& r = each.reader;
    settle(r.table), settle(r.bias), settle(r.half), settle(r.ceiling), settle(r.weights), settle(r.thresholds);
    settle(r.converters), settle(r.gaussian), settle(r.blocks), settle(r.places), settle(r.variance);
  }
  return found;
}
