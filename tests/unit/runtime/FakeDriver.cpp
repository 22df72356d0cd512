//===- FakeDriver.cpp - a CUDA driver for tests of the runtime ---------------------===//
#include "tests/unit/runtime/FakeDriver.h"

#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <utility>

namespace {

using namespace fake;

constexpr CUresult invalid = 1, outOfMemory = CUDA_ERROR_OUT_OF_MEMORY, notFound = 500,
                   illegalAddress = 700;

struct Launch {
  std::string kernel;
  unsigned blocks;
  std::vector<std::vector<char>> values; ///< of the arguments, eight bytes each
};

void run(const Launch &launch) {
  std::vector<void *> parameters;
  for (const auto &value : launch.values)
    parameters.push_back(const_cast<char *>(value.data()));
  parameters.push_back(nullptr);
  driver().kernels.at(launch.kernel)(launch.blocks, parameters.data());
}

using Graph = std::vector<Launch>;
std::map<CUstream, std::unique_ptr<Graph>> capturing;
std::map<CUfunction, std::string> functionNames;

//===----------------------------------------------------------------------===//
// Streams
//===----------------------------------------------------------------------===//

struct Stream {
  std::deque<std::function<void()>> waiting;
  uint64_t given = 0, done = 0;
};
std::map<CUstream, Stream> work;

/// A place in a stream.
struct Mark {
  CUstream stream = nullptr;
  uint64_t given = 0;
};

/// Does what the stream was given before the mark.
void runTo(const Mark &mark) {
  Stream &stream = work[mark.stream];
  while (stream.done < mark.given) {
    auto next = std::move(stream.waiting.front());
    stream.waiting.pop_front();
    ++stream.done; // before it runs: what waits for it within would wait for ever
    next();
  }
}

void runAll(CUstream stream) { runTo({stream, work[stream].given}); }

/// As what frees memory does.
void runAll() {
  for (auto &[handle, stream] : work)
    runAll(handle);
}

void give(CUstream handle, std::function<void()> what) {
  Stream &stream = work[handle];
  stream.waiting.push_back(std::move(what));
  ++stream.given;
  if (driver().late && driver().late != handle)
    runAll(handle);
}

/// Tells a test of a launch.
void tellLaunch() {
  if (auto launched = std::exchange(driver().launched, nullptr))
    launched();
}

bool isPinned(const void *address, size_t bytes) {
  for (const auto &[start, size] : driver().pinned) {
    const char *first = static_cast<const char *>(start), *at = static_cast<const char *>(address);
    if (at >= first && at + bytes <= first + size)
      return true;
  }
  return false;
}

/// Counts a call; its result where a test wants another than success.
CUresult enter(const char *function) {
  ++driver().calls[function];
  if (driver().failAt > 0 && --driver().failAt == 0) {
    driver().failed = function;
    return illegalAddress;
  }
  auto &fails = driver().fails[function];
  if (fails.empty())
    return CUDA_SUCCESS;
  CUresult result = fails.front();
  fails.erase(fails.begin());
  return result;
}

/// Whether the bytes lie in one block.
bool isInside(CUdeviceptr address, size_t bytes) {
  auto block = driver().blocks.upper_bound(address);
  if (block == driver().blocks.begin())
    return false;
  --block;
  return address + bytes <= block->first + block->second;
}

template <typename T> void *handle(std::set<void *> &all, T *object) {
  all.insert(object);
  return object;
}

CUresult copy(void *to, const void *from, size_t bytes, bool good) {
  if (!good)
    return invalid;
  std::memmove(to, from, bytes);
  return CUDA_SUCCESS;
}

void *at(CUdeviceptr address) { return reinterpret_cast<void *>(address); }

} // namespace

namespace fake {

Driver &driver() {
  static Driver &one = *new Driver; // libraries give back modules when the process ends
  return one;
}

} // namespace fake

#define ENTER(NAME)                                                                                \
  if (CUresult failure = enter(NAME))                                                              \
  return failure
#define API extern "C" __attribute__((visibility("default"))) CUresult

