// Files in memory, and the signals of the model that Verilator made.

#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "Vtop.h"
#include "verilated.h"
#include "verilated_syms.h"

// Verilator's own: everything combinational, anew. Who makes it at every call of eval, as for signals that may be written at
// any time, loses a third of the speed.
void Vtop___024root___eval_settle(Vtop___024root*);

[[noreturn]] inline void die(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(2);
}

// A file in memory.
struct Mapped {
  const uint8_t* data = nullptr;
  size_t size = 0;

  explicit Mapped(const std::string& name) {
    const int file = open(name.c_str(), O_RDONLY);
    struct stat found;
    if (file < 0 || fstat(file, &found)) die(name + " cannot be read");
    size = found.st_size;
    void* at = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
    close(file);
    if (at == MAP_FAILED) die(name + " cannot be mapped");
    data = (const uint8_t*)at;
  }
};

// The bytes of an uint8 array that NumPy saved.
inline const uint8_t* saved_bytes(const Mapped& file) {
  const int64_t header = file.data[8] | file.data[9] << 8;
  return file.data + 10 + header;
}

// A public signal where the model keeps it: elements of 1, 2, 4 or 8 bytes, or of words of 4, all lowest byte first.
struct Signal {
  uint8_t* at = nullptr;
  size_t bytes = 0;  // of an element
  int64_t bits = 0;

  Signal() = default;
  Signal(const std::string& path, const std::string& name) {
    const VerilatedScope* scope = Verilated::scopeFind(path.c_str());
    const VerilatedVar* var = scope ? scope->varFind(name.c_str()) : nullptr;
    if (!var) die("no signal " + path + "." + name);
    at = (uint8_t*)var->datap();
    bits = var->entBits();
    bytes = bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : bits <= 64 ? 8 : (bits + 31) / 32 * 4;
  }

  uint8_t* operator[](size_t index) const { return at + index * bytes; }
  void set(uint64_t value) { std::memcpy(at, &value, bytes); }
  uint64_t get() const {
    uint64_t value = 0;
    std::memcpy(&value, at, bytes < 8 ? bytes : 8);
    return value;
  }
};

inline std::string hex(const uint8_t* bytes, size_t count) {
  static const char* digits = "0123456789abcdef";
  std::string out;
  while (count--) {
    out += digits[bytes[count] >> 4];
    out += digits[bytes[count] & 15];
  }
  return out;
}

inline uint64_t bits_at(const uint8_t* bytes, int64_t first, int64_t count) {
  uint64_t value = 0;
  for (int64_t i = 0; i < count; ++i) value |= (uint64_t)(bytes[(first + i) / 8] >> ((first + i) & 7) & 1) << i;
  return value;
}
