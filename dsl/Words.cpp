//===- Words.cpp - what the words of the language mean ---------------------------===//
//
// See Words.h.
//
//===----------------------------------------------------------------------===//

#include "dsl/Words.h"

#include "dsl/EmbeddedFiles.h"
#include "dsl/Layers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace resnetc::dsl;
using llvm::StringRef;

namespace {

constexpr WordFacts table[] = {
#define WORD(owner, text, meaning) {owner, text, meaning},
#include "dsl/Words.inc"
};

/// "conv" of "conv K C", "avgpool global" of itself: operands are single capitals.
StringRef layerOf(StringRef pattern) {
  while (pattern.size() > 2 && pattern[pattern.size() - 2] == ' ')
    pattern = pattern.drop_back(2);
  return pattern;
}

/// The row of a layer: | `conv K C` | what it computes | left out |
std::string meaningOfLayer(StringRef layer) {
  llvm::SmallVector<StringRef> lines;
  embeddedGrammar().split(lines, '\n');
  for (StringRef line : lines) {
    if (!line.consume_front("| `"))
      continue;
    auto [pattern, rest] = line.split("` | ");
    if (layerOf(pattern) != layer)
      continue;
    auto [meaning, tail] = rest.split(" |");
    StringRef otherwise = tail.rsplit('|').first.trim();
    std::string text = "`" + pattern.str() + "`: " + meaning.str();
    return otherwise.empty() ? text : text + ". Left out: " + otherwise.str();
  }
  return "";
}

} // namespace

llvm::ArrayRef<WordFacts> resnetc::dsl::wordTable() { return table; }

std::string resnetc::dsl::meaningOf(StringRef word, StringRef owner) {
  for (StringRef wanted : {owner, StringRef()})
    for (const WordFacts &facts : table)
      if (facts.owner == wanted && facts.text == word)
        return facts.meaning.str();
  return layerKind(word) ? meaningOfLayer(word) : "";
}
