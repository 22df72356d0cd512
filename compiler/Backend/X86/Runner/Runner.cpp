//===- Runner.cpp - kernels of this process's own ---------------------------------------===//
//
// The object goes through LLVM's in-memory linker; only the names that kernels may use are defined
// for it, so a kernel that wants more does not load.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/Runner/Runner.h"

#include "compiler/Backend/X86/Runner/Tasks.h"
#include "compiler/Support/MemoryFile.h"

#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <stdexcept>
#include <sys/mman.h>

namespace resnetc::x86 {

constexpr int64_t page = 4096;
constexpr int64_t hugePage = 2 << 20;

static char *alignUp(char *address, int64_t alignment) {
  auto number = reinterpret_cast<uintptr_t>(address);
  return address + ((number + alignment - 1) / alignment * alignment - number);
}

/// What stands between the memory and its pages: as floats, not a number, and none that arithmetic
/// makes.
static unsigned char guardByte(const char *address) {
  constexpr uint32_t word = 0xFFE5A5A5;
  return static_cast<unsigned char>(word >> 8 * (reinterpret_cast<uintptr_t>(address) % 4));
}

Memory::Memory(int64_t bytes, Flush flush, int64_t alignment) : size(bytes) {
  // Large memory gets large pages, as resnetc-run does for weights.
  bool huge = bytes >= 2 * hugePage;
  int64_t inside = (bytes + page - 1) / page * page;
  mappedBytes = inside + 2 * page + (huge ? hugePage : 0);
  void *all = mmap(nullptr, mappedBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED)
    throw std::bad_alloc();
  mapped = static_cast<char *>(all);
  first = alignUp(mapped + page, huge ? hugePage : page);
  last = first + inside;
  if (mprotect(first, inside, PROT_READ | PROT_WRITE) != 0) {
    munmap(mapped, mappedBytes);
    throw std::bad_alloc();
  }
  if (huge)
    madvise(first, inside, MADV_HUGEPAGE);
  start = flush == Flush::Start ? first : first + (inside - bytes) / alignment * alignment;
  for (char *at = first; at < last; ++at)
    if (at < start || at >= start + size)
      *at = static_cast<char>(guardByte(at));
    else
      at = start + size - 1;
}

Memory::~Memory() {
  if (mapped)
    munmap(mapped, mappedBytes);
}

Memory::Memory(Memory &&other) noexcept
    : mapped(other.mapped), mappedBytes(other.mappedBytes), first(other.first), last(other.last),
      start(other.start), size(other.size) {
  other.mapped = nullptr;
}

bool Memory::intact() const {
  auto untouched = [](const char *from, const char *to) {
    for (const char *at = from; at < to; ++at)
      if (static_cast<unsigned char>(*at) != guardByte(at))
        return false;
    return true;
  };
  return untouched(first, start) && untouched(start + size, last);
}

std::optional<int64_t> Memory::offsetOf(const void *address) const {
  auto at = reinterpret_cast<uintptr_t>(address), from = reinterpret_cast<uintptr_t>(start);
  if (at < reinterpret_cast<uintptr_t>(first) - page ||
      at >= reinterpret_cast<uintptr_t>(last) + page)
    return std::nullopt;
  return static_cast<int64_t>(at - from);
}

int64_t elementsOf(const KernelArg &arg, int64_t n) { return arg.perImage * n + arg.fixed; }

/// The start of halide_buffer_t: a kernel reads `host` alone, so the rest stays filled with
/// nonsense.
struct HostBuffer {
  uint64_t device;
  const void *deviceInterface;
  void *host;
  std::array<uint64_t, 8> nonsense;
};

struct LoadedKernel::Contents {
  std::unique_ptr<llvm::orc::LLJIT> jit;
  void *entry = nullptr;
  size_t arguments = 0;
  std::vector<std::string> undefined;
  double seconds = 0;
  int64_t bytes = 0, scratch = 0;
};

static void require(llvm::Error error) {
  if (error)
    throw std::runtime_error(llvm::toString(std::move(error)));
}

template <typename T> static T require(llvm::Expected<T> value) {
  require(value.takeError());
  return std::move(*value);
}

/// What a kernel may call.
static llvm::orc::SymbolMap services(llvm::orc::LLJIT &jit) {
  using llvm::orc::ExecutorAddr;
  llvm::orc::SymbolMap map;
  auto define = [&](const char *name, auto *function) {
    map[jit.mangleAndIntern(name)] = {ExecutorAddr::fromPtr(function),
                                      llvm::JITSymbolFlags::Exported};
  };
  define("halide_do_par_for", &parallelFor);
  define("halide_malloc", &allocateScratch);
  define("halide_free", &freeScratch);
  define("halide_error_out_of_memory", &outOfScratch);
  define("memset", &std::memset);
  define("memcpy", &std::memcpy);
  return map;
}

/// Time that this thread had a core: what compiling costs on a busy machine, too.
static double threadSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

static std::vector<std::string> undefinedOf(llvm::MemoryBufferRef object) {
  std::vector<std::string> names;
  auto file = require(llvm::object::ObjectFile::createObjectFile(object));
  for (const llvm::object::SymbolRef &symbol : file->symbols()) {
    uint32_t flags = require(symbol.getFlags());
    llvm::StringRef name = require(symbol.getName());
    if ((flags & llvm::object::SymbolRef::SF_Undefined) && !name.empty())
      names.push_back(name.str());
  }
  std::sort(names.begin(), names.end());
  return names;
}

LoadedKernel::LoadedKernel(const KernelSpec &spec, const KernelChoice &choice,
                           const X86Target &target)
    : contents(std::make_unique<Contents>()) {
  static const bool ready = [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    return true;
  }();
  (void)ready;
  static std::atomic<int> count{0};
  std::string symbol = "kernel_" + std::to_string(count++);

  double before = threadSeconds();
  MemoryFile file;
  contents->scratch =
      compileKernel(spec, choice, target, symbol, KernelOutput::Object, file.path());
  contents->seconds = threadSeconds() - before;

  const std::string object = file.read();
  contents->bytes = static_cast<int64_t>(object.size());
  contents->undefined = undefinedOf(llvm::MemoryBufferRef(object, symbol));
  contents->jit = require(llvm::orc::LLJITBuilder().create());
  require(contents->jit->getMainJITDylib().define(
      llvm::orc::absoluteSymbols(services(*contents->jit))));
  require(contents->jit->addObjectFile(llvm::MemoryBuffer::getMemBufferCopy(object, symbol)));
  contents->entry = require(contents->jit->lookup(symbol)).toPtr<void *>();
  contents->arguments = kernelInterface(spec, target.channelBlock).args.size();
}

LoadedKernel::~LoadedKernel() = default;
LoadedKernel::LoadedKernel(LoadedKernel &&) noexcept = default;

const std::vector<std::string> &LoadedKernel::undefinedSymbols() const {
  return contents->undefined;
}
double LoadedKernel::compileSeconds() const { return contents->seconds; }
int64_t LoadedKernel::objectBytes() const { return contents->bytes; }
int64_t LoadedKernel::scratchBytes() const { return contents->scratch; }

int LoadedKernel::call(int32_t n, const std::vector<void *> &buffers, int threads) const {
  if (buffers.size() != contents->arguments)
    throw std::invalid_argument("wrong number of buffers");
  constexpr size_t most = 12;
  std::array<HostBuffer, most> headers;
  std::memset(static_cast<void *>(&headers), 0x7B, sizeof headers);
  HostBuffer *p[most];
  for (size_t i = 0; i < most; ++i) {
    p[i] = &headers[i];
    if (i < buffers.size())
      headers[i].host = buffers[i];
  }
  // In the System V ABI a caller may pass more arguments than the callee takes.
  using Entry = int (*)(void *, int32_t, HostBuffer *, HostBuffer *, HostBuffer *, HostBuffer *,
                        HostBuffer *, HostBuffer *, HostBuffer *, HostBuffer *, HostBuffer *,
                        HostBuffer *, HostBuffer *, HostBuffer *);
  return reinterpret_cast<Entry>(contents->entry)(&threads, n, p[0], p[1], p[2], p[3], p[4], p[5],
                                                  p[6], p[7], p[8], p[9], p[10], p[11]);
}

} // namespace resnetc::x86
