//===- Locks.h - holding a lock for the length of a block ------------------------------===//
//
// POSIX's locks, since those of the C++ library would make it a dependency of every C program.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <pthread.h>

namespace resnetc::session {

/// Takes a lock by one function, and gives it back by another.
template <typename Lock, int (*take)(Lock *), int (*giveBack)(Lock *)> class Hold {
public:
  explicit Hold(Lock &lock) : lock(lock) { take(&lock); }
  ~Hold() { giveBack(&lock); }
  Hold(const Hold &) = delete;
  Hold &operator=(const Hold &) = delete;

private:
  Lock &lock;
};

using HoldMutex = Hold<pthread_mutex_t, pthread_mutex_lock, pthread_mutex_unlock>;
/// Beside others that read.
using HoldShared = Hold<pthread_rwlock_t, pthread_rwlock_rdlock, pthread_rwlock_unlock>;
/// Alone.
using HoldAlone = Hold<pthread_rwlock_t, pthread_rwlock_wrlock, pthread_rwlock_unlock>;

} // namespace resnetc::session
