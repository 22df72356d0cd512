//===- Gradients.cpp - what grad has left in a context -----------------------------===//
//
// One gradient by name, as its user knows it, or all of them in buckets as they lie.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <string.h>

namespace {

constexpr char lossScale[] = "loss_scale";

resnetc_status checkGradients(const resnetc_context *context, const char *call) {
  if (!rn_is_context(context))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "%s: the context is null, destroyed or was never initialised", call);
  if (!context->hasGradients)
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "%s: the context's latest call was not a successful grad", call);
  return RESNETC_OK;
}

/// What the gradients in the context are multiplied by: 1 but in fp16.
resnetc_status findLossScale(const resnetc_context *context, float *scale) {
  *scale = 1;
  const int64_t index =
      rn_find_tensor(context->variant, context->namedCount, lossScale, strlen(lossScale));
  if (index < 0 || context->variant->tensors[index].role != RN_ROLE_LOSS_SCALE)
    return RESNETC_OK;
  const resnetc_status status = rn_download(context->state, "gradient_get");
  memcpy(scale, context->state->data + context->variant->tensors[index].stateOffset, sizeof *scale);
  return status;
}

} // namespace

extern "C" {

resnetc_status rn_rt_gradient_get(const resnetc_context *context, const char *name, float *values,
                                  size_t count) {
  resnetc_status status = checkGradients(context, "gradient_get");
  if (status != RESNETC_OK)
    return status;
  if (!name || !values)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "gradient_get: name and values must not be null");
  int64_t index = rn_find_tensor(context->variant, context->namedCount, name, strlen(name));
  if (index < 0 || context->variant->tensors[index].gradientOffset < 0)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "gradient_get: %s has no trainable tensor '%.200s'",
                   context->model->name, name);
  const rn_tensor &tensor = context->variant->tensors[index];
  if (count != static_cast<size_t>(rn_elements(&tensor)))
    return rn_fail(RESNETC_ERROR_SHAPE, "gradient_get: '%s' has %lld elements, got %zu", name,
                   static_cast<long long>(rn_elements(&tensor)), count);
  const float *stored = reinterpret_cast<const float *>(context->arena + tensor.gradientOffset);
  if (const rn_device *device = context->variant->device) {
    status = device->read(context, tensor.gradientOffset, context->gradient,
                          rn_stored_bytes(&tensor), "gradient_get");
    if (status != RESNETC_OK)
      return status;
    stored = context->gradient;
  }
  float scale = 1;
  status = findLossScale(context, &scale);
  if (status != RESNETC_OK)
    return status;
  rn_from_blocked(&tensor, stored, values);
  for (size_t i = 0; scale != 1 && i < count; ++i)
    values[i] /= scale;
  return RESNETC_OK;
}

resnetc_status rn_rt_gradient_bucket(resnetc_context *context, int64_t index, float **values,
                                     size_t *count) {
  resnetc_status status = checkGradients(context, "gradient_bucket");
  if (status != RESNETC_OK)
    return status;
  if (!values || !count)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "gradient_bucket: values and count must not be null");
  const rn_variant *variant = context->variant;
  if (index < 0 || index >= variant->bucketCount)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "gradient_bucket: index %lld is outside [0, %lld)",
                   static_cast<long long>(index), static_cast<long long>(variant->bucketCount));
  int64_t begin = index > 0 ? variant->bucketEnds[index - 1] : 0;
  *values = reinterpret_cast<float *>(context->arena + begin);
  *count = static_cast<size_t>(variant->bucketEnds[index] - begin) / sizeof(float);
  return RESNETC_OK;
}

} // extern "C"
