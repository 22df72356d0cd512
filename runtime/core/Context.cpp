//===- Context.cpp - workspace, checks and calls ----------------------------------===//
//
// A context is the arena of the compiled functions plus the threads they may use. Every argument is
// checked here, so the compiled code needs no checks of its own.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <sched.h>
#include <string.h>
#include <time.h>

namespace {

constexpr uint64_t contextMagic = 0x7265736e65746331; // "resnetc1"
constexpr int64_t maxBatch = INT32_MAX;               // kernels count images in 32 bits

const rn_function &functionOf(const rn_variant *variant, resnetc_function function) {
  return function == RESNETC_TRAIN  ? variant->train
         : function == RESNETC_GRAD ? variant->grad
                                    : variant->infer;
}

const char *nameOf(resnetc_function function) {
  return function == RESNETC_TRAIN ? "train_step" : function == RESNETC_GRAD ? "grad" : "infer";
}

resnetc_status checkMode(const rn_model *model, const rn_variant *variant,
                         resnetc_function function) {
  if (function < RESNETC_INFER || function > RESNETC_TRAIN)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%d is not a resnetc_function",
                   static_cast<int>(function));
  if (!functionOf(variant, function).entry)
    return rn_fail(RESNETC_ERROR_MODE, "%s was compiled without %s; compile it with --mode=%s",
                   model->name, nameOf(function), function == RESNETC_INFER ? "infer" : "train");
  return RESNETC_OK;
}

resnetc_status checkBatch(const char *call, int64_t batch, int64_t limit) {
  if (batch < 1 || batch > limit)
    return rn_fail(RESNETC_ERROR_SHAPE, "%s: the batch is %lld, expects 1 to %lld", call,
                   static_cast<long long>(batch), static_cast<long long>(limit));
  return RESNETC_OK;
}

/// Where the parts of a context lie, in bytes from its start, and what each takes.
struct ContextLayout {
  int64_t arena, scratch; ///< offsets
  int64_t scratchBytes;   ///< of one participant of a loop
  int64_t least;          ///< bytes of the context with scratch for its calling thread alone
};

/// An arena and scratch large enough for `function` and those before it.
resnetc_status layOut(const rn_model *model, const rn_variant *variant, resnetc_function function,
                      int64_t batch, ContextLayout *layout) {
  resnetc_status status = checkMode(model, variant, function);
  if (status == RESNETC_OK)
    status = checkBatch("workspace_bytes", batch, maxBatch);
  if (status != RESNETC_OK)
    return status;
  int64_t arena = 0, scratch = variant->prepare.scratchBytes;
  for (int f = RESNETC_INFER; f <= function; ++f) {
    const rn_function &each = functionOf(variant, static_cast<resnetc_function>(f));
    if (each.maxBatch > 0 && batch > each.maxBatch)
      return rn_fail(RESNETC_ERROR_SHAPE,
                     "workspace_bytes: the batch is %lld, %s takes at most %lld",
                     static_cast<long long>(batch), nameOf(static_cast<resnetc_function>(f)),
                     static_cast<long long>(each.maxBatch));
    int64_t size;
    if (__builtin_mul_overflow(each.arenaPerImage, batch, &size) ||
        __builtin_add_overflow(size, each.arenaFixed, &size) || size > INT64_MAX / 2)
      return rn_fail(RESNETC_ERROR_MEMORY, "workspace_bytes: a batch of %lld needs too much memory",
                     static_cast<long long>(batch));
    if (each.entry && size > arena)
      arena = size;
    if (each.entry && each.scratchBytes > scratch)
      scratch = each.scratchBytes;
  }
  layout->arena = rnAlign(sizeof(resnetc_context));
  layout->scratch = layout->arena + rnAlign(arena);
  layout->scratchBytes = scratch;
  layout->least = layout->scratch + scratch;
  return RESNETC_OK;
}

/// Reads the caller's options, which may be of an older, shorter version.
resnetc_status readOptions(const resnetc_options *options, resnetc_options *full) {
  if (options) {
    if (options->struct_size < sizeof(uint32_t))
      return rn_fail(RESNETC_ERROR_ARGUMENT,
                     "context_init: set options.struct_size to sizeof(resnetc_options)");
    memcpy(full, options,
           options->struct_size < sizeof *full ? options->struct_size : sizeof *full);
  }
  if (full->num_threads < 0 || full->num_threads > RESNETC_MAX_THREADS)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "context_init: num_threads is %d, expects 0 to %d",
                   full->num_threads, RESNETC_MAX_THREADS);
  return RESNETC_OK;
}

