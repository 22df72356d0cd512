//===- Product.cpp - matrix products of a block of threads -----------------------------------===//
//
// A thread has of the c of its warp what tensor cores give it (Instructions.h), with fused
// multiply-adds, too: what becomes of c is then one and the same.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/product/Product.h"

#include "compiler/Backend/Cuda/Instructions.h"

#include <algorithm>

namespace resnetc::cuda {

constexpr int tileM = 16, tileN = 8; ///< of one tensor instruction
constexpr int sumsOfTile = 4;        ///< of c, in each thread

//===----------------------------------------------------------------------===//
// Shared memory
//===----------------------------------------------------------------------===//

int ProductShape::aElements() const {
  const bool isDense = layout == ALayout::Rows || engine == Engine::Warpgroup;
  return depth() * (isDense ? m : columnStride());
}
int ProductShape::bElements() const {
  return depth() * (engine == Engine::Warpgroup ? n : rowStride());
}

constexpr int linesOfRow = 64; ///< of 16 bits, in a row of a SharedMatrix

/// Lines come before k: 64 lines of all k of the slice, then the next 64.
Number ProductShape::blockedIndex(const Number &k, const Number &line) const {
  Number along = line % linesOfRow, place = (along / perCopy()) ^ (k % 8);
  return (line / linesOfRow * depth() + k) * linesOfRow + place * perCopy() + along % perCopy();
}

int64_t ProductShape::sharedBytes() const {
  return int64_t{stages} * groups * (aElements() + bElements()) * elementBytes();
}

/// Pieces of a row change places from row to row, so that eight rows of one piece lie in different banks: two
/// rows of 64 bytes fill all banks, one of 128 does.
Number ProductShape::aIndex(const Number &row, const Number &k) const {
  if (layout == ALayout::Columns)
    return engine == Engine::Warpgroup ? blockedIndex(k, row) : k * columnStride() + row;
  Number turn = sliceBytes == 128 ? row % 8 : (row / 2) % 4;
  Number place = (k / perCopy()) ^ turn;
  return row * depth() + place * perCopy() + k % perCopy();
}

Number ProductShape::bIndex(const Number &k, const Number &column) const {
  return engine == Engine::Warpgroup ? blockedIndex(k, column) : k * rowStride() + column;
}

ProductShape shapeOf(NumberFormat format, const std::map<std::string, int64_t> &params,
                     ALayout layout) {
  auto at = [&](const char *name) { return static_cast<int>(params.at(name)); };
  if (params.contains("warpgroups"))
    return {at("m"),
            at("n"),
            4 * at("warpgroups"),
            1,
            1,
            at("stages"),
            128,
            format,
            layout,
            Engine::Warpgroup,
            params.contains("tma") ? Transport::Boxes : Transport::Copies};
  return {at("m"),      at("n"),     at("wm"), at("wn"), at("groups"),
          at("stages"), at("slice"), format,   layout};
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

LineCopies::LineCopies(const ProductShape &shape, int lines, int pieces, int blocks, int together)
    : pieces(pieces), blocks(blocks), threads(shape.groupThreads()), together(together),
      perBlock(lines * pieces), linesEach(std::max(perBlock / threads, 1)),
      thread(shape.thread() % perBlock),
      ofBlock(perBlock < threads ? shape.thread() / perBlock : Number(0)) {}

Number LineCopies::line(int index) const {
  return thread % together + thread / (together * pieces) * together + index * (threads / pieces);
}

void LineCopies::forEach(llvm::function_ref<void(int, const Number &)> body) const {
  const int blocksAtOnce = std::max(threads / perBlock, 1);
  for (int first = 0; first < blocks; first += blocksAtOnce)
    for (int index = 0; index < linesEach; ++index) {
      Number block = ofBlock + first;
      if (first + blocksAtOnce <= blocks)
        body(index, block);
      else
        when(isWithin(block, blocks), [&] { body(index, block); });
    }
}

//===----------------------------------------------------------------------===//
// The loop over k
//===----------------------------------------------------------------------===//

/// Of a warp, the first row and column: warps of a warpgroup have every fourth tile of its rows.
static Number firstRow(const ProductShape &shape) {
  Number warp = shape.thread() / 32;
  if (shape.engine == Engine::Warp)
    return warp / shape.warpsN * (shape.m / shape.warpsM);
  return warp / 4 * (shape.m * 4 / shape.warpsM) + warp % 4 * tileM;
}

Product::Product(const ProductShape &shape)
    : shape(shape), warpM(shape.m / shape.warpsM), warpN(shape.n / shape.warpsN),
      lane(threadIndex() % 32), group(threadIndex() / shape.groupThreads()),
      rowOfWarp(firstRow(shape)), columnOfWarp(shape.thread() / 32 % shape.warpsN * warpN),
      sums(static_cast<size_t>(warpM / tileM * (warpN / tileN) * sumsOfTile), Number(0.0)) {}

void Product::run(const Number &slices, llvm::function_ref<void(const Slice &)> bring) {
  if (shape.engine == Engine::Warpgroup)
    runWarpgroups(slices, bring);
  else
    runWarps(slices, bring);
}

Pointer Product::slot(const Number &turn) const {
  Pointer memory = dynamicShared(0, kernels::elementOf(shape.format));
  const int elements = shape.aElements() + shape.bElements();
  return offset(memory, (turn % shape.stages * shape.groups + group) * elements);
}

void Product::bringTurn(const Number &turn, const Number &slices,
                        llvm::function_ref<void(const Slice &)> bring) const {
  Pointer a = slot(turn);
  Number index = turn * shape.groups + group;
  bring({index, index < slices, a, offset(a, shape.aElements())});
}

void Product::runWarps(const Number &slices, llvm::function_ref<void(const Slice &)> bring) {
  const int ahead = shape.ahead();
  for (int turn = 0; turn < ahead; ++turn) {
    bringTurn(turn, slices, bring);
    commitCopies();
  }
  Number turns = (slices + (shape.groups - 1)) / shape.groups;
  // A loop whose only turn is known ends as none, and LLVM then moves the multiply-adds of each row into the branch
  // that stores it, which keeps a whole slice in registers, or beside them.
  if (shape.format == NumberFormat::F32)
    turns = choose(count() < 1, 0, turns);
  sums = loop(0, turns, 1, sums, [&](const Number &turn, const Numbers &sums) {
    waitForCopies(ahead - 1);
    barrier(); // the slice is there for all, and nobody reads the one before it any more
    Pointer a = slot(turn);
    return multiplySlice(a, offset(a, shape.aElements()), sums, [&] {
      bringTurn(turn + ahead, slices, bring);
      commitCopies();
    });
  });
  waitForCopies(0);
  if (shape.groups > 1)
    addGroups();
}

/// While a slice is multiplied the one before it may still be, and copies go to the place of the one before
/// that. There is a turn even without slices, of zeros: ptxas lets products run on only where their registers come
/// from no other place, as a way around the loop would be.
void Product::runWarpgroups(const Number &slices, llvm::function_ref<void(const Slice &)> bring) {
  const int ahead = shape.ahead();
  Number turns = slices.isConstant() ? slices : choose(slices < 1, 1, slices);
  auto bringNext = [&](const Number &turn) {
    when(turn < turns, [&] { bringTurn(turn, slices, bring); });
    commitCopies(); // without copies, too: turns are counted in groups
  };
  for (int turn = 0; turn < ahead; ++turn)
    bringNext(turn);
  sums = loop(0, turns, 1, inRegisters(sums), [&](const Number &turn, const Numbers &sums) {
    waitForCopies(ahead - 1);
    handToAsync();
    barrier(); // the slice is there for all, and all have waited for the products of two before it
    fenceProducts();
    Numbers next = multiplyWarpgroups(slot(turn), sums);
    commitProducts();
    bringNext(turn + ahead);
    return waitForProducts(1, next);
  });
  sums = waitForProducts(0, sums);
}

/// Two barriers for each place of a slice: one ends a phase when the slice has come, the other when all warps have
/// multiplied it. Warps wait for the one, and the thread that asks for the next slice there for the other, so that
/// nothing else keeps warps together.
void Product::runBoxes(const Number &slices, llvm::function_ref<void(const BoxSlice &)> bring) {
  const int stages = shape.stages;
  const int bytes = (shape.aElements() + shape.bElements()) * shape.elementBytes();
  Pointer arrivals = shared(stages, kernels::ElementType::I64);
  Pointer releases = shared(stages, kernels::ElementType::I64);
  Number asks = threadIndex() == 0;
  Number turns = slices.isConstant() ? slices : choose(slices < 1, 1, slices);
  auto ask = [&](const Number &turn) {
    Pointer a = slot(turn), arrival = offset(arrivals, turn % stages);
    arriveExpecting(arrival, bytes);
    bring({turn, a, offset(a, shape.aElements()), arrival});
  };
  when(asks, [&] {
    for (int place = 0; place < stages; ++place) {
      makePhases(offset(arrivals, place), 1);
      makePhases(offset(releases, place), shape.groupThreads() / 32);
    }
    handToAsync();
  });
  barrier();
  when(asks, [&] {
    for (int turn = 0; turn < stages; ++turn)
      if (!turns.isConstant())
        when(Number(turn) < turns, [&] { ask(turn); });
      else if (turn < turns.constantValue())
        ask(turn);
  });
  barrierOfWarp();
  sums = loop(0, turns, 1, inRegisters(sums), [&](const Number &turn, const Numbers &sums) {
    waitForPhase(offset(arrivals, turn % stages), turn / stages % 2);
    fenceProducts();
    Numbers next = multiplyWarpgroups(slot(turn), sums);
    commitProducts();
    next = waitForProducts(1, next);
    when((lane == 0) & (Number(0) < turn), [&] {
      Number before = turn - 1, later = before + stages;
      Pointer release = offset(releases, before % stages);
      arrive(release);
      when(asks & (later < turns), [&] {
        waitForPhase(release, before / stages % 2);
        ask(later);
      });
    });
    barrierOfWarp();
    return next;
  });
  sums = waitForProducts(0, sums);
}

/// Each tile of 64 rows for all columns, by steps of 16 in k.
Numbers Product::multiplyWarpgroups(const Pointer &slot, const Numbers &before) const {
  constexpr int depthOfStep = 16;
  const int rowBytes = shape.rowBytes(), atomBytes = 8 * rowBytes;
  const int blockBytes = shape.depth() * rowBytes, steps = shape.depth() / depthOfStep;
  const int tiles = warpM / tileM, bytesOfStep = depthOfStep * rowBytes;
  const bool rows = shape.layout == ALayout::Rows, boxes = shape.transport == Transport::Boxes;
  const int tileBytes = shape.tileStride() * (rows ? rowBytes : shape.depth() * 2);
  const int stepOfRows = boxes ? shape.m * rowBytes : depthOfStep * 2;
  Number warpgroup = shape.thread() / 128;
  Number firstRow = warpgroup * (tiles * shape.tileStride());
  Pointer first = offset(slot, firstRow * (rows ? rowBytes / 2 : shape.depth()));
  SharedMatrix a =
      describeMatrix(first, rows, boxes && !rows ? blockBytes : 0, atomBytes, rowBytes);
  SharedMatrix b = describeMatrix(offset(slot, shape.aElements()), /*kFirst=*/false, blockBytes,
                                  atomBytes, rowBytes);
  Numbers sums;
  const auto registers = static_cast<ptrdiff_t>(shape.n / tileN * sumsOfTile);
  for (int tile = 0; tile < tiles; ++tile) {
    auto at = before.begin() + tile * registers;
    Numbers c(at, at + registers);
    for (int step = 0; step < steps; ++step)
      c = multiplyWarpgroup(shape.format,
                            a.at(tile * tileBytes + step * (rows ? stepOfRows : bytesOfStep)),
                            b.at(step * bytesOfStep), c);
    sums.insert(sums.end(), c.begin(), c.end());
  }
  return sums;
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

/// `bring` is done behind the first step: what it computes for its copies then fills the time in which tensor
/// cores work.
Numbers Product::multiplySlice(const Pointer &a, const Pointer &b, const Numbers &sums,
                               llvm::function_ref<void()> bring) const {
  return shape.format == NumberFormat::F32 ? multiplyFused(a, b, sums, bring)
                                           : multiplyTensor(a, b, sums, bring);
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

Numbers Product::multiplyTensor(const Pointer &a, const Pointer &b, const Numbers &before,
                                llvm::function_ref<void()> bring) const {
  Numbers sums = before;
  const int tilesM = warpM / tileM, tilesN = warpN / tileN;
  const int steps = shape.depth() / (2 * shape.perCopy());
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
    if (step == 0)
      bring();
  }
  return sums;
}

//===----------------------------------------------------------------------===//
// Fused multiply-adds
//===----------------------------------------------------------------------===//

Numbers Product::multiplyFused(const Pointer &a, const Pointer &b, const Numbers &before,
                               llvm::function_ref<void()> bring) const {
  bring();
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

//===----------------------------------------------------------------------===//
// What becomes of c
//===----------------------------------------------------------------------===//

std::vector<Product::Run> Product::pairsOf(int tile, int half) const {
  std::vector<Run> pairs;
  const int tilesN = warpN / tileN;
  for (int j = 0; j < tilesN; ++j) {
    const Number *pair = &sums[(tile * tilesN + j) * sumsOfTile + half * 2];
    pairs.push_back({columnOfWarp + j * tileN + lane % 4 * 2, {pair[0], pair[1]}});
  }
  return pairs;
}

/// Of the pairs of two tiles, which four lanes have in turn, each of these lanes gets two neighbours. First
/// lanes 0 and 1 take the first tile's from lanes 2 and 3 and give the second's; then neighbours change.
std::vector<Product::Run> Product::quadsOf(int tile, int half) const {
  std::vector<Run> pairs = pairsOf(tile, half), quads;
  /// Keeps the first where `kept`, else the second, and gives the other away.
  auto exchange = [](const Number &kept, const Numbers &first, const Numbers &second, int across) {
    std::pair<Numbers, Numbers> both;
    for (int i = 0; i < 2; ++i) {
      Number own = choose(kept, first[i], second[i]), others = choose(kept, second[i], first[i]);
      both.first.push_back(own);
      both.second.push_back(fromLaneAcross(others, across));
    }
    return both;
  };
  Number isLow = lane % 4 < 2, isEven = lane % 2 == 0;
  for (size_t j = 0; j < pairs.size(); j += 2) {
    auto [own, others] = exchange(isLow, pairs[j].values, pairs[j + 1].values, 2);
    Numbers first, second; // of one tile, two lanes apart
    for (int i = 0; i < 2; ++i) {
      first.push_back(choose(isLow, own[i], others[i]));
      second.push_back(choose(isLow, others[i], own[i]));
    }
    auto [mine, theirs] = exchange(isEven, first, second, 1);
    Numbers values;
    for (int i = 0; i < 4; ++i)
      values.push_back(i < 2 ? choose(isEven, mine[i], theirs[i])
                             : choose(isEven, theirs[i - 2], mine[i - 2]));
    quads.push_back({columnOfWarp + static_cast<int>(j) * tileN + lane % 4 * 4, values});
  }
  return quads;
}

void Product::forEachRow(Row body, bool quads) const {
  auto all = [&] {
    for (int i = 0; i < warpM / tileM; ++i)
      for (int half = 0; half < 2; ++half)
        body(rowOfWarp + i * shape.tileStride() + half * 8 + lane / 4,
             quads ? quadsOf(i, half) : pairsOf(i, half));
  };
  if (shape.groups > 1)
    when(group == 0, all);
  else
    all();
}

} // namespace resnetc::cuda
