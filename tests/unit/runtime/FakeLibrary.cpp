//===- FakeLibrary.cpp - the fake model as a shared library -----------------------===//
//
// Exports what a compiled library exports, and is linked with the very object that the compiler
// embeds.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/FakeModel.h"

#define EXPORT extern "C" __attribute__((visibility("default")))

EXPORT const resnetc_api *fake_api(void) {
#ifdef FAKE_ONE_PIXEL
  static const resnetc_api api = fake::apiOf(fake::onePixelModel());
#elif defined FAKE_OTHER_NETWORK
  static const resnetc_api api = fake::apiOf(fake::otherNetwork());
#elif defined FAKE_BARE
  static const resnetc_api api = fake::apiOf(fake::bareModel());
#else
  static const resnetc_api api = fake::apiOf(fake::model());
#endif
  return &api;
}

EXPORT const resnetc_api *fake_api_00000000000fa4e0(void) { return fake_api(); }

EXPORT const resnetc_api *resnetc_query(uint32_t version) {
  return version == RESNETC_API_VERSION ? fake_api() : nullptr;
}
