//===- Lexer.cpp - text to tokens -----------------------------------------===//
//
// One pass over the bytes, no backtracking, no recursion. Texts that are too large,
// not UTF-8, or hold NUL bytes are refused before the first token.
//
//===----------------------------------------------------------------------===//

#include "dsl/Lexer.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

#include <charconv>
#include <cmath>

using namespace resnetc::dsl;
using llvm::StringRef;

namespace {

constexpr size_t maxNameLength = 64;
constexpr size_t maxStringLength = 4096;
constexpr int64_t maxInteger = 2147483647;

bool startsName(char c) { return llvm::isAlpha(c) || c == '_'; }
bool continuesName(char c) { return llvm::isAlnum(c) || c == '_'; }

class Lexer {
public:
  Lexer(const SourceFile &file, Diagnostics &diagnostics)
      : file(file), text(file.text()), diagnostics(diagnostics) {}

  std::vector<Token> run();

private:
  bool checkBytes();
  void skipSpace();
  void lexName();
  void lexNumber();
  void lexString();
  void lexPunct();
  bool parseInteger(size_t begin, size_t end, int64_t &value);
  Token &push(TokenKind kind, size_t begin, size_t end);
  void error(unsigned constraint, size_t begin, size_t end, const llvm::Twine &reason,
             const llvm::Twine &hint) {
    diagnostics.error(constraint, range(begin, end), reason, hint);
  }
  Range range(size_t begin, size_t end) const {
    return {&file, static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin)};
  }
  char at(size_t i) const { return i < text.size() ? text[i] : '\0'; }
  size_t digitsEnd(size_t i) const {
    while (llvm::isDigit(at(i)))
      ++i;
    return i;
  }

  const SourceFile &file;
  StringRef text;
  Diagnostics &diagnostics;
  std::vector<Token> tokens;
  size_t position = 0;
  bool atLineStart = true;
};

std::vector<Token> Lexer::run() {
  if (!checkBytes())
    return {};
  for (skipSpace(); position < text.size() && !diagnostics.full(); skipSpace()) {
    char c = text[position];
    if (startsName(c))
      lexName();
    else if (llvm::isDigit(c))
      lexNumber();
    else if (c == '"')
      lexString();
    else
      lexPunct();
  }
  push(TokenKind::End, text.size(), text.size()).startsLine = true;
  return std::move(tokens);
}

/// What must hold before the first token.
bool Lexer::checkBytes() {
  // C1: the size.
  if (text.size() > maxFileBytes) {
    error(1, 0, 1, "expects a file of at most " + llvm::Twine(maxFileBytes) + " bytes, got more",
          "is this really a model? use repeats (`stage s = 100 x block(...)`) and blocks");
    return false;
  }
  // C2: the bytes.
  size_t nul = text.find('\0');
  if (nul != StringRef::npos) {
    error(2, nul, nul + 1, "expects text, got a NUL byte", "this looks like a binary file");
    return false;
  }
  auto *next = reinterpret_cast<const llvm::UTF8 *>(text.bytes_begin());
  auto *begin = next;
  auto *end = reinterpret_cast<const llvm::UTF8 *>(text.bytes_end());
  if (!llvm::isLegalUTF8String(&next, end)) {
    error(2, next - begin, next - begin + 1, "expects text in UTF-8, got a malformed byte",
          "save the file in UTF-8");
    return false;
  }
  return true;
}

void Lexer::skipSpace() {
  while (position < text.size()) {
    char c = text[position];
    if (c == '#')
      position = std::min(text.find('\n', position), text.size());
    else if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
      atLineStart |= c == '\n';
      ++position;
    } else
      return;
  }
}

void Lexer::lexName() {
  size_t end = position;
  while (continuesName(at(end)))
    ++end;
  if (end - position > maxNameLength)
    error(4, position, end,
          "expects a name of at most " + llvm::Twine(maxNameLength) + " characters, got " +
              llvm::Twine(end - position),
          "names become symbols of the library; choose a shorter one");
  push(TokenKind::Name, position, end);
  position = end;
}

/// C4: an integer that fits. `end` is past the last digit.
bool Lexer::parseInteger(size_t begin, size_t end, int64_t &value) {
  auto [_, status] = std::from_chars(text.data() + begin, text.data() + end, value);
  if (status == std::errc() && value <= maxInteger)
    return true;
  error(4, begin, end,
        "expects an integer of at most " + llvm::Twine(maxInteger) + ", got '" +
            printable(text.slice(begin, end), 40) + "'",
        "no size in a network is this large");
  value = 1;
  return false;
}

