//===- FunctionImport.cpp - layers to ops ---------------------------------------===//
//
// Walks the layers in order and builds one op for each. The front end has checked everything, so
// nothing can fail here. Dropout and heads beside the network are for training alone.
//
//===----------------------------------------------------------------------===//
#include "compiler/Import/FunctionImport.h"

using namespace mlir;

namespace resnetc::rn {
namespace {

/// Builds one function of the module from the network's layers.
class FunctionBuilder {
public:
  FunctionBuilder(ModuleOp module, llvm::StringSet<> &defined, bool training)
      : b(module.getContext()), module(module), defined(defined), training(training) {}

  void build(const dsl::Network &network, StringRef name) {
    Location loc = location(network.loc, network.name);
    SmallVector<Type> inputs = {inputType(network.input)};
    if (training)
      inputs.push_back(RankedTensorType::get({ShapedType::kDynamic}, b.getI64Type()));
    function = func::FuncOp::create(loc, name, b.getFunctionType(inputs, {}));
    module.push_back(function);
    function.setArgAttr(0, bindingName, binding(Binding::Input));
    if (training)
      function.setArgAttr(1, bindingName, binding(Binding::Labels));
    firstFunction = *module.getOps<func::FuncOp>().begin();
    body = function.addEntryBlock();
    b.setInsertionPointToEnd(body);
    Value value = head(loc, network.body, numbers(network.input, body->getArgument(0)));
    if (training)
      value = loss(loc, value);
    func::ReturnOp::create(b, loc, value);
    (void)function.insertResult(0, value.getType(), bound(Binding::Output));
  }

  /// What the function turned out to be.
  ImportedFunction built() const { return {function, leftOut, pixelNorm}; }

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

  RankedTensorType inputType(const dsl::Input &input) {
    RankedTensorType numbers = actType(input.shape);
    if (!input.bytes)
      return numbers;
    return RankedTensorType::get(numbers.getShape(), b.getIntegerType(8, /*isSigned=*/false),
                                 ChannelsLastAttr::get(b.getContext()));
  }

  /// What a variable is beside its name and shape.
  struct VariableFacts {
    Role role;
    bool trainable = true;
    double initial = 0; ///< each element before training, where they are not drawn at random
    ArrayRef<int64_t> userShape = {}; ///< where users know it by another than the type's
  };

  /// Reads a variable, defining it at its first use. Definitions stand before all functions.
  Value variable(Location loc, const Twine &name, ArrayRef<int64_t> shape,
                 const VariableFacts &facts) {
    auto type = RankedTensorType::get(shape, b.getF32Type());
    std::string symbol = name.str();
    if (defined.insert(symbol).second) {
      OpBuilder top(firstFunction);
      VariableOp::create(top, loc, symbol, facts.role, type, facts.trainable, FlatSymbolRefAttr(),
                         APFloat(facts.initial),
                         facts.userShape.empty() ? DenseI64ArrayAttr()
                                                 : b.getDenseI64ArrayAttr(facts.userShape),
                         IntegerAttr());
    }
    return ReadOp::create(b, loc, type, symbol);
  }
  Value variable(const dsl::Layer &layer, StringRef suffix, ArrayRef<int64_t> shape,
                 const VariableFacts &facts) {
    return variable(location(layer), layer.name + "." + suffix, shape, facts);
  }
  Value bias(const dsl::Layer &layer) {
    if (!layer.bias)
      return {};
    return variable(layer, "bias", {layer.channels},
                    {.role = Role::Bias, .initial = layer.biasInit});
  }

  /// What the first layer reads: the input, normalised.
  Value numbers(const dsl::Input &input, Value x) {
    if (input.bytes)
      return fromBytes(input, x);
    if (input.mean.empty())
      return x;
    return NormalizeOp::create(b, location(input.loc, input.name), x.getType(), x,
                               b.getDenseF64ArrayAttr(input.mean),
                               b.getDenseF64ArrayAttr(input.std));
  }

  /// (x * scale - mean) / std as one product and one sum.
  Value fromBytes(const dsl::Input &input, Value x) {
    Location loc = location(input.loc, input.name);
    SmallVector<float> scale, shift;
    for (int64_t c = 0; c < input.shape.channels; ++c) {
      double mean = input.mean.empty() ? 0 : input.mean[c],
             std = input.std.empty() ? 1 : input.std[c];
      scale.push_back(static_cast<float>(input.scale / std));
      shift.push_back(static_cast<float>(0 - mean / std));
    }
    auto type = RankedTensorType::get({input.shape.channels}, b.getF32Type());
    auto constant = [&](ArrayRef<float> values) -> Value {
      return ConstantOp::create(b, loc, type, DenseElementsAttr::get(type, values));
    };
    Value factors = constant(scale), terms = constant(shift);
    return FromBytesOp::create(b, loc, actType(input.shape), x, factors, terms);
  }

