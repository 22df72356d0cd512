/*===- ApiFunctions.h - which runtime function fills which slot of resnetc_api ------===
 *
 * The compiler emits one constant of type resnetc_api per model:
 *   { u32 sizeof(resnetc_api), u32 RESNETC_API_VERSION, ptr rn_model, ptr rn_rt_<name> ... }
 * with the functions of this list in this order. A static_assert in core/Api.cpp ties the list to
 * the public struct.
 *
 *===----------------------------------------------------------------------===*/
#ifndef RESNETC_RUNTIME_CORE_APIFUNCTIONS_H
#define RESNETC_RUNTIME_CORE_APIFUNCTIONS_H

#define RN_API_FUNCTIONS(X)                                                                        \
  X(status_text)                                                                                   \
  X(last_error)                                                                                    \
  X(info)                                                                                          \
  X(tensor)                                                                                        \
  X(state_bytes)                                                                                   \
  X(state_init)                                                                                    \
  X(tensor_set)                                                                                    \
  X(tensor_get)                                                                                    \
  X(load_weights)                                                                                  \
  X(seal)                                                                                          \
  X(workspace_bytes)                                                                               \
  X(context_init)                                                                                  \
  X(context_destroy)                                                                               \
  X(context_threads)                                                                               \
  X(infer)                                                                                         \
  X(grad)                                                                                          \
  X(gradient_get)                                                                                  \
  X(train_step)                                                                                    \
  X(tensor_initial)                                                                                \
  X(batches_set)                                                                                   \
  X(batches_get)                                                                                   \
  X(context_rebind)                                                                                \
  X(check_weights)                                                                                 \
  X(tensor_trainable)                                                                              \
  X(binding)                                                                                       \
  X(run)                                                                                           \
  X(gradient_bucket)                                                                               \
  X(update)                                                                                        \
  X(launch)                                                                                        \
  X(context_hook)                                                                                  \
  X(cancel)                                                                                        \
  X(device)                                                                                        \
  X(context_bytes)                                                                                 \
  X(context_launch)                                                                                \
  X(prefetch)

#endif
