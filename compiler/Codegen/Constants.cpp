//===- Constants.cpp - values known when compiling, in one block --------------===//
#include "compiler/Codegen/Constants.h"

#include "compiler/Layout/BufferLayout.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MathExtras.h"

#include <cstring>

namespace resnetc {

/// A vector as it lies in memory: its values, then zeros up to the end of its layout.
static std::string bytesOf(rn::ConstantBufferOp op, mlir::DenseFPElementsAttr values) {
  int64_t size = bufferBytes(op.getBuffer().getType().getTensor()).fixed;
  std::string bytes(llvm::alignTo(size, bufferAlignment), '\0');
  char *to = bytes.data();
  for (float value : values.getValues<float>()) {
    std::memcpy(to, &value, sizeof value);
    to += sizeof value;
  }
  return bytes;
}

ConstantBlock readConstants(mlir::ModuleOp module) {
  ConstantBlock block;
  llvm::StringMap<int64_t> known;
  module.walk([&](rn::ConstantBufferOp op) {
    auto values = mlir::dyn_cast<mlir::DenseFPElementsAttr>(op.getValue());
    if (!values || !values.getElementType().isF32())
      return;
    std::string bytes = bytesOf(op, values);
    auto [place, isNew] = known.try_emplace(bytes, block.bytes.size());
    if (isNew)
      block.bytes += bytes;
    block.offsets[op] = place->second;
  });
  return block;
}

} // namespace resnetc
