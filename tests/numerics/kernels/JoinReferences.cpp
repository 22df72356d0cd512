//===- JoinReferences.cpp - joins of branches in plain loops --------------------------------===//
//
// Channels are counted one by one, with no thought of blocks.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/kernels/References.h"

#include <algorithm>
#include <cmath>

namespace resnetc::x86::test {

static void larger(Problem &p) {
  eachValue(p, [&](int64_t, int64_t, int64_t, int64_t, int64_t at) {
    double a = p.value("a", at), b = p.value("b", at);
    p.expected.at("y").set(at, a < b || std::isnan(b) ? b : a, 0);
  });
}

static void maxGrad(Problem &p) {
  eachValue(p, [&](int64_t, int64_t, int64_t, int64_t, int64_t at) {
    double a = p.value("a", at), b = p.value("b", at);
    bool loses = p.get("right") ? b <= a : a < b;
    p.expected.at("dx").set(at, loses ? 0 : p.value("dy", at), 0);
  });
}

/// Offset of the gate that acts on a value at `at`, in image n and channel c.
static int64_t gateAt(const Problem &p, int64_t n, int64_t c, int64_t at) {
  return p.get("channelwise") ? p.act(n, c, 0, 0, p.get("c"), 1, 1) : at;
}

static void gate(Problem &p) {
  eachValue(p, [&](int64_t n, int64_t c, int64_t, int64_t, int64_t at) {
    double g = p.value("gate", gateAt(p, n, c, at));
    double carried = p.has("carry") ? p.value("carry", at) * (1 - g) : 0;
    p.expected.at("y").set(at, p.value("value", at) * g + carried, 4);
  });
}

static void gateGradCarry(Problem &p) {
  eachValue(p, [&](int64_t n, int64_t c, int64_t, int64_t, int64_t at) {
    p.expected.at("dx").set(at, p.value("dy", at) * (1 - p.value("gate", gateAt(p, n, c, at))), 2);
  });
}

static void gateGradGate(Problem &p) {
  Expected &gradient = p.expected.at("dgate");
  eachValue(p, [&](int64_t n, int64_t c, int64_t, int64_t, int64_t at) {
    double value = p.value("value", at) - (p.has("carry") ? p.value("carry", at) : 0);
    int64_t to = gateAt(p, n, c, at);
    gradient.value[to] += p.value("dy", at) * value;
    gradient.magnitude[to] += std::abs(p.value("dy", at) * value);
  });
}

/// Copies channels [from, from + count) of `input` to `to` and on of y, maps of the sizes given.
static void copyChannels(Problem &p, const char *input, int64_t inputChannels, int64_t from,
                         int64_t count, int64_t to, int64_t outputChannels) {
  int64_t h = p.get("h"), w = p.get("w");
  for (int64_t n = 0; n < p.n; ++n)
    for (int64_t c = 0; c < count; ++c)
      for (int64_t y = 0; y < h; ++y)
        for (int64_t x = 0; x < w; ++x)
          p.expected.at("y").set(p.act(n, to + c, y, x, outputChannels, h, w),
                                 p.value(input, p.act(n, from + c, y, x, inputChannels, h, w)), 0);
}

static void concat(Problem &p) {
  int64_t all = p.operand("y").c, to = 0;
  for (int64_t part = 0; part < p.get("parts"); ++part) {
    std::string number = std::to_string(part);
    int64_t count = p.get("c" + number);
    copyChannels(p, ("x" + number).c_str(), count, 0, count, to, all);
    to += count;
  }
}

static void slice(Problem &p) {
  copyChannels(p, "x", p.get("c"), p.get("start"), p.get("k"), 0, p.get("k"));
}

void addJoinReferences(std::map<std::string, Reference> &map) {
  map["concat"] = concat;
  map["gate"] = gate;
  map["gate_grad_carry"] = gateGradCarry;
  map["gate_grad_gate"] = gateGradGate;
  map["max"] = larger;
  map["max_grad"] = maxGrad;
  map["slice"] = slice;
}

} // namespace resnetc::x86::test
