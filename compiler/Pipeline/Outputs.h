//===- Outputs.h - where a compilation writes, and what it must not replace -----------===//
#pragma once

#include "compiler/Pipeline/Compilation.h"

#include "llvm/Support/Error.h"

#include <string>

namespace resnetc {

/// Where the header of a library goes; "" for a view, and for a device or pipe, which has no place
/// beside it.
std::string headerPath(const CompileRequest &request);

/// Where the dependency file goes: as asked for, or else beside the output, which is a file, with the
/// ending .d. Empty where none is wanted.
std::string dependencyPath(const CompileRequest &request);

/// Refuses outputs that would replace what the compilation reads, or each other.
llvm::Error checkOutputs(const CompileRequest &request);

/// The phase that a view needs.
Phase phaseOf(View view);

} // namespace resnetc
