//===- Peak.cpp - what the machine could do at most
//------------------------------------------------------------------===//
//
// Twenty-four independent chains of fused multiply-adds on registers hide the latency of every x86
// so far (four or five cycles, two per cycle), and fit the registers of AVX-512; AVX2 has room for
// twelve.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-run/Peak.h"

#include <immintrin.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

namespace resnetc::run {

namespace {

/// Keeps a value alive without storing it: the compiler must not fold or drop the loop.
template <typename V> inline void keep(V &value) { asm volatile("" : "+x"(value)); }

__attribute__((target("avx512f"))) void chains512(int64_t rounds) {
  __m512 a[24], x = _mm512_set1_ps(0.999f), y = _mm512_set1_ps(0.001f);
  for (auto &each : a)
    each = _mm512_set1_ps(1);
  for (int64_t r = 0; r < rounds; ++r)
#pragma GCC unroll 24
    for (int i = 0; i < 24; ++i) {
      a[i] = _mm512_fmadd_ps(a[i], x, y);
      asm volatile("" : "+v"(a[i]));
    }
}

__attribute__((target("avx2,fma"))) void chains256(int64_t rounds) {
  __m256 a[12], x = _mm256_set1_ps(0.999f), y = _mm256_set1_ps(0.001f);
  for (auto &each : a)
    each = _mm256_set1_ps(1);
  for (int64_t r = 0; r < rounds; ++r)
#pragma GCC unroll 12
    for (int i = 0; i < 12; ++i) {
      a[i] = _mm256_fmadd_ps(a[i], x, y);
      keep(a[i]);
    }
}

void chains128(int64_t rounds) {
  __m128 a[12], x = _mm_set1_ps(0.999f), y = _mm_set1_ps(0.001f);
  for (auto &each : a)
    each = _mm_set1_ps(1);
  for (int64_t r = 0; r < rounds; ++r)
#pragma GCC unroll 12
    for (int i = 0; i < 12; ++i) {
      a[i] = _mm_add_ps(_mm_mul_ps(a[i], x), y);
      keep(a[i]);
    }
}

/// One way to do multiply-adds.
struct Loop {
  void (*run)(int64_t rounds);
  double perRound; ///< multiply-adds
};

Loop loopFor(const std::string &isa) {
  __builtin_cpu_init();
  if (isa == "avx512" && __builtin_cpu_supports("avx512f"))
    return {chains512, 24 * 16};
  if ((isa == "avx512" || isa == "avx2") && __builtin_cpu_supports("avx2") &&
      __builtin_cpu_supports("fma"))
    return {chains256, 12 * 8};
  return {chains128, 12 * 4};
}

} // namespace

double peakGigaMultiplyAdds(const std::string &isa, int32_t threads) {
  using Clock = std::chrono::steady_clock;
  const Loop loop = loopFor(isa);
  constexpr int64_t rounds = 400'000;
  double best = 0;
  for (int attempt = 0; attempt < 8; ++attempt) { // the first ones raise the clock
    Clock::time_point start = Clock::now();
    std::vector<std::thread> others;
    for (int32_t t = 1; t < threads; ++t)
      others.emplace_back(loop.run, rounds);
    loop.run(rounds);
    for (std::thread &other : others)
      other.join();
    double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    best = std::max(best, loop.perRound * rounds * threads / seconds / 1e9);
  }
  return best;
}

} // namespace resnetc::run
