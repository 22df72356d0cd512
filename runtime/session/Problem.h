//===- Problem.h - what went wrong in this thread's latest call ------------------------===//
#pragma once

#include <resnetc/resnetc.h>

namespace resnetc::session {

/// Keeps a text for resnetc_last_error, and returns `status`.
resnetc_status fail(resnetc_status status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/// The same of a call of the model's table: its text, behind `where` if that is not null.
resnetc_status failedCall(const resnetc_api *api, resnetc_status status,
                          const char *where = nullptr);

} // namespace resnetc::session
