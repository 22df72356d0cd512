//===- Parser.cpp - declarations, expressions, recovery -------------------===//
//
// The outer part of the parser: the version line, the three kinds of declarations,
// integer expressions, and how to go on after an error. All recursion is bounded: by
// the nesting of parentheses (C9) and by a body never standing in a branch's branch.
//
//===----------------------------------------------------------------------===//

#include "dsl/Parser.h"
#include "dsl/ParserImpl.h"

#include "llvm/ADT/STLExtras.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

constexpr unsigned maxParentheses = 64;
constexpr unsigned maxOperators = 200;
constexpr const char *withoutEquals =
    "options have no '=': write `pad 1`, `groups 32`, `bias` or `nobias`, and `/2` for a stride";

llvm::ArrayRef<StringRef> resnetc::dsl::reservedWords() {
  static const std::vector<StringRef> words = [] {
    std::vector<StringRef> list = {"aux",    "bias",   "block", "branch",  "ceil",
                                   "groups", "head",   "input", "join",    "model",
                                   "names",  "nobias", "pad",   "resnetc", "shortcut",
                                   "stage",  "stem",   "then",  "train"};
    llvm::append_range(list, layerKeywords());
    llvm::sort(list);
    return list;
  }();
  return words;
}

// file ::= version { block | model | train }
File Parser::parseFile() {
  File file;
  parseVersion();
  while (!atEnd() && !diagnostics.full()) {
    bool ok = false;
    size_t first = position;
    beginStatement();
    if (atWord("block")) {
      ok = parseBlock(std::get<BlockDecl>(file.declarations.emplace_back(BlockDecl())));
    } else if (atWord("model")) {
      ok = parseModel(std::get<ModelDecl>(file.declarations.emplace_back(ModelDecl())));
    } else if (atWord("train")) {
      ok = parseTrain(std::get<TrainDecl>(file.declarations.emplace_back(TrainDecl())));
    } else {
      std::string hint = peek().kind == TokenKind::Name
                             ? suggest(peek().text, {"block", "model", "train"})
                         : peek().is("}") ? "a '}' too many?"
                                          : "a file is a list of blocks, models and train sections";
      unexpected("'block', 'model' or 'train'", hint);
    }
    if (!ok)
      recoverDeclaration();
    if (position > first && !file.declarations.empty())
      std::visit([&](auto &declaration) { setWhole(declaration.whole, first); },
                 file.declarations.back());
  }
  return file;
}

/// The tokens from `first` on, unless they belong to no declaration.
void Parser::setWhole(Range &whole, size_t first) const {
  if (!whole.file)
    whole = rangeFrom(first);
}

// version ::= "resnetc" "1"
void Parser::parseVersion() {
  // C5: the first statement names the version of the grammar.
  beginStatement();
  if (!atWord("resnetc")) {
    error(5, peek().where, "expects 'resnetc 1' as the first line, got " + peek().describe(),
          "write `resnetc 1`, the version of the grammar, before anything else");
    if (atCursor())
      take(); // asked and answered
    return;
  }
  Token word = takeWord();
  if (peek().kind != TokenKind::Integer || peek().integer != 1 || peek().startsLine) {
    error(5, peek().startsLine ? word.where : peek().where,
          "expects grammar version 1, got " + (peek().startsLine ? "none" : peek().describe()),
          "this compiler reads `resnetc 1`");
    if (peek().startsLine)
      return;
  }
  take();
  if (!endStatement())
    recoverDeclaration();
}

// block ::= "block" NAME [parameters] body
bool Parser::parseBlock(BlockDecl &block) {
  takeWord();
  scope = &block.parameters;
  return parseNewName(block.name, "a name for the block") && parseParameters(block.parameters) &&
         parseBody(block.body, /*allowForks=*/true);
}

// parameters ::= "(" [NAME ["=" sum] {"," NAME ["=" sum]}] ")"
bool Parser::parseParameters(std::vector<Parameter> &parameters) {
  if (!acceptList() || accept(")"))
    return true;
  do {
    Parameter parameter;
    if (!parseNewName(parameter.name, "a parameter"))
      return false;
    if (accept("=") && !parseInner(parameter.value, "a default value"))
      return false;
    parameters.push_back(std::move(parameter));
  } while (accept(","));
  return expect(")", "after the parameters");
}

/// The parenthesis that begins parameters or arguments.
bool Parser::acceptList() {
  if (peek().is("("))
    tokens[position].role = TokenRole::List;
  return accept("(");
}

void Parser::recoverDeclaration() {
  while (!atEnd() && !atDeclaration())
    take();
}

