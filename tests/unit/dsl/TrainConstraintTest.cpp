//===- TrainConstraintTest.cpp - C43 to C52 -------------------------------===//
//
// Each constraint on train sections, alone and against the network, broken once or more.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

using namespace resnetc::dsl;

namespace {

class TrainConstraint : public testing::TestWithParam<ConstraintCase> {};

TEST_P(TrainConstraint, IsReported) { expectError(GetParam()); }

/// A whole section, with one clause replaced or added by `clause`.
std::string with(const std::string &clause) {
  const std::pair<const char *, const char *> clauses[] = {{"data", "data digits"},
                                                           {"eval", "eval digits"},
                                                           {"loss", "loss softmax_cross_entropy"},
                                                           {"sgd", "sgd lr 0.1 momentum 0.9"},
                                                           {"batch", "batch 64"},
                                                           {"epochs", "epochs 30"}};
  std::string text, plain = clause;
  std::erase(plain, '@');
  for (auto [word, line] : clauses)
    text += plain.rfind(word, 0) == 0 ? "" : std::string("  ") + line + "\n";
  return train(text + "  " + clause);
}

/// The same for a model of other input and head.
std::string fit(const std::string &input, const std::string &head, const std::string &clauses,
                const std::string &loss = "loss softmax_cross_entropy") {
  return "resnetc 1\nmodel m {\n  input x : f32[N, " + input + "]\n  head { " + head +
         " }\n}\ntrain t for m {\n  " + clauses + "\n  " + loss +
         "\n  sgd lr 0.1\n  batch 64\n  epochs 30\n}\n";
}

const std::string ten = "avgpool global; fc 10";

const std::vector<ConstraintCase> cases = {
    {"C43Twice", with("batch 1\n  @batch 2"), "one 'batch' in a train section", "remove"},
    {"C43Missing",
     "resnetc 1\nmodel m { input x : f32[N, 1, 8, 8]\n  head { fc 10 } }\n"
     "train @t for m { data digits; batch 1 }\n",
     "got none for 'loss', 'sgd', 'epochs'", "grammar.md"},
    {"C44Kind", with("data @digit"), "a kind of data, got 'digit'", "did you mean 'digits'?"},
    {"C44Spec", with("data @\"cifar:there\""), "a kind of data, got 'cifar'",
     "did you mean 'cifar10'?"},
    {"C44Eval", with("eval @imagenet \"a\""), "a kind of data, got 'imagenet'", "known names"},
    {"C44Digits", with("data @digits \"here\""), "nothing after 'digits', got 'here'", "built in"},
    {"C44NoPath", with("data @cifar10"), "a path after 'cifar10', got none", "cifar10 \"DIR\""},
    {"C44EmptyPath", with("data @folder \"\""), "a path after 'folder', got none", ""},
    {"C44OneFile", with("data @npy \"x.npy\""), "two files after 'npy', got 'x.npy'",
     "X.npy,Y.npy"},
    {"C45Loss", with("loss @hinge"), "the loss 'softmax_cross_entropy', got 'hinge'", "loss"},
    {"C45Init", with("init @xavier"), "the initialisation 'he_normal', got 'xavier'", "fan_in"},
    {"C45Fan", with("init he_normal @fan_inn"), "'fan_in' or 'fan_out', got 'fan_inn'",
     "did you mean 'fan_in'?"},
    {"C46NoRate", with("@sgd momentum 0.9"), "a learning rate in 'sgd', got none", "sgd lr 0.1"},
    {"C46Rate", with("sgd lr @0"), "a learning rate above 0 and at most 1000, got 0", "C46"},
    {"C46NegativeRate", with("sgd lr @-0.1"), "a learning rate above 0", ""},
    {"C46Momentum", with("sgd lr 0.1 momentum @1"), "a momentum of at least 0 and below 1, got 1",
     ""},
    {"C46Decay", with("sgd lr 0.1 weight_decay @-1e-4"), "a weight decay of at least 0", ""},
    {"C46Nesterov", with("sgd lr 0.1 @nesterov"), "a momentum above 0 for 'nesterov'",
     "momentum 0.9"},
    {"C47Factor", with("lr /@1 at 5 epochs"), "divided by more than 1", ""},
    {"C47Order", with("lr /10 at 20, @10 epochs"), "ascending points", "the end is epoch 30"},
    {"C47AfterEnd", with("lr /10 at @30 epochs"), "ascending points", "the end is epoch 30"},
    {"C47Percent", with("lr /10 at 50%, @100%"), "ascending points", "100%"},
    {"C47Mixed", with("lr /10 at 5, @50%"), "epochs only or percentages only", "at 50%, 75%"},
    {"C47Fraction", with("lr /10 at @2.5 epochs"), "a whole epoch, got 2.5", ""},
    {"C47Patience", with("lr /10 on plateau patience @0"), "epochs of patience, got 0", ""},
    {"C47NoEval",
     train("data digits; loss softmax_cross_entropy; sgd lr 1; batch 1; epochs 2\n"
           "@lr /10 on plateau"),
     "'eval' data for 'on plateau'", "evaluation data"},
    {"C48TooLong", with("warmup @31 epochs"), "1 to 30 epochs of warm-up, got 31", ""},
    {"C48From", with("warmup 5 epochs from @0.2"), "at most that of 'sgd', got 0.2", ""},
    {"C49Twice", with("augment hflip; @hflip"), "each augmentation once", "remove"},
    {"C49Zero", with("augment shift @0"), "1 to 65536 pixels, got 0", "whole number"},
    {"C49Fraction", with("augment shift @1.5"), "pixels, got 1.5", "whole number"},
    {"C49Order", with("augment @resize 9..8"), "the smaller size first, got 9..8",
     "resize 256..480"},
    {"C50Channels", fit("3, 8, 8", ten, "data @digits"),
     "the channels of the network's input 3x8x8, got images of 1x8x8", "as the data is"},
    {"C50Size", fit("1, 16, 16", ten, "data @digits"),
     "images of the network's input 1x16x16, got 8x8", "crop"},
    {"C50Shift", fit("1, 8, 8", ten, "data digits; augment @shift 9"),
     "a shift of at most the image's 8 pixels, got 9", "an eighth"},
    {"C50Crop", fit("3, 40, 40", ten, "data cifar10 \"d\"; augment @crop 40"),
     "a crop of at most the image's 32 pixels, got 40", "resize"},
    {"C50CropAfterResize",
     fit("3, 64, 64", ten, "data folder \"d\"; augment resize 60..70; @crop 64"),
     "at most the image's 60 pixels, got 64", "resize"},
    {"C50Folder", fit("3, 64, 64", ten, "data @folder \"d\""), "'crop' after 'resize'", "crop 64"},
    {"C50CropSize", fit("3, 64, 64", ten, "data folder \"d\"; augment @crop 60"),
     "images of the network's input 3x64x64, got 60x60", "crop"},
    {"C51Batch", with("batch @0"), "images in a batch, got 0", "whole number"},
    {"C51Epochs", with("epochs @1.5"), "epochs, got 1.5", "whole number"},
    {"C51Seed", with("seed @-1"), "0 to 2147483647 as a seed, got -1", "whole number"},
    {"C52NotAVector", fit("1, 8, 8", "conv 3x3 10", "data digits", "loss @softmax_cross_entropy"),
     "2 or more logits, got 10x8x8 from 'm'", "fc classes"},
    {"C52OneLogit", fit("1, 8, 8", "fc 1", "data digits", "loss @softmax_cross_entropy"),
     "2 or more logits, got 1x1x1", ""},
    {"C52Classes", fit("1, 8, 8", "fc 9", "data digits", "loss @softmax_cross_entropy"),
     "one logit per class of the data, 10, got 9", "as many channels as classes"},
};

INSTANTIATE_TEST_SUITE_P(Train, TrainConstraint, testing::ValuesIn(cases), caseName);

} // namespace
