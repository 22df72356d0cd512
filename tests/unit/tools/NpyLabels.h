//===- NpyLabels.h - a .npy file of whole numbers, for tests ----------------===//
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

namespace resnetc::test {

/// The bytes of a file with one dimension of i64.
inline std::string npyOf(const std::vector<int64_t> &values) {
  const std::string header =
      fmt::format("{{'descr': '<i8', 'fortran_order': False, 'shape': ({},), }}\n", values.size());
  return std::string("\x93NUMPY\x01\0", 8) + static_cast<char>(header.size()) + '\0' + header +
         std::string(reinterpret_cast<const char *>(values.data()),
                     values.size() * sizeof values[0]);
}

} // namespace resnetc::test
