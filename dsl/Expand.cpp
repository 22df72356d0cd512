//===- Expand.cpp - stages and blocks unrolled -----------------------------===//
//
// The half of the instantiation that walks bodies: stages repeat their blocks, calls give
// way to what they name, and every layer gets its numbers, each checked for its range.
//
//===----------------------------------------------------------------------===//

#include "dsl/Instantiator.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

namespace {

constexpr int64_t maxRepeat = 10000;
constexpr int64_t maxKernel = 1023;
constexpr int64_t maxStride = 1024;
constexpr int64_t maxPad = 1024;
constexpr unsigned maxCallDepth = 16;

constexpr Rule repeatRule{24, "repeats", 1, maxRepeat, "a stage has at least one block"};
constexpr Rule thenRule{24, "repeats", 0, maxRepeat, "what follows 'then' may be left out by 0"};
constexpr Rule channelsRule{26, "channels", 1, maxChannels,
                            "check the arguments of the block and the model's parameters"};
constexpr Rule kernelRule{27, "rows and columns of a kernel", 1, maxKernel,
                          "a kernel is written as 3x3, or as 3 for both sides"};
constexpr Rule strideRule{28, "as a stride", 1, maxStride,
                          "`/1` keeps the size; a division stands in parentheses: (c / 2)"};
constexpr Rule padRule{29, "as a padding", 0, maxPad,
                       "`pad 0` for none; left out, it is half the kernel"};
constexpr Rule windowRule{54, "channels in a window", 1, maxKernel, "write `lrn 5`"};
constexpr Rule groupsRule{55, "groups", 1, maxChannels, "left out, it is one group"};

} // namespace

void Instantiator::expandPart(const Part &part) {
  if (part.kind == Part::Kind::Stage)
    return expandStage(part);
  if (part.kind == Part::Kind::Aux)
    return expandAux(part);
  Position at{"", part.kind == Part::Kind::Stem ? "stem" : "head", 0, note(part.where, 0)};
  expandBody(part.body, modelEnv, at, network.body);
}

void Instantiator::expandAux(const Part &part) {
  if (!spend(part.name.where))
    return;
  auto head = std::make_unique<Auxiliary>();
  head->loc = part.name.where.location();
  head->name = part.name.text;
  head->path = "aux " + part.name.text;
  head->weight = part.weight ? part.weight->value : 1;
  head->use = note(part.where, 0);
  expandBody(part.body, modelEnv, {head->name, head->path, 0, head->use}, head->body);
  network.body.push_back(std::move(head));
}

/// Blocks are numbered on from one `then` to the next.
void Instantiator::expandStage(const Part &part) {
  int64_t number = 0;
  unsigned use = note(part.where, 0);
  for (const Repeat &repeat : part.repeats) {
    bool first = &repeat == &part.repeats.front();
    // C24: repeats.
    int64_t count = evaluateIn(*repeat.count, modelEnv, first ? repeatRule : thenRule,
                               "stage " + part.name.text);
    expandRepeat(part, repeat, count, number, use);
  }
}

/// The stride goes to the first of the blocks alone.
void Instantiator::expandRepeat(const Part &part, const Repeat &repeat, int64_t count,
                                int64_t &number, unsigned stageUse) {
  callSite = repeat.block.callee.where;
  const BlockDecl &block = *symbols.find(repeat.block.callee);
  for (int64_t i = 0; i < count && !exhausted; ++i) {
    if (!spend(repeat.block.callee.where))
      return;
    Environment env = bindArguments(repeat.block, block, modelEnv, /*withStride=*/i == 0);
    std::string index = std::to_string(number), ordinal = std::to_string(++number);
    Position at{part.name.text + "." + index,
                "stage " + part.name.text + ", block " + ordinal + " (" + block.name.text + ")", 1,
                note(repeat.block, block, env, stageUse)};
    expandBody(block.body, env, at, network.body);
  }
}

void Instantiator::expandBody(const Body &body, const Environment &env, const Position &at,
                              Sequence &out) {
  for (const Statement &statement : body) {
    if (exhausted)
      return;
    if (auto *layer = std::get_if<LayerStmt>(&statement))
      expandLayer(*layer, env, at, out);
    else if (auto *call = std::get_if<CallStmt>(&statement))
      expandCall(*call, env, at, out);
    else
      expandFork(*std::get<std::unique_ptr<Fork>>(statement), env, at, out);
  }
}

void Instantiator::expandLayer(const LayerStmt &stmt, const Environment &env, const Position &at,
                               Sequence &out) {
  if (!spend(stmt.where))
    return;
  Layer layer;
  layer.use = note(stmt.where, at.use);
  layer.kind = stmt.kind;
  layer.loc = place(stmt.where).location();
  layer.name = at.unit;
  layer.path = at.path;
  layer.bias = stmt.bias.value_or(layerFacts(stmt.kind).takes(LayerArgument::BiasByDefault));
  layer.eps = network.batchNormEps;
  layer.momentum = network.batchNormMomentum;
  if (stmt.channels)
    layer.channels = evaluateIn(*stmt.channels, env, channelsRule, at.path);
  if (stmt.kernel.down)
    bindWindow(stmt, env, layer);
  bindNumbers(stmt, env, layer);
  out.push_back(std::move(layer));
}

