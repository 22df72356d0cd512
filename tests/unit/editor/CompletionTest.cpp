//===- CompletionTest.cpp - what may be written at a place -------------------------===//
#include "tools/resnetc-lsp/Completion.h"

#include "MarkedText.h"

#include "llvm/ADT/STLExtras.h"

using namespace resnetc::lsp;

namespace {

std::vector<std::string> complete(const std::string &marked) {
  MarkedText text(marked);
  std::vector<std::string> labels;
  for (const auto &item : completionsAt(*text.document, text.offset))
    labels.push_back(item.label);
  return labels;
}

bool has(const std::vector<std::string> &labels, llvm::StringRef label) {
  return llvm::is_contained(labels, label);
}

using Labels = std::vector<std::string>;

TEST(Completion, OfAFile) {
  EXPECT_EQ(complete("resnetc 1\n@"), (Labels{"block", "model", "train"}));
  EXPECT_EQ(complete("resnetc 1\nmod@"), (Labels{"block", "model", "train"}));
  EXPECT_EQ(complete("@"), (Labels{"resnetc"}));
}

TEST(Completion, OfAModel) {
  EXPECT_EQ(complete(model("  @")), (Labels{"aux", "bn", "head", "input", "names", "shortcut",
                                            "stage", "stem", "normalize"}));
  EXPECT_EQ(complete(model("  shortcut @")), (Labels{"A", "B", "C", "none"}));
  EXPECT_EQ(complete(model("  names @\n  head { fc 2 }")), (Labels{"caffe", "torchvision"}));
  EXPECT_EQ(complete(model("  bn eps 1 @")), (Labels{"eps", "momentum"}));
  EXPECT_EQ(complete(model("  stage s = 3 @")), (Labels{"x"}));
  EXPECT_EQ(complete(model("  stage s = @", "n = 1, size = 2")), (Labels{"n", "size"}));
}

TEST(Completion, OfABody) {
  std::vector<std::string> labels =
      complete("resnetc 1\nblock mine(c) { relu }\nblock b(c) {\n  conv 3x3 c\n  @\n}\n");
  for (const char *label : {"conv", "relu", "leaky_relu", "branch", "shortcut", "join", "mine",
                            "basic", "inception", "pad", "groups"})
    EXPECT_TRUE(has(labels, label)) << label;
  EXPECT_FALSE(has(labels, "b")) << "a block does not contain itself";
  EXPECT_FALSE(has(labels, "c")) << "no statement begins with a parameter";
  auto at = [&](const char *label) { return llvm::find(labels, label); };
  EXPECT_LT(at("conv"), at("mine"));
  EXPECT_LT(at("mine"), at("basic"));
  EXPECT_LT(at("basic"), at("pad")) << "options of the line before come last";
}

TEST(Completion, OfABranchHasNoForks) {
  std::vector<std::string> labels =
      complete("resnetc 1\nblock b { branch { @ }; shortcut; join add }\n");
  EXPECT_TRUE(has(labels, "conv"));
  EXPECT_FALSE(has(labels, "branch"));
}

TEST(Completion, OfOptions) {
  EXPECT_EQ(complete(model("  head { conv 3x3 4 @; fc 2 }")),
            (Labels{"bias", "groups", "nobias", "pad"}));
  EXPECT_EQ(complete(model("  head { maxpool 3 @ }")), (Labels{"ceil", "pad"}));
  EXPECT_EQ(complete(model("  head { lrn 5 al@ }")), (Labels{"alpha", "beta", "k"}));
  EXPECT_EQ(complete(model("  head { avgpool @ }", "n = 1")), (Labels{"n", "global"}));
  EXPECT_EQ(complete("resnetc 1\nblock b { branch { relu }; shortcut; join @ }"),
            (Labels{"add", "concat", "gated", "max"}));
}

TEST(Completion, OfSizesAndArguments) {
  EXPECT_EQ(complete("resnetc 1\nblock b(c, stride = 1) { conv 3x3 (c * @) }"),
            (Labels{"c", "stride"}));
  EXPECT_EQ(complete("resnetc 1\nblock b(c, k = 1) { basic(@) }"),
            (Labels{"c", "k", "c = ", "stride = "}));
  EXPECT_EQ(complete("resnetc 1\nblock b(c, k = @) { relu }"), (Labels{"c"}))
      << "defaults see the parameters before them";
  EXPECT_TRUE(has(complete(model("  stage s = 3 x @")), "bottleneck"));
  EXPECT_FALSE(has(complete(model("  stage s = 3 x @")), "conv"));
}

TEST(Completion, OfATrainSection) {
  const std::string head =
      "resnetc 1\nmodel m(size = 8) { input x : f32[N, 1, 8, 8]; head { fc 10 } }\n";
  EXPECT_EQ(complete(head + "train t for @"), (Labels{"m"}));
  std::vector<std::string> clauses = complete(head + "train t for m {\n  data digits\n  @\n}\n");
  for (const char *label :
       {"augment", "batch", "epochs", "eval", "init", "loss", "lr", "sgd", "warmup"})
    EXPECT_TRUE(has(clauses, label)) << label;
  EXPECT_EQ(complete(head + "train t for m { augment crop @ }"), (Labels{"size"}));
  EXPECT_EQ(complete(head + "train t for m { init he_normal @ }").front(), "fan_in");
  std::vector<std::string> rates = complete(head + "train t for m { lr @ }");
  EXPECT_EQ(rates, (Labels{"constant", "cosine"}));
}

TEST(Completion, ExplainsItsItems) {
  MarkedText text(model("  stage s = 1 x basic(2)\n  head { @ }"));
  for (const auto &item : completionsAt(*text.document, text.offset)) {
    if (item.label == "basic") {
      EXPECT_EQ(item.detail, "basic(c, stride = 1)");
      ASSERT_TRUE(item.documentation.has_value());
      EXPECT_NE(item.documentation->value.find("beside a shortcut"), std::string::npos);
    }
    if (item.kind == llvm::lsp::CompletionItemKind::Keyword) {
      EXPECT_TRUE(item.documentation.has_value()) << item.label;
    }
  }
}

TEST(Completion, NothingInCommentsStringsAndNumbers) {
  EXPECT_EQ(complete("resnetc 1\n# co@\n"), Labels());
  EXPECT_EQ(complete("resnetc 1\nmodel m # mo@"), Labels());
  EXPECT_EQ(complete("resnetc 1\ntrain t for m { data folder \"a@b\" }"), Labels());
  EXPECT_EQ(complete(model("  head { conv 3@x3 2 }")), Labels());
}

TEST(Completion, DeclarationsWithoutANameHaveNothingToOffer) {
  EXPECT_FALSE(has(complete("resnetc 1\nblock { relu }\nmodel {\nblock b { @ }"), ""));
  EXPECT_FALSE(has(complete("resnetc 1\nmodel {\ntrain t for @"), ""));
}

TEST(Completion, OnTheLineOfAnotherStatement) {
  EXPECT_TRUE(has(complete("resnetc 1\nblock b {\n  relu; @\n}\n"), "conv"));
  EXPECT_TRUE(has(complete("resnetc 1\nblock b {\n  re@lu\n  bn\n}\n"), "conv")) << "over a word";
}

} // namespace
