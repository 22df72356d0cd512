/* A model of bytes, `pixels`, through its own header, beside its twin that takes floats, `numbers`. */
#include <pixels.h>

#include <numbers.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  batch = 3,
  pixels_ = pixels_INPUT_HEIGHT * pixels_INPUT_WIDTH,
  channels = pixels_INPUT_CHANNELS
};

struct model {
  const resnetc_api *api;
  void *memory[2];
  resnetc_state *state;
  resnetc_context *context;
};

static void *aligned(size_t bytes) {
  char *memory = malloc(bytes + RESNETC_ALIGNMENT);
  return memory + RESNETC_ALIGNMENT - (size_t)memory % RESNETC_ALIGNMENT;
}

static int fails(struct model *model, const char *what, resnetc_status status) {
  if (status != RESNETC_OK)
    printf("%s: %s\n", what, model->api->last_error());
  return status != RESNETC_OK;
}

static int open_model(struct model *model, const resnetc_api *api) {
  size_t bytes = 0, i;
  resnetc_tensor_info tensor;
  int64_t index;
  float values[4096];
  model->api = api;
  api->state_bytes(api, &bytes);
  if (fails(model, "state", api->state_init(api, aligned(bytes), bytes, &model->state)))
    return 1;
  for (index = 0; api->tensor(api, index, &tensor) == RESNETC_OK; ++index) {
    size_t count = (size_t)(tensor.shape[0] * tensor.shape[1] * tensor.shape[2] * tensor.shape[3]);
    for (i = 0; i < count; ++i)
      values[i] =
          (float)(i * 37 % 101) / 101 - (tensor.role == RESNETC_ROLE_RUNNING_VAR ? -0.1f : 0.3f);
    if (tensor.role != RESNETC_ROLE_MOMENTUM)
      api->tensor_set(model->state, tensor.name, values, count);
  }
  if (fails(model, "seal", api->seal(model->state)))
    return 1;
  api->workspace_bytes(api, RESNETC_TRAIN, batch, &bytes);
  return fails(model, "context",
               api->context_init(model->state, RESNETC_TRAIN, batch, NULL, aligned(bytes), bytes,
                                 &model->context));
}

static int differ(const char *what, const float *a, const float *b, int count) {
  int i, bad = 0;
  for (i = 0; i < count; ++i)
    if (!(fabsf(a[i] - b[i]) <= 1e-4f * (1 + fabsf(b[i])))) {
      printf("%s: %g beside %g\n", what, a[i], b[i]);
      bad = 1;
    }
  return bad;
}

int main(void) {
  struct model bytes, floats;
  static uint8_t x[batch * pixels_ * channels];
  static float numbers[batch * pixels_ * channels];
  float y[batch * pixels_OUTPUTS], wanted[batch * pixels_OUTPUTS], result[2], other[2];
  int64_t labels[batch] = {0, 1, 1};
  resnetc_hyper hyper = {sizeof hyper, 0.1f, 0.9f, 0, 0, 0};
  int n, c, p, bad, step;
  if (open_model(&bytes, pixels_api()) || open_model(&floats, numbers_api()))
    return 1;
  for (n = 0; n < batch; ++n)
    for (c = 0; c < channels; ++c)
      for (p = 0; p < pixels_; ++p) {
        uint8_t byte = (uint8_t)(n * 91 + c * 53 + p * 7);
        x[(n * pixels_ + p) * channels + c] = byte;
        numbers[(n * channels + c) * pixels_ + p] = (float)byte / 255;
      }
  bad = fails(&bytes, "infer", pixels_infer(bytes.context, x, batch, y));
  bad |= fails(&floats, "infer", numbers_infer(floats.context, numbers, batch, wanted));
  bad |= differ("logits", y, wanted, batch * pixels_OUTPUTS);
  bad |= fails(&bytes, "grad", pixels_grad(bytes.context, x, labels, batch, result));
  bad |= fails(&floats, "grad", numbers_grad(floats.context, numbers, labels, batch, other));
  bad |= differ("loss", result, other, 2);
  for (step = 0; step < 3; ++step) {
    bad |=
        fails(&bytes, "step", pixels_train_step(bytes.context, x, labels, batch, &hyper, result));
    bad |= fails(&floats, "step",
                 numbers_train_step(floats.context, numbers, labels, batch, &hyper, other));
    bad |= differ("loss of a step", result, other, 2);
  }
  /* Floats are refused by a model of bytes, and so is what is missing. */
  if (bytes.api->infer(bytes.context, numbers, batch, y) != RESNETC_ERROR_ARGUMENT)
    bad = 1;
  printf("%s\n", bytes.api->last_error());
  if (bytes.api->train_step(bytes.context, numbers, labels, batch, &hyper, result) !=
      RESNETC_ERROR_ARGUMENT)
    bad = 1;
  if (pixels_infer(bytes.context, NULL, batch, y) != RESNETC_ERROR_ARGUMENT)
    bad = 1;
  printf("%s\n", pixels_last_error());
  if (pixels_train_step(bytes.context, x, labels, batch, NULL, result) != RESNETC_ERROR_ARGUMENT)
    bad = 1;
  printf("%s\n", pixels_last_error());
  if (pixels_infer(bytes.context, x, -1, y) != RESNETC_ERROR_SHAPE)
    bad = 1;
  puts(bad ? "wrong" : "right");
  return bad;
}
