//===- StartThread.h - how every thread of resnetc begins -------------------===//
//
// The pool of a compiled library, the tools and the compiler start their threads here. They are
// helpers: signals are the business of the application's own threads, and how deep a helper's calls
// may go must not hang on the limit under which the program was started (ulimit -s).
//
//===----------------------------------------------------------------------===//
#pragma once

#include <pthread.h>
#include <stddef.h>

extern "C" {

/// Runs main(argument) on a new thread with a stack of that many bytes (address space; pages come
/// when they are touched). Signals that another process, the terminal or a timer sends are blocked
/// on it. False when the system has no more threads or memory for one.
bool rn_start_thread(pthread_t *thread, size_t stackBytes, void *(*main)(void *), void *argument);

} // extern "C"
