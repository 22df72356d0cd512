//===- QuickFixes.cpp - edits that mend a mistake -----------------------------------===//
#include "tools/resnetc-lsp/QuickFixes.h"

namespace resnetc::lsp {

using namespace llvm::lsp;
namespace json = llvm::json;

json::Object diagnosticOf(const Document &document, const dsl::Diagnostic &error) {
  return json::Object{{"range", document.positions.range(error.where)},
                      {"severity", static_cast<int>(DiagnosticSeverity::Error)},
                      {"source", "resnetc"},
                      {"message", error.reason + "\nhint: " + error.hint},
                      {"code", "C" + std::to_string(error.constraint)}};
}

json::Array quickFixesAt(const Document &document, llvm::StringRef uri,
                         const llvm::lsp::Range &selection) {
  json::Array actions;
  for (const dsl::Diagnostic &error : document.analysis.errors()) {
    std::optional<llvm::StringRef> word = dsl::replacement(error);
    llvm::lsp::Range place = document.positions.range(error.where);
    if (!word || selection.end < place.start || place.end < selection.start)
      continue;
    json::Object edit{{"range", place}, {"newText", word->str()}};
    actions.push_back(json::Object{
        {"title", "Write '" + word->str() + "'"},
        {"kind", CodeAction::kQuickFix},
        {"isPreferred", true},
        {"diagnostics", json::Array{diagnosticOf(document, error)}},
        {"edit",
         json::Object{{"changes", json::Object{{uri.str(), json::Array{std::move(edit)}}}}}}});
  }
  return actions;
}

} // namespace resnetc::lsp
