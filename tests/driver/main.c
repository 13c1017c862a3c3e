/* The C driver, its bus on standard input and output: "r ADDRESS" is answered by "WORD" or "!", "w ADDRESS WORD" by "." or
   "!". Arguments: the program's file, what to do: load, verify, start or stop. Prints "= RESULT MESSAGE" at the end. */
#include <stdio.h>
#include <string.h>

#include "hdlgen_driver.h"

static uint8_t program[1 << 16];

static int answer(uint32_t *word)
{
    char line[32];
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin) || line[0] == '!')
        return 1;
    return word && sscanf(line, "%x", word) != 1;
}

static int read_word(void *context, uint32_t address, uint32_t *word)
{
    ++*(int *)context;
    printf("r %x\n", (unsigned)address);
    return answer(word);
}

static int write_word(void *context, uint32_t address, uint32_t word)
{
    ++*(int *)context;
    printf("w %x %x\n", (unsigned)address, (unsigned)word);
    return answer(NULL);
}

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
