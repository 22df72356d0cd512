//===- Descriptor.h - what a library knows of its model ------------------------===//
//
// The descriptor is the `rn_model` constant of runtime/core/Abi.h with all it points to, and the
// functions that hand it out.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Target.h"
#include "compiler/Codegen/LaunchFacts.h"
#include "compiler/Codegen/StateLayout.h"

#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <string>
#include <vector>

namespace resnetc {

/// What a host function takes from its caller or gives back.
struct BindingDescription {
  rn::Binding kind;
  mlir::RankedTensorType type;
};

/// A host function of one variant; not present when the mode does not ask for it.
struct FunctionDescription {
  bool present = false;
  std::string name = {};                         ///< of the function in the module
  int64_t batch = 1;                             ///< that it is made for; every other runs, too
  int64_t arenaFixed = 0;                        ///< bytes
  int64_t arenaPerImage = 0;                     ///< bytes
  int64_t maxBatch = 0;                          ///< images; 0 when no tensor grows with the batch
  int64_t imagesAtOnce = 0;                      ///< groups in which a batch goes; 0: as a whole
  std::vector<std::string> kernels = {};         ///< symbols of those it launches
  int64_t scratchBytes = 0;                      ///< the most that one of them needs
  std::vector<BindingDescription> bindings = {}; ///< in the order of its arguments
  std::vector<LaunchDescription> launches = {};  ///< in order
};

/// One instruction set's part of a library.
struct VariantDescription {
  const Target *target = nullptr;
  StateLayout state;
  FunctionDescription prepare, update;
  std::vector<FunctionDescription> infer,
      grad;                        ///< for each batch that is named, the smallest first
  std::vector<int64_t> bucketEnds; ///< of gradients, bytes into the arena
  std::string constants;           ///< the block of all that kernels read; may be empty
  LaunchTable launches;            ///< what its functions' launches refer to
};

/// Everything that a library says of itself.
struct ModelDescription {
  std::string name, mode, precision = "f32";
  std::string symbolPrefix;         ///< of exported and host functions, a C identifier
  uint64_t networkHash = 0;         ///< what library and header agree on
  std::string recipe;               ///< JSON; empty when the model has no train section
  std::vector<int64_t> inputShape;  ///< C, H, W
  double inputScale = 0;            ///< of bytes; 0 of floats
  std::vector<int64_t> outputShape; ///< of one image, rank 1 or 3
  int64_t multiplyAdds = 0;         ///< of one image, forward
  std::string compiler;             ///< what made the library, in words
  std::string onePixelNorm;         ///< first batch norm on a map of one pixel; may be empty
  std::string weights;              ///< an embedded safetensors file; may be empty
  std::vector<VariantDescription> variants; ///< best first
};

/// Reads a module in the `plan` phase: its first variant is that module's.
ModelDescription describeModel(mlir::ModuleOp module);

/// The struct types of Abi.h, for tests to compare with the C side.
struct DescriptorTypes {
  explicit DescriptorTypes(llvm::LLVMContext &context);
  llvm::StructType *tensor, *binding, *kernelFacts, *launch, *function, *variant, *model;
};

/// A module with the descriptor, the functions that hand it out under the names of
/// `exportedSymbols`, and nothing else that is defined.
llvm::Expected<std::unique_ptr<llvm::Module>>
buildDescriptor(const ModelDescription &model, bool withQuery, llvm::LLVMContext &context);

/// The network's hash as 16 hexadecimal digits.
std::string networkHashText(const ModelDescription &model);

/// Likewise of the network with the weights that are embedded: what a header and a library have to
/// agree on, as a program that mixed two of them would compute with the other's weights.
std::string buildHashText(const ModelDescription &model);

/// The functions that a library of the model exports: `<prefix>_api`, the same under
/// `<prefix>_api_<hash>`, which the header calls, and, with `withQuery`, `resnetc_query`.
std::vector<std::string> exportedSymbols(const ModelDescription &model, bool withQuery);

} // namespace resnetc
