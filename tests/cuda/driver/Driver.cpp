//===- Driver.cpp - a CUDA driver that is the emulator --------------------------------------===//
//
// A libcuda.so.1 with the functions that the runtime uses. Its one device has the compute capability
// 0.0, which takes images for the emulator. Device memory is the host's, streams do at once what they
// are handed, and what the emulator finds is the text of the error.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Emulator/Emulator.h"
#include "compiler/Backend/Cuda/Emulator/TensorMap.h"
#include "tests/cuda/driver/Calls.h"
#include "tests/cuda/driver/DeviceMemory.h"

#include "llvm/Support/Endian.h"

#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

using namespace resnetc::cuda::emulator;
using namespace resnetc::driver;

namespace {

constexpr CUresult invalidImage = 200, notFound = 500, illegalAddress = 700, launchFailed = 719;

std::mutex lock; ///< of everything
std::string lastFinding;

CUresult fail(CUresult result, llvm::Error error) {
  lastFinding = llvm::toString(std::move(error));
  return result;
}

DeviceMemory memory;

CUresult copy(void *to, const void *from, size_t bytes, bool isGood) {
  if (!isGood)
    return invalidValue;
  std::memmove(to, from, bytes);
  return CUDA_SUCCESS;
}

void *at(CUdeviceptr address) { return reinterpret_cast<void *>(address); }

//===----------------------------------------------------------------------===//
// Launches
//===----------------------------------------------------------------------===//

/// CUmodule points to one.
struct Module {
  std::unique_ptr<Program> program;
  std::map<std::string, struct Function> functions;
};

/// CUfunction points to one.
struct Function {
  const Program *program;
  std::string name;
  std::vector<int64_t> parameterBytes;
  unsigned sharedLimit = 48 << 10;
};

/// A launch with its arguments, which its caller may change before it is replayed.
struct Recorded {
  const Function *function;
  Launch launch;
  std::vector<std::string> arguments;
};

/// CUgraph and CUgraphExec point to one.
using Graph = std::vector<Recorded>;

/// CUstream points to one.
struct Stream {
  std::optional<Graph> capture;
};

CUresult run(Recorded recorded) {
  std::vector<const void *> parameters;
  for (const std::string &argument : recorded.arguments)
    parameters.push_back(argument.data());
  recorded.launch.parameters = parameters.data();
  auto counts = recorded.function->program->launch(recorded.launch, memory.buffers());
  return counts ? CUDA_SUCCESS : fail(launchFailed, counts.takeError());
}

/// An image says in its first words how long it is; Image.cpp.
llvm::MemoryBufferRef imageAt(const void *bytes) {
  constexpr uint32_t magic = 0x0B17C0DE;
  const auto *fields = static_cast<const char *>(bytes);
  auto field = [&](int index) { return llvm::support::endian::read32le(fields + 4 * index); };
  const uint32_t size = field(0) == magic ? field(2) + field(3) : 0;
  return {{fields, size}, "image"};
}

bool isCapturing(CUstream stream) {
  return reinterpret_cast<Stream *>(stream)->capture.has_value();
}

} // namespace

#define API extern "C" __attribute__((visibility("default"))) CUresult
/// The beginning of every function that may fail.
#define MAY_FAIL                                                                                   \
  if (!calls.mayPass(__func__))                                                                    \
  return illegalAddress

API cuInit(unsigned) {
  MAY_FAIL;
  return CUDA_SUCCESS;
}

