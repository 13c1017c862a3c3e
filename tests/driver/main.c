/* The C driver, its bus as bus.h has it. Arguments: the program's file, what to do: load, verify, start or stop. Prints
   "= RESULT MESSAGE" at the end. */
#include <string.h>

#include "bus.h"

static uint8_t program[1 << 16];

int main(int argc, char **argv)
{
    int accesses = 0;
    hdlgen_bus bus = {read_word, write_word, &accesses};
    hdlgen_result result = HDLGEN_OK;
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    if (!file)
        return 2;
    size_t size = fread(program, 1, sizeof program, file);
    fclose(file);
    if (!strcmp(argv[2], "load") || !strcmp(argv[2], "verify"))
        result = hdlgen_load(&bus, program, size, !strcmp(argv[2], "verify"));
    else if (!strcmp(argv[2], "start"))
        result = hdlgen_start(&bus);
    else
        result = hdlgen_stop(&bus);
    printf("= %d %s\n", (int)result, hdlgen_message(result));
    return 0;
}
