//===- BugReport.h - what a program says when it cannot go on -----------------------===//
#pragma once

#include "llvm/Support/raw_ostream.h"

namespace resnetc {

/// Says that resnetc has a bug, which, and what to report.
void printBug(llvm::raw_ostream &os, llvm::StringRef what);

} // namespace resnetc