void Lexer::lexNumber() {
  size_t begin = position, end = digitsEnd(begin);
  if (at(end) == 'x' && llvm::isDigit(at(end + 1))) { // 3x3
    size_t end2 = digitsEnd(end + 1);
    Token &token = push(TokenKind::Extent, begin, end2);
    parseInteger(begin, end, token.integer);
    parseInteger(end + 1, end2, token.second);
    end = end2;
  } else {
    size_t integerEnd = end;
    if (at(end) == '.' && llvm::isDigit(at(end + 1)))
      end = digitsEnd(end + 1);
    if (at(end) == 'e' || at(end) == 'E') {
      size_t exponent = end + 1 + (at(end + 1) == '-' || at(end + 1) == '+');
      if (llvm::isDigit(at(exponent)))
        end = digitsEnd(exponent);
    }
    bool isInteger = end == integerEnd;
    Token &token = push(isInteger ? TokenKind::Integer : TokenKind::Decimal, begin, end);
    if (isInteger) {
      parseInteger(begin, end, token.integer);
      token.number = static_cast<double>(token.integer);
    } else {
      auto [_, status] = std::from_chars(text.data() + begin, text.data() + end, token.number);
      if (status != std::errc())
        error(4, begin, end,
              "expects a number in the range of double, got '" + printable(token.text, 40) + "'",
              "write it with a smaller exponent");
    }
  }
  position = end;
  // `3x basic` is fine, `3xbasic` and `12abc` are slips.
  bool repeatSign = at(end) == 'x' && !continuesName(at(end + 1));
  if (continuesName(at(end)) && !repeatSign)
    error(4, begin, end + 1, "expects a space between a number and a name",
          "write `3 x basic(16)`, with spaces");
}

/// C3: strings end on their line.
void Lexer::lexString() {
  size_t end = text.find_first_of("\"\n", position + 1);
  if (end == StringRef::npos || text[end] == '\n') {
    error(3, position, position + 1, "expects '\"' at the end of the text, got the end of the line",
          "close the text on the line where it starts");
    position = std::min(end, text.size());
    return;
  }
  if (end - position > maxStringLength)
    error(3, position, position + 1,
          "expects at most " + llvm::Twine(maxStringLength) + " bytes between quotes, got " +
              llvm::Twine(end - position - 1),
          "is a closing '\"' missing?");
  Token &token = push(TokenKind::String, position, end + 1);
  token.text = text.slice(position + 1, end);
  position = end + 1;
}

void Lexer::lexPunct() {
  char c = text[position];
  if (c == '.' && at(position + 1) == '.') {
    push(TokenKind::Punct, position, position + 2);
    position += 2;
    return;
  }
  if (StringRef("{}()[],;:=/+-*%").contains(c)) {
    push(TokenKind::Punct, position, position + 1);
    ++position;
    return;
  }
  size_t end = position + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    ++end;
  bool mark = text.substr(position).starts_with("\xEF\xBB\xBF");
  if (mark)
    error(2, position, end, "expects text, got a byte order mark",
          "save the file in UTF-8 without a byte order mark");
  else if (end > position + 1 || llvm::isPrint(c))
    error(2, position, end,
          "expects a character of the language, got '" + text.slice(position, end) + "'",
          "outside comments and quotes: letters, digits, _ and {}()[],;:=/+-*% ..");
  else
    error(2, position, end, "expects a character of the language, got a control character",
          "outside comments and quotes: letters, digits, _ and {}()[],;:=/+-*% ..");
  position = end;
}

Token &Lexer::push(TokenKind kind, size_t begin, size_t end) {
  Token token;
  token.kind = kind;
  token.where = range(begin, end);
  token.text = text.slice(begin, end);
  token.startsLine = atLineStart;
  atLineStart = false;
  tokens.push_back(token);
  return tokens.back();
}

} // namespace

std::string Token::describe() const {
  if (kind == TokenKind::End)
    return "the end of the file";
  if (kind == TokenKind::Cursor)
    return "the cursor";
  if (kind == TokenKind::String)
    return "\"" + printable(text, 40) + "\"";
  return "'" + printable(text, 40) + "'";
}

std::vector<Token> resnetc::dsl::lex(const SourceFile &file, Diagnostics &diagnostics) {
  return Lexer(file, diagnostics).run();
}
