//===- Calls.cpp - inference, training and variables -----------------------------------===//
#include "runtime/session/Locks.h"
#include "runtime/session/ModelFile.h"
#include "runtime/session/Problem.h"
#include "runtime/session/Session.h"

#include <stddef.h>

namespace resnetc::session {
namespace {

resnetc_status noSession(const char *call) {
  return fail(RESNETC_ERROR_ARGUMENT, "%s: session is null", call);
}

resnetc_status checked(const resnetc_session *session, resnetc_status status) {
  return status == RESNETC_OK ? status : failedCall(session->api, status);
}

/// What training calls work on. Its lock is held.
resnetc_status prepareTrainer(resnetc_session *session, resnetc_function function, int64_t batch) {
  if (resnetc_status status = makeReady(session))
    return status;
  HoldShared hold(session->variables);
  return session->trainer.prepare(session->source(), function, batch);
}

/// RESNETC_TRAIN where the library has it, so that `update` can follow `grad`.
resnetc_function mostOf(const resnetc_session *session) {
  size_t bytes = 0;
  const bool trains =
      session->api->workspace_bytes(session->api, RESNETC_TRAIN, 1, &bytes) == RESNETC_OK;
  return trains ? RESNETC_TRAIN : RESNETC_GRAD;
}

/// Whether the library's table reaches to a member that version 1 did not have from the first.
bool has(const resnetc_session *session, size_t endOfMember) {
  return session->api->struct_size >= endOfMember;
}

resnetc_status tooOld(const char *call) {
  return fail(RESNETC_ERROR_MODE,
              "%s: the library is older than this function; compile the model again", call);
}

/// A call on a context of the pool, beside others.
template <typename Run> resnetc_status inferOn(resnetc_session *session, int64_t batch, Run run) {
  if (resnetc_status status = makeReady(session))
    return status;
  Context *context = nullptr;
  HoldShared hold(session->variables);
  if (resnetc_status status = session->pool.take(session->source(), batch, context))
    return status;
  resnetc_status status = checked(session, run(context->handle()));
  session->pool.giveBack(context);
  return status;
}

/// A call that takes gradients.
template <typename Run> resnetc_status gradOn(resnetc_session *session, int64_t batch, Run run) {
  HoldMutex hold(session->training);
  if (resnetc_status status = prepareTrainer(session, mostOf(session), batch))
    return status;
  HoldShared variables(session->variables);
  return checked(session, run(session->trainer.handle()));
}

/// A call that changes variables.
template <typename Run> resnetc_status trainOn(resnetc_session *session, int64_t batch, Run run) {
  HoldMutex hold(session->training);
  if (resnetc_status status = prepareTrainer(session, RESNETC_TRAIN, batch))
    return status;
  HoldAlone variables(session->variables);
  return checked(session, run(session->trainer.handle()));
}

} // namespace
} // namespace resnetc::session

using namespace resnetc::session;

resnetc_status resnetc_session_infer(resnetc_session *session, const float *x, int64_t batch,
                                     float *output) {
  if (!session)
    return noSession("resnetc_session_infer");
  return inferOn(session, batch, [&](resnetc_context *context) {
    return session->api->infer(context, x, batch, output);
  });
}

resnetc_status resnetc_session_run(resnetc_session *session, resnetc_function function,
                                   int64_t batch, const resnetc_binding *bindings, size_t count) {
  if (!session)
    return noSession("resnetc_session_run");
  if (!has(session, offsetof(resnetc_api, run) + sizeof session->api->run))
    return tooOld("resnetc_session_run");
  auto run = [&](resnetc_context *context) {
    return session->api->run(context, function, batch, bindings, count);
  };
  if (function == RESNETC_INFER)
    return inferOn(session, batch, run);
  if (function == RESNETC_GRAD)
    return gradOn(session, batch, run);
  if (function == RESNETC_TRAIN)
    return trainOn(session, batch, run);
  return fail(RESNETC_ERROR_ARGUMENT, "resnetc_session_run: %d is not a resnetc_function",
              static_cast<int>(function));
}

