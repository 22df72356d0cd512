//===- Instantiate.cpp - parameters bound, blocks expanded ----------------===//
//
// Evaluates every expression of the chosen model and unrolls stages and blocks into the
// nodes of a Network, checking each number's range on the way. A wrong number is replaced
// by 1, so that one run finds all of them. The size of the result is bounded (C39), so no
// text, however nested its repeats, takes long.
//
//===----------------------------------------------------------------------===//

#include "dsl/Sema.h"

#include "llvm/Support/MathExtras.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

namespace {

constexpr int64_t maxRepeat = 10000;
constexpr int64_t maxKernel = 1023;
constexpr int64_t maxStride = 1024;
constexpr int64_t maxPad = 1024;
constexpr unsigned maxCallDepth = 16;
constexpr unsigned maxNodes = 100000;
constexpr unsigned maxOperations = 20000000;

/// What an integer may be: "expects LOW to HIGH WHAT, got X".
struct Rule {
  unsigned constraint;
  const char *what;
  int64_t low, high;
  const char *hint;
};

constexpr Rule repeatRule{24, "repeats", 1, maxRepeat, "a stage has at least one block"};
constexpr Rule channelsRule{26, "channels", 1, maxChannels,
                            "check the arguments of the block and the model's parameters"};
constexpr Rule kernelRule{27, "rows and columns of a kernel", 1, maxKernel,
                          "a kernel is written as 3x3, or as 3 for both sides"};
constexpr Rule strideRule{28, "as a stride", 1, maxStride,
                          "`/1` keeps the size; a division stands in parentheses: (c / 2)"};
constexpr Rule padRule{29, "as a padding", 0, maxPad,
                       "`pad 0` for none; left out, it is half the kernel"};

/// Values of the parameters in scope.
using Environment = llvm::StringMap<int64_t>;

/// Where in the network an expansion stands.
struct Position {
  std::string unit; ///< "layer1.0"
  std::string path; ///< "stage layer1, block 1 (basic)"
  unsigned depth = 0;
};

class Instantiator {
public:
  Instantiator(const Symbols &symbols, Network &network, Diagnostics &diagnostics)
      : symbols(symbols), network(network), diagnostics(diagnostics) {}

  void run(const ModelDecl &model, const LoadOptions &options);

private:
  bool bindModel(const ModelDecl &model, const LoadOptions &options);
  bool bindDefine(const ModelDecl &model, StringRef name, StringRef value, Environment &given);
  void bindInput(const InputDecl &input);
  void bindNormalize(const InputDecl &input);
  void expandPart(const Part &part);
  void expandStage(const Part &part);
  void expandBody(const Body &body, const Environment &env, const Position &at, Sequence &out);
  void expandLayer(const LayerStmt &stmt, const Environment &env, const Position &at,
                   Sequence &out);
  void expandCall(const CallStmt &call, const Environment &env, const Position &at, Sequence &out);
  void expandFork(const Fork &fork, const Environment &env, const Position &at, Sequence &out);
  Environment bindArguments(const CallStmt &call, const BlockDecl &block, const Environment &env,
                            bool withStride);

  int64_t evaluate(const Expr &expr, const Environment &env);
  int64_t evaluateIn(const Expr &expr, const Environment &env, const Rule &rule, StringRef path);
  std::array<int64_t, 2> evaluateExtent(const Extent &extent, const Environment &env,
                                        const Rule &rule, StringRef path);
  /// The user's text that stands for `where`: errors inside the prelude belong to its caller.
  const Range &place(const Range &where) const {
    return where.file == symbols.preludeFile ? callSite : where;
  }
  void checkPoolPad(const LayerStmt &stmt, const Layer &layer);
  bool spend(const Range &where);
  void exhaust(const Range &where, unsigned limit, const char *what);

