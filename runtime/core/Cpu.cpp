//===- Cpu.cpp - which instruction set of a library this machine can run ----------===//
//
// A library holds one variant per instruction set, best first. Those of devices are asked for there. The names of its features are those
// of /proc/cpuinfo; here each is looked up in cpuid, and the register state it needs in xgetbv,
// because the operating system must save what the kernels use.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <cpuid.h>
#include <stdio.h>
#include <string.h>

namespace {

enum Register { Eax, Ebx, Ecx, Edx };

/// XCR0 bits that the operating system must have set.
constexpr uint32_t NoState = 0, AvxState = 0x6, Avx512State = 0xe6, AmxState = 0x60000;

struct Feature {
  const char *name;
  uint32_t leaf, subleaf;
  Register reg;
  int bit;
  uint32_t state;
};

constexpr Feature features[] = {
    {"sse3", 1, 0, Ecx, 0, NoState},
    {"pni", 1, 0, Ecx, 0, NoState},
    {"ssse3", 1, 0, Ecx, 9, NoState},
    {"fma", 1, 0, Ecx, 12, AvxState},
    {"sse4_1", 1, 0, Ecx, 19, NoState},
    {"sse4_2", 1, 0, Ecx, 20, NoState},
    {"movbe", 1, 0, Ecx, 22, NoState},
    {"popcnt", 1, 0, Ecx, 23, NoState},
    {"avx", 1, 0, Ecx, 28, AvxState},
    {"f16c", 1, 0, Ecx, 29, AvxState},
    {"bmi1", 7, 0, Ebx, 3, NoState},
    {"avx2", 7, 0, Ebx, 5, AvxState},
    {"bmi2", 7, 0, Ebx, 8, NoState},
    {"avx512f", 7, 0, Ebx, 16, Avx512State},
    {"avx512dq", 7, 0, Ebx, 17, Avx512State},
    {"avx512ifma", 7, 0, Ebx, 21, Avx512State},
    {"avx512cd", 7, 0, Ebx, 28, Avx512State},
    {"avx512bw", 7, 0, Ebx, 30, Avx512State},
    {"avx512vl", 7, 0, Ebx, 31, Avx512State},
    {"avx512vbmi", 7, 0, Ecx, 1, Avx512State},
    {"avx512_vbmi2", 7, 0, Ecx, 6, Avx512State},
    {"avx512_vnni", 7, 0, Ecx, 11, Avx512State},
    {"avx512_bitalg", 7, 0, Ecx, 12, Avx512State},
    {"avx512_vpopcntdq", 7, 0, Ecx, 14, Avx512State},
    {"amx_bf16", 7, 0, Edx, 22, AmxState},
    {"avx512_fp16", 7, 0, Edx, 23, Avx512State},
    {"amx_tile", 7, 0, Edx, 24, AmxState},
    {"amx_int8", 7, 0, Edx, 25, AmxState},
    {"avx_vnni", 7, 1, Eax, 4, AvxState},
    {"avx512_bf16", 7, 1, Eax, 5, Avx512State},
    {"abm", 0x80000001, 0, Ecx, 5, NoState},
    {"lzcnt", 0x80000001, 0, Ecx, 5, NoState},
};

/// XCR0, or 0 when the operating system does not use xsave.
uint32_t savedState() {
  uint32_t eax, ebx, ecx, edx;
  constexpr uint32_t osxsave = 1u << 27;
  if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx) || !(ecx & osxsave))
    return 0;
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

bool machineHas(const char *name, size_t length) {
  for (const Feature &feature : features) {
    if (strlen(feature.name) != length || memcmp(feature.name, name, length) != 0)
      continue;
    uint32_t r[4] = {0, 0, 0, 0};
    if (!__get_cpuid_count(feature.leaf, feature.subleaf, &r[Eax], &r[Ebx], &r[Ecx], &r[Edx]))
      return false;
    return (r[feature.reg] >> feature.bit & 1) && (savedState() & feature.state) == feature.state;
  }
  return false; // a name this runtime does not know: better refused than an illegal instruction
}

/// Whether this machine runs the variant; else false with what is missing in `why`.
bool fits(const rn_variant &variant, char *why, size_t capacity) {
  char missing[64] = "";
  if (rn_missing_feature(variant.cpuFeatures, missing, sizeof missing)) {
    snprintf(why, capacity, "this machine has no %s", missing);
    return false;
  }
  return !variant.device || variant.device->fits(&variant, why, capacity);
}

} // namespace

extern "C" {

bool rn_missing_feature(const char *names, char *missing, size_t capacity) {
  while (*names) {
    size_t length = strcspn(names, " ");
    if (length > 0 && !machineHas(names, length)) {
      snprintf(missing, capacity, "%.*s", static_cast<int>(length), names);
      return true;
    }
    names += length + strspn(names + length, " ");
  }
  return false;
}

const rn_variant *rn_choose_variant(const rn_model *model, resnetc_status *status) {
  if (!model || model->abiVersion != RN_ABI_VERSION || model->variantCount < 1) {
    *status = rn_fail(RESNETC_ERROR_INTERNAL, "the library's model table is not of ABI version %d",
                      RN_ABI_VERSION);
    return nullptr;
  }
  char why[512] = "";
  for (int32_t i = 0; i < model->variantCount; ++i)
    if (fits(model->variants[i], why, sizeof why))
      return &model->variants[i];
  // The last variant asks for the least, so its gap is the one to name.
  const rn_variant &last = model->variants[model->variantCount - 1];
  *status =
      rn_fail(last.device ? RESNETC_ERROR_DEVICE : RESNETC_ERROR_ISA,
              "%s was compiled for %s, but %s; compile it with %s", model->name, last.isa, why,
              last.device ? "another --cuda-arch, or with --target=x86 for the processor"
                          : "another -march");
  return nullptr;
}

} // extern "C"
