/* SPDX-License-Identifier: Apache-2.0 */
#include "hdlgen_cells.h"

/* Registers that every accelerator with such a controller has at the same address, and bits of them. */
enum {
    STATUS = 0x20,
    WRITE_SIZE = 0xA0,
    WRITE_TILES = 0xA4,
    WRITE = 0xA8,
    WRITE_CONTROL = 0xAC,
    WRITE_TILE = 0xB0,
    WRITE_ROWS = 0xB4,
    WRITE_LIMITS = 0xB8,
    WRITE_AMPLITUDES = 0xBC,
    WRITE_PULSE = 0xC0,
    WRITE_TIMEOUT = 0xC4,
    WRITE_TARGETS = 0xC8,
    WRITE_STATUS = 0xCC,
    WRITE_AT = 0xD0,
    WRITE_CELLS = 0xD4,
    WRITE_PULSES = 0xD8,
    WRITE_FAILED = 0xDC,
    WRITE_FAILURE = 0xE0
};
enum { UNCONFIRMED = 1 << 6, START = 1, CONFIRM = 2, PAUSE = 1, ABORT = 2, BUSY = 1 << 0, WANTED = 1 << 3 };
enum { INDEX = 0x3FFF, MOST_GAIN = 15, MOST_TIMEOUT = 0xFFFFFF };
#define TAKE 0x80000000u
#define NEXT 0x80000000u
#define VALID 0x40000000u

#define TRY(expression)                            \
    do {                                           \
        hdlgen_cells_result result_ = (expression); \
        if (result_ != HDLGEN_CELLS_OK)            \
            return result_;                        \
    } while (0)

static hdlgen_cells_result get(const hdlgen_bus *bus, uint32_t address, uint32_t *word)
{
    return bus->read(bus->context, address, word) ? HDLGEN_CELLS_REFUSED : HDLGEN_CELLS_OK;
}

static hdlgen_cells_result put(const hdlgen_bus *bus, uint32_t address, uint32_t word)
{
    return bus->write(bus->context, address, word) ? HDLGEN_CELLS_REFUSED : HDLGEN_CELLS_OK;
}

const char *hdlgen_cells_message(hdlgen_cells_result result)
{
    switch (result) {
    case HDLGEN_CELLS_OK:
        return "done";
    case HDLGEN_CELLS_NONE:
        return "the accelerator has no controller that writes cells";
    case HDLGEN_CELLS_REFUSED:
        return "the bus answered with an error: cells are written while nothing runs and no other write goes on";
    case HDLGEN_CELLS_OUTSIDE:
        return "there is no such tile or row, or a target or a number is too large";
    case HDLGEN_CELLS_CODES:
        return "the write has ended: codes of a verifying read did not come in their cycle, or came in another";
    case HDLGEN_CELLS_TIMEOUT:
        return "the write has ended: a pulse was not done in the time that it may take";
    case HDLGEN_CELLS_ABORTED:
        return "the write has ended: it was aborted";
    case HDLGEN_CELLS_UNKNOWN:
        return "the accelerator does not take it that its cells are as they must be";
    }
    return "unknown result";
}

hdlgen_cells_result hdlgen_cells_size(const hdlgen_bus *bus, uint32_t *rows, uint32_t *columns, uint32_t *tiles)
{
    uint32_t size;
    if (get(bus, WRITE_SIZE, &size) || get(bus, WRITE_TILES, tiles))
        return HDLGEN_CELLS_NONE;
    *rows = size & 0xFFFF;
    *columns = size >> 16;
    *tiles &= 0xFFFF;
    return HDLGEN_CELLS_OK;
}

/* Whether the write that was started last has ended with an error, and its status. */
static hdlgen_cells_result state(const hdlgen_bus *bus, uint32_t *status)
{
    static const hdlgen_cells_result ended[] = {HDLGEN_CELLS_OK,      HDLGEN_CELLS_OUTSIDE, HDLGEN_CELLS_CODES,
                                                HDLGEN_CELLS_TIMEOUT, HDLGEN_CELLS_ABORTED, HDLGEN_CELLS_UNKNOWN,
                                                HDLGEN_CELLS_UNKNOWN, HDLGEN_CELLS_UNKNOWN};
    TRY(get(bus, WRITE_STATUS, status));
    return ended[*status >> 8 & 7];
}

static hdlgen_cell place(uint32_t word)
{
    hdlgen_cell cell = {(uint16_t)(word & INDEX), (uint16_t)(word >> 14 & INDEX), (uint8_t)(word >> 28 & 1)};
    return cell;
}

/* Takes what is in the accelerator's list of cells that did not converge. */
static hdlgen_cells_result drain(const hdlgen_bus *bus, hdlgen_cell *failures, size_t room, uint32_t *listed)
{
    uint32_t word;
    for (;;) {
        TRY(get(bus, WRITE_FAILURE, &word));
        if (!(word & VALID))
            return HDLGEN_CELLS_OK;
        if (*listed < room)
            failures[(*listed)++] = place(word);
        TRY(put(bus, WRITE_FAILURE, NEXT));
    }
}

