//===- Harness.cpp - run functions of rn text, differentiate them numerically ---===//
#include "tests/numerics/reference/Harness.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Gradient/Differentiable.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace mlir;

namespace resnetc::rn::test {

static DialectRegistry makeRegistry() {
  DialectRegistry registry;
  registry.insert<RNDialect, func::FuncDialect>();
  registerGradientRules(registry);
  registerReferenceModels(registry);
  return registry;
}

Model::Model(const std::string &text) : context(makeRegistry(), MLIRContext::Threading::DISABLED) {
  handler = std::make_unique<ScopedDiagnosticHandler>(&context, [&](Diagnostic &diagnostic) {
    errors.push_back(diagnostic.str());
    return success();
  });
  context.loadAllAvailableDialects();
  module = parseSourceString<ModuleOp>(text, &context);
}

func::FuncOp Model::function(StringRef name) {
  return module ? module->lookupSymbol<func::FuncOp>(name) : func::FuncOp();
}

FailureOr<std::vector<Tensor>> Model::tryRun(StringRef name, ArrayRef<Tensor> inputs) {
  func::FuncOp target = function(name);
  if (!target)
    return failure();
  return evaluate(target, inputs, variables);
}

std::vector<Tensor> Model::run(StringRef name, ArrayRef<Tensor> inputs) {
  auto results = tryRun(name, inputs);
  if (succeeded(results))
    return *results;
  ADD_FAILURE() << "@" << name.str() << ": " << (errors.empty() ? "no such function" : errors[0]);
  return {};
}

Tensor gridTensor(std::vector<int64_t> shape, uint64_t seed) {
  Tensor tensor(std::move(shape));
  int64_t count = tensor.size();
  for (int64_t i = 0; i < count; ++i)
    tensor[i] = (2.0 * double(i) + 0.5) / double(count) - 1.0;
  uint64_t state = seed * 2654435761u + 12345;
  for (int64_t i = count - 1; i > 0; --i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    std::swap(tensor[i], tensor[int64_t((state >> 33) % uint64_t(i + 1))]);
  }
  return tensor;
}

std::vector<Tensor> Model::gridInputs(StringRef name, int64_t batch) {
  std::vector<Tensor> inputs;
  func::FuncOp target = function(name);
  if (!target)
    return inputs;
  for (BlockArgument argument : target.getArguments()) {
    auto type = cast<RankedTensorType>(argument.getType());
    Tensor tensor = gridTensor(shapeOf(type, batch), 7 + argument.getArgNumber());
    for (double &value : tensor.values)
      value += 0.31 * argument.getArgNumber() / double(tensor.size());
    if (type.getElementType().isInteger(64))
      for (int64_t i = 0; i < tensor.size(); ++i)
        tensor[i] = double(i % 3);
    inputs.push_back(std::move(tensor));
  }
  return inputs;
}

static double weightedSum(const Tensor &tensor, const Tensor &weights) {
  return std::inner_product(tensor.values.begin(), tensor.values.end(), weights.values.begin(),
                            0.0);
}

Tensor numericGradient(Model &model, StringRef function, std::vector<Tensor> inputs,
                       size_t argument, const Tensor &weights, size_t result) {
  // The error of a central difference is of the order step^2 + 1e-16 / step.
  constexpr double step = 1e-5;
  Tensor gradient(inputs[argument].shape);
  for (int64_t i = 0; i < gradient.size(); ++i) {
    double value = inputs[argument][i], sides[2];
    for (int side : {0, 1}) {
      inputs[argument][i] = value + (side ? step : -step);
      auto results = model.run(function, inputs);
      if (results.size() <= result)
        return gradient;
      sides[side] = weightedSum(results[result], weights);
    }
    inputs[argument][i] = value;
    gradient[i] = (sides[1] - sides[0]) / (2 * step);
  }
  return gradient;
}

void expectClose(const Tensor &got, const Tensor &expected, double tolerance,
                 const std::string &what) {
  ASSERT_EQ(got.shape, expected.shape) << what;
  double largest = 1e-3, difference = 0;
  int64_t worst = 0;
  for (double value : expected.values)
    if (std::isfinite(value))
      largest = std::max(largest, std::abs(value));
  for (int64_t i = 0; i < got.size(); ++i) {
    if (std::isnan(expected[i]) && std::isnan(got[i]))
      continue;
    if (got[i] == expected[i])
      continue; // infinities, too
    ASSERT_TRUE(std::isfinite(got[i]) && std::isfinite(expected[i]))
        << what << " at " << i << ": got " << got[i] << ", expected " << expected[i];
    if (std::abs(got[i] - expected[i]) > difference)
      difference = std::abs(got[i] - expected[i]), worst = i;
  }
  EXPECT_LE(difference, tolerance * largest)
      << what << " at " << worst << ": got " << got[worst] << ", expected " << expected[worst];
}

void expectValues(const std::string &text, ArrayRef<Tensor> inputs,
                  const std::vector<Tensor> &expected, double tolerance) {
  Model model(text);
  ASSERT_TRUE(model.errors.empty()) << model.errors[0];
  std::vector<Tensor> results = model.run("f", inputs);
  ASSERT_EQ(results.size(), expected.size());
  for (size_t i = 0; i < results.size(); ++i)
    expectClose(results[i], expected[i], tolerance, "result " + std::to_string(i));
}

std::vector<size_t> buildGradientFunction(Model &model) {
  std::vector<size_t> arguments;
  func::FuncOp forward = model.function("f");
  if (!forward) {
    ADD_FAILURE() << (model.errors.empty() ? "no function @f" : model.errors[0]);
    return arguments;
  }
  OpBuilder builder(forward);
  auto backward = cast<func::FuncOp>(builder.clone(*forward));
  backward.setName("g");
  Block &body = backward.getBody().front();
  Value dy = body.addArgument(body.getTerminator()->getOperand(0).getType(), backward.getLoc());
  DifferentiableOpInterface target;
  for (Operation &op : body)
    if (auto rule = dyn_cast<DifferentiableOpInterface>(op))
      target = rule;
  if (!target) {
    ADD_FAILURE() << "no differentiable op in @f";
    return arguments;
  }
  SmallVector<bool> wanted;
  for (Value operand : target->getOperands())
    wanted.push_back(cast<RankedTensorType>(operand.getType()).getElementType().isF32());
  SmallVector<Value> resultGradients(target->getNumResults()), gradients(wanted.size());
  resultGradients[0] = dy;
  builder.setInsertionPoint(body.getTerminator());
  SmallVector<Value> operands(target->getOperands());
  EXPECT_TRUE(succeeded(target.buildGradient(builder, resultGradients, wanted, gradients)));
  SmallVector<Value> outputs;
  for (size_t i = 0; i < gradients.size(); ++i) {
    EXPECT_EQ(bool(gradients[i]), wanted[i]) << "operand " << i;
    if (!gradients[i])
      continue;
    arguments.push_back(cast<BlockArgument>(operands[i]).getArgNumber());
    outputs.push_back(gradients[i]);
  }
  body.getTerminator()->setOperands(outputs);
  backward.setType(
      FunctionType::get(&model.context, body.getArgumentTypes(), ValueRange(outputs).getTypes()));
  return arguments;
}

} // namespace resnetc::rn::test
