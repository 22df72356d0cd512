//===- ConvReferences.cpp - convolution and fully connected layer in plain loops --------===//
//
// Double accumulation, no tiles.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/Geometry.h"
#include "tests/numerics/kernels/References.h"

#include <cmath>

namespace resnetc::x86::test {

/// pre(x), zero in the padding, worked out once: (n, c, y, x) of the input map.
class Input {
public:
  Input(const Problem &p, const Geometry &g)
      : g(g), values(p.n * g.c * g.h * g.w), magnitudes(values.size()) {
    int64_t at = 0;
    for (int64_t n = 0; n < p.n; ++n)
      for (int c = 0; c < g.c; ++c)
        for (int y = 0; y < g.h; ++y)
          for (int x = 0; x < g.w; ++x) {
            double value = p.x(n, c, y, x);
            magnitudes[at] = std::abs(value);
            if (p.get("pre")) {
              double product = value * p.value("scale", c), shift = p.value("shift", c);
              magnitudes[at] = std::abs(product) + std::abs(shift);
              value = product + shift;
            }
            values[at++] = p.get("pre") == 2 ? relu(value) : value;
          }
  }
  double operator()(int64_t n, int64_t c, int64_t y, int64_t x) const {
    return at(values, n, c, y, x);
  }
  /// Of what pre(x) is the sum of.
  double magnitude(int64_t n, int64_t c, int64_t y, int64_t x) const {
    return at(magnitudes, n, c, y, x);
  }

private:
  double at(const std::vector<double> &map, int64_t n, int64_t c, int64_t y, int64_t x) const {
    if (y < 0 || y >= g.h || x < 0 || x >= g.w)
      return 0;
    return map[((n * g.c + c) * g.h + y) * g.w + x];
  }

  const Geometry &g;
  std::vector<double> values, magnitudes;
};

/// Calls f(n, c, y, x, output, weight) for every product of a convolution, padding included: the
/// input's position, and the offsets of the output and, by `offset(k, c, ky, kx)`, of the weight.
template <typename Offset, typename F>
static void products(const Problem &p, const Geometry &g, Offset offset, F f) {
  int eachK = g.k / g.groups, eachC = g.c / g.groups;
  for (int k = 0; k < g.k; ++k)
    for (int c = k / eachK * eachC; c < (k / eachK + 1) * eachC; ++c)
      for (int ky = 0; ky < g.kh; ++ky)
        for (int kx = 0; kx < g.kw; ++kx) {
          int64_t weight = offset(k, c, ky, kx);
          for (int64_t n = 0; n < p.n; ++n) {
            int64_t output = p.act(n, k, 0, 0, g.k, g.oh, g.ow);
            for (int oy = 0; oy < g.oh; ++oy)
              for (int ox = 0; ox < g.ow; ++ox, output += p.lanes)
                f(n, c, oy * g.sh + ky - g.pt, ox * g.sw + kx - g.pl, output, weight);
          }
        }
}

/// Offsets in wt, and in the weights as the gradient by the input reads them.
static auto weightOffset(const Problem &p) {
  return [&p](int k, int c, int ky, int kx) { return p.weight(k, c, ky, kx); };
}
static auto transposedOffset(const Problem &p) {
  return [&p](int k, int c, int ky, int kx) { return p.transposed(k, c, ky, kx); };
}

static void conv(Problem &p) {
  Geometry g(p.spec);
  Expected &y = p.expected.at("y");
  Input input(p, g);
  const float *weights = p.floats("w");
  products(p, g, weightOffset(p),
           [&](int64_t n, int c, int iy, int ix, int64_t at, int64_t weight) {
             y.value[at] += input(n, c, iy, ix) * weights[weight];
             y.magnitude[at] += input.magnitude(n, c, iy, ix) * std::abs(weights[weight]);
           });
  int64_t pixels = int64_t{1} * g.oh * g.ow;
  // Of an image each, or, in the place of the first one, of the batch.
  const int64_t images = p.get("across") ? p.n : 1;
  if (p.has("stats"))
    for (int64_t first = 0; first < p.n; first += images)
      for (int64_t k = 0; k < g.k; ++k)
        expectMoments(p, first, k, images * pixels, y, [&](int64_t i) {
          const int64_t pixel = i % pixels;
          return p.act(first + i / pixels, k, pixel / g.ow, pixel % g.ow, g.k, g.oh, g.ow);
        });
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t k = 0; k < g.k; ++k)
      for (int64_t i = 0; i < pixels; ++i) {
        int64_t at = p.act(n, k, i / g.ow, i % g.ow, g.k, g.oh, g.ow);
        double bias = p.has("bias") ? p.value("bias", k) : 0;
        double residual = p.has("residual") ? p.value("residual", at) : 0;
        y.value[at] += bias + residual;
        y.magnitude[at] += std::abs(bias) + std::abs(residual);
        if (p.get("relu"))
          y.value[at] = relu(y.value[at]);
      }
}