bool Parser::countOperator(const Range &where) {
  // C9: trees of expressions stay shallow enough to walk by recursion.
  if (++operators <= maxOperators)
    return true;
  return error(9, where,
               "expects at most " + llvm::Twine(maxOperators) + " operators in an expression",
               "give parts of it names as parameters with default values");
}

static ExprPtr makeExpr(Expr::Kind kind, const Range &where, ExprPtr lhs = nullptr,
                        ExprPtr rhs = nullptr) {
  auto expr = std::make_unique<Expr>();
  expr->kind = kind;
  expr->where = where;
  expr->lhs = std::move(lhs);
  expr->rhs = std::move(rhs);
  return expr;
}

// sum ::= term {("+" | "-") term}
bool Parser::parseSum(ExprPtr &expr, bool inner) {
  if (!parseTerm(expr, inner))
    return false;
  while (peek().is("+") || peek().is("-")) {
    Token sign = takeBinary();
    ExprPtr rhs;
    if (!countOperator(sign.where) || !parseTerm(rhs, inner))
      return false;
    expr = makeExpr(sign.is("+") ? Expr::Kind::Add : Expr::Kind::Sub, sign.where, std::move(expr),
                    std::move(rhs));
  }
  return true;
}

// term ::= atom {("*" | "/") atom}; outside parentheses without "/", which is a stride there
bool Parser::parseTerm(ExprPtr &expr, bool inner) {
  if (!parseAtom(expr, "a number or a parameter"))
    return false;
  while (peek().is("*") || (inner && peek().is("/"))) {
    Token sign = takeBinary();
    ExprPtr rhs;
    if (!countOperator(sign.where) || !parseAtom(rhs, "a number or a parameter"))
      return false;
    expr = makeExpr(sign.is("*") ? Expr::Kind::Mul : Expr::Kind::Div, sign.where, std::move(expr),
                    std::move(rhs));
  }
  return true;
}

// atom ::= INTEGER | NAME | "(" sum ")" | "-" atom
bool Parser::parseAtom(ExprPtr &expr, const char *what) {
  const Token &token = peek();
  offerParameters();
  if (token.kind == TokenKind::Integer) {
    expr = makeExpr(Expr::Kind::Integer, token.where);
    expr->value = take().integer;
    return true;
  }
  if (token.kind == TokenKind::Name && !llvm::is_contained(reservedWords(), token.text)) {
    expr = makeExpr(Expr::Kind::Name, token.where);
    expr->name = take().text.str();
    return true;
  }
  if (token.is("-")) {
    Range where = take().where;
    ExprPtr operand;
    if (!countOperator(where) || !parseAtom(operand, what))
      return false;
    expr = makeExpr(Expr::Kind::Negate, where, std::move(operand));
    return true;
  }
  if (!token.is("("))
    return unexpected(what, token.is("=") ? withoutEquals
                                          : "sizes are whole numbers, parameters, or sums in "
                                            "parentheses");
  Range where = take().where;
  // C9: bounded nesting.
  if (++parentheses > maxParentheses)
    return error(9, where, "expects at most " + llvm::Twine(maxParentheses) + " nested parentheses",
                 "give parts of the expression names as parameters with default values");
  bool ok = parseSum(expr, /*inner=*/true) && expect(")", "to close the parenthesis");
  --parentheses;
  return ok;
}

// outer ::= sum without a bare "/", on the line of what it belongs to
bool Parser::parseOuter(ExprPtr &expr, const char *what) {
  parentheses = operators = 0;
  offerParameters();
  if (peek().startsLine || !(peek().kind == TokenKind::Integer || peek().kind == TokenKind::Name ||
                             peek().is("(") || peek().is("-")))
    return unexpected(what, peek().kind == TokenKind::Extent && !peek().startsLine
                                ? "the kernel comes first: `conv 3x3 64`"
                                : "it follows on the same line");
  if (peek().kind == TokenKind::Name && llvm::is_contained(reservedWords(), peek().text))
    return unexpected(what, "it follows on the same line");
  return parseSum(expr, /*inner=*/false);
}

// inner ::= sum
bool Parser::parseInner(ExprPtr &expr, const char *what) {
  parentheses = operators = 0;
  if (peek().is(")") || peek().is(",") || peek().is("]"))
    return unexpected(what, "write a whole number or a parameter");
  return parseSum(expr, /*inner=*/true);
}

// simple ::= INTEGER | NAME | "(" sum ")"
bool Parser::parseSimple(ExprPtr &expr, const char *what) {
  parentheses = operators = 0;
  if (peek().startsLine || peek().is("-"))
    return unexpected(what, "write a whole number, a parameter, or a sum in parentheses");
  return parseAtom(expr, what);
}

