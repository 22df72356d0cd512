//===- Completion.cpp - what may be written at a place ------------------------------===//
#include "tools/resnetc-lsp/Completion.h"

#include "dsl/Words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace resnetc::lsp {

using namespace dsl;
using llvm::StringRef;
using llvm::lsp::CompletionItem;
using llvm::lsp::CompletionItemKind;

namespace {

class Completer {
public:
  Completer(const Document &document, uint32_t offset)
      : document(document), offset(offset),
        expected(expectedAt(document.analysis.source(), offset)) {}

  std::vector<CompletionItem> run();

private:
  void parameters();
  void words();
  void blocks(const llvm::StringMap<const ast::BlockDecl *> &blocks, const char *rank);
  void models();
  /// Null for a label that is there already, and for a name that is not written yet. `rank` orders
  /// items of different kinds.
  CompletionItem *add(const std::string &label, CompletionItemKind kind, const char *rank);
  void explain(CompletionItem &item, std::string markdown) {
    if (!markdown.empty())
      item.documentation = {llvm::lsp::MarkupKind::Markdown, std::move(markdown)};
  }

  const Document &document;
  uint32_t offset;
  Expected expected;
  llvm::StringSet<> labels;
  std::vector<CompletionItem> items;
};

CompletionItem *Completer::add(const std::string &label, CompletionItemKind kind,
                               const char *rank) {
  if (label.empty() || !labels.insert(label).second)
    return nullptr;
  return &items.emplace_back(label, kind, rank + label);
}

void Completer::parameters() {
  for (const std::string &name : expected.parameters)
    if (CompletionItem *item = add(name, CompletionItemKind::Variable, "0"))
      item->detail = "parameter";
  if (const ast::ModelDecl *model = document.analysis.symbols().findModel(expected.trained))
    for (const ast::Parameter &parameter : model->parameters)
      if (CompletionItem *item = add(parameter.name.text, CompletionItemKind::Variable, "0"))
        item->detail = "parameter of " + model->name.text;
  if (expected.callee.empty())
    return;
  ast::Ident callee{expected.callee, {&document.analysis.source(), offset, 0}};
  const ast::BlockDecl *block = document.analysis.symbols().find(callee);
  if (!block)
    return;
  for (const ast::Parameter &parameter : block->parameters)
    if (CompletionItem *item = add(parameter.name.text + " = ", CompletionItemKind::Field, "1")) {
      item->filterText = parameter.name.text;
      item->detail = signature(block->name, block->parameters);
    }
}

void Completer::words() {
  // A new line begins a statement rather than that it goes on with the options of the last one; on the
  // same line it is the other way round.
  auto isLikely = [&](const Expected::Word &word) {
    bool begins = word.owner.empty() || word.owner == "model" || word.owner == "train";
    return begins == expected.startsLine;
  };
  std::vector<Expected::Word> list = expected.words;
  llvm::stable_sort(list, [&](const Expected::Word &a, const Expected::Word &b) {
    return isLikely(a) > isLikely(b);
  });
  bool anyLikely = llvm::any_of(list, isLikely);
  for (const Expected::Word &word : list) {
    bool behind = anyLikely && !isLikely(word);
    CompletionItem *item = add(word.text.str(), CompletionItemKind::Keyword, behind ? "5" : "2");
    if (!item)
      continue;
    if (std::optional<LayerKind> kind = layerKind(word.text); kind && word.owner.empty())
      item->detail = example(*kind);
    explain(*item, meaningOf(word.text, word.owner));
  }
}

void Completer::blocks(const llvm::StringMap<const ast::BlockDecl *> &blocks, const char *rank) {
  for (const auto &entry : blocks) {
    const ast::BlockDecl &block = *entry.second;
    const Range &whole = block.whole;
    bool around = whole.file == &document.analysis.source() && whole.begin < offset &&
                  offset < whole.begin + whole.length;
    if (around) // blocks do not contain themselves
      continue;
    CompletionItem *item = add(entry.first().str(), CompletionItemKind::Function, rank);
    if (!item)
      continue;
    item->detail = signature(block.name, block.parameters);
    explain(*item, commentAbove(whole));
  }
}

void Completer::models() {
  for (const ast::ModelDecl *model : document.analysis.symbols().models)
    if (CompletionItem *item = add(model->name.text, CompletionItemKind::Class, "0"))
      item->detail = "model";
}

std::vector<CompletionItem> Completer::run() {
  parameters();
  if (expected.model)
    models();
  words();
  if (expected.block) {
    const Symbols &symbols = document.analysis.symbols();
    blocks(symbols.userBlocks, "3");
    blocks(symbols.preludeBlocks, "4");
  }
  llvm::sort(items, [](const CompletionItem &a, const CompletionItem &b) {
    return a.sortText < b.sortText;
  });
  return std::move(items);
}

} // namespace

std::vector<CompletionItem> completionsAt(const Document &document, uint32_t offset) {
  return Completer(document, offset).run();
}

} // namespace resnetc::lsp
