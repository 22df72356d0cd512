//===- ShapeInference.cpp - shapes through the network --------------------===//
//
// Walks the expanded network in the order of the data, gives every layer its shapes, and
// decides each shortcut by them: the identity where both ends agree, else what the model's
// option says (He et al., arXiv:1512.03385, section 4.1: A, B, C). A fault names the stage
// and block, and both shapes.
//
//===----------------------------------------------------------------------===//

#include "dsl/Sema.h"

using namespace resnetc::dsl;

namespace {

class ShapeInference {
public:
  ShapeInference(Network &network, Diagnostics &diagnostics)
      : network(network), diagnostics(diagnostics) {}

  /// Gives `shape` the shape after the sequence; false after an error that leaves it unknown.
  bool infer(Sequence &sequence, Shape &shape);

private:
  bool infer(Layer &layer);
  bool inferWindow(Layer &layer);
  bool inferBlock(Block &block);
  bool resolveShortcut(Block &block);
  bool checkSize(const Layer &layer, int64_t weights);
  void project(Block &block);
  bool error(unsigned constraint, const Location &loc, const std::string &path,
             const llvm::Twine &reason, const llvm::Twine &hint) {
    diagnostics.error(constraint, loc, "in " + path + ": " + reason, hint);
    return false;
  }

