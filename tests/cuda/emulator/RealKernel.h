//===- RealKernel.h - a kernel of the backend on the emulator, with something changed -------===//
#pragma once

#include "compiler/Backend/Cuda/Kernels.h"
#include "compiler/Backend/Cuda/Runner/Runner.h"
#include "tests/numerics/kernels/Compare.h"

#include "llvm/IR/Module.h"

#include <functional>
#include <string>
#include <vector>

namespace resnetc::cuda::test {

/// What a call on a batch of two did.
struct CallResult {
  std::string found; ///< by the emulator; empty where nothing
  emulator::Counts counts;
  std::vector<std::vector<unsigned char>> memory; ///< of every operand afterwards
};

/// Calls a kernel on the same values each time; `special`: with infinities and NaNs among them.
CallResult resultOf(const kernels::KernelSpec &spec, const kernels::KernelChoice &choice,
                    ImageEdit edit = {}, bool special = false);

/// An edit that changes the module of an image.
ImageEdit editing(std::function<void(llvm::Module &)> change);

/// The schedule that a kernel has without a database.
kernels::KernelChoice defaultSchedule(const kernels::KernelSpec &spec);

} // namespace resnetc::cuda::test