resnetc_status resnetc_session_grad(resnetc_session *session, const float *x, const int64_t *labels,
                                    int64_t batch, float *result) {
  if (!session)
    return noSession("resnetc_session_grad");
  return gradOn(session, batch, [&](resnetc_context *context) {
    return session->api->grad(context, x, labels, batch, result);
  });
}

resnetc_status resnetc_session_gradient_get(resnetc_session *session, const char *name,
                                            float *values, size_t count) {
  if (!session)
    return noSession("resnetc_session_gradient_get");
  HoldMutex hold(session->training);
  if (!session->trainer.handle())
    return fail(RESNETC_ERROR_ARGUMENT, "resnetc_session_gradient_get: comes after grad");
  return checked(session,
                 session->api->gradient_get(session->trainer.handle(), name, values, count));
}

resnetc_status resnetc_session_update(resnetc_session *session, const resnetc_hyper *hyper) {
  if (!session)
    return noSession("resnetc_session_update");
  HoldMutex hold(session->training);
  if (!session->trainer.handle())
    return fail(RESNETC_ERROR_ARGUMENT, "resnetc_session_update: comes after grad");
  if (!has(session, offsetof(resnetc_api, update) + sizeof session->api->update))
    return tooOld("resnetc_session_update");
  HoldAlone variables(session->variables);
  return checked(session, session->api->update(session->trainer.handle(), hyper));
}

resnetc_status resnetc_session_train_step(resnetc_session *session, const float *x,
                                          const int64_t *labels, int64_t batch,
                                          const resnetc_hyper *hyper, float *result) {
  if (!session)
    return noSession("resnetc_session_train_step");
  return trainOn(session, batch, [&](resnetc_context *context) {
    return session->api->train_step(context, x, labels, batch, hyper, result);
  });
}

resnetc_status resnetc_session_hook(resnetc_session *session, resnetc_launch_hook hook,
                                    void *user_data) {
  if (!session)
    return noSession("resnetc_session_hook");
  if (!has(session, offsetof(resnetc_api, context_hook) + sizeof session->api->context_hook))
    return tooOld("resnetc_session_hook");
  HoldAlone hold(session->variables);
  session->hook = {hook, user_data, session->hook.version + 1};
  return RESNETC_OK;
}

resnetc_status resnetc_session_cancel(resnetc_session *session) {
  if (!session)
    return noSession("resnetc_session_cancel");
  if (!has(session, offsetof(resnetc_api, cancel) + sizeof session->api->cancel))
    return tooOld("resnetc_session_cancel");
  if (resnetc_status status = session->pool.cancel(session->api))
    return status;
  return session->trainer.cancel(session->api);
}

resnetc_status resnetc_session_tensor_set(resnetc_session *session, const char *name,
                                          const float *values, size_t count) {
  if (!session)
    return noSession("resnetc_session_tensor_set");
  HoldAlone hold(session->variables);
  resnetc_status status = session->api->tensor_set(session->state, name, values, count);
  if (status == RESNETC_OK)
    session->sealed = false;
  return checked(session, status);
}

resnetc_status resnetc_session_tensor_get(resnetc_session *session, const char *name, float *values,
                                          size_t count) {
  if (!session)
    return noSession("resnetc_session_tensor_get");
  HoldShared hold(session->variables);
  return checked(session, session->api->tensor_get(session->state, name, values, count));
}

resnetc_status resnetc_session_load(resnetc_session *session, const char *weights) {
  if (!session || !weights)
    return session ? fail(RESNETC_ERROR_ARGUMENT, "resnetc_session_load: weights is null")
                   : noSession("resnetc_session_load");
  HoldAlone hold(session->variables);
  resnetc_status status = loadFile(session->api, session->state, weights);
  if (status == RESNETC_OK)
    session->sealed = false;
  return status;
}
