//===- Cpu.cpp - which instruction set of a library this machine can run ----------===//
//
// A library holds one variant per instruction set: the kinds of machines in the order of --target, of
// each kind the best first. Whether a device can run one is asked there. The names of the processor's
// features are those of /proc/cpuinfo; here each is looked up in cpuid, and the register state it needs in xgetbv,
// because the operating system must save what the kernels use.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Runtime.h"

#include <atomic>
#include <cpuid.h>
#include <stdio.h>
#include <string.h>

namespace {

/// The words that say what the machine has: registers of cpuid's leaves, and XCR0.
enum Word { Leaf1Ecx, Leaf7Ebx, Leaf7Ecx, Leaf7Edx, Leaf71Eax, ExtendedEcx, SavedState, WordCount };

/// XCR0 bits that the operating system must have set.
constexpr uint32_t NoState = 0, AvxState = 0x6, Avx512State = 0xe6, AmxState = 0x60000;

struct Feature {
  const char *name;
  Word word;
  int bit;
  uint32_t state;
};

constexpr Feature features[] = {
    {"sse3", Leaf1Ecx, 0, NoState},
    {"pni", Leaf1Ecx, 0, NoState},
    {"ssse3", Leaf1Ecx, 9, NoState},
    {"fma", Leaf1Ecx, 12, AvxState},
    {"sse4_1", Leaf1Ecx, 19, NoState},
    {"sse4_2", Leaf1Ecx, 20, NoState},
    {"movbe", Leaf1Ecx, 22, NoState},
    {"popcnt", Leaf1Ecx, 23, NoState},
    {"avx", Leaf1Ecx, 28, AvxState},
    {"f16c", Leaf1Ecx, 29, AvxState},
    {"bmi1", Leaf7Ebx, 3, NoState},
    {"avx2", Leaf7Ebx, 5, AvxState},
    {"bmi2", Leaf7Ebx, 8, NoState},
    {"avx512f", Leaf7Ebx, 16, Avx512State},
    {"avx512dq", Leaf7Ebx, 17, Avx512State},
    {"avx512ifma", Leaf7Ebx, 21, Avx512State},
    {"avx512cd", Leaf7Ebx, 28, Avx512State},
    {"avx512bw", Leaf7Ebx, 30, Avx512State},
    {"avx512vl", Leaf7Ebx, 31, Avx512State},
    {"avx512vbmi", Leaf7Ecx, 1, Avx512State},
    {"avx512_vbmi2", Leaf7Ecx, 6, Avx512State},
    {"avx512_vnni", Leaf7Ecx, 11, Avx512State},
    {"avx512_bitalg", Leaf7Ecx, 12, Avx512State},
    {"avx512_vpopcntdq", Leaf7Ecx, 14, Avx512State},
    {"amx_bf16", Leaf7Edx, 22, AmxState},
    {"avx512_fp16", Leaf7Edx, 23, Avx512State},
    {"amx_tile", Leaf7Edx, 24, AmxState},
    {"amx_int8", Leaf7Edx, 25, AmxState},
    {"avx_vnni", Leaf71Eax, 4, AvxState},
    {"avx512_bf16", Leaf71Eax, 5, Avx512State},
    {"abm", ExtendedEcx, 5, NoState},
    {"lzcnt", ExtendedEcx, 5, NoState},
};

/// The machine's words, read once in a process: where it is a virtual one, every cpuid is a visit to
/// its host of some 10 us, and a model asks for its variant at each of its variables. Threads that
/// come first at the same time write the same.
class Machine {
public:
  uint32_t operator[](Word word) {
    if (!known.load(std::memory_order_acquire))
      read();
    return words[word].load(std::memory_order_relaxed);
  }

private:
  void read() {
    uint32_t a, b, c, d, low = 0, high;
    constexpr uint32_t osxsave = 1u << 27;
    if (__get_cpuid(1, &a, &b, &c, &d)) {
      set(Leaf1Ecx, c);
      if (c & osxsave)
        __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    }
    set(SavedState, low);
    if (__get_cpuid_count(7, 0, &a, &b, &c, &d)) {
      uint32_t lastSubleaf = a;
      set(Leaf7Ebx, b);
      set(Leaf7Ecx, c);
      set(Leaf7Edx, d);
      if (lastSubleaf >= 1 && __get_cpuid_count(7, 1, &a, &b, &c, &d))
        set(Leaf71Eax, a);
    }
    if (__get_cpuid(0x80000001, &a, &b, &c, &d))
      set(ExtendedEcx, c);
    known.store(true, std::memory_order_release);
  }
  void set(Word word, uint32_t value) { words[word].store(value, std::memory_order_relaxed); }

