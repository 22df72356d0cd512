//===- Format.cpp - the layout of a text -------------------------------------===//
//
// One walk over the tokens, which the parser has marked: what begins a statement, which operators
// have two operands, which parentheses begin a list. Between two tokens there is nothing but space
// and comments, so every comment is found there. Lines are collected first and written afterwards,
// as the column of a comment may depend on the line above.
//
//===----------------------------------------------------------------------===//

#include "dsl/Format.h"

#include "dsl/Parser.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace resnetc::dsl;
using llvm::StringRef;

namespace {

constexpr unsigned indentWidth = 2;
/// Of a statement that goes on in the next line.
constexpr unsigned continuationWidth = 2;
/// The word that begins a setting, a clause, or a stem or head of one line, with a space.
constexpr unsigned wordColumn = 9;
/// Of a comment behind a line, from 0; at least two spaces stand before it.
constexpr unsigned commentColumn = 47;
constexpr const char *betweenClauses = "   ";

/// A line of the result.
struct Line {
  unsigned indent = 0;
  std::string code, comment;
  bool blankBefore = false;
  bool goesOn = false; ///< only a comment, which goes on with that of the line above
};

/// What stands between two tokens.
struct Gap {
  StringRef trailing;        ///< comment on the line of the first
  size_t trailingColumn = 0; ///< in the original
  struct Comment {
    StringRef text;
    size_t column;
    bool blankBefore;
  };
  std::vector<Comment> comments; ///< on lines of their own
  bool breaks = false;           ///< the tokens stand on different lines
  bool blankBeforeNext = false;
};

/// An open brace.
struct Brace {
  bool oneLine;
  bool isTrain;
};

class Formatter {
public:
  Formatter(StringRef text, const std::vector<Token> &tokens) : text(text), tokens(tokens) {}

  std::string run();

private:
  Gap gapBefore(size_t index) const;
  size_t columnOf(size_t offset) const;
  size_t closingBrace(size_t open) const;
  bool onOneLine(size_t open) const;
  void add(size_t index, const Gap &gap);
  void addComments(const Gap &gap, unsigned indent);
  bool startsNewLine(size_t index, const Gap &gap) const;
  std::string separator(size_t index) const;
  void padWord(size_t index, std::string &code) const;
  unsigned indentOf(size_t index) const;
  unsigned depthIndent() const { return static_cast<unsigned>(braces.size()) * indentWidth; }
  bool inTrain() const { return !braces.empty() && braces.back().isTrain; }
  std::string write() const;

