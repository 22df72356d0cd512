//===- StandardStreams.h - stdin, stdout and stderr as a tool needs them ----------===//
//
// A caller may start a program with any of them closed, full, limited or without a reader. None of
// that may crash it, and lost output must not look like success.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <unistd.h>

namespace resnetc::tools {

/// Opens /dev/null on those of the descriptors 0, 1 and 2 that are closed: the next file that the
/// program opens would get their number otherwise, and what is printed would end up in it. To be
/// called before anything is opened.
inline void openStandardStreams() {
  for (int stream = 0; stream <= 2; ++stream)
    if (::fcntl(stream, F_GETFD) < 0 && errno == EBADF)
      if (::open("/dev/null", O_RDWR) < 0)
        return;
}

/// Makes a file beyond the largest size (ulimit -f) an error of the write, File too large, in place
/// of the signal that ends a process before it has removed what it began.
inline void ignoreSizeSignal() { ::signal(SIGXFSZ, SIG_IGN); }

/// Whether nobody is left who could read stdout.
inline bool readerHasGone() {
  pollfd out = {STDOUT_FILENO, POLLOUT, 0};
  return ::poll(&out, 1, 0) == 1 && (out.revents & POLLERR);
}

/// Writes out what stdout still holds, and returns the status to exit with: `status`, or
/// `failedStatus` with a line on stderr when output was lost. A reader that has gone (`| head`)
/// knows that already: then nothing is said, and the status is that of a process which SIGPIPE
/// ended.
inline int finishOutput(const char *program, int status, int failedStatus) {
  const bool failed = std::ferror(stdout) != 0;
  errno = 0;
  if (std::fflush(stdout) == 0 && !failed)
    return status;
  if (readerHasGone())
    return status ? status : 128 + SIGPIPE;
  const std::string reason = errno ? std::string(": ") + std::strerror(errno) : "";
  std::fputs((std::string(program) + ": error: cannot write to stdout" + reason + "\n").c_str(),
             stderr);
  return status ? status : failedStatus;
}

} // namespace resnetc::tools
