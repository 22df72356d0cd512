//===- FormatCommand.cpp - resnetc fmt ----------------------------------------------===//
#include "tools/resnetc/FormatCommand.h"

#include "compiler/Support/Files.h"
#include "dsl/Format.h"
#include "dsl/Network.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Option/Option.h"

namespace resnetc {

namespace {

using namespace llvm::opt;

#define OPTION_TABLE "tools/resnetc/FormatOptions.inc"
#include "tools/resnetc/OptionTable.inc"

class FormatRun {
public:
  FormatRun(const InputArgList &args, llvm::raw_ostream &out, llvm::raw_ostream &errs)
      : inPlace(args.hasArg(OPT_in_place)), check(args.hasArg(OPT_check)), out(out), errs(errs) {}

  Outcome run(const std::vector<std::string> &files);
  /// What is wrong with the command line; empty when nothing is.
  std::string mistake(const std::vector<std::string> &files) const;

private:
  bool format(const std::string &path);
  bool fail(llvm::Error error) {
    errs << "resnetc fmt: error: " << llvm::toString(std::move(error)) << "\n";
    return false;
  }

  bool inPlace, check;
  llvm::raw_ostream &out, &errs;
};

std::string FormatRun::mistake(const std::vector<std::string> &files) const {
  if (files.empty())
    return "no file given: resnetc fmt [-i | --check] FILE..., or '-' for standard input";
  if (inPlace && check)
    return "'-i' writes files and '--check' does not: give one of them";
  if (inPlace && llvm::is_contained(files, "-"))
    return "'-i' writes files, and standard input ('-') is none";
  return "";
}

/// The line, from 1, in which two texts begin to differ.
size_t firstDifference(llvm::StringRef a, llvm::StringRef b) {
  auto [end, _] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return 1 + std::count(a.begin(), end, '\n');
}

/// False after a message, or when a check finds another layout.
bool FormatRun::format(const std::string &path) {
  const bool standardInput = path == "-";
  constexpr size_t most = dsl::maxFileBytes + 1; // what is too large is told by the language
  llvm::Expected<std::string> text =
      standardInput ? readStandardInput(most) : readBounded(path, most);
  if (!text)
    return fail(text.takeError());
  const std::string name = standardInput ? "<stdin>" : path;
  std::optional<std::string> result = dsl::formatText(*text, name, errs);
  if (!result)
    return false;
  if (check && *result != *text) {
    errs << name << ":" << firstDifference(*text, *result) << ": not laid out by resnetc fmt"
         << (standardInput ? "" : "; write it with: resnetc fmt -i " + path) << "\n";
    return false;
  }
  if (check || (inPlace && *result == *text))
    return true;
  if (!inPlace) {
    out << *result;
    return true;
  }
  llvm::Error error = writeFile(path, *result);
  return !error || fail(std::move(error));
}

Outcome FormatRun::run(const std::vector<std::string> &files) {
  bool ok = true;
  for (const std::string &file : files)
    ok &= format(file);
  return ok ? Outcome::Done : Outcome::InputWrong;
}

std::vector<std::string> filesOf(const InputArgList &args) {
  std::vector<std::string> files;
  for (const Arg *arg : args.filtered(OPT_INPUT))
    files.push_back(arg->getValue());
  return files;
}

} // namespace

Outcome runFormat(llvm::ArrayRef<const char *> arguments, llvm::raw_ostream &out,
                  llvm::raw_ostream &errs) {
  Options table;
  unsigned missingIndex = 0, missingCount = 0;
  InputArgList args = table.ParseArgs(arguments, missingIndex, missingCount);
  auto wrong = [&](const llvm::Twine &text) {
    errs << "resnetc fmt: error: " << text << "\n";
    return Outcome::UsageWrong;
  };
  for (const Arg *arg : args.filtered(OPT_UNKNOWN))
    return wrong("unknown option '" + arg->getAsString(args) +
                 "'; it takes -i and --check. A model in a file named '" + formatCommand +
                 "' is compiled as ./" + formatCommand);
  if (args.hasArg(OPT_help)) {
    table.printHelp(out, "resnetc fmt [-i | --check] FILE...|-",
                    "resnetc fmt - models laid out as those that ship");
    return Outcome::Done;
  }
  FormatRun format(args, out, errs);
  std::vector<std::string> files = filesOf(args);
  if (std::string mistake = format.mistake(files); !mistake.empty())
    return wrong(mistake);
  return format.run(files);
}

} // namespace resnetc
