//===- Attributes.cpp - what a spec of a class may say, and must ----------------------===//
//
// Keys leave zeros out, so that a zero is right only where it is the usual value: else two kernels
// would share a key.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Attributes.h"
#include "compiler/Kernels/Kernel.h"

#include <algorithm>

namespace resnetc::kernels {

Attributes &Attributes::required(std::initializer_list<const char *> names) {
  for (const char *name : names)
    all.push_back({name});
  return *this;
}

Attributes &Attributes::optional(std::initializer_list<const char *> names, int64_t usual) {
  for (const char *name : names)
    all.push_back({name, false, static_cast<double>(usual)});
  return *this;
}

Attributes &Attributes::reals(std::initializer_list<const char *> names,
                              std::optional<double> usual) {
  for (const char *name : names)
    all.push_back({name, true, usual});
  return *this;
}

Attributes &Attributes::numbered(const char *name, const char *countedBy) {
  all.push_back({name, false, std::nullopt, countedBy});
  return *this;
}

/// "c12" of "c".
static bool isNumbered(const std::string &name, const std::string &stem) {
  return name.size() > stem.size() && name.starts_with(stem) &&
         name.find_first_not_of("0123456789", stem.size()) == std::string::npos;
}

const Attribute *Attributes::find(const std::string &name) const {
  for (const Attribute &one : all)
    if (one.countedBy.empty() ? one.name == name : isNumbered(name, one.name))
      return &one;
  return nullptr;
}

static std::string quoted(const std::string &name) { return "'" + name + "'"; }

/// True for one of the numbers that `spec` counts; the others are as unknown as any name.
static bool isCounted(const KernelSpec &spec, const Attribute &attribute, const std::string &name) {
  for (int64_t i = 0; i < spec.get(attribute.countedBy); ++i)
    if (name == attribute.name + std::to_string(i))
      return true;
  return false;
}

std::string Attributes::problemOfName(const KernelSpec &spec, const std::string &name,
                                      bool isReal) const {
  const Attribute *declared = find(name);
  if (!declared || (!declared->countedBy.empty() && !isCounted(spec, *declared, name)))
    return "expects no attribute " + quoted(name);
  if (declared->isReal != isReal)
    return "expects a " + std::string(declared->isReal ? "real" : "whole") + " number as " +
           quoted(name);
  if (!isReal && spec.attrs.at(name) == 0 && declared->usual != 0.0)
    return "expects " + quoted(name) + " other than 0";
  return "";
}

std::string Attributes::problemOfMissing(const KernelSpec &spec) const {
  auto missing = [&](const std::string &name) { return "expects an attribute " + quoted(name); };
  for (const Attribute &one : all) {
    bool given = one.isReal ? spec.reals.count(one.name) : spec.attrs.count(one.name);
    if (one.countedBy.empty() && !one.usual && !given)
      return missing(one.name);
    for (int64_t i = 0; !one.countedBy.empty() && i < spec.get(one.countedBy); ++i)
      if (std::string name = one.name + std::to_string(i); !spec.attrs.count(name))
        return missing(name);
  }
  return "";
}

std::string Attributes::problemOf(const KernelSpec &spec) const {
  std::string problem = problemOfMissing(spec);
  for (const auto &[name, value] : spec.attrs)
    if (problem.empty())
      problem = problemOfName(spec, name, /*isReal=*/false);
  for (const auto &[name, value] : spec.reals)
    if (problem.empty())
      problem = problemOfName(spec, name, /*isReal=*/true);
  return problem;
}

} // namespace resnetc::kernels
