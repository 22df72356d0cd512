//===- Server.cpp - a language server -----------------------------------------------===//
#include "tools/resnetc-lsp/Server.h"

#include "dsl/EmbeddedFiles.h"
#include "dsl/Format.h"
#include "tools/resnetc-lsp/Completion.h"
#include "tools/resnetc-lsp/Hover.h"
#include "tools/resnetc-lsp/Outline.h"
#include "tools/resnetc-lsp/PreludeFile.h"
#include "tools/resnetc-lsp/QuickFixes.h"
#include "tools/resnetc-lsp/Signature.h"

#include "llvm/ADT/STLExtras.h"

namespace resnetc::lsp {

using namespace llvm::lsp;
namespace json = llvm::json;

json::Array diagnosticsOf(const Document &document) {
  json::Array list;
  for (const dsl::Diagnostic &error : document.analysis.errors())
    list.push_back(diagnosticOf(document, error));
  for (const dsl::Analysis::Note &note : document.analysis.notes())
    list.push_back(json::Object{{"range", document.positions.range(note.where)},
                                {"severity", static_cast<int>(DiagnosticSeverity::Information)},
                                {"source", "resnetc"},
                                {"message", note.text}});
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
  handler.method("textDocument/codeAction", this, &Server::onCodeAction);
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
      {"codeActionProvider", json::Object{{"codeActionKinds", json::Array{CodeAction::kQuickFix}}}},
  };
  reply(json::Object{
      {"serverInfo", json::Object{{"name", "resnetc-lsp"}, {"version", RESNETC_VERSION}}},
      {"capabilities", std::move(capabilities)}});
}

void Server::onShutdown(const NoParams &params, Callback<std::nullptr_t> reply) {
  shutDown = true;
  reply(nullptr);
}

void Server::onDidOpen(const About<DidOpenTextDocumentParams> &about) {
  const TextDocumentItem &item = about.params.textDocument;
  texts[about.uri] = {item.version, item.text, nullptr, false};
}

void Server::onDidChange(const About<DidChangeTextDocumentParams> &about) {
  const DidChangeTextDocumentParams &params = about.params;
  auto found = texts.find(about.uri);
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

void Server::onDidClose(const About<Nothing> &about) {
  auto found = texts.find(about.uri);
  if (found == texts.end())
    return;
  send({about.uri, found->second.version, {}}); // takes them off the screen
  texts.erase(found);
}

const Document *Server::analysed(const std::string &uri) {
  auto found = texts.find(uri);
  return found == texts.end() ? nullptr : &analysed(uri, found->second);
}

const Document &Server::analysed(const std::string &uri, Open &open) {
  if (!open.document)
    open.document = std::make_unique<Document>(uri, open.text);
  return *open.document;
}

void Server::publish() {
  for (auto &[uri, open] : texts) {
    if (open.published)
      continue;
    send({uri, open.version, diagnosticsOf(analysed(uri, open))});
    open.published = true;
  }
}

void Server::onHover(const About<TextDocumentPositionParams> &about,
                     Callback<std::optional<llvm::lsp::Hover>> reply) {
  const Document *document = analysed(about.uri);
  if (!document)
    return reply(std::nullopt);
  reply(hoverAt(*document, document->positions.offsetOf(about.params.position)));
}

void Server::onCompletion(const About<TextDocumentPositionParams> &about,
                          Callback<CompletionList> reply) {
  CompletionList list;
  if (const Document *document = analysed(about.uri))
    list.items = completionsAt(*document, document->positions.offsetOf(about.params.position));
  reply(std::move(list));
}

/// A place of the text itself or of the prelude.
static std::optional<Place> placeOf(const dsl::Range &range, const Document &document,
                                    const std::string &uri) {
  if (range.file == &document.analysis.source())
    return Place{uri, document.positions.range(range)};
  if (range.file != &document.analysis.prelude())
    return std::nullopt;
  llvm::Expected<URIForFile> prelude = preludeFile();
  if (!prelude) {
    Logger::error("{0}", llvm::toString(prelude.takeError()));
    return std::nullopt;
  }
  return Place{prelude->uri().str(), Positions(dsl::embeddedPrelude()).range(range)};
}

void Server::onDefinition(const About<TextDocumentPositionParams> &about,
                          Callback<std::vector<Place>> reply) {
  std::vector<Place> places;
  if (const Document *document = analysed(about.uri))
    if (const dsl::Name *name =
            document->nameAt(document->positions.offsetOf(about.params.position)))
      if (std::optional<Place> place = placeOf(name->declared, *document, about.uri))
        places.push_back(std::move(*place));
  reply(std::move(places));
}

void Server::onReferences(const About<ReferenceParams> &about, Callback<std::vector<Place>> reply) {
  std::vector<Place> places;
  if (const Document *document = analysed(about.uri)) {
    const dsl::Name *asked = document->nameAt(document->positions.offsetOf(about.params.position));
    for (const dsl::Name &name : document->names)
      if (asked && asked->declared.file && name.declared.file == asked->declared.file &&
          name.declared.begin == asked->declared.begin &&
          (about.params.context.includeDeclaration || !name.isDeclaration()))
        places.push_back({about.uri, document->positions.range(name.where)});
  }
  reply(std::move(places));
}

void Server::onDocumentSymbol(const About<Nothing> &about,
                              Callback<std::vector<DocumentSymbol>> reply) {
  const Document *document = analysed(about.uri);
  reply(document ? outlineOf(*document) : std::vector<DocumentSymbol>());
}

void Server::onSignatureHelp(const About<TextDocumentPositionParams> &about,
                             Callback<json::Value> reply) {
  std::optional<SignatureHelp> help;
  if (const Document *document = analysed(about.uri))
    help = signatureAt(*document, document->positions.offsetOf(about.params.position));
  reply(help ? toJSON(*help) : json::Value(nullptr));
}

void Server::onFormatting(const About<Nothing> &about, Callback<std::vector<TextEdit>> reply) {
  const Document *document = analysed(about.uri);
  reply(document ? formattingEdits(document->analysis.source().text()) : std::vector<TextEdit>());
}

void Server::onCodeAction(const About<Selection> &about, Callback<json::Value> reply) {
  const Document *document = analysed(about.uri);
  reply(document ? quickFixesAt(*document, about.uri, about.params.range) : json::Array());
}

} // namespace resnetc::lsp
