//===- Context.cpp - the contexts of a session -----------------------------------------===//
#include "runtime/session/Context.h"

#include "runtime/session/Locks.h"
#include "runtime/session/Problem.h"
#include "runtime/support/ModelMemory.h"

namespace resnetc::session {

resnetc_status Context::prepare(const ContextSource &source, resnetc_function function,
                                int64_t batch) {
  if (batch < 1) // a context would say how many it takes, which is no bound here
    return fail(RESNETC_ERROR_SHAPE, "the batch is %lld, expects 1 or more",
                static_cast<long long>(batch));
  if (!context || batch > most)
    if (resnetc_status status = grow(source, function, batch))
      return status;
  return hooked == source.hook.version ? RESNETC_OK : setHook(source);
}

resnetc_status Context::setHook(const ContextSource &source) {
  const Hook &hook = source.hook;
  if (resnetc_status status = source.api->context_hook(context, hook.function, hook.data))
    return failedCall(source.api, status);
  hooked = hook.version;
  return RESNETC_OK;
}

resnetc_status Context::cancel(const resnetc_api *api) {
  HoldMutex hold(changing);
  if (!context)
    return RESNETC_OK;
  resnetc_status status = api->cancel(context);
  return status == RESNETC_OK ? status : failedCall(api, status);
}

resnetc_status Context::grow(const ContextSource &source, resnetc_function function,
                             int64_t batch) {
  HoldMutex hold(changing);
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
  memory = allocateModelMemory(bytes);
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
  hooked = 0;
  memory = nullptr;
  copy = nullptr;
  most = 0;
  copied = 0;
}

void *Context::room(size_t bytes) {
  if (bytes <= copied)
    return copy;
  free(copy);
  copy = allocateModelMemory(bytes);
  copied = copy ? bytes : 0;
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
  if (!context)
    return nullptr;
  ++made;
  context->older = newest;
  return newest = context;
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

resnetc_status ContextPool::cancel(const resnetc_api *api) {
  HoldMutex hold(mutex);
  resnetc_status status = RESNETC_OK;
  for (Context *context = newest; context && status == RESNETC_OK; context = context->older)
    status = context->cancel(api);
  return status;
}

void ContextPool::release(const resnetc_api *api) {
  while (Context *context = idle) {
    idle = context->next;
    context->release(api);
    free(context);
  }
}

} // namespace resnetc::session
