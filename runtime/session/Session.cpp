//===- Session.cpp - opening and closing -----------------------------------------------===//
#include "runtime/session/Session.h"

#include "runtime/session/Locks.h"
#include "runtime/session/ModelFile.h"
#include "runtime/session/Problem.h"
#include "runtime/support/ModelMemory.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

namespace resnetc::session {

resnetc_status makeReady(resnetc_session *session) {
  {
    HoldShared hold(session->variables);
    if (session->sealed)
      return RESNETC_OK;
  }
  HoldAlone hold(session->variables);
  if (session->sealed)
    return RESNETC_OK;
  if (resnetc_status status = session->api->seal(session->state))
    return failedCall(session->api, status);
  session->sealed = true;
  return RESNETC_OK;
}

namespace {

/// Threads that change variables are not to wait for ever while others read in turns.
void initLock(pthread_rwlock_t &lock) {
  pthread_rwlockattr_t attributes;
  pthread_rwlockattr_init(&attributes);
#ifdef __GLIBC__
  pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
#endif
  pthread_rwlock_init(&lock, &attributes);
  pthread_rwlockattr_destroy(&attributes);
}

/// Options whose size was forgotten would count as zeros without a word.
template <typename Options> resnetc_status checkSize(const Options *given, const char *name) {
  if (given && given->struct_size < sizeof given->struct_size)
    return fail(RESNETC_ERROR_ARGUMENT, "options: set struct_size to sizeof(%s)", name);
  return RESNETC_OK;
}

/// An option that reaches beyond what the caller knows of is 0.
template <typename Options> Options known(const Options *given) {
  Options options = {};
  if (given)
    memcpy(&options, given,
           given->struct_size < sizeof options ? given->struct_size : sizeof options);
  return options;
}

/// Whether the model's input is of bytes; libraries without `binding` knew floats alone.
bool takesBytes(const resnetc_api *api) {
  if (api->struct_size < offsetof(resnetc_api, binding) + sizeof api->binding)
    return false;
  resnetc_binding_info binding;
  for (int64_t i = 0; api->binding(api, RESNETC_INFER, i, &binding) == RESNETC_OK; ++i)
    if (strcmp(binding.name, "input") == 0)
      return binding.element == RESNETC_U8;
  return false;
}

resnetc_status makeState(resnetc_session *session) {
  const resnetc_api *api = session->api;
  session->info.struct_size = sizeof session->info;
  if (resnetc_status status = api->info(api, &session->info))
    return failedCall(api, status);
  session->takesBytes = takesBytes(api);
  size_t bytes = 0;
  if (resnetc_status status = api->state_bytes(api, &bytes))
    return failedCall(api, status);
  session->memory = allocateModelMemory(bytes);
  if (!session->memory)
    return fail(RESNETC_ERROR_MEMORY, "no %zu bytes of memory for the model's variables", bytes);
  if (resnetc_status status = api->state_init(api, session->memory, bytes, &session->state))
    return failedCall(api, status);
  return RESNETC_OK;
}

resnetc_status setWeights(resnetc_session *session, const char *weights) {
  if (weights)
    return loadFile(session->api, session->state, weights);
  if (!session->info.has_weights)
    return RESNETC_OK;
  if (resnetc_status status = session->api->load_weights(session->state, nullptr, 0))
    return failedCall(session->api, status, "embedded weights");
  return RESNETC_OK;
}

/// Checks that the library was compiled for the machine that the options ask for, and keeps its own word
/// for it. An older library would run on what it has without a word.
resnetc_status chooseMachine(resnetc_session *session) {
  const resnetc_api *api = session->api;
  const char *wanted = session->options.device_kind;
  if (!wanted)
    return RESNETC_OK;
  if (api->struct_size < offsetof(resnetc_api, context_bytes) + sizeof(void *)) {
    const char *own = session->info.device ? session->info.device : "cpu";
    session->options.device_kind = nullptr;
    return strcmp(own, wanted) == 0
               ? RESNETC_OK
               : fail(RESNETC_ERROR_ARGUMENT,
                      "options: device_kind is %.64s, the library was compiled for %s", wanted,
                      own);
  }
  size_t bytes = 0;
  if (resnetc_status status = api->context_bytes(api, &session->options, RESNETC_INFER, 1, &bytes))
    return failedCall(api, status);
  resnetc_device_info info = {};
  info.struct_size = sizeof info;
  for (int64_t i = 0; api->device(api, i, &info) == RESNETC_OK; ++i)
    if (strcmp(info.kind, wanted) == 0)
      session->options.device_kind = info.kind;
  return RESNETC_OK;
}

/// Everything but the library, which is open.
resnetc_status set(resnetc_session *session, const char *weights,
                   const resnetc_session_options &options) {
  if (options.max_contexts < 0 || options.batch < 0)
    return fail(RESNETC_ERROR_ARGUMENT,
                "options: max_contexts and batch are 0 or more, got %d and %lld",
                options.max_contexts, static_cast<long long>(options.batch));
  session->pool.setBound(options.max_contexts);
  if (resnetc_status status = checkSize(options.context, "resnetc_options"))
    return status;
  if (options.context) {
    session->options = known(options.context);
    session->options.struct_size = sizeof session->options;
    session->hasOptions = true;
  }
  if (resnetc_status status = makeState(session))
    return status;
  if (resnetc_status status = chooseMachine(session))
    return status;
  if (resnetc_status status = setWeights(session, weights))
    return status;
  if (options.batch == 0)
    return RESNETC_OK;
  if (resnetc_status status = makeReady(session))
    return status;
  Context *first = nullptr;
  resnetc_status status = session->pool.take(session->source(), options.batch, first);
  if (status == RESNETC_OK)
    session->pool.giveBack(first);
  return status;
}

resnetc_session *makeSession() {
  auto *session = make<resnetc_session>();
  if (session)
    initLock(session->variables);
  else
    fail(RESNETC_ERROR_MEMORY, "no memory for a session");
  return session;
}

/// Gives the session to the caller, or back where something failed.
resnetc_status finish(resnetc_status status, resnetc_session *made, resnetc_session **session) {
  if (status == RESNETC_OK)
    *session = made;
  else
    resnetc_close(made);
  return status;
}

} // namespace
} // namespace resnetc::session

