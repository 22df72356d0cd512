// What rn-to-llvm asks of a planned module; the name of a module begins with the constraint it breaks.
// RUN: resnetc-opt %s --rn-to-llvm --split-input-file --verify-diagnostics

// expected-error@+1 {{expects the attributes rn.name and rn.target}}
module @rn_to_llvm_c1_target attributes {rn.name = "net"} {
}

// -----

module @rn_to_llvm_c1_block attributes {rn.name = "net", rn.target = "avx512"} {
  // expected-error@+1 {{expects a body of one block}}
  func.func private @infer()
}

// -----

module @rn_to_llvm_c2 attributes {rn.name = "net", rn.target = "avx512"} {
  func.func @infer() {
    // expected-error@+1 {{expects a place in the arena; run rn-plan-memory first}}
    %0 = rn.alloc : !rn.buffer<tensor<?x3xf32>>
    return
  }
}

// -----

module @rn_to_llvm_c3_absent attributes {rn.name = "net", rn.target = "avx512"} {
  // expected-error@+1 {{expects rn.binding or rn.offset on argument 0}}
  func.func @infer(%x: !rn.buffer<tensor<?x3xf32>>) {
    return
  }
}

// -----

module @rn_to_llvm_c4 attributes {rn.name = "net", rn.target = "avx512"} {
  // expected-error@+1 {{expects a place in the state; run rn-plan-state first}}
  rn.variable @v derived : tensor<16xf32, #rn.blocked<16>>
}

// -----

module @different_arity attributes {rn.name = "net", rn.target = "avx512"} {
  rn.kernel @k "relu" {} schedule "flat" {} because "table"
  func.func @infer(%x: !rn.buffer<tensor<?x3xf32>> {rn.binding = #rn.binding<input>}) {
    rn.launch @k(%x, %x) : !rn.buffer<tensor<?x3xf32>>, !rn.buffer<tensor<?x3xf32>>
    // expected-error@+1 {{expects 2 buffers, as in the kernel's other launches, got 1}}
    rn.launch @k(%x) : !rn.buffer<tensor<?x3xf32>>
    return
  }
}

// -----

module @values_are_not_planned attributes {rn.name = "net", rn.target = "avx512"} {
  func.func @infer() {
    // expected-error@+1 {{does not belong into a planned function}}
    %0 = rn.constant dense<1.0> : tensor<3xf32>
    return
  }
}
