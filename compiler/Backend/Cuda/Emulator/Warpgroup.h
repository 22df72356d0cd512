//===- Warpgroup.h - products of warpgroups that have not been waited for ----------------===//
//
// wgmma reads its factors from shared memory, and writes its sums, at any time between its issue and the
// wait for its group; here as late as it may. Until then the words of its factors may not be written, and its
// registers hold marks in place of sums: numbers that are none, and tell which sums they stand for. Each warp
// of the four has its own quarter of the rows, so that all is kept by warp.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <vector>

namespace resnetc::cuda::emulator {

class Block;
struct DeviceInstruction;
struct Site;
struct Thread;

/// A matrix in shared memory as a descriptor of wgmma has it, in rows of 32, 64 or 128 bytes, over which its pieces
/// are swizzled. What lies beside k is called lines.
struct MatrixDescriptor {
  int64_t start, leading, stride; ///< bytes; `start` from the beginning of shared memory
  int64_t rowBytes;
  bool kFirst; ///< neighbours in memory are neighbours in k, else lines are

  /// Throws a Finding for what no matrix of these lines can be.
  MatrixDescriptor(uint64_t bits, bool kFirst);
  /// Where an element of two bytes lies, from the beginning of shared memory.
  int64_t place(int line, int k) const;
};

/// c + a * b of 64 rows, of which a warp has 16.
struct WarpgroupProduct {
  int columns;
  float (*value)(uint16_t bits); ///< of a factor
  uint64_t a, b;                 ///< descriptors
  bool aKFirst, bKFirst;
  int warp;         ///< of the four
  int accumulators; ///< whose registers it adds to
};

/// What a warp has issued.
class WarpProducts {
public:
  /// Sums that stand in the registers of a warp: of each lane in turn.
  struct Accumulators {
    std::vector<float> values;
    int pending = 0; ///< products that are still to be added
  };

  std::map<int, Accumulators> accumulators;
  std::vector<WarpgroupProduct> open; ///< since the last group was committed
  std::deque<std::vector<WarpgroupProduct>> groups;
  bool fenced = false; ///< since then
  int issued = 0;
  int next = 0; ///< number for new accumulators

  bool isIdle() const { return open.empty() && groups.empty(); }
};

/// What the warps of a warpgroup must have in common of their products, in turn.
struct IssuedProduct {
  const Site *site;
  uint64_t a, b;
};

/// The instructions that stand in a kernel as PTX's text, rather than as a function of LLVM: by that text.
const DeviceInstruction *findAssembly(llvm::StringRef text);
/// wgmma's instructions that are functions of LLVM, by their name without "llvm.nvvm.".
std::map<std::string, DeviceInstruction> warpgroupInstructions();

} // namespace resnetc::cuda::emulator
