// A board in Verilator: its only interface is a serial line, whose other end is a pseudo-terminal.
// Prints the terminal's name, then runs until it is ended. Argument: clock cycles of a bit.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "Vtop.h"
#include "verilated.h"

static int open_terminal() {
    const int line = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (line < 0 || grantpt(line) || unlockpt(line)) return -1;
    const char* const name = ptsname(line);
    const int other = open(name, O_RDWR | O_NOCTTY);  // stays open: without it reads fail until somebody opens it
    termios mode;
    if (other < 0 || tcgetattr(other, &mode)) return -1;
    cfmakeraw(&mode);
    if (tcsetattr(other, TCSANOW, &mode)) return -1;
    printf("%s\n", name);
    fflush(stdout);
    return line;
}

// Sends bytes as an adapter does; `bit` says where the line is in every cycle.
struct Sender {
    int cycles, wait = 0, left = 0;
    unsigned bits = 0;
    unsigned char bytes[4096];
    ssize_t at = 0, count = 0;
    int line;
    bool bit() {
        if (wait) {
            --wait;
        } else if (left > 1) {
            bits >>= 1;
            --left;
            wait = cycles - 1;
        } else {
            if (at == count) {
                at = 0;
                count = read(line, bytes, sizeof bytes);
                if (count < 0) count = 0;
            }
            left = at < count ? 10 : 0;
            wait = left ? cycles - 1 : 10 * cycles;  // looks again later
            if (left) bits = bytes[at++] << 1 | 0x200;
        }
        return left ? bits & 1 : 1;
    }
};

struct Receiver {
    int cycles, wait = 0, left = 0, line;
    unsigned byte = 0;
    void bit(bool level) {
        if (!left) {
            if (level) return;
            left = 9;
            wait = cycles + cycles / 2;
        } else if (--wait == 0) {
            wait = cycles;
            if (--left) {
                byte = byte >> 1 | level << 7;
            } else if (level) {
                const unsigned char whole = byte;
                while (write(line, &whole, 1) < 0) usleep(1000);  // nobody reads: an adapter would lose it
            }
        }
    }
};

int main(int argc, char** argv) {
    VerilatedContext context;
    context.commandArgs(argc, argv);
    const int cycles = argc > 1 ? atoi(argv[1]) : 0, line = open_terminal();
    if (cycles < 1 || line < 0) return 2;
    Vtop top{&context};
    Sender sender{cycles};
    Receiver receiver{cycles};
    sender.line = receiver.line = line;
    top.button = 1;
    top.from_host = 1;
    while (!context.gotFinish()) {
        top.clock = 1;
        top.eval();
        top.from_host = sender.bit();
        receiver.bit(top.to_host);
        top.clock = 0;
        top.eval();
    }
    return 1;
}
