//===- Instantiate.cpp - parameters bound, blocks expanded ----------------===//
//
// Binds parameters and input of the chosen model and evaluates expressions, while Expand.cpp
// unrolls stages and blocks into the nodes of a Network; each number's range is checked on
// the way. A wrong number is replaced by 1, so that one run finds all of them. The size of
// the result is bounded (C39), so no text, however nested its repeats, takes long.
//
//===----------------------------------------------------------------------===//

#include "dsl/Instantiator.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

namespace {

constexpr unsigned maxNodes = 100000;
constexpr unsigned maxOperations = 20000000;

} // namespace

void Instantiator::run(const ModelDecl &model, const LoadOptions &options) {
  network.name = model.name.text;
  network.loc = model.name.where.location();
  if (model.shortcut)
    network.option = *parseShortcutOption(model.shortcut->text);
  if (model.batchNorm && model.batchNorm->eps)
    network.batchNormEps = model.batchNorm->eps->value;
  if (model.batchNorm && model.batchNorm->momentum)
    network.batchNormMomentum = model.batchNorm->momentum->value;
  if (model.names)
    network.nameScheme = model.names->text;
  if (!bindModel(model, options))
    return;
  note(model.name.where, 0);
  if (expansion)
    for (const auto &[_, value] : network.parameters)
      expansion->front().values.push_back(value);
  bindInput(*model.input);
  for (const Part &part : model.parts)
    expandPart(part);
}

/// Gives each parameter of the model its value: the last -D, else its default. False when one is
/// missing or wrong: every error after that would follow from it.
bool Instantiator::bindModel(const ModelDecl &model, const LoadOptions &options) {
  for (const auto &[name, value] : options.defines)
    if (!bindDefine(model, name, value))
      return false;
  for (const Parameter &parameter : model.parameters) {
    const std::string &name = parameter.name.text;
    int64_t value = 1;
    if (auto found = defines.find(name); found != defines.end())
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
bool Instantiator::bindDefine(const ModelDecl &model, StringRef name, StringRef value) {
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
  if (name == "input") {
    if (value != "f32" && value != "u8")
      diagnostics.error(17, model.input->name.where,
                        "expects f32 or u8, got -D input=" + printable(value),
                        "-D input=u8 takes bytes, channels last, as decoders give them");
    inputType = value.str();
    return !diagnostics.hasErrors();
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
                      "write for instance -D " + printable(name) + "=3; the largest is " +
                          llvm::Twine(maxInteger));
    return false;
  }
  defines[name] = number;
  return true;
}

void Instantiator::bindInput(const InputDecl &input) {
  network.input.name = input.name.text;
  network.input.loc = input.name.where.location();
  const bool bytes = inputType.empty() ? input.bytes : inputType == "u8";
  // C30: sizes.
  auto size = [&](const ExprPtr &expr, const char *what) {
    Rule rule{30, what, 1, maxChannels,
              bytes ? "write u8[N, height, width, channels]"
                    : "write f32[N, channels, height, width]"};
    return evaluateIn(*expr, modelEnv, rule, "the input");
  };
  network.input.shape = {size(input.channels, "channels"), size(input.height, "rows"),
                         size(input.width, "columns")};
  if (bytes)
    bindBytes(input);
  if (input.normalize)
    bindNormalize(input);
}

void Instantiator::bindBytes(const InputDecl &input) {
  network.input.bytes = true;
  // C65: images as decoders give them.
  const Shape &shape = network.input.shape;
  if (shape.channels > maxByteChannels)
    diagnostics.error(65, input.channels->where,
                      "expects at most " + llvm::Twine(maxByteChannels) +
                          " channels of bytes, got " + llvm::Twine(shape.channels),
                      input.bytes && shape.height <= maxByteChannels
                          ? "the channels come last: u8[N, height, width, channels]"
                          : "declare f32[N, channels, height, width]");
  if (!input.scale)
    return;
  // C66: the scale.
  if (!(input.scale->value > 0) || input.scale->value > maxByteScale)
    diagnostics.error(66, input.scale->where,
                      "expects a scale above 0 and at most 1e6, got " + input.scale->text,
                      "bytes are multiplied by it; without it by 1/255, which makes them 0 .. 1");
  network.input.scale = input.scale->value;
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

/// The number of a new use; 0 when none are kept.
unsigned Instantiator::note(const Range &where, unsigned parent) {
  if (!expansion)
    return 0;
  expansion->push_back({where, parent, nullptr, {}});
  return static_cast<unsigned>(expansion->size() - 1);
}

unsigned Instantiator::note(const CallStmt &call, const BlockDecl &block, const Environment &env,
                            unsigned parent) {
  unsigned use = note(call.callee.where, parent);
  if (!expansion)
    return use;
  expansion->back().block = &block;
  for (const Parameter &parameter : block.parameters)
    expansion->back().values.push_back(env.lookup(parameter.name.text));
  return use;
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

/// A name of the expression that is among the values; empty when there is none.
static StringRef findName(const Expr &expr, const Environment &values) {
  if (expr.kind == Expr::Kind::Name && values.contains(expr.name))
    return expr.name;
  for (const ExprPtr *side : {&expr.lhs, &expr.rhs})
    if (*side)
      if (StringRef name = findName(**side, values); !name.empty())
        return name;
  return "";
}

/// The hint for a value above the rule's limit.
std::string Instantiator::adviceOnLarge(const Expr &expr, const Environment &env,
                                        const Rule &rule) const {
  StringRef name = &env == &modelEnv ? findName(expr, defines) : "";
  std::string limit = "at most " + std::to_string(rule.high) + " " + rule.what;
  return limit + (name.empty() ? "; " + std::string(rule.hint)
                               : ": choose a smaller value than -D " + name.str() + "=" +
                                     std::to_string(defines.lookup(name)));
}

int64_t Instantiator::evaluateIn(const Expr &expr, const Environment &env, const Rule &rule,
                                 StringRef path) {
  int64_t value = evaluate(expr, env);
  if (value >= rule.low && value <= rule.high)
    return value;
  diagnostics.error(rule.constraint, place(expr.where),
                    "in " + path + ": expects " + llvm::Twine(rule.low) + " to " +
                        llvm::Twine(rule.high) + " " + rule.what + ", got " + llvm::Twine(value),
                    value < rule.low ? rule.hint : adviceOnLarge(expr, env, rule));
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

void resnetc::dsl::instantiate(const ModelDecl &model, const Symbols &symbols,
                               const LoadOptions &options, Network &network,
                               Diagnostics &diagnostics, Expansion *expansion) {
  Instantiator(symbols, network, diagnostics, expansion).run(model, options);
}
