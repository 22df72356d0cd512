//===- Square.h - the transforms of Winograd's convolution in plain loops ---------------===//
#pragma once

#include "compiler/Backend/X86/winograd/Transforms.h"

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
