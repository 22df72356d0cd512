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
  struct Unit {
    unsigned conv = 0, norm = 0, prelu = 0, linear = 0, downsample = 0;
    unsigned linears = 0; ///< in all
  };
  void assign(Layer &layer);
  void assign(Block &block);
  void assignProjection(Block &block);

  llvm::StringMap<Unit> units;
};

void Namer::count(const Sequence &sequence) {
  for (const Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node))
      units[layer->name].linears += layer->kind == LayerKind::Linear;
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

void Namer::assign(Layer &layer) {
  Unit &unit = units[layer.name];
  std::string prefix = layer.name.empty() ? "" : layer.name + ".";
  switch (layer.kind) {
  case LayerKind::Conv:
    layer.name = prefix + "conv" + std::to_string(++unit.conv);
    break;
  case LayerKind::BatchNorm:
    layer.name = prefix + "bn" + std::to_string(++unit.norm);
    break;
  case LayerKind::PReLU:
    layer.name = prefix + "prelu" + std::to_string(++unit.prelu);
    break;
  case LayerKind::Linear:
    layer.name = prefix + "fc" + (unit.linears > 1 ? std::to_string(++unit.linear) : "");
    break;
  default:
    layer.name.clear();
  }
}

void Namer::assignProjection(Block &block) {
  unsigned number = ++units[block.name].downsample;
  std::string prefix = (block.name.empty() ? "" : block.name + ".") + "downsample" +
                       (number > 1 ? std::to_string(number) : "");
  for (size_t i = 0; i < block.projection.size(); ++i)
    std::get<Layer>(block.projection[i]).name = prefix + "." + std::to_string(i);
}

} // namespace

void resnetc::dsl::nameParameters(Network &network, Diagnostics &diagnostics) {
  if (network.nameScheme == "caffe")
    return nameParametersAsCaffe(network, diagnostics);
  Namer namer;
  namer.count(network.body);
  namer.assign(network.body);
}
