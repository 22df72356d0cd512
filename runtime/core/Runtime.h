//===- Runtime.h - what the files of the core runtime share -----------------------===//
//
// The core runtime is linked into every compiled library. It is C++ without its library: no
// exceptions (but see HookCall.cpp), no allocation, no thread-local memory, libc and libm only.
// Symbols that cross files are `extern "C"`, hidden and start with rn_, or with halide_ where
// Halide's object code asks for that name; the compiler gives all of them a name of their own in an
// archive.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/Abi.h"
#include "runtime/core/ApiFunctions.h"
#include "runtime/core/Device.h"
#include "runtime/core/Safetensors.h"
#include "runtime/core/Threads.h"
#include "runtime/core/Watch.h"
#include "runtime/core/WeightsCheck.h"

#include <resnetc/resnetc.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

/// A model's variables. Lies at the start of the caller's memory; flags, variables and the scratch
/// space of `prepare` follow, each aligned.
struct resnetc_state {
  uint64_t magic;
  const rn_model *model;
  const rn_variant *variant; ///< how `data` lies: the processor's, if the library has one
  int64_t namedCount;        ///< tensors that the user sees come first
  unsigned char *isSet;      ///< one flag per named tensor
  int64_t *batches;          ///< per named tensor; of running means: training steps seen
  char *data;                ///< variant->stateBytes
  int64_t derived;           ///< where derived tensors begin, bytes from the state's start
  char *scratch;             ///< workspace of prepare, then its kernels' scratch; or null
  float *exchange;       ///< room for a tensor's elements on their way to or from a device, or null
  float *exchangeStored; ///< likewise as the device stores them
  std::atomic<uint32_t> sealed; ///< 1 once every needed tensor has been set
  std::atomic<uint32_t> stale;  ///< 1 when derived tensors of `data` do not follow from the weights
  uint32_t derivedCleared;      ///< 1 once derived tensors have their padding's zeros; under `lock`
  std::atomic<uint32_t> lock;   ///< held while derived tensors are renewed, or `copy` changes
  rn_device_copy copy;          ///< for contexts on a device
};

/// Bytes of the text of the latest failure, and of how many threads it is kept at a time.
constexpr size_t rnErrorCapacity = 4096, rnErrorThreads = 64;

/// One caller's workspace and threads. Lies at the start of the caller's memory; the arena follows,
/// then scratch for the calling thread, then for the other participants of a caller's parallel_for. Where
/// kernels run on a device, its side of the context follows instead, then room for one gradient.
struct resnetc_context {
  uint64_t magic;
  const rn_model *model;     ///< like the two after it, the same for every state it is bound to
  const rn_variant *variant; ///< of the machine that it runs on
  int64_t namedCount;
  resnetc_state *state;              ///< read and written by the holder of `busy` only
  std::atomic<resnetc_state *> next; ///< what the next call is to use, or null
  std::atomic<uint32_t> busy; ///< 1 during a call, and while `state` is changed between calls
  resnetc_function function;
  int32_t hasGradients; ///< 1 while the arena holds the gradients of the latest grad
  int64_t maxBatch;
  char *arena;            ///< in the memory that the kernels work on
  void *device;           ///< variant->device's side, or null
  float *gradient;        ///< of a variant with a device: room for the largest gradient
  int32_t devicePointers; ///< 1 where the caller's arrays are the device's memory
  rn_call_watch watch;
  rn_threads threads;
};

