//===- Traffic.cpp - what a kernel moves, and how it goes about it ------------------===//
//
// See Traffic.h.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Traffic.h"

#include "compiler/Kernels/WinogradPhases.h"

namespace resnetc::kernels {

Amount bytesOf(const KernelArg &arg) {
  const int64_t each = elementBytes(arg.type);
  return {arg.fixed * each, arg.perImage * each};
}

Traffic trafficOf(const KernelSpec &spec, int64_t block) {
  Traffic traffic;
  for (const KernelArg &arg : kernelInterface(spec, block).args) {
    if (!arg.output || arg.inPlace)
      traffic.read += bytesOf(arg);
    if (arg.output)
      traffic.written += bytesOf(arg);
  }
  return traffic;
}

std::string algorithmOf(const KernelSpec &spec) {
  const std::string &name = spec.kernelClass;
  if (std::optional<int64_t> m = spec.find("m"); m && name.find("winograd") != std::string::npos) {
    // F(outputs, filter): the gradient by weights has the 3 x 3 filter for its outputs.
    std::string tile = std::to_string(*m);
    tile.append("x").append(std::to_string(*m));
    std::string text = "Winograd F(";
    text.append(name == "conv_winograd_grad_weight" ? "3x3, " + tile : tile + ", 3x3");
    text.append(")");
    return spec.find("sh").value_or(1) == 2 || spec.find("stride").value_or(1) == 2
               ? text.append(" at stride 2")
               : text;
  }
  if (name == "conv_winograd_phases") {
    WinogradPhases phases{Geometry(spec)};
    std::string tile = std::to_string(phases.m), taps = std::to_string(phases.taps);
    return "Winograd F(" + tile + "x" + tile + ", " + taps + "x" + taps + ") of " +
           std::to_string(phases.stride * phases.stride) + " phases";
  }
  if (multiplyAdds(spec) == 0)
    return "pass";
  return name.rfind("linear", 0) == 0 ? "matrix product" : "direct";
}

} // namespace resnetc::kernels
