//===- WinogradForms.h - the kernels of a convolution, with Winograd's algorithm or without ------===//
//
// A convolution as the graph has it is a spec of class "conv" or "conv_grad_weight" (the gradient by
// the input is a convolution, too: with the filter turned round). Here stands which kernels compute
// it in each form.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compiler/Kernels/Kernel.h"

namespace resnetc::kernels {

/// True for what the algorithm computes in tiles of every form: 3 x 3 filters over all channels of a map, at
/// strides of 1 or, forward, 2.
bool winogradApplies(const KernelSpec &conv);

/// Every form that there is for a convolution: for such a one, and for one of the caller's map in
/// strides (WinogradPhases.h), whose only form has the tiles of its phases. None where the algorithm does
/// not apply.
std::vector<WinogradForm> winogradForms(const KernelSpec &conv);

/// The kernel that multiplies for a convolution of class "conv".
KernelSpec winogradProduct(const KernelSpec &conv, WinogradForm form);

/// The kernels of every call that compute a convolution in a form, and without one directly.
std::vector<KernelSpec> convolutionKernels(const KernelSpec &conv, FilterTransform filter,
                                           std::optional<WinogradForm> form);

} // namespace resnetc::kernels
