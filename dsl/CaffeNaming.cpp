//===- CaffeNaming.cpp - names of the original release ---------------------===//
//
// Names tensors as the Caffe models do that the authors of arXiv:1512.03385 released for
// ResNet-50, 101 and 152: conv1, bn_conv1, scale_conv1, res2a_branch1, bn2a_branch2b,
// scale2a_branch2c, fc1000. Running statistics are under the batch norm's name, weight and
// bias under that of the Scale layer beside it. The scheme knows one convolution in the stem,
// one branch and a projection in a unit, and one fully connected layer; the rest has no name.
//
//===----------------------------------------------------------------------===//

#include "dsl/Sema.h"

#include <algorithm>
#include <string>

using namespace resnetc::dsl;

namespace {

class CaffeNamer {
public:
  CaffeNamer(Network &network, Diagnostics &diagnostics)
      : network(network), diagnostics(diagnostics) {}

  void run();

private:
  void findUnits();
  void nameUnits();
  void assign(Layer &layer);
  void assign(Block &block);
  void assignBranch(Sequence &branch, const std::string &unit);
  void assignProjection(Sequence &projection, const std::string &unit);
  void nameNorm(Layer &layer, const std::string &suffix) {
    layer.name = "bn" + suffix;
    layer.scaleName = "scale" + suffix;
  }
  void noName(const Location &loc, const std::string &path, const llvm::Twine &got) {
    // C62: what the release names.
    diagnostics.error(
        62, loc, "in " + path + ": expects a layer that `names caffe` has a name for, got " + got,
        "the scheme knows a stem of one convolution, stages of blocks with one "
        "branch and a shortcut, and one fc; write `names torchvision`");
  }

  /// Consecutive blocks of one stage.
  struct Stage {
    std::string name;
    std::vector<std::string> units; ///< "layer1.0", ...
  };
  Network &network;
  Diagnostics &diagnostics;
  std::vector<Stage> stages;
  llvm::StringMap<std::string> suffixes; ///< unit to "2a"; taken out when its fork was named
  bool stemConv = false, stemNorm = false, linear = false;
};

bool learns(const Layer &layer) { return layerFacts(layer.kind).learnsAnything(); }

/// Fills `stages` from the units of the nodes, which stand in the order of the data.
void CaffeNamer::findUnits() {
  for (const Node &node : network.body) {
    auto *layer = std::get_if<Layer>(&node);
    auto *block = std::get_if<std::unique_ptr<Block>>(&node);
    std::string unit = layer ? layer->name : block ? (*block)->name : "";
    auto [stage, index] = llvm::StringRef(unit).rsplit('.');
    if (index.empty()) // stem, head or auxiliary head
      continue;
    if (stages.empty() || stages.back().name != stage)
      stages.push_back({stage.str(), {}});
    if (stages.back().units.empty() || stages.back().units.back() != unit)
      stages.back().units.push_back(unit);
  }
}

/// Stages count from 2. Their blocks are a, b, c, ...; in the deep networks, 101 and 152, those of
/// a stage with more than three are a, b1, b2, ...
void CaffeNamer::nameUnits() {
  bool deep = std::any_of(stages.begin(), stages.end(),
                          [](const Stage &stage) { return stage.units.size() > 6; });
  for (size_t number = 0; number < stages.size(); ++number) {
    const std::vector<std::string> &units = stages[number].units;
    bool letters = !deep || units.size() <= 3;
    for (size_t i = 0; i < units.size(); ++i) {
      std::string block = letters  ? std::string(1, static_cast<char>('a' + i))
                          : i == 0 ? "a"
                                   : "b" + std::to_string(i);
      suffixes[units[i]] = std::to_string(number + 2) + block;
    }
  }
}

void CaffeNamer::run() {
  findUnits();
  nameUnits();
  for (Node &node : network.body) {
    if (auto *layer = std::get_if<Layer>(&node))
      assign(*layer);
    else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node))
      assign(**block);
    else
      noName(std::get<std::unique_ptr<Auxiliary>>(node)->loc,
             std::get<std::unique_ptr<Auxiliary>>(node)->path, "an auxiliary head");
  }
}

/// A layer outside of forks.
void CaffeNamer::assign(Layer &layer) {
  bool inStage = !layer.name.empty();
  layer.name.clear();
  if (!learns(layer))
    return;
  if (inStage)
    return noName(layer.loc, layer.path, toString(layer.kind) + " outside of the branch");
  if (layer.kind == LayerKind::Conv && layer.path == "stem" && !stemConv) {
    stemConv = true;
    layer.name = "conv1";
  } else if (layer.kind == LayerKind::BatchNorm && stemConv && layer.path == "stem" && !stemNorm) {
    stemNorm = true;
    nameNorm(layer, "_conv1");
  } else if (layer.kind == LayerKind::Linear && !linear) {
    linear = true;
    layer.name = "fc" + std::to_string(layer.channels);
  } else {
    noName(layer.loc, layer.path, "another " + toString(layer.kind));
  }
}

void CaffeNamer::assign(Block &block) {
  auto unit = suffixes.find(block.name);
  if (unit == suffixes.end())
    return noName(block.loc, block.path, "another fork");
  if (block.branches.size() != 1)
    return noName(block.loc, block.path,
                  llvm::Twine(block.branches.size()) + " branches of one fork");
  assignBranch(block.branches.front(), unit->second);
  assignProjection(block.projection, unit->second);
  suffixes.erase(unit);
}

/// res2a_branch2a, bn2a_branch2a, res2a_branch2b, ...
void CaffeNamer::assignBranch(Sequence &branch, const std::string &unit) {
  char letter = 'a' - 1;
  bool normed = true; // a batch norm belongs to the convolution before it
  for (Node &node : branch) {
    auto *layer = std::get_if<Layer>(&node);
    if (!layer) {
      Block &inner = *std::get<std::unique_ptr<Block>>(node);
      noName(inner.loc, inner.path, "a fork inside a branch");
      continue;
    }
    layer->name.clear();
    if (layer->kind == LayerKind::Conv && letter < 'z') {
      normed = false;
      layer->name = "res" + unit + "_branch2" + ++letter;
    } else if (layer->kind == LayerKind::BatchNorm && !normed) {
      normed = true;
      nameNorm(*layer, unit + "_branch2" + letter);
    } else if (learns(*layer)) {
      noName(layer->loc, layer->path,
             layer->kind == LayerKind::BatchNorm ? "bn without a convolution before it"
                                                 : toString(layer->kind) + " in a branch");
    }
  }
}

void CaffeNamer::assignProjection(Sequence &projection, const std::string &unit) {
  for (Node &node : projection) {
    auto &layer = std::get<Layer>(node);
    if (layer.kind == LayerKind::Conv)
      layer.name = "res" + unit + "_branch1";
    else
      nameNorm(layer, unit + "_branch1");
  }
}

} // namespace

void resnetc::dsl::nameParametersAsCaffe(Network &network, Diagnostics &diagnostics) {
  CaffeNamer(network, diagnostics).run();
}
