//===- Attributes.h - what a spec of a class may say, and must ------------------------===//
//
// A class of kernels declares its attributes beside its operands. What is not declared is an error
// in a spec, and reading it one in a kernel; what is missing has the usual value that was declared,
// or is an error. No Halide, no MLIR.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace resnetc::kernels {

struct KernelSpec;

/// One attribute of a class.
struct Attribute {
  std::string name;
  bool isReal = false; ///< else a whole number
  /// Its value where a spec leaves it out; nothing where a spec must not.
  std::optional<double> usual = std::nullopt;
  /// The attribute that counts this one's numbers: "c" counted by "parts" stands for c0, c1, ...
  std::string countedBy = "";
};

/// All attributes of a class.
class Attributes {
public:
  /// Whole numbers that every spec has.
  Attributes(std::initializer_list<const char *> names = {}) { required(names); }
  Attributes &required(std::initializer_list<const char *> names);
  /// Whole numbers that are `usual` where a spec leaves them out; 0 makes flags of them.
  Attributes &optional(std::initializer_list<const char *> names, int64_t usual = 0);
  /// Real numbers, which every spec has where there is no usual value.
  Attributes &reals(std::initializer_list<const char *> names,
                    std::optional<double> usual = std::nullopt);
  /// Whole numbers NAME0, NAME1 ..., as many as the attribute `countedBy` says.
  Attributes &numbered(const char *name, const char *countedBy);

  /// The declaration of an attribute of a spec; null where there is none.
  const Attribute *find(const std::string &name) const;

  /// What is wrong with the attributes of `spec`, as "expects ..."; empty where nothing is.
  std::string problemOf(const KernelSpec &spec) const;

private:
  std::string problemOfName(const KernelSpec &spec, const std::string &name, bool isReal) const;
  std::string problemOfMissing(const KernelSpec &spec) const;

  std::vector<Attribute> all;
};

} // namespace resnetc::kernels
