//===- Signature.h - the parameters of a call that is being written -----------------===//
#pragma once

#include "tools/resnetc-lsp/Document.h"

namespace resnetc::lsp {

/// Of the innermost call around an offset: how its block is declared, and which parameter the argument
/// at the offset is for. Nullopt outside of calls of known blocks.
std::optional<llvm::lsp::SignatureHelp> signatureAt(const Document &document, uint32_t offset);

} // namespace resnetc::lsp
