//===- Runner.h - kernels for CUDA in this process, on the emulator --------------------===//
//
// Loads the object code of a kernel for an emulated target into the process that compiled it, with an
// rn_cuda_launch that is the emulator. For tests.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Emulator/Emulator.h"
#include "compiler/Kernels/Kernel.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace resnetc::cuda {

/// One argument, in the host's memory.
struct Buffer {
  std::string name;
  void *data;
  int64_t bytes;
};

/// Changes a kernel's image before it is loaded, for tests of what the emulator finds.
using ImageEdit = std::function<std::string(llvm::StringRef image)>;

/// A kernel in memory, ready to be called.
class EmulatedKernel {
public:
  /// Compiles and loads for an emulated target; throws std::exception when that fails.
  EmulatedKernel(const kernels::KernelSpec &spec, const kernels::KernelChoice &choice,
                 ImageEdit edit = {}, std::string_view target = "emulated");
  ~EmulatedKernel();

  /// Calls the kernel with the buffers in the order of its interface. Throws std::runtime_error with
  /// what the emulator finds. A fault in a buffer's guard may leave it with siglongjmp.
  emulator::Counts call(int32_t n, const std::vector<Buffer> &buffers) const;

private:
  struct Contents;
  std::unique_ptr<Contents> contents;
};

} // namespace resnetc::cuda
