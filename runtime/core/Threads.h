//===- Threads.h - the worker threads of a library --------------------------------===//
//
// One pool per library, started by the first call that wants more than one thread. Kernels reach it
// through halide_do_par_for; the userContext they are called with is an rn_lane, and the same lane
// gives them their scratch memory.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <resnetc/resnetc.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

extern "C" {

struct rn_threads;

/// One thread's way through kernels. Every task of a parallel loop is handed the lane of the thread
/// that runs it, so that nothing has to be looked up by thread.
struct rn_lane {
  rn_threads *threads;  ///< whose loops to run; null: loops run serially
  char *scratch;        ///< aligned to RN_SCRATCH_ALIGNMENT; what kernels keep beside their stack
  int64_t scratchBytes; ///< size of it
  int64_t used;         ///< bytes of it in blocks
  int64_t top;          ///< where the latest block begins; -1: there is none
  bool insideTask;      ///< a loop inside another's task runs serially
};

typedef int (*rn_task)(void *userContext, int index, uint8_t *closure);

/// A participant's range, packed so that its owner (front) and thieves (back) take from it with one
/// compare-and-swap: begin in the low half, end in the high.
struct alignas(64) rn_range {
  std::atomic<uint64_t> packed;
};

/// A running loop. Participant 0 goes on with the caller's lane.
struct rn_job {
  rn_lane *caller;
  rn_task task;
  uint8_t *closure;
  int min;
  int participants;
  std::atomic<int> status; ///< 0, or the first that failed
  /// Workers that still hold the job, plus a flag when the caller waits on the futex.
  std::atomic<uint32_t> pending;
  rn_range ranges[RESNETC_MAX_THREADS];
};

/// What became of a loop that was handed to the caller's own parallel_for.
struct rn_hooked {
  std::atomic<uint64_t> ran[RESNETC_MAX_THREADS / 64]; ///< a bit for each body that was begun
  std::atomic<int> begun;                              ///< how many of these bits are set
  std::atomic<uint32_t> fault;                         ///< what was wrong first, 0 for nothing
};

/// How one context runs its loops, and what its kernels had to say when one failed. It runs one
/// loop at a time: a context serves one thread at a time, and loops inside tasks run serially.
struct rn_threads {
  int32_t count;                    ///< participants of a loop at most, the caller included; >= 1
  resnetc_parallel_for parallelFor; ///< the caller's loop, or null
  void *parallelForData;
  rn_lane lane;                     ///< of the thread that calls
  char *hookScratch;                ///< scratch of participants 1, 2, ... of a caller's loop
  std::atomic<uint32_t> hasMessage; ///< 1 from the first failure of a call on
  char message[192];
  rn_hooked hooked;
  rn_job job;
};

/// Status of a kernel whose loop was not run as resnetc_parallel_for asks; last_error says how.
constexpr int rnBadLoop = -1000;

/// What Halide's object code calls for a parallel loop: runs task(lane, i, closure) for i in
/// [min, min + size) and returns 0 or the first non-zero result. `userContext` is an rn_lane or
/// null; null, one thread, and a loop inside another's task run serially.
int halide_do_par_for(void *userContext, rn_task task, int min, int size, uint8_t *closure);

/// What Halide's object code calls to report a failed check; the check's status follows as the
/// kernel's result. The first message of a call is kept in the rn_threads.
void halide_error(void *userContext, const char *message);

/// What Halide's object code calls for buffers that are too large for the stack. Blocks of a lane
/// end in the opposite order of their beginning, or nearly so. Null when the lane has no room.
void *halide_malloc(void *userContext, size_t bytes);
void halide_free(void *userContext, void *block);

/// What Halide's object code calls when halide_malloc gave null; the result is the kernel's status.
int halide_error_out_of_memory(void *userContext);

/// A lane with the given scratch, all of it free.
rn_lane rn_make_lane(rn_threads *threads, char *scratch, int64_t scratchBytes);

/// Calls the caller's parallel_for; false when it threw.
bool rn_call_hook(const rn_threads *threads, int64_t count, resnetc_loop_body body, void *closure);

/// Makes sure that the pool has the workers `threads` asks for (as far as the system grants them)
/// and that they stay awake for the loops to come. Every call is followed by rn_threads_leave.
void rn_threads_enter(const rn_threads *threads);
void rn_threads_leave(const rn_threads *threads);

/// Participants that loops have at present: rn_threads::count, or fewer when the system does not
/// grant the process as many threads.
int32_t rn_threads_granted(const rn_threads *threads);

/// Ends and joins all workers; also run when the library is unloaded. A later enter starts new
/// ones.
void rn_threads_shutdown(void);

/// Threads a context gets when it does not say: see resnetc_options.num_threads.
int32_t rn_default_threads(void);

/// CPUs that the cgroup quota allows this process, rounded up; 0 when there is no limit.
/// `membership` is the text of /proc/self/cgroup, `root` the place where cgroups are mounted.
int32_t rn_cgroup_cpus(const char *membership, const char *root);
}
