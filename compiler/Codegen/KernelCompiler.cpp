//===- KernelCompiler.cpp - the kernels of a network, compiled in parallel ---------===//
//
// A kernel that cannot be compiled is a bug, and the message names its spec and schedule so that it
// can be repeated.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/KernelCompiler.h"

#include "compiler/Codegen/KernelCache.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Support/Errors.h"
#include "runtime/support/StartThreads.h"

#include "llvm/Support/Endian.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <thread>

namespace resnetc {

std::vector<KernelJob> kernelJobs(mlir::ModuleOp module) {
  const Target *target = rn::targetOf(module);
  std::vector<KernelJob> jobs;
  for (auto op : module.getOps<rn::KernelOp>())
    jobs.push_back({rn::specOf(op), rn::choiceOf(op), target, op.getSymName().str()});
  return jobs;
}

static std::string cacheKey(const KernelJob &job) {
  const Backend &backend = *job.target->backend;
  return (backend.version() + "\n" + backend.environment() + "\n" + job.spec.key() + "\n" +
          job.choice.key() + "\n" + job.target->name + "\n" + job.symbol)
      .str();
}

/// What the cache keeps of a kernel: the scratch as a little-endian i64, then the object.
static std::string toEntry(const CompiledKernel &kernel) {
  std::string entry(sizeof(int64_t), '\0');
  llvm::support::endian::write64le(entry.data(), kernel.scratchBytes);
  return entry + kernel.object.bytes;
}

/// False where the entry is none.
static bool fromEntry(llvm::StringRef entry, CompiledKernel &kernel) {
  if (entry.size() < sizeof(int64_t))
    return false;
  kernel.scratchBytes = static_cast<int64_t>(llvm::support::endian::read64le(entry.data()));
  kernel.object.bytes = entry.drop_front(sizeof(int64_t)).str();
  return true;
}

namespace {

/// Threads that take jobs off a list until it is empty or one has failed.
class ParallelCompile {
public:
  ParallelCompile(const std::vector<KernelJob> &jobs, const KernelCache &cache)
      : jobs(jobs), cache(cache), compiledKernels(jobs.size()), order(jobs.size()) {
    // Long ones first, so that no thread is left alone with one at the end.
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return kernels::multiplyAdds(jobs[a].spec) > kernels::multiplyAdds(jobs[b].spec);
    });
  }

  /// Returns how many threads took part.
  unsigned run(unsigned threads) {
    Threads others = startThreads(threads - 1, [this](size_t) { work(); });
    work();
    return others.size() + 1;
  }

  llvm::Expected<std::vector<CompiledKernel>> take(KernelCompilerStatistics &statistics) {
    if (failure)
      return std::move(failure);
    statistics.compiled += compiled;
    statistics.cached += jobs.size() - compiled;
    return std::move(compiledKernels);
  }

private:
  void work() {
    for (size_t i; !stop && (i = next++) < jobs.size();)
      runJob(order[i]);
  }

  void runJob(size_t i) {
    const KernelJob &job = jobs[i];
    std::string key = cacheKey(job);
    CompiledKernel &kernel = compiledKernels[i];
    kernel.object.name = job.symbol + ".o";
    if (std::optional<std::string> entry = cache.load(key); entry && fromEntry(*entry, kernel))
      return;
    llvm::Expected<KernelCode> code =
        job.target->backend->compile(job, kernels::KernelOutput::Object);
    if (!code) {
      fail(code.takeError());
      return;
    }
    kernel.object.bytes = std::move(code->bytes);
    kernel.scratchBytes = code->scratchBytes;
    cache.store(key, toEntry(kernel));
    ++compiled;
  }

  void fail(llvm::Error error) {
    std::lock_guard lock(mutex);
    if (failure)
      llvm::consumeError(std::move(error));
    else
      failure = std::move(error);
    stop = true;
  }

  const std::vector<KernelJob> &jobs;
  const KernelCache &cache;
  std::vector<CompiledKernel> compiledKernels; ///< by job
  std::vector<size_t> order;
  std::mutex mutex;
  llvm::Error failure = llvm::Error::success(); ///< the first one; under the mutex
  std::atomic<size_t> next = 0;
  std::atomic<unsigned> compiled = 0;
  std::atomic<bool> stop = false;
};

} // namespace

llvm::Expected<std::vector<CompiledKernel>> compileKernels(const std::vector<KernelJob> &jobs,
                                                           const KernelCompilerOptions &options,
                                                           KernelCompilerStatistics &statistics) {
  KernelCache cache = KernelCache::open(options.notes);
  ParallelCompile compile(jobs, cache);
  unsigned wanted = options.threads ? options.threads : std::thread::hardware_concurrency();
  statistics.wantedThreads = std::clamp<unsigned>(wanted, 1, std::max<size_t>(jobs.size(), 1));
  statistics.threads = compile.run(statistics.wantedThreads);
  cache.prune();
  return compile.take(statistics);
}

} // namespace resnetc