  Value sequence(const dsl::Sequence &nodes, Value x) {
    for (const dsl::Node &node : nodes) {
      if (auto *layer = std::get_if<dsl::Layer>(&node))
        x = this->layer(*layer, x);
      else if (auto *block = std::get_if<std::unique_ptr<dsl::Block>>(&node))
        x = this->block(**block, x);
      else if (auto &head = std::get<std::unique_ptr<dsl::Auxiliary>>(node); training)
        auxiliary(*head, x);
      else
        leftOut.push_back(head->name);
    }
    return x;
  }

  /// Nodes that end in classes, or in a map. One pixel of classes is a row of them.
  Value head(Location loc, const dsl::Sequence &nodes, Value x) {
    auto end = llvm::find_if(llvm::reverse(nodes), [](const dsl::Node &node) {
      return !std::holds_alternative<std::unique_ptr<dsl::Auxiliary>>(node);
    });
    if (end != nodes.rend())
      ends.insert(std::get_if<dsl::Layer>(&*end));
    x = sequence(nodes, x);
    auto shape = cast<RankedTensorType>(x.getType()).getShape();
    if (shape.size() == 2 || shape[2] != 1 || shape[3] != 1)
      return x;
    return FlattenOp::create(b, loc, rowsType(shape[1]), x);
  }

  void auxiliary(const dsl::Auxiliary &aux, Value x) {
    Location loc = location(aux.loc, aux.name);
    losses.push_back({loc, head(loc, aux.body, x), aux.weight});
  }

  Value block(const dsl::Block &block, Value x) {
    SmallVector<Value> paths;
    for (const dsl::Sequence &branch : block.branches)
      paths.push_back(sequence(branch, x));
    if (block.shortcut != dsl::ShortcutKind::None)
      paths.insert(paths.begin() + block.shortcutPlace, shortcut(block, x));
    Location loc = location(block.joinLoc, block.path);
    switch (block.join) {
    case dsl::JoinKind::None:
      return paths.front();
    case dsl::JoinKind::Add:
      return pairwise<AddOp>(loc, paths);
    case dsl::JoinKind::Max:
      return pairwise<MaxOp>(loc, paths);
    case dsl::JoinKind::Concat:
      return concat(loc, paths);
    case dsl::JoinKind::Gated:
      return gated(loc, block, paths);
    }
    llvm_unreachable("all joins are handled");
  }

  template <typename OpTy> Value pairwise(Location loc, ArrayRef<Value> paths) {
    Value joined = paths.front();
    for (Value path : paths.drop_front())
      joined = OpTy::create(b, loc, joined.getType(), joined, path);
    return joined;
  }

  /// More paths than one op takes are joined from the first on.
  Value concat(Location loc, SmallVector<Value> paths) {
    while (paths.size() > 1) {
      ArrayRef<Value> parts = ArrayRef(paths).take_front(ConcatOp::maxParts);
      dsl::Shape shape;
      for (Value part : parts) {
        auto own = cast<RankedTensorType>(part.getType()).getShape();
        shape = {shape.channels + own[1], own[2], own[3]};
      }
      Value joined = ConcatOp::create(b, loc, actType(shape), parts);
      paths.erase(paths.begin(), paths.begin() + parts.size());
      paths.insert(paths.begin(), joined);
    }
    return paths.front();
  }

