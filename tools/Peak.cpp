//===- Peak.cpp - what the machine could do at most -------------------------------===//
//
// Twenty-four independent chains of fused multiply-adds on registers hide the latency of every x86
// so far (four or five cycles, two per cycle), and fit the registers of AVX-512; AVX2 has room for
// twelve.
//
//===----------------------------------------------------------------------===//
#include "tools/Peak.h"

#include "runtime/support/StartThreads.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <sched.h>
#include <vector>

namespace resnetc::tools {

namespace {

// Written in assembly, since compilers keep such arrays in memory, and then the memory is measured.
// Each accumulator becomes a * x + y with x below 1, so values stay ordinary numbers.

#define MULTIPLY_ADD(r, i, x, y) "vfmadd213ps %%" r y ", %%" r x ", %%" r i "\n"
#define SIX(r, x, y, a, b, c, d, e, f)                                                             \
  MULTIPLY_ADD(r, a, x, y)                                                                         \
  MULTIPLY_ADD(r, b, x, y)                                                                         \
  MULTIPLY_ADD(r, c, x, y)                                                                         \
  MULTIPLY_ADD(r, d, x, y)                                                                         \
  MULTIPLY_ADD(r, e, x, y)                                                                         \
  MULTIPLY_ADD(r, f, x, y)
#define TWELVE(r, x, y)                                                                            \
  SIX(r, x, y, "0", "1", "2", "3", "4", "5")                                                       \
  SIX(r, x, y, "6", "7", "8", "9", "10", "11")
#define CLOBBERS                                                                                   \
  "cc", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",   \
      "xmm11", "xmm12", "xmm13", "xmm14", "xmm15"

constexpr float x = 0.999f, y = 0.001f;

__attribute__((target("avx512f"))) void chains512(int64_t rounds) {
  asm volatile("vbroadcastss %1, %%zmm30\n"
               "vbroadcastss %2, %%zmm31\n"
               "1:\n" TWELVE("zmm", "30", "31")
                   SIX("zmm", "30", "31", "12", "13", "14", "15", "16", "17")
                       SIX("zmm", "30", "31", "18", "19", "20", "21", "22", "23") "dec %0\n"
                                                                                  "jnz 1b\n"
                                                                                  "vzeroupper\n"
               : "+r"(rounds)
               : "m"(x), "m"(y)
               : CLOBBERS, "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23",
                 "xmm30", "xmm31");
}

__attribute__((target("avx2,fma"))) void chains256(int64_t rounds) {
  asm volatile("vbroadcastss %1, %%ymm14\n"
               "vbroadcastss %2, %%ymm15\n"
               "1:\n" TWELVE("ymm", "14", "15") "dec %0\n"
                                                "jnz 1b\n"
                                                "vzeroupper\n"
               : "+r"(rounds)
               : "m"(x), "m"(y)
               : CLOBBERS);
}

/// Without FMA: multiplications and additions in separate instructions on 128-bit registers.
void chains128(int64_t rounds) {
#define MULTIPLY_THEN_ADD(i) "mulps %%xmm14, %%xmm" i "\naddps %%xmm15, %%xmm" i "\n"
  asm volatile("movss %1, %%xmm14\nshufps $0, %%xmm14, %%xmm14\n"
               "movss %2, %%xmm15\nshufps $0, %%xmm15, %%xmm15\n"
               "1:\n" MULTIPLY_THEN_ADD("0") MULTIPLY_THEN_ADD("1") MULTIPLY_THEN_ADD("2")
                   MULTIPLY_THEN_ADD("3") MULTIPLY_THEN_ADD("4") MULTIPLY_THEN_ADD("5")
                       MULTIPLY_THEN_ADD("6") MULTIPLY_THEN_ADD("7") MULTIPLY_THEN_ADD("8")
                           MULTIPLY_THEN_ADD("9") MULTIPLY_THEN_ADD("10")
                               MULTIPLY_THEN_ADD("11") "dec %0\n"
                                                       "jnz 1b\n"
               : "+r"(rounds)
               : "m"(x), "m"(y)
               : CLOBBERS);
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

/// Multiply-adds per second of one thread: the best of many short stretches, so that being
/// interrupted by another program does not count.
double bestRate(const Loop &loop) {
  using Clock = std::chrono::steady_clock;
  constexpr int64_t rounds = 4'000; // some tens of microseconds
  const Clock::time_point end = Clock::now() + std::chrono::milliseconds(100);
  double best = 0;
  for (Clock::time_point start = Clock::now(); start < end;) {
    loop.run(rounds);
    Clock::time_point now = Clock::now();
    best =
        std::max(best, loop.perRound * rounds / std::chrono::duration<double>(now - start).count());
    start = now;
  }
  return best;
}

} // namespace

double peakGflops(const std::string &isa, int32_t threads) {
  const Loop loop = loopFor(isa);
  std::vector<double> rates(static_cast<size_t>(threads));
  Threads others = startThreads(rates.size() - 1, [&](size_t t) { rates[t + 1] = bestRate(loop); });
  rates[0] = bestRate(loop);
  others.join();
  double total = std::accumulate(rates.begin(), rates.end(), 0.0);
  cpu_set_t mask;
  int cpus = sched_getaffinity(0, sizeof mask, &mask) == 0 ? CPU_COUNT(&mask) : threads;
  constexpr double perMultiplyAdd = 2;
  return perMultiplyAdd * total * std::min(1.0, static_cast<double>(cpus) / threads) / 1e9;
}

} // namespace resnetc::tools
