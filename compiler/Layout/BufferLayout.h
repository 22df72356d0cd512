//===- BufferLayout.h - how many bytes a tensor takes in its layout ---------===//
//
// The one place that turns a tensor type with its encoding into bytes. The memory plan places
// buffers by it, the state's variables get their offsets by it, and the library's descriptor tells
// the runtime the same blocking.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/IR/BuiltinTypes.h"

#include <array>
#include <cstdint>

namespace resnetc {

/// Every buffer starts at a multiple of this many bytes.
inline constexpr int64_t bufferAlignment = 64;

/// Size of a buffer: `fixed + perImage * batch` bytes, each a multiple of bufferAlignment. One of
/// the two is zero. Sizes beyond what memory can hold saturate at bufferBytesLimit.
struct BufferBytes {
  int64_t fixed = 0;
  int64_t perImage = 0;

  bool operator==(const BufferBytes &) const = default;
};

/// No buffer is larger than this; sums of many such sizes still fit an int64_t.
inline constexpr int64_t bufferBytesLimit = int64_t(1) << 46;

/// Elements that a tensor has in memory, those of one of the batch where it has a batch: the lanes
/// beyond its last channel are counted, which hold zeros.
int64_t storedElements(mlir::RankedTensorType type);

/// Bytes of a tensor. A dynamic first dimension is the batch.
///   no encoding            row-major
///   #rn.blocked<b>         [N][C/b][H][W][b], or a vector padded to a multiple of b
///   #rn.packed<...>        [K/k][C/c][H][W][c][k]
///   #rn.partials<...>      [N][C/b][count][S][b]
///   #rn.winograd<...>      [K/b][side][side][C/b][b][b]
///   #rn.winograd_tiles<..> [N][side][side][C/b][tiles][b]
BufferBytes bufferBytes(mlir::RankedTensorType type);

/// `bytes` rounded up to bufferAlignment.
int64_t alignBytes(int64_t bytes);

/// A variable as the runtime reads it: [K/blockK][C/blockC][H][W][blockC][blockK] of dims (K, C, H,
/// W). Of a filter in groups, groupK and groupC are the channels out of and into one, and C those
/// of a merged group.
struct BlockedShape {
  std::array<int64_t, 4> dims = {1, 1, 1, 1};
  int64_t blockK = 1;
  int64_t blockC = 1;
  int64_t groupK = 0; ///< 0: not in groups
  int64_t groupC = 0;

  bool operator==(const BlockedShape &) const = default;
};

/// The blocking of a variable's type: packed weights, blocked vectors, or rows as they are.
BlockedShape blockedShape(mlir::RankedTensorType type);

} // namespace resnetc
