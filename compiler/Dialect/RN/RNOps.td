//===- RNOps.td - all ops of the rn dialect ------------------------------===//
#ifndef RN_OPS_TD
#define RN_OPS_TD

include "compiler/Dialect/RN/RNActivationOps.td"
include "compiler/Dialect/RN/RNConvOps.td"
include "compiler/Dialect/RN/RNElementwiseOps.td"
include "compiler/Dialect/RN/RNJoinOps.td"
include "compiler/Dialect/RN/RNKernelOps.td"
include "compiler/Dialect/RN/RNLossOps.td"
include "compiler/Dialect/RN/RNModuleOps.td"
include "compiler/Dialect/RN/RNNormOps.td"
include "compiler/Dialect/RN/RNPoolOps.td"

#endif
