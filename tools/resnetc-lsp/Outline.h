//===- Outline.h - the declarations of a text ---------------------------------------===//
#pragma once

#include "tools/resnetc-lsp/Document.h"

namespace resnetc::lsp {

/// Blocks, models with their input and parts, and train sections, in the order of the text.
std::vector<llvm::lsp::DocumentSymbol> outlineOf(const Document &document);

} // namespace resnetc::lsp
