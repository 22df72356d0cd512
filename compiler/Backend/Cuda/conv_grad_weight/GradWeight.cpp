//===- GradWeight.cpp - the gradient of a convolution by its filter on CUDA ------------------------===//
//
// At each tap a product of channels in (m) and channels out (n) over all output pixels of the batch
// (k). Few tiles and a long sum: the pixels are split among blocks, whose partial filters lie in
// scratch, and a second step adds them up in order.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Instructions.h"
#include "compiler/Backend/Cuda/Variant.h"
#include "compiler/Backend/Cuda/conv/Boxes.h"
#include "compiler/Backend/Cuda/conv/Gather.h"
#include "compiler/Backend/Cuda/product/Product.h"
#include "compiler/Kernels/Groups.h"
#include "runtime/device/cuda/Kernel.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>

namespace resnetc::cuda {

namespace {

constexpr int lanes = KernelBuilder::lanes;

/// What both forms share: tiles, splits, and the gradient's side of the product.
class WeightProduct {
public:
  WeightProduct(KernelBuilder &kernel, int rows, int64_t filterElements)
      : kernel(kernel), g(kernel.spec), groups(g, lanes),
        shape(shapeOf(kernel.spec.formats.compute, kernel.choice.params, ALayout::Columns)),
        pieces(lanes / shape.perCopy()), splits(kernel.param("splits")),
        tilesM(static_cast<int>(ceilDiv(rows, shape.m))),
        tilesN(static_cast<int>(ceilDiv(kernel.blocks("k") * lanes, shape.n))),
        filterElements(filterElements), gather{forwardAxis(g.kh, g.sh, g.pt, g.h, g.oh),
                                               forwardAxis(g.kw, g.sw, g.pl, g.w, g.ow)} {}
  virtual ~WeightProduct() = default;

  void build() {
    Grid grid;
    grid.unitsFixed = int64_t{tilesM} * tilesN;
    grid.gridY = splits;
    grid.threads = shape.threads();
    grid.sharedBytes = shape.sharedBytes();
    if (splits > 1)
      kernel.scratchBytes = splits * filterElements * static_cast<int64_t>(sizeof(float));
    kernel.step(
        grid, [&] { multiplyTile(); }, tensorMaps());
    if (splits > 1)
      addSplits();
  }

protected:
  /// Brings the slice's pixels of the input to shared memory; `first` is the first pixel.
  virtual void bringInput(const Slice &slice, const Number &first) = 0;
  /// The same by copies of boxes, and the maps for it; none where there is no such way.
  virtual void bringInputBoxes(const BoxSlice &, const Number &) {}
  virtual std::vector<TensorMap> inputMaps() const { return {}; }
  /// Writes a row of the tile.
  virtual void finishRow(const Number &m, const std::vector<Product::Run> &pairs) = 0;
  virtual void enterTile(const Number &unit) = 0;

  /// Where sums go: the filter itself, or this block's part of scratch.
  void put(const Number &index, const Number &value) {
    if (splits == 1)
      store(kernel.arg("dw"), index, value);
    else
      store(kernel.scratch(), blockIndexY() * static_cast<int>(filterElements) + index, value);
  }

  KernelBuilder &kernel;
  const Geometry g;
  const Groups groups;
  const ProductShape shape;
  const int pieces; ///< copies of a block of channels
  const int splits, tilesM, tilesN;
  const int64_t filterElements;
  const Gather gather;
  Number firstBlock = 0; ///< of channels out, of the tile

private:
  /// Those of the input, then those of the gradient.
  std::vector<TensorMap> tensorMaps() const {
    if (shape.transport != Transport::Boxes)
      return {};
    std::vector<TensorMap> maps = inputMaps();
    for (TensorMap &each : outputBoxes(g).value().maps("g", shape.depth()))
      maps.push_back(std::move(each));
    return maps;
  }

