//===- ParseModel.cpp - bodies and models ---------------------------------===//
//
// The part of the parser that reads what a network is made of: layers, calls of blocks,
// forks with their joins, and the lines of a model.
//
//===----------------------------------------------------------------------===//

#include "dsl/Parser.h"
#include "dsl/ParserImpl.h"

#include "llvm/ADT/StringSwitch.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

static std::optional<LayerKind> layerKind(StringRef word) {
  return llvm::StringSwitch<std::optional<LayerKind>>(word)
      .Case("conv", LayerKind::Conv)
      .Case("bn", LayerKind::BatchNorm)
      .Case("relu", LayerKind::ReLU)
      .Case("maxpool", LayerKind::MaxPool)
      .Case("avgpool", LayerKind::AvgPool)
      .Case("fc", LayerKind::Linear)
      .Default(std::nullopt);
}

// body ::= "{" {statement} "}"
bool Parser::parseBody(Body &body, bool allowForks) {
  Range brace = peek().where;
  if (!expect("{", "to begin a list of layers"))
    return false;
  bool clean = true;
  while (accept(";")) {
  }
  while (!atBodyEnd()) {
    size_t start = position;
    if (!parseStatement(body, allowForks) || !endStatement()) {
      clean = false;
      recover(start);
    }
  }
  // C21: nothing is empty.
  if (clean && body.empty() && peek().is("}"))
    error(21, brace, "expects at least one layer between '{' and '}', got none",
          "for a path that changes nothing write `shortcut`, not an empty branch");
  return expect("}", "to end the list of layers");
}

// statement ::= layer | call | fork
bool Parser::parseStatement(Body &body, bool allowForks) {
  const Token &token = peek();
  if (token.isName("branch") || token.isName("shortcut") || token.isName("join")) {
    if (!allowForks)
      // C19: forks stand in blocks.
      return error(19, token.where, "expects a layer or a block here, got " + token.describe(),
                   "put the fork into a block of its own and call that block here");
    return parseFork(body);
  }
  if (token.kind == TokenKind::Name) {
    if (std::optional<LayerKind> kind = layerKind(token.text))
      return parseLayer(body, *kind);
    if (peek(1).is("(")) {
      CallStmt call;
      if (!parseCall(call))
        return false;
      body.push_back(std::move(call));
      return true;
    }
    // C12: known words only.
    std::string hint = suggest(token.text, {"conv", "bn", "relu", "maxpool", "avgpool", "fc",
                                            "branch", "shortcut", "join"});
    if (!StringRef(hint).starts_with("did"))
      hint = "a block is called with parentheses: " + printable(token.text, 40) + "()";
    return error(12, token.where, "expects a layer or a block, got " + token.describe(), hint);
  }
  return unexpected("a layer or a block", "layers are conv, bn, relu, maxpool, avgpool and fc");
}

// layer ::= "conv" extent outer {stride | pad | "bias" | "nobias"} | "bn" | "relu"
//         | "maxpool" extent {stride | pad} | "avgpool" ("global" | extent {stride | pad})
//         | "fc" outer ["bias" | "nobias"]
bool Parser::parseLayer(Body &body, LayerKind kind) {
  LayerStmt layer;
  layer.where = take().where;
  layer.kind = kind;
  layer.bias = kind == LayerKind::Linear;
  if (kind == LayerKind::AvgPool && acceptName("global"))
    layer.kind = kind = LayerKind::GlobalAvgPool;
  bool hasKernel =
      kind == LayerKind::Conv || kind == LayerKind::MaxPool || kind == LayerKind::AvgPool;
  if (hasKernel && !parseExtent(layer.kernel, kind == LayerKind::AvgPool
                                                  ? "'global' or a kernel size such as 3x3"
                                                  : "a kernel size such as 3x3"))
    return false;
  if ((kind == LayerKind::Conv || kind == LayerKind::Linear) &&
      !parseOuter(layer.channels, "a number of channels"))
    return false;
  if (!parseLayerOptions(layer))
    return false;
  body.push_back(std::move(layer));
  return true;
}