  /// Paths are the branches, the last of which is the gate, then maybe the shortcut: what is gated
  /// when there is no other branch, else what the gate lets through instead.
  Value gated(Location loc, const dsl::Block &block, ArrayRef<Value> paths) {
    Value gate = paths[block.branches.size() - 1];
    bool hasShortcut = paths.size() > block.branches.size();
    if (block.branches.size() == 1)
      return GateOp::create(b, loc, paths.back().getType(), paths.back(), gate, Value());
    return GateOp::create(b, loc, paths[0].getType(), paths[0], gate,
                          hasShortcut ? paths.back() : Value());
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
#define PLAIN_LAYER(kind, text, family, op, onnx)                                                  \
  case dsl::LayerKind::kind:                                                                       \
    return op::create(b, location(layer), x.getType(), x);
#define ACTIVATION(kind, text, onnx, ...)                                                          \
  case dsl::LayerKind::kind:                                                                       \
    return activation(layer, x, ActivationKind::kind);
#define VECTOR_LAYER(kind, text, family, learns, op, initial, onnx, ...)                           \
  case dsl::LayerKind::kind:                                                                       \
    return op::create(b, location(layer), x.getType(), x, vector(layer, initial));
#include "dsl/Layers.inc"
    case dsl::LayerKind::Conv:
      return conv(layer, x);
    case dsl::LayerKind::BatchNorm:
      return training ? batchNormTrain(layer, x) : batchNorm(layer, x);
    case dsl::LayerKind::Dropout:
      return dropout(layer, x);
    case dsl::LayerKind::LRN:
      return LrnOp::create(b, location(layer), x.getType(), x, b.getI64IntegerAttr(layer.lrnSize),
                           b.getF64FloatAttr(layer.lrnAlpha), b.getF64FloatAttr(layer.lrnBeta),
                           b.getF64FloatAttr(layer.lrnK));
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

  /// The layer's number is an attribute of the op.
  Value activation(const dsl::Layer &layer, Value x, ActivationKind kind) {
    SmallVector<NamedAttribute> attributes = {
        b.getNamedAttr("kind", ActivationKindAttr::get(b.getContext(), kind))};
    if (const dsl::NumberFacts *number = dsl::layerFacts(layer.kind).number())
      attributes.push_back(b.getNamedAttr(number->attribute, b.getF64FloatAttr(layer.number)));
    return ActivationOp::create(b, location(layer), TypeRange(x.getType()), ValueRange(x),
                                attributes);
  }

  Value vector(const dsl::Layer &layer, double initial) {
    return variable(layer, "weight", {dsl::vectorLength(layer)},
                    {.role = Role::Slope, .initial = initial});
  }

  Value conv(const dsl::Layer &layer, Value x) {
    Value filter = variable(
        layer, "weight",
        {layer.channels, layer.in.channels / layer.groups, layer.kernel[0], layer.kernel[1]},
        {.role = Role::ConvWeight});
    return convolve(layer, x, filter, layer.stride, layer.pad, layer.groups);
  }

  Value convolve(const dsl::Layer &layer, Value x, Value filter, ArrayRef<int64_t> stride,
                 ArrayRef<int64_t> pad, int64_t groups) {
    return ConvOp::create(b, location(layer), actType(layer.out), Type(), x, filter, Value(),
                          Value(), bias(layer), Value(), b.getDenseI64ArrayAttr(stride),
                          b.getDenseI64ArrayAttr(pad), UnitAttr(), UnitAttr(),
                          b.getI64IntegerAttr(groups), /*winograd_tile=*/IntegerAttr())
        .getOutput();
  }

  /// The layers are numbered in the order of their definition. What never drops is left out, as are
  /// all of them in inference.
  Value dropout(const dsl::Layer &layer, Value x) {
    if (!training)
      return x;
    int64_t number = dropouts++;
    if (layer.number == 0)
      return x;
    if (!key) {
      unsigned index = function.getNumArguments();
      (void)function.insertArgument(index, RankedTensorType::get({1}, b.getI64Type()),
                                    bound(Binding::Key), location(layer));
      key = function.getArgument(index);
    }
    return DropoutOp::create(b, location(layer), x.getType(), x, key,
                             b.getF64FloatAttr(layer.number), b.getI64IntegerAttr(number));
  }

  /// A fully connected layer that others follow is a convolution over its whole map: its result is
  /// a map of 1x1 like any other. Only the last one of a network or head makes rows of classes.
  Value linear(const dsl::Layer &layer, Value x) {
    if (!ends.contains(&layer))
      return wholeMapConv(layer, x);
    Value weight = variable(layer, "weight", {layer.channels, layer.in.elements()},
                            {.role = Role::LinearWeight});
    return LinearOp::create(b, location(layer), rowsType(layer.channels), x, weight, bias(layer));
  }

  Value wholeMapConv(const dsl::Layer &layer, Value x) {
    const int64_t userShape[] = {layer.channels, layer.in.elements()};
    Value filter = variable(layer, "weight",
                            {layer.channels, layer.in.channels, layer.in.height, layer.in.width},
                            {.role = Role::LinearWeight, .userShape = userShape});
    return convolve(layer, x, filter, {1, 1}, {0, 0, 0, 0}, /*groups=*/1);
  }

  /// The four vectors of a batch norm. Several may share scale and shift.
  struct NormVectors {
    Value weight, bias, mean, variance;
  };
  NormVectors normVectors(const dsl::Layer &layer) {
    Location loc = location(layer);
    const std::string &scale = layer.scaleName.empty() ? layer.name : layer.scaleName;
    auto vector = [&](const std::string &name, const VariableFacts &facts) {
      return variable(loc, name, {layer.in.channels}, facts);
    };
    NormVectors vectors;
    vectors.weight = vector(scale + ".weight", {.role = Role::BnWeight, .initial = 1});
    vectors.bias = vector(scale + ".bias", {.role = Role::BnBias});
    vectors.mean =
        vector(layer.name + ".running_mean", {.role = Role::RunningMean, .trainable = false});
    vectors.variance = vector(layer.name + ".running_var",
                              {.role = Role::RunningVar, .trainable = false, .initial = 1});
    return vectors;
  }

  Value batchNorm(const dsl::Layer &layer, Value x) {
    auto [weight, bias, mean, variance] = normVectors(layer);
    return BatchNormOp::create(b, location(layer), x.getType(), x, weight, bias, mean, variance,
                               b.getF64FloatAttr(layer.eps));
  }

  Value batchNormTrain(const dsl::Layer &layer, Value x) {
    if (!pixelNorm && layer.in.height == 1 && layer.in.width == 1)
      pixelNorm = b.getStringAttr(layer.name);
    Location loc = location(layer);
    auto [weight, bias, mean, variance] = normVectors(layer);
    Type vector = weight.getType();
    auto bn = BatchNormTrainOp::create(b, loc, x.getType(), vector, vector, x, weight, bias,
                                       b.getF64FloatAttr(layer.eps));
    Value unbiased = BnUnbiasedOp::create(b, loc, vector, bn.getVariance(), x);
    auto moved = BnRunningOp::create(b, loc, vector, vector, bn.getMean(), unbiased, mean, variance,
                                     /*factor=*/Value(), b.getF64FloatAttr(layer.momentum));
    WriteOp::create(b, loc, layer.name + ".running_mean", moved.getNewMean());
    WriteOp::create(b, loc, layer.name + ".running_var", moved.getNewVariance());
    return bn.getOutput();
  }

  BindingAttr binding(Binding value) { return BindingAttr::get(b.getContext(), value); }
  DictionaryAttr bound(Binding value) {
    return b.getDictionaryAttr(b.getNamedAttr(bindingName, binding(value)));
  }

  RankedTensorType rowsType(int64_t columns) {
    return RankedTensorType::get({ShapedType::kDynamic, columns}, b.getF32Type());
  }

  /// The network's own loss, then those of the heads beside it.
  Value loss(Location loc, Value logits) {
    losses.insert(losses.begin(), {loc, logits, 1.0});
    SmallVector<Value> rows;
    for (const Loss &part : losses)
      rows.push_back(SoftmaxCrossEntropyOp::create(b, part.loc, part.logits.getType(), rowsType(2),
                                                   part.logits, body->getArgument(1),
                                                   /*scale=*/Value(),
                                                   b.getF64FloatAttr(part.weight))
                         .getRows());
    return ReduceLossOp::create(b, loc, RankedTensorType::get({2}, b.getF32Type()), rows);
  }

  /// Logits and how much their cross entropy counts.
  struct Loss {
    Location loc;
    Value logits;
    double weight;
  };

  OpBuilder b;
  ModuleOp module;
  llvm::StringSet<> &defined; ///< names of the variables that the module has
  bool training;
  func::FuncOp function;              ///< being built
  Operation *firstFunction = nullptr; ///< of the module; variables stand before it
  Block *body = nullptr;
  SmallVector<StringRef> leftOut;          ///< names of heads beside the network, in inference
  StringAttr pixelNorm;                    ///< first batch norm on a map of one pixel, in training
  SmallPtrSet<const dsl::Layer *, 4> ends; ///< last layers of the network and of heads
  SmallVector<Loss> losses;                ///< of the heads beside the network
  Value key;                               ///< of all dropout; null when there is none
  int64_t dropouts = 0;                    ///< layers so far
};

} // namespace

ImportedFunction importFunction(const dsl::Network &network, StringRef name, bool training,
                                ModuleOp module, llvm::StringSet<> &defined) {
  FunctionBuilder builder(module, defined, training);
  builder.build(network, name);
  return builder.built();
}

} // namespace resnetc::rn
