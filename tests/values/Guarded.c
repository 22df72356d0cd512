/*===- Guarded.c - a library between pages without access ------------------------------===
 *
 * Guarded LIB BATCH start|end: infer, grad and train_step of a training library, with every piece of memory that the
 * caller gives between two pages without access, and at one of them: at its start, or as far at its end as the alignment
 * of the interface allows. Exit status 0 when all calls went well; 1, with the name of the argument on stderr, when one
 * read or wrote outside; 3 when a call failed.
 *
 *===----------------------------------------------------------------------===*/
#define _GNU_SOURCE
#define MODEL_FAILED 3
#include "tests/CModel.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>

enum { page = 4096, most = 16 };

typedef struct Piece {
  const char *name;
  char *start, *mapped;
  size_t bytes, mappedBytes;
} Piece;

static Piece pieces[most];
static int count;
static int atEnd;

static void *guarded(const char *name, size_t bytes, size_t alignment) {
  size_t inside = (bytes + page - 1) / page * page;
  char *mapped = mmap(NULL, inside + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED || count == most ||
      mprotect(mapped + page, inside, PROT_READ | PROT_WRITE) != 0)
    exit(3);
  char *start = mapped + page + (atEnd ? (inside - bytes) / alignment * alignment : 0);
  pieces[count++] = (Piece){name, start, mapped, bytes, inside + 2 * page};
  return start;
}

static void say(const char *text) {
  if (write(STDERR_FILENO, text, strlen(text)) < 0)
    _exit(1);
}

static void onFault(int number, siginfo_t *info, void *context) {
  (void)number, (void)context;
  const char *at = info->si_addr, *name = "all arguments", *side = "far from ";
  for (int i = 0; i < count; ++i)
    if (at >= pieces[i].mapped && at < pieces[i].mapped + pieces[i].mappedBytes) {
      name = pieces[i].name;
      side = at < pieces[i].start ? "before " : "behind ";
    }
  say("Guarded: reads or writes "), say(side), say(name), say("\n");
  _exit(1);
}

static const resnetc_api *api;

/* Some number in [-1, 1). */
static float number(void) {
  static unsigned state = 1;
  state = state * 1664525u + 1013904223u;
  return (float)(state >> 8) / (float)(1 << 23) - 1;
}

static float valueOf(int64_t index, const resnetc_tensor_info *tensor, size_t i) {
  (void)index, (void)i;
  return tensor->role == RESNETC_ROLE_MOMENTUM      ? 0
         : tensor->role == RESNETC_ROLE_RUNNING_VAR ? 1
                                                    : number() / 4;
}

static resnetc_context *contextFor(resnetc_state *state, resnetc_function function, int64_t batch,
                                   const char *name) {
  size_t bytes = 0;
  resnetc_context *context = NULL;
  CHECK(api, api->workspace_bytes(api, function, batch, &bytes));
  CHECK(api, api->context_init(state, function, batch, NULL,
                               guarded(name, bytes, RESNETC_ALIGNMENT), bytes, &context));
  return context;
}

int main(int argc, char **argv) {
  if (argc != 4)
    return fprintf(stderr, "usage: Guarded LIB BATCH start|end\n"), 2;
  int64_t batch = atoll(argv[2]);
  atEnd = strcmp(argv[3], "end") == 0;
  api = openModel(argv[1]);
  struct sigaction action = {.sa_sigaction = onFault, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, NULL);

  size_t bytes = 0;
  CHECK(api, api->state_bytes(api, &bytes));
  resnetc_state *state = NULL;
  CHECK(api, api->state_init(api, guarded("state", bytes, RESNETC_ALIGNMENT), bytes, &state));
  setTensors(api, state, valueOf);
  const resnetc_model_info info = infoOf(api);
  size_t pixels = (size_t)batch * inputElements(&info);
  float *x = guarded("x", pixels * sizeof(float), sizeof(float));
  for (size_t i = 0; i < pixels; ++i)
    x[i] = number();
  int64_t *labels = guarded("labels", (size_t)batch * sizeof(int64_t), sizeof(int64_t));
  size_t classes = (size_t)info.output_shape[0];
  for (int64_t i = 0; i < batch; ++i)
    labels[i] = i % (int64_t)classes;
  float *logits = guarded("output", (size_t)batch * classes * sizeof(float), sizeof(float));
  float *result = guarded("result", 2 * sizeof(float), sizeof(float));
  resnetc_hyper hyper = {.struct_size = sizeof hyper,
                         .lr = 0.01f,
                         .momentum = 0.9f,
                         .weight_decay = 1e-4f,
                         .nesterov = 1};

  CHECK(api, api->infer(contextFor(state, RESNETC_INFER, batch, "workspace of infer"), x, batch,
                        logits));
  CHECK(api, api->grad(contextFor(state, RESNETC_GRAD, batch, "workspace of grad"), x, labels,
                       batch, result));
  resnetc_context *train = contextFor(state, RESNETC_TRAIN, batch, "workspace of train_step");
  for (int step = 0; step < 2; ++step)
    CHECK(api, api->train_step(train, x, labels, batch, &hyper, result));
  CHECK(api, api->infer(train, x, batch, logits));
  return 0;
}
