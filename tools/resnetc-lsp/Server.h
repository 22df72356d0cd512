//===- Server.h - a language server -------------------------------------------------===//
#pragma once

#include "tools/resnetc-lsp/Document.h"
#include "tools/resnetc-lsp/Messages.h"

#include "llvm/Support/LSP/Transport.h"

#include <map>
#include <memory>

namespace resnetc::lsp {

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
    std::string text;
    std::unique_ptr<Document> document; ///< null: has changed
    bool published = false;
  };

  void onInitialize(const llvm::lsp::InitializeParams &params, Callback<llvm::json::Value> reply);
  void onInitialized(const llvm::lsp::InitializedParams &params) {}
  void onShutdown(const llvm::lsp::NoParams &params, Callback<std::nullptr_t> reply);
  void onDidOpen(const About<llvm::lsp::DidOpenTextDocumentParams> &about);
  void onDidChange(const About<llvm::lsp::DidChangeTextDocumentParams> &about);
  void onDidClose(const About<Nothing> &about);
  void onHover(const About<llvm::lsp::TextDocumentPositionParams> &about,
               Callback<std::optional<llvm::lsp::Hover>> reply);
  void onCompletion(const About<llvm::lsp::TextDocumentPositionParams> &about,
                    Callback<llvm::lsp::CompletionList> reply);
  void onDefinition(const About<llvm::lsp::TextDocumentPositionParams> &about,
                    Callback<std::vector<Place>> reply);
  void onReferences(const About<llvm::lsp::ReferenceParams> &about,
                    Callback<std::vector<Place>> reply);
  void onDocumentSymbol(const About<Nothing> &about,
                        Callback<std::vector<llvm::lsp::DocumentSymbol>> reply);
  void onSignatureHelp(const About<llvm::lsp::TextDocumentPositionParams> &about,
                       Callback<llvm::json::Value> reply);
  void onFormatting(const About<Nothing> &about, Callback<std::vector<llvm::lsp::TextEdit>> reply);
  void onCodeAction(const About<Selection> &about, Callback<llvm::json::Value> reply);

  /// What is known of an open text; null if there is none of that URI.
  const Document *analysed(const std::string &uri);
  const Document &analysed(const std::string &uri, Open &open);

  llvm::lsp::JSONTransport &transport;
  llvm::lsp::MessageHandler handler;
  llvm::lsp::OutgoingNotification<PublishedDiagnostics> send;
  std::map<std::string, Open> texts; ///< by URI
  bool shutDown = false;
};

} // namespace resnetc::lsp