  void multiplyTile() {
    enterTile(blockIndex());
    // Whole slices for every split but the last ones.
    Number all = (count() * gather.pixels() + (shape.depth() - 1)) / shape.depth();
    Number each = (all + (splits - 1)) / splits;
    Number begin = smallerOf(blockIndexY() * each, all), end = smallerOf(begin + each, all);
    auto firstOf = [&](const auto &slice) { return (begin + slice.index) * shape.depth(); };
    Product product(shape);
    if (shape.transport == Transport::Boxes)
      product.runBoxes(end - begin, [&](const BoxSlice &slice) {
        bringInputBoxes(slice, firstOf(slice));
        bringGradientBoxes(slice, firstOf(slice));
      });
    else
      product.run(end - begin, [&](const Slice &slice) {
        bringInput(slice, firstOf(slice));
        bringGradient(slice, firstOf(slice));
      });
    product.forEachRow(
        [&](const Number &m, const std::vector<Product::Run> &pairs) { finishRow(m, pairs); });
  }

  static Number smallerOf(const Number &a, const Number &b) { return choose(a < b, a, b); }

  void bringGradientBoxes(const BoxSlice &slice, const Number &first) {
    const PixelBoxes pixels = outputBoxes(g).value();
    const int firstMap = static_cast<int>(inputMaps().size());
    const PixelBoxes::Place place = pixels.placeOf(first);
    for (int block = 0; block < shape.n / lanes; ++block)
      copyBox(offset(slice.b, block * shape.depth() * lanes),
              pixels.box(place, 0, 0, firstBlock + block, firstMap), slice.arrival);
  }

  void bringGradient(const Slice &slice, const Number &first) {
    const int blocks = kernel.blocks("k"), plane = g.oh * g.ow * lanes;
    LineCopies copies(shape, shape.depth(), pieces, shape.n / lanes, shape.linesTogether());
    Number piece = copies.piece() * shape.perCopy();
    std::vector<Pointer> from;
    Numbers exist;
    for (int i = 0; i < copies.count(); ++i) {
      GridPixel pixel(gather, first + copies.line(i));
      Number row = (pixel.image * blocks + firstBlock) * g.oh + pixel.row;
      from.push_back(offset(kernel.arg("g"), (row * g.ow + pixel.column) * lanes + piece));
      exist.push_back(slice.exists & pixel.exists);
    }
    const bool isWhole = blocks * lanes % shape.n == 0;
    copies.forEach([&](int i, const Number &block) {
      const auto at = static_cast<size_t>(i);
      Number exists = isWhole ? exist[at] : exist[at] & isWithin(firstBlock + block, blocks);
      copyAsync(slice.b, shape.bIndex(copies.line(i), block * lanes + piece), from[at],
                block * plane, 16, exists);
    });
  }

  /// The sum of the partial filters, in order.
  void addSplits() {
    kernel.forEach(0, filterElements / 4, [&](const Number &unit) {
      Number sum = loadQuad(kernel.scratch(), unit * 4);
      for (int split = 1; split < splits; ++split)
        sum = sum +
              loadQuad(kernel.scratch(), unit * 4 + static_cast<int64_t>(split) * filterElements);
      store(kernel.arg("dw"), unit * 4, sum);
    });
  }
};

/// From a map: m are the channels of its blocks at one tap, then at the next.
class FromMap : public WeightProduct {
public:
  explicit FromMap(KernelBuilder &kernel)
      : FromMap(kernel, Groups(Geometry(kernel.spec), lanes), Geometry(kernel.spec)) {}

private:
  FromMap(KernelBuilder &kernel, const Groups &groups, const Geometry &g)
      : WeightProduct(kernel, groups.cb * g.kh * g.kw * lanes,
                      int64_t{kernel.blocks("k")} * groups.cb * g.kh * g.kw * lanes * lanes),
        taps(g.kh * g.kw) {}

  void enterTile(const Number &unit) override {
    firstBlock = unit / tilesM * (shape.n / lanes);
    firstIn = unit % tilesM * (shape.m / lanes);
    firstOfGroup = firstBlock / groups.kb * groups.cb;
  }

