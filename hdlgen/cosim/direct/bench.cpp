// The bench of a direct cosimulation: plays images, answers the arrays' products, compares every stream, and does between
// images what it is told on its standard input, a line a command, each answered by a line.
//
//   watch NAME ROWS BYTES       a stream to compare: rows of an image, bytes of a row; last of all the one that ends images
//   tile PATH SLOT ROWS GROUPS ALL_GROUPS ADCS PHASES DAC_BITS ADC_BITS INPUTS PRODUCTS FIRST PROMPT REQUESTS (PRODUCT READER)…
//                               whose products are answered, of a macro; see TileJob, FIRST is the number of product 0, and
//                               SLOT -1 where the macro is one array
//   stalls SOURCE SINK          before `begin`
//   begin                       holds the reset for four cycles, and releases it
//   get PATH.SIGNAL INDEX       a signal's value, or that of an element, in hexadecimal
//   read ADDRESS                response and word of a register
//   write ADDRESS WORD          response
//   wait N                      N rising edges
//   answer LIBRARY FILE         answers products from here on, with readers that `hdlgen_sim.packed` wrote
//   play FIRST IMAGES TIMEOUT   images FIRST… of images.npy, until all have left, something is found or nothing moved for
//                               so many cycles: "done" or "still". A line "image N" as each leaves.
//   state                       rows of each stream | products of each tile | images, and the cycles in which the first and
//                               the last of them left; all so far
//
// Every answer has in front what was found first, "-" for nothing:
//   rule:PLACE:NUMBER:CYCLE  surplus:NAME:CYCLE  row:NAME:ROW:BITS:CYCLES  unused:TILE:CYCLE

#include <dlfcn.h>

#include <cstdint>
#include <cstring>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "model.h"
#include "packed.h"

namespace {

struct Watch {
  std::string name;
  int64_t rows, bytes;
  Signal seen, complaint, row, cycle;
  std::unique_ptr<Mapped> file;
  const uint8_t* expected = nullptr;  // of the images that are played
  int64_t rows_seen = 0;
  uint8_t last_seen = 0;
};

struct Request {
  int64_t product, reader;
};

struct Tile {
  int64_t rows, groups, all_groups, adcs, phases, dac_bits, adc_bits, inputs, products, first;
  bool prompt;
  std::vector<Request> requests;
  size_t next = 0;      // request
  int64_t turn = 0, answered = 0;
  std::vector<uint8_t> words;
  std::vector<int64_t> numbers;
  std::vector<int16_t> codes;
};

struct Macro {
  std::string path;
  Signal request, complaint, asked, asked_array, answer;
  uint8_t side = 0, together = 0;
  std::vector<int64_t> tiles;  // by slot, -1 for none
};

class Bench {
 public:
  explicit Bench(Vtop* top) : top_(top) {
    cycle_ = tb("cycle"), image_ = tb("image"), put_ = tb("image_put"), got_ = tb("image_got");
    top->eval();
  }

  void watch(std::istream& in) {
    Watch w;
    in >> w.name >> w.rows >> w.bytes;
    w.seen = tb(w.name + "_seen"), w.complaint = tb(w.name + "_complaint");
    w.row = tb(w.name + "_row"), w.cycle = tb(w.name + "_cycle");
    w.file.reset(new Mapped("expected_" + w.name + ".npy"));
    watches_.push_back(std::move(w));
  }

  void tile(std::istream& in) {
    Tile t;
    std::string path;
    int64_t slot;
    size_t requests;
    in >> path >> slot >> t.rows >> t.groups >> t.all_groups >> t.adcs >> t.phases >> t.dac_bits >> t.adc_bits >> t.inputs >>
        t.products >> t.first >> t.prompt >> requests;
    t.requests.resize(requests);
    for (Request& r : t.requests) in >> r.product >> r.reader;
    t.codes.resize(t.phases * t.groups * t.adcs);
    Macro& m = macro(path, slot >= 0);
    const size_t at = slot < 0 ? 0 : slot;
    if (m.tiles.size() <= at) m.tiles.resize(at + 1, -1);
    m.tiles[at] = tiles_.size();
    tiles_.push_back(std::move(t));
  }

