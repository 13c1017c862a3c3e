// Matrix-vector products through converters; the meaning is that of hdlgen_sim/readout.py, number by number.
//
// A column's sum is a sum of table entries: `group_rows` rows, each with a digit, index one line of a table that holds the
// sums of these rows for every column. Integers alone up to the noise, whose few floating operations are correctly rounded
// and never contracted (-ffp-contract=off): the results are those of NumPy.

#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>

#include "reader.h"

namespace {

// Of one register: a compiler keeps vectors of several in memory, which costs two thirds of the speed.
#if defined(__AVX512BW__)
constexpr int kVectorBytes = 64;
#elif defined(__AVX2__)
constexpr int kVectorBytes = 32;
#else  // SSE2, NEON and their like
constexpr int kVectorBytes = 16;
#endif
static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "select_lines takes the first row's word as the lowest byte");
constexpr int kGaussianBits = 24, kSegmentBits = 7;

enum Mode : int64_t { kSums = 0, kCodes = 1, kAccumulate = 2 };
enum Noise : int64_t { kNone = 0, kWhite = 1, kFlicker = 2 };

template <class T>
struct Lanes {
  typedef T Vector __attribute__((vector_size(kVectorBytes), may_alias));
  static constexpr int count = kVectorBytes / sizeof(T);
};

// Lines of the table that the digits of each phase select: [phase][group].
void select_lines(const Reader& r, const uint8_t* words, uint16_t* lines) {
  const int64_t digit_max = (int64_t{1} << r.dac_bits) - 1;
  if (r.dac_bits == 1) {
    // Bytes of eight rows, seen as an 8×8 bit matrix and transposed, are the rows' bits of each phase.
    for (int64_t first = 0; first < r.rows; first += 8) {
      uint64_t x = 0;
      const int64_t count = r.rows - first < 8 ? r.rows - first : 8;
      std::memcpy(&x, words + first, count);
      uint64_t t = (x ^ (x >> 7)) & 0x00AA00AA00AA00AAull;
      x ^= t ^ (t << 7);
      t = (x ^ (x >> 14)) & 0x0000CCCC0000CCCCull;
      x ^= t ^ (t << 14);
      t = (x ^ (x >> 28)) & 0x00000000F0F0F0F0ull;
      x ^= t ^ (t << 28);
      for (int64_t p = 0; p < r.phases; ++p) {
        const unsigned bits = (x >> (8 * p)) & 255;
        uint16_t* out = lines + p * r.groups;
        if (r.group_rows == 8) {
          out[first / 8] = bits;
        } else {
          out[first / 4] = bits & 15;
          if (first / 4 + 1 < r.groups) out[first / 4 + 1] = bits >> 4;
        }
      }
    }
    return;
  }
  std::memset(lines, 0, sizeof(uint16_t) * r.phases * r.groups);
  for (int64_t row = 0; row < r.rows; ++row)
    for (int64_t p = 0; p < r.phases; ++p)
      lines[p * r.groups + row / r.group_rows] |= ((words[row] >> (p * r.dac_bits)) & digit_max)
                                                  << (r.dac_bits * (row % r.group_rows));
}

// Sums of the selected lines over N vectors of lanes, from `start` (or zero).
template <class T, int N>
void add_lines(const Reader& r, const T* table, const uint16_t* lines, const T* start, T* sums) {
  using Vector = typename Lanes<T>::Vector;
  Vector s[N];
  for (int i = 0; i < N; ++i) s[i] = start ? ((const Vector*)start)[i] : Vector{};
  const int64_t group_size = r.line << (r.dac_bits * r.group_rows);
  for (int64_t g = 0; g < r.groups; ++g) {
    const Vector* entry = (const Vector*)(table + g * group_size + lines[g] * r.line);
    for (int i = 0; i < N; ++i) s[i] += entry[i];
  }
  for (int i = 0; i < N; ++i) ((Vector*)sums)[i] = s[i];
}

