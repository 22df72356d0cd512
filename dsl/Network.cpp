//===- Network.cpp - facts about a checked network ------------------------===//
//
// Small questions that tools and the compiler ask of a Network, and its listing.
//
//===----------------------------------------------------------------------===//

#include "dsl/Network.h"

#include "llvm/Support/MathExtras.h"

using namespace resnetc::dsl;

std::string Shape::str() const {
  return std::to_string(channels) + "x" + std::to_string(height) + "x" + std::to_string(width);
}

llvm::StringRef resnetc::dsl::toString(LayerKind kind) {
  switch (kind) {
  case LayerKind::Conv:
    return "conv";
  case LayerKind::BatchNorm:
    return "bn";
  case LayerKind::ReLU:
    return "relu";
  case LayerKind::PReLU:
    return "prelu";
  case LayerKind::Sigmoid:
    return "sigmoid";
  case LayerKind::Dropout:
    return "dropout";
  case LayerKind::LRN:
    return "lrn";
  case LayerKind::MaxPool:
    return "maxpool";
  case LayerKind::AvgPool:
    return "avgpool";
  case LayerKind::GlobalAvgPool:
    return "avgpool global";
  case LayerKind::Linear:
    return "fc";
  }
  return "";
}

llvm::StringRef resnetc::dsl::toString(ShortcutOption option) {
  switch (option) {
  case ShortcutOption::A:
    return "A";
  case ShortcutOption::B:
    return "B";
  case ShortcutOption::C:
    return "C";
  case ShortcutOption::None:
    return "none";
  }
  return "";
}

/// Calls `visit` on every layer, in the order in which tensors are defined.
template <typename Visit> static void forEachLayer(const Sequence &sequence, Visit &visit) {
  for (const Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node)) {
      visit(*layer);
      continue;
    }
    const Block &block = *std::get<std::unique_ptr<Block>>(node);
    for (const Sequence &branch : block.branches)
      forEachLayer(branch, visit);
    forEachLayer(block.projection, visit);
  }
}

/// Elements of a convolution's or fully connected layer's weight.
static int64_t weightCount(const Layer &layer) {
  if (layer.kind == LayerKind::Conv)
    return layer.channels * layer.in.channels * layer.kernel[0] * layer.kernel[1];
  return layer.kind == LayerKind::Linear ? layer.channels * layer.in.elements() : 0;
}

int64_t resnetc::dsl::parameterCount(const Network &network) {
  int64_t count = 0; // at most 1e5 layers of 2^31 weights
  auto visit = [&](const Layer &layer) {
    count += weightCount(layer) + (layer.bias ? layer.channels : 0);
    if (layer.kind == LayerKind::BatchNorm)
      count += 2 * layer.in.channels;
  };
  forEachLayer(network.body, visit);
  return count;
}

int64_t resnetc::dsl::multiplyAdds(const Network &network) {
  int64_t count = 0;
  auto visit = [&](const Layer &layer) {
    // A layer's share is below 2^62: weights and one map are each below 2^31.
    int64_t own = weightCount(layer) * layer.out.height * layer.out.width;
    if (llvm::AddOverflow(count, own, count))
      count = INT64_MAX;
  };
  forEachLayer(network.body, visit);
  return count;
}

namespace {

/// Writes a network as an indented listing.
class Lister {
public:
  explicit Lister(llvm::raw_ostream &os) : os(os) {}
  void list(const Sequence &sequence);

private:
  void list(const Layer &layer);
  void list(const Block &block);
  llvm::raw_ostream &line() { return os.indent(indent); }

  llvm::raw_ostream &os;
  unsigned indent = 2;
};

void Lister::list(const Sequence &sequence) {
  for (const Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node))
      list(*layer);
    else
      list(*std::get<std::unique_ptr<Block>>(node));
  }
}

void Lister::list(const Layer &layer) {
  line() << toString(layer.kind);
  bool windowed = layer.kind == LayerKind::Conv || layer.kind == LayerKind::MaxPool ||
                  layer.kind == LayerKind::AvgPool;
  if (windowed)
    os << ' ' << layer.kernel[0] << 'x' << layer.kernel[1] << " stride " << layer.stride[0] << 'x'
       << layer.stride[1] << " pad " << layer.pad[0] << ',' << layer.pad[1] << ',' << layer.pad[2]
       << ',' << layer.pad[3];
  if (layer.bias)
    os << " bias";
  if (!layer.name.empty())
    os << ' ' << layer.name;
  os << " : " << layer.in.str() << " -> " << layer.out.str() << '\n';
}

void Lister::list(const Block &block) {
  line() << "fork in " << block.path << " : " << block.in.str() << " -> " << block.out.str()
         << '\n';
  indent += 2;
  for (const Sequence &branch : block.branches) {
    line() << "branch\n";
    indent += 2;
    list(branch);
    indent -= 2;
  }
  if (block.shortcut == ShortcutKind::Identity)
    line() << "shortcut identity\n";
  if (block.shortcut == ShortcutKind::SubsamplePad)
    line() << "shortcut subsample stride " << block.stride[0] << 'x' << block.stride[1]
           << " and pad channels\n";
  if (block.shortcut == ShortcutKind::Projection) {
    line() << "shortcut projection\n";
    indent += 2;
    list(block.projection);
    indent -= 2;
  }
  indent -= 2;
  if (block.join == JoinKind::Add)
    line() << "join add\n";
}

} // namespace

std::string resnetc::dsl::printNetwork(const Network &network) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "network " << network.name << " : " << network.input.shape.str() << " -> "
     << network.output.str() << '\n';
  Lister(os).list(network.body);
  return text;
}
