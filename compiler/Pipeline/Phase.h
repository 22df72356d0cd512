//===- Phase.h - the stations between text and library -------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace resnetc {

/// Each phase can be stopped at (--emit), dumped (--dump-phases) and timed (--time-phases).
enum class Phase {
  Ast,      ///< the checked syntax tree, in canonical text of the language
  Graph,    ///< one op per layer on NCHW tensors
  Gradient, ///< for training: forward, loss, backward and update as one graph
  Fused,    ///< few large ops: convolutions with what comes before and after them
  Choose,   ///< the same work with algorithm, layouts, variant and parameters of each op, and why
  Layout,   ///< ops on channel-blocked activations, weights brought to their layouts once
  Kernels,  ///< one launch of a kernel per op, each kernel with its schedule
  Plan,     ///< every buffer at its place in one arena
  Llvm,     ///< host functions in the LLVM dialect
  Object,   ///< object code of kernels, host functions and descriptor
  Library,  ///< the linked library with its header
};

/// A phase with the name that the command line and dumps use, and one sentence about it.
struct PhaseInfo {
  Phase phase;
  llvm::StringRef name;
  llvm::StringRef sentence;
};

/// All phases in their order.
llvm::ArrayRef<PhaseInfo> allPhases();

/// The entry of one phase.
const PhaseInfo &phaseInfo(Phase phase);

} // namespace resnetc
