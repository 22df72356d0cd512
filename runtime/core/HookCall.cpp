//===- HookCall.cpp - the calls of a caller's own functions ------------------------===//
//
// The caller's loop, or hook, may be C++ and throw, and what it threw must not pass through kernels, which no
// unwinder knows. This is the one file with exceptions: the functions that catching takes are those
// of the program's own C++ library. They are weak here, for a program without that library throws
// nothing.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Threads.h"
#include "runtime/core/Watch.h"

extern "C" bool rn_call_hook(const rn_threads *threads, int64_t count, resnetc_loop_body body,
                             void *closure) {
  try {
    threads->parallelFor(threads->parallelForData, count, body, closure);
    return true;
  } catch (...) {
    return false;
  }
}

extern "C" bool rn_call_launch_hook(resnetc_launch_hook hook, void *data,
                                    const resnetc_launch_event *event) {
  try {
    hook(data, event);
    return true;
  } catch (...) {
    return false;
  }
}
