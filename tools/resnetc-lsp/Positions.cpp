//===- Positions.cpp - places of a text as the protocol counts them ---------------===//
#include "tools/resnetc-lsp/Positions.h"

#include "llvm/ADT/STLExtras.h"

namespace resnetc::lsp {

/// Units of UTF-16 that begin with this byte of UTF-8.
static int unitsOf(char c) {
  auto byte = static_cast<unsigned char>(c);
  bool continues = (byte & 0xC0) == 0x80;
  return continues ? 0 : byte >= 0xF0 ? 2 : 1;
}

Positions::Positions(llvm::StringRef text) : text(text) {
  lineStarts.push_back(0);
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' || (text[i] == '\r' && !text.substr(i + 1).starts_with("\n")))
      lineStarts.push_back(static_cast<uint32_t>(i + 1));
}

llvm::lsp::Position Positions::at(uint32_t offset) const {
  offset = std::min<uint32_t>(offset, text.size());
  auto line = static_cast<size_t>(llvm::upper_bound(lineStarts, offset) - lineStarts.begin()) - 1;
  int column = 0;
  for (char c : text.slice(lineStarts[line], offset))
    column += unitsOf(c);
  return {static_cast<int>(line), column};
}

uint32_t Positions::offsetOf(const llvm::lsp::Position &position) const {
  if (position.line < 0)
    return 0;
  auto line = static_cast<size_t>(position.line);
  if (line >= lineStarts.size())
    return static_cast<uint32_t>(text.size());
  size_t offset = lineStarts[line];
  for (int column = 0; offset < text.size(); ++offset) {
    char c = text[offset];
    if (c == '\n' || c == '\r' || (unitsOf(c) > 0 && column >= position.character))
      break;
    column += unitsOf(c);
  }
  return static_cast<uint32_t>(offset);
}

} // namespace resnetc::lsp
