//===- Compare.h - what a kernel wrote against what is expected ------------------------===//
//
// For kernels of all backends. Failures are GoogleTest's.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Runner/Runner.h"
#include "tests/numerics/kernels/Problem.h"

namespace resnetc::x86::test {

/// What one call wrote, by output.
using Results = std::map<std::string, std::vector<unsigned char>>;

/// Memory for every operand, between pages without access: inputs as the problem has them, outputs
/// filled with what is not a number.
std::vector<Memory> memoryOf(const Problem &problem, Memory::Flush flush);

/// Memory for one operand of a kernel, for a batch of n; throws where it has none of that name.
Memory memoryOf(const KernelSpec &spec, const X86Target &target, const char *name, int64_t n);

/// Which argument an address that faulted belongs to, in words.
std::string placeOf(const void *address, const Problem &problem, const std::vector<Memory> &memory);

/// Compares one output. Errors may be some roundings of the sum of magnitudes, and in formats other
/// than f32 `relative` of it, or of a value that is merely copied.
void compare(const Problem &problem, const Operand &operand, const Results &results,
             double relative = 0);

} // namespace resnetc::x86::test
