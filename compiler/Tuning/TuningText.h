//===- TuningText.h - rows of a tuning database as text -------------------------------------===//
//
// JSON lines: the first says what the text is and in which version, each other one is a row. Rows are
// in order, and numbers are rounded, so that two texts can be compared and reviewed line by line.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Tuning/Database.h"

#include "llvm/ADT/ArrayRef.h"

namespace resnetc {

/// The rows by kernel, target and batch. What readTuningText makes of it has the same text.
std::string tuningText(llvm::ArrayRef<TuningRow> rows);

/// The rows of a text, which messages call `name`. Fails with an InputError that names the line where
/// the text is no such one, of a newer resnetc, damaged, or says something twice.
llvm::Expected<std::vector<TuningRow>> readTuningText(llvm::StringRef text, llvm::StringRef name);

} // namespace resnetc
