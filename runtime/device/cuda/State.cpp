//===- State.cpp - a state's variables on a device --------------------------------===//
//
// Contexts that are bound to a state share one copy of its variables, as their kernels want them: of a
// library for the device alone the bytes of the state itself, and beside contexts on the processor
// tensor by tensor. Copies go as a whole and seldom: after the host has set tensors or trained, and when
// it needs what training on the device has changed.
//
//===----------------------------------------------------------------------===//
#include "runtime/device/cuda/Cuda.h"

#include <sched.h>
#include <string.h>

namespace {

class Locked {
public:
  explicit Locked(resnetc_state *state) : state(state) {
    while (state->lock.exchange(1, std::memory_order_acquire))
      sched_yield();
  }
  ~Locked() { state->lock.store(0, std::memory_order_release); }
  Locked(const Locked &) = delete;
  Locked &operator=(const Locked &) = delete;

private:
  resnetc_state *state;
};

/// Whether all variables lie on the device as they do in the caller's memory.
bool isMirror(const resnetc_state *state) { return state->variant == state->copy.variant; }

/// A named tensor at its two places.
struct Place {
  const rn_tensor *host, *device;
  char *memory;        ///< in the caller's
  CUdeviceptr address; ///< in the device's
  bool isMirror;       ///< stored in the same way

  Place(const resnetc_state *state, int64_t index)
      : host(&state->variant->tensors[index]), device(&state->copy.variant->tensors[index]),
        memory(state->data + host->stateOffset),
        address(state->copy.data + static_cast<CUdeviceptr>(device->stateOffset)),
        isMirror(rn_same_storage(host, device)) {}
  size_t bytes() const { return static_cast<size_t>(rn_stored_bytes(device)); }
};

/// One tensor from the device. Its context is current.
resnetc_status receive(resnetc_state *state, const Place &tensor, const char *call) {
  void *to = tensor.isMirror ? tensor.memory : reinterpret_cast<char *>(state->exchangeStored);
  resnetc_status status = RN_CUDA(call, cuMemcpyDtoH, to, tensor.address, tensor.bytes());
  if (status != RESNETC_OK || tensor.isMirror)
    return status;
  rn_from_blocked(tensor.device, state->exchangeStored, state->exchange);
  rn_to_blocked(tensor.host, state->exchange, reinterpret_cast<float *>(tensor.memory));
  return RESNETC_OK;
}

/// One tensor to the device.
resnetc_status send(resnetc_state *state, const Place &tensor, const char *call, CUstream stream) {
  if (tensor.isMirror)
    return RN_CUDA(call, cuMemcpyHtoDAsync, tensor.address, tensor.memory, tensor.bytes(), stream);
  rn_from_blocked(tensor.host, reinterpret_cast<float *>(tensor.memory), state->exchange);
  rn_to_blocked(tensor.device, state->exchange, state->exchangeStored);
  resnetc_status status = RN_CUDA(call, cuMemcpyHtoDAsync, tensor.address, state->exchangeStored,
                                  tensor.bytes(), stream);
  return status == RESNETC_OK ? RN_CUDA(call, cuStreamSynchronize, stream) : status;
}

/// Updates have ended, as their calls wait for them. The device's context is current.
resnetc_status copyBack(resnetc_state *state, const char *call) {
  if (!state->copy.deviceNewer.load(std::memory_order_acquire))
    return RESNETC_OK;
  resnetc_status status = RESNETC_OK;
  if (isMirror(state))
    status = RN_CUDA(call, cuMemcpyDtoH, state->data, state->copy.data,
                     static_cast<size_t>(state->variant->stateBytes));
  for (int64_t i = 0; !isMirror(state) && i < state->namedCount && status == RESNETC_OK; ++i)
    status = receive(state, Place(state, i), call);
  if (status == RESNETC_OK)
    state->copy.deviceNewer.store(0, std::memory_order_release);
  return status;
}

/// Derived tensors are not worth keeping apart: they are renewed after every upload. What streams do is
/// waited for one by one: the driver waits for a whole device only where nobody captures a graph.
resnetc_status upload(resnetc_context *context, const char *call) {
  resnetc_state *state = context->state;
  Locked locked(state);
  if (!state->copy.hostNewer.load(std::memory_order_acquire))
    return RESNETC_OK;
  const CUstream stream = rnCudaOf(context)->stream;
  resnetc_status status = RESNETC_OK;
  if (isMirror(state))
    status = RN_CUDA(call, cuMemcpyHtoDAsync, state->copy.data, state->data,
                     static_cast<size_t>(state->variant->stateBytes), stream);
  for (int64_t i = 0; !isMirror(state) && i < state->namedCount && status == RESNETC_OK; ++i)
    status = send(state, Place(state, i), call, stream);
  if (status == RESNETC_OK)
    status = RN_CUDA(call, cuStreamSynchronize, stream);
  if (status != RESNETC_OK)
    return status;
  state->copy.stale.store(1, std::memory_order_release);
  state->copy.hostNewer.store(0, std::memory_order_release);
  return RESNETC_OK;
}

/// Runs `prepare` in the context's arena. Other contexts, on their own streams, may read what it gives
/// as soon as the lock is open.
resnetc_status prepare(resnetc_context *context, const char *call) {
  resnetc_state *state = context->state;
  rn_cuda_context *cuda = rnCudaOf(context);
  Locked locked(state);
  if (!state->copy.stale.load(std::memory_order_acquire))
    return RESNETC_OK;
  rn_frame frame = {};
  frame.userContext = cuda;
  frame.state = reinterpret_cast<char *>(state->copy.data);
  frame.arena = context->arena;
  frame.constants = reinterpret_cast<const char *>(cuda->constants);
  frame.batch = 1;
  resnetc_status status = rn_cuda_enter(context, &context->variant->prepare, "prepare", &frame);
  if (status == RESNETC_OK)
    status = RN_CUDA(call, cuStreamSynchronize, cuda->stream);
  if (status == RESNETC_OK)
    state->copy.stale.store(0, std::memory_order_release);
  return status;
}

} // namespace

