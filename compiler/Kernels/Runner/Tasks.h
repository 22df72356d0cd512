//===- Tasks.h - the parallel loop of the runner ---------------------------------------===//
//
// halide_do_par_for for kernels that tests and benchmarks load.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>

namespace resnetc::kernels {

/// Type of a parallel loop's body in Halide's object code.
using TaskBody = int (*)(void *userContext, int index, uint8_t *closure);

/// Runs body for min <= index < min + size, on as many threads as `userContext` (an int *) says. A
/// loop inside a loop runs on the thread that meets it. Returns the first non-zero result, else 0.
int parallelFor(void *userContext, TaskBody body, int min, int size, uint8_t *closure);

} // namespace resnetc::kernels
