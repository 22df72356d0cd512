//===- LoadNetwork.cpp - all steps of the front end -------------------===//
//
// The library's entry points: text in, checked network (or canonical text, or a list of
// models) out. Here the steps of Sema.h are put in order, and nowhere else.
//
//===----------------------------------------------------------------------===//

#include "dsl/EmbeddedFiles.h"
#include "dsl/Parser.h"
#include "dsl/Sema.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

namespace {

/// Everything that lives while one text is looked at. The prelude's name is not that of a file a
/// user could have, as locations are told apart by name.
class Session {
public:
  Session(StringRef text, StringRef fileName)
      : source(fileName, text), prelude("<prelude>/prelude.dsl", embeddedPrelude()) {
    diagnostics.addFile(source);
    diagnostics.addFile(prelude);
  }

  bool parse();
  std::unique_ptr<Network> load(const LoadOptions &options);

  const File &file() const { return tree; }
  const Diagnostics &errors() const { return diagnostics; }

private:
  const TrainDecl *selectTrain(const Symbols &symbols, const ModelDecl &model,
                               const LoadOptions &options);

  SourceFile source, prelude;
  Diagnostics diagnostics;
  File tree, preludeTree;
};

bool Session::parse() {
  tree = resnetc::dsl::parse(source, diagnostics);
  if (!diagnostics.hasErrors())
    preludeTree = resnetc::dsl::parse(prelude, diagnostics);
  return !diagnostics.hasErrors();
}

/// The named train section, or the first one for the model; null when there is none.
const TrainDecl *Session::selectTrain(const Symbols &symbols, const ModelDecl &model,
                                      const LoadOptions &options) {
  std::vector<StringRef> names;
  for (const TrainDecl *train : symbols.trains) {
    if (train->model.text != model.name.text)
      continue;
    if (options.trainName.empty() || train->name.text == options.trainName)
      return train;
    names.push_back(train->name.text);
  }
  // C42: a section that is asked for exists.
  if (!options.trainName.empty())
    diagnostics.error(42, model.name.where,
                      "expects a train section for '" + model.name.text + "', got the name " +
                          printable(options.trainName),
                      suggest(options.trainName, names, "the model has no train section"));
  return nullptr;
}

std::unique_ptr<Network> Session::load(const LoadOptions &options) {
  if (!parse())
    return nullptr;
  Symbols symbols = checkDeclarations(tree, preludeTree, prelude, diagnostics);
  for (const TrainDecl *train : symbols.trains)
    checkTrain(*train, /*network=*/nullptr, diagnostics);
  if (diagnostics.hasErrors())
    return nullptr;
  const ModelDecl *model = selectModel(symbols, options.modelName, source, diagnostics);
  const TrainDecl *train = model ? selectTrain(symbols, *model, options) : nullptr;
  if (diagnostics.hasErrors())
    return nullptr;

  auto network = std::make_unique<Network>();
  instantiate(*model, symbols, options, *network, diagnostics);
  if (!diagnostics.hasErrors())
    inferShapes(*network, diagnostics);
  if (diagnostics.hasErrors())
    return nullptr;
  nameParameters(*network, diagnostics);
  if (train) {
    network->recipe = checkTrain(*train, network.get(), diagnostics);
    if (options.training || options.defines.empty())
      checkTrainFits(*train, *network->recipe, *network, diagnostics);
  }
  return diagnostics.hasErrors() ? nullptr : std::move(network);
}

} // namespace

std::unique_ptr<Network> resnetc::dsl::loadNetwork(StringRef text, StringRef fileName,
                                                   const LoadOptions &options,
                                                   llvm::raw_ostream &errors) {
  Session session(text, fileName);
  std::unique_ptr<Network> network = session.load(options);
  session.errors().print(errors);
  return network;
}

std::optional<std::string> resnetc::dsl::printAst(StringRef text, StringRef fileName,
                                                  const LoadOptions &options,
                                                  llvm::raw_ostream &errors) {
  Session session(text, fileName);
  bool ok = session.load(options) != nullptr;
  session.errors().print(errors);
  if (!ok)
    return std::nullopt;
  return print(session.file());
}

std::optional<std::vector<ModelInfo>> resnetc::dsl::listModels(StringRef text, StringRef fileName,
                                                               llvm::raw_ostream &errors) {
  Session session(text, fileName);
  bool ok = session.parse();
  session.errors().print(errors);
  if (!ok)
    return std::nullopt;
  std::vector<ModelInfo> models;
  for (const File::Declaration &declaration : session.file().declarations) {
    auto *model = std::get_if<ModelDecl>(&declaration);
    if (!model)
      continue;
    ModelInfo &info = models.emplace_back();
    info.name = model->name.text;
    info.loc = model->name.where.location();
    for (const Parameter &parameter : model->parameters)
      info.parameters.emplace_back(parameter.name.text,
                                   parameter.value ? print(*parameter.value) : "");
  }
  return models;
}
