//===- DeclCheck.cpp - checks of declarations -----------------------------===//
//
// Checks what holds for the text alone, whatever the parameters' values: every name is
// declared once and known where it is used, calls fit their blocks, blocks do not contain
// themselves, models have what they need. Unused blocks and models are checked too.
//
//===----------------------------------------------------------------------===//

#include "dsl/Sema.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

#include <cmath>

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

namespace {

constexpr size_t maxParameters = 64;
constexpr double maxBias = 1e6;
constexpr double maxAuxWeight = 100;

class DeclChecker {
public:
  DeclChecker(Symbols &symbols, Diagnostics &diagnostics)
      : symbols(symbols), diagnostics(diagnostics) {}

  void collect(const File &file, llvm::StringMap<const BlockDecl *> &blocks);
  void check(const BlockDecl &block);
  void check(const ModelDecl &model);
  void check(const TrainDecl &train);
  void checkRecursion(const File &file);

private:
  void checkAugment(const TrainDecl &train, const ModelDecl &model);
  void checkParameters(const std::vector<Parameter> &parameters);
  void checkBody(const Body &body);
  void checkLayer(const LayerStmt &layer);
  void checkNormalisation(const LayerStmt &layer);
  void checkCall(const CallStmt &call, WordPlace place);
  void checkArguments(const CallStmt &call, const BlockDecl &block);
  void checkExpr(const ExprPtr &expr);
  void checkExtent(const Extent &extent) {
    checkExpr(extent.down);
    checkExpr(extent.across);
  }
  void checkParts(const ModelDecl &model);
  void checkPartName(const Part &part, llvm::StringSet<> &names);
  void checkStage(const Part &part, llvm::StringSet<> &names);
  void checkAux(const Part &part, llvm::StringSet<> &names);
  void checkSettings(const ModelDecl &model);
  std::vector<StringRef> blockNames() const;

