//===- Truncation.h - mapped files that are cut short -----------------------------===//
//
// Reading a page of a mapping that the file no longer has is a signal, SIGBUS, and by default the
// end of the process without a word. Weights can be read as zeros and refused afterwards; a library
// has no such way, but its end can be told.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/train/Files.h"

#include <cstddef>

namespace resnetc::train {

/// While it lives, reading a mapping whose file has been cut short meanwhile gives zeros instead of
/// a fatal SIGBUS, and check() then tells the user. Other processes' writes in place are not
/// noticed.
class TruncationGuard {
public:
  explicit TruncationGuard(const MappedFile &file);
  ~TruncationGuard();
  TruncationGuard(const TruncationGuard &) = delete;
  TruncationGuard &operator=(const TruncationGuard &) = delete;

  /// Throws UserError when bytes beyond the file's new end have been read.
  void check() const;

private:
  const MappedFile &file;
  size_t slot;
};

/// From now on a mapped file that was cut short, and that no guard is for, ends the process with
/// one line on stderr, which names it, and status 1: a library may be cut while it is loaded or
/// used.
void tellOfCutFiles();

} // namespace resnetc::train
