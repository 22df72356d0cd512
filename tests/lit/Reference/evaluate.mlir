// A function is run on repeatable data: the same seed gives the same line, @prepare comes first.
// RUN: resnetc-opt %s --rn-evaluate -o /dev/null | FileCheck %s
// RUN: resnetc-opt %s --rn-evaluate="function=step batch=3 seed=2" -o /dev/null | FileCheck %s --check-prefix=STEP
// RUN: resnetc-opt %s --rn-evaluate > %t.1
// RUN: resnetc-opt %s --rn-evaluate > %t.2
// RUN: diff %t.1 %t.2
// RUN: not resnetc-opt %s --rn-evaluate="function=none" 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not resnetc-opt %s --rn-evaluate="batch=0" 2>&1 | FileCheck %s --check-prefix=BATCH

rn.variable @v bias : tensor<2xf32>
rn.variable @one derived : tensor<2xf32>

func.func @prepare() {
  %one = rn.constant dense<1.0> : tensor<2xf32>
  rn.write @one, %one : tensor<2xf32>
  return
}

// The sum of two ones from @prepare and of nothing else.
// CHECK: result 0 [2] sum 2 squares 2 first 1 1
// CHECK-NOT: variable
func.func @infer(%x: tensor<?x2x1x1xf32>) -> tensor<2xf32> {
  %one = rn.read @one : tensor<2xf32>
  return %one : tensor<2xf32>
}

// STEP: result 0 [3, 2, 1, 1] sum
// STEP: variable v [2] sum 2 squares 2 first 1 1
func.func @step(%x: tensor<?x2x1x1xf32>) -> tensor<?x2x1x1xf32> {
  %one = rn.read @one : tensor<2xf32>
  rn.write @v, %one : tensor<2xf32>
  return %x : tensor<?x2x1x1xf32>
}

// NONE: error: expects a function named 'none' to evaluate
// BATCH: error: expects a batch of at least 1, got 0