template <class T>
void add_all_lines(const Reader& r, const uint16_t* lines, T* sums, int64_t padded) {
  const T* table = (const T*)r.table;
  const T* bias = (const T*)r.bias;
  const int64_t one = Lanes<T>::count;
  for (int64_t c = 0; c < r.line;) {
    const T* start = c < padded ? bias + c : nullptr;
    const int64_t left = ((c < padded ? padded : r.line) - c) / one;
    if (left >= 8) {
      add_lines<T, 8>(r, table + c, lines, start, sums + c);
      c += 8 * one;
    } else if (left >= 4) {
      add_lines<T, 4>(r, table + c, lines, start, sums + c);
      c += 4 * one;
    } else if (left >= 2) {
      add_lines<T, 2>(r, table + c, lines, start, sums + c);
      c += 2 * one;
    } else {
      add_lines<T, 1>(r, table + c, lines, start, sums + c);
      c += one;
    }
  }
}

// Buffers of one call.
template <class T>
struct Work {
  explicit Work(const Reader& r)
      : padded((r.columns + Lanes<T>::count - 1) / Lanes<T>::count * Lanes<T>::count),
        lines(new uint16_t[r.phases * r.groups]),
        storage(new T[r.line + padded + Lanes<T>::count]) {
    const uintptr_t at = (uintptr_t)storage.get();
    sums = (T*)((at + kVectorBytes - 1) / kVectorBytes * kVectorBytes);
    acc = sums + r.line;
  }
  int64_t padded;
  std::unique_ptr<uint16_t[]> lines;
  std::unique_ptr<T[]> storage;
  T *sums, *acc;
};

// Counters of Philox 4×32 that are drawn together, and the standard normal numbers that they give.
class Draws {
 public:
  Draws(const Reader& r, int64_t most)
      : reader_(r),
        capacity_((most * r.block_count + kAtOnce - 1) / kAtOnce * kAtOnce),
        counters_(new uint32_t[4 * capacity_]()),
        z_(new int32_t[4 * capacity_]) {}

  void clear() { count_ = 0; }

  // One number for each place of the reader's columns; returns where they will be.
  int64_t add(uint64_t count, uint32_t kind) {
    for (int64_t b = 0; b < reader_.block_count; ++b) {
      uint32_t* c = counters_.get() + count_ + b;
      c[0] = (uint32_t)count;
      c[capacity_] = (uint32_t)(count >> 32);
      c[2 * capacity_] = kind;
      c[3 * capacity_] = (uint32_t)reader_.blocks[b];
    }
    count_ += reader_.block_count;
    return count_ - reader_.block_count;
  }

  // Numbers [block][lane] of what `add` returned, as [lane][block] with `stride()` between lanes.
  const int32_t* z(int64_t slot) const { return z_.get() + slot; }
  int64_t stride() const { return capacity_; }

  void draw() {
    for (int64_t first = 0; first < count_; first += kAtOnce) philox(first);
    for (int lane = 0; lane < 4; ++lane) gaussian(counters_.get() + lane * capacity_, z_.get() + lane * capacity_);
  }

 private:
  static constexpr int kAtOnce = 16;

