//===- Document.cpp - one open text -------------------------------------------------===//
#include "tools/resnetc-lsp/Document.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace resnetc::lsp {

/// Of ranges in the order of the text, the last that begins at or before an offset, if it reaches it.
template <typename Element>
static const Element *findAt(const std::vector<Element> &list, uint32_t offset) {
  auto after =
      llvm::partition_point(list, [&](const Element &e) { return e.where.begin <= offset; });
  if (after == list.begin())
    return nullptr;
  const Element &element = *std::prev(after);
  return offset <= element.where.begin + element.where.length ? &element : nullptr;
}

const dsl::Name *Document::nameAt(uint32_t offset) const { return findAt(names, offset); }

const dsl::Token *Document::tokenAt(uint32_t offset) const {
  const std::vector<dsl::Token> &tokens = analysis.syntax().tokens;
  const dsl::Token *token = findAt(tokens, offset);
  // At the end of a word, the sign behind it is not meant.
  if (token && token->kind == dsl::TokenKind::Punct && token->where.begin == offset && offset > 0)
    if (const dsl::Token *word = findAt(tokens, offset - 1);
        word && word->kind != dsl::TokenKind::Punct)
      return word;
  return token;
}

std::string commentAbove(const dsl::Range &declaration) {
  llvm::StringRef text = declaration.file->text().take_front(declaration.begin);
  if (!text.ends_with("\n"))
    return "";
  llvm::SmallVector<llvm::StringRef> lines;
  while (!text.empty()) {
    llvm::StringRef line = text.drop_back().rsplit('\n').second;
    if (!text.drop_back().contains('\n'))
      line = text.drop_back();
    if (!line.trim().starts_with("#"))
      break;
    lines.push_back(line.trim().drop_front().trim());
    text = text.drop_back(line.size() + 1);
  }
  return llvm::join(llvm::reverse(lines), "\n");
}

} // namespace resnetc::lsp
