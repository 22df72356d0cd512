//===- PhaseLog.h - dumps and times of the phases ---------------------------------===//
#pragma once

#include "compiler/Pipeline/Phase.h"

#include "mlir/IR/BuiltinOps.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>
#include <string>
#include <vector>

namespace resnetc {

/// Keeps what --time-phases prints, and writes what --dump-phases asks for.
class PhaseLog {
public:
  /// `folder` may be empty: no dumps.
  explicit PhaseLog(std::string folder) : folder(std::move(folder)) {}

  /// Makes the folder for dumps; an InputError when that is not possible.
  llvm::Error open();

  /// Notes that a phase took `seconds`; `variant` names the instruction set where there are
  /// several.
  void time(Phase phase, llvm::StringRef variant, double seconds);

  /// Writes FOLDER/<number>-<phase>[-<variant>].<suffix>.
  llvm::Error dump(Phase phase, llvm::StringRef variant, llvm::StringRef suffix,
                   llvm::StringRef text);
  llvm::Error dump(Phase phase, llvm::StringRef variant, mlir::ModuleOp module);

  /// The table of times, in milliseconds.
  void printTimes(llvm::raw_ostream &os) const;

private:
  struct Entry {
    std::string name;
    double seconds;
  };
  std::string folder;
  std::vector<Entry> times;
};

/// Measures the time until it is asked.
class Stopwatch {
public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }

private:
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
};

/// A module as text.
std::string moduleText(mlir::ModuleOp module);

} // namespace resnetc
