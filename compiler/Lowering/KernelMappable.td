//===- KernelMappable.td - which kernel an op is -----------------------===//
#ifndef RN_KERNEL_MAPPABLE_TD
#define RN_KERNEL_MAPPABLE_TD

include "mlir/IR/OpBase.td"

def KernelMappableOpInterface : OpInterface<"KernelMappableOpInterface"> {
  let cppNamespace = "::resnetc::rn";
  let description = [{
    Implemented outside the dialect, one mapping per op, in compiler/Lowering. An op without it has no kernel:
    passes of the fused phase take it apart.
  }];
  let methods = [
    InterfaceMethod<[{
        Names the kernel that computes the op, and lays operands and results out in the order of its
        arguments. Values have the layouts that the choose phase gave them.
      }],
      "::resnetc::rn::MappedKernel", "toKernel">
  ];
}

#endif
