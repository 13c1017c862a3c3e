/* The C driver of cells, its bus as bus.h has it. Arguments: what to do: write, progress, pause, resume, abort, confirm, size;
   for write a file of 16-bit words, tile, first row, rows, the ten numbers of hdlgen_pulses, then targets; room in the list.
   Prints "= RESULT MESSAGE" at the end, before it "+ NUMBER …": what was written, or seen. */
#include <stdlib.h>
#include <string.h>

#include "bus.h"
#include "hdlgen_cells.h"

static uint16_t words[1 << 16];
static hdlgen_cell failures[16];

static hdlgen_cells_result write_cells(const hdlgen_bus *bus, const char *path, size_t room)
{
    hdlgen_written done;
    FILE *file = fopen(path, "rb");
    if (!file || !fread(words, 2, sizeof words / 2, file))
        exit(2);
    fclose(file);
    const uint16_t *how = words + 3;
    hdlgen_pulses pulses = {how[0], how[1], (uint8_t)how[2], (uint8_t)how[3], (uint8_t)how[4], (uint8_t)how[5],
                            (uint8_t)how[6], (uint8_t)how[7], (uint32_t)how[9] << 16 | how[8]};
    hdlgen_cells_result result =
        hdlgen_cells_write(bus, words[0], words[1], words[2], words + 13, &pulses, failures, room, &done);
    printf("+ %u %u %u", (unsigned)done.cells, (unsigned)done.pulses, (unsigned)done.failed);
    for (uint32_t n = 0; n < done.listed; n++)
        printf(" %u %u %u", (unsigned)failures[n].row, (unsigned)failures[n].column, (unsigned)failures[n].polarity);
    printf("\n");
    return result;
}

static hdlgen_cells_result act(const hdlgen_bus *bus, const char *what)
{
    hdlgen_cell at;
    hdlgen_written done;
    uint32_t rows, columns, tiles;
    hdlgen_cells_result result;
    if (!strcmp(what, "pause"))
        return hdlgen_cells_pause(bus);
    if (!strcmp(what, "resume"))
        return hdlgen_cells_resume(bus);
    if (!strcmp(what, "abort"))
        return hdlgen_cells_abort(bus);
    if (!strcmp(what, "confirm"))
        return hdlgen_cells_confirm(bus);
    if (!strcmp(what, "size")) {
        result = hdlgen_cells_size(bus, &rows, &columns, &tiles);
        if (!result)
            printf("+ %u %u %u\n", (unsigned)rows, (unsigned)columns, (unsigned)tiles);
        return result;
    }
    result = hdlgen_cells_progress(bus, &at, &done);
    printf("+ %u %u %u %u %u %u\n", (unsigned)at.row, (unsigned)at.column, (unsigned)at.polarity, (unsigned)done.cells,
           (unsigned)done.pulses, (unsigned)done.failed);
    return result;
}

int main(int argc, char **argv)
{
    int accesses = 0;
    hdlgen_bus bus = {read_word, write_word, &accesses};
    if (argc != 2 && argc != 4)
        return 2;
    hdlgen_cells_result result = argc == 4 ? write_cells(&bus, argv[2], (size_t)atoi(argv[3])) : act(&bus, argv[1]);
    printf("= %d %s\n", (int)result, hdlgen_cells_message(result));
    return 0;
}
