//===- OtherReferences.cpp - elementwise, loss and layout kernels in plain loops ------------===//
//
// Double throughout.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/kernels/References.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace resnetc::x86::test {

static void apply(Problem &p) {
  eachValue(p, [&](int64_t, int64_t c, int64_t, int64_t, int64_t at) {
    double a = p.value("a", at), b = p.has("b") ? p.value("b", at) : 0;
    if (p.has("sa"))
      a = a * p.value("sa", c) + p.value("ba", c);
    if (p.has("sb"))
      b = b * p.value("sb", c) + p.value("bb", c);
    p.expected.at("y").set(at, p.get("relu") ? relu(a + b) : a + b, 4);
  });
}

static void reluGrad(Problem &p) {
  eachValue(p, [&](int64_t, int64_t, int64_t, int64_t, int64_t at) {
    double g = p.value("dy", at) + (p.has("dy2") ? p.value("dy2", at) : 0);
    p.expected.at("g").set(at, passesRelu(p.value("y", at)) ? g : 0, 2);
  });
}

/// 1 where the class has no such operand, or its first element.
static double factorOf(const Problem &p, const char *name) {
  return p.has(name) ? p.value(name, 0) : 1;
}

static void sgd(Problem &p) {
  double factor = factorOf(p, "factor");
  double lr = p.value("hyper", 0), momentum = p.value("hyper", 1), decay = p.value("hyper", 2);
  bool nesterov = p.value("hyper", 3) != 0;
  for (int64_t i = 0; i < p.n * p.lanes; ++i) {
    double d = p.value("g", i) * factor + decay * p.value("p", i);
    double v = momentum * p.value("v", i) + d;
    p.expected.at("v").set(i, v, 4);
    p.expected.at("p").set(i, p.value("p", i) - lr * (nesterov ? d + momentum * v : v), 8);
  }
}

static void zeros(Problem &) {} // as everything is at first

static void findNonfinite(Problem &p) {
  double found = p.value("found", 0);
  for (int64_t i = 0; i < p.n * p.lanes; ++i)
    if (!std::isfinite(p.value("x", i)))
      found = 1;
  p.expected.at("found").set(0, found, 0);
}

static void nextLossScale(Problem &p) {
  double scale = p.value("scale", 0), steps = p.value("good_steps", 0) + 1;
  bool isBad = p.value("found", 0) != 0, isDue = !(steps < static_cast<double>(p.get("interval")));
  double backoff = p.spec.real("backoff"), growth = p.spec.real("growth");
  double next = isBad ? std::max(scale * backoff, 0x1p-126) : isDue ? scale * growth : scale;
  p.expected.at("scale").set(0, next, std::abs(next));
  p.expected.at("good_steps").set(0, isBad || isDue ? 0 : steps, std::abs(steps));
  p.expected.at("factor").set(0, isBad ? 0 : 1 / scale, std::abs(1 / scale));
}

static void scaleBy(Problem &p) {
  eachValue(p, [&](int64_t, int64_t, int64_t, int64_t, int64_t at) {
    p.expected.at("y").set(at, p.value("x", at) * p.value("scale", 0), 1);
  });
}

static void scaleByGradScale(Problem &p) {
  Expected &scale = p.expected.at("dscale");
  eachValue(p, [&](int64_t, int64_t, int64_t, int64_t, int64_t at) {
    double term = p.value("dy", at) * p.value("x", at);
    scale.value[0] += term;
    scale.magnitude[0] += std::abs(term);
  });
}

static int64_t smaller(const Problem &p, const char *size, const char *stride) {
  return ceilDiv(p.get(size), p.get(stride));
}

static void subsamplePad(Problem &p) {
  int64_t oh = smaller(p, "h", "sh"), ow = smaller(p, "w", "sw");
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t c = 0; c < std::min(p.get("c"), p.get("k")); ++c)
      for (int64_t y = 0; y < oh; ++y)
        for (int64_t x = 0; x < ow; ++x)
          p.expected.at("y").set(p.act(n, c, y, x, p.get("k"), oh, ow),
                                 p.x(n, c, y * p.get("sh"), x * p.get("sw")), 0);
}

static void subsamplePadGrad(Problem &p) {
  int64_t oh = smaller(p, "h", "sh"), ow = smaller(p, "w", "sw"), sh = p.get("sh"),
          sw = p.get("sw");
  eachValue(p, [&](int64_t n, int64_t c, int64_t y, int64_t x, int64_t at) {
    double value = p.has("addend") ? p.value("addend", at) : 0;
    if (c < p.get("k") && y % sh == 0 && x % sw == 0)
      value += p.value("g", p.act(n, c, y / sh, x / sw, p.get("k"), oh, ow));
    p.expected.at("dx").set(at, value, 2);
  });
}

