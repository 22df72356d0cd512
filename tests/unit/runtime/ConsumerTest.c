/*===- ConsumerTest.c - a user of a compiled model, in C ----------------------------===
 *
 * Trains and runs the fake model through its generated header, as any program would: the header
 * must be C99, and every wrapper must reach its function.
 *
 *===----------------------------------------------------------------------===*/
#define _POSIX_C_SOURCE 200112L
#include "fake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                           \
  if (!(condition)) {                                                                              \
    fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #condition, fake_last_error());         \
    return 1;                                                                                      \
  }

enum { Batch = 12, Pixels = fake_INPUT_CHANNELS * fake_INPUT_HEIGHT * fake_INPUT_WIDTH };

static void *allocate(size_t bytes) {
  void *memory = NULL;
  return posix_memalign(&memory, RESNETC_ALIGNMENT, bytes) == 0 ? memory : NULL;
}

static int setTensors(resnetc_state *state) {
  static const float zeros[640];
  const float one = 1;
  CHECK(fake_tensor_set(state, "bn.weight", &one, 1) == RESNETC_OK);
  CHECK(fake_tensor_set(state, "bn.bias", zeros, 1) == RESNETC_OK);
  CHECK(fake_tensor_set(state, "bn.running_mean", zeros, 1) == RESNETC_OK);
  CHECK(fake_seal(state) == RESNETC_ERROR_WEIGHTS);
  CHECK(strstr(fake_last_error(), "bn.running_var, fc.weight, fc.bias") != NULL);
  CHECK(fake_tensor_set(state, "bn.running_var", &one, 1) == RESNETC_OK);
  CHECK(fake_tensor_set(state, "fc.weight", zeros, 640) == RESNETC_OK);
  CHECK(fake_tensor_set(state, "fc.bias", zeros, 10) == RESNETC_OK);
  CHECK(fake_load_weights(state, NULL, 0) == RESNETC_ERROR_WEIGHTS);
  return 0;
}

static void countLaunch(void *count, const resnetc_launch_event *event) {
  *(int64_t *)count += event->end_ns >= event->start_ns;
}

/* Each image is bright in one place, which is its class: a linear model learns that at once. */
static int trainAndRun(resnetc_context *context) {
  float x[Batch * Pixels] = {0}, y[Batch * fake_OUTPUTS], result[2], first = 0, gradient[10];
  int64_t labels[Batch];
  resnetc_hyper hyper = {sizeof hyper, 0.5f, 0.9f, 1e-4f, 0, 0};
  for (int i = 0; i < Batch; ++i) {
    labels[i] = i % fake_OUTPUTS;
    x[i * Pixels + 5 * labels[i]] = 1;
  }
  CHECK(fake_grad(context, x, labels, Batch, result) == RESNETC_OK);
  CHECK(fake_gradient_get(context, "fc.bias", gradient, 10) == RESNETC_OK);
  first = result[0];
  CHECK(first > 2.30f && first < 2.31f); /* ln 10 */
  for (int step = 0; step < 30; ++step)
    CHECK(fake_train_step(context, x, labels, Batch, &hyper, result) == RESNETC_OK);
  CHECK(result[0] < first / 4 && result[1] == Batch);
  CHECK(fake_infer(context, x, Batch, y) == RESNETC_OK);
  CHECK(y[3 * fake_OUTPUTS + 3] > y[3 * fake_OUTPUTS + 4]);
  CHECK(fake_infer(context, x, Batch + 1, y) == RESNETC_ERROR_SHAPE);
  int64_t launches = 0;
  resnetc_launch_info info = {sizeof info, NULL, NULL, NULL, NULL, 0, 0, 0};
  CHECK(fake_launch("infer", Batch, 1, &info) == RESNETC_OK);
  CHECK(strcmp(info.layer, "fc") == 0 && info.flops == 2 * Batch * 640);
  CHECK(fake_context_hook(context, countLaunch, &launches) == RESNETC_OK);
  CHECK(fake_infer(context, x, Batch, y) == RESNETC_OK && launches == 2);
  CHECK(fake_context_hook(context, NULL, NULL) == RESNETC_OK);
  CHECK(fake_cancel(context) == RESNETC_OK);
  return 0;
}

int main(void) {
  resnetc_model_info info;
  resnetc_tensor_info tensor;
  resnetc_options options = {sizeof options, 2, NULL, NULL, 0, 0, NULL, NULL};
  resnetc_state *state = NULL;
  resnetc_context *context = NULL;
  size_t stateBytes = 0, contextBytes = 0;
  float weights[640];
  memset(&info, 0, sizeof info);
  info.struct_size = sizeof info;
  CHECK(resnetc_query(RESNETC_API_VERSION) == fake_api());
  CHECK(resnetc_query(RESNETC_API_VERSION + 1) == NULL);
  CHECK(fake_info(&info) == RESNETC_OK && strcmp(info.name, "fake") == 0);
  CHECK(info.network_hash == fake_NETWORK_HASH);
  CHECK(fake_tensor(info.tensor_count - 1, &tensor) == RESNETC_OK);
  CHECK(tensor.role == RESNETC_ROLE_MOMENTUM);
  CHECK(fake_state_bytes(&stateBytes) == RESNETC_OK);
  void *stateMemory = allocate(stateBytes);
  CHECK(stateMemory && fake_state_init(stateMemory, stateBytes, &state) == RESNETC_OK);
  CHECK(setTensors(state) == 0);
  CHECK(fake_seal(state) == RESNETC_OK);
  CHECK(fake_workspace_bytes(RESNETC_TRAIN, Batch, &contextBytes) == RESNETC_OK);
  void *contextMemory = allocate(contextBytes);
  CHECK(contextMemory && fake_context_init(state, RESNETC_TRAIN, Batch, &options, contextMemory,
                                           contextBytes, &context) == RESNETC_OK);
  CHECK(trainAndRun(context) == 0);
  CHECK(fake_tensor_get(state, "fc.weight", weights, 640) == RESNETC_OK);
  fake_context_destroy(context);
  free(contextMemory);
  free(stateMemory);
  puts("trained and run from C");
  return 0;
}
