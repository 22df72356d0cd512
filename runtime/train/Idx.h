//===- Idx.h - the file format of MNIST -------------------------------------------===//
//
// Two zero bytes, a type code (8: unsigned byte, the only one read here), the rank, one big-endian
// 32-bit extent per dimension, then the elements in row order.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace resnetc::train {

struct IdxArray {
  std::vector<int64_t> shape;
  std::span<const uint8_t> values; ///< into the bytes given
};

/// Reads an IDX file of unsigned bytes from memory; `name` is for messages. Throws UserError.
IdxArray readIdx(const std::string &name, std::span<const uint8_t> bytes);

} // namespace resnetc::train