  std::atomic<bool> known{false};
  std::atomic<uint32_t> words[WordCount] = {};
};

Machine machine;

bool machineHas(const char *name, size_t length) {
  for (const Feature &feature : features)
    if (strlen(feature.name) == length && memcmp(feature.name, name, length) == 0)
      return (machine[feature.word] >> feature.bit & 1) &&
             (machine[SavedState] & feature.state) == feature.state;
  return false; // a name this runtime does not know: better refused than an illegal instruction
}

/// Whether this machine runs the variant; else false with what is missing in `why`.
bool fits(const rn_variant &variant, int32_t ordinal, char *why, size_t capacity) {
  char missing[64] = "";
  if (rn_missing_feature(variant.cpuFeatures, missing, sizeof missing)) {
    snprintf(why, capacity, "this machine has no %s", missing);
    return false;
  }
  return !variant.device || variant.device->fits(&variant, ordinal, why, capacity);
}

/// Fails unless the model is of this runtime's ABI.
bool isKnown(const rn_model *model, resnetc_status *status) {
  if (model && model->abiVersion == RN_ABI_VERSION && model->variantCount >= 1)
    return true;
  *status = rn_fail(RESNETC_ERROR_INTERNAL, "the library's model table is not of ABI version %d",
                    RN_ABI_VERSION);
  return false;
}

/// What to do about a variant that does not fit.
const char *adviceFor(const rn_model *model, const rn_variant *variant) {
  if (!variant->device)
    return "compile it with another -march";
  for (int32_t i = 0; i < model->variantCount; ++i)
    if (!model->variants[i].device)
      return "choose the device cpu, or compile it with another --cuda-arch";
  return "compile it with another --cuda-arch, or with --target=x86 for the processor";
}

resnetc_status failUnfit(const rn_model *model, const rn_variant *variant, const char *why) {
  return rn_fail(variant->device ? RESNETC_ERROR_DEVICE : RESNETC_ERROR_ISA,
                 "%s was compiled for %s, but %s; %s", model->name, variant->isa, why,
                 adviceFor(model, variant));
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

const char *rn_kind_of(const rn_variant *variant) {
  return variant->device ? variant->device->name : "cpu";
}

const rn_variant *rn_choose_variant(const rn_model *model, const rn_place *place, const char *call,
                                    resnetc_status *status) {
  if (!isKnown(model, status))
    return nullptr;
  char why[512] = "";
  const rn_variant *last = nullptr; // it asks for the least, so its gap is the one to name
  for (int32_t i = 0; i < model->variantCount; ++i) {
    const rn_variant *variant = &model->variants[i];
    if (place->kind && strcmp(place->kind, rn_kind_of(variant)) != 0)
      continue;
    if (fits(*variant, place->ordinal, why, sizeof why))
      return variant;
    last = variant;
  }
  *status = last ? failUnfit(model, last, why)
                 : rn_fail(RESNETC_ERROR_ARGUMENT,
                           "%s: %s was not compiled for %.64s, only for %s; compile it with "
                           "--target=x86,cuda for both",
                           call, model->name, place->kind, rn_kind_of(&model->variants[0]));
  return nullptr;
}

const rn_variant *rn_choose_home(const rn_model *model, resnetc_status *status) {
  if (!isKnown(model, status))
    return nullptr;
  char why[512] = "";
  for (int32_t i = 0; i < model->variantCount; ++i)
    if (!model->variants[i].device && fits(model->variants[i], -1, why, sizeof why))
      return &model->variants[i];
  return rn_choose_variant(model, &rnAnyPlace, "state_init", status);
}

} // extern "C"