  void bringInput(const Slice &slice, const Number &first) override {
    LineCopies copies(shape, shape.depth(), pieces, shape.m / lanes, shape.linesTogether());
    Number piece = copies.piece() * shape.perCopy();
    std::vector<GridPixel> pixels;
    for (int i = 0; i < copies.count(); ++i)
      pixels.emplace_back(gather, first + copies.line(i));
    copies.forEach([&](int i, const Number &block) {
      const GridPixel &pixel = pixels[static_cast<size_t>(i)];
      Number place = firstIn + block, tap = place / groups.cb;
      Number row = pixel.sourceRow(gather) + tap / g.kw;
      Number column = pixel.sourceColumn(gather) + tap % g.kw;
      Number plane = pixel.image * kernel.blocks("c") + firstOfGroup + place % groups.cb;
      Number from = ((plane * g.h + row) * g.w + column) * lanes + piece;
      copyAsync(slice.a, shape.aIndex(block * lanes + piece, copies.line(i)), kernel.arg("x"), from,
                16,
                slice.exists & isWithin(row, g.h) & isWithin(column, g.w) & isWithin(tap, taps));
    });
  }

  std::vector<TensorMap> inputMaps() const override {
    return forwardBoxes(g).value().maps("x", shape.depth());
  }

  /// Rows of the last tile that are beyond the filter get those of the first tap.
  void bringInputBoxes(const BoxSlice &slice, const Number &first) override {
    const PixelBoxes pixels = forwardBoxes(g).value();
    const PixelBoxes::Place from = pixels.placeOf(first);
    for (int block = 0; block < shape.m / lanes; ++block) {
      Number place = firstIn + block, beyond = place / groups.cb;
      Number tap = choose(isWithin(beyond, taps), beyond, 0);
      copyBox(offset(slice.a, block * shape.depth() * lanes),
              pixels.box(from, tap / g.kw, tap % g.kw, firstOfGroup + place % groups.cb),
              slice.arrival);
    }
  }

  void finishRow(const Number &m, const std::vector<Product::Run> &pairs) override {
    Number place = firstIn + m / lanes, in = m % lanes;
    Number tap = place / groups.cb, block = place % groups.cb;
    when(isWithin(tap, taps), [&] {
      for (const Product::Run &pair : pairs) {
        Number outBlock = firstBlock + pair.n / lanes, out = pair.n % lanes;
        Number filter = (outBlock * groups.cb + block) * taps + tap;
        when(isWithin(outBlock, kernel.blocks("k")), [&] {
          Number c = block * lanes + in, k = outBlock * lanes + out;
          put((filter * lanes + in) * lanes + out,
              quadOf({ofFilter(c, k, pair.values[0]), ofFilter(c, k + 1, pair.values[1])}));
        });
      }
    });
  }

  /// Zero where there is no such channel, and where an output does not see an input.
  Number ofFilter(const Number &c, const Number &k, const Number &value) const {
    Number result = value;
    if (groups.c % lanes)
      result = choose(isWithin(c, groups.c), result, 0.0);
    if (g.k % lanes)
      result = choose(isWithin(k, g.k), result, 0.0);
    if (groups.merged())
      result = choose(k % groups.k / groups.eachK == c / groups.eachC, result, 0.0);
    return result;
  }

  const int taps;
  Number firstIn = 0, firstOfGroup = 0;
};

/// From the caller's map: m counts the channels of all taps.
class FromImage : public WeightProduct {
public:
  explicit FromImage(KernelBuilder &kernel)
      : WeightProduct(kernel, rowsOf(kernel.spec),
                      int64_t{kernel.blocks("k")} * rowsOf(kernel.spec) * lanes),
        rows(rowsOf(kernel.spec)) {}

  static int rowsOf(const KernelSpec &spec) {
    Geometry g(spec);
    return g.c * g.kh * g.kw;
  }

private:
  void enterTile(const Number &unit) override {
    firstBlock = unit / tilesM * (shape.n / lanes);
    firstRow = unit % tilesM * shape.m;
  }

