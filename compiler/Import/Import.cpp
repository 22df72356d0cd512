//===- Import.cpp - a checked network to the rn dialect ----------------------===//
//
// Walks the layers in order and builds one op for each. The front end has checked everything, so
// nothing can fail here but asking for training where there are no classes.
//
//===----------------------------------------------------------------------===//
#include "compiler/Import/Import.h"

#include "compiler/Dialect/RN/RNOps.h"
#include "dsl/Network.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

/// Builds one function of the module from the network's layers.
class FunctionBuilder {
public:
  FunctionBuilder(ModuleOp module, llvm::StringSet<> &defined, bool training)
      : b(module.getContext()), module(module), defined(defined), training(training) {}

  func::FuncOp build(const dsl::Network &network, StringRef name) {
    Location loc = location(network.loc, network.name);
    SmallVector<Type> inputs = {actType(network.input.shape)};
    if (training)
      inputs.push_back(RankedTensorType::get({ShapedType::kDynamic}, b.getI64Type()));
    auto function = func::FuncOp::create(loc, name, b.getFunctionType(inputs, {}));
    module.push_back(function);
    firstFunction = *module.getOps<func::FuncOp>().begin();
    Block *body = function.addEntryBlock();
    b.setInsertionPointToEnd(body);
    last = network.body.empty() ? nullptr : std::get_if<dsl::Layer>(&network.body.back());
    Value value = sequence(network.body, normalize(network.input, body->getArgument(0)));
    if (training)
      value = loss(loc, value, body->getArgument(1));
    func::ReturnOp::create(b, loc, value);
    function.setType(b.getFunctionType(inputs, value.getType()));
    return function;
  }

private:
  Location location(const dsl::Location &loc, StringRef name) {
    auto place = FileLineColLoc::get(b.getContext(), loc.file, loc.line, loc.column);
    return NameLoc::get(b.getStringAttr(name), place);
  }
  Location location(const dsl::Layer &layer) {
    return location(layer.loc, layer.name.empty() ? layer.path : layer.name);
  }

  RankedTensorType actType(const dsl::Shape &s) {
    return RankedTensorType::get({ShapedType::kDynamic, s.channels, s.height, s.width},
                                 b.getF32Type());
  }

  /// Reads a variable, defining it at its first use. Definitions stand before all functions.
  Value variable(const dsl::Layer &layer, StringRef suffix, Role role, ArrayRef<int64_t> shape) {
    std::string name = layer.name + "." + suffix.str();
    auto type = RankedTensorType::get(shape, b.getF32Type());
    if (defined.insert(name).second) {
      OpBuilder top(firstFunction);
      VariableOp::create(top, location(layer), name, role, type);
    }
    return ReadOp::create(b, location(layer), type, name);
  }

  Value normalize(const dsl::Input &input, Value x) {
    if (input.mean.empty())
      return x;
    return NormalizeOp::create(b, location(input.loc, input.name), x.getType(), x,
                               b.getDenseF64ArrayAttr(input.mean),
                               b.getDenseF64ArrayAttr(input.std));
  }

  Value sequence(const dsl::Sequence &nodes, Value x) {
    for (const dsl::Node &node : nodes) {
      if (auto *layer = std::get_if<dsl::Layer>(&node))
        x = this->layer(*layer, x);
      else
        x = block(*std::get<std::unique_ptr<dsl::Block>>(node), x);
    }
    return x;
  }

  Value block(const dsl::Block &block, Value x) {
    SmallVector<Value> paths;
    for (const dsl::Sequence &branch : block.branches)
      paths.push_back(sequence(branch, x));
    if (block.shortcut != dsl::ShortcutKind::None)
      paths.push_back(shortcut(block, x));
    Value sum = paths.front();
    for (Value path : llvm::drop_begin(paths))
      sum = AddOp::create(b, location(block.joinLoc, block.path), sum.getType(), sum, path);
    return sum;
  }

