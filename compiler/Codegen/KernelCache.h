//===- KernelCache.h - compiled kernels kept between runs ----------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <optional>
#include <string>

namespace resnetc {

/// A folder of files named by the hash of their key. Entries are written whole or not at all, carry
/// a digest of their key and bytes, and are dropped when they have not been used for a week. Several
/// processes may share one folder. Every failure means a miss, never an error. Safe to use from
/// several threads.
class KernelCache {
public:
  /// The folder is $RESNETC_CACHE_DIR, else $XDG_CACHE_HOME/resnetc, else ~/.cache/resnetc. When it
  /// cannot be made or written, nothing is kept, and `notes` (may be null) says so.
  static KernelCache open(llvm::raw_ostream *notes);

  /// As `open`, for a given folder.
  static KernelCache openAt(llvm::StringRef folder, llvm::raw_ostream *notes);

  /// The bytes stored under `key`; nullopt when there are none, or they are damaged.
  std::optional<std::string> load(llvm::StringRef key) const;

  /// Stores `bytes` under `key`.
  void store(llvm::StringRef key, llvm::StringRef bytes) const;

  /// Removes what has not been used for a week, at most once in twenty minutes.
  void prune() const;

  /// The folder in use; empty when nothing is kept.
  const std::string &folder() const { return path; }

private:
  std::string path;
};

} // namespace resnetc
