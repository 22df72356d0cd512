//===- LaunchFacts.h - what is known of a launch before it runs -----------------===//
//
// The one source of it: a library's tables of launches, which its profile reads, and --report both
// come from here.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Target.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Kernels/Traffic.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include "llvm/ADT/StringMap.h"

#include <string>
#include <vector>

namespace resnetc {

/// Of a kernel of one target. FLOPs are two for a multiply-add.
struct KernelFacts {
  std::string spec, algorithm, schedule;
  int64_t flopsPerImage = 0;
  kernels::Amount read, written; ///< bytes

  /// Texts of equal kernels are equal, too.
  bool operator==(const KernelFacts &) const = default;
};

KernelFacts factsOf(rn::KernelOp kernel, const Target &target);

/// The layer that a launch belongs to: the name of its op's place in the user's text, of several the
/// first; "" when nothing is known.
std::string layerOf(mlir::Location location);

/// One launch of a function.
struct LaunchDescription {
  uint32_t layer = 0;  ///< a text
  uint32_t kernel = 0; ///< of the table
  int64_t n = 0;       ///< the kernel's scalar where that is not the batch; else 0
};

/// Kernels and texts that the launches of a module refer to by number and by offset.
class LaunchTable {
public:
  LaunchTable() { text(""); }
  explicit LaunchTable(mlir::ModuleOp module);

  /// The launches of a function of that module, in order.
  std::vector<LaunchDescription> launchesOf(mlir::func::FuncOp function);

  /// The offset of a text among all of them.
  uint32_t text(llvm::StringRef value);

  const std::vector<KernelFacts> &kernels() const { return facts; }
  /// All texts, each ended by a zero.
  const std::string &texts() const { return all; }

private:
  std::vector<KernelFacts> facts;
  llvm::StringMap<uint32_t> indices; ///< of kernels by their symbols
  llvm::StringMap<uint32_t> offsets; ///< of texts
  std::string all;
};

} // namespace resnetc