extern "C" {

/// Stores the text of a failure for this thread and returns `status`.
__attribute__((format(printf, 2, 3))) resnetc_status rn_fail(resnetc_status status,
                                                             const char *format, ...);

/// What a context is to run on.
struct rn_place {
  const char *kind; ///< "cpu", or rn_device::name; null: the first of the model that is there
  int32_t ordinal;  ///< of a device; -1: any
};

/// The first variant for the place that this machine can run; null, with the reason in last_error, when
/// there is none or the model is not of this runtime's ABI. Sets `status` on failure.
const rn_variant *rn_choose_variant(const rn_model *model, const rn_place *place, const char *call,
                                    resnetc_status *status);

/// Anywhere.
constexpr rn_place rnAnyPlace = {nullptr, -1};

/// The variant in whose layout states are: the processor's where there is one, so that a context there can
/// use them as they are.
const rn_variant *rn_choose_home(const rn_model *model, resnetc_status *status);

/// The kind of machine that a variant is for, as users name it.
const char *rn_kind_of(const rn_variant *variant);

/// The first word of `features` (blank separated, names as in /proc/cpuinfo) that this machine or
/// its operating system lacks, written to `missing`; false when it has them all.
bool rn_missing_feature(const char *features, char *missing, size_t capacity);

/// Index of the named tensor, or -1.
int64_t rn_find_tensor(const rn_variant *variant, int64_t namedCount, const char *name,
                       size_t nameLength);

/// Elements of a tensor as its user sees it.
int64_t rn_elements(const rn_tensor *tensor);
/// True for what the optimiser remembers from step to step: files may do without it.
bool rn_is_optimizers(const rn_tensor *tensor);

/// Bytes of a tensor as it is stored, padding of the blocks included.
int64_t rn_stored_bytes(const rn_tensor *tensor);

/// Whether two variants store a tensor in the same way.
bool rn_same_storage(const rn_tensor *a, const rn_tensor *b);

/// Row-major floats, at any address, to [K/bK][C/bC][H][W][bC][bK]; lanes beyond K and C become
/// zero.
void rn_to_blocked(const rn_tensor *tensor, const void *rowMajor, float *blocked);

/// The same from a file's tensor of another floating-point type.
void rn_convert_to_blocked(const rn_tensor *tensor, const unsigned char *rowMajor, rn_dtype dtype,
                           float *blocked);

/// The way back; padding lanes are dropped.
void rn_from_blocked(const rn_tensor *tensor, const float *blocked, float *rowMajor);

/// Counts the values of a tensor that no trained model has (WeightsCheck.h).
rn_wrong_values rn_judge_blocked(const rn_tensor *tensor, const float *blocked);

/// Bytes of the caller's array under a binding.
size_t rn_binding_bytes(const rn_binding *binding, int64_t batch);

/// The compiled function that a call of `function` on that batch ends with: of a training step, the
/// update. Null when the library was compiled without it.
const rn_function *rn_function_of(const rn_variant *variant, resnetc_function function,
                                  int64_t batch);

/// Images of all groups but the last in which a function goes through a batch (rn_function::imagesAtOnce).
int64_t rn_group_size(const rn_function *function, int64_t batch);

/// What the compiled function of rn_function_of is called among the launches of a call, "update".
const char *rn_part_name(resnetc_function function);

/// What a user calls a function, "train_step".
const char *rn_call_name(resnetc_function function);

/// Fails where `function` is none, or the library was compiled without it.
resnetc_status rn_check_mode(const rn_model *model, const rn_variant *variant,
                             resnetc_function function);

/// Fails unless 1 <= batch <= limit.
resnetc_status rn_check_batch(const char *call, int64_t batch, int64_t limit);

/// What a compiled function's result means, with the text of a failure. `threads` has what its
/// kernels said; may be null.
resnetc_status rn_kernel_status(const char *function, int32_t result, const rn_threads *threads);

/// Renews derived tensors if they are stale, but for those on a device, which are renewed by the next
/// call there. `lane` has room for the scratch of `prepare`; null: serial, in the state's own. `watch`
/// is that of the call, or null.
resnetc_status rn_refresh(resnetc_state *state, rn_lane *lane, rn_call_watch *watch);

/// Makes the variables in the caller's memory current before they are read or set; what is set then
/// has to be uploaded (rn_device_copy::hostNewer).
resnetc_status rn_download(const resnetc_state *state, const char *call);

/// Takes up the state that context_rebind has left waiting, if it has. For the holder of `busy`.
resnetc_status rn_take_up(resnetc_context *context);

/// Checks a whole safetensors file against the model, then sets every tensor it holds.
resnetc_status rn_load_safetensors(resnetc_state *state, const unsigned char *file, size_t bytes);

/// Where the batch count of that name ("bn1.num_batches_tracked") is kept, or null.
int64_t *rn_find_batches(const resnetc_state *state, const char *name);

/// True when `state` / `context` was made by state_init / context_init and not destroyed since.
bool rn_is_state(const resnetc_state *state);
bool rn_is_context(const resnetc_context *context);

const char *rn_rt_status_text(resnetc_status status);
const char *rn_rt_last_error(void);
resnetc_status rn_rt_info(const resnetc_api *api, resnetc_model_info *info);
resnetc_status rn_rt_tensor(const resnetc_api *api, int64_t index, resnetc_tensor_info *info);
resnetc_status rn_rt_tensor_initial(const resnetc_api *api, int64_t index, float *value);
resnetc_status rn_rt_tensor_trainable(const resnetc_api *api, int64_t index, int32_t *value);
resnetc_status rn_rt_state_bytes(const resnetc_api *api, size_t *bytes);
resnetc_status rn_rt_state_init(const resnetc_api *api, void *memory, size_t bytes,
                                resnetc_state **state);
resnetc_status rn_rt_tensor_set(resnetc_state *state, const char *name, const float *values,
                                size_t count);
resnetc_status rn_rt_tensor_get(const resnetc_state *state, const char *name, float *values,
                                size_t count);
resnetc_status rn_rt_load_weights(resnetc_state *state, const void *file, size_t bytes);
resnetc_status rn_rt_seal(resnetc_state *state);
resnetc_status rn_rt_workspace_bytes(const resnetc_api *api, resnetc_function function,
                                     int64_t batch, size_t *bytes);
resnetc_status rn_rt_context_init(resnetc_state *state, resnetc_function function, int64_t batch,
                                  const resnetc_options *options, void *memory, size_t bytes,
                                  resnetc_context **context);
void rn_rt_context_destroy(resnetc_context *context);
int32_t rn_rt_context_threads(const resnetc_context *context);
resnetc_status rn_rt_batches_set(resnetc_state *state, const char *name, int64_t count);
resnetc_status rn_rt_batches_get(const resnetc_state *state, const char *name, int64_t *count);
resnetc_status rn_rt_context_rebind(resnetc_context *context, resnetc_state *state);
resnetc_status rn_rt_check_weights(const resnetc_state *state);
resnetc_status rn_rt_infer(resnetc_context *context, const float *x, int64_t batch, float *output);
resnetc_status rn_rt_grad(resnetc_context *context, const float *x, const int64_t *labels,
                          int64_t batch, float *result);
resnetc_status rn_rt_gradient_get(const resnetc_context *context, const char *name, float *values,
                                  size_t count);
resnetc_status rn_rt_train_step(resnetc_context *context, const float *x, const int64_t *labels,
                                int64_t batch, const resnetc_hyper *hyper, float *result);
resnetc_status rn_rt_binding(const resnetc_api *api, resnetc_function function, int64_t index,
                             resnetc_binding_info *info);
resnetc_status rn_rt_run(resnetc_context *context, resnetc_function function, int64_t batch,
                         const resnetc_binding *bindings, size_t count);
resnetc_status rn_rt_gradient_bucket(resnetc_context *context, int64_t index, float **values,
                                     size_t *count);
resnetc_status rn_rt_update(resnetc_context *context, const resnetc_hyper *hyper);
resnetc_status rn_rt_launch(const resnetc_api *api, const char *function, int64_t batch,
                            int64_t index, resnetc_launch_info *info);
resnetc_status rn_rt_context_hook(resnetc_context *context, resnetc_launch_hook hook,
                                  void *user_data);
resnetc_status rn_rt_cancel(resnetc_context *context);
resnetc_status rn_rt_device(const resnetc_api *api, int64_t index, resnetc_device_info *info);
resnetc_status rn_rt_context_bytes(const resnetc_api *api, const resnetc_options *options,
                                   resnetc_function function, int64_t batch, size_t *bytes);
resnetc_status rn_rt_context_launch(const resnetc_context *context, const char *function,
                                    int64_t batch, int64_t index, resnetc_launch_info *info);
resnetc_status rn_rt_prefetch(resnetc_context *context, const void *x, int64_t batch);

/// Bytes up to the next multiple of RESNETC_ALIGNMENT.
inline int64_t rnAlign(int64_t bytes) {
  return (bytes + RESNETC_ALIGNMENT - 1) / RESNETC_ALIGNMENT * RESNETC_ALIGNMENT;
}

} // extern "C"
