//===- Diagnostics.cpp - located errors of the language -------------------===//
//
// Keeps and prints what the front end finds wrong. The printed excerpt is bounded and
// free of control characters whatever the bytes of the text, so that a hostile file
// can neither flood nor steer a terminal.
//
//===----------------------------------------------------------------------===//

#include "dsl/Diagnostics.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

using namespace resnetc::dsl;
using llvm::StringRef;

SourceFile::SourceFile(StringRef name, StringRef text)
    : fileName(name.str()), contents(text.str()) {
  lineStarts.push_back(0);
  for (size_t i = 0; i < contents.size(); ++i)
    if (contents[i] == '\n')
      lineStarts.push_back(static_cast<uint32_t>(i + 1));
}

Location SourceFile::locationAt(uint32_t offset) const {
  offset = std::min<uint32_t>(offset, contents.size());
  auto next = llvm::upper_bound(lineStarts, offset);
  unsigned line = static_cast<unsigned>(next - lineStarts.begin());
  return {fileName, line, offset - lineStarts[line - 1] + 1};
}

uint32_t SourceFile::offsetOf(const Location &loc) const {
  if (loc.line == 0 || loc.line > lineStarts.size())
    return static_cast<uint32_t>(contents.size());
  uint32_t column = loc.column > 0 ? loc.column - 1 : 0;
  return std::min<uint32_t>(lineStarts[loc.line - 1] + column, contents.size());
}

StringRef SourceFile::line(unsigned number) const {
  StringRef rest = text().substr(lineStarts[number - 1]);
  return rest.take_until([](char c) { return c == '\n' || c == '\r'; });
}

/// Length of the word (name or number) that starts at an offset, at least 1.
static uint32_t wordLength(StringRef text, uint32_t offset) {
  StringRef word =
      text.substr(offset).take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
  return std::max<uint32_t>(1, word.size());
}

void Diagnostics::error(unsigned constraint, Range where, const llvm::Twine &reason,
                        const llvm::Twine &hint) {
  auto same = [&](const Diagnostic &d) {
    return d.where.file == where.file && d.where.begin == where.begin;
  };
  if (full() || llvm::any_of(list, same))
    return;
  list.push_back({constraint, where, reason.str(), hint.str()});
}

void Diagnostics::error(unsigned constraint, const Location &where, const llvm::Twine &reason,
                        const llvm::Twine &hint) {
  const SourceFile *file = files.front();
  for (const SourceFile *candidate : files)
    if (candidate->name() == where.file)
      file = candidate;
  uint32_t offset = file->offsetOf(where);
  error(constraint, Range{file, offset, wordLength(file->text(), offset)}, reason, hint);
}

/// Length in bytes of the well-formed UTF-8 character at the front of `text`, 0 for none.
static size_t utf8Length(StringRef text) {
  auto byte = static_cast<unsigned char>(text.front());
  size_t length = byte < 0x80       ? 1
                  : byte >> 5 == 6  ? 2
                  : byte >> 4 == 14 ? 3
                  : byte >> 3 == 30 ? 4
                                    : 0;
  if (length == 0 || length > text.size())
    return 0;
  for (char c : text.substr(1, length - 1))
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
      return 0;
  return length;
}

/// Prints the bytes [from, to) of a line, each unprintable byte as one '?', tabs as one space.
/// Returns how many columns that took.
static size_t printExcerpt(StringRef line, size_t from, size_t to, llvm::raw_ostream &os) {
  size_t columns = 0;
  for (size_t i = from; i < to; ++columns) {
    size_t length = utf8Length(line.substr(i));
    if (length > 1 && i + length <= to) {
      os << line.substr(i, length);
      i += length;
      continue;
    }
    char c = line[i++];
    os << (c == '\t' ? ' ' : llvm::isPrint(c) ? c : '?');
  }
  return columns;
}

