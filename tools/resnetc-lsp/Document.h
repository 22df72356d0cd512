//===- Document.h - one open text ---------------------------------------------------===//
#pragma once

#include "dsl/Analysis.h"
#include "dsl/Names.h"
#include "tools/resnetc-lsp/Positions.h"

namespace resnetc::lsp {

/// A text with what is known of it, from which every question is answered.
struct Document {
  Document(llvm::StringRef fileName, llvm::StringRef text)
      : analysis(fileName, text), positions(analysis.source().text()),
        names(dsl::collectNames(analysis.syntax().tree, analysis.symbols())) {}

  dsl::Analysis analysis;
  Positions positions;
  std::vector<dsl::Name> names;

  /// The name at an offset, or that ends there; null when there is none.
  const dsl::Name *nameAt(uint32_t offset) const;
  /// The token at an offset, or that ends there; null between tokens.
  const dsl::Token *tokenAt(uint32_t offset) const;
};

/// The comment that stands right above a declaration, without its signs; empty when there is none.
std::string commentAbove(const dsl::Range &declaration);

} // namespace resnetc::lsp
