//===- Parser.h - tokens to syntax tree -----------------------------------===//
//
// Recursive descent over the token vector. The grammar is in dsl/grammar.md; each
// parse function carries its rule. After an error the parser goes on at the next
// statement, so that independent mistakes are reported together.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_PARSER_H
#define RESNETC_DSL_PARSER_H

#include "dsl/AST.h"
#include "dsl/Diagnostics.h"
#include "dsl/Lexer.h"

namespace resnetc::dsl {

/// A text as its parser sees it. Tokens that are words of the language say whose they are: `lr` in
/// `sgd lr 0.1` is owned by "sgd", the word that begins the statement, and `lr` in `lr cosine`, which
/// begins a clause itself, by "train"; a line of a model is owned by "model", other statements by "".
struct Syntax {
  std::vector<Token> tokens; ///< all that could be read, in spite of errors
  ast::File tree;            ///< likewise; complete only when there are no errors
};

/// What may stand where someone writes.
struct Expected {
  struct Word {
    llvm::StringRef text, owner; ///< as of a Token
  };
  bool startsLine = false;             ///< nothing stands before it on its line
  std::vector<Word> words;             ///< of the language, each once for an owner
  std::vector<std::string> parameters; ///< names that an expression may use here
  bool block = false;                  ///< the name of a block
  bool model = false;                  ///< the name of a model of the file
  std::string callee;                  ///< a block, one of whose parameters may be named here
  std::string trained;                 ///< a model, one of whose parameters may stand here
};

/// Lexes and parses a whole file. The tree is complete only when `diagnostics` has no errors.
ast::File parse(const SourceFile &source, Diagnostics &diagnostics);

/// The same with the tokens, and on after errors of the lexer.
Syntax parseSyntax(const SourceFile &source, Diagnostics &diagnostics);

/// Asks the parser what it would take at an offset, whatever name stands there.
Expected expectedAt(const SourceFile &source, uint32_t offset);

/// Words that cannot name a block, model, stage, parameter or input, the keywords of layers among
/// them; sorted.
llvm::ArrayRef<llvm::StringRef> reservedWords();

} // namespace resnetc::dsl

#endif // RESNETC_DSL_PARSER_H