  void stalls(uint64_t source, uint64_t sink) {
    tb("source_stall").set(source), tb("sink_stall").set(sink);
    settle();
  }

  void begin() {
    for (int i = 0; i < 4; ++i) clock();
    for (Watch& w : watches_) w.last_seen = *w.seen.at;
    tb("rst").set(0);
    settle();
    rise();
  }

  std::string get(const std::string& path, size_t index) {
    const size_t dot = path.rfind('.');
    const Signal signal(path.substr(0, dot), path.substr(dot + 1));
    return hex(signal[index], signal.bytes);
  }

  // The bus changes at falling edges; what it answers is looked at before the next rising edge.
  std::string read(uint64_t address) {
    fall();
    axil("araddr").set(address), axil("arvalid").set(1), axil("rready").set(1);
    for (;;) {
      settle();
      const bool taken = axil("arready").get(), answered = axil("rvalid").get();
      const uint64_t data = axil("rdata").get(), response = axil("rresp").get();
      fall();
      if (taken) axil("arvalid").set(0);
      if (!answered) continue;
      axil("rready").set(0);
      settle();
      return std::to_string(response) + " " + std::to_string(data);
    }
  }

  std::string write(uint64_t address, uint64_t data) {
    fall();
    axil("awaddr").set(address), axil("wdata").set(data);
    axil("awvalid").set(1), axil("wvalid").set(1), axil("bready").set(1);
    for (;;) {
      settle();
      const bool address_taken = axil("awready").get(), data_taken = axil("wready").get();
      const bool answered = axil("bvalid").get();
      const uint64_t response = axil("bresp").get();
      fall();
      if (address_taken) axil("awvalid").set(0);
      if (data_taken) axil("wvalid").set(0);
      if (!answered) continue;
      axil("bready").set(0);
      settle();
      return std::to_string(response);
    }
  }

  void wait(int64_t edges) {
    while (edges--) rise();
  }

  void answer(const std::string& library, const std::string& file) {
    void* loaded = dlopen(library.c_str(), RTLD_NOW);
    if (!loaded) die(dlerror());
    read_ = (decltype(&hdlgen_read))dlsym(loaded, "hdlgen_read");
    if (!read_) die(dlerror());
    arrays_.reset(new Mapped(file));
    readers_ = packed_readers((uint8_t*)arrays_->data);
    for (Macro& m : macros_) m.side = m.together = m.request.get();
  }

  std::string play(int64_t first, int64_t images, int64_t timeout) {
    const Mapped file("images.npy");
    const int64_t bytes = (image_.bits + 7) / 8;
    const uint8_t* next = saved_bytes(file) + first * bytes;
    for (Watch& w : watches_) w.expected = saved_bytes(*w.file) + first * w.rows * w.bytes;
    images_ = images;
    int64_t handed = 0, moved = moves(), idle = 0;
    uint8_t got = 0;
    bool waiting = false;
    while (found_.empty() && images_out_ < images) {
      if (!waiting && handed < images) {
        std::memcpy(image_.at, next + handed++ * bytes, bytes);
        got = got_.get();
        put_.set(1 - got);
        settle();
        waiting = true;
      }
      rise();
      waiting = waiting && *got_.at == got;
      if (++idle == timeout) {
        if (moves() == moved) return "still";
        moved = moves(), idle = 0;
      }
    }
    return "done";
  }

  std::string state() {
    std::ostringstream out;
    for (const Watch& w : watches_) out << w.rows_seen << " ";
    out << "|";
    for (const Tile& t : tiles_) out << t.answered << " ";
    out << "|" << images_out_ << " " << first_end_ << " " << last_end_;
    return out.str();
  }

  const std::string& found() const { return found_; }

