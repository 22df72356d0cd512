//===- RulesTest.cpp - every rule of differentiation against finite differences ------===//
//
// One op per case, with odd sizes: strides 1 to 3, uneven pads, windows that are not square. The
// gradient is built by the op's rule and evaluated in double precision, so the bound is that of the
// differences.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/reference/Harness.h"

using namespace resnetc::rn;
using namespace resnetc::rn::test;

namespace {

struct RuleCase {
  const char *name;
  const char *text; ///< `@f`, with the op's operands as arguments.
  double reach = 1; ///< Inputs lie within -reach and reach.
};

void PrintTo(const RuleCase &c, std::ostream *out) { *out << c.name; }

class Rules : public testing::TestWithParam<RuleCase> {};

TEST_P(Rules, AgreeWithFiniteDifferences) {
  Model model(GetParam().text);
  ASSERT_TRUE(model.errors.empty()) << model.errors[0];
  std::vector<size_t> arguments = buildGradientFunction(model);
  ASSERT_FALSE(arguments.empty());
  for (int64_t batch : {1, 3}) {
    std::vector<Tensor> inputs = model.gridInputs("f", batch);
    for (Tensor &input : inputs)
      for (double &value : input.values)
        value *= GetParam().reach;
    std::vector<Tensor> forward = model.run("f", inputs);
    ASSERT_FALSE(forward.empty());
    Tensor dy = gridTensor(forward[0].shape, 99);
    std::vector<Tensor> all = inputs;
    all.push_back(dy);
    std::vector<Tensor> gradients = model.run("g", all);
    ASSERT_EQ(gradients.size(), arguments.size());
    for (size_t i = 0; i < gradients.size(); ++i)
      expectClose(gradients[i], numericGradient(model, "f", inputs, arguments[i], dy), 1e-6,
                  "batch " + std::to_string(batch) + ", argument " + std::to_string(arguments[i]));
  }
}

const RuleCase cases[] = {
    {"Conv3x3", R"(
func.func @f(%x: tensor<?x3x5x7xf32>, %w: tensor<4x3x3x3xf32>) -> tensor<?x4x5x7xf32> {
  %y = rn.conv %x, %w {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x3x5x7xf32>, tensor<4x3x3x3xf32>) -> tensor<?x4x5x7xf32>
  return %y : tensor<?x4x5x7xf32>
})"},
    {"ConvStride2Bias", R"(
func.func @f(%x: tensor<?x2x7x6xf32>, %w: tensor<3x2x3x3xf32>, %b: tensor<3xf32>) -> tensor<?x3x4x3xf32> {
  %y = rn.conv %x, %w bias(%b) {strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x2x7x6xf32>, tensor<3x2x3x3xf32>, tensor<3xf32>) -> tensor<?x3x4x3xf32>
  return %y : tensor<?x3x4x3xf32>
})"},
    {"ConvUnevenPads1x3", R"(
func.func @f(%x: tensor<?x2x4x5xf32>, %w: tensor<3x2x1x3xf32>) -> tensor<?x3x5x3xf32> {
  %y = rn.conv %x, %w {strides = array<i64: 1, 2>, pads = array<i64: 1, 2, 0, 1>}
     : (tensor<?x2x4x5xf32>, tensor<3x2x1x3xf32>) -> tensor<?x3x5x3xf32>
  return %y : tensor<?x3x5x3xf32>
})"},
    {"ConvStride3SkipsInput", R"(
func.func @f(%x: tensor<?x1x8x10xf32>, %w: tensor<2x1x2x1xf32>) -> tensor<?x2x3x4xf32> {
  %y = rn.conv %x, %w {strides = array<i64: 3, 3>, pads = array<i64: 0, 0, 1, 0>}
     : (tensor<?x1x8x10xf32>, tensor<2x1x2x1xf32>) -> tensor<?x2x3x4xf32>
  return %y : tensor<?x2x3x4xf32>
})"},
    {"ConvPointwiseStride2", R"(
func.func @f(%x: tensor<?x5x5x5xf32>, %w: tensor<3x5x1x1xf32>) -> tensor<?x3x3x3xf32> {
  %y = rn.conv %x, %w {strides = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x5x5x5xf32>, tensor<3x5x1x1xf32>) -> tensor<?x3x3x3xf32>
  return %y : tensor<?x3x3x3xf32>
})"},
    {"Conv7x7Stem", R"(
func.func @f(%x: tensor<?x3x9x9xf32>, %w: tensor<2x3x7x7xf32>) -> tensor<?x2x5x5xf32> {
  %y = rn.conv %x, %w {strides = array<i64: 2, 2>, pads = array<i64: 3, 3, 3, 3>}
     : (tensor<?x3x9x9xf32>, tensor<2x3x7x7xf32>) -> tensor<?x2x5x5xf32>
  return %y : tensor<?x2x5x5xf32>
})"},
    {"Linear", R"(
func.func @f(%x: tensor<?x3x2x3xf32>, %w: tensor<5x18xf32>) -> tensor<?x5xf32> {
  %y = rn.linear %x, %w : (tensor<?x3x2x3xf32>, tensor<5x18xf32>) -> tensor<?x5xf32>
  return %y : tensor<?x5xf32>
})"},
    {"LinearBias", R"(
func.func @f(%x: tensor<?x7x1x1xf32>, %w: tensor<3x7xf32>, %b: tensor<3xf32>) -> tensor<?x3xf32> {
  %y = rn.linear %x, %w bias(%b) : (tensor<?x7x1x1xf32>, tensor<3x7xf32>, tensor<3xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
})"},
    {"BatchNormTrain", R"(
func.func @f(%x: tensor<?x3x3x5xf32>, %w: tensor<3xf32>, %b: tensor<3xf32>) -> tensor<?x3x3x5xf32> {
  %y, %m, %v = rn.batch_norm_train(%x, %w, %b) {eps = 1.0e-5 : f64}
     : (tensor<?x3x3x5xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<?x3x3x5xf32>, tensor<3xf32>, tensor<3xf32>)
  return %y : tensor<?x3x3x5xf32>
})"},
    {"BatchNormTrainLargeEps", R"(
func.func @f(%x: tensor<?x2x3x1xf32>, %w: tensor<2xf32>, %b: tensor<2xf32>) -> tensor<?x2x3x1xf32> {
  %y, %m, %v = rn.batch_norm_train(%x, %w, %b) {eps = 0.5 : f64}
     : (tensor<?x2x3x1xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<?x2x3x1xf32>, tensor<2xf32>, tensor<2xf32>)
  return %y : tensor<?x2x3x1xf32>
})"},
    {"Normalize", R"(
func.func @f(%x: tensor<?x3x3x5xf32>) -> tensor<?x3x3x5xf32> {
  %y = rn.normalize(%x) {mean = array<f64: 0.5, -0.25, 0.125>, std = array<f64: 0.5, 2.0, 3.0>}
     : (tensor<?x3x3x5xf32>) -> tensor<?x3x3x5xf32>
  return %y : tensor<?x3x3x5xf32>
})"},
    {"Relu", R"(
func.func @f(%x: tensor<?x3x3x5xf32>) -> tensor<?x3x3x5xf32> {
  %y = rn.relu(%x) : (tensor<?x3x3x5xf32>) -> tensor<?x3x3x5xf32>
  return %y : tensor<?x3x3x5xf32>
})"},
    {"Add", R"(
func.func @f(%x: tensor<?x3x3x5xf32>, %z: tensor<?x3x3x5xf32>) -> tensor<?x3x3x5xf32> {
  %y = rn.add(%x, %z) : (tensor<?x3x3x5xf32>, tensor<?x3x3x5xf32>) -> tensor<?x3x3x5xf32>
  return %y : tensor<?x3x3x5xf32>
})"},
    {"SubsamplePadStride2", R"(
func.func @f(%x: tensor<?x3x5x6xf32>) -> tensor<?x5x3x3xf32> {
  %y = rn.subsample_pad(%x) {strides = array<i64: 2, 2>} : (tensor<?x3x5x6xf32>) -> tensor<?x5x3x3xf32>
  return %y : tensor<?x5x3x3xf32>
})"},
    {"SubsamplePadStride3By1", R"(
func.func @f(%x: tensor<?x2x7x3xf32>) -> tensor<?x2x3x3xf32> {
  %y = rn.subsample_pad(%x) {strides = array<i64: 3, 1>} : (tensor<?x2x7x3xf32>) -> tensor<?x2x3x3xf32>
  return %y : tensor<?x2x3x3xf32>
})"},
    {"MaxPool3x3Stride2", R"(
func.func @f(%x: tensor<?x2x7x6xf32>) -> tensor<?x2x4x3xf32> {
  %y = rn.max_pool %x {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x2x7x6xf32>) -> tensor<?x2x4x3xf32>
  return %y : tensor<?x2x4x3xf32>
})"},
    {"MaxPoolOverlapUneven", R"(
func.func @f(%x: tensor<?x1x5x7xf32>) -> tensor<?x1x5x3xf32> {
  %y = rn.max_pool %x {window = array<i64: 2, 3>, strides = array<i64: 1, 3>, pads = array<i64: 1, 2, 0, 0>}
     : (tensor<?x1x5x7xf32>) -> tensor<?x1x5x3xf32>
  return %y : tensor<?x1x5x3xf32>
})"},
    {"AvgPoolGlobal", R"(
func.func @f(%x: tensor<?x3x3x5xf32>) -> tensor<?x3x1x1xf32> {
  %y = rn.avg_pool(%x) {window = array<i64: 3, 5>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
     : (tensor<?x3x3x5xf32>) -> tensor<?x3x1x1xf32>
  return %y : tensor<?x3x1x1xf32>
})"},
    {"AvgPoolPadded", R"(
func.func @f(%x: tensor<?x2x5x4xf32>) -> tensor<?x2x3x3xf32> {
  %y = rn.avg_pool(%x) {window = array<i64: 3, 2>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>}
     : (tensor<?x2x5x4xf32>) -> tensor<?x2x3x3xf32>
  return %y : tensor<?x2x3x3xf32>
})"},
    {"ConvGroups3Stride2", R"(
func.func @f(%x: tensor<?x6x5x4xf32>, %w: tensor<3x2x3x2xf32>) -> tensor<?x3x3x2xf32> {
  %y = rn.conv %x, %w {strides = array<i64: 2, 2>, pads = array<i64: 1, 0, 1, 0>, groups = 3 : i64}
     : (tensor<?x6x5x4xf32>, tensor<3x2x3x2xf32>) -> tensor<?x3x3x2xf32>
  return %y : tensor<?x3x3x2xf32>
})"},
    {"ConvDepthwiseBias", R"(
func.func @f(%x: tensor<?x3x4x5xf32>, %w: tensor<6x1x3x3xf32>, %b: tensor<6xf32>) -> tensor<?x6x4x5xf32> {
  %y = rn.conv %x, %w bias(%b) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, groups = 3 : i64}
     : (tensor<?x3x4x5xf32>, tensor<6x1x3x3xf32>, tensor<6xf32>) -> tensor<?x6x4x5xf32>
  return %y : tensor<?x6x4x5xf32>
})"},
    {"Prelu", R"(
func.func @f(%x: tensor<?x3x3x5xf32>, %s: tensor<3xf32>) -> tensor<?x3x3x5xf32> {
  %y = rn.prelu(%x, %s) : (tensor<?x3x3x5xf32>, tensor<3xf32>) -> tensor<?x3x3x5xf32>
  return %y : tensor<?x3x3x5xf32>
})"},
    {"Sigmoid", R"(
func.func @f(%x: tensor<?x3x3x5xf32>) -> tensor<?x3x3x5xf32> {
  %y = rn.sigmoid(%x) : (tensor<?x3x3x5xf32>) -> tensor<?x3x3x5xf32>
  return %y : tensor<?x3x3x5xf32>
})"},
    {"Silu", R"(
!x = tensor<?x3x3x5xf32>
func.func @f(%x: !x) -> !x {
  %y = rn.activation(%x) {kind = #rn.activation<silu>} : (!x) -> !x
  return %y : !x
})",
     8},
    {"Relu6", R"(
!x = tensor<?x3x3x5xf32>
func.func @f(%x: !x) -> !x {
  %y = rn.activation(%x) {kind = #rn.activation<relu6>} : (!x) -> !x
  return %y : !x
})",
     8},
    {"Hardswish", R"(
!x = tensor<?x3x3x5xf32>
func.func @f(%x: !x) -> !x {
  %y = rn.activation(%x) {kind = #rn.activation<hardswish>} : (!x) -> !x
  return %y : !x
})",
     8},
    {"LeakyRelu", R"(
!x = tensor<?x3x3x5xf32>
func.func @f(%x: !x) -> !x {
  %y = rn.activation(%x) {kind = #rn.activation<leaky_relu>, slope = -0.2 : f64} : (!x) -> !x
  return %y : !x
})"},
    {"ScaleBy", R"(
!x = tensor<?x3x3x5xf32>
func.func @f(%x: !x, %s: tensor<1xf32>) -> !x {
  %y = rn.scale_by(%x, %s) : (!x, tensor<1xf32>) -> !x
  return %y : !x
})"},
    {"Dropout", R"(
func.func @f(%x: tensor<?x3x3x5xf32>, %key: tensor<1xi64>) -> tensor<?x3x3x5xf32> {
  %y = rn.dropout(%x, %key) {rate = 0.3 : f64, layer = 1 : i64} : (tensor<?x3x3x5xf32>, tensor<1xi64>) -> tensor<?x3x3x5xf32>
  return %y : tensor<?x3x3x5xf32>
})"},
    {"Max", R"(
func.func @f(%x: tensor<?x3x3x5xf32>, %z: tensor<?x3x3x5xf32>) -> tensor<?x3x3x5xf32> {
  %y = rn.max(%x, %z) : (tensor<?x3x3x5xf32>, tensor<?x3x3x5xf32>) -> tensor<?x3x3x5xf32>
  return %y : tensor<?x3x3x5xf32>
})"},
    {"GateWithCarry", R"(
!x = tensor<?x3x3x5xf32>
func.func @f(%v: !x, %t: !x, %c: !x) -> !x {
  %y = rn.gate %v, %t carry(%c) : (!x, !x, !x) -> !x
  return %y : !x
})"},
    {"Gate", R"(
!x = tensor<?x3x3x5xf32>
func.func @f(%v: !x, %t: !x) -> !x {
  %y = rn.gate %v, %t : (!x, !x) -> !x
  return %y : !x
})"},
    {"GateChannelwise", R"(
!x = tensor<?x5x3x5xf32>
func.func @f(%v: !x, %t: tensor<?x5x1x1xf32>) -> !x {
  %y = rn.gate %v, %t : (!x, tensor<?x5x1x1xf32>) -> !x
  return %y : !x
})"},
    {"GateChannelwiseWithCarry", R"(
!x = tensor<?x3x2x3xf32>
func.func @f(%c: !x, %t: tensor<?x3x1x1xf32>, %v: !x) -> !x {
  %y = rn.gate %v, %t carry(%c) : (!x, tensor<?x3x1x1xf32>, !x) -> !x
  return %y : !x
})"},
    {"ConcatOddChannels", R"(
func.func @f(%a: tensor<?x3x3x2xf32>, %b: tensor<?x1x3x2xf32>, %c: tensor<?x5x3x2xf32>) -> tensor<?x9x3x2xf32> {
  %y = rn.concat(%a, %b, %c) : (tensor<?x3x3x2xf32>, tensor<?x1x3x2xf32>, tensor<?x5x3x2xf32>) -> tensor<?x9x3x2xf32>
  return %y : tensor<?x9x3x2xf32>
})"},
    {"LrnWindowWithinChannels", R"(
func.func @f(%x: tensor<?x7x2x3xf32>) -> tensor<?x7x2x3xf32> {
  %y = rn.lrn(%x) {size = 3 : i64, alpha = 2.0 : f64, beta = 0.75 : f64, k = 1.5 : f64} : (tensor<?x7x2x3xf32>) -> tensor<?x7x2x3xf32>
  return %y : tensor<?x7x2x3xf32>
})"},
    {"LrnWindowBeyondChannels", R"(
func.func @f(%x: tensor<?x2x3x3xf32>) -> tensor<?x2x3x3xf32> {
  %y = rn.lrn(%x) {size = 5 : i64, alpha = 5.0 : f64, beta = 0.5 : f64, k = 1.0 : f64} : (tensor<?x2x3x3xf32>) -> tensor<?x2x3x3xf32>
  return %y : tensor<?x2x3x3xf32>
})"},
    {"Flatten", R"(
func.func @f(%x: tensor<?x3x2x3xf32>) -> tensor<?x18xf32> {
  %y = rn.flatten(%x) : (tensor<?x3x2x3xf32>) -> tensor<?x18xf32>
  return %y : tensor<?x18xf32>
})"},
};

INSTANTIATE_TEST_SUITE_P(Ops, Rules, testing::ValuesIn(cases),
                         [](const auto &info) { return std::string(info.param.name); });

/// Two heads on the same labels: each has its share in the sum of the means.
TEST(LossRule, WeightedHeadsAgreeWithFiniteDifferences) {
  Model model(R"(
!x = tensor<?x4xf32>
!l = tensor<?xi64>
func.func @f(%x: !x, %z: !x, %l: !l) -> tensor<2xf32> {
  %g, %r = rn.softmax_cross_entropy(%x, %l) : (!x, !l) -> (!x, tensor<?x2xf32>)
  %h, %s = rn.softmax_cross_entropy(%z, %l) {weight = 0.3 : f64} : (!x, !l) -> (!x, tensor<?x2xf32>)
  %m = rn.reduce_loss(%r, %s) : (tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<2xf32>
  return %m : tensor<2xf32>
}
func.func @g(%x: !x, %z: !x, %l: !l) -> (!x, !x) {
  %g, %r = rn.softmax_cross_entropy(%x, %l) : (!x, !l) -> (!x, tensor<?x2xf32>)
  %h, %s = rn.softmax_cross_entropy(%z, %l) {weight = 0.3 : f64} : (!x, !l) -> (!x, tensor<?x2xf32>)
  return %g, %h : !x, !x
})");
  std::vector<Tensor> inputs = model.gridInputs("f", 3);
  std::vector<Tensor> gradients = model.run("g", inputs);
  ASSERT_EQ(gradients.size(), 2u);
  for (size_t i : {0, 1})
    expectClose(gradients[i], numericGradient(model, "f", inputs, i, Tensor({2}, {1, 0})), 1e-6,
                "head " + std::to_string(i));
}

/// The loss op's gradient is that of the mean loss, which is not a result of its own.
TEST(LossRule, AgreesWithFiniteDifferences) {
  Model model(R"(
func.func @f(%x: tensor<?x4xf32>, %l: tensor<?xi64>) -> tensor<2xf32> {
  %g, %rows = rn.softmax_cross_entropy(%x, %l) : (tensor<?x4xf32>, tensor<?xi64>) -> (tensor<?x4xf32>, tensor<?x2xf32>)
  %m = rn.reduce_loss(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
  return %m : tensor<2xf32>
}
func.func @g(%x: tensor<?x4xf32>, %l: tensor<?xi64>) -> tensor<?x4xf32> {
  %g, %rows = rn.softmax_cross_entropy(%x, %l) : (tensor<?x4xf32>, tensor<?xi64>) -> (tensor<?x4xf32>, tensor<?x2xf32>)
  return %g : tensor<?x4xf32>
})");
  for (int64_t batch : {1, 5}) {
    std::vector<Tensor> inputs = model.gridInputs("f", batch);
    std::vector<Tensor> gradient = model.run("g", inputs);
    ASSERT_EQ(gradient.size(), 1u);
    Tensor numeric = numericGradient(model, "f", inputs, 0, Tensor({2}, {1, 0}));
    expectClose(gradient[0], numeric, 1e-6, "batch " + std::to_string(batch));
  }
}

} // namespace
