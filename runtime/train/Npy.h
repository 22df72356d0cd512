//===- Npy.h - numpy's array files ------------------------------------------------===//
//
// Format versions 1 to 3 of https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html,
// little-endian numbers in C order: what the tools take as inputs and labels, and what they write.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace resnetc::train {

/// An array of what the reader asked for.
template <typename T> struct NpyArray {
  std::vector<int64_t> shape;
  std::vector<T> values;
};

/// Which element types a reader takes.
enum class NpyTypes {
  Exact,       ///< just f32, or i64
  Convertible, ///< also f64 (rounded), or i32 and u8
};

/// Reads f32. Throws UserError for other elements, or a damaged file.
NpyArray<float> readNpyFloats(const std::string &path, NpyTypes types = NpyTypes::Exact);

/// Reads images of u8. Throws UserError likewise.
NpyArray<uint8_t> readNpyBytes(const std::string &path);

/// Reads i64. Throws UserError likewise.
NpyArray<int64_t> readNpyIntegers(const std::string &path, NpyTypes types = NpyTypes::Exact);

/// Writes f32, all or nothing.
void writeNpy(const std::string &path, std::span<const int64_t> shape,
              std::span<const float> values);

} // namespace resnetc::train
