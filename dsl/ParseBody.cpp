//===- ParseBody.cpp - layers, calls and forks -----------------------------===//
//
// The part of the parser that reads what stands between the braces of blocks, stems,
// heads and branches: layers with their options, calls of blocks, forks with their joins.
//
//===----------------------------------------------------------------------===//

#include "dsl/Parser.h"
#include "dsl/ParserImpl.h"

#include "llvm/ADT/STLExtras.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

/// Parts of a concatenation.
constexpr size_t maxConcat = 8;

/// "a block is called with parentheses: basic(8)", where 8 is the next token.
static std::string callOf(StringRef block, const Token &next) {
  bool isNumber = next.kind == TokenKind::Integer && !next.startsLine;
  return "a block is called with parentheses: " + printable(block, 40) + "(" +
         (isNumber ? next.text.str() : "") + ")";
}

/// What to write instead of a word that is followed by `next` and begins no statement.
static std::string adviseOnStatement(const Token &word, const Token &next) {
  std::vector<StringRef> words = layerKeywords();
  words.insert(words.end(), {"branch", "shortcut", "join"});
  std::string hint = adviseOn(word.text, WordPlace::Statement, words);
  if (!StringRef(hint).starts_with("known"))
    return hint;
  const std::string behind = "options stand behind their layer: `conv 3x3 64 pad 1`";
  const std::vector<StringRef> options = optionWords(LayerKind::Conv);
  if (llvm::is_contained(options, word.text))
    return behind;
  std::string option = suggest(word.text, options);
  return StringRef(option).starts_with("did") ? option + " " + behind : callOf(word.text, next);
}

// body ::= "{" {statement} "}"
bool Parser::parseBody(Body &body, bool allowForks) {
  Range brace = peek().where;
  if (!expect("{", "to begin a list of layers"))
    return false;
  Inside inside(statement, construct, "");
  bool clean = true;
  while (accept(";")) {
  }
  while (!atBodyEnd()) {
    size_t start = position;
    beginStatement();
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
  if (atCursor())
    offerStatements(allowForks);
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
    return error(12, token.where, "expects a layer or a block, got " + token.describe(),
                 adviseOnStatement(token, peek(1)));
  }
  return unexpected("a layer or a block", "layers are " + listed(layerKeywords(), "and"));
}

void Parser::offerStatements(bool allowForks) {
  offer(layerKeywords());
  if (allowForks)
    offer({"branch", "shortcut", "join"});
  expected->block = true;
}

// layer ::= "conv" extent outer {stride | pad | "groups" simple | bias}
//         | keyword [number]
//         | "lrn" simple {"alpha" number | "beta" number | "k" number}
//         | "maxpool" extent {stride | pad | "ceil"}
//         | "avgpool" ("global" | extent {stride | pad})
//         | "fc" outer [bias]
bool Parser::parseLayer(Body &body, LayerKind kind) {
  Token keyword = takeWord();
  LayerStmt layer;
  layer.where = keyword.where;
  layer.kind = kind;
  offer(secondWords(kind));
  if (peek().kind == TokenKind::Name)
    if (auto twoWords = layerKind((keyword.text + " " + peek().text).str())) {
      layer.kind = *twoWords;
      takeWord();
    }
  if (isWrittenAsCall(layer.kind))
    return unexpected("'" + layerFacts(layer.kind).text + "' without parentheses",
                      "write `" + example(layer.kind) + "`");
  if (!parseLayerOperands(layer) || !parseLayerOptions(layer) || !endLayer(layer.kind))
    return false;
  body.push_back(std::move(layer));
  return true;
}

/// Whether a parenthesis after the layer's word is no size: `relu()`, `conv(8, 3x3)`. That of
/// `fc(c / 2)` is one.
bool Parser::isWrittenAsCall(LayerKind kind) const {
  if (!peek().is("(") || peek().startsLine)
    return false;
  const LayerFacts &facts = layerFacts(kind);
  bool takesSize = facts.takes(LayerArgument::Kernel) || facts.takes(LayerArgument::Channels) ||
                   facts.takes(LayerArgument::Span);
  return !takesSize || peek(1).is(")") || findMisfit(/*arguments=*/false);
}

/// In the parenthesis that begins here: the first token that no expression has, nor a list of
/// `arguments`. Null when there is none, or the parenthesis is not closed.
const Token *Parser::findMisfit(bool arguments) const {
  unsigned depth = 0;
  for (const Token &token : llvm::ArrayRef(tokens).drop_front(position)) {
    depth += token.is("(");
    depth -= token.is(")");
    if (depth == 0 || token.is("{") || token.is("}") || token.is(";"))
      return nullptr;
    bool fits =
        token.kind == TokenKind::Punct
            ? StringRef(arguments && depth == 1 ? "()+-*/,=" : "()+-*/").contains(token.text)
            : token.kind == TokenKind::Integer || token.kind == TokenKind::Name;
    if (!fits)
      return &token;
  }
  return nullptr;
}

