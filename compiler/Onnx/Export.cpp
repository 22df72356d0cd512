//===- Export.cpp - a checked network as an ONNX file -------------------------===//
//
// Walks the network as the importer does and adds the operators of ONNX's opset 17 that mean the
// same. Values between fully connected layers are rows [N, K], everything else is a map
// [N, C, H, W]; a conversion stands where the two meet.
//
//===----------------------------------------------------------------------===//
#include "compiler/Onnx/Export.h"

#include "compiler/Onnx/GraphWriter.h"
#include "compiler/Support/Errors.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace resnetc {

namespace {

constexpr int64_t irVersion = 8, opset = 17;

/// A path for people as a name: "stage layer1, block 2 (basic), branch 1" is
/// "layer1.1.branch1", with blocks counted from 0 as in the names of parameters.
std::string identifier(llvm::StringRef path) {
  std::string name;
  for (llvm::StringRef part : llvm::split(path, ", ")) {
    part = part.split(" (").first;
    unsigned number = 0;
    if (!part.consume_front("stage "))
      part.consume_front("aux ");
    if (!name.empty())
      name += '.';
    if (part.starts_with("block ") && !part.drop_front(6).getAsInteger(10, number) && number > 0)
      name += std::to_string(number - 1);
    else
      llvm::copy_if(part, std::back_inserter(name), [](char c) { return c != ' '; });
  }
  return name;
}

std::string nodeName(const dsl::Layer &layer) {
  if (!layer.name.empty())
    return layer.name;
  llvm::StringRef kind = toString(layer.kind).split(' ').first;
  return identifier(layer.path) + "." + kind.str();
}

/// Adds the operators of one network to a graph.
class Exporter {
public:
  explicit Exporter(GraphWriter &graph) : graph(graph) {}

  void network(const dsl::Network &network) {
    OnnxValue x = input(network.input);
    x = sequence(network.body, normalize(network.input, x));
    bool isPixel = x.shape.height == 1 && x.shape.width == 1;
    graph.output(isPixel ? asRows(x, "head", "head") : x, "logits");
  }

private:
  using Values = std::vector<OnnxValue>;

  OnnxNode node(llvm::StringRef op, const dsl::Layer &layer, const OnnxValue &x,
                llvm::ArrayRef<std::string> others = {}) {
    std::vector<std::string> inputs = {x.name};
    llvm::append_range(inputs, others);
    return graph.node(op, nodeName(layer), layer.path, inputs);
  }

  std::string parameter(const dsl::Layer &layer, llvm::StringRef suffix,
                        llvm::ArrayRef<int64_t> shape) {
    bool scale = !layer.scaleName.empty() && (suffix == "weight" || suffix == "bias");
    return graph.parameter((scale ? layer.scaleName : layer.name) + "." + suffix.str(), shape);
  }

  //===--------------------------------------------------------------------===//
  // Rows and maps
  //===--------------------------------------------------------------------===//

  OnnxValue asRows(const OnnxValue &x, const std::string &name, llvm::StringRef doc) {
    if (x.rows)
      return x;
    return graph.node("Flatten", name + ".flatten", doc, {x.name})
        .integer("axis", 1)
        .gives({x.shape.elements(), 1, 1}, true);
  }

  OnnxValue asMap(const OnnxValue &x, const std::string &name, llvm::StringRef doc) {
    if (!x.rows)
      return x;
    return graph.node("Unsqueeze", name + ".unsqueeze", doc, {x.name, graph.integers({2, 3})})
        .gives(x.shape);
  }

  OnnxValue asMap(const OnnxValue &x, const dsl::Layer &layer) {
    return asMap(x, nodeName(layer), layer.path);
  }

  /// All rows stay rows; else all become maps.
  void align(Values &values, const std::string &name, llvm::StringRef doc) {
    if (!llvm::all_of(values, [](const OnnxValue &value) { return value.rows; }))
      for (OnnxValue &value : values)
        value = asMap(value, name, doc);
  }

  //===--------------------------------------------------------------------===//
  // Sequences and forks
  //===--------------------------------------------------------------------===//

