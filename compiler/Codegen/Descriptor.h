//===- Descriptor.h - what a library knows of its model ------------------------===//
//
// The descriptor is the `rn_model` constant of runtime/core/Abi.h with all it points to, and the
// functions that hand it out.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Codegen/StatePlan.h"
#include "compiler/Targets/Target.h"

#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>
#include <vector>

namespace resnetc {

/// A host function of one variant; not present when the mode does not ask for it.
struct FunctionDescription {
  bool present = false;
  int64_t arenaFixed = 0;    ///< bytes
  int64_t arenaPerImage = 0; ///< bytes
  int64_t maxBatch = 0;      ///< images; 0 when no tensor grows with the batch
};

/// One instruction set's part of a library.
struct VariantDescription {
  const Target *target = nullptr;
  StatePlan state;
  FunctionDescription prepare, infer, grad, train;
};

/// Everything that a library says of itself.
struct ModelDescription {
  std::string name, mode, precision = "f32";
  std::string recipe;                       ///< JSON; empty when the model has no train section
  std::vector<int64_t> inputShape;          ///< C, H, W
  std::vector<int64_t> outputShape;         ///< of one image, rank 1 or 3
  int64_t multiplyAdds = 0;                 ///< of one image, forward
  std::string onePixelNorm;                 ///< first batch norm on a map of one pixel; may be empty
  std::string weights;                      ///< an embedded safetensors file; may be empty
  std::vector<VariantDescription> variants; ///< best first
};

/// Reads a module in the `plan` phase: its first variant is that module's.
ModelDescription describeModel(mlir::ModuleOp module);

/// The struct types of Abi.h, for tests to compare with the C side.
struct DescriptorTypes {
  explicit DescriptorTypes(llvm::LLVMContext &context);
  llvm::StructType *tensor, *function, *variant, *model;
};

/// A module with the descriptor, `<name>_api`, and, with `withQuery`, `resnetc_query`.
llvm::Expected<std::unique_ptr<llvm::Module>>
buildDescriptor(const ModelDescription &model, bool withQuery, llvm::LLVMContext &context);

/// The functions that a shared library of the model exports.
std::vector<std::string> exportedSymbols(llvm::StringRef model, bool withQuery);

} // namespace resnetc