/// Prints the line of a place and a caret below it; of a long line only what is near.
static void printCaret(const Range &where, const Location &loc, llvm::raw_ostream &os) {
  constexpr size_t before = 60, after = 80;
  StringRef line = where.file->line(loc.line);
  size_t column = std::min<size_t>(loc.column - 1, line.size());
  size_t from = column > before + 20 ? column - before : 0;
  size_t to = line.size() - column > after + 20 ? column + after : line.size();
  os << "  " << (from > 0 ? "..." : "");
  size_t indent = printExcerpt(line, from, column, os);
  size_t marked = std::min<size_t>(where.length, to - column);
  size_t width = printExcerpt(line, column, column + marked, os);
  printExcerpt(line, column + marked, to, os);
  os << (to < line.size() ? "...\n" : "\n");
  os.indent(static_cast<unsigned>(2 + (from > 0 ? 3 : 0) + indent));
  os << '^' << std::string(width > 1 ? width - 1 : 0, '~') << '\n';
}

void Diagnostics::print(llvm::raw_ostream &os) const {
  std::vector<const Diagnostic *> order;
  for (const Diagnostic &d : list)
    order.push_back(&d);
  auto fileIndex = [&](const Diagnostic *d) { return llvm::find(files, d->where.file); };
  llvm::stable_sort(order, [&](const Diagnostic *a, const Diagnostic *b) {
    return std::pair(fileIndex(a), a->where.begin) < std::pair(fileIndex(b), b->where.begin);
  });
  for (const Diagnostic *d : order) {
    Location loc = d->where.location();
    os << loc.file << ':' << loc.line << ':' << loc.column << ": error: " << d->reason << " [C"
       << d->constraint << "]\n";
    printCaret(d->where, loc, os);
    if (!d->hint.empty())
      os << "hint: " << d->hint << '\n';
  }
  if (full())
    os << "stopped after " << limit << " errors\n";
}

std::string resnetc::dsl::suggest(StringRef word, llvm::ArrayRef<StringRef> candidates,
                                  StringRef otherwise) {
  // Edit distance is quadratic; a longer word is no typo of any name.
  constexpr size_t longest = 64, shown = 12;
  StringRef best;
  unsigned bestDistance = 1 + std::max<unsigned>(1, (word.size() + 1) / 3);
  for (StringRef candidate : candidates) {
    if (word.empty() || word.size() > longest)
      break;
    unsigned distance = word.edit_distance_insensitive(candidate, true, bestDistance);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
    }
  }
  if (!best.empty())
    return ("did you mean '" + best + "'?").str();
  if (candidates.empty())
    return otherwise.str();
  std::string names = llvm::join(candidates.take_front(shown), ", ");
  return "known names: " + names + (candidates.size() > shown ? ", ..." : "");
}

std::string resnetc::dsl::adviseOn(StringRef word, WordPlace place,
                                   llvm::ArrayRef<StringRef> candidates, StringRef otherwise) {
  std::string known = foreignHint(word, place);
  return known.empty() ? suggest(word, candidates, otherwise) : known;
}

static bool isWord(StringRef text) {
  return !text.empty() && !llvm::isDigit(text.front()) &&
         llvm::all_of(text, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

std::optional<StringRef> resnetc::dsl::replacement(const Diagnostic &error) {
  StringRef word = error.hint;
  bool suggested = word.consume_front("did you mean '") && word.consume_back("'?");
  bool advised = !suggested && word.consume_front("write `") && word.consume_back("`");
  StringRef marked = error.where.file->text().substr(error.where.begin, error.where.length);
  if (!(suggested || advised) || !isWord(word) || !isWord(marked))
    return std::nullopt;
  return word;
}

std::string resnetc::dsl::printable(StringRef text, size_t limit) {
  std::string result;
  for (char c : text.take_front(limit))
    result += llvm::isPrint(c) ? c : '?';
  return text.size() > limit ? result + "..." : result;
}
