//===- BugReport.cpp - what a program says when it is at fault ---------------------===//
//
// A user must be able to tell a wrong model from a wrong compiler, and know what to send.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/BugReport.h"

#include "compiler/Pipeline/Version.h"

namespace resnetc {

void printBug(llvm::raw_ostream &os, llvm::StringRef what) {
  os << "resnetc: bug: " << what.rtrim() << "\nThis is a mistake in resnetc " << versionText()
     << ", not in your model. Please report it with the model's text, the whole command\n"
        "line, the output of 'resnetc --version', and this message. Nothing was written.\n";
}

} // namespace resnetc
