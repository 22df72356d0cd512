//===- KernelCompiler.h - the kernels of a network, compiled in parallel -----------===//
#pragma once

#include "compiler/Backend/Backend.h"
#include "compiler/Codegen/ObjectFile.h"

#include "mlir/IR/BuiltinOps.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace resnetc {

/// The kernels of a module in the `kernels` or `plan` phase, in its order. The symbols are the ops'
/// own: they are made from spec, schedule and target, so libraries of several networks can share a
/// program.
std::vector<KernelJob> kernelJobs(mlir::ModuleOp module);

/// How to compile kernels.
struct KernelCompilerOptions {
  unsigned threads = 0;               ///< 0: as many as the machine has
  llvm::raw_ostream *notes = nullptr; ///< what -v shows; may be null
};

/// How many kernels were compiled, and how many were found in the cache; by how many threads, and how
/// many should have been, had the system started them.
struct KernelCompilerStatistics {
  unsigned compiled = 0, cached = 0;
  unsigned threads = 0, wantedThreads = 0;
};

/// One kernel's object code, called `<symbol>.o`, and what it needs.
struct CompiledKernel {
  ObjectFile object;
  int64_t scratchBytes = 0; ///< as KernelCode says
};

/// Every job compiled, in the order of the jobs, by as many threads as the system grants.
llvm::Expected<std::vector<CompiledKernel>> compileKernels(const std::vector<KernelJob> &jobs,
                                                           const KernelCompilerOptions &options,
                                                           KernelCompilerStatistics &statistics);

} // namespace resnetc