  StringRef text;
  const std::vector<Token> &tokens;
  std::vector<Line> lines;
  std::vector<Brace> braces;
  size_t previous = SIZE_MAX; ///< the token before, those left out not counted
  size_t lineStart = 0;       ///< first token of the line being written
  bool inTrainHead = false;   ///< between `train` and its brace
};

uint32_t endOf(const Token &token) { return token.where.begin + token.where.length; }

/// Characters, as columns count them.
size_t widthOf(StringRef text) {
  return llvm::count_if(text,
                        [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

size_t Formatter::columnOf(size_t offset) const {
  StringRef before = text.take_front(offset);
  return widthOf(before.drop_front(before.rfind('\n') + 1)); // npos + 1 is 0
}

Gap Formatter::gapBefore(size_t index) const {
  Gap gap;
  size_t at = previous == SIZE_MAX ? 0 : endOf(tokens[previous]);
  bool first = previous != SIZE_MAX; // the rest of a line that a token is on
  unsigned empty = 0;
  while (true) {
    size_t next = std::min<size_t>(text.find('\n', at), tokens[index].where.begin);
    StringRef piece = text.slice(at, next);
    size_t mark = piece.find('#');
    // A ';' that was left out may stand before the comment.
    StringRef comment = mark == StringRef::npos ? "" : piece.substr(mark).rtrim();
    bool atToken = next == tokens[index].where.begin;
    if (!comment.empty() && first)
      gap.trailing = comment, gap.trailingColumn = columnOf(at + mark);
    else if (!comment.empty())
      gap.comments.push_back({comment, columnOf(at + mark), empty > 0});
    if (!comment.empty())
      empty = 0;
    else if (!first && !atToken && piece.trim(" \t\r;").empty())
      ++empty;
    if (atToken)
      break;
    gap.breaks = true;
    first = false;
    at = next + 1;
  }
  gap.blankBeforeNext = empty > 0;
  return gap;
}

size_t Formatter::closingBrace(size_t open) const {
  size_t depth = 0;
  for (size_t i = open; i < tokens.size(); ++i) {
    depth += tokens[i].is("{");
    depth -= tokens[i].is("}");
    if (depth == 0)
      return i;
  }
  return tokens.size() - 1;
}

/// Whether a pair of braces stays on one line.
bool Formatter::onOneLine(size_t open) const {
  if (!braces.empty() && braces.back().oneLine)
    return true;
  size_t close = closingBrace(open);
  return !text.slice(tokens[open].where.begin, tokens[close].where.begin).contains('\n');
}

bool Formatter::startsNewLine(size_t index, const Gap &gap) const {
  const Token &token = tokens[index];
  if (previous == SIZE_MAX || !gap.trailing.empty() || !gap.comments.empty() ||
      token.kind == TokenKind::End)
    return true;
  if (token.is("{"))
    return false;
  if (braces.empty() && token.startsStatement)
    return true;
  if (!braces.empty() && (token.is("}") || tokens[previous].is("{")))
    return !braces.back().oneLine;
  return gap.breaks;
}

/// What stands between a token and the one before it on the same line.
std::string Formatter::separator(size_t index) const {
  const Token &token = tokens[index], &before = tokens[previous];
  if (token.startsStatement && !before.is("{"))
    return inTrain() ? betweenClauses : "; ";
  if (token.owner == "augment" && !before.isName("augment"))
    return "; ";
  if (token.is(",") || token.is(")") || token.is("]") || token.is("[") || token.is("..") ||
      token.is("%") || token.role == TokenRole::List)
    return "";
  if (before.is("(") || before.is("[") || before.is(".."))
    return "";
  // A sign of its own operand, or the slash of a stride.
  if ((before.is("-") || before.is("/")) && before.role != TokenRole::Binary)
    return "";
  return " ";
}

unsigned Formatter::indentOf(size_t index) const {
  const Token &token = tokens[index];
  if (token.is("}"))
    return depthIndent() - indentWidth;
  if (token.startsStatement || token.kind == TokenKind::End || tokens[previous].is("{"))
    return depthIndent();
  if (token.isName("normalize")) // below the name of the input
    return depthIndent() + static_cast<unsigned>(sizeof("input"));
  return depthIndent() + continuationWidth;
}

/// Words that begin lines of a model or a train section are followed by a column of their own.
void Formatter::padWord(size_t index, std::string &code) const {
  const Token &before = tokens[previous], &token = tokens[index];
  if (previous != lineStart || !before.startsStatement || token.is("}") ||
      !(before.owner == "train" || before.owner == "model"))
    return;
  bool body = before.isName("stem") || before.isName("head");
  if (before.isName("input") || before.isName("stage") || before.isName("aux") ||
      (body && !onOneLine(index)))
    return;
  if (code.size() < wordColumn)
    code.append(wordColumn - code.size(), ' ');
}

void Formatter::addComments(const Gap &gap, unsigned indent) {
  size_t column = gap.trailingColumn;
  bool follows = !gap.trailing.empty();
  for (const Gap::Comment &comment : gap.comments) {
    follows = follows && !comment.blankBefore && comment.column == column;
    bool afterBrace = previous != SIZE_MAX && tokens[previous].is("{");
    bool blank =
        comment.blankBefore && !lines.empty() && !(afterBrace && &comment == &gap.comments.front());
    lines.push_back({indent, "", comment.text.str(), blank, follows});
  }
}

void Formatter::add(size_t index, const Gap &gap) {
  const Token &token = tokens[index];
  if (!gap.trailing.empty())
    lines.back().comment = gap.trailing.str();
  if (startsNewLine(index, gap)) {
    unsigned indent = indentOf(index);
    addComments(gap, token.is("}") ? depthIndent() : indent);
    bool afterBrace = previous != SIZE_MAX && tokens[previous].is("{") && gap.comments.empty();
    bool blank = gap.blankBeforeNext && token.startsStatement && !lines.empty() && !afterBrace;
    if (token.kind == TokenKind::End)
      return;
    lines.push_back({indent, "", "", blank, false});
    lineStart = index;
  } else {
    std::string &code = lines.back().code;
    std::string space = separator(index);
    code += space;
    padWord(index, code);
  }
  lines.back().code += text.slice(token.where.begin, endOf(token));
}

std::string Formatter::run() {
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token &token = tokens[i];
    if (token.is(";")) // is put where it is needed
      continue;
    add(i, gapBefore(i));
    if (token.startsStatement && braces.empty())
      inTrainHead = token.isName("train");
    if (token.is("{"))
      braces.push_back({onOneLine(i), inTrainHead});
    if (token.is("}") && !braces.empty())
      braces.pop_back();
    previous = i;
  }
  return write();
}

std::string Formatter::write() const {
  std::string result;
  StringRef newline = StringRef(text).split('\n').first.ends_with("\r") ? "\r\n" : "\n";
  size_t column = 0; // of the last comment behind code
  for (const Line &line : lines) {
    if (line.blankBefore)
      result += newline;
    std::string out(line.indent, ' ');
    out += line.code;
    if (!line.code.empty() && !line.comment.empty())
      column = std::max<size_t>(commentColumn, widthOf(out) + 2);
    if (!line.comment.empty() && (!line.code.empty() || line.goesOn))
      out.append(column - std::min(column, widthOf(out)), ' ');
    out += line.comment;
    result += out;
    result += newline;
  }
  return result;
}

} // namespace

std::optional<std::string> resnetc::dsl::formatText(StringRef text, StringRef fileName,
                                                    llvm::raw_ostream &errors) {
  SourceFile source(fileName, text);
  Diagnostics diagnostics;
  diagnostics.addFile(source);
  Syntax syntax = parseSyntax(source, diagnostics);
  diagnostics.print(errors);
  if (diagnostics.hasErrors())
    return std::nullopt;
  return Formatter(source.text(), syntax.tokens).run();
}