  Value shortcut(const dsl::Block &block, Value x) {
    switch (block.shortcut) {
    case dsl::ShortcutKind::Projection:
      return sequence(block.projection, x);
    case dsl::ShortcutKind::SubsamplePad:
      return SubsamplePadOp::create(b, location(block.shortcutLoc, block.path), actType(block.out),
                                    x, b.getDenseI64ArrayAttr(block.stride));
    case dsl::ShortcutKind::Identity:
    case dsl::ShortcutKind::None:
      return x;
    }
    llvm_unreachable("all shortcut kinds are handled");
  }

  Value layer(const dsl::Layer &layer, Value x) {
    switch (layer.kind) {
    case dsl::LayerKind::Conv:
      return conv(layer, x);
    case dsl::LayerKind::BatchNorm:
      return training ? batchNormTrain(layer, x) : batchNorm(layer, x);
    case dsl::LayerKind::ReLU:
      return ReluOp::create(b, location(layer), x.getType(), x);
    case dsl::LayerKind::MaxPool:
      return MaxPoolOp::create(b, location(layer), actType(layer.out), Type(), x, Value(), Value(),
                               b.getDenseI64ArrayAttr(layer.kernel),
                               b.getDenseI64ArrayAttr(layer.stride),
                               b.getDenseI64ArrayAttr(layer.pad), UnitAttr())
          .getOutput();
    case dsl::LayerKind::AvgPool:
      return AvgPoolOp::create(
          b, location(layer), actType(layer.out), x, b.getDenseI64ArrayAttr(layer.kernel),
          b.getDenseI64ArrayAttr(layer.stride), b.getDenseI64ArrayAttr(layer.pad));
    case dsl::LayerKind::GlobalAvgPool:
      return AvgPoolOp::create(b, location(layer), actType(layer.out), x,
                               b.getDenseI64ArrayAttr({layer.in.height, layer.in.width}),
                               b.getDenseI64ArrayAttr({1, 1}),
                               b.getDenseI64ArrayAttr({0, 0, 0, 0}));
    case dsl::LayerKind::Linear:
      return linear(layer, x);
    }
    llvm_unreachable("all layer kinds are handled");
  }

  Value conv(const dsl::Layer &layer, Value x) {
    Value filter = variable(layer, "weight", Role::ConvWeight,
                            {layer.channels, layer.in.channels, layer.kernel[0], layer.kernel[1]});
    Value bias = layer.bias ? variable(layer, "bias", Role::Bias, {layer.channels}) : Value();
    auto op = ConvOp::create(b, location(layer), actType(layer.out), Type(), x, filter, Value(),
                             Value(), bias, Value(), b.getDenseI64ArrayAttr(layer.stride),
                             b.getDenseI64ArrayAttr(layer.pad), UnitAttr(), UnitAttr());
    return op.getOutput();
  }

  /// A fully connected layer that others follow is a convolution over its whole map: its result is
  /// a map of 1x1 like any other. Only the last one makes rows of classes.
  Value linear(const dsl::Layer &layer, Value x) {
    if (&layer != last)
      return wholeMapConv(layer, x);
    Value weight =
        variable(layer, "weight", Role::LinearWeight, {layer.channels, layer.in.elements()});
    Value bias = layer.bias ? variable(layer, "bias", Role::Bias, {layer.channels}) : Value();
    auto type = RankedTensorType::get({ShapedType::kDynamic, layer.channels}, b.getF32Type());
    return LinearOp::create(b, location(layer), type, x, weight, bias);
  }

  Value wholeMapConv(const dsl::Layer &layer, Value x) {
    Value filter = variable(layer, "weight", Role::LinearWeight,
                            {layer.channels, layer.in.channels, layer.in.height, layer.in.width});
    Value bias = layer.bias ? variable(layer, "bias", Role::Bias, {layer.channels}) : Value();
    auto op = ConvOp::create(b, location(layer), actType(layer.out), Type(), x, filter, Value(),
                             Value(), bias, Value(), b.getDenseI64ArrayAttr({1, 1}),
                             b.getDenseI64ArrayAttr({0, 0, 0, 0}), UnitAttr(), UnitAttr());
    return op.getOutput();
  }

