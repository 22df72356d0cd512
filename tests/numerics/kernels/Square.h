//===- Square.h - the transforms of Winograd's convolution in plain loops ---------------===//
#pragma once

#include "compiler/Backend/X86/winograd/Transforms.h"
#include "tests/numerics/kernels/References.h"

#include <cmath>

namespace resnetc::x86::test {

/// A square of numbers, with the magnitudes that went into each.
struct Square {
  int side;
  std::vector<double> value, magnitude;

  explicit Square(int side) : side(side), value(side * side), magnitude(side * side) {}
  void add(int row, int column, double v, double m) {
    value[row * side + column] += v;
    magnitude[row * side + column] += m;
  }
};

/// Adds an input of a convolution, normalised where the spec says so.
inline void addInput(Square &patch, int row, int column, const Problem &p, int64_t image, int c,
                     int y, int x) {
  double value = p.x(image, c, y, x), magnitude = std::abs(value);
  if (p.get("pre")) {
    magnitude = std::abs(value * p.value("scale", c)) + std::abs(p.value("shift", c));
    value = value * p.value("scale", c) + p.value("shift", c);
  }
  patch.add(row, column, p.get("pre") == 2 ? relu(value) : value, magnitude);
}

/// Expects an output of a convolution of channel k, given its sum.
inline void expectEnd(const Problem &p, Expected &out, int64_t to, int k, double sum,
                      double magnitude) {
  double bias = p.has("bias") ? p.value("bias", k) : 0;
  double residual = p.has("residual") ? p.value("residual", to) : 0;
  double value = sum + bias + residual;
  out.set(to, p.get("relu") ? relu(value) : value, magnitude + std::abs(bias) + std::abs(residual));
}

/// M x M^T.
inline Square transform(const Matrix &matrix, const Square &x) {
  Square result(static_cast<int>(matrix.size()));
  for (int i = 0; i < result.side; ++i)
    for (int j = 0; j < result.side; ++j)
      for (int p = 0; p < x.side; ++p)
        for (int q = 0; q < x.side; ++q) {
          double weight = matrix[i][p] * matrix[j][q];
          if (weight == 0)
            continue; // what is not in a sum cannot spread NaN to it
          int at = p * x.side + q;
          result.add(i, j, weight * x.value[at], std::abs(weight) * x.magnitude[at]);
        }
  return result;
}

} // namespace resnetc::x86::test
