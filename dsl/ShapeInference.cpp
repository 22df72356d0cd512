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
  /// Compares every auxiliary head with the network's output.
  void checkHeads();

private:
  bool infer(Layer &layer);
  bool inferWindow(Layer &layer);
  void roundUp(Layer &layer);
  bool checkGroups(const Layer &layer);
  bool inferBlock(Block &block);
  void joinSame(Block &block, const std::vector<Shape> &paths);
  bool joinConcat(Block &block, std::vector<Shape> &paths);
  bool joinGated(Block &block, const std::vector<Shape> &paths);
  bool resolveShortcut(Block &block);
  bool checkSize(const Layer &layer);
  void project(Block &block);
  bool error(unsigned constraint, const Location &loc, const std::string &path,
             const llvm::Twine &reason, const llvm::Twine &hint) {
    diagnostics.error(constraint, loc, "in " + path + ": " + reason, hint);
    return false;
  }

  Network &network;
  Diagnostics &diagnostics;
  std::vector<const Auxiliary *> heads;
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
    } else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node)) {
      (*block)->in = shape;
      if (!inferBlock(**block))
        return false;
      shape = (*block)->out;
    } else {
      Auxiliary &head = *std::get<std::unique_ptr<Auxiliary>>(node);
      head.in = head.out = shape;
      heads.push_back(&head);
      if (!infer(head.body, head.out))
        return false;
    }
  }
  return true;
}