  /// The declared input in numbers.
  OnnxValue input(const dsl::Input &input) {
    if (!input.bytes)
      return graph.input(input.name, input.shape);
    std::string bytes = graph.bytesInput(input.name, input.shape);
    OnnxValue rows = graph.node("Transpose", "input.transpose", "input", {bytes})
                         .integers("perm", {0, 3, 1, 2})
                         .givesBytes(input.shape);
    OnnxValue numbers = graph.node("Cast", "input.cast", "input", {rows.name})
                            .integer("to", onnx::TensorProto::FLOAT)
                            .gives(input.shape);
    return graph.node("Mul", "input.scale", "input", {numbers.name, graph.real(input.scale)})
        .gives(input.shape);
  }

  OnnxValue normalize(const dsl::Input &input, const OnnxValue &x) {
    if (input.mean.empty())
      return x;
    std::vector<int64_t> shape = {1, x.shape.channels, 1, 1};
    std::string mean = graph.reals(x.name + ".mean", input.mean, shape);
    std::string std = graph.reals(x.name + ".std", input.std, shape);
    OnnxValue centred =
        graph.node("Sub", "normalize.mean", "normalize", {x.name, mean}).gives(x.shape);
    return graph.node("Div", "normalize.std", "normalize", {centred.name, std}).gives(x.shape);
  }

  OnnxValue sequence(const dsl::Sequence &nodes, OnnxValue x) {
    for (const dsl::Node &node : nodes) {
      if (auto *layer = std::get_if<dsl::Layer>(&node))
        x = this->layer(*layer, x);
      else if (auto *block = std::get_if<std::unique_ptr<dsl::Block>>(&node))
        x = this->block(**block, x);
      // What is left, an auxiliary head, is for training only.
    }
    return x;
  }

  OnnxValue block(const dsl::Block &block, const OnnxValue &x) {
    Values paths;
    for (const dsl::Sequence &branch : block.branches)
      paths.push_back(sequence(branch, x));
    if (block.shortcut != dsl::ShortcutKind::None)
      paths.insert(paths.begin() + block.shortcutPlace, shortcut(block, x));
    std::string name = identifier(block.path);
    align(paths, name, block.path);
    switch (block.join) {
    case dsl::JoinKind::None:
      return paths.front();
    case dsl::JoinKind::Add:
      return join(block, paths.size() > 2 ? "Sum" : "Add", name + ".add", paths);
    case dsl::JoinKind::Max:
      return join(block, "Max", name + ".max", paths);
    case dsl::JoinKind::Concat:
      return concat(block, name + ".concat", paths);
    case dsl::JoinKind::Gated:
      return gated(block, name + ".gate", paths);
    }
    llvm_unreachable("all joins are handled");
  }

  OnnxNode joinNode(const dsl::Block &block, llvm::StringRef op, llvm::StringRef name,
                    llvm::ArrayRef<OnnxValue> paths) {
    std::vector<std::string> inputs;
    for (const OnnxValue &path : paths)
      inputs.push_back(path.name);
    return graph.node(op, name, block.path, inputs);
  }

  OnnxValue join(const dsl::Block &block, llvm::StringRef op, llvm::StringRef name,
                 llvm::ArrayRef<OnnxValue> paths) {
    return joinNode(block, op, name, paths).gives(block.out, paths.front().rows);
  }

  OnnxValue concat(const dsl::Block &block, llvm::StringRef name, llvm::ArrayRef<OnnxValue> paths) {
    return joinNode(block, "Concat", name, paths)
        .integer("axis", 1)
        .gives(block.out, paths.front().rows);
  }

  /// Paths are the branches, of which the last is the gate, and then maybe the shortcut.
  OnnxValue gated(const dsl::Block &block, const std::string &name, const Values &paths) {
    bool shortcut = block.shortcut != dsl::ShortcutKind::None;
    const OnnxValue &gate = paths[block.branches.size() - 1];
    if (paths.size() < 3)
      return join(block, "Mul", name, {shortcut ? paths.back() : paths.front(), gate});
    OnnxValue transformed = join(block, "Mul", name + ".transform", {paths.front(), gate});
    OnnxValue rest = graph.node("Sub", name + ".rest", block.path, {graph.real(1), gate.name})
                         .gives(gate.shape, gate.rows);
    OnnxValue carried = join(block, "Mul", name + ".carry", {paths.back(), rest});
    return join(block, "Add", name, {transformed, carried});
  }