  void philox(int64_t first) {
    uint32_t c0[kAtOnce], c1[kAtOnce], c2[kAtOnce], c3[kAtOnce];
    uint32_t* c = counters_.get() + first;
    std::memcpy(c0, c, sizeof c0);
    std::memcpy(c1, c + capacity_, sizeof c1);
    std::memcpy(c2, c + 2 * capacity_, sizeof c2);
    std::memcpy(c3, c + 3 * capacity_, sizeof c3);
    uint32_t k0 = (uint32_t)reader_.key, k1 = (uint32_t)(reader_.key >> 32);
    for (int round = 0; round < 10; ++round) {
      for (int i = 0; i < kAtOnce; ++i) {
        const uint64_t p0 = (uint64_t)c0[i] * 0xD2511F53u, p1 = (uint64_t)c2[i] * 0xCD9E8D57u;
        c0[i] = (uint32_t)(p1 >> 32) ^ c1[i] ^ k0;
        c2[i] = (uint32_t)(p0 >> 32) ^ c3[i] ^ k1;
        c1[i] = (uint32_t)p1;
        c3[i] = (uint32_t)p0;
      }
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    std::memcpy(c, c0, sizeof c0);
    std::memcpy(c + capacity_, c1, sizeof c1);
    std::memcpy(c + 2 * capacity_, c2, sizeof c2);
    std::memcpy(c + 3 * capacity_, c3, sizeof c3);
  }

  // A double's exponent is the octave of the tail probability, the top of its mantissa segment and fraction.
  void gaussian(const uint32_t* bits, int32_t* z) const {
    const int64_t* table = reader_.gaussian;
    for (int64_t i = 0; i < count_; ++i) {
      const double tail = (double)((bits[i] << 1) | 1);
      uint64_t word;
      std::memcpy(&word, &tail, sizeof word);
      const uint64_t octave = 31 - ((word >> 52) - 1023);
      const int64_t entry = table[(octave << kSegmentBits) | ((word >> 45) & ((1 << kSegmentBits) - 1))];
      const int32_t low = (int32_t)entry, step = (int32_t)(entry >> 32);
      const int32_t magnitude = low + (int32_t)(((int64_t)step * (int64_t)((word >> 29) & 0xFFFF)) >> 16);
      const int32_t sign = -(int32_t)(bits[i] >> 31);
      z[i] = (magnitude ^ sign) - sign;
    }
  }

  const Reader& reader_;
  int64_t capacity_, count_ = 0;
  std::unique_ptr<uint32_t[]> counters_;
  std::unique_ptr<int32_t[]> z_;
};

// Noise of all phases of a vector.
class NoiseSource {
 public:
  explicit NoiseSource(const Reader& r)
      : r_(r),
        draws_(r, (1 + r.octaves) * r.phases),
        slow_(new int32_t[r.octaves * r.columns]),
        last_(new int64_t[r.octaves]),
        fast_slot_(new int64_t[(r.octaves + 1) * r.phases]),
        white_(new int32_t[r.phases * r.columns]),
        flicker_(new int32_t[r.phases * r.columns]) {
    for (int64_t k = 0; k < r.octaves; ++k) last_[k] = -1;
    has_white_ = r.noise == kWhite;
    for (int64_t c = 0; c < r.columns; ++c) has_white_ |= r.variance[c] != 0;
  }

  void prepare(int64_t product) {
    draws_.clear();
    for (int64_t p = 0; has_white_ && p < r_.phases; ++p) fast_slot_[p] = draws_.add((uint64_t)product, (uint32_t)p);
    const int64_t first = product * r_.phases, last = first + r_.phases - 1;
    constexpr uint32_t kOctave = 0x100;
    for (int64_t k = 0; k < r_.octaves; ++k) {
      int64_t* slots = fast_slot_.get() + (k + 1) * r_.phases;
      if (first >> k == last >> k) {  // one draw for the whole vector, and perhaps that of the vector before
        slots[0] = first >> k == last_[k] ? -1 : draws_.add((uint64_t)(first >> k), kOctave + (uint32_t)k);
      } else {
        for (int64_t p = 0; p < r_.phases; ++p)
          slots[p] = p && (first + p) >> k == (first + p - 1) >> k
                         ? slots[p - 1]
                         : draws_.add((uint64_t)((first + p) >> k), kOctave + (uint32_t)k);
      }
    }
    draws_.draw();
    for (int64_t p = 0; has_white_ && p < r_.phases; ++p) pick(fast_slot_[p], white_.get() + p * r_.columns, false);
    if (r_.noise == kFlicker) sum_octaves(first, last);
  }

