//===- DeviceModel.cpp - the hand-written model on a device of the fake driver ------===//
//
// A host function here does what a compiled one does: it hands addresses to rn_cuda_launch. The
// kernel, when the driver runs it, calls the function of the model for the processor on them.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/DeviceModel.h"

#include "runtime/device/cuda/Cuda.h"
#include "tests/unit/runtime/FakeDriver.h"

#include <cstdlib>
#include <cstring>
#include <deque>

namespace fake {

namespace {

const rn_variant &plain() { return model().variants[1]; }

constexpr rn_cuda_image images[] = {{RN_CUDA_CUBIN, 80, "cubin sm_80", 12},
                                    {RN_CUDA_PTX, 80, "ptx sm_80", 10},
                                    {RN_CUDA_BITCODE, 0, "bitcode", 8}};
/// A block for two images.
constexpr rn_cuda_step steps[] = {{"infer", 1, 0, 2, 1, 1, 64, 0},
                                  {"grad", 1, 0, 2, 1, 1, 64, 50 << 10},
                                  {"update", 0, 1, 1, 1, 1, 64, 0},
                                  {"prepare", 1, 0, 1, 1, 1, 64, 0}};

alignas(64) constexpr float constants[16] = {42};

rn_cuda_kernel kernelOf(const rn_cuda_step &step, int64_t arguments) {
  return {3, images, 1, &step, arguments, /*scratchBytes=*/256, {}};
}

/// state, arena, constants, then the bindings.
constexpr int64_t common = 3;

template <rn_cuda_kernel *kernel> int32_t launch(const rn_frame *frame) {
  void *arguments[16] = {frame->state, frame->arena, const_cast<char *>(frame->constants)};
  rn_watch *watch = frame->watch;
  if (watch->armed)
    if (int32_t status = watch->next(watch, 0))
      return status;
  for (int64_t i = common; i < kernel->argumentCount; ++i)
    arguments[i] = frame->bindings[i - common];
  return rn_cuda_launch(frame->userContext, kernel, static_cast<int32_t>(frame->batch), arguments);
}

/// The kernel of a function of the model for the processor.
DeviceKernel kernelFor(int32_t (*entry)(const rn_frame *)) {
  return [entry](unsigned, void **parameters) {
    alignas(64) char scratch[4096];
    rn_lane lane = rn_make_lane(nullptr, scratch, sizeof scratch);
    void *arguments[16] = {};
    for (int i = 0; i < 7 && parameters[i + 1]; ++i)
      std::memcpy(&arguments[i], parameters[i + 1], sizeof(void *));
    int32_t n;
    std::memcpy(&n, parameters[0], sizeof n);
    if (*static_cast<float *>(arguments[2]) != 42)
      std::abort();
    rn_frame frame = {&lane,
                      static_cast<char *>(arguments[0]),
                      static_cast<char *>(arguments[1]),
                      arguments + common,
                      n,
                      static_cast<char *>(arguments[2]),
                      &rn_no_watch};
    entry(&frame);
  };
}

} // namespace

rn_cuda_kernel inferKernel = kernelOf(steps[0], common + 2),
               gradKernel = kernelOf(steps[1], common + 4),
               updateKernel = kernelOf(steps[2], common + 1),
               prepareKernel = kernelOf(steps[3], common);

rn_model deviceModel(const char *isa, int64_t architecture) {
  static rn_function infer, grad;
  static std::deque<rn_variant> variants; // as long-lived as a library's
  infer = plain().infer[0];
  infer.entry = launch<&inferKernel>;
  infer.scratchBytes = 256;
  grad = plain().grad[0];
  grad.entry = launch<&gradKernel>;
  rn_variant &variant = variants.emplace_back(plain());
  variant.isa = isa;
  variant.device = &rn_cuda_device;
  variant.architecture = architecture;
  variant.constants = reinterpret_cast<const char *>(constants);
  variant.constantsBytes = sizeof constants;
  variant.prepare.entry = launch<&prepareKernel>;
  variant.update.entry = launch<&updateKernel>;
  variant.infer = &infer;
  variant.grad = &grad;
  rn_model table = model();
  table.variantCount = 1;
  table.variants = &variant;
  return table;
}

void installKernels() {
  driver().kernels = {{"infer", kernelFor(plain().infer[0].entry)},
                      {"grad", kernelFor(plain().grad[0].entry)},
                      {"update", kernelFor(plain().update.entry)},
                      {"prepare", kernelFor(plain().prepare.entry)}};
}

void forgetKernels() {
  rn_cuda_unload();
  for (rn_cuda_kernel *kernel : {&inferKernel, &gradKernel, &updateKernel, &prepareKernel})
    std::memset(kernel->loaded, 0, sizeof kernel->loaded);
}

} // namespace fake
