/* one_header.c - asks the library of tiny.h for its hash. */
#include "tiny.h"

int main(void) {
  resnetc_model_info info = {.struct_size = sizeof info};
  return tiny_info(&info) != RESNETC_OK || info.network_hash != tiny_NETWORK_HASH;
}
