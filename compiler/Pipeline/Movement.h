//===- Movement.h - the bytes that a function moves, and the least it could -----------===//
//
// What is moved: the operands of every launch, each counted once a launch.
//
// The least: what would be left if all else stayed on the chip. Of a function that is
//   - what lies outside it (the caller's arrays, variables, constants, gradients and observations):
//     read once, where its old value is read at all, and written once, where it is written;
//   - of @grad also every buffer that the forward pass writes and the backward pass reads: written once
//     and read once. The forward pass ends with the last launch that reads the labels.
// Which maps the backward pass needs is the compiler's own choice; the least of another one may differ.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/KernelReport.h"
#include "compiler/Codegen/LaunchFacts.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <string>
#include <vector>

namespace resnetc {

/// Bytes read and written.
struct Movement {
  kernels::Amount read, written;

  kernels::Amount total() const {
    kernels::Amount sum = read;
    return sum += written;
  }
  Movement &operator+=(const Movement &other) {
    read += other.read;
    written += other.written;
    return *this;
  }
};

/// One launch, as a report tells of it. Amounts are of the batch, also where the launch gives the
/// kernel's scalar: then they are fixed.
struct ReportedLaunch {
  std::string layer;
  KernelFacts kernel;
  kernels::Amount flops;
  Movement moved, least;
  std::string symbol;                       ///< of the kernel
  int64_t n = 0;                            ///< the kernel's scalar where that is not the batch
  std::vector<Prediction> predictions = {}; ///< of a device's launch
};

/// The launches of a planned function, in order.
std::vector<ReportedLaunch> reportLaunches(mlir::func::FuncOp function, LaunchTable &table);

} // namespace resnetc
