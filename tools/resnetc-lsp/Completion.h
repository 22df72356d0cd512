//===- Completion.h - what may be written at a place --------------------------------===//
#pragma once

#include "tools/resnetc-lsp/Document.h"

namespace resnetc::lsp {

/// Words, names of blocks, parameters and models that the parser would take at an offset, each once.
/// A name that is half written does not count: the editor compares it with the labels.
std::vector<llvm::lsp::CompletionItem> completionsAt(const Document &document, uint32_t offset);

} // namespace resnetc::lsp
