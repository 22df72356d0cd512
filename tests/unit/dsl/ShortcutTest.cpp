//===- ShortcutTest.cpp - the options A, B, C and none --------------------===//
//
// What each option makes of a block whose ends agree and of one whose ends differ.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

using namespace resnetc::dsl;

namespace {

/// Two basic blocks with 8 channels on an input of 8x8x8: only the second stage changes shape.
Loaded withOption(const std::string &option, const LoadOptions &options = {}) {
  return load("resnetc 1\nmodel m {\n  input x : f32[N, 8, 8, 8]\n  shortcut " + option +
                  "\n  stage a = 1 x basic(8)\n  stage b = 1 x basic(12) /2\n}\n",
              options);
}

const Block &block(const Network &network, size_t number) {
  for (const Node &node : network.body)
    if (auto *found = std::get_if<std::unique_ptr<Block>>(&node); found && number-- == 0)
      return **found;
  ADD_FAILURE() << "no such block";
  std::abort();
}

TEST(Shortcut, OptionASubsamplesAndPads) {
  Loaded loaded = withOption("A");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(block(*loaded.network, 0).shortcut, ShortcutKind::Identity);
  const Block &second = block(*loaded.network, 1);
  EXPECT_EQ(second.shortcut, ShortcutKind::SubsamplePad);
  EXPECT_EQ(second.stride, (std::array<int64_t, 2>{2, 2}));
  EXPECT_TRUE(second.projection.empty());
  EXPECT_EQ(second.in, (Shape{8, 8, 8}));
  EXPECT_EQ(second.out, (Shape{12, 4, 4}));
}

TEST(Shortcut, OptionBProjectsWhereShapesDiffer) {
  Loaded loaded = withOption("B");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(block(*loaded.network, 0).shortcut, ShortcutKind::Identity);
  const Block &second = block(*loaded.network, 1);
  ASSERT_EQ(second.shortcut, ShortcutKind::Projection);
  ASSERT_EQ(second.projection.size(), 2u);
  const Layer &conv = std::get<Layer>(second.projection[0]);
  EXPECT_EQ(conv.kind, LayerKind::Conv);
  EXPECT_EQ(conv.kernel, (std::array<int64_t, 2>{1, 1}));
  EXPECT_EQ(conv.stride, (std::array<int64_t, 2>{2, 2}));
  EXPECT_EQ(conv.pad, (std::array<int64_t, 4>{0, 0, 0, 0}));
  EXPECT_EQ(conv.name, "b.0.downsample.0");
  EXPECT_EQ(conv.out, second.out);
  EXPECT_FALSE(conv.bias);
  const Layer &norm = std::get<Layer>(second.projection[1]);
  EXPECT_EQ(norm.kind, LayerKind::BatchNorm);
  EXPECT_EQ(norm.name, "b.0.downsample.1");
}

TEST(Shortcut, OptionCProjectsEverywhere) {
  Loaded loaded = withOption("C");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  const Block &first = block(*loaded.network, 0);
  EXPECT_EQ(first.shortcut, ShortcutKind::Projection);
  EXPECT_EQ(std::get<Layer>(first.projection[0]).stride, (std::array<int64_t, 2>{1, 1}));
  EXPECT_EQ(block(*loaded.network, 1).shortcut, ShortcutKind::Projection);
}

TEST(Shortcut, NoneIsPlain) {
  Loaded loaded = withOption("none");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(block(*loaded.network, i).shortcut, ShortcutKind::None);
    EXPECT_EQ(block(*loaded.network, i).join, JoinKind::None);
  }
  EXPECT_EQ(loaded.network->output, (Shape{12, 4, 4}));
}

TEST(Shortcut, NoneKeepsTheJoinOfSeveralBranches) {
  Loaded loaded =
      load("resnetc 1\nblock w(c) { branch { relu }; branch { bn }; shortcut; join add }\n"
           "model m { input x : f32[N, 8, 8, 8]\n shortcut none\n stage a = 1 x w(8) }\n");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(block(*loaded.network, 0).shortcut, ShortcutKind::None);
  EXPECT_EQ(block(*loaded.network, 0).join, JoinKind::Add);
}

TEST(Shortcut, DefinitionOverridesTheModel) {
  Loaded loaded = withOption("B", {"", {{"shortcut", "none"}}, ""});
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(loaded.network->option, ShortcutOption::None);
  EXPECT_EQ(block(*loaded.network, 1).shortcut, ShortcutKind::None);
}

TEST(Shortcut, DefaultIsB) {
  Loaded loaded = load(model("  stage a = 1 x basic(8)"));
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(loaded.network->option, ShortcutOption::B);
}

TEST(Shortcut, OddMapsAndStrideThreeRoundUp) {
  Loaded loaded =
      load("resnetc 1\nmodel m { input x : f32[N, 8, 7, 9]\n stage a = 1 x basic(9) /3 }\n");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(block(*loaded.network, 0).out, (Shape{9, 3, 3}));
}

TEST(Shortcut, PreActivationKeepsLayersBeforeTheFork) {
  Loaded loaded =
      load("resnetc 1\nblock p(c) { bn; relu; branch { conv 3x3 c }; shortcut; join add; "
           "relu }\nmodel m { input x : f32[N, 8, 8, 8]\n stage a = 1 x p(8) }\n");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  ASSERT_EQ(loaded.network->body.size(), 4u);
  EXPECT_EQ(std::get<Layer>(loaded.network->body[0]).kind, LayerKind::BatchNorm);
  EXPECT_TRUE(std::holds_alternative<std::unique_ptr<Block>>(loaded.network->body[2]));
  EXPECT_EQ(std::get<Layer>(loaded.network->body[3]).kind, LayerKind::ReLU);
}

} // namespace
