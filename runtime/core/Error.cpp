//===- Error.cpp - status names and the text of the latest failure ----------------===//
//
// Every public function that fails leaves one line of text for its thread. The buffer is
// thread-local, so contexts in different threads do not overwrite each other's words.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <stdarg.h>
#include <stdio.h>

namespace {
thread_local char lastError[rnErrorCapacity];
}

extern "C" {

resnetc_status rn_fail(resnetc_status status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(lastError, sizeof lastError, format, arguments);
  va_end(arguments);
  return status;
}

const char *rn_rt_last_error(void) { return lastError; }

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
  }
  return "unknown status";
}

void halide_error(void *userContext, const char *message) {
  auto *threads = static_cast<rn_threads *>(userContext);
  if (threads && message && threads->hasMessage.exchange(1, std::memory_order_acq_rel) == 0)
    snprintf(threads->message, sizeof threads->message, "%s", message);
}

} // extern "C"
