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
#include <vector>

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

/// Tensors as the device of bothModel stores them, all derived ones included.
const std::vector<rn_tensor> &wideTensors() {
  static const std::vector<rn_tensor> wide = [] {
    std::vector<rn_tensor> tensors(plain().tensors, plain().tensors + plain().tensorCount);
    int64_t offset = 192;
    for (auto tensor = tensors.rbegin(); tensor != tensors.rend(); ++tensor) {
      tensor->blockK *= tensor->dims[0] > 1 ? 2 : 1;
      tensor->stateOffset = offset;
      offset += rnAlign(rn_stored_bytes(&*tensor));
    }
    return tensors;
  }();
  return wide;
}

int64_t wideBytes() {
  const rn_tensor &last = wideTensors().front();
  return last.stateOffset + rnAlign(rn_stored_bytes(&last));
}

/// A state from one of the layouts to the other.
void rearrange(const rn_tensor *fromTensors, char *from, const rn_tensor *toTensors, char *to) {
  for (int64_t i = 0; i < plain().tensorCount; ++i) {
    std::vector<float> values(static_cast<size_t>(rn_elements(&toTensors[i])));
    rn_from_blocked(&fromTensors[i], reinterpret_cast<float *>(from + fromTensors[i].stateOffset),
                    values.data());
    rn_to_blocked(&toTensors[i], values.data(),
                  reinterpret_cast<float *>(to + toTensors[i].stateOffset));
  }
}

/// A kernel on a state of the other layout.
DeviceKernel wide(const DeviceKernel &kernel) {
  return [kernel](unsigned blocks, void **parameters) {
    std::vector<float> state(static_cast<size_t>(plain().stateBytes / 4));
    char *own = reinterpret_cast<char *>(state.data()), *given;
    std::memcpy(&given, parameters[1], sizeof given);
    rearrange(wideTensors().data(), given, plain().tensors, own);
    std::memcpy(parameters[1], &own, sizeof own);
    kernel(blocks, parameters);
    std::memcpy(parameters[1], &given, sizeof given);
    rearrange(plain().tensors, own, wideTensors().data(), given);
  };
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

rn_model bothModel(bool deviceFirst) {
  static rn_variant variants[3];
  static const rn_variant onDevice = [] {
    rn_variant variant = deviceModel("sm_80", 80).variants[0];
    variant.tensors = wideTensors().data();
    variant.stateBytes = wideBytes();
    return variant;
  }();
  variants[0] = variants[2] = onDevice;
  variants[1] = plain();
  rn_model table = model();
  table.variantCount = 2;
  table.variants = deviceFirst ? variants : variants + 1;
  return table;
}

void installWideKernels() {
  installKernels();
  for (auto &[name, kernel] : driver().kernels)
    kernel = wide(kernel);
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
