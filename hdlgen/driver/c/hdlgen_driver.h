/* SPDX-License-Identifier: Apache-2.0 */
/* Drives an accelerator of hdlgen over its control bus: loads programs, starts, stops. C99, no allocation. */
#ifndef HDLGEN_DRIVER_H
#define HDLGEN_DRIVER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How the caller reads and writes the word at a byte address; 0: done, else the bus answered with an error. */
typedef struct hdlgen_bus {
    int (*read)(void *context, uint32_t address, uint32_t *word);
    int (*write)(void *context, uint32_t address, uint32_t word);
    void *context;
} hdlgen_bus;

typedef enum hdlgen_result {
    HDLGEN_OK = 0,
    HDLGEN_NO_PROGRAM,     /* does not begin with HDLPROG */
    HDLGEN_TRUNCATED,      /* fewer bytes, or more, than its header says */
    HDLGEN_OTHER_FORMAT,   /* of another version of the file format */
    HDLGEN_DAMAGED,        /* its CRC-32 is not that of its bytes */
    HDLGEN_NO_DEVICE,      /* there is no accelerator of hdlgen */
    HDLGEN_OTHER_GEOMETRY, /* the program is for another accelerator */
    HDLGEN_OTHER_VERSION,  /* the program was written by another version of hdlgen */
    HDLGEN_RUNNING,        /* the accelerator runs or is busy */
    HDLGEN_REFUSED,        /* the bus answered with an error */
    HDLGEN_VERIFY,         /* a word reads back as another */
    HDLGEN_NOT_TAKEN,      /* the accelerator counted another CRC-32 than the program's: it is empty */
    HDLGEN_EMPTY           /* no program is loaded */
} hdlgen_result;

/* A sentence for `result`. */
const char *hdlgen_message(hdlgen_result result);

/* Whether `program`, of `size` bytes, is whole. */
hdlgen_result hdlgen_check(const uint8_t *program, size_t size);

/* Loads `program` into an accelerator that is stopped; reads everything back before the commit if `verify`. */
hdlgen_result hdlgen_load(const hdlgen_bus *bus, const uint8_t *program, size_t size, int verify);

/* Lets images in, if a program is loaded. */
hdlgen_result hdlgen_start(const hdlgen_bus *bus);

/* Lets no further image in; those that are inside go on. */
hdlgen_result hdlgen_stop(const hdlgen_bus *bus);

#ifdef __cplusplus
}
#endif

#endif
