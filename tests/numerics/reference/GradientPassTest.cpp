//===- GradientPassTest.cpp - the backward graph of whole networks ---------------===//
//
// `rn-gradient` on small networks: every parameter's gradient in @grad against central
// differences of @loss, and @update against the optimiser's formula.
//
//===----------------------------------------------------------------------===//
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Passes.h"
#include "compiler/Optimizer/Passes.h"
#include "compiler/Reference/RandomData.h"
#include "tests/numerics/reference/Harness.h"

#include "mlir/Pass/PassManager.h"

using namespace resnetc::rn;
using namespace resnetc::rn::test;

namespace {

/// A pre-activated block with identity shortcut, one with option A, pools of both kinds, a
/// used-twice value.
const char *network = R"(
!in = tensor<?x2x7x6xf32>
!a = tensor<?x3x7x6xf32>
!b = tensor<?x4x4x3xf32>
rn.variable @stem conv_weight trainable : tensor<3x2x3x3xf32>
rn.variable @stem.bias bias trainable : tensor<3xf32>
rn.variable @bn1.weight bn_weight trainable : tensor<3xf32>
rn.variable @bn1.bias bn_bias trainable : tensor<3xf32>
rn.variable @bn1.mean running_mean : tensor<3xf32>
rn.variable @bn1.var running_var : tensor<3xf32>
rn.variable @conv1 conv_weight trainable : tensor<3x3x1x3xf32>
rn.variable @conv2 conv_weight trainable : tensor<4x3x3x3xf32>
rn.variable @fc.weight linear_weight trainable : tensor<3x4xf32>
rn.variable @fc.bias bias trainable : tensor<3xf32>
func.func @loss(%x: !in, %labels: tensor<?xi64>) -> tensor<2xf32> {
  %stem = rn.read @stem : tensor<3x2x3x3xf32>
  %sb = rn.read @stem.bias : tensor<3xf32>
  %g = rn.read @bn1.weight : tensor<3xf32>
  %h = rn.read @bn1.bias : tensor<3xf32>
  %rm = rn.read @bn1.mean : tensor<3xf32>
  %rv = rn.read @bn1.var : tensor<3xf32>
  %w1 = rn.read @conv1 : tensor<3x3x1x3xf32>
  %w2 = rn.read @conv2 : tensor<4x3x3x3xf32>
  %fw = rn.read @fc.weight : tensor<3x4xf32>
  %fb = rn.read @fc.bias : tensor<3xf32>
  %n = rn.normalize(%x) {mean = array<f64: 0.1, -0.2>, std = array<f64: 0.5, 2.0>} : (!in) -> !in
  %0 = rn.conv %n, %stem bias(%sb) {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (!in, tensor<3x2x3x3xf32>, tensor<3xf32>) -> !a
  %1, %m, %v = rn.batch_norm_train(%0, %g, %h) {eps = 1.0e-2 : f64} : (!a, tensor<3xf32>, tensor<3xf32>) -> (!a, tensor<3xf32>, tensor<3xf32>)
  %u = rn.bn_unbiased(%v, %0) : (tensor<3xf32>, !a) -> tensor<3xf32>
  %nm, %nv = rn.bn_running(%m, %u, %rm, %rv) {momentum = 0.1 : f64} : (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>)
  rn.write @bn1.mean, %nm : tensor<3xf32>
  rn.write @bn1.var, %nv : tensor<3xf32>
  %2 = rn.relu(%1) : (!a) -> !a
  %3 = rn.conv %2, %w1 {strides = array<i64: 1, 1>, pads = array<i64: 0, 1, 0, 1>} : (!a, tensor<3x3x1x3xf32>) -> !a
  %4 = rn.add(%3, %0) : (!a, !a) -> !a
  %5 = rn.conv %4, %w2 {strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>} : (!a, tensor<4x3x3x3xf32>) -> !b
  %6 = rn.subsample_pad(%4) {strides = array<i64: 2, 2>} : (!a) -> !b
  %7 = rn.add(%5, %6) : (!b, !b) -> !b
  %8 = rn.max_pool %7 {window = array<i64: 3, 3>, strides = array<i64: 2, 2>, pads = array<i64: 1, 1, 1, 1>} : (!b) -> tensor<?x4x2x2xf32>
  %9 = rn.avg_pool(%8) {window = array<i64: 2, 2>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<?x4x2x2xf32>) -> tensor<?x4x1x1xf32>
  %10 = rn.linear %9, %fw bias(%fb) : (tensor<?x4x1x1xf32>, tensor<3x4xf32>, tensor<3xf32>) -> tensor<?x3xf32>
  %dl, %rows = rn.softmax_cross_entropy(%10, %labels) : (tensor<?x3xf32>, tensor<?xi64>) -> (tensor<?x3xf32>, tensor<?x2xf32>)
  %l = rn.reduce_loss(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
  return %l : tensor<2xf32>
})";

/// Every layer and join beside those of residual networks: groups, PReLU, local response
/// normalisation, branches joined by channels, by maxima and by gates (one for each element with a
/// carry, one for each channel), dropout, a head beside the network, an end in a map of one pixel.
const char *family = R"(
!in = tensor<?x4x6x5xf32>
!a = tensor<?x6x6x5xf32>
!b = tensor<?x3x6x5xf32>
!t = tensor<?x9x1x1xf32>
!c = tensor<?x9x6x5xf32>
!rows = tensor<?x3xf32>
rn.variable @stem conv_weight trainable : tensor<6x2x3x3xf32>
rn.variable @act slope trainable : tensor<6xf32>
rn.variable @branch conv_weight trainable : tensor<3x6x1x1xf32>
rn.variable @value conv_weight trainable : tensor<9x9x1x1xf32>
rn.variable @gate conv_weight trainable : tensor<9x9x1x1xf32>
rn.variable @gate.bias bias trainable : tensor<9xf32> {initial = -1.0 : f64}
rn.variable @squeeze conv_weight trainable : tensor<9x9x1x1xf32>
rn.variable @other conv_weight trainable : tensor<9x9x1x1xf32>
rn.variable @last conv_weight trainable : tensor<3x9x1x1xf32>
rn.variable @aux.fc.weight linear_weight trainable : tensor<3x9xf32>
func.func @loss(%x: !in, %labels: tensor<?xi64>, %key: tensor<1xi64>) -> tensor<2xf32> {
  %stem = rn.read @stem : tensor<6x2x3x3xf32>
  %slope = rn.read @act : tensor<6xf32>
  %wb = rn.read @branch : tensor<3x6x1x1xf32>
  %wv = rn.read @value : tensor<9x9x1x1xf32>
  %wg = rn.read @gate : tensor<9x9x1x1xf32>
  %bg = rn.read @gate.bias : tensor<9xf32>
  %ws = rn.read @squeeze : tensor<9x9x1x1xf32>
  %wo = rn.read @other : tensor<9x9x1x1xf32>
  %wl = rn.read @last : tensor<3x9x1x1xf32>
  %wa = rn.read @aux.fc.weight : tensor<3x9xf32>
  %0 = rn.conv %x, %stem {strides = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, groups = 2 : i64} : (!in, tensor<6x2x3x3xf32>) -> !a
  %1 = rn.prelu(%0, %slope) : (!a, tensor<6xf32>) -> !a
  %2 = rn.lrn(%1) {size = 3 : i64, alpha = 0.5 : f64, beta = 0.75 : f64, k = 1.0 : f64} : (!a) -> !a
  %3 = rn.conv %2, %wb {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!a, tensor<3x6x1x1xf32>) -> !b
  %4 = rn.concat(%3, %1) : (!b, !a) -> !c
  %5 = rn.dropout(%4, %key) {rate = 0.3 : f64, layer = 0 : i64} : (!c, tensor<1xi64>) -> !c
  %6 = rn.conv %5, %wv {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, tensor<9x9x1x1xf32>) -> !c
  %7 = rn.conv %5, %wg bias(%bg) {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, tensor<9x9x1x1xf32>, tensor<9xf32>) -> !c
  %8 = rn.sigmoid(%7) : (!c) -> !c
  %9 = rn.gate %6, %8 carry(%5) : (!c, !c, !c) -> !c
  %10 = rn.avg_pool(%9) {window = array<i64: 6, 5>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c) -> !t
  %11 = rn.conv %10, %ws {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!t, tensor<9x9x1x1xf32>) -> !t
  %12 = rn.sigmoid(%11) : (!t) -> !t
  %13 = rn.gate %9, %12 : (!c, !t) -> !c
  %aux = rn.linear %10, %wa : (!t, tensor<3x9xf32>) -> !rows
  %14 = rn.conv %13, %wo {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, tensor<9x9x1x1xf32>) -> !c
  %15 = rn.max(%13, %14) : (!c, !c) -> !c
  %16 = rn.conv %15, %wl {strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!c, tensor<3x9x1x1xf32>) -> !b
  %17 = rn.relu(%16) : (!b) -> !b
  %18 = rn.avg_pool(%17) {window = array<i64: 6, 5>, strides = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (!b) -> tensor<?x3x1x1xf32>
  %19 = rn.flatten(%18) : (tensor<?x3x1x1xf32>) -> !rows
  %dl, %r = rn.softmax_cross_entropy(%19, %labels) : (!rows, tensor<?xi64>) -> (!rows, tensor<?x2xf32>)
  %da, %s = rn.softmax_cross_entropy(%aux, %labels) {weight = 0.3 : f64} : (!rows, tensor<?xi64>) -> (!rows, tensor<?x2xf32>)
  %l = rn.reduce_loss(%r, %s) : (tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<2xf32>
  return %l : tensor<2xf32>
})";

/// Two copies of the network: `plain` keeps @loss, `trained` has @grad and @update.
struct Pair {
  Model plain, trained;

  explicit Pair(const char *text = network) : plain(text), trained(text) {
    mlir::PassManager passes(&trained.context);
    passes.addPass(createRNGradient());
    passes.addPass(createRNSgd());
    EXPECT_TRUE(plain.module && trained.module);
    EXPECT_TRUE(mlir::succeeded(passes.run(*trained.module)));
    trained.variables = randomVariables(*trained.module, 3);
    plain.variables = trained.variables;
  }
};

/// Names of the parameters that the results of @grad from the second on belong to; observations
/// come after them.
std::vector<std::string> gradientNames(Model &model) {
  std::vector<std::string> names;
  auto grad = model.function("grad");
  for (unsigned i = 1; i < grad.getNumResults(); ++i)
    if (auto name = grad.getResultAttrOfType<mlir::StringAttr>(i, gradientOfName))
      names.push_back(name.str());
  return names;
}

/// Runs @update on what @grad has returned.
void update(Model &model, const std::vector<Tensor> &left, Tensor hyper) {
  auto grad = model.function("grad"), update = model.function("update");
  std::vector<Tensor> inputs;
  for (unsigned i = 0; i + 1 < update.getNumArguments(); ++i)
    for (unsigned j = 0; j < grad.getNumResults(); ++j)
      if (grad.getResultAttrDict(j) == update.getArgAttrDict(i))
        inputs.push_back(left.at(j));
  inputs.push_back(std::move(hyper));
  EXPECT_TRUE(model.run("update", inputs).empty());
}

void expectGradientsOfDifferences(const char *text, size_t parameters) {
  Pair pair(text);
  std::vector<Tensor> inputs = pair.plain.gridInputs("loss", 3);
  std::vector<Tensor> gradients = pair.trained.run("grad", inputs);
  std::vector<std::string> names = gradientNames(pair.trained);
  ASSERT_EQ(names.size(), parameters);
  ASSERT_GE(gradients.size(), parameters + 1);
  const Variables start = pair.plain.variables;
  EXPECT_NEAR(gradients[0][0], pair.plain.run("loss", inputs)[0][0], 1e-12);
  for (size_t p = 0; p < names.size(); ++p) {
    Tensor numeric(start.at(names[p]).shape);
    for (int64_t i = 0; i < numeric.size(); ++i) {
      double loss[2];
      for (int side : {0, 1}) {
        pair.plain.variables = start;
        pair.plain.variables[names[p]][i] += side ? 1e-5 : -1e-5;
        loss[side] = pair.plain.run("loss", inputs)[0][0];
      }
      numeric[i] = (loss[1] - loss[0]) / 2e-5;
    }
    expectClose(gradients[p + 1], numeric, 1e-6, names[p]);
  }
}

TEST(GradientPass, EveryParameterAgreesWithFiniteDifferences) {
  expectGradientsOfDifferences(network, 8);
}

TEST(GradientPass, EveryParameterOfTheWiderFamilyAgrees) {
  expectGradientsOfDifferences(family, 10);
}

TEST(GradientPass, UpdateTakesNothingFromTheBatchButWhatGradLeaves) {
  Pair pair(family);
  std::vector<Tensor> left = pair.trained.run("grad", pair.plain.gridInputs("loss", 2));
  Variables before = pair.trained.variables;
  update(pair.trained, left, Tensor({4}, {0.1, 0, 0, 0}));
  EXPECT_NE(pair.trained.variables["act"].values, before["act"].values);
  EXPECT_NE(pair.trained.variables["aux.fc.weight"].values, before["aux.fc.weight"].values);
}

TEST(GradientPass, GradWritesNothing) {
  Pair pair;
  Variables before = pair.trained.variables;
  pair.trained.run("grad", pair.plain.gridInputs("loss", 2));
  for (const auto &[name, value] : before)
    EXPECT_EQ(value.values, pair.trained.variables[name].values) << name;
}

TEST(GradientPass, UpdateTakesOneStepAndMovesTheStatistics) {
  Pair pair;
  std::vector<Tensor> inputs = pair.plain.gridInputs("loss", 3);
  std::vector<Tensor> gradients = pair.trained.run("grad", inputs);
  std::vector<std::string> names = gradientNames(pair.trained);
  Variables before = pair.trained.variables;
  double lr = 0.1, momentum = 0.9, decay = 1e-2;
  update(pair.trained, gradients, Tensor({4}, {lr, momentum, decay, 0}));
  for (size_t p = 0; p < names.size(); ++p) {
    const Tensor &parameter = before[names[p]], &velocity = before["momentum." + names[p]];
    Tensor expected(parameter.shape);
    for (int64_t i = 0; i < expected.size(); ++i)
      expected[i] =
          parameter[i] - lr * (momentum * velocity[i] + gradients[p + 1][i] + decay * parameter[i]);
    expectClose(pair.trained.variables[names[p]], expected, 1e-12, names[p]);
  }
  pair.plain.run("loss", {inputs[0], inputs[1]});
  for (const char *name : {"bn1.mean", "bn1.var"}) {
    EXPECT_NE(before[name].values, pair.trained.variables[name].values) << name;
    expectClose(pair.trained.variables[name], pair.plain.variables[name], 1e-12, name);
  }
}

} // namespace
