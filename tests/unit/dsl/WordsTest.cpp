//===- WordsTest.cpp - every word is explained ---------------------------------===//
//
// Words that the parser takes in the shipped texts and in a text of every construct, and the lines of
// Words.inc, are the same.
//
//===----------------------------------------------------------------------===//

#include "dsl/Words.h"

#include "Texts.h"

#include "dsl/EmbeddedFiles.h"
#include "dsl/Layers.h"
#include "dsl/Parser.h"

#include <gtest/gtest.h>

#include <set>

using namespace resnetc::dsl;

namespace {

using Key = std::pair<std::string, std::string>; // owner, word

/// Words of a text, those of layers left out.
void collectWords(llvm::StringRef text, std::set<Key> &words) {
  SourceFile source("t.dsl", text);
  Diagnostics diagnostics;
  for (const Token &token : parseSyntax(source, diagnostics).tokens)
    if (token.role == TokenRole::Word) {
      EXPECT_NE(meaningOf(token.text, token.owner), "")
          << token.owner.str() << " " << token.text.str();
      if (!(token.owner.empty() && layerKind(token.text)))
        words.emplace(token.owner.str(), token.text.str());
    }
  EXPECT_FALSE(diagnostics.hasErrors()) << text.str();
}

TEST(Words, OfTheParserAndOfTheTableAreTheSame) {
  std::set<Key> words;
  collectWords(embeddedPrelude(), words);
  for (const ShippedFile &file : shippedModels())
    collectWords(file.text, words);
  collectWords(everyConstruct, words);
  collectWords(everyWord, words);
  for (const WordFacts &facts : wordTable()) {
    bool used = false;
    for (const auto &[owner, word] : words)
      used |= word == facts.text && (owner == facts.owner || facts.owner.empty());
    EXPECT_TRUE(used) << facts.owner.str() << " " << facts.text.str();
  }
}

TEST(Words, LayersAreExplainedByTheGrammar) {
  EXPECT_EQ(meaningOf("relu", ""), "`relu`: max(x, 0)");
  EXPECT_EQ(meaningOf("maxpool", ""),
            "`maxpool K`: largest of each window; padding never wins. Left "
            "out: stride 1, pad (K - 1) / 2 rounded down");
  for (llvm::StringRef layer : layerKeywords())
    EXPECT_TRUE(llvm::StringRef(meaningOf(layer, "")).starts_with(("`" + layer).str()))
        << layer.str();
  EXPECT_EQ(meaningOf("bn", "model").find("batch normalisation"), std::string::npos);
}

/// At every place of a text the parser says what it would take there, and that it does take.
TEST(Words, WhatStandsIsExpectedWhereItStands) {
  for (const char *text : {everyConstruct, everyWord}) {
    SourceFile source("t.dsl", text);
    Diagnostics diagnostics;
    for (const Token &token : parseSyntax(source, diagnostics).tokens) {
      if (token.role != TokenRole::Word)
        continue;
      Expected expected = expectedAt(source, token.where.begin + 1);
      bool offered = false;
      for (const Expected::Word &word : expected.words)
        offered |= word.text == token.text && word.owner == token.owner;
      EXPECT_TRUE(offered) << token.owner.str() << " " << token.text.str() << " at "
                           << token.where.location().line << ":" << token.where.location().column;
    }
  }
}

} // namespace
