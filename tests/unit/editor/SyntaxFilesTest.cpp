//===- SyntaxFilesTest.cpp - colours know the words of the compiler ----------------===//
//
// The files in editors/ have lists of words. They are those of Layers.inc and Words.inc, each in the
// statement where it is one, and every token of the shipped texts has the colour of what it is.
//
//===----------------------------------------------------------------------===//

#include "TextMate.h"
#include "Texts.h"

#include "dsl/EmbeddedFiles.h"
#include "dsl/Layers.h"
#include "dsl/Parser.h"
#include "dsl/Words.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

#include <set>

using namespace resnetc;
using namespace resnetc::dsl;
using llvm::StringRef;

namespace {

std::string readFile(const char *name) {
  auto buffer = llvm::MemoryBuffer::getFile(std::string(RESNETC_EDITORS_DIR) + "/" + name);
  EXPECT_TRUE(buffer) << name;
  return buffer ? (*buffer)->getBuffer().str() : "";
}

/// Words of the table by their owner.
std::map<std::string, std::vector<StringRef>> wordsByOwner() {
  std::map<std::string, std::vector<StringRef>> words;
  for (const WordFacts &facts : wordTable())
    words[facts.owner.str()].push_back(facts.text);
  return words;
}

const llvm::json::Value &grammar() {
  static const llvm::json::Value value = [] {
    auto parsed = llvm::json::parse(readFile("vscode/syntaxes/resnetc.tmLanguage.json"));
    EXPECT_TRUE(bool(parsed));
    return parsed ? std::move(*parsed) : llvm::json::Value(nullptr);
  }();
  return value;
}

TEST(SyntaxFiles, TextMateHasTheWordsOfTheCompiler) {
  const llvm::json::Object &repository = *grammar().getAsObject()->getObject("repository");
  auto expectWords = [&](const std::string &rule, llvm::ArrayRef<StringRef> words) {
    const llvm::json::Object *object = repository.getObject(rule);
    ASSERT_NE(object, nullptr) << "no rule " << rule;
    EXPECT_EQ(object->getString("match")->str(), "\\b(" + llvm::join(words, "|") + ")\\b")
        << rule << ": run tools/scripts/update_editor_words.py";
  };
  expectWords("layers", layerKeywords());
  auto words = wordsByOwner();
  for (const auto &[owner, list] : words)
    expectWords("words-of-" + (owner.empty() ? "all" : owner), list);
  for (const auto &rule : repository)
    if (StringRef name = rule.first; name.consume_front("words-of-") && name != "all") {
      EXPECT_TRUE(words.contains(name.str())) << name.str() << " owns no words";
    }
}

/// What may colour a token. Names may have any colour but that of a comment or string.
bool fits(const Token &token, StringRef scope) {
  switch (token.kind) {
  case TokenKind::Integer:
  case TokenKind::Decimal:
  case TokenKind::Extent:
    return scope.starts_with("constant.numeric");
  case TokenKind::String:
    return scope.starts_with("string");
  case TokenKind::Name:
    if (token.role == TokenRole::Word)
      return layerKind(token.text) && token.owner.empty()
                 ? scope.starts_with("support.function.layer")
                 : !scope.empty() && !scope.contains("name.");
    return !scope.starts_with("comment") && !scope.starts_with("string") &&
           !scope.starts_with("keyword") && !scope.starts_with("support");
  default:
    return !scope.starts_with("comment") && !scope.starts_with("string");
  }
}

void expectColours(StringRef text, StringRef file) {
  static lsp::TextMate textMate(*grammar().getAsObject());
  std::vector<std::string> scopes = textMate.scopesOf(text);
  SourceFile source(file, text);
  Diagnostics diagnostics;
  uint32_t end = 0;
  for (const Token &token : parseSyntax(source, diagnostics).tokens) {
    Location place = token.where.location();
    for (uint32_t i = token.where.begin; i < token.where.begin + token.where.length; ++i)
      ASSERT_TRUE(fits(token, scopes[i])) << place.file << ":" << place.line << ":" << place.column
                                          << ": '" << token.text.str() << "' is " << scopes[i];
    bool comment = false;
    for (uint32_t i = end; i < token.where.begin; ++i) {
      comment = text[i] != '\n' && (comment || text[i] == '#');
      ASSERT_EQ(comment, StringRef(scopes[i]).starts_with("comment")) << place.file << " " << i;
    }
    end = token.where.begin + token.where.length;
  }
  EXPECT_FALSE(diagnostics.hasErrors());
}

TEST(SyntaxFiles, TextMateColoursTheShippedTexts) {
  for (const ShippedFile &file : shippedModels())
    expectColours(file.text, file.name);
  expectColours(embeddedPrelude(), "prelude.dsl");
  expectColours(everyWord, "every word");
}

/// Words after `syn keyword GROUP`, by group; words that begin a region under "start".
std::map<std::string, std::set<std::string>> vimGroups() {
  std::map<std::string, std::set<std::string>> groups;
  std::string text = readFile("vim/syntax/resnetc.vim");
  llvm::SmallVector<StringRef> lines;
  StringRef(text).split(lines, '\n');
  for (StringRef line : lines) {
    llvm::SmallVector<StringRef> words;
    if (line.consume_front("syn keyword resnetc")) {
      line.split(words, ' ');
      for (StringRef word : llvm::ArrayRef(words).drop_front())
        if (word != "contained")
          groups[words[0].str()].insert(word.str());
    } else if (line.starts_with("syn region") && line.contains("start=/\\<")) {
      StringRef start = line.split("start=/\\<").second.split("\\>/").first;
      start.consume_front("\\%(");
      start.consume_back("\\)");
      start.split(words, "\\|");
      for (StringRef word : words)
        groups["start"].insert(word.str());
    }
  }
  return groups;
}

TEST(SyntaxFiles, VimHasTheWordsOfTheCompiler) {
  auto groups = vimGroups();
  auto expectWords = [&](std::string group, llvm::ArrayRef<StringRef> words) {
    std::set<std::string> expected;
    for (StringRef word : words)
      if (groups[group].contains(word.str()) || !groups["start"].contains(word.str()))
        expected.insert(word.str());
    EXPECT_EQ(groups[group], expected) << group << ": run tools/scripts/update_editor_words.py";
  };
  expectWords("Layer", layerKeywords());
  for (const auto &[owner, words] : wordsByOwner()) {
    std::string group = owner.empty() ? "Word" : owner == "model" ? "ModelWord" : owner + "Word";
    group[0] = llvm::toUpper(group[0]);
    expectWords(group, words);
  }
}

} // namespace
