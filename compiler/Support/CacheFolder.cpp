//===- CacheFolder.cpp - where files lie that can be made again ---------------------===//
#include "compiler/Support/CacheFolder.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

namespace resnetc {

std::string cacheFolder() {
  if (auto folder = llvm::sys::Process::GetEnv("RESNETC_CACHE_DIR"); folder && !folder->empty())
    return *folder;
  llvm::SmallString<128> path;
  if (auto base = llvm::sys::Process::GetEnv("XDG_CACHE_HOME"); base && !base->empty()) {
    path = *base;
  } else if (auto home = llvm::sys::Process::GetEnv("HOME"); home && !home->empty()) {
    path = *home;
    llvm::sys::path::append(path, ".cache");
  } else {
    return "";
  }
  llvm::sys::path::append(path, "resnetc");
  return path.str().str();
}

} // namespace resnetc
