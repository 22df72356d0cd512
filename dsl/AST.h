//===- AST.h - syntax tree of the language --------------------------------===//
//
// What the parser makes of one file, before any name is resolved or number checked.
// Every node keeps the place of its text. The tree is plain data; the checks that give
// it meaning are in Sema. ASTPrinter writes it back as canonical text.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_AST_H
#define RESNETC_DSL_AST_H

#include "dsl/Diagnostics.h"
#include "dsl/Network.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace resnetc::dsl::ast {

/// A name and where it stands.
struct Ident {
  std::string text;
  Range where;
};

/// An integer expression over parameters. Its depth is bounded by the parser (C9).
struct Expr {
  enum class Kind { Integer, Name, Negate, Add, Sub, Mul, Div };
  Kind kind = Kind::Integer;
  Range where; ///< of the number or name, or of the operator
  int64_t value = 0;
  std::string name;
  std::unique_ptr<Expr> lhs, rhs; ///< Negate has only `lhs`
};
using ExprPtr = std::unique_ptr<Expr>;

/// A size down and across: `3x1`, or `3` for both.
struct Extent {
  Range where;
  ExprPtr down;   ///< null: not written
  ExprPtr across; ///< null: the same as `down`
};

/// A real number as written.
struct Number {
  Range where;
  double value = 0;
  bool isInteger = false;
  std::string text;
};

/// `conv 3x3 c /stride pad 1 groups 32 bias -2`, `relu`, `dropout 0.5`,
/// `lrn 5 alpha 1e-4 beta 0.75 k 1`, `maxpool 3x3 /2 ceil`, `avgpool global`, `fc 10`.
struct LayerStmt {
  LayerKind kind = LayerKind::ReLU;
  Range where;
  Extent kernel;
  ExprPtr channels;
  Extent stride;
  Extent pad;
  ExprPtr groups;
  std::optional<bool> bias; ///< as written: `bias` or `nobias`
  std::optional<Number> biasInit;
  std::optional<Range> ceil;            ///< of a pool: its map is rounded up
  std::optional<Number> number;         ///< LayerFacts::number
  ExprPtr window;                       ///< LRN: channels
  std::optional<Number> alpha, beta, k; ///< LRN
};

/// One argument of a block, by place or by name.
struct Argument {
  std::optional<Ident> name;
  ExprPtr value;
};

/// `basic(64, expand = 4) /2`; the stride is one more way to give the parameter `stride`.
struct CallStmt {
  Ident callee;
  std::vector<Argument> arguments;
  ExprPtr stride;
};

struct Fork;

/// A step of a body.
using Statement = std::variant<LayerStmt, CallStmt, std::unique_ptr<Fork>>;
using Body = std::vector<Statement>;

/// `branch { ... }`.
struct Branch {
  Range where;
  Body body;
};

/// Branches, maybe a shortcut, and their join.
struct Fork {
  std::vector<Branch> branches;
  std::optional<Range> shortcut;
  size_t shortcutPlace = 0; ///< branches that stand before the shortcut
  bool bareConv = false;    ///< `shortcut conv`: a projection has no batch norm
  Ident join;               ///< the word after `join`
};

/// `name` or `name = default`.
struct Parameter {
  Ident name;
  ExprPtr value; ///< null: no default
};

/// `block NAME(params) { ... }`.
struct BlockDecl {
  Range whole; ///< from the first word to the last brace that was found
  Ident name;
  std::vector<Parameter> parameters;
  Body body;
};

/// `input x : f32[N, C, H, W] normalize mean (...) std (...)`, or u8[N, H, W, C] and maybe `scale`.
struct InputDecl {
  Ident name;
  bool bytes = false; ///< u8, channels last
  ExprPtr channels, height, width;
  std::optional<Number> scale; ///< of bytes
  std::optional<Range> normalize;
  std::vector<Number> mean, std;

  /// In the order of the text, which is that of memory.
  std::array<ExprPtr *, 3> sizes() {
    return bytes ? std::array{&height, &width, &channels} : std::array{&channels, &height, &width};
  }
  std::array<const ExprPtr *, 3> sizes() const {
    return bytes ? std::array<const ExprPtr *, 3>{&height, &width, &channels}
                 : std::array<const ExprPtr *, 3>{&channels, &height, &width};
  }
};

