/*===- LoadWeights.c - a file of weights through the C interface ----------------------===
 *
 * LoadWeights LIB FILE: loads FILE into a fresh state of the model. Exit status 0 when it is accepted; 1, with the
 * text of last_error on stderr, when it is refused and nothing has been set; 3 when something is wrong with that.
 *
 *===----------------------------------------------------------------------===*/
#define MODEL_FAILED 3
#include "tests/CModel.h"

static void *readWhole(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0)
    return NULL;
  *size = (size_t)ftell(file);
  rewind(file);
  void *bytes = malloc(*size + 1); /* exact to a byte for the sanitizers, and never of size 0 */
  if (bytes && fread(bytes, 1, *size, file) != *size)
    bytes = NULL;
  fclose(file);
  return bytes;
}

/* Whether any tensor of the state has been set. */
static int anythingIsSet(const resnetc_api *api, const resnetc_state *state) {
  resnetc_tensor_info info;
  for (int64_t i = 0; api->tensor(api, i, &info) == RESNETC_OK; ++i) {
    size_t count = elementsOf(&info);
    float *values = malloc(count * sizeof(float));
    int set = info.role != RESNETC_ROLE_MOMENTUM &&
              api->tensor_get(state, info.name, values, count) == RESNETC_OK;
    free(values);
    if (set)
      return 1;
  }
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 3)
    return fprintf(stderr, "usage: LoadWeights LIB FILE\n"), 2;
  const resnetc_api *api = openModel(argv[1]);
  size_t stateBytes = 0, fileBytes = 0;
  void *file = readWhole(argv[2], &fileBytes);
  require(api, file != NULL, "cannot read the file");
  CHECK(api, api->state_bytes(api, &stateBytes));
  void *memory = alignedMemory(stateBytes);
  resnetc_state *state = NULL;
  CHECK(api, api->state_init(api, memory, stateBytes, &state));
  resnetc_status status = api->load_weights(state, file, fileBytes);
  int result = 0;
  if (status != RESNETC_OK) {
    result = status == RESNETC_ERROR_WEIGHTS && !anythingIsSet(api, state) ? 1 : 3;
    fprintf(stderr, "LoadWeights: error: %s: %s\n", argv[2], api->last_error());
  }
  free(memory);
  free(file);
  return result;
}
