//===- AST.cpp - printing the syntax tree ---------------------------------===//
//
// Writes a tree as canonical text of the language: one statement per line, expressions
// with the fewest parentheses that keep their meaning, clauses in a fixed order.
//
//===----------------------------------------------------------------------===//

#include "dsl/AST.h"

#include "llvm/Support/raw_ostream.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;

namespace {

class Printer {
public:
  explicit Printer(llvm::raw_ostream &os) : os(os) {}

  void print(const BlockDecl &block);
  void print(const ModelDecl &model);
  void print(const TrainDecl &train);
  /// Inside parentheses: every operator may stand bare. `level` is the precedence around it.
  void inner(const Expr &expr, int level = 0);
  void parameters(const std::vector<Parameter> &list);
  // The visitor of Statement.
  void operator()(const LayerStmt &layer);
  void operator()(const CallStmt &call);
  void operator()(const std::unique_ptr<Fork> &fork);

private:
  void outer(const Expr &expr);
  void layerOptions(const LayerStmt &layer);
  void extent(const Extent &extent);
  void call(const CallStmt &call);
  void body(const Body &body);
  void part(const Part &part);
  void input(const InputDecl &input);
  void numbers(const std::vector<Number> &list, const char *suffix = "");
  void dataSpec(const char *word, const std::optional<DataSpec> &spec);
  void augment(const std::vector<AugmentItem> &items);
  void schedule(const LrClause &clause);
  void option(const char *word, const std::optional<Number> &number) {
    if (number)
      os << ' ' << word << ' ' << number->text;
  }
  void clause(const char *word, const std::optional<Number> &number) {
    if (number)
      line() << word << ' ' << number->text << '\n';
  }
  llvm::raw_ostream &line() { return os.indent(indent); }

  llvm::raw_ostream &os;
  unsigned indent = 0;
};

int precedence(Expr::Kind kind) {
  switch (kind) {
  case Expr::Kind::Add:
  case Expr::Kind::Sub:
    return 1;
  case Expr::Kind::Mul:
  case Expr::Kind::Div:
    return 2;
  case Expr::Kind::Negate:
    return 3;
  case Expr::Kind::Integer:
  case Expr::Kind::Name:
    break;
  }
  return 4;
}

void Printer::inner(const Expr &expr, int level) {
  int own = precedence(expr.kind);
  if (own < level)
    os << '(';
  switch (expr.kind) {
  case Expr::Kind::Integer:
    os << expr.value;
    break;
  case Expr::Kind::Name:
    os << expr.name;
    break;
  case Expr::Kind::Negate:
    os << '-';
    inner(*expr.lhs, own);
    break;
  default:
    const char *sign = expr.kind == Expr::Kind::Add   ? " + "
                       : expr.kind == Expr::Kind::Sub ? " - "
                       : expr.kind == Expr::Kind::Mul ? " * "
                                                      : " / ";
    inner(*expr.lhs, own);
    os << sign;
    inner(*expr.rhs, own + 1); // operators of one level bind to the left
  }
  if (own < level)
    os << ')';
}

/// Outside parentheses a slash is a stride, so anything compound gets its own parentheses.
void Printer::outer(const Expr &expr) { inner(expr, 4); }

void Printer::extent(const Extent &extent) {
  outer(*extent.down);
  if (extent.across) {
    os << 'x';
    outer(*extent.across);
  }
}

void Printer::operator()(const LayerStmt &layer) {
  line() << toString(layer.kind);
  if (layer.kernel.down) {
    os << ' ';
    extent(layer.kernel);
  }
  if (layer.channels) {
    os << ' ';
    outer(*layer.channels);
  }
  if (layer.number)
    os << ' ' << layer.number->text;
  if (layer.window) {
    os << ' ';
    outer(*layer.window);
  }
  layerOptions(layer);
  os << '\n';
}

void Printer::layerOptions(const LayerStmt &layer) {
  if (layer.stride.down) {
    os << " /";
    extent(layer.stride);
  }
  if (layer.pad.down) {
    os << " pad ";
    extent(layer.pad);
  }
  if (layer.ceil)
    os << " ceil";
  if (layer.groups) {
    os << " groups ";
    outer(*layer.groups);
  }
  if (layer.biasInit)
    option("bias", layer.biasInit);
  else if (layer.bias && *layer.bias != layerFacts(layer.kind).takes(LayerArgument::BiasByDefault))
    os << (*layer.bias ? " bias" : " nobias");
  option("alpha", layer.alpha);
  option("beta", layer.beta);
  option("k", layer.k);
}

void Printer::call(const CallStmt &call) {
  os << call.callee.text << '(';
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Argument &argument = call.arguments[i];
    os << (i ? ", " : "");
    if (argument.name)
      os << argument.name->text << " = ";
    inner(*argument.value);
  }
  os << ')';
  if (call.stride) {
    os << " /";
    outer(*call.stride);
  }
}

