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

namespace resnetc::dsl {

/// Lexes and parses a whole file. The tree is complete only when `diagnostics` has no errors.
ast::File parse(const SourceFile &source, Diagnostics &diagnostics);

/// Words that cannot name a block, model, stage, parameter or input, the keywords of layers among
/// them; sorted.
llvm::ArrayRef<llvm::StringRef> reservedWords();

} // namespace resnetc::dsl

#endif // RESNETC_DSL_PARSER_H
