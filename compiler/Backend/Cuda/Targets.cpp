//===- Targets.cpp - the CUDA targets --------------------------------------------------===//
//
// Multiprocessors: NVIDIA A100 and H100 Tensor Core GPU Architecture whitepapers.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Targets.h"

#include "compiler/Backend/HostObject.h"

namespace resnetc::cuda {

static CudaTarget target(const char *name, const char *chip, int64_t architecture,
                         int64_t multiprocessors) {
  CudaTarget result;
  result.backend = &backend();
  result.name = name;
  result.hostCpu = baselineCpu.str();
  result.device = Device::Cuda;
  result.architecture = architecture;
  result.channelBlock = 16;
  result.nchwChannels = 4;
  result.statsAcross = statsPixels;
  result.fastProducts = NumberFormat::TF32;
  result.chip = chip;
  result.multiprocessors = multiprocessors;
  return result;
}

const std::vector<CudaTarget> &allTargets() {
  static const std::vector<CudaTarget> targets = [] {
    std::vector<CudaTarget> all = {
        target("sm_90a", "sm_90a", 90, 132), target("sm_90", "sm_90", 90, 132),
        target("sm_80", "sm_80", 80, 108), target("emulated", "sm_80", 0, 108),
        target("emulated_90a", "sm_90a", 0, 1)};
    for (CudaTarget &each : all) {
      each.emulated = each.architecture == 0;
      each.warpgroups = each.chip == "sm_90a";
    }
    return all;
  }();
  return targets;
}

const CudaTarget *findTarget(std::string_view name) {
  for (const CudaTarget &target : allTargets())
    if (name == target.name)
      return &target;
  return nullptr;
}

} // namespace resnetc::cuda
