//===- QuickFixes.h - edits that mend a mistake -------------------------------------===//
#pragma once

#include "tools/resnetc-lsp/Document.h"

namespace resnetc::lsp {

/// A mistake's place and reason as the editor shows them.
llvm::json::Object diagnosticOf(const Document &document, const dsl::Diagnostic &error);

/// LSP's code actions for the mistakes that a selection touches, where their hint is one word to write in
/// place of another.
llvm::json::Array quickFixesAt(const Document &document, llvm::StringRef uri,
                               const llvm::lsp::Range &selection);

} // namespace resnetc::lsp
