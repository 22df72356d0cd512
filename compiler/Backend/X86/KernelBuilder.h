//===- KernelBuilder.h - a Halide pipeline while a class writes it ------------------===//
//
// Gives a class its parameters with all bounds and strides fixed, takes its outputs, and turns the
// whole into a pipeline whose arguments stand in the order of the interface. Fixed strides are what
// makes the object code read nothing but the host pointer of a buffer.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/X86/Kernels.h"
#include "compiler/Backend/X86/MapPrefetch.h"
#include "compiler/Backend/X86/Prefetch.h"
#include "compiler/Kernels/Operand.h"

#include <Halide.h>

#include <initializer_list>

namespace resnetc::x86 {

/// What one task of a kernel may keep on the way, in bytes.
constexpr int64_t taskLocalLimit = 256 * 1024;

/// Where a kernel keeps what it computes on the way: the stack, from which what is large is moved to
/// scratch memory when all schedules are done (Scratch.h). Halide moves what it calls "Stack" by
/// rules of its own; what it calls "Register" it leaves alone, whatever its size.
constexpr Halide::MemoryType taskLocal = Halide::MemoryType::Register;

class KernelBuilder {
public:
  KernelBuilder(const KernelSpec &spec, const KernelChoice &choice, const X86Target &target,
                std::vector<Operand> operands);

  const KernelSpec &spec;
  const KernelChoice &choice;
  const X86Target &target;
  /// The batch, or a number of vectors. Its name is no loop variable's: Halide substitutes by
  /// name.
  Halide::Param<int32_t> n{"batch"};

  int lanes() const { return static_cast<int>(target.channelBlock); }
  /// An attribute of the spec.
  int get(const std::string &name) const { return static_cast<int>(spec.get(name)); }
  /// A parameter of the schedule; throws where absent.
  int param(const std::string &name) const;
  /// Blocks of channels.
  int blocks(const std::string &attr) const {
    return static_cast<int>(ceilDiv(spec.get(attr), target.channelBlock));
  }
  bool has(const std::string &operand) const;
  /// The input of that name.
  Halide::ImageParam in(const std::string &name);
  /// The input of that name with all of its dimensions but the batch as one: for reads across them.
  /// To be called before `in`, whose parameter it becomes.
  Halide::ImageParam flatIn(const std::string &name);
  /// The extents of an operand, innermost first.
  const Operand &operand(const std::string &name) const;
  /// Makes `func` the output of that name, or, for a tuple, of those names; bounds its variables.
  void out(std::initializer_list<std::string> names, Halide::Func func);

  /// Asks for weights (Prefetch, NextChunk), lines of an output (OutputPrefetch) or the next task's part of a map
  /// (MapPrefetch) ahead of their use.
  template <typename Wanted> void prefetch(const Wanted &wanted) {
    prefetches.push_back(prefetchPass(wanted));
  }

  /// Compiles to `path`; returns the scratch bytes of compileKernel.
  int64_t compile(const std::string &symbol, KernelOutput output, const std::string &path);

private:
  Halide::Expr extentOf(const Operand &operand, size_t dim) const;
  template <typename Buffer>
  void constrain(Buffer buffer, const Operand &operand, bool bounds) const;

  std::vector<Operand> operands;
  std::map<std::string, Halide::ImageParam> inputs;
  std::vector<std::string> outputNames; ///< in the order of `outputs`
  std::vector<Halide::Func> outputs;
  std::vector<std::unique_ptr<Halide::Internal::IRMutator>> prefetches; ///< passes that add them
};

} // namespace resnetc::x86