/// What stands right after the layer's word.
bool Parser::parseLayerOperands(LayerStmt &layer) {
  const LayerFacts &facts = layerFacts(layer.kind);
  if (facts.takes(LayerArgument::Kernel) &&
      !parseExtent(layer.kernel, layer.kind == LayerKind::AvgPool
                                     ? "'global' or a kernel size such as 3x3"
                                     : "a kernel size such as 3x3"))
    return false;
  if (facts.takes(LayerArgument::Channels) && !parseOuter(layer.channels, "a number of channels"))
    return false;
  if (const NumberFacts *number = facts.number(); number && !parseLayerNumber(layer, *number))
    return false;
  return !facts.takes(LayerArgument::Span) ||
         parseSimple(layer.window, "how many channels a window has, such as 5");
}

bool Parser::parseLayerNumber(LayerStmt &layer, const NumberFacts &number) {
  if (number.usual && !atNumber())
    return true;
  std::string what = ("a " + number.name).str();
  if (peek().startsLine)
    return unexpected(what + " after '" + toString(layer.kind) + "'",
                      "write `" + example(layer.kind) + "`");
  return parseNumber(layer.number.emplace(), (what + " such as " + number.example).str().c_str());
}

bool Parser::parseLayerOptions(LayerStmt &layer) {
  while (true) {
    Token word = peek();
    size_t before = position;
    bool again = false;
    if (!parseLayerOption(layer, word, again))
      return false;
    if (position == before)
      return true;
    // C10: an option is given once.
    if (again)
      return error(10, word.where,
                   "expects each option of a layer once, got a second " + word.describe(),
                   "remove one of the two");
  }
}

/// Takes one option of the layer, or nothing; `again` tells whether it was there before.
bool Parser::parseLayerOption(LayerStmt &layer, const Token &word, bool &again) {
  const LayerFacts &facts = layerFacts(layer.kind);
  if (facts.takes(LayerArgument::Stride) && accept("/")) {
    again = layer.stride.down != nullptr;
    return parseExtent(layer.stride, "a stride");
  }
  if (facts.takes(LayerArgument::Pad) && acceptName("pad")) {
    again = layer.pad.down != nullptr;
    return parseExtent(layer.pad, "a padding");
  }
  if (facts.takes(LayerArgument::Ceil) && acceptName("ceil")) {
    again = layer.ceil.has_value();
    layer.ceil = word.where;
    return true;
  }
  // C56: the mean of a window that is partly outside has no one meaning.
  if (layer.kind == LayerKind::AvgPool && peek().isName("ceil"))
    return error(56, word.where, "expects 'ceil' in maxpool alone, got it in avgpool",
                 "avgpool rounds down; remove 'ceil', or pad until the windows fit");
  if (facts.takes(LayerArgument::Groups) && acceptName("groups")) {
    again = layer.groups != nullptr;
    return parseSimple(layer.groups, "a number of groups");
  }
  if (facts.takesBias() && (atWord("bias") || atWord("nobias"))) {
    again = layer.bias.has_value();
    return parseBias(layer);
  }
  return !facts.takes(LayerArgument::Response) || parseResponse(layer, word, again);
}

/// The numbers of lrn.
bool Parser::parseResponse(LayerStmt &layer, const Token &word, bool &again) {
  std::optional<Number> *slot = atWord("alpha")  ? &layer.alpha
                                : atWord("beta") ? &layer.beta
                                : atWord("k")    ? &layer.k
                                                 : nullptr;
  if (!slot)
    return true;
  takeWord();
  again = slot->has_value();
  return parseNumber(slot->emplace(), "a number");
}

// bias ::= "bias" [number] | "nobias"
bool Parser::parseBias(LayerStmt &layer) {
  layer.bias = takeWord().isName("bias");
  if (!*layer.bias || !atNumber())
    return true;
  return parseNumber(layer.biasInit.emplace(), "the bias before training");
}

/// Reports a word that stands behind a layer and is none of its options.
bool Parser::endLayer(LayerKind kind) {
  const Token &word = peek();
  if (word.kind != TokenKind::Name || word.startsLine)
    return true;
  std::string hint = foreignHint(word.text, WordPlace::Option);
  if (hint.empty())
    hint = foreignHint(word.text, WordPlace::Statement);
  if (hint.empty())
    hint = suggest(word.text, optionWords(kind));
  return notEnded(StringRef(hint).starts_with("known") ? "" : hint);
}

