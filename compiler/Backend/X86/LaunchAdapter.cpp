//===- LaunchAdapter.cpp - from plain pointers to a kernel's calling convention -----===//
//
// Kernels take halide_buffer_t, a structure of 56 bytes of which they read only `host`; extents and
// strides are constants in their code. One adapter for each kernel keeps the host functions, which
// launch the same few kernels again and again, short.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/LaunchAdapter.h"

#include <HalideRuntime.h>

#include <cstddef>

using namespace mlir;

namespace resnetc::x86 {

/// Zeroes `count` buffers in one piece of the stack and stores the pointers in their `host` fields.
static Value wrapPointers(OpBuilder &b, Location loc, ValueRange pointers) {
  auto pointer = LLVM::LLVMPointerType::get(b.getContext());
  auto bytes = LLVM::LLVMArrayType::get(b.getI8Type(), pointers.size() * sizeof(halide_buffer_t));
  Value one = LLVM::ConstantOp::create(b, loc, b.getI64Type(), 1);
  Value buffers = LLVM::AllocaOp::create(b, loc, pointer, bytes, one, alignof(halide_buffer_t));
  Value zero = LLVM::ConstantOp::create(b, loc, b.getI8Type(), 0);
  Value size = LLVM::ConstantOp::create(
      b, loc, b.getI64Type(), static_cast<int64_t>(pointers.size() * sizeof(halide_buffer_t)));
  LLVM::MemsetOp::create(b, loc, buffers, zero, size, /*isVolatile=*/false);
  for (auto [i, host] : llvm::enumerate(pointers)) {
    int32_t at = i * sizeof(halide_buffer_t) + offsetof(halide_buffer_t, host);
    Value field =
        LLVM::GEPOp::create(b, loc, pointer, b.getI8Type(), buffers, ArrayRef<LLVM::GEPArg>{at});
    LLVM::StoreOp::create(b, loc, host, field);
  }
  return buffers;
}

LLVM::LLVMFuncOp buildLaunchAdapter(OpBuilder &b, Location loc, LLVM::LLVMFuncOp kernel) {
  auto adapter = LLVM::LLVMFuncOp::create(b, loc, ("launch_" + kernel.getSymName()).str(),
                                          kernel.getFunctionType(), LLVM::Linkage::Internal);
  OpBuilder::InsertionGuard guard(b);
  Block *entry = adapter.addEntryBlock(b);
  b.setInsertionPointToStart(entry);
  SmallVector<Value> operands = {entry->getArgument(0), entry->getArgument(1)};
  auto pointers = entry->getArguments().drop_front(2);
  if (!pointers.empty()) {
    Value buffers = wrapPointers(b, loc, pointers);
    for (size_t i = 0; i < pointers.size(); ++i)
      operands.push_back(LLVM::GEPOp::create(
          b, loc, buffers.getType(), b.getI8Type(), buffers,
          ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(i * sizeof(halide_buffer_t))}));
  }
  auto call = LLVM::CallOp::create(b, loc, kernel, operands);
  LLVM::ReturnOp::create(b, loc, call.getResult());
  return adapter;
}

} // namespace resnetc::x86
