//===- Problem.cpp - one kernel, one batch: inputs and expected outputs --------------===//
//
// Layout arithmetic and input values.
//
//===----------------------------------------------------------------------===//
#include "tests/numerics/kernels/Problem.h"

#include "compiler/Backend/X86/Runner/Runner.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace resnetc::x86::test {

Problem::Problem(const KernelSpec &spec, const Target &target, int64_t n, Values values)
    : spec(spec), n(n), lanes(target.channelBlock), isSpecial(values == Values::Special),
      groups(std::max<int64_t>(1, get("groups"))),
      merged(mergedGroups(get("c"), get("k"), groups, target.channelBlock)),
      operands(kernelOperands(spec, target.channelBlock)), c(get("c")), k(get("k")), h(get("h")),
      w(get("w")), kh(get("kh")), kw(get("kw")), nchwInput(get("nchw_input") != 0),
      state(0x9E3779B97F4A7C15u) {
  for (const Operand &operand : operands) {
    if (!operand.output || operand.inPlace)
      fill(operand);
    if (values == Values::Special && initial.count(operand.name))
      addSpecials(operand);
    if (operand.output) {
      Expected &out = expected[operand.name];
      out.value.resize(elements(operand));
      out.magnitude.resize(elements(operand));
    }
  }
  if (has("x")) {
    xData = floats("x");
    xLayout = operand("x").layout;
  }
}

bool Problem::has(const char *name) const {
  for (const Operand &operand : operands)
    if (operand.name == name)
      return true;
  return false;
}

const Operand &Problem::operand(const std::string &name) const {
  for (const Operand &operand : operands)
    if (operand.name == name)
      return operand;
  throw std::logic_error("no operand " + name);
}

int64_t Problem::elements(const Operand &operand) const {
  return operand.elements() * (operand.batched ? n : 1);
}

double Problem::random() {
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return static_cast<double>(state >> 11) / static_cast<double>(uint64_t{1} << 52) - 1;
}

/// Activations that change at some of 0, 3, -3 and 6: their inputs go beyond, and hit them.
static bool hasKinks(const std::string &kernelClass) {
  for (const char *name : {"hardswish", "leaky_relu", "relu6", "silu"})
    if (kernelClass.starts_with(name))
      return true;
  return false;
}

void Problem::fill(const Operand &operand) {
  int64_t count = elements(operand), each = operand.elements();
  std::vector<unsigned char> &bytes = initial[operand.name];
  bytes.resize(count * elementBytes(operand.type));
  bool positive = operand.name == "var" || operand.name == "running_var";
  // Ties, and no rounding in a pooled x * scale + shift.
  bool coarse = spec.kernelClass.starts_with("max") || spec.kernelClass.starts_with("prelu");
  bool kinks = operand.name == "x" && hasKinks(spec.kernelClass);
  for (int64_t i = 0; i < count; ++i) {
    double value = random();
    if (operand.type == ElementType::I64) {
      int64_t label = static_cast<int64_t>((value + 1) / 2 * get("k"));
      int64_t number = operand.name == "key" ? static_cast<int64_t>(state) : label;
      std::memcpy(&bytes[i * 8], &number, 8);
    } else if (operand.layout == Layout::Bytes) {
      put(operand, i, std::floor((value + 1) / 2 * 256));
    } else if (operand.type == ElementType::U8) {
      bytes[i] = static_cast<unsigned char>((value + 1) / 2 * get("kh") * get("kw"));
    } else {
      if (positive)
        value = 1 + value / 2;
      if (operand.name == "found") // both, one after the other
        value = n > 2 ? 1 : 0;
      if (coarse)
        value = std::round(value * 4) / 4;
      if (kinks)
        value = std::round(value * 32) / 4;
      // The last number is a sum of squares that goes with a sum.
      if (operand.layout == Layout::Stats)
        value = i / lanes % operand.extents[1] == operand.extents[1] - 1 ? 6 + value : 2 * value;
      put(operand, i, operand.isPadding(i % each) ? 0 : value);
    }
  }
}