 private:
  static Signal tb(const std::string& name) { return Signal("tb", name); }

  // Of the control bus. Looked up once.
  Signal& axil(const std::string& name) {
    for (auto& known : bus_)
      if (known.first == name) return known.second;
    bus_.emplace_back(name, tb("s_axil_" + name));
    return bus_.back().second;
  }

  // That of a path. several: whether it says which of its arrays is asked.
  Macro& macro(const std::string& path, bool several) {
    for (Macro& m : macros_)
      if (m.path == path) return m;
    Macro m;
    m.path = path;
    m.request = Signal(path, "request"), m.complaint = Signal(path, "complaint");
    m.asked = Signal(path, "asked"), m.answer = Signal(path, "answer");
    if (several) m.asked_array = Signal(path, "asked_array");
    macros_.push_back(std::move(m));
    return macros_.back();
  }

  void settle() { Vtop___024root___eval_settle(top_->rootp); }

  void fall() {
    if (!top_->clk) rise();
    top_->clk = 0;
    top_->eval();
  }

  void clock() {
    if (top_->clk) fall();
    top_->clk = 1;
    top_->eval();
  }

  void rise() {
    clock();
    bool read = false;  // an answer, in this cycle already
    if (readers_.size())
      for (Macro& m : macros_)
        if (*m.request.at != m.side) read |= ask(m);
    if (read) settle();
    for (Watch& w : watches_) {
      if (*w.seen.at != w.last_seen) compare(w);
      if (*w.complaint.at) find("rule:" + w.name + ":" + std::to_string(*w.complaint.at) + ":" + now());
    }
    for (Macro& m : macros_)
      if (*m.complaint.at) find("rule:" + m.path + ":" + std::to_string(*m.complaint.at) + ":" + now());
  }

  std::string now() const { return std::to_string(cycle_.get()); }

  void find(const std::string& what) {
    if (found_.empty()) found_ = what;
  }

  int64_t moves() const {
    int64_t sum = 0;
    for (const Watch& w : watches_) sum += w.rows_seen;
    for (const Tile& t : tiles_) sum += t.answered;
    return sum;
  }

  // One product of a macro, and whether its codes may be read at once; codes when all that have them together were asked.
  bool ask(Macro& m) {
    m.side ^= 1;
    const uint8_t* asked = m.asked[m.side];
    const size_t slot = m.asked_array.at ? bits_at(m.asked_array[m.side], 0, m.asked_array.bits) : 0;
    if (slot >= m.tiles.size() || m.tiles[slot] < 0) {
      for (int64_t tile : m.tiles)
        if (tile >= 0) find("unused:" + std::to_string(tile) + ":" + now());
      return false;
    }
    Tile& t = tiles_[m.tiles[slot]];
    const int64_t bits = t.phases * t.dac_bits;
    if (unused(m, asked, bits * t.rows)) find("unused:" + std::to_string(m.tiles[slot]) + ":" + now());
    const size_t at = t.words.size();
    t.words.resize(at + t.rows);
    if (bits == 8)
      std::memcpy(&t.words[at], asked, t.rows);
    else if (bits == 4)
      for (int64_t row = 0; row < t.rows; ++row) t.words[at + row] = asked[row / 2] >> 4 * (row & 1) & 15;
    else
      for (int64_t row = 0; row < t.rows; ++row) t.words[at + row] = bits_at(asked, row * bits, bits);
    const Request& request = t.requests[t.next];
    t.numbers.push_back(t.first + t.turn * t.products + request.product);
    if ((int64_t)t.numbers.size() == t.inputs) {
      m.together ^= 1;
      const PackedReader& r = readers_[request.reader];
      r.codes(read_, t.words.data(), t.numbers.data(), t.codes.data());
      give(m, t);
      t.words.clear(), t.numbers.clear();
    }
    if (++t.next == t.requests.size()) t.next = 0, ++t.turn;
    ++t.answered;
    return t.prompt;
  }

