//===- TextMate.cpp - a small reader of TextMate grammars --------------------------===//
#include "TextMate.h"

namespace resnetc::lsp {

using llvm::json::Object;

const TextMate::Rule &TextMate::compiled(const Object &object) {
  auto [place, isNew] = rules.try_emplace(&object);
  if (isNew) {
    auto begin = object.getString("match") ? object.getString("match") : object.getString("begin");
    place->second = {&object, std::regex(begin->str())};
    if (auto end = object.getString("end"))
      ends.emplace(&object, std::regex(end->str()));
  }
  return place->second;
}

void TextMate::collect(const Object &object, Rules &list) {
  for (const llvm::json::Value &value : *object.getArray("patterns")) {
    const Object *pattern = value.getAsObject();
    if (auto include = pattern->getString("include"))
      pattern = grammar.getObject("repository")->getObject(include->drop_front());
    if (!pattern)
      throw std::runtime_error("an include leads nowhere");
    list.push_back(&compiled(*pattern));
  }
}

const TextMate::Rules &TextMate::rulesOf(const Object &object) {
  auto [place, isNew] = lists.try_emplace(&object);
  if (isNew && object.getArray("patterns"))
    collect(object, place->second);
  return place->second;
}

/// The first match on the rest of the line; of several at one place the first of the list.
TextMate::Found TextMate::search(const std::string &line, size_t from, const Rules &list,
                                 const std::regex *end) {
  Found best;
  auto flags =
      from > 0 ? std::regex_constants::match_prev_avail : std::regex_constants::match_default;
  auto look = [&](const std::regex &regex, const Rule *rule) {
    std::smatch match;
    if (!std::regex_search(line.begin() + static_cast<long>(from), line.end(), match, regex, flags))
      return;
    size_t at = from + static_cast<size_t>(match.position());
    if (at < best.begin)
      best = {rule, match, at};
  };
  if (end)
    look(*end, nullptr);
  for (const Rule *rule : list)
    look(rule->match, rule);
  return best;
}

void TextMate::paint(std::vector<std::string> &scopes, size_t at, const Found &found,
                     const char *captures) {
  const Object &object = *found.rule->object;
  auto fill = [&](size_t group, llvm::StringRef name) {
    for (size_t i = 0; found.match[group].matched && i < found.match[group].str().size(); ++i)
      scopes[at + static_cast<size_t>(found.match.position(group) - found.match.position()) + i] =
          name.str();
  };
  if (auto name = object.getString("name"))
    fill(0, *name);
  if (const Object *groups = object.getObject(captures))
    for (const char *group : {"0", "1", "2"})
      if (const Object *capture = groups->getObject(group))
        fill(static_cast<size_t>(*group - '0'), *capture->getString("name"));
}

std::vector<std::string> TextMate::scopesOf(llvm::StringRef text) {
  std::vector<std::string> scopes(text.size());
  std::vector<const Object *> open = {&grammar};
  size_t lineStart = 0;
  while (lineStart < text.size()) {
    std::string line = text.substr(lineStart).split('\n').first.str();
    for (size_t from = 0;;) {
      const Object &around = *open.back();
      Found found =
          search(line, from, rulesOf(around), open.size() > 1 ? &ends.at(&around) : nullptr);
      if (found.begin == std::string::npos)
        break;
      size_t length = found.match.str().size();
      // A region has its name up to the end of what ends it.
      size_t inside = found.begin + (found.rule ? 0 : length);
      if (auto name = around.getString("name"); name && open.size() > 1)
        for (size_t i = from; i < inside; ++i)
          scopes[lineStart + i] = name->str();
      if (!found.rule) {
        open.pop_back();
      } else {
        bool region = found.rule->object->get("end") != nullptr;
        paint(scopes, lineStart + found.begin, found, region ? "beginCaptures" : "captures");
        if (region)
          open.push_back(found.rule->object);
        else if (length == 0)
          ++length; // goes on in any case
      }
      from = found.begin + length;
      if (from > line.size())
        break;
    }
    lineStart += line.size() + 1;
  }
  return scopes;
}

} // namespace resnetc::lsp
