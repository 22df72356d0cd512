//===- Emulator.h - a CUDA kernel's module on the host ---------------------------------===//
//
// Runs the LLVM module that a kernel's PTX is made from, block by block, on host memory, and checks
// what it does. What it finds is an error that names kernel, block and thread, and ends the launch:
// shared memory out of range, unwritten, raced for or still being copied; global memory that two threads
// write, or one writes and another reads, with nothing between that orders them; accesses and copies outside
// of the buffers, or that are not aligned; barriers and instructions of warps that not all of
// their threads come to; waits that never end.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Emulator/GlobalMemory.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace resnetc::cuda::emulator {

/// Blocks of a grid, or threads of a block.
struct Extent {
  int32_t x = 1, y = 1, z = 1;
};

/// What an access in a kernel's text moves of global memory.
struct Traffic {
  int64_t sectors = 0; ///< pieces of 32 bytes that warps touch
  int64_t ideal = 0;   ///< the fewest that could hold the same bytes

  Traffic &operator+=(const Traffic &other);
};

/// What a launch did.
struct Counts {
  int64_t blocks = 0;
  int64_t barriers = 0;      ///< of a block, each time that its threads went on
  int64_t mmas = 0;          ///< matrix products of a warp
  int64_t warpgroupMmas = 0; ///< a warp's part of those of warpgroups
  int64_t asyncCopies = 0;   ///< of a thread
  int64_t bulkCopies = 0;    ///< of a box of a tensor
  /// Passes over the banks of shared memory beyond those that the sizes need: of ldmatrix, of the loads of
  /// warps, and of their asynchronous copies.
  int64_t matrixConflicts = 0, loadConflicts = 0, copyConflicts = 0;
  Traffic global; ///< of all accesses of global memory, asynchronous copies included
  /// The same by kernel and access, "conv: load #3 of 16 bytes".
  std::map<std::string, Traffic> accesses;

  Counts &operator+=(const Counts &other);
  /// The accesses of which warps touch `least` sectors or more, and more than `most` times those that could
  /// hold what they want, a line each; empty where all are coalesced.
  std::string uncoalesced(double most, int64_t least) const;
};

/// One launch, as cuLaunchKernel takes it. Blocks have one dimension.
struct Launch {
  std::string kernel;
  Extent grid;
  int32_t threads = 1;
  int64_t sharedBytes = 0; ///< dynamic shared memory of a block
  /// The address of each argument.
  const void *const *parameters = nullptr;
};

/// A module, made ready to run.
class Program {
public:
  /// Fails where it is no bitcode or text of LLVM, or has an instruction that the emulator does not
  /// know; the error names it.
  static llvm::Expected<std::unique_ptr<Program>> load(llvm::MemoryBufferRef module);
  ~Program();

  /// Bytes of each argument of a kernel; nothing where there is no such kernel.
  std::optional<std::vector<int64_t>> parametersOf(llvm::StringRef kernel) const;

  /// Runs a grid. A program runs one launch at a time. A fault may leave it with siglongjmp: what the
  /// launch holds is lost then, and the program can be launched again.
  llvm::Expected<Counts> launch(const Launch &launch, const GlobalMemory &memory) const;

private:
  struct Contents;
  explicit Program(std::unique_ptr<Contents> contents);
  std::unique_ptr<Contents> contents;
};

} // namespace resnetc::cuda::emulator