API cuGetErrorName(CUresult error, const char **name) {
  static const std::map<CUresult, const char *> names = {
      {invalidValue, "CUDA_ERROR_INVALID_VALUE"},
      {CUDA_ERROR_OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"},
      {invalidImage, "CUDA_ERROR_INVALID_IMAGE"},
      {notFound, "CUDA_ERROR_NOT_FOUND"},
      {illegalAddress, "CUDA_ERROR_ILLEGAL_ADDRESS"},
      {launchFailed, "CUDA_ERROR_LAUNCH_FAILED"}};
  auto found = names.find(error);
  if (found == names.end())
    return invalidValue;
  *name = found->second;
  return CUDA_SUCCESS;
}

API cuGetErrorString(CUresult error, const char **text) {
  std::lock_guard<std::mutex> one(lock);
  static std::string words;
  bool isFound = error == launchFailed || error == invalidImage ||
                 (error == invalidValue && !lastFinding.empty());
  words = isFound ? lastFinding : "the emulator does not allow it";
  *text = words.c_str();
  return CUDA_SUCCESS;
}

API cuDeviceGetCount(int *count) {
  MAY_FAIL;
  *count = 1;
  return CUDA_SUCCESS;
}

API cuDeviceGet(CUdevice *device, int ordinal) {
  MAY_FAIL;
  *device = ordinal;
  return ordinal == 0 ? CUDA_SUCCESS : invalidValue;
}

API cuDeviceGetName(char *name, int capacity, CUdevice) {
  MAY_FAIL;
  std::strncpy(name, "emulator", static_cast<size_t>(capacity));
  return CUDA_SUCCESS;
}

API cuDeviceGetAttribute(int *value, int, CUdevice) {
  MAY_FAIL;
  *value = 0; // of both numbers of the compute capability
  return CUDA_SUCCESS;
}

API cuDevicePrimaryCtxRetain(CUcontext *context, CUdevice) {
  MAY_FAIL;
  *context = reinterpret_cast<CUcontext>(&memory);
  ++left.contexts;
  return CUDA_SUCCESS;
}

API cuDevicePrimaryCtxRelease_v2(CUdevice) {
  --left.contexts;
  return CUDA_SUCCESS;
}

API cuCtxPushCurrent_v2(CUcontext) {
  MAY_FAIL;
  return CUDA_SUCCESS;
}

API cuCtxPopCurrent_v2(CUcontext *context) {
  *context = nullptr;
  return CUDA_SUCCESS;
}

API cuMemGetInfo_v2(size_t *free, size_t *total) {
  std::lock_guard<std::mutex> one(lock);
  *total = DeviceMemory::capacity;
  *free = DeviceMemory::capacity - memory.bytesInUse();
  return CUDA_SUCCESS;
}

API cuMemAlloc_v2(CUdeviceptr *address, size_t bytes) {
  MAY_FAIL;
  std::lock_guard<std::mutex> one(lock);
  return memory.allocate(address, bytes);
}

API cuMemHostAlloc(void **address, size_t bytes, unsigned) {
  MAY_FAIL;
  *address = std::malloc(bytes);
  ++left.blocks;
  return CUDA_SUCCESS;
}

API cuMemFreeHost(void *address) {
  --left.blocks;
  std::free(address);
  return CUDA_SUCCESS;
}

API cuMemFree_v2(CUdeviceptr address) {
  std::lock_guard<std::mutex> one(lock);
  return memory.free(address);
}

API cuMemcpyHtoD_v2(CUdeviceptr to, const void *from, size_t bytes) {
  MAY_FAIL;
  std::lock_guard<std::mutex> one(lock);
  return copy(at(to), from, bytes, memory.holds(to, bytes));
}

API cuMemcpyDtoH_v2(void *to, CUdeviceptr from, size_t bytes) {
  MAY_FAIL;
  std::lock_guard<std::mutex> one(lock);
  return copy(to, at(from), bytes, memory.holds(from, bytes));
}

API cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void *from, size_t bytes, CUstream stream) {
  return isCapturing(stream) ? invalidValue : cuMemcpyHtoD_v2(to, from, bytes);
}

API cuMemcpyDtoHAsync_v2(void *to, CUdeviceptr from, size_t bytes, CUstream stream) {
  return isCapturing(stream) ? invalidValue : cuMemcpyDtoH_v2(to, from, bytes);
}

API cuMemcpyDtoDAsync_v2(CUdeviceptr to, CUdeviceptr from, size_t bytes, CUstream stream) {
  MAY_FAIL;
  std::lock_guard<std::mutex> one(lock);
  return copy(at(to), at(from), bytes,
              memory.holds(from, bytes) && memory.holds(to, bytes) && !isCapturing(stream));
}

API cuModuleLoadDataEx(CUmodule *module, const void *image, unsigned, int *, void **) {
  MAY_FAIL;
  std::lock_guard<std::mutex> one(lock);
  auto program = Program::load(imageAt(image));
  if (!program)
    return fail(invalidImage, program.takeError());
  ++left.modules;
  *module = reinterpret_cast<CUmodule>(new Module{std::move(*program), {}});
  return CUDA_SUCCESS;
}

API cuModuleUnload(CUmodule module) {
  std::lock_guard<std::mutex> one(lock);
  --left.modules;
  delete reinterpret_cast<Module *>(module);
  return CUDA_SUCCESS;
}

API cuModuleGetFunction(CUfunction *function, CUmodule handle, const char *name) {
  MAY_FAIL;
  std::lock_guard<std::mutex> one(lock);
  auto &module = *reinterpret_cast<Module *>(handle);
  auto parameters = module.program->parametersOf(name);
  if (!parameters)
    return notFound;
  Function made{module.program.get(), name, *parameters};
  *function = reinterpret_cast<CUfunction>(&module.functions.try_emplace(name, made).first->second);
  return CUDA_SUCCESS;
}

API cuFuncSetAttribute(CUfunction function, int attribute, int value) {
  MAY_FAIL;
  std::lock_guard<std::mutex> one(lock);
  if (attribute != CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES)
    return invalidValue;
  reinterpret_cast<Function *>(function)->sharedLimit = static_cast<unsigned>(value);
  return CUDA_SUCCESS;
}

namespace {

/// What a function that makes a map gave: on an error its words are what is told of it.
CUresult encoded(int result) {
  std::lock_guard<std::mutex> one(lock);
  lastFinding = TensorMapFunctions::problem;
  return result ? invalidValue : CUDA_SUCCESS;
}

} // namespace

