//===- Idx.cpp - the file format of MNIST -----------------------------------------===//
//
// See Idx.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/train/Idx.h"

#include "runtime/support/Error.h"
#include "runtime/train/Safetensors.h"

namespace resnetc::train {

IdxArray readIdx(const std::string &name, std::span<const uint8_t> bytes) {
  constexpr uint8_t unsignedByte = 8;
  if (bytes.size() < 4 || bytes[0] != 0 || bytes[1] != 0)
    userError("{}: is not an IDX file{}", name,
              bytes.size() > 1 && bytes[0] == 0x1f && bytes[1] == 0x8b ? "; gunzip it first" : "");
  if (bytes[2] != unsignedByte)
    userError("{}: holds elements of IDX type {}, expects unsigned bytes (8)", name, bytes[2]);
  size_t rank = bytes[3], start = 4 + 4 * rank;
  if (rank == 0 || bytes.size() < start)
    userError("{}: its IDX header is cut short", name);
  IdxArray array;
  uint64_t count = 1;
  for (size_t i = 0; i < rank; ++i) {
    const uint8_t *extent = bytes.data() + 4 + 4 * i;
    array.shape.push_back(static_cast<int64_t>(extent[0]) << 24 | extent[1] << 16 | extent[2] << 8 |
                          extent[3]);
    if (__builtin_mul_overflow(count, static_cast<uint64_t>(array.shape.back()), &count))
      userError("{}: its shape {} is too large", name, shapeText(array.shape));
  }
  if (count == 0) // so that the product of any part of the shape fits as well
    userError("{}: its shape {} holds no elements", name, shapeText(array.shape));
  if (bytes.size() - start != count)
    userError("{}: shape {} takes {} bytes, but {} follow the header{}", name,
              shapeText(array.shape), count, bytes.size() - start,
              bytes.size() - start < count ? "; is the file cut off?" : "");
  array.values = bytes.subspan(start);
  return array;
}

} // namespace resnetc::train
