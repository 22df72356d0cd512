//===- HookedLoop.cpp - loops that the caller's own parallel_for runs -------===//
//
// It gets one body for each participant, and the bodies share the indices as the pool's workers do.
// Such a body knows its loop by a number that no other loop ever has, so that one which the caller
// runs too late finds nothing to do, whatever runs by then.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Loop.h"

#include <sched.h>

namespace {

/// In what way a caller's parallel_for was wrong.
enum LoopFault : uint32_t { NoFault, Outside, Repeated, Skipped, Early, Threw };

const char *faultText(uint32_t fault) {
  switch (fault) {
  case Outside:
    return "the caller's parallel_for ran an index outside [0, count)";
  case Repeated:
    return "the caller's parallel_for ran an index twice";
  case Skipped:
    return "the caller's parallel_for returned without having run every index";
  case Early:
    return "the caller's parallel_for returned before every index had been run to its end";
  case Threw:
    return "the caller's parallel_for threw an exception";
  default:
    return "";
  }
}

void noteFault(rn_hooked &hooked, uint32_t fault) {
  uint32_t none = NoFault;
  hooked.fault.compare_exchange_strong(none, fault, std::memory_order_relaxed);
}

/// A place for a loop that a caller's parallel_for is running. Its gate has, from the top: how
/// often the place was opened and closed, odd while it is open; and in the low bits the bodies
/// inside. So a body enters, or finds that its loop is over, in one step.
struct alignas(64) OpenLoop {
  std::atomic<uint64_t> gate;
  std::atomic<uint32_t> taken; ///< 1 from openLoop to the end of closeLoop
  rn_threads *threads;         ///< whose loop it is, while bodies are inside
};

constexpr int BodyBits = 16, PlaceBits = 8;
constexpr uint64_t BodyMask = (uint64_t{1} << BodyBits) - 1, GateTurn = BodyMask + 1;
static_assert(RESNETC_MAX_THREADS <= BodyMask);

OpenLoop openLoops[1 << PlaceBits];

/// The number of a loop: its place, and the turn of that place's gate. 48 bits of turns last for
/// years of loops without a pause.
void *closureOf(uint64_t place, uint64_t gate) {
  return reinterpret_cast<void *>(gate >> BodyBits << PlaceBits | place);
}

/// Opens a loop in a free place; null when as many loops run already as there are places.
OpenLoop *openLoop(rn_threads &threads, void *&closure) {
  const uint64_t first = reinterpret_cast<uintptr_t>(&threads) / alignof(OpenLoop);
  constexpr uint64_t places = sizeof openLoops / sizeof *openLoops;
  for (uint64_t i = 0; i < places; ++i) {
    const uint64_t place = (first + i) % places;
    OpenLoop &loop = openLoops[place];
    if (loop.taken.exchange(1, std::memory_order_acquire))
      continue;
    loop.threads = &threads;
    closure = closureOf(place, loop.gate.fetch_add(GateTurn, std::memory_order_acq_rel) + GateTurn);
    return &loop;
  }
  return nullptr;
}

/// Lets no more bodies in, and waits for those that are inside; false when there were any.
bool closeLoop(OpenLoop &loop) {
  const bool empty = (loop.gate.fetch_add(GateTurn, std::memory_order_acq_rel) & BodyMask) == 0;
  while (loop.gate.load(std::memory_order_acquire) & BodyMask)
    sched_yield();
  loop.taken.store(0, std::memory_order_release);
  return empty;
}

/// The open loop that a body belongs to, which the body then is inside; null when it is over.
OpenLoop *enterLoop(void *closure) {
  const auto number = reinterpret_cast<uintptr_t>(closure);
  OpenLoop &loop = openLoops[number & ((1 << PlaceBits) - 1)];
  uint64_t gate = loop.gate.load(std::memory_order_relaxed);
  while (gate >> BodyBits == number >> PlaceBits)
    if (loop.gate.compare_exchange_weak(gate, gate + 1, std::memory_order_acq_rel))
      return &loop;
  return nullptr;
}

/// One participant of a hooked loop, in its part of the context's scratch.
void hookedWork(rn_threads &threads, int self) {
  rn_lane &caller = threads.lane;
  if (self == 0) { // the calling thread waits in parallel_for, so its lane is free for this one
    rn_loop_work(&threads.job, self, &caller);
    return;
  }
  char *scratch = threads.hookScratch + (self - 1) * caller.scratchBytes;
  rn_lane lane = rn_make_lane(&threads, scratch, caller.scratchBytes);
  rn_loop_work(&threads.job, self, &lane);
}

void hookedBody(void *closure, int64_t index) {
  OpenLoop *loop = enterLoop(closure);
  if (!loop)
    return; // too late
  rn_threads &threads = *loop->threads;
  rn_hooked &hooked = threads.hooked;
  if (index < 0 || index >= threads.job.participants) {
    noteFault(hooked, Outside);
  } else {
    const uint64_t bit = uint64_t{1} << index % 64;
    if (hooked.ran[index / 64].fetch_or(bit, std::memory_order_acq_rel) & bit)
      noteFault(hooked, Repeated);
    else {
      hooked.begun.fetch_add(1, std::memory_order_relaxed);
      hookedWork(threads, static_cast<int>(index));
    }
  }
  loop->gate.fetch_sub(1, std::memory_order_acq_rel);
}

/// Hands a prepared job to the caller's parallel_for, and judges what that did.
int runOpenLoop(rn_threads &threads, OpenLoop &loop, void *closure) {
  rn_hooked &hooked = threads.hooked;
  if (!rn_call_hook(&threads, threads.job.participants, hookedBody, closure))
    noteFault(hooked, Threw);
  if (!closeLoop(loop))
    noteFault(hooked, Early);
  if (hooked.begun.load(std::memory_order_relaxed) < threads.job.participants)
    noteFault(hooked, Skipped);
  uint32_t fault = hooked.fault.load(std::memory_order_relaxed);
  if (fault == NoFault)
    return threads.job.status.load(std::memory_order_relaxed);
  halide_error(&threads.lane, faultText(fault));
  return rnBadLoop;
}

} // namespace

extern "C" {

int rn_loop_in_hook(rn_threads *threads, int size) {
  rn_hooked &hooked = threads->hooked;
  rn_loop_prepare(&threads->job, size, size < threads->count ? size : threads->count);
  for (auto &bits : hooked.ran)
    bits.store(0, std::memory_order_relaxed);
  hooked.begun.store(0, std::memory_order_relaxed);
  hooked.fault.store(NoFault, std::memory_order_relaxed);
  void *closure;
  if (OpenLoop *loop = openLoop(*threads, closure))
    return runOpenLoop(*threads, *loop, closure);
  // Waiting for a place might be waiting for a loop that this thread itself is to go on with.
  rn_loop_work(&threads->job, 0, &threads->lane);
  return threads->job.status.load(std::memory_order_relaxed);
}

} // extern "C"
