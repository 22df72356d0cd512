//===- Problem.cpp - what went wrong in this thread's latest call ----------------------===//
#include "runtime/session/Problem.h"

#include <resnetc/session.h>

#include <stdarg.h>
#include <stdio.h>

namespace resnetc::session {

/// As long as a model's own texts, which may list tensors.
static thread_local char text[4096];

resnetc_status fail(resnetc_status status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  return status;
}

resnetc_status failedCall(const resnetc_api *api, resnetc_status status, const char *where) {
  if (where)
    return fail(status, "%s: %s: %s", where, api->status_text(status), api->last_error());
  return fail(status, "%s: %s", api->status_text(status), api->last_error());
}

} // namespace resnetc::session

const char *resnetc_last_error(void) { return resnetc::session::text; }
