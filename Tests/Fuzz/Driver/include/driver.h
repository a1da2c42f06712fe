#ifndef FUZZ_DRIVER_H
#define FUZZ_DRIVER_H

#include <stddef.h>
#include <stdint.h>

int FuzzFramer_main(int count, char **arguments);
int FuzzJSONView_main(int count, char **arguments);

#endif
