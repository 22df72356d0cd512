//===- Emulator.h - a CUDA kernel's module on the host ---------------------------------===//
//
// Runs the LLVM module that a kernel's PTX is made from, block by block, on host memory, and checks
// what it does: every access, every barrier and every asynchronous copy. What it finds is an error
// that names kernel, block, thread and instruction, and ends the launch.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Emulator/GlobalMemory.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace resnetc::cuda::emulator {

/// Blocks of a grid, or threads of a block.
struct Extent {
  int32_t x = 1, y = 1, z = 1;
  int64_t count() const { return int64_t{1} * x * y * z; }
};

/// What a launch did.
struct Counts {
  int64_t blocks = 0;
  int64_t barriers = 0;    ///< of a block, each time that its threads went on
  int64_t collectives = 0; ///< instructions of a whole warp
  int64_t mmas = 0;        ///< of them, matrix products
  int64_t asyncCopies = 0; ///< of a thread
  /// Passes over the banks of shared memory beyond those that the sizes need.
  int64_t bankConflicts = 0;
  /// Sectors of 32 bytes of global memory that accesses of warps touch, and the fewest that could
  /// hold the same bytes.
  int64_t sectors = 0, idealSectors = 0;

  Counts &operator+=(const Counts &other);
};

/// What is watched beside the bounds of memory and the barriers.
struct Options {
  /// Races in shared memory, reads of what was never written, copies that nobody waited for.
  bool shared = true;
  /// Bank conflicts of loads and stores, and sectors: these take most time. Conflicts of ldmatrix
  /// are counted always.
  bool traffic = false;
};

/// One launch, as cuLaunchKernel takes it.
struct Launch {
  std::string kernel;
  Extent grid, block;
  int64_t sharedBytes = 0; ///< dynamic shared memory of a block
  /// The address of each argument.
  void *const *parameters = nullptr;
};

/// A module, made ready to run.
class Program {
public:
  /// Fails where it is no bitcode or text of LLVM, or has an instruction that the emulator does not
  /// know; the error names it.
  static llvm::Expected<std::unique_ptr<Program>> load(llvm::MemoryBufferRef module);
  ~Program();

  /// How many arguments a kernel has; nothing where there is no such kernel.
  std::optional<int> parametersOf(llvm::StringRef kernel) const;
  /// Whether the kernel's threads need stacks of their own, as some wait for others.
  bool needsFibres(llvm::StringRef kernel) const;

  /// Runs a grid. One launch of the process runs at a time; others wait.
  llvm::Expected<Counts> launch(const Launch &launch, const GlobalMemory &memory,
                                const Options &options = {}) const;

private:
  struct Contents;
  explicit Program(std::unique_ptr<Contents> contents);
  std::unique_ptr<Contents> contents;
};

} // namespace resnetc::cuda::emulator
