//===- Words.h - what the words of the language mean -----------------------------===//
#ifndef RESNETC_DSL_WORDS_H
#define RESNETC_DSL_WORDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace resnetc::dsl {

/// One line of Words.inc.
struct WordFacts {
  llvm::StringRef owner, text, meaning;
};

llvm::ArrayRef<WordFacts> wordTable();

/// What a word means, in Markdown: of a layer as section 4 of dsl/grammar.md says it, of another the
/// line of Words.inc for its owner (Token::owner), or else for all. Empty for words that are neither.
std::string meaningOf(llvm::StringRef word, llvm::StringRef owner);

} // namespace resnetc::dsl

#endif // RESNETC_DSL_WORDS_H
