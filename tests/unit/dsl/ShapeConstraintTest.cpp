//===- ShapeConstraintTest.cpp - C35 to C38, C55, C57, C58, C61 ------------===//
//
// Shapes that do not fit: each error names both shapes, and the stage and block.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

using namespace resnetc::dsl;

namespace {

class ShapeConstraint : public testing::TestWithParam<ConstraintCase> {};

TEST_P(ShapeConstraint, IsReported) { expectError(GetParam()); }

/// A stage of two blocks that read 3x8x8; `block` is what stands in its braces.
std::string withBlock(const std::string &block, const std::string &option = "B",
                      const std::string &stride = "") {
  return "resnetc 1\nblock odd(c, stride = 1) {\n" + block +
         "\n}\nmodel m {\n  input x : f32[N, 3, 8, 8]\n  shortcut " + option +
         "\n  stage s1 = 2 x odd(3)" + stride + "\n}\n";
}

std::string stem(const std::string &input, const std::string &layers) {
  return "resnetc 1\nmodel m {\n  input x : " + input + "\n  stem { " + layers + " }\n}\n";
}

const std::vector<ConstraintCase> cases = {
    {"C35Conv", stem("f32[N, 3, 4, 4]", "@conv 7x7 8 pad 1"),
     "in stem: expects an input of conv at least as large as its kernel 7x7, got 3x4x4, padded 6x6",
     "smaller kernel"},
    {"C35OneSide", stem("f32[N, 3, 4, 9]", "@conv 5x3 8 pad 0"),
     "kernel 5x3, got 3x4x9, padded 4x9", ""},
    {"C35Pool", stem("f32[N, 3, 4, 4]", "conv 3x3 8 /4; @avgpool 2x2"),
     "an input of avgpool at least as large as its kernel 2x2, got 8x1x1", ""},
    {"C35AfterGlobal", model("  head { avgpool global; @conv 3x3 8 pad 0 }"),
     "in head: expects an input of conv at least as large as its kernel 3x3, got 3x1x1", ""},
    {"C35InPrelude",
     "resnetc 1\nmodel m { input x : f32[N, 3, 8, 8]\n"
     "  stem { avgpool global }\n  stage s = 1 x @conv_bn_relu(3, 4) }\n",
     "in stage s, block 1 (conv_bn_relu): expects an input of conv at least as large as its kernel "
     "4x4, got 3x1x1, padded 3x3",
     ""},
    {"C36Channels", withBlock("branch { conv 3x3 c }\nbranch { conv 3x3 (c + 1) }\njoin @add"),
     "in stage s1, block 1 (odd): expects branches of one shape at the join, got 3x8x8 from branch "
     "1 and 4x8x8 from branch 2",
     "begin with 3x8x8"},
    {"C36Size",
     withBlock("branch { conv 3x3 c }\nbranch { conv 1x1 c }\n"
               "branch { maxpool 3x3 /2 }\njoin @add"),
     "3x8x8 from branch 1 and 3x4x4 from branch 3", "compare their strides"},
    {"C36Max", withBlock("branch { conv 3x3 c }\nbranch { conv 3x3 (c + 1) }\njoin @max"),
     "branches of one shape at the join, got 3x8x8 from branch 1 and 4x8x8 from branch 2", ""},
    {"C37Unpadded", withBlock("branch { conv 3x3 c pad 0 }\n@shortcut\njoin add"),
     "in stage s1, block 1 (odd): expects a shortcut from 3x8x8 to the branch's 3x6x6, got 3x8x8 "
     "with stride 1x1",
     "only their strides"},
    {"C37UnpaddedA",
     withBlock("branch { conv 5x5 c /stride pad 0 }\n@shortcut\njoin add", "A", " /2"),
     "from 3x8x8 to the branch's 3x2x2, got 3x4x4 with stride 2x2", "only their strides"},
    {"C37Global", withBlock("branch { avgpool global }\n@shortcut\njoin add"),
     "the branch's 3x1x1, got 3x8x8", ""},
    {"C37FewerChannelsA", withBlock("branch { conv 3x3 (c - 1) }\n@shortcut\njoin add", "A"),
     "keeps or adds channels under shortcut option A, got 3x8x8 to 2x8x8", "shortcut B"},
    {"C38Weights", stem("f32[N, 65536, 8, 8]", "@conv 3x3 65536"),
     "weights of at most 2147483647 elements, got 38654705664 from 65536x8x8 to 65536x8x8",
     "fewer channels"},
    {"C38Linear", stem("f32[N, 3, 1024, 1024]", "@fc 1000"),
     "weights of at most 2147483647 elements, got 3145728000", "pool before"},
    {"C38Map", stem("f32[N, 1, 65536, 256]", "@conv 1x1 256"),
     "maps of at most 2147483647 elements", "smaller input"},
    {"C38Rows", stem("f32[N, 1, 65536, 1]", "@conv 1x1 1 pad 1"),
     "65536 rows and columns per image, got 1x65538x3", ""},
    {"C55Input", stem("f32[N, 3, 8, 8]", "@conv 3x3 8 groups 2"),
     "in stem: expects groups that divide the 3 channels before and the 8 after the convolution, "
     "got 2",
     "multiple of the groups"},
    {"C55Output", stem("f32[N, 4, 8, 8]", "@conv 3x3 6 groups 4"), "the 6 after", ""},
    {"C57Size", withBlock("branch { conv 3x3 c }\nbranch { maxpool 3x3 /2 }\njoin @concat"),
     "in stage s1, block 1 (odd): expects paths of one height and width at 'join concat', got "
     "3x8x8 from branch 1 and 3x4x4 from branch 2",
     "compare the strides"},
    {"C57Shortcut", withBlock("branch { conv 3x3 c /2 }\n@shortcut\njoin concat"),
     "3x4x4 from branch 1 and 3x8x8 from the shortcut", "is the identity"},
    {"C57ShortcutFirst", withBlock("@shortcut\nbranch { conv 3x3 c /2 }\njoin concat"),
     "3x8x8 from the shortcut and 3x4x4 from branch 1", "is the identity"},
    {"C57Channels", stem("f32[N, 40000, 2, 2]", "branch { relu }; shortcut; join @concat"),
     "at most 65536 channels and 2147483647 elements after 'join concat', got 80000x2x2",
     "fewer channels"},
    {"C58Gate", withBlock("branch { conv 3x3 c }\nbranch { conv 3x3 (c + 1) }\njoin @gated"),
     "a gate of shape 3x8x8 or 3x1x1, got 4x8x8 from the last branch", "for each element"},
    {"C58Alone", withBlock("branch { avgpool global; fc (c - 1) }\nshortcut\njoin @gated"),
     "a gate of shape 3x8x8 or 3x1x1, got 2x1x1", ""},
    {"C58Carry",
     withBlock("branch { conv 3x3 (c + 1) }\nbranch { conv 3x3 (c + 1) }\n@shortcut\njoin gated"),
     "a value of the shortcut's shape 3x8x8, got 4x8x8", "in a layer before"},
    {"C61Channels", model("  aux @a { avgpool global; fc 3 }\n  head { fc 2 }"),
     "in aux a: expects logits like those of the network, 2x1x1, got 3x1x1", "as many channels"},
    {"C61Map", model("  aux @a { conv 3x3 2 }\n  head { conv 3x3 2 }"), "got 2x8x8", ""},
    {"C38Input", stem("f32[N, 65536, 65536, 1]", "relu").insert(28, "@"),
     "an input of at most 2147483647 elements", "smaller input"},
};

INSTANTIATE_TEST_SUITE_P(Shapes, ShapeConstraint, testing::ValuesIn(cases), caseName);

TEST(Shapes, TheSecondFaultyBlockIsNotSaidTwice) {
  Loaded loaded = load(withBlock("branch { conv 3x3 c }\nbranch { conv 3x3 (c + 1) }\njoin add"));
  EXPECT_EQ(loaded.errors.find("block 2"), std::string::npos) << loaded.errors;
}

TEST(Shapes, FaultsOfTwoBlocksAreBothSaid) {
  Loaded loaded = load("resnetc 1\n"
                       "block a(c) { branch { conv 3x3 c }; branch { relu }; join add }\n"
                       "block b(c) { branch { conv 3x3 c }; branch { bn }; join add }\n"
                       "model m { input x : f32[N, 3, 8, 8]\n"
                       "  stage s1 = 1 x a(4)\n  stage s2 = 1 x b(5) }\n");
  EXPECT_NE(loaded.errors.find("stage s1, block 1 (a)"), std::string::npos) << loaded.errors;
  EXPECT_NE(loaded.errors.find("stage s2, block 1 (b)"), std::string::npos) << loaded.errors;
}

} // namespace