  Symbols &symbols;
  Diagnostics &diagnostics;
  /// Parameters that expressions may use where the check stands.
  std::vector<StringRef> scope;
};

/// Calls `visit` on each call of a body, those in branches included.
template <typename Visit> void forEachCall(const Body &body, Visit visit) {
  for (const Statement &statement : body) {
    if (auto *call = std::get_if<CallStmt>(&statement))
      visit(*call);
    else if (auto *fork = std::get_if<std::unique_ptr<Fork>>(&statement))
      for (const Branch &branch : (*fork)->branches)
        forEachCall(branch.body, visit);
  }
}

void DeclChecker::collect(const File &file, llvm::StringMap<const BlockDecl *> &blocks) {
  llvm::StringSet<> trains;
  // C14: one declaration per name.
  auto once = [&](bool isNew, const Ident &name, const char *what) {
    if (!isNew)
      diagnostics.error(14, name.where,
                        "expects one " + llvm::Twine(what) + " named '" + name.text +
                            "', got a second",
                        "rename one of the two");
  };
  for (const File::Declaration &declaration : file.declarations) {
    if (auto *block = std::get_if<BlockDecl>(&declaration)) {
      once(blocks.try_emplace(block->name.text, block).second, block->name, "block");
    } else if (auto *model = std::get_if<ModelDecl>(&declaration)) {
      once(symbols.modelsByName.try_emplace(model->name.text, model).second, model->name, "model");
      symbols.models.push_back(model);
    } else {
      auto &train = std::get<TrainDecl>(declaration);
      once(trains.insert(train.name.text).second, train.name, "train section");
      symbols.trains.push_back(&train);
    }
  }
}

/// Checks the list and leaves its names in scope.
void DeclChecker::checkParameters(const std::vector<Parameter> &parameters) {
  scope.clear();
  // C11: few enough to look up one by one.
  if (parameters.size() > maxParameters) {
    diagnostics.error(11, parameters[maxParameters].name.where,
                      "expects at most " + llvm::Twine(maxParameters) + " parameters, got " +
                          llvm::Twine(parameters.size()),
                      "compute some of them from others where they are used");
    return;
  }
  llvm::StringSet<> names;
  for (const Parameter &parameter : parameters) {
    checkExpr(parameter.value); // sees the parameters before it
    // C11: parameters differ.
    if (!names.insert(parameter.name.text).second)
      diagnostics.error(11, parameter.name.where,
                        "expects one parameter named '" + parameter.name.text + "', got a second",
                        "rename one of the two");
    scope.push_back(parameter.name.text);
  }
}

void DeclChecker::checkExpr(const ExprPtr &expr) {
  if (!expr)
    return;
  // C15: names in expressions are parameters.
  if (expr->kind == Expr::Kind::Name && !llvm::is_contained(scope, expr->name))
    diagnostics.error(
        15, expr->where, "expects a parameter, got '" + expr->name + "'",
        adviseOn(expr->name, WordPlace::Value, scope, "there are no parameters here"));
  checkExpr(expr->lhs);
  checkExpr(expr->rhs);
}

void DeclChecker::checkLayer(const LayerStmt &layer) {
  checkExtent(layer.kernel);
  checkExpr(layer.channels);
  checkExtent(layer.stride);
  checkExtent(layer.pad);
  checkExpr(layer.groups);
  checkExpr(layer.window);
  const NumberFacts *number = layerFacts(layer.kind).number();
  if (layer.number && !number->fits(layer.number->value))
    diagnostics.error(number->constraint, layer.number->where,
                      "expects a " + number->name + " " + number->expected + ", got " +
                          layer.number->text,
                      number->hint);
  // C59: where training begins.
  if (layer.biasInit && !(std::abs(layer.biasInit->value) <= maxBias))
    diagnostics.error(59, layer.biasInit->where,
                      "expects a bias of at most 1e6 in magnitude, got " + layer.biasInit->text,
                      "the number after 'bias' is its value before training: `bias -2`");
  checkNormalisation(layer);
}

/// C54: the real numbers of lrn.
void DeclChecker::checkNormalisation(const LayerStmt &layer) {
  auto check = [&](const std::optional<Number> &number, const char *what, bool zero) {
    if (number && !((zero ? number->value >= 0 : number->value > 0) && number->value <= 1000))
      diagnostics.error(54, number->where,
                        "expects " + llvm::Twine(what) + (zero ? " of at least 0" : " above 0") +
                            " and at most 1000, got " + number->text,
                        "left out, `lrn 5` is `lrn 5 alpha 1e-4 beta 0.75 k 1`");
  };
  check(layer.alpha, "an alpha", /*zero=*/true);
  check(layer.beta, "a beta", /*zero=*/false);
  check(layer.k, "a k", /*zero=*/false);
}

void DeclChecker::checkBody(const Body &body) {
  for (const Statement &statement : body) {
    if (auto *layer = std::get_if<LayerStmt>(&statement))
      checkLayer(*layer);
    else if (auto *call = std::get_if<CallStmt>(&statement))
      checkCall(*call, WordPlace::Statement);
    else
      for (const Branch &branch : std::get<std::unique_ptr<Fork>>(statement)->branches)
        checkBody(branch.body);
  }
}

std::vector<StringRef> DeclChecker::blockNames() const {
  std::vector<StringRef> names;
  for (const auto &entry : symbols.userBlocks)
    names.push_back(entry.first());
  for (const auto &entry : symbols.preludeBlocks)
    if (!symbols.userBlocks.contains(entry.first()))
      names.push_back(entry.first());
  llvm::sort(names);
  return names;
}

void DeclChecker::checkCall(const CallStmt &call, WordPlace place) {
  for (const Argument &argument : call.arguments)
    checkExpr(argument.value);
  checkExpr(call.stride);
  if (diagnostics.full())
    return;
  if (const BlockDecl *block = symbols.find(call.callee))
    checkArguments(call, *block);
  else // C12: known blocks only.
    diagnostics.error(12, call.callee.where,
                      "expects a known block, got '" + call.callee.text + "'",
                      adviseOn(call.callee.text, place, blockNames()));
}

void DeclChecker::checkArguments(const CallStmt &call, const BlockDecl &block) {
  std::string hint = "it is declared as " + signature(block.name, block.parameters);
  // C13: arguments fit the parameters.
  auto wrong = [&](const Range &where, const llvm::Twine &reason) {
    diagnostics.error(13, where, reason, hint);
  };
  std::vector<StringRef> names;
  for (const Parameter &parameter : block.parameters)
    names.push_back(parameter.name.text);
  llvm::StringSet<> given;
  bool named = false;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Argument &argument = call.arguments[i];
    const Range &where = argument.name ? argument.name->where : argument.value->where;
    named |= argument.name.has_value();
    if (!argument.name && named)
      return wrong(where, "expects arguments without a name before those with one, got one after");
    if (!argument.name && i >= names.size())
      return wrong(where, "expects at most " + llvm::Twine(names.size()) + " arguments, got " +
                              llvm::Twine(call.arguments.size()));
    StringRef name = argument.name ? StringRef(argument.name->text) : names[i];
    if (!llvm::is_contained(names, name))
      return wrong(where, "expects a parameter of '" + block.name.text + "', got '" + name + "'");
    if (!given.insert(name).second)
      return wrong(where, "expects '" + name + "' once, got it twice");
  }
  if (call.stride) {
    // C25: a stride needs somewhere to go.
    if (!llvm::is_contained(names, "stride")) {
      diagnostics.error(25, call.callee.where,
                        "expects a block with a parameter 'stride', got '" + block.name.text +
                            "' with '/'",
                        hint);
      return;
    }
    if (!given.insert("stride").second)
      return wrong(call.callee.where, "expects 'stride' once, got it by name or place and by '/'");
  }
  for (const Parameter &parameter : block.parameters)
    if (!parameter.value && !given.contains(parameter.name.text))
      return wrong(call.callee.where,
                   "expects an argument for '" + parameter.name.text + "', got none");
}

