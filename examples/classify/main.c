/* classify MODEL.so WEIGHTS.safetensors IMAGE.pgm
 *
 * The class of a grey image (PGM, P5) by any model of one channel, such as the digits' of quickstart.sh. */
#include <resnetc/session.h>

#include <stdio.h>
#include <stdlib.h>

static int fail(const char *text) {
  fprintf(stderr, "classify: %s\n", text);
  return 1;
}

/* Pixels as the file has them, 0 to `most`; NULL where it is no such image of that size. */
static float *readImage(const char *path, int64_t height, int64_t width) {
  FILE *file = fopen(path, "rb");
  long long w = 0, h = 0, most = 0;
  float *pixels = NULL;
  if (file && fscanf(file, "P5 %lld %lld %lld", &w, &h, &most) == 3 && w == width && h == height &&
      most > 0 && most < 256 && fgetc(file) != EOF) {
    const size_t count = (size_t)(w * h);
    pixels = malloc(count * sizeof *pixels);
    for (size_t i = 0; pixels && i < count; ++i) {
      int byte = fgetc(file);
      pixels[i] = byte == EOF ? 0 : (float)byte;
    }
  }
  if (file)
    fclose(file);
  return pixels;
}

int main(int argc, char **argv) {
  if (argc != 4)
    return fail("expects MODEL.so WEIGHTS.safetensors IMAGE.pgm");
  resnetc_session *session;
  if (resnetc_open(argv[1], argv[2], NULL, &session) != RESNETC_OK)
    return fail(resnetc_last_error());

  resnetc_model_info info = {0};
  info.struct_size = sizeof info;
  const resnetc_api *api = resnetc_session_api(session);
  api->info(api, &info);
  float *image = NULL, *logits = malloc((size_t)info.output_shape[0] * sizeof *logits);
  int status = 0, best = 0;
  if (info.input_shape[0] != 1 || info.output_rank != 1)
    status = fail("the model takes no grey images, or gives no classes");
  else if (!(image = readImage(argv[3], info.input_shape[1], info.input_shape[2])))
    status = fail("the image is no PGM of the model's size");
  else if (!logits || resnetc_session_infer(session, image, 1, logits) != RESNETC_OK)
    status = fail(resnetc_last_error());
  for (int i = 0; status == 0 && i < info.output_shape[0]; ++i)
    if (logits[i] > logits[best])
      best = i;
  if (status == 0)
    printf("%d\n", best);
  free(image);
  free(logits);
  resnetc_close(session);
  return status;
}
