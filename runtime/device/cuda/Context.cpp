//===- Context.cpp - calls on a CUDA device ------------------------------------------===//
//
// A context has one block of device memory: arena, scratch, constants, and a place for each binding.
// Inputs are copied in before the launches and outputs out behind them, so that the launches' addresses
// are always the same and a graph of them can be replayed. The driver copies from and to the caller's
// memory itself, and without a stop where that is pinned.
//
//===----------------------------------------------------------------------===//
#include "runtime/device/cuda/Cuda.h"

namespace {

/// Bytes of the places of a function's bindings.
int64_t bindingsBytes(const rn_function *function, int64_t batch) {
  int64_t bytes = 0;
  for (int64_t i = 0; function && i < function->bindingCount; ++i)
    bytes += rnCudaAlign(static_cast<int64_t>(rn_binding_bytes(&function->bindings[i], batch)));
  return bytes;
}

/// Of the functions that a context may begin a call with.
int64_t firstBindings(const resnetc_context *context) {
  int64_t most = 0;
  for (int f = RESNETC_INFER; f <= RESNETC_GRAD && f <= context->function; ++f) {
    const int64_t bytes = bindingsBytes(
        rn_function_of(context->variant, static_cast<resnetc_function>(f), context->maxBatch),
        context->maxBatch);
    most = bytes > most ? bytes : most;
  }
  return most;
}

/// Lays out and allocates the context's memory. The device's context is current.
resnetc_status allocate(resnetc_context *context, const rn_device_needs &needs) {
  rn_cuda_context *cuda = rnCudaOf(context);
  const rn_variant *variant = context->variant;
  const rn_function *update =
      context->function == RESNETC_TRAIN ? rn_function_of(variant, RESNETC_TRAIN, 1) : nullptr;
  const int64_t arena = rnCudaAlign(needs.arena), scratch = rnCudaAlign(needs.scratch);
  const int64_t constants = rnCudaAlign(variant->constantsBytes), first = firstBindings(context);
  const int64_t whole = arena + scratch + constants + first + bindingsBytes(update, 1);
  resnetc_status status = rn_cuda_allocate(&cuda->gpu, whole + rnCudaAlignment, "the context",
                                           "context_init", &cuda->memory);
  if (status != RESNETC_OK)
    return status;
  context->arena = reinterpret_cast<char *>(cuda->memory);
  cuda->scratch = cuda->memory + static_cast<CUdeviceptr>(arena);
  cuda->scratchBytes = scratch;
  cuda->constants = cuda->scratch + static_cast<CUdeviceptr>(scratch);
  cuda->bindings = cuda->constants + static_cast<CUdeviceptr>(constants);
  cuda->updateBindings = cuda->bindings + static_cast<CUdeviceptr>(first);
  if (variant->constantsBytes > 0)
    status = RN_CUDA("context_init", cuMemcpyHtoD, cuda->constants, variant->constants,
                     static_cast<size_t>(variant->constantsBytes));
  return status;
}

/// Gives back all that the context has of the device, and of a state the hold on its copy.
void close(resnetc_context *context) {
  rn_cuda_context *cuda = rnCudaOf(context);
  {
    rn_cuda_current current(cuda->primary, "context_destroy");
    if (current.status == RESNETC_OK) {
      rn_cuda.cuStreamSynchronize(cuda->stream);
      rn_cuda_drop_graphs(cuda);
      rn_cuda_end_prefetches(&cuda->prefetches);
      if (cuda->memory)
        rn_cuda.cuMemFree(cuda->memory);
      if (cuda->ownsStream)
        rn_cuda.cuStreamDestroy(cuda->stream);
    }
  }
  if (context->state)
    rn_cuda_unbind(context, context->state, "context_destroy");
}

/// The device, its stream and its memory; what has been made when one of them fails is `close`d.
resnetc_status openDevice(resnetc_context *context, const rn_device_needs &needs,
                          const resnetc_options &options) {
  rn_cuda_context *cuda = rnCudaOf(context);
  rn_cuda_current current(cuda->primary, "context_init");
  resnetc_status status = current.status;
  cuda->stream = static_cast<CUstream>(options.stream);
  if (status == RESNETC_OK && !options.stream) {
    status = RN_CUDA("context_init", cuStreamCreate, &cuda->stream, CU_STREAM_NON_BLOCKING);
    cuda->ownsStream = status == RESNETC_OK;
  }
  return status == RESNETC_OK ? allocate(context, needs) : status;
}

resnetc_status open(resnetc_context *context, const rn_device_needs *needs,
                    const resnetc_options *options) {
  rn_cuda_context *cuda = rnCudaOf(context);
  char why[512];
  if (!rn_cuda_find(options->device, &cuda->gpu, why, sizeof why) ||
      !rn_cuda_suits(&cuda->gpu, context->variant, why, sizeof why))
    return rn_fail(RESNETC_ERROR_DEVICE, "context_init: %s", why);
  cuda->call = "context_init";
  context->watch.wait = rn_cuda_wait;
  context->watch.device = cuda;
  resnetc_status status = rn_cuda_primary(&cuda->gpu, "context_init", &cuda->primary);
  if (status != RESNETC_OK)
    return status;
  resnetc_state *state = context->state;
  context->state = nullptr; // until it is bound
  status = openDevice(context, *needs, *options);
  if (status == RESNETC_OK)
    status = rn_cuda_bind(context, state, "context_init");
  if (status != RESNETC_OK)
    close(context);
  else
    context->state = state;
  return status;
}

/// Whether the caller's memory under a binding is the device's: rates and keys never are.
bool isOnDevice(const resnetc_context *context, const rn_binding &binding) {
  return context->devicePointers && binding.kind != RN_BINDING_KEY &&
         binding.kind != RN_BINDING_HYPER;
}

resnetc_status copyIn(const resnetc_context *context, const rn_binding &binding, const void *from,
                      CUdeviceptr to, int64_t batch) {
  const rn_cuda_context *cuda = rnCudaOf(context);
  const size_t bytes = rn_binding_bytes(&binding, batch);
  if (isOnDevice(context, binding))
    return RN_CUDA(cuda->call, cuMemcpyDtoDAsync, to, reinterpret_cast<CUdeviceptr>(from), bytes,
                   cuda->stream);
  bool found = false;
  if (binding.kind == RN_BINDING_INPUT) {
    resnetc_status status = rn_cuda_take(rnCudaOf(context), from, batch, to, bytes, &found);
    if (status != RESNETC_OK || found)
      return status;
  }
  return RN_CUDA(cuda->call, cuMemcpyHtoDAsync, to, from, bytes, cuda->stream);
}

resnetc_status copyOut(const resnetc_context *context, const rn_binding &binding, void *to,
                       CUdeviceptr from, int64_t batch) {
  const rn_cuda_context *cuda = rnCudaOf(context);
  const size_t bytes = rn_binding_bytes(&binding, batch);
  if (isOnDevice(context, binding))
    return RN_CUDA(cuda->call, cuMemcpyDtoDAsync, reinterpret_cast<CUdeviceptr>(to), from, bytes,
                   cuda->stream);
  return RN_CUDA(cuda->call, cuMemcpyDtoHAsync, to, from, bytes, cuda->stream);
}

/// Inputs in, launches, outputs out. The device's context is current.
resnetc_status start(resnetc_context *context, const rn_function &function, const char *name,
                     CUdeviceptr place, void *const *memory, int64_t batch) {
  rn_cuda_context *cuda = rnCudaOf(context);
  void *places[RN_MAX_BINDINGS];
  resnetc_status status = RESNETC_OK;
  for (int64_t i = 0; i < function.bindingCount; ++i) {
    const rn_binding &binding = function.bindings[i];
    places[i] = reinterpret_cast<void *>(place);
    if (!binding.isOutput && status == RESNETC_OK)
      status = copyIn(context, binding, memory[i], place, batch);
    place += static_cast<CUdeviceptr>(
        rnCudaAlign(static_cast<int64_t>(rn_binding_bytes(&binding, batch))));
  }
  rn_frame frame = {};
  frame.userContext = cuda;
  frame.state = reinterpret_cast<char *>(context->state->copy.data);
  frame.arena = context->arena;
  frame.bindings = places;
  frame.batch = batch;
  frame.constants = reinterpret_cast<const char *>(cuda->constants);
  if (status == RESNETC_OK)
    status = rn_cuda_enter(context, &function, name, &frame);
  for (int64_t i = 0; i < function.bindingCount && status == RESNETC_OK; ++i)
    if (function.bindings[i].isOutput)
      status = copyOut(context, function.bindings[i], memory[i],
                       reinterpret_cast<CUdeviceptr>(places[i]), batch);
  return status;
}

resnetc_status run(resnetc_context *context, resnetc_function function, const char *call,
                   void *const *memory, int64_t batch) {
  rn_cuda_context *cuda = rnCudaOf(context);
  cuda->call = call;
  rn_cuda_current current(cuda->primary, call);
  resnetc_status status = current.status;
  if (status == RESNETC_OK)
    status = rn_cuda_renew(context, function, call);
  if (status == RESNETC_OK)
    status =
        start(context, *rn_function_of(context->variant, function, batch), rn_part_name(function),
              function == RESNETC_TRAIN ? cuda->updateBindings : cuda->bindings, memory, batch);
  cuda->hasUpdated |= function == RESNETC_TRAIN;
  // What has begun must not go on with the caller's memory after the call.
  if (status != RESNETC_OK && current.status == RESNETC_OK)
    rn_cuda.cuStreamSynchronize(cuda->stream);
  return status;
}

resnetc_status finish(resnetc_context *context, const char *call) {
  rn_cuda_context *cuda = rnCudaOf(context);
  if (context->devicePointers && !cuda->hasUpdated) // a state's user need not know of streams
    return RESNETC_OK;
  cuda->hasUpdated = false;
  rn_cuda_current current(cuda->primary, call);
  return current.status == RESNETC_OK ? RN_CUDA(call, cuStreamSynchronize, cuda->stream)
                                      : current.status;
}

resnetc_status read(const resnetc_context *context, int64_t offset, void *to, int64_t bytes,
                    const char *call) {
  rn_cuda_context *cuda = rnCudaOf(context);
  rn_cuda_current current(cuda->primary, call);
  resnetc_status status = current.status;
  if (status == RESNETC_OK)
    status = RN_CUDA(call, cuMemcpyDtoHAsync, to, cuda->memory + static_cast<CUdeviceptr>(offset),
                     static_cast<size_t>(bytes), cuda->stream);
  if (status == RESNETC_OK)
    status = RN_CUDA(call, cuStreamSynchronize, cuda->stream);
  return status;
}

} // namespace

extern "C" {

const rn_device rn_cuda_device = {"cuda",
                                  sizeof(rn_cuda_context),
                                  rn_cuda_fits,
                                  open,
                                  close,
                                  rn_cuda_bind,
                                  rn_cuda_unbind,
                                  rn_cuda_download,
                                  run,
                                  rn_cuda_prefetch,
                                  finish,
                                  read};

} // extern "C"
