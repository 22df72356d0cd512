//===- Call.cpp - calls of the compiled functions ---------------------------------===//
//
// What a function takes and gives is in its table of bindings; the functions of resnetc.h with
// parameters of their own are short forms of `run`. Every argument is checked here, so the compiled
// code needs no checks of its own.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <sched.h>
#include <string.h>

namespace {

/// Holds a context while one of its calls runs. A state that context_rebind left waiting is taken
/// up at the start.
class Call {
public:
  explicit Call(resnetc_context *context) : context(rn_is_context(context) ? context : nullptr) {
    if (!this->context)
      return;
    while (context->busy.exchange(1, std::memory_order_acquire))
      sched_yield();
    rn_watch_restart(&context->watch);
    status = rn_take_up(context);
  }
  ~Call() {
    if (context)
      context->busy.store(0, std::memory_order_release);
  }
  Call(const Call &) = delete;
  Call &operator=(const Call &) = delete;

  resnetc_status status = RESNETC_OK; ///< of taking up a state

private:
  resnetc_context *context;
};

/// The checks that all calls share.
resnetc_status checkCall(resnetc_context *context, resnetc_function function, const char *call) {
  if (!rn_is_context(context) || !rn_is_state(context->state))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "%s: the context is null, destroyed or was never initialised", call);
  resnetc_status status = rn_check_mode(context->model, context->variant, function);
  if (status != RESNETC_OK)
    return status;
  if (function > context->function)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: the context was made for %s only", call,
                   rn_call_name(context->function));
  return RESNETC_OK;
}

/// One value a channel has no variance: a batch norm on a map of one pixel needs a second image.
resnetc_status checkStatistics(const resnetc_context *context, const char *call, int64_t batch) {
  const char *norm = context->state->model->onePixelNorm;
  if (norm && batch == 1)
    return rn_fail(RESNETC_ERROR_SHAPE,
                   "%s: %s: a batch of one image gives this batch norm one value a channel, which "
                   "has no variance; give two images or more",
                   call, norm);
  return RESNETC_OK;
}

//===----------------------------------------------------------------------===//
// Bindings
//===----------------------------------------------------------------------===//

constexpr int64_t noSeed = 0;

size_t elementBytes(const rn_binding &binding) {
  if (binding.element == RN_ELEMENT_U8)
    return 1;
  return binding.element == RN_ELEMENT_I64 ? sizeof(int64_t) : sizeof(float);
}

/// Bytes from the start of a binding to what belongs to that image.
size_t offsetOf(const rn_binding &binding, int64_t image) {
  return binding.batched ? rn_binding_bytes(&binding, image) : 0;
}

resnetc_status checkLabels(const resnetc_context *context, const char *call, const int64_t *labels,
                           int64_t batch) {
  int64_t classes = context->state->model->outputShape[0];
  for (int64_t i = 0; i < batch; ++i)
    if (labels[i] < 0 || labels[i] >= classes)
      return rn_fail(RESNETC_ERROR_LABEL, "%s: label %lld of image %lld is outside [0, %lld)", call,
                     static_cast<long long>(labels[i]), static_cast<long long>(i),
                     static_cast<long long>(classes));
  return RESNETC_OK;
}

/// Rates are finite and not negative; comparisons are false for NaN.
resnetc_status checkHyper(const char *call, const float *hyper) {
  for (int i = 0; i < 3; ++i)
    if (!(hyper[i] >= 0 && hyper[i] <= 3.4e38f))
      return rn_fail(RESNETC_ERROR_ARGUMENT,
                     "%s: lr, momentum and weight_decay must be finite and not negative", call);
  return RESNETC_OK;
}

/// What a caller hands over, and how much of it the functions of the call have asked for.
struct Given {
  const resnetc_binding *bindings;
  size_t count;
  uint64_t used; ///< a bit each
};

