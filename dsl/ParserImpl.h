//===- ParserImpl.h - the parser's state and functions --------------------===//
//
// Shared by Parser.cpp (declarations, expressions, recovery), ParseBody.cpp (layers and
// forks), ParseModel.cpp, ParseTrain.cpp, and Expected.cpp (the cursor). Private to dsl/.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_PARSERIMPL_H
#define RESNETC_DSL_PARSERIMPL_H

#include "dsl/Parser.h"

namespace resnetc::dsl {

/// Functions return false after they have reported an error; the nearest loop over statements
/// then recovers. `what` arguments complete the sentence "expects WHAT, got ...".
class Parser {
public:
  /// With `expected`, notes there what was asked for at a Cursor.
  Parser(std::vector<Token> &tokens, Diagnostics &diagnostics, Expected *expected = nullptr)
      : tokens(tokens), diagnostics(diagnostics), expected(expected) {}

  ast::File parseFile();

private:
  // Declarations (Parser.cpp).
  void parseVersion();
  bool parseBlock(ast::BlockDecl &block);
  bool parseParameters(std::vector<ast::Parameter> &parameters);
  void recoverDeclaration();
  void setWhole(Range &whole, size_t first) const;

  // Expressions and small things (Parser.cpp).
  bool parseSum(ast::ExprPtr &expr, bool inner);
  bool parseTerm(ast::ExprPtr &expr, bool inner);
  bool parseAtom(ast::ExprPtr &expr, const char *what);
  bool parseOuter(ast::ExprPtr &expr, const char *what);
  bool parseInner(ast::ExprPtr &expr, const char *what);
  bool parseSimple(ast::ExprPtr &expr, const char *what);
  bool parseExtent(ast::Extent &extent, const char *what);
  bool parseNumber(ast::Number &number, const char *what);
  bool parseNumbers(std::vector<ast::Number> &numbers, const char *what);
  bool acceptList();
  bool parseIdent(ast::Ident &ident, const char *what);
  /// One of a few words of the language; any other name is left to later checks.
  bool parseChoice(ast::Ident &ident, const char *what, llvm::ArrayRef<llvm::StringRef> words);
  bool parseNewName(ast::Ident &ident, const char *what);
  bool countOperator(const Range &where);

  // Bodies (ParseBody.cpp).
  bool parseBody(ast::Body &body, bool allowForks);
  bool parseStatement(ast::Body &body, bool allowForks);
  void offerStatements(bool allowForks);
  bool parseLayer(ast::Body &body, LayerKind kind);
  bool isWrittenAsCall(LayerKind kind) const;
  const Token *findMisfit(bool arguments) const;
  bool parseLayerOperands(ast::LayerStmt &layer);
  bool parseLayerNumber(ast::LayerStmt &layer, const NumberFacts &number);
  bool parseLayerOptions(ast::LayerStmt &layer);
  bool parseLayerOption(ast::LayerStmt &layer, const Token &word, bool &again);
  bool parseResponse(ast::LayerStmt &layer, const Token &word, bool &again);
  bool parseBias(ast::LayerStmt &layer);
  bool endLayer(LayerKind kind);
  bool parseFork(ast::Body &body);
  bool parsePaths(ast::Fork &fork);
  bool parseJoin(ast::Fork &fork, const Range &first);
  bool checkPaths(const ast::Fork &fork);
  bool parseCall(ast::CallStmt &call);

  // Models (ParseModel.cpp).
  bool parseModel(ast::ModelDecl &model);
  bool parseModelItem(ast::ModelDecl &model);
  bool parseInput(ast::InputDecl &input);
  bool parseBatchNorm(ast::BatchNormDecl &batchNorm);
  bool parsePart(ast::Part &part);
  bool parseStage(ast::Part &part);
  bool parseAux(ast::Part &part);

  // Training (ParseTrain.cpp).
  bool parseTrain(ast::TrainDecl &train);
  bool parseClause(ast::TrainDecl &train);
  bool parseData(std::optional<ast::DataSpec> &slot);
  bool parseAugment(ast::TrainDecl &train);
  bool parseAugmentItem(const ast::TrainDecl &train, ast::AugmentItem &item);
  bool parseSgd(ast::TrainDecl &train);
  bool parseLr(ast::TrainDecl &train);
  bool parseMilestones(ast::LrClause &clause);
  bool parseWarmup(ast::TrainDecl &train);
  bool parseInit(ast::TrainDecl &train);
  bool parseNumberClause(std::optional<ast::Number> &slot, const char *what);