  OnnxValue shortcut(const dsl::Block &block, const OnnxValue &x) {
    if (block.shortcut == dsl::ShortcutKind::Projection)
      return sequence(block.projection, x);
    if (block.shortcut == dsl::ShortcutKind::SubsamplePad)
      return subsamplePad(block, asMap(x, identifier(block.path), block.path));
    return x;
  }

  OnnxValue subsamplePad(const dsl::Block &block, OnnxValue x) {
    std::string name = identifier(block.path) + ".shortcut";
    if (block.stride != std::array<int64_t, 2>{1, 1}) {
      std::vector<std::string> inputs = {x.name, graph.integers({0, 0}),
                                         graph.integers({x.shape.height, x.shape.width}),
                                         graph.integers({2, 3}), graph.integers(block.stride)};
      x = graph.node("Slice", name + ".slice", block.path, inputs)
              .gives({x.shape.channels, block.out.height, block.out.width});
    }
    int64_t zeros = block.out.channels - x.shape.channels;
    if (zeros > 0)
      x = graph
              .node("Pad", name + ".pad", block.path,
                    {x.name, graph.integers({0, 0, 0, 0, 0, zeros, 0, 0})})
              .gives(block.out);
    return x;
  }

  //===--------------------------------------------------------------------===//
  // Layers
  //===--------------------------------------------------------------------===//

  OnnxValue layer(const dsl::Layer &layer, const OnnxValue &x) {
    switch (layer.kind) {
#define PLAIN_LAYER(kind, text, family, op, onnx)                                                  \
  case dsl::LayerKind::kind:                                                                       \
    return operators(onnx, layer, x);
#define ACTIVATION(kind, text, onnx, ...) PLAIN_LAYER(kind, text, Activation, ActivationOp, onnx)
#define VECTOR_LAYER(kind, text, family, learns, op, initial, onnx, ...)                           \
  case dsl::LayerKind::kind:                                                                       \
    return onVector(onnx, layer, x);
#include "dsl/Layers.inc"
    case dsl::LayerKind::Conv:
      return conv(layer, asMap(x, layer));
    case dsl::LayerKind::BatchNorm:
      return batchNorm(layer, x);
    case dsl::LayerKind::Dropout:
      return x;
    case dsl::LayerKind::LRN:
      return lrn(layer, asMap(x, layer));
    case dsl::LayerKind::MaxPool:
      return pool("MaxPool", layer, asMap(x, layer)).gives(layer.out);
    case dsl::LayerKind::AvgPool:
      return avgPool(layer, asMap(x, layer));
    case dsl::LayerKind::GlobalAvgPool:
      return node("GlobalAveragePool", layer, asMap(x, layer)).gives(layer.out);
    case dsl::LayerKind::Linear:
      return linear(layer, asRows(x, nodeName(layer), layer.path));
    }
    llvm_unreachable("all layer kinds are handled");
  }

  /// What a row of Layers.inc says, such as "Sigmoid, Mul x". The last operator has the layer's name,
  /// those before it add their own.
  OnnxValue operators(llvm::StringRef text, const dsl::Layer &layer, const OnnxValue &x) {
    OnnxValue value = x;
    while (!text.empty()) {
      llvm::StringRef step;
      std::tie(step, text) = text.split(", ");
      llvm::SmallVector<llvm::StringRef> words;
      step.split(words, ' ');
      std::string name = nodeName(layer);
      if (!text.empty())
        name += "." + words.front().lower();
      std::vector<std::string> inputs = {value.name};
      std::vector<llvm::StringRef> attributes;
      for (llvm::StringRef word : llvm::drop_begin(words)) {
        double constant = 0;
        if (word.consume_back("=number"))
          attributes.push_back(word);
        else
          inputs.push_back(word.getAsDouble(constant) ? x.name : graph.real(constant));
      }
      OnnxNode node = graph.node(words.front(), name, layer.path, inputs);
      for (llvm::StringRef attribute : attributes)
        node.real(attribute, layer.number);
      value = node.gives(layer.out, x.rows);
    }
    return value;
  }

