//===- Instruction.h - what the device's instructions do -----------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Emulator/Block.h"

#include "llvm/ADT/StringRef.h"

#include <functional>

namespace resnetc::cuda::emulator {

/// An instruction of a thread, of a warp, a thread's wait for something, or the barrier of a block, which has none of
/// these functions.
struct DeviceInstruction {
  std::function<void(Block &, Thread &)> alone;
  std::function<void(Block &, Warp &)> together;
  std::function<bool(Block &, Thread &)> isOver;
  /// Where among the operands of a warp's the mask of lanes stands; -1: all take part.
  int mask = -1;

  bool isBarrier() const { return !alone && !together && !isOver; }
};

/// That of LLVM's intrinsic function of that name; null where the emulator has none.
const DeviceInstruction *findInstruction(llvm::StringRef name);

} // namespace resnetc::cuda::emulator