bool ShapeInference::infer(Layer &layer) {
  switch (layerFacts(layer.kind).shape) {
  case ShapeRule::Same:
    layer.out = layer.in;
    return true;
  case ShapeRule::Window:
    return inferWindow(layer);
  case ShapeRule::Pixel:
    layer.out = {layer.in.channels, 1, 1};
    return true;
  case ShapeRule::Row:
    layer.out = {layer.channels, 1, 1};
    return checkSize(layer);
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
  if (layer.kind == LayerKind::Conv && !checkGroups(layer))
    return false;
  if (layer.ceil)
    roundUp(layer);
  height = in.height + layer.pad[0] + layer.pad[2];
  width = in.width + layer.pad[1] + layer.pad[3];
  layer.out = {layer.kind == LayerKind::Conv ? layer.channels : in.channels,
               (height - layer.kernel[0]) / layer.stride[0] + 1,
               (width - layer.kernel[1]) / layer.stride[1] + 1};
  return checkSize(layer);
}

/// One more window where the last one does not end with the padded map, if it begins inside the
/// map or the padding before it; the padding after the map grows by what that window needs.
void ShapeInference::roundUp(Layer &layer) {
  const int64_t sizes[] = {layer.in.height, layer.in.width};
  for (int side = 0; side < 2; ++side) {
    int64_t stride = layer.stride[side], kernel = layer.kernel[side];
    int64_t inside = sizes[side] + layer.pad[side], padded = inside + layer.pad[side + 2];
    int64_t last = (padded - kernel + stride - 1) / stride * stride; // where it begins
    if (last < inside)
      layer.pad[side + 2] += std::max<int64_t>(last + kernel - padded, 0);
  }
}

/// C55: every group has as many channels.
bool ShapeInference::checkGroups(const Layer &layer) {
  if (layer.in.channels % layer.groups == 0 && layer.channels % layer.groups == 0)
    return true;
  return error(55, layer.loc, layer.path,
               "expects groups that divide the " + llvm::Twine(layer.in.channels) +
                   " channels before and the " + llvm::Twine(layer.channels) +
                   " after the convolution, got " + llvm::Twine(layer.groups),
               "choose channels that are a multiple of the groups");
}

/// C38: every tensor can be indexed in 32 bits, per image.
bool ShapeInference::checkSize(const Layer &layer) {
  if (int64_t weights = weightCount(layer); weights > maxInteger)
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

/// The branch whose strides are those of the whole fork; null where the value is the input itself.
const Sequence *mainBranch(const Block &block) {
  bool gateAlone = block.join == JoinKind::Gated && block.branches.size() == 1;
  return gateAlone ? nullptr : &block.branches.front();
}

/// Product of the strides along a sequence, taking the first branch of each fork.
void multiplyStrides(const Sequence &sequence, std::array<int64_t, 2> &stride) {
  for (const Node &node : sequence) {
    std::array<int64_t, 2> own = {1, 1};
    if (auto *layer = std::get_if<Layer>(&node))
      own = layer->stride;
    else if (auto *block = std::get_if<std::unique_ptr<Block>>(&node))
      if (const Sequence *first = mainBranch(**block))
        multiplyStrides(*first, own);
    for (int side = 0; side < 2; ++side)
      stride[side] = std::min(stride[side] * own[side], maxInteger);
  }
}

bool ShapeInference::inferBlock(Block &block) {
  std::vector<Shape> paths;
  for (Sequence &branch : block.branches)
    if (!infer(branch, paths.emplace_back(block.in)))
      return false;
  switch (block.join) {
  case JoinKind::Concat:
    return joinConcat(block, paths);
  case JoinKind::Gated:
    return joinGated(block, paths);
  case JoinKind::None:
  case JoinKind::Add:
  case JoinKind::Max:
    break;
  }
  joinSame(block, paths);
  return block.shortcut == ShortcutKind::None || resolveShortcut(block);
}

/// C36: a sum adds equals, as a maximum compares them. Goes on with the first branch's shape.
void ShapeInference::joinSame(Block &block, const std::vector<Shape> &paths) {
  block.out = paths.front();
  for (size_t i = 1; i < paths.size(); ++i)
    if (paths[i] != block.out)
      error(36, block.joinLoc, block.path,
            "expects branches of one shape at the join, got " + block.out.str() +
                " from branch 1 and " + paths[i].str() + " from branch " + llvm::Twine(i + 1),
            "both begin with " + block.in.str() + "; compare their strides, paddings and channels");
}

/// C57: maps of one size, with all their channels.
bool ShapeInference::joinConcat(Block &block, std::vector<Shape> &paths) {
  bool hasShortcut = block.shortcut != ShortcutKind::None;
  if (hasShortcut)
    paths.insert(paths.begin() + block.shortcutPlace, block.in);
  auto isShortcut = [&](size_t i) { return hasShortcut && i == block.shortcutPlace; };
  auto source = [&](size_t i) {
    if (isShortcut(i))
      return std::string("the shortcut");
    return "branch " + std::to_string(hasShortcut && i > block.shortcutPlace ? i : i + 1);
  };
  block.out = {0, paths.front().height, paths.front().width};
  for (size_t i = 0; i < paths.size(); ++i) {
    block.out.channels += paths[i].channels;
    if (paths[i].height == block.out.height && paths[i].width == block.out.width)
      continue;
    bool shortcut = isShortcut(0) || isShortcut(i);
    return error(57, shortcut ? block.shortcutLoc : block.joinLoc, block.path,
                 "expects paths of one height and width at 'join concat', got " +
                     paths.front().str() + " from " + source(0) + " and " + paths[i].str() +
                     " from " + source(i),
                 shortcut ? "the shortcut of a concatenation is the identity: let no layer of the "
                            "branches change the size of the map"
                          : "compare the strides and paddings of the branches");
  }
  if (block.out.channels > maxChannels || block.out.elements() > maxInteger)
    return error(57, block.joinLoc, block.path,
                 "expects at most " + llvm::Twine(maxChannels) + " channels and " +
                     llvm::Twine(maxInteger) + " elements after 'join concat', got " +
                     block.out.str(),
                 "give the branches fewer channels");
  return true;
}

/// C58: what is carried has the value's shape, and the gate one number per element or channel.
bool ShapeInference::joinGated(Block &block, const std::vector<Shape> &paths) {
  block.out = paths.size() == 2 ? paths.front() : block.in;
  Shape perChannel = {block.out.channels, 1, 1};
  if (paths.back() != block.out && paths.back() != perChannel)
    return error(58, block.joinLoc, block.path,
                 "expects a gate of shape " + block.out.str() + " or " + perChannel.str() +
                     ", got " + paths.back().str() + " from the last branch",
                 "a gate has one number for each element or each channel of the value");
  if (block.shortcut != ShortcutKind::None && block.in != block.out)
    return error(58, block.shortcutLoc, block.path,
                 "expects a value of the shortcut's shape " + block.in.str() + ", got " +
                     block.out.str() + " from branch 1",
                 "the shortcut of a gated join is the identity: change shapes in a layer before");
  return true;
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

/// Options B and C: a 1x1 convolution with the block's stride and, unless it is bare, a batch norm.
void ShapeInference::project(Block &block) {
  block.shortcut = ShortcutKind::Projection;
  Layer conv;
  conv.use = block.shortcutUse;
  conv.kind = LayerKind::Conv;
  conv.loc = block.shortcutLoc;
  conv.name = block.name;
  conv.path = block.path + ", shortcut";
  conv.stride = block.stride;
  conv.channels = block.out.channels;
  conv.in = block.in;
  conv.out = block.out;
  Layer norm;
  norm.use = block.shortcutUse;
  norm.kind = LayerKind::BatchNorm;
  norm.loc = block.shortcutLoc;
  norm.name = block.name;
  norm.path = conv.path;
  norm.eps = network.batchNormEps;
  norm.momentum = network.batchNormMomentum;
  norm.in = norm.out = block.out;
  checkSize(conv);
  block.projection.push_back(std::move(conv));
  if (!block.bareProjection)
    block.projection.push_back(std::move(norm));
}

/// C61: the losses read the same labels.
void ShapeInference::checkHeads() {
  for (const Auxiliary *head : heads)
    if (head->out != network.output || head->out.height != 1 || head->out.width != 1)
      error(61, head->loc, head->path,
            "expects logits like those of the network, " + llvm::Twine(network.output.channels) +
                "x1x1, got " + head->out.str(),
            "end it, and the network, with a fully connected layer, or an average pooling, to as "
            "many channels as there are classes");
}

} // namespace

void resnetc::dsl::inferShapes(Network &network, Diagnostics &diagnostics) {
  Shape shape = network.input.shape;
  ShapeInference inference(network, diagnostics);
  // C38: the input, like every map.
  if (shape.elements() > maxInteger) {
    diagnostics.error(38, network.input.loc,
                      "expects an input of at most " + llvm::Twine(maxInteger) +
                          " elements per image, got " + shape.str(),
                      "use a smaller input");
  } else if (inference.infer(network.body, shape)) {
    network.output = shape;
    inference.checkHeads();
  }
}
