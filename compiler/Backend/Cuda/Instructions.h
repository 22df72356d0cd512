//===- Instructions.h - asynchronous copies and tensor cores -------------------------------===//
//
// Of sm_80 and above, those of warpgroups of sm_90a alone. Numbers of the PTX ISA: 9.7.9 (asynchronous
// copies), 9.7.14 (warp-level matrix instructions), 9.7.15 (asynchronous warpgroup-level ones).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Backend/Cuda/Function.h"

namespace resnetc::cuda {

/// Copies one f32, or one of 16 bits, as copyAsync where that can: from f32 to f32.
void copyElement(const Pointer &to, const Number &toIndex, const Pointer &from,
                 const Number &fromIndex, const Number &valid);
/// Copies `bytes` (4 or 16) from global to shared memory, or writes zeros where not `valid`; `from`
/// is not read then. The data is there once the copies of its group have been waited for.
void copyAsync(const Pointer &to, const Number &toIndex, const Pointer &from,
               const Number &fromIndex, int bytes, const Number &valid);
/// Ends the group of this thread's copies so far.
void commitCopies();
/// Waits for all groups of this thread but the latest `open`.
void waitForCopies(int open);

/// Four 8 x 8 matrices of 16 bits, or 8 x 4 of 32, of rows of 16 bytes that start where the threads of the
/// warp say: thread i gives row i % 8 of matrix i / 8. Thread i gets of each matrix, as 32 bits, row
/// i / 4 and of it the i % 4-th; with `transposed` of the matrices of 16 bits the same of the transposed.
Numbers loadMatrices(const Pointer &memory, const Number &index, bool transposed);

/// The nearest of ten bits of mantissa, ties away from zero (TF32), as bits.
Number toTf32(const Number &x);

/// c + a * b of a warp, c 16 x 8 in f32. With g = lane / 4 and t = lane % 4 a thread has
///   c: (g, 2t), (g, 2t + 1), (g + 8, 2t), (g + 8, 2t + 1);
/// in TF32, a 16 x 8 and b 8 x 8,
///   a: (g, t), (g + 8, t), (g, t + 4), (g + 8, t + 4);  b: (t, g), (t + 4, g);
/// in bf16 and fp16, a 16 x 16 and b 16 x 8, the same of pairs in k: 2t and 2t + 1 in place of t, 2t + 8 of t + 4.
Numbers multiply(NumberFormat format, const Numbers &a, const Numbers &b, const Numbers &c);

//===----------------------------------------------------------------------===//
// Warpgroups: four warps that multiply together, from shared memory, while they do something else
//===----------------------------------------------------------------------===//

/// A matrix of elements of 16 bits in shared memory, for multiplyWarpgroup. Its memory is cut into atoms of
/// eight rows of 128 bytes, which begin at multiples of 1024; in row r the piece of 16 bytes that belongs at
/// place p lies at p ^ r (swizzle of 128 bytes).
struct SharedMatrix {
  Number descriptor; ///< i64
  /// Rows of a row are 64 neighbours in k: an atom has eight lines (rows of a, columns of b), and the next
  /// eight begin `stride` bytes behind it. Else rows are 64 lines of one k: an atom has eight k, the next eight
  /// k lie `stride` bytes behind it, and the next 64 lines `leading` bytes.
  bool kFirst;
  /// The same that many bytes further on.
  SharedMatrix at(int bytes) const;
};
SharedMatrix describeMatrix(const Pointer &memory, bool kFirst, int leading, int stride);

/// Lets multiplyWarpgroup see what this thread has written to shared memory, by copies that it has waited for,
/// too. A barrier follows.
void handToWarpgroups();
/// The same numbers, as registers that products may write: to be done with sums before the first fence.
Numbers inRegisters(const Numbers &sums);
/// Before the first product of a group.
void fenceProducts();
/// c + a * b of a warpgroup, c 64 x n in f32, n = 2 * c.size() a multiple of 8 up to 256; a and b have 16 of k.
/// Warp i of the four has rows 16 i to 16 i + 15, as tiles of `multiply` side by side. The result may be given
/// to the next product, and to waitForProducts, and to nothing else.
Numbers multiplyWarpgroup(NumberFormat format, const SharedMatrix &a, const SharedMatrix &b,
                          const Numbers &c);
/// Ends the group of this warpgroup's products so far.
void commitProducts();
/// Waits for all groups but the latest `open`; gives the sums, which may be used where all of their products
/// have been waited for. Their factors may then be overwritten behind a barrier.
Numbers waitForProducts(int open, const Numbers &sums);

} // namespace resnetc::cuda
