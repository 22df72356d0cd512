//===- Contract.h - what a class of kernels is, on any machine --------------------===//
//
// A contract says which attributes a kernel of a class has, and what its arguments are and hold,
// for channels in blocks of any size; README.md has the maths. How a machine computes it is its
// backend's: nothing here includes Halide or MLIR.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Attributes.h"
#include "compiler/Kernels/Operand.h"

#include <functional>

namespace resnetc::kernels {

/// One class of kernels.
struct KernelContract {
  std::string name;
  Attributes attributes;
  /// The arguments in order, of a spec without problems, for channels in blocks of `block`.
  std::function<std::vector<Operand>(const KernelSpec &, int64_t block)> operands;
  std::function<int64_t(const KernelSpec &)> multiplyAdds = nullptr; ///< of one image
};

/// The contract of that name, or null.
const KernelContract *findContract(const std::string &name);

/// The contract of a spec's class; throws std::invalid_argument for a spec that has a problem.
const KernelContract &contractOf(const KernelSpec &spec);

/// Every contract, sorted by name.
const std::map<std::string, KernelContract> &allContracts();

/// The arguments of a kernel, in the order of its interface.
std::vector<Operand> kernelOperands(const KernelSpec &spec, int64_t block);

} // namespace resnetc::kernels
