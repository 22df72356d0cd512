//===- Runner.h - kernels of this process's own --------------------------------------===//
//
// Loads kernel objects into the process that compiled them, so that tests, benchmarks and the tuner
// can call them. Not part of compiled models: those have the runtime's thread pool and loader.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Kernels.h"

#include <memory>
#include <optional>

namespace resnetc::x86 {

/// Memory of one argument between two pages without access, so that a read or write outside faults.
class Memory {
public:
  /// Which end lies directly at its page; what the alignment leaves between the other end and the
  /// other page holds numbers that are none, and `intact` watches it.
  enum class Flush { Start, End };

  /// Throws std::bad_alloc where there is no memory.
  explicit Memory(int64_t bytes, Flush flush = Flush::Start, int64_t alignment = 64);
  ~Memory();
  Memory(Memory &&other) noexcept;
  Memory(const Memory &) = delete;
  Memory &operator=(const Memory &) = delete;
  Memory &operator=(Memory &&) = delete;

  void *data() const { return start; }
  float *floats() const { return static_cast<float *>(data()); }
  int64_t bytes() const { return size; }
  /// False when something was written between the memory and its two pages.
  bool intact() const;
  /// How many bytes from data() an address lies, if on the memory's pages or the two beside them.
  std::optional<int64_t> offsetOf(const void *address) const;

private:
  char *mapped; ///< all pages, with those without access
  int64_t mappedBytes;
  char *first, *last; ///< of the pages with access
  char *start;
  int64_t size;
};

/// A kernel in memory, ready to be called.
class LoadedKernel {
public:
  /// Compiles and loads; throws std::exception when that fails.
  LoadedKernel(const KernelSpec &spec, const KernelChoice &choice, const X86Target &target);
  ~LoadedKernel();
  LoadedKernel(LoadedKernel &&) noexcept;

  /// Calls the kernel with the buffers in the order of the interface; returns its status. At most
  /// `threads` threads work on its parallel loops.
  int call(int32_t n, const std::vector<void *> &buffers, int threads = 1) const;

  /// Symbols that the object wants from outside, sorted.
  const std::vector<std::string> &undefinedSymbols() const;
  /// Seconds of processor time that Halide and LLVM took.
  double compileSeconds() const;
  /// Bytes of the object file.
  int64_t objectBytes() const;
  /// Bytes of scratch that a thread needs, by what compileKernel says.
  int64_t scratchBytes() const;

private:
  struct Contents;
  std::unique_ptr<Contents> contents;
};

/// The most scratch that any thread has held at once since the last call: what kernels did ask for.
int64_t takeScratchPeak();

/// Iterations of parallel loops that no other parallel loop is around, since the last call.
int64_t takeTasks();

/// Elements of an argument for a batch of n.
int64_t elementsOf(const KernelArg &arg, int64_t n);

} // namespace resnetc::x86
