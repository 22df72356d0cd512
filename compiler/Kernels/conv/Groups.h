//===- Groups.h - convolutions whose channels fall into groups -------------------------===//
//
// A register tile multiplies whole blocks of channels, and groups are often narrower. So groups are
// merged until they fill blocks: a merged group is a convolution of its own, dense, with zeros
// among its weights where an output does not see an input (Xie et al., "Aggregated Residual
// Transformations", 2017, figure 3c, block by block). One group that is a whole is the usual case.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/KernelBuilder.h"
#include "compiler/Kernels/conv/Geometry.h"

namespace resnetc::kernels {

/// The merged groups of a convolution.
struct Groups {
  int count;        ///< merged groups; 1: all of the channels
  int c, k;         ///< channels in and out of a merged group
  int cb, kb;       ///< the same in blocks; whole blocks where there are several merged groups
  int eachC, eachK; ///< channels of one group as it was

  Groups(const Geometry &geometry, const Target &target);

  bool merged() const { return eachC != c; }
  /// The convolution of one merged group.
  Geometry one(const Geometry &geometry) const;
  /// The block of the input that is block `at` of those that output block `b` sees.
  Halide::Expr inputBlock(Halide::Expr b, Halide::Expr at) const;
  /// The block of the output that is block `at` of those that see input block `b`.
  Halide::Expr outputBlock(Halide::Expr b, Halide::Expr at) const;
  /// True where an output channel, counted over all, sees a channel of its merged group.
  Halide::Expr sees(Halide::Expr output, Halide::Expr input) const;

  /// Weights [k][channels of its merged group], and as the gradient by the input reads them,
  /// [c][outputs of its merged group]; other attributes as in README.md.
  Operand weights(const std::string &name, const Geometry &geometry, int64_t lanes) const;
  Operand transposedWeights(const std::string &name, const Geometry &geometry, int64_t lanes) const;
};

} // namespace resnetc::kernels
