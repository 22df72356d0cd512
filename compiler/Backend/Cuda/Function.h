//===- Function.h - the device function that is being written ------------------------===//
//
// A thread of the compiler writes one function at a time, and what stands here adds to it: where a
// device thread is in its grid, loops and conditions, memory, and what the threads of a block do
// together. Everything becomes MLIR's scf, arith, llvm and nvvm dialects.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Number.h"
#include "compiler/Kernels/Kernel.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <vector>

namespace resnetc::cuda {

/// Memory of one element type.
struct Pointer {
  mlir::Value base; ///< a pointer to global (address space 1) or shared memory (3)
  kernels::ElementType type = kernels::ElementType::F32;
};

using Numbers = std::vector<Number>;

/// While it lives, this thread writes the body of one function: `void (i32 n, ptr ...)`, and behind the pointers
/// `tensorMaps` tensor maps where there are any.
class FunctionScope {
public:
  FunctionScope(mlir::ModuleOp module, mlir::StringRef name, unsigned pointers, int threads,
                unsigned tensorMaps = 0);
  ~FunctionScope();
  FunctionScope(const FunctionScope &) = delete;
  FunctionScope &operator=(const FunctionScope &) = delete;

  mlir::OpBuilder builder;
  mlir::LLVM::LLVMFuncOp function;
};

/// The builder of the function that is being written.
mlir::OpBuilder &builder();
/// Of operations, which have no better place.
mlir::Location here();

/// The function's scalar: images of the batch, or vectors.
Number count();
/// Its argument of that index, in global memory.
Pointer argument(unsigned index, kernels::ElementType type);
/// The tensor map of that number, in generic memory.
mlir::Value tensorMap(const Number &index);

Number threadIndex();
Number blockIndex();
Number blockIndexY();
Number blockIndexZ();

/// Runs `body` for i = from, from + step, ... below `to`, handing on what it returns; gives what
/// the last one returned, or `initial`. Numbers of `initial` have types of their own.
Numbers loop(const Number &from, const Number &to, const Number &step, const Numbers &initial,
             llvm::function_ref<Numbers(const Number &i, const Numbers &carried)> body);
void loop(const Number &from, const Number &to, const Number &step,
          llvm::function_ref<void(const Number &i)> body);
void when(const Number &condition, llvm::function_ref<void()> body);
/// What `then` or `otherwise` returns.
Numbers either(const Number &condition, llvm::function_ref<Numbers()> then,
               llvm::function_ref<Numbers()> otherwise);

/// The element of that index. bf16 and fp16 come as f32, u8 as i32.
Number load(const Pointer &memory, const Number &index);
/// Four elements from an index that is a multiple of four on.
Number loadQuad(const Pointer &memory, const Number &index);
/// Two elements from an even index on.
Number loadPair(const Pointer &memory, const Number &index);
/// An f32, or two or four of them from an index that is a multiple of their number on, in the
/// memory's format.
void store(const Pointer &memory, const Number &index, const Number &value);
/// As the memory of that type gives it back.
Number roundedTo(kernels::ElementType type, const Number &value);
/// A store that several threads may do at the same time, with the same value: st.volatile, which PTX's memory
/// model takes for a strong operation, so that it is no race.
void storeTogether(const Pointer &memory, const Number &index, const Number &value);
/// The memory from that element on.
Pointer offset(const Pointer &memory, const Number &index);

/// Shared memory of a block, of fixed size.
Pointer shared(int64_t elements, kernels::ElementType type = kernels::ElementType::F32);
/// Shared memory whose size the launch gives, from that byte on; aligned to 1024 bytes.
Pointer dynamicShared(int64_t bytes, kernels::ElementType type = kernels::ElementType::F32);

/// All threads of the block have come here, and see each other's writes.
void barrier();
/// All lanes of the warp have come here, and go on together.
void barrierOfWarp();
/// The value of the thread `distance` lanes above in a warp; all 32 take part.
Number fromLaneAbove(const Number &value, int distance);
/// The value of the thread whose lane differs in these bits.
Number fromLaneAcross(const Number &value, int bits);

/// The sum over a block of `threads` (a power of two, up to 1024) in a fixed order, for all of its
/// threads. Called by all of them.
Number blockSum(const Number &value, int threads);

} // namespace resnetc::cuda
