//===- Outcome.h - how a program ends --------------------------------------------===//
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace resnetc {

/// How a program ends; the values are the exit statuses.
enum class Outcome {
  Done = 0,
  InputWrong = 1, ///< the user's input or environment; a message says what to mend
  UsageWrong = 2, ///< the command line
  Bug = 3,        ///< ours; a message says what to report
};

/// The failure of work that the user's input is to blame for, and whose message has been printed.
llvm::Error alreadyReported();

/// How the program ends after `work`, of which the user has been told by then on `errs`. Exceptions of
/// the standard library count as failures, too.
Outcome outcomeOf(llvm::function_ref<llvm::Error()> work, llvm::raw_ostream &errs);

} // namespace resnetc