resnetc_status checkGiven(const resnetc_context *context, const char *call,
                          const rn_binding &wanted, const resnetc_binding &given, int64_t batch) {
  if (!given.data)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: '%s' must not be null", call, wanted.name);
  if (reinterpret_cast<uintptr_t>(given.data) % elementBytes(wanted))
    return rn_fail(RESNETC_ERROR_MEMORY, "%s: '%s' must be aligned to %zu bytes", call, wanted.name,
                   elementBytes(wanted));
  if (given.bytes != rn_binding_bytes(&wanted, batch))
    return rn_fail(RESNETC_ERROR_SHAPE, "%s: '%s' takes %zu bytes, got %zu", call, wanted.name,
                   rn_binding_bytes(&wanted, batch), given.bytes);
  if (wanted.kind == RN_BINDING_LABELS && !context->devicePointers)
    return checkLabels(context, call, static_cast<const int64_t *>(given.data), batch);
  if (wanted.kind == RN_BINDING_HYPER)
    return checkHyper(call, static_cast<const float *>(given.data));
  return RESNETC_OK;
}

/// Finds memory for every binding of a function. A key that is not given is that of seed 0.
resnetc_status bind(const resnetc_context *context, const char *call, const rn_function &function,
                    Given *given, int64_t batch, void **memory) {
  for (int64_t i = 0; i < function.bindingCount; ++i) {
    const rn_binding &wanted = function.bindings[i];
    memory[i] = wanted.kind == RN_BINDING_KEY ? const_cast<int64_t *>(&noSeed) : nullptr;
    for (size_t g = 0; g < given->count; ++g) {
      if (!given->bindings[g].name || strcmp(given->bindings[g].name, wanted.name) != 0)
        continue;
      resnetc_status status = checkGiven(context, call, wanted, given->bindings[g], batch);
      if (status != RESNETC_OK)
        return status;
      memory[i] = given->bindings[g].data;
      given->used |= uint64_t{1} << g;
    }
    if (!memory[i])
      return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: takes '%s', which is not given", call,
                     wanted.name);
  }
  return RESNETC_OK;
}