// fork ::= path {path} "join" NAME        path ::= "branch" body | "shortcut" ["conv"]
bool Parser::parseFork(Body &body) {
  auto fork = std::make_unique<Fork>();
  Range first = peek().where;
  if (!parsePaths(*fork) || !parseJoin(*fork, first) || !checkPaths(*fork))
    return false;
  body.push_back(std::move(fork));
  return true;
}

/// The paths, up to `join`.
bool Parser::parsePaths(Fork &fork) {
  for (beginStatement(); !atWord("join"); beginStatement()) {
    Token word = peek();
    if (acceptName("branch")) {
      fork.branches.push_back({word.where, {}});
      if (!parseBody(fork.branches.back().body, /*allowForks=*/false))
        return false;
    } else if (acceptName("shortcut")) {
      if (fork.shortcut)
        return error(19, word.where, "expects one shortcut before a join, got a second one",
                     "remove one of the two; further paths are branches");
      fork.shortcut = word.where;
      fork.shortcutPlace = fork.branches.size();
      fork.bareConv = !peek().startsLine && acceptName("conv");
    } else {
      return error(19, word.where, "expects 'join' after the branches, got " + word.describe(),
                   "write `join add` after the last branch or shortcut");
    }
    if (!endStatement())
      return false;
  }
  return true;
}

bool Parser::parseJoin(Fork &fork, const Range &first) {
  Token join = takeWord();
  size_t paths = fork.branches.size() + (fork.shortcut ? 1 : 0);
  // C19: what a join needs.
  if (paths < 2 || fork.branches.empty())
    return error(19, paths == 0 ? join.where : first,
                 "expects two or more paths before a join, a branch among them, got " +
                     llvm::Twine(fork.branches.size()) + " branches and " +
                     (fork.shortcut ? "a shortcut" : "no shortcut"),
                 "write `branch { ... }`, then `shortcut` or another branch, then `join add`");
  if (peek().startsLine)
    return unexpected("'add', 'concat', 'max' or 'gated' after 'join'", "write `join add`");
  if (!parseChoice(fork.join, "how to join", {"add", "concat", "max", "gated"}))
    return false;
  // C20: known joins.
  if (!parseJoinKind(fork.join.text))
    return error(20, fork.join.where,
                 "expects 'add', 'concat', 'max' or 'gated' after 'join', got '" + fork.join.text +
                     "'",
                 adviseOn(fork.join.text, WordPlace::Join, {"add", "concat", "max", "gated"}));
  return true;
}

/// What the kind of join asks of its paths.
bool Parser::checkPaths(const Fork &fork) {
  JoinKind kind = *parseJoinKind(fork.join.text);
  size_t branches = fork.branches.size(), paths = branches + (fork.shortcut ? 1 : 0);
  // C57: as many parts as one copy takes.
  if (kind == JoinKind::Concat && paths > maxConcat)
    return error(57, fork.join.where,
                 "expects at most " + llvm::Twine(maxConcat) + " paths of 'join concat', got " +
                     llvm::Twine(paths),
                 "concatenate some of them in a block of their own");
  // C58: a value and its gate.
  if (kind == JoinKind::Gated && branches != 2 && !(branches == 1 && fork.shortcut))
    return error(58, fork.join.where,
                 "expects two branches, or one and a shortcut, before 'join gated', got " +
                     llvm::Twine(branches) + " branches and " +
                     (fork.shortcut ? "a shortcut" : "no shortcut"),
                 "the last branch is the gate, the one before it, or the shortcut, the value");
  // C19: only what is added or compared can be projected.
  if (fork.bareConv && kind != JoinKind::Add && kind != JoinKind::Max)
    return error(19, *fork.shortcut,
                 "expects 'shortcut' alone before 'join " + fork.join.text +
                     "', got 'shortcut conv'",
                 "the shortcut of this join is always the identity");
  return true;
}

// call ::= NAME "(" [argument {"," argument}] ")" ["/" simple]
// argument ::= [NAME "="] sum
bool Parser::parseCall(CallStmt &call) {
  if (atCursor())
    expected->block = true;
  if (!parseIdent(call.callee, "the name of a block"))
    return false;
  if (!peek().is("(")) {
    std::string layer = foreignHint(call.callee.text, WordPlace::Stage);
    return unexpected("'(' after the name of the block",
                      layer.empty() ? callOf(call.callee.text, peek()) : layer);
  }
  // What no block takes is meant for a layer of another system: `conv2d(8, 3x3)`.
  std::string foreign = foreignHint(call.callee.text, WordPlace::Statement);
  if (const Token *misfit = findMisfit(/*arguments=*/true); misfit && !foreign.empty())
    return error(7, misfit->where, "expects an argument of a block, got " + misfit->describe(),
                 foreign);
  acceptList();
  while (!peek().is(")")) {
    Argument argument;
    if (atCursor())
      expected->callee = call.callee.text;
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
