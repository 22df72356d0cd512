//===- Transforms.cpp - the matrices of Winograd's convolution --------------------------===//
//
// F(4, 3) takes the points 0, +-sqrt(1/2), +-sqrt(2), infinity: with them the root of the mean
// square error is half of what the usual 0, +-1, +-2 give (measured in README.md). Points within a
// factor of two of one keep the matrices' entries, and with them cancellation, small. F(m, 2), of which
// stride 2 is made, has one point less, so all are pairs: +-1, and +-1/2, +-5/4 (likewise measured).
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/winograd/Transforms.h"

#include <array>
#include <cmath>
#include <map>
#include <stdexcept>

using namespace Halide;

namespace resnetc::x86 {

/// Coefficients of the product of (x - p) over all points but the one at `without`; the lowest
/// power first.
static std::vector<double> polynomial(const std::vector<double> &points, size_t without) {
  std::vector<double> coefficients = {1};
  for (size_t i = 0; i < points.size(); ++i) {
    if (i == without)
      continue;
    std::vector<double> next(coefficients.size() + 1, 0);
    for (size_t power = 0; power < coefficients.size(); ++power) {
      next[power] -= points[i] * coefficients[power];
      next[power + 1] += coefficients[power];
    }
    coefficients = next;
  }
  return coefficients;
}

/// F(m, taps) at these points and infinity.
static WinogradMatrices toomCook(const std::vector<double> &points, size_t taps) {
  size_t n = points.size() + 1, m = n + 1 - taps;
  WinogradMatrices matrices{Matrix(n, std::vector<double>(taps)), Matrix(n, std::vector<double>(n)),
                            Matrix(m, std::vector<double>(n))};
  for (size_t i = 0; i < points.size(); ++i) {
    double scale = 1;
    for (size_t j = 0; j < points.size(); ++j)
      if (j != i)
        scale *= points[i] - points[j];
    for (size_t power = 0; power < taps; ++power)
      matrices.filter[i][power] = std::pow(points[i], power) / scale;
    std::vector<double> lagrange = polynomial(points, i);
    std::copy(lagrange.begin(), lagrange.end(), matrices.input[i].begin());
    for (size_t power = 0; power < m; ++power)
      matrices.output[power][i] = std::pow(points[i], power);
  }
  matrices.filter[n - 1][taps - 1] = 1;
  matrices.input[n - 1] = polynomial(points, points.size());
  matrices.output[m - 1][n - 1] = 1;
  return matrices;
}

/// 0, +-sqrt(1/2), +-sqrt(2).
static std::vector<double> fivePoints() {
  return {0, std::sqrt(0.5), -std::sqrt(0.5), std::sqrt(2.0), -std::sqrt(2.0)};
}

/// A filter of three taps at stride 2: F(m, 2) of inputs at even places and the outer taps, and for
/// each output the input at an odd place and the middle tap.
static WinogradMatrices atStrideTwo(const WinogradMatrices &outer) {
  size_t even = outer.input.size(), m = outer.output.size(), n = even + m;
  WinogradMatrices matrices{Matrix(n, std::vector<double>(3)), Matrix(n, std::vector<double>(n)),
                            Matrix(m, std::vector<double>(n))};
  for (size_t i = 0; i < even; ++i) {
    matrices.filter[i][0] = outer.filter[i][0];
    matrices.filter[i][2] = outer.filter[i][1];
    for (size_t j = 0; j < even; ++j)
      matrices.input[i][2 * j] = outer.input[i][j];
    for (size_t output = 0; output < m; ++output)
      matrices.output[output][i] = outer.output[output][i];
  }
  for (size_t output = 0; output < m; ++output) {
    matrices.filter[even + output][1] = 1;
    matrices.input[even + output][2 * output + 1] = 1;
    matrices.output[output][even + output] = 1;
  }
  return matrices;
}

const WinogradMatrices &winogradMatrices(int m, int stride) {
  static const std::map<std::pair<int, int>, WinogradMatrices> known = {
      {{2, 1}, toomCook({0, 1, -1}, 3)},
      {{4, 1}, toomCook(fivePoints(), 3)},
      {{2, 2}, atStrideTwo(toomCook({1, -1}, 2))},
      {{4, 2}, atStrideTwo(toomCook({0.5, -0.5, 1.25, -1.25}, 2))}};
  auto found = known.find({m, stride});
  if (found == known.end())
    throw std::logic_error("no Winograd transform for tiles of " + std::to_string(m) +
                           " at stride " + std::to_string(stride));
  return found->second;
}

const WinogradMatrices &phaseMatrices(int taps) {
  static const std::array<WinogradMatrices, 4> all = {
      toomCook(fivePoints(), 2), toomCook(fivePoints(), 3), toomCook(fivePoints(), 4),
      toomCook(fivePoints(), 5)};
  if (taps < 2 || taps > 5)
    throw std::logic_error("no Winograd transform for phases of " + std::to_string(taps) + " taps");
  return all.at(taps - 2);
}

Matrix turned(const Matrix &matrix) {
  Matrix result(matrix.front().size(), std::vector<double>(matrix.size()));
  for (size_t i = 0; i < matrix.size(); ++i)
    for (size_t j = 0; j < matrix[i].size(); ++j)
      result[j][i] = matrix[i][j];
  return result;
}

/// Products that vanish up to rounding of the matrix are left out, ones are not multiplied.
static Expr weightedSum(const std::vector<double> &weights, const std::vector<Expr> &x) {
  Expr sum;
  for (size_t i = 0; i < x.size(); ++i) {
    double weight = weights[i];
    if (std::abs(weight) < 1e-12)
      continue;
    Expr term = x[i];
    if (std::abs(std::abs(weight) - 1) > 1e-12)
      term = term * Internal::make_const(x[i].type(), std::abs(weight));
    sum = !sum.defined() ? (weight < 0 ? -term : term) : weight < 0 ? sum - term : sum + term;
  }
  return sum.defined() ? sum : Internal::make_const(x[0].type(), 0);
}

std::vector<Expr> transformFilter(const Matrix &matrix, const std::vector<Expr> &x) {
  std::vector<Expr> result;
  for (const std::vector<double> &row : matrix)
    result.push_back(weightedSum(row, x));
  return result;
}

/// Whether rows `at` and `at + 1` differ in the signs of some of their entries, and, up to rounding of
/// the matrix, in nothing else.
static bool isPair(const Matrix &matrix, size_t at) {
  bool turns = false;
  for (size_t i = 0; i < matrix[at].size() && at + 1 < matrix.size(); ++i) {
    double one = matrix[at][i], other = matrix[at + 1][i];
    if (std::abs(std::abs(one) - std::abs(other)) > 1e-12)
      return false;
    turns |= one * other < 0;
  }
  return turns;
}

std::vector<Expr> transformInput(const Matrix &matrix, const std::vector<Expr> &x) {
  std::vector<Expr> result;
  for (size_t row = 0; row < matrix.size(); ++row) {
    if (!isPair(matrix, row)) {
      result.push_back(weightedSum(matrix[row], x));
      continue;
    }
    // Row p is odd(x) + even(x), row -p is odd(x) - even(x), or the other way round by sign.
    std::vector<double> half(x.size()), other(x.size());
    for (size_t i = 0; i < x.size(); ++i) {
      half[i] = (matrix[row][i] + matrix[row + 1][i]) / 2;
      other[i] = (matrix[row][i] - matrix[row + 1][i]) / 2;
    }
    Expr a = weightedSum(half, x), b = weightedSum(other, x);
    result.push_back(a + b);
    result.push_back(a - b);
    ++row;
  }
  return result;
}

std::vector<Expr> transformOutput(const Matrix &matrix, const std::vector<Expr> &x) {
  std::vector<Expr> met = x;
  Matrix weights = matrix, columns = turned(matrix);
  for (size_t i = 0; i < x.size(); ++i) {
    if (!isPair(columns, i))
      continue;
    met[i] = x[i] + x[i + 1];
    met[i + 1] = x[i] - x[i + 1];
    // What is equal at p and -p meets the sum, what changes its sign the difference.
    for (std::vector<double> &row : weights) {
      double weight = row[i];
      bool equal = weight * row[i + 1] > 0;
      row[i] = equal ? weight : 0;
      row[i + 1] = equal ? 0 : weight;
    }
    ++i;
  }
  std::vector<Expr> result;
  for (const std::vector<double> &row : weights)
    result.push_back(weightedSum(row, met));
  return result;
}

} // namespace resnetc::x86