/// Every name that is given has to be one that the call takes. The key may be given to a network that
/// draws nothing.
resnetc_status checkUsed(const char *call, const Given &given) {
  for (size_t g = 0; g < given.count; ++g) {
    const char *name = given.bindings[g].name;
    if (!(given.used >> g & 1) && !(name && strcmp(name, "key") == 0))
      return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: takes no '%.200s'", call, name ? name : "");
  }
  return RESNETC_OK;
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

/// A call that has been cancelled starts nothing more.
resnetc_status checkCancelled(const resnetc_context *context, const char *call) {
  return rn_watch_is_cancelled(&context->watch) ? rn_kernel_status(call, rnCallCancelled, nullptr)
                                                : RESNETC_OK;
}

/// Runs a compiled function on the whole batch, or on one group of its images after the other.
int32_t runGroups(resnetc_context *context, const rn_function &function, const char *name,
                  void *const *memory, int64_t batch, bool runsToItsEnd) {
  const resnetc_state *state = context->state;
  const int64_t size = rn_group_size(&function, batch);
  int32_t result = 0;
  for (int64_t first = 0; first < batch && result == 0; first += size) {
    const int64_t images = batch - first < size ? batch - first : size;
    void *ofGroup[RN_MAX_BINDINGS];
    for (int64_t i = 0; i < function.bindingCount; ++i)
      ofGroup[i] = static_cast<char *>(memory[i]) + offsetOf(function.bindings[i], first);
    rn_frame frame = {&context->threads.lane,
                      state->data,
                      context->arena,
                      ofGroup,
                      images,
                      state->variant->constants,
                      &context->watch.asWatch};
    rn_watch_begin(&context->watch, state->variant, &function, name, images, runsToItsEnd);
    result = rn_watch_end(&context->watch, function.entry(&frame));
  }
  return result;
}

/// Runs a compiled function with the context's threads awake, or starts it on the device.
resnetc_status enter(resnetc_context *context, resnetc_function function, const char *call,
                     void *const *memory, int64_t batch) {
  if (const rn_device *device = context->variant->device)
    return device->run(context, function, call, memory, batch);
  resnetc_state *state = context->state;
  if (resnetc_status status = rn_download(state, call))
    return status;
  rn_threads *threads = &context->threads;
  threads->hasMessage.store(0, std::memory_order_relaxed);
  threads->lane = rn_make_lane(threads, threads->lane.scratch, threads->lane.scratchBytes);
  rn_threads_enter(threads);
  rn_call_watch *watch = &context->watch;
  resnetc_status status =
      function == RESNETC_INFER ? rn_refresh(state, &threads->lane, watch) : RESNETC_OK;
  if (status == RESNETC_OK) {
    const rn_function *compiled = rn_function_of(state->variant, function, batch);
    int32_t result = runGroups(context, *compiled, rn_part_name(function), memory, batch,
                               /*runsToItsEnd=*/function == RESNETC_TRAIN);
    status = rn_kernel_status(call, result, threads);
  }
  rn_threads_leave(threads);
  return status;
}

/// Waits for what a device has been given to do.
resnetc_status finish(resnetc_context *context, const char *call) {
  const rn_device *device = context->variant->device;
  return device ? device->finish(context, call) : RESNETC_OK;
}

/// One more training step for the running statistics; the largest number there is stays.
void countBatch(resnetc_state *state) {
  for (int64_t i = 0; i < state->namedCount; ++i)
    state->batches[i] +=
        state->variant->tensors[i].role == RN_ROLE_RUNNING_MEAN && state->batches[i] < INT64_MAX;
}

/// The update, from what the latest grad has left in the arena.
resnetc_status applyUpdate(resnetc_context *context, const char *call, void *const *memory) {
  context->state->stale.store(1, std::memory_order_release);
  if (!context->variant->device)
    context->state->copy.hostNewer.store(1, std::memory_order_release);
  context->hasGradients = 0;
  resnetc_status status = enter(context, RESNETC_TRAIN, call, memory, /*batch=*/1);
  if (status == RESNETC_OK)
    countBatch(context->state);
  return status;
}

/// Checks and runs one call. A training step is grad, then the update.
resnetc_status runCall(resnetc_context *context, resnetc_function function, int64_t batch,
                       const resnetc_binding *bindings, size_t count) {
  Call holder(context);
  const char *call = rn_call_name(function);
  resnetc_status status = holder.status;
  if (status == RESNETC_OK)
    status = checkCall(context, function, call);
  if (status == RESNETC_OK)
    status = rn_check_batch(call, batch, context->maxBatch);
  if (status == RESNETC_OK && count > RN_MAX_BINDINGS)
    status = rn_fail(RESNETC_ERROR_ARGUMENT, "%s: takes no %zu bindings", call, count);
  if (status != RESNETC_OK)
    return status;
  const rn_variant *variant = context->variant;
  resnetc_function first = function == RESNETC_TRAIN ? RESNETC_GRAD : function;
  Given given = {bindings, count, 0};
  void *memory[RN_MAX_BINDINGS], *updateMemory[RN_MAX_BINDINGS];
  status = bind(context, call, *rn_function_of(variant, first, batch), &given, batch, memory);
  if (status == RESNETC_OK && first != function)
    status = bind(context, call, variant->update, &given, batch, updateMemory);
  if (status == RESNETC_OK)
    status = checkUsed(call, given);
  if (status == RESNETC_OK && first == RESNETC_GRAD)
    status = checkStatistics(context, call, batch);
  if (status != RESNETC_OK)
    return status;
  context->hasGradients = 0;
  status = enter(context, first, call, memory, batch);
  if (status == RESNETC_OK && function == RESNETC_TRAIN)
    status = checkCancelled(context, call);
  if (status == RESNETC_OK && function == RESNETC_TRAIN)
    status = applyUpdate(context, call, updateMemory);
  if (status == RESNETC_OK)
    status = finish(context, call);
  context->hasGradients = status == RESNETC_OK && function == RESNETC_GRAD;
  return status;
}

/// What a caller's array is called in the table, and its bytes for that batch; the array is taken at
/// its word, which a parameter without a length has to be.
resnetc_binding named(resnetc_context *context, resnetc_function function, const char *name,
                      const void *data, int64_t batch) {
  resnetc_binding binding = {name, const_cast<void *>(data), 0};
  if (!rn_is_context(context) || function < RESNETC_INFER || function > RESNETC_TRAIN)
    return binding;
  for (int f = RESNETC_INFER; f <= function; ++f) {
    const rn_function *each =
        rn_function_of(context->variant, static_cast<resnetc_function>(f), batch);
    for (int64_t i = 0; each && i < each->bindingCount; ++i)
      if (strcmp(each->bindings[i].name, name) == 0)
        binding.bytes = rn_binding_bytes(&each->bindings[i], batch);
  }
  return binding;
}

/// The short forms take f32: where the model takes bytes, a caller's floats would be read as such.
resnetc_status checkFloats(const resnetc_context *context, const char *call) {
  if (!rn_is_context(context))
    return RESNETC_OK; // runCall says so
  const rn_function &infer = context->variant->infer[0];
  for (int64_t i = 0; i < infer.bindingCount; ++i)
    if (infer.bindings[i].kind == RN_BINDING_INPUT && infer.bindings[i].element != RN_ELEMENT_F32)
      return rn_fail(RESNETC_ERROR_ARGUMENT,
                     "%s: takes f32, but the model's input is u8[%lld, %lld, %lld]; give bytes to "
                     "`run`",
                     call, static_cast<long long>(infer.bindings[i].shape[0]),
                     static_cast<long long>(infer.bindings[i].shape[1]),
                     static_cast<long long>(infer.bindings[i].shape[2]));
  return RESNETC_OK;
}

/// Reads the caller's step, which may be of an older, shorter version that had no seed.
resnetc_status readHyper(const char *call, const resnetc_hyper *hyper, resnetc_hyper *full) {
  constexpr size_t least = offsetof(resnetc_hyper, nesterov) + sizeof(int32_t);
  if (!hyper || hyper->struct_size < least)
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "%s: hyper must not be null, and its struct_size must be set", call);
  // A struct without the seed may be as long as one with padding before it: only a whole one has
  // it.
  memset(full, 0, sizeof *full);
  memcpy(full, hyper, hyper->struct_size < sizeof *full ? least : sizeof *full);
  return RESNETC_OK;
}

