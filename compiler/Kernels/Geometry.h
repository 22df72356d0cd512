//===- Geometry.h - the shape of a convolution ---------------------------------------===//
//
// The attributes of the convolution family as numbers, shared by the forward kernel, both gradients
// and pooling.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Attributes.h"
#include "compiler/Kernels/Kernel.h"

namespace resnetc::kernels {

/// Declares the geometry of a convolution. Padding is 0 where a spec leaves it out.
inline Attributes geometryAttributes() {
  return Attributes({"c", "k", "h", "w", "kh", "kw", "sh", "sw"})
      .optional({"pt", "pl", "pb", "pr"});
}

/// The geometry of a class, of which pools and transforms of inputs have only some: what they do
/// not declare has no part in them.
struct Geometry {
  int c, k, h, w, kh, kw, sh, sw, pt, pl, pb, pr;
  int groups;     ///< parts of c that each make their part of k; 1 where absent
  int oh, ow;     ///< output map
  bool nchwInput; ///< x is the caller's image, NCHW or as bytes
  bool inBytes;   ///< x is the caller's bytes, channels last

  explicit Geometry(const KernelSpec &spec)
      : c(at(spec, "c", 0)), k(at(spec, "k", 0)), h(at(spec, "h", 0)), w(at(spec, "w", 0)),
        kh(at(spec, "kh", 1)), kw(at(spec, "kw", 1)), sh(at(spec, "sh", 1)), sw(at(spec, "sw", 1)),
        pt(at(spec, "pt", 0)), pl(at(spec, "pl", 0)), pb(at(spec, "pb", 0)), pr(at(spec, "pr", 0)),
        groups(at(spec, "groups", 1)), oh((h + pt + pb - kh) / sh + 1),
        ow((w + pl + pr - kw) / sw + 1), nchwInput(at(spec, "nchw_input", 0) != 0),
        inBytes(at(spec, "bytes", 0) != 0) {}

  bool padded() const { return pt || pl || pb || pr; }

private:
  static int at(const KernelSpec &spec, const char *name, int undeclared) {
    return static_cast<int>(spec.find(name).value_or(undeclared));
  }
};

/// Multiply-adds of one image; the forward kernel and both gradients do the same number.
inline int64_t convMultiplyAdds(const KernelSpec &spec) {
  Geometry g(spec);
  return int64_t{1} * g.c * g.k * g.kh * g.kw * g.oh * g.ow / g.groups;
}

} // namespace resnetc::kernels
