/* SPDX-License-Identifier: Apache-2.0 */
#include "hdlgen_driver.h"

#include <string.h>

/* Registers that every accelerator has at the same address, and bits of them. */
enum {
    ID = 0x00,
    VERSION = 0x04,
    GEOMETRY = 0x08,
    CONTROL = 0x1C,
    STATUS = 0x20,
    PROGRAM = 0x54,
    PROGRAM_CRC = 0x58,
    PROGRAM_DIGEST = 0x5C
};
enum { RUN = 1, BUSY = 1 << 0, EMPTY = 1 << 4, COMMIT = 1 << 0, CLEAR = 1 << 1 };
#define MARK 0x48444C47u

/* The file: byte offsets of the header's fields. */
enum {
    AT_FORMAT = 8,
    AT_HDLGEN = 12,
    AT_GEOMETRY = 16,
    AT_DIGEST = 32,
    AT_BLOCKS = 48,
    AT_WORDS = 52,
    AT_CRC = 56,
    HEADER = 60,
    BLOCK = 8
};
#define FORMAT 1u

#define TRY(expression)                      \
    do {                                     \
        hdlgen_result result_ = (expression); \
        if (result_ != HDLGEN_OK)            \
            return result_;                  \
    } while (0)

static uint32_t little(const uint8_t *bytes)
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static uint32_t big(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static uint32_t crc32_of(const uint8_t *bytes, size_t size)
{
    uint32_t state = 0xFFFFFFFFu;
    for (size_t i = 0; i < size; i++) {
        state ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            state = state >> 1 ^ (state & 1 ? 0xEDB88320u : 0);
    }
    return ~state;
}

static hdlgen_result get(const hdlgen_bus *bus, uint32_t address, uint32_t *word)
{
    return bus->read(bus->context, address, word) ? HDLGEN_REFUSED : HDLGEN_OK;
}

static hdlgen_result put(const hdlgen_bus *bus, uint32_t address, uint32_t word)
{
    return bus->write(bus->context, address, word) ? HDLGEN_REFUSED : HDLGEN_OK;
}

const char *hdlgen_message(hdlgen_result result)
{
    switch (result) {
    case HDLGEN_OK:
        return "done";
    case HDLGEN_NO_PROGRAM:
        return "this is no program of hdlgen";
    case HDLGEN_TRUNCATED:
        return "the program is truncated, or too long";
    case HDLGEN_OTHER_FORMAT:
        return "the program is of another version of the file format";
    case HDLGEN_DAMAGED:
        return "the program is damaged";
    case HDLGEN_NO_DEVICE:
        return "there is no accelerator of hdlgen";
    case HDLGEN_OTHER_GEOMETRY:
        return "the program is for another accelerator";
    case HDLGEN_OTHER_VERSION:
        return "the program was written by another version of hdlgen";
    case HDLGEN_RUNNING:
        return "the accelerator runs or is busy: stop it first";
    case HDLGEN_REFUSED:
        return "the bus answered with an error";
    case HDLGEN_VERIFY:
        return "a word reads back as another";
    case HDLGEN_NOT_TAKEN:
        return "the accelerator did not take the program and is empty";
    case HDLGEN_EMPTY:
        return "no program is loaded";
    }
    return "unknown result";
}

hdlgen_result hdlgen_check(const uint8_t *program, size_t size)
{
    if (size < 8 || memcmp(program, "HDLPROG", 8))
        return HDLGEN_NO_PROGRAM;
    if (size < HEADER + 4)
        return HDLGEN_TRUNCATED;
    if (little(program + AT_FORMAT) != FORMAT)
        return HDLGEN_OTHER_FORMAT;
    uint64_t blocks = little(program + AT_BLOCKS), words = little(program + AT_WORDS);
    if (size != HEADER + BLOCK * blocks + 4 * words + 4)
        return HDLGEN_TRUNCATED;
    if (crc32_of(program, size - 4) != little(program + size - 4))
        return HDLGEN_DAMAGED;
    uint64_t sum = 0;
    for (uint64_t i = 0; i < blocks; i++)
        sum += little(program + HEADER + BLOCK * i + 4);
    return sum == words ? HDLGEN_OK : HDLGEN_DAMAGED;
}

static hdlgen_result require(const hdlgen_bus *bus, const uint8_t *program)
{
    uint32_t word;
    TRY(get(bus, ID, &word));
    if (word != MARK)
        return HDLGEN_NO_DEVICE;
    for (uint32_t i = 0; i < 16; i += 4) {
        TRY(get(bus, GEOMETRY + i, &word));
        if (word != big(program + AT_GEOMETRY + i))
            return HDLGEN_OTHER_GEOMETRY;
    }
    TRY(get(bus, VERSION, &word));
    if (word != little(program + AT_HDLGEN))
        return HDLGEN_OTHER_VERSION;
    uint32_t status;
    TRY(get(bus, CONTROL, &word));
    TRY(get(bus, STATUS, &status));
    return word & RUN || status & BUSY ? HDLGEN_RUNNING : HDLGEN_OK;
}

/* Writes all blocks, or reads them back. */
static hdlgen_result blocks(const hdlgen_bus *bus, const uint8_t *program, int reading)
{
    uint32_t count = little(program + AT_BLOCKS), found;
    const uint8_t *word = program + HEADER + (size_t)BLOCK * count;
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *block = program + HEADER + (size_t)BLOCK * i;
        uint32_t address = little(block), words = little(block + 4);
        for (uint32_t n = 0; n < words; n++, address += 4, word += 4) {
            if (!reading) {
                TRY(put(bus, address, little(word)));
                continue;
            }
            TRY(get(bus, address, &found));
            if (found != little(word))
                return HDLGEN_VERIFY;
        }
    }
    return HDLGEN_OK;
}

hdlgen_result hdlgen_load(const hdlgen_bus *bus, const uint8_t *program, size_t size, int verify)
{
    uint32_t status;
    TRY(hdlgen_check(program, size));
    TRY(require(bus, program));
    TRY(put(bus, PROGRAM, CLEAR));
    TRY(blocks(bus, program, 0));
    for (uint32_t i = 0; i < 16; i += 4)
        TRY(put(bus, PROGRAM_DIGEST + i, big(program + AT_DIGEST + i)));
    TRY(put(bus, PROGRAM_CRC, little(program + AT_CRC)));
    if (verify)
        TRY(blocks(bus, program, 1));
    TRY(put(bus, PROGRAM, COMMIT));
    TRY(get(bus, STATUS, &status));
    return status & EMPTY ? HDLGEN_NOT_TAKEN : HDLGEN_OK;
}

hdlgen_result hdlgen_start(const hdlgen_bus *bus)
{
    uint32_t status;
    TRY(get(bus, STATUS, &status));
    return status & EMPTY ? HDLGEN_EMPTY : put(bus, CONTROL, RUN);
}

hdlgen_result hdlgen_stop(const hdlgen_bus *bus)
{
    return put(bus, CONTROL, 0);
}