/// How the type of an input is written, for hints.
inline llvm::StringRef inputForm(bool bytes) {
  return bytes ? "u8[N, height, width, channels]" : "f32[N, channels, height, width]";
}

/// `bn eps E momentum M` of a model.
struct BatchNormDecl {
  Range where;
  std::optional<Number> eps, momentum;
};

/// `K x BLOCK(args) /S`.
struct Repeat {
  ExprPtr count;
  CallStmt block;
};

/// `stem { ... }`, `stage NAME = K x BLOCK(args) /S then K x BLOCK(args)`,
/// `aux NAME weight W { ... }`, `head { ... }`.
struct Part {
  enum class Kind { Stem, Stage, Aux, Head };
  Kind kind = Kind::Stem;
  Range whole;
  Range where;
  Body body;                    ///< Stem, Aux and Head
  Ident name;                   ///< Stage and Aux
  std::vector<Repeat> repeats;  ///< Stage
  std::optional<Number> weight; ///< Aux
};

/// `model NAME(params) { ... }`.
struct ModelDecl {
  Range whole;
  Ident name;
  std::vector<Parameter> parameters;
  std::optional<InputDecl> input;
  std::optional<Ident> shortcut;
  std::optional<BatchNormDecl> batchNorm;
  std::optional<Ident> names;
  std::vector<Part> parts;
};

/// `digits`, `folder "DIR"` or `"SPEC"`.
struct DataSpec {
  Range where;
  std::optional<Ident> kind;
  std::optional<std::string> text;
};

/// `shift 1`, `hflip`, `resize 256..480`, `crop 224`, `crop size`.
struct AugmentItem {
  Augment::Kind kind = Augment::Kind::Hflip;
  Range where;
  std::optional<Number> low, high;
  std::optional<Ident> parameter; ///< Crop: of the model, in place of `low`
};

/// `sgd lr L momentum M weight_decay W nesterov`.
struct SgdClause {
  Range where;
  std::optional<Number> lr, momentum, weightDecay;
  std::optional<Range> nesterov;
};

/// `lr /10 at 82, 123 epochs`, `lr /10 at 50%, 75%`, `lr /10 on plateau patience 5`,
/// `lr cosine`, `lr constant`.
struct LrClause {
  Range where;
  LrSchedule::Kind kind = LrSchedule::Kind::Constant;
  std::optional<Number> factor;
  std::vector<Number> milestones;
  bool percent = false;
  std::optional<Number> patience;
};

/// `warmup 5 epochs from 0.01`.
struct WarmupClause {
  Range where;
  Number epochs;
  std::optional<Number> from;
};

/// `init he_normal fan_in`.
struct InitClause {
  Ident name;
  std::optional<Ident> fan;
};

/// `train NAME for MODEL { ... }`.
struct TrainDecl {
  Range whole;
  Ident name;
  Ident model;
  std::optional<DataSpec> data, eval;
  std::optional<std::vector<AugmentItem>> augment;
  std::optional<Ident> loss;
  std::optional<InitClause> init;
  std::optional<SgdClause> sgd;
  std::optional<LrClause> lr;
  std::optional<WarmupClause> warmup;
  std::optional<Number> batch, epochs, seed;
};

/// One file, its declarations in the order of the text.
struct File {
  using Declaration = std::variant<BlockDecl, ModelDecl, TrainDecl>;
  std::vector<Declaration> declarations;
};

/// The join that a word names; nullopt when it names none.
std::optional<JoinKind> parseJoinKind(llvm::StringRef word);

/// Canonical text of a file; parsing it gives the same tree, printing that the same text.
std::string print(const File &file);

/// Canonical text of an expression, for messages and listings.
std::string print(const Expr &expr);

/// A name with its parameters: "basic(c, stride = 1)".
std::string signature(const Ident &name, const std::vector<Parameter> &parameters);

} // namespace resnetc::dsl::ast

#endif // RESNETC_DSL_AST_H
