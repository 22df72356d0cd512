//===- Format.h - the layout of a text --------------------------------------===//
//
// Lays a text of the language out as those in dsl/models are: indentation, spaces, columns of words
// and of comments. Where lines end, and whether a blank line stands between them, is left to the
// writer, who groups layers by it. Section 8 of dsl/grammar.md states the rules.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_FORMAT_H
#define RESNETC_DSL_FORMAT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <optional>
#include <string>

namespace resnetc::dsl {

/// The text laid out; laying that out again changes nothing. It has the tokens of the original in the
/// same order, but for ';', and all its comments, and parses to the same tree. Nullopt for a text that
/// does not parse, whose errors are printed to `errors` as loadNetwork prints them; what blocks and
/// models mean is not checked. Lines end as the first one does, "\n" or "\r\n".
std::optional<std::string> formatText(llvm::StringRef text, llvm::StringRef fileName,
                                      llvm::raw_ostream &errors);

} // namespace resnetc::dsl

#endif // RESNETC_DSL_FORMAT_H