extern "C" {

resnetc_status rn_cuda_bind(resnetc_context *context, resnetc_state *state, const char *call) {
  const rn_cuda_context *cuda = rnCudaOf(context);
  Locked locked(state);
  rn_device_copy *copy = &state->copy;
  if (copy->contexts > 0 && copy->ordinal != cuda->gpu.ordinal)
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "%s: the state is in use on device %d; give contexts on device %d another one",
                   call, copy->ordinal, cuda->gpu.ordinal);
  if (copy->contexts == 0) {
    rn_cuda_current current(cuda->primary, call);
    resnetc_status status = current.status;
    if (status == RESNETC_OK)
      status = rn_cuda_allocate(&cuda->gpu, rnCudaAlign(context->variant->stateBytes + 1),
                                "a copy of the state", call, &copy->data);
    if (status != RESNETC_OK)
      return status;
    copy->variant = context->variant;
    copy->ordinal = cuda->gpu.ordinal;
    copy->hostNewer.store(1, std::memory_order_release);
  }
  ++copy->contexts;
  return RESNETC_OK;
}

resnetc_status rn_cuda_unbind(resnetc_context *context, resnetc_state *state, const char *call) {
  Locked locked(state);
  rn_device_copy *copy = &state->copy;
  if (--copy->contexts > 0)
    return RESNETC_OK;
  rn_cuda_current current(rnCudaOf(context)->primary, call);
  resnetc_status status = current.status;
  if (status == RESNETC_OK)
    status = copyBack(state, call);
  if (status != RESNETC_OK) { // old values would pass for trained ones
    memset(state->isSet, 0, static_cast<size_t>(state->namedCount));
    state->sealed.store(0, std::memory_order_release);
    copy->deviceNewer.store(0, std::memory_order_release);
  }
  if (current.status == RESNETC_OK)
    rn_cuda.cuMemFree(copy->data);
  copy->data = 0;
  return status;
}

resnetc_status rn_cuda_download(resnetc_state *state, const char *call) {
  if (!state->copy.deviceNewer.load(std::memory_order_acquire))
    return RESNETC_OK;
  Locked locked(state);
  char why[512];
  rn_cuda_gpu gpu;
  CUcontext primary;
  if (!rn_cuda_find(state->copy.ordinal, &gpu, why, sizeof why))
    return rn_fail(RESNETC_ERROR_DEVICE, "%s: %s", call, why);
  resnetc_status status = rn_cuda_primary(&gpu, call, &primary);
  if (status != RESNETC_OK)
    return status;
  rn_cuda_current current(primary, call);
  return current.status == RESNETC_OK ? copyBack(state, call) : current.status;
}

resnetc_status rn_cuda_renew(resnetc_context *context, resnetc_function function,
                             const char *call) {
  resnetc_state *state = context->state;
  resnetc_status status = RESNETC_OK;
  if (state->copy.hostNewer.load(std::memory_order_acquire))
    status = upload(context, call);
  if (status == RESNETC_OK && function == RESNETC_INFER && context->variant->prepare.entry &&
      state->copy.stale.load(std::memory_order_acquire))
    status = prepare(context, call);
  if (function == RESNETC_TRAIN) {
    state->copy.deviceNewer.store(1, std::memory_order_release);
    state->copy.stale.store(1, std::memory_order_release);
  }
  return status;
}

} // extern "C"
