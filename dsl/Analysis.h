//===- Analysis.h - a text as an editor looks at it -----------------------------===//
//
// loadNetwork stops at the first step that finds a mistake and answers for one model. An editor has
// texts that are being written: it wants the same mistakes, those of every model, and all that can be
// known in spite of them.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_ANALYSIS_H
#define RESNETC_DSL_ANALYSIS_H

#include "dsl/Parser.h"
#include "dsl/Sema.h"

#include <memory>

namespace resnetc::dsl {

/// One text, checked. Never fails, whatever the bytes; the time is bounded as that of loadNetwork, for
/// all models together.
class Analysis {
public:
  /// A model with its parameters at their defaults.
  struct Model {
    llvm::StringRef name;
    Range where; ///< its name
    Network network;
    Expansion expansion;
    bool complete = false; ///< all shapes and names are known
  };
  /// Something to know that is no mistake.
  struct Note {
    Range where;
    std::string text;
  };

  Analysis(llvm::StringRef fileName, llvm::StringRef text);
  Analysis(const Analysis &) = delete;
  Analysis &operator=(const Analysis &) = delete;

  const SourceFile &source() const { return file; }
  const SourceFile &prelude() const { return preludeFile; }
  const Syntax &syntax() const { return written; }
  /// Of all declarations, sound or not.
  const Symbols &symbols() const { return allSymbols; }
  /// As loadNetwork would report them, but those of all models.
  const std::vector<Diagnostic> &errors() const { return found; }
  const std::vector<Note> &notes() const { return remarks; }
  /// The models that mistakes in the text leave whole, in its order.
  const std::vector<std::unique_ptr<Model>> &models() const { return expanded; }

private:
  void report(const Diagnostics &diagnostics);
  Symbols checkDeclarationsOf(const ast::File &tree, Diagnostics &diagnostics);
  bool findSound();
  void expand(const Symbols &symbols, bool reporting);
  void expand(const ast::ModelDecl &model, const Symbols &symbols, bool reporting);
  void checkTraining(const ast::ModelDecl &model, const Network &network, const Symbols &symbols,
                     Diagnostics &diagnostics);

  SourceFile file, preludeFile;
  Syntax written, preludeSyntax;
  Symbols allSymbols;
  /// The declarations without mistakes, parsed once more; empty where all are sound.
  Syntax sound;
  Symbols soundSymbols;
  std::vector<Diagnostic> found;
  std::vector<Note> remarks;
  std::vector<std::unique_ptr<Model>> expanded;
  size_t uses = 0; ///< of all expansions
};

} // namespace resnetc::dsl

#endif // RESNETC_DSL_ANALYSIS_H
