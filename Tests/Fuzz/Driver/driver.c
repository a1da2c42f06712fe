// The package manager links an executable with its entry point named after it, so libFuzzer's own `main` is not taken.
// These stand in its place, one for each fuzzer.
#include "driver.h"

typedef int (*Fuzzer)(const uint8_t *data, size_t count);

// libFuzzer's, and the fuzzer's own.
extern int LLVMFuzzerRunDriver(int *count, char ***arguments, Fuzzer fuzzer);
extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t count);

int FuzzFramer_main(int count, char **arguments) {
  return LLVMFuzzerRunDriver(&count, &arguments, LLVMFuzzerTestOneInput);
}

int FuzzJSONView_main(int count, char **arguments) {
  return LLVMFuzzerRunDriver(&count, &arguments, LLVMFuzzerTestOneInput);
}
