//===- Sizes.cpp - networks that no machine can hold ----------------------------------------------===//
//
// See Sizes.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Sizes.h"

#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Support/Errors.h"

using namespace mlir;

namespace resnetc {

/// No machine has this much memory; sizes beyond it are a mistake in the model.
constexpr int64_t maxTotalBytes = int64_t(1) << 42;
/// Kernels count elements in 32 bits.
constexpr int64_t maxBufferBytes = (int64_t(1) << 31) - bufferAlignment;

llvm::Error checkSizes(ModuleOp planned, StringRef fileName, ArrayRef<ReportedFunction> functions) {
  int64_t stateBytes = 0, largest = 0;
  planned.walk([&](Operation *op) {
    RankedTensorType type;
    if (auto variable = dyn_cast<rn::VariableOp>(op))
      type = variable.getTensorType();
    else if (auto alloc = dyn_cast<rn::AllocOp>(op))
      type = alloc.getType().getTensor();
    else
      return;
    BufferBytes bytes = bufferBytes(type);
    largest = std::max({largest, bytes.fixed, bytes.perImage});
    if (isa<rn::VariableOp>(op))
      stateBytes = std::min(stateBytes + bytes.fixed, bufferBytesLimit);
  });
  if (largest > maxBufferBytes)
    return inputError(fileName + ": a single tensor of the network takes " + Twine(largest) +
                      " bytes an image; kernels handle up to " + Twine(maxBufferBytes));
  for (const ReportedFunction &function : functions)
    if (stateBytes > maxTotalBytes || function.arenaFixed > maxTotalBytes ||
        function.arenaPerImage > maxTotalBytes)
      return inputError(fileName + ": the network needs more memory than " +
                        Twine(maxTotalBytes >> 40) + " TiB");
  return llvm::Error::success();
}

} // namespace resnetc
