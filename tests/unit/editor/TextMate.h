//===- TextMate.h - a small reader of TextMate grammars ----------------------------===//
#ifndef RESNETC_TESTS_UNIT_EDITOR_TEXTMATE_H
#define RESNETC_TESTS_UNIT_EDITOR_TEXTMATE_H

#include "llvm/Support/JSON.h"

#include <map>
#include <regex>
#include <string>
#include <vector>

namespace resnetc::lsp {

/// As editors read one, as far as ours goes: `match`, `begin` and `end`, `captures` of the first two
/// groups, `include` of the repository. Expressions are taken for those of ECMAScript; look-behind is
/// not known there, and so not allowed in the file.
class TextMate {
public:
  explicit TextMate(const llvm::json::Object &grammar) : grammar(grammar) {}

  /// The innermost scope of each byte of a text; empty where there is none.
  std::vector<std::string> scopesOf(llvm::StringRef text);

private:
  struct Rule {
    const llvm::json::Object *object;
    std::regex match;
  };
  struct Found {
    const Rule *rule = nullptr; ///< null: the end of the region
    std::smatch match;
    size_t begin = std::string::npos;
  };
  using Rules = std::vector<const Rule *>;

  const Rules &rulesOf(const llvm::json::Object &object);
  void collect(const llvm::json::Object &object, Rules &rules);
  const Rule &compiled(const llvm::json::Object &object);
  Found search(const std::string &line, size_t from, const Rules &rules, const std::regex *end);
  void paint(std::vector<std::string> &scopes, size_t at, const Found &found, const char *captures);

  const llvm::json::Object &grammar;
  std::map<const llvm::json::Object *, Rule> rules;
  std::map<const llvm::json::Object *, Rules> lists;
  std::map<const llvm::json::Object *, std::regex> ends;
};

} // namespace resnetc::lsp

#endif // RESNETC_TESTS_UNIT_EDITOR_TEXTMATE_H
