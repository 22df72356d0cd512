//===- Threads.cpp - a fork and join of about a microsecond -----------------------===//
//
// A loop is cut into one contiguous range per participant, so that a thread keeps touching the same
// part of the data from kernel to kernel; who finishes early steals from the back of the others'
// ranges. The caller takes part, and takes back what a worker has not started: a worker that is
// slow to wake costs nothing. Idle workers spin for microseconds, then sleep on a futex.
//
// Any number of callers may run loops at once: each claims the workers that happen to be idle, and
// needs none. Where results are concerned it is of no matter who runs which index.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Threads.h"

#include <immintrin.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

// Time-stamp ticks, 0.3 to 0.5 ns each: how long a thread spins before it sleeps. Inside a model's
// call the next loop is near (the gap is a serial kernel); outside it the processor is given back.
constexpr uint64_t SpinTicksInCall = 120'000, SpinTicksIdle = 20'000;

// Kernels keep their scratch on the stack; address space only, pages come when they are touched.
constexpr size_t WorkerStackBytes = 16 << 20;

/// A participant's range, packed so that its owner (front) and thieves (back) take from it with one
/// compare-and-swap: begin in the low half, end in the high.
struct alignas(64) Range {
  std::atomic<uint64_t> packed;
};

/// One running loop. Lives on its caller's stack.
struct Job {
  rn_task task;
  void *userContext;
  uint8_t *closure;
  int min;
  int participants;
  std::atomic<int> status;
  /// Workers that still hold the job, plus JoinSleeps when the caller waits on the futex.
  std::atomic<uint32_t> pending;
  Range ranges[RESNETC_MAX_THREADS];
};

constexpr uint32_t JoinSleeps = 1u << 31;

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
  Job *job;
  pthread_t thread;
};

struct Pool {
  Worker workers[RESNETC_MAX_THREADS];
  std::atomic<int> count;       ///< workers that exist
  std::atomic<int> wanted;      ///< workers that the calls in progress ask for
  std::atomic<int> activeCalls; ///< calls in progress
  std::atomic<int> room;        ///< rn_default_threads, asked once; 0 before
  std::atomic<uint32_t> lock;   ///< held to start and to end workers
  std::atomic<pid_t> process;   ///< who started them; a forked child has none
};

Pool pool;

/// True in a thread that runs a task: a loop inside it is run serially.
thread_local bool insideTask;

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

uint64_t pack(uint32_t begin, uint32_t end) { return begin | static_cast<uint64_t>(end) << 32; }

/// Takes one index from the front or the back of a range; false when it is empty.
bool take(Range &range, bool fromFront, uint32_t &index) {
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

/// Runs a participant's own range, then what it can steal, until no index is left to take.
void work(Job &job, int self) {
  insideTask = true;
  for (int i = 0; i < job.participants; ++i) {
    Range &range = job.ranges[(self + i) % job.participants];
    uint32_t index;
    while (job.status.load(std::memory_order_relaxed) == 0 && take(range, i == 0, index)) {
      int status = job.task(job.userContext, job.min + static_cast<int>(index), job.closure);
      int none = 0;
      if (status != 0)
        job.status.compare_exchange_strong(none, status, std::memory_order_relaxed);
    }
  }
  insideTask = false;
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
    Job &job = *worker.job;
    work(job, worker.participant);
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
    pool.process.store(self, std::memory_order_release);
  }
  while (pool.process.load(std::memory_order_acquire) != self)
    sched_yield();
}

/// Starts workers until there are `target`, or the system gives no more.
void startWorkers(int target) {
  lockPool();
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, WorkerStackBytes);
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before); // signals belong to the application's threads
  int count = pool.count.load(std::memory_order_relaxed);
  for (; count < target; ++count) {
    Worker &worker = pool.workers[count];
    worker.state.store(Idle, std::memory_order_relaxed);
    if (pthread_create(&worker.thread, &attributes, workerMain, &worker) != 0)
      break;
    pool.count.store(count + 1, std::memory_order_release);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  pthread_attr_destroy(&attributes);
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
void join(Job &job) {
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

int runInPool(const rn_threads &threads, Job &job, int size) {
  int claimed[RESNETC_MAX_THREADS];
  bool wake[RESNETC_MAX_THREADS];
  uint32_t posted[RESNETC_MAX_THREADS];
  int helpers = claimWorkers((size < threads.count ? size : threads.count) - 1, claimed, wake);
  job.participants = helpers + 1;
  job.status.store(0, std::memory_order_relaxed);
  job.pending.store(static_cast<uint32_t>(helpers), std::memory_order_relaxed);
  for (int64_t i = 0; i < job.participants; ++i)
    job.ranges[i].packed.store(pack(static_cast<uint32_t>(size * i / job.participants),
                                    static_cast<uint32_t>(size * (i + 1) / job.participants)),
                               std::memory_order_relaxed);
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
  work(job, 0);
  for (int i = 0; i < helpers; ++i)
    if (pool.workers[claimed[i]].state.compare_exchange_strong(posted[i], Idle,
                                                               std::memory_order_release))
      job.pending.fetch_sub(1, std::memory_order_relaxed);
  join(job);
  return job.status.load(std::memory_order_relaxed);
}

/// A loop handed to the caller's own parallel_for.
struct HookedLoop {
  rn_task task;
  void *userContext;
  uint8_t *closure;
  int min;
  std::atomic<int> status;
  std::atomic<int64_t> done;
};

void hookedBody(void *closure, int64_t index) {
  auto &loop = *static_cast<HookedLoop *>(closure);
  bool outer = insideTask;
  insideTask = true;
  int status = loop.task(loop.userContext, loop.min + static_cast<int>(index), loop.closure);
  insideTask = outer;
  int none = 0;
  if (status != 0)
    loop.status.compare_exchange_strong(none, status, std::memory_order_relaxed);
  loop.done.fetch_add(1, std::memory_order_release);
}

int runInHook(rn_threads &threads, rn_task task, int min, int size, uint8_t *closure) {
  HookedLoop loop{task, &threads, closure, min, {0}, {0}};
  threads.parallelFor(threads.parallelForData, size, hookedBody, &loop);
  if (loop.done.load(std::memory_order_acquire) == size)
    return loop.status.load(std::memory_order_relaxed);
  halide_error(&threads, "the caller's parallel_for returned before every index had been run once");
  return -1;
}

/// Ends the workers when the library is unloaded: their code is about to be unmapped.
__attribute__((destructor)) void endOfLibrary() { rn_threads_shutdown(); }

} // namespace

extern "C" {

int halide_do_par_for(void *userContext, rn_task task, int min, int size, uint8_t *closure) {
  auto *threads = static_cast<rn_threads *>(userContext);
  if (threads && size > 1 && !insideTask) {
    if (threads->parallelFor)
      return runInHook(*threads, task, min, size, closure);
    if (threads->count > 1) {
      Job job;
      job.task = task;
      job.userContext = userContext;
      job.closure = closure;
      job.min = min;
      return runInPool(*threads, job, size);
    }
  }
  int status = 0;
  for (int i = 0; i < size && status == 0; ++i)
    status = task(userContext, min + i, closure);
  return status;
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
  if (count < target)
    startWorkers(target);
}

void rn_threads_leave(const rn_threads *threads) {
  if (threads->count <= 1 || threads->parallelFor)
    return;
  pool.wanted.fetch_sub(threads->count - 1, std::memory_order_relaxed);
  pool.activeCalls.fetch_sub(1, std::memory_order_relaxed);
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
