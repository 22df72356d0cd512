//===- SyntaxConstraintTest.cpp - C1 to C10, C12, C19 to C21, C56 to C58 -===//
//
// Each constraint that the lexer or the parser checks, broken once or more.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

using namespace resnetc::dsl;

namespace {

class SyntaxConstraint : public testing::TestWithParam<ConstraintCase> {};

TEST_P(SyntaxConstraint, IsReported) { expectError(GetParam()); }

/// `depth` parentheses around a number, with the mark before the last.
std::string nested(unsigned depth) {
  return model("  head { fc " + std::string(depth - 1, '(') + "@(1" + std::string(depth, ')') +
               " }");
}

/// A sum of `operators` plus signs, if wanted with the mark before the last.
std::string sum(unsigned operators, bool mark) {
  std::string text = "1";
  for (unsigned i = 1; i <= operators; ++i)
    text += std::string(" ") + (mark && i == operators ? "@" : "") + "+ 1";
  return model("  head { fc (" + text + ") }");
}

const std::vector<ConstraintCase> cases = {
    {"C1FileSize", "@" + std::string((1 << 20) + 1, ' '), "at most 1048576 bytes, got more",
     "use repeats"},
    {"C2Nul", std::string("resnetc 1\nmodel @\0m {}", 20), "NUL byte", "binary"},
    {"C2Utf8", "resnetc 1\n# caf@\xE9\n", "UTF-8, got a malformed byte", "save the file in UTF-8"},
    {"C2TruncatedUtf8", "resnetc 1\n# @\xE2\x82", "UTF-8", "save the file in UTF-8"},
    {"C2OtherCharacter", model("  head { fc 10 @! }"), "a character of the language, got '!'",
     "outside comments"},
    {"C2Letter", model("  head { fc @\xC3\xA9 }"), "got '\xC3\xA9'", "outside comments"},
    {"C2Control", model("  head { fc @\x1B[31m }"), "a control character", "outside comments"},
    {"C2ByteOrderMark", "@\xEF\xBB\xBFresnetc 1\n", "byte order mark", "without"},
    {"C3OpenString", train("  data folder @\"a"), "'\"' at the end of the text", "close the text"},
    {"C3LongString", train("  data folder @\"" + std::string(5000, 'a') + "\""),
     "at most 4096 bytes between quotes, got 5000", "missing"},
    {"C4BigInteger", model("  head { fc @2147483648 }"), "at most 2147483647, got '2147483648'",
     "no size"},
    {"C4HugeInteger", model("  head { fc @" + std::string(500, '9') + " }"), "at most 2147483647",
     "no size"},
    {"C4BigExtent", model("  head { conv @99999999999x3 4 }"), "got '99999999999'", "no size"},
    {"C4Decimal", train("  sgd lr @1e999"), "the range of double, got '1e999'", "exponent"},
    {"C4RunTogether", model("  stage s = @3xbasic(4)"), "a space between a number and a name",
     "3 x basic(16)"},
    {"C4LongName", "resnetc 1\nblock @" + std::string(65, 'a') + "(c) { relu }\n",
     "at most 64 characters, got 65", "shorter"},
    {"C5Missing", "@model m {}\n", "'resnetc 1' as the first line, got 'model'", "resnetc 1"},
    {"C5Empty", "@", "'resnetc 1' as the first line, got the end of the file", "resnetc 1"},
    {"C5Version", "resnetc @2\n", "grammar version 1, got '2'", "reads `resnetc 1`"},
    {"C5NoVersion", "@resnetc\nmodel m {}\n", "grammar version 1, got none", "reads `resnetc 1`"},
    {"C6TwoOnALine", model("  head { avgpool global @fc 10 }"), "';' or a new line",
     "separated by"},
    {"C6AfterVersion", "resnetc 1 @model m {}\n", "';' or a new line", "belong"},
    {"C6ShortcutOption", "resnetc 1\nblock b(c) { branch { relu }\n shortcut @A\n join add }\n",
     "';' or a new line before the next statement, got 'A'", "belong"},
    {"C7Declaration", "resnetc 1\n@modle m {}\n", "'block', 'model' or 'train', got 'modle'",
     "did you mean 'model'?"},
    {"C7SpareBrace", model("  head { fc 10 }") + "@}", "got '}'", "'}' too many"},
    {"C7MissingBrace", "resnetc 1\nmodel m @input x", "'{' to begin the model, got 'input'",
     "missing"},
    {"C7MissingChannels", model("  head { conv 3x3\n    @bn }"), "a number of channels, got 'bn'",
     "same line"},
    {"C7ReservedChannels", model("  head { conv 3x3 @bn }"), "a number of channels, got 'bn'",
     "same line"},
    {"C7MissingKernel", model("  head { maxpool @/2 }"), "a kernel size such as 3x3, got '/'",
     "whole numbers"},
    {"C7Pool", model("  head { avgpool @; fc 10 }"), "'global' or a kernel size such as 3x3",
     "whole numbers"},
    {"C7OpenParenthesis", model("  head { fc (1 + 2 @}"), "')' to close the parenthesis",
     "missing"},
    {"C7Argument", model("  stage s = 2 x basic(@, 3)"), "an argument, got ','", "whole number"},
    {"C7Stage", model("  stage s = 2 @basic(3)"), "'x' between the repeats and the block",
     "write 'x'"},
    {"C7EndOfFile", "resnetc 1\nmodel m {@", "'}' to end the model, got the end of the file",
     "missing"},
    {"C7Dropout", model("  head { dropout\n    @0.5 }"), "a probability after 'dropout'",
     "dropout 0.5"},
    {"C7DropoutName", model("  head { dropout @p }", "p = 1"), "a probability such as 0.5, got 'p'",
     "0.1"},
    {"C7LeakyRelu", model("  head { leaky_relu\n    @0.1 }"), "a slope after 'leaky_relu'",
     "leaky_relu 0.01"},
    {"C7LeakyReluName", model("  head { leaky_relu @a }", "a = 1"), "a slope such as 0.01, got 'a'",
     "0.1"},
    {"C7LrnWindow", model("  head { lrn @-5 }"), "how many channels a window has, such as 5",
     "whole number"},
    {"C7Groups", model("  head { conv 3x3 4 groups @/2 }"), "a number of groups, got '/'",
     "whole numbers"},
    {"C7JoinLine", "resnetc 1\nblock b(c) { branch { relu }; shortcut; join\n @add }\n",
     "'add', 'concat', 'max' or 'gated' after 'join'", "join add"},
    {"C7Then", model("  stage s = 2 x basic(3) then basic@(3)"), "'x' between", "write 'x'"},
    {"C7AuxBody", model("  aux a weight 1 @fc 2"), "'{' to begin a list of layers", "missing"},
    {"C7Number", train("  batch @large"), "a batch size, got 'large'", "write it like"},
    {"C7Augment", train("  augment @;"), "an augmentation, got ';'", "shift, hflip"},
    {"C7For", "resnetc 1\ntrain t @on m {}\n", "'for' after the name", "write 'for'"},
    {"C7LrWord", train("  lr @fast"), "'/', 'cosine' or 'constant' after 'lr'", "lr /10 at"},
    {"C7Epochs", train("  lr /10 at 5\n  @epochs 10"), "'epochs' or '%' after the points",
     "82, 123 epochs"},
    {"C7WarmupEpochs", train("  warmup 5\n  @epochs 10"), "'epochs' after the number", "warmup 5"},
    {"C7Data", train("  data\n  @; eval digits"), "where the images are", "data digits"},
    {"C7Bn", model("  bn\n  @head { fc 2 }"), "'eps' or 'momentum' after 'bn', got 'head'",
     "bn eps 1e-5"},
    {"C8Block", "resnetc 1\nblock @conv(c) { relu }\n",
     "a name for the block, got 'conv', a word of the language", "conv_1"},
    {"C8NewWord", "resnetc 1\nblock b(@groups) { relu }\n", "a parameter, got 'groups'",
     "groups_1"},
    {"C8Aux", model("  aux @then { fc 2 }"), "a name for the auxiliary head, got 'then'", "then_1"},
    {"C8Parameter", "resnetc 1\nmodel m(@shortcut = 1) {}\n", "a parameter, got 'shortcut'",
     "shortcut_1"},
    {"C8Stage", model("  stage @head = 1 x basic(3)"), "a name for the stage, got 'head'",
     "head_1"},
    {"C9Parentheses", nested(65), "at most 64 nested parentheses", "default values"},
    {"C9Operators", sum(201, true), "at most 200 operators", "parameters with default values"},
    {"C9Minus", model("  head { fc (" + std::string(200, '-') + "@-1) }"), "at most 200 operators",
     "parameters with default values"},
    {"C10Option", model("  head { conv 3x3 4 /2 @/2; fc 2 }"),
     "each option of a layer once, got a second '/'", "remove"},
    {"C10Bias", model("  head { fc 2 bias @nobias }"), "got a second 'nobias'", "remove"},
    {"C10Pad", model("  head { conv 3x3 4 pad 1 @pad 1; fc 2 }"), "got a second 'pad'", "remove"},
    {"C10Groups", model("  head { conv 3x3 4 groups 2 @groups 2; fc 2 }"), "got a second 'groups'",
     "remove"},
    {"C10Ceil", model("  head { maxpool 3 ceil @ceil; fc 2 }"), "got a second 'ceil'", "remove"},
    {"C10Alpha", model("  head { lrn 5 alpha 1 @alpha 1; fc 2 }"), "got a second 'alpha'",
     "remove"},
    {"C10Eps", model("  bn eps 1e-5 @eps 1e-5\n  head { fc 2 }"), "'eps' once", "remove"},
    {"C10Momentum", train("  sgd lr 1 momentum 0 @momentum 0"), "'momentum' once", "remove"},
    {"C10Rate", train("  sgd lr 1 @lr 1"), "'lr' once", "remove"},
    {"C12Layer", model("  head { @conw 3x3 4 }"), "a layer or a block, got 'conw'",
     "did you mean 'conv'?"},
    {"C12NewLayer", model("  head { @preLu }"), "a layer or a block, got 'preLu'", "write `prelu`"},
    {"C12BareBlock", model("  head { @classifier; fc 2 }"), "a layer or a block, got 'classifier'",
     "classifier()"},
    {"C12ModelLine", model("  @stag s = 2 x basic(3)"), "a line of a model, got 'stag'",
     "did you mean 'stage'?"},
    {"C12ModelAux", model("  @auz a { fc 2 }"), "a line of a model, got 'auz'",
     "did you mean 'aux'?"},
    {"C12Clause", train("  @epoch 3"), "a clause of a train section, got 'epoch'",
     "write `epochs 90`"},
    {"C12AugmentationAlone", train("  augment shift 4\n  batch 8\n  @hflip"),
     "a clause of a train section, got 'hflip'", "augmentations stand together: `augment"},
    {"C12Augmentation", train("  augment @flip"), "an augmentation, got 'flip'",
     "did you mean 'hflip'?"},
    {"C19OnePath", "resnetc 1\nblock b(c) { @branch { relu }; join add }\n",
     "two or more paths before a join, a branch among them, got 1 branches and no shortcut",
     "then `join add`"},
    {"C19OnlyShortcut", "resnetc 1\nblock b(c) { @shortcut; join add }\n",
     "got 0 branches and a shortcut", "then `join add`"},
    {"C19NoPath", "resnetc 1\nblock b(c) { relu; @join add }\n", "got 0 branches and no shortcut",
     "then `join add`"},
    {"C19NoJoin", "resnetc 1\nblock b(c) { branch { relu }; shortcut; @relu }\n",
     "'join' after the branches, got 'relu'", "write `join add`"},
    {"C19TwoShortcuts",
     "resnetc 1\nblock b(c) { branch { relu }; shortcut; @shortcut; join add }\n",
     "one shortcut before a join", "remove"},
    {"C19ForkInBranch",
     "resnetc 1\nblock b(c) { branch { @branch { relu } }; shortcut; join add }\n",
     "a layer or a block here, got 'branch'", "a block of its own"},
    {"C20Join", "resnetc 1\nblock b(c) { branch { relu }; shortcut; join @mul }\n",
     "'add', 'concat', 'max' or 'gated' after 'join', got 'mul'", "`join gated`"},
    {"C20NearMiss", "resnetc 1\nblock b(c) { branch { relu }; shortcut; join @gate }\n",
     "got 'gate'", "did you mean 'gated'?"},
    {"C19ConvShortcut", "resnetc 1\nblock b(c) { branch { relu }; @shortcut conv; join concat }\n",
     "'shortcut' alone before 'join concat', got 'shortcut conv'", "always the identity"},
    {"C19ConvGated", "resnetc 1\nblock b(c) { branch { relu }; @shortcut conv; join gated }\n",
     "'shortcut' alone before 'join gated'", "always the identity"},
    {"C21Aux", model("  aux a @{ }\n  head { fc 2 }"), "at least one layer", ""},
    {"C56Ceil", model("  head { avgpool 3x3 /2 @ceil; fc 2 }"),
     "'ceil' in maxpool alone, got it in avgpool", "avgpool rounds down"},
    {"C57Paths",
     "resnetc 1\nblock b(c) { branch { relu }; branch { relu }; branch { relu }; branch { relu }; "
     "branch { relu }; branch { relu }; branch { relu }; branch { relu }; shortcut; join @concat "
     "}\n",
     "at most 8 paths of 'join concat', got 9", "a block of their own"},
    {"C58OneBranch",
     "resnetc 1\nblock b(c) { branch { relu }; branch { bn }; branch { relu }; "
     "join @gated }\n",
     "two branches, or one and a shortcut, before 'join gated', got 3 branches and no shortcut",
     "the last branch is the gate"},
    {"C21Stem", model("  stem @{ }\n  head { fc 2 }"), "at least one layer", "shortcut"},
    {"C21Branch", "resnetc 1\nblock b(c) { branch @{ }; shortcut; join add }\n",
     "at least one layer", "not an empty branch"},
};

INSTANTIATE_TEST_SUITE_P(Syntax, SyntaxConstraint, testing::ValuesIn(cases), caseName);

TEST(SyntaxLimits, JustWithin) {
  EXPECT_NE(load(sum(200, false)).network, nullptr);
  std::string text = nested(64);
  text.erase(text.find('@'), 1);
  EXPECT_NE(load(text).network, nullptr) << load(text).errors;
}

} // namespace
