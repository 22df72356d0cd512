//===- Expansion.h - what in a network comes from where in the text -----------===//
//
// A network holds the places of its layers as people look for them: what a block of the prelude
// wrote stands where the user called it. Editors ask the other way round, for everything that a word
// of the text has become, and for that every use of a statement is kept with the use around it.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_EXPANSION_H
#define RESNETC_DSL_EXPANSION_H

#include "dsl/AST.h"

namespace resnetc::dsl {

/// One use of a statement, of a block or of the prelude among them.
struct Use {
  Range where; ///< the word of a layer, part, branch or shortcut; the name of a called block or of
               ///< the model; the kind of a join
  unsigned parent = 0;                   ///< the use around it; the model, use 0, is its own
  const ast::BlockDecl *block = nullptr; ///< that a call or stage has put here
  std::vector<int64_t> values;           ///< of the parameters of block or model, in their order
};

/// By Layer::use, Block::use and the like. A use stands behind the one around it.
using Expansion = std::vector<Use>;

} // namespace resnetc::dsl

#endif // RESNETC_DSL_EXPANSION_H
