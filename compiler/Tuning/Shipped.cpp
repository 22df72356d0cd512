//===- Shipped.cpp - what was measured before resnetc was built ------------------------------===//
//
// See Shipped.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Shipped.h"

#include "compiler/Tuning/TuningText.h"

#include "llvm/ADT/STLExtras.h"

namespace resnetc {

llvm::ArrayRef<TuningRow> shippedRows() {
  static const std::vector<TuningRow> rows = [] {
    std::vector<TuningRow> all;
    for (const ShippedText &each : shippedTexts()) // tests read every one of them
      llvm::append_range(all, llvm::cantFail(readTuningText(each.text, each.name)));
    return all;
  }();
  return rows;
}

} // namespace resnetc
