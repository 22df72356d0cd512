//===- Tasks.h - the parallel loop of the runner ---------------------------------------===//
//
// halide_do_par_for and scratch memory for kernels that tests and benchmarks load.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstddef>
#include <cstdint>

namespace resnetc::x86 {

/// Type of a parallel loop's body in Halide's object code.
using TaskBody = int (*)(void *userContext, int index, uint8_t *closure);

/// Runs body for min <= index < min + size, on as many threads as `userContext` (an int *) says. A
/// loop inside a loop runs on the thread that meets it. Returns the first non-zero result, else 0.
int parallelFor(void *userContext, TaskBody body, int min, int size, uint8_t *closure);

/// Scratch from the heap. Notes, for each thread, how many bytes it holds in blocks as the
/// runtime's are.
void *allocateScratch(void *userContext, size_t bytes);
void freeScratch(void *userContext, void *block);
int outOfScratch(void *userContext);

} // namespace resnetc::x86
