/* Two models in one static program, which needs nothing of the machine that it runs on. */
#include "large.h"
#include "small.h"

#include <resnetc/session.h>

#include <stdio.h>

/* The number of variables, and what the model says of itself. */
static int describe(const resnetc_api *api) {
  resnetc_session *session;
  if (resnetc_open_model(api, NULL, NULL, &session) != RESNETC_OK) {
    fprintf(stderr, "two_models: %s\n", resnetc_last_error());
    return 1;
  }
  resnetc_model_info info = {0};
  info.struct_size = sizeof info;
  api->info(api, &info);
  printf("%lld parameters, %lld classes on %s\n", (long long)info.parameters,
         (long long)info.output_shape[0], info.isa);
  resnetc_close(session);
  return 0;
}

int main(void) { return describe(small_api()) || describe(large_api()); }
