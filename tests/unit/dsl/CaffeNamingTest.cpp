//===- CaffeNamingTest.cpp - names caffe, C62 ------------------------------===//
//
// The names of the original release, and what has none there.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

#include "llvm/ADT/StringExtras.h"

using namespace resnetc::dsl;

namespace {

class CaffeConstraint : public testing::TestWithParam<ConstraintCase> {};

TEST_P(CaffeConstraint, IsReported) { expectError(GetParam()); }

std::string caffe(const std::string &lines) { return model("  names caffe\n" + lines); }

/// Two stages' blocks of the user's.
std::string withBlock(const std::string &body) {
  return "resnetc 1\nblock odd(c) {\n" + body +
         "\n}\nmodel m {\n  input x : f32[N, 3, 8, 8]\n  names caffe\n  stage s1 = 2 x odd(3)\n}\n";
}

const std::vector<ConstraintCase> cases = {
    {"C62SecondConv", caffe("  stem { conv 3x3 4; @conv 3x3 4 }"),
     "in stem: expects a layer that `names caffe` has a name for, got another conv",
     "names torchvision"},
    {"C62NormFirst", caffe("  stem { @bn; conv 3x3 4 }"), "got another bn", ""},
    {"C62ConvInHead", caffe("  head { @conv 3x3 4 }"), "in head: ", ""},
    {"C62TwoFc", caffe("  head { fc 4; relu; @fc 2 }"), "got another fc", ""},
    {"C62PReLU", caffe("  stem { conv 3x3 4; @prelu }"), "got another prelu", ""},
    {"C62Scale", caffe("  stem { conv 3x3 4; @scale }"), "got another scale", ""},
    {"C62Fork", caffe("  stem { @branch { conv 3x3 3 }; shortcut; join add }"),
     "in stem: expects a layer that `names caffe` has a name for, got another fork", ""},
    {"C62Branches", withBlock("@branch { conv 3x3 c }; branch { conv 1x1 c }; join add"),
     "in stage s1, block 1 (odd): expects a layer that `names caffe` has a name for, got 2 "
     "branches of one fork",
     ""},
    {"C62Outside", withBlock("@conv 3x3 c"), "got conv outside of the branch", ""},
    {"C62TwoForks",
     withBlock("branch { conv 3x3 c }; shortcut; join add\n"
               "@branch { conv 3x3 c }; shortcut; join add"),
     "got another fork", ""},
    {"C62Preact", withBlock("branch { @bn; relu; conv 3x3 c }; shortcut; join add"),
     "got bn without a convolution before it", ""},
    {"C62PReLUInBranch", withBlock("branch { conv 3x3 c; bn; @prelu }; shortcut; join add"),
     "got prelu in a branch", ""},
    {"C62Inside", caffe("  stage s1 = 1 x @se_bottleneck(4, reduce = 4)"),
     "got a fork inside a branch", ""},
    {"C62Aux", caffe("  stem { conv 3x3 4 }\n  aux @a { fc 2 }\n  head { fc 2 }"),
     "in aux a: expects a layer that `names caffe` has a name for, got an auxiliary head", ""},
};

INSTANTIATE_TEST_SUITE_P(Caffe, CaffeConstraint, testing::ValuesIn(cases), caseName);

/// The names of the convolutions, batch norms and fully connected layers of a listing.
std::vector<std::string> names(const Network &network) {
  std::vector<std::string> result;
  std::string listing = printNetwork(network);
  for (llvm::StringRef line : llvm::split(listing, '\n')) {
    llvm::SmallVector<llvm::StringRef> words;
    line.split(" : ").first.trim().split(words, ' ');
    bool learns = words.front() == "conv" || words.front() == "bn" || words.front() == "fc";
    if (learns)
      result.push_back(words.back().str());
  }
  return result;
}

std::vector<std::string> namesOf(const std::string &stages) {
  Loaded loaded = load(caffe("  stem { conv 7x7 4 /2; bn; relu }\n" + stages +
                             "\n  head { avgpool global; fc 1000 }"));
  EXPECT_NE(loaded.network, nullptr) << loaded.errors;
  return loaded.network ? names(*loaded.network) : std::vector<std::string>();
}

TEST(CaffeNames, OfABottleneck) {
  std::vector<std::string> expected = {
      "conv1",          "scale_conv1",      "res2a_branch2a", "scale2a_branch2a",
      "res2a_branch2b", "scale2a_branch2b", "res2a_branch2c", "scale2a_branch2c",
      "res2a_branch1",  "scale2a_branch1",  "fc1000"};
  EXPECT_EQ(namesOf("  stage any = 1 x bottleneck_2015(4)"), expected);
}

TEST(CaffeNames, RunningStatisticsAreUnderTheNormsName) {
  Loaded loaded = load(caffe("  stem { conv 7x7 4 /2; bn; relu }"));
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  const Layer &norm = std::get<Layer>(loaded.network->body[1]);
  EXPECT_EQ(norm.name, "bn_conv1");
  EXPECT_EQ(norm.scaleName, "scale_conv1");
}

bool has(const std::vector<std::string> &list, const char *name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

TEST(CaffeNames, ShallowStagesAreLettered) { // ResNet-50: 3, 4, 6, 3 blocks
  std::vector<std::string> list = namesOf(
      "  stage a = 3 x basic(4)\n  stage b = 4 x basic(8) /2\n  stage c = 6 x basic(16) /2");
  EXPECT_TRUE(has(list, "res2c_branch2b"));
  EXPECT_TRUE(has(list, "res3d_branch2b"));
  EXPECT_TRUE(has(list, "res4f_branch2b"));
  EXPECT_TRUE(has(list, "scale4a_branch1"));
}

TEST(CaffeNames, DeepStagesAreNumbered) { // ResNet-101 and 152: 3, 4, 23, 3 blocks
  std::vector<std::string> list =
      namesOf("  stage a = 3 x basic(4)\n  stage b = 4 x basic(8) /2\n"
              "  stage c = 23 x basic(16) /2\n  stage d = 1 x basic(32) /2 then 2 x basic(32)");
  EXPECT_TRUE(has(list, "res2c_branch2b"));
  EXPECT_TRUE(has(list, "res3a_branch1"));
  EXPECT_TRUE(has(list, "res3b3_branch2b"));
  EXPECT_TRUE(has(list, "res4b22_branch2b"));
  EXPECT_TRUE(has(list, "res5c_branch2b"));
  EXPECT_FALSE(has(list, "res3b_branch2a"));
}

TEST(CaffeNames, PlainNetworkKeepsThem) {
  Loaded loaded = load(caffe("  stage a = 1 x basic(4)"), {"", {{"shortcut", "none"}}, ""});
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_TRUE(has(names(*loaded.network), "res2a_branch2a"));
}

} // namespace