/// `scratch` has `scratchBytes` for the calling thread and `more` behind them. A caller's loop has
/// as many participants as find scratch there; the library's own threads bring theirs.
void openThreads(rn_threads *threads, const resnetc_options &options, char *scratch,
                 int64_t scratchBytes, int64_t more) {
  threads->count = options.num_threads > 0 ? options.num_threads : rn_default_threads();
  threads->parallelFor = options.parallel_for;
  threads->parallelForData = options.parallel_for_data;
  threads->lane = rn_make_lane(threads, scratch, scratchBytes);
  threads->hookScratch = scratch + scratchBytes;
  if (threads->parallelFor && scratchBytes > 0 && threads->count - 1 > more / scratchBytes)
    threads->count = static_cast<int32_t>(more / scratchBytes) + 1;
}

/// Holds a context while one of its calls runs. A state that context_rebind left waiting is taken
/// up at the start.
class Call {
public:
  explicit Call(resnetc_context *context) : context(rn_is_context(context) ? context : nullptr) {
    if (!this->context)
      return;
    while (context->busy.exchange(1, std::memory_order_acquire))
      sched_yield();
    if (resnetc_state *next = context->next.exchange(nullptr, std::memory_order_acq_rel))
      context->state = next;
  }
  ~Call() {
    if (context)
      context->busy.store(0, std::memory_order_release);
  }
  Call(const Call &) = delete;
  Call &operator=(const Call &) = delete;

private:
  resnetc_context *context;
};

/// The checks that infer, grad and train_step share.
resnetc_status checkCall(resnetc_context *context, resnetc_function function, const void *x,
                         const void *output, int64_t batch) {
  const char *call = nameOf(function);
  if (!rn_is_context(context) || !rn_is_state(context->state))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "%s: the context is null, destroyed or was never initialised", call);
  resnetc_status status = checkMode(context->state->model, context->state->variant, function);
  if (status != RESNETC_OK)
    return status;
  if (function > context->function)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: the context was made for %s only", call,
                   nameOf(context->function));
  if (!x || !output)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: x and the result must not be null", call);
  if (reinterpret_cast<uintptr_t>(x) % sizeof(float) ||
      reinterpret_cast<uintptr_t>(output) % sizeof(float))
    return rn_fail(RESNETC_ERROR_MEMORY, "%s: x and the result must be aligned as float", call);
  return checkBatch(call, batch, context->maxBatch);
}

resnetc_status checkLabels(const resnetc_context *context, const char *call, const int64_t *labels,
                           int64_t batch) {
  if (!labels)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: labels must not be null", call);
  if (reinterpret_cast<uintptr_t>(labels) % sizeof(int64_t))
    return rn_fail(RESNETC_ERROR_MEMORY, "%s: labels must be aligned as int64_t", call);
  int64_t classes = context->state->model->outputShape[0];
  for (int64_t i = 0; i < batch; ++i)
    if (labels[i] < 0 || labels[i] >= classes)
      return rn_fail(RESNETC_ERROR_LABEL, "%s: label %lld of image %lld is outside [0, %lld)", call,
                     static_cast<long long>(labels[i]), static_cast<long long>(i),
                     static_cast<long long>(classes));
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

/// The checks that grad and train_step have beyond those of infer.
resnetc_status checkTraining(const resnetc_context *context, const char *call,
                             const int64_t *labels, int64_t batch) {
  resnetc_status status = checkLabels(context, call, labels, batch);
  return status == RESNETC_OK ? checkStatistics(context, call, batch) : status;
}

/// Runs a compiled function with the context's threads awake.
resnetc_status run(resnetc_context *context, resnetc_function function, rn_frame *frame) {
  resnetc_state *state = context->state;
  rn_threads *threads = &context->threads;
  threads->hasMessage.store(0, std::memory_order_relaxed);
  threads->lane = rn_make_lane(threads, threads->lane.scratch, threads->lane.scratchBytes);
  rn_threads_enter(threads);
  resnetc_status status =
      function == RESNETC_INFER ? rn_refresh(state, &threads->lane) : RESNETC_OK;
  if (status == RESNETC_OK) {
    frame->userContext = &threads->lane;
    frame->state = state->data;
    frame->arena = context->arena;
    int32_t result = functionOf(state->variant, function).entry(frame);
    status = rn_kernel_status(nameOf(function), result, threads);
  }
  rn_threads_leave(threads);
  return status;
}

constexpr int64_t noSeed = 0;

/// Reads the caller's step, which may be of an older, shorter version that had no seed.
resnetc_status readHyper(const resnetc_hyper *hyper, resnetc_hyper *full) {
  constexpr size_t least = offsetof(resnetc_hyper, nesterov) + sizeof(int32_t);
  if (!hyper || hyper->struct_size < least)
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "train_step: hyper must not be null, and its struct_size must be set");
  // A struct without the seed may be as long as one with padding before it: only a whole one has
  // it.
  memset(full, 0, sizeof *full);
  memcpy(full, hyper, hyper->struct_size < sizeof *full ? least : sizeof *full);
  return RESNETC_OK;
}