static hdlgen_cells_result require(const hdlgen_bus *bus, uint32_t tile, uint32_t first_row, uint32_t rows,
                                   const uint16_t *targets, const hdlgen_pulses *how, uint32_t *columns)
{
    uint32_t all_rows, tiles, word;
    TRY(hdlgen_cells_size(bus, &all_rows, columns, &tiles));
    TRY(get(bus, WRITE_TILES, &word));
    uint32_t largest = (1u << (word >> 20 & 15)) - 1;
    if (tile >= tiles || !rows || rows > all_rows || first_row > all_rows - rows)
        return HDLGEN_CELLS_OUTSIDE;
    if (how->tolerance > largest || how->gain > MOST_GAIN || how->timeout > MOST_TIMEOUT)
        return HDLGEN_CELLS_OUTSIDE;
    for (size_t n = 0; n < (size_t)2 * rows * *columns; n++)
        if (targets[n] > largest)
            return HDLGEN_CELLS_OUTSIDE;
    return HDLGEN_CELLS_OK;
}

static hdlgen_cells_result begin(const hdlgen_bus *bus, uint32_t tile, uint32_t first_row, uint32_t rows,
                                 const hdlgen_pulses *how)
{
    uint32_t none = 0;
    TRY(put(bus, WRITE_TILE, tile));
    TRY(put(bus, WRITE_ROWS, (first_row + rows - 1) << 16 | first_row));
    TRY(put(bus, WRITE_LIMITS, (uint32_t)how->tolerance << 16 | how->pulses));
    TRY(put(bus, WRITE_AMPLITUDES,
            (uint32_t)how->most << 24 | (uint32_t)how->increment << 16 | (uint32_t)how->reset_amplitude << 8 |
                how->set_amplitude));
    TRY(put(bus, WRITE_PULSE, (uint32_t)how->gain << 8 | how->width));
    TRY(put(bus, WRITE_TIMEOUT, how->timeout));
    TRY(drain(bus, NULL, 0, &none)); /* of a write that nobody waited for */
    return put(bus, WRITE, START);
}

static hdlgen_cells_result counts(const hdlgen_bus *bus, hdlgen_written *written)
{
    TRY(get(bus, WRITE_CELLS, &written->cells));
    TRY(get(bus, WRITE_PULSES, &written->pulses));
    return get(bus, WRITE_FAILED, &written->failed);
}

hdlgen_cells_result hdlgen_cells_write(const hdlgen_bus *bus, uint32_t tile, uint32_t first_row, uint32_t rows,
                                       const uint16_t *targets, const hdlgen_pulses *how, hdlgen_cell *failures,
                                       size_t room, hdlgen_written *written)
{
    uint32_t columns, status;
    written->cells = written->pulses = written->failed = written->listed = 0;
    TRY(require(bus, tile, first_row, rows, targets, how, &columns));
    TRY(begin(bus, tile, first_row, rows, how));
    for (uint32_t row = 0; row < rows; row++) {
        do {
            TRY(state(bus, &status));
            TRY(drain(bus, failures, room, &written->listed));
        } while (!(status & WANTED));
        for (uint32_t column = 0; column < columns; column++, targets += 2)
            if (put(bus, WRITE_TARGETS, TAKE | (uint32_t)targets[1] << 16 | targets[0])) {
                TRY(state(bus, &status));
                return HDLGEN_CELLS_REFUSED;
            }
    }
    do {
        TRY(state(bus, &status));
        TRY(drain(bus, failures, room, &written->listed));
    } while (status & BUSY);
    return counts(bus, written);
}

hdlgen_cells_result hdlgen_cells_progress(const hdlgen_bus *bus, hdlgen_cell *at, hdlgen_written *written)
{
    uint32_t word;
    TRY(get(bus, WRITE_AT, &word));
    *at = place(word);
    written->listed = 0;
    return counts(bus, written);
}

hdlgen_cells_result hdlgen_cells_pause(const hdlgen_bus *bus)
{
    return put(bus, WRITE_CONTROL, PAUSE);
}

hdlgen_cells_result hdlgen_cells_resume(const hdlgen_bus *bus)
{
    return put(bus, WRITE_CONTROL, 0);
}

hdlgen_cells_result hdlgen_cells_abort(const hdlgen_bus *bus)
{
    return put(bus, WRITE_CONTROL, ABORT);
}

hdlgen_cells_result hdlgen_cells_confirm(const hdlgen_bus *bus)
{
    uint32_t status;
    TRY(put(bus, WRITE, CONFIRM));
    TRY(get(bus, STATUS, &status));
    if (!(status & UNCONFIRMED))
        return HDLGEN_CELLS_OK;
    TRY(state(bus, &status));
    return HDLGEN_CELLS_UNKNOWN;
}