API cuInit(unsigned) {
  ENTER("cuInit");
  return CUDA_SUCCESS;
}
API cuGetErrorName(CUresult error, const char **name) {
  static const std::map<CUresult, const char *> names = {
      {1, "CUDA_ERROR_INVALID_VALUE"},     {2, "CUDA_ERROR_OUT_OF_MEMORY"},
      {100, "CUDA_ERROR_NO_DEVICE"},       {209, "CUDA_ERROR_NO_BINARY_FOR_GPU"},
      {218, "CUDA_ERROR_INVALID_PTX"},     {500, "CUDA_ERROR_NOT_FOUND"},
      {700, "CUDA_ERROR_ILLEGAL_ADDRESS"}, {900, "CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED"}};
  auto found = names.find(error);
  if (found == names.end())
    return invalid;
  *name = found->second;
  return CUDA_SUCCESS;
}
API cuGetErrorString(CUresult, const char **text) {
  *text = "words of the driver";
  return CUDA_SUCCESS;
}
API cuDeviceGetCount(int *count) {
  ENTER("cuDeviceGetCount");
  *count = static_cast<int>(driver().gpus.size());
  return CUDA_SUCCESS;
}
API cuDeviceGet(CUdevice *device, int ordinal) {
  ENTER("cuDeviceGet");
  *device = ordinal;
  return CUDA_SUCCESS;
}
API cuDeviceGetName(char *name, int capacity, CUdevice device) {
  ENTER("cuDeviceGetName");
  std::strncpy(name, driver().gpus.at(device).name.c_str(), static_cast<size_t>(capacity));
  return CUDA_SUCCESS;
}
API cuDeviceGetAttribute(int *value, int attribute, CUdevice device) {
  ENTER("cuDeviceGetAttribute");
  const Gpu &gpu = driver().gpus.at(device);
  *value = attribute == CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR ? gpu.major : gpu.minor;
  return CUDA_SUCCESS;
}
API cuDevicePrimaryCtxRetain(CUcontext *context, CUdevice device) {
  ENTER("cuDevicePrimaryCtxRetain");
  ++driver().retained;
  *context = reinterpret_cast<CUcontext>(static_cast<uintptr_t>(device) + 1);
  return CUDA_SUCCESS;
}
API cuDevicePrimaryCtxRelease_v2(CUdevice) {
  --driver().retained;
  return CUDA_SUCCESS;
}
API cuCtxPushCurrent_v2(CUcontext) {
  ENTER("cuCtxPushCurrent");
  ++driver().pushed;
  return CUDA_SUCCESS;
}
API cuCtxPopCurrent_v2(CUcontext *context) {
  --driver().pushed;
  *context = nullptr;
  return CUDA_SUCCESS;
}
API cuMemGetInfo_v2(size_t *free, size_t *total) {
  *total = *free = driver().memory;
  for (const auto &[address, bytes] : driver().blocks)
    *free -= bytes;
  return CUDA_SUCCESS;
}
API cuMemAlloc_v2(CUdeviceptr *address, size_t bytes) {
  ENTER("cuMemAlloc");
  size_t free, total;
  cuMemGetInfo_v2(&free, &total);
  if (bytes == 0 || driver().pushed == 0)
    return invalid;
  if (bytes > free)
    return outOfMemory;
  void *memory = std::aligned_alloc(256, (bytes + 255) / 256 * 256);
  std::memset(memory, 0xcd, bytes);
  *address = reinterpret_cast<CUdeviceptr>(memory);
  driver().blocks[*address] = bytes;
  return CUDA_SUCCESS;
}
API cuMemHostAlloc(void **address, size_t bytes, unsigned) {
  ENTER("cuMemHostAlloc");
  *address = std::aligned_alloc(256, (bytes + 255) / 256 * 256);
  driver().pinned[*address] = bytes;
  return CUDA_SUCCESS;
}
API cuMemFreeHost(void *address) {
  runAll();
  if (!driver().pinned.erase(address))
    return invalid;
  std::free(address);
  return CUDA_SUCCESS;
}
API cuMemFree_v2(CUdeviceptr address) {
  ENTER("cuMemFree");
  runAll();
  if (!driver().blocks.erase(address))
    return invalid;
  std::free(at(address));
  return CUDA_SUCCESS;
}
API cuMemcpyHtoD_v2(CUdeviceptr to, const void *from, size_t bytes) {
  ENTER("cuMemcpyHtoD");
  return copy(at(to), from, bytes, isInside(to, bytes));
}
API cuMemcpyDtoH_v2(void *to, CUdeviceptr from, size_t bytes) {
  ENTER("cuMemcpyDtoH");
  return copy(to, at(from), bytes, isInside(from, bytes));
}
API cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void *from, size_t bytes, CUstream stream) {
  ENTER("cuMemcpyHtoDAsync");
  if (!isInside(to, bytes) || capturing.count(stream))
    return invalid;
  if (isPinned(from, bytes)) {
    give(stream, [=] { std::memcpy(at(to), from, bytes); });
    return CUDA_SUCCESS;
  }
  const char *source = static_cast<const char *>(from);
  give(stream, [to, values = std::vector<char>(source, source + bytes)] {
    std::memcpy(at(to), values.data(), values.size());
  });
  return CUDA_SUCCESS;
}
API cuMemcpyDtoHAsync_v2(void *to, CUdeviceptr from, size_t bytes, CUstream stream) {
  ENTER("cuMemcpyDtoHAsync");
  if (!isInside(from, bytes) || capturing.count(stream))
    return invalid;
  give(stream, [=] { std::memcpy(to, at(from), bytes); });
  if (!isPinned(to, bytes))
    runAll(stream);
  return CUDA_SUCCESS;
}
API cuMemcpyDtoDAsync_v2(CUdeviceptr to, CUdeviceptr from, size_t bytes, CUstream stream) {
  ENTER("cuMemcpyDtoDAsync");
  if (!isInside(from, bytes) || !isInside(to, bytes) || capturing.count(stream))
    return invalid;
  give(stream, [=] { std::memmove(at(to), at(from), bytes); });
  return CUDA_SUCCESS;
}
API cuModuleLoadDataEx(CUmodule *module, const void *image, unsigned count, int *options,
                       void **values) {
  ENTER("cuModuleLoadDataEx");
  const std::string text = static_cast<const char *>(image);
  if (!capturing.empty() || driver().pushed == 0)
    return invalid;
  if (text == "bad") {
    for (unsigned i = 0; i < count; ++i)
      if (options[i] == CU_JIT_ERROR_LOG_BUFFER)
        std::strcpy(static_cast<char *>(values[i]), "line 7: no such instruction");
    return 218;
  }
  driver().images.push_back(text);
  *module = static_cast<CUmodule>(handle(driver().modules, new char));
  return CUDA_SUCCESS;
}
API cuModuleUnload(CUmodule module) {
  ENTER("cuModuleUnload");
  if (!driver().modules.erase(module))
    return invalid;
  delete reinterpret_cast<char *>(module);
  return CUDA_SUCCESS;
}
API cuModuleGetFunction(CUfunction *function, CUmodule module, const char *name) {
  ENTER("cuModuleGetFunction");
  if (!driver().modules.count(module) || !driver().kernels.count(name))
    return notFound;
  static std::map<std::string, std::unique_ptr<char>> handles;
  auto &own = handles[name];
  if (!own)
    own = std::make_unique<char>();
  *function = reinterpret_cast<CUfunction>(own.get());
  functionNames[*function] = name;
  return CUDA_SUCCESS;
}
API cuFuncSetAttribute(CUfunction function, int attribute, int value) {
  ENTER("cuFuncSetAttribute");
  if (attribute == CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES)
    driver().sharedBytes[function] = value;
  return CUDA_SUCCESS;
}
// No kernel of the tests has tensor maps.
API cuTensorMapEncodeTiled RN_CUDA_TILED_PARAMETERS {
  ENTER("cuTensorMapEncodeTiled");
  return invalid;
}
API cuTensorMapEncodeIm2col RN_CUDA_IM2COL_PARAMETERS {
  ENTER("cuTensorMapEncodeIm2col");
  return invalid;
}
API cuLaunchKernel(CUfunction function, unsigned gridX, unsigned, unsigned, unsigned, unsigned,
                   unsigned, unsigned sharedBytes, CUstream stream, void **parameters, void **) {
  ENTER("cuLaunchKernel");
  if (sharedBytes > (48 << 10) && driver().sharedBytes[function] < static_cast<int>(sharedBytes))
    return invalid;
  // Every kernel of the tests takes n, then seven addresses at most, as many as there are.
  Launch launch{functionNames.at(function), gridX, {}};
  launch.values.emplace_back(8);
  std::memcpy(launch.values.back().data(), parameters[0], sizeof(int32_t));
  for (int i = 1; i < 9 && parameters[i]; ++i)
    launch.values.emplace_back(static_cast<char *>(parameters[i]),
                               static_cast<char *>(parameters[i]) + 8);
  if (capturing.count(stream))
    capturing[stream]->push_back(launch);
  else {
    give(stream, [launch] { run(launch); });
    tellLaunch();
  }
  return CUDA_SUCCESS;
}
API cuStreamCreate(CUstream *stream, unsigned) {
  ENTER("cuStreamCreate");
  *stream = static_cast<CUstream>(handle(driver().streams, new char));
  return CUDA_SUCCESS;
}
API cuStreamDestroy_v2(CUstream stream) {
  if (!driver().streams.erase(stream))
    return invalid;
  runAll(stream);
  work.erase(stream);
  delete reinterpret_cast<char *>(stream);
  return CUDA_SUCCESS;
}
API cuStreamSynchronize(CUstream stream) {
  ENTER("cuStreamSynchronize");
  runAll(stream);
  return CUDA_SUCCESS;
}
API cuStreamWaitEvent(CUstream stream, CUevent event, unsigned) {
  ENTER("cuStreamWaitEvent");
  if (!driver().events.count(event))
    return invalid;
  give(stream, [mark = *reinterpret_cast<Mark *>(event)] { runTo(mark); });
  return CUDA_SUCCESS;
}
API cuEventCreate(CUevent *event, unsigned) {
  ENTER("cuEventCreate");
  *event = static_cast<CUevent>(handle(driver().events, new Mark));
  return CUDA_SUCCESS;
}
API cuEventDestroy_v2(CUevent event) {
  if (!driver().events.erase(event))
    return invalid;
  delete reinterpret_cast<Mark *>(event);
  return CUDA_SUCCESS;
}
API cuEventRecord(CUevent event, CUstream stream) {
  ENTER("cuEventRecord");
  if (!driver().events.count(event))
    return invalid;
  *reinterpret_cast<Mark *>(event) = {stream, work[stream].given};
  return CUDA_SUCCESS;
}
API cuEventSynchronize(CUevent event) {
  ENTER("cuEventSynchronize");
  if (!driver().events.count(event))
    return invalid;
  runTo(*reinterpret_cast<Mark *>(event)); // of one that was never recorded at once
  return CUDA_SUCCESS;
}
API cuStreamBeginCapture_v2(CUstream stream, int) {
  ENTER("cuStreamBeginCapture");
  capturing[stream] = std::make_unique<Graph>();
  return CUDA_SUCCESS;
}
API cuStreamEndCapture(CUstream stream, CUgraph *graph) {
  std::unique_ptr<Graph> captured = std::move(capturing[stream]);
  capturing.erase(stream);
  ENTER("cuStreamEndCapture");
  *graph = static_cast<CUgraph>(handle(driver().graphs, captured.release()));
  return CUDA_SUCCESS;
}
API cuGraphInstantiateWithFlags(CUgraphExec *executable, CUgraph graph, uint64_t) {
  ENTER("cuGraphInstantiateWithFlags");
  *executable = static_cast<CUgraphExec>(
      handle(driver().executables, new Graph(*reinterpret_cast<Graph *>(graph))));
  return CUDA_SUCCESS;
}
API cuGraphLaunch(CUgraphExec executable, CUstream stream) {
  ENTER("cuGraphLaunch");
  give(stream, [graph = *reinterpret_cast<Graph *>(executable)] {
    for (const Launch &launch : graph)
      run(launch);
  });
  tellLaunch();
  return CUDA_SUCCESS;
}
API cuGraphExecDestroy(CUgraphExec executable) {
  if (!driver().executables.erase(executable))
    return invalid;
  delete reinterpret_cast<Graph *>(executable);
  return CUDA_SUCCESS;
}
API cuGraphDestroy(CUgraph graph) {
  if (!driver().graphs.erase(graph))
    return invalid;
  delete reinterpret_cast<Graph *>(graph);
  return CUDA_SUCCESS;
}