  /// Neighbours among threads are neighbours among pixels.
  void bringInput(const Slice &slice, const Number &first) override {
    const int copies = shape.depth() * shape.m;
    inTurn(copies, shape, [&](const Number &id) {
      Number k = id % shape.depth(), m = id / shape.depth();
      ImageElement from(g, gather, GridPixel(gather, first + k), firstRow + m);
      copyElement(slice.a, shape.aIndex(m, k), kernel.arg("x"), from.index,
                  slice.exists & from.exists);
    });
  }

  void finishRow(const Number &m, const std::vector<Product::Run> &pairs) override {
    Number row = firstRow + m;
    when(isWithin(row, rows), [&] {
      for (const Product::Run &pair : pairs) {
        Number outBlock = firstBlock + pair.n / lanes, out = pair.n % lanes;
        when(isWithin(outBlock, kernel.blocks("k")), [&] {
          Number k = outBlock * lanes + out;
          put((outBlock * rows + row) * lanes + out,
              quadOf({ofChannel(k, pair.values[0]), ofChannel(k + 1, pair.values[1])}));
        });
      }
    });
  }

  Number ofChannel(const Number &k, const Number &value) const {
    return g.k % lanes ? choose(isWithin(k, g.k), value, 0.0) : value;
  }

  const int rows;
  Number firstRow = 0;
};

/// With its warps, or its warpgroups, as a schedule names them.
struct Tile {
  int m, n;
  Params parts;
  int64_t resident = 2; ///< blocks that a multiprocessor holds
};

Tile ofWarps(int m, int n, int warpsM, int warpsN, int stages, int slice = 64) {
  return {
      m, n, {{"wm", warpsM}, {"wn", warpsN}, {"groups", 1}, {"stages", stages}, {"slice", slice}}};
}
Tile ofWarpgroups(int m, int n, int warpgroups, int stages, int64_t resident) {
  return {m, n, {{"warpgroups", warpgroups}, {"stages", stages}}, resident};
}

} // namespace

static void buildFromMap(KernelBuilder &kernel) { FromMap(kernel).build(); }

static void buildFromImage(KernelBuilder &kernel) { FromImage(kernel).build(); }

/// Tensor cores get slices of 128 bytes in the large tiles (conv/Candidates.cpp). In TF32 the largest then has
/// registers for `even` shapes alone.
static std::vector<Tile> warpTiles(NumberFormat format, bool even) {
  std::vector<Tile> tiles = {ofWarps(128, 128, 2, 2, 2, 128), ofWarps(128, 64, 2, 2, 3, 128),
                             ofWarps(64, 64, 2, 2, 3, 128)};
  if (format == NumberFormat::TF32 && !even)
    tiles.front() = ofWarps(128, 128, 2, 2, 3);
  if (format == NumberFormat::F32)
    tiles = {ofWarps(128, 128, 2, 2, 3), ofWarps(128, 64, 2, 2, 3), ofWarps(64, 64, 2, 2, 4)};
  for (const Tile &small :
       {ofWarps(64, 32, 2, 1, 4), ofWarps(64, 16, 4, 1, 4), ofWarps(32, 32, 2, 1, 4),
        ofWarps(32, 16, 2, 1, 4), ofWarps(16, 16, 1, 1, 4)})
    tiles.push_back(small);
  return tiles;
}

static const std::vector<Tile> &warpgroupTiles() {
  static const std::vector<Tile> tiles = {
      ofWarpgroups(256, 128, 2, 3, 1), ofWarpgroups(128, 128, 1, 3, 2),
      ofWarpgroups(128, 64, 1, 3, 3), ofWarpgroups(64, 64, 1, 4, 3)};
  return tiles;
}

/// Tiles that are not much larger than the filter; as many splits as give every multiprocessor all the blocks
/// that it holds, each with some pixels to sum.
static std::vector<Params> candidates(const ScheduleQuery &query, const std::vector<Tile> &tiles,
                                      int64_t rows, int64_t columns, bool wholeColumns) {
  constexpr int64_t fewestPixels = 512, mostSplits = 256;
  const Tile &smallest = tiles.back();
  Geometry g(query.spec);
  int64_t pixels = query.batchHint * g.oh * g.ow;
  std::vector<Params> all;
  for (const Tile &tile : tiles) {
    bool wasteful = (tile.m > smallest.m && tile.m / 2 >= rows) ||
                    (tile.n > smallest.n && tile.n / 2 >= columns);
    if (wasteful || (wholeColumns && columns % tile.n != 0))
      continue;
    int64_t blocks = ceilDiv(rows, tile.m) * ceilDiv(columns, tile.n);
    int64_t wanted = ceilDiv(tile.resident * query.target.multiprocessors, blocks);
    int64_t splits =
        std::clamp<int64_t>(wanted, 1, std::clamp<int64_t>(pixels / fewestPixels, 1, mostSplits));
    Params params = tile.parts;
    params["m"] = tile.m;
    params["n"] = tile.n;
    params["splits"] = splits;
    all.push_back(params);
  }
  return all;
}

static std::vector<Params> mapCandidates(const ScheduleQuery &query,
                                         const std::vector<Tile> &tiles) {
  if (query.spec.get("nchw_input") || query.spec.get("pre"))
    return {};
  Geometry g(query.spec);
  Groups groups(g, lanes);
  return candidates(query, tiles, int64_t{groups.cb} * g.kh * g.kw * lanes,
                    groups.count > 1 ? groups.k : ceilDiv(g.k, lanes) * lanes, groups.count > 1);
}

/// Whether places of a tile's rows are found by shifts, at few taps, and none of its columns is beyond the filter.
static bool isEven(const Geometry &g, int64_t columns) {
  constexpr int fewTaps = 9;
  return llvm::isPowerOf2_64(Groups(g, lanes).cb) && g.kh * g.kw <= fewTaps && g.k % columns == 0;
}

static std::vector<Params> mapOfWarps(const ScheduleQuery &query) {
  constexpr int64_t columns = 128;
  return mapCandidates(
      query, warpTiles(query.spec.formats.compute, isEven(Geometry(query.spec), columns)));
}

/// Whether a launch has tensor maps for both factors.
static bool fitsBoxes(const Geometry &g) {
  auto input = forwardBoxes(g), output = outputBoxes(g);
  return input && output && input->countMaps() + output->countMaps() <= RN_CUDA_MAX_MAPS;
}

/// Where tiles are filled by half or more, and the sum is long; or, not `preferred`, elsewhere.
template <bool preferred> static std::vector<Params> mapOfWarpgroups(const ScheduleQuery &query) {
  if (!query.target.warpgroups || query.spec.formats.compute != NumberFormat::BF16)
    return {};
  constexpr int64_t half = 32, longSum = 4096;
  Geometry g(query.spec);
  const bool suits = Groups(g, lanes).cb * g.kh * g.kw * lanes > half && g.k > half &&
                     query.batchHint * g.oh * g.ow >= longSum;
  if (suits != preferred)
    return {};
  std::vector<Params> tiles = mapCandidates(query, warpgroupTiles()), all;
  for (Params tile : fitsBoxes(g) ? tiles : std::vector<Params>()) {
    tile["tma"] = 1;
    all.push_back(std::move(tile));
  }
  all.insert(all.end(), tiles.begin(), tiles.end());
  return all;
}

static std::vector<Params> imageCandidates(const ScheduleQuery &query) {
  if (!query.spec.get("nchw_input") || query.spec.get("pre"))
    return {};
  return candidates(query, warpTiles(query.spec.formats.compute, /*even=*/false),
                    FromImage::rowsOf(query.spec), ceilDiv(query.spec.get("k"), lanes) * lanes,
                    false);
}

std::vector<Variant> convGradWeightVariants() {
  return {
#include "compiler/Backend/Cuda/conv_grad_weight/variants.inc"
  };
}

} // namespace resnetc::cuda
