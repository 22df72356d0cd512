//===- Hover.h - what there is to say of a place ------------------------------------===//
#pragma once

#include "tools/resnetc-lsp/Document.h"

namespace resnetc::lsp {

/// In Markdown: of a layer, stage, block or model its shapes, learned parameters and multiply-adds in
/// each of its uses; of a parameter its values; of a word of the language its meaning. Nullopt where
/// there is nothing to say.
std::optional<llvm::lsp::Hover> hoverAt(const Document &document, uint32_t offset);

} // namespace resnetc::lsp
