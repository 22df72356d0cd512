//===- Traffic.h - what a kernel moves, and how it goes about it --------------------===//
//
// Follows from a kernel's contract alone: the same for every schedule, and for every machine whose
// channels come in blocks of the same size.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Kernel.h"

namespace resnetc::kernels {

/// Bytes: `fixed + perImage * n`.
struct Amount {
  int64_t fixed = 0, perImage = 0;

  int64_t at(int64_t n) const { return fixed + perImage * n; }
  Amount &operator+=(const Amount &other) {
    fixed += other.fixed;
    perImage += other.perImage;
    return *this;
  }
  bool operator==(const Amount &) const = default;
};

/// The bytes of one operand.
Amount bytesOf(const KernelArg &arg);

/// The bytes of a kernel's inputs and of its outputs, each counted once, however often the kernel
/// comes back to them. What is both counts on both sides.
struct Traffic {
  Amount read, written;
};
Traffic trafficOf(const KernelSpec &spec, int64_t block);

/// How a kernel goes about its work, in the field's words: "direct", "Winograd F(4x4, 3x3)", "matrix
/// product"; "pass" where there is nothing to multiply, and memory is all there is to it.
std::string algorithmOf(const KernelSpec &spec);

} // namespace resnetc::kernels
