//===- FormatOption.h - number formats on the command lines of passes -----------------===//
#pragma once

#include "compiler/Support/NumberFormat.h"

#include "llvm/Support/CommandLine.h"

namespace resnetc {

/// The values of an option that takes what --precision does.
inline auto precisionValues() {
  auto value = [](NumberFormat format) { return clEnumValN(format, nameOf(format), ""); };
  return llvm::cl::values(value(NumberFormat::F32), value(NumberFormat::BF16),
                          value(NumberFormat::FP16));
}

} // namespace resnetc
