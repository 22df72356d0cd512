//===- BatchNormReferences.cpp - batch normalisation in plain loops ----------------------===//
//
// Double throughout.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/kernels/References.h"

#include <cmath>

namespace resnetc::x86::test {

/// Calls f(n, c, offset) for every value of a map.
template <typename F> static void values(const Problem &p, F f) {
  int64_t c = p.get("c"), h = p.get("h"), w = p.get("w");
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t k = 0; k < c; ++k)
      for (int64_t i = 0; i < h * w; ++i)
        f(n, k, p.act(n, k, i / w, i % w, c, h, w));
}

static int64_t statsAt(const Problem &p, const char *name, int64_t n, int64_t c, int64_t partial,
                       int64_t which) {
  int64_t numbers = p.operand(name).extents[1], partials = p.operand(name).extents[2];
  int64_t block = n * p.operand(name).extents[3] + c / p.lanes;
  return ((block * partials + partial) * numbers + which) * p.lanes + c % p.lanes;
}

/// Adds a and b to the plain sums of image n, all in partial 0: the test adds partials up.
static void addStats(Problem &p, const char *name, int64_t n, int64_t c, double a, double b) {
  Expected &stats = p.expected.at(name);
  for (int64_t which : {0, 1}) {
    double value = which ? b : a;
    int64_t at = statsAt(p, name, n, c, 0, which);
    stats.value[at] += value;
    stats.magnitude[at] += std::abs(value);
  }
}

static void bnStats(Problem &p) {
  int64_t pixels = p.get("h") * p.get("w");
  Expected x;
  for (int64_t i = 0; i < p.elements(p.operand("x")); ++i) {
    x.value.push_back(p.value("x", i));
    x.magnitude.push_back(std::abs(x.value.back()));
  }
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t c = 0; c < p.get("c"); ++c)
      expectMoments(p, n, c, pixels, x, [&](int64_t i) {
        return p.act(n, c, i / p.get("w"), i % p.get("w"), p.get("c"), p.get("h"), p.get("w"));
      });
}

static double masked(const Problem &p, int64_t c, int64_t at, double g) {
  if (p.get("mask") == 1)
    return passesRelu(p.value("y", at)) ? g : 0;
  if (p.get("mask") == 2)
    return passesRelu(p.value("t", at) * p.value("scale", c) + p.value("shift", c)) ? g : 0;
  return g;
}

static void gradStats(Problem &p) {
  values(p, [&](int64_t n, int64_t c, int64_t at) {
    double g = p.value("dy", at) + (p.has("dy2") ? p.value("dy2", at) : 0);
    g = masked(p, c, at, g);
    if (p.has("g"))
      p.expected.at("g").set(at, g, 2);
    addStats(p, "stats", n, c, g, g * (p.value("t", at) - p.value("mean", c)));
    if (p.has("t2"))
      addStats(p, "stats2", n, c, g, g * (p.value("t2", at) - p.value("mean2", c)));
  });
}

static void bnGradApply(Problem &p) {
  values(p, [&](int64_t, int64_t c, int64_t at) {
    double g = masked(p, c, at, p.value("g", at)), t = p.value("t", at);
    double a = p.value("a", c) * g, b = p.value("b", c) * t, d = p.value("c", c);
    p.expected.at("dt").set(at, a + b + d, std::abs(a) + std::abs(b) + std::abs(d));
  });
}

/// Total of one of the two numbers of a channel.
static double total(const Problem &p, int64_t c, int64_t which) {
  double sum = 0;
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t partial = 0; partial < p.get("p"); ++partial)
      sum += p.value("stats", statsAt(p, "stats", n, c, partial, which));
  return sum;
}

