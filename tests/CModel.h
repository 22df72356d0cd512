/* CModel.h - what the tests' C programs around a compiled model have in common.
 *
 * A call that fails ends the program with status MODEL_FAILED (1 unless the program defines
 * another), and its text on stderr. Nothing here is kept: every function is given the model's
 * table. */
#ifndef RESNETC_TESTS_CMODEL_H
#define RESNETC_TESTS_CMODEL_H

#include <resnetc/resnetc.h>

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef MODEL_FAILED
#define MODEL_FAILED 1
#endif

/* Ends the program unless `good`. By _exit, as any thread may find a fault. */
static inline void require(const resnetc_api *api, int good, const char *what) {
  if (good)
    return;
  fprintf(stderr, "%s: %s\n", what, api ? api->last_error() : "");
  _exit(MODEL_FAILED);
}

/* The same for a call of the table `api`. */
#define CHECK(api, call) require(api, (call) == RESNETC_OK, #call)

/* The table of a shared library. */
static inline const resnetc_api *openModel(const char *path) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  resnetc_query_fn query = NULL;
  if (library)
    *(void **)&query = dlsym(library, "resnetc_query");
  const resnetc_api *api = query ? query(RESNETC_API_VERSION) : NULL;
  if (!api) {
    fprintf(stderr, "%s: cannot be opened: %s\n", path, library ? "it has no model" : dlerror());
    _exit(MODEL_FAILED);
  }
  return api;
}

static inline resnetc_model_info infoOf(const resnetc_api *api) {
  resnetc_model_info info = {.struct_size = sizeof info};
  CHECK(api, api->info(api, &info));
  return info;
}

/* Memory for a state or a context. */
static inline void *alignedMemory(size_t bytes) {
  const size_t blocks = (bytes + RESNETC_ALIGNMENT - 1) / RESNETC_ALIGNMENT;
  void *memory = aligned_alloc(RESNETC_ALIGNMENT, blocks * RESNETC_ALIGNMENT);
  require(NULL, memory != NULL, "no memory for the program itself");
  return memory;
}

static inline size_t elementsOf(const resnetc_tensor_info *tensor) {
  return (size_t)(tensor->shape[0] * tensor->shape[1] * tensor->shape[2] * tensor->shape[3]);
}

/* Floats of one image. */
static inline size_t inputElements(const resnetc_model_info *info) {
  return (size_t)(info->input_shape[0] * info->input_shape[1] * info->input_shape[2]);
}

/* Sets every tensor, momenta too, and seals: element i of a tensor is valueOf(number of the tensor,
 * the tensor, i). */
typedef float (*ValueOf)(int64_t number, const resnetc_tensor_info *tensor, size_t i);
static inline void setTensors(const resnetc_api *api, resnetc_state *state, ValueOf valueOf) {
  const int64_t count = infoOf(api).tensor_count;
  for (int64_t t = 0; t < count; ++t) {
    resnetc_tensor_info tensor;
    CHECK(api, api->tensor(api, t, &tensor));
    const size_t elements = elementsOf(&tensor);
    float *values = malloc(elements * sizeof *values);
    for (size_t i = 0; i < elements; ++i)
      values[i] = valueOf(t, &tensor, i);
    CHECK(api, api->tensor_set(state, tensor.name, values, elements));
    free(values);
  }
  CHECK(api, api->seal(state));
}

/* With these, equal images have equal logits, and equal weights equal classes. */
static inline float quarter(int64_t number, const resnetc_tensor_info *tensor, size_t i) {
  (void)number, (void)tensor, (void)i;
  return 0.25f;
}

/* `count` floats, all of them 1. */
static inline float *ones(size_t count) {
  float *values = malloc(count * sizeof *values);
  for (size_t i = 0; i < count; ++i)
    values[i] = 1.0f;
  return values;
}

/* Whether the outputs of such images are what they have to be. */
static inline int areEqualAndPositive(const float *y, size_t count) {
  for (size_t i = 0; i < count; ++i)
    if (!(y[i] > 0.0f && y[i] == y[0]))
      return 0;
  return 1;
}

#endif
