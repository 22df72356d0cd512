//===- FormatCommand.h - resnetc fmt -----------------------------------------------===//
#pragma once

#include "compiler/Pipeline/Compilation.h"

#include "llvm/ADT/ArrayRef.h"

namespace resnetc {

/// The word that makes a command line one of the formatter. A model in a file of this name is
/// compiled as ./fmt.
inline constexpr llvm::StringLiteral formatCommand = "fmt";

/// `resnetc fmt [-i | --check] FILE...|-`: lays texts out, onto `out` unless the options say
/// otherwise. `arguments` are those after the word. A file that does not parse is left as it is, and
/// its errors are printed; the other files are still done.
Outcome runFormat(llvm::ArrayRef<const char *> arguments, llvm::raw_ostream &out,
                  llvm::raw_ostream &errs);

} // namespace resnetc
