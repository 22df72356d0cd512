//===- Product.h - matrix products of a block of threads -----------------------------------===//
//
// c[m][n] = sum over k of a[m][k] * b[k][n] in tiles: a block of threads has a tile of c in
// registers, and brings a and b to shared memory in slices of 64 or 128 bytes of k, several slices ahead.
// What a and b are, and what becomes of c, is told by whoever asks: the two gradients of a convolution and
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

/// Who multiplies. A warp, with fragments that it loads; or four together, from shared memory (wgmma), where
/// factors lie as SharedMatrix says, in slices of 128 bytes of k. A warpgroup has all columns of its rows.
enum class Engine { Warp, Warpgroup };

/// How factors come to shared memory: by copyAsync of every thread, in rows of 128 bytes where warpgroups multiply; or by
/// copyBox of one thread, for warpgroups alone, in rows of the 16 channels that a block of a map has:
/// a (Rows) as [depth / 16][m][16], a (Columns) as [m / 16][depth][16], b as [n / 16][depth][16].
enum class Transport { Copies, Boxes };

/// How a product is cut into pieces, and what multiplies: tensor cores in TF32, bf16 or fp16, or fused
/// multiply-adds in f32, whose order over k is that of the sum. Sums are f32.
struct ProductShape {
  int m, n;           ///< of a block's tile: multiples of 16 and of 8
  int warpsM, warpsN; ///< each has its part of the tile
  int groups;         ///< of such warps; each sums its share of the slices
  int stages;         ///< slices of a group in shared memory
  int sliceBytes;     ///< of a slice in k: 64 or 128
  NumberFormat format;
  ALayout layout;
  Engine engine = Engine::Warp;
  Transport transport = Transport::Copies;

  /// Of an element in shared memory.
  int elementBytes() const { return isHalf(format) ? 2 : 4; }
  /// Elements of one copy of 16 bytes.
  int perCopy() const { return 16 / elementBytes(); }
  /// Of a slice in k.
  int depth() const { return sliceBytes / elementBytes(); }
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

  /// Of lines of k, those whose copies lie in different banks (LineCopies): their distance is an odd number of pieces of
  /// 16 bytes in formats of 16 bits, and twice an odd number in f32.
  int linesTogether() const { return elementBytes() == 2 ? 8 : 4; }
  /// Slices that are on their way while one is multiplied. Warpgroups still multiply the one before it, whose place
  /// boxes get as soon as they have done so.
  int ahead() const {
    return stages - (engine == Engine::Warp || transport == Transport::Boxes ? 1 : 2);
  }
  /// Rows of a warp's tiles of 16, from one to the next.
  int tileStride() const { return engine == Engine::Warp ? 16 : 64; }
  /// Rows of c that a warp has without a gap, of which forEachRow hands out every eighth.
  int rowsOfWarp() const { return engine == Engine::Warp ? m / warpsM : 16; }
  /// Of a SharedMatrix.
  int rowBytes() const { return transport == Transport::Boxes ? 32 : 128; }

private:
  int columnStride() const { return m + 8; } // threads of a warp read different banks
  int rowStride() const { return n + 8; }
  Number blockedIndex(const Number &k, const Number &line) const;
  friend class Product;
};

/// A shape from a schedule's parameters m, n, wm, wn, groups, stages and slice; or of warpgroups, from m, n,
/// warpgroups and stages, and tma where factors come in boxes.
ProductShape shapeOf(NumberFormat format, const std::map<std::string, int64_t> &params,
                     ALayout layout);

/// A slice that a group is to bring.
struct Slice {
  Number index;
  Number exists; ///< whether there is one of that number; else zeros are to be written
  Pointer a, b;  ///< shared memory of a and b
};

/// A slice that one thread asks for, all of it: what is beyond a matrix is zero. Its boxes count for `arrival`.
struct BoxSlice {
  Number index;
  Pointer a, b;    ///< shared memory of a and b
  Pointer arrival; ///< for copyBox
};

/// Hands the numbers 0 to `copies` - 1 out to the threads of a group, in turn.
void inTurn(int copies, const ProductShape &shape, llvm::function_ref<void(const Number &id)> body);

/// Copies of 16 bytes, shared out to a group: `lines` (pixels, or rows of k), of each of them `blocks` times
/// `pieces` neighbours in memory. Eight lanes write different banks of shared memory: one piece of eight lines, or two
/// pieces of four, which lie `together`. A warp takes all pieces of its lines, so that it reads whole lines of memory.
/// A thread meets few lines, and what it knows of one serves all of its blocks. All are powers of two.
class LineCopies {
public:
  LineCopies(const ProductShape &shape, int lines, int pieces, int blocks, int together = 8);

  /// The lines that this thread meets.
  int count() const { return linesEach; }
  Number line(int index) const;
  Number piece() const { return thread / together % pieces; }
  /// Calls `body` for each of its copies with a line's index and a block, which is a constant where a thread
  /// meets all of them.
  void forEach(llvm::function_ref<void(int index, const Number &block)> body) const;

private:
  const int pieces, blocks, threads, together;
  const int perBlock; ///< copies
  const int linesEach;
  Number thread;  ///< its number among those of a block of copies
  Number ofBlock; ///< the first block that it meets
};

/// One product of a block.
class Product {
public:
  explicit Product(const ProductShape &shape);

  /// Multiplies slices 0 to `slices` - 1. `bring` writes a slice to shared memory with copyAsync, all of
  /// it: what is beyond a matrix is zero. Stores in place of copies are for Engine::Warp alone.
  void run(const Number &slices, llvm::function_ref<void(const Slice &)> bring);
  /// The same where factors come in boxes; `bring` is written for one thread.
  void runBoxes(const Number &slices, llvm::function_ref<void(const BoxSlice &)> bring);

  /// Neighbours in n of a tile of c, two or four of them.
  struct Run {
    Number n; ///< of the first, a multiple of their number
    Numbers values;
  };
  using Row = llvm::function_ref<void(const Number &m, const std::vector<Run> &runs)>;
  /// Hands out this thread's part of the tile of c, row by row; the first group has all of it. Where `quads`,
  /// runs are of four: in formats of 16 bits four lanes then fill a sector of 32 bytes with one store.
  void forEachRow(Row body, bool quads = false) const;

private:
  void runWarps(const Number &slices, llvm::function_ref<void(const Slice &)> bring);
  void runWarpgroups(const Number &slices, llvm::function_ref<void(const Slice &)> bring);
  void bringTurn(const Number &turn, const Number &slices,
                 llvm::function_ref<void(const Slice &)> bring) const;
  Pointer slot(const Number &turn) const;
  Numbers multiplyWarpgroups(const Pointer &slot, const Numbers &sums) const;
  Numbers multiplySlice(const Pointer &a, const Pointer &b, const Numbers &sums,
                        llvm::function_ref<void()> bring) const;
  Numbers multiplyTensor(const Pointer &a, const Pointer &b, const Numbers &sums,
                         llvm::function_ref<void()> bring) const;
  Numbers multiplyFused(const Pointer &a, const Pointer &b, const Numbers &sums,
                        llvm::function_ref<void()> bring) const;
  Numbers tensorA(const Pointer &a, int tile, int step) const;
  std::vector<Numbers> tensorB(const Pointer &b, int step) const;
  void addGroups();
  std::vector<Run> pairsOf(int tile, int half) const;
  std::vector<Run> quadsOf(int tile, int half) const;

  const ProductShape shape;
  const int warpM, warpN; ///< a warp's part
  Number lane, group, rowOfWarp, columnOfWarp;
  Numbers sums;
};

} // namespace resnetc::cuda
