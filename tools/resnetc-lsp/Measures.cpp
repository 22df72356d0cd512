//===- Measures.cpp - what the parts of a network are and cost ----------------------===//
#include "tools/resnetc-lsp/Measures.h"

#include "llvm/Support/MathExtras.h"

#include <map>

namespace resnetc::lsp {

using namespace dsl;

namespace {

constexpr int none = -1;

llvm::StringRef nameOf(ShortcutKind kind) {
  switch (kind) {
  case ShortcutKind::None:
    return "left out";
  case ShortcutKind::Identity:
    return "identity";
  case ShortcutKind::SubsamplePad:
    return "subsampled, zero channels added";
  case ShortcutKind::Projection:
    return "projection";
  }
  return "";
}

class Measurer {
public:
  Measurer(const Expansion &expansion, llvm::function_ref<bool(const Use &)> wanted);

  void walk(const Sequence &sequence, int enclosing);
  std::vector<Measure> take();

private:
  void walk(const Block &block, int enclosing);
  void shortcut(const Block &block, int enclosing);
  Measure &of(int use) {
    Measure &result = measures[use];
    result.use = static_cast<unsigned>(use);
    return result;
  }
  /// One more step of a use, unless it is inside a step that was counted.
  void pass(int use, int enclosing, const Shape &in, const Shape &out);
  void count(const Layer &layer);

  std::vector<int> owner; ///< by use: the wanted one that it is or stands in
  std::map<int, Measure> measures;
};

Measurer::Measurer(const Expansion &expansion, llvm::function_ref<bool(const Use &)> wanted)
    : owner(expansion.size(), none) {
  for (size_t i = 0; i < expansion.size(); ++i) {
    int outer = i == 0 ? none : owner[expansion[i].parent];
    owner[i] = outer != none ? outer : wanted(expansion[i]) ? static_cast<int>(i) : none;
  }
}

void Measurer::pass(int use, int enclosing, const Shape &in, const Shape &out) {
  if (use == none || use == enclosing)
    return;
  Measure &measure = of(use);
  if (measure.in == Shape())
    measure.in = in;
  measure.out = out;
}

void Measurer::count(const Layer &layer) {
  int use = owner[layer.use];
  if (use == none)
    return;
  Measure &measure = of(use);
  if (layer.out != Shape()) {
    measure.parameters += parameterCount(layer);
    if (llvm::AddOverflow(measure.multiplyAdds, multiplyAdds(layer), measure.multiplyAdds))
      measure.multiplyAdds = INT64_MAX;
  }
  bool alone = use == static_cast<int>(layer.use);
  bool named = layerFacts(layer.kind).learnsAnything() && !layer.name.empty();
  if (measure.name.empty())
    measure.name = alone && named ? layer.name : layer.path;
}

void Measurer::walk(const Sequence &sequence, int enclosing) {
  for (const Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node)) {
      pass(owner[layer->use], enclosing, layer->in, layer->out);
      count(*layer);
    } else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node)) {
      walk(**block, enclosing);
    } else {
      const Auxiliary &head = *std::get<std::unique_ptr<Auxiliary>>(node);
      int use = owner[head.use];
      if (use == static_cast<int>(head.use))
        pass(use, enclosing, head.in, head.out); // beside the network, so no step of it
      walk(head.body, use);
    }
  }
}

void Measurer::walk(const Block &block, int enclosing) {
  int use = owner[block.use];
  pass(use, enclosing, block.in, block.out);
  if (use != none && of(use).name.empty())
    of(use).name = block.path;
  for (const Sequence &branch : block.branches)
    walk(branch, use != none ? use : enclosing);
  shortcut(block, use);
}

void Measurer::shortcut(const Block &block, int enclosing) {
  int use = block.shortcutUse ? owner[block.shortcutUse] : none;
  for (const Node &node : block.projection)
    count(std::get<Layer>(node));
  if (use != static_cast<int>(block.shortcutUse) || use == none || use == enclosing)
    return;
  Measure &measure = of(use);
  measure.what = nameOf(block.shortcut);
  measure.in = block.in;
  measure.out = block.shortcut == ShortcutKind::Identity ? block.in : block.out;
  if (measure.name.empty())
    measure.name = block.path;
}

std::vector<Measure> Measurer::take() {
  std::vector<Measure> list;
  for (auto &[_, measure] : measures)
    list.push_back(std::move(measure));
  return list;
}

} // namespace

std::vector<Measure> measure(const Analysis::Model &model,
                             llvm::function_ref<bool(const Use &)> wanted) {
  Measurer measurer(model.expansion, wanted);
  measurer.walk(model.network.body, none);
  return measurer.take();
}

} // namespace resnetc::lsp
