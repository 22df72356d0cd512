//===- NumberConstraintTest.cpp - C24, C26 to C32, C39, C40, C54, C55------------===//
//
// Each constraint on numbers and on the size of the network, broken once or more.
//
//===----------------------------------------------------------------------===//

#include "ConstraintCase.h"

#include <ctime>

using namespace resnetc::dsl;

namespace {

class NumberConstraint : public testing::TestWithParam<ConstraintCase> {};

TEST_P(NumberConstraint, IsReported) { expectError(GetParam()); }

std::string input(const std::string &rest) {
  return "resnetc 1\nmodel m(n = 2) {\n  input x : " + rest + "\n  head { fc 2 }\n}\n";
}

/// 17 blocks, each calling the next.
std::string chain() {
  std::string text = "resnetc 1\n";
  for (int i = 0; i < 16; ++i)
    text += "block b" + std::to_string(i) + "(c) { " + (i == 15 ? "@b" : "b") +
            std::to_string(i + 1) + "(c) }\n";
  return text + "block b16(c) { relu }\nmodel m { input x : f32[N, 3, 8, 8]\n"
                "  stage s = 1 x b0(1)\n}\n";
}

const std::vector<ConstraintCase> cases = {
    {"C24Zero", model("  stage s = @0 x basic(3)"), "in stage s: expects 1 to 10000 repeats, got 0",
     "at least one block"},
    {"C24Million", model("  stage s = @1000000 x basic(3)"), "repeats, got 1000000", ""},
    {"C24Define",
     model("  stage s = @n x basic(3)", "n = 2"),
     "repeats, got 100000",
     "at most 10000 repeats: choose a smaller value than -D n=100000",
     {"", {{"n", "100000"}}, ""}},
    {"C24DefineInASum",
     model("  stage s = 1 x basic(3) then (n @- 1) x basic(3)", "n = 2"),
     "repeats, got 99999",
     "at most 10000 repeats: choose a smaller value than -D n=100000",
     {"", {{"n", "100000"}}, ""}},
    {"C24Negative", model("  stage s = n @- 3 x basic(3)", "n = 2"), "repeats, got -1", ""},
    {"C24Then", model("  stage s = 1 x basic(3) then @-1 x basic(3)"),
     "in stage s: expects 0 to 10000 repeats, got -1", "left out by 0"},
    {"C26Zero", model("  head { conv 3x3 @0 }"), "in head: expects 1 to 65536 channels, got 0",
     "check the arguments"},
    {"C26TooMany", model("  head { fc @65537 }"), "channels, got 65537",
     "at most 65536 channels; check the arguments"},
    {"C26Define",
     model("  head { fc @n }", "n = 2"),
     "channels, got 100000",
     "at most 65536 channels: choose a smaller value than -D n=100000",
     {"", {{"n", "100000"}}, ""}},
    {"C26DefineOfABlock",
     model("  stage s = n x @basic(100000)", "n = 2"),
     "channels, got 100000",
     "at most 65536 channels; check the arguments",
     {"", {{"n", "1"}}, ""}},
    {"C26InPrelude", model("  stage s = 2 x @basic(70000)"),
     "in stage s, block 1 (basic), branch 1: expects 1 to 65536 channels, got 70000", ""},
    {"C27Zero", model("  head { conv @0x3 4 }"), "rows and columns of a kernel, got 0", "3x3"},
    {"C27Large", model("  head { maxpool @1024 }"), "1 to 1023 rows and columns of a kernel", ""},
    {"C28Zero", model("  head { conv 3x3 4 /@0 }"), "1 to 1024 as a stride, got 0",
     "division stands in parentheses"},
    {"C28Stage", model("  stage s = 1 x @basic(3) /0"), "as a stride, got 0", ""},
    {"C29Large", model("  head { conv 3x3 4 pad @1025 }"), "0 to 1024 as a padding, got 1025",
     "pad 0"},
    {"C29Pool", model("  head { maxpool 3x3 pad @2 }"), "at most half the kernel, 1, got 2",
     "padding only"},
    {"C29AveragePool", model("  head { avgpool 2x4 pad @2 }"), "at most half the kernel, 1, got 2",
     "padding only"},
    {"C30Type", input("@f64[N, 3, 8, 8]"), "the type f32 or u8, got 'f64'", "precision is a flag"},
    {"C30Batch", input("f32[@1, 3, 8, 8]"), "N, the batch, as the first size, got '1'",
     "never fixed"},
    {"C30Zero", input("f32[N, 3, @0, 8]"), "in the input: expects 1 to 65536 rows, got 0", ""},
    {"C30Large", input("f32[N, 3, 8, @100000]"), "columns, got 100000", ""},
    {"C30Channels", input("f32[N, n @- 2, 8, 8]"), "channels, got 0", ""},
    {"C30BytesZero", input("u8[N, @0, 8, 3]"), "in the input: expects 1 to 65536 rows, got 0",
     "write u8[N, height, width, channels]"},
    {"C65Channels", input("u8[N, 8, 8, @5]"), "at most 4 channels of bytes, got 5",
     "declare f32[N, channels, height, width]"},
    {"C65Order", input("u8[N, 3, 224, @224]"), "at most 4 channels of bytes, got 224",
     "the channels come last: u8[N, height, width, channels]"},
    {"C65Define",
     input("f32[N, @8, 8, 8]"),
     "at most 4 channels of bytes, got 8",
     "",
     {"", {{"input", "u8"}}, ""}},
    {"C17Input",
     "resnetc 1\nmodel m { input @x : f32[N, 3, 8, 8]\n  head { fc 2 }\n}\n",
     "expects f32 or u8, got -D input=i8",
     "-D input=u8 takes bytes",
     {"", {{"input", "i8"}}, ""}},
    {"C66Zero", input("u8[N, 8, 8, 3] scale @0"), "a scale above 0 and at most", "by 1/255"},
    {"C66Negative", input("u8[N, 8, 8, 3] scale @-1"), "a scale above 0", ""},
    {"C66Large", input("u8[N, 8, 8, 3] scale @1e7"), "a scale above 0 and at most", ""},
    {"C66OfFloats", input("f32[N, 3, 8, 8] @scale 2"), "behind an input of bytes alone",
     "declare u8[N, height, width, channels]"},
    {"C31Means", input("f32[N, 3, 8, 8] normalize mean (@1, 2) std (1, 2, 3)"),
     "one value per channel of the input, 3, got 2", "std (r, g, b)"},
    {"C31Deviations", input("f32[N, 3, 8, 8] normalize mean (1, 2, 3) std (@1)"),
     "one value per channel of the input, 3, got 1", ""},
    {"C31Zero", input("f32[N, 3, 8, 8] normalize mean (1, 2, 3) std (1, @0, 3)"),
     "a standard deviation above 0, got 0", "divided by it"},
    {"C31Negative", input("f32[N, 3, 8, 8] normalize mean (1, -2, 3) std (1, @-1, 3)"),
     "above 0, got -1", ""},
    {"C32Eps", model("  bn eps @0\n  head { fc 2 }"), "eps in 1e-12 .. 1, got 0", "1e-5 is usual"},
    {"C32Momentum", model("  bn momentum @1.5\n  head { fc 2 }"),
     "a momentum above 0 and at most 1, got 1.5", "0.1 is usual"},
    {"C54Even", model("  head { lrn @4 }"), "in head: expects an odd number of channels, got 4",
     "lrn 5"},
    {"C54Window", model("  head { lrn @0 }"), "1 to 1023 channels in a window, got 0", "lrn 5"},
    {"C55Range", model("  head { conv 3x3 4 groups @0 }"), "1 to 65536 groups, got 0", "one group"},
    {"C39Nesting", chain(), "nested at most 16 deep", "flatten"},
    {"C39Size",
     "resnetc 1\nblock b(c) { @relu; relu; relu }\nblock d(c) { b(c); b(c); b(c); b(c) }\n"
     "model m { input x : f32[N, 3, 8, 8]\n  stage s = 10000 x d(3)\n}\n",
     "at most 100000 layers and blocks", "fewer repeats"},
    {"C40Zero", model("  head { fc (n @/ 0) }", "n = 2"), "without remainder, got 2 / 0",
     "parameters that divide"},
    {"C40Remainder", model("  head { fc (n @/ 2) }", "n = 7"), "without remainder, got 7 / 2",
     "parameters that divide"},
    {"C40Overflow", model("  head { fc (n @* n) }", "n = 65536"),
     "values of at most 2147483647, got 4294967296", "no size"},
    {"C40Default", model("  head { fc k }", "n = 5, k = n @/ 2"), "got 5 / 2", ""},
};

INSTANTIATE_TEST_SUITE_P(Numbers, NumberConstraint, testing::ValuesIn(cases), caseName);

TEST(Numbers, LongArgumentsInManyCallsStopQuickly) {
  // 9 calls with 64 arguments of 200 operators, 10000 times.
  std::string sum = "1", arguments, parameters;
  for (int i = 0; i < 100; ++i)
    sum += "+1-1";
  for (int i = 0; i < 64; ++i) {
    arguments += (i ? ", " : "") + sum;
    parameters += (i ? ", p" : "p") + std::to_string(i);
  }
  std::string text = "resnetc 1\nblock a(" + parameters + ") { relu }\nblock b(c) {\n";
  for (int i = 0; i < 9; ++i)
    text += "  a(" + arguments + ")\n";
  text += "}\nmodel m { input x : f32[N, 3, 8, 8]\n stage s = 10000 x b(1) }\n";
  std::clock_t start = std::clock(); // of this process: other work on the machine does not count
  Loaded loaded = load(text);
  EXPECT_NE(loaded.errors.find("operations in expressions"), std::string::npos) << loaded.errors;
  EXPECT_LT(std::clock() - start, 10 * CLOCKS_PER_SEC);
}

TEST(Numbers, ExponentiallyManyCallsStopQuickly) {
  // Every block calls the next ten times: 10^15 layers, were they all expanded.
  std::string text = "resnetc 1\n";
  for (int i = 0; i < 15; ++i) {
    text += "block b" + std::to_string(i) + "(c) {";
    for (int call = 0; call < 10; ++call)
      text += " b" + std::to_string(i + 1) + "(c);";
    text += " }\n";
  }
  text += "block b15(c) { relu }\nmodel m { input x : f32[N, 3, 8, 8]\n stage s = 1 x b0(1) }\n";
  std::clock_t start = std::clock(); // of this process: other work on the machine does not count
  Loaded loaded = load(text);
  EXPECT_NE(loaded.errors.find("[C39]"), std::string::npos) << loaded.errors;
  EXPECT_LT(std::clock() - start, 10 * CLOCKS_PER_SEC);
}

TEST(Numbers, ExpressionsFollowPrecedenceAndParentheses) {
  auto channels = [](const std::string &expr) {
    Loaded loaded = load(model("  head { fc (" + expr + ") }", "n = 3, k = 2 * n"));
    return loaded.network ? loaded.network->output.channels : -1;
  };
  EXPECT_EQ(channels("2 + 3 * 4"), 14);
  EXPECT_EQ(channels("(2 + 3) * 4"), 20);
  EXPECT_EQ(channels("20 - 3 - 4"), 13);
  EXPECT_EQ(channels("20 / 2 / 5"), 2);
  EXPECT_EQ(channels("-n + 10"), 7);
  EXPECT_EQ(channels("k / n"), 2);
}

TEST(Numbers, ASlashOutsideParenthesesIsAStride) {
  Loaded loaded = load(model("  head { conv 3x3 2 * n /2 }", "n = 3"));
  ASSERT_NE(loaded.network, nullptr) << loaded.errors;
  EXPECT_EQ(loaded.network->output, (Shape{6, 4, 4}));
}

} // namespace
