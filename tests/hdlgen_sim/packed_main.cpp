// Codes of every reader in a file, each of its own words, with product 5: packed_main LIBRARY FILE WORDS, to the output.

#include <dlfcn.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "packed.h"

int main(int, char** argv) {
  const auto read = (decltype(&hdlgen_read))dlsym(dlopen(argv[1], RTLD_NOW), "hdlgen_read");
  std::ifstream file(argv[2], std::ios::binary), words(argv[3], std::ios::binary);
  const std::vector<char> all{std::istreambuf_iterator<char>(file), {}};
  std::vector<char> space(all.size() + 64);
  char* at = space.data() + (64 - (uintptr_t)space.data() % 64) % 64;
  std::copy(all.begin(), all.end(), at);
  const int64_t product = 5;
  for (const PackedReader& each : packed_readers((uint8_t*)at)) {
    std::vector<char> word(each.reader.rows);
    words.read(word.data(), word.size());
    std::vector<int16_t> codes(each.reader.phases * each.reader.columns);
    each.codes(read, (uint8_t*)word.data(), &product, codes.data());
    fwrite(codes.data(), sizeof(int16_t), codes.size(), stdout);
  }
}
