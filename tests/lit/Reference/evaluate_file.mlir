// Values from a file take the place of random ones, in full precision: what one call wrote, another reads.
// RUN: resnetc-opt %s --rn-evaluate="function=copy seed=2 output=%t.st" -o /dev/null
// RUN: resnetc-opt %s --rn-evaluate="function=sent seed=2" -o /dev/null > %t.two
// RUN: resnetc-opt %s --rn-evaluate="function=received data=%t.st" -o /dev/null >> %t.two
// RUN: resnetc-opt %s --rn-evaluate="function=received" -o /dev/null >> %t.two
// RUN: FileCheck %s --input-file=%t.two
// RUN: not resnetc-opt %s --rn-evaluate="function=sent data=%t.none" 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not resnetc-opt %s --rn-evaluate="function=sent data=%s" 2>&1 | FileCheck %s --check-prefix=DAMAGED
// RUN: not resnetc-opt %s --rn-evaluate="function=sent output=%t.none/out" 2>&1 | FileCheck %s --check-prefix=PLACE

rn.variable @a bias : tensor<3xf32>
rn.variable @b bias : tensor<3xf32>

// CHECK: result 0 [3] [[VALUES:.*]]
// CHECK-NEXT: result 0 [3] [[VALUES]]
// CHECK-NEXT: result 0 [3]
// CHECK-NOT: [[VALUES]]
func.func @sent() -> tensor<3xf32> {
  %a = rn.read @a : tensor<3xf32>
  return %a : tensor<3xf32>
}

// What one function leaves for the update of b, another takes, by that name.
func.func @received(%b: tensor<3xf32> {rn.gradient_of = "b"}) -> tensor<3xf32> {
  return %b : tensor<3xf32>
}

// The gradient of b, by its attribute, and a result that has none, by its number.
func.func @copy() -> (tensor<2xf32>, tensor<3xf32> {rn.gradient_of = "b"}) {
  %two = rn.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %a = rn.read @a : tensor<3xf32>
  return %two, %a : tensor<2xf32>, tensor<3xf32>
}

// NONE: error: expects to read '{{.*}}.none': No such file or directory
// DAMAGED: error: '{{.*}}evaluate_file.mlir':
// PLACE: error: expects to write '{{.*}}/out': No such file or directory
