//===- Models.h - the models that ship ---------------------------------------===//
#pragma once

#include "llvm/Support/raw_ostream.h"

namespace resnetc {

/// A table of the models that ship inside the program, at their defaults and at the depths of their
/// papers: name, input, layers, learned parameters, multiply-adds and activations of one image, what
/// -D can set; and what each column counts. False after a message when one of them cannot be read.
bool printModels(llvm::raw_ostream &out, llvm::raw_ostream &errs);

} // namespace resnetc
