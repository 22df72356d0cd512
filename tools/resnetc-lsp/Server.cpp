//===- Server.cpp - a language server -----------------------------------------------===//
#include "tools/resnetc-lsp/Server.h"

#include "dsl/EmbeddedFiles.h"
#include "dsl/Format.h"
#include "tools/resnetc-lsp/Completion.h"
#include "tools/resnetc-lsp/Hover.h"
#include "tools/resnetc-lsp/Outline.h"
#include "tools/resnetc-lsp/PreludeFile.h"
#include "tools/resnetc-lsp/Signature.h"

#include "llvm/ADT/STLExtras.h"

namespace resnetc::lsp {

using namespace llvm::lsp;
namespace json = llvm::json;

json::Value toJSON(const PublishedDiagnostics &published) {
  return json::Object{{"uri", published.uri},
                      {"version", published.version},
                      {"diagnostics", json::Array(published.diagnostics)}};
}

static json::Object diagnostic(const llvm::lsp::Range &range, DiagnosticSeverity severity,
                               std::string message) {
  return json::Object{{"range", range},
                      {"severity", static_cast<int>(severity)},
                      {"source", "resnetc"},
                      {"message", std::move(message)}};
}

json::Array diagnosticsOf(const Document &document) {
  json::Array list;
  for (const dsl::Diagnostic &error : document.analysis.errors()) {
    json::Object object =
        diagnostic(document.positions.range(error.where), DiagnosticSeverity::Error,
                   error.reason + "\nhint: " + error.hint);
    object["code"] = "C" + std::to_string(error.constraint);
    list.push_back(std::move(object));
  }
  for (const dsl::Analysis::Note &note : document.analysis.notes())
    list.push_back(diagnostic(document.positions.range(note.where), DiagnosticSeverity::Information,
                              note.text));
  return list;
}

std::vector<TextEdit> formattingEdits(llvm::StringRef text) {
  llvm::raw_null_ostream ignored; // the mistakes are on the screen already
  std::optional<std::string> laidOut = dsl::formatText(text, "", ignored);
  if (!laidOut || *laidOut == text)
    return {};
  llvm::StringRef after = *laidOut;
  auto [end, _] = std::mismatch(text.begin(), text.end(), after.begin(), after.end());
  size_t same = static_cast<size_t>(end - text.begin());
  size_t begin = text.take_front(same).rfind('\n') + 1; // npos + 1 is 0
  size_t most = std::min(text.size(), after.size()) - begin, tail = 0;
  while (tail < most && text[text.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  size_t line = text.take_back(tail).find('\n'); // whole lines of the tail stay
  tail = line == llvm::StringRef::npos ? 0 : tail - line - 1;
  Positions positions(text);
  return {TextEdit{{positions.at(static_cast<uint32_t>(begin)),
                    positions.at(static_cast<uint32_t>(text.size() - tail))},
                   after.slice(begin, after.size() - tail).str()}};
}

Server::Server(JSONTransport &transport) : transport(transport), handler(transport) {
  handler.method("initialize", this, &Server::onInitialize);
  handler.notification("initialized", this, &Server::onInitialized);
  handler.method("shutdown", this, &Server::onShutdown);
  handler.notification("textDocument/didOpen", this, &Server::onDidOpen);
  handler.notification("textDocument/didChange", this, &Server::onDidChange);
  handler.notification("textDocument/didClose", this, &Server::onDidClose);
  handler.method("textDocument/hover", this, &Server::onHover);
  handler.method("textDocument/completion", this, &Server::onCompletion);
  handler.method("textDocument/definition", this, &Server::onDefinition);
  handler.method("textDocument/references", this, &Server::onReferences);
  handler.method("textDocument/documentSymbol", this, &Server::onDocumentSymbol);
  handler.method("textDocument/signatureHelp", this, &Server::onSignatureHelp);
  handler.method("textDocument/formatting", this, &Server::onFormatting);
  send = handler.outgoingNotification<PublishedDiagnostics>("textDocument/publishDiagnostics");
}

bool Server::run() {
  if (llvm::Error error = transport.run(handler)) {
    Logger::error("the client has gone: {0}", error);
    llvm::consumeError(std::move(error));
    return false;
  }
  return shutDown;
}

void Server::onInitialize(const InitializeParams &params, Callback<json::Value> reply) {
  json::Object capabilities{
      {"textDocumentSync",
       json::Object{{"openClose", true}, {"change", static_cast<int>(TextDocumentSyncKind::Full)}}},
      {"completionProvider", json::Object{}},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"documentSymbolProvider", true},
      {"signatureHelpProvider", json::Object{{"triggerCharacters", json::Array{"(", ","}}}},
      {"documentFormattingProvider", true},
  };
  reply(json::Object{
      {"serverInfo", json::Object{{"name", "resnetc-lsp"}, {"version", RESNETC_VERSION}}},
      {"capabilities", std::move(capabilities)}});
}

void Server::onShutdown(const NoParams &params, Callback<std::nullptr_t> reply) {
  shutDown = true;
  reply(nullptr);
}

void Server::onDidOpen(const DidOpenTextDocumentParams &params) {
  const TextDocumentItem &item = params.textDocument;
  Open &open = texts[item.uri.uri().str()];
  open = {item.version, item.uri.file().str(), item.text, nullptr, false};
}

void Server::onDidChange(const DidChangeTextDocumentParams &params) {
  auto found = texts.find(params.textDocument.uri.uri().str());
  if (found == texts.end() || params.contentChanges.empty())
    return;
  Open &open = found->second;
  for (const TextDocumentContentChangeEvent &change : params.contentChanges) {
    if (!change.range) {
      open.text = change.text;
      continue;
    }
    // Not what was asked for, but clear enough.
    Positions positions(open.text);
    uint32_t begin = positions.offsetOf(change.range->start);
    uint32_t end = std::max(begin, positions.offsetOf(change.range->end));
    open.text.replace(begin, end - begin, change.text);
  }
  open.version = params.textDocument.version;
  open.document.reset();
  open.published = false;
}

void Server::onDidClose(const DidCloseTextDocumentParams &params) {
  std::string uri = params.textDocument.uri.uri().str();
  auto found = texts.find(uri);
  if (found == texts.end())
    return;
  send({uri, found->second.version, {}}); // takes them off the screen
  texts.erase(found);
}

Server::Open *Server::find(const TextDocumentIdentifier &identifier) {
  auto found = texts.find(identifier.uri.uri().str());
  return found == texts.end() ? nullptr : &found->second;
}

const Document &Server::analysed(Open &open) {
  if (!open.document)
    open.document = std::make_unique<Document>(open.fileName, open.text);
  return *open.document;
}

void Server::publish() {
  for (auto &[uri, open] : texts) {
    if (open.published)
      continue;
    send({uri, open.version, diagnosticsOf(analysed(open))});
    open.published = true;
  }
}

void Server::onHover(const TextDocumentPositionParams &params,
                     Callback<std::optional<llvm::lsp::Hover>> reply) {
  Open *open = find(params.textDocument);
  if (!open)
    return reply(std::nullopt);
  const Document &document = analysed(*open);
  reply(hoverAt(document, document.positions.offsetOf(params.position)));
}

void Server::onCompletion(const CompletionParams &params, Callback<CompletionList> reply) {
  CompletionList list;
  if (Open *open = find(params.textDocument)) {
    const Document &document = analysed(*open);
    list.items = completionsAt(document, document.positions.offsetOf(params.position));
  }
  reply(std::move(list));
}

/// A place of the text itself or of the prelude.
std::optional<llvm::lsp::Location>
Server::locationOf(const dsl::Range &range, const Document &document, const URIForFile &uri) {
  if (range.file == &document.analysis.source())
    return llvm::lsp::Location(uri, document.positions.range(range));
  if (range.file != &document.analysis.prelude())
    return std::nullopt;
  llvm::Expected<URIForFile> prelude = preludeFile();
  if (!prelude) {
    Logger::error("{0}", llvm::toString(prelude.takeError()));
    return std::nullopt;
  }
  return llvm::lsp::Location(*prelude, Positions(dsl::embeddedPrelude()).range(range));
}

void Server::onDefinition(const TextDocumentPositionParams &params,
                          Callback<std::vector<llvm::lsp::Location>> reply) {
  std::vector<llvm::lsp::Location> places;
  if (Open *open = find(params.textDocument)) {
    const Document &document = analysed(*open);
    if (const dsl::Name *name = document.nameAt(document.positions.offsetOf(params.position)))
      if (auto place = locationOf(name->declared, document, params.textDocument.uri))
        places.push_back(std::move(*place));
  }
  reply(std::move(places));
}

void Server::onReferences(const ReferenceParams &params,
                          Callback<std::vector<llvm::lsp::Location>> reply) {
  std::vector<llvm::lsp::Location> places;
  if (Open *open = find(params.textDocument)) {
    const Document &document = analysed(*open);
    const dsl::Name *asked = document.nameAt(document.positions.offsetOf(params.position));
    for (const dsl::Name &name : document.names)
      if (asked && asked->declared.file && name.declared.file == asked->declared.file &&
          name.declared.begin == asked->declared.begin &&
          (params.context.includeDeclaration || !name.isDeclaration()))
        places.emplace_back(params.textDocument.uri, document.positions.range(name.where));
  }
  reply(std::move(places));
}

void Server::onDocumentSymbol(const DocumentSymbolParams &params,
                              Callback<std::vector<DocumentSymbol>> reply) {
  Open *open = find(params.textDocument);
  reply(open ? outlineOf(analysed(*open)) : std::vector<DocumentSymbol>());
}

void Server::onSignatureHelp(const TextDocumentPositionParams &params,
                             Callback<json::Value> reply) {
  std::optional<SignatureHelp> help;
  if (Open *open = find(params.textDocument)) {
    const Document &document = analysed(*open);
    help = signatureAt(document, document.positions.offsetOf(params.position));
  }
  reply(help ? toJSON(*help) : json::Value(nullptr));
}

void Server::onFormatting(const DocumentSymbolParams &params,
                          Callback<std::vector<TextEdit>> reply) {
  Open *open = find(params.textDocument);
  reply(open ? formattingEdits(open->text) : std::vector<TextEdit>());
}

} // namespace resnetc::lsp
