//===- State.cpp - a model's variables in the caller's memory ---------------------===//
//
// Variables are set by name in the user's layout and stored in the kernels'. Tensors that inference
// derives from others (folded batch norm, packed weights) are computed at seal, or by a library that
// trains at the first inference, and again when the weights have changed since: training need not pay
// for them.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>

namespace {

constexpr uint64_t stateMagic = 0x7265736e65747331; // "resnets1"

/// Where the parts of a state lie, in bytes from its start.
struct StateLayout {
  int64_t namedCount, flags, batches, data, derived, scratch, exchange, total;
  int64_t
      largest; ///< bytes of the elements of a tensor that devices store in another way, the most
};

/// Bytes of the workspace of `prepare`, which runs with a batch of one.
int64_t prepareArena(const rn_variant *variant) {
  return rnAlign(variant->prepare.arenaFixed + variant->prepare.arenaPerImage);
}

/// Makes room for a tensor on its way to a device that stores it in another way, or back.
void layOutExchange(const rn_model *model, const rn_variant *home, StateLayout *layout) {
  int64_t elements = 0, stored = 0;
  for (int32_t v = 0; v < model->variantCount; ++v) {
    const rn_variant &other = model->variants[v];
    for (int64_t i = 0; i < layout->namedCount && other.device && &other != home; ++i) {
      const rn_tensor &tensor = other.tensors[i];
      if (rn_same_storage(&home->tensors[i], &tensor))
        continue;
      const int64_t bytes = rn_elements(&tensor) * static_cast<int64_t>(sizeof(float));
      elements = bytes > elements ? bytes : elements;
      stored = rn_stored_bytes(&tensor) > stored ? rn_stored_bytes(&tensor) : stored;
    }
  }
  layout->exchange = layout->total;
  layout->largest = rnAlign(elements);
  layout->total += layout->largest + rnAlign(stored);
}

StateLayout layOut(const rn_model *model, const rn_variant *variant) {
  StateLayout layout = {};
  while (layout.namedCount < variant->tensorCount &&
         variant->tensors[layout.namedCount].role != RN_ROLE_DERIVED)
    ++layout.namedCount;
  layout.flags = rnAlign(sizeof(resnetc_state));
  layout.batches = layout.flags + rnAlign(layout.namedCount);
  layout.data = layout.batches + rnAlign(layout.namedCount * static_cast<int64_t>(sizeof(int64_t)));
  layout.scratch = layout.data + rnAlign(variant->stateBytes);
  layout.derived = layout.scratch; // behind all others
  for (int64_t i = layout.namedCount; i < variant->tensorCount; ++i) {
    const int64_t start = layout.data + variant->tensors[i].stateOffset;
    layout.derived = start < layout.derived ? start : layout.derived;
  }
  layout.total = layout.scratch;
  if (variant->prepare.entry && !variant->device)
    layout.total += rnAlign(prepareArena(variant) + variant->prepare.scratchBytes);
  layOutExchange(model, variant, &layout);
  return layout;
}

float *storage(const resnetc_state *state, const rn_tensor &tensor) {
  return reinterpret_cast<float *>(state->data + tensor.stateOffset);
}

/// Finds a tensor for tensor_set or tensor_get and checks the count.
resnetc_status checkTensor(const resnetc_state *state, const char *call, const char *name,
                           const float *values, size_t count, int64_t *index) {
  if (!rn_is_state(state))
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: the state is null or was never initialised", call);
  if (!name || !values)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: name and values must not be null", call);
  *index = rn_find_tensor(state->variant, state->namedCount, name, strlen(name));
  if (*index < 0)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: %s has no tensor '%.200s'", call,
                   state->model->name, name);
  int64_t expected = rn_elements(&state->variant->tensors[*index]);
  if (count != static_cast<size_t>(expected))
    return rn_fail(RESNETC_ERROR_SHAPE, "%s: '%s' has %lld elements, got %zu", call, name,
                   static_cast<long long>(expected), count);
  return RESNETC_OK;
}

/// ERROR_WEIGHTS with the names of the first few tensors that were never set.
resnetc_status checkAllSet(const resnetc_state *state) {
  char names[512] = "";
  size_t used = 0;
  int64_t missing = 0;
  for (int64_t i = 0; i < state->namedCount; ++i) {
    const rn_tensor &tensor = state->variant->tensors[i];
    if (rn_is_optimizers(&tensor) || state->isSet[i])
      continue;
    if (missing++ < 5 && used < sizeof names)
      used += static_cast<size_t>(
          snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", tensor.name));
  }
  if (missing == 0)
    return RESNETC_OK;
  return rn_fail(RESNETC_ERROR_WEIGHTS, "%lld tensor(s) of %s were never set: %s%s",
                 static_cast<long long>(missing), state->model->name, names,
                 missing > 5 ? ", ..." : "");
}

} // namespace

