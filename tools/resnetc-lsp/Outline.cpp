//===- Outline.cpp - the declarations of a text -------------------------------------===//
#include "tools/resnetc-lsp/Outline.h"

namespace resnetc::lsp {

using namespace dsl;
using llvm::lsp::DocumentSymbol;
using llvm::lsp::SymbolKind;

namespace {

class Outliner {
public:
  explicit Outliner(const Document &document) : positions(document.positions) {}

  void operator()(const ast::BlockDecl &block) {
    if (DocumentSymbol *symbol = add(list, block.name, SymbolKind::Function, block.whole))
      symbol->detail = signature(block.name, block.parameters);
  }
  void operator()(const ast::ModelDecl &model);
  void operator()(const ast::TrainDecl &train) {
    if (DocumentSymbol *symbol = add(list, train.name, SymbolKind::Event, train.whole))
      symbol->detail = "train for " + train.model.text;
  }

  std::vector<DocumentSymbol> list;

private:
  DocumentSymbol *add(std::vector<DocumentSymbol> &to, const ast::Ident &name, SymbolKind kind,
                      const Range &whole);
  void part(const ast::Part &part, std::vector<DocumentSymbol> &to);

  const Positions &positions;
};

/// Null for a name that has not been written yet.
DocumentSymbol *Outliner::add(std::vector<DocumentSymbol> &to, const ast::Ident &name,
                              SymbolKind kind, const Range &whole) {
  if (name.text.empty() || !name.where.file)
    return nullptr;
  to.emplace_back(name.text, kind, positions.range(whole), positions.range(name.where));
  return &to.back();
}

void Outliner::part(const ast::Part &part, std::vector<DocumentSymbol> &to) {
  bool named = part.kind == ast::Part::Kind::Stage || part.kind == ast::Part::Kind::Aux;
  ast::Ident word{part.kind == ast::Part::Kind::Stem ? "stem" : "head", part.where};
  DocumentSymbol *symbol = add(to, named ? part.name : word, SymbolKind::Module, part.whole);
  if (!symbol || !named)
    return;
  symbol->detail = part.kind == ast::Part::Kind::Stage ? "stage" : "aux";
  for (const ast::Repeat &repeat : part.repeats)
    if (repeat.count && !repeat.block.callee.text.empty())
      symbol->detail += (&repeat == &part.repeats.front() ? " " : " then ") + print(*repeat.count) +
                        " x " + repeat.block.callee.text;
}

void Outliner::operator()(const ast::ModelDecl &model) {
  DocumentSymbol *symbol = add(list, model.name, SymbolKind::Class, model.whole);
  if (!symbol)
    return;
  symbol->detail = signature(model.name, model.parameters);
  if (model.input)
    add(symbol->children, model.input->name, SymbolKind::Field, model.input->name.where);
  for (const ast::Part &p : model.parts)
    part(p, symbol->children);
}

} // namespace

std::vector<DocumentSymbol> outlineOf(const Document &document) {
  Outliner outliner(document);
  for (const ast::File::Declaration &declaration : document.analysis.syntax().tree.declarations)
    std::visit(outliner, declaration);
  return std::move(outliner.list);
}

} // namespace resnetc::lsp
