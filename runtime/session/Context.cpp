//===- Context.cpp - the contexts of a session -----------------------------------------===//
#include "runtime/session/Context.h"

#include "runtime/session/Locks.h"
#include "runtime/session/Problem.h"

#include <sys/mman.h>

namespace resnetc::session {

void *allocate(size_t bytes) {
  constexpr size_t hugePage = size_t{2} << 20;
  const bool huge = bytes >= 2 * hugePage;
  const size_t alignment = huge ? hugePage : RESNETC_ALIGNMENT;
  if (bytes > SIZE_MAX - alignment)
    return nullptr;
  const size_t whole = (bytes + alignment - 1) / alignment * alignment;
  void *memory = aligned_alloc(alignment, whole);
  if (memory && huge)
    madvise(memory, whole, MADV_HUGEPAGE); // a wish: without it all works as well
  return memory;
}

resnetc_status Context::prepare(const ContextSource &source, resnetc_function function,
                                int64_t batch) {
  if (context && batch <= most)
    return RESNETC_OK;
  const resnetc_api *api = source.api;
  size_t bytes = 0;
  const bool knowsOptions =
      api->struct_size >= offsetof(resnetc_api, context_bytes) + sizeof(void *);
  resnetc_status status = knowsOptions
                              ? api->context_bytes(api, source.options, function, batch, &bytes)
                              : api->workspace_bytes(api, function, batch, &bytes);
  if (status != RESNETC_OK)
    return failedCall(api, status);
  release(api);
  memory = allocate(bytes);
  if (!memory)
    return fail(RESNETC_ERROR_MEMORY, "no %zu bytes of memory for the workspace of a batch of %lld",
                bytes, static_cast<long long>(batch));
  status =
      api->context_init(source.state, function, batch, source.options, memory, bytes, &context);
  if (status == RESNETC_OK) {
    most = batch;
    return RESNETC_OK;
  }
  failedCall(api, status);
  context = nullptr;
  release(api);
  return status;
}

void Context::release(const resnetc_api *api) {
  if (context)
    api->context_destroy(context);
  free(memory);
  free(copy);
  context = nullptr;
  memory = nullptr;
  copy = nullptr;
  most = 0;
  copied = 0;
}

float *Context::floats(size_t count) {
  if (count <= copied)
    return copy;
  free(copy);
  copy = count <= SIZE_MAX / sizeof(float) ? static_cast<float *>(allocate(count * sizeof(float)))
                                           : nullptr;
  copied = copy ? count : 0;
  return copy;
}

/// An idle context, or a new one; null where there is no memory for it. The mutex is held.
Context *ContextPool::waitForOne() {
  while (!idle && most > 0 && made >= most)
    pthread_cond_wait(&returned, &mutex);
  if (Context *context = idle) {
    idle = context->next;
    return context;
  }
  auto *context = make<Context>();
  made += context ? 1 : 0;
  return context;
}

resnetc_status ContextPool::take(const ContextSource &source, int64_t batch, Context *&taken) {
  {
    HoldMutex hold(mutex);
    taken = waitForOne();
  }
  if (!taken)
    return fail(RESNETC_ERROR_MEMORY, "no memory for a context");
  resnetc_status status = taken->prepare(source, RESNETC_INFER, batch);
  if (status != RESNETC_OK)
    giveBack(taken);
  return status;
}

void ContextPool::giveBack(Context *context) {
  HoldMutex hold(mutex);
  context->next = idle;
  idle = context;
  pthread_cond_signal(&returned);
}

void ContextPool::release(const resnetc_api *api) {
  while (Context *context = idle) {
    idle = context->next;
    context->release(api);
    free(context);
  }
}

} // namespace resnetc::session
