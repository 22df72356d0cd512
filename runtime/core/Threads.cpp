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
// A caller's own parallel_for gets one body for each participant, and the bodies share the indices
// in the same way. Such a body knows its loop by a number that no other loop ever has, so that one
// which the caller runs too late finds nothing to do, whatever runs by then.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Threads.h"

#include "runtime/core/Abi.h"
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

/// Runs a participant's own range, then what it can steal, until no index is left to take.
void work(rn_job &job, int self, rn_lane &lane) {
  bool outer = lane.insideTask;
  lane.insideTask = true;
  for (int i = 0; i < job.participants; ++i) {
    rn_range &range = job.ranges[(self + i) % job.participants];
    uint32_t index;
    while (job.status.load(std::memory_order_relaxed) == 0 && take(range, i == 0, index)) {
      int status = job.task(&lane, job.min + static_cast<int>(index), job.closure);
      int none = 0;
      if (status != 0)
        job.status.compare_exchange_strong(none, status, std::memory_order_relaxed);
    }
  }
  lane.insideTask = outer;
}

/// Cuts the indices into one range for each participant.
void prepareJob(rn_job &job, int size, int participants) {
  job.participants = participants;
  job.status.store(0, std::memory_order_relaxed);
  for (int64_t i = 0; i < participants; ++i)
    job.ranges[i].packed.store(pack(static_cast<uint32_t>(size * i / participants),
                                    static_cast<uint32_t>(size * (i + 1) / participants)),
                               std::memory_order_relaxed);
}

/// A worker's part of a job, with scratch on its stack.
void workOnOwnStack(rn_job &job, int self) {
  const rn_lane &caller = *job.caller;
  const auto bytes = static_cast<size_t>(caller.scratchBytes);
  constexpr unsigned alignmentBits = 8 * RN_SCRATCH_ALIGNMENT;
  auto *scratch = static_cast<char *>(__builtin_alloca_with_align(bytes, alignmentBits));
  rn_lane lane = rn_make_lane(caller.threads, scratch, caller.scratchBytes);
  work(job, self, lane);
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

int runInPool(rn_threads &threads, int size) {
  int claimed[RESNETC_MAX_THREADS];
  bool wake[RESNETC_MAX_THREADS];
  uint32_t posted[RESNETC_MAX_THREADS];
  rn_job &job = threads.job;
  int helpers = claimWorkers((size < threads.count ? size : threads.count) - 1, claimed, wake);
  prepareJob(job, size, helpers + 1);
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
  work(job, 0, *job.caller);
  for (int i = 0; i < helpers; ++i)
    if (pool.workers[claimed[i]].state.compare_exchange_strong(posted[i], Idle,
                                                               std::memory_order_release))
      job.pending.fetch_sub(1, std::memory_order_relaxed);
  join(job);
  return job.status.load(std::memory_order_relaxed);
}

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
    work(threads.job, self, caller);
    return;
  }
  char *scratch = threads.hookScratch + (self - 1) * caller.scratchBytes;
  rn_lane lane = rn_make_lane(&threads, scratch, caller.scratchBytes);
  work(threads.job, self, lane);
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

int runInHook(rn_threads &threads, int size) {
  rn_hooked &hooked = threads.hooked;
  prepareJob(threads.job, size, size < threads.count ? size : threads.count);
  for (auto &bits : hooked.ran)
    bits.store(0, std::memory_order_relaxed);
  hooked.begun.store(0, std::memory_order_relaxed);
  hooked.fault.store(NoFault, std::memory_order_relaxed);
  void *closure;
  if (OpenLoop *loop = openLoop(threads, closure))
    return runOpenLoop(threads, *loop, closure);
  // Waiting for a place might be waiting for a loop that this thread itself is to go on with.
  work(threads.job, 0, threads.lane);
  return threads.job.status.load(std::memory_order_relaxed);
}

/// Ends the workers when the library is unloaded: their code is about to be unmapped.
__attribute__((destructor)) void endOfLibrary() { rn_threads_shutdown(); }

} // namespace

extern "C" {

int halide_do_par_for(void *userContext, rn_task task, int min, int size, uint8_t *closure) {
  auto *lane = static_cast<rn_lane *>(userContext);
  rn_threads *threads = lane && !lane->insideTask ? lane->threads : nullptr;
  if (threads && size > 1 && threads->count > 1) {
    threads->job.caller = lane;
    threads->job.task = task;
    threads->job.closure = closure;
    threads->job.min = min;
    return threads->parallelFor ? runInHook(*threads, size) : runInPool(*threads, size);
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