API cuTensorMapEncodeTiled RN_CUDA_TILED_PARAMETERS {
  MAY_FAIL;
  return encoded(TensorMapFunctions::cuTensorMapEncodeTiled(
      map, type, rank, address, sizes, strides, box, steps, interleave, swizzle, promotion, fill));
}

API cuTensorMapEncodeIm2col RN_CUDA_IM2COL_PARAMETERS {
  MAY_FAIL;
  return encoded(TensorMapFunctions::cuTensorMapEncodeIm2col(
      map, type, rank, address, sizes, strides, lower, upper, channels, pixels, steps, interleave,
      swizzle, promotion, fill));
}

API cuLaunchKernel(CUfunction handle, unsigned gridX, unsigned gridY, unsigned gridZ,
                   unsigned blockX, unsigned blockY, unsigned blockZ, unsigned sharedBytes,
                   CUstream handleOfStream, void **parameters, void **) {
  MAY_FAIL;
  std::lock_guard<std::mutex> one(lock);
  const auto &function = *reinterpret_cast<Function *>(handle);
  auto &stream = *reinterpret_cast<Stream *>(handleOfStream);
  if (blockY != 1 || blockZ != 1 || sharedBytes > function.sharedLimit)
    return invalidValue;
  auto extent = [](unsigned value) { return static_cast<int32_t>(value); };
  Recorded recorded{
      &function,
      {function.name, {extent(gridX), extent(gridY), extent(gridZ)}, extent(blockX), sharedBytes},
      {}};
  for (size_t i = 0; i < function.parameterBytes.size(); ++i)
    recorded.arguments.emplace_back(static_cast<const char *>(parameters[i]),
                                    static_cast<size_t>(function.parameterBytes[i]));
  if (!stream.capture)
    return run(recorded);
  stream.capture->push_back(recorded);
  return CUDA_SUCCESS;
}

API cuStreamCreate(CUstream *stream, unsigned) {
  MAY_FAIL;
  ++left.streams;
  *stream = reinterpret_cast<CUstream>(new Stream);
  return CUDA_SUCCESS;
}

API cuStreamDestroy_v2(CUstream stream) {
  --left.streams;
  delete reinterpret_cast<Stream *>(stream);
  return CUDA_SUCCESS;
}

API cuStreamSynchronize(CUstream) {
  MAY_FAIL;
  return CUDA_SUCCESS;
}

// What a stream is handed is done at once, and so an event has no time to wait for.
API cuStreamWaitEvent(CUstream stream, CUevent, unsigned) {
  MAY_FAIL;
  return isCapturing(stream) ? invalidValue : CUDA_SUCCESS;
}

API cuEventCreate(CUevent *event, unsigned) {
  MAY_FAIL;
  ++left.events;
  *event = reinterpret_cast<CUevent>(new char);
  return CUDA_SUCCESS;
}

API cuEventDestroy_v2(CUevent event) {
  --left.events;
  delete reinterpret_cast<char *>(event);
  return CUDA_SUCCESS;
}

API cuEventRecord(CUevent, CUstream stream) {
  MAY_FAIL;
  return isCapturing(stream) ? invalidValue : CUDA_SUCCESS;
}

API cuEventSynchronize(CUevent) {
  MAY_FAIL;
  return CUDA_SUCCESS;
}

API cuStreamBeginCapture_v2(CUstream stream, int) {
  MAY_FAIL;
  reinterpret_cast<Stream *>(stream)->capture.emplace();
  return CUDA_SUCCESS;
}

API cuStreamEndCapture(CUstream handle, CUgraph *graph) {
  auto &stream = *reinterpret_cast<Stream *>(handle);
  if (!stream.capture)
    return invalidValue;
  if (!calls.mayPass(__func__)) {
    stream.capture.reset();
    return illegalAddress;
  }
  ++left.graphs;
  *graph = reinterpret_cast<CUgraph>(new Graph(std::move(*stream.capture)));
  stream.capture.reset();
  return CUDA_SUCCESS;
}

API cuGraphInstantiateWithFlags(CUgraphExec *executable, CUgraph graph, uint64_t) {
  MAY_FAIL;
  ++left.executables;
  *executable = reinterpret_cast<CUgraphExec>(new Graph(*reinterpret_cast<Graph *>(graph)));
  return CUDA_SUCCESS;
}

API cuGraphLaunch(CUgraphExec executable, CUstream) {
  MAY_FAIL;
  std::lock_guard<std::mutex> one(lock);
  for (const Recorded &recorded : *reinterpret_cast<Graph *>(executable))
    if (CUresult result = run(recorded))
      return result;
  return CUDA_SUCCESS;
}

API cuGraphExecDestroy(CUgraphExec executable) {
  --left.executables;
  delete reinterpret_cast<Graph *>(executable);
  return CUDA_SUCCESS;
}

API cuGraphDestroy(CUgraph graph) {
  --left.graphs;
  delete reinterpret_cast<Graph *>(graph);
  return CUDA_SUCCESS;
}
