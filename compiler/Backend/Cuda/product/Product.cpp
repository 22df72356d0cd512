//===- Product.cpp - matrix products of a block of threads -----------------------------------===//
//
// A thread has of the c of its warp what tensor cores give it (Instructions.h), with fused
// multiply-adds, too: what becomes of c is then one and the same.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/product/Product.h"

#include "compiler/Backend/Cuda/Instructions.h"

namespace resnetc::cuda {

constexpr int tileM = 16, tileN = 8; ///< of one tensor instruction
constexpr int sumsOfTile = 4;        ///< of c, in each thread
constexpr int steps = 2;             ///< in k, of tensor instructions in a slice

//===----------------------------------------------------------------------===//
// Shared memory
//===----------------------------------------------------------------------===//

int ProductShape::aElements() const {
  return layout == ALayout::Rows ? m * depth() : depth() * columnStride();
}
int ProductShape::bElements() const { return depth() * rowStride(); }

int64_t ProductShape::sharedBytes() const {
  return int64_t{stages} * groups * (aElements() + bElements()) * elementBytes();
}

/// Rows of 64 bytes: two fill all banks, so the four pieces of a row change places every second row,
/// and eight rows of one piece lie in different banks.
Number ProductShape::aIndex(const Number &row, const Number &k) const {
  if (layout == ALayout::Columns)
    return k * columnStride() + row;
  Number place = (k / perCopy()) ^ ((row / 2) % 4);
  return row * depth() + place * perCopy() + k % perCopy();
}

Number ProductShape::bIndex(const Number &k, const Number &column) const {
  return k * rowStride() + column;
}

ProductShape shapeOf(NumberFormat format, const std::map<std::string, int64_t> &params,
                     ALayout layout) {
  auto at = [&](const char *name) { return static_cast<int>(params.at(name)); };
  return {at("m"), at("n"), at("wm"), at("wn"), at("groups"), at("stages"), format, layout};
}

void inTurn(int copies, const ProductShape &shape, llvm::function_ref<void(const Number &)> body) {
  for (int first = 0; first < copies; first += shape.groupThreads()) {
    Number id = shape.thread() + first;
    if (first + shape.groupThreads() <= copies)
      body(id);
    else
      when(isWithin(id, copies), [&] { body(id); });
  }
}

//===----------------------------------------------------------------------===//
// The loop over k
//===----------------------------------------------------------------------===//

Product::Product(const ProductShape &shape)
    : shape(shape), warpM(shape.m / shape.warpsM), warpN(shape.n / shape.warpsN),
      lane(threadIndex() % 32), group(threadIndex() / shape.groupThreads()),
      rowOfWarp(shape.thread() / 32 / shape.warpsN * warpM),
      columnOfWarp(shape.thread() / 32 % shape.warpsN * warpN) {}

void Product::run(const Number &slices, llvm::function_ref<void(const Slice &)> bring) {
  Pointer memory = dynamicShared(0, kernels::elementOf(shape.format));
  const int elements = shape.aElements() + shape.bElements(), ahead = shape.stages - 1;
  auto slot = [&](const Number &turn) {
    return offset(memory, (turn % shape.stages * shape.groups + group) * elements);
  };
  auto bringTurn = [&](const Number &turn) {
    Pointer a = slot(turn);
    Number index = turn * shape.groups + group;
    bring({index, index < slices, a, offset(a, shape.aElements())});
    commitCopies();
  };
  for (int turn = 0; turn < ahead; ++turn)
    bringTurn(turn);
  Numbers zeros(static_cast<size_t>(warpM / tileM * (warpN / tileN) * sumsOfTile), Number(0.0));
  Number turns = (slices + (shape.groups - 1)) / shape.groups;
  // A loop whose only turn is known ends as none, and LLVM then moves the multiply-adds of each row into the branch
  // that stores it, which keeps a whole slice in registers, or beside them.
  if (shape.format == NumberFormat::F32)
    turns = choose(count() < 1, 0, turns);
  sums = loop(0, turns, 1, zeros, [&](const Number &turn, const Numbers &sums) {
    waitForCopies(ahead - 1);
    barrier(); // the slice is there for all, and nobody reads the one before it any more
    bringTurn(turn + ahead);
    Pointer a = slot(turn);
    return multiplySlice(a, offset(a, shape.aElements()), sums);
  });
  waitForCopies(0);
  if (shape.groups > 1)
    addGroups();
}

/// The sums of all groups, in their order, through the memory of the slices.
void Product::addGroups() {
  Pointer memory = dynamicShared(0);
  const int count = static_cast<int>(sums.size()), threads = shape.groupThreads();
  auto place = [&](const Number &group, int i) {
    return ((group - 1) * count + i) * threads + shape.thread();
  };
  barrier(); // all slices have been read
  when(Number(0) < group, [&] {
    for (int i = 0; i < count; ++i)
      store(memory, place(group, i), sums[i]);
  });
  barrier();
  for (int i = 0; i < count; ++i)
    for (int other = 1; other < shape.groups; ++other)
      sums[i] = sums[i] + load(memory, place(Number(other), i));
}

Numbers Product::multiplySlice(const Pointer &a, const Pointer &b, const Numbers &sums) const {
  return shape.format == NumberFormat::F32 ? multiplyFused(a, b, sums) : multiplyTensor(a, b, sums);
}

//===----------------------------------------------------------------------===//
// Tensor cores
//===----------------------------------------------------------------------===//

/// The fragment of a for the 16 rows of `tile` and one step of k.
Numbers Product::tensorA(const Pointer &a, int tile, int step) const {
  const int firstRow = tile * tileM, firstK = step * 2 * shape.perCopy();
  if (shape.layout == ALayout::Rows) {
    // Matrices of rows 0-7 and 8-15, then the same of the second half of k.
    Number row = rowOfWarp + firstRow + lane % 16, k = lane / 16 * shape.perCopy() + firstK;
    return loadMatrices(a, shape.aIndex(row, k), /*transposed=*/false);
  }
  if (isHalf(shape.format)) {
    Number row = rowOfWarp + firstRow + lane / 8 % 2 * 8, k = lane % 8 + lane / 16 * 8 + firstK;
    return loadMatrices(a, shape.aIndex(row, k), /*transposed=*/true);
  }
  Numbers bits;
  Number row = rowOfWarp + firstRow + lane / 4, k = lane % 4 + firstK;
  for (int part = 0; part < 4; ++part)
    bits.push_back(load(a, shape.aIndex(row + part % 2 * 8, k + part / 2 * 4)));
  return bits;
}

/// The fragments of b for all columns of the warp and one step of k.
std::vector<Numbers> Product::tensorB(const Pointer &b, int step) const {
  std::vector<Numbers> fragments;
  const int firstK = step * 2 * shape.perCopy();
  if (isHalf(shape.format)) {
    for (int column = 0; column < warpN; column += 2 * tileN) {
      // Matrices of k 0-7 and 8-15, then the same of the next eight columns.
      Number k = lane % 16 + firstK, n = columnOfWarp + column + lane / 16 * 8;
      Numbers bits = loadMatrices(b, shape.bIndex(k, n), /*transposed=*/true);
      fragments.push_back({bits[0], bits[1]});
      fragments.push_back({bits[2], bits[3]});
    }
    return fragments;
  }
  for (int column = 0; column < warpN; column += tileN) {
    Number k = lane % 4 + firstK, n = columnOfWarp + column + lane / 4;
    fragments.push_back({load(b, shape.bIndex(k, n)), load(b, shape.bIndex(k + 4, n))});
  }
  return fragments;
}

Numbers Product::multiplyTensor(const Pointer &a, const Pointer &b, const Numbers &before) const {
  Numbers sums = before;
  const int tilesM = warpM / tileM, tilesN = warpN / tileN;
  auto rounded = [&](Numbers fragment) {
    if (shape.format == NumberFormat::TF32)
      for (Number &each : fragment)
        each = toTf32(each);
    return fragment;
  };
  for (int step = 0; step < steps; ++step) {
    std::vector<Numbers> left, right = tensorB(b, step);
    for (int i = 0; i < tilesM; ++i)
      left.push_back(rounded(tensorA(a, i, step)));
    for (Numbers &each : right)
      each = rounded(each);
    for (int i = 0; i < tilesM; ++i)
      for (int j = 0; j < tilesN; ++j) {
        auto at = sums.begin() + (i * tilesN + j) * sumsOfTile;
        Numbers product = multiply(shape.format, left[i], right[j], Numbers(at, at + sumsOfTile));
        std::copy(product.begin(), product.end(), at);
      }
  }
  return sums;
}

//===----------------------------------------------------------------------===//
// Fused multiply-adds
//===----------------------------------------------------------------------===//

Numbers Product::multiplyFused(const Pointer &a, const Pointer &b, const Numbers &before) const {
  Numbers sums = before;
  const int tilesM = warpM / tileM, tilesN = warpN / tileN;
  for (int k = 0; k < shape.depth(); ++k) {
    Numbers left, right; // rows g and g + 8, columns 2t and 2t + 1 of each tile
    for (int row = 0; row < warpM; row += 8)
      left.push_back(load(a, shape.aIndex(rowOfWarp + row + lane / 4, k)));
    for (int column = 0; column < warpN; ++column)
      if (column % tileN < 2)
        right.push_back(load(b, shape.bIndex(k, columnOfWarp + column + lane % 4 * 2)));
    for (int i = 0; i < tilesM; ++i)
      for (int j = 0; j < tilesN; ++j)
        for (int part = 0; part < sumsOfTile; ++part) {
          Number &sum = sums[(i * tilesN + j) * sumsOfTile + part];
          sum = fma(left[2 * i + part / 2], right[2 * j + part % 2], sum);
        }
  }
  return sums;
}

void Product::forEachRow(
    llvm::function_ref<void(const Number &, const std::vector<Pair> &)> body) const {
  const int tilesM = warpM / tileM, tilesN = warpN / tileN;
  auto row = [&](int i, int half) {
    std::vector<Pair> pairs;
    for (int j = 0; j < tilesN; ++j) {
      const Number *pair = &sums[(i * tilesN + j) * sumsOfTile + half * 2];
      pairs.push_back({columnOfWarp + j * tileN + lane % 4 * 2, pair[0], pair[1]});
    }
    body(rowOfWarp + i * tileM + half * 8 + lane / 4, pairs);
  };
  auto all = [&] {
    for (int i = 0; i < tilesM; ++i)
      for (int half = 0; half < 2; ++half)
        row(i, half);
  };
  if (shape.groups > 1)
    when(group == 0, all);
  else
    all();
}

} // namespace resnetc::cuda
