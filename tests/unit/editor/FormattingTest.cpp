//===- FormattingTest.cpp - edits that lay a text out ------------------------------===//
#include "tools/resnetc-lsp/Server.h"

#include "dsl/Format.h"

#include "Mutator.h"

#include <gtest/gtest.h>

using namespace resnetc;
using namespace resnetc::lsp;

namespace {

std::string applied(std::string text, const std::vector<llvm::lsp::TextEdit> &edits) {
  for (const llvm::lsp::TextEdit &edit : edits) {
    Positions positions(text);
    uint32_t begin = positions.offsetOf(edit.range.start), end = positions.offsetOf(edit.range.end);
    text.replace(begin, end - begin, edit.newText);
  }
  return text;
}

TEST(Formatting, EditsTheLinesThatChangeAlone) {
  auto edits = formattingEdits("resnetc 1\nblock a { relu }\nblock b{relu}\nblock c { relu }\n");
  ASSERT_EQ(edits.size(), 1u);
  EXPECT_EQ(edits[0].newText, "block b { relu }\n");
  EXPECT_EQ(edits[0].range, llvm::lsp::Range({2, 0}, {3, 0}));
}

TEST(Formatting, NothingForATextThatIsLaidOutOrDoesNotParse) {
  EXPECT_TRUE(formattingEdits("resnetc 1\nblock a { relu }\n").empty());
  EXPECT_TRUE(formattingEdits("resnetc 1\nblock a{relu").empty());
}

TEST(Formatting, GivesWhatResnetcFmtGives) {
  dsl::Mutator mutator(11);
  size_t changed = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string text = mutator.next();
    llvm::raw_null_ostream ignored;
    std::optional<std::string> expected = dsl::formatText(text, "t.dsl", ignored);
    if (!expected)
      continue;
    ASSERT_EQ(applied(text, formattingEdits(text)), *expected) << text;
    changed += *expected != text;
  }
  EXPECT_GT(changed, 50u);
}

} // namespace