void Problem::put(const Operand &operand, int64_t at, double value) {
  auto number = static_cast<float>(value);
  unsigned char *bytes = initial.at(operand.name).data();
  if (operand.type == ElementType::F32) {
    std::memcpy(&bytes[at * 4], &number, 4);
    return;
  }
  std::vector<float> &values = widened[operand.name];
  values.resize(static_cast<size_t>(elements(operand)));
  if (operand.type == ElementType::U8) {
    bytes[at] = static_cast<unsigned char>(number);
    values[static_cast<size_t>(at)] = bytes[at];
    return;
  }
  if (operand.type == ElementType::FP16) {
    auto half = static_cast<_Float16>(number);
    std::memcpy(&bytes[at * 2], &half, 2);
    values[static_cast<size_t>(at)] = static_cast<float>(half);
    return;
  }
  auto bits = std::bit_cast<uint32_t>(number);
  auto half = static_cast<uint16_t>(bits >> 16); // towards zero: every bf16 will do
  std::memcpy(&bytes[at * 2], &half, 2);
  values[static_cast<size_t>(at)] = std::bit_cast<float>(uint32_t{half} << 16);
}

void Problem::addSpecials(const Operand &operand) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  constexpr float specials[] = {std::numeric_limits<float>::quiet_NaN(), infinity, -infinity};
  // Weights meet zero padding, and a channel's scale meets every output.
  bool mixes = spec.kernelClass.starts_with("conv") || spec.kernelClass.starts_with("winograd");
  bool everywhere =
      operand.name == "hyper" || (mixes && (operand.name == "scale" || operand.name == "shift"));
  bool padded =
      operand.name == "w" || (spec.kernelClass == "conv_grad_weight" && operand.name == "g");
  bool isFloat = operand.type == ElementType::F32 || operand.type == ElementType::BF16 ||
                 operand.type == ElementType::FP16;
  if (!isFloat || everywhere || padded)
    return;
  for (float special : specials) {
    int64_t at = 0;
    do
      at = static_cast<int64_t>((random() + 1) / 2 * static_cast<double>(elements(operand)));
    while (operand.isPadding(at % operand.elements()));
    put(operand, at, special);
    // Where a value or a pivot is no number, the sum of squared deviations is none either.
    if (operand.layout == Layout::Stats && operand.extents[1] == 3) {
      at += (2 - at / lanes % 3) * lanes;
      put(operand, at, specials[0]);
    }
  }
}

const float *Problem::floats(const char *name) const {
  auto narrow = widened.find(name);
  if (narrow != widened.end())
    return narrow->second.data();
  return reinterpret_cast<const float *>(initial.at(name).data()); // aligned by the allocator
}

double Problem::value(const char *name, int64_t at) const { return floats(name)[at]; }

int64_t Problem::act(int64_t image, int64_t channel, int64_t y, int64_t x, int64_t channels,
                     int64_t height, int64_t width) const {
  int64_t blocks = ceilDiv(channels, lanes);
  return (((image * blocks + channel / lanes) * height + y) * width + x) * lanes + channel % lanes;
}

/// Where a kernel's tap of an output and an input channel lies, the blocks of `outer` around those of `inner`.
static int64_t tapOffset(int64_t outer, int64_t inner, int64_t innerChannels, int64_t tap,
                         int64_t taps, int64_t lanes) {
  int64_t block = outer / lanes * ceilDiv(innerChannels, lanes) + inner / lanes;
  return ((block * taps + tap) * lanes + inner % lanes) * lanes + outer % lanes;
}

int64_t Problem::weight(int64_t output, int64_t input, int64_t ky, int64_t kx) const {
  int64_t channels = c / groups * merged, tap = ky * kw + kx;
  if (nchwInput)
    return ((output / lanes * kh * kw + tap) * c + input % channels) * lanes + output % lanes;
  return tapOffset(output, input % channels, channels, tap, kh * kw, lanes);
}

int64_t Problem::transposed(int64_t output, int64_t input, int64_t ky, int64_t kx) const {
  int64_t channels = k / groups * merged;
  return tapOffset(input, output % channels, channels, ky * kw + kx, kh * kw, lanes);
}

double Problem::x(int64_t image, int64_t channel, int64_t y, int64_t x) const {
  if (xLayout == Layout::Nchw)
    return xData[((image * c + channel) * h + y) * w + x];
  if (xLayout == Layout::Bytes)
    return xData[((image * h + y) * w + x) * c + channel];
  return xData[act(image, channel, y, x, c, h, w)];
}

} // namespace resnetc::x86::test
