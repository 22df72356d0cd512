//===- Analysis.cpp - a text as an editor looks at it ---------------------------===//
//
// The steps of Sema.h in the order of LoadNetwork.cpp. Where one finds mistakes, the declarations
// that hold them are left out, and those that then lack something, until the rest is sound.
//
//===----------------------------------------------------------------------===//

#include "dsl/Analysis.h"

#include "dsl/EmbeddedFiles.h"

#include "llvm/ADT/STLExtras.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

namespace {

/// Uses of all expansions together. One network may have about as many.
constexpr size_t maxUses = 200000;
/// How often declarations are left out because others were.
constexpr unsigned maxRounds = 8;
/// Mistakes of all models together.
constexpr size_t maxErrors = 100;
/// Mistakes to look at when sound declarations are searched.
constexpr size_t patience = 1000;

const Range &wholeOf(const File::Declaration &declaration) {
  return std::visit([](const auto &d) -> const Range & { return d.whole; }, declaration);
}

/// Takes out the declarations in which mistakes are. What stands behind a declaration, the first word
/// of the next included, belongs to it: there a missing brace is found out.
void leaveOut(std::vector<File::Declaration> &declarations, const Diagnostics &diagnostics) {
  std::vector<bool> broken(declarations.size());
  for (const Diagnostic &error : diagnostics.all()) {
    auto after = llvm::partition_point(declarations, [&](const File::Declaration &d) {
      return wholeOf(d).begin < error.where.begin;
    });
    if (after != declarations.begin())
      broken[after - declarations.begin() - 1] = true;
  }
  size_t index = 0;
  llvm::erase_if(declarations, [&](const File::Declaration &) { return broken[index++]; });
}

} // namespace

Analysis::Analysis(StringRef fileName, StringRef text)
    : file(fileName, text), preludeFile("<prelude>/prelude.dsl", embeddedPrelude()) {
  Diagnostics diagnostics;
  preludeSyntax = parseSyntax(preludeFile, diagnostics);
  // As the compiler does it, which does not parse what it cannot read.
  Diagnostics lexing;
  lex(file, lexing);
  written = parseSyntax(file, diagnostics);
  if (lexing.hasErrors()) {
    report(lexing);
    Diagnostics scratch;
    allSymbols = checkDeclarationsOf(written.tree, scratch);
  } else if (diagnostics.hasErrors()) {
    report(diagnostics);
    Diagnostics scratch;
    allSymbols = checkDeclarationsOf(written.tree, scratch);
  } else {
    allSymbols = checkDeclarationsOf(written.tree, diagnostics);
    for (const TrainDecl *train : allSymbols.trains)
      checkTrain(*train, /*network=*/nullptr, diagnostics);
    report(diagnostics);
  }
  if (found.empty())
    expand(allSymbols, /*reporting=*/true);
  else if (findSound())
    expand(soundSymbols, /*reporting=*/false);
}

void Analysis::report(const Diagnostics &diagnostics) {
  for (const Diagnostic &error : diagnostics.all())
    if (error.where.file == &file && found.size() < maxErrors)
      found.push_back(error);
}

Symbols Analysis::checkDeclarationsOf(const File &tree, Diagnostics &diagnostics) {
  return checkDeclarations(tree, preludeSyntax.tree, preludeFile, diagnostics);
}

/// False when after all rounds mistakes are left.
bool Analysis::findSound() {
  Diagnostics parsing(patience);
  sound = parseSyntax(file, parsing);
  std::vector<File::Declaration> &declarations = sound.tree.declarations;
  leaveOut(declarations, parsing);
  for (unsigned round = 0; round < maxRounds; ++round) {
    Diagnostics checking(patience);
    soundSymbols = checkDeclarationsOf(sound.tree, checking);
    for (const TrainDecl *train : soundSymbols.trains)
      checkTrain(*train, /*network=*/nullptr, checking);
    if (!checking.hasErrors())
      return true;
    leaveOut(declarations, checking);
  }
  return false;
}

void Analysis::expand(const Symbols &symbols, bool reporting) {
  for (const ModelDecl *model : symbols.models) {
    auto open = llvm::find_if(model->parameters, [](const Parameter &p) { return !p.value; });
    if (open != model->parameters.end())
      remarks.push_back({open->name.where, "shapes of '" + model->name.text +
                                               "' are not checked here, as '" + open->name.text +
                                               "' has no default: it gets its value by -D " +
                                               open->name.text + "=VALUE"});
    else if (uses >= maxUses)
      remarks.push_back({model->name.where, "shapes of '" + model->name.text +
                                                "' are not checked here, as the models before it "
                                                "are large: resnetc --model=" +
                                                model->name.text + " checks them"});
    else
      expand(*model, symbols, reporting);
  }
}

void Analysis::expand(const ModelDecl &model, const Symbols &symbols, bool reporting) {
  auto result = std::make_unique<Model>();
  result->name = model.name.text;
  result->where = model.name.where;
  Diagnostics diagnostics;
  diagnostics.addFile(file);
  diagnostics.addFile(preludeFile);
  instantiate(model, symbols, {}, result->network, diagnostics, &result->expansion);
  uses += result->expansion.size();
  if (!diagnostics.hasErrors())
    inferShapes(result->network, diagnostics);
  if (!diagnostics.hasErrors()) {
    nameParameters(result->network, diagnostics);
    result->complete = !diagnostics.hasErrors();
    checkTraining(model, result->network, symbols, diagnostics);
  }
  if (reporting)
    report(diagnostics);
  // Without a value for each parameter, or with too many layers, there is nothing to tell of.
  if (!result->expansion.empty())
    expanded.push_back(std::move(result));
}

void Analysis::checkTraining(const ModelDecl &model, const Network &network, const Symbols &symbols,
                             Diagnostics &diagnostics) {
  for (const TrainDecl *train : symbols.trains) {
    if (train->model.text != model.name.text)
      continue;
    Recipe recipe = checkTrain(*train, &network, diagnostics);
    checkTrainFits(*train, recipe, network, diagnostics);
  }
}
