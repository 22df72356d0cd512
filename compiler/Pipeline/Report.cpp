//===- Report.cpp - what was chosen, why, and what was declined ----------------------===//
//
// Gathers the report from the modules themselves, between phases; passes need not know that one is
// wanted.
//
//===----------------------------------------------------------------------===//
#include "compiler/Pipeline/Report.h"

#include "compiler/Codegen/StateLayout.h"
#include "compiler/Dialect/RN/BatchCopies.h"
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

static ReportedFunction describe(func::FuncOp function, StringRef target, LaunchTable &table) {
  ReportedFunction result;
  result.target = target;
  result.name = function.getSymName();
  auto copied = function->getAttrOfType<FlatSymbolRefAttr>(rn::copyOfName);
  result.original = copied ? copied.getValue().str() : result.name;
  result.batch = rn::batchOf(function);
  result.launches = reportLaunches(function, table);
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
  LaunchTable table(module);
  llvm::StringMap<int64_t> uses;
  for (auto function : module.getOps<func::FuncOp>()) {
    functions.push_back(describe(function, target, table));
    function.walk([&](rn::LaunchOp launch) { ++uses[launch.getKernel()]; });
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

Movement ReportedFunction::moved() const {
  Movement sum;
  for (const ReportedLaunch &launch : launches)
    sum += launch.moved;
  return sum;
}

Movement ReportedFunction::least() const {
  Movement sum;
  for (const ReportedLaunch &launch : launches)
    sum += launch.least;
  return sum;
}

static void add(ReportedStep &step, const ReportedFunction &function, int64_t batch) {
  for (const ReportedLaunch &launch : function.launches)
    step.flops += launch.flops.at(batch);
  step.moved += function.moved().total().at(batch);
  step.least += function.least().total().at(batch);
}

std::vector<ReportedStep> reportedSteps(const Report &report) {
  std::vector<ReportedStep> steps;
  for (const ReportedFunction &function : report.functions) {
    const bool training = function.original == "grad";
    if (!training && function.original != "infer")
      continue;
    ReportedStep &step = steps.emplace_back();
    step.target = function.target;
    step.name = training ? "train" : "infer";
    step.batch = function.batch;
    add(step, function, step.batch);
    for (const ReportedFunction &other : report.functions)
      if (training && other.target == function.target && other.name == "update")
        add(step, other, /*batch=*/1);
  }
  return steps;
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

static llvm::json::Value json(kernels::Amount amount) {
  return llvm::json::Object{{"fixed", amount.fixed}, {"per_image", amount.perImage}};
}

static llvm::json::Value json(const ReportedLaunch &launch) {
  return llvm::json::Object{{"layer", launch.layer},
                            {"kernel", launch.kernel.spec},
                            {"algorithm", launch.kernel.algorithm},
                            {"schedule", launch.kernel.schedule},
                            {"flops", json(launch.flops)},
                            {"bytes_read", json(launch.moved.read)},
                            {"bytes_written", json(launch.moved.written)},
                            {"least_bytes_read", json(launch.least.read)},
                            {"least_bytes_written", json(launch.least.written)}};
}

static llvm::json::Value json(const ReportedStep &step) {
  return llvm::json::Object{{"target", step.target}, {"step", step.name},
                            {"batch", step.batch},   {"flops", step.flops},
                            {"bytes", step.moved},   {"least_bytes", step.least}};
}

static llvm::json::Value json(const ReportedFunction &function) {
  llvm::json::Array buffers;
  for (const ReportedBuffer &buffer : function.buffers)
    buffers.push_back(json(buffer));
  llvm::json::Array launches;
  for (const ReportedLaunch &launch : function.launches)
    launches.push_back(json(launch));
  return llvm::json::Object{{"target", function.target},
                            {"name", function.name},
                            {"batch", function.batch},
                            {"launches", std::move(launches)},
                            {"bytes", json(function.moved().total())},
                            {"least_bytes", json(function.least().total())},
                            {"arena_fixed", function.arenaFixed},
                            {"arena_per_image", function.arenaPerImage},
                            {"buffers", std::move(buffers)}};
}

llvm::json::Value reportJson(const Report &report) {
  llvm::json::Object object{{"model", report.model},
                            {"mode", report.mode},
                            {"multiply_adds", report.multiplyAdds},
                            {"state_bytes", report.stateBytes},
                            {"steps", list(reportedSteps(report))},
                            {"fusions", list(report.fusions)},
                            {"kernels", list(report.kernels)},
                            {"functions", list(report.functions)}};
  if (!report.misfits.empty())
    object["misfits"] = llvm::json::Array(report.misfits);
  return object;
}

} // namespace resnetc
