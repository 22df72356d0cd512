//===- ParseModel.cpp - models ---------------------------------------------===//
//
// The part of the parser that reads the lines of a model: its input and settings, stem,
// stages, heads beside it, and head.
//
//===----------------------------------------------------------------------===//

#include "dsl/ParserImpl.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

// model ::= "model" NAME [parameters] "{" {item} "}"
bool Parser::parseModel(ModelDecl &model) {
  takeWord();
  scope = &model.parameters;
  if (!parseNewName(model.name, "a name for the model") || !parseParameters(model.parameters) ||
      !expect("{", "to begin the model"))
    return false;
  Inside inside(statement, construct, "model");
  while (!atBodyEnd()) {
    size_t start = position;
    beginStatement();
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
           parseChoice(model.shortcut.emplace(), "a shortcut option A, B, C or none",
                       {"A", "B", "C", "none"});
  if (acceptName("bn")) {
    if (!once(!model.batchNorm))
      return false;
    model.batchNorm.emplace().where = word.where;
    return parseBatchNorm(*model.batchNorm);
  }
  if (acceptName("names"))
    return once(!model.names) &&
           parseChoice(model.names.emplace(), "a scheme of names", {"torchvision", "caffe"});
  if (atWord("stem") || atWord("stage") || atWord("aux") || atWord("head")) {
    size_t first = position;
    Part &part = model.parts.emplace_back();
    bool ok = parsePart(part);
    part.whole = rangeFrom(first);
    return ok;
  }
  static constexpr StringRef items[] = {"input", "shortcut", "bn",  "names",
                                        "stem",  "stage",    "aux", "head"};
  if (word.kind == TokenKind::Name)
    return error(12, word.where, "expects a line of a model, got " + word.describe(),
                 adviseOn(word.text, WordPlace::Model, items));
  return unexpected("a line of a model", suggest("", items));
}

// input ::= "input" NAME ":" ("f32" | "u8") "[" "N" "," sum "," sum "," sum "]"
//           ["scale" number] ["normalize" "mean" numbers "std" numbers]
bool Parser::parseInput(InputDecl &input) {
  if (!parseNewName(input.name, "a name for the input") ||
      !expect(":", "after the name of the input"))
    return false;
  // C30: the type.
  if (!atWord("f32") && !atWord("u8"))
    return error(30, peek().where, "expects the type f32 or u8, got " + peek().describe(),
                 "write `input x : f32[N, 3, 224, 224]`, or `u8[N, 224, 224, 3]` for bytes as "
                 "decoders give them; precision is a flag of the compiler");
  input.bytes = takeWord().isName("u8");
  if (!expect("[", "after the type"))
    return false;
  if (!atWord("N"))
    return error(30, peek().where,
                 "expects N, the batch, as the first size, got " + peek().describe(),
                 "the batch is never fixed by a model: " + inputForm(input.bytes));
  takeWord();
  const char *behind = "after N";
  for (ExprPtr *size : input.sizes()) {
    bool isChannels = size == &input.channels, isHeight = size == &input.height;
    if (!expect(",", behind) || !parseInner(*size, isChannels ? "a number of channels"
                                                   : isHeight ? "a height"
                                                              : "a width"))
      return false;
    behind = isChannels ? "after the channels" : isHeight ? "after the height" : "after the width";
  }
  if (!expect("]", behind))
    return false;
  Token word = peek();
  if (!input.bytes && word.isName("scale")) // C66
    return error(66, word.where, "expects a scale behind an input of bytes alone",
                 "declare u8[N, height, width, channels], or divide by `normalize`'s std");
  if (input.bytes && acceptName("scale")) {
    if (!parseNumber(input.scale.emplace(), "a scale"))
      return false;
    word = peek();
  }
  if (!acceptName("normalize"))
    return true;
  input.normalize = word.where;
  return expectName("mean", "after 'normalize'") && parseNumbers(input.mean, "a mean") &&
         expectName("std", "after the means") && parseNumbers(input.std, "a standard deviation");
}

// batchnorm ::= "bn" {"eps" number | "momentum" number}
bool Parser::parseBatchNorm(BatchNormDecl &batchNorm) {
  while (atWord("eps") || atWord("momentum")) {
    Token word = takeWord();
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

// part ::= ("stem" | "head") body | stage | aux
bool Parser::parsePart(Part &part) {
  Token word = takeWord();
  part.where = word.where;
  if (word.isName("stage")) {
    part.kind = Part::Kind::Stage;
    return parseStage(part);
  }
  if (word.isName("aux")) {
    part.kind = Part::Kind::Aux;
    return parseAux(part);
  }
  part.kind = word.isName("stem") ? Part::Kind::Stem : Part::Kind::Head;
  return parseBody(part.body, /*allowForks=*/true);
}

// stage ::= "stage" NAME "=" repeat {"then" repeat}        repeat ::= outer "x" call
bool Parser::parseStage(Part &part) {
  if (!parseNewName(part.name, "a name for the stage") ||
      !expect("=", "after the name of the stage"))
    return false;
  do {
    Repeat &repeat = part.repeats.emplace_back();
    if (!parseOuter(repeat.count, "how often the block is repeated") ||
        !expectName("x", "between the repeats and the block") || !parseCall(repeat.block))
      return false;
  } while (acceptName("then"));
  return true;
}

// aux ::= "aux" NAME ["weight" number] body
bool Parser::parseAux(Part &part) {
  return parseNewName(part.name, "a name for the auxiliary head") &&
         (!acceptName("weight") || parseNumber(part.weight.emplace(), "a weight of its loss")) &&
         parseBody(part.body, /*allowForks=*/true);
}
