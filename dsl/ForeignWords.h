//===- ForeignWords.h - words of other systems, and what to write instead --------===//
//
// Newcomers write what PyTorch, Keras, Caffe or darknet call a thing. The nearest word of this
// language by its letters is then often the wrong advice.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_FOREIGNWORDS_H
#define RESNETC_DSL_FOREIGNWORDS_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace resnetc::dsl {

/// Where a word stands.
enum class WordPlace {
  Statement, ///< where a layer, a fork or a call of a block begins
  Stage,     ///< where the block of a stage is named
  Option,    ///< after a layer
  Value,     ///< where a number or a parameter is expected
  Join,      ///< after `join`
  Model,     ///< where a line of a model begins
  Train,     ///< where a clause of a train section begins
};

/// What to write instead of a word of another system, or why there is nothing; empty for words that
/// are not known. Case, underscores and a "2d" at the end make no difference.
std::string foreignHint(llvm::StringRef word, WordPlace place);

} // namespace resnetc::dsl

#endif // RESNETC_DSL_FOREIGNWORDS_H