void Printer::operator()(const CallStmt &statement) {
  line();
  call(statement);
  os << '\n';
}

void Printer::operator()(const std::unique_ptr<Fork> &fork) {
  for (size_t i = 0; i <= fork->branches.size(); ++i) {
    if (fork->shortcut && i == fork->shortcutPlace)
      line() << (fork->bareConv ? "shortcut conv\n" : "shortcut\n");
    if (i == fork->branches.size())
      break;
    line() << "branch ";
    body(fork->branches[i].body);
  }
  line() << "join " << fork->join.text << '\n';
}

void Printer::body(const Body &body) {
  os << "{\n";
  indent += 2;
  for (const Statement &statement : body)
    std::visit(*this, statement);
  indent -= 2;
  line() << "}\n";
}

void Printer::parameters(const std::vector<Parameter> &list) {
  os << '(';
  for (size_t i = 0; i < list.size(); ++i) {
    os << (i ? ", " : "") << list[i].name.text;
    if (list[i].value) {
      os << " = ";
      inner(*list[i].value);
    }
  }
  os << ')';
}

void Printer::print(const BlockDecl &block) {
  os << "block " << block.name.text;
  parameters(block.parameters);
  os << ' ';
  body(block.body);
}

void Printer::numbers(const std::vector<Number> &list, const char *suffix) {
  for (size_t i = 0; i < list.size(); ++i)
    os << (i ? ", " : "") << list[i].text << suffix;
}

void Printer::input(const InputDecl &input) {
  line() << "input " << input.name.text << (input.bytes ? " : u8[N" : " : f32[N");
  for (const ExprPtr *size : input.sizes()) {
    os << ", ";
    inner(**size);
  }
  os << ']';
  if (input.scale)
    os << " scale " << input.scale->text;
  if (input.normalize) {
    os << " normalize mean (";
    numbers(input.mean);
    os << ") std (";
    numbers(input.std);
    os << ')';
  }
  os << '\n';
}

void Printer::part(const Part &part) {
  line();
  if (part.kind == Part::Kind::Stage) {
    os << "stage " << part.name.text << " = ";
    for (const Repeat &repeat : part.repeats) {
      os << (&repeat == &part.repeats.front() ? "" : " then ");
      outer(*repeat.count);
      os << " x ";
      call(repeat.block);
    }
    os << '\n';
    return;
  }
  if (part.kind == Part::Kind::Aux) {
    os << "aux " << part.name.text;
    option("weight", part.weight);
    os << ' ';
  } else {
    os << (part.kind == Part::Kind::Stem ? "stem " : "head ");
  }
  body(part.body);
}

void Printer::print(const ModelDecl &model) {
  os << "model " << model.name.text;
  parameters(model.parameters);
  os << " {\n";
  indent += 2;
  if (model.input)
    input(*model.input);
  if (model.shortcut)
    line() << "shortcut " << model.shortcut->text << '\n';
  if (model.batchNorm) {
    line() << "bn";
    option("eps", model.batchNorm->eps);
    option("momentum", model.batchNorm->momentum);
    os << '\n';
  }
  if (model.names)
    line() << "names " << model.names->text << '\n';
  for (const Part &p : model.parts)
    part(p);
  indent -= 2;
  os << "}\n";
}

