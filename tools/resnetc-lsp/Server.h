//===- Server.h - a language server -------------------------------------------------===//
#pragma once

#include "tools/resnetc-lsp/Document.h"

#include "llvm/Support/LSP/Transport.h"

#include <map>
#include <memory>

namespace resnetc::lsp {

/// The mistakes of one text, with the constraints of dsl/grammar.md as codes.
struct PublishedDiagnostics {
  std::string uri;
  int64_t version = 0;
  llvm::json::Array diagnostics;
};
llvm::json::Value toJSON(const PublishedDiagnostics &published);

/// A place in LSP's words for each mistake and note.
llvm::json::Array diagnosticsOf(const Document &document);

/// The edit that lays a text out, without the lines at both ends that stay; none where nothing changes
/// or the text does not parse.
std::vector<llvm::lsp::TextEdit> formattingEdits(llvm::StringRef text);

/// Open texts, each whole as its client sends it, and the answers about them. A text is analysed when it
/// is asked about, or by `publish`, and not again before it changes.
class Server {
public:
  explicit Server(llvm::lsp::JSONTransport &transport);

  /// Answers until the client leaves; true when it said that it would.
  bool run();
  /// Sends the mistakes of all texts that have changed.
  void publish();

private:
  template <typename T> using Callback = llvm::lsp::Callback<T>;

  struct Open {
    int64_t version = 0;
    std::string fileName, text;
    std::unique_ptr<Document> document; ///< null: has changed
    bool published = false;
  };

  void onInitialize(const llvm::lsp::InitializeParams &params, Callback<llvm::json::Value> reply);
  void onInitialized(const llvm::lsp::InitializedParams &params) {}
  void onShutdown(const llvm::lsp::NoParams &params, Callback<std::nullptr_t> reply);
  void onDidOpen(const llvm::lsp::DidOpenTextDocumentParams &params);
  void onDidChange(const llvm::lsp::DidChangeTextDocumentParams &params);
  void onDidClose(const llvm::lsp::DidCloseTextDocumentParams &params);
  void onHover(const llvm::lsp::TextDocumentPositionParams &params,
               Callback<std::optional<llvm::lsp::Hover>> reply);
  void onCompletion(const llvm::lsp::CompletionParams &params,
                    Callback<llvm::lsp::CompletionList> reply);
  void onDefinition(const llvm::lsp::TextDocumentPositionParams &params,
                    Callback<std::vector<llvm::lsp::Location>> reply);
  void onReferences(const llvm::lsp::ReferenceParams &params,
                    Callback<std::vector<llvm::lsp::Location>> reply);
  void onDocumentSymbol(const llvm::lsp::DocumentSymbolParams &params,
                        Callback<std::vector<llvm::lsp::DocumentSymbol>> reply);
  void onSignatureHelp(const llvm::lsp::TextDocumentPositionParams &params,
                       Callback<llvm::json::Value> reply);
  void onFormatting(const llvm::lsp::DocumentSymbolParams &params,
                    Callback<std::vector<llvm::lsp::TextEdit>> reply);

  Open *find(const llvm::lsp::TextDocumentIdentifier &identifier);
  const Document &analysed(Open &open);
  std::optional<llvm::lsp::Location> locationOf(const dsl::Range &range, const Document &document,
                                                const llvm::lsp::URIForFile &uri);

  llvm::lsp::JSONTransport &transport;
  llvm::lsp::MessageHandler handler;
  llvm::lsp::OutgoingNotification<PublishedDiagnostics> send;
  std::map<std::string, Open> texts; ///< by URI
  bool shutDown = false;
};

} // namespace resnetc::lsp