  // Adds the noise of a phase to sums [column] of these variances [column].
  template <class T>
  void add(int64_t phase, const T* variances, int64_t* sums) const {
    constexpr double unit = 1.0 / (1 << kGaussianBits);
    const int32_t* white = white_.get() + phase * r_.columns;
    if (r_.noise == kWhite) {
      for (int64_t c = 0; c < r_.columns; ++c) {
        const double sigma = std::sqrt((double)variances[c] * r_.variance_unit + r_.variance[c]);
        sums[c] += (int64_t)std::floor((double)white[c] * sigma * unit + 0.5);
      }
      return;
    }
    const int32_t* flicker = flicker_.get() + phase * r_.columns;
    for (int64_t c = 0; c < r_.columns; ++c) {
      const double slow = (double)flicker[c] * std::sqrt((double)variances[c] * r_.variance_unit);
      const double fast = has_white_ ? (double)white[c] * std::sqrt(r_.variance[c]) : 0;
      sums[c] += (int64_t)std::floor((slow + fast) * unit + 0.5);
    }
  }

 private:
  // Numbers of the columns' places, set or added.
  void pick(int64_t slot, int32_t* out, bool add) const {
    const int32_t* z = draws_.z(slot);
    const int64_t stride = draws_.stride();
    for (int64_t c = 0; c < r_.columns; ++c) {
      const int32_t value = z[(r_.places[c] & 3) * stride + (r_.places[c] >> 2)];
      out[c] = add ? out[c] + value : value;
    }
  }

  void sum_octaves(int64_t first, int64_t last) {
    const int64_t n = r_.columns;
    int32_t* base = flicker_.get();  // phase 0 takes what is common to all; at most 16 octaves fit 32 bits
    std::memset(base, 0, sizeof(int32_t) * n);
    for (int64_t k = 0; k < r_.octaves; ++k) {
      if (first >> k != last >> k) continue;
      int32_t* kept = slow_.get() + k * n;
      const int64_t slot = fast_slot_[(k + 1) * r_.phases];
      if (slot >= 0) {
        pick(slot, kept, false);
        last_[k] = first >> k;
      }
      for (int64_t c = 0; c < n; ++c) base[c] += kept[c];
    }
    for (int64_t p = 1; p < r_.phases; ++p) std::memcpy(base + p * n, base, sizeof(int32_t) * n);
    for (int64_t k = 0; k < r_.octaves; ++k) {
      if (first >> k == last >> k) continue;
      last_[k] = -1;
      for (int64_t p = 0; p < r_.phases; ++p) pick(fast_slot_[(k + 1) * r_.phases + p], base + p * n, true);
    }
  }

