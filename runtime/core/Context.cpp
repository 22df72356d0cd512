//===- Context.cpp - workspace and threads of one caller ---------------------------===//
//
// A context is the arena of the compiled functions plus the threads they may use: how much memory
// it takes, how it is made, and how it changes to another state.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <sched.h>
#include <string.h>
#include <time.h>

namespace {

constexpr uint64_t contextMagic = 0x7265736e65746331; // "resnetc1"
constexpr int64_t maxBatch = INT32_MAX;               // kernels count images in 32 bits

/// Where the parts of a context lie, in bytes from its start, and what each takes.
struct ContextLayout {
  int64_t arena, scratch; ///< offsets
  int64_t scratchBytes;   ///< of one participant of a loop
  int64_t least;          ///< bytes of the context with scratch for its calling thread alone
  int64_t device;         ///< offset of a device's side, in the place of arena and scratch
  int64_t gradient;       ///< offset of room for a gradient, behind it
  rn_device_needs needs;  ///< of a device
};

/// Makes room for the copies of a function that batches of up to `batch` images may choose.
resnetc_status makeRoom(const rn_function *copies, int64_t count, const char *call, int64_t batch,
                        int64_t *arena, int64_t *scratch) {
  int64_t smallest = 1; // batch that the copy is chosen for
  for (int64_t i = 0; i < count && smallest <= batch; ++i) {
    const rn_function &copy = copies[i];
    const int64_t largest = batch < copy.upTo ? batch : copy.upTo;
    const int64_t images =
        copy.imagesAtOnce > 0 && copy.imagesAtOnce < largest ? copy.imagesAtOnce : largest;
    if (copy.maxBatch > 0 && images > copy.maxBatch)
      return rn_fail(RESNETC_ERROR_SHAPE,
                     "workspace_bytes: the batch is %lld, %s takes at most %lld",
                     static_cast<long long>(images), call, static_cast<long long>(copy.maxBatch));
    int64_t size;
    if (__builtin_mul_overflow(copy.arenaPerImage, images, &size) ||
        __builtin_add_overflow(size, copy.arenaFixed, &size) || size > INT64_MAX / 2)
      return rn_fail(RESNETC_ERROR_MEMORY, "workspace_bytes: a batch of %lld needs too much memory",
                     static_cast<long long>(images));
    if (size > *arena)
      *arena = size;
    if (copy.scratchBytes > *scratch)
      *scratch = copy.scratchBytes;
    smallest = largest + 1;
  }
  return RESNETC_OK;
}

/// What a context has of the host's memory where the kernels have a device's.
void layOutDevice(const rn_variant *variant, const rn_device_needs &needs, ContextLayout *layout) {
  int64_t largest = 0;
  for (int64_t i = 0; i < variant->tensorCount; ++i)
    if (variant->tensors[i].gradientOffset >= 0 && rn_stored_bytes(&variant->tensors[i]) > largest)
      largest = rn_stored_bytes(&variant->tensors[i]);
  layout->device = rnAlign(sizeof(resnetc_context));
  layout->gradient = layout->device + rnAlign(variant->device->contextBytes);
  layout->least = layout->gradient + rnAlign(largest);
  layout->needs = needs;
  const int64_t prepare = variant->prepare.arenaFixed + variant->prepare.arenaPerImage;
  if (prepare > layout->needs.arena) // it runs in the context's arena, with a batch of one
    layout->needs.arena = prepare;
}

/// An arena and scratch large enough for `function` and those before it.
resnetc_status layOut(const rn_model *model, const rn_variant *variant, resnetc_function function,
                      int64_t batch, ContextLayout *layout) {
  resnetc_status status = rn_check_mode(model, variant, function);
  if (status == RESNETC_OK)
    status = rn_check_batch("workspace_bytes", batch, maxBatch);
  int64_t arena = 0, scratch = variant->prepare.scratchBytes;
  if (status == RESNETC_OK)
    status = makeRoom(variant->infer, variant->inferCount, "infer", batch, &arena, &scratch);
  if (status == RESNETC_OK && function >= RESNETC_GRAD)
    status = makeRoom(variant->grad, variant->gradCount, "grad", batch, &arena, &scratch);
  if (status == RESNETC_OK && function == RESNETC_TRAIN)
    status = makeRoom(&variant->update, 1, "train_step", batch, &arena, &scratch);
  if (status != RESNETC_OK)
    return status;
  *layout = {};
  if (variant->device) {
    layOutDevice(variant, {arena, scratch}, layout);
    return RESNETC_OK;
  }
  layout->arena = rnAlign(sizeof(resnetc_context));
  layout->scratch = layout->arena + rnAlign(arena);
  layout->scratchBytes = scratch;
  layout->least = layout->scratch + scratch;
  return RESNETC_OK;
}

/// Reads the caller's options, which may be of an older, shorter version, and chooses the machine.
resnetc_status readOptions(const rn_model *model, const resnetc_options *options, const char *call,
                           resnetc_options *full, const rn_variant **variant) {
  *full = {};
  if (options) {
    if (options->struct_size < sizeof(uint32_t))
      return rn_fail(RESNETC_ERROR_ARGUMENT,
                     "%s: set options.struct_size to sizeof(resnetc_options)", call);
    memcpy(full, options,
           options->struct_size < sizeof *full ? options->struct_size : sizeof *full);
  }
  if (full->num_threads < 0 || full->num_threads > RESNETC_MAX_THREADS)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: num_threads is %d, expects 0 to %d", call,
                   full->num_threads, RESNETC_MAX_THREADS);
  resnetc_status status = RESNETC_OK;
  // A device whose number does not exist is told where it is opened.
  const rn_place place = {full->device_kind, -1};
  *variant = rn_choose_variant(model, &place, call, &status);
  if (!*variant)
    return status;
  if ((*variant)->device) {
    resnetc_status other;
    const rn_place exact = {rn_kind_of(*variant), full->device};
    if (const rn_variant *fitting = rn_choose_variant(model, &exact, call, &other))
      *variant = fitting;
  } else if (full->device || full->stream || full->device_pointers)
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "%s: device, stream and device_pointers are for contexts on a device; this one "
                   "is on the processor",
                   call);
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