// stride ::= "/" extent        pad ::= "pad" extent
bool Parser::parseLayerOptions(LayerStmt &layer) {
  bool windowed = layer.kernel.down != nullptr;
  bool weighted = layer.channels != nullptr;
  bool biased = false;
  while (true) {
    const Token token = peek();
    bool again = false;
    if (windowed && accept("/")) {
      again = layer.stride.down != nullptr;
      if (!parseExtent(layer.stride, "a stride"))
        return false;
    } else if (windowed && acceptName("pad")) {
      again = layer.pad.down != nullptr;
      if (!parseExtent(layer.pad, "a padding"))
        return false;
    } else if (weighted && (token.isName("bias") || token.isName("nobias"))) {
      again = biased;
      biased = true;
      layer.bias = take().isName("bias");
    } else {
      return true;
    }
    // C10: an option is given once.
    if (again)
      return error(10, token.where,
                   "expects each option of a layer once, got a second " + token.describe(),
                   "remove one of the two");
  }
}

// fork ::= ("branch" body | "shortcut") {"branch" body | "shortcut"} "join" NAME
bool Parser::parseFork(Body &body) {
  auto fork = std::make_unique<Fork>();
  Range first = peek().where;
  while (!peek().isName("join")) {
    Token word = peek();
    if (acceptName("branch")) {
      fork->branches.push_back({word.where, {}});
      if (!parseBody(fork->branches.back().body, /*allowForks=*/false))
        return false;
    } else if (acceptName("shortcut")) {
      if (fork->shortcut)
        return error(19, word.where, "expects one shortcut before a join, got a second one",
                     "remove one of the two; further paths are branches");
      fork->shortcut = word.where;
    } else {
      return error(19, word.where, "expects 'join' after the branches, got " + word.describe(),
                   "write `join add` after the last branch or shortcut");
    }
    if (!endStatement())
      return false;
  }
  Token join = take();
  size_t paths = fork->branches.size() + (fork->shortcut ? 1 : 0);
  // C19: what a join needs.
  if (paths < 2 || fork->branches.empty())
    return error(19, paths == 0 ? join.where : first,
                 "expects two or more paths before a join, a branch among them, got " +
                     llvm::Twine(fork->branches.size()) + " branches and " +
                     (fork->shortcut ? "a shortcut" : "no shortcut"),
                 "write `branch { ... }`, then `shortcut` or another branch, then `join add`");
  if (peek().startsLine || !parseIdent(fork->join, "how to join"))
    return peek().startsLine ? unexpected("'add' after 'join'", "write `join add`") : false;
  // C20: known joins.
  if (fork->join.text != "add")
    return error(20, fork->join.where, "expects 'add' after 'join', got '" + fork->join.text + "'",
                 "paths are joined by their sum: `join add`");
  body.push_back(std::move(fork));
  return true;
}

// call ::= NAME "(" [argument {"," argument}] ")" ["/" simple]
// argument ::= [NAME "="] sum
bool Parser::parseCall(CallStmt &call) {
  if (!parseIdent(call.callee, "the name of a block") ||
      !expect("(", "after the name of the block"))
    return false;
  while (!peek().is(")")) {
    Argument argument;
    if (peek().kind == TokenKind::Name && peek(1).is("=")) {
      Token name = take();
      argument.name = Ident{name.text.str(), name.where};
      take();
    }
    if (!parseInner(argument.value, "an argument"))
      return false;
    call.arguments.push_back(std::move(argument));
    if (!accept(","))
      break;
  }
  if (!expect(")", "after the arguments"))
    return false;
  return !accept("/") || parseSimple(call.stride, "a stride");
}

// model ::= "model" NAME [parameters] "{" {item} "}"
bool Parser::parseModel(ModelDecl &model) {
  take();
  if (!parseNewName(model.name, "a name for the model") || !parseParameters(model.parameters) ||
      !expect("{", "to begin the model"))
    return false;
  while (!atBodyEnd()) {
    size_t start = position;
    if (!parseModelItem(model) || !endStatement())
      recover(start);
  }
  return expect("}", "to end the model");
}

