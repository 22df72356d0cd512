//===- Kernels.h - the kernels of x86 ----------------------------------------------===//
//
// Everything between a KernelSpec and its object code, by Halide; no MLIR. X86Backend.cpp hands it
// to the graph.
//
// Calling convention of the object code, for every class:
//   int SYMBOL(void *userContext, int32_t n, halide_buffer_t *arg0, halide_buffer_t *arg1, ...)
// `n` is the batch (or, where the class says so, a number of vectors). Arguments are in the order
// of `KernelInterface::args`. The code reads only the `host` field of a buffer: extents and strides
// are constants or `n`. It keeps no state, needs less than 64 KiB of stack with its tasks, and may
// call halide_do_par_for, halide_malloc and halide_free (scratch memory of the thread it runs on),
// all with `userContext` or what a task was given for it, halide_error_out_of_memory, memcpy and
// memset, nothing else. It returns 0, or the status of what it called and that failed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/NetworkTraffic.h"
#include "compiler/Backend/X86/Targets.h"
#include "compiler/Kernels/Kernel.h"

namespace resnetc::x86 {

using namespace kernels;

/// Every schedule worth trying, the default first: the target's table, narrowed to what fits the
/// shape. `batchHint` is the batch the caller expects most (every other size still runs). Throws
/// std::invalid_argument for a spec that has a problem.
std::vector<KernelChoice> candidateSchedules(const KernelSpec &spec, const X86Target &target,
                                             int64_t batchHint);

/// The first of them; throws std::logic_error where there is none.
KernelChoice chooseSchedule(const KernelSpec &spec, const X86Target &target, int64_t batchHint);

/// The form in which Winograd's algorithm should beat direct convolution for a spec of class "conv"
/// or "conv_grad_weight", at the batch that is expected most; nothing where it does not apply or
/// does not pay.
std::optional<WinogradForm> chooseWinograd(const KernelSpec &conv, const X86Target &target,
                                           int64_t batchHint, FilterTransform filter);

/// Whether filters of so many bytes, all read by every call, stay in the L3 cache as Winograd's
/// algorithm has them, with room for maps.
bool keepsInCache(const X86Target &target, int64_t filterBytes);

/// As Backend::imagesAtOnce.
int64_t imagesAtOnce(const X86Target &target, const NetworkTraffic &traffic);

/// Compiles one kernel to `path`. Returns the scratch bytes that one thread needs at most, blocks
/// as runtime/core/Abi.h has them. Safe to call from several threads. Throws a std::exception when
/// the schedule is illegal for the spec: a bug, never a user's mistake.
int64_t compileKernel(const KernelSpec &spec, const KernelChoice &choice, const X86Target &target,
                      const std::string &symbol, KernelOutput output, const std::string &path);

} // namespace resnetc::x86
