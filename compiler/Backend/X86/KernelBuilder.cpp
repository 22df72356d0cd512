//===- KernelBuilder.cpp - a Halide pipeline while a class writes it ----------------===//
//
// Declares parameters and outputs with constant shapes and compiles the pipeline.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/KernelBuilder.h"

#include "compiler/Backend/Variants.h"
#include "compiler/Backend/X86/Assemble.h"
#include "compiler/Backend/X86/Scratch.h"
#include "compiler/Backend/X86/Tails.h"
#include "compiler/Support/MemoryFile.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

using namespace Halide;

namespace resnetc::x86 {

static Type halideType(ElementType type) {
  switch (type) {
  case ElementType::BF16:
    return BFloat(16);
  case ElementType::FP16:
    return Float(16);
  case ElementType::F32:
    return Float(32);
  case ElementType::I64:
    return Int(64);
  case ElementType::U8:
    return UInt(8);
  }
  throw std::logic_error("unknown element type");
}

KernelBuilder::KernelBuilder(const KernelSpec &spec, const KernelChoice &choice,
                             const X86Target &target, std::vector<Operand> operandList)
    : spec(spec), choice(choice), target(target), operands(std::move(operandList)) {
  for (const Operand &operand : operands) {
    if (operand.output)
      continue;
    int dims = static_cast<int>(operand.extents.size()) + (operand.batched ? 1 : 0);
    ImageParam param(halideType(operand.type), dims, operand.name);
    constrain<OutputImageParam>(param, operand, true);
    inputs.emplace(operand.name, param);
  }
}

int KernelBuilder::param(const std::string &name) const { return paramOf(choice, name); }

const Operand &KernelBuilder::operand(const std::string &name) const {
  for (const Operand &operand : operands)
    if (operand.name == name)
      return operand;
  throw std::logic_error("kernel class '" + spec.kernelClass + "' has no operand '" + name + "'");
}

bool KernelBuilder::has(const std::string &name) const {
  return std::any_of(operands.begin(), operands.end(),
                     [&](const Operand &operand) { return operand.name == name; });
}

ImageParam KernelBuilder::in(const std::string &name) {
  operand(name);
  return inputs.at(name);
}

ImageParam KernelBuilder::flatIn(const std::string &name) {
  Operand flat = operand(name);
  flat.extents = {flat.elements()};
  ImageParam param(halideType(flat.type), flat.batched ? 2 : 1, name);
  constrain<OutputImageParam>(param, flat, true);
  inputs[name] = param;
  return param;
}

Expr KernelBuilder::extentOf(const Operand &operand, size_t dim) const {
  return dim < operand.extents.size() ? Expr(static_cast<int>(operand.extents[dim])) : Expr(n);
}

template <typename Buffer>
void KernelBuilder::constrain(Buffer buffer, const Operand &operand, bool bounds) const {
  int64_t stride = 1;
  for (size_t dim = 0; dim < operand.extents.size() + (operand.batched ? 1 : 0); ++dim) {
    if (bounds)
      buffer.dim(static_cast<int>(dim)).set_bounds(0, extentOf(operand, dim));
    buffer.dim(static_cast<int>(dim)).set_stride(static_cast<int>(stride));
    if (dim < operand.extents.size())
      stride *= operand.extents[dim];
  }
  if (operand.aligned)
    buffer.set_host_alignment(64);
}

void KernelBuilder::out(std::initializer_list<std::string> names, Func func) {
  size_t index = 0;
  for (const std::string &name : names) {
    const Operand &shape = operand(name);
    // The later buffers of a tuple have the first one's bounds by definition.
    constrain(func.output_buffers()[index], shape, index == 0);
    if (index == 0)
      for (size_t dim = 0; dim < func.args().size(); ++dim)
        func.bound(func.args()[dim], 0, extentOf(shape, dim));
    outputNames.push_back(name);
    ++index;
  }
  outputs.push_back(func);
}

namespace {

/// Gives the bodies of parallel loops names that follow from the kernel's. Halide's own hold
/// numbers that depend on what the process has compiled before, and the object's bytes should not.
class RenameTasks : public Internal::IRMutator {
public:
  explicit RenameTasks(const std::map<std::string, std::string> &names) : names(names) {}

protected:
  using IRMutator::visit;
  Expr visit(const Internal::Variable *op) override {
    auto found = names.find(op->name);
    return found == names.end() ? Expr(op) : Internal::Variable::make(op->type, found->second);
  }

private:
  const std::map<std::string, std::string> &names;
};

} // namespace

static void renameTasks(Module &module, const std::string &symbol) {
  std::map<std::string, std::string> names;
  for (Internal::LoweredFunc &function : module.functions())
    if (function.name != symbol) {
      std::string name = symbol + "_task" + std::to_string(names.size());
      names["::" + function.name] = "::" + name; // how a call of the loop refers to it
      function.name = name;
    }
  RenameTasks rename(names);
  for (Internal::LoweredFunc &function : module.functions())
    function.body = rename.mutate(function.body);
}

/// Finds what asks a buffer for its place, extent or stride.
class FindShapeReads : public Internal::IRVisitor {
public:
  std::string found;

protected:
  using IRVisitor::visit;
  void visit(const Internal::Call *op) override {
    IRVisitor::visit(op);
    for (const char *field : {Internal::Call::buffer_get_min, Internal::Call::buffer_get_max,
                              Internal::Call::buffer_get_extent, Internal::Call::buffer_get_stride})
      if (op->name == field)
        found = op->name;
  }
};

/// Every extent is a constant or the batch size, and callers pass buffers that are nothing but an
/// address: a schedule whose bounds Halide could not fold would read zeros for them.
static void refuseShapeReads(const Module &module) {
  FindShapeReads reads;
  for (const Internal::LoweredFunc &function : module.functions())
    function.body.accept(&reads);
  if (!reads.found.empty())
    throw std::logic_error("the lowered kernel asks a buffer for its shape (" + reads.found + ")");
}

/// The module as it is, for a target that looks at the results of what it calls. Pipelines are
/// lowered without Halide's checks of buffers; what is left of them in the lowered code is the
/// status of a parallel loop and, in the code generator, of an allocation.
static Module withStatusChecks(const Module &lowered) {
  Module checked(lowered.name(), lowered.target().without_feature(Halide::Target::NoAsserts));
  for (const Internal::LoweredFunc &function : lowered.functions())
    checked.append(function);
  checked.set_any_strict_float(lowered.any_strict_float());
  return checked;
}

/// Writes what a reader wants of the lowered code to `path`.
static void write(Module module, KernelOutput output, const std::string &path, bool prefetches) {
  OutputFileType type = output == KernelOutput::Object     ? OutputFileType::object
                        : output == KernelOutput::Assembly ? OutputFileType::assembly
                                                           : OutputFileType::stmt;
  if (!prefetches || output == KernelOutput::Loops)
    return module.compile({{type, path}});
  MemoryFile file;
  module.compile({{OutputFileType::assembly, file.path()}});
  std::string text = keepRequestedLines(file.read());
  std::string bytes = output == KernelOutput::Object ? assemble(text) : text;
  std::ofstream stream(path, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream.flush())
    throw std::runtime_error("cannot write '" + path + "'");
}

int64_t KernelBuilder::compile(const std::string &symbol, KernelOutput output,
                               const std::string &path) {
  std::string text = "x86-64-linux-no_asserts-no_bounds_query-no_runtime-user_context";
  for (const std::string &feature : target.halideFeatures)
    text += "-" + feature;

  std::vector<Argument> arguments = {n};
  std::vector<std::string> order; // of the buffers, as Halide will put them
  for (const Operand &operand : operands)
    if (!operand.output) {
      arguments.push_back(inputs.at(operand.name));
      order.push_back(operand.name);
    }
  order.insert(order.end(), outputNames.begin(), outputNames.end());

  Pipeline pipeline(outputs);
  for (const auto &pass : prefetches)
    pipeline.add_custom_lowering_pass(pass.get(), [] {});
  const std::unique_ptr<Internal::IRMutator> tails = tailPass();
  pipeline.add_custom_lowering_pass(tails.get(), [] {});
  Module module =
      pipeline.compile_to_module(arguments, symbol, Halide::Target(text), LinkageType::External);
  // Halide puts outputs last and in the order of the pipeline; the interface has its own order.
  for (Internal::LoweredFunc &function : module.functions()) {
    if (function.name != symbol) // the body of a parallel loop
      continue;
    size_t first = function.args.size() - order.size(); // user context and n
    std::vector<Internal::LoweredArgument> buffers(function.args.begin() + first,
                                                   function.args.end());
    for (size_t i = 0; i < operands.size(); ++i) {
      size_t from = std::find(order.begin(), order.end(), operands[i].name) - order.begin();
      function.args[first + i] = buffers.at(from);
    }
  }
  refuseShapeReads(module);
  renameTasks(module, symbol);
  int64_t scratch = moveToScratch(module);
  write(withStatusChecks(module), output, path, !prefetches.empty());
  return scratch;
}

} // namespace resnetc::x86