void DeclChecker::check(const BlockDecl &block) {
  checkParameters(block.parameters);
  checkBody(block.body);
}

void DeclChecker::check(const ModelDecl &model) {
  checkParameters(model.parameters);
  // C22: what a model needs.
  if (!model.input)
    diagnostics.error(22, model.name.where, "expects a model with an input, got none",
                      "write `input x : f32[N, 3, 224, 224]`");
  else
    for (const ExprPtr *size : model.input->sizes())
      checkExpr(*size);
  checkSettings(model);
  checkParts(model);
}

void DeclChecker::checkParts(const ModelDecl &model) {
  if (model.parts.empty())
    diagnostics.error(22, model.name.where, "expects a model with layers, got none",
                      "write a stem, stages or a head");
  // Stages and auxiliary heads stand in any order, between stem and head.
  auto rank = [](const Part &part) {
    return part.kind == Part::Kind::Stem ? 0 : part.kind == Part::Kind::Head ? 2 : 1;
  };
  llvm::StringSet<> names;
  int last = 0;
  bool any = false;
  for (const Part &part : model.parts) {
    bool repeated = &part != &model.parts.front() && rank(part) == last;
    // C22: the text has the order of the data.
    if (rank(part) < last || (repeated && rank(part) != 1))
      diagnostics.error(22, part.where,
                        "expects at most one stem, then stages, then at most one head, got this "
                        "part out of order",
                        "data flows through a model in the order of its text");
    last = std::max(last, rank(part));
    any |= part.kind != Part::Kind::Aux;
    if (part.kind == Part::Kind::Stage)
      checkStage(part, names);
    else if (part.kind == Part::Kind::Aux)
      checkAux(part, names);
    else
      checkBody(part.body);
  }
  if (!any && !model.parts.empty())
    diagnostics.error(22, model.parts.front().where,
                      "expects a stem, stages or a head beside the auxiliary heads, got none",
                      "an auxiliary head is trained together with a network");
}

