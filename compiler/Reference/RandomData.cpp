//===- RandomData.cpp - repeatable inputs and variables for evaluation ------------===//
#include "compiler/Reference/RandomData.h"
#include "compiler/Dialect/RN/RNOps.h"
#include "compiler/Reference/Evaluator.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>

using namespace mlir;

namespace resnetc::rn {
namespace {

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers with every standard library.
class Random {
public:
  Random(uint64_t seed, StringRef name) : state(seed * 0x9e3779b97f4a7c15) {
    for (char c : name)
      state = (state ^ uint8_t(c)) * 0x100000001b3;
  }

  uint64_t next() {
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  double uniform(double low, double high) {
    return low + (high - low) * double(next() >> 11) * 0x1p-53;
  }

  /// Of mean 0 and that deviation, by Box and Muller (1958).
  double normal(double deviation) {
    double radius = std::sqrt(-2 * std::log(uniform(0x1p-53, 1)));
    return deviation * radius * std::cos(uniform(0, 2 * M_PI));
  }

private:
  uint64_t state;
};

Tensor fillUniform(Random &random, std::vector<int64_t> shape, double low, double high) {
  Tensor tensor(std::move(shape));
  for (double &value : tensor.values)
    value = random.uniform(low, high);
  return tensor;
}

Tensor fillNormal(Random &random, std::vector<int64_t> shape, double deviation) {
  Tensor tensor(std::move(shape));
  for (double &value : tensor.values)
    value = random.normal(deviation);
  return tensor;
}

Tensor randomVariable(VariableOp variable, uint64_t seed) {
  Random random(seed, variable.getSymName());
  std::vector<int64_t> shape = shapeOf(variable.getTensorType(), 0);
  switch (variable.getRole()) {
  case Role::ConvWeight:
  case Role::LinearWeight: {
    int64_t fanIn = 1;
    for (size_t i = 1; i < shape.size(); ++i)
      fanIn *= shape[i];
    return fillNormal(random, shape, std::sqrt(2.0 / double(fanIn)));
  }
  case Role::BnWeight:
  case Role::RunningVar:
  case Role::Derived:
    return fillUniform(random, shape, 0.5, 1.5);
  case Role::Slope:
  case Role::Bias:
  case Role::BnBias:
  case Role::RunningMean:
    return fillUniform(random, shape, -0.5, 0.5);
  case Role::Momentum:
    return fillUniform(random, shape, -0.1, 0.1);
  case Role::LossScale: {
    Tensor values(shape);
    for (double &value : values.values)
      value = variable.getInitial().convertToDouble();
    return values;
  }
  }
  return Tensor(shape);
}

/// The classes that labels may name: those of the first loss that reads them.
int64_t countClasses(Value labels) {
  for (Operation *user : labels.getUsers())
    if (auto loss = dyn_cast<SoftmaxCrossEntropyOp>(user))
      return loss.getLogits().getType().getDimSize(1);
  return 1;
}

/// A key of dropout: any whole number that a double holds.
Tensor randomKey(Random &random) { return Tensor({1}, {double(random.next() >> 11)}); }

Tensor randomBytes(Random &random, std::vector<int64_t> shape) {
  Tensor bytes(std::move(shape));
  for (double &byte : bytes.values)
    byte = double(random.next() % 256);
  return bytes;
}

Tensor randomLabels(Random &random, Value argument, std::vector<int64_t> shape) {
  Tensor labels(std::move(shape));
  for (double &label : labels.values)
    label = double(random.next() % uint64_t(countClasses(argument)));
  return labels;
}

/// Window places that lie on the map, for the pool that reads them.
Tensor randomPlaces(Random &random, Value argument, std::vector<int64_t> shape) {
  Tensor places(std::move(shape));
  for (Operation *user : argument.getUsers()) {
    auto grad = dyn_cast<MaxPoolGradOp>(user);
    if (!grad)
      continue;
    Geometry g = *getPoolGeometry(grad.getResult().getType(), grad.getWindow(), grad.getStrides(),
                                  grad.getPads());
    for (int64_t i = 0; i < places.size(); ++i) {
      int64_t top = i / g.ow % g.oh * g.sh - g.pt, left = i % g.ow * g.sw - g.pl;
      int64_t r0 = std::max<int64_t>(0, -top), r1 = std::min(g.kh, g.h - top);
      int64_t s0 = std::max<int64_t>(0, -left), s1 = std::min(g.kw, g.w - left);
      int64_t r = r0 + int64_t(random.next() % uint64_t(r1 - r0));
      int64_t s = s0 + int64_t(random.next() % uint64_t(s1 - s0));
      places[i] = double(r * g.kw + s);
    }
    break;
  }
  return places;
}

/// What an argument is to the caller; nothing where the function does not say it.
std::optional<Binding> bindingOf(func::FuncOp function, BlockArgument argument) {
  auto binding = function.getArgAttrOfType<BindingAttr>(argument.getArgNumber(), bindingName);
  return binding ? std::optional(binding.getValue()) : std::nullopt;
}

/// Data for an argument, by what it is to the caller, else by its type; nothing for one that neither
/// tells enough of.
std::optional<Tensor> randomInput(func::FuncOp function, BlockArgument argument,
                                  std::vector<int64_t> shape, uint64_t seed) {
  Random random(seed, "argument " + std::to_string(argument.getArgNumber()));
  auto type = cast<RankedTensorType>(argument.getType());
  Type element = type.getElementType();
  std::optional<Binding> binding = bindingOf(function, argument);
  if (binding == Binding::Key)
    return randomKey(random);
  if (binding == Binding::Labels)
    return randomLabels(random, argument, shape);
  if (binding == Binding::Hyper) // (lr, momentum, weight decay, nesterov)
    return Tensor(shape, {0.1, 0.9, 1e-3, double(seed % 2)});
  if (element.isUnsignedInteger(8))
    return randomBytes(random, shape);
  if (element.isInteger(8))
    return randomPlaces(random, argument, shape);
  if (!element.isF32())
    return std::nullopt;
  return type.getRank() == 1 ? fillUniform(random, shape, 0.5, 1.5)
                             : fillNormal(random, shape, 1.0);
}

} // namespace

Variables randomVariables(ModuleOp module, uint64_t seed) {
  Variables variables;
  int64_t left = maxElements;
  for (auto variable : module.getOps<VariableOp>()) {
    auto count = checkedProduct(variable.getTensorType().getShape());
    if (!count || *count > left)
      continue;
    left -= *count;
    variables[variable.getSymName().str()] = randomVariable(variable, seed);
  }
  return variables;
}

FailureOr<std::vector<Tensor>> randomInputs(func::FuncOp function, int64_t batch, uint64_t seed) {
  std::vector<Tensor> inputs;
  int64_t left = maxElements;
  for (BlockArgument argument : function.getArguments()) {
    auto type = dyn_cast<RankedTensorType>(argument.getType());
    if (!type ||
        llvm::any_of(type.getShape().drop_front(type.getRank() > 0 ? 1 : 0), ShapedType::isDynamic))
      return function.emitError() << "expects tensors whose first size alone is dynamic, got "
                                  << argument.getType();
    std::vector<int64_t> shape = shapeOf(type, batch);
    auto count = checkedProduct(shape);
    if (!count || *count < 0 || *count > left)
      return function.emitError() << "expects arguments of at most " << maxElements
                                  << " elements in all, got more with " << type;
    left -= *count;
    std::optional<Tensor> input = randomInput(function, argument, std::move(shape), seed);
    if (!input)
      return function.emitError()
             << "expects arguments of f32 or i8, or labels and keys that say so by " << bindingName
             << ", got " << type;
    inputs.push_back(std::move(*input));
  }
  return inputs;
}

} // namespace resnetc::rn
