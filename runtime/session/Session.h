//===- Session.h - what a session holds ------------------------------------------------===//
#pragma once

#include "runtime/session/Context.h"

#include <resnetc/session.h>

/// A library, its state, and contexts. Locks are taken in the order of their members.
struct resnetc_session {
  void *library = nullptr; ///< of dlopen; null for a model that is linked in
  const resnetc_api *api = nullptr;
  resnetc_model_info info = {};
  bool takesBytes = false; ///< u8[batch, H, W, C] as input
  void *memory = nullptr;
  resnetc_state *state = nullptr;
  resnetc_options options = {};
  bool hasOptions = false;

  pthread_mutex_t training = PTHREAD_MUTEX_INITIALIZER; ///< for `trainer`
  resnetc::session::Context trainer;
  pthread_rwlock_t variables; ///< shared by what reads them, and `hook`
  resnetc::session::Hook hook;
  bool sealed = false; ///< since variables were last set; under `variables`
  resnetc::session::ContextPool pool;

  resnetc::session::ContextSource source() const {
    return {api, state, hasOptions ? &options : nullptr, hook};
  }
};

namespace resnetc::session {

/// Computes what follows from variables that were set since the last call: needed before any call that
/// uses them. Call it without a lock.
resnetc_status makeReady(resnetc_session *session);

} // namespace resnetc::session
