//===- Error.cpp - status names and the text of the latest failure ----------------===//
//
// Every public function that fails leaves its text for its thread. The texts lie in a table of the
// library's own rather than in thread-local memory: a library that is loaded by dlopen gets that
// from malloc, at the first failure, and the process is ended when there is none left.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

struct Failure {
  std::atomic<int32_t> thread; ///< whose it is; 0: nobody's yet
  std::atomic<uint32_t> order; ///< of claiming, to find the oldest
  char text[rnErrorCapacity];
};

Failure failures[rnErrorThreads];
std::atomic<uint32_t> claims;

int32_t thisThread() { return static_cast<int32_t>(syscall(SYS_gettid)); }

bool hasEnded(int32_t thread) {
  const int before = errno;
  bool ended = syscall(SYS_tgkill, getpid(), thread, 0) != 0 && errno == ESRCH;
  errno = before;
  return ended;
}

Failure *findOwn(int32_t self) {
  for (Failure &failure : failures)
    if (failure.thread.load(std::memory_order_relaxed) == self)
      return &failure;
  return nullptr;
}

bool claim(Failure &failure, int32_t from, int32_t self) {
  if (!failure.thread.compare_exchange_strong(from, self, std::memory_order_acq_rel))
    return false;
  failure.order.store(claims.fetch_add(1, std::memory_order_relaxed), std::memory_order_relaxed);
  return true;
}

Failure *oldest() {
  Failure *found = &failures[0];
  const uint32_t now = claims.load(std::memory_order_relaxed);
  for (Failure &failure : failures)
    if (now - failure.order.load(std::memory_order_relaxed) >
        now - found->order.load(std::memory_order_relaxed))
      found = &failure;
  return found;
}

/// This thread's place: its own, a free one, that of a thread that has ended, or else the oldest.
Failure *placeOf(int32_t self) {
  if (Failure *own = findOwn(self))
    return own;
  for (Failure &failure : failures)
    if (claim(failure, 0, self))
      return &failure;
  for (Failure &failure : failures) {
    int32_t owner = failure.thread.load(std::memory_order_relaxed);
    if (hasEnded(owner) && claim(failure, owner, self))
      return &failure;
  }
  for (;;) {
    Failure *candidate = oldest();
    if (claim(*candidate, candidate->thread.load(std::memory_order_relaxed), self))
      return candidate;
  }
}

} // namespace

extern "C" {

resnetc_status rn_fail(resnetc_status status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(placeOf(thisThread())->text, rnErrorCapacity, format, arguments);
  va_end(arguments);
  return status;
}

const char *rn_rt_last_error(void) {
  const Failure *own = findOwn(thisThread());
  return own ? own->text : "";
}

const char *rn_rt_status_text(resnetc_status status) {
  switch (status) {
  case RESNETC_OK:
    return "ok";
  case RESNETC_ERROR_ARGUMENT:
    return "wrong argument";
  case RESNETC_ERROR_SHAPE:
    return "wrong shape";
  case RESNETC_ERROR_WEIGHTS:
    return "missing or damaged weights";
  case RESNETC_ERROR_ISA:
    return "instruction set not available";
  case RESNETC_ERROR_MEMORY:
    return "unsuitable memory";
  case RESNETC_ERROR_MODE:
    return "not compiled in";
  case RESNETC_ERROR_LABEL:
    return "label out of range";
  case RESNETC_ERROR_INTERNAL:
    return "internal error";
  case RESNETC_ERROR_DEVICE:
    return "device error";
  case RESNETC_ERROR_FILE:
    return "file error";
  case RESNETC_CANCELLED:
    return "cancelled";
  }
  return "unknown status";
}

void halide_error(void *userContext, const char *message) {
  auto *lane = static_cast<rn_lane *>(userContext);
  rn_threads *threads = lane ? lane->threads : nullptr;
  if (threads && message && threads->hasMessage.exchange(1, std::memory_order_acq_rel) == 0)
    snprintf(threads->message, sizeof threads->message, "%s", message);
}

} // extern "C"
