//===- WinogradForms.cpp - the kernels of a convolution, with Winograd's algorithm or without ----===//
//
// Attributes as in README.md.
//
//===----------------------------------------------------------------------===//
#include "compiler/Kernels/WinogradForms.h"

#include "compiler/Kernels/Geometry.h"
#include "compiler/Kernels/WinogradPhases.h"

namespace resnetc::kernels {

/// A convolution of the caller's map in strides, forward.
static bool goesByPhases(const KernelSpec &conv) {
  return conv.kernelClass == "conv" && !conv.get("stats") && phasesApply(Geometry(conv));
}

bool winogradApplies(const KernelSpec &conv) {
  Geometry g(conv);
  int most = conv.kernelClass == "conv_grad_weight" ? 1 : 2;
  return g.kh == 3 && g.kw == 3 && g.sh == g.sw && g.sh <= most && !g.nchwInput && g.groups <= 1;
}

std::vector<WinogradForm> winogradForms(const KernelSpec &conv) {
  if (goesByPhases(conv))
    return {{WinogradPhases(Geometry(conv)).m, false}};
  if (!winogradApplies(conv))
    return {};
  std::vector<WinogradForm> forms = {{2, false}, {2, true}, {4, false}, {4, true}};
  if (conv.kernelClass == "conv" && !conv.get("stats") && Geometry(conv).sh == 1)
    for (int64_t tile : {2, 4})
      forms.push_back({tile, /*transformInput=*/false, /*taps=*/true});
  return forms;
}

KernelSpec winogradProduct(const KernelSpec &conv, WinogradForm form) {
  KernelSpec spec = conv;
  if (goesByPhases(conv)) { // the geometry says which tiles
    spec.kernelClass = "conv_winograd_phases";
    spec.attrs.erase("groups");
    spec.attrs.erase("stats");
    spec.attrs.erase("across");
    return spec;
  }
  spec.kernelClass = "conv_winograd";
  spec.attrs["m"] = form.tile;
  spec.attrs["transformed"] = form.transformInput;
  if (form.taps)
    spec.attrs["taps"] = 1;
  if (form.transformInput) // done before, too
    spec.attrs.erase("pre");
  return spec;
}

namespace {

/// The kernels of one convolution.
class Convolution {
public:
  Convolution(const KernelSpec &conv, FilterTransform filter)
      : conv(conv), filter(filter), g(conv) {}

  std::vector<KernelSpec> direct() const {
    if (filter != FilterTransform::TurnedRound)
      return {conv};
    // As it was before it was turned round.
    KernelSpec grad = make("conv_grad_input", {{"c", g.k},
                                               {"k", g.c},
                                               {"h", g.oh},
                                               {"w", g.ow},
                                               {"kh", 3},
                                               {"kw", 3},
                                               {"sh", 1},
                                               {"sw", 1},
                                               {"pt", 2 - g.pt},
                                               {"pl", 2 - g.pl},
                                               {"pb", 2 - g.pb},
                                               {"pr", 2 - g.pr}});
    if (conv.get("residual"))
      grad.attrs["addend"] = 1;
    return {make("transpose_weight", {{"c", g.k}, {"k", g.c}, {"kh", 3}, {"kw", 3}}), grad};
  }

  std::vector<KernelSpec> byWinograd(WinogradForm form) const {
    if (conv.kernelClass == "conv_grad_weight")
      return gradWeight(form);
    std::vector<KernelSpec> kernels;
    if (filter == FilterTransform::EachCall && goesByPhases(conv))
      kernels.push_back(make(
          "winograd_phase_weight",
          {{"c", g.c}, {"k", g.k}, {"kh", g.kh}, {"kw", g.kw}, {"s", g.sh}, {"nchw_input", 1}}));
    else if (filter == FilterTransform::EachCall && !form.taps)
      kernels.push_back(strided(
          make("winograd_weight", {{"c", g.c}, {"k", g.k}, {"kh", 3}, {"kw", 3}, {"m", form.tile}}),
          {"stride"}));
    if (filter == FilterTransform::TurnedRound)
      kernels.push_back(make(
          "winograd_weight",
          {{"c", g.k}, {"k", g.c}, {"kh", 3}, {"kw", 3}, {"m", form.tile}, {"transposed", 1}}));
    if (form.transformInput)
      kernels.push_back(transformOfInput(form));
    kernels.push_back(winogradProduct(conv, form));
    return kernels;
  }

private:
  KernelSpec make(const char *kernelClass, std::map<std::string, int64_t> attrs) const {
    return {kernelClass, std::move(attrs), {}, conv.formats};
  }

  KernelSpec transformOfInput(WinogradForm form) const {
    KernelSpec spec = make("winograd_input", {{"c", g.c},
                                              {"h", g.h},
                                              {"w", g.w},
                                              {"kh", 3},
                                              {"kw", 3},
                                              {"pt", g.pt},
                                              {"pl", g.pl},
                                              {"pb", g.pb},
                                              {"pr", g.pr},
                                              {"m", form.tile}});
    if (int64_t pre = conv.get("pre"))
      spec.attrs["pre"] = pre;
    return strided(std::move(spec), {"sh", "sw"});
  }

  /// The spec with the convolution's stride under these names, where that is not the usual one.
  KernelSpec strided(KernelSpec spec, std::initializer_list<const char *> names) const {
    for (const char *name : names)
      if (g.sh > 1)
        spec.attrs[name] = g.sh;
    return spec;
  }

  std::vector<KernelSpec> gradWeight(WinogradForm form) const {
    KernelSpec product = conv;
    product.kernelClass = "conv_winograd_grad_weight";
    product.attrs["m"] = form.tile;
    if (!form.transformInput) // nor the gradient
      return {product};
    product.attrs["transformed"] = 1;
    product.attrs.erase("pre");
    return {
        transformOfInput(form),
        strided(make("winograd_gradient", {{"c", g.k}, {"h", g.oh}, {"w", g.ow}, {"m", form.tile}}),
                {"stride"}),
        product,
    };
  }

  const KernelSpec &conv;
  FilterTransform filter;
  Geometry g;
};

} // namespace

std::vector<KernelSpec> convolutionKernels(const KernelSpec &conv, FilterTransform filter,
                                           std::optional<WinogradForm> form) {
  Convolution convolution(conv, filter);
  return form ? convolution.byWinograd(*form) : convolution.direct();
}

} // namespace resnetc::kernels
