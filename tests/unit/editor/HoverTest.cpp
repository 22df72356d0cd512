//===- HoverTest.cpp - what there is to say of a place -----------------------------===//
#include "tools/resnetc-lsp/Hover.h"

#include "MarkedText.h"

using namespace resnetc::lsp;

namespace {

std::string hover(const std::string &marked) {
  MarkedText text(marked);
  auto result = hoverAt(*text.document, text.offset);
  return result ? result->contents.value : "";
}

void expectLine(const std::string &hover, const std::string &line) {
  EXPECT_NE(("\n" + hover + "\n").find("\n" + line + "\n"), std::string::npos)
      << "expects " << line << "\ngot\n"
      << hover;
}

TEST(Hover, LayerOfTheModel) {
  std::string text = hover(model("  stem { co@nv 7x7 64 /2; bn }\n  head { fc 10 }"));
  EXPECT_EQ(text.rfind("**conv**: `conv K C`: cross-correlation", 0), 0u) << text;
  expectLine(text, "| 3x32x32 | 64x16x16 | 9.41 k | 2.41 M | `conv1` |");
  EXPECT_EQ(text.find("uses"), std::string::npos) << "one use has no sum";
}

TEST(Hover, LayerOfABlockHasARowForEachShape) {
  const std::string text =
      hover("resnetc 1\nblock b(c, stride = 1) { conv@ 3x3 c /stride; bn; relu }\n"
            "model m {\n  input x : f32[N, 3, 32, 32]\n  stage s = 5 x b(8)\n"
            "  stage t = 1 x b(8) /2\n  head { fc 2 }\n}\n");
  expectLine(text, "| 3x32x32 | 8x32x32 | 216 | 221 k | `s.0.conv1` |");
  expectLine(
      text,
      "| 8x32x32 | 8x32x32 | 576 | 590 k | `s.1.conv1`, `s.2.conv1`, `s.3.conv1` and 1 more |");
  expectLine(text, "| 8x32x32 | 8x16x16 | 576 | 147 k | `t.0.conv1` |");
  expectLine(text, "6 uses, together 3.10 k parameters and 2.73 M multiply-adds");
}

TEST(Hover, SecondWordOfALayer) {
  std::string text = hover(model("  head { avgpool glo@bal; fc 2 }"));
  EXPECT_NE(text.find("The mean of each map"), std::string::npos) << text;
  expectLine(text, "| 3x32x32 | 3x1x1 | 0 | 0 | `head` |");
}

TEST(Hover, StageByItsWordAndItsName) {
  for (const char *line : {"  st@age s = 2 x basic(16) /2", "  stage s@ = 2 x basic(16) /2"})
    expectLine(hover(model(std::string(line) + "\n  head { fc 2 }")),
               "| 3x32x32 | 16x16x16 | 7.55 k | 1.89 M |");
}

TEST(Hover, BlockOfThePreludeWhereItIsCalled) {
  std::string text = hover(model("  stage s = 2 x basi@c(16)\n  head { fc 2 }"));
  expectLine(text, "block basic(c, stride = 1)");
  expectLine(
      text, "Two 3x3 convolutions beside a shortcut (He et al., arXiv:1512.03385, figure 5 left).");
  expectLine(text, "| 16x32x32 | 16x32x32 | 4.67 k | 4.72 M | `stage s, block 2 (basic)` |");
}

TEST(Hover, BlockWhereItIsDeclared) {
  const std::string lines = "{ input x : f32[N, 4, 8, 8]; stage s = 3 x b(4); head { fc 2 } }\n";
  std::string text = hover("resnetc 1\n# What it is\n# for.\nblock b@(c) { conv 3x3 c }\n"
                           "model one " +
                           lines + "model two " + lines);
  expectLine(text, "What it is");
  expectLine(text, "for.");
  expectLine(text, "In `one`:");
  expectLine(text, "In `two`:");
  expectLine(text,
             "| 4x8x8 | 4x8x8 | 144 | 9.22 k | `stage s, block 1 (b)`, `stage s, block 2 (b)`, "
             "`stage s, block 3 (b)` |");
}

TEST(Hover, Model) {
  std::string text =
      hover("resnetc 1\nmodel m@(n = 3, c = 2 * n) {\n  input x : f32[N, 3, 32, 32]\n"
            "  stage s = n x basic(16)\n  head { avgpool global; fc c }\n}\n");
  expectLine(text, "model m(n = 3, c = 2 * n)");
  expectLine(text, "With `n = 3, c = 6`:");
  expectLine(text, "| 3x32x32 | 6x1x1 | 7 | 12.3 k | 12.3 M | 115 k |");
}

TEST(Hover, ShortcutSaysWhatItIs) {
  const std::string block = "resnetc 1\nblock b(c, stride = 1) {\n  branch { conv 3x3 c /stride }\n"
                            "  short@cut\n  join add\n}\n";
  const std::string rest =
      "  input x : f32[N, 8, 8, 8]\n  stage s = 2 x b(16) /2\n  head { fc 2 }\n}\n";
  std::string text = hover(block + "model m {\n" + rest);
  expectLine(text, "| 8x8x8 | 16x4x4 | 160 | 2.05 k | projection | `s.0.downsample.0` |");
  expectLine(text, "| 16x4x4 | 16x4x4 | 0 | 0 | identity | `stage s, block 2 (b)` |");
  expectLine(
      hover(block + "model m {\n  shortcut A\n" + rest),
      "| 8x8x8 | 16x4x4 | 0 | 0 | subsampled, zero channels added | `stage s, block 1 (b)` |");
}

TEST(Hover, JoinAndBranch) {
  const std::string text =
      "resnetc 1\nblock b {\n  branch { conv 1x1 4; relu }\n  branch { conv 3x3 8 }\n"
      "  join concat\n}\nmodel m { input x : f32[N, 2, 4, 4]; stage s = 1 x b(); "
      "head { fc 2 } }\n";
  auto marked = [&](const char *at) {
    std::string copy = text;
    return copy.insert(copy.find(at) + 1, "@");
  };
  expectLine(hover(marked("concat")), "| 2x4x4 | 12x4x4 | 152 | 2.43 k | `stage s, block 1 (b)` |");
  expectLine(hover(marked("branch { conv 3x3")),
             "| 2x4x4 | 8x4x4 | 144 | 2.30 k | `stage s, block 1 (b), branch 2` |");
}

TEST(Hover, ParameterHasItsValues) {
  const std::string text =
      "resnetc 1\nblock b(c, k = 3) { conv k c@ }\nmodel m(w = 4) {\n"
      "  input x : f32[N, 3, 8, 8]\n  stage s = 2 x b(w)\n  stage t = 1 x b(2 * w)\n"
      "  head { fc 2 }\n}\n";
  EXPECT_EQ(hover(text), "```resnetc\nc\n```\n\nparameter of block `b`\n\nvalues here: `4`, `8`");
  EXPECT_EQ(hover(model("  head { fc si@ze }", "size = 3 + 4")),
            "```resnetc\nsize = 3 + 4\n```\n\nparameter of model `m`\n\nvalue here: `7`");
}

TEST(Hover, WordsOfOptionsAndClauses) {
  EXPECT_NE(hover(model("  head { conv 3x3 2 gro@ups 1 }")).find("its own group"),
            std::string::npos);
  EXPECT_NE(hover(model("  b@n eps 1e-5\n  head { bn; fc 2 }")).find("all batch norms"),
            std::string::npos);
  EXPECT_NE(hover("resnetc 1\ntrain t for m { sgd l@r 0.1 }").find("first learning rate"),
            std::string::npos);
  EXPECT_NE(hover("resnetc 1\ntrain t for m { l@r cosine }").find("How the rate goes on"),
            std::string::npos);
}

TEST(Hover, NothingWhereThereIsNothing) {
  EXPECT_EQ(hover(model("  head { fc 2 }\n\n@")), "");
  EXPECT_EQ(hover("resnetc 1\n# co@nv\n"), "");
  EXPECT_EQ(hover("@"), "");
}

TEST(Hover, MistakesElsewhereDoNotMatter) {
  const std::string good =
      "model good {\n  input x : f32[N, 3, 8, 8]\n  stem { conv@ 3x3 4 }\n  head { fc 2 }\n}\n";
  for (const char *bad :
       {"model bad {\n  stem { conv }\n}\n", "block b(c) { unknown(3) }\n",
        "train t for good { data digits }\n", "model bad { stem {\n", "block b @@ $ {\n",
        "model bad { input x : f32[N, 0, 8, 8]; head { fc 2 } }\n"}) {
    std::string before = bad;
    std::erase(before, '@');
    expectLine(hover("resnetc 1\n" + before + good), "| 3x8x8 | 4x8x8 | 108 | 6.91 k | `conv1` |");
  }
}

TEST(Hover, ShapesUpToAMistake) {
  std::string text = hover(model("  stem { con@v 3x3 4; conv 3x3 8 groups 3 }\n  head { fc 2 }"));
  expectLine(text, "| 3x32x32 | 4x32x32 | 108 | 111 k | `stem` |");
}

} // namespace