  static bool unused(const Macro& m, const uint8_t* asked, int64_t first) {
    int64_t byte = first / 8;
    if (first % 8 && asked[byte++] >> first % 8) return true;
    for (; byte < (int64_t)m.asked.bytes; ++byte)
      if (asked[byte]) return true;
    return false;
  }

  // Codes [phase, column] as one integer a column group: phase 0 lowest, the group's first column lowest in it.
  void give(Macro& m, const Tile& t) {
    const int64_t columns = t.groups * t.adcs;
    for (int64_t g = 0; g < t.groups; ++g) {
      uint8_t* out = m.answer[m.together * t.all_groups + g];
      std::memset(out, 0, m.answer.bytes);
      int64_t bit = 0;
      for (int64_t p = 0; p < t.phases; ++p) {
        const int16_t* codes = &t.codes[p * columns + g * t.adcs];
        if (t.adc_bits == 8)
          for (int64_t c = 0; c < t.adcs; ++c) *out++ = codes[c];
        else
          for (int64_t c = 0; c < t.adcs; ++c)
            for (int64_t i = 0; i < t.adc_bits; ++i, ++bit) out[bit / 8] |= (codes[c] >> i & 1) << (bit & 7);
      }
    }
  }

  void compare(Watch& w) {
    w.last_seen = *w.seen.at;
    const int64_t index = w.rows_seen++;
    const uint8_t* row = w.row[w.last_seen];
    const uint8_t* cycles = w.cycle[w.last_seen];
    if (index >= images_ * w.rows)
      find("surplus:" + w.name + ":" + now());
    else if (std::memcmp(row, w.expected + index * w.bytes, w.bytes))
      find("row:" + w.name + ":" + std::to_string(index) + ":" + hex(row, w.row.bytes) + ":" + hex(cycles, w.cycle.bytes));
    if (&w == &watches_.back() && (index + 1) % w.rows == 0) {
      uint32_t end;  // of the row's last beat
      std::memcpy(&end, cycles + w.cycle.bits / 8 - 4, 4);
      if (!images_out_++) first_end_ = end;
      last_end_ = end;
      std::cout << "image " << images_out_ << std::endl;
    }
  }

  Vtop* top_;
  Signal cycle_, image_, put_, got_;
  std::vector<std::pair<std::string, Signal>> bus_;
  std::vector<Watch> watches_;
  std::vector<Tile> tiles_;
  std::vector<Macro> macros_;
  std::unique_ptr<Mapped> arrays_;
  std::vector<PackedReader> readers_;
  decltype(&hdlgen_read) read_ = nullptr;
  int64_t images_ = 0, images_out_ = 0, first_end_ = 0, last_end_ = 0;
  std::string found_;
};

}  // namespace

int main(int argc, char** argv) {
  Verilated::commandArgs(argc, argv);
  std::unique_ptr<Vtop> top(new Vtop(""));
  Bench bench(top.get());
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream in(line);
    std::string command, name, file, answer;
    uint64_t a = 0, b = 0, c = 0;
    in >> command;
    if (command == "watch")
      bench.watch(in);
    else if (command == "tile")
      bench.tile(in);
    else if (command == "stalls")
      in >> a >> b, bench.stalls(a, b);
    else if (command == "begin")
      bench.begin();
    else if (command == "get")
      in >> name >> a, answer = bench.get(name, a);
    else if (command == "read")
      in >> a, answer = bench.read(a);
    else if (command == "write")
      in >> a >> b, answer = bench.write(a, b);
    else if (command == "wait")
      in >> a, bench.wait(a);
    else if (command == "answer")
      in >> file, bench.answer(argv[1], file);
    else if (command == "play")
      in >> a >> b >> c, answer = bench.play(a, b, c);
    else if (command == "state")
      answer = bench.state();
    else
      die("no command: " + line);
    std::cout << (bench.found().empty() ? "-" : bench.found()) << " " << answer << std::endl;
  }
  top->final();
  return 0;
}