  const Symbols &symbols;
  Network &network;
  Diagnostics &diagnostics;
  Environment modelEnv;
  Range callSite; ///< innermost call in the user's text
  unsigned nodes = 0;
  unsigned operations = 0; ///< of expressions, over the whole expansion
  bool exhausted = false;
};

void Instantiator::run(const ModelDecl &model, const LoadOptions &options) {
  network.name = model.name.text;
  network.loc = model.name.where.location();
  if (model.shortcut)
    network.option = *parseShortcutOption(model.shortcut->text);
  if (model.batchNorm && model.batchNorm->eps)
    network.batchNormEps = model.batchNorm->eps->value;
  if (model.batchNorm && model.batchNorm->momentum)
    network.batchNormMomentum = model.batchNorm->momentum->value;
  if (!bindModel(model, options))
    return;
  bindInput(*model.input);
  for (const Part &part : model.parts)
    expandPart(part);
}

/// Gives each parameter of the model its value: the last -D, else its default. False when one is
/// missing or wrong: every error after that would follow from it.
bool Instantiator::bindModel(const ModelDecl &model, const LoadOptions &options) {
  Environment given;
  for (const auto &[name, value] : options.defines)
    if (!bindDefine(model, name, value, given))
      return false;
  for (const Parameter &parameter : model.parameters) {
    const std::string &name = parameter.name.text;
    int64_t value = 1;
    if (auto found = given.find(name); found != given.end())
      value = found->second;
    else if (parameter.value)
      value = evaluate(*parameter.value, modelEnv);
    else // C18: every parameter has a value.
      diagnostics.error(18, parameter.name.where,
                        "expects a value for '" + name + "', which has no default",
                        "compile with -D " + name + "=VALUE, or write a default here");
    modelEnv[name] = value;
    network.parameters.emplace_back(name, value);
  }
  return !diagnostics.hasErrors();
}

/// C17: a definition from outside. Returns false after an error.
bool Instantiator::bindDefine(const ModelDecl &model, StringRef name, StringRef value,
                              Environment &given) {
  if (name == "shortcut") {
    std::optional<ShortcutOption> option = parseShortcutOption(value);
    if (option)
      network.option = *option;
    else
      diagnostics.error(17, model.shortcut ? model.shortcut->where : model.name.where,
                        "expects A, B, C or none, got -D shortcut=" + printable(value),
                        "write for instance -D shortcut=none");
    return option.has_value();
  }
  const Parameter *target = nullptr;
  std::vector<StringRef> names;
  for (const Parameter &parameter : model.parameters) {
    names.push_back(parameter.name.text);
    if (parameter.name.text == name)
      target = &parameter;
  }
  if (!target) {
    diagnostics.error(17, model.name.where,
                      "expects a parameter of model '" + model.name.text + "', got -D " +
                          printable(name),
                      suggest(name, names, "the model has no parameters"));
    return false;
  }
  int64_t number = 0;
  if (value.getAsInteger(10, number) || number > maxInteger || number < -maxInteger) {
    diagnostics.error(17, target->name.where,
                      "expects an integer, got -D " + printable(name) + "=" + printable(value),
                      "write for instance -D " + printable(name) + "=3");
    return false;
  }
  given[name] = number;
  return true;
}

void Instantiator::bindInput(const InputDecl &input) {
  network.input.name = input.name.text;
  network.input.loc = input.name.where.location();
  // C30: sizes.
  auto size = [&](const ExprPtr &expr, const char *what) {
    Rule rule{30, what, 1, maxChannels, "write f32[N, channels, height, width]"};
    return evaluateIn(*expr, modelEnv, rule, "the input");
  };
  network.input.shape = {size(input.channels, "channels"), size(input.height, "rows"),
                         size(input.width, "columns")};
  if (input.normalize)
    bindNormalize(input);
}

void Instantiator::bindNormalize(const InputDecl &input) {
  auto channels = static_cast<size_t>(network.input.shape.channels);
  // C31: one mean and one positive deviation per channel.
  for (const std::vector<Number> *list : {&input.mean, &input.std})
    if (list->size() != channels)
      diagnostics.error(31, list->front().where,
                        "expects one value per channel of the input, " + llvm::Twine(channels) +
                            ", got " + llvm::Twine(list->size()),
                        "normalize mean (r, g, b) std (r, g, b)");
  for (const Number &mean : input.mean)
    network.input.mean.push_back(mean.value);
  for (const Number &std : input.std) {
    if (!(std.value > 0))
      diagnostics.error(31, std.where, "expects a standard deviation above 0, got " + std.text,
                        "the input is divided by it");
    network.input.std.push_back(std.value);
  }
}

void Instantiator::expandPart(const Part &part) {
  if (part.kind == Part::Kind::Stage)
    return expandStage(part);
  Position at{"", part.kind == Part::Kind::Stem ? "stem" : "head", 0};
  expandBody(part.body, modelEnv, at, network.body);
}

/// The stride of a stage goes to its first block alone.
void Instantiator::expandStage(const Part &part) {
  // C24: repeats.
  int64_t repeat = evaluateIn(*part.repeat, modelEnv, repeatRule, "stage " + part.name.text);
  callSite = part.block.callee.where;
  const BlockDecl &block = *symbols.find(part.block.callee);
  for (int64_t i = 0; i < repeat && !exhausted; ++i) {
    if (!spend(part.block.callee.where))
      return;
    Environment env = bindArguments(part.block, block, modelEnv, /*withStride=*/i == 0);
    std::string index = std::to_string(i), ordinal = std::to_string(i + 1);
    Position at{part.name.text + "." + index,
                "stage " + part.name.text + ", block " + ordinal + " (" + block.name.text + ")", 1};
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
  layer.kind = stmt.kind;
  layer.loc = place(stmt.where).location();
  layer.name = at.unit;
  layer.path = at.path;
  layer.bias = stmt.bias;
  layer.eps = network.batchNormEps;
  layer.momentum = network.batchNormMomentum;
  // C26 to C29: ranges of a layer's numbers.
  if (stmt.channels)
    layer.channels = evaluateIn(*stmt.channels, env, channelsRule, at.path);
  if (stmt.kernel.down) {
    layer.kernel = evaluateExtent(stmt.kernel, env, kernelRule, at.path);
    // "Same" padding for convolutions and max pooling; none for averages, which it would dilute.
    if (stmt.kind != LayerKind::AvgPool)
      for (int side = 0; side < 4; ++side)
        layer.pad[side] = (layer.kernel[side % 2] - 1) / 2;
  }
  if (stmt.stride.down)
    layer.stride = evaluateExtent(stmt.stride, env, strideRule, at.path);
  if (stmt.pad.down) {
    auto pad = evaluateExtent(stmt.pad, env, padRule, at.path);
    layer.pad = {pad[0], pad[1], pad[0], pad[1]};
    checkPoolPad(stmt, layer);
  }
  out.push_back(std::move(layer));
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
  Position inside{at.unit, at.path + ", " + block.name.text, at.depth + 1};
  Range outerSite = callSite;
  callSite = place(call.callee.where);
  expandBody(block.body, bindArguments(call, block, env, /*withStride=*/true), inside, out);
  callSite = outerSite;
}

void Instantiator::expandFork(const Fork &fork, const Environment &env, const Position &at,
                              Sequence &out) {
  if (!spend(fork.join.where))
    return;
  auto block = std::make_unique<Block>();
  block->loc = place(fork.branches.front().where).location();
  block->name = at.unit;
  block->path = at.path;
  block->joinLoc = place(fork.join.where).location();
  for (const Branch &branch : fork.branches) {
    Position inside{at.unit, at.path + ", branch " + std::to_string(block->branches.size() + 1),
                    at.depth};
    expandBody(branch.body, env, inside, block->branches.emplace_back());
  }
  if (fork.shortcut) {
    block->shortcutLoc = place(*fork.shortcut).location();
    if (network.option != ShortcutOption::None)
      block->shortcut = ShortcutKind::Identity;
  }
  bool onePath = block->branches.size() == 1 && block->shortcut == ShortcutKind::None;
  block->join = onePath ? JoinKind::None : JoinKind::Add;
  out.push_back(std::move(block));
}

Environment Instantiator::bindArguments(const CallStmt &call, const BlockDecl &block,
                                        const Environment &env, bool withStride) {
  Environment inside;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Argument &argument = call.arguments[i];
    const Ident &name = argument.name ? *argument.name : block.parameters[i].name;
    inside[name.text] = evaluate(*argument.value, env);
  }
  if (call.stride && withStride)
    inside["stride"] = evaluate(*call.stride, env);
  for (const Parameter &parameter : block.parameters)
    if (!inside.contains(parameter.name.text))
      inside[parameter.name.text] = parameter.value ? evaluate(*parameter.value, inside) : 1;
  return inside;
}

/// C40: exact arithmetic within 32 bits.
int64_t Instantiator::evaluate(const Expr &expr, const Environment &env) {
  if (expr.kind == Expr::Kind::Integer)
    return expr.value;
  if (expr.kind == Expr::Kind::Name)
    return env.lookup(expr.name);
  // C39: long arguments in often repeated calls.
  if (exhausted || ++operations > maxOperations) {
    exhaust(expr.where, maxOperations, "operations in expressions");
    return 1;
  }
  int64_t lhs = evaluate(*expr.lhs, env);
  if (expr.kind == Expr::Kind::Negate)
    return -lhs;
  int64_t rhs = evaluate(*expr.rhs, env);
  if (expr.kind == Expr::Kind::Div && (rhs == 0 || lhs % rhs != 0)) {
    diagnostics.error(40, place(expr.where),
                      "expects a division without remainder, got " + llvm::Twine(lhs) + " / " +
                          llvm::Twine(rhs),
                      "sizes are whole numbers; choose parameters that divide");
    return 1;
  }
  // Both sides are within 32 bits, so that none of these overflows 64.
  int64_t value = expr.kind == Expr::Kind::Add   ? lhs + rhs
                  : expr.kind == Expr::Kind::Sub ? lhs - rhs
                  : expr.kind == Expr::Kind::Mul ? lhs * rhs
                                                 : lhs / rhs;
  if (value <= maxInteger && value >= -maxInteger)
    return value;
  diagnostics.error(40, place(expr.where),
                    "expects values of at most " + llvm::Twine(maxInteger) + ", got " +
                        llvm::Twine(value),
                    "no size in a network is this large");
  return 1;
}

int64_t Instantiator::evaluateIn(const Expr &expr, const Environment &env, const Rule &rule,
                                 StringRef path) {
  int64_t value = evaluate(expr, env);
  if (value >= rule.low && value <= rule.high)
    return value;
  diagnostics.error(rule.constraint, place(expr.where),
                    "in " + path + ": expects " + llvm::Twine(rule.low) + " to " +
                        llvm::Twine(rule.high) + " " + rule.what + ", got " + llvm::Twine(value),
                    rule.hint);
  return 1;
}

std::array<int64_t, 2> Instantiator::evaluateExtent(const Extent &extent, const Environment &env,
                                                    const Rule &rule, StringRef path) {
  int64_t down = evaluateIn(*extent.down, env, rule, path);
  return {down, extent.across ? evaluateIn(*extent.across, env, rule, path) : down};
}

/// C39: counts one more node or block; false when the network is too large.
bool Instantiator::spend(const Range &where) {
  if (!exhausted && ++nodes > maxNodes)
    exhaust(where, maxNodes, "layers and blocks");
  return !exhausted;
}

void Instantiator::exhaust(const Range &where, unsigned limit, const char *what) {
  if (exhausted)
    return;
  exhausted = true;
  diagnostics.error(39, place(where),
                    "expects a network of at most " + llvm::Twine(limit) + " " + what +
                        ", got more",
                    "use fewer repeats");
}

} // namespace

void resnetc::dsl::instantiate(const ModelDecl &model, const Symbols &symbols,
                               const LoadOptions &options, Network &network,
                               Diagnostics &diagnostics) {
  Instantiator(symbols, network, diagnostics).run(model, options);
}
