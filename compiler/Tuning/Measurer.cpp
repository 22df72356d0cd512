//===- Measurer.cpp - measures kernels in this process -------------------------------------===//
//
// See Measurer.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Tuning/Measurer.h"

#include "compiler/Support/Errors.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <sys/mman.h>

namespace resnetc {

using kernels::ElementType;
using kernels::KernelArg;
using kernels::KernelSpec;

namespace {

/// What no cache of a core complex holds; more copies of weights than that change nothing.
constexpr int64_t coldBytes = 64 << 20;
constexpr int64_t mostCopies = 64;

/// Kernels that are shorter are called several times in a row, so that the clock does not count.
constexpr double rowSeconds = 3e-4;
constexpr double mostCalls = 1000;

/// The best of several rows counts, where they are short: a thread that had to wait for its core
/// says nothing about the kernel. There are no more when the second best says the same.
constexpr int fewestRows = 3, mostRows = 12;
constexpr double shortSeconds = 1e-2, sameTime = 1.03;

constexpr size_t page = 4096, hugePage = 2 << 20;

struct Free {
  void operator()(void *memory) const { std::free(memory); }
};
using Memory = std::unique_ptr<void, Free>;

/// Memory of an argument, on large pages where it is large, as a network's; filled with small
/// numbers of which no kernel makes any that are slow to compute with. Indices are 0.
Memory argumentMemory(int64_t elements, ElementType type) {
  auto bytes = static_cast<size_t>(elements * kernels::elementBytes(type));
  size_t alignment = bytes >= 2 * hugePage ? hugePage : page;
  size_t whole = (std::max<size_t>(bytes, 1) + alignment - 1) / alignment * alignment;
  Memory memory(std::aligned_alloc(alignment, whole));
  if (!memory)
    throw std::bad_alloc();
  if (alignment == hugePage)
    madvise(memory.get(), whole, MADV_HUGEPAGE);
  std::memset(memory.get(), 0, whole);
  if (type == ElementType::F32)
    for (int64_t i = 0; i < elements; ++i)
      static_cast<float *>(memory.get())[i] = 0.01f * static_cast<float>(i % 13 + 1);
  return memory;
}

} // namespace

/// The arguments of a kernel: maps once, weights in several copies.
struct KernelMeasurer::Buffers {
  std::vector<Memory> memory;
  std::vector<std::vector<void *>> sets; ///< one for each copy of the weights

  Buffers(const kernels::KernelInterface &interface, int64_t n, int64_t weightBytes) {
    int64_t fixed = 1;
    for (const KernelArg &arg : interface.args)
      fixed += arg.fixed * kernels::elementBytes(arg.type);
    sets.resize(std::clamp<int64_t>(std::min(weightBytes, coldBytes) / fixed, 1, mostCopies));
    for (const KernelArg &arg : interface.args)
      if (arg.fixed)
        for (std::vector<void *> &set : sets)
          set.push_back(add(arg.fixed, arg.type));
      else
        for (void *map = add(arg.perImage * n, arg.type); std::vector<void *> & set : sets)
          set.push_back(map);
  }

private:
  void *add(int64_t elements, ElementType type) {
    memory.push_back(argumentMemory(elements, type));
    return memory.back().get();
  }
};

/// The kernels of a way, one after the other.
class TimedKernels : public Timed {
public:
  explicit TimedKernels(int threads) : threads(threads) {}

  void add(std::unique_ptr<CallableKernel> kernel, std::shared_ptr<KernelMeasurer::Buffers> buffers,
           int64_t n) {
    calls.push_back({std::move(kernel), std::move(buffers), static_cast<int32_t>(n)});
  }

  /// The first calls: they find out how many make a row. False where one fails.
  bool warmUp() {
    if (!callAll())
      return false;
    auto start = Clock::now();
    callAll();
    std::chrono::duration<double> one = Clock::now() - start;
    double seconds = std::max(one.count(), 1e-9);
    length = static_cast<int>(std::clamp(std::ceil(rowSeconds / seconds), 1.0, mostCalls));
    isShort = seconds < shortSeconds;
    return true;
  }

  double seconds() override {
    double best = secondsOfRow(), second = std::numeric_limits<double>::infinity();
    for (int row = 1; isShort && row < mostRows; ++row) {
      if (row >= fewestRows && second <= sameTime * best)
        break;
      const double seconds = secondsOfRow();
      second = std::min(second, std::max(seconds, best));
      best = std::min(best, seconds);
    }
    return best;
  }

private:
  using Clock = std::chrono::steady_clock;

  struct Call {
    std::unique_ptr<CallableKernel> kernel;
    std::shared_ptr<KernelMeasurer::Buffers> buffers;
    int32_t n;
  };

  double secondsOfRow() {
    auto start = Clock::now();
    bool well = true;
    for (int i = 0; i < length; ++i)
      well = callAll() && well;
    std::chrono::duration<double> all = Clock::now() - start;
    // What fails is no way to compute, however fast.
    return well ? all.count() / length : std::numeric_limits<double>::infinity();
  }

  bool callAll() {
    bool well = true;
    for (const Call &call : calls)
      well = call.kernel->call(call.n, call.buffers->sets[next % call.buffers->sets.size()],
                               threads) == 0 &&
             well;
    ++next;
    return well;
  }

  int threads;
  std::vector<Call> calls;
  size_t next = 0;     ///< which copy of the weights
  int length = 1;      ///< calls of a row
  bool isShort = true; ///< a call
};

KernelMeasurer::KernelMeasurer(const Target &target, MeasureOptions options)
    : target(target), options(std::move(options)) {}

KernelMeasurer::~KernelMeasurer() = default;

double KernelMeasurer::now() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::shared_ptr<KernelMeasurer::Buffers> KernelMeasurer::buffersOf(const KernelSpec &spec,
                                                                   int64_t n) {
  std::weak_ptr<Buffers> &known = buffers[spec.key() + " for " + std::to_string(n)];
  std::shared_ptr<Buffers> found = known.lock();
  if (!found)
    known = found = std::make_shared<Buffers>(kernels::kernelInterface(spec, target.channelBlock),
                                              n, options.weightBytes);
  return found;
}

llvm::Expected<std::unique_ptr<Timed>> KernelMeasurer::load(const Way &way) {
  try {
    return loadKernels(way);
  } catch (const std::bad_alloc &) {
    return inputError("there is not enough memory to measure '" + way.kernels.back().spec.key() +
                      "' for a batch of " + llvm::Twine(way.n));
  }
}

llvm::Expected<std::unique_ptr<Timed>> KernelMeasurer::loadKernels(const Way &way) {
  auto timed = std::make_unique<TimedKernels>(options.threads);
  for (const Way::Kernel &kernel : way.kernels) {
    auto loaded = target.backend->load(kernel.spec, kernel.choice, target);
    if (!loaded)
      return loaded.takeError();
    timed->add(std::move(*loaded), buffersOf(kernel.spec, way.n), way.n);
  }
  if (!timed->warmUp())
    return bugError("the schedule '" + way.choice.key() + "' of '" + way.kernels.back().spec.key() +
                    "' fails when it is called");
  return timed;
}

} // namespace resnetc