// item ::= input | "shortcut" NAME | batchnorm | "names" NAME | part
bool Parser::parseModelItem(ModelDecl &model) {
  Token word = peek();
  // C22: one of each.
  auto once = [&](bool first) {
    return first ||
           error(22, word.where, "expects one '" + word.text + "' in a model, got a second",
                 "remove one of the two");
  };
  if (acceptName("input"))
    return once(!model.input) && parseInput(model.input.emplace());
  if (acceptName("shortcut"))
    return once(!model.shortcut) &&
           parseIdent(model.shortcut.emplace(), "a shortcut option A, B, C or none");
  if (acceptName("bn")) {
    if (!once(!model.batchNorm))
      return false;
    model.batchNorm.emplace().where = word.where;
    return parseBatchNorm(*model.batchNorm);
  }
  if (acceptName("names"))
    return once(!model.names) && parseIdent(model.names.emplace(), "a scheme of names");
  if (word.isName("stem") || word.isName("stage") || word.isName("head"))
    return parsePart(model.parts.emplace_back());
  static constexpr StringRef items[] = {"input", "shortcut", "bn",  "names",
                                        "stem",  "stage",    "head"};
  if (word.kind == TokenKind::Name)
    return error(12, word.where, "expects a line of a model, got " + word.describe(),
                 suggest(word.text, items));
  return unexpected("a line of a model", suggest("", items));
}

// input ::= "input" NAME ":" "f32" "[" "N" "," sum "," sum "," sum "]"
//           ["normalize" "mean" numbers "std" numbers]
bool Parser::parseInput(InputDecl &input) {
  if (!parseNewName(input.name, "a name for the input") ||
      !expect(":", "after the name of the input"))
    return false;
  // C30: the type.
  if (!peek().isName("f32"))
    return error(30, peek().where, "expects the type f32, got " + peek().describe(),
                 "write `input x : f32[N, 3, 224, 224]`; precision is a flag of the compiler");
  take();
  if (!expect("[", "after the type"))
    return false;
  if (!peek().isName("N"))
    return error(30, peek().where,
                 "expects N, the batch, as the first size, got " + peek().describe(),
                 "the batch is never fixed by a model: f32[N, channels, height, width]");
  take();
  if (!expect(",", "after N") || !parseInner(input.channels, "a number of channels") ||
      !expect(",", "after the channels") || !parseInner(input.height, "a height") ||
      !expect(",", "after the height") || !parseInner(input.width, "a width") ||
      !expect("]", "after the width"))
    return false;
  Token word = peek();
  if (!acceptName("normalize"))
    return true;
  input.normalize = word.where;
  return expectName("mean", "after 'normalize'") && parseNumbers(input.mean, "a mean") &&
         expectName("std", "after the means") && parseNumbers(input.std, "a standard deviation");
}

// batchnorm ::= "bn" {"eps" number | "momentum" number}
bool Parser::parseBatchNorm(BatchNormDecl &batchNorm) {
  while (peek().isName("eps") || peek().isName("momentum")) {
    Token word = take();
    std::optional<Number> &slot = word.isName("eps") ? batchNorm.eps : batchNorm.momentum;
    if (slot)
      return error(10, word.where, "expects '" + word.text + "' once, got a second",
                   "remove one of the two");
    if (!parseNumber(slot.emplace(), "a number"))
      return false;
  }
  if (!batchNorm.eps && !batchNorm.momentum)
    return unexpected("'eps' or 'momentum' after 'bn'", "write `bn eps 1e-5 momentum 0.1`");
  return true;
}

// part ::= ("stem" | "head") body | stage
bool Parser::parsePart(Part &part) {
  Token word = take();
  part.where = word.where;
  if (word.isName("stage")) {
    part.kind = Part::Kind::Stage;
    return parseStage(part);
  }
  part.kind = word.isName("stem") ? Part::Kind::Stem : Part::Kind::Head;
  return parseBody(part.body, /*allowForks=*/true);
}

// stage ::= "stage" NAME "=" outer "x" call
bool Parser::parseStage(Part &part) {
  return parseNewName(part.name, "a name for the stage") &&
         expect("=", "after the name of the stage") &&
         parseOuter(part.repeat, "how often the block is repeated") &&
         expectName("x", "between the repeats and the block") && parseCall(part.block);
}
