/* two_models.c - runs two models that were linked into one program. Every weight is 0.25, every input 1. */
#ifdef TWO_BUILDS
#include "one.h"
#include "two.h"
#define FIRST one_api()
#define SECOND two_api()
#else
#include "other.h"
#include "tiny.h"
#define FIRST tiny_api()
#define SECOND other_api()
#endif

#include <stdio.h>
#include <stdlib.h>

#define CHECK(CALL)                                                                                \
  do {                                                                                             \
    resnetc_status status = (CALL);                                                                \
    if (status != RESNETC_OK) {                                                                    \
      fprintf(stderr, "%s: %s\n", #CALL, api->last_error());                                       \
      return 1;                                                                                    \
    }                                                                                              \
  } while (0)

static void *allocate(size_t bytes) {
  size_t rounded = (bytes + RESNETC_ALIGNMENT - 1) / RESNETC_ALIGNMENT * RESNETC_ALIGNMENT;
  return aligned_alloc(RESNETC_ALIGNMENT, rounded);
}

static int run(const resnetc_api *api) {
  resnetc_model_info info = {.struct_size = sizeof info};
  CHECK(api->info(api, &info));
  size_t bytes;
  CHECK(api->state_bytes(api, &bytes));
  void *stateMemory = allocate(bytes);
  resnetc_state *state;
  CHECK(api->state_init(api, stateMemory, bytes, &state));
  for (int64_t i = 0; i < info.tensor_count; ++i) {
    resnetc_tensor_info tensor;
    CHECK(api->tensor(api, i, &tensor));
    size_t count = 1;
    for (int d = 0; d < tensor.rank; ++d)
      count *= (size_t)tensor.shape[d];
    float *values = malloc(count * sizeof *values);
    for (size_t j = 0; j < count; ++j)
      values[j] = 0.25f;
    CHECK(api->tensor_set(state, tensor.name, values, count));
    free(values);
  }
  CHECK(api->seal(state));
  CHECK(api->workspace_bytes(api, RESNETC_INFER, 2, &bytes));
  void *contextMemory = allocate(bytes);
  resnetc_context *context;
  CHECK(api->context_init(state, RESNETC_INFER, 2, NULL, contextMemory, bytes, &context));
  size_t inputs = 2 * (size_t)(info.input_shape[0] * info.input_shape[1] * info.input_shape[2]);
  float *x = malloc(inputs * sizeof *x), y[2 * 16];
  for (size_t i = 0; i < inputs; ++i)
    x[i] = 1.0f;
  CHECK(api->infer(context, x, 2, y));
  api->context_destroy(context);
  /* Equal images have equal logits, and equal weights equal classes. */
  for (int64_t i = 0; i < 2 * info.output_shape[0]; ++i)
    if (!(y[i] > 0.0f && y[i] == y[0])) {
      fprintf(stderr, "%s: output %d is %g beside %g\n", info.name, (int)i, y[i], y[0]);
      return 1;
    }
  printf("%s: mode %s, %d outputs\n", info.name, info.mode, (int)info.output_shape[0]);
  free(x);
  free(contextMemory);
  free(stateMemory);
  return 0;
}

int main(void) { return run(FIRST) || run(SECOND); }
