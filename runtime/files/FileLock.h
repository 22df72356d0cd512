//===- FileLock.h - files that belong to a living process -------------------------===//
//
// An advisory lock (flock) goes with the file's descriptor: the system releases it at any death of
// its process, on any machine and in any container, where a process's number alone says little.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>

namespace resnetc {

/// Opens a plain file for writing, makes it when missing, and locks it. Returns the descriptor; -1
/// with errno EWOULDBLOCK when a living process has the lock, EEXIST when there is something else
/// of that name (a link, a pipe, a device), else with that of open(2). Where the file system has no
/// locks the file is opened all the same. `mode` is for a new file, less the umask.
int openLocked(const std::string &path, mode_t mode = 0666);

/// A file that is there, and locked, from take() to the end of this object. It holds the number of
/// its process; a file that holds anything else is none of ours, and is left as it is.
class LockFile {
public:
  LockFile() = default;
  ~LockFile();
  LockFile(const LockFile &) = delete;
  LockFile &operator=(const LockFile &) = delete;

  bool isTaken() const { return descriptor >= 0; }
  /// Writes this process's number into it. False with errno as openLocked sets it, EEXIST also for
  /// a plain file that is no lock.
  bool take(const std::string &path);

private:
  std::string name;
  int descriptor = -1;
};

/// Removes this user's temporary files `TARGET.tmp-NUMBER` that processes which no longer live have
/// left beside their target. Lists the folder; never fails.
void removeAbandonedTemporaries(const std::string &target);

/// The same for all targets in a folder whose names begin with `start`.
void removeAbandonedTemporaries(const std::string &folder, std::string_view start);

} // namespace resnetc
