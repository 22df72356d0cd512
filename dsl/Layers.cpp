//===- Layers.cpp - what the language knows of each kind of layer ---------------===//
//
// See Layers.h.
//
//===----------------------------------------------------------------------===//

#include "dsl/Layers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace resnetc::dsl;
using llvm::StringRef;

template <typename... Arguments> static constexpr unsigned bits(Arguments... arguments) {
  return (0u | ... | (1u << static_cast<unsigned>(arguments)));
}

namespace {

using enum LayerFamily;
using enum ShapeRule;
using enum Learns;
using enum LayerArgument;

/// By LayerKind.
constexpr LayerFacts table[] = {
#define LAYER(kind, text, family, shape, learns, ...)                                              \
  {text, family, shape, learns, bits(__VA_ARGS__)},
#include "dsl/Layers.inc"
};

constexpr NumberFacts numbers[] = {
#define NUMBER(argument, name, attribute, usual, example, constraint, fits, expected, hint)        \
  {argument, name,    attribute,                                                                   \
   usual,    example, constraint,                                                                  \
   expected, hint,    [](double value) -> bool { return fits; }},
#include "dsl/Layers.inc"
};

} // namespace

const NumberFacts *resnetc::dsl::LayerFacts::number() const {
  auto *found =
      llvm::find_if(numbers, [&](const NumberFacts &facts) { return takes(facts.argument); });
  return found == std::end(numbers) ? nullptr : found;
}

const LayerFacts &resnetc::dsl::layerFacts(LayerKind kind) {
  return table[static_cast<size_t>(kind)];
}

StringRef resnetc::dsl::toString(LayerKind kind) { return layerFacts(kind).text; }

std::optional<LayerKind> resnetc::dsl::layerKind(StringRef text) {
  auto *row = llvm::find_if(table, [&](const LayerFacts &facts) { return facts.text == text; });
  if (row == std::end(table))
    return std::nullopt;
  return static_cast<LayerKind>(row - table);
}

/// Kinds of two words have the keyword of another.
static bool isKeyword(const LayerFacts &facts) { return !facts.text.contains(' '); }

llvm::ArrayRef<StringRef> resnetc::dsl::layerKeywords() {
  static const std::vector<StringRef> words = [] {
    std::vector<StringRef> list;
    for (const LayerFacts &facts : table)
      if (isKeyword(facts))
        list.push_back(facts.text);
    return list;
  }();
  return words;
}

std::vector<StringRef> resnetc::dsl::layerKeywords(LayerFamily family) {
  std::vector<StringRef> words;
  for (const LayerFacts &facts : table)
    if (isKeyword(facts) && facts.family == family)
      words.push_back(facts.text);
  return words;
}

std::vector<StringRef> resnetc::dsl::secondWords(LayerKind kind) {
  std::vector<StringRef> words;
  for (const LayerFacts &facts : table)
    if (auto [first, second] = facts.text.split(' ');
        !second.empty() && first == layerFacts(kind).text)
      words.push_back(second);
  return words;
}

std::vector<StringRef> resnetc::dsl::optionWords(LayerKind kind) {
  static constexpr std::pair<LayerArgument, StringRef> options[] = {
      {Pad, "pad"},
      {Ceil, "ceil"},
      {Groups, "groups"},
      {Bias, "bias"},
      {BiasByDefault, "bias"},
      {Bias, "nobias"},
      {BiasByDefault, "nobias"},
      {Response, "alpha"},
      {Response, "beta"},
  };
  std::vector<StringRef> words;
  for (auto [argument, word] : options)
    if (layerFacts(kind).takes(argument))
      words.push_back(word);
  return words;
}

std::string resnetc::dsl::example(LayerKind kind) {
  static constexpr std::pair<LayerArgument, StringRef> operands[] = {
      {Kernel, "3x3"}, {Channels, "64"}, {Span, "5"}};
  const LayerFacts &facts = layerFacts(kind);
  std::string text = facts.text.str();
  for (auto [argument, value] : operands)
    if (facts.takes(argument))
      text += (" " + value).str();
  if (const NumberFacts *number = facts.number(); number && !number->usual)
    text += (" " + number->example).str();
  return text;
}

std::string resnetc::dsl::listed(llvm::ArrayRef<StringRef> words, StringRef conjunction) {
  if (words.size() < 2)
    return llvm::join(words, "");
  return llvm::join(words.drop_back(), ", ") + (" " + conjunction + " " + words.back()).str();
}
