//===- Network.cpp - facts about a checked network ------------------------===//
//
// Small questions that tools and the compiler ask of a Network, and its listing.
//
//===----------------------------------------------------------------------===//

#include "dsl/Network.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace resnetc::dsl;

std::string Shape::str() const {
  return std::to_string(channels) + "x" + std::to_string(height) + "x" + std::to_string(width);
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

llvm::StringRef resnetc::dsl::toString(JoinKind kind) {
  switch (kind) {
  case JoinKind::None:
    return "";
  case JoinKind::Add:
    return "add";
  case JoinKind::Concat:
    return "concat";
  case JoinKind::Max:
    return "max";
  case JoinKind::Gated:
    return "gated";
  }
  return "";
}

std::string resnetc::dsl::withUnit(int64_t count) {
  static constexpr const char *units[] = {"", " k", " M", " G", " T", " P", " E"};
  auto value = static_cast<double>(count);
  size_t unit = 0;
  for (; value >= 999.5; value /= 1000)
    ++unit;
  int digits = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  std::string text;
  llvm::raw_string_ostream(text) << llvm::format("%.*f%s", digits, value, units[unit]);
  return text;
}

/// Calls `visit` on every layer, in the order in which tensors are defined; on those of auxiliary
/// heads only with `heads`.
template <typename Visit>
static void forEachLayer(const Sequence &sequence, bool heads, Visit &visit) {
  for (const Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node)) {
      visit(*layer);
    } else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node)) {
      for (const Sequence &branch : (*block)->branches)
        forEachLayer(branch, heads, visit);
      forEachLayer((*block)->projection, heads, visit);
    } else if (heads) {
      forEachLayer(std::get<std::unique_ptr<Auxiliary>>(node)->body, heads, visit);
    }
  }
}

static bool isWeighted(const Layer &layer) {
  return layerFacts(layer.kind).learns == Learns::Weights;
}

int64_t resnetc::dsl::weightCount(const Layer &layer) {
  if (layer.kind == LayerKind::Conv)
    return layer.channels * layer.in.channels / layer.groups * layer.kernel[0] * layer.kernel[1];
  return layer.kind == LayerKind::Linear ? layer.channels * layer.in.elements() : 0;
}

int64_t resnetc::dsl::vectorLength(const Layer &layer) {
  return layerFacts(layer.kind).learns == Learns::One ? 1 : layer.in.channels;
}

int64_t resnetc::dsl::parameterCount(const Layer &layer) {
  switch (layerFacts(layer.kind).learns) {
  case Learns::Nothing:
    return 0;
  case Learns::One:
  case Learns::PerChannel:
    return vectorLength(layer);
  case Learns::ScaleAndShift:
    return 2 * layer.in.channels;
  case Learns::Weights:
    return weightCount(layer) + (layer.bias ? layer.channels : 0);
  }
  return 0;
}

int64_t resnetc::dsl::parameterCount(const Network &network) {
  int64_t count = 0; // at most 1e5 layers of 2^31 weights
  auto visit = [&](const Layer &layer) { count += parameterCount(layer); };
  forEachLayer(network.body, /*heads=*/true, visit);
  return count;
}

// Weights and one map are each below 2^31.
int64_t resnetc::dsl::multiplyAdds(const Layer &layer) {
  return weightCount(layer) * layer.out.height * layer.out.width;
}

int64_t resnetc::dsl::multiplyAdds(const Network &network) {
  int64_t count = 0;
  auto visit = [&](const Layer &layer) {
    if (llvm::AddOverflow(count, multiplyAdds(layer), count))
      count = INT64_MAX;
  };
  forEachLayer(network.body, /*heads=*/false, visit);
  return count;
}

int64_t resnetc::dsl::activationCount(const Network &network) {
  int64_t count = 0; // at most 1e5 maps of 2^31 elements
  auto visit = [&](const Layer &layer) { count += isWeighted(layer) ? layer.out.elements() : 0; };
  forEachLayer(network.body, /*heads=*/false, visit);
  return count;
}

static int64_t weightedDepth(const Sequence &sequence);

/// The longest branch; of a gated join the value alone, which is the input where only a gate is.
static int64_t weightedDepth(const Block &block) {
  if (block.join == JoinKind::Gated)
    return block.branches.size() == 1 ? 0 : weightedDepth(block.branches.front());
  int64_t longest = 0;
  for (const Sequence &branch : block.branches)
    longest = std::max(longest, weightedDepth(branch));
  return longest;
}

static int64_t weightedDepth(const Sequence &sequence) {
  int64_t depth = 0;
  for (const Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node))
      depth += isWeighted(*layer);
    else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node))
      depth += weightedDepth(**block);
  }
  return depth;
}

int64_t resnetc::dsl::weightedDepth(const Network &network) {
  return ::weightedDepth(network.body);
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
  void listShortcut(const Block &block);
  void list(const Auxiliary &head);
  llvm::raw_ostream &line() { return os.indent(indent); }

  llvm::raw_ostream &os;
  unsigned indent = 2;
};

void Lister::list(const Sequence &sequence) {
  for (const Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node))
      list(*layer);
    else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node))
      list(**block);
    else
      list(*std::get<std::unique_ptr<Auxiliary>>(node));
  }
}

void Lister::list(const Layer &layer) {
  const LayerFacts &facts = layerFacts(layer.kind);
  line() << facts.text;
  if (facts.takes(LayerArgument::Kernel))
    os << ' ' << layer.kernel[0] << 'x' << layer.kernel[1] << " stride " << layer.stride[0] << 'x'
       << layer.stride[1] << " pad " << layer.pad[0] << ',' << layer.pad[1] << ',' << layer.pad[2]
       << ',' << layer.pad[3];
  if (layer.groups > 1)
    os << " groups " << layer.groups;
  if (facts.number())
    os << llvm::format(" %g", layer.number);
  if (facts.takes(LayerArgument::Span))
    os << ' ' << layer.lrnSize
       << llvm::format(" alpha %g beta %g k %g", layer.lrnAlpha, layer.lrnBeta, layer.lrnK);
  if (layer.bias)
    os << " bias";
  if (layer.biasInit != 0)
    os << llvm::format(" %g", layer.biasInit);
  if (!layer.name.empty())
    os << ' ' << layer.name;
  if (!layer.scaleName.empty())
    os << " and " << layer.scaleName;
  os << " : " << layer.in.str() << " -> " << layer.out.str() << '\n';
}

void Lister::list(const Auxiliary &head) {
  line() << "aux " << head.name << llvm::format(" weight %g", head.weight) << " : " << head.in.str()
         << " -> " << head.out.str() << '\n';
  indent += 2;
  list(head.body);
  indent -= 2;
}

void Lister::list(const Block &block) {
  line() << "fork in " << block.path << " : " << block.in.str() << " -> " << block.out.str()
         << '\n';
  indent += 2;
  for (size_t i = 0; i <= block.branches.size(); ++i) {
    if (block.shortcut != ShortcutKind::None && i == block.shortcutPlace)
      listShortcut(block);
    if (i == block.branches.size())
      break;
    line() << "branch\n";
    indent += 2;
    list(block.branches[i]);
    indent -= 2;
  }
  indent -= 2;
  if (block.join != JoinKind::None)
    line() << "join " << toString(block.join) << '\n';
}

void Lister::listShortcut(const Block &block) {
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
}

} // namespace

std::string resnetc::dsl::printNetwork(const Network &network) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << "network " << network.name << " : " << network.input.shape.str()
     << (network.input.bytes ? " of bytes" : "") << " -> " << network.output.str() << '\n';
  Lister(os).list(network.body);
  return text;
}
