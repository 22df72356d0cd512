/* A library of a later resnetc, which no longer serves this version. */
#include <resnetc/resnetc.h>

const resnetc_api *resnetc_query(uint32_t version) {
  (void)version;
  return NULL;
}
