//===- Threads.h - the worker threads of a library --------------------------------===//
//
// One pool per library, started by the first context that wants more than one thread. Kernels reach
// it through halide_do_par_for; the userContext they are called with is an rn_threads.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <resnetc/resnetc.h>

#include <atomic>
#include <cstdint>

extern "C" {

/// How one context runs its loops, and what its kernels had to say when one failed.
struct rn_threads {
  int32_t count;                    ///< threads, the caller included; >= 1
  resnetc_parallel_for parallelFor; ///< the caller's loop, or null
  void *parallelForData;
  std::atomic<uint32_t> hasMessage; ///< 1 from the first failure of a call on
  char message[192];
};

typedef int (*rn_task)(void *userContext, int index, uint8_t *closure);

/// What Halide's object code calls for a parallel loop: runs task(userContext, i, closure) for i in
/// [min, min + size) and returns 0 or the first non-zero result. `userContext` is an rn_threads or
/// null; null, one thread, and a loop inside another's task run serially.
int halide_do_par_for(void *userContext, rn_task task, int min, int size, uint8_t *closure);

/// What Halide's object code calls to report a failed check; the check's status follows as the
/// kernel's result. The first message of a call is kept in the rn_threads.
void halide_error(void *userContext, const char *message);

/// Makes sure that the pool has the workers `threads` asks for (as far as the system grants them)
/// and that they stay awake for the loops to come. Every call is followed by rn_threads_leave.
void rn_threads_enter(const rn_threads *threads);
void rn_threads_leave(const rn_threads *threads);

/// Ends and joins all workers; also run when the library is unloaded. A later enter starts new
/// ones.
void rn_threads_shutdown(void);

/// Threads a context gets when it does not say: see resnetc_options.num_threads.
int32_t rn_default_threads(void);

/// CPUs that the cgroup quota allows this process, rounded up; 0 when there is no limit.
/// `membership` is the text of /proc/self/cgroup, `root` the place where cgroups are mounted.
int32_t rn_cgroup_cpus(const char *membership, const char *root);
}
