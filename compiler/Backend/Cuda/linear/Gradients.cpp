//===- Gradients.cpp - the gradients of the fully connected layer on CUDA ----------------------===//
//
// Both are products with the gradient's rows, which are plain and may begin anywhere: they are copied
// element by element. A map's elements are counted as they lie in memory, [Cb][H][W][16], and called
// features.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/linear/Linear.h"

#include "compiler/Backend/Cuda/Instructions.h"
#include "compiler/Backend/Cuda/conv/Conv.h"
#include "compiler/Backend/Cuda/product/Product.h"

namespace resnetc::cuda {

namespace {

constexpr int lanes = KernelBuilder::lanes;

/// What both products know of their layer.
struct Layer {
  KernelBuilder &k;
  const ProductShape shape;
  const int classes, pixels, features;

  Layer(KernelBuilder &k, ALayout layout)
      : k(k), shape(shapeOf(k.spec.formats.compute, k.choice.params, layout)), classes(k.get("k")),
        pixels(static_cast<int>(pixelsOf(k.spec))), features(k.blocks("c") * pixels * lanes) {}

  Number channelOf(const Number &feature) const {
    return feature / (pixels * lanes) * lanes + feature % lanes;
  }

  /// One launch of a block of threads for each tile of a product of `columns` columns, whose rows are
  /// images, or `rows` where that is not 0; `tile` gets the first row and column.
  void forEachTile(int rows, int columns,
                   llvm::function_ref<void(const Number &, const Number &)> tile) const {
    const int tilesN = static_cast<int>(ceilDiv(columns, shape.n));
    Grid grid;
    grid.unitsPerImage = rows ? 0 : 1;
    grid.unitsFixed = rows;
    grid.unitsPerBlock = shape.m;
    grid.gridY = tilesN;
    grid.threads = shape.threads();
    grid.sharedBytes = shape.sharedBytes();
    k.step(grid, [&] { tile(blockIndex() * shape.m, blockIndexY() * shape.n); });
  }

  /// Element `out` of the gradient of an image, to an element of shared memory; zero where there is none.
  void bringGradient(const Slice &slice, const Pointer &to, const Number &index,
                     const Number &image, const Number &out) const {
    Number exists = slice.exists & isWithin(image, count()) & isWithin(out, classes);
    copyElement(to, index, k.arg("g"), image * classes + out, exists);
  }
};

} // namespace

//===----------------------------------------------------------------------===//
// By the input: images (m), features (n), classes (k)
//===----------------------------------------------------------------------===//

void buildLinearGradInput(KernelBuilder &k) {
  Layer layer(k, ALayout::Rows);
  const ProductShape &shape = layer.shape;
  const int classBlocks = k.blocks("k"), depth = shape.depth(), each = shape.perCopy();
  layer.forEachTile(0, layer.features, [&](const Number &firstImage, const Number &firstFeature) {
    Product product(shape);
    product.run(static_cast<int>(ceilDiv(classBlocks * lanes, depth)), [&](const Slice &slice) {
      inTurn(shape.m * depth, shape, [&](const Number &id) {
        Number row = id / depth, out = id % depth;
        layer.bringGradient(slice, slice.a, shape.aIndex(row, out), firstImage + row,
                            slice.index * depth + out);
      });
      inTurn(shape.n / each * depth, shape, [&](const Number &id) {
        Number row = id % depth, column = id / depth * each;
        Number feature = firstFeature + column, place = feature / lanes;
        Number out = slice.index * depth + row;
        // [Cb][Kb][H][W][16 of k][16 of c]
        Number filter = (place / layer.pixels * classBlocks + out / lanes) * layer.pixels +
                        place % layer.pixels;
        copyAsync(slice.b, shape.bIndex(row, column), k.arg("w"),
                  (filter * lanes + out % lanes) * lanes + feature % lanes, 16,
                  isWithin(out, classBlocks * lanes) & isWithin(feature, layer.features));
      });
    });
    product.forEachRow([&](const Number &m, const std::vector<Product::Run> &pairs) {
      Number image = firstImage + m;
      for (const Product::Run &pair : pairs) {
        Number feature = firstFeature + pair.n, channel = layer.channelOf(feature);
        // Zero for channels that do not exist, whatever the gradient held.
        auto existing = [&](const Number &sum, int next) {
          return choose(isWithin(channel + next, k.get("c")), sum, 0.0);
        };
        when(isWithin(image, count()) & isWithin(feature, layer.features), [&] {
          store(k.arg("dx"), image * layer.features + feature,
                quadOf({existing(pair.values[0], 0), existing(pair.values[1], 1)}));
        });
      }
    });
  });
}

std::vector<Params> linearGradInputCandidates(const ScheduleQuery &query) {
  return productCandidates(query, query.batchHint,
                           ceilDiv(query.spec.get("c"), lanes) * lanes * pixelsOf(query.spec));
}

//===----------------------------------------------------------------------===//
// By the weight: features (m), classes (n), images (k)
//===----------------------------------------------------------------------===//

/// Writes two classes of a feature: [Kb][Cb][H][W][16 of c][16 of k].
static void finishWeights(const Layer &layer, const Number &feature, const Number &out,
                          const Product::Run &pair) {
  KernelBuilder &k = layer.k;
  Number channel = layer.channelOf(feature);
  // Zero for channels and classes that do not exist, whatever the map held.
  auto existing = [&](const Number &sum, const Number &out) {
    return choose(isWithin(channel, k.get("c")) & isWithin(out, layer.classes), sum, 0.0);
  };
  Number at = (out / lanes * layer.features + feature) * lanes + out % lanes;
  store(k.arg("dw"), at,
        quadOf({existing(pair.values[0], out), existing(pair.values[1], out + 1)}));
}

void buildLinearGradWeight(KernelBuilder &k) {
  Layer layer(k, ALayout::Columns);
  const ProductShape &shape = layer.shape;
  const int columns = k.blocks("k") * lanes, depth = shape.depth(), each = shape.perCopy();
  layer.forEachTile(
      layer.features, columns, [&](const Number &firstFeature, const Number &firstOut) {
        Product product(shape);
        product.run((count() + (depth - 1)) / depth, [&](const Slice &slice) {
          inTurn(shape.m / each * depth, shape, [&](const Number &id) {
            Number line = id / (shape.m / each), row = id % (shape.m / each) * each;
            Number image = slice.index * depth + line, feature = firstFeature + row;
            copyAsync(slice.a, shape.aIndex(row, line), k.arg("x"),
                      image * layer.features + feature, 16,
                      slice.exists & isWithin(image, count()) & isWithin(feature, layer.features));
          });
          inTurn(shape.n * depth, shape, [&](const Number &id) {
            Number image = id / shape.n, column = id % shape.n;
            layer.bringGradient(slice, slice.b, shape.bIndex(image, column),
                                slice.index * depth + image, firstOut + column);
          });
        });
        product.forEachRow([&](const Number &m, const std::vector<Product::Run> &pairs) {
          for (const Product::Run &pair : pairs) {
            Number feature = firstFeature + m, out = firstOut + pair.n;
            when(isWithin(feature, layer.features) & isWithin(out, columns),
                 [&] { finishWeights(layer, feature, out, pair); });
          }
        });
      });
}

std::vector<Params> linearGradWeightCandidates(const ScheduleQuery &query) {
  return productCandidates(query,
                           ceilDiv(query.spec.get("c"), lanes) * lanes * pixelsOf(query.spec),
                           query.spec.get("k"));
}

} // namespace resnetc::cuda