resnetc_status contextBytes(const resnetc_api *api, const resnetc_options *options,
                            const char *call, resnetc_function function, int64_t batch,
                            size_t *bytes) {
  if (!api || !bytes)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: api and bytes must not be null", call);
  auto *model = static_cast<const rn_model *>(api->model);
  resnetc_options chosen;
  const rn_variant *variant = nullptr;
  ContextLayout layout;
  resnetc_status status = readOptions(model, options, call, &chosen, &variant);
  if (status == RESNETC_OK)
    status = layOut(model, variant, function, batch, &layout);
  if (status != RESNETC_OK)
    return status;
  const int32_t threads = chosen.num_threads > 0 ? chosen.num_threads : rn_default_threads();
  *bytes = static_cast<size_t>(layout.least + (threads - 1) * layout.scratchBytes);
  return RESNETC_OK;
}

} // namespace

extern "C" {

bool rn_is_context(const resnetc_context *context) {
  return context && context->magic == contextMagic;
}

resnetc_status rn_rt_workspace_bytes(const resnetc_api *api, resnetc_function function,
                                     int64_t batch, size_t *bytes) {
  return contextBytes(api, nullptr, "workspace_bytes", function, batch, bytes);
}

resnetc_status rn_rt_context_bytes(const resnetc_api *api, const resnetc_options *options,
                                   resnetc_function function, int64_t batch, size_t *bytes) {
  return contextBytes(api, options, "context_bytes", function, batch, bytes);
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
  resnetc_options chosen;
  const rn_variant *variant = nullptr;
  ContextLayout layout;
  resnetc_status status = readOptions(state->model, options, "context_init", &chosen, &variant);
  if (status == RESNETC_OK)
    status = layOut(state->model, variant, function, batch, &layout);
  if (status != RESNETC_OK)
    return status;
  if (reinterpret_cast<uintptr_t>(memory) % RESNETC_ALIGNMENT)
    return rn_fail(RESNETC_ERROR_MEMORY, "context_init: memory must be aligned to %d bytes",
                   RESNETC_ALIGNMENT);
  if (bytes < static_cast<size_t>(layout.least))
    return rn_fail(RESNETC_ERROR_MEMORY, "context_init: this context takes %lld bytes, got %zu",
                   static_cast<long long>(layout.least), bytes);
  char *base = static_cast<char *>(memory);
  memset(memory, 0, sizeof(resnetc_context));
  auto *context = static_cast<resnetc_context *>(memory);
  context->model = state->model;
  context->variant = variant;
  context->namedCount = state->namedCount;
  context->state = state;
  context->function = function;
  context->maxBatch = batch;
  rn_watch_open(&context->watch);
  if (const rn_device *device = variant->device) {
    memset(base + layout.device, 0, static_cast<size_t>(device->contextBytes));
    context->device = base + layout.device;
    context->gradient = reinterpret_cast<float *>(base + layout.gradient);
    context->devicePointers = chosen.device_pointers != 0;
    status = device->open(context, &layout.needs, &chosen);
    if (status != RESNETC_OK)
      return status;
  } else {
    context->arena = base + layout.arena;
    openThreads(&context->threads, chosen, base + layout.scratch, layout.scratchBytes,
                static_cast<int64_t>(bytes) - layout.least);
  }
  context->magic = contextMagic;
  *result = context;
  return RESNETC_OK;
}

resnetc_status rn_take_up(resnetc_context *context) {
  resnetc_state *next = context->next.load(std::memory_order_acquire), *before = context->state;
  if (!next)
    return RESNETC_OK;
  context->state = next;
  const rn_device *device = context->variant->device;
  resnetc_status status = device ? device->unbind(context, before, "context_rebind") : RESNETC_OK;
  context->next.store(nullptr, std::memory_order_release); // from here on `before` may end
  return status;
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
  if (const rn_device *device = context->variant->device) {
    resnetc_status status = device->bind(context, state, "context_rebind");
    if (status != RESNETC_OK)
      return status;
  }
  context->next.store(state, std::memory_order_release);
  // Either a call that starts now takes the state up, or the context rests and takes it from here.
  for (int tries = 0; context->next.load(std::memory_order_acquire); ++tries) {
    if (context->busy.exchange(1, std::memory_order_acquire) == 0) {
      resnetc_status status = rn_take_up(context);
      context->busy.store(0, std::memory_order_release);
      return status;
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
  if (!rn_is_context(context))
    return;
  context->magic = 0;
  if (const rn_device *device = context->variant->device)
    device->close(context);
}

int32_t rn_rt_context_threads(const resnetc_context *context) {
  if (!rn_is_context(context) || context->variant->device || context->threads.parallelFor)
    return 0;
  return rn_threads_granted(&context->threads);
}

} // extern "C"