/// One more training step for the running statistics; the largest number there is stays.
void countBatch(resnetc_state *state) {
  for (int64_t i = 0; i < state->namedCount; ++i)
    state->batches[i] +=
        state->variant->tensors[i].role == RN_ROLE_RUNNING_MEAN && state->batches[i] < INT64_MAX;
}

bool isRate(float value) { return value >= 0 && value <= 3.4e38f; } // false for NaN and infinity

} // namespace

extern "C" {

bool rn_is_context(const resnetc_context *context) {
  return context && context->magic == contextMagic;
}

resnetc_status rn_kernel_status(const char *function, int32_t result, const rn_threads *threads) {
  if (result == 0)
    return RESNETC_OK;
  const char *text = "";
  if (threads && threads->hasMessage.load(std::memory_order_acquire))
    text = threads->message;
  if (result == rnBadLoop)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: %s", function, text);
  return rn_fail(RESNETC_ERROR_INTERNAL, "%s: a kernel failed with status %d%s%s", function, result,
                 *text ? ": " : "", text);
}

resnetc_status rn_rt_workspace_bytes(const resnetc_api *api, resnetc_function function,
                                     int64_t batch, size_t *bytes) {
  if (!api || !bytes)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "workspace_bytes: api and bytes must not be null");
  auto *model = static_cast<const rn_model *>(api->model);
  resnetc_status status = RESNETC_OK;
  const rn_variant *variant = rn_choose_variant(model, &status);
  ContextLayout layout = {};
  if (variant)
    status = layOut(model, variant, function, batch, &layout);
  if (status == RESNETC_OK)
    *bytes = static_cast<size_t>(layout.least + (rn_default_threads() - 1) * layout.scratchBytes);
  return status;
}

resnetc_status rn_rt_context_init(resnetc_state *state, resnetc_function function, int64_t batch,
                                  const resnetc_options *options, void *memory, size_t bytes,
                                  resnetc_context **result) {
  if (!rn_is_state(state))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "context_init: the state is null or was never initialised");
  if (!memory || !result)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "context_init: memory and context must not be null");
  if (!state->sealed.load(std::memory_order_acquire))
    return rn_fail(RESNETC_ERROR_WEIGHTS, "context_init: set every tensor and call seal first");
  ContextLayout layout;
  resnetc_status status = layOut(state->model, state->variant, function, batch, &layout);
  if (status != RESNETC_OK)
    return status;
  if (reinterpret_cast<uintptr_t>(memory) % RESNETC_ALIGNMENT)
    return rn_fail(RESNETC_ERROR_MEMORY, "context_init: memory must be aligned to %d bytes",
                   RESNETC_ALIGNMENT);
  if (bytes < static_cast<size_t>(layout.least))
    return rn_fail(RESNETC_ERROR_MEMORY, "context_init: this context takes %lld bytes, got %zu",
                   static_cast<long long>(layout.least), bytes);
  resnetc_options chosen = {};
  status = readOptions(options, &chosen);
  if (status != RESNETC_OK)
    return status;
  memset(memory, 0, sizeof(resnetc_context));
  auto *context = static_cast<resnetc_context *>(memory);
  context->magic = contextMagic;
  context->model = state->model;
  context->variant = state->variant;
  context->namedCount = state->namedCount;
  context->state = state;
  context->function = function;
  context->maxBatch = batch;
  context->arena = static_cast<char *>(memory) + layout.arena;
  openThreads(&context->threads, chosen, static_cast<char *>(memory) + layout.scratch,
              layout.scratchBytes, static_cast<int64_t>(bytes) - layout.least);
  *result = context;
  return RESNETC_OK;
}