  const Reader& r_;
  Draws draws_;
  bool has_white_;
  std::unique_ptr<int32_t[]> slow_;      // [octave][column]: draws that outlive a vector
  std::unique_ptr<int64_t[]> last_;      // [octave]: which draw that is
  std::unique_ptr<int64_t[]> fast_slot_; // [white, octave][phase]
  std::unique_ptr<int32_t[]> white_, flicker_;  // [phase][column]
};

// Codes of sums [column], which are used up.
void convert(const Reader& r, int64_t* sums) {
  for (int64_t c = 0; c < r.columns; ++c) sums[c] += r.half[c];
  if (!r.thresholds) {
    for (int64_t c = 0; c < r.columns; ++c) {
      const int64_t code = sums[c] >> r.shift;
      sums[c] = code < r.lo ? r.lo : code > r.hi ? r.hi : code;
    }
    return;
  }
  const int64_t count = (int64_t{1} << r.adc_bits) - 1;
  for (int64_t c = 0; c < r.columns; ++c) {
    const int64_t* t = r.thresholds + r.converters[c] * count;
    int64_t passed = 0;
    for (int64_t step = (count + 1) / 2; step; step /= 2) passed += sums[c] >= t[passed + step - 1] ? step : 0;
    sums[c] = r.lo + passed;
  }
}

// Everything that can be: noise, saturation, thresholds of their own for each converter.
template <class T>
void run_full(const Reader& r, int64_t mode, const uint8_t* words, const int64_t* products, int64_t vectors, void* out) {
  Work<T> w(r);
  std::unique_ptr<int64_t[]> wide(new int64_t[r.columns]);
  std::unique_ptr<NoiseSource> noise(r.noise ? new NoiseSource(r) : nullptr);
  for (int64_t v = 0; v < vectors; ++v) {
    select_lines(r, words + v * r.rows, w.lines.get());
    if (noise) noise->prepare(products[v]);
    int64_t* acc = (int64_t*)out + v * r.columns;
    if (mode == kAccumulate) std::memset(acc, 0, sizeof(int64_t) * r.columns);
    for (int64_t p = 0; p < r.phases; ++p) {
      const int64_t at = (v * r.phases + p) * r.columns;
      int64_t* s = mode == kSums ? (int64_t*)out + at : wide.get();
      add_all_lines<T>(r, w.lines.get() + p * r.groups, w.sums, w.padded);
      for (int64_t c = 0; c < r.columns; ++c) s[c] = w.sums[c];
      if (noise) noise->add(p, w.sums + w.padded, s);
      if (r.ceiling)
        for (int64_t c = 0; c < r.columns; ++c) {
          const int64_t top = r.ceiling[c];
          s[c] = s[c] > top ? top : s[c] < -top ? -top : s[c];
        }
      if (mode == kSums) continue;
      convert(r, s);
      if (mode == kCodes)
        for (int64_t c = 0; c < r.columns; ++c) ((int16_t*)out)[at + c] = (int16_t)s[c];
      else
        for (int64_t c = 0; c < r.columns; ++c) acc[c] += s[c] * r.weights[p];
    }
  }
}

// Uniform steps without noise: bias and half are one, and lanes hold everything.
template <class T>
void run_uniform(const Reader& r, int64_t mode, const uint8_t* words, int64_t vectors, void* out) {
  using Vector = typename Lanes<T>::Vector;
  Work<T> w(r);
  const int64_t parts = w.padded / Lanes<T>::count;
  const Vector lo = Vector{} + (T)r.lo, hi = Vector{} + (T)r.hi;
  for (int64_t v = 0; v < vectors; ++v) {
    select_lines(r, words + v * r.rows, w.lines.get());
    std::memset(w.acc, 0, sizeof(T) * w.padded);
    for (int64_t p = 0; p < r.phases; ++p) {
      add_all_lines<T>(r, w.lines.get() + p * r.groups, w.sums, w.padded);
      const int64_t at = (v * r.phases + p) * r.columns;
      const T weight = (T)r.weights[p];
      for (int64_t i = 0; i < parts; ++i) {
        Vector code = ((Vector*)w.sums)[i] >> (T)r.shift;
        code = code < lo ? lo : code;
        code = code > hi ? hi : code;
        if (mode == kAccumulate)
          ((Vector*)w.acc)[i] += code * weight;
        else
          ((Vector*)w.sums)[i] = code;
      }
      if (mode == kCodes)
        for (int64_t c = 0; c < r.columns; ++c) ((int16_t*)out)[at + c] = (int16_t)w.sums[c];
    }
    if (mode == kAccumulate)
      for (int64_t c = 0; c < r.columns; ++c) ((int64_t*)out)[v * r.columns + c] = w.acc[c];
  }
}

}  // namespace

extern "C" void hdlgen_read(const Reader* r, int64_t lane_bytes, int64_t uniform, int64_t mode, const uint8_t* words,
                            const int64_t* products, int64_t vectors, void* out) {
  if (uniform && lane_bytes == 2) return run_uniform<int16_t>(*r, mode, words, vectors, out);
  if (uniform && lane_bytes == 4) return run_uniform<int32_t>(*r, mode, words, vectors, out);
  if (lane_bytes == 2) return run_full<int16_t>(*r, mode, words, products, vectors, out);
  if (lane_bytes == 4) return run_full<int32_t>(*r, mode, words, products, vectors, out);
  return run_full<int64_t>(*r, mode, words, products, vectors, out);
}

// Table lines are padded to it, and begin at a multiple of it.
extern "C" const int64_t hdlgen_vector_bytes = kVectorBytes;
