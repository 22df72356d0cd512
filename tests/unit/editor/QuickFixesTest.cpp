//===- QuickFixesTest.cpp - edits that mend a mistake ------------------------------===//
#include "tools/resnetc-lsp/QuickFixes.h"

#include "tools/resnetc-lsp/Server.h"

#include "Mutator.h"

#include "llvm/ADT/StringExtras.h"

#include <gtest/gtest.h>

using namespace resnetc;
using namespace resnetc::lsp;
using llvm::StringRef;

namespace {

const llvm::lsp::Range everywhere({0, 0}, {1 << 30, 0});

llvm::json::Array fixesOf(StringRef text, const llvm::lsp::Range &selection = everywhere) {
  return quickFixesAt(Document("untitled:a", text), "untitled:a", selection);
}

/// A text with one of its fixes applied.
std::string applied(StringRef text, const llvm::json::Value &action) {
  const llvm::json::Object &changes =
      *action.getAsObject()->getObject("edit")->getObject("changes");
  EXPECT_EQ(changes.size(), 1u);
  std::string result = text.str();
  llvm::json::Path::Root root;
  for (const llvm::json::Value &value : *changes.getArray("untitled:a")) {
    llvm::lsp::TextEdit edit;
    EXPECT_TRUE(fromJSON(value, edit, root));
    Positions positions(text);
    uint32_t begin = positions.offsetOf(edit.range.start), end = positions.offsetOf(edit.range.end);
    result.replace(begin, end - begin, edit.newText);
  }
  return result;
}

TEST(QuickFixes, ReplaceAWordByTheOneThatIsMeant) {
  const std::string text = "resnetc 1\nblock b {\n  ReLU; swish }\n";
  llvm::json::Array fixes = fixesOf(text);
  ASSERT_EQ(fixes.size(), 2u);
  EXPECT_EQ(fixes[0].getAsObject()->getString("title"), "Write 'relu'");
  EXPECT_EQ(fixes[0].getAsObject()->getString("kind"), "quickfix");
  EXPECT_EQ(applied(text, fixes[0]), "resnetc 1\nblock b {\n  relu; swish }\n");
  EXPECT_EQ(applied(text, fixes[1]), "resnetc 1\nblock b {\n  ReLU; silu }\n");
  const std::string call = "resnetc 1\nblock b { basik(2) }\n";
  ASSERT_EQ(fixesOf(call).size(), 1u);
  EXPECT_EQ(applied(call, fixesOf(call)[0]), "resnetc 1\nblock b { basic(2) }\n");
}

TEST(QuickFixes, OfTheMistakesThatAreSelectedAlone) {
  const std::string text = "resnetc 1\nblock b {\n  swish; ReLU }\n";
  EXPECT_EQ(fixesOf(text, {{2, 3}, {2, 3}}).size(), 1u);
  EXPECT_EQ(fixesOf(text, {{2, 7}, {2, 7}}).size(), 1u) << "right behind the word";
  EXPECT_EQ(fixesOf(text, {{1, 0}, {2, 1}}).size(), 0u);
  EXPECT_EQ(fixesOf(text, {{2, 0}, {3, 0}}).size(), 2u);
}

TEST(QuickFixes, NoneWhereOneWordIsNotEnough) {
  EXPECT_TRUE(fixesOf("resnetc 1\nblock b { linear(10) }\n").empty())
      << "`fc 10` is another syntax";
  EXPECT_TRUE(fixesOf("resnetc 1\nblock b { relu\n").empty());
  EXPECT_TRUE(fixesOf("resnetc 1\nblock b { relu }\n").empty());
}

/// A letter is doubled in words of the shipped models. What is offered mends the mistake where it is shown, and mostly puts
/// the word back; the other typos are in declarations, and shown where the name is used.
TEST(QuickFixes, MendTyposInShippedModels) {
  size_t offered = 0, mended = 0;
  for (const auto &model : dsl::shippedModels())
    for (size_t i = 1; i < model.text.size(); ++i) {
      if (!llvm::isAlpha(model.text[i]) || llvm::isAlnum(model.text[i - 1]) || i % 7 != 0)
        continue;
      std::string text = model.text.str();
      text.insert(i, 1, text[i]);
      for (const llvm::json::Value &action : fixesOf(text)) {
        std::string after = applied(text, action);
        Document document("untitled:a", after);
        const llvm::json::Value &shown = action.getAsObject()->getArray("diagnostics")->front();
        for (const llvm::json::Value &left : diagnosticsOf(document))
          ASSERT_NE(left, shown) << after;
        ++offered;
        mended += after == model.text;
      }
    }
  EXPECT_GT(mended, 100u);
  EXPECT_GT(mended, offered * 2 / 3);
}

} // namespace
