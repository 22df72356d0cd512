//===- Shipped.h - what was measured before resnetc was built --------------------------------===//
//
// One text for each processor that was at hand, compiler/Tuning/shipped/PROCESSOR.jsonl: what
// `resnetc-tune export --improved` wrote there. They are part of the program.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Tuning/Database.h"

#include "llvm/ADT/ArrayRef.h"

namespace resnetc {

/// A file of the folder, as it was when resnetc was built.
struct ShippedText {
  llvm::StringRef name, text;
};

/// All of them, by name.
llvm::ArrayRef<ShippedText> shippedTexts();

/// The rows of all of them.
llvm::ArrayRef<TuningRow> shippedRows();

} // namespace resnetc
