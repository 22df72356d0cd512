//===- Tensor.h - a plain dense tensor of doubles --------------------------------===//
//
// What the reference evaluator computes with: logical NCHW order, whatever layout the type carries,
// and double precision whatever the element type, so that rounding never hides a wrong formula.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace resnetc::rn {

/// A dense tensor in row-major order. Labels and window positions are whole numbers held as
/// doubles.
struct Tensor {
  std::vector<int64_t> shape;
  std::vector<double> values;

  Tensor() = default;
  /// All zeros.
  explicit Tensor(std::vector<int64_t> shape) : shape(std::move(shape)) {
    values.assign(countElements(this->shape), 0.0);
  }
  Tensor(std::vector<int64_t> shape, std::vector<double> values)
      : shape(std::move(shape)), values(std::move(values)) {}

  static int64_t countElements(const std::vector<int64_t> &shape) {
    int64_t count = 1;
    for (int64_t size : shape)
      count *= size;
    return count;
  }

  int64_t size() const { return values.size(); }
  int64_t dim(int i) const { return shape[i]; }

  double &operator[](int64_t i) { return values[i]; }
  double operator[](int64_t i) const { return values[i]; }

  double &at(int64_t i, int64_t j) { return values[i * shape[1] + j]; }
  double at(int64_t i, int64_t j) const { return values[i * shape[1] + j]; }

  double &at(int64_t i, int64_t j, int64_t k) { return values[(i * shape[1] + j) * shape[2] + k]; }
  double at(int64_t i, int64_t j, int64_t k) const {
    return values[(i * shape[1] + j) * shape[2] + k];
  }

  double &at(int64_t n, int64_t c, int64_t h, int64_t w) {
    return values[((n * shape[1] + c) * shape[2] + h) * shape[3] + w];
  }
  double at(int64_t n, int64_t c, int64_t h, int64_t w) const {
    return values[((n * shape[1] + c) * shape[2] + h) * shape[3] + w];
  }
};

/// The model's variables by name.
using Variables = std::map<std::string, Tensor>;

} // namespace resnetc::rn
