//===- Destination.h - where the bytes for a path that a user gave go ----------------===//
//
// The compiler and the tools follow the same rules. A plain file is replaced as a whole: its bytes
// are written beside it and renamed over it. A symbolic link stays a link, and the file it leads to
// is replaced. Whatever is not a plain file (a device, a pipe, a socket) is written into, and so is
// a descriptor that this process has open (/dev/stdout, /dev/fd/3), which keeps its position.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string>
#include <sys/types.h>

namespace resnetc {

struct Destination {
  std::string path;      ///< with the links of its last part followed
  int error = 0;         ///< an errno: nothing can be written there; 0: no obstacle is known
  bool stream = false;   ///< to be written into, not replaced
  int descriptor = -1;   ///< of a stream that this process has open already
  bool replaces = false; ///< there is a plain file, with these attributes:
  mode_t permissions = 0;
  uid_t owner = 0;
  gid_t group = 0;

  /// Opens a stream for writing; waits for the reader of a pipe. The caller closes what it gets; -1
  /// with errno when that is not possible.
  int openStream() const;

  /// Gives an open file the permissions and, where the system lets us, the owner of the file that
  /// it is to replace.
  void passAttributes(int file) const;
};

/// Looks where `path` leads.
Destination findDestination(const std::string &path);

} // namespace resnetc
