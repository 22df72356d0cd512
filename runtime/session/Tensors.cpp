//===- Tensors.cpp - DLPack's tensors as input and output ------------------------------===//
//
// Tensors are checked as a whole before any of their memory is touched.
//
//===----------------------------------------------------------------------===//
#include "runtime/session/Locks.h"
#include "runtime/session/Problem.h"
#include "runtime/session/Session.h"

#include <string.h>

namespace resnetc::session {
namespace {

constexpr int maxRank = 4;

/// Extents of a whole batch.
struct Shape {
  int rank = 0;
  int64_t extents[maxRank] = {};

  size_t elements() const {
    size_t count = 1;
    for (int i = 0; i < rank; ++i)
      count *= static_cast<size_t>(extents[i]);
    return count;
  }
};

Shape batched(int64_t batch, const int64_t *extents, int64_t rank) {
  Shape shape;
  shape.rank = static_cast<int>(rank) + 1;
  shape.extents[0] = batch;
  memcpy(shape.extents + 1, extents, static_cast<size_t>(rank) * sizeof *extents);
  return shape;
}

char *dataOf(const DLTensor &tensor) {
  return static_cast<char *>(tensor.data) + tensor.byte_offset;
}

/// Whether elements lie one behind the other in row-major order. Strides of extents of one say nothing.
bool isDense(const DLTensor &tensor) {
  if (!tensor.strides)
    return true;
  int64_t expected = 1;
  for (int i = tensor.ndim - 1; i >= 0; --i) {
    if (tensor.shape[i] != 1 && tensor.strides[i] != expected)
      return false;
    expected *= tensor.shape[i];
  }
  return true;
}

/// What the elements of a tensor are.
struct Element {
  DLDataTypeCode code;
  size_t bytes;
  const char *name;
};
constexpr Element f32 = {kDLFloat, sizeof(float), "f32"}, u8 = {kDLUInt, 1, "u8"};

/// What holds for either tensor: device, element, rank and address.
resnetc_status checkKind(const resnetc_session &session, const char *name, const DLTensor *tensor,
                         int rank, const Element &element) {
  if (!tensor || !tensor->shape)
    return fail(RESNETC_ERROR_ARGUMENT, "%s: is null, or has no shape", name);
  const bool onDevice = session.hasOptions && session.options.device_pointers;
  const DLDevice wanted = {onDevice ? kDLCUDA : kDLCPU, onDevice ? session.options.device : 0};
  // Memory that a driver has pinned is the processor's all the same.
  const bool isHost = tensor->device.device_type == kDLCUDAHost && !onDevice;
  if ((tensor->device.device_type != wanted.device_type && !isHost) ||
      (onDevice && tensor->device.device_id != wanted.device_id))
    return fail(RESNETC_ERROR_ARGUMENT,
                "%s: lies on device %d of type %d, expects %d of type %d (DLDeviceType)", name,
                tensor->device.device_id, static_cast<int>(tensor->device.device_type),
                wanted.device_id, static_cast<int>(wanted.device_type));
  if (tensor->dtype.code != element.code || tensor->dtype.bits != 8 * element.bytes ||
      tensor->dtype.lanes != 1)
    return fail(RESNETC_ERROR_ARGUMENT,
                "%s: has elements of code %d, %d bits and %d lanes (DLDataType), expects %s", name,
                tensor->dtype.code, tensor->dtype.bits, tensor->dtype.lanes, element.name);
  if (tensor->ndim != rank)
    return fail(RESNETC_ERROR_SHAPE, "%s: has %d dimensions, expects %d", name, tensor->ndim, rank);
  return RESNETC_OK;
}

resnetc_status checkData(const char *name, const DLTensor &tensor, const Element &element) {
  if (!tensor.data)
    return fail(RESNETC_ERROR_ARGUMENT, "%s: has no data", name);
  if (reinterpret_cast<uintptr_t>(dataOf(tensor)) % element.bytes != 0)
    return fail(RESNETC_ERROR_ARGUMENT, "%s: its address is no multiple of 4", name);
  return RESNETC_OK;
}

resnetc_status checkShape(const char *name, const DLTensor &tensor, const Shape &shape) {
  for (int i = 0; i < shape.rank; ++i)
    if (tensor.shape[i] != shape.extents[i])
      return fail(RESNETC_ERROR_SHAPE, "%s: dimension %d is %lld, expects %lld", name, i,
                  static_cast<long long>(tensor.shape[i]),
                  static_cast<long long>(shape.extents[i]));
  return RESNETC_OK;
}

/// Copies a tensor of rank 4 and any strides to dense memory.
template <typename T> void gather(const DLTensor &tensor, void *to) {
  auto *data = reinterpret_cast<const T *>(dataOf(tensor));
  auto *dense = static_cast<T *>(to);
  const int64_t *shape = tensor.shape, *strides = tensor.strides;
  for (int64_t i = 0; i < shape[0]; ++i)
    for (int64_t j = 0; j < shape[1]; ++j)
      for (int64_t k = 0; k < shape[2]; ++k) {
        const T *row = data + i * strides[0] + j * strides[1] + k * strides[2];
        for (int64_t l = 0; l < shape[3]; ++l)
          *dense++ = row[l * strides[3]];
      }
}

/// Of a batch of inputs, as it lies in memory.
Shape inputShape(const resnetc_session &session, int64_t batch) {
  const int64_t *chw = session.info.input_shape;
  const int64_t hwc[] = {chw[1], chw[2], chw[0]};
  return batched(batch, session.takesBytes ? hwc : chw, 3);
}

resnetc_status check(const resnetc_session &session, const DLTensor *x, const DLTensor *output) {
  const resnetc_model_info &info = session.info;
  const Element &element = session.takesBytes ? u8 : f32;
  if (resnetc_status status = checkKind(session, "x", x, maxRank, element))
    return status;
  const int64_t batch = x->shape[0];
  if (batch < 1 || batch > INT32_MAX)
    return fail(RESNETC_ERROR_SHAPE, "x: has %lld images, expects 1 to %d",
                static_cast<long long>(batch), INT32_MAX);
  if (resnetc_status status = checkShape("x", *x, inputShape(session, batch)))
    return status;
  const Shape expected = batched(batch, info.output_shape, info.output_rank);
  if (resnetc_status status = checkKind(session, "output", output, expected.rank, f32))
    return status;
  if (resnetc_status status = checkShape("output", *output, expected))
    return status;
  if (resnetc_status status = checkData("x", *x, element))
    return status;
  if (resnetc_status status = checkData("output", *output, f32))
    return status;
  if (!isDense(*output))
    return fail(RESNETC_ERROR_ARGUMENT, "output: has strides, expects a dense row-major tensor");
  if (x->device.device_type != kDLCPU && !isDense(*x))
    return fail(RESNETC_ERROR_ARGUMENT,
                "x: has strides, expects a dense row-major tensor on a device");
  return RESNETC_OK;
}

/// The elements of x, dense: its own, or a copy in the context. Null where there is no memory.
void *denseInput(const resnetc_session &session, const DLTensor &x, size_t bytes,
                 Context &context) {
  if (isDense(x))
    return dataOf(x);
  void *copy = context.room(bytes);
  if (copy && session.takesBytes)
    gather<uint8_t>(x, copy);
  else if (copy)
    gather<float>(x, copy);
  return copy;
}

/// A call of infer, or, on bytes, of run.
resnetc_status infer(const resnetc_session &session, Context &context, void *x, size_t bytes,
                     int64_t batch, const DLTensor &output) {
  auto *result = reinterpret_cast<float *>(dataOf(output));
  if (!session.takesBytes)
    return session.api->infer(context.handle(), static_cast<const float *>(x), batch, result);
  const resnetc_model_info &info = session.info;
  const size_t floats = batched(batch, info.output_shape, info.output_rank).elements();
  const resnetc_binding arrays[] = {{"input", x, bytes},
                                    {"output", result, floats * sizeof(float)}};
  return session.api->run(context.handle(), RESNETC_INFER, batch, arrays, 2);
}

} // namespace
} // namespace resnetc::session

using namespace resnetc::session;

resnetc_status resnetc_session_infer_tensor(resnetc_session *session, const DLTensor *x,
                                            const DLTensor *output) {
  if (!session)
    return fail(RESNETC_ERROR_ARGUMENT, "resnetc_session_infer_tensor: session is null");
  if (resnetc_status status = check(*session, x, output))
    return status;
  if (resnetc_status status = makeReady(session))
    return status;
  HoldShared hold(session->variables);
  Context *context = nullptr;
  const int64_t batch = x->shape[0];
  if (resnetc_status status = session->pool.take(session->source(), batch, context))
    return status;
  const size_t bytes =
      inputShape(*session, batch).elements() * (session->takesBytes ? u8 : f32).bytes;
  void *input = denseInput(*session, *x, bytes, *context);
  resnetc_status status = input ? infer(*session, *context, input, bytes, batch, *output)
                                : fail(RESNETC_ERROR_MEMORY, "no memory for a dense copy of x");
  if (input && status != RESNETC_OK)
    failedCall(session->api, status);
  session->pool.giveBack(context);
  return status;
}
