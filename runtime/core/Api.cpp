//===- Api.cpp - what a library says of itself ------------------------------------===//
//
// The model's description and its tensors by number. Also ties the list of functions that the
// compiler emits (ApiFunctions.h) to the public struct.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <string.h>

namespace {

#define RN_COUNT(name) +1
constexpr size_t apiHead = 2 * sizeof(uint32_t) + sizeof(void *);
static_assert(sizeof(resnetc_api) == apiHead + sizeof(void *) * (0 RN_API_FUNCTIONS(RN_COUNT)),
              "ApiFunctions.h lists every member of resnetc_api");
#undef RN_COUNT

// Naming each member as a function of its slot's type proves order and signature at compile time.
#define RN_SLOT(name) rn_rt_##name,
[[maybe_unused]] constexpr resnetc_api slotsHaveTheRightTypes = {
    sizeof(resnetc_api), RESNETC_API_VERSION, nullptr, RN_API_FUNCTIONS(RN_SLOT)};
#undef RN_SLOT

static_assert(static_cast<int>(RESNETC_ROLE_MOMENTUM) == RN_ROLE_MOMENTUM &&
                  static_cast<int>(RESNETC_ROLE_SLOPE) == RN_ROLE_SLOPE &&
                  static_cast<int>(RESNETC_ROLE_LOSS_SCALE) == RN_ROLE_LOSS_SCALE &&
                  static_cast<int>(RESNETC_ROLE_RUNNING_VAR) == RN_ROLE_RUNNING_VAR,
              "public and private roles have the same numbers");
static_assert(static_cast<int>(RESNETC_F32) == RN_ELEMENT_F32 &&
                  static_cast<int>(RESNETC_I64) == RN_ELEMENT_I64 &&
                  static_cast<int>(RESNETC_U8) == RN_ELEMENT_U8,
              "public and private element types have the same numbers");

/// The variant to describe: the one this machine runs, else the first (all have the same tensors).
const rn_variant *described(const rn_model *model) {
  resnetc_status ignored;
  const rn_variant *variant = rn_choose_variant(model, &rnAnyPlace, "info", &ignored);
  return variant ? variant : &model->variants[0];
}

bool isFirstOfKind(const rn_model *model, int32_t index) {
  const char *kind = rn_kind_of(&model->variants[index]);
  for (int32_t i = 0; i < index; ++i)
    if (strcmp(rn_kind_of(&model->variants[i]), kind) == 0)
      return false;
  return true;
}

int64_t namedCount(const rn_variant *variant) {
  int64_t count = 0;
  while (count < variant->tensorCount && variant->tensors[count].role != RN_ROLE_DERIVED)
    ++count;
  return count;
}

/// Tensor number `index`, about which a `function` is to say something in `*out`; null, with a text
/// for last_error, when one of these is not there.
const rn_tensor *describedTensor(const resnetc_api *api, int64_t index, const void *out,
                                 const char *function) {
  if (!api || !api->model || !out) {
    rn_fail(RESNETC_ERROR_ARGUMENT, "%s: api and what is to be filled in must not be null",
            function);
    return nullptr;
  }
  const rn_variant *variant = described(static_cast<const rn_model *>(api->model));
  const int64_t count = namedCount(variant);
  if (index < 0 || index >= count) {
    rn_fail(RESNETC_ERROR_ARGUMENT, "%s: index %lld is outside [0, %lld)", function,
            static_cast<long long>(index), static_cast<long long>(count));
    return nullptr;
  }
  return &variant->tensors[index];
}

} // namespace

extern "C" {

int64_t rn_find_tensor(const rn_variant *variant, int64_t count, const char *name, size_t length) {
  for (int64_t i = 0; i < count; ++i)
    if (strncmp(variant->tensors[i].name, name, length) == 0 && !variant->tensors[i].name[length])
      return i;
  return -1;
}

resnetc_status rn_rt_info(const resnetc_api *api, resnetc_model_info *info) {
  if (!api || !info)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "info: api and info must not be null");
  if (info->struct_size < sizeof(uint32_t))
    return rn_fail(RESNETC_ERROR_ARGUMENT, "info: set struct_size to sizeof(resnetc_model_info)");
  auto *model = static_cast<const rn_model *>(api->model);
  if (!model || model->abiVersion != RN_ABI_VERSION || model->variantCount < 1)
    return rn_fail(RESNETC_ERROR_INTERNAL, "the library's model table is not of ABI version %d",
                   RN_ABI_VERSION);
  resnetc_status status = RESNETC_OK;
  const rn_variant *usable = rn_choose_variant(model, &rnAnyPlace, "info", &status);
  const rn_variant *variant = usable ? usable : &model->variants[0];

  resnetc_model_info full = {};
  full.struct_size = info->struct_size;
  full.has_weights = model->weights != nullptr;
  full.name = model->name;
  full.mode = model->mode;
  full.precision = model->precision;
  full.isa = usable ? usable->isa : "";
  full.recipe = model->recipe;
  full.output_rank = model->outputRank;
  for (int i = 0; i < 3; ++i) {
    full.input_shape[i] = model->inputShape[i];
    full.output_shape[i] = i < model->outputRank ? model->outputShape[i] : 1;
  }
  full.tensor_count = namedCount(variant);
  for (int64_t i = 0; i < full.tensor_count; ++i)
    if (variant->tensors[i].trainable)
      full.parameters += rn_elements(&variant->tensors[i]);
  full.multiply_adds = model->multiplyAdds;
  full.ignored_prefixes = model->ignoredPrefixes ? model->ignoredPrefixes : "";
  full.one_pixel_norm = model->onePixelNorm;
  full.network_hash = model->networkHash;
  full.compiler = model->compiler;
  full.input_scale = model->inputScale > 0 ? model->inputScale : 1;
  full.gradient_buckets = variant->bucketCount;
  full.device = rn_kind_of(variant);
  memcpy(info, &full, info->struct_size < sizeof full ? info->struct_size : sizeof full);
  return RESNETC_OK;
}