  Value batchNorm(const dsl::Layer &layer, Value x) {
    int64_t c = layer.in.channels;
    Value weight = variable(layer, "weight", Role::BnWeight, {c});
    Value bias = variable(layer, "bias", Role::BnBias, {c});
    Value mean = variable(layer, "running_mean", Role::RunningMean, {c});
    Value var = variable(layer, "running_var", Role::RunningVar, {c});
    return BatchNormOp::create(b, location(layer), x.getType(), x, weight, bias, mean, var,
                               b.getF64FloatAttr(layer.eps));
  }

  Value batchNormTrain(const dsl::Layer &layer, Value x) {
    int64_t c = layer.in.channels;
    Location loc = location(layer);
    Value weight = variable(layer, "weight", Role::BnWeight, {c});
    Value bias = variable(layer, "bias", Role::BnBias, {c});
    Value mean = variable(layer, "running_mean", Role::RunningMean, {c});
    Value var = variable(layer, "running_var", Role::RunningVar, {c});
    Type vector = weight.getType();
    auto bn = BatchNormTrainOp::create(b, loc, x.getType(), vector, vector, x, weight, bias,
                                       b.getF64FloatAttr(layer.eps));
    auto moved = BnRunningOp::create(b, loc, vector, vector, bn.getMean(), bn.getVariance(), mean,
                                     var, x, b.getF64FloatAttr(layer.momentum));
    WriteOp::create(b, loc, layer.name + ".running_mean", moved.getNewMean());
    WriteOp::create(b, loc, layer.name + ".running_var", moved.getNewVariance());
    return bn.getOutput();
  }

  Value loss(Location loc, Value logits, Value labels) {
    auto rowsType = RankedTensorType::get({ShapedType::kDynamic, 2}, b.getF32Type());
    auto entropy =
        SoftmaxCrossEntropyOp::create(b, loc, logits.getType(), rowsType, logits, labels);
    return MeanRowsOp::create(b, loc, RankedTensorType::get({2}, b.getF32Type()),
                              entropy.getRows());
  }

  OpBuilder b;
  ModuleOp module;
  llvm::StringSet<> &defined; ///< names of the variables that the module has
  bool training;
  Operation *firstFunction = nullptr; ///< of the module; variables stand before it
  const dsl::Layer *last = nullptr; ///< of the network, when that is a layer
};

bool endsInClasses(func::FuncOp infer) {
  return cast<RankedTensorType>(infer.getResultTypes()[0]).getRank() == 2;
}

} // namespace

OwningOpRef<ModuleOp> importNetwork(const dsl::Network &network, const ImportOptions &options,
                                    MLIRContext &context) {
  context.loadDialect<RNDialect, func::FuncDialect>();
  Builder b(&context);
  auto place =
      FileLineColLoc::get(&context, network.loc.file, network.loc.line, network.loc.column);
  OwningOpRef<ModuleOp> module = ModuleOp::create(place);
  llvm::StringSet<> defined;
  func::FuncOp infer =
      FunctionBuilder(*module, defined, /*training=*/false).build(network, "infer");
  auto output = cast<RankedTensorType>(infer.getResultTypes()[0]).getShape().drop_front();
  (*module)->setAttr("rn.name", b.getStringAttr(network.name));
  (*module)->setAttr("rn.mode", b.getStringAttr(options.training ? "train" : "infer"));
  const dsl::Shape &input = network.input.shape;
  (*module)->setAttr("rn.input_shape",
                     b.getDenseI64ArrayAttr({input.channels, input.height, input.width}));
  (*module)->setAttr("rn.output_shape", b.getDenseI64ArrayAttr(output));
  (*module)->setAttr("rn.multiply_adds", b.getI64IntegerAttr(dsl::multiplyAdds(network)));
  if (!options.training)
    return module;
  if (!endsInClasses(infer)) {
    emitError(place)
        << "training needs classes to learn, but the model ends in a map: end its head with "
           "`fc`";
    return nullptr;
  }
  if (network.recipe)
    (*module)->setAttr("rn.recipe", b.getStringAttr(network.recipe->toJson()));
  FunctionBuilder(*module, defined, /*training=*/true).build(network, "loss");
  return module;
}

} // namespace resnetc::rn