/// C23: stages and auxiliary heads name tensors.
void DeclChecker::checkPartName(const Part &part, llvm::StringSet<> &names) {
  if (names.insert(part.name.text).second)
    return;
  diagnostics.error(23, part.name.where,
                    "expects one stage or auxiliary head named '" + part.name.text +
                        "', got a second",
                    "tensors are named after stages; rename one of the two");
}

void DeclChecker::checkStage(const Part &part, llvm::StringSet<> &names) {
  checkPartName(part, names);
  for (const Repeat &repeat : part.repeats) {
    checkExpr(repeat.count);
    checkCall(repeat.block, WordPlace::Stage);
  }
}

void DeclChecker::checkAux(const Part &part, llvm::StringSet<> &names) {
  checkPartName(part, names);
  // C60: how much its loss counts.
  if (part.weight && !(part.weight->value > 0 && part.weight->value <= maxAuxWeight))
    diagnostics.error(60, part.weight->where,
                      "expects a weight above 0 and at most 100, got " + part.weight->text,
                      "the loss of the head is multiplied by it: `aux aux1 weight 0.3 { ... }`");
  checkBody(part.body);
}

void DeclChecker::checkSettings(const ModelDecl &model) {
  // C34: known options.
  if (model.shortcut && !parseShortcutOption(model.shortcut->text))
    diagnostics.error(34, model.shortcut->where,
                      "expects a shortcut option A, B, C or none, got '" + model.shortcut->text +
                          "'",
                      "A: zero channels; B: projection where shapes differ; C: projection "
                      "everywhere; none: plain network");
  // C33: known schemes.
  if (model.names && model.names->text != "torchvision" && model.names->text != "caffe")
    diagnostics.error(33, model.names->where,
                      "expects the scheme 'torchvision' or 'caffe', got '" + model.names->text +
                          "'",
                      "write `names torchvision`, or leave the line out");
  if (!model.batchNorm)
    return;
  const std::optional<Number> &eps = model.batchNorm->eps, &momentum = model.batchNorm->momentum;
  // C32: ranges.
  if (eps && !(eps->value >= 1e-12 && eps->value <= 1))
    diagnostics.error(32, eps->where, "expects eps in 1e-12 .. 1, got " + eps->text,
                      "1e-5 is usual; it keeps the square root away from zero");
  if (momentum && !(momentum->value > 0 && momentum->value <= 1))
    diagnostics.error(32, momentum->where,
                      "expects a momentum above 0 and at most 1, got " + momentum->text,
                      "0.1 is usual: the share of the new batch in the running statistics");
}

void DeclChecker::check(const TrainDecl &train) {
  if (diagnostics.full())
    return;
  // C42: trains something that exists.
  if (const ModelDecl *model = symbols.findModel(train.model.text))
    return checkAugment(train, *model);
  std::vector<StringRef> names;
  for (const ModelDecl *model : symbols.models)
    names.push_back(model->name.text);
  diagnostics.error(42, train.model.where,
                    "expects a model of this file, got '" + train.model.text + "'",
                    suggest(train.model.text, names, "the file has no models"));
}

/// C15: a crop may have the size that a parameter of the model says.
void DeclChecker::checkAugment(const TrainDecl &train, const ModelDecl &model) {
  if (!train.augment)
    return;
  std::vector<StringRef> names;
  for (const Parameter &parameter : model.parameters)
    names.push_back(parameter.name.text);
  for (const AugmentItem &item : *train.augment)
    if (item.parameter && !llvm::is_contained(names, item.parameter->text))
      diagnostics.error(15, item.parameter->where,
                        "expects a parameter of model '" + model.name.text + "', got '" +
                            item.parameter->text + "'",
                        suggest(item.parameter->text, names, "the model has no parameters"));
}

