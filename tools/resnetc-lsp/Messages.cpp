//===- Messages.cpp - messages about texts of any URI -------------------------------===//
#include "tools/resnetc-lsp/Messages.h"

namespace resnetc::lsp {

namespace json = llvm::json;

bool takeUri(json::Value &message, std::string &uri, json::Path path) {
  json::Object *object = message.getAsObject();
  json::Object *text = object ? object->getObject("textDocument") : nullptr;
  std::optional<llvm::StringRef> found = text ? text->getString("uri") : std::nullopt;
  if (!found) {
    path.field("textDocument").field("uri").report("expected string");
    return false;
  }
  uri = found->str();
  (*text)["uri"] = "file:///";
  return true;
}

bool fromJSON(const json::Value &value, Selection &result, json::Path path) {
  json::ObjectMapper mapper(value, path);
  return mapper && mapper.map("range", result.range);
}

json::Value toJSON(const Place &place) {
  return json::Object{{"uri", place.uri}, {"range", place.range}};
}

json::Value toJSON(const PublishedDiagnostics &published) {
  return json::Object{{"uri", published.uri},
                      {"version", published.version},
                      {"diagnostics", json::Array(published.diagnostics)}};
}

} // namespace resnetc::lsp
