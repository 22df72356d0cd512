//===- Names.cpp - the names of a text and what they mean ------------------------===//
//
// A walk over the tree, which may be that of a text with mistakes: parts of it may be missing.
//
//===----------------------------------------------------------------------===//

#include "dsl/Names.h"

#include "llvm/ADT/STLExtras.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

namespace {

class Collector {
public:
  explicit Collector(const Symbols &symbols) : symbols(symbols) {}

  void operator()(const BlockDecl &block);
  void operator()(const ModelDecl &model);
  void operator()(const TrainDecl &train);

  std::vector<Name> names;

private:
  void add(Name name) {
    if (name.where.file)
      names.push_back(name);
  }
  void parameters(const std::vector<Parameter> &list);
  void expr(const ExprPtr &expr);
  void extent(const Extent &extent) {
    expr(extent.down);
    expr(extent.across);
  }
  void body(const Body &body);
  void layer(const LayerStmt &layer);
  void call(const CallStmt &call);
  void part(const Part &part);
  Name parameterName(const Range &where, const Parameter &parameter) const {
    return {.kind = Name::Kind::Parameter,
            .where = where,
            .declared = parameter.name.where,
            .block = block,
            .model = model,
            .parameter = &parameter};
  }

  const Symbols &symbols;
  const BlockDecl *block = nullptr; ///< around
  const ModelDecl *model = nullptr; ///< likewise
};

const Parameter *find(const std::vector<Parameter> &parameters, StringRef name) {
  auto found = llvm::find_if(parameters, [&](const Parameter &p) { return p.name.text == name; });
  return found == parameters.end() ? nullptr : &*found;
}

void Collector::operator()(const BlockDecl &declaration) {
  block = &declaration, model = nullptr;
  add({.kind = Name::Kind::Block,
       .where = declaration.name.where,
       .declared = declaration.name.where,
       .block = block});
  parameters(declaration.parameters);
  body(declaration.body);
}

void Collector::operator()(const ModelDecl &declaration) {
  block = nullptr, model = &declaration;
  add({.kind = Name::Kind::Model,
       .where = declaration.name.where,
       .declared = declaration.name.where,
       .model = model});
  parameters(declaration.parameters);
  if (const std::optional<InputDecl> &input = declaration.input) {
    add({.kind = Name::Kind::Input,
         .where = input->name.where,
         .declared = input->name.where,
         .model = model});
    expr(input->channels);
    expr(input->height);
    expr(input->width);
  }
  for (const Part &p : declaration.parts)
    part(p);
}

void Collector::operator()(const TrainDecl &declaration) {
  add({.kind = Name::Kind::Train,
       .where = declaration.name.where,
       .declared = declaration.name.where,
       .train = &declaration});
  block = nullptr, model = symbols.findModel(declaration.model.text);
  add({.kind = Name::Kind::Model,
       .where = declaration.model.where,
       .declared = model ? model->name.where : Range(),
       .model = model});
  if (!model || !declaration.augment)
    return;
  for (const AugmentItem &item : *declaration.augment)
    if (item.parameter)
      if (const Parameter *parameter = find(model->parameters, item.parameter->text))
        add(parameterName(item.parameter->where, *parameter));
}

void Collector::parameters(const std::vector<Parameter> &list) {
  for (const Parameter &parameter : list) {
    add(parameterName(parameter.name.where, parameter));
    expr(parameter.value);
  }
}

void Collector::expr(const ExprPtr &e) {
  if (!e)
    return;
  if (e->kind == Expr::Kind::Name) {
    const Parameter *parameter = block   ? find(block->parameters, e->name)
                                 : model ? find(model->parameters, e->name)
                                         : nullptr;
    if (parameter)
      add(parameterName(e->where, *parameter));
  }
  expr(e->lhs);
  expr(e->rhs);
}

void Collector::layer(const LayerStmt &layer) {
  extent(layer.kernel);
  expr(layer.channels);
  extent(layer.stride);
  extent(layer.pad);
  expr(layer.groups);
  expr(layer.window);
}

void Collector::call(const CallStmt &call) {
  const BlockDecl *callee = symbols.find(call.callee);
  add({.kind = Name::Kind::Block,
       .where = call.callee.where,
       .declared = callee ? callee->name.where : Range(),
       .block = callee});
  for (const Argument &argument : call.arguments) {
    if (argument.name && callee)
      if (const Parameter *parameter = find(callee->parameters, argument.name->text))
        add({.kind = Name::Kind::Parameter,
             .where = argument.name->where,
             .declared = parameter->name.where,
             .block = callee,
             .parameter = parameter});
    expr(argument.value);
  }
  expr(call.stride);
}

void Collector::body(const Body &body) {
  for (const Statement &statement : body) {
    if (auto *stmt = std::get_if<LayerStmt>(&statement))
      layer(*stmt);
    else if (auto *stmt = std::get_if<CallStmt>(&statement))
      call(*stmt);
    else
      for (const Branch &branch : std::get<std::unique_ptr<Fork>>(statement)->branches)
        this->body(branch.body);
  }
}

void Collector::part(const Part &part) {
  if (part.kind == Part::Kind::Stage || part.kind == Part::Kind::Aux)
    add({.kind = Name::Kind::Part,
         .where = part.name.where,
         .declared = part.name.where,
         .model = model,
         .part = &part});
  for (const Repeat &repeat : part.repeats) {
    expr(repeat.count);
    call(repeat.block);
  }
  body(part.body);
}

} // namespace

std::vector<Name> resnetc::dsl::collectNames(const File &file, const Symbols &symbols) {
  Collector collector(symbols);
  for (const File::Declaration &declaration : file.declarations)
    std::visit(collector, declaration);
  llvm::stable_sort(collector.names,
                    [](const Name &a, const Name &b) { return a.where.begin < b.where.begin; });
  return std::move(collector.names);
}
