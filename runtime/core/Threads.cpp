//===- Threads.cpp - a fork and join of about a microsecond -----------------------===//
//
// The pool. The caller takes part in its loop (Loop.h), and takes back what a worker has not
// started: a worker that is slow to wake costs nothing. Idle workers spin for microseconds, then
// sleep on a futex.
//
// Any number of callers may run loops at once: each claims the workers that happen to be idle, and
// needs none. Where results are concerned it is of no matter who runs which index.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Threads.h"

#include "runtime/core/Abi.h"
#include "runtime/core/Loop.h"
#include "runtime/core/StartThread.h"

#include <immintrin.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

// Time-stamp ticks, 0.3 to 0.5 ns each: how long a thread spins before it sleeps. Inside a model's
// call the next loop is near (the gap is a serial kernel); outside it the processor is given back.
constexpr uint64_t SpinTicksInCall = 120'000, SpinTicksIdle = 20'000;

// A worker has its kernels' scratch on its own stack; address space only, pages come when they are
// touched.
constexpr size_t WorkerStackBytes = RN_SCRATCH_LIMIT + (8 << 20);

// Time-stamp ticks, about a second: how long no further worker is asked for after the system
// refused one.
constexpr uint64_t RefusedTicks = 2'500'000'000;

constexpr uint32_t JoinSleeps = 1u << 31; ///< in rn_job::pending

/// Idle and Sleeping workers may be claimed by a caller; only the claimer moves Claimed on. A
/// Posted worker is taken by the worker itself (Running) or taken back by the claimer (Idle). Above
/// the low three bits a posting has its ticket, so that a caller never takes back a later caller's
/// posting.
enum WorkerState : uint32_t { Idle, Sleeping, Claimed, Posted, Running, Exit };
constexpr uint32_t StateMask = 7, TicketStep = 8;

struct alignas(64) Worker {
  std::atomic<uint32_t> state;
  int participant; ///< which range is its own; guarded by state, like the next two
  uint32_t ticket;
  rn_job *job;
  pthread_t thread;
};

struct Pool {
  Worker workers[RESNETC_MAX_THREADS];
  std::atomic<int> count;        ///< workers that exist
  std::atomic<int> wanted;       ///< workers that the calls in progress ask for
  std::atomic<int> activeCalls;  ///< calls in progress
  std::atomic<int> room;         ///< rn_default_threads, asked once; 0 before
  std::atomic<uint32_t> lock;    ///< held to start and to end workers
  std::atomic<uint64_t> retryAt; ///< time stamp before which no worker is started
  std::atomic<pid_t> process;    ///< who started them; a forked child has none
};

Pool pool;

void futexWait(std::atomic<uint32_t> *word, uint32_t seen) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0);
}

void futexWake(std::atomic<uint32_t> *word) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

void lockPool() {
  while (pool.lock.exchange(1, std::memory_order_acquire))
    sched_yield();
}

void unlockPool() { pool.lock.store(0, std::memory_order_release); }

/// A worker's part of a job, with scratch on its stack.
void workOnOwnStack(rn_job &job, int self) {
  const rn_lane &caller = *job.caller;
  const auto bytes = static_cast<size_t>(caller.scratchBytes);
  constexpr unsigned alignmentBits = 8 * RN_SCRATCH_ALIGNMENT;
  auto *scratch = static_cast<char *>(__builtin_alloca_with_align(bytes, alignmentBits));
  rn_lane lane = rn_make_lane(caller.threads, scratch, caller.scratchBytes);
  rn_loop_work(&job, self, &lane);
}

/// Spins, then sleeps, until the worker is posted a job (true) or told to exit (false).
bool awaitJob(Worker &worker) {
  uint64_t start = __rdtsc();
  for (;;) {
    uint32_t state = worker.state.load(std::memory_order_acquire);
    if ((state & StateMask) == Posted &&
        worker.state.compare_exchange_strong(state, Running, std::memory_order_acquire))
      return true;
    if (state == Exit)
      return false;
    if (state == Sleeping) {
      futexWait(&worker.state, Sleeping);
      start = __rdtsc();
      continue;
    }
    bool inCall = pool.activeCalls.load(std::memory_order_relaxed) > 0;
    if (state == Idle && __rdtsc() - start > (inCall ? SpinTicksInCall : SpinTicksIdle))
      worker.state.compare_exchange_strong(state, Sleeping, std::memory_order_relaxed);
    _mm_pause();
  }
}

void *workerMain(void *argument) {
  Worker &worker = *static_cast<Worker *>(argument);
  while (awaitJob(worker)) {
    rn_job &job = *worker.job;
    workOnOwnStack(job, worker.participant);
    worker.state.store(Idle, std::memory_order_release);
    // The job may be gone as soon as the last worker has let go of it. A wake-up of an address that
    // means something else by now is harmless: whoever sleeps there looks again.
    if (job.pending.fetch_sub(1, std::memory_order_acq_rel) == (1 | JoinSleeps))
      futexWake(&job.pending);
  }
  return nullptr;
}

/// Makes the pool this process's own. In a forked child the parent's workers do not exist: the
/// first thread to notice empties the pool, the others wait for it.
void adoptPool() {
  pid_t self = getpid(), owner = pool.process.load(std::memory_order_acquire);
  if (owner == self)
    return;
  if (owner >= 0 && pool.process.compare_exchange_strong(owner, -self)) {
    pool.count.store(0, std::memory_order_relaxed);
    pool.wanted.store(0, std::memory_order_relaxed);
    pool.activeCalls.store(0, std::memory_order_relaxed);
    pool.lock.store(0, std::memory_order_relaxed);
    pool.retryAt.store(0, std::memory_order_relaxed);
    pool.process.store(self, std::memory_order_release);
  }
  while (pool.process.load(std::memory_order_acquire) != self)
    sched_yield();
}