static void softmaxCrossEntropy(Problem &p) {
  int64_t k = p.get("k");
  double weight = p.spec.real("weight"), scale = factorOf(p, "scale");
  for (int64_t n = 0; n < p.n; ++n) {
    int64_t label, best = 0;
    std::memcpy(&label, p.bytes("labels") + n * 8, 8);
    for (int64_t i = 0; i < k; ++i) {
      double logit = p.value("logits", n * k + i), most = p.value("logits", n * k + best);
      if (!std::isnan(most) && !(logit <= most))
        best = i;
    }
    double greatest = p.value("logits", n * k + best), sum = 0;
    for (int64_t i = 0; i < k; ++i)
      sum += std::exp(p.value("logits", n * k + i) - greatest);
    for (int64_t i = 0; i < k; ++i) {
      double probability = std::exp(p.value("logits", n * k + i) - greatest) / sum;
      p.expected.at("dlogits").set(n * k + i, weight * (probability - (i == label)) / p.n * scale,
                                   2 * weight / p.n * std::abs(scale));
    }
    double loss = std::log(sum) - (p.value("logits", n * k + label) - greatest);
    p.expected.at("rows").set(n * 2, weight * loss, weight * (4 + std::abs(loss)));
    p.expected.at("rows").set(n * 2 + 1, best == label, 0);
  }
}

static void reduceLoss(Problem &p) {
  double loss = 0, right = 0;
  int64_t parts = p.get("parts");
  for (int64_t n = 0; n < p.n; ++n) {
    for (int64_t part = 0; part < parts; ++part)
      loss += p.value(("rows" + std::to_string(part)).c_str(), n * 2) / p.n;
    right += p.value("rows0", n * 2 + 1);
  }
  p.expected.at("result").set(0, loss, parts);
  p.expected.at("result").set(1, right, p.n);
}

static void transposeWeight(Problem &p) {
  int64_t eachK = p.get("k") / p.groups, eachC = p.get("c") / p.groups;
  for (int64_t k = 0; k < p.get("k"); ++k)
    for (int64_t c = k / eachK * eachC; c < (k / eachK + 1) * eachC; ++c)
      for (int64_t ky = 0; ky < p.get("kh"); ++ky)
        for (int64_t kx = 0; kx < p.get("kw"); ++kx)
          p.expected.at("w_transposed")
              .set(p.transposed(k, c, ky, kx), p.value("w", p.weight(k, c, ky, kx)), 0);
}

static int64_t imageAt(const Problem &p, int64_t n, int64_t c, int64_t y, int64_t x) {
  return ((n * p.get("c") + c) * p.get("h") + y) * p.get("w") + x;
}

static void fromBytes(Problem &p) {
  eachValue(p, [&](int64_t n, int64_t c, int64_t y, int64_t x, int64_t at) {
    double value = p.x(n, c, y, x) * p.value("scale", c), shift = p.value("shift", c);
    p.expected.at("y").set(at, value + shift, std::abs(value) + std::abs(shift));
  });
}

static void toBlocked(Problem &p) {
  eachValue(p, [&](int64_t n, int64_t c, int64_t y, int64_t x, int64_t at) {
    p.expected.at("y").set(at, p.value("x", imageAt(p, n, c, y, x)), 0);
  });
}

static void toNchw(Problem &p) {
  eachValue(p, [&](int64_t n, int64_t c, int64_t y, int64_t x, int64_t at) {
    p.expected.at("y").set(imageAt(p, n, c, y, x), p.value("x", at), 0);
  });
}

void addOtherReferences(std::map<std::string, Reference> &map) {
  map["scale_shift_add_relu"] = apply;
  map["from_bytes"] = fromBytes;
  map["reduce_loss"] = reduceLoss;
  map["relu_grad"] = reluGrad;
  map["scale_by"] = scaleBy;
  map["scale_by_grad_scale"] = scaleByGradScale;
  map["find_nonfinite"] = findNonfinite;
  map["next_loss_scale"] = nextLossScale;
  map["sgd"] = sgd;
  map["zeros"] = zeros;
  map["softmax_cross_entropy"] = softmaxCrossEntropy;
  map["subsample_pad"] = subsamplePad;
  map["subsample_pad_grad"] = subsamplePadGrad;
  map["to_blocked"] = toBlocked;
  map["to_nchw"] = toNchw;
  map["transpose_weight"] = transposeWeight;
}

} // namespace resnetc::x86::test
