//===- EvaluatorTest.cpp - variables, batches, and what cannot be evaluated ---------===//
//
// Whatever the verifier accepts is evaluated or refused with a diagnostic.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/reference/Harness.h"

using namespace resnetc::rn;
using namespace resnetc::rn::test;

namespace {

/// Runs `@f` and expects one diagnostic with that text in it.
void expectRefused(Model &model, llvm::ArrayRef<Tensor> inputs, const std::string &text) {
  ASSERT_TRUE(model.errors.empty()) << model.errors[0];
  EXPECT_TRUE(mlir::failed(model.tryRun("f", inputs)));
  ASSERT_EQ(model.errors.size(), 1u);
  EXPECT_NE(model.errors[0].find(text), std::string::npos) << model.errors[0];
}

const char *counter = R"(
rn.variable @count bias trainable : tensor<1xf32>
func.func @f(%one: tensor<1xf32>, %h: tensor<4xf32>) -> tensor<1xf32> {
  %old = rn.read @count : tensor<1xf32>
  %new, %v = rn.sgd(%old, %one, %one, %h) : (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<4xf32>) -> (tensor<1xf32>, tensor<1xf32>)
  rn.write @count, %new : tensor<1xf32>
  %again = rn.read @count : tensor<1xf32>
  return %again : tensor<1xf32>
})";

TEST(Evaluator, ReadsSeeTheValuesFromBeforeTheWrites) {
  Model model(counter);
  model.variables["count"] = Tensor({1}, {5});
  std::vector<Tensor> inputs = {Tensor({1}, {1}), Tensor({4}, {1, 0, 0, 0})};
  EXPECT_EQ(model.run("f", inputs)[0].values, std::vector<double>{5});
  EXPECT_EQ(model.variables["count"].values, std::vector<double>{4});
  EXPECT_EQ(model.run("f", inputs)[0].values, std::vector<double>{4});
}

TEST(Evaluator, FailureLeavesVariablesAlone) {
  Model model(R"(
rn.variable @v bias trainable : tensor<1xf32>
func.func @f(%x: tensor<1xf32>, %logits: tensor<?x2xf32>, %labels: tensor<?xi64>) {
  rn.write @v, %x : tensor<1xf32>
  %g, %r = rn.softmax_cross_entropy(%logits, %labels) : (tensor<?x2xf32>, tensor<?xi64>) -> (tensor<?x2xf32>, tensor<?x2xf32>)
  return
})");
  model.variables["v"] = Tensor({1}, {5});
  expectRefused(model, {Tensor({1}, {7}), Tensor({1, 2}), Tensor({1}, {2})},
                "expects labels below 2, got 2");
  EXPECT_EQ(model.variables["v"].values, std::vector<double>{5});
}

TEST(Evaluator, RefusesNegativeLabels) {
  Model model(R"(
func.func @f(%logits: tensor<?x2xf32>, %labels: tensor<?xi64>) {
  %g, %r = rn.softmax_cross_entropy(%logits, %labels) : (tensor<?x2xf32>, tensor<?xi64>) -> (tensor<?x2xf32>, tensor<?x2xf32>)
  return
})");
  expectRefused(model, {Tensor({1, 2}), Tensor({1}, {-1})}, "expects labels below 2, got -1");
}

TEST(Evaluator, RefusesWindowPlacesOffTheMap) {
  const char *text = R"(
func.func @f(%g: tensor<?x1x1x1xf32>, %i: tensor<?x1x1x1xi8>) -> tensor<?x1x1x1xf32> {
  %0 = rn.max_pool_grad(%g, %i) {window = array<i64: 1, 2>, strides = array<i64: 1, 1>, pads = array<i64: 0, 1, 0, 0>}
     : (tensor<?x1x1x1xf32>, tensor<?x1x1x1xi8>) -> tensor<?x1x1x1xf32>
  return %0 : tensor<?x1x1x1xf32>
})";
  for (double place : {0.0, 2.0, -1.0}) {
    Model model(text);
    expectRefused(model, {Tensor({1, 1, 1, 1}), Tensor({1, 1, 1, 1}, {place})},
                  "expects an index within each window, got one outside");
  }
}

TEST(Evaluator, RefusesMissingVariables) {
  Model model(counter);
  expectRefused(model, {Tensor({1}), Tensor({4})}, "expects a value for the variable, got none");
}

TEST(Evaluator, RefusesVariablesOfAnotherShape) {
  Model model(counter);
  model.variables["count"] = Tensor({2});
  expectRefused(model, {Tensor({1}), Tensor({4})}, "expects a value that fits");
}

TEST(Evaluator, RefusesInputsThatDoNotFit) {
  const char *text = R"(
func.func @f(%x: tensor<?x2x1x1xf32>, %y: tensor<?x2x1x1xf32>) -> tensor<?x2x1x1xf32> {
  %0 = rn.add(%x, %y) : (tensor<?x2x1x1xf32>, tensor<?x2x1x1xf32>) -> tensor<?x2x1x1xf32>
  return %0 : tensor<?x2x1x1xf32>
})";
  Model count(text), shape(text), batch(text), rank(text);
  expectRefused(count, {Tensor({1, 2, 1, 1})}, "expects 2 inputs, got 1");
  expectRefused(shape, {Tensor({1, 2, 1, 1}), Tensor({1, 3, 1, 1})}, "expects an input that fits");
  expectRefused(batch, {Tensor({1, 2, 1, 1}), Tensor({2, 2, 1, 1})}, "expects an input that fits");
  expectRefused(rank, {Tensor(std::vector<int64_t>{}), Tensor({1, 2, 1, 1})},
                "expects an input that fits");
}

TEST(Evaluator, RefusesOpsWithoutReference) {
  Model model(R"(
rn.variable @v bias trainable : tensor<1xf32>
func.func @f() {
  %0 = rn.variable_buffer @v : !rn.buffer<tensor<1xf32>>
  return
})");
  expectRefused(model, {}, "has no reference evaluation");
}

TEST(Evaluator, RefusesDeclarations) {
  Model model("func.func private @f()");
  expectRefused(model, {}, "expects a function of one block to evaluate, got 0");
}

TEST(Evaluator, RefusesArgumentsThatAreNoTensors) {
  Model model("func.func @f(%x: f32) { return }");
  expectRefused(model, {Tensor({1})}, "expects ranked tensors as arguments, got 'f32'");
}

TEST(Evaluator, RefusesMoreMemoryThanItMayHave) {
  Model model(R"(
func.func @f(%x: tensor<?x1x2000000000x2000000000xf32>) -> tensor<?x1x2000000000x2000000000xf32> {
  return %x : tensor<?x1x2000000000x2000000000xf32>
})");
  Tensor claimed;
  claimed.shape = {1, 1, 2000000000, 2000000000};
  expectRefused(model, {claimed}, "elements in the tensors of one evaluation, got more");
  Model result(R"(
func.func @f(%x: tensor<?x1x1x1xf32>) -> tensor<?x2147483647x1x1xf32> {
  %0 = rn.subsample_pad(%x) {strides = array<i64: 1, 1>} : (tensor<?x1x1x1xf32>) -> tensor<?x2147483647x1x1xf32>
  return %0 : tensor<?x2147483647x1x1xf32>
})");
  expectRefused(result, {Tensor({1, 1, 1, 1})},
                "elements in the tensors of one evaluation, got more");
}

} // namespace
