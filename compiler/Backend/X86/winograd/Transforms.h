//===- Transforms.h - the matrices of Winograd's convolution ----------------------------===//
//
// Y = A^T [ (G g G^T) * (B^T d B) ] A, elementwise in the middle (Lavin and Gray, "Fast Algorithms
// for Convolutional Neural Networks", 2015, equation 12), computes m x m outputs of a 3 x 3 filter
// with (m + 2)^2 multiplications instead of 9 m^2.
//
// At stride 2 the inputs at even places of a tile meet the outer taps, which is F(m, 2), and those at
// odd places the middle tap, each for an output of its own: (2 m + 1)^2 multiplications instead of
// 9 m^2, 1.44 times fewer for m = 2 and 1.78 times for m = 4.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <Halide.h>

#include <vector>

namespace resnetc::x86 {

using Matrix = std::vector<std::vector<double>>;

/// The three matrices of F(m, r), by Toom and Cook's construction: polynomials are evaluated at
/// n - 1 = m + r - 2 points and at infinity, multiplied there, and interpolated. For three taps at stride 2 the
/// positions of F(m, 2) come first, then those of the middle tap.
struct WinogradMatrices {
  Matrix filter; ///< G, n x r; at stride 2 the rows from m + 1 on are the same
  Matrix input;  ///< B^T, n x n, n being positions as in WinogradTiles.h
  Matrix output; ///< A^T, m x n
};

/// The matrices for outputs in pieces of `m`, 2 or 4, at a stride of 1 or 2. Points come as 0 and
/// pairs p, -p: the rows of a pair share their even and odd halves.
const WinogradMatrices &winogradMatrices(int m, int stride);

/// The matrices for filters of `taps`, 2 to 5, at the points of winogradMatrices(4), in pieces of
/// 7 - taps outputs.
const WinogradMatrices &phaseMatrices(int taps);

/// A matrix turned: for the adjoints of the transforms, by which gradients go.
Matrix turned(const Matrix &matrix);

/// B^T x, A x: pairs of rows that differ in signs alone are sum and difference of two halves.
std::vector<Halide::Expr> transformInput(const Matrix &matrix, const std::vector<Halide::Expr> &x);

/// A^T x, G^T x: pairs of columns that differ in signs alone are met as sum and difference.
std::vector<Halide::Expr> transformOutput(const Matrix &matrix, const std::vector<Halide::Expr> &x);

/// G x, in the type of x.
std::vector<Halide::Expr> transformFilter(const Matrix &matrix, const std::vector<Halide::Expr> &x);

} // namespace resnetc::x86
