//===- Kernel.cpp - the border between graph and kernels ----------------------------===//
//
// Keys of specs and choices, and the functions of Kernel.h on top of the contracts.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Kernel.h"

#include "compiler/Kernels/Contract.h"

#include <charconv>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace resnetc::kernels {

/// The declaration of an attribute; null where the class, or the attribute, does not exist.
static const Attribute *declarationOf(const KernelSpec &spec, const std::string &name) {
  const KernelContract *found = findContract(spec.kernelClass);
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
  for (auto [name, format] :
       {std::pair(" compute=", formats.compute), std::pair(" store=", formats.store),
        std::pair(" accumulate=", formats.accumulate)})
    if (format != NumberFormat::F32)
      text += name + std::string(nameOf(format));
  return text;
}

std::string KernelChoice::key() const {
  std::string text = variant;
  for (const auto &[name, value] : params)
    text += " " + name + "=" + std::to_string(value);
  return text;
}

ElementType elementOf(NumberFormat format) {
  switch (format) {
  case NumberFormat::BF16:
    return ElementType::BF16;
  case NumberFormat::FP16:
    return ElementType::FP16;
  case NumberFormat::F32:
  case NumberFormat::TF32:
    return ElementType::F32;
  }
  return ElementType::F32;
}

int64_t elementBytes(ElementType type) {
  switch (type) {
  case ElementType::F32:
    return 4;
  case ElementType::BF16:
  case ElementType::FP16:
    return 2;
  case ElementType::I64:
    return 8;
  case ElementType::U8:
    return 1;
  }
  return 0;
}

std::string problemOf(const KernelSpec &spec) {
  const KernelContract *found = findContract(spec.kernelClass);
  if (!found)
    return "expects a class of kernels, got '" + spec.kernelClass + "'";
  return found->attributes.problemOf(spec);
}

/// The number that is all of `text`.
template <typename Number> static std::optional<Number> numberOf(std::string_view text) {
  Number value = {};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                  : std::nullopt;
}

/// Sets one "name=value" of a key; false where it is none.
static bool setWord(KernelSpec &spec, const Attributes &declared, const std::string &word) {
  const size_t equals = word.find('=');
  if (equals == std::string::npos)
    return false;
  const std::string name = word.substr(0, equals), value = word.substr(equals + 1);
  for (auto [format, place] :
       {std::pair("compute", &spec.formats.compute), std::pair("store", &spec.formats.store),
        std::pair("accumulate", &spec.formats.accumulate)})
    if (name == format) {
      for (NumberFormat other : {NumberFormat::BF16, NumberFormat::FP16, NumberFormat::TF32})
        if (value == nameOf(other)) // f32 is not written; the key is compared in the end
          *place = other;
      return *place != NumberFormat::F32;
    }
  const Attribute *attribute = declared.find(name);
  if (!attribute)
    return false;
  if (attribute->isReal) {
    std::optional<double> number = numberOf<double>(value);
    return number && spec.reals.try_emplace(name, *number).second;
  }
  std::optional<int64_t> number = numberOf<int64_t>(value);
  return number && spec.attrs.try_emplace(name, *number).second;
}

std::optional<KernelSpec> parseSpec(const std::string &key) {
  std::istringstream words(key);
  KernelSpec spec;
  words >> spec.kernelClass;
  const KernelContract *contract = findContract(spec.kernelClass);
  if (!contract)
    return std::nullopt;
  for (std::string word; words >> word;)
    if (!setWord(spec, contract->attributes, word))
      return std::nullopt;
  return problemOf(spec).empty() && spec.key() == key ? std::optional(spec) : std::nullopt;
}

const KernelContract &contractOf(const KernelSpec &spec) {
  std::string problem = problemOf(spec);
  if (!problem.empty())
    throw std::invalid_argument("kernel '" + spec.key() + "': " + problem);
  return *findContract(spec.kernelClass);
}

/// True for maps and weights; the rest is f32 in every format.
static bool isStored(const Operand &operand) {
  if (operand.wide)
    return false;
  switch (operand.layout) {
  case Layout::Act:
  case Layout::Weight:
  case Layout::OhwiWeight:
  case Layout::TransposedWeight:
  case Layout::WinogradAct:
  case Layout::WinogradWeight:
    return operand.type == ElementType::F32;
  case Layout::Plain:
  case Layout::Nchw:
  case Layout::Bytes:
  case Layout::Vec:
  case Layout::Stats:
  case Layout::Mat:
    return false;
  }
  return false;
}

std::vector<Operand> kernelOperands(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = contractOf(spec).operands(spec, block);
  for (Operand &operand : operands)
    if (isStored(operand))
      operand.type = elementOf(spec.formats.store);
  return operands;
}

KernelInterface kernelInterface(const KernelSpec &spec, int64_t block) {
  std::vector<Operand> operands = kernelOperands(spec, block);
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

int64_t multiplyAdds(const KernelSpec &spec) {
  const KernelContract &contract = contractOf(spec);
  return contract.multiplyAdds ? contract.multiplyAdds(spec) : 0;
}

int64_t statsPartials(const KernelSpec &spec) {
  for (const Operand &operand : kernelOperands(spec, /*block=*/1))
    if (operand.output && operand.name == "stats")
      return operand.extents[2];
  return 0;
}

} // namespace resnetc::kernels
