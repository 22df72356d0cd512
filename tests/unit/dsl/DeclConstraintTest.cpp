//===- DeclConstraintTest.cpp - C11 to C18, C22, C23, C25, C33, C34, C41, C42, C53, C54, C59, C60, C63, C64 //
//
// Each constraint on names and declarations, broken once or more.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

using namespace resnetc::dsl;

namespace {

class DeclConstraint : public testing::TestWithParam<ConstraintCase> {};

TEST_P(DeclConstraint, IsReported) { expectError(GetParam()); }

/// A block of the user's, and a stage that calls it.
std::string withBlock(const std::string &block, const std::string &call) {
  return "resnetc 1\n" + block + "\nmodel m { input x : f32[N, 3, 8, 8]\n  stage s = 2 x " + call +
         "\n}\n";
}

/// "p0 = 1, ..., @pN = 1".
std::string parameters(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text +=
        std::string(i ? ", " : "") + (i == count - 1 ? "@" : "") + "p" + std::to_string(i) + " = 1";
  return text;
}

const std::string two = "block two(c, stride = 1) { conv 3x3 c /stride }";
const std::string head = "  head { fc 2 }";
const std::string models = "model a { input x : f32[N, 3, 8, 8]; head { fc 2 } }\n"
                           "model @b { input x : f32[N, 3, 8, 8]; head { fc 2 } }\n";

const std::vector<ConstraintCase> cases = {
    {"C11BlockParameter", "resnetc 1\nblock b(c, @c = 1) { relu }\n", "one parameter named 'c'",
     "rename"},
    {"C11ModelParameter", model(head, "n = 1, @n = 2"), "one parameter named 'n'", "rename"},
    {"C11TooMany", model(head, parameters(65)), "at most 64 parameters, got 65", "compute"},
    {"C12Block", model("  stage s = 2 x @basik(3)"), "a known block, got 'basik'",
     "did you mean 'basic'?"},
    {"C12UserBlock", withBlock(two, "@twu(3)"), "a known block, got 'twu'", "did you mean 'two'?"},
    {"C12FarBlock", model("  stage s = 2 x @reformer(3)"), "a known block, got 'reformer'",
     "known names: basic, bn_after_add"},
    {"C12BlockInBlock", withBlock("block a(c) { @b(c) }", "a(3)"), "a known block, got 'b'", ""},
    {"C13TooMany", withBlock(two, "two(3, 1, @4)"), "at most 2 arguments, got 3",
     "two(c, stride = 1)"},
    {"C13Missing", withBlock(two, "@two()"), "an argument for 'c', got none", "two(c, stride = 1)"},
    {"C13UnknownName", withBlock(two, "two(3, @strid = 2)"), "a parameter of 'two', got 'strid'",
     "two(c, stride = 1)"},
    {"C13Twice", withBlock(two, "two(3, @c = 2)"), "'c' once, got it twice", "declared as"},
    {"C13PlaceAfterName", withBlock(two, "two(c = 3, @1)"), "before those with one", "declared as"},
    {"C13StrideTwice", withBlock(two, "@two(3, stride = 2) /2"), "'stride' once", "declared as"},
    {"C14Block", "resnetc 1\n" + two + "\nblock @two(c) { relu }\n", "one block named 'two'",
     "rename"},
    {"C14Model",
     "resnetc 1\nmodel m { input x : f32[N, 3, 8, 8]; head { fc 2 } }\n"
     "model @m { input x : f32[N, 3, 8, 8]; head { fc 2 } }\n",
     "one model named 'm'", "rename"},
    {"C14Train",
     "resnetc 1\nmodel m { input x : f32[N, 1, 8, 8]; head { fc 10 } }\n"
     "train t for m { data digits; loss softmax_cross_entropy; sgd lr 1; batch 1; "
     "epochs 1 }\n"
     "train @t for m { data digits; loss softmax_cross_entropy; sgd lr 1; batch 1; "
     "epochs 1 }\n",
     "one train section named 't'", "rename"},
    {"C15Channels", withBlock("block b(chan) { conv 3x3 @chans }", "b(3)"),
     "a parameter, got 'chans'", "did you mean 'chan'?"},
    {"C15NoParameters", model("  head { fc @classes }"), "a parameter, got 'classes'",
     "there are no parameters here"},
    {"C15ModelParameterInBlock", "resnetc 1\nblock b(c) { fc @classes }\n",
     "a parameter, got 'classes'", "known names: c"},
    {"C15LaterDefault", "resnetc 1\nblock b(c = @d, d = 1) { fc c }\n", "a parameter, got 'd'", ""},
    {"C15Repeat", model("  stage s = @k x basic(3)", "n = 1"), "a parameter, got 'k'",
     "did you mean 'n'?"},
    {"C15Stride", model("  stage s = 1 x basic(3) /@k", "n = 1"), "a parameter, got 'k'", ""},
    {"C15Input", "resnetc 1\nmodel m { input x : f32[N, @c, 8, 8]; head { fc 2 } }\n",
     "a parameter, got 'c'", "no parameters"},
    {"C15Then", model("  stage s = 1 x basic(3) then @k x basic(3)", "n = 1"),
     "a parameter, got 'k'", ""},
    {"C15Groups", model("  head { conv 3x3 4 groups @g }", "n = 1"), "a parameter, got 'g'", ""},
    {"C15Window", model("  head { lrn @w }", "n = 1"), "a parameter, got 'w'", ""},
    {"C15Crop",
     "resnetc 1\nmodel m(size = 8) { input x : f32[N, 1, size, size]; head { fc 10 } }\n"
     "train t for m { data digits; augment crop @siz; loss softmax_cross_entropy; sgd lr 1; "
     "batch 1; epochs 1 }\n",
     "a parameter of model 'm', got 'siz'", "did you mean 'size'?"},
    {"C16Direct", withBlock("block a(c) { @a(c) }", "a(3)"),
     "blocks that do not contain themselves, got 'a'", "repeat a block with a stage"},
    {"C16Indirect",
     withBlock("block a(c) { b(c) }\nblock b(c) { branch { @a(c) }; shortcut; join add }", "a(3)"),
     "got 'a' inside itself", "repeat"},
    {"C16Unused", "resnetc 1\nblock a(c) { @a(c) }\n", "got 'a' inside itself", "repeat"},
    {"C17UnknownName",
     "resnetc 1\nmodel @m(depth = 3) { input x : f32[N, 3, 8, 8]\n" + head + "\n}\n",
     "a parameter of model 'm', got -D dept",
     "did you mean 'depth'?",
     {"", {{"dept", "3"}}, ""}},
    {"C17NotANumber",
     model(head, "@n = 3"),
     "an integer, got -D n=many",
     "-D n=3",
     {"", {{"n", "many"}}, ""}},
    {"C17Empty", model(head, "@n = 3"), "an integer, got -D n=", "-D n=3", {"", {{"n", ""}}, ""}},
    {"C17TooLarge",
     model(head, "@n = 3"),
     "an integer, got -D n=99999999999",
     "-D n=3; the largest is 2147483647",
     {"", {{"n", "99999999999"}}, ""}},
    {"C17Shortcut",
     model("  shortcut @A\n" + head),
     "A, B, C or none, got -D shortcut=D",
     "-D shortcut=none",
     {"", {{"shortcut", "D"}}, ""}},
    {"C18NoValue", model(head, "@n"), "a value for 'n', which has no default", "-D n=VALUE"},
    {"C22NoInput", "resnetc 1\nmodel @m { head { fc 2 } }\n", "a model with an input",
     "input x : f32"},
    {"C22NoLayers", "resnetc 1\nmodel @m { input x : f32[N, 3, 8, 8] }\n", "a model with layers",
     "a stem, stages or a head"},
    {"C22TwoInputs", model("  @input y : f32[N, 3, 8, 8]\n" + head), "one 'input' in a model",
     "remove"},
    {"C22TwoOptions", model("  shortcut A\n  @shortcut B\n" + head), "one 'shortcut' in a model",
     "remove"},
    {"C22TwoHeads", model(head + "\n  @head { fc 2 }"), "at most one head",
     "in the order of its text"},
    {"C22TwoStems", model("  stem { relu }\n  @stem { relu }\n" + head), "at most one stem",
     "in the order of its text"},
    {"C22StageAfterHead", model(head + "\n  @stage s = 1 x basic(3)"), "out of order",
     "in the order of its text"},
    {"C22StemAfterStage", model("  stage s = 1 x basic(3)\n  @stem { relu }\n" + head),
     "out of order", "in the order of its text"},
    {"C22AuxBeforeStem", model("  aux a { fc 2 }\n  @stem { relu }\n" + head), "out of order",
     "in the order of its text"},
    {"C22AuxAfterHead", model(head + "\n  @aux a { fc 2 }"), "out of order",
     "in the order of its text"},
    {"C22AuxAlone", model("  @aux a { fc 2 }"), "a stem, stages or a head beside",
     "trained together"},
    {"C23Stage", model("  stage s = 1 x basic(3)\n  stage @s = 1 x basic(3)"),
     "one stage or auxiliary head named 's'", "tensors are named after stages"},
    {"C23Aux", model("  stage s = 1 x basic(3)\n  aux @s { fc 2 }\n" + head),
     "one stage or auxiliary head named 's'", "tensors are named after stages"},
    {"C25NoStride", withBlock("block b(c) { conv 3x3 c }", "@b(3) /2"),
     "a block with a parameter 'stride', got 'b'", "b(c)"},
    {"C33Scheme", model("  names @pytorch\n" + head),
     "the scheme 'torchvision' or 'caffe', got 'pytorch'", "names torchvision"},
    {"C34Option", model("  shortcut @D\n" + head), "A, B, C or none, got 'D'", "projection"},
    {"C34LowerCase", model("  shortcut @a\n" + head), "A, B, C or none, got 'a'", "projection"},
    {"C53One", model("  head { dropout @1; fc 2 }"), "of at least 0 and below 1, got 1",
     "dropout 0.5"},
    {"C53Negative", model("  head { dropout @-0.5; fc 2 }"), "below 1, got -0.5", "dropout 0.5"},
    {"C54Alpha", model("  head { lrn 5 alpha @-1; fc 2 }"), "an alpha of at least 0",
     "lrn 5 alpha"},
    {"C54Beta", model("  head { lrn 5 beta @0; fc 2 }"), "a beta above 0 and at most 1000, got 0",
     "lrn 5 alpha"},
    {"C54K", model("  head { lrn 5 k @1001; fc 2 }"), "a k above 0 and at most 1000, got 1001", ""},
    {"C59Bias", model("  head { conv 3x3 4 bias @-2000000; fc 2 }"),
     "a bias of at most 1e6 in magnitude, got -2000000", "bias -2"},
    {"C63Slope", model("  head { leaky_relu @-2000000; fc 2 }"),
     "a slope of at most 1e6 in magnitude, got -2000000", "leaky_relu 0.01"},
    {"C63LargeSlope", model("  head { leaky_relu @1e7; fc 2 }"), "in magnitude, got 1e7", ""},
    {"C64Scale", model("  head { scale @-2e6; fc 2 }"),
     "a scale of at most 1e6 in magnitude, got -2e6", "scale 1"},
    {"C60Zero", model("  aux a weight @0 { fc 2 }\n" + head), "a weight above 0 and at most 100",
     "multiplied by it"},
    {"C60Large", model("  aux a weight @1e3 { fc 2 }\n" + head), "at most 100, got 1e3", ""},
    {"C41NoModel", "@resnetc 1\n", "a file with a model, got none", "model NAME"},
    {"C41Several", "resnetc 1\n" + models, "the choice of one model, got a file with 2",
     "known names: a, b"},
    {"C41Unknown",
     "resnetc 1\nmodel @small { input x : f32[N, 3, 8, 8]\n" + head + "\n}\n",
     "got --model=smal",
     "did you mean 'small'?",
     {"smal", {}, ""}},
    {"C42Model",
     "resnetc 1\nmodel net { input x : f32[N, 1, 8, 8]\n head { fc 10 }\n}\n"
     "train t for @nett { data digits; loss softmax_cross_entropy; sgd lr 1; batch 1; "
     "epochs 1 }\n",
     "a model of this file, got 'nett'", "did you mean 'net'?"},
    {"C42Section",
     "resnetc 1\nmodel @m { input x : f32[N, 3, 8, 8]\n" + head + "\n}\n",
     "a train section for 'm', got the name long",
     "no train section",
     {"", {}, "long"}},
};

INSTANTIATE_TEST_SUITE_P(Decl, DeclConstraint, testing::ValuesIn(cases), caseName);

TEST(Declarations, LongChainOfBlocksIsWalkedWithoutRecursion) {
  // Each block calls the next; the stage sees only the nesting limit, not a broken stack.
  std::string text = "resnetc 1\n";
  for (int i = 0; i < 20000; ++i)
    text += "block b" + std::to_string(i) + "(c) { b" + std::to_string(i + 1) + "(c) }\n";
  text += "block b20000(c) { relu }\nmodel m { input x : f32[N, 3, 8, 8]\n stage s = 1 x b0(1) }\n";
  Loaded loaded = load(text);
  EXPECT_EQ(loaded.network, nullptr);
  EXPECT_NE(loaded.errors.find("nested at most 16 deep"), std::string::npos) << loaded.errors;
}

TEST(Declarations, UserBlockHidesThePreludesButNotInsideIt) {
  // The prelude's `plain` still calls the prelude's own conv_bn_relu.
  Loaded loaded = load("resnetc 1\nblock conv_bn_relu(a, b, c) { fc a }\n"
                       "model m { input x : f32[N, 3, 8, 8]\n stage s = 1 x plain(4)\n"
                       " head { conv_bn_relu(7, 1, 1) } }\n");
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(loaded.network->output, (Shape{7, 1, 1}));
  EXPECT_EQ(std::get<Layer>(loaded.network->body[0]).kind, LayerKind::Conv);
}

TEST(Declarations, LastDefinitionWins) {
  LoadOptions options{"", {{"n", "3"}, {"n", "5"}}, ""};
  Loaded loaded = load(model("  head { fc n }", "n = 2"), options);
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(loaded.network->output.channels, 5);
}

} // namespace
