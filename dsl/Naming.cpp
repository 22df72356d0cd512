//===- Naming.cpp - names of the learned tensors --------------------------===//
//
// Numbers the layers of each unit (a stage's block, or stem and head together) as
// torchvision's ResNet does: conv1, bn1, conv2, bn2, ...; the projection of a shortcut is
// downsample.0 and downsample.1; the only fully connected layer is fc, several are fc1, fc2.
// Checkpoints of torchvision thus load without a table of names. What torchvision's ResNets
// lack follows the same pattern: prelu1, prelu2, ..., and an auxiliary head is a unit.
//
//===----------------------------------------------------------------------===//

#include "dsl/Sema.h"

using namespace resnetc::dsl;

namespace {

class Namer {
public:
  void count(const Sequence &sequence);
  void assign(Sequence &sequence);

private:
  void assign(Layer &layer);
  void assign(Block &block);
  void assignProjection(Block &block);

  llvm::StringMap<unsigned> linears; ///< fully connected layers of a unit
  llvm::StringMap<unsigned> numbers; ///< the last one of a stem, "layer1.0.conv"
};

void Namer::count(const Sequence &sequence) {
  for (const Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node))
      linears[layer->name] += layer->kind == LayerKind::Linear;
    else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node))
      for (const Sequence &branch : (*block)->branches)
        count(branch);
    else
      count(std::get<std::unique_ptr<Auxiliary>>(node)->body);
  }
}

void Namer::assign(Sequence &sequence) {
  for (Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node))
      assign(*layer);
    else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node))
      assign(**block);
    else
      assign(std::get<std::unique_ptr<Auxiliary>>(node)->body);
  }
}

void Namer::assign(Block &block) {
  for (Sequence &branch : block.branches)
    assign(branch);
  if (!block.projection.empty())
    assignProjection(block);
}

/// "layer1.0.conv"; stem and head have no prefix.
std::string inUnit(const std::string &unit, llvm::StringRef word) {
  return (unit.empty() ? "" : unit + ".") + word.str();
}

void Namer::assign(Layer &layer) {
  const LayerFacts &facts = layerFacts(layer.kind);
  if (!facts.learnsAnything())
    return layer.name.clear();
  bool single = layer.kind == LayerKind::Linear && linears[layer.name] == 1;
  layer.name = inUnit(layer.name, facts.text);
  if (!single)
    layer.name += std::to_string(++numbers[layer.name]);
}

void Namer::assignProjection(Block &block) {
  std::string name = inUnit(block.name, "downsample");
  if (unsigned number = ++numbers[name]; number > 1)
    name += std::to_string(number);
  for (size_t i = 0; i < block.projection.size(); ++i)
    std::get<Layer>(block.projection[i]).name = name + "." + std::to_string(i);
}

} // namespace

void resnetc::dsl::nameParameters(Network &network, Diagnostics &diagnostics) {
  if (network.nameScheme == "caffe")
    return nameParametersAsCaffe(network, diagnostics);
  Namer namer;
  namer.count(network.body);
  namer.assign(network.body);
}