/// The binding "hyper" of a step.
struct HyperValues {
  float values[4];
  explicit HyperValues(const resnetc_hyper &step)
      : values{step.lr, step.momentum, step.weight_decay, step.nesterov ? 1.0f : 0.0f} {}
};

} // namespace

extern "C" {

size_t rn_binding_bytes(const rn_binding *binding, int64_t batch) {
  size_t bytes = elementBytes(*binding) * static_cast<size_t>(binding->batched ? batch : 1);
  for (int64_t i = 0; i < binding->rank; ++i)
    bytes *= static_cast<size_t>(binding->shape[i]);
  return bytes;
}

const rn_function *rn_function_of(const rn_variant *variant, resnetc_function function,
                                  int64_t batch) {
  if (function == RESNETC_TRAIN)
    return variant->update.entry ? &variant->update : nullptr;
  const rn_function *copies = function == RESNETC_GRAD ? variant->grad : variant->infer;
  int64_t count = function == RESNETC_GRAD ? variant->gradCount : variant->inferCount;
  for (int64_t i = 0; i < count; ++i)
    if (batch <= copies[i].upTo)
      return &copies[i];
  return nullptr;
}

int64_t rn_group_size(const rn_function *function, int64_t batch) {
  const int64_t most = function->imagesAtOnce;
  if (most <= 0 || batch <= most)
    return batch;
  const int64_t groups = (batch + most - 1) / most;
  return (batch + groups - 1) / groups;
}

const char *rn_part_name(resnetc_function function) {
  return function == RESNETC_TRAIN ? "update" : function == RESNETC_GRAD ? "grad" : "infer";
}

const char *rn_call_name(resnetc_function function) {
  return function == RESNETC_TRAIN ? "train_step" : function == RESNETC_GRAD ? "grad" : "infer";
}

resnetc_status rn_check_mode(const rn_model *model, const rn_variant *variant,
                             resnetc_function function) {
  if (function < RESNETC_INFER || function > RESNETC_TRAIN)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%d is not a resnetc_function",
                   static_cast<int>(function));
  if (!rn_function_of(variant, function, 1))
    return rn_fail(RESNETC_ERROR_MODE, "%s was compiled without %s; compile it with --mode=%s",
                   model->name, rn_call_name(function),
                   function == RESNETC_INFER ? "infer" : "train");
  return RESNETC_OK;
}

resnetc_status rn_check_batch(const char *call, int64_t batch, int64_t limit) {
  if (batch < 1 || batch > limit)
    return rn_fail(RESNETC_ERROR_SHAPE, "%s: the batch is %lld, expects 1 to %lld", call,
                   static_cast<long long>(batch), static_cast<long long>(limit));
  return RESNETC_OK;
}