resnetc_status rn_rt_device(const resnetc_api *api, int64_t index, resnetc_device_info *info) {
  if (!api || !api->model || !info)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "device: api and info must not be null");
  if (info->struct_size < sizeof(uint32_t))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "device: set struct_size to sizeof(resnetc_device_info)");
  auto *model = static_cast<const rn_model *>(api->model);
  int64_t kinds = 0;
  const rn_variant *first = nullptr; // of the kind that is asked for
  for (int32_t i = 0; i < model->variantCount && !first; ++i)
    if (isFirstOfKind(model, i) && kinds++ == index)
      first = &model->variants[i];
  if (!first)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "device: index %lld is outside [0, %lld)",
                   static_cast<long long>(index), static_cast<long long>(kinds));
  const rn_place place = {rn_kind_of(first), -1};
  resnetc_status status;
  const rn_variant *usable = rn_choose_variant(model, &place, "device", &status);
  resnetc_device_info full = {info->struct_size, place.kind, usable ? usable->isa : ""};
  memcpy(info, &full, info->struct_size < sizeof full ? info->struct_size : sizeof full);
  return RESNETC_OK;
}

resnetc_status rn_rt_tensor(const resnetc_api *api, int64_t index, resnetc_tensor_info *info) {
  const rn_tensor *tensor = describedTensor(api, index, info, "tensor");
  if (!tensor)
    return RESNETC_ERROR_ARGUMENT;
  info->name = tensor->name;
  info->role = static_cast<resnetc_role>(tensor->role);
  info->rank = tensor->rank;
  for (int i = 0; i < 4; ++i)
    info->shape[i] = i < tensor->rank ? tensor->shape[i] : 1;
  return RESNETC_OK;
}

resnetc_status rn_rt_binding(const resnetc_api *api, resnetc_function function, int64_t index,
                             resnetc_binding_info *info) {
  if (!api || !api->model || !info)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "binding: api and info must not be null");
  auto *model = static_cast<const rn_model *>(api->model);
  const rn_variant *variant = described(model);
  resnetc_status status = rn_check_mode(model, variant, function);
  if (status != RESNETC_OK)
    return status;
  // A training step takes what grad does, then what the update does.
  const rn_function &first = function == RESNETC_INFER ? variant->infer[0] : variant->grad[0];
  int64_t more = function == RESNETC_TRAIN ? variant->update.bindingCount : 0;
  if (index < 0 || index >= first.bindingCount + more)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "binding: index %lld is outside [0, %lld)",
                   static_cast<long long>(index),
                   static_cast<long long>(first.bindingCount + more));
  const rn_binding &binding = index < first.bindingCount
                                  ? first.bindings[index]
                                  : variant->update.bindings[index - first.bindingCount];
  info->name = binding.name;
  info->element = static_cast<resnetc_element>(binding.element);
  info->is_output = binding.isOutput;
  info->batched = binding.batched;
  info->rank = static_cast<int32_t>(binding.rank);
  for (int i = 0; i < 4; ++i)
    info->shape[i] = binding.shape[i];
  return RESNETC_OK;
}

resnetc_status rn_rt_tensor_initial(const resnetc_api *api, int64_t index, float *value) {
  const rn_tensor *tensor = describedTensor(api, index, value, "tensor_initial");
  if (!tensor)
    return RESNETC_ERROR_ARGUMENT;
  *value = tensor->initial;
  return RESNETC_OK;
}

resnetc_status rn_rt_tensor_trainable(const resnetc_api *api, int64_t index, int32_t *value) {
  const rn_tensor *tensor = describedTensor(api, index, value, "tensor_trainable");
  if (!tensor)
    return RESNETC_ERROR_ARGUMENT;
  *value = tensor->trainable;
  return RESNETC_OK;
}

} // extern "C"
