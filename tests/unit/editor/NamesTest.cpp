//===- NamesTest.cpp - from uses to declarations, and the outline ------------------===//
#include "tools/resnetc-lsp/Outline.h"

#include "MarkedText.h"

using namespace resnetc::lsp;
using resnetc::dsl::Name;

namespace {

/// "line:column" of the declaration of the name at the mark, from 1; "prelude" for one of the prelude.
std::string definition(const std::string &marked) {
  MarkedText text(marked);
  const Name *name = text.document->nameAt(text.offset);
  if (!name || !name->declared.file)
    return "";
  if (name->declared.file == &text.document->analysis.prelude())
    return "prelude";
  auto place = name->declared.location();
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

TEST(Names, OfBlocks) {
  EXPECT_EQ(definition("resnetc 1\nblock b { relu }\nblock d { b@() }"), "2:7");
  EXPECT_EQ(definition(model("  stage s = 2 x @basic(3)")), "prelude");
  EXPECT_EQ(definition("resnetc 1\nblock basic { relu }\nblock d { basic@() }"), "2:7")
      << "one of the file hides the prelude's";
  EXPECT_EQ(definition(model("  stage s = 2 x none@(3)")), "");
}

TEST(Names, OfParameters) {
  EXPECT_EQ(definition("resnetc 1\nblock b(c, d = c@) { relu }"), "2:9");
  EXPECT_EQ(
      definition("resnetc 1\nblock b(c) { branch { conv 3x3 (2 * c@) }; shortcut; join add }"),
      "2:9");
  EXPECT_EQ(definition("resnetc 1\nblock b(wide) { relu }\nblock d(c) { b(wi@de = c) }"), "2:9");
  EXPECT_EQ(definition(model("  stage s = n@ x basic(3)", "n = 2")), "2:9");
  EXPECT_EQ(definition(model("", "size = 2") + "train t for m { augment crop si@ze }"), "2:9");
}

TEST(Names, OfModels) { EXPECT_EQ(definition(model("") + "train t for m@ { seed 1 }"), "2:7"); }

TEST(Names, InTextsWithMistakes) {
  EXPECT_EQ(definition("resnetc 1\nblock b { relu }\nblock d { conv; b@() }"), "2:7");
  EXPECT_EQ(definition("resnetc 1\nblock b { relu\nblock d { b@() }"), "2:7") << "no brace";
  EXPECT_EQ(definition("resnetc 1\nblock b { $ relu }\nblock d { b@() }"), "2:7");
}

TEST(Outline, OfBlocksModelsAndRecipes) {
  Document document("t.dsl",
                    "resnetc 1\nblock b(c) { relu }\nmodel m(n = 2) {\n"
                    "  input x : f32[N, 1, 8, 8]\n  stem { relu }\n"
                    "  stage s = n x b(1) then 1 x basic(8)\n  aux a { fc 2 }\n  head { fc 2 }\n}\n"
                    "train t for m { seed 1 }\n");
  auto symbols = outlineOf(document);
  ASSERT_EQ(symbols.size(), 3u);
  EXPECT_EQ(symbols[0].name + ", " + symbols[0].detail, "b, b(c)");
  EXPECT_EQ(symbols[1].detail, "m(n = 2)");
  EXPECT_EQ(symbols[2].name + ", " + symbols[2].detail, "t, train for m");
  std::vector<std::string> children;
  for (const auto &child : symbols[1].children) {
    children.push_back(child.name + (child.detail.empty() ? "" : ": ") + child.detail);
    EXPECT_TRUE(symbols[1].range.contains(child.range));
    EXPECT_TRUE(child.range.contains(child.selectionRange));
  }
  EXPECT_EQ(children, (std::vector<std::string>{"x", "stem", "s: stage n x b then 1 x basic",
                                                "a: aux", "head"}));
  EXPECT_EQ(symbols[1].range.end, llvm::lsp::Position(8, 1));
}

TEST(Outline, OfATextWithMistakes) {
  Document document("t.dsl",
                    "resnetc 1\nblock b(c {\nmodel m {\n  stem { conv }\nblock\nblock c { relu }");
  std::vector<std::string> names;
  for (const auto &symbol : outlineOf(document))
    names.push_back(symbol.name);
  EXPECT_EQ(names, (std::vector<std::string>{"b", "m", "c"}));
}

} // namespace
