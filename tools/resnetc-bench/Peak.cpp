//===- Peak.cpp - what the machine can do --------------------------------------------===//
//
// Loops of independent FMAs, one function for each instruction set; the compiler is told the
// features function by function.
//
//===----------------------------------------------------------------------===//
#include "tools/resnetc-bench/Peak.h"

#include <algorithm>
#include <chrono>
#include <functional>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wuninitialized" // in GCC 12's own AVX-512 header
#endif
#include <immintrin.h>
#include <thread>
#include <vector>

namespace resnetc::bench {

constexpr int64_t rounds = 100'000; // a fraction of a millisecond: fits between two interruptions
constexpr int chains = 12;          // more than latency times units, fewer than registers

static double secondsOf(const std::function<void()> &work) {
  auto before = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
}

__attribute__((target("avx512f"), noinline)) static float fmaAvx512() {
  __m512 sum[chains], a = _mm512_set1_ps(0.999f), b = _mm512_set1_ps(0.001f);
  for (__m512 &one : sum)
    one = b;
  for (int64_t i = 0; i < rounds; ++i)
#pragma GCC unroll 12
    for (int j = 0; j < chains; ++j)
      sum[j] = _mm512_fmadd_ps(sum[j], a, b);
  __m512 total = sum[0];
  for (int j = 1; j < chains; ++j)
    total = _mm512_add_ps(total, sum[j]);
  return _mm512_reduce_add_ps(total);
}

__attribute__((target("avx2,fma"), noinline)) static float fmaAvx2() {
  __m256 sum[chains], a = _mm256_set1_ps(0.999f), b = _mm256_set1_ps(0.001f);
  for (__m256 &one : sum)
    one = b;
  for (int64_t i = 0; i < rounds; ++i)
#pragma GCC unroll 12
    for (int j = 0; j < chains; ++j)
      sum[j] = _mm256_fmadd_ps(sum[j], a, b);
  __m256 total = sum[0];
  for (int j = 1; j < chains; ++j)
    total = _mm256_add_ps(total, sum[j]);
  return _mm256_cvtss_f32(total);
}

static void onThreads(int threads, const std::function<void(int)> &work) {
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i)
    others.emplace_back(work, i);
  work(0);
  for (std::thread &thread : others)
    thread.join();
}

double peakGflops(const Target &target, int threads) {
  volatile float sink = 0;
  double best = 1e30;
  for (int repeat = 0; repeat < 200; ++repeat)
    best = std::min(best, secondsOf([&] {
                      onThreads(threads, [&](int) {
                        sink = target.vectorWidth == 16 ? fmaAvx512() : fmaAvx2();
                      });
                    }));
  return 2.0 * static_cast<double>(rounds * chains * target.vectorWidth * threads) / best / 1e9;
}

double memoryBandwidth(int threads) {
  constexpr int64_t count = 16 * 1024 * 1024,
                    slice = 1024 * 1024; // 64 MiB each, in pieces of 4 MiB
  std::vector<float> from(count, 1.f), to(count);
  double best = 1e30;
  for (int repeat = 0; repeat < 4; ++repeat)
    for (int64_t start = 0; start < count; start += slice)
      best = std::min(best, secondsOf([&] {
                        onThreads(threads, [&](int i) {
                          int64_t each = slice / threads;
                          const float *source = from.data() + start + i * each;
                          float *sink = to.data() + start + i * each;
                          for (int64_t j = 0; j < each; ++j)
                            sink[j] = source[j] * 0.5f;
                        });
                      }));
  return 8.0 * static_cast<double>(slice) / best / 1e9;
}

} // namespace resnetc::bench
