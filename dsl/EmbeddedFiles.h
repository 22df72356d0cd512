//===- EmbeddedFiles.h - texts that ship inside the program ---------------===//
//
// dsl/prelude.dsl, dsl/grammar.md and dsl/models/*.dsl, written into a generated source by EmbedFiles.cmake
// at build time, so that the compiler finds them wherever it stands.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_EMBEDDEDFILES_H
#define RESNETC_DSL_EMBEDDEDFILES_H

#include "llvm/ADT/StringRef.h"

namespace resnetc::dsl {

/// The text of dsl/prelude.dsl.
llvm::StringRef embeddedPrelude();

/// The text of dsl/grammar.md.
llvm::StringRef embeddedGrammar();

} // namespace resnetc::dsl

#endif // RESNETC_DSL_EMBEDDEDFILES_H
