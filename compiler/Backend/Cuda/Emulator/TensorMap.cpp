//===- TensorMap.cpp - what cp.async.bulk.tensor copies ----------------------------------===//
#include "compiler/Backend/Cuda/Emulator/TensorMap.h"

#include "compiler/Backend/Cuda/Emulator/SharedMemory.h"

#include <algorithm>
#include <cstring>

namespace resnetc::cuda::emulator {

constexpr uint64_t mapMagic = 0x7E4503A9'52E5CE7C;
constexpr size_t mapBytes = 128;
static_assert(sizeof(TensorMap) <= mapBytes);

//===----------------------------------------------------------------------===//
// What a map can be
//===----------------------------------------------------------------------===//

namespace {

/// Collects the first thing that is wrong.
class Rules {
public:
  void require(bool holds, const std::string &otherwise) {
    if (!holds && problem.empty())
      problem = otherwise;
  }
  void within(const std::string &what, int64_t value, int64_t least, int64_t most) {
    require(value >= least && value <= most, what + " is " + std::to_string(value) +
                                                 ", where it may be " + std::to_string(least) +
                                                 " to " + std::to_string(most));
  }
  std::string problem;
};

/// Bytes of an element by the driver's number of its type; 0 for those that no kernel has.
int bytesOfType(int type) {
  constexpr int fp16 = 6, f32 = 7, bf16 = 9;
  return type == fp16 || type == bf16 ? 2 : type == f32 ? 4 : 0;
}

std::string dimension(const char *what, uint32_t index) {
  return std::string(what) + " of dimension " + std::to_string(index);
}

void checkTensor(Rules &rules, const TensorMapArguments &all) {
  constexpr int64_t mostElements = int64_t{1} << 32, mostStride = int64_t{1} << 40;
  constexpr uint32_t mostSteps = 8;
  auto isMultiple = [](auto value, uint64_t of) { return value % of == 0; };
  rules.require(isMultiple(reinterpret_cast<uintptr_t>(all.map), 64),
                "the map is not aligned to 64 bytes");
  rules.require(bytesOfType(all.type) != 0,
                "no kernel has elements of type " + std::to_string(all.type));
  rules.within("the rank", all.rank, all.lower ? 3 : 1, TensorMap::maxRank);
  rules.require(isMultiple(reinterpret_cast<uintptr_t>(all.address), 16),
                "the tensor does not begin at a multiple of 16 bytes");
  rules.require(all.interleave == 0, "interleaved layouts are not known here");
  rules.within("the swizzle", all.swizzle, 0, 3);
  rules.within("the promotion in L2", all.promotion, 0, 3);
  rules.require(all.fill == 0, "outside of a tensor there are zeros here");
  if (!rules.problem.empty())
    return;
  for (uint32_t i = 0; i < all.rank; ++i) {
    rules.within(dimension("the size", i), static_cast<int64_t>(all.sizes[i]), 1, mostElements);
    rules.within(dimension("the step", i), all.steps[i], 1, mostSteps);
  }
  for (uint32_t i = 0; i + 1 < all.rank; ++i) {
    rules.within(dimension("the stride", i + 1), static_cast<int64_t>(all.strides[i]), 0,
                 mostStride - 1);
    rules.require(isMultiple(all.strides[i], 16),
                  dimension("the stride", i + 1) + " is no multiple of 16 bytes");
  }
}

void checkRow(Rules &rules, int64_t bytes, int swizzle) {
  rules.require(bytes % 16 == 0, "a row of a box is no multiple of 16 bytes");
  rules.require(swizzle == 0 || bytes <= 16 << swizzle,
                "a row of a box is longer than its swizzle");
}

void checkBox(Rules &rules, const TensorMapArguments &all) {
  constexpr int64_t most = 256;
  for (uint32_t i = 0; i < all.rank; ++i) {
    rules.within(dimension("the box", i), all.box[i], 1, most);
    rules.require(all.steps[i] == 1, "steps through a tiled tensor are not known here");
  }
  checkRow(rules, int64_t{all.box[0]} * bytesOfType(all.type), all.swizzle);
}

void checkColumn(Rules &rules, const TensorMapArguments &all) {
  constexpr int64_t mostChannels = 256, mostPixels = 1024;
  rules.within("channels of a pixel", all.channels, 1, mostChannels);
  rules.within("pixels of a column", all.pixels, 1, mostPixels);
  checkRow(rules, int64_t{all.channels} * bytesOfType(all.type), all.swizzle);
  const int64_t reach = all.rank == 3 ? 1 << 15 : all.rank == 4 ? 1 << 7 : 1 << 4;
  for (uint32_t i = 0; i + 2 < all.rank; ++i) {
    rules.within(dimension("the lower corner", i + 1), all.lower[i], -reach, reach - 1);
    rules.within(dimension("the upper corner", i + 1), all.upper[i], -reach, reach - 1);
    rules.require(all.lower[i] < static_cast<int64_t>(all.sizes[i + 1]) + all.upper[i],
                  "the box is empty in dimension " + std::to_string(i + 1));
  }
}

} // namespace

std::string TensorMap::encode(const TensorMapArguments &all) {
  Rules rules;
  checkTensor(rules, all);
  if (rules.problem.empty())
    all.lower ? checkColumn(rules, all) : checkBox(rules, all);
  if (!rules.problem.empty())
    return rules.problem;
  TensorMap map{};
  map.magic = mapMagic;
  map.address = static_cast<const char *>(all.address);
  map.rank = static_cast<uint8_t>(all.rank);
  map.elementBytes = static_cast<uint8_t>(bytesOfType(all.type));
  map.swizzle = static_cast<uint8_t>(all.swizzle ? 16 << all.swizzle : 0);
  map.isIm2col = all.lower != nullptr;
  for (uint32_t i = 0; i < all.rank; ++i) {
    map.sizes[i] = static_cast<uint32_t>(all.sizes[i]);
    map.steps[i] = static_cast<uint8_t>(all.steps[i]);
    map.box[i] = static_cast<uint16_t>(map.isIm2col ? 1 : all.box[i]);
    if (i > 0)
      map.strides[i - 1] = all.strides[i - 1];
  }
  if (map.isIm2col) {
    map.box[0] = static_cast<uint16_t>(all.channels);
    map.box[1] = static_cast<uint16_t>(all.pixels);
    for (uint32_t i = 0; i + 2 < all.rank; ++i) {
      map.lower[i] = static_cast<int16_t>(all.lower[i]);
      map.upper[i] = static_cast<int16_t>(all.upper[i]);
    }
  }
  std::memset(all.map, 0, mapBytes);
  std::memcpy(all.map, &map, sizeof map);
  return "";
}

thread_local std::string TensorMapFunctions::problem;

int TensorMapFunctions::cuTensorMapEncodeTiled(void *map, int type, uint32_t rank, void *address,
                                               const uint64_t *sizes, const uint64_t *strides,
                                               const uint32_t *box, const uint32_t *steps,
                                               int interleave, int swizzle, int promotion,
                                               int fill) {
  problem = TensorMap::encode({map, type, rank, address, sizes, strides, box, nullptr, nullptr, 0,
                               0, steps, interleave, swizzle, promotion, fill});
  return !problem.empty();
}

int TensorMapFunctions::cuTensorMapEncodeIm2col(void *map, int type, uint32_t rank, void *address,
                                                const uint64_t *sizes, const uint64_t *strides,
                                                const int *lower, const int *upper,
                                                uint32_t channels, uint32_t pixels,
                                                const uint32_t *steps, int interleave, int swizzle,
                                                int promotion, int fill) {
  problem = TensorMap::encode({map, type, rank, address, sizes, strides, nullptr, lower, upper,
                               channels, pixels, steps, interleave, swizzle, promotion, fill});
  return !problem.empty();
}

TensorMap TensorMap::at(const void *address) {
  TensorMap map;
  std::memcpy(&map, address, sizeof map);
  if (map.magic != mapMagic)
    throw Finding{"copies by what is no tensor map"};
  return map;
}

//===----------------------------------------------------------------------===//
// The elements of a box
//===----------------------------------------------------------------------===//

int64_t TensorMap::boxBytes() const {
  int64_t bytes = elementBytes;
  for (int i = 0; i < rank; ++i)
    bytes *= box[i];
  return bytes;
}

/// Pieces of 16 bytes change places with the lines of 128 bytes in which they lie.
char *TensorMap::place(char *to, int64_t byte) const {
  auto at = reinterpret_cast<uintptr_t>(to + byte);
  if (swizzle)
    at ^= at / 128 % (swizzle / 16) * 16;
  return reinterpret_cast<char *>(at);
}

/// The innermost dimension may begin or end outside of the tensor, the others are one element of it or none.
void TensorMap::giveRow(const int64_t *position, Row row) const {
  const char *from = address + position[0] * elementBytes;
  for (int i = 1; i < rank; ++i) {
    if (position[i] < 0 || position[i] >= sizes[i])
      return row(nullptr, 0, 0);
    from += position[i] * static_cast<int64_t>(strides[i - 1]);
  }
  const int64_t elements = box[0];
  const int64_t before = std::clamp<int64_t>(-position[0], 0, elements);
  const int64_t behind = std::clamp<int64_t>(position[0] + elements - sizes[0], 0, elements);
  if (before + behind >= elements)
    return row(nullptr, 0, 0);
  row(from, before * elementBytes, behind * elementBytes);
}

void TensorMap::forEachRow(const int32_t *coordinates, const uint16_t *offsets, Row row) const {
  if (isIm2col)
    forEachOfColumn(coordinates, offsets, row);
  else
    forEachOfBox(coordinates, row);
}

void TensorMap::forEachOfBox(const int32_t *coordinates, Row row) const {
  int64_t index[maxRank] = {}, position[maxRank] = {};
  while (true) {
    for (int i = 0; i < rank; ++i)
      position[i] = coordinates[i] + index[i];
    giveRow(position, row);
    int i = 1;
    for (; i < rank && ++index[i] == box[i]; ++i)
      index[i] = 0;
    if (i >= rank)
      return;
  }
}

/// Pixels of the bounding box in the order of memory, image after image. Offsets move the box and all within.
void TensorMap::forEachOfColumn(const int32_t *coordinates, const uint16_t *offsets,
                                Row row) const {
  int64_t at[maxRank], position[maxRank];
  for (int i = 0; i < rank; ++i)
    at[i] = coordinates[i];
  for (int i = 1; i + 1 < rank; ++i)
    if (at[i] < lower[i - 1] || at[i] >= sizes[i] + upper[i - 1])
      throw Finding{"copies from a pixel outside of the map's bounding box: coordinate " +
                    std::to_string(at[i]) + " in dimension " + std::to_string(i)};
  for (int pixel = 0; pixel < box[1]; ++pixel) {
    for (int i = 0; i < rank; ++i)
      position[i] = at[i] + (i > 0 && i + 1 < rank ? offsets[i - 1] : 0);
    giveRow(position, row);
    int i = 1;
    for (; i + 1 < rank; ++i) {
      at[i] += steps[i];
      if (at[i] < sizes[i] + upper[i - 1])
        break;
      at[i] = lower[i - 1];
    }
    if (i + 1 == rank)
      ++at[i];
  }
}

} // namespace resnetc::cuda::emulator
