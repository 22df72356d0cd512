//===- Expected.cpp - what the parser would take at a place -----------------===//
//
// A token that fits nowhere stands where someone writes. The parser comes to it as to any other, and
// every word and name that it asks for there is noted: what is offered cannot differ from what is
// taken. Then it recovers, as from any mistake.
//
//===----------------------------------------------------------------------===//

#include "dsl/ParserImpl.h"

#include "llvm/ADT/STLExtras.h"

using namespace resnetc::dsl;
using namespace resnetc::dsl::ast;
using llvm::StringRef;

/// Mistakes that may stand before the cursor.
constexpr size_t patience = 1000;

void Parser::offer(llvm::ArrayRef<StringRef> words) {
  if (!atCursor())
    return;
  for (StringRef word : words) {
    auto same = [&](const Expected::Word &known) {
      return known.text == word && known.owner == owner();
    };
    if (llvm::none_of(expected->words, same))
      expected->words.push_back({word, owner()});
  }
}

void Parser::offerParameters() {
  if (!atCursor() || !scope || peek().startsLine)
    return;
  expected->parameters.clear();
  for (const Parameter &parameter : *scope)
    expected->parameters.push_back(parameter.name.text);
}

/// Puts a Cursor at the offset: over the name that reaches it, else between two tokens. False where
/// nothing can be written: in a comment, a string or a number.
static bool placeCursor(std::vector<Token> &tokens, const SourceFile &source, uint32_t offset,
                        bool &startsLine) {
  auto next = llvm::find_if(tokens, [&](const Token &token) {
    return token.where.begin + token.where.length >= offset || token.kind == TokenKind::End;
  });
  if (next == tokens.end())
    return false;
  bool touches =
      next->where.begin < offset || (next->where.begin == offset && next->kind == TokenKind::Name);
  if (touches && next->kind == TokenKind::Punct) {
    ++next; // written right behind a sign
    touches = next->where.begin == offset && next->kind == TokenKind::Name;
  }
  if (touches) {
    if (next->kind != TokenKind::Name)
      return false;
    next->kind = TokenKind::Cursor;
    startsLine = next->startsLine;
    return true;
  }
  uint32_t before = next == tokens.begin() ? 0 : (next - 1)->where.begin + (next - 1)->where.length;
  StringRef gap = source.text().slice(before, offset);
  if (gap.rsplit('\n').second.contains('#') || (!gap.contains('\n') && gap.contains('#')))
    return false;
  Token cursor;
  cursor.kind = TokenKind::Cursor;
  cursor.where = {&source, offset, 0};
  cursor.startsLine = startsLine = next == tokens.begin() || gap.contains('\n');
  bool sameLine = !source.text().slice(offset, next->where.begin).contains('\n');
  if (sameLine)
    next->startsLine = false;
  tokens.insert(next, cursor);
  return true;
}

Expected resnetc::dsl::expectedAt(const SourceFile &source, uint32_t offset) {
  Diagnostics scratch;
  Expected expected;
  std::vector<Token> tokens = lex(source, scratch);
  Diagnostics patient(patience);
  if (placeCursor(tokens, source, offset, expected.startsLine))
    Parser(tokens, patient, &expected).parseFile();
  return expected;
}
