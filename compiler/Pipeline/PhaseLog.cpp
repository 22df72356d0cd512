//===- PhaseLog.cpp - dumps and times of the phases -------------------------------===//
//
// Dumps carry the phase's number, so that a folder lists them in the order in which they were made.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/PhaseLog.h"

#include "compiler/Support/Errors.h"
#include "compiler/Support/Files.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

namespace resnetc {

llvm::Error PhaseLog::open() {
  if (folder.empty())
    return llvm::Error::success();
  if (std::error_code error = llvm::sys::fs::create_directories(folder))
    return inputError("cannot make the folder '" + folder + "': " + error.message());
  return llvm::Error::success();
}

void PhaseLog::time(Phase phase, llvm::StringRef variant, double seconds) {
  std::string name = phaseInfo(phase).name.str();
  times.push_back({variant.empty() ? name : name + " " + variant.str(), seconds});
}

llvm::Error PhaseLog::dump(Phase phase, llvm::StringRef variant, llvm::StringRef suffix,
                           llvm::StringRef text) {
  if (folder.empty())
    return llvm::Error::success();
  std::string name = std::to_string(static_cast<int>(phase)) + "-" + phaseInfo(phase).name.str();
  if (!variant.empty())
    name += "-" + variant.str();
  llvm::SmallString<128> path(folder);
  llvm::sys::path::append(path, name + "." + suffix);
  return writeFile(path, text);
}

llvm::Error PhaseLog::dump(Phase phase, llvm::StringRef variant, mlir::ModuleOp module) {
  if (folder.empty())
    return llvm::Error::success();
  return dump(phase, variant, "mlir", moduleText(module));
}

void PhaseLog::printTimes(llvm::raw_ostream &os) const {
  double total = 0;
  for (const Entry &entry : times) {
    os << llvm::formatv("{0,-20} {1,10:f1} ms\n", entry.name, entry.seconds * 1e3);
    total += entry.seconds;
  }
  os << llvm::formatv("{0,-20} {1,10:f1} ms\n", "all", total * 1e3);
}

std::string moduleText(mlir::ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream os(text);
  module.print(os);
  os << "\n";
  return text;
}

} // namespace resnetc