static void convGradInput(Problem &p) {
  Geometry g(p.spec);
  Expected &dx = p.expected.at("dx");
  if (p.has("addend"))
    for (size_t i = 0; i < dx.value.size(); ++i)
      dx.set(static_cast<int64_t>(i), p.value("addend", i), std::abs(p.value("addend", i)));
  const float *gradient = p.floats("g"), *weights = p.floats("w");
  products(p, g, transposedOffset(p),
           [&](int64_t n, int c, int iy, int ix, int64_t from, int64_t weight) {
             if (iy < 0 || iy >= g.h || ix < 0 || ix >= g.w)
               return;
             double product = static_cast<double>(gradient[from]) * weights[weight];
             int64_t at = p.act(n, c, iy, ix, g.c, g.h, g.w);
             dx.value[at] += product;
             dx.magnitude[at] += std::abs(product);
           });
}

static void convGradWeight(Problem &p) {
  Geometry g(p.spec);
  Expected &dw = p.expected.at("dw");
  Input input(p, g);
  const float *gradient = p.floats("g");
  products(p, g, weightOffset(p), [&](int64_t n, int c, int iy, int ix, int64_t from, int64_t at) {
    double product = input(n, c, iy, ix) * gradient[from];
    dw.value[at] += product;
    dw.magnitude[at] += std::abs(product);
  });
}

/// Calls f(n, k, c, y, x, offset of the weight) for every product of a fully connected layer.
template <typename F> static void linearProducts(const Problem &p, bool transposed, F f) {
  int64_t c = p.get("c"), k = p.get("k"), h = p.get("h"), w = p.get("w");
  int64_t cb = ceilDiv(c, p.lanes), kb = ceilDiv(k, p.lanes), v = p.lanes;
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t i = 0; i < k; ++i)
      for (int64_t j = 0; j < c; ++j)
        for (int64_t y = 0; y < h; ++y)
          for (int64_t x = 0; x < w; ++x)
            f(n, i, j, y, x,
              transposed ? ((((j / v * kb + i / v) * h + y) * w + x) * v + i % v) * v + j % v
                         : ((((i / v * cb + j / v) * h + y) * w + x) * v + j % v) * v + i % v);
}

static void linear(Problem &p) {
  Expected &y = p.expected.at("y");
  if (p.has("bias"))
    for (int64_t n = 0; n < p.n; ++n)
      for (int64_t k = 0; k < p.get("k"); ++k)
        y.set(n * p.get("k") + k, p.value("bias", k), std::abs(p.value("bias", k)));
  linearProducts(p, false, [&](int64_t n, int64_t k, int64_t c, int64_t iy, int64_t ix, int64_t w) {
    double product = p.x(n, c, iy, ix) * p.value("w", w);
    y.value[n * p.get("k") + k] += product;
    y.magnitude[n * p.get("k") + k] += std::abs(product);
  });
}

static void linearGradInput(Problem &p) {
  Expected &dx = p.expected.at("dx");
  linearProducts(p, true, [&](int64_t n, int64_t k, int64_t c, int64_t y, int64_t x, int64_t w) {
    double product = p.value("g", n * p.get("k") + k) * p.value("w", w);
    int64_t at = p.act(n, c, y, x, p.get("c"), p.get("h"), p.get("w"));
    dx.value[at] += product;
    dx.magnitude[at] += std::abs(product);
  });
}

static void linearGradWeight(Problem &p) {
  Expected &dw = p.expected.at("dw");
  linearProducts(p, false, [&](int64_t n, int64_t k, int64_t c, int64_t y, int64_t x, int64_t w) {
    double product = p.value("g", n * p.get("k") + k) * p.x(n, c, y, x);
    dw.value[w] += product;
    dw.magnitude[w] += std::abs(product);
  });
}

static void linearGradBias(Problem &p) {
  Expected &db = p.expected.at("db");
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t k = 0; k < p.get("k"); ++k) {
      db.value[k] += p.value("g", n * p.get("k") + k);
      db.magnitude[k] += std::abs(p.value("g", n * p.get("k") + k));
    }
}

static void convGradBias(Problem &p) {
  Expected &db = p.expected.at("db");
  int64_t c = p.get("c"), h = p.get("h"), w = p.get("w");
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t k = 0; k < c; ++k)
      for (int64_t i = 0; i < h * w; ++i) {
        double g = p.value("g", p.act(n, k, i / w, i % w, c, h, w));
        db.value[k] += g;
        db.magnitude[k] += std::abs(g);
      }
}

void addConvReferences(std::map<std::string, Reference> &map) {
  map["conv"] = conv;
  map["conv_grad_bias"] = convGradBias;
  map["conv_grad_input"] = convGradInput;
  map["conv_grad_weight"] = convGradWeight;
  map["linear"] = linear;
  map["linear_grad_bias"] = linearGradBias;
  map["linear_grad_input"] = linearGradInput;
  map["linear_grad_weight"] = linearGradWeight;
}

} // namespace resnetc::x86::test
