//===- Scratch.h - large buffers of a kernel, off the stack ---------------------------===//
//
// A kernel runs on its caller's thread, whose stack may be small: musl gives 128 KiB, and a
// caller's parallel_for may have threads of its own making. Small buffers, which LLVM turns into
// registers, stay on the stack; large ones come from halide_malloc, which the runtime serves from
// memory that belongs to the calling thread. How much a kernel asks for at most is known when it is
// compiled.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <Halide.h>

#include <cstdint>

namespace resnetc::x86 {

/// Bytes of a buffer from which on it is scratch.
constexpr int64_t scratchThreshold = 4 * 1024;

/// Makes every buffer of at least scratchThreshold an allocation. Returns the bytes that they take
/// together at most in one thread, 0 where there are none. Throws where an extent is not constant,
/// or the sum is above RN_SCRATCH_LIMIT.
int64_t moveToScratch(Halide::Module &module);

} // namespace resnetc::x86
