//===- Geometry.h - the shape of a convolution ---------------------------------------===//
//
// The attributes of the convolution family as numbers, shared by the forward kernel, both gradients
// and pooling.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Kernel.h"

#include <algorithm>

namespace resnetc::kernels {

struct Geometry {
  int c, k, h, w, kh, kw, sh, sw, pt, pl, pb, pr;
  int groups;   ///< parts of c that each make their part of k; 1 where absent
  int oh, ow;   ///< output map
  bool inImage; ///< x is the caller's NCHW image

  explicit Geometry(const KernelSpec &spec)
      : c(at(spec, "c")), k(at(spec, "k")), h(at(spec, "h")), w(at(spec, "w")), kh(at(spec, "kh")),
        kw(at(spec, "kw")), sh(std::max(1, at(spec, "sh"))), sw(std::max(1, at(spec, "sw"))),
        pt(at(spec, "pt")), pl(at(spec, "pl")), pb(at(spec, "pb")), pr(at(spec, "pr")),
        groups(std::max(1, at(spec, "groups"))), oh((h + pt + pb - kh) / sh + 1),
        ow((w + pl + pr - kw) / sw + 1), inImage(spec.get("in_image") != 0) {}

  bool padded() const { return pt || pl || pb || pr; }

private:
  static int at(const KernelSpec &spec, const char *name) {
    return static_cast<int>(spec.get(name));
  }
};

/// Multiply-adds of one image; the forward kernel and both gradients do the same number.
inline int64_t convMultiplyAdds(const KernelSpec &spec) {
  Geometry g(spec);
  return int64_t{1} * g.c * g.k * g.kh * g.kw * g.oh * g.ow / g.groups;
}

} // namespace resnetc::kernels
