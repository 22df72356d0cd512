//===- LaunchFacts.cpp - what is known of a launch before it runs ---------------===//
//
// See LaunchFacts.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/LaunchFacts.h"

#include "compiler/Lowering/KernelMapping.h"

using namespace mlir;

namespace resnetc {

KernelFacts factsOf(rn::KernelOp kernel, const Target &target) {
  kernels::KernelSpec spec = rn::specOf(kernel);
  kernels::Traffic traffic = kernels::trafficOf(spec, target.channelBlock);
  constexpr int64_t perMultiplyAdd = 2;
  return {spec.key(),
          kernels::algorithmOf(spec),
          rn::choiceOf(kernel).key(),
          perMultiplyAdd * kernels::multiplyAdds(spec),
          traffic.read,
          traffic.written};
}

std::string layerOf(Location location) {
  if (auto fused = dyn_cast<FusedLoc>(location))
    return fused.getLocations().empty() ? "" : layerOf(fused.getLocations().front());
  if (auto call = dyn_cast<CallSiteLoc>(location))
    return layerOf(call.getCallee());
  if (auto name = dyn_cast<NameLoc>(location))
    return name.getName().empty() ? layerOf(name.getChildLoc()) : name.getName().str();
  return "";
}

LaunchTable::LaunchTable(ModuleOp module) : LaunchTable() {
  const Target *target = rn::targetOf(module);
  for (auto kernel : module.getOps<rn::KernelOp>()) {
    indices[kernel.getSymName()] = static_cast<uint32_t>(facts.size());
    facts.push_back(factsOf(kernel, *target));
  }
}

std::vector<LaunchDescription> LaunchTable::launchesOf(func::FuncOp function) {
  std::vector<LaunchDescription> launches;
  function.walk([&](rn::LaunchOp launch) {
    launches.push_back({text(layerOf(launch.getLoc())), indices.lookup(launch.getKernel()),
                        static_cast<int64_t>(launch.getN().value_or(0))});
  });
  return launches;
}

uint32_t LaunchTable::text(llvm::StringRef value) {
  auto [known, isNew] = offsets.try_emplace(value, static_cast<uint32_t>(all.size()));
  if (isNew) {
    all += value;
    all += '\0';
  }
  return known->second;
}

} // namespace resnetc
