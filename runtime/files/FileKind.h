//===- FileKind.h - what stands at a path, in words -----------------------------------===//
#pragma once

#include <sys/stat.h>

namespace resnetc {

/// "a regular file", "a folder", "a pipe" ..., of a file's st_mode.
inline const char *fileKind(mode_t mode) {
  return S_ISREG(mode)                    ? "a regular file"
         : S_ISDIR(mode)                  ? "a folder"
         : S_ISLNK(mode)                  ? "a symbolic link"
         : S_ISFIFO(mode)                 ? "a pipe"
         : S_ISSOCK(mode)                 ? "a socket"
         : S_ISCHR(mode) || S_ISBLK(mode) ? "a device"
                                          : "something else";
}

} // namespace resnetc
