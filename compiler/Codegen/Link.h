//===- Link.h - from objects to a library, without a host compiler ------------------===//
#pragma once

#include "compiler/Codegen/ObjectFile.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace resnetc {

/// The thin runtime (runtime/core) that every library carries, as built with this compiler.
ObjectFile runtimeObject();

/// What runs kernels on CUDA devices (runtime/device/cuda), for libraries with such kernels alone: it
/// is an object of its own so that others neither hold it nor refer to the loader.
ObjectFile cudaObject();

/// A shared library with the given soname that exports `exports` and nothing else, needs libc and
/// at most libm, and has no undefined symbol. Equal arguments give equal bytes.
llvm::Expected<std::string> linkShared(const std::vector<ObjectFile> &objects,
                                       const std::vector<std::string> &exports,
                                       const std::string &soname);

/// One relocatable object of all `objects`, in which only `exports` are still visible from outside.
llvm::Expected<std::string> linkRelocatable(const std::vector<ObjectFile> &objects,
                                            const std::vector<std::string> &exports);

/// A static archive with a symbol table, its members in the given order, without dates or owners.
/// What the objects define for each other, all but `exports`, is theirs alone: it gets `prefix`
/// before its name, so that it meets nobody else's (another copy of a kernel library, another compiler's
/// runtime), is hidden, so that a library made from the archive does not export it, and weak, so
/// that a program may hold several archives with the same prefix and then has one copy.
llvm::Expected<std::string> writeStaticArchive(const std::vector<ObjectFile> &objects,
                                               const std::vector<std::string> &exports,
                                               const std::string &prefix);

} // namespace resnetc
