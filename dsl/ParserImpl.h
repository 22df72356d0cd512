//===- ParserImpl.h - the parser's state and functions --------------------===//
//
// Shared by Parser.cpp (declarations, expressions, recovery), ParseBody.cpp (layers and
// forks), ParseModel.cpp and ParseTrain.cpp. Private to dsl/.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_PARSERIMPL_H
#define RESNETC_DSL_PARSERIMPL_H

#include "dsl/AST.h"
#include "dsl/Lexer.h"

namespace resnetc::dsl {

/// Functions return false after they have reported an error; the nearest loop over statements
/// then recovers. `what` arguments complete the sentence "expects WHAT, got ...".
class Parser {
public:
  Parser(std::vector<Token> tokens, Diagnostics &diagnostics)
      : tokens(std::move(tokens)), diagnostics(diagnostics) {}

  ast::File parseFile();

private:
  // Declarations (Parser.cpp).
  void parseVersion();
  bool parseBlock(ast::BlockDecl &block);
  bool parseParameters(std::vector<ast::Parameter> &parameters);
  void recoverDeclaration();

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
  bool parseIdent(ast::Ident &ident, const char *what);
  bool parseNewName(ast::Ident &ident, const char *what);
  bool countOperator(const Range &where);

  // Bodies (ParseBody.cpp).
  bool parseBody(ast::Body &body, bool allowForks);
  bool parseStatement(ast::Body &body, bool allowForks);
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
  bool parseAugmentItem(ast::AugmentItem &item);
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
  bool acceptName(llvm::StringRef name) {
    bool found = peek().isName(name);
    if (found)
      take();
    return found;
  }
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
  bool atBodyEnd() const { return atEnd() || peek().is("}") || diagnostics.full(); }

  std::vector<Token> tokens;
  size_t position = 0;
  unsigned parentheses = 0; ///< open in the expression being parsed
  unsigned operators = 0;   ///< seen in the expression being parsed
  Diagnostics &diagnostics;
};

} // namespace resnetc::dsl

#endif // RESNETC_DSL_PARSERIMPL_H
