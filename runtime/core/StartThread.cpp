//===- StartThread.cpp - how every thread of resnetc begins -----------------===//
//
// See StartThread.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/StartThread.h"

#include <initializer_list>
#include <signal.h>

extern "C" {

bool rn_start_thread(pthread_t *thread, size_t stackBytes, void *(*main)(void *), void *argument) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stackBytes);
  sigset_t all, before;
  sigfillset(&all);
  for (int own : {SIGBUS, SIGFPE, SIGILL, SIGSEGV}) // blocked, these end the process unseen
    sigdelset(&all, own);
  pthread_sigmask(SIG_SETMASK, &all,
                  &before); // a new thread has the mask of the one that starts it
  const bool started = pthread_create(thread, &attributes, main, argument) == 0;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  pthread_attr_destroy(&attributes);
  return started;
}

} // extern "C"