void Printer::dataSpec(const char *word, const std::optional<DataSpec> &spec) {
  if (!spec)
    return;
  line() << word;
  if (spec->kind)
    os << ' ' << spec->kind->text;
  if (spec->text)
    os << " \"" << *spec->text << '"';
  os << '\n';
}

void Printer::augment(const std::vector<AugmentItem> &items) {
  line() << "augment ";
  for (size_t i = 0; i < items.size(); ++i) {
    os << (i ? "; " : "");
    switch (items[i].kind) {
    case Augment::Kind::Shift:
      os << "shift " << items[i].low->text;
      break;
    case Augment::Kind::Hflip:
      os << "hflip";
      break;
    case Augment::Kind::Resize:
      os << "resize " << items[i].low->text << ".." << items[i].high->text;
      break;
    case Augment::Kind::Crop:
      os << "crop " << (items[i].parameter ? items[i].parameter->text : items[i].low->text);
      break;
    }
  }
  os << '\n';
}

void Printer::schedule(const LrClause &clause) {
  line() << "lr ";
  switch (clause.kind) {
  case LrSchedule::Kind::Constant:
    os << "constant";
    break;
  case LrSchedule::Kind::Cosine:
    os << "cosine";
    break;
  case LrSchedule::Kind::Step:
    os << '/' << clause.factor->text << " at ";
    numbers(clause.milestones, clause.percent ? "%" : "");
    os << (clause.percent ? "" : " epochs");
    break;
  case LrSchedule::Kind::Plateau:
    os << '/' << clause.factor->text << " on plateau";
    option("patience", clause.patience);
    break;
  }
  os << '\n';
}

void Printer::print(const TrainDecl &train) {
  os << "train " << train.name.text << " for " << train.model.text << " {\n";
  indent += 2;
  dataSpec("data", train.data);
  dataSpec("eval", train.eval);
  if (train.augment)
    augment(*train.augment);
  if (train.loss)
    line() << "loss " << train.loss->text << '\n';
  if (train.init)
    line() << "init " << train.init->name.text
           << (train.init->fan ? " " + train.init->fan->text : std::string()) << '\n';
  if (train.sgd) {
    line() << "sgd";
    option("lr", train.sgd->lr);
    option("momentum", train.sgd->momentum);
    option("weight_decay", train.sgd->weightDecay);
    os << (train.sgd->nesterov ? " nesterov\n" : "\n");
  }
  if (train.lr)
    schedule(*train.lr);
  if (train.warmup) {
    line() << "warmup " << train.warmup->epochs.text << " epochs";
    option("from", train.warmup->from);
    os << '\n';
  }
  clause("batch", train.batch);
  clause("epochs", train.epochs);
  clause("seed", train.seed);
  indent -= 2;
  os << "}\n";
}

} // namespace

std::optional<JoinKind> resnetc::dsl::ast::parseJoinKind(llvm::StringRef word) {
  for (JoinKind kind : {JoinKind::Add, JoinKind::Concat, JoinKind::Max, JoinKind::Gated})
    if (toString(kind) == word)
      return kind;
  return std::nullopt;
}

std::string resnetc::dsl::ast::print(const File &file) {
  std::string text = "resnetc 1\n";
  llvm::raw_string_ostream os(text);
  for (const File::Declaration &declaration : file.declarations) {
    os << '\n';
    std::visit([&](const auto &d) { Printer(os).print(d); }, declaration);
  }
  return text;
}

std::string resnetc::dsl::ast::print(const Expr &expr) {
  std::string text;
  llvm::raw_string_ostream os(text);
  Printer(os).inner(expr);
  return text;
}

std::string resnetc::dsl::ast::signature(const Ident &name,
                                         const std::vector<Parameter> &parameters) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << name.text;
  Printer(os).parameters(parameters);
  return text;
}