/// C16: depth-first search over calls with its own stack, as chains of blocks may be long.
void DeclChecker::checkRecursion(const File &file) {
  enum class State { New, Open, Done };
  struct Frame {
    const BlockDecl *block;
    std::vector<const CallStmt *> calls;
    size_t next = 0;
  };
  llvm::DenseMap<const BlockDecl *, State> states;
  std::vector<Frame> stack;
  auto open = [&](const BlockDecl *block) {
    states[block] = State::Open;
    stack.push_back({block, {}, 0});
    forEachCall(block->body, [&](const CallStmt &call) { stack.back().calls.push_back(&call); });
  };
  for (const File::Declaration &declaration : file.declarations) {
    auto *root = std::get_if<BlockDecl>(&declaration);
    if (!root || states.lookup(root) != State::New)
      continue;
    open(root);
    while (!stack.empty()) {
      Frame &frame = stack.back();
      if (frame.next == frame.calls.size()) {
        states[frame.block] = State::Done;
        stack.pop_back();
        continue;
      }
      const CallStmt *call = frame.calls[frame.next++];
      const BlockDecl *callee = symbols.find(call->callee);
      if (callee && states.lookup(callee) == State::New)
        open(callee);
      else if (callee && states.lookup(callee) == State::Open)
        diagnostics.error(16, call->callee.where,
                          "expects blocks that do not contain themselves, got '" +
                              call->callee.text + "' inside itself",
                          "repeat a block with a stage: `stage s = 3 x " + call->callee.text +
                              "(...)`");
    }
  }
}

} // namespace

const BlockDecl *Symbols::find(const Ident &callee) const {
  if (callee.where.file != preludeFile)
    if (const BlockDecl *block = userBlocks.lookup(callee.text))
      return block;
  return preludeBlocks.lookup(callee.text);
}

const ModelDecl *Symbols::findModel(StringRef name) const { return modelsByName.lookup(name); }

std::optional<ShortcutOption> resnetc::dsl::parseShortcutOption(StringRef text) {
  for (auto option :
       {ShortcutOption::A, ShortcutOption::B, ShortcutOption::C, ShortcutOption::None})
    if (toString(option) == text)
      return option;
  return std::nullopt;
}

Symbols resnetc::dsl::checkDeclarations(const File &file, const File &prelude,
                                        const SourceFile &preludeFile, Diagnostics &diagnostics) {
  Symbols symbols;
  symbols.preludeFile = &preludeFile;
  DeclChecker checker(symbols, diagnostics);
  checker.collect(prelude, symbols.preludeBlocks);
  checker.collect(file, symbols.userBlocks);
  for (const File::Declaration &declaration : file.declarations)
    std::visit([&](const auto &d) { checker.check(d); }, declaration);
  checker.checkRecursion(file);
  return symbols;
}

const ModelDecl *resnetc::dsl::selectModel(const Symbols &symbols, StringRef name,
                                           const SourceFile &source, Diagnostics &diagnostics) {
  const std::vector<const ModelDecl *> &models = symbols.models;
  std::vector<StringRef> names;
  for (const ModelDecl *model : models)
    names.push_back(model->name.text);
  // C41: exactly one model is meant.
  if (models.empty()) {
    diagnostics.error(41, Range{&source, 0, 1}, "expects a file with a model, got none",
                      "write `model NAME { ... }`");
    return nullptr;
  }
  if (name.empty() && models.size() == 1)
    return models.front();
  if (name.empty()) {
    diagnostics.error(41, models[1]->name.where,
                      "expects the choice of one model, got a file with " +
                          llvm::Twine(models.size()),
                      "choose with --model=NAME; " + suggest("", names));
    return nullptr;
  }
  const ModelDecl *model = symbols.findModel(name);
  if (!model)
    diagnostics.error(41, models.front()->name.where,
                      "expects a model of this file, got --model=" + printable(name),
                      suggest(name, names));
  return model;
}