using namespace resnetc::session;

resnetc_status resnetc_open(const char *path, const char *weights,
                            const resnetc_session_options *options, resnetc_session **session) {
  if (session)
    *session = nullptr;
  if (!path || !session)
    return fail(RESNETC_ERROR_ARGUMENT, "resnetc_open: %s is null", path ? "session" : "path");
  if (resnetc_status status = checkSize(options, "resnetc_session_options"))
    return status;
  resnetc_session *made = makeSession();
  if (!made)
    return RESNETC_ERROR_MEMORY;
  resnetc_status status = openLibrary(path, made->library, made->api);
  if (status == RESNETC_OK)
    status = set(made, weights, known(options));
  return finish(status, made, session);
}

resnetc_status resnetc_open_model(const resnetc_api *api, const char *weights,
                                  const resnetc_session_options *options,
                                  resnetc_session **session) {
  if (session)
    *session = nullptr;
  if (!api || !session)
    return fail(RESNETC_ERROR_ARGUMENT, "resnetc_open_model: %s is null", api ? "session" : "api");
  if (resnetc_status status = checkSize(options, "resnetc_session_options"))
    return status;
  resnetc_session *made = makeSession();
  if (!made)
    return RESNETC_ERROR_MEMORY;
  made->api = api;
  return finish(set(made, weights, known(options)), made, session);
}

void resnetc_close(resnetc_session *session) {
  if (!session)
    return;
  session->pool.release(session->api);
  session->trainer.release(session->api);
  free(session->memory);
  if (session->library)
    dlclose(session->library);
  pthread_rwlock_destroy(&session->variables);
  free(session);
}

const resnetc_api *resnetc_session_api(const resnetc_session *session) {
  return session ? session->api : nullptr;
}