static void bnFinalize(Problem &p) {
  double count = static_cast<double>(p.n * p.get("h") * p.get("w"));
  const int64_t ofImage = p.get("h") * p.get("w") / p.get("p");
  for (int64_t c = 0; c < p.get("c"); ++c) {
    auto partials = [&](auto f) { // f(values, mean, mean of squared deviations)
      for (int64_t n = 0; n < p.n; ++n)
        for (int64_t partial = 0; partial < p.get("p"); ++partial) {
          auto number = [&](int64_t which) {
            return p.value("stats", statsAt(p, "stats", n, c, partial, which));
          };
          int64_t across = p.get("across"), before = (n * p.get("p") + partial) * across;
          double left = count - static_cast<double>(before);
          if (across && left <= 0)
            return;
          double each =
              across ? std::min(static_cast<double>(across), left) : static_cast<double>(ofImage);
          double away = number(1) / each;
          f(each, number(0) + away, number(2) / each - away * away);
        }
    };
    double mean = 0, var = 0;
    partials([&](double each, double part, double) { mean += part * each / count; });
    partials([&](double each, double part, double within) {
      var += (within + (part - mean) * (part - mean)) * each / count;
    });
    double scale = p.value("gamma", c) / std::sqrt(var + p.spec.real("eps"));
    p.expected.at("mean").set(c, mean, std::abs(mean));
    p.expected.at("var").set(c, var, var);
    p.expected.at("scale").set(c, scale, std::abs(scale));
    p.expected.at("shift").set(c, p.value("beta", c) - mean * scale,
                               std::abs(p.value("beta", c)) + std::abs(mean * scale));
  }
}

static void bnGradFinalize(Problem &p) {
  double count = static_cast<double>(p.n * p.get("h") * p.get("w"));
  for (int64_t c = 0; c < p.get("c"); ++c) {
    double inverse = 1 / std::sqrt(p.value("var", c) + p.spec.real("eps"));
    double mean = p.value("mean", c), dbeta = total(p, c, 0);
    double dgamma = inverse * total(p, c, 1);
    double a = p.value("gamma", c) * inverse, b = -a * inverse * dgamma / count;
    double constant = -a * dbeta / count - b * mean;
    p.expected.at("dgamma").set(c, dgamma, std::abs(dgamma));
    p.expected.at("dbeta").set(c, dbeta, std::abs(dbeta));
    p.expected.at("a").set(c, a, std::abs(a));
    p.expected.at("b").set(c, b, std::abs(b));
    p.expected.at("c").set(c, constant, std::abs(a * dbeta / count) + std::abs(b * mean));
  }
}

static void bnInference(Problem &p) {
  for (int64_t c = 0; c < p.get("c"); ++c) {
    double scale = p.value("gamma", c) / std::sqrt(p.value("var", c) + p.spec.real("eps"));
    p.expected.at("scale").set(c, scale, std::abs(scale));
    p.expected.at("shift").set(c, p.value("beta", c) - p.value("mean", c) * scale,
                               std::abs(p.value("beta", c)) + std::abs(p.value("mean", c) * scale));
  }
}

static void bnUnbiased(Problem &p) {
  double count = static_cast<double>(p.n * p.get("h") * p.get("w"));
  double factor = count > 1 ? count / (count - 1) : 1;
  for (int64_t c = 0; c < p.get("c"); ++c)
    p.expected.at("unbiased").set(c, p.value("var", c) * factor, 2);
}

static void bnRunning(Problem &p) {
  double momentum = p.spec.real("momentum");
  for (int64_t c = 0; c < p.n * p.lanes; ++c) {
    double mean = p.value("running_mean", c), var = p.value("running_var", c);
    p.expected.at("running_mean").set(c, mean + momentum * (p.value("mean", c) - mean), 2);
    p.expected.at("running_var").set(c, var + momentum * (p.value("var", c) - var), 2);
  }
}

static void foldBn(Problem &p) {
  for (int64_t k = 0; k < p.get("k"); ++k) {
    double s = p.value("gamma", k) / std::sqrt(p.value("var", k) + p.spec.real("eps"));
    double bias = p.has("bias") ? p.value("bias", k) : 0;
    p.expected.at("b_folded")
        .set(k, (bias - p.value("mean", k)) * s + p.value("beta", k), 4 * std::abs(s) + 1);
    for (int64_t c = 0; c < p.get("c"); ++c)
      for (int64_t i = 0; i < p.get("kh") * p.get("kw"); ++i) {
        int64_t at = p.weight(k, c, i / p.get("kw"), i % p.get("kw"));
        p.expected.at("w_folded").set(at, p.value("w", at) * s, std::abs(s));
      }
  }
}

void addBatchNormReferences(std::map<std::string, Reference> &map) {
  map["bn_finalize"] = bnFinalize;
  map["bn_grad_apply"] = bnGradApply;
  map["bn_grad_finalize"] = bnGradFinalize;
  map["bn_inference"] = bnInference;
  map["bn_running"] = bnRunning;
  map["bn_stats"] = bnStats;
  map["bn_unbiased"] = bnUnbiased;
  map["fold_bn"] = foldBn;
  map["grad_stats"] = gradStats;
}

} // namespace resnetc::x86::test