extern "C" {

bool rn_is_state(const resnetc_state *state) { return state && state->magic == stateMagic; }

resnetc_status rn_refresh(resnetc_state *state, rn_lane *lane, rn_call_watch *watch) {
  if (!state->variant->prepare.entry || state->variant->device ||
      !state->stale.load(std::memory_order_acquire))
    return RESNETC_OK;
  while (state->lock.exchange(1, std::memory_order_acquire))
    sched_yield();
  int32_t status = 0;
  if (state->stale.load(std::memory_order_acquire)) {
    if (!state->derivedCleared) {
      char *derived = reinterpret_cast<char *>(state) + state->derived;
      memset(derived, 0, static_cast<size_t>(state->data + state->variant->stateBytes - derived));
      state->derivedCleared = 1;
    }
    rn_lane serial = rn_make_lane(nullptr, state->scratch + prepareArena(state->variant),
                                  state->variant->prepare.scratchBytes);
    rn_frame frame = {};
    frame.userContext = lane ? lane : &serial;
    frame.state = state->data;
    frame.arena = state->scratch;
    frame.batch = 1;
    frame.constants = state->variant->constants;
    frame.watch = watch ? &watch->asWatch : &rn_no_watch;
    if (watch)
      rn_watch_begin(watch, state->variant, &state->variant->prepare, "prepare", /*batch=*/1,
                     /*runsToItsEnd=*/false);
    status = state->variant->prepare.entry(&frame);
    if (watch)
      status = rn_watch_end(watch, status);
    if (status == 0)
      state->stale.store(0, std::memory_order_release);
  }
  state->lock.store(0, std::memory_order_release);
  return rn_kernel_status("prepare", status, lane ? lane->threads : nullptr);
}

resnetc_status rn_download(const resnetc_state *state, const char *call) {
  if (!state->copy.deviceNewer.load(std::memory_order_acquire))
    return RESNETC_OK;
  // What a state holds stays the same, wherever it is held.
  return state->copy.variant->device->download(const_cast<resnetc_state *>(state), call);
}

resnetc_status rn_rt_state_bytes(const resnetc_api *api, size_t *bytes) {
  if (!api || !bytes)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "state_bytes: api and bytes must not be null");
  resnetc_status status = RESNETC_OK;
  auto *model = static_cast<const rn_model *>(api->model);
  const rn_variant *variant = rn_choose_home(model, &status);
  if (variant)
    *bytes = static_cast<size_t>(layOut(model, variant).total);
  return status;
}

resnetc_status rn_rt_state_init(const resnetc_api *api, void *memory, size_t bytes,
                                resnetc_state **result) {
  if (!api || !memory || !result)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "state_init: api, memory and state must not be null");
  if (reinterpret_cast<uintptr_t>(memory) % RESNETC_ALIGNMENT)
    return rn_fail(RESNETC_ERROR_MEMORY, "state_init: memory must be aligned to %d bytes",
                   RESNETC_ALIGNMENT);
  auto *model = static_cast<const rn_model *>(api->model);
  resnetc_status status = RESNETC_OK;
  const rn_variant *variant = rn_choose_home(model, &status);
  if (!variant)
    return status;
  StateLayout layout = layOut(model, variant);
  if (bytes < static_cast<size_t>(layout.total))
    return rn_fail(RESNETC_ERROR_MEMORY, "state_init: a state of %s takes %lld bytes, got %zu",
                   model->name, static_cast<long long>(layout.total), bytes);
  // Zeros are the unset flags, the padding lanes and the momenta. Derived tensors get theirs when they are
  // first asked for: memory that is not written to need not be there.
  memset(memory, 0, static_cast<size_t>(layout.derived));
  char *base = static_cast<char *>(memory);
  auto *state = static_cast<resnetc_state *>(memory);
  state->magic = stateMagic;
  state->model = model;
  state->variant = variant;
  state->namedCount = layout.namedCount;
  state->isSet = reinterpret_cast<unsigned char *>(base + layout.flags);
  state->batches = reinterpret_cast<int64_t *>(base + layout.batches);
  state->data = base + layout.data;
  state->derived = layout.derived;
  state->scratch = layout.exchange > layout.scratch ? base + layout.scratch : nullptr;
  if (layout.largest > 0) {
    state->exchange = reinterpret_cast<float *>(base + layout.exchange);
    state->exchangeStored = reinterpret_cast<float *>(base + layout.exchange + layout.largest);
  }
  state->stale.store(1, std::memory_order_relaxed);
  for (int64_t i = 0; i < state->namedCount; ++i)
    if (variant->tensors[i].role == RN_ROLE_LOSS_SCALE)
      storage(state, variant->tensors[i])[0] = variant->tensors[i].initial;
  *result = state;
  return RESNETC_OK;
}

