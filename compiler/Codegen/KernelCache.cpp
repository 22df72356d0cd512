//===- KernelCache.cpp - compiled kernels kept between runs --------------------===//
//
// Kernels take nearly all of the time of compiling a network, and networks share kernels, so each
// object is kept under a hash of all that decides its bytes.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/KernelCache.h"

#include "compiler/Support/CacheFolder.h"
#include "compiler/Support/Errors.h"
#include "compiler/Support/Files.h"
#include "runtime/files/FileLock.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace resnetc {

namespace fs = llvm::sys::fs;

static std::string digest(llvm::StringRef bytes) {
  return llvm::toHex(llvm::BLAKE3::hash(llvm::arrayRefFromStringRef(bytes)), /*LowerCase=*/true);
}

/// What an entry ends with. It covers the key, too: a file under another entry's name is no entry.
static std::string seal(llvm::StringRef key, llvm::StringRef bytes) {
  return digest((digest(key) + bytes).str());
}

/// LLVM's pruning only looks at files with this beginning.
constexpr llvm::StringLiteral entryStart = "llvmcache-rn-";

static std::string entryPath(llvm::StringRef folder, llvm::StringRef key) {
  llvm::SmallString<128> path(folder);
  llvm::sys::path::append(path, entryStart + digest(key));
  return path.str().str();
}

KernelCache KernelCache::open(llvm::raw_ostream *notes) { return openAt(cacheFolder(), notes); }

KernelCache KernelCache::openAt(llvm::StringRef folder, llvm::raw_ostream *notes) {
  KernelCache cache;
  std::error_code error = folder.empty()
                              ? std::make_error_code(std::errc::no_such_file_or_directory)
                              : fs::create_directories(folder);
  if (!error)
    error = fs::access(folder, fs::AccessMode::Write);
  if (!error) {
    cache.path = folder.str();
    removeAbandonedTemporaries(cache.path, std::string_view(entryStart));
  } else if (notes) {
    *notes << "note: compiled kernels are not kept: '" << folder << "': " << error.message()
           << "\n";
  }
  return cache;
}

std::optional<std::string> KernelCache::load(llvm::StringRef key) const {
  if (path.empty())
    return std::nullopt;
  std::string file = entryPath(path, key);
  if (!fs::is_regular_file(file)) // a pipe would keep us waiting
    return std::nullopt;
  llvm::Expected<std::string> entry = readFile(file);
  if (!entry) {
    llvm::consumeError(entry.takeError());
    return std::nullopt;
  }
  constexpr size_t sealSize = 2 * 32;
  if (entry->size() < sealSize)
    return std::nullopt;
  llvm::StringRef bytes = llvm::StringRef(*entry).drop_back(sealSize);
  if (seal(key, bytes) != llvm::StringRef(*entry).take_back(sealSize))
    return std::nullopt;
  entry->resize(bytes.size());
  return std::move(*entry);
}

void KernelCache::store(llvm::StringRef key, llvm::StringRef bytes) const {
  if (path.empty())
    return;
  const std::string file = entryPath(path, key);
  fs::file_status status;
  if (!fs::status(file, status) && !fs::is_regular_file(status)) // a pipe's reader is not for us
    return;
  OutputFile entry(&removeOnSignal);
  const Destination destination = findDestination(file);
  // A cache that cannot be written only costs time, and an entry that a failing machine spoils has
  // a seal that does not fit: nothing is told, and nothing brought to the disk at once.
  if (entry.open(destination, 0666, OutputFile::Leftovers::Leave) == 0 &&
      entry.write((bytes + seal(key, bytes)).str()) == 0)
    entry.commit();
}

void KernelCache::prune() const {
  if (!path.empty())
    llvm::pruneCache(path, llvm::CachePruningPolicy());
}

} // namespace resnetc
