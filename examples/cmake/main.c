/* A model that the build compiled, by the functions of its own header. This program owns all memory, and the
 * variables are what training would begin with, but for the filters, which are all alike. */
#include "resnet20.h"

#include <stdio.h>
#include <stdlib.h>

static void require(resnetc_status status) {
  if (status == RESNETC_OK)
    return;
  fprintf(stderr, "resnet20: %s\n", resnet20_last_error());
  exit(1);
}

/* Memory as a state or a context wants it. */
static void *allocate(size_t bytes) {
  void *memory =
      aligned_alloc(RESNETC_ALIGNMENT, (bytes + 63) / RESNETC_ALIGNMENT * RESNETC_ALIGNMENT);
  if (!memory)
    exit(1);
  return memory;
}

static void fill(resnetc_state *state) {
  resnetc_tensor_info tensor;
  for (int64_t i = 0; resnet20_tensor(i, &tensor) == RESNETC_OK; ++i) {
    size_t count = 1;
    for (int d = 0; d < tensor.rank; ++d)
      count *= (size_t)tensor.shape[d];
    float *values = allocate(count * sizeof *values), initial = 0.01f;
    if (tensor.role != RESNETC_ROLE_CONV_WEIGHT && tensor.role != RESNETC_ROLE_LINEAR_WEIGHT)
      require(resnet20_tensor_initial(i, &initial));
    for (size_t j = 0; j < count; ++j)
      values[j] = initial;
    require(resnet20_tensor_set(state, tensor.name, values, count));
    free(values);
  }
}

int main(void) {
  size_t bytes;
  resnetc_state *state;
  require(resnet20_state_bytes(&bytes));
  void *stateMemory = allocate(bytes);
  require(resnet20_state_init(stateMemory, bytes, &state));
  fill(state);
  require(resnet20_seal(state));

  resnetc_context *context;
  require(resnet20_workspace_bytes(RESNETC_INFER, 1, &bytes));
  void *contextMemory = allocate(bytes);
  require(resnet20_context_init(state, RESNETC_INFER, 1, NULL, contextMemory, bytes, &context));

  static float x[resnet20_INPUT_CHANNELS * resnet20_INPUT_HEIGHT * resnet20_INPUT_WIDTH];
  float logits[resnet20_OUTPUTS];
  for (size_t i = 0; i < sizeof x / sizeof *x; ++i)
    x[i] = (float)(i % 7) / 7;
  require(resnet20_infer(context, x, 1, logits));
  printf("%d logits, the first %g\n", resnet20_OUTPUTS, logits[0]);

  resnet20_context_destroy(context);
  free(contextMemory);
  free(stateMemory);
  return 0;
}
