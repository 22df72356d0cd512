//===- Models.h - the models that ship ---------------------------------------===//
#pragma once

#include "llvm/Support/raw_ostream.h"

namespace resnetc {

/// One line for each model that ships inside the program: name, file, what -D can set, learned
/// parameters, multiply-adds of one image. False after a message when one of them cannot be read.
bool printModels(llvm::raw_ostream &out, llvm::raw_ostream &errs);

} // namespace resnetc