resnetc_status rn_kernel_status(const char *function, int32_t result, const rn_threads *threads) {
  if (result == 0)
    return RESNETC_OK;
  const char *text = "";
  if (threads && threads->hasMessage.load(std::memory_order_acquire))
    text = threads->message;
  if (result == rnCallCancelled)
    return rn_fail(RESNETC_CANCELLED, "%s: was cancelled", function);
  if (result == rnHookThrew)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: the context's launch hook threw an exception",
                   function);
  if (result == rnBadLoop)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: %s", function, text);
  return rn_fail(RESNETC_ERROR_INTERNAL, "%s: a kernel failed with status %d%s%s", function, result,
                 *text ? ": " : "", text);
}

resnetc_status rn_rt_run(resnetc_context *context, resnetc_function function, int64_t batch,
                         const resnetc_binding *bindings, size_t count) {
  if (count > 0 && !bindings)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "run: bindings must not be null");
  return runCall(context, function, batch, bindings, count);
}

resnetc_status rn_rt_infer(resnetc_context *context, const float *x, int64_t batch, float *output) {
  if (resnetc_status status = checkFloats(context, "infer"))
    return status;
  const resnetc_binding bindings[] = {named(context, RESNETC_INFER, "input", x, batch),
                                      named(context, RESNETC_INFER, "output", output, batch)};
  return runCall(context, RESNETC_INFER, batch, bindings, 2);
}

resnetc_status rn_rt_grad(resnetc_context *context, const float *x, const int64_t *labels,
                          int64_t batch, float *result) {
  if (resnetc_status status = checkFloats(context, "grad"))
    return status;
  const resnetc_binding bindings[] = {named(context, RESNETC_GRAD, "input", x, batch),
                                      named(context, RESNETC_GRAD, "labels", labels, batch),
                                      named(context, RESNETC_GRAD, "output", result, batch)};
  return runCall(context, RESNETC_GRAD, batch, bindings, 3);
}

resnetc_status rn_rt_train_step(resnetc_context *context, const float *x, const int64_t *labels,
                                int64_t batch, const resnetc_hyper *hyper, float *result) {
  resnetc_hyper step;
  resnetc_status status = checkFloats(context, "train_step");
  if (status == RESNETC_OK)
    status = readHyper("train_step", hyper, &step);
  if (status != RESNETC_OK)
    return status;
  const HyperValues values(step);
  const auto key = static_cast<int64_t>(step.seed);
  const resnetc_binding bindings[] = {named(context, RESNETC_TRAIN, "input", x, batch),
                                      named(context, RESNETC_TRAIN, "labels", labels, batch),
                                      named(context, RESNETC_GRAD, "output", result, batch),
                                      named(context, RESNETC_TRAIN, "hyper", values.values, batch),
                                      {"key", const_cast<int64_t *>(&key), sizeof key}};
  return runCall(context, RESNETC_TRAIN, batch, bindings, 5);
}

resnetc_status rn_rt_prefetch(resnetc_context *context, const void *x, int64_t batch) {
  if (!rn_is_context(context))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "prefetch: the context is null, destroyed or was never initialised");
  resnetc_status status = RESNETC_OK;
  if (!x && batch != 0)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "prefetch: x must not be null, unless batch is 0");
  if (x)
    status = rn_check_batch("prefetch", batch, context->maxBatch);
  const rn_device *device = context->variant->device;
  return status == RESNETC_OK && device && !context->devicePointers
             ? device->prefetch(context, x, batch)
             : status;
}

resnetc_status rn_rt_update(resnetc_context *context, const resnetc_hyper *hyper) {
  Call holder(context);
  resnetc_hyper step;
  resnetc_status status = holder.status;
  if (status == RESNETC_OK)
    status = checkCall(context, RESNETC_TRAIN, "update");
  if (status == RESNETC_OK)
    status = readHyper("update", hyper, &step);
  if (status != RESNETC_OK)
    return status;
  if (!context->hasGradients)
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "update: the context's latest call was not a successful grad");
  HyperValues values(step);
  const resnetc_binding hyperBinding = {"hyper", values.values, sizeof values.values};
  Given given = {&hyperBinding, 1, 0};
  void *memory[RN_MAX_BINDINGS];
  status = bind(context, "update", context->variant->update, &given, 1, memory);
  if (status == RESNETC_OK)
    status = applyUpdate(context, "update", memory);
  return status == RESNETC_OK ? finish(context, "update") : status;
}

} // extern "C"
