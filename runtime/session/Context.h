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

/// Memory as states and contexts want it: aligned, and in large pages where it is large, since
/// processors read weights faster from such. Null where there is none.
void *allocate(size_t bytes);

/// An object in memory of malloc's, which `free` gives back; null where there is none. `operator new` would
/// need the C++ library.
template <typename T> T *make() {
  static_assert(std::is_trivially_destructible_v<T>);
  void *memory = malloc(sizeof(T));
  return memory ? new (memory) T : nullptr;
}

/// Where contexts come from: the state and what resnetc_options says, which outlive them.
struct ContextSource {
  const resnetc_api *api;
  resnetc_state *state;
  const resnetc_options *options; ///< null: the defaults
};

class Context {
public:
  Context() = default;
  Context(const Context &) = delete;
  Context &operator=(const Context &) = delete;

  /// Makes it ready for `batch` images of a function; always the same function.
  resnetc_status prepare(const ContextSource &source, resnetc_function function, int64_t batch);
  /// Gives back what it has. Needed once at the end.
  void release(const resnetc_api *api);

  resnetc_context *handle() const { return context; }
  /// Memory for so many floats, which lives until the next call; null where there is none.
  float *floats(size_t count);

  Context *next = nullptr; ///< in the pool

private:
  resnetc_context *context = nullptr;
  void *memory = nullptr;
  int64_t most = 0; ///< images that it is made for
  float *copy = nullptr;
  size_t copied = 0; ///< floats that `copy` has room for
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
  /// Frees all; none is in use.
  void release(const resnetc_api *api);

private:
  Context *waitForOne();

  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t returned = PTHREAD_COND_INITIALIZER;
  Context *idle = nullptr;
  int32_t made = 0, most = 0;
};

} // namespace resnetc::session
