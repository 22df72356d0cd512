//===- Runner.cpp - kernels for CUDA in this process, on the emulator ------------------===//
#include "compiler/Backend/Cuda/Runner/Runner.h"

#include "compiler/Backend/Cuda/Emulator/TensorMap.h"
#include "compiler/Backend/Cuda/Kernels.h"
#include "runtime/device/cuda/TensorMap.h"

#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace resnetc::cuda {

struct EmulatedKernel::Contents {
  std::unique_ptr<llvm::orc::LLJIT> jit;
  void *entry = nullptr;
  ImageEdit edit;
  std::unique_ptr<emulator::Program> program; ///< loaded by the first call
};

namespace {

void require(llvm::Error error) {
  if (error)
    throw std::runtime_error(llvm::toString(std::move(error)));
}

template <typename T> T require(llvm::Expected<T> value) {
  require(value.takeError());
  return std::move(*value);
}

/// What a kernel is handed as its user context.
struct Call {
  const ImageEdit &edit;
  std::unique_ptr<emulator::Program> &program;
  const std::vector<Buffer> &buffers;
  emulator::Counts counts;
  std::string problem;
};

std::unique_ptr<emulator::Program> load(const rn_cuda_image &image, const ImageEdit &edit) {
  llvm::StringRef bytes(static_cast<const char *>(image.bytes), static_cast<size_t>(image.size));
  const std::string edited = edit ? edit(bytes) : bytes.str();
  return require(emulator::Program::load({edited, "kernel"}));
}

/// Those of a launch, as the emulator has them.
std::vector<CUtensorMap> mapsOf(const rn_cuda_step &step, int32_t n, void *const *arguments) {
  std::vector<CUtensorMap> maps(static_cast<size_t>(step.mapCount));
  for (size_t i = 0; i < maps.size(); ++i) {
    const rn_cuda_map &map = step.maps[i];
    const auto address = reinterpret_cast<uint64_t>(arguments[map.argument]);
    if (rnEncodeTensorMap(emulator::TensorMapFunctions(), map, address, n, &maps[i]) != 0)
      throw std::runtime_error(std::string(step.entry) + ", tensor map " + std::to_string(i) +
                               ": " + emulator::TensorMapFunctions::problem);
  }
  return maps;
}

void launchSteps(Call &call, const rn_cuda_kernel &kernel, int32_t n, void *const *arguments) {
  if (!call.program)
    call.program = load(kernel.images[0], call.edit);
  constexpr size_t alignment = 256;
  const size_t scratchBytes =
      llvm::alignTo(static_cast<size_t>(kernel.scratchBytes) + 1, alignment);
  std::unique_ptr<void, decltype(&std::free)> scratch(std::aligned_alloc(alignment, scratchBytes),
                                                      &std::free);
  void *scratchAddress = scratch.get();
  std::memset(scratchAddress, 0xFF, scratchBytes); // NaN
  emulator::GlobalMemory memory;
  for (const Buffer &buffer : call.buffers)
    memory.add(buffer.name, buffer.data, buffer.bytes);
  memory.add("scratch", scratchAddress, kernel.scratchBytes);
  std::vector<const void *> parameters = {&n};
  for (int64_t i = 0; i < kernel.argumentCount; ++i)
    parameters.push_back(&arguments[i]);
  parameters.push_back(&scratchAddress);
  const size_t fixedParameters = parameters.size();
  for (const rn_cuda_step &step : llvm::ArrayRef(kernel.steps, kernel.stepCount)) {
    const int64_t units = step.unitsPerImage * n + step.unitsFixed;
    const auto blocks = static_cast<int32_t>(llvm::divideCeil(units, step.unitsPerBlock));
    const std::vector<CUtensorMap> maps = mapsOf(step, n, arguments);
    parameters.resize(fixedParameters);
    parameters.push_back(maps.data());
    emulator::Launch launch{step.entry,
                            {blocks, step.gridY, step.gridZ},
                            step.threads,
                            step.sharedBytes,
                            parameters.data()};
    call.counts += require(call.program->launch(launch, memory));
  }
}

int32_t launchEmulated(void *userContext, rn_cuda_kernel *kernel, int32_t n,
                       void *const *arguments) {
  auto &call = *static_cast<Call *>(userContext);
  try {
    launchSteps(call, *kernel, n, arguments);
    return 0;
  } catch (const std::exception &error) { // cannot pass through the kernel's object code
    call.problem = error.what();
    return 1;
  }
}

} // namespace

EmulatedKernel::EmulatedKernel(const kernels::KernelSpec &spec, const kernels::KernelChoice &choice,
                               ImageEdit edit, std::string_view target)
    : contents(std::make_unique<Contents>()) {
  contents->edit = std::move(edit);
  const std::string symbol = "kernel";
  const std::string object = require(compileKernel(spec, choice, *findTarget(target), symbol,
                                                   kernels::KernelOutput::Object))
                                 .bytes;
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  contents->jit = require(llvm::orc::LLJITBuilder().create());
  llvm::orc::LLJIT &jit = *contents->jit;
  require(jit.getMainJITDylib().define(llvm::orc::absoluteSymbols(
      {{jit.mangleAndIntern("rn_cuda_launch"),
        {llvm::orc::ExecutorAddr::fromPtr(&launchEmulated), llvm::JITSymbolFlags::Exported}}})));
  require(jit.addObjectFile(llvm::MemoryBuffer::getMemBufferCopy(object, symbol)));
  contents->entry = require(jit.lookup(symbol)).toPtr<void *>();
}

EmulatedKernel::~EmulatedKernel() = default;

emulator::Counts EmulatedKernel::call(int32_t n, const std::vector<Buffer> &buffers) const {
  // In the System V ABI a caller may pass more arguments than the callee takes.
  constexpr size_t most = 12;
  std::array<void *, most> p{};
  if (buffers.size() > most)
    throw std::invalid_argument("too many buffers");
  std::transform(buffers.begin(), buffers.end(), p.begin(),
                 [](const Buffer &buffer) { return buffer.data; });
  using Entry = int32_t (*)(void *, int32_t, void *, void *, void *, void *, void *, void *, void *,
                            void *, void *, void *, void *, void *);
  Call call{contents->edit, contents->program, buffers, {}, ""};
  int32_t status = reinterpret_cast<Entry>(contents->entry)(
      &call, n, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11]);
  if (status != 0)
    throw std::runtime_error(call.problem);
  return call.counts;
}

} // namespace resnetc::cuda
