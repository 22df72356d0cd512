/*===- session.h - a compiled model that owns its memory -------------------------------===
 *
 * For programs that would rather not own a model's memory: resnetc_open opens a library, sets its weights
 * and makes ready to answer; resnetc_close gives everything back. Link with libresnetc (-lresnetc), which
 * needs libc alone. Everything here is built on the table of resnetc.h, which stays usable beside it.
 *
 *   resnetc_session *session;
 *   if (resnetc_open("resnet18.so", "resnet18.safetensors", NULL, &session) != RESNETC_OK ||
 *       resnetc_session_infer(session, pixels, 1, logits) != RESNETC_OK)
 *     fprintf(stderr, "%s\n", resnetc_last_error());
 *   resnetc_close(session);
 *
 * Threads: every function may be called from any thread at any time, but for resnetc_close, which is the
 * last call. Calls of infer run beside each other, each on a context of its own, which is kept for the next
 * call. Whatever changes variables (train_step, update, set, load) waits for those that run, and lets none
 * run beside it. grad, train_step and update work on one context, one call at a time: threads that train
 * one model together take turns as they like, but grad and what follows it are for one thread.
 *
 * Memory: allocated by malloc when it is first needed, never in a call whose batch, and whose copy of a
 * strided tensor, a context has had before. A context takes the workspace of its largest batch.
 *
 * Devices: a call with device_pointers returns when its work is in the stream of its context. Wait for that
 * stream before variables are changed.
 *
 * Errors: as in resnetc.h, nothing prints, aborts or throws. resnetc_last_error has the text of this
 * thread's latest failure, with the file's name where a file is at fault.
 *
 *===----------------------------------------------------------------------===*/
#ifndef RESNETC_SESSION_H
#define RESNETC_SESSION_H

#include <resnetc/dlpack.h>
#include <resnetc/resnetc.h>

#ifdef __cplusplus
extern "C" {
#endif
#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif

typedef struct resnetc_session resnetc_session;

/* Options of a session; zeros are the defaults. Set struct_size. */
/* clang-format off */
typedef struct resnetc_session_options {
  uint32_t struct_size;
  int32_t max_contexts;           /* calls of infer that run at the same time; more wait. 0: no bound */
  int64_t batch;                  /* the first context is made for so many images, so that the first call
                                     allocates nothing; 0: by the first call */
  const resnetc_options *context; /* of every context: threads, parallel_for, device; NULL: the defaults. A
                                     parallel_for gets no more bodies than the default of num_threads */
} resnetc_session_options;
/* clang-format on */

/* Opens the library `path` and sets its weights from `weights`, a safetensors file, which is mapped and must
 * not shrink meanwhile; NULL: the embedded weights, if there are any. Tensors that neither sets are for tensor_set
 * or load: a call that needs them before is ERROR_WEIGHTS. On failure *session is NULL. A path without a slash
 * is a file of the working folder. */
resnetc_status resnetc_open(const char *path, const char *weights,
                            const resnetc_session_options *options, resnetc_session **session);

/* The same of a model that is linked into the program: `api` is what <model>_api() gives. */
resnetc_status resnetc_open_model(const resnetc_api *api, const char *weights,
                                  const resnetc_session_options *options,
                                  resnetc_session **session);

/* Frees all that the session has. NULL is ignored. Nothing of it may run or be used afterwards. */
void resnetc_close(resnetc_session *session);

/* What went wrong in this thread's latest failed call of this header; "" when none did. Valid until its next. */
const char *resnetc_last_error(void);

/* The model's table, for names, shapes and sizes (info, tensor, binding). NULL for NULL. */
const resnetc_api *resnetc_session_api(const resnetc_session *session);

/* As infer of resnetc.h: x f32[batch, C, H, W], output f32[batch, output_shape]. */
resnetc_status resnetc_session_infer(resnetc_session *session, const float *x, int64_t batch,
                                     float *output);

/* infer on tensors as other programs have them. x and output are f32 on the processor, [batch, C, H, W] and
 * [batch, output_shape]; of a model of bytes x is u8, [batch, H, W, C]. output is dense. x may have any strides between its elements: what is not dense
 * row-major is copied into memory of the call's context first. A library for a device takes tensors of it
 * where its options say device_pointers, dense ones alone. */
resnetc_status resnetc_session_infer_tensor(resnetc_session *session, const DLTensor *x,
                                            const DLTensor *output);

/* As run of resnetc.h, on named arrays: what a model of bytes is called by, and dropout with another seed than 0.
 * RESNETC_INFER runs beside other calls as infer does; RESNETC_GRAD and RESNETC_TRAIN are grad and train_step. */
resnetc_status resnetc_session_run(resnetc_session *session, resnetc_function function,
                                   int64_t batch, const resnetc_binding *bindings, size_t count);

/* As grad, gradient_get, update and train_step of resnetc.h. */
resnetc_status resnetc_session_grad(resnetc_session *session, const float *x, const int64_t *labels,
                                    int64_t batch, float *result);
resnetc_status resnetc_session_gradient_get(resnetc_session *session, const char *name,
                                            float *values, size_t count);
resnetc_status resnetc_session_update(resnetc_session *session, const resnetc_hyper *hyper);
resnetc_status resnetc_session_train_step(resnetc_session *session, const float *x,
                                          const int64_t *labels, int64_t batch,
                                          const resnetc_hyper *hyper, float *result);

/* Sets the hook that every call tells of its launches, from the next on; NULL: none. Calls that run are waited
 * for. Calls on several threads tell it at the same time, each on its own; it may cancel, and calls no other
 * function of the session. */
resnetc_status resnetc_session_hook(resnetc_session *session, resnetc_launch_hook hook,
                                    void *user_data);

/* Makes all calls that run now, of whatever thread, end with CANCELLED before their next launch, as cancel of
 * resnetc.h does. A call that still waits, for a context or for others to end, or that begins later, runs as
 * if nothing had been asked. From any thread, and from a hook, but not from a signal handler. */
resnetc_status resnetc_session_cancel(resnetc_session *session);

/* As tensor_set and tensor_get of resnetc.h. */
resnetc_status resnetc_session_tensor_set(resnetc_session *session, const char *name,
                                          const float *values, size_t count);
resnetc_status resnetc_session_tensor_get(resnetc_session *session, const char *name, float *values,
                                          size_t count);

/* Sets every tensor from a safetensors file, as resnetc_open does. After a failure all are as before. */
resnetc_status resnetc_session_load(resnetc_session *session, const char *weights);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif
#endif
