//===- EditorParsers.cpp - what editors do with any text of the language ----------===//
#include "tests/fuzz/Parsers.h"

#include "dsl/Format.h"
#include "dsl/Parser.h"
#include "tools/resnetc-lsp/Completion.h"
#include "tools/resnetc-lsp/Hover.h"
#include "tools/resnetc-lsp/Outline.h"

#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

namespace resnetc::fuzz {

static std::string treeOf(llvm::StringRef text) {
  dsl::SourceFile source("input.dsl", text);
  dsl::Diagnostics diagnostics;
  return dsl::ast::print(dsl::parseSyntax(source, diagnostics).tree);
}

bool format(std::span<const uint8_t> input) {
  std::string text(input.begin(), input.end()), messages;
  llvm::raw_string_ostream errors(messages);
  std::optional<std::string> once = dsl::formatText(text, "input.dsl", errors);
  check(once || llvm::StringRef(messages).contains("error: "), "a refusal has an error");
  if (!once)
    return false;
  check(dsl::formatText(*once, "input.dsl", errors) == once, "what is laid out stays as it is");
  check(treeOf(*once) == treeOf(text), "layout has no meaning");
  return true;
}

bool editor(std::span<const uint8_t> input) {
  std::string text(input.begin(), input.end());
  lsp::Document document("input.dsl", text);
  for (const auto &symbol : lsp::outlineOf(document))
    check(document.positions.whole().contains(symbol.range), "an outline is inside of its text");
  uint64_t place = llvm::xxh3_64bits(text);
  for (int i = 0; i < 4; ++i, place = place * 6364136223846793005u + 1442695040888963407u) {
    auto offset = static_cast<uint32_t>((place >> 33) % (text.size() + 1));
    if (auto hover = lsp::hoverAt(document, offset))
      check(!hover->contents.value.empty(), "a hover says something");
    for (const auto &item : lsp::completionsAt(document, offset))
      check(!item.label.empty(), "what is offered can be written");
  }
  return document.analysis.errors().empty();
}

} // namespace resnetc::fuzz
