//===- Commands.h - the commands of resnetc-tune ---------------------------------------===//
//
// Without a command it tunes a model. Each adds its options to the command line and leaves a function
// that does its work.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Tuning/Database.h"

#include "llvm/Support/Error.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

namespace resnetc::tuner {

/// What main runs once the command line has been read: its exit status, or what went wrong.
using Action = std::function<llvm::Expected<int>()>;

/// The options of a tuning. Its action says itself what is wrong with them.
void addTune(CLI::App &app, Action &action);

void addShow(CLI::App &app, Action &action);
void addExport(CLI::App &app, Action &action);
void addImport(CLI::App &app, Action &action);
void addMerge(CLI::App &app, Action &action);
void addVerify(CLI::App &app, Action &action);

/// A command line that makes no sense: exit status 2.
class UsageError : public llvm::ErrorInfo<UsageError> {
public:
  static char ID;
  explicit UsageError(std::string text) : text(std::move(text)) {}
  void log(llvm::raw_ostream &os) const override { os << text; }
  std::error_code convertToErrorCode() const override { return llvm::inconvertibleErrorCode(); }

private:
  std::string text;
};

/// The first positional of the commands.
void addDatabase(CLI::App &command, std::string &path);

/// Says so if the machine has other work, as far as it is seen in what is measured.
void noteOthers();

} // namespace resnetc::tuner