resnetc_status rn_rt_tensor_set(resnetc_state *state, const char *name, const float *values,
                                size_t count) {
  int64_t index = -1;
  resnetc_status status = checkTensor(state, "tensor_set", name, values, count, &index);
  if (status != RESNETC_OK)
    return status;
  status = rn_download(state, "tensor_set");
  if (status != RESNETC_OK)
    return status;
  const rn_tensor &tensor = state->variant->tensors[index];
  rn_to_blocked(&tensor, values, storage(state, tensor));
  state->isSet[index] = 1;
  state->copy.hostNewer.store(1, std::memory_order_release);
  if (!rn_is_optimizers(&tensor))
    state->stale.store(1, std::memory_order_release);
  return RESNETC_OK;
}

resnetc_status rn_rt_tensor_get(const resnetc_state *state, const char *name, float *values,
                                size_t count) {
  int64_t index = -1;
  resnetc_status status = checkTensor(state, "tensor_get", name, values, count, &index);
  if (status != RESNETC_OK)
    return status;
  const rn_tensor &tensor = state->variant->tensors[index];
  if (!state->isSet[index] && !rn_is_optimizers(&tensor))
    return rn_fail(RESNETC_ERROR_WEIGHTS, "tensor_get: '%s' was never set", name);
  status = rn_download(state, "tensor_get");
  if (status != RESNETC_OK)
    return status;
  rn_from_blocked(&tensor, storage(state, tensor), values);
  return RESNETC_OK;
}

resnetc_status rn_rt_batches_set(resnetc_state *state, const char *name, int64_t count) {
  if (!rn_is_state(state) || !name)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "batches_set: state and name must not be null");
  int64_t *batches = rn_find_batches(state, name);
  if (!batches)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "batches_set: %s has no batch count '%.200s'",
                   state->model->name, name);
  if (count < 0)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "batches_set: a count of batches must not be negative");
  *batches = count;
  return RESNETC_OK;
}

resnetc_status rn_rt_batches_get(const resnetc_state *state, const char *name, int64_t *count) {
  if (!rn_is_state(state) || !name || !count)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "batches_get: state, name and count must not be null");
  const int64_t *batches = rn_find_batches(state, name);
  if (!batches)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "batches_get: %s has no batch count '%.200s'",
                   state->model->name, name);
  *count = *batches;
  return RESNETC_OK;
}

resnetc_status rn_rt_load_weights(resnetc_state *state, const void *file, size_t bytes) {
  if (!rn_is_state(state))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "load_weights: the state is null or was never initialised");
  if (!file && bytes)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "load_weights: file is null, but bytes is not 0");
  if (!file && !state->model->weights)
    return rn_fail(RESNETC_ERROR_WEIGHTS,
                   "%s has no embedded weights; compile it with --weights, or load a file",
                   state->model->name);
  auto *data = file ? static_cast<const unsigned char *>(file) : state->model->weights;
  return rn_load_safetensors(state, data,
                             file ? bytes : static_cast<size_t>(state->model->weightsBytes));
}

resnetc_status rn_rt_check_weights(const resnetc_state *state) {
  if (!rn_is_state(state))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "check_weights: the state is null or was never initialised");
  resnetc_status status = rn_download(state, "check_weights");
  if (status != RESNETC_OK)
    return status;
  rn_wrong_tensors wrong = {};
  for (int64_t i = 0; i < state->namedCount; ++i) {
    const rn_tensor &tensor = state->variant->tensors[i];
    if (!state->isSet[i] && !rn_is_optimizers(&tensor))
      continue;
    const rn_wrong_values values = rn_judge_blocked(&tensor, storage(state, tensor));
    rn_add_wrong(&wrong, tensor.name, strlen(tensor.name), &values, rn_elements(&tensor));
  }
  if (wrong.count == 0)
    return RESNETC_OK;
  return rn_fail(RESNETC_ERROR_WEIGHTS, "%lld tensor(s) of %s hold wrong values: %s",
                 static_cast<long long>(wrong.count), state->model->name, wrong.text);
}

resnetc_status rn_rt_seal(resnetc_state *state) {
  if (!rn_is_state(state))
    return rn_fail(RESNETC_ERROR_ARGUMENT, "seal: the state is null or was never initialised");
  resnetc_status status = checkAllSet(state);
  // A program that only trains needs no tensors of inference, which are the size of the weights.
  if (status == RESNETC_OK && state->variant->gradCount == 0)
    status = rn_refresh(state, nullptr, nullptr);
  if (status == RESNETC_OK)
    state->sealed.store(1, std::memory_order_release);
  return status;
}

} // extern "C"
