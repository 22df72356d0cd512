//===- DependencyFile.h - what a library was made from, for make and ninja ----------------===//
#pragma once

#include "compiler/Pipeline/Compilation.h"

#include <string>

namespace resnetc {

/// One rule of make, in the form that gcc and clang write and ninja reads: the targets depend on every
/// file that was read. Standard input is no file, and on request each file has an empty rule of its own,
/// so that make goes on when one is deleted. (CMake before 3.23 reads no rule without a dependency.)
std::string dependencyRule(const CompileRequest &request);

} // namespace resnetc
