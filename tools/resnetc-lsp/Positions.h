//===- Positions.h - places of a text as the protocol counts them -----------------===//
#pragma once

#include "dsl/Diagnostics.h"

#include "llvm/Support/LSP/Protocol.h"

namespace resnetc::lsp {

/// Between bytes of a UTF-8 text and lines and columns from 0, where a column counts units of UTF-16
/// and a line ends with "\n", "\r\n" or "\r". The text has to outlive it.
class Positions {
public:
  explicit Positions(llvm::StringRef text);

  llvm::lsp::Position at(uint32_t offset) const;
  /// What lies behind the end of a line or of the text counts as that end.
  uint32_t offsetOf(const llvm::lsp::Position &position) const;
  llvm::lsp::Range range(const dsl::Range &range) const {
    return {at(range.begin), at(range.begin + range.length)};
  }
  llvm::lsp::Range whole() const { return {{0, 0}, at(static_cast<uint32_t>(text.size()))}; }

private:
  llvm::StringRef text;
  std::vector<uint32_t> lineStarts;
};

} // namespace resnetc::lsp
