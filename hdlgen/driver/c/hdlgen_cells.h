/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the cells of an accelerator of hdlgen that was emitted with --write-verify. C99, no allocation. */
#ifndef HDLGEN_CELLS_H
#define HDLGEN_CELLS_H

#include "hdlgen_driver.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum hdlgen_cells_result {
    HDLGEN_CELLS_OK = 0,
    HDLGEN_CELLS_NONE,      /* the accelerator has no controller that writes cells */
    HDLGEN_CELLS_REFUSED,   /* the bus answered with an error: the accelerator runs, or another write goes on */
    HDLGEN_CELLS_OUTSIDE,   /* there is no such tile or row, or a target or a number is too large */
    HDLGEN_CELLS_CODES,     /* the write has ended: codes did not come in their cycle, or came in another */
    HDLGEN_CELLS_TIMEOUT,   /* the write has ended: a pulse was not done in the time that it may take */
    HDLGEN_CELLS_ABORTED,   /* the write has ended: it was aborted */
    HDLGEN_CELLS_UNKNOWN    /* the accelerator does not take it that its cells are as they must be */
} hdlgen_cells_result;

/* How cells are written: a cell whose code is not within `tolerance` of its target gets a pulse towards it, `pulses` at
   most. The first in a direction has its amplitude, each further one `increment` more, up to `most`. A code is a level
   step / 2^gain; `timeout` is in cycles. */
typedef struct hdlgen_pulses {
    uint16_t tolerance, pulses;
    uint8_t set_amplitude, reset_amplitude, increment, most, width, gain;
    uint32_t timeout;
} hdlgen_pulses;

/* A cell; polarity 1: the negative one of the pair. */
typedef struct hdlgen_cell {
    uint16_t row, column;
    uint8_t polarity;
} hdlgen_cell;

/* What a write has done: cells that are done, pulses that were given, cells that did not converge, and how many of these
   are in the caller's list. */
typedef struct hdlgen_written {
    uint32_t cells, pulses, failed, listed;
} hdlgen_written;

/* A sentence for `result`. */
const char *hdlgen_cells_message(hdlgen_cells_result result);

/* Rows and columns of a tile, and how many tiles there are. */
hdlgen_cells_result hdlgen_cells_size(const hdlgen_bus *bus, uint32_t *rows, uint32_t *columns, uint32_t *tiles);

/* Writes `rows` rows of `tile` from `first_row` on: targets[row][column] of the positive cell and of the negative one.
   The first `room` cells that did not converge come into `failures`; where `written->failed` is more than `listed`, there
   were more. The accelerator is empty then, and its cells are not confirmed. */
hdlgen_cells_result hdlgen_cells_write(const hdlgen_bus *bus, uint32_t tile, uint32_t first_row, uint32_t rows,
                                       const uint16_t *targets, const hdlgen_pulses *how, hdlgen_cell *failures,
                                       size_t room, hdlgen_written *written);

/* Where the write is that was started last, and what it has done. */
hdlgen_cells_result hdlgen_cells_progress(const hdlgen_bus *bus, hdlgen_cell *at, hdlgen_written *written);

/* Lets a write wait before its next read; lets it go on; ends it. */
hdlgen_cells_result hdlgen_cells_pause(const hdlgen_bus *bus);
hdlgen_cells_result hdlgen_cells_resume(const hdlgen_bus *bus);
hdlgen_cells_result hdlgen_cells_abort(const hdlgen_bus *bus);

/* Says that all cells are as they must be. Without it hdlgen_load gives HDLGEN_NOT_TAKEN. */
hdlgen_cells_result hdlgen_cells_confirm(const hdlgen_bus *bus);

#ifdef __cplusplus
}
#endif

#endif
