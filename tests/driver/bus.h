/* A bus on standard input and output: "r ADDRESS" is answered by "WORD" or "!", "w ADDRESS WORD" by "." or "!". */
#include <stdio.h>

#include "hdlgen_driver.h"

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
