//===- Hover.cpp - what there is to say of a place ----------------------------------===//
#include "tools/resnetc-lsp/Hover.h"

#include "dsl/Words.h"
#include "tools/resnetc-lsp/Measures.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"

namespace resnetc::lsp {

using namespace dsl;
using llvm::StringRef;

namespace {

/// Rows of a table, names in a row, and values of a parameter that are shown.
constexpr size_t maxRows = 12, maxNames = 3, maxValues = 16;

std::string code(const llvm::Twine &text) { return ("`" + text + "`").str(); }

/// "`a`, `b`, `c` and 4 more".
std::string listSome(llvm::ArrayRef<std::string> names, size_t limit) {
  std::string text;
  for (const std::string &name : names.take_front(limit))
    text += (text.empty() ? "" : ", ") + code(name);
  if (names.size() > limit)
    text += " and " + std::to_string(names.size() - limit) + " more";
  return text;
}

std::string shapeOf(const Shape &shape) { return shape == Shape() ? "?" : shape.str(); }

/// Uses that are alike.
struct Row {
  const Measure *like;
  std::vector<std::string> names;
};

bool alike(const Measure &a, const Measure &b) {
  return a.in == b.in && a.out == b.out && a.parameters == b.parameters &&
         a.multiplyAdds == b.multiplyAdds && a.what == b.what;
}

std::vector<Row> rowsOf(llvm::ArrayRef<Measure> measures) {
  std::vector<Row> rows;
  for (const Measure &measure : measures) {
    // Uses that are alike mostly follow each other: looking back further would be slow in large models.
    auto recent = llvm::reverse(llvm::MutableArrayRef(rows).take_back(8));
    auto row = llvm::find_if(recent, [&](const Row &r) { return alike(*r.like, measure); });
    if (row == recent.end())
      rows.push_back({&measure, {measure.name}});
    else
      row->names.push_back(measure.name);
  }
  return rows;
}

class Hover {
public:
  explicit Hover(const Document &document) : document(document) {}

  std::string text(uint32_t offset);
  Range range; ///< of what is told of

private:
  void name(const Name &name);
  void block(const Name &name);
  void model(const ast::ModelDecl &declaration);
  void parameter(const Name &name);
  void word(const Token &token);
  /// A table of what is wanted, in all models; with the places of the uses where there may be several.
  void measures(llvm::function_ref<bool(const Use &)> wanted, bool places = true);
  void measuresAt(const Range &place, bool places = true) {
    measures(
        [&](const Use &use) {
          return use.where.file == place.file && use.where.begin == place.begin;
        },
        places);
  }
  void table(llvm::ArrayRef<Measure> measures, bool places);
  void paragraph(const llvm::Twine &text) {
    if (!result.empty())
      result += "\n\n";
    result += text.str();
  }

