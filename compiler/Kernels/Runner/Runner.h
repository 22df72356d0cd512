//===- Runner.h - kernels of this process's own --------------------------------------===//
//
// Loads kernel objects into the process that compiled them, so that tests, benchmarks and the tuner
// can call them. Not part of compiled models: those have the runtime's thread pool and loader.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Kernel.h"

#include <memory>

namespace resnetc::kernels {

/// Memory of one argument, aligned to 64 bytes, with room behind it that `intact` watches.
class Memory {
public:
  explicit Memory(int64_t bytes);
  ~Memory();
  Memory(Memory &&other) noexcept;
  Memory(const Memory &) = delete;
  Memory &operator=(const Memory &) = delete;
  Memory &operator=(Memory &&) = delete;

  void *data() const { return start; }
  float *floats() const { return static_cast<float *>(start); }
  int64_t bytes() const { return size; }
  /// False when something was written right before or behind the memory.
  bool intact() const;

private:
  void *start;
  int64_t size;
};

/// A kernel in memory, ready to be called.
class LoadedKernel {
public:
  /// Compiles and loads; throws std::exception when that fails.
  LoadedKernel(const KernelSpec &spec, const KernelChoice &choice, const Target &target);
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

/// Elements of an argument for a batch of n.
int64_t elementsOf(const KernelArg &arg, int64_t n);
/// Bytes of one element.
int64_t elementBytes(ElementType type);

} // namespace resnetc::kernels