  /// An operator on the layer's input and the vector that it learns.
  OnnxValue onVector(llvm::StringRef op, const dsl::Layer &layer, OnnxValue x) {
    std::vector<int64_t> shape = {dsl::vectorLength(layer)};
    if (dsl::layerFacts(layer.kind).learns == dsl::Learns::PerChannel) {
      x = asMap(x, layer);
      shape.insert(shape.end(), {1, 1});
    }
    return node(op, layer, x, {parameter(layer, "weight", shape)}).gives(layer.out, x.rows);
  }

  OnnxValue conv(const dsl::Layer &layer, const OnnxValue &x) {
    std::vector<std::string> parameters = {parameter(
        layer, "weight",
        {layer.channels, layer.in.channels / layer.groups, layer.kernel[0], layer.kernel[1]})};
    if (layer.bias)
      parameters.push_back(parameter(layer, "bias", {layer.channels}));
    return node("Conv", layer, x, parameters)
        .integers("kernel_shape", layer.kernel)
        .integers("strides", layer.stride)
        .integers("pads", layer.pad)
        .integer("group", layer.groups)
        .gives(layer.out);
  }

  OnnxValue batchNorm(const dsl::Layer &layer, const OnnxValue &x) {
    std::vector<std::string> parameters;
    for (llvm::StringRef suffix : {"weight", "bias", "running_mean", "running_var"})
      parameters.push_back(parameter(layer, suffix, {layer.in.channels}));
    return node("BatchNormalization", layer, x, parameters)
        .real("epsilon", layer.eps)
        .gives(layer.out, x.rows);
  }

  OnnxValue lrn(const dsl::Layer &layer, const OnnxValue &x) {
    return node("LRN", layer, x)
        .integer("size", layer.lrnSize)
        .real("alpha", layer.lrnAlpha)
        .real("beta", layer.lrnBeta)
        .real("bias", layer.lrnK)
        .gives(layer.out);
  }

  OnnxNode pool(llvm::StringRef op, const dsl::Layer &layer, const OnnxValue &x) {
    return node(op, layer, x)
        .integers("kernel_shape", layer.kernel)
        .integers("strides", layer.stride)
        .integers("pads", layer.pad);
  }

  OnnxValue avgPool(const dsl::Layer &layer, const OnnxValue &x) {
    return pool("AveragePool", layer, x).integer("count_include_pad", 1).gives(layer.out);
  }

  OnnxValue linear(const dsl::Layer &layer, const OnnxValue &x) {
    std::vector<std::string> parameters = {
        parameter(layer, "weight", {layer.channels, layer.in.elements()})};
    if (layer.bias)
      parameters.push_back(parameter(layer, "bias", {layer.channels}));
    return node("Gemm", layer, x, parameters).integer("transB", 1).gives(layer.out, true);
  }

  GraphWriter &graph;
};

llvm::Error tooLong(uint64_t bytes, uint64_t limit) {
  return inputError("the ONNX file would have " + llvm::Twine(bytes) +
                    " bytes, and its format ends at " + llvm::Twine(limit) +
                    "; leave out --weights, and feed the parameters as inputs");
}

} // namespace

llvm::Expected<std::string> exportOnnx(const dsl::Network &network, const OnnxOptions &options) {
  std::optional<WeightFile> weights;
  if (!options.weights.empty()) {
    llvm::Expected<WeightFile> file = WeightFile::read(options.weights);
    if (!file)
      return file.takeError();
    weights = std::move(*file);
  }
  onnx::ModelProto model;
  model.set_ir_version(irVersion);
  model.set_producer_name("resnetc");
  model.set_producer_version(options.producerVersion.str());
  onnx::OperatorSetIdProto &operators = *model.add_opset_import();
  operators.set_domain("");
  operators.set_version(opset);
  model.mutable_graph()->set_name(network.name);
  GraphWriter graph(*model.mutable_graph(), weights ? &*weights : nullptr, options.maxBytes);
  Exporter(graph).network(network);
  if (llvm::Error error = graph.takeError())
    return error;
  if (graph.parameterBytes() > options.maxBytes)
    return tooLong(graph.parameterBytes(), options.maxBytes);
  if (uint64_t bytes = model.ByteSizeLong(); bytes > options.maxBytes)
    return tooLong(bytes, options.maxBytes);
  return model.SerializeAsString();
}

} // namespace resnetc
