//===- Product.h - matrix products of a block of threads -----------------------------------===//
//
// c[m][n] = sum over k of a[m][k] * b[k][n] in tiles: a block of threads has a tile of c in
// registers, and brings a and b to shared memory in slices of 16 of k, several slices ahead. What a
// and b are, and what becomes of c, is told by whoever asks: the two gradients of a convolution and
// itself are three such products (implicit GEMM: Chetlur et al., "cuDNN", 2014, arXiv:1410.0759).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Function.h"

#include <map>
#include <string>

namespace resnetc::cuda {

/// How the elements of a tile of `a` lie in shared memory.
enum class ALayout {
  Rows,   ///< [m][depth of k], 16 bytes of k at a time swizzled
  Columns ///< [depth of k][m]
};

/// How a product is cut into pieces, and what multiplies: tensor cores in TF32, bf16 or fp16, or fused
/// multiply-adds in f32, whose order over k is that of the sum. Sums are f32.
struct ProductShape {
  int m, n;           ///< of a block's tile: multiples of 16 and of 8
  int warpsM, warpsN; ///< each has its part of the tile
  int groups;         ///< of such warps; each sums its share of the slices
  int stages;         ///< slices of a group in shared memory
  NumberFormat format;
  ALayout layout;

  /// Of an element in shared memory.
  int elementBytes() const { return isHalf(format) ? 2 : 4; }
  /// Elements of one copy of 16 bytes.
  int perCopy() const { return 16 / elementBytes(); }
  /// Of a slice in k: 64 bytes.
  int depth() const { return 4 * perCopy(); }
  int groupThreads() const { return warpsM * warpsN * 32; }
  int threads() const { return groupThreads() * groups; }
  /// A thread's number in its group.
  Number thread() const { return threadIndex() % groupThreads(); }
  int64_t sharedBytes() const;
  /// Elements of a slice of a and of b in shared memory.
  int aElements() const;
  int bElements() const;
  /// Where they lie in it.
  Number aIndex(const Number &m, const Number &k) const;
  Number bIndex(const Number &k, const Number &n) const;

private:
  int columnStride() const { return m + 8; } // threads of a warp read different banks
  int rowStride() const { return n + 8; }
  friend class Product;
};

/// A shape from a schedule's parameters m, n, wm, wn, groups and stages.
ProductShape shapeOf(NumberFormat format, const std::map<std::string, int64_t> &params,
                     ALayout layout);

/// A slice that a group is to bring.
struct Slice {
  Number index;
  Number exists; ///< whether there is one of that number; else zeros are to be written
  Pointer a, b;  ///< shared memory of a and b
};

/// Hands the numbers 0 to `copies` - 1 out to the threads of a group, in turn.
void inTurn(int copies, const ProductShape &shape, llvm::function_ref<void(const Number &id)> body);

/// One product of a block.
class Product {
public:
  explicit Product(const ProductShape &shape);

  /// Multiplies slices 0 to `slices` - 1. `bring` writes a slice to shared memory with copyAsync, all of
  /// it: what is beyond a matrix is zero.
  void run(const Number &slices, llvm::function_ref<void(const Slice &)> bring);

  /// Two neighbours in n of a tile of c.
  struct Pair {
    Number n; ///< of the first, even
    Number first, second;
  };
  /// Hands out this thread's part of the tile of c, row by row; the first group has all of it.
  void
  forEachRow(llvm::function_ref<void(const Number &m, const std::vector<Pair> &pairs)> body) const;

private:
  Numbers multiplySlice(const Pointer &a, const Pointer &b, const Numbers &sums) const;
  Numbers multiplyTensor(const Pointer &a, const Pointer &b, const Numbers &sums) const;
  Numbers multiplyFused(const Pointer &a, const Pointer &b, const Numbers &sums) const;
  Numbers tensorA(const Pointer &a, int tile, int step) const;
  std::vector<Numbers> tensorB(const Pointer &b, int step) const;
  void addGroups();

  const ProductShape shape;
  const int warpM, warpN; ///< a warp's part
  Number lane, group, rowOfWarp, columnOfWarp;
  Numbers sums;
};

} // namespace resnetc::cuda