/// Starts workers until there are `target`, or the system gives no more.
void startWorkers(int target) {
  lockPool();
  int count = pool.count.load(std::memory_order_relaxed);
  for (; count < target; ++count) {
    Worker &worker = pool.workers[count];
    worker.state.store(Idle, std::memory_order_relaxed);
    if (!rn_start_thread(&worker.thread, WorkerStackBytes, workerMain, &worker)) {
      pool.retryAt.store(__rdtsc() + RefusedTicks, std::memory_order_relaxed);
      break;
    }
    pool.count.store(count + 1, std::memory_order_release);
  }
  unlockPool();
}

/// Claims up to `limit` idle workers into `claimed`; `wake` notes those that sleep.
int claimWorkers(int limit, int *claimed, bool *wake) {
  int found = 0, count = pool.count.load(std::memory_order_acquire);
  for (int i = 0; i < count && found < limit; ++i) {
    uint32_t state = pool.workers[i].state.load(std::memory_order_relaxed);
    if ((state == Idle || state == Sleeping) &&
        pool.workers[i].state.compare_exchange_strong(state, Claimed, std::memory_order_acquire)) {
      wake[found] = state == Sleeping;
      claimed[found++] = i;
    }
  }
  return found;
}

/// Waits until no worker holds the job.
void join(rn_job &job) {
  uint64_t start = __rdtsc();
  uint32_t seen;
  while ((seen = job.pending.load(std::memory_order_acquire)) != 0) {
    if (__rdtsc() - start < SpinTicksInCall) {
      _mm_pause();
      continue;
    }
    seen = job.pending.fetch_or(JoinSleeps, std::memory_order_acq_rel) | JoinSleeps;
    if (seen == JoinSleeps)
      return;
    futexWait(&job.pending, seen);
    if ((job.pending.load(std::memory_order_acquire) & ~JoinSleeps) == 0)
      return;
  }
}

/// Ends the workers when the library is unloaded: their code is about to be unmapped.
__attribute__((destructor)) void endOfLibrary() { rn_threads_shutdown(); }

} // namespace

extern "C" {

int rn_loop_in_pool(rn_threads *threads, int size) {
  int claimed[RESNETC_MAX_THREADS];
  bool wake[RESNETC_MAX_THREADS];
  uint32_t posted[RESNETC_MAX_THREADS];
  rn_job &job = threads->job;
  int helpers = claimWorkers((size < threads->count ? size : threads->count) - 1, claimed, wake);
  rn_loop_prepare(&job, size, helpers + 1);
  job.pending.store(static_cast<uint32_t>(helpers), std::memory_order_relaxed);
  for (int i = 0; i < helpers; ++i) {
    Worker &worker = pool.workers[claimed[i]];
    worker.job = &job;
    worker.participant = i + 1;
    worker.ticket += TicketStep;
    posted[i] = Posted | worker.ticket;
    worker.state.store(posted[i], std::memory_order_release);
    if (wake[i])
      futexWake(&worker.state);
  }
  rn_loop_work(&job, 0, job.caller);
  for (int i = 0; i < helpers; ++i)
    if (pool.workers[claimed[i]].state.compare_exchange_strong(posted[i], Idle,
                                                               std::memory_order_release))
      job.pending.fetch_sub(1, std::memory_order_relaxed);
  join(job);
  return job.status.load(std::memory_order_relaxed);
}

void rn_threads_enter(const rn_threads *threads) {
  if (threads->count <= 1 || threads->parallelFor)
    return;
  adoptPool();
  pool.activeCalls.fetch_add(1, std::memory_order_relaxed);
  int own = threads->count - 1;
  int wanted = pool.wanted.fetch_add(own, std::memory_order_relaxed) + own;
  int count = pool.count.load(std::memory_order_acquire);
  if (count >= wanted)
    return;
  // Several calls at once share workers beyond what the machine has room for.
  int room = pool.room.load(std::memory_order_relaxed);
  if (room == 0)
    pool.room.store(room = rn_default_threads(), std::memory_order_relaxed);
  room -= 1;
  int target = wanted < room ? wanted : room;
  target = target > own ? target : own;
  if (count < target && __rdtsc() >= pool.retryAt.load(std::memory_order_relaxed))
    startWorkers(target);
}

void rn_threads_leave(const rn_threads *threads) {
  if (threads->count <= 1 || threads->parallelFor)
    return;
  pool.wanted.fetch_sub(threads->count - 1, std::memory_order_relaxed);
  pool.activeCalls.fetch_sub(1, std::memory_order_relaxed);
}

int32_t rn_threads_granted(const rn_threads *threads) {
  if (threads->count <= 1 || threads->parallelFor)
    return threads->count;
  rn_threads_enter(threads);
  int32_t granted = pool.count.load(std::memory_order_acquire) + 1;
  rn_threads_leave(threads);
  return granted < threads->count ? granted : threads->count;
}

void rn_threads_shutdown(void) {
  if (pool.process.load(std::memory_order_acquire) != getpid())
    return;
  lockPool();
  int count = pool.count.exchange(0, std::memory_order_acq_rel);
  for (int i = 0; i < count; ++i) {
    Worker &worker = pool.workers[i];
    uint32_t state;
    for (;;) { // until it is between jobs
      state = worker.state.load(std::memory_order_relaxed);
      if ((state == Idle || state == Sleeping) && worker.state.compare_exchange_strong(state, Exit))
        break;
      sched_yield();
    }
    if (state == Sleeping)
      futexWake(&worker.state);
    pthread_join(worker.thread, nullptr);
  }
  unlockPool();
}

} // extern "C"