  Network &network;
  Diagnostics &diagnostics;
};

std::string extent(int64_t down, int64_t across) {
  return std::to_string(down) + "x" + std::to_string(across);
}

bool ShapeInference::infer(Sequence &sequence, Shape &shape) {
  for (Node &node : sequence) {
    if (auto *layer = std::get_if<Layer>(&node)) {
      layer->in = shape;
      if (!infer(*layer))
        return false;
      shape = layer->out;
    } else {
      Block &block = *std::get<std::unique_ptr<Block>>(node);
      block.in = shape;
      if (!inferBlock(block))
        return false;
      shape = block.out;
    }
  }
  return true;
}

bool ShapeInference::infer(Layer &layer) {
  const Shape &in = layer.in;
  switch (layer.kind) {
  case LayerKind::BatchNorm:
  case LayerKind::ReLU:
    layer.out = in;
    return true;
  case LayerKind::Conv:
  case LayerKind::MaxPool:
  case LayerKind::AvgPool:
    return inferWindow(layer);
  case LayerKind::GlobalAvgPool:
    layer.out = {in.channels, 1, 1};
    return true;
  case LayerKind::Linear:
    layer.out = {layer.channels, 1, 1};
    return checkSize(layer, layer.channels * in.elements());
  }
  return false;
}

bool ShapeInference::inferWindow(Layer &layer) {
  const Shape &in = layer.in;
  int64_t height = in.height + layer.pad[0] + layer.pad[2];
  int64_t width = in.width + layer.pad[1] + layer.pad[3];
  // C35: the kernel fits at least once.
  if (height < layer.kernel[0] || width < layer.kernel[1])
    return error(35, layer.loc, layer.path,
                 "expects an input of " + llvm::Twine(toString(layer.kind)) +
                     " at least as large as its kernel " +
                     extent(layer.kernel[0], layer.kernel[1]) + ", got " + in.str() + ", padded " +
                     extent(height, width),
                 "use a smaller kernel, more padding, or fewer strides before it");
  layer.out = {layer.kind == LayerKind::Conv ? layer.channels : in.channels,
               (height - layer.kernel[0]) / layer.stride[0] + 1,
               (width - layer.kernel[1]) / layer.stride[1] + 1};
  int64_t weights = layer.kind == LayerKind::Conv
                        ? layer.channels * in.channels * layer.kernel[0] * layer.kernel[1]
                        : 0;
  return checkSize(layer, weights);
}

/// C38: every tensor can be indexed in 32 bits, per image.
bool ShapeInference::checkSize(const Layer &layer, int64_t weights) {
  if (weights > maxInteger)
    return error(38, layer.loc, layer.path,
                 "expects weights of at most " + llvm::Twine(maxInteger) + " elements, got " +
                     llvm::Twine(weights) + " from " + layer.in.str() + " to " + layer.out.str(),
                 "use fewer channels, or pool before a fully connected layer");
  if (layer.out.height > maxChannels || layer.out.width > maxChannels ||
      layer.out.elements() > maxInteger)
    return error(38, layer.loc, layer.path,
                 "expects maps of at most " + llvm::Twine(maxInteger) + " elements and " +
                     llvm::Twine(maxChannels) + " rows and columns per image, got " +
                     layer.out.str() + " from " + layer.in.str(),
                 "use fewer channels, larger strides or a smaller input");
  return true;
}

/// Product of the strides along a sequence, taking the first branch of each fork.
void multiplyStrides(const Sequence &sequence, std::array<int64_t, 2> &stride) {
  for (const Node &node : sequence) {
    std::array<int64_t, 2> own = {1, 1};
    if (auto *layer = std::get_if<Layer>(&node))
      own = layer->stride;
    else
      multiplyStrides(std::get<std::unique_ptr<Block>>(node)->branches.front(), own);
    for (int side = 0; side < 2; ++side)
      stride[side] = std::min(stride[side] * own[side], maxInteger);
  }
}

bool ShapeInference::inferBlock(Block &block) {
  for (size_t i = 0; i < block.branches.size(); ++i) {
    Shape shape = block.in;
    if (!infer(block.branches[i], shape))
      return false;
    if (i == 0)
      block.out = shape;
    // C36: a sum adds equals. Goes on with the first branch's shape.
    else if (shape != block.out)
      error(36, block.joinLoc, block.path,
            "expects branches of one shape at the join, got " + block.out.str() +
                " from branch 1 and " + shape.str() + " from branch " + llvm::Twine(i + 1),
            "both begin with " + block.in.str() + "; compare their strides, paddings and channels");
  }
  return block.shortcut == ShortcutKind::None || resolveShortcut(block);
}

bool ShapeInference::resolveShortcut(Block &block) {
  bool same = block.in == block.out;
  if (same && network.option != ShortcutOption::C)
    return true;
  multiplyStrides(block.branches.front(), block.stride);
  auto strided = [&](int64_t size, int side) { return (size - 1) / block.stride[side] + 1; };
  Shape reached = {block.out.channels, strided(block.in.height, 0), strided(block.in.width, 1)};
  // C37: what a shortcut can bridge.
  if (reached != block.out)
    return error(37, block.shortcutLoc, block.path,
                 "expects a shortcut from " + block.in.str() + " to the branch's " +
                     block.out.str() + ", got " + reached.str() + " with stride " +
                     extent(block.stride[0], block.stride[1]),
                 "pad the branch's layers so that only their strides change the size of the map");
  if (network.option == ShortcutOption::A) {
    block.shortcut = ShortcutKind::SubsamplePad;
    if (block.out.channels < block.in.channels)
      error(37, block.shortcutLoc, block.path,
            "expects a branch that keeps or adds channels under shortcut option A, got " +
                block.in.str() + " to " + block.out.str(),
            "option A only appends zero channels; choose `shortcut B` or `shortcut C`");
    return true;
  }
  project(block);
  return true;
}

/// Options B and C: a 1x1 convolution with the block's stride, and its batch norm.
void ShapeInference::project(Block &block) {
  block.shortcut = ShortcutKind::Projection;
  Layer conv;
  conv.kind = LayerKind::Conv;
  conv.loc = block.shortcutLoc;
  conv.name = block.name;
  conv.path = block.path + ", shortcut";
  conv.stride = block.stride;
  conv.channels = block.out.channels;
  conv.in = block.in;
  conv.out = block.out;
  Layer norm;
  norm.kind = LayerKind::BatchNorm;
  norm.loc = block.shortcutLoc;
  norm.name = block.name;
  norm.path = conv.path;
  norm.eps = network.batchNormEps;
  norm.momentum = network.batchNormMomentum;
  norm.in = norm.out = block.out;
  checkSize(conv, conv.channels * block.in.channels);
  block.projection.push_back(std::move(conv));
  block.projection.push_back(std::move(norm));
}

} // namespace

void resnetc::dsl::inferShapes(Network &network, Diagnostics &diagnostics) {
  Shape shape = network.input.shape;
  // C38: the input, like every map.
  if (shape.elements() > maxInteger)
    diagnostics.error(38, network.input.loc,
                      "expects an input of at most " + llvm::Twine(maxInteger) +
                          " elements per image, got " + shape.str(),
                      "use a smaller input");
  else if (ShapeInference(network, diagnostics).infer(network.body, shape))
    network.output = shape;
}