  const Document &document;
  std::string result;
};

void Hover::measures(llvm::function_ref<bool(const Use &)> wanted, bool places) {
  const auto &models = document.analysis.models();
  for (const auto &model : models) {
    std::vector<Measure> list = measure(*model, wanted);
    if (list.empty())
      continue;
    if (models.size() > 1)
      paragraph("In " + code(model->name) + ":");
    table(list, places);
  }
}

void Hover::table(llvm::ArrayRef<Measure> measures, bool places) {
  std::vector<Row> rows = rowsOf(measures);
  bool kinds = llvm::any_of(measures, [](const Measure &m) { return !m.what.empty(); });
  paragraph(std::string("| in | out | parameters | multiply-adds |") + (kinds ? " kind |" : "") +
            (places ? " where |" : "") + "\n|---|---|---|---|" + (kinds ? "---|" : "") +
            (places ? "---|" : ""));
  for (const Row &row : llvm::ArrayRef(rows).take_front(maxRows)) {
    const Measure &m = *row.like;
    result += "\n| " + shapeOf(m.in) + " | " + shapeOf(m.out) + " | " + withUnit(m.parameters) +
              " | " + withUnit(m.multiplyAdds) + " |" + (kinds ? " " + m.what + " |" : "") +
              (places ? " " + listSome(row.names, maxNames) + " |" : "");
  }
  if (measures.size() < 2)
    return;
  int64_t parameters = 0;
  double multiplyAdds = 0;
  for (const Measure &m : measures) {
    parameters += m.parameters;
    multiplyAdds += static_cast<double>(m.multiplyAdds);
  }
  paragraph(std::to_string(measures.size()) + " uses, together " + withUnit(parameters) +
            " parameters and " + withUnit(static_cast<int64_t>(std::min(multiplyAdds, 9e18))) +
            " multiply-adds" +
            (rows.size() > maxRows ? "; those of other shapes are not shown" : ""));
}

void Hover::block(const Name &name) {
  if (!name.block)
    return;
  const ast::BlockDecl &declaration = *name.block;
  bool ours = name.declared.file == &document.analysis.source();
  paragraph("```resnetc\nblock " + signature(declaration.name, declaration.parameters) + "\n```");
  if (std::string comment = commentAbove(declaration.whole); !comment.empty())
    paragraph(comment);
  if (!ours)
    paragraph("from the prelude");
  if (name.isDeclaration())
    measures([&](const Use &use) {
      return use.block && use.block->name.where.file == name.where.file &&
             use.block->name.where.begin == name.where.begin;
    });
  else
    measuresAt(name.where);
}

void Hover::model(const ast::ModelDecl &declaration) {
  paragraph("```resnetc\nmodel " + signature(declaration.name, declaration.parameters) + "\n```");
  for (const auto &model : document.analysis.models()) {
    if (model->where.begin != declaration.name.where.begin || !model->complete)
      continue;
    const Network &network = model->network;
    std::string values;
    for (const auto &[name, value] : network.parameters)
      values += (values.empty() ? "" : ", ") + name + " = " + std::to_string(value);
    if (!values.empty())
      paragraph("With " + code(values) + ":");
    paragraph("| in | out | layers | parameters | multiply-adds | activations |\n"
              "|---|---|---|---|---|---|\n| " +
              network.input.shape.str() + " | " + network.output.str() + " | " +
              std::to_string(weightedDepth(network)) + " | " + withUnit(parameterCount(network)) +
              " | " + withUnit(multiplyAdds(network)) + " | " + withUnit(activationCount(network)) +
              " |");
  }
}

/// Its place among the parameters of its declaration.
size_t indexOf(const std::vector<ast::Parameter> &parameters, const ast::Parameter *parameter) {
  return static_cast<size_t>(parameter - parameters.data());
}

void Hover::parameter(const Name &name) {
  const ast::Parameter &parameter = *name.parameter;
  const ast::Ident &owner = name.block ? name.block->name : name.model->name;
  size_t index = indexOf(name.block ? name.block->parameters : name.model->parameters, &parameter);
  paragraph("```resnetc\n" + parameter.name.text +
            (parameter.value ? " = " + print(*parameter.value) : std::string()) + "\n```");
  paragraph(std::string("parameter of ") + (name.block ? "block " : "model ") + code(owner.text));
  llvm::SetVector<int64_t> values;
  for (const auto &model : document.analysis.models())
    for (const Use &use : model->expansion) {
      const Range &declared = use.block ? use.block->name.where : use.where;
      bool isOwner = (use.block != nullptr) == (name.block != nullptr);
      if (isOwner && declared.file == owner.where.file && declared.begin == owner.where.begin &&
          index < use.values.size())
        values.insert(use.values[index]);
    }
  std::vector<std::string> texts;
  for (int64_t value : values.getArrayRef().take_front(maxValues + 1))
    texts.push_back(std::to_string(value));
  if (!texts.empty())
    paragraph(std::string(values.size() > 1 ? "values here: " : "value here: ") +
              listSome(llvm::ArrayRef(texts).take_front(maxValues), maxValues) +
              (values.size() > maxValues ? ", ..." : ""));
}

void Hover::name(const Name &name) {
  range = name.where;
  switch (name.kind) {
  case Name::Kind::Block:
    return block(name);
  case Name::Kind::Model:
    return name.model ? model(*name.model) : void();
  case Name::Kind::Parameter:
    return parameter(name);
  case Name::Kind::Part:
    paragraph(code((name.part->kind == ast::Part::Kind::Stage ? "stage " : "aux ") +
                   name.part->name.text));
    return measuresAt(name.part->where, /*places=*/false);
  case Name::Kind::Train:
    return paragraph(code("train " + name.train->name.text) + ": a recipe for " +
                     code(name.train->model.text));
  case Name::Kind::Input:
    for (const auto &model : document.analysis.models())
      if (name.model && model->where.begin == name.model->name.where.begin)
        paragraph(code("input " + model->network.input.name) + ": N images of " +
                  code(model->network.input.shape.str()));
    return;
  }
}

/// The word of a statement that a network has something for: it is where the Use is.
void Hover::word(const Token &token) {
  range = token.where;
  std::string meaning = meaningOf(token.text, token.owner);
  if (meaning.empty())
    return;
  paragraph("**" + token.text + "**: " + meaning);
  const auto &tokens = document.analysis.syntax().tokens;
  const Token *next = &token + 1;
  if (token.owner == "avgpool") // `avgpool global` is told of at its first word
    --next, measuresAt((next - 1)->where);
  else if (token.startsStatement && token.text == "model" && next < &tokens.back()) {
    if (const Name *name = document.nameAt(next->where.begin); name && name->model)
      model(*name->model);
  } else
    measuresAt(token.where, /*places=*/token.owner != "model");
}

std::string Hover::text(uint32_t offset) {
  const Token *token = document.tokenAt(offset);
  const Name *found = document.nameAt(offset);
  if (token && token->role == TokenRole::Word)
    word(*token);
  else if (found)
    name(*found);
  return result;
}

} // namespace

std::optional<llvm::lsp::Hover> hoverAt(const Document &document, uint32_t offset) {
  Hover hover(document);
  std::string text = hover.text(offset);
  if (text.empty())
    return std::nullopt;
  llvm::lsp::Hover result(document.positions.range(hover.range));
  result.contents.value = std::move(text);
  return result;
}

} // namespace resnetc::lsp
