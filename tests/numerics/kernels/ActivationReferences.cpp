//===- ActivationReferences.cpp - activations, dropout and LRN in plain loops ---------------===//
//
// Double throughout; the windows of LRN run over channels of one pixel gathered into a row.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/kernels/References.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace resnetc::x86::test {

static void prelu(Problem &p) {
  eachValue(p, [&](int64_t, int64_t c, int64_t, int64_t, int64_t at) {
    double x = p.value("x", at);
    p.expected.at("y").set(at, x > 0 ? x : p.value("slope", c) * x, 1);
  });
}

static void preluGrad(Problem &p) {
  eachValue(p, [&](int64_t, int64_t c, int64_t, int64_t, int64_t at) {
    double slope = p.value("x", at) > 0 ? 1 : p.value("slope", c);
    p.expected.at("dx").set(at, p.value("dy", at) * slope, 1);
  });
}

static void preluGradSlope(Problem &p) {
  Expected &slope = p.expected.at("dslope");
  eachValue(p, [&](int64_t, int64_t c, int64_t, int64_t, int64_t at) {
    double x = p.value("x", at), term = x > 0 ? 0 : p.value("dy", at) * x;
    slope.value[c] += term;
    slope.magnitude[c] += std::abs(term);
  });
}

static void sigmoid(Problem &p) {
  eachValue(p, [&](int64_t, int64_t, int64_t, int64_t, int64_t at) {
    p.expected.at("y").set(at, 1 / (1 + std::exp(-p.value("x", at))), 1);
  });
}

static void sigmoidGrad(Problem &p) {
  eachValue(p, [&](int64_t, int64_t, int64_t, int64_t, int64_t at) {
    double y = p.value("y", at);
    p.expected.at("dx").set(at, p.value("dy", at) * y * (1 - y), 2);
  });
}

static double logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// NaN fails every comparison, and is not between.
static double clamped(double x) { return x <= 0 ? 0 : x >= 6 ? 6 : x; }

/// y of one x and what bounds its rounding, element by element.
template <typename Value> static void eachOutput(Problem &p, Value value) {
  eachValue(p, [&](int64_t, int64_t, int64_t, int64_t, int64_t at) {
    double x = p.value("x", at);
    p.expected.at("y").set(at, value(x), 1 + std::abs(x));
  });
}

/// dx of one dy and x.
template <typename Gradient> static void eachGradient(Problem &p, Gradient gradient) {
  eachValue(p, [&](int64_t, int64_t, int64_t, int64_t, int64_t at) {
    double x = p.value("x", at), size = std::fmin(std::abs(x), 8); // 8 where x is NaN
    p.expected.at("dx").set(at, gradient(p.value("dy", at), x), 2 * (1 + size));
  });
}

static void silu(Problem &p) {
  eachOutput(p, [](double x) { return x * logistic(x); });
}
static void siluGrad(Problem &p) {
  eachGradient(
      p, [](double dy, double x) { return dy * (logistic(x) * (1 + x * (1 - logistic(x)))); });
}
static void relu6(Problem &p) { eachOutput(p, clamped); }
static void relu6Grad(Problem &p) {
  eachGradient(p, [](double dy, double x) { return x <= 0 || x >= 6 ? 0 : dy; });
}
static void hardswish(Problem &p) {
  eachOutput(p, [](double x) { return x * clamped(x + 3) / 6; });
}
static void hardswishGrad(Problem &p) {
  eachGradient(p, [](double dy, double x) {
    return x <= -3 ? 0 : x >= 3 ? dy : dy * (x / 3 + 0.5);
  });
}
static void leakyRelu(Problem &p) {
  double slope = p.spec.real("slope");
  eachOutput(p, [&](double x) { return x > 0 ? x : slope * x; });
}
static void leakyReluGrad(Problem &p) {
  double slope = p.spec.real("slope");
  eachGradient(p, [&](double dy, double x) { return x > 0 ? dy : slope * dy; });
}

static uint32_t lowbias32(uint32_t h) {
  h ^= h >> 16, h *= 0x7feb352d;
  h ^= h >> 15, h *= 0x846ca68b;
  return h ^ h >> 16;
}

