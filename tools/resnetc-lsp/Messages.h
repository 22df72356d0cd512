//===- Messages.h - messages about texts of any URI ---------------------------------===//
//
// LLVM's types of the protocol take the URIs of files alone. Editors also have texts that were never
// saved (`untitled:Untitled-1`), or that lie on another machine. A URI is nothing but the name of an open
// text here, so it is kept as it came, beside the rest of the message.
//
//===--------------------------------------------------------------------------------===//
#pragma once

#include "llvm/Support/LSP/Protocol.h"

namespace resnetc::lsp {

/// A message with `textDocument`.
template <typename Params> struct About {
  std::string uri;
  Params params; ///< the message without the URI
};

/// Takes `textDocument.uri` out of a message, and leaves one of a file there; false, and told to `path`,
/// if there is none.
bool takeUri(llvm::json::Value &message, std::string &uri, llvm::json::Path path);

template <typename Params>
bool fromJSON(const llvm::json::Value &value, About<Params> &result, llvm::json::Path path) {
  llvm::json::Value message = value;
  return takeUri(message, result.uri, path) && fromJSON(message, result.params, path);
}

/// A message that says no more than which text.
struct Nothing {};
inline bool fromJSON(const llvm::json::Value &, Nothing &, llvm::json::Path) { return true; }

/// Of `textDocument/codeAction`: the text that is selected.
struct Selection {
  llvm::lsp::Range range;
};
bool fromJSON(const llvm::json::Value &value, Selection &result, llvm::json::Path path);

/// LSP's Location.
struct Place {
  std::string uri;
  llvm::lsp::Range range;
};
llvm::json::Value toJSON(const Place &place);

/// The mistakes of one text, with the constraints of dsl/grammar.md as codes.
struct PublishedDiagnostics {
  std::string uri;
  int64_t version = 0;
  llvm::json::Array diagnostics;
};
llvm::json::Value toJSON(const PublishedDiagnostics &published);

} // namespace resnetc::lsp
