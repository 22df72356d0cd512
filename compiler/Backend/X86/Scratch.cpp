//===- Scratch.cpp - large buffers of a kernel, off the stack -------------------------===//
#include "compiler/Backend/X86/Scratch.h"

#include "runtime/core/Abi.h"

#include <algorithm>
#include <stdexcept>
#include <string>

using namespace Halide;

namespace resnetc::x86 {

namespace {

/// Bytes that the runtime takes for a block of `bytes`.
int64_t scratchBlockBytes(int64_t bytes) {
  return RN_SCRATCH_BLOCK(bytes + RN_SCRATCH_ALIGNMENT); // Halide may pad what it asks for
}

/// Changes one function and adds up the blocks that it holds at once.
class MoveBuffers : public Internal::IRMutator {
public:
  int64_t most = 0; ///< bytes

protected:
  using IRMutator::visit;
  Internal::Stmt visit(const Internal::Allocate *op) override {
    int64_t elements = op->constant_allocation_size();
    if (elements == 0)
      throw std::logic_error("the buffer '" + op->name + "' has no constant size");
    int64_t bytes = elements * op->type.bytes();
    if (bytes < scratchThreshold)
      return IRMutator::visit(op);
    int64_t block = scratchBlockBytes(bytes);
    held += block;
    most = std::max(most, held);
    Internal::Stmt body = mutate(op->body);
    held -= block;
    return Internal::Allocate::make(op->name, op->type, MemoryType::Heap, op->extents,
                                    op->condition, body, op->new_expr, op->free_function,
                                    op->padding);
  }

private:
  int64_t held = 0; ///< bytes of the blocks around the statement
};

} // namespace

int64_t moveToScratch(Module &module) {
  // A thread inside a parallel loop also holds what is around the loop.
  int64_t sum = 0;
  for (Internal::LoweredFunc &function : module.functions()) {
    MoveBuffers move;
    function.body = move.mutate(function.body);
    sum += move.most;
  }
  if (sum > RN_SCRATCH_LIMIT)
    throw std::logic_error("needs " + std::to_string(sum) + " bytes of scratch");
  return sum;
}

} // namespace resnetc::x86
