//===- Library.h - from planned modules to a library -----------------------------===//
#pragma once

#include "compiler/Codegen/Descriptor.h"
#include "compiler/Codegen/KernelCompiler.h"
#include "compiler/Pipeline/Compilation.h"

namespace resnetc {

/// What goes into a library.
struct LibraryInput {
  ModelDescription model;
  std::vector<KernelJob> kernels;    ///< of all instruction sets
  std::vector<mlir::ModuleOp> hosts; ///< modules of the LLVM dialect, in the order of the variants
  LibraryKind kind = LibraryKind::Shared;
  std::string fileName; ///< the library's own, without its folder
};

/// Compiles kernels, host functions and descriptor; notes in the model what its functions' kernels
/// need.
llvm::Expected<std::vector<ObjectFile>> buildObjects(LibraryInput &input,
                                                     const KernelCompilerOptions &options,
                                                     KernelCompilerStatistics &statistics);

/// Puts the objects together with the runtime; the bytes of the file.
llvm::Expected<std::string> buildLibrary(const LibraryInput &input,
                                         const std::vector<ObjectFile> &objects);

} // namespace resnetc