static void dropout(Problem &p) {
  uint64_t key;
  std::memcpy(&key, p.bytes("key"), 8);
  double rate = p.spec.real("rate");
  uint32_t layer = static_cast<uint32_t>(p.get("layer")) * 0x9E3779B9u;
  eachValue(p, [&](int64_t n, int64_t c, int64_t y, int64_t x, int64_t at) {
    uint32_t h = lowbias32(static_cast<uint32_t>(key) ^ layer);
    h = lowbias32(h ^ static_cast<uint32_t>(key >> 32));
    h = lowbias32(h ^ static_cast<uint32_t>(n));
    h = lowbias32(h ^ static_cast<uint32_t>((c * p.get("h") + y) * p.get("w") + x));
    bool kept = std::ldexp(h >> 8, -24) >= rate;
    p.expected.at("y").set(at, p.value("x", at) * (kept ? 1 / (1 - rate) : 0), 1 / (1 - rate));
  });
}

namespace {

/// The channels of a pixel, and what the windows say of them.
struct Row {
  std::vector<double> x, norm; ///< norm: bias + alpha / size * sum of squares
  int64_t size;

  Row(const Problem &p, int64_t n, int64_t y, int64_t at) : size(p.get("size")) {
    int64_t channels = p.get("c");
    for (int64_t c = 0; c < channels; ++c)
      x.push_back(p.x(n, c, y, at));
    for (int64_t c = 0; c < channels; ++c) {
      double sum = 0;
      for (int64_t i = first(c); i < end(c); ++i)
        sum += x[i] * x[i];
      norm.push_back(p.spec.real("bias") + p.spec.real("alpha") / static_cast<double>(size) * sum);
    }
  }
  int64_t first(int64_t c) const { return std::max<int64_t>(0, c - size / 2); }
  int64_t end(int64_t c) const {
    return std::min<int64_t>(static_cast<int64_t>(x.size()), c + size / 2 + 1);
  }
};

} // namespace

/// Calls f(row, offset of a channel) for every pixel.
template <typename F> static void rows(const Problem &p, F f) {
  int64_t c = p.get("c"), h = p.get("h"), w = p.get("w");
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t y = 0; y < h; ++y)
      for (int64_t x = 0; x < w; ++x)
        f(Row(p, n, y, x), [&, n, y, x](int64_t k) { return p.act(n, k, y, x, c, h, w); });
}

static void lrn(Problem &p) {
  rows(p, [&](const Row &row, auto offset) {
    for (size_t c = 0; c < row.x.size(); ++c) {
      double y = row.x[c] * std::pow(row.norm[c], -p.spec.real("beta"));
      p.expected.at("y").set(offset(c), y, std::abs(y));
    }
  });
}

static void lrnGrad(Problem &p) {
  double beta = p.spec.real("beta");
  double factor = 2 * p.spec.real("alpha") * beta / static_cast<double>(p.get("size"));
  rows(p, [&](const Row &row, auto offset) {
    for (size_t c = 0; c < row.x.size(); ++c) {
      double own = p.value("dy", offset(c)) * std::pow(row.norm[c], -beta);
      double value = own, magnitude = std::abs(own);
      for (int64_t j = row.first(c); j < row.end(c); ++j) { // the windows that hold c
        double term = factor * row.x[c] * p.value("dy", offset(j)) * row.x[j] *
                      std::pow(row.norm[j], -beta - 1);
        value -= term;
        magnitude += std::abs(term);
      }
      p.expected.at("dx").set(offset(c), value, magnitude);
    }
  });
}

void addActivationReferences(std::map<std::string, Reference> &map) {
  map["dropout"] = dropout;
  map["hardswish"] = hardswish;
  map["hardswish_grad"] = hardswishGrad;
  map["leaky_relu"] = leakyRelu;
  map["leaky_relu_grad"] = leakyReluGrad;
  map["lrn"] = lrn;
  map["lrn_grad"] = lrnGrad;
  map["prelu"] = prelu;
  map["prelu_grad"] = preluGrad;
  map["prelu_grad_slope"] = preluGradSlope;
  map["relu6"] = relu6;
  map["relu6_grad"] = relu6Grad;
  map["sigmoid"] = sigmoid;
  map["sigmoid_grad"] = sigmoidGrad;
  map["silu"] = silu;
  map["silu_grad"] = siluGrad;
}

} // namespace resnetc::x86::test
