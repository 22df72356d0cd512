//===- Diagnostics.h - located errors of the language ---------------------===//
//
// Source texts, places in them, and the list of mistakes found. Every stage of the
// front end reports here; the list is printed once, in the order of the text:
//
//   net.dsl:12:20: error: expects a known block, got 'basik' [C12]
//     stage layer2 = 4 x basik(128) /2
//                        ^~~~~
//   hint: did you mean 'basic'?
//
// [C12] is the constraint of dsl/grammar.md that the text breaks.
//
//===----------------------------------------------------------------------===//

#ifndef RESNETC_DSL_DIAGNOSTICS_H
#define RESNETC_DSL_DIAGNOSTICS_H

#include "dsl/ForeignWords.h"
#include "dsl/Network.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace resnetc::dsl {

/// A text and where its lines begin. Outlives every token and tree made from it.
class SourceFile {
public:
  /// Copies both.
  SourceFile(llvm::StringRef name, llvm::StringRef text);

  llvm::StringRef name() const { return fileName; }
  llvm::StringRef text() const { return contents; }
  /// Place of a byte offset; an offset past the end counts as the end.
  Location locationAt(uint32_t offset) const;
  /// Offset of a place; clamped to the text.
  uint32_t offsetOf(const Location &loc) const;
  /// Text of a line (from 1) without its line end.
  llvm::StringRef line(unsigned number) const;

private:
  std::string fileName;
  std::string contents;
  std::vector<uint32_t> lineStarts;
};

/// Some bytes of a source text.
struct Range {
  const SourceFile *file = nullptr;
  uint32_t begin = 0;
  uint32_t length = 0;

  Location location() const { return file->locationAt(begin); }
};

/// A constraint that a text breaks.
struct Diagnostic {
  unsigned constraint; ///< its number in dsl/grammar.md
  Range where;
  std::string reason;
  std::string hint;
};

/// Collects errors, at most `limit`, at most one per place.
class Diagnostics {
public:
  explicit Diagnostics(size_t limit = 20) : limit(limit) {}

  /// Makes a file known, so that a Location can be turned back into a Range.
  void addFile(const SourceFile &file) { files.push_back(&file); }

  /// Records a broken constraint. A second error at the same place is dropped: it follows from
  /// the first, or is the same block expanded again.
  void error(unsigned constraint, Range where, const llvm::Twine &reason, const llvm::Twine &hint);
  /// The same for a place in the instantiated network; marks the word that stands there.
  void error(unsigned constraint, const Location &where, const llvm::Twine &reason,
             const llvm::Twine &hint);

  bool hasErrors() const { return !list.empty(); }
  /// No further error will be kept; checkers may stop.
  bool full() const { return list.size() >= limit; }

  /// In the order in which they were found.
  const std::vector<Diagnostic> &all() const { return list; }
  /// Prints everything in the order of file and place.
  void print(llvm::raw_ostream &os) const;

private:
  size_t limit;
  std::vector<const SourceFile *> files;
  std::vector<Diagnostic> list;
};

/// "did you mean 'basic'?" when a candidate is within about a third of the word's length in edits,
/// otherwise "known names: a, b, c" (the first few), or `otherwise` when there are none.
std::string suggest(llvm::StringRef word, llvm::ArrayRef<llvm::StringRef> candidates,
                    llvm::StringRef otherwise = "");

/// The hint for an unknown word: what to write instead of one of another system, else as `suggest`.
std::string adviseOn(llvm::StringRef word, WordPlace place,
                     llvm::ArrayRef<llvm::StringRef> candidates, llvm::StringRef otherwise = "");

/// The word that mends an error when it stands in place of the marked one: where the hint of `suggest` or
/// `adviseOn` is just that, and the marked text is a word.
std::optional<llvm::StringRef> replacement(const Diagnostic &error);

/// `text` with everything unprintable replaced by '?', cut to `limit` bytes; for messages.
std::string printable(llvm::StringRef text, size_t limit = 80);

} // namespace resnetc::dsl

#endif // RESNETC_DSL_DIAGNOSTICS_H