// extent ::= EXTENT | simple
bool Parser::parseExtent(Extent &extent, const char *what) {
  extent.where = peek().where;
  if (peek().kind != TokenKind::Extent || peek().startsLine)
    return parseSimple(extent.down, what);
  Token token = take();
  extent.down = makeExpr(Expr::Kind::Integer, token.where);
  extent.down->value = token.integer;
  extent.across = makeExpr(Expr::Kind::Integer, token.where);
  extent.across->value = token.second;
  return true;
}

// number ::= ["-"] (INTEGER | DECIMAL)
bool Parser::parseNumber(Number &number, const char *what) {
  number.where = peek().where;
  bool negative = accept("-");
  if (peek().kind != TokenKind::Integer && peek().kind != TokenKind::Decimal)
    return unexpected(what, "write it like 0.1 or 1e-4");
  Token token = take();
  number.value = negative ? -token.number : token.number;
  number.isInteger = token.kind == TokenKind::Integer;
  number.text = (negative ? "-" : "") + token.text.str();
  return true;
}

// numbers ::= "(" number {"," number} ")"
bool Parser::parseNumbers(std::vector<Number> &numbers, const char *what) {
  if (!expect("(", "before the list of numbers"))
    return false;
  do {
    if (!parseNumber(numbers.emplace_back(), what))
      return false;
  } while (accept(","));
  return expect(")", "after the list of numbers");
}

bool Parser::parseIdent(Ident &ident, const char *what) {
  if (peek().kind != TokenKind::Name || atDeclaration())
    return unexpected(what, "a name begins with a letter");
  Token token = take();
  ident = {token.text.str(), token.where};
  return true;
}

bool Parser::parseChoice(Ident &ident, const char *what, llvm::ArrayRef<StringRef> words) {
  offer(words);
  if (llvm::is_contained(words, peek().text)) {
    tokens[position].role = TokenRole::Word;
    tokens[position].owner = owner();
  }
  return parseIdent(ident, what);
}

bool Parser::parseNewName(Ident &ident, const char *what) {
  if (!parseIdent(ident, what))
    return false;
  // C8: words of the language are no names.
  if (llvm::is_contained(reservedWords(), ident.text))
    return error(8, ident.where,
                 "expects " + llvm::Twine(what) + ", got '" + ident.text +
                     "', a word of the language",
                 "choose another name, such as '" + ident.text + "_1'");
  return true;
}

bool Parser::expect(StringRef punct, const char *where) {
  if (accept(punct))
    return true;
  return unexpected("'" + punct + "' " + where, "is a '" + punct + "' missing before it?");
}

bool Parser::expectName(StringRef name, const char *where) {
  if (acceptName(name))
    return true;
  return unexpected("'" + name + "' " + where, "write '" + name + "'");
}

bool Parser::unexpected(const llvm::Twine &what, const llvm::Twine &hint) {
  // C7: what the grammar asks for.
  return error(7, peek().where, "expects " + what + ", got " + peek().describe(), hint);
}

bool Parser::endStatement() {
  bool separated = peek().startsLine || peek().is("}") || tokens[position - 1].is("}");
  while (accept(";"))
    separated = true;
  if (separated)
    return true;
  std::string hint = peek().is("=") ? withoutEquals : foreignHint(peek().text, WordPlace::Option);
  return notEnded(hint);
}

bool Parser::notEnded(StringRef hint) {
  if (hint.empty())
    hint = "does it belong to the statement before it? see dsl/grammar.md";
  // C6: one statement per line, or semicolons.
  return error(6, peek().where,
               "expects ';' or a new line before the next statement, got " + peek().describe(),
               hint);
}

void Parser::recover(size_t start) {
  for (unsigned depth = 0; !atEnd() && !(atDeclaration() && position > start);) {
    const Token &token = peek();
    if (depth == 0) {
      if (token.is("}") || (position > start && token.startsLine))
        return;
      if (accept(";"))
        return;
    }
    depth += token.is("{");
    depth -= token.is("}");
    take();
  }
}

File resnetc::dsl::parse(const SourceFile &source, Diagnostics &diagnostics) {
  std::vector<Token> tokens = lex(source, diagnostics);
  if (diagnostics.hasErrors())
    return {};
  return Parser(tokens, diagnostics).parseFile();
}

Syntax resnetc::dsl::parseSyntax(const SourceFile &source, Diagnostics &diagnostics) {
  Syntax syntax;
  syntax.tokens = lex(source, diagnostics);
  if (!syntax.tokens.empty())
    syntax.tree = Parser(syntax.tokens, diagnostics).parseFile();
  return syntax;
}
