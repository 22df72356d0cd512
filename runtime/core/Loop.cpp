//===- Loop.cpp - how the participants of a loop share its indices ----------===//
//
// See Loop.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Loop.h"

namespace {

uint64_t pack(uint32_t begin, uint32_t end) { return begin | static_cast<uint64_t>(end) << 32; }

/// Takes one index from the front or the back of a range; false when it is empty.
bool take(rn_range &range, bool fromFront, uint32_t &index) {
  uint64_t seen = range.packed.load(std::memory_order_relaxed);
  for (;;) {
    auto begin = static_cast<uint32_t>(seen), end = static_cast<uint32_t>(seen >> 32);
    if (begin >= end)
      return false;
    index = fromFront ? begin : end - 1;
    uint64_t next = fromFront ? pack(begin + 1, end) : pack(begin, end - 1);
    if (range.packed.compare_exchange_weak(seen, next, std::memory_order_relaxed))
      return true;
  }
}

} // namespace

extern "C" {

void rn_loop_work(rn_job *job, int self, rn_lane *lane) {
  bool outer = lane->insideTask;
  lane->insideTask = true;
  for (int i = 0; i < job->participants; ++i) {
    rn_range &range = job->ranges[(self + i) % job->participants];
    uint32_t index;
    while (job->status.load(std::memory_order_relaxed) == 0 && take(range, i == 0, index)) {
      int status = job->task(lane, job->min + static_cast<int>(index), job->closure);
      int none = 0;
      if (status != 0)
        job->status.compare_exchange_strong(none, status, std::memory_order_relaxed);
    }
  }
  lane->insideTask = outer;
}

void rn_loop_prepare(rn_job *job, int size, int participants) {
  job->participants = participants;
  job->status.store(0, std::memory_order_relaxed);
  for (int64_t i = 0; i < participants; ++i)
    job->ranges[i].packed.store(pack(static_cast<uint32_t>(size * i / participants),
                                     static_cast<uint32_t>(size * (i + 1) / participants)),
                                std::memory_order_relaxed);
}

int halide_do_par_for(void *userContext, rn_task task, int min, int size, uint8_t *closure) {
  auto *lane = static_cast<rn_lane *>(userContext);
  rn_threads *threads = lane && !lane->insideTask ? lane->threads : nullptr;
  if (threads && size > 1 && threads->count > 1) {
    threads->job.caller = lane;
    threads->job.task = task;
    threads->job.closure = closure;
    threads->job.min = min;
    return threads->parallelFor ? rn_loop_in_hook(threads, size) : rn_loop_in_pool(threads, size);
  }
  int status = 0;
  for (int i = 0; i < size && status == 0; ++i)
    status = task(userContext, min + i, closure);
  return status;
}

} // extern "C"
