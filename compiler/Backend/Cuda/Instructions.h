//===- Instructions.h - asynchronous copies and tensor cores -------------------------------===//
//
// Of sm_80 and above, copies of boxes of sm_90, those of warpgroups of sm_90a alone. Numbers of the PTX ISA: 9.7.9
// (asynchronous copies), 9.7.13 (mbarrier), 9.7.14 (warp-level matrix instructions), 9.7.15 (asynchronous
// warpgroup-level ones).
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

//===----------------------------------------------------------------------===//
// Copies of boxes (TMA): one thread asks for them, and barriers in shared memory count their bytes
//===----------------------------------------------------------------------===//

/// Makes an mbarrier of eight bytes of shared memory (I64). Its phases, from 0 on, each end when so many threads have
/// arrived and all bytes that they expect have come. Others may use it behind a barrier, and copies behind
/// handToAsync of this thread, too.
void makePhases(const Pointer &mbarrier, int arrivals);
void arrive(const Pointer &mbarrier);
void arriveExpecting(const Pointer &mbarrier, int bytes);
/// Waits for the end of a phase, of this one or the one before, by its parity (0 or 1). What had been done before its
/// arrivals, and its copies, are seen then.
void waitForPhase(const Pointer &mbarrier, const Number &parity);

/// Copies a box of a tensor to shared memory, aligned to 128 bytes; what lies outside of the tensor is zero. All of its
/// bytes count for the present phase of the mbarrier. Coordinates are those of its first element, the innermost
/// first. With offsets, one for each dimension between the first and the last, the map is one of im2col mode: pixels
/// follow each other within a bounding box, image after image, and offsets move them all.
struct Box {
  Number map; ///< number among the function's tensor maps
  Numbers coordinates, offsets;
};
void copyBox(const Pointer &to, const Box &box, const Pointer &mbarrier);

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
/// eight rows of 128 or 32 bytes, which begin at multiples of their size; the piece of 16 bytes that belongs at place p
/// of a row in line l of 128 bytes lies at p ^ l, modulo the pieces of a row (swizzle of 128 or 32 bytes).
struct SharedMatrix {
  Number descriptor; ///< i64
  /// A row has neighbours in k, 64 or 16: an atom has eight lines (rows of a, columns of b), and the next
  /// eight begin `stride` bytes behind it. Else it has so many lines of one k: an atom has eight k, the next eight
  /// k lie `stride` bytes behind it, and the next lines `leading` bytes.
  bool kFirst;
  /// The same that many bytes further on.
  SharedMatrix at(int bytes) const;
};
SharedMatrix describeMatrix(const Pointer &memory, bool kFirst, int leading, int stride,
                            int rowBytes = 128);

/// Lets multiplyWarpgroup and copies of boxes see what this thread has written to shared memory, by copyAsync that it
/// has waited for, too. A barrier follows.
void handToAsync();
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
