//===- Watch.h - who looks at a call while it runs ----------------------------------===//
//
// A host function asks before each launch whether somebody watches (rn_watch of Abi.h): a hook that is
// told of every launch, or another thread that has cancelled the call.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/Abi.h"

#include <resnetc/resnetc.h>

extern "C" {

/// The bits of rn_watch::armed.
enum rn_armed : uint32_t {
  rnHooked = 1,   ///< there is a hook
  rnCancelled = 2 ///< the call is to end before its next launch
};

/// Results of a host function that a watch has ended.
constexpr int32_t rnCallCancelled = -1001, rnHookThrew = -1002;

/// What one context has of it. `asWatch` comes first: host functions know no more.
struct rn_call_watch {
  rn_watch asWatch;
  resnetc_launch_hook hook; ///< null: nobody is told
  void *hookData;
  /// Waits until what was launched has ended, where launches only start it; null: they wait themselves.
  int32_t (*wait)(void *device);
  void *device;

  // Of the function that runs.
  const rn_variant *variant;
  const rn_function *function;
  const char *name; ///< of it, "infer"
  int64_t batch;
  bool runsToItsEnd; ///< does not heed cancellation
  int64_t current;   ///< launch that runs; -1: none has begun
  int64_t start;     ///< of it, nanoseconds
};

/// A watch that never interferes.
extern rn_watch rn_no_watch;

/// A watch without a hook.
void rn_watch_open(rn_call_watch *watch);

/// Before and after a host function. `rn_watch_end` tells of the last launch, and gives the function's
/// result, or that of the hook.
void rn_watch_begin(rn_call_watch *watch, const rn_variant *variant, const rn_function *function,
                    const char *name, int64_t batch, bool runsToItsEnd);
int32_t rn_watch_end(rn_call_watch *watch, int32_t result);

/// Forgets a cancellation that came for a call before.
void rn_watch_restart(rn_call_watch *watch);
bool rn_watch_is_cancelled(const rn_call_watch *watch);
void rn_watch_cancel(rn_call_watch *watch);

/// Sets the hook, or with null none.
void rn_watch_set_hook(rn_call_watch *watch, resnetc_launch_hook hook, void *data);

/// Calls the hook; false when it threw.
bool rn_call_launch_hook(resnetc_launch_hook hook, void *data, const resnetc_launch_event *event);

} // extern "C"
