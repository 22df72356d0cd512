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

#include <map>

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

void Report::addFused(ModuleOp module, StringRef machine) {
  model = text(module, "rn.name");
  mode = text(module, "rn.mode");
  multiplyAdds = integer(module, "rn.multiply_adds");
  for (Fusion &fusion : listFusions(module)) {
    fusion.machine = machine;
    fusions.push_back(std::move(fusion));
  }
}

static ReportedFunction describe(func::FuncOp function, StringRef target, LaunchTable &table) {
  ReportedFunction result;
  result.target = target;
  result.name = function.getSymName();
  auto copied = function->getAttrOfType<FlatSymbolRefAttr>(rn::copyOfName);
  result.original = copied ? copied.getValue().str() : result.name;
  result.batch = rn::batchOf(function);
  result.imagesAtOnce = integer(function, rn::imagesAtOnceName);
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

void Report::addCode(ArrayRef<KernelJob> jobs, ArrayRef<ObjectFile> objects) {
  llvm::StringMap<size_t> indices;
  for (auto [i, job] : llvm::enumerate(jobs))
    indices[job.symbol] = i;
  std::map<std::pair<size_t, int64_t>, KernelReport> known;
  auto reportOf = [&](StringRef symbol, int64_t n) -> const KernelReport & {
    const size_t i = indices.lookup(symbol);
    auto [found, isNew] = known.try_emplace({i, n});
    if (isNew)
      found->second = jobs[i].target->backend->report(jobs[i], objects[i].bytes, n);
    return found->second;
  };
  for (ReportedFunction &function : functions)
    for (ReportedLaunch &launch : function.launches)
      launch.predictions =
          reportOf(launch.symbol, launch.n > 0 ? launch.n : function.batch).predictions;
  for (ReportedKernel &kernel : kernels)
    kernel.functions = reportOf(kernel.symbol, 1).functions;
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
  for (const ReportedLaunch &launch : function.launches) {
    step.flops += launch.flops.at(batch);
    for (auto [i, prediction] : llvm::enumerate(launch.predictions)) {
      if (i == step.predictions.size())
        step.predictions.emplace_back(prediction.device, 0);
      step.predictions[i].second += prediction.seconds;
    }
  }
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
  if (!fusion.machine.empty())
    object["machine"] = fusion.machine;
  return object;
}

template <typename T> static llvm::json::Array list(const std::vector<T> &values);

static llvm::json::Value json(const FunctionResources &function) {
  llvm::json::Object object{{"entry", function.entry},
                            {"threads", function.threads},
                            {"shared_bytes", function.sharedBytes}};
  if (function.registers)
    object["registers"] = *function.registers;
  if (function.localBytes)
    object["spill_bytes"] = *function.localBytes;
  return object;
}

static llvm::json::Value json(const Prediction &prediction) {
  return llvm::json::Object{{"device", prediction.device},
                            {"microseconds", prediction.seconds * 1e6},
                            {"bound", prediction.bound},
                            {"occupancy", prediction.occupancy}};
}

static llvm::json::Value json(const ReportedKernel &kernel) {
  llvm::json::Object object{{"target", kernel.target}, {"symbol", kernel.symbol},
                            {"spec", kernel.spec},     {"variant", kernel.variant},
                            {"params", kernel.params}, {"reason", kernel.reason},
                            {"uses", kernel.uses},     {"multiply_adds", kernel.multiplyAdds}};
  if (!kernel.functions.empty())
    object["functions"] = list(kernel.functions);
  return object;
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
  llvm::json::Object object{{"layer", launch.layer},
                            {"kernel", launch.kernel.spec},
                            {"algorithm", launch.kernel.algorithm},
                            {"schedule", launch.kernel.schedule},
                            {"flops", json(launch.flops)},
                            {"bytes_read", json(launch.moved.read)},
                            {"bytes_written", json(launch.moved.written)},
                            {"least_bytes_read", json(launch.least.read)},
                            {"least_bytes_written", json(launch.least.written)}};
  if (!launch.predictions.empty())
    object["predicted"] = list(launch.predictions);
  return object;
}

static llvm::json::Value json(const ReportedStep &step) {
  llvm::json::Object predicted;
  for (const auto &[device, seconds] : step.predictions)
    predicted[device] = seconds * 1e3;
  llvm::json::Object object{{"target", step.target}, {"step", step.name},
                            {"batch", step.batch},   {"flops", step.flops},
                            {"bytes", step.moved},   {"least_bytes", step.least}};
  if (!predicted.empty())
    object["predicted_milliseconds"] = std::move(predicted);
  return object;
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
                            {"images_at_once", function.imagesAtOnce},
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
