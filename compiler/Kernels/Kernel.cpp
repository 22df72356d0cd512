//===- Kernel.cpp - the border between graph and kernels ----------------------------===//
//
// Keys of specs and choices, and the functions of Kernel.h on top of the registry.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Kernel.h"
#include "compiler/Kernels/Registry.h"

#include <charconv>
#include <stdexcept>

namespace resnetc::kernels {

/// The declaration of an attribute; null where the class, or the attribute, does not exist.
static const Attribute *declarationOf(const KernelSpec &spec, const std::string &name) {
  const KernelClass *found = findKernelClass(spec.kernelClass);
  return found ? found->attributes.find(name) : nullptr;
}

/// An attribute that is not given.
static double usualOf(const KernelSpec &spec, const std::string &name) {
  const Attribute *declared = declarationOf(spec, name);
  if (!declared || !declared->usual)
    throw std::logic_error("kernel '" + spec.key() + "' has no attribute '" + name + "'");
  return *declared->usual;
}

int64_t KernelSpec::get(const std::string &name) const {
  auto found = attrs.find(name);
  return found != attrs.end() ? found->second : static_cast<int64_t>(usualOf(*this, name));
}

double KernelSpec::real(const std::string &name) const {
  auto found = reals.find(name);
  return found != reals.end() ? found->second : usualOf(*this, name);
}

std::optional<int64_t> KernelSpec::find(const std::string &name) const {
  return declarationOf(*this, name) ? std::optional(get(name)) : std::nullopt;
}

/// The shortest text that reads back as the same number.
static std::string realText(double value) {
  char text[32];
  auto end = std::to_chars(text, text + sizeof text, value);
  return std::string(text, end.ptr);
}

std::string KernelSpec::key() const {
  std::string text = kernelClass;
  for (const auto &[name, value] : attrs)
    if (value != 0)
      text += " " + name + "=" + std::to_string(value);
  for (const auto &[name, value] : reals)
    text += " " + name + "=" + realText(value);
  return text;
}

std::string KernelChoice::key() const {
  std::string text = variant;
  for (const auto &[name, value] : params)
    text += " " + name + "=" + std::to_string(value);
  return text;
}

int64_t elementBytes(ElementType type) {
  switch (type) {
  case ElementType::F32:
    return 4;
  case ElementType::I64:
    return 8;
  case ElementType::U8:
    return 1;
  }
  return 0;
}

std::string problemOf(const KernelSpec &spec) {
  const KernelClass *found = findKernelClass(spec.kernelClass);
  if (!found)
    return "expects a class of kernels, got '" + spec.kernelClass + "'";
  return found->attributes.problemOf(spec);
}

static const KernelClass &classOf(const KernelSpec &spec) {
  std::string problem = problemOf(spec);
  if (!problem.empty())
    throw std::invalid_argument("kernel '" + spec.key() + "': " + problem);
  return *findKernelClass(spec.kernelClass);
}

std::vector<Operand> kernelOperands(const KernelSpec &spec, const Target &target) {
  return classOf(spec).operands(spec, target);
}

KernelInterface kernelInterface(const KernelSpec &spec, const Target &target) {
  std::vector<Operand> operands = classOf(spec).operands(spec, target);
  KernelInterface interface;
  for (const Operand &operand : operands) {
    KernelArg arg;
    arg.name = operand.name;
    arg.type = operand.type;
    (operand.batched ? arg.perImage : arg.fixed) = operand.elements();
    arg.output = operand.output;
    arg.inPlace = operand.inPlace;
    for (size_t i = 0; i < operands.size(); ++i)
      if (!operand.aliasOf.empty() && operands[i].name == operand.aliasOf)
        arg.aliasOf = static_cast<int>(i);
    interface.args.push_back(arg);
  }
  return interface;
}

std::vector<KernelChoice> candidateSchedules(const KernelSpec &spec, const Target &target,
                                             int64_t batchHint) {
  std::vector<KernelChoice> choices;
  for (const Variant &variant : classOf(spec).variants) {
    int64_t rank = 0;
    for (Params &params : variant.candidates({spec, target, batchHint}))
      choices.push_back({variant.name, std::move(params),
                         "table " + target.name + ", rank " + std::to_string(rank++)});
  }
  if (choices.empty())
    throw std::logic_error("no schedule for '" + spec.key() + "'");
  return choices;
}

KernelChoice chooseSchedule(const KernelSpec &spec, const Target &target, int64_t batchHint) {
  return candidateSchedules(spec, target, batchHint).front();
}

int64_t compileKernel(const KernelSpec &spec, const KernelChoice &choice, const Target &target,
                      const std::string &symbol, KernelOutput output, const std::string &path) {
  const KernelClass &kernelClass = classOf(spec);
  for (const Variant &variant : kernelClass.variants)
    if (variant.name == choice.variant) {
      KernelBuilder builder(spec, choice, target, kernelClass.operands(spec, target));
      try {
        variant.build(builder);
        return builder.compile(symbol, output, path);
      } catch (const Halide::Error &error) { // not a std::exception
        // Halide maps a stack for its compiler and does not look whether it got one.
        if (std::string_view(error.what()).find("mprotect failed") != std::string_view::npos)
          throw std::bad_alloc();
        throw std::runtime_error("kernel '" + spec.key() + "' with schedule '" + choice.key() +
                                 "': " + error.what());
      }
    }
  throw std::invalid_argument("kernel class '" + spec.kernelClass + "' has no variant '" +
                              choice.variant + "'");
}

int64_t multiplyAdds(const KernelSpec &spec) {
  const KernelClass &kernelClass = classOf(spec);
  return kernelClass.multiplyAdds ? kernelClass.multiplyAdds(spec) : 0;
}

int64_t statsPartials(const KernelSpec &spec, const Target &target) {
  for (const Operand &operand : classOf(spec).operands(spec, target))
    if (operand.output && operand.name == "stats")
      return operand.extents[2];
  return 0;
}

} // namespace resnetc::kernels
