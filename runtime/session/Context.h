//===- Context.h - the contexts of a session -------------------------------------------===//
//
// A context of the model in memory of its own, which grows with the largest batch that it has seen,
// and the pool of those that infer.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <resnetc/resnetc.h>

#include <new>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <type_traits>

namespace resnetc::session {

/// An object in memory of malloc's, which `free` gives back; null where there is none. `operator new` would
/// need the C++ library.
template <typename T> T *make() {
  static_assert(std::is_trivially_destructible_v<T>);
  void *memory = malloc(sizeof(T));
  return memory ? new (memory) T : nullptr;
}

/// What a session's calls tell of their launches.
struct Hook {
  resnetc_launch_hook function = nullptr; ///< null: nothing
  void *data = nullptr;
  uint64_t version = 0; ///< one more with each change
};

/// Where contexts come from: the state and what resnetc_options says, which outlive them.
struct ContextSource {
  const resnetc_api *api;
  resnetc_state *state;
  const resnetc_options *options; ///< null: the defaults
  const Hook &hook;
};

class Context {
public:
  Context() = default;
  Context(const Context &) = delete;
  Context &operator=(const Context &) = delete;

  /// Makes it ready for `batch` images of a function, always the same function, with the source's hook.
  resnetc_status prepare(const ContextSource &source, resnetc_function function, int64_t batch);
  /// Cancels the call that runs on it, if one does. From any thread.
  resnetc_status cancel(const resnetc_api *api);
  /// Gives back what it has. Needed once at the end.
  void release(const resnetc_api *api);

  resnetc_context *handle() const { return context; }
  /// Memory for a copy of so many bytes, which lives until the next call; null where there is none.
  void *room(size_t bytes);

  Context *next = nullptr;  ///< among the pool's idle ones
  Context *older = nullptr; ///< among all of the pool

private:
  resnetc_status grow(const ContextSource &source, resnetc_function function, int64_t batch);
  resnetc_status setHook(const ContextSource &source);

  pthread_mutex_t changing =
      PTHREAD_MUTEX_INITIALIZER; ///< for `context`, which another thread cancels
  resnetc_context *context = nullptr;
  uint64_t hooked = 0; ///< version of the hook that it has
  void *memory = nullptr;
  int64_t most = 0; ///< images that it is made for
  void *copy = nullptr;
  size_t copied = 0; ///< bytes that `copy` has room for
};

/// Contexts that infer: as many as calls run at the same time.
class ContextPool {
public:
  ContextPool() = default;
  ContextPool(const ContextPool &) = delete;
  ContextPool &operator=(const ContextPool &) = delete;

  /// `most` 0: no bound.
  void setBound(int32_t contexts) { most = contexts; }

  /// A context that nobody else has, ready for `batch` images; waits while `most` are in use. To be
  /// given back.
  resnetc_status take(const ContextSource &source, int64_t batch, Context *&taken);
  void giveBack(Context *context);
  /// Cancels the calls that run on contexts of the pool.
  resnetc_status cancel(const resnetc_api *api);
  /// Frees all; none is in use.
  void release(const resnetc_api *api);

private:
  Context *waitForOne();

  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t returned = PTHREAD_COND_INITIALIZER;
  Context *idle = nullptr, *newest = nullptr;
  int32_t made = 0, most = 0;
};

} // namespace resnetc::session
