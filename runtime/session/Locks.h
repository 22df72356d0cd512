//===- Locks.h - holding a lock for the length of a block ------------------------------===//
//
// POSIX's locks, since those of the C++ library would make it a dependency of every C program.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <pthread.h>

namespace resnetc::session {

class HoldMutex {
public:
  explicit HoldMutex(pthread_mutex_t &mutex) : mutex(mutex) { pthread_mutex_lock(&mutex); }
  ~HoldMutex() { pthread_mutex_unlock(&mutex); }
  HoldMutex(const HoldMutex &) = delete;
  HoldMutex &operator=(const HoldMutex &) = delete;

private:
  pthread_mutex_t &mutex;
};

/// Beside others that read.
class HoldShared {
public:
  explicit HoldShared(pthread_rwlock_t &lock) : lock(lock) { pthread_rwlock_rdlock(&lock); }
  ~HoldShared() { pthread_rwlock_unlock(&lock); }
  HoldShared(const HoldShared &) = delete;
  HoldShared &operator=(const HoldShared &) = delete;

private:
  pthread_rwlock_t &lock;
};

/// Alone.
class HoldAlone {
public:
  explicit HoldAlone(pthread_rwlock_t &lock) : lock(lock) { pthread_rwlock_wrlock(&lock); }
  ~HoldAlone() { pthread_rwlock_unlock(&lock); }
  HoldAlone(const HoldAlone &) = delete;
  HoldAlone &operator=(const HoldAlone &) = delete;

private:
  pthread_rwlock_t &lock;
};

} // namespace resnetc::session
