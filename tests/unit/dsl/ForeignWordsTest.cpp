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
    {"ReLU6", "write `relu6`"},
    {"gelu", "there are relu, "},
    {"SiLU", "write `silu`"},
    {"swish", "write `silu`"},
    {"hard_swish", "write `hardswish`"},
    {"HSwish", "write `hardswish`"},
    {"elu", "there are relu, "},
    {"tanh", "there are relu, "},
    {"LeakyReLU", "write `leaky_relu 0.01`"},
    {"Leaky_ReLU(0.1)", "write `leaky_relu 0.01`"},
    {"leaky", "write `leaky_relu 0.01`; `prelu` learns"},
    {"rrelu", "there are relu, "},
    {"conv 3x3 64 leaky_relu 0.1", "separated by ';' or new lines"},
    {"Scale", "write `scale`"},
    {"rezero", "write `scale`"},
    {"LayerScale", "for each channel is not supported"},
    {"softmax", "a network puts out logits"},
    {"batchnorm", "write `bn`"},
    {"batch_norm", "write `bn`"},
    {"BatchNorm2d", "write `bn`"},
    {"BatchNormalization", "write `bn`"},
    {"layernorm", "there are bn"},
    {"GroupNorm", "there are bn"},
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

/// Where the error stands, marked by '@', and what the hint says.
class ForeignPlaces : public testing::TestWithParam<ConstraintCase> {};

TEST_P(ForeignPlaces, AreThoseOfTheWord) {
  ConstraintCase c = GetParam();
  c.text = model("  stem { " + c.text + " }\n  head { fc 2 }");
  expectError(c);
}

const std::string slope = "write `leaky_relu 0.01`; `prelu` learns a slope for each channel";
const std::string unsupported = "not supported; there are relu, ";
const std::string convolution = "write `conv 3x3 64`";

const ConstraintCase places[] = {
    {"C12Lrelu", "relu; @lrelu", "got 'lrelu'", slope},
    {"C12LreluOfTwoWords", "@lrelu 0.1", "got 'lrelu'", slope},
    {"C7LreluCalled", "lrelu(@0.1)", "an argument of a block, got '0.1'", slope},
    {"C6LreluAsOption", "conv 3x3 8 @lrelu", "got 'lrelu'", slope},
    {"C12Elu", "@elu", "got 'elu'", unsupported},
    {"C12EluCalled", "@elu()", "got 'elu'", unsupported},
    {"C6EluAsOption", "conv 3x3 8 @elu", "got 'elu'", unsupported},
    {"C12Selu", "@selu", "got 'selu'", unsupported},
    {"C12Tanh", "@tanh", "got 'tanh'", unsupported},
    {"C12Bn2d", "relu; @bn2d", "got 'bn2d'", "write `bn`"},
    {"C12Bn2dCalled", "@bn2d(8)", "got 'bn2d'", "write `bn`"},
    {"C6Bn2dAsOption", "conv 3x3 8 @bn2d", "got 'bn2d'", "layers are separated by ';'"},
    {"C12BatchNorm2d", "@batchnorm2d", "got 'batchnorm2d'", "write `bn`; its scale"},
    {"C12BatchNorm2dCalled", "@batchnorm2d(8)", "got 'batchnorm2d'", "write `bn`; its scale"},
    {"C12Conv2d", "@conv2d", "got 'conv2d'", convolution},
    {"C12Conv2dCalled", "@conv2d(3, 8)", "got 'conv2d'", convolution},
    {"C7Conv2dWithKernel", "conv2d(8, @3x3)", "an argument of a block, got '3x3'", convolution},
    {"C7Conv2dWithTuple", "conv2d(8, (3@, 3))", "an argument of a block, got ','", convolution},
    {"C12Padd", "@padd", "got 'padd'", "did you mean 'pad'? options stand behind their layer"},
    {"C6PaddAsOption", "conv 3x3 8 @padd 1", "got 'padd'", "did you mean 'pad'?"},
    {"C12Groups", "@groups 2", "got 'groups'", "options stand behind their layer"},
    {"C7ConvCalled", "conv@(8, 3x3)", "'conv' without parentheses, got '('", convolution},
    {"C7ConvCalledByName", "conv@(8, kernel = 3)", "'conv' without parentheses", convolution},
    {"C7BnCalled", "relu; bn@(8)", "'bn' without parentheses, got '('", "write `bn`"},
    {"C7ReluCalled", "relu@()", "'relu' without parentheses, got '('", "write `relu`"},
    {"C7FcCalled", "fc@(10, bias = 0)", "'fc' without parentheses, got '('", "write `fc 64`"},
    {"C7LeakyCalled", "leaky_relu@(0.1)", "'leaky_relu' without parentheses",
     "write `leaky_relu 0.01`"},
    {"C7DropoutCalled", "dropout@(0.5)", "'dropout' without parentheses", "write `dropout 0.5`"},
    {"C12Basic", "@basic 8", "got 'basic'", "a block is called with parentheses: basic(8)"},
    {"C12BasicAlone", "@basic", "got 'basic'", "a block is called with parentheses: basic()"},
};

INSTANTIATE_TEST_SUITE_P(All, ForeignPlaces, testing::ValuesIn(places), caseName);

/// A size in parentheses is a size.
TEST(ForeignWords, ParenthesesOfASum) {
  for (const char *layers : {"fc(10)", "fc (2 * 5)", "lrn(5)", "avgpool (1 + 1)", "conv(3) (4) /2"})
    EXPECT_EQ(load(model("  stem { " + std::string(layers) + " }")).errors, "") << layers;
}

/// What a stage repeats.
TEST(ForeignWords, BlocksOfAStage) {
  const Case stages[] = {{"basic 8", "called with parentheses: basic(8)"},
                         {"relu", "a stage repeats a block"},
                         {"conv(8)", "a stage repeats a block"},
                         {"stem", "a stage repeats a block"}};
  for (const Case &c : stages) {
    std::string errors = load(model("  stage s = 2 x " + std::string(c.written))).errors;
    EXPECT_NE(hintOf(errors).find(c.hint), std::string::npos) << errors;
  }
}

/// Whatever layers there are, their names in capitals are understood.
TEST(ForeignWords, LayersInCapitals) {
  for (llvm::StringRef word : layerKeywords())
    EXPECT_NE(foreignHint(word.upper(), WordPlace::Statement).find("`" + word.str()),
              std::string::npos)
        << word.str();
}

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
