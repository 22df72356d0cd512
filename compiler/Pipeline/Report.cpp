//===- Report.cpp - what was chosen, why, and what was declined ----------------------===//
//
// Gathers the report from the modules themselves, between phases; passes need not know that one is
// wanted.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Report.h"

#include "compiler/Codegen/StateLayout.h"
#include "compiler/Layout/BufferLayout.h"
#include "compiler/Lowering/KernelMapping.h"
#include "compiler/Pipeline/Locations.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;

namespace resnetc {

static std::string typeText(Type type) {
  std::string text;
  llvm::raw_string_ostream(text) << type;
  return text;
}

static int64_t integer(Operation *op, StringRef name) {
  auto attr = op->getAttrOfType<IntegerAttr>(name);
  return attr ? attr.getInt() : 0;
}

static std::string text(Operation *op, StringRef name) {
  auto attr = op->getAttrOfType<StringAttr>(name);
  return attr ? attr.str() : "";
}

void Report::addFused(ModuleOp module) {
  model = text(module, "rn.name");
  mode = text(module, "rn.mode");
  multiplyAdds = integer(module, "rn.multiply_adds");
  fusions = listFusions(module);
}

static ReportedFunction describe(func::FuncOp function, StringRef target) {
  ReportedFunction result;
  result.target = target;
  result.name = function.getSymName();
  result.arenaFixed = integer(function, "rn.arena_fixed");
  result.arenaPerImage = integer(function, "rn.arena_per_image");
  function.walk([&](rn::AllocOp alloc) {
    RankedTensorType type = alloc.getType().getTensor();
    BufferBytes bytes = bufferBytes(type);
    result.buffers.push_back({placeText(alloc.getLoc()), typeText(type),
                              static_cast<int64_t>(alloc.getFixed().value_or(0)),
                              static_cast<int64_t>(alloc.getPerImage().value_or(0)), bytes.fixed,
                              bytes.perImage});
  });
  return result;
}

void Report::addPlan(ModuleOp module) {
  std::string target = text(module, "rn.target");
  if (functions.empty())
    stateBytes = readState(module).bytes;
  llvm::StringMap<int64_t> uses;
  for (auto function : module.getOps<func::FuncOp>()) {
    functions.push_back(describe(function, target));
    function.walk([&](rn::LaunchOp launch) {
      ++uses[launch.getKernel()];
      ++functions.back().launches;
    });
  }
  for (auto op : module.getOps<rn::KernelOp>()) {
    kernels::KernelSpec spec = rn::specOf(op);
    kernels::KernelChoice choice = rn::choiceOf(op);
    std::string params;
    for (const auto &[name, value] : choice.params)
      params += (params.empty() ? "" : " ") + name + "=" + std::to_string(value);
    kernels.push_back({target, op.getSymName().str(), spec.key(), choice.variant, params,
                       choice.reason, uses.lookup(op.getSymName()), kernels::multiplyAdds(spec)});
  }
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

static llvm::json::Value json(const Fusion &fusion) {
  llvm::json::Object object{{"function", fusion.function},
                            {"op", fusion.op},
                            {"place", fusion.place},
                            {"taken", llvm::json::Array(fusion.taken)}};
  if (!fusion.declined.empty())
    object["declined"] = fusion.declined;
  return object;
}

static llvm::json::Value json(const ReportedKernel &kernel) {
  return llvm::json::Object{{"target", kernel.target}, {"symbol", kernel.symbol},
                            {"spec", kernel.spec},     {"variant", kernel.variant},
                            {"params", kernel.params}, {"reason", kernel.reason},
                            {"uses", kernel.uses},     {"multiply_adds", kernel.multiplyAdds}};
}

static llvm::json::Value json(const ReportedBuffer &buffer) {
  return llvm::json::Object{{"place", buffer.place},
                            {"type", buffer.type},
                            {"offset_fixed", buffer.fixed},
                            {"offset_per_image", buffer.perImage},
                            {"bytes_fixed", buffer.fixedBytes},
                            {"bytes_per_image", buffer.perImageBytes}};
}

template <typename T> static llvm::json::Array list(const std::vector<T> &values) {
  llvm::json::Array array;
  for (const T &value : values)
    array.push_back(json(value));
  return array;
}

static llvm::json::Value json(const ReportedFunction &function) {
  llvm::json::Array buffers;
  for (const ReportedBuffer &buffer : function.buffers)
    buffers.push_back(json(buffer));
  return llvm::json::Object{{"target", function.target},
                            {"name", function.name},
                            {"launches", function.launches},
                            {"arena_fixed", function.arenaFixed},
                            {"arena_per_image", function.arenaPerImage},
                            {"buffers", std::move(buffers)}};
}

llvm::json::Value reportJson(const Report &report) {
  llvm::json::Object object{{"model", report.model},
                            {"mode", report.mode},
                            {"multiply_adds", report.multiplyAdds},
                            {"state_bytes", report.stateBytes},
                            {"fusions", list(report.fusions)},
                            {"kernels", list(report.kernels)},
                            {"functions", list(report.functions)}};
  if (!report.misfits.empty())
    object["misfits"] = llvm::json::Array(report.misfits);
  return object;
}

} // namespace resnetc
