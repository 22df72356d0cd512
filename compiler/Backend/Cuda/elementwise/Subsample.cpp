//===- Subsample.cpp - shortcuts that drop pixels and add channels, on CUDA -----------------------------===//
#include "compiler/Backend/Cuda/elementwise/Elementwise.h"

namespace resnetc::cuda {

constexpr int lanes = KernelBuilder::lanes;

void buildSubsamplePad(KernelBuilder &k) {
  const int h = k.get("h"), w = k.get("w"), sh = k.get("sh"), sw = k.get("sw");
  const int oh = static_cast<int>(ceilDiv(h, sh)), ow = static_cast<int>(ceilDiv(w, sw));
  const int blocks = k.blocks("c");
  k.forEachQuad(k.blocks("k"), int64_t{oh} * ow, [&](const Quad &at) {
    Number y = at.pixel / ow * sh, x = at.pixel % ow * sw;
    Number plane = at.image * blocks + at.block;
    Number index = ((plane * h + y) * w + x) * lanes + at.channel % lanes;
    Numbers value = either(
        isWithin(at.block, blocks), [&] { return Numbers{loadQuad(k.arg("x"), index)}; },
        [&] {
          return Numbers{quadOf({0.0, 0.0, 0.0, 0.0})};
        });
    // Lanes beyond the input's channels are zero in it, but the output may have fewer.
    store(k.arg("y"), at.index, upToChannel(value[0], at.channel, k.get("k")));
  });
}

void buildSubsamplePadGrad(KernelBuilder &k) {
  const int h = k.get("h"), w = k.get("w"), sh = k.get("sh"), sw = k.get("sw"), c = k.get("c");
  const int oh = static_cast<int>(ceilDiv(h, sh)), ow = static_cast<int>(ceilDiv(w, sw));
  k.forEachQuad(k.blocks("c"), int64_t{h} * w, [&](const Quad &at) {
    Number y = at.pixel / w, x = at.pixel % w;
    Number plane = at.image * k.blocks("k") + at.block;
    Number index = ((plane * oh + y / sh) * ow + x / sw) * lanes + at.channel % lanes;
    Number zero = quadOf({0.0, 0.0, 0.0, 0.0});
    Numbers value =
        either((y % sh == 0) & (x % sw == 0) & isWithin(at.block, k.blocks("k")),
               [&] { return Numbers{loadQuad(k.arg("g"), index)}; }, [&] { return Numbers{zero}; });
    // The output may have channels where the input has none.
    Number dx = upToChannel(value[0], at.channel, c);
    store(k.arg("dx"), at.index, k.get("addend") ? dx + loadQuad(k.arg("addend"), at.index) : dx);
  });
}

} // namespace resnetc::cuda
