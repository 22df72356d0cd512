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

#include "tests/CModel.h"

static void run(const resnetc_api *api) {
  enum { Batch = 2, MostOutputs = 16 };
  const resnetc_model_info info = infoOf(api);
  size_t bytes;
  CHECK(api, api->state_bytes(api, &bytes));
  void *stateMemory = alignedMemory(bytes);
  resnetc_state *state;
  CHECK(api, api->state_init(api, stateMemory, bytes, &state));
  setTensors(api, state, quarter);
  CHECK(api, api->workspace_bytes(api, RESNETC_INFER, Batch, &bytes));
  void *contextMemory = alignedMemory(bytes);
  resnetc_context *context;
  CHECK(api, api->context_init(state, RESNETC_INFER, Batch, NULL, contextMemory, bytes, &context));
  float *x = ones(Batch * inputElements(&info)), y[Batch * MostOutputs];
  CHECK(api, api->infer(context, x, Batch, y));
  api->context_destroy(context);
  require(api, areEqualAndPositive(y, Batch * (size_t)info.output_shape[0]), "a wrong value");
  printf("%s: mode %s, %d outputs\n", info.name, info.mode, (int)info.output_shape[0]);
  free(x);
  free(contextMemory);
  free(stateMemory);
}

int main(void) {
  run(FIRST);
  run(SECOND);
  return 0;
}
