//===- CommandLine.h - the command line of resnetc -------------------------------===//
#pragma once

#include "compiler/Pipeline/Compilation.h"

#include "llvm/ADT/ArrayRef.h"

#include <optional>

namespace resnetc {

/// What the command line asks for.
struct CommandLine {
  enum class Action { Compile, Help, Version, PrintModels };
  Action action = Action::Compile;
  CompileRequest request; ///< for Compile
};

/// Reads the arguments after the program's name. After a mistake, prints what is wrong to `errs`,
/// sets `outcome` to UsageWrong (the command line makes no sense) or InputWrong (it asks for
/// something that this build or machine does not have), and returns nullopt.
std::optional<CommandLine> parseCommandLine(llvm::ArrayRef<const char *> arguments,
                                            llvm::raw_ostream &errs, Outcome &outcome);

/// Prints every option.
void printHelp(llvm::raw_ostream &os);

} // namespace resnetc