  // Tokens.
  const Token &peek(size_t ahead = 0) const {
    return tokens[std::min(position + ahead, tokens.size() - 1)];
  }
  Token take() {
    Token token = peek();
    if (position + 1 < tokens.size())
      ++position;
    return token;
  }
  /// Whether a number stands here, on the same line.
  bool atNumber() const {
    const Token &token = peek();
    return !token.startsLine &&
           (token.kind == TokenKind::Integer || token.kind == TokenKind::Decimal || token.is("-"));
  }
  bool atEnd() const { return peek().kind == TokenKind::End; }
  bool accept(llvm::StringRef punct) {
    bool found = peek().is(punct);
    if (found)
      take();
    return found;
  }
  /// Whether this word stands here.
  bool atWord(llvm::StringRef word) {
    offer(word);
    return peek().isName(word);
  }
  bool acceptName(llvm::StringRef name) {
    bool found = atWord(name);
    if (found)
      takeWord();
    return found;
  }
  /// Takes a token that is a word of the language.
  Token takeWord() {
    tokens[position].role = TokenRole::Word;
    tokens[position].owner = owner();
    return take();
  }
  /// Takes an operator between two operands.
  Token takeBinary() {
    tokens[position].role = TokenRole::Binary;
    return take();
  }

  // Statements, as those see them who read the tokens afterwards.
  void beginStatement() {
    statement = position;
    tokens[position].startsStatement = true;
  }
  llvm::StringRef owner() const {
    return position == statement ? construct : tokens[statement].text;
  }
  Range rangeFrom(size_t first) const {
    const Range &begin = tokens[first].where, &last = tokens[std::max(first, position - 1)].where;
    return {begin.file, begin.begin, last.begin + last.length - begin.begin};
  }

  // What may stand at the cursor.
  bool atCursor() const { return expected && peek().kind == TokenKind::Cursor; }
  void offer(llvm::ArrayRef<llvm::StringRef> words);
  void offerParameters();
  /// C7: one particular sign or word.
  bool expect(llvm::StringRef punct, const char *where);
  bool expectName(llvm::StringRef name, const char *where);
  /// C7: reports "expects WHAT, got TOKEN".
  bool unexpected(const llvm::Twine &what, const llvm::Twine &hint);
  bool error(unsigned constraint, const Range &where, const llvm::Twine &reason,
             const llvm::Twine &hint) {
    diagnostics.error(constraint, where, reason, hint);
    return false;
  }
  /// C6: the end of a statement.
  bool endStatement();
  bool notEnded(llvm::StringRef hint);
  /// Goes to the next statement of the same braces; `start` is where the bad one began.
  void recover(size_t start);
  /// Stands at a closing brace or the end, or has nothing more to report.
  bool atBodyEnd() const {
    return atEnd() || peek().is("}") || atDeclaration() || diagnostics.full();
  }
  /// Stands at a line that begins a declaration, whatever braces are open.
  bool atDeclaration() const {
    const Token &token = peek();
    return token.startsLine &&
           (token.isName("block") || token.isName("model") || token.isName("train"));
  }

  std::vector<Token> &tokens;
  size_t position = 0;
  size_t statement = 0;      ///< where the innermost one began
  llvm::StringRef construct; ///< what the statements belong to: "model", "train", else ""
  const std::vector<ast::Parameter> *scope = nullptr; ///< of the declaration
  unsigned parentheses = 0;                           ///< open in the expression being parsed
  unsigned operators = 0;                             ///< seen in the expression being parsed
  Diagnostics &diagnostics;
  Expected *expected;
};

/// Statements inside belong to another construct as long as this lives.
class Inside {
public:
  Inside(size_t &statement, llvm::StringRef &construct, llvm::StringRef now)
      : statement(statement), construct(construct), oldStatement(statement),
        oldConstruct(construct) {
    construct = now;
  }
  ~Inside() {
    statement = oldStatement;
    construct = oldConstruct;
  }
  Inside(const Inside &) = delete;
  Inside &operator=(const Inside &) = delete;

private:
  size_t &statement;
  llvm::StringRef &construct;
  size_t oldStatement;
  llvm::StringRef oldConstruct;
};

} // namespace resnetc::dsl

#endif // RESNETC_DSL_PARSERIMPL_H