/// C26 to C29: ranges of a window's numbers, and of channels.
void Instantiator::bindWindow(const LayerStmt &stmt, const Environment &env, Layer &layer) {
  layer.kernel = evaluateExtent(stmt.kernel, env, kernelRule, layer.path);
  layer.ceil = stmt.ceil.has_value();
  // "Same" padding for convolutions and max pooling; none for averages, which it would dilute.
  if (stmt.kind != LayerKind::AvgPool)
    for (int side = 0; side < 4; ++side)
      layer.pad[side] = (layer.kernel[side % 2] - 1) / 2;
  if (stmt.stride.down)
    layer.stride = evaluateExtent(stmt.stride, env, strideRule, layer.path);
  if (!stmt.pad.down)
    return;
  auto pad = evaluateExtent(stmt.pad, env, padRule, layer.path);
  layer.pad = {pad[0], pad[1], pad[0], pad[1]};
  checkPoolPad(stmt, layer);
}

/// The numbers that few kinds have; the real ones were checked with the text.
void Instantiator::bindNumbers(const LayerStmt &stmt, const Environment &env, Layer &layer) {
  if (stmt.groups)
    layer.groups = evaluateIn(*stmt.groups, env, groupsRule, layer.path);
  if (stmt.biasInit)
    layer.biasInit = stmt.biasInit->value;
  if (const NumberFacts *number = layerFacts(stmt.kind).number())
    layer.number = stmt.number ? stmt.number->value : *number->usual;
  if (!stmt.window)
    return;
  layer.lrnSize = evaluateIn(*stmt.window, env, windowRule, layer.path);
  // C54: a window has a middle.
  if (layer.lrnSize % 2 == 0)
    diagnostics.error(54, place(stmt.window->where),
                      "in " + layer.path + ": expects an odd number of channels, got " +
                          llvm::Twine(layer.lrnSize),
                      "the window reaches as far to both sides: `lrn 5`");
  if (stmt.alpha)
    layer.lrnAlpha = stmt.alpha->value;
  if (stmt.beta)
    layer.lrnBeta = stmt.beta->value;
  if (stmt.k)
    layer.lrnK = stmt.k->value;
}

/// C29: every pooling window holds at least one real element.
void Instantiator::checkPoolPad(const LayerStmt &stmt, const Layer &layer) {
  if (stmt.kind == LayerKind::Conv)
    return;
  for (int side = 0; side < 2; ++side)
    if (layer.pad[side] > layer.kernel[side] / 2)
      diagnostics.error(29, place(stmt.pad.where),
                        "in " + layer.path + ": expects a padding of at most half the kernel, " +
                            llvm::Twine(layer.kernel[side] / 2) + ", got " +
                            llvm::Twine(layer.pad[side]),
                        "a wider one would give windows of padding only");
}

void Instantiator::expandCall(const CallStmt &call, const Environment &env, const Position &at,
                              Sequence &out) {
  if (!spend(call.callee.where))
    return;
  // C39: nesting.
  if (at.depth >= maxCallDepth) {
    diagnostics.error(39, place(call.callee.where),
                      "expects blocks nested at most " + llvm::Twine(maxCallDepth) +
                          " deep, got one deeper",
                      "flatten some of the blocks around this one");
    return;
  }
  const BlockDecl &block = *symbols.find(call.callee);
  Range outerSite = callSite;
  callSite = place(call.callee.where);
  Environment inner = bindArguments(call, block, env, /*withStride=*/true);
  Position inside{at.unit, at.path + ", " + block.name.text, at.depth + 1,
                  note(call, block, inner, at.use)};
  expandBody(block.body, inner, inside, out);
  callSite = outerSite;
}

void Instantiator::expandFork(const Fork &fork, const Environment &env, const Position &at,
                              Sequence &out) {
  if (!spend(fork.join.where))
    return;
  auto block = std::make_unique<Block>();
  block->loc = place(fork.branches.front().where).location();
  block->use = note(fork.join.where, at.use);
  block->name = at.unit;
  block->path = at.path;
  block->joinLoc = place(fork.join.where).location();
  block->join = *parseJoinKind(fork.join.text);
  for (const Branch &branch : fork.branches) {
    Position inside{at.unit, at.path + ", branch " + std::to_string(block->branches.size() + 1),
                    at.depth, note(branch.where, block->use)};
    expandBody(branch.body, env, inside, block->branches.emplace_back());
  }
  // A plain network loses the shortcuts that it could do without: not the carry of a gate, nor
  // channels that later layers were written for.
  bool needed = block->join == JoinKind::Concat || block->join == JoinKind::Gated;
  if (fork.shortcut) {
    block->shortcutLoc = place(*fork.shortcut).location();
    block->shortcutUse = note(*fork.shortcut, block->use);
    block->shortcutPlace =
        block->join == JoinKind::Gated ? block->branches.size() : fork.shortcutPlace;
    block->bareProjection = fork.bareConv;
    if (needed || network.option != ShortcutOption::None)
      block->shortcut = ShortcutKind::Identity;
  }
  if (block->branches.size() == 1 && block->shortcut == ShortcutKind::None)
    block->join = JoinKind::None;
  out.push_back(std::move(block));
}
