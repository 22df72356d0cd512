//===- Transforms.h - the matrices of Winograd's convolution ----------------------------===//
//
// Y = A^T [ (G g G^T) * (B^T d B) ] A, elementwise in the middle (Lavin and Gray, "Fast Algorithms
// for Convolutional Neural Networks", 2015, equation 12), computes m x m outputs of a 3 x 3 filter
// with (m + 2)^2 multiplications instead of 9 m^2.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <Halide.h>

#include <vector>

namespace resnetc::x86 {

using Matrix = std::vector<std::vector<double>>;

/// The three matrices of F(m, 3), by Toom and Cook's construction: polynomials are evaluated at
/// m + 1 points and at infinity, multiplied there, and interpolated.
struct WinogradMatrices {
  Matrix filter; ///< G, (m + 2) x 3
  Matrix input;  ///< B^T, (m + 2) x (m + 2)
  Matrix output; ///< A^T, m x (m + 2)
};

/// The matrices for outputs in pieces of `m`, 2 or 4. Points come as 0 and pairs p, -p: the rows of
/// a pair share their even and odd halves.
const WinogradMatrices &winogradMatrices(int m);

/// A matrix turned: for the adjoints of the transforms, by which gradients go.
Matrix turned(const Matrix &matrix);

/// B^T x, A x: pairs of rows are sum and difference of their even and odd halves.
std::vector<Halide::Expr> transformInput(const Matrix &matrix, const std::vector<Halide::Expr> &x);

/// A^T x, G^T x: pairs of columns are met as sum and difference.
std::vector<Halide::Expr> transformOutput(const Matrix &matrix, const std::vector<Halide::Expr> &x);

/// G x, in the type of x.
std::vector<Halide::Expr> transformFilter(const Matrix &matrix, const std::vector<Halide::Expr> &x);

} // namespace resnetc::x86
