//===- Lexer.h - text to tokens -------------------------------------------===//
//
// The first step of the front end. The whole text becomes one vector of tokens, so
// the parser can look ahead freely. White space and `#` comments vanish, except that
// a token remembers whether it is the first of its line: statements end with lines.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_LEXER_H
#define RESNETC_DSL_LEXER_H

#include "dsl/Diagnostics.h"

#include <cstdint>
#include <string>
#include <vector>

namespace resnetc::dsl {

enum class TokenKind {
  End,
  Name,    ///< [A-Za-z_][A-Za-z0-9_]*
  Integer, ///< 0 .. 2147483647
  Decimal, ///< 0.1, 1e-4
  Extent,  ///< 3x3, one token
  String,  ///< "...", no escapes
  Punct,   ///< one of { } ( ) [ ] , ; : = / + - * % or ..
  Cursor,  ///< where someone writes, in place of the name under it: fits nowhere
};

/// What the parser takes a token for; what it does not understand stays Other.
enum class TokenRole : uint8_t {
  Other,
  Word,   ///< a word of the language, used as such
  Binary, ///< an operator between two operands
  List,   ///< the parenthesis that begins arguments or parameters
};

struct Token {
  TokenKind kind = TokenKind::End;
  Range where;
  llvm::StringRef text;    ///< as written; for a String without the quotes
  bool startsLine = false; ///< first token of its line
  int64_t integer = 0;     ///< Integer; the first number of an Extent
  int64_t second = 0;      ///< the second number of an Extent
  double number = 0;       ///< Integer and Decimal

  // By the parser.
  TokenRole role = TokenRole::Other;
  bool startsStatement = false; ///< of a file, model, body or train section
  llvm::StringRef owner;        ///< of a Word: see Syntax

  bool is(llvm::StringRef punct) const { return kind == TokenKind::Punct && text == punct; }
  bool isName(llvm::StringRef name) const { return kind == TokenKind::Name && text == name; }
  /// "'basic'", "the end of the file": for "expects X, got Y".
  std::string describe() const;
};

/// Splits a text. The last token is End. Errors (C1 to C4) go to `diagnostics`; the tokens are
/// then not worth parsing.
std::vector<Token> lex(const SourceFile &file, Diagnostics &diagnostics);

} // namespace resnetc::dsl

#endif // RESNETC_DSL_LEXER_H
