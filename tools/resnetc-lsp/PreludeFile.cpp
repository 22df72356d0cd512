//===- PreludeFile.cpp - the prelude as a file that an editor can open --------------===//
#include "tools/resnetc-lsp/PreludeFile.h"

#include "compiler/Support/CacheFolder.h"
#include "compiler/Support/Errors.h"
#include "compiler/Support/Files.h"
#include "dsl/EmbeddedFiles.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

namespace resnetc::lsp {

namespace fs = llvm::sys::fs;

static llvm::Expected<std::string> writePrelude() {
  const llvm::StringRef text = dsl::embeddedPrelude();
  llvm::SmallString<128> path(cacheFolder());
  if (path.empty())
    return inputError("no folder for the prelude: neither HOME nor RESNETC_CACHE_DIR is set");
  llvm::sys::path::append(path, "prelude-" + llvm::utohexstr(llvm::xxh3_64bits(text)));
  if (std::error_code error = fs::make_absolute(path))
    return inputError("no folder for the prelude: " + error.message());
  if (std::error_code error = fs::create_directories(path))
    return inputError("cannot make '" + path + "': " + error.message());
  llvm::sys::path::append(path, "prelude.dsl");
  llvm::Expected<std::string> there = fs::exists(path) ? readFile(path) : std::string();
  if (!there)
    return there.takeError();
  if (*there != text) {
    if (llvm::Error error = writeFile(path, text))
      return error;
    fs::setPermissions(path, fs::all_read); // a reader of it changes nothing; the next one finds it
  }
  return path.str().str();
}

llvm::Expected<llvm::lsp::URIForFile> preludeFile() {
  static std::string path;
  if (path.empty()) {
    llvm::Expected<std::string> written = writePrelude();
    if (!written)
      return written.takeError();
    path = *written;
  }
  return llvm::lsp::URIForFile::fromFile(path);
}

} // namespace resnetc::lsp
