//===- ForeignWordsTest.cpp - what newcomers write, and what they are told --------===//
//
// Each text is what someone who knows PyTorch, Keras, Caffe or darknet would write first.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

#include "dsl/ForeignWords.h"

using namespace resnetc::dsl;

namespace {

struct Case {
  const char *written;
  const char *hint; ///< a part of it
};

void PrintTo(const Case &c, std::ostream *os) { *os << c.written; }

std::string hintOf(const std::string &errors) {
  size_t at = errors.find("hint: ");
  return at == std::string::npos ? errors : errors.substr(at);
}

class ForeignLayers : public testing::TestWithParam<Case> {};

TEST_P(ForeignLayers, GetTheRightHint) {
  std::string errors =
      load(model("  stem { " + std::string(GetParam().written) + " }\n  head { fc 2 }")).errors;
  EXPECT_NE(hintOf(errors).find(GetParam().hint), std::string::npos) << errors;
  EXPECT_EQ(errors.find("did you mean"), std::string::npos) << errors;
  EXPECT_EQ(errors.find("called with parentheses"), std::string::npos) << errors;
}

const Case layers[] = {
    {"relu6", "there are relu, prelu and sigmoid"},
    {"ReLU6", "there are relu, prelu and sigmoid"},
    {"gelu", "there are relu, prelu and sigmoid"},
    {"silu", "there are relu, prelu and sigmoid"},
    {"swish", "there are relu, prelu and sigmoid"},
    {"hard_swish", "there are relu, prelu and sigmoid"},
    {"elu", "there are relu, prelu and sigmoid"},
    {"tanh", "there are relu, prelu and sigmoid"},
    {"leaky_relu", "`prelu` learns one"},
    {"LeakyReLU", "`prelu` learns one"},
    {"softmax", "a network puts out logits"},
    {"batchnorm", "write `bn`"},
    {"batch_norm", "write `bn`"},
    {"BatchNorm2d", "write `bn`"},
    {"BatchNormalization", "write `bn`"},
    {"layernorm", "there are bn and lrn"},
    {"GroupNorm", "there are bn and lrn"},
    {"linear 10", "write `fc 1000`"},
    {"linear(10)", "write `fc 1000`"},
    {"Dense(10)", "write `fc 1000`"},
    {"InnerProduct", "write `fc 1000`"},
    {"conv2d(3, 64)", "write `conv 3x3 64`"},
    {"Conv2D 3x3 64", "write `conv 3x3 64`"},
    {"convolutional", "write `conv 3x3 64`"},
    {"conv_transpose2d(3, 4)", "transposed convolutions are not supported"},
    {"depthwise_conv2d", "groups C"},
    {"maxpool2d 2", "write `maxpool 3x3 /2`"},
    {"MaxPooling2D(2)", "write `maxpool 3x3 /2`"},
    {"global_avg_pool", "write `avgpool global`"},
    {"GlobalAveragePooling2D()", "write `avgpool global`"},
    {"adaptive_avg_pool2d(1)", "write `avgpool global`"},
    {"upsample 2", "upsampling is not supported"},
    {"flatten", "`fc` reads the whole map"},
    {"dropout2d 0.5", "write `dropout 0.5`"},
    {"residual", "write `branch { ... }`"},
    {"concat", "write `branch { ... }`"},
    {"add", "write `branch { ... }`"},
    {"sequential", "one after the other"},
    {"conv 3x3 64 stride 2", "written `/2`"},
    {"conv 3x3 64 stride=2", "written `/2`"},
    {"conv 3x3 64 /2 padding 1", "write `pad 1`"},
    {"conv 3x3 64 padding=1", "write `pad 1`"},
    {"conv 3x3 64 dilation 2", "dilation is not supported"},
    {"conv 3x3 64 group 2", "write `groups 32`"},
    {"conv 3x3 64 use_bias=false", "write `bias` or `nobias`"},
    {"conv 3x3 64 bias=false", "options have no '='"},
    {"conv 3x3 64 pad=1", "options have no '='"},
    {"conv 3x3 64 pad same", "leave `pad` away"},
    {"conv 3x3 64 pad valid", "write `pad 0`"},
    {"conv 3x3 64 same", "leave it away"},
    {"conv 64 3x3", "the kernel comes first"},
    {"conv 3x3 64 relu", "separated by ';' or new lines"},
    {"conv 3x3 64 bias true", "no truth values"},
    {"conv 3x3 64 pad 1 ceil", "`ceil` belongs to `maxpool`"},
    {"avgpool 3x3 /2 pad 1 ceil", "avgpool rounds down"},
    {"maxpool 3x3 /2 ceil_mode", "write `ceil`"},
};

INSTANTIATE_TEST_SUITE_P(All, ForeignLayers, testing::ValuesIn(layers));

class ForeignJoins : public testing::TestWithParam<Case> {};

TEST_P(ForeignJoins, GetTheRightHint) {
  std::string errors = load(model("  stem { branch { relu }; shortcut; join " +
                                  std::string(GetParam().written) + " }\n  head { fc 2 }"))
                           .errors;
  EXPECT_NE(hintOf(errors).find(GetParam().hint), std::string::npos) << errors;
}

const Case joins[] = {{"sum", "write `join add`"},
                      {"cat", "write `join concat`"},
                      {"Concatenate", "write `join concat`"},
                      {"multiply", "`join gated`"}};

INSTANTIATE_TEST_SUITE_P(All, ForeignJoins, testing::ValuesIn(joins));

class ForeignLines : public testing::TestWithParam<Case> {};

TEST_P(ForeignLines, GetTheRightHint) {
  std::string errors =
      load(model("  " + std::string(GetParam().written) + "\n  head { fc 2 }")).errors;
  EXPECT_NE(hintOf(errors).find(GetParam().hint), std::string::npos) << errors;
}

const Case lines[] = {{"conv 3x3 64", "layers stand in a part of the model"},
                      {"classes 10", "model name(classes = 1000)"},
                      {"optimizer sgd", "belongs to a train section"},
                      {"classifier { fc 10 }", "write `head"}};

INSTANTIATE_TEST_SUITE_P(All, ForeignLines, testing::ValuesIn(lines));

class ForeignClauses : public testing::TestWithParam<Case> {};

TEST_P(ForeignClauses, GetTheRightHint) {
  std::string errors = load(train(GetParam().written)).errors;
  EXPECT_NE(errors.find(GetParam().hint), std::string::npos) << errors;
}

const Case clauses[] = {{"adam lr 0.1", "the optimiser is `sgd"},
                        {"batch_size 32", "write `batch 256`"},
                        {"learning_rate 0.1", "it belongs to the optimiser"}};

INSTANTIATE_TEST_SUITE_P(All, ForeignClauses, testing::ValuesIn(clauses));

/// A block that the file declares may have any name that is no word of the language.
TEST(ForeignWords, AreFreeForTheFilesOwnBlocks) {
  std::string errors =
      load("resnetc 1\nblock linear(c) { fc c }\nblock dense(same) { linear(same) }\n"
           "model m {\n  input x : f32[N, 3, 8, 8]\n  head { dense(2) }\n}\n")
          .errors;
  EXPECT_EQ(errors, "");
}

/// Everything else is still a matter of the nearest name.
TEST(ForeignWords, TyposAreNone) {
  for (const char *word : {"rleu", "convv", "shortcutt", "maxpol", "avgpol", "dropuot"})
    EXPECT_EQ(foreignHint(word, WordPlace::Statement), "") << word;
}

} // namespace
