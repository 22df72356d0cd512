//===- Groups.h - convolutions whose channels fall into groups -------------------------===//
//
// Kernels multiply whole blocks of channels, and groups are often narrower. So groups are merged
// until they fill blocks: a merged group is a convolution of its own, dense, with zeros among its
// weights where an output does not see an input (Xie et al., "Aggregated Residual Transformations",
// 2017, figure 3c, block by block). One group that is a whole is the usual case.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Geometry.h"
#include "compiler/Kernels/Operand.h"

namespace resnetc::kernels {

/// The merged groups of a convolution.
struct Groups {
  int count;        ///< merged groups; 1: all of the channels
  int c, k;         ///< channels in and out of a merged group
  int cb, kb;       ///< the same in blocks; whole blocks where there are several merged groups
  int eachC, eachK; ///< channels of one group as it was

  Groups(const Geometry &geometry, int64_t block);

  bool merged() const { return eachC != c; }
  /// The convolution of one merged group.
  Geometry one(const Geometry &geometry) const;

  /// Weights [k][channels of its merged group], and as the gradient by the input reads them,
  /// [c][outputs of its merged group]; other attributes as in README.md.
  Operand weights(const std::string &name, const Geometry &geometry, int64_t block) const;
  Operand transposedWeights(const std::string &name, const Geometry &geometry, int64_t block) const;
};

} // namespace resnetc::kernels