resnetc_status rn_rt_context_rebind(resnetc_context *context, resnetc_state *state) {
  if (!rn_is_context(context))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "context_rebind: the context is null, destroyed or was never initialised");
  if (!rn_is_state(state))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "context_rebind: the state is null or was never initialised");
  if (state->model != context->model)
    return rn_fail(
        RESNETC_ERROR_ARGUMENT,
        "context_rebind: the state is of another library's model, %s; the context is of %s",
        state->model->name, context->model->name);
  if (!state->sealed.load(std::memory_order_acquire))
    return rn_fail(RESNETC_ERROR_WEIGHTS, "context_rebind: set every tensor and call seal first");
  context->next.store(state, std::memory_order_release);
  // Either a call that starts now takes the state up, or the context rests and takes it from here.
  for (int tries = 0; context->next.load(std::memory_order_acquire); ++tries) {
    if (context->busy.exchange(1, std::memory_order_acquire) == 0) {
      if (resnetc_state *next = context->next.exchange(nullptr, std::memory_order_acq_rel))
        context->state = next;
      context->busy.store(0, std::memory_order_release);
      break;
    }
    constexpr int patience = 64;
    const timespec pause = {0, 20'000};
    if (tries < patience)
      sched_yield();
    else
      nanosleep(&pause, nullptr);
  }
  return RESNETC_OK;
}

void rn_rt_context_destroy(resnetc_context *context) {
  if (rn_is_context(context))
    context->magic = 0;
}

int32_t rn_rt_context_threads(const resnetc_context *context) {
  if (!rn_is_context(context) || context->threads.parallelFor)
    return 0;
  return rn_threads_granted(&context->threads);
}

resnetc_status rn_rt_infer(resnetc_context *context, const float *x, int64_t batch, float *output) {
  Call call(context);
  resnetc_status status = checkCall(context, RESNETC_INFER, x, output, batch);
  if (status != RESNETC_OK)
    return status;
  context->hasGradients = 0;
  rn_frame frame = {};
  frame.input = x;
  frame.output = output;
  frame.batch = batch;
  return run(context, RESNETC_INFER, &frame);
}

resnetc_status rn_rt_grad(resnetc_context *context, const float *x, const int64_t *labels,
                          int64_t batch, float *result) {
  Call call(context);
  resnetc_status status = checkCall(context, RESNETC_GRAD, x, result, batch);
  if (status == RESNETC_OK)
    status = checkTraining(context, "grad", labels, batch);
  if (status != RESNETC_OK)
    return status;
  context->hasGradients = 0;
  rn_frame frame = {};
  frame.input = x;
  frame.labels = labels;
  frame.key = &noSeed;
  frame.output = result;
  frame.batch = batch;
  status = run(context, RESNETC_GRAD, &frame);
  context->hasGradients = status == RESNETC_OK;
  return status;
}

resnetc_status rn_rt_gradient_get(const resnetc_context *context, const char *name, float *values,
                                  size_t count) {
  if (!rn_is_context(context))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "gradient_get: the context is null, destroyed or was never initialised");
  if (!name || !values)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "gradient_get: name and values must not be null");
  if (!context->hasGradients)
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "gradient_get: the context's latest call was not a successful grad");
  int64_t index = rn_find_tensor(context->variant, context->namedCount, name, strlen(name));
  if (index < 0 || context->variant->tensors[index].gradientOffset < 0)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "gradient_get: %s has no trainable tensor '%.200s'",
                   context->model->name, name);
  const rn_tensor &tensor = context->variant->tensors[index];
  if (count != static_cast<size_t>(rn_elements(&tensor)))
    return rn_fail(RESNETC_ERROR_SHAPE, "gradient_get: '%s' has %lld elements, got %zu", name,
                   static_cast<long long>(rn_elements(&tensor)), count);
  rn_from_blocked(&tensor, reinterpret_cast<const float *>(context->arena + tensor.gradientOffset),
                  values);
  return RESNETC_OK;
}

resnetc_status rn_rt_train_step(resnetc_context *context, const float *x, const int64_t *labels,
                                int64_t batch, const resnetc_hyper *hyper, float *result) {
  Call call(context);
  resnetc_status status = checkCall(context, RESNETC_TRAIN, x, result, batch);
  if (status == RESNETC_OK)
    status = checkTraining(context, "train_step", labels, batch);
  if (status != RESNETC_OK)
    return status;
  resnetc_hyper step;
  status = readHyper(hyper, &step);
  if (status != RESNETC_OK)
    return status;
  if (!isRate(step.lr) || !isRate(step.momentum) || !isRate(step.weight_decay))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "train_step: lr, momentum and weight_decay must be finite and not negative");
  context->hasGradients = 0;
  const float values[4] = {step.lr, step.momentum, step.weight_decay, step.nesterov ? 1.0f : 0.0f};
  const auto key = static_cast<int64_t>(step.seed);
  rn_frame frame = {};
  frame.input = x;
  frame.labels = labels;
  frame.hyper = values;
  frame.key = &key;
  frame.output = result;
  frame.batch = batch;
  context->state->stale.store(1, std::memory_order_release);
  status = run(context, RESNETC_TRAIN, &frame);
  if (status == RESNETC_OK)
    countBatch(context->state);
  return status;
}

} // extern "C"
