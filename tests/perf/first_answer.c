/* first_answer MODEL.so WEIGHTS.safetensors
 *
 * Milliseconds from resnetc_open to the first answer for one image, and of the fastest of fifty later calls.
 *
 *   cc -O2 -IPREFIX/include tests/perf/first_answer.c -LPREFIX/lib -lresnetc -Wl,-rpath,PREFIX/lib -o first_answer */
#include <resnetc/session.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void require(resnetc_status status) {
  if (status == RESNETC_OK)
    return;
  fprintf(stderr, "first_answer: %s\n", resnetc_last_error());
  exit(1);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "first_answer: expects MODEL.so WEIGHTS.safetensors\n");
    return 1;
  }
  const double begin = now();
  resnetc_session *session;
  require(resnetc_open(argv[1], argv[2], NULL, &session));
  resnetc_model_info info = {0};
  info.struct_size = sizeof info;
  const resnetc_api *api = resnetc_session_api(session);
  require(api->info(api, &info));
  size_t in = 1, out = 1;
  for (int i = 0; i < 3; ++i) {
    in *= (size_t)info.input_shape[i];
    out *= (size_t)info.output_shape[i];
  }
  float *x = calloc(in, sizeof *x), *y = calloc(out, sizeof *y);
  if (!x || !y)
    return 1;
  const double opened = now();
  require(resnetc_session_infer(session, x, 1, y));
  const double answered = now();
  double fastest = 1e30;
  for (int i = 0; i < 50; ++i) {
    const double start = now();
    require(resnetc_session_infer(session, x, 1, y));
    const double took = now() - start;
    fastest = took < fastest ? took : fastest;
  }
  printf("open %.1f ms, first answer %.1f ms more, together %.1f ms; later calls %.3f ms\n",
         opened - begin, answered - opened, answered - begin, fastest);
  resnetc_close(session);
  free(x);
  free(y);
  return 0;
}
