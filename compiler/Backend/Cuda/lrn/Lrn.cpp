//===- Lrn.cpp - local response normalisation, both ways, on CUDA --------------------------===//
//
// y = x * s^-beta with s = bias + alpha / size * (the sum of x^2 over the window): Krizhevsky et
// al., "ImageNet Classification with Deep Convolutional Neural Networks", 2012, section 3.3, with
// alpha over the size. A thread has four channels of a pixel, and reads what its windows see on both
// sides of them. Maths of the gradient in compiler/Kernels/README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/Cuda/Variant.h"

#include <algorithm>

namespace resnetc::cuda {

namespace {

constexpr int lanes = KernelBuilder::lanes;

/// Channels around a quad, `reach` on each side of it.
struct Row {
  int reach;
  Numbers values;
  /// At a channel counted from the quad's first.
  const Number &operator[](int channel) const { return values[channel + reach]; }
};

/// The kernel at one quad.
class Window {
public:
  Window(KernelBuilder &k, const Quad &at)
      : k(k), at(at), half(std::min(k.get("size") / 2, k.get("c") - 1)) {}

  /// Channels that a window has on each side: those of the map, at most.
  int reach() const { return half; }

  /// An input at the quad and `reach` channels on each side, with zeros beside the map.
  Row read(const char *name, int reach) const {
    const int away = (reach + 3) / 4;
    Row row{away * 4, {}};
    for (int quad = -away; quad <= away; ++quad) {
      Number four = quad == 0 ? loadQuad(k.arg(name), at.index) : readBeside(name, quad * 4);
      for (int i = 0; i < 4; ++i)
        row.values.push_back(lane(four, i));
    }
    return row;
  }

  /// The sum of `row` over the window around a channel.
  Number sum(const Row &row, int channel) const {
    Number total = row[channel - half];
    for (int i = channel - half + 1; i <= channel + half; ++i)
      total = total + row[i];
    return total;
  }

  /// s of a channel, from a row of squares.
  Number norm(const Row &squares, int channel) const {
    double share = k.spec.real("alpha") / k.get("size");
    return sum(squares, channel) * share + k.spec.real("bias");
  }

  /// Writes the quad, of so many channels as the map has.
  void write(const char *name, const Numbers &quad) const {
    store(k.arg(name), at.index, upToChannel(quadOf(quad), at.channel, k.get("c")));
  }

private:
  Number readBeside(const char *name, int away) const {
    const int blocks = k.blocks("c");
    Number channel = at.channel + away;
    Number plane = at.image * blocks + channel / lanes;
    Number index = (plane * static_cast<int>(pixelsOf(k.spec)) + at.pixel) * lanes;
    return either(
               isWithin(channel, blocks * lanes),
               [&] { return Numbers{loadQuad(k.arg(name), index + channel % lanes)}; },
               [] {
                 return Numbers{quadOf({0.0, 0.0, 0.0, 0.0})};
               })
        .front();
  }

  KernelBuilder &k;
  const Quad &at;
  const int half;
};

} // namespace

static Row squaresOf(const Row &x) {
  Row squares{x.reach, {}};
  for (const Number &value : x.values)
    squares.values.push_back(value * value);
  return squares;
}

static void buildLrn(KernelBuilder &k) {
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec), [&](const Quad &at) {
    Window window(k, at);
    Row x = window.read("x", window.reach()), squares = squaresOf(x);
    Numbers y;
    for (int i = 0; i < 4; ++i)
      y.push_back(x[i] * power(window.norm(squares, i), -k.spec.real("beta")));
    window.write("y", y);
  });
}

static void buildLrnGrad(KernelBuilder &k) {
  const double beta = k.spec.real("beta");
  const double factor = -2 * k.spec.real("alpha") * beta / k.get("size");
  k.forEachQuad(k.blocks("c"), pixelsOf(k.spec), [&](const Quad &at) {
    Window window(k, at);
    const int reach = window.reach();
    Row x = window.read("x", 2 * reach), dy = window.read("dy", reach), squares = squaresOf(x);
    Numbers powers;
    Row terms{reach, {}}; // dy * x * s^(-beta-1)
    for (int i = -reach; i < 4 + reach; ++i) {
      Number norm = window.norm(squares, i);
      powers.push_back(power(norm, -beta));
      Number term = dy[i] * x[i] * powers.back() / norm;
      // Zero beside the map, where s may be anything.
      terms.values.push_back(choose(isWithin(at.channel + i, k.get("c")), term, 0.0));
    }
    Numbers dx;
    for (int i = 0; i < 4; ++i)
      dx.push_back(dy[i] * powers[i + reach] + x[i] * window.sum(terms, i) * factor);
    window.write("dx", dx);
  });
}

std::vector<Variant> lrnVariants() {
  return {
#include "compiler/Backend/Cuda/lrn/variants.inc"
  };
}

} // namespace resnetc::cuda
