//===- DependencyFile.cpp - what a library was made from, for make and ninja --------------===//
#include "compiler/Pipeline/DependencyFile.h"

#include "compiler/Pipeline/Outputs.h"

#include "llvm/Support/FileSystem.h"

namespace resnetc {

/// A name as make reads it back (GNU make manual, 4.3 and 4.4): blanks and '#' behind backslashes,
/// which double before them, and '$' twice.
static std::string quoted(llvm::StringRef name) {
  std::string text;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == ' ' || c == '\t' || c == '#') {
      for (size_t j = i; j > 0 && name[j - 1] == '\\'; --j)
        text += '\\';
      text += '\\';
    } else if (c == '$') {
      text += '$';
    }
    text += c;
  }
  return text;
}

std::string dependencyRule(const CompileRequest &request) {
  std::vector<std::string> read;
  if (request.input != "-")
    read.push_back(request.input);
  if (!request.weights.empty())
    read.push_back(request.weights);
  // What does not exist would be made by no rule: a database that a tuning begins.
  if (!request.tuningDatabase.empty() && llvm::sys::fs::exists(request.tuningDatabase))
    read.push_back(request.tuningDatabase);

  std::string rule;
  if (!request.dependencies->targets.empty()) {
    for (const std::string &target : request.dependencies->targets)
      rule += (rule.empty() ? "" : " ") + target;
  } else {
    rule = quoted(request.output);
    if (const std::string header = headerPath(request); !header.empty())
      rule += " " + quoted(header);
  }
  rule += ":";
  for (const std::string &file : read)
    rule += " \\\n  " + quoted(file);
  rule += "\n";
  if (request.dependencies->emptyRules)
    for (const std::string &file : read)
      rule += "\n" + quoted(file) + ":\n";
  return rule;
}

} // namespace resnetc
