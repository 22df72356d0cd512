// made by: resnetc generated/two_blocks.dsl --mode=train -march=x86-64-v4 --batch=1 --emit=layout
module attributes {rn.input_shape = array<i64: 1, 8, 8>, rn.mode = "train", rn.multiply_adds = 525632 : i64, rn.name = "two_blocks", rn.network_hash = "f5d28d6a5b04ba46", rn.output_shape = array<i64: 10>, rn.target = "avx512"} {
  rn.variable @conv1.weight  conv_weight trainable : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
  rn.variable @bn1.weight  bn_weight trainable : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64}
  rn.variable @bn1.bias  bn_bias trainable : tensor<16xf32, #rn.blocked<16>>
  rn.variable @bn1.running_mean  running_mean : tensor<16xf32, #rn.blocked<16>>
  rn.variable @bn1.running_var  running_var : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64}
  rn.variable @layer1.0.conv1.weight  conv_weight trainable : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
  rn.variable @layer1.0.bn1.weight  bn_weight trainable : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64}
  rn.variable @layer1.0.bn1.bias  bn_bias trainable : tensor<16xf32, #rn.blocked<16>>
  rn.variable @layer1.0.bn1.running_mean  running_mean : tensor<16xf32, #rn.blocked<16>>
  rn.variable @layer1.0.bn1.running_var  running_var : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64}
  rn.variable @layer1.0.conv2.weight  conv_weight trainable : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
  rn.variable @layer1.0.bn2.weight  bn_weight trainable : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64}
  rn.variable @layer1.0.bn2.bias  bn_bias trainable : tensor<16xf32, #rn.blocked<16>>
  rn.variable @layer1.0.bn2.running_mean  running_mean : tensor<16xf32, #rn.blocked<16>>
  rn.variable @layer1.0.bn2.running_var  running_var : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64}
  rn.variable @layer2.0.conv1.weight  conv_weight trainable : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
  rn.variable @layer2.0.bn1.weight  bn_weight trainable : tensor<32xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64}
  rn.variable @layer2.0.bn1.bias  bn_bias trainable : tensor<32xf32, #rn.blocked<16>>
  rn.variable @layer2.0.bn1.running_mean  running_mean : tensor<32xf32, #rn.blocked<16>>
  rn.variable @layer2.0.bn1.running_var  running_var : tensor<32xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64}
  rn.variable @layer2.0.conv2.weight  conv_weight trainable : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
  rn.variable @layer2.0.bn2.weight  bn_weight trainable : tensor<32xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64}
  rn.variable @layer2.0.bn2.bias  bn_bias trainable : tensor<32xf32, #rn.blocked<16>>
  rn.variable @layer2.0.bn2.running_mean  running_mean : tensor<32xf32, #rn.blocked<16>>
  rn.variable @layer2.0.bn2.running_var  running_var : tensor<32xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64}
  rn.variable @fc.weight  linear_weight trainable : tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>
  rn.variable @fc.bias  bias trainable : tensor<10xf32, #rn.blocked<16>>
  rn.variable @momentum.conv1.weight  momentum slot_of @conv1.weight : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
  rn.variable @momentum.bn1.weight  momentum slot_of @bn1.weight : tensor<16xf32, #rn.blocked<16>>
  rn.variable @momentum.bn1.bias  momentum slot_of @bn1.bias : tensor<16xf32, #rn.blocked<16>>
  rn.variable @momentum.layer1.0.conv1.weight  momentum slot_of @layer1.0.conv1.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
  rn.variable @momentum.layer1.0.bn1.weight  momentum slot_of @layer1.0.bn1.weight : tensor<16xf32, #rn.blocked<16>>
  rn.variable @momentum.layer1.0.bn1.bias  momentum slot_of @layer1.0.bn1.bias : tensor<16xf32, #rn.blocked<16>>
  rn.variable @momentum.layer1.0.conv2.weight  momentum slot_of @layer1.0.conv2.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
  rn.variable @momentum.layer1.0.bn2.weight  momentum slot_of @layer1.0.bn2.weight : tensor<16xf32, #rn.blocked<16>>
  rn.variable @momentum.layer1.0.bn2.bias  momentum slot_of @layer1.0.bn2.bias : tensor<16xf32, #rn.blocked<16>>
  rn.variable @momentum.layer2.0.conv1.weight  momentum slot_of @layer2.0.conv1.weight : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
  rn.variable @momentum.layer2.0.bn1.weight  momentum slot_of @layer2.0.bn1.weight : tensor<32xf32, #rn.blocked<16>>
  rn.variable @momentum.layer2.0.bn1.bias  momentum slot_of @layer2.0.bn1.bias : tensor<32xf32, #rn.blocked<16>>
  rn.variable @momentum.layer2.0.conv2.weight  momentum slot_of @layer2.0.conv2.weight : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
  rn.variable @momentum.layer2.0.bn2.weight  momentum slot_of @layer2.0.bn2.weight : tensor<32xf32, #rn.blocked<16>>
  rn.variable @momentum.layer2.0.bn2.bias  momentum slot_of @layer2.0.bn2.bias : tensor<32xf32, #rn.blocked<16>>
  rn.variable @momentum.fc.weight  momentum slot_of @fc.weight : tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>
  rn.variable @momentum.fc.bias  momentum slot_of @fc.bias : tensor<10xf32, #rn.blocked<16>>
  rn.variable @prepared.conv1.weight.0  derived : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
  rn.variable @prepared.conv1.weight.1  derived : tensor<16xf32, #rn.blocked<16>>
  rn.variable @prepared.layer1.0.conv1.weight.0  derived : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
  rn.variable @prepared.layer1.0.conv1.weight.1  derived : tensor<16xf32, #rn.blocked<16>>
  rn.variable @prepared.layer1.0.conv2.weight.0  derived : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
  rn.variable @prepared.layer1.0.conv2.weight.1  derived : tensor<16xf32, #rn.blocked<16>>
  rn.variable @prepared.layer2.0.conv1.weight.0  derived : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
  rn.variable @prepared.layer2.0.conv1.weight.1  derived : tensor<32xf32, #rn.blocked<16>>
  rn.variable @prepared.layer2.0.conv2.weight.0  derived : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
  rn.variable @prepared.layer2.0.conv2.weight.1  derived : tensor<32xf32, #rn.blocked<16>>
  func.func @prepare() {
    %0 = rn.read @conv1.weight : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
    %1 = rn.read @bn1.weight : tensor<16xf32, #rn.blocked<16>>
    %2 = rn.read @bn1.bias : tensor<16xf32, #rn.blocked<16>>
    %3 = rn.read @bn1.running_mean : tensor<16xf32, #rn.blocked<16>>
    %4 = rn.read @bn1.running_var : tensor<16xf32, #rn.blocked<16>>
    %folded, %folded_bias = rn.fold_bn %0, %1, %2, %3, %4 {eps = 1.000000e-05 : f64} : (tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>, tensor<16xf32, #rn.blocked<16>>)
    %5 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %6 = rn.read @layer1.0.bn1.weight : tensor<16xf32, #rn.blocked<16>>
    %7 = rn.read @layer1.0.bn1.bias : tensor<16xf32, #rn.blocked<16>>
    %8 = rn.read @layer1.0.bn1.running_mean : tensor<16xf32, #rn.blocked<16>>
    %9 = rn.read @layer1.0.bn1.running_var : tensor<16xf32, #rn.blocked<16>>
    %folded_0, %folded_bias_1 = rn.fold_bn %5, %6, %7, %8, %9 {eps = 1.000000e-05 : f64} : (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16xf32, #rn.blocked<16>>)
    %10 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %11 = rn.read @layer1.0.bn2.weight : tensor<16xf32, #rn.blocked<16>>
    %12 = rn.read @layer1.0.bn2.bias : tensor<16xf32, #rn.blocked<16>>
    %13 = rn.read @layer1.0.bn2.running_mean : tensor<16xf32, #rn.blocked<16>>
    %14 = rn.read @layer1.0.bn2.running_var : tensor<16xf32, #rn.blocked<16>>
    %folded_2, %folded_bias_3 = rn.fold_bn %10, %11, %12, %13, %14 {eps = 1.000000e-05 : f64} : (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16xf32, #rn.blocked<16>>)
    %15 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
    %16 = rn.read @layer2.0.bn1.weight : tensor<32xf32, #rn.blocked<16>>
    %17 = rn.read @layer2.0.bn1.bias : tensor<32xf32, #rn.blocked<16>>
    %18 = rn.read @layer2.0.bn1.running_mean : tensor<32xf32, #rn.blocked<16>>
    %19 = rn.read @layer2.0.bn1.running_var : tensor<32xf32, #rn.blocked<16>>
    %folded_4, %folded_bias_5 = rn.fold_bn %15, %16, %17, %18, %19 {eps = 1.000000e-05 : f64} : (tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>, tensor<32xf32, #rn.blocked<16>>)
    %20 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
    %21 = rn.read @layer2.0.bn2.weight : tensor<32xf32, #rn.blocked<16>>
    %22 = rn.read @layer2.0.bn2.bias : tensor<32xf32, #rn.blocked<16>>
    %23 = rn.read @layer2.0.bn2.running_mean : tensor<32xf32, #rn.blocked<16>>
    %24 = rn.read @layer2.0.bn2.running_var : tensor<32xf32, #rn.blocked<16>>
    %folded_6, %folded_bias_7 = rn.fold_bn %20, %21, %22, %23, %24 {eps = 1.000000e-05 : f64} : (tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>, tensor<32xf32, #rn.blocked<16>>)
    rn.write @prepared.conv1.weight.0, %folded : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
    rn.write @prepared.conv1.weight.1, %folded_bias : tensor<16xf32, #rn.blocked<16>>
    rn.write @prepared.layer1.0.conv1.weight.0, %folded_0 : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    rn.write @prepared.layer1.0.conv1.weight.1, %folded_bias_1 : tensor<16xf32, #rn.blocked<16>>
    rn.write @prepared.layer1.0.conv2.weight.0, %folded_2 : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    rn.write @prepared.layer1.0.conv2.weight.1, %folded_bias_3 : tensor<16xf32, #rn.blocked<16>>
    rn.write @prepared.layer2.0.conv1.weight.0, %folded_4 : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
    rn.write @prepared.layer2.0.conv1.weight.1, %folded_bias_5 : tensor<32xf32, #rn.blocked<16>>
    rn.write @prepared.layer2.0.conv2.weight.0, %folded_6 : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
    rn.write @prepared.layer2.0.conv2.weight.1, %folded_bias_7 : tensor<32xf32, #rn.blocked<16>>
    return
  }
  func.func @infer(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x10xf32> {rn.binding = #rn.binding<output>}) {
    %0 = rn.read @prepared.layer2.0.conv2.weight.1 : tensor<32xf32, #rn.blocked<16>>
    %1 = rn.read @prepared.layer2.0.conv2.weight.0 : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
    %2 = rn.read @prepared.layer2.0.conv1.weight.1 : tensor<32xf32, #rn.blocked<16>>
    %3 = rn.read @prepared.layer2.0.conv1.weight.0 : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
    %4 = rn.read @prepared.layer1.0.conv2.weight.1 : tensor<16xf32, #rn.blocked<16>>
    %5 = rn.read @prepared.layer1.0.conv2.weight.0 : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %6 = rn.read @prepared.layer1.0.conv1.weight.1 : tensor<16xf32, #rn.blocked<16>>
    %7 = rn.read @prepared.layer1.0.conv1.weight.0 : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %8 = rn.read @prepared.conv1.weight.1 : tensor<16xf32, #rn.blocked<16>>
    %9 = rn.read @prepared.conv1.weight.0 : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
    %10 = rn.constant dense<2.500000e+00> : tensor<1xf32, #rn.blocked<16>>
    %11 = rn.constant dense<-7.500000e-01> : tensor<1xf32, #rn.blocked<16>>
    %output = rn.conv %arg0, %9 pre(%10, %11) bias(%8) {pads = array<i64: 1, 1, 1, 1>, relu, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>, tensor<1xf32, #rn.blocked<16>>, tensor<1xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %output_0 = rn.conv %output, %7 bias(%6) {pads = array<i64: 1, 1, 1, 1>, relu, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %output_1 = rn.conv %output_0, %5 bias(%4) residual(%output) {pads = array<i64: 1, 1, 1, 1>, relu, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %output_2 = rn.conv %output_1, %3 bias(%2) {pads = array<i64: 1, 1, 1, 1>, relu, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>, tensor<32xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %12 = rn.subsample_pad(%output_1) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %output_3 = rn.conv %output_2, %1 bias(%0) residual(%12) {pads = array<i64: 1, 1, 1, 1>, relu, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>, tensor<32xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %13 = rn.avg_pool(%output_3) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<?x32x1x1xf32, #rn.blocked<16>>
    %14 = rn.read @fc.weight : tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>
    %15 = rn.read @fc.bias : tensor<10xf32, #rn.blocked<16>>
    %16 = rn.linear %13, %14 bias(%15) : (tensor<?x32x1x1xf32, #rn.blocked<16>>, tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>, tensor<10xf32, #rn.blocked<16>>) -> tensor<?x10xf32>
    return %16 : tensor<?x10xf32>
  }
  func.func @grad(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}, %arg1: tensor<?xi64> {rn.binding = #rn.binding<labels>}) -> (tensor<2xf32> {rn.binding = #rn.binding<output>}, tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>> {rn.gradient_of = "conv1.weight"}, tensor<16xf32, #rn.blocked<16>> {rn.gradient_of = "bn1.weight"}, tensor<16xf32, #rn.blocked<16>> {rn.gradient_of = "bn1.bias"}, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>> {rn.gradient_of = "layer1.0.conv1.weight"}, tensor<16xf32, #rn.blocked<16>> {rn.gradient_of = "layer1.0.bn1.weight"}, tensor<16xf32, #rn.blocked<16>> {rn.gradient_of = "layer1.0.bn1.bias"}, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>> {rn.gradient_of = "layer1.0.conv2.weight"}, tensor<16xf32, #rn.blocked<16>> {rn.gradient_of = "layer1.0.bn2.weight"}, tensor<16xf32, #rn.blocked<16>> {rn.gradient_of = "layer1.0.bn2.bias"}, tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>> {rn.gradient_of = "layer2.0.conv1.weight"}, tensor<32xf32, #rn.blocked<16>> {rn.gradient_of = "layer2.0.bn1.weight"}, tensor<32xf32, #rn.blocked<16>> {rn.gradient_of = "layer2.0.bn1.bias"}, tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>> {rn.gradient_of = "layer2.0.conv2.weight"}, tensor<32xf32, #rn.blocked<16>> {rn.gradient_of = "layer2.0.bn2.weight"}, tensor<32xf32, #rn.blocked<16>> {rn.gradient_of = "layer2.0.bn2.bias"}, tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>> {rn.gradient_of = "fc.weight"}, tensor<10xf32, #rn.blocked<16>> {rn.gradient_of = "fc.bias"}) {
    %0 = rn.constant dense<2.500000e+00> : tensor<1xf32, #rn.blocked<16>>
    %1 = rn.constant dense<-7.500000e-01> : tensor<1xf32, #rn.blocked<16>>
    %2 = rn.read @conv1.weight : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
    %output, %sums = rn.conv %arg0, %2 pre(%0, %1) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>, tensor<1xf32, #rn.blocked<16>>, tensor<1xf32, #rn.blocked<16>>) -> (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>)
    %3 = rn.read @bn1.weight : tensor<16xf32, #rn.blocked<16>>
    %4 = rn.read @bn1.bias : tensor<16xf32, #rn.blocked<16>>
    %mean, %variance, %scale, %shift = rn.bn_finalize(%sums, %3, %4) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %5 = rn.apply %output affine(%scale, %shift) {relu, rn.declined = ["read by rn.apply, rn.conv, rn.conv_grad_weight, not all of which take scale and shift on their way in"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %6 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %output_0, %sums_1 = rn.conv %5, %6 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>) -> (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>)
    %7 = rn.read @layer1.0.bn1.weight : tensor<16xf32, #rn.blocked<16>>
    %8 = rn.read @layer1.0.bn1.bias : tensor<16xf32, #rn.blocked<16>>
    %mean_2, %variance_3, %scale_4, %shift_5 = rn.bn_finalize(%sums_1, %7, %8) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %9 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %output_6, %sums_7 = rn.conv %output_0, %9 pre(%scale_4, %shift_5) {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>)
    %10 = rn.read @layer1.0.bn2.weight : tensor<16xf32, #rn.blocked<16>>
    %11 = rn.read @layer1.0.bn2.bias : tensor<16xf32, #rn.blocked<16>>
    %mean_8, %variance_9, %scale_10, %shift_11 = rn.bn_finalize(%sums_7, %10, %11) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %12 = rn.apply %output_6 affine(%scale_10, %shift_11) plus %5 {relu, rn.declined = ["a sum of two maps has no place on the way into a kernel; read by rn.conv, rn.conv_grad_weight, rn.grad_stats, rn.subsample_pad"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %13 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
    %output_12, %sums_13 = rn.conv %12, %13 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>) -> (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>)
    %14 = rn.read @layer2.0.bn1.weight : tensor<32xf32, #rn.blocked<16>>
    %15 = rn.read @layer2.0.bn1.bias : tensor<32xf32, #rn.blocked<16>>
    %mean_14, %variance_15, %scale_16, %shift_17 = rn.bn_finalize(%sums_13, %14, %15) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    %16 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
    %output_18, %sums_19 = rn.conv %output_12, %16 pre(%scale_16, %shift_17) {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>)
    %17 = rn.read @layer2.0.bn2.weight : tensor<32xf32, #rn.blocked<16>>
    %18 = rn.read @layer2.0.bn2.bias : tensor<32xf32, #rn.blocked<16>>
    %mean_20, %variance_21, %scale_22, %shift_23 = rn.bn_finalize(%sums_19, %17, %18) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    %19 = rn.subsample_pad(%12) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %20 = rn.apply %output_18 affine(%scale_22, %shift_23) plus %19 {relu, rn.declined = ["a sum of two maps has no place on the way into a kernel; read by rn.avg_pool, rn.grad_stats"]} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %21 = rn.avg_pool(%20) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<?x32x1x1xf32, #rn.blocked<16>>
    %22 = rn.read @fc.weight : tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>
    %23 = rn.read @fc.bias : tensor<10xf32, #rn.blocked<16>>
    %24 = rn.linear %21, %22 bias(%23) : (tensor<?x32x1x1xf32, #rn.blocked<16>>, tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>, tensor<10xf32, #rn.blocked<16>>) -> tensor<?x10xf32>
    %gradient, %rows = rn.softmax_cross_entropy(%24, %arg1) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
    %25 = rn.mean_rows(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
    %26 = rn.transpose_filter(%22) : (tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>) -> tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>
    %27 = rn.linear_grad_input(%gradient, %26) : (tensor<?x10xf32>, tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>) -> tensor<?x32x1x1xf32, #rn.blocked<16>>
    %28 = rn.linear_grad_weight(%21, %gradient) : (tensor<?x32x1x1xf32, #rn.blocked<16>>, tensor<?x10xf32>) -> tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>
    %29 = rn.linear_grad_bias(%gradient) : (tensor<?x10xf32>) -> tensor<10xf32, #rn.blocked<16>>
    %30 = rn.avg_pool_grad(%27) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x1x1xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %sums_24, %masked = rn.grad_stats %30, %output_18, %mean_20 where(%20) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>, tensor<?x32x4x4xf32, #rn.blocked<16>>)
    %31 = rn.subsample_pad_grad %masked {strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %weight_gradient, %bias_gradient, %a, %b, %c = rn.bn_grad_finalize(%sums_24, %mean_20, %variance_21, %17) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    %32 = rn.bn_grad_apply %masked, %output_18, %a, %b, %c {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %33 = rn.transpose_filter(%16) : (tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>) -> tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>
    %34 = rn.conv_grad_input %32, %33 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %35 = rn.conv_grad_weight %output_12 pre(%scale_16, %shift_17), %32 {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
    %sums_25 = rn.grad_stats %34, %output_12, %mean_14 where_affine(%scale_16, %shift_17) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>
    %weight_gradient_26, %bias_gradient_27, %a_28, %b_29, %c_30 = rn.bn_grad_finalize(%sums_25, %mean_14, %variance_15, %14) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    %36 = rn.bn_grad_apply %34, %output_12 where_affine(%scale_16, %shift_17), %a_28, %b_29, %c_30 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %37 = rn.conv_grad_weight %12, %36 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
    %38 = rn.transpose_filter(%13) : (tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>) -> tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>
    %39 = rn.conv_grad_input %36, %38 plus(%31) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %sums_31, %masked_32 = rn.grad_stats %39, %output_6, %mean_8 where(%12) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>, tensor<?x16x8x8xf32, #rn.blocked<16>>)
    %weight_gradient_33, %bias_gradient_34, %a_35, %b_36, %c_37 = rn.bn_grad_finalize(%sums_31, %mean_8, %variance_9, %10) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %40 = rn.bn_grad_apply %masked_32, %output_6, %a_35, %b_36, %c_37 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %41 = rn.transpose_filter(%9) : (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>) -> tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>
    %42 = rn.conv_grad_input %40, %41 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %43 = rn.conv_grad_weight %output_0 pre(%scale_4, %shift_5), %40 {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %sums_38 = rn.grad_stats %42, %output_0, %mean_2 where_affine(%scale_4, %shift_5) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>
    %weight_gradient_39, %bias_gradient_40, %a_41, %b_42, %c_43 = rn.bn_grad_finalize(%sums_38, %mean_2, %variance_3, %7) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %44 = rn.bn_grad_apply %42, %output_0 where_affine(%scale_4, %shift_5), %a_41, %b_42, %c_43 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %45 = rn.conv_grad_weight %5, %44 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %46 = rn.transpose_filter(%6) : (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>) -> tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>
    %47 = rn.conv_grad_input %44, %46 plus(%masked_32) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %sums_44 = rn.grad_stats %47, %output, %mean where_affine(%scale, %shift) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>
    %weight_gradient_45, %bias_gradient_46, %a_47, %b_48, %c_49 = rn.bn_grad_finalize(%sums_44, %mean, %variance, %3) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %48 = rn.bn_grad_apply %47, %output where_affine(%scale, %shift), %a_47, %b_48, %c_49 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %49 = rn.conv_grad_weight %arg0 pre(%0, %1), %48 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<1xf32, #rn.blocked<16>>, tensor<1xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
    return %25, %49, %weight_gradient_45, %bias_gradient_46, %45, %weight_gradient_39, %bias_gradient_40, %43, %weight_gradient_33, %bias_gradient_34, %37, %weight_gradient_26, %bias_gradient_27, %35, %weight_gradient, %bias_gradient, %28, %29 : tensor<2xf32>, tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>, tensor<10xf32, #rn.blocked<16>>
  }
  func.func @train(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}, %arg1: tensor<?xi64> {rn.binding = #rn.binding<labels>}, %arg2: tensor<4xf32> {rn.binding = #rn.binding<hyper>}) -> (tensor<2xf32> {rn.binding = #rn.binding<output>}) {
    %0 = rn.constant dense<2.500000e+00> : tensor<1xf32, #rn.blocked<16>>
    %1 = rn.constant dense<-7.500000e-01> : tensor<1xf32, #rn.blocked<16>>
    %2 = rn.read @conv1.weight : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
    %output, %sums = rn.conv %arg0, %2 pre(%0, %1) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>, tensor<1xf32, #rn.blocked<16>>, tensor<1xf32, #rn.blocked<16>>) -> (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>)
    %3 = rn.read @bn1.weight : tensor<16xf32, #rn.blocked<16>>
    %4 = rn.read @bn1.bias : tensor<16xf32, #rn.blocked<16>>
    %5 = rn.read @bn1.running_mean : tensor<16xf32, #rn.blocked<16>>
    %6 = rn.read @bn1.running_var : tensor<16xf32, #rn.blocked<16>>
    %mean, %variance, %scale, %shift = rn.bn_finalize(%sums, %3, %4) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %new_mean, %new_variance = rn.bn_running(%mean, %variance, %5, %6, %output) {momentum = 1.000000e-01 : f64} : (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %7 = rn.apply %output affine(%scale, %shift) {relu, rn.declined = ["read by rn.apply, rn.conv, rn.conv_grad_weight, not all of which take scale and shift on their way in"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %8 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %output_0, %sums_1 = rn.conv %7, %8 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>) -> (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>)
    %9 = rn.read @layer1.0.bn1.weight : tensor<16xf32, #rn.blocked<16>>
    %10 = rn.read @layer1.0.bn1.bias : tensor<16xf32, #rn.blocked<16>>
    %11 = rn.read @layer1.0.bn1.running_mean : tensor<16xf32, #rn.blocked<16>>
    %12 = rn.read @layer1.0.bn1.running_var : tensor<16xf32, #rn.blocked<16>>
    %mean_2, %variance_3, %scale_4, %shift_5 = rn.bn_finalize(%sums_1, %9, %10) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %new_mean_6, %new_variance_7 = rn.bn_running(%mean_2, %variance_3, %11, %12, %output_0) {momentum = 1.000000e-01 : f64} : (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %13 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %output_8, %sums_9 = rn.conv %output_0, %13 pre(%scale_4, %shift_5) {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>)
    %14 = rn.read @layer1.0.bn2.weight : tensor<16xf32, #rn.blocked<16>>
    %15 = rn.read @layer1.0.bn2.bias : tensor<16xf32, #rn.blocked<16>>
    %16 = rn.read @layer1.0.bn2.running_mean : tensor<16xf32, #rn.blocked<16>>
    %17 = rn.read @layer1.0.bn2.running_var : tensor<16xf32, #rn.blocked<16>>
    %mean_10, %variance_11, %scale_12, %shift_13 = rn.bn_finalize(%sums_9, %14, %15) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %new_mean_14, %new_variance_15 = rn.bn_running(%mean_10, %variance_11, %16, %17, %output_8) {momentum = 1.000000e-01 : f64} : (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %18 = rn.apply %output_8 affine(%scale_12, %shift_13) plus %7 {relu, rn.declined = ["a sum of two maps has no place on the way into a kernel; read by rn.conv, rn.conv_grad_weight, rn.grad_stats, rn.subsample_pad"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %19 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
    %output_16, %sums_17 = rn.conv %18, %19 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>) -> (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>)
    %20 = rn.read @layer2.0.bn1.weight : tensor<32xf32, #rn.blocked<16>>
    %21 = rn.read @layer2.0.bn1.bias : tensor<32xf32, #rn.blocked<16>>
    %22 = rn.read @layer2.0.bn1.running_mean : tensor<32xf32, #rn.blocked<16>>
    %23 = rn.read @layer2.0.bn1.running_var : tensor<32xf32, #rn.blocked<16>>
    %mean_18, %variance_19, %scale_20, %shift_21 = rn.bn_finalize(%sums_17, %20, %21) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    %new_mean_22, %new_variance_23 = rn.bn_running(%mean_18, %variance_19, %22, %23, %output_16) {momentum = 1.000000e-01 : f64} : (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    %24 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
    %output_24, %sums_25 = rn.conv %output_16, %24 pre(%scale_20, %shift_21) {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>)
    %25 = rn.read @layer2.0.bn2.weight : tensor<32xf32, #rn.blocked<16>>
    %26 = rn.read @layer2.0.bn2.bias : tensor<32xf32, #rn.blocked<16>>
    %27 = rn.read @layer2.0.bn2.running_mean : tensor<32xf32, #rn.blocked<16>>
    %28 = rn.read @layer2.0.bn2.running_var : tensor<32xf32, #rn.blocked<16>>
    %mean_26, %variance_27, %scale_28, %shift_29 = rn.bn_finalize(%sums_25, %25, %26) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    %new_mean_30, %new_variance_31 = rn.bn_running(%mean_26, %variance_27, %27, %28, %output_24) {momentum = 1.000000e-01 : f64} : (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    %29 = rn.subsample_pad(%18) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %30 = rn.apply %output_24 affine(%scale_28, %shift_29) plus %29 {relu, rn.declined = ["a sum of two maps has no place on the way into a kernel; read by rn.avg_pool, rn.grad_stats"]} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %31 = rn.avg_pool(%30) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<?x32x1x1xf32, #rn.blocked<16>>
    %32 = rn.read @fc.weight : tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>
    %33 = rn.read @fc.bias : tensor<10xf32, #rn.blocked<16>>
    %34 = rn.linear %31, %32 bias(%33) : (tensor<?x32x1x1xf32, #rn.blocked<16>>, tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>, tensor<10xf32, #rn.blocked<16>>) -> tensor<?x10xf32>
    %gradient, %rows = rn.softmax_cross_entropy(%34, %arg1) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
    %35 = rn.mean_rows(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
    %36 = rn.transpose_filter(%32) : (tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>) -> tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>
    %37 = rn.linear_grad_input(%gradient, %36) : (tensor<?x10xf32>, tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>) -> tensor<?x32x1x1xf32, #rn.blocked<16>>
    %38 = rn.linear_grad_weight(%31, %gradient) : (tensor<?x32x1x1xf32, #rn.blocked<16>>, tensor<?x10xf32>) -> tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>
    %39 = rn.linear_grad_bias(%gradient) : (tensor<?x10xf32>) -> tensor<10xf32, #rn.blocked<16>>
    %40 = rn.avg_pool_grad(%37) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x1x1xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %sums_32, %masked = rn.grad_stats %40, %output_24, %mean_26 where(%30) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>, tensor<?x32x4x4xf32, #rn.blocked<16>>)
    %41 = rn.subsample_pad_grad %masked {strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %weight_gradient, %bias_gradient, %a, %b, %c = rn.bn_grad_finalize(%sums_32, %mean_26, %variance_27, %25) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    %42 = rn.bn_grad_apply %masked, %output_24, %a, %b, %c {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %43 = rn.transpose_filter(%24) : (tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>) -> tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>
    %44 = rn.conv_grad_input %42, %43 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %45 = rn.conv_grad_weight %output_16 pre(%scale_20, %shift_21), %42 {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
    %sums_33 = rn.grad_stats %44, %output_16, %mean_18 where_affine(%scale_20, %shift_21) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>
    %weight_gradient_34, %bias_gradient_35, %a_36, %b_37, %c_38 = rn.bn_grad_finalize(%sums_33, %mean_18, %variance_19, %20) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    %46 = rn.bn_grad_apply %44, %output_16 where_affine(%scale_20, %shift_21), %a_36, %b_37, %c_38 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>) -> tensor<?x32x4x4xf32, #rn.blocked<16>>
    %47 = rn.conv_grad_weight %18, %46 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x32x4x4xf32, #rn.blocked<16>>) -> tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
    %48 = rn.transpose_filter(%19) : (tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>) -> tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>
    %49 = rn.conv_grad_input %46, %48 plus(%41) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32, #rn.blocked<16>>, tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %sums_39, %masked_40 = rn.grad_stats %49, %output_8, %mean_10 where(%18) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>, tensor<?x16x8x8xf32, #rn.blocked<16>>)
    %weight_gradient_41, %bias_gradient_42, %a_43, %b_44, %c_45 = rn.bn_grad_finalize(%sums_39, %mean_10, %variance_11, %14) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %50 = rn.bn_grad_apply %masked_40, %output_8, %a_43, %b_44, %c_45 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %51 = rn.transpose_filter(%13) : (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>) -> tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>
    %52 = rn.conv_grad_input %50, %51 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %53 = rn.conv_grad_weight %output_0 pre(%scale_4, %shift_5), %50 {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %sums_46 = rn.grad_stats %52, %output_0, %mean_2 where_affine(%scale_4, %shift_5) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>
    %weight_gradient_47, %bias_gradient_48, %a_49, %b_50, %c_51 = rn.bn_grad_finalize(%sums_46, %mean_2, %variance_3, %9) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %54 = rn.bn_grad_apply %52, %output_0 where_affine(%scale_4, %shift_5), %a_49, %b_50, %c_51 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %55 = rn.conv_grad_weight %7, %54 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %56 = rn.transpose_filter(%8) : (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>) -> tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>
    %57 = rn.conv_grad_input %54, %56 plus(%masked_40) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %sums_52 = rn.grad_stats %57, %output, %mean where_affine(%scale, %shift) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>
    %weight_gradient_53, %bias_gradient_54, %a_55, %b_56, %c_57 = rn.bn_grad_finalize(%sums_52, %mean, %variance, %3) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    %58 = rn.bn_grad_apply %57, %output where_affine(%scale, %shift), %a_55, %b_56, %c_57 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>) -> tensor<?x16x8x8xf32, #rn.blocked<16>>
    %59 = rn.conv_grad_weight %arg0 pre(%0, %1), %58 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<1xf32, #rn.blocked<16>>, tensor<1xf32, #rn.blocked<16>>, tensor<?x16x8x8xf32, #rn.blocked<16>>) -> tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
    rn.write @bn1.running_mean, %new_mean : tensor<16xf32, #rn.blocked<16>>
    rn.write @bn1.running_var, %new_variance : tensor<16xf32, #rn.blocked<16>>
    rn.write @layer1.0.bn1.running_mean, %new_mean_6 : tensor<16xf32, #rn.blocked<16>>
    rn.write @layer1.0.bn1.running_var, %new_variance_7 : tensor<16xf32, #rn.blocked<16>>
    rn.write @layer1.0.bn2.running_mean, %new_mean_14 : tensor<16xf32, #rn.blocked<16>>
    rn.write @layer1.0.bn2.running_var, %new_variance_15 : tensor<16xf32, #rn.blocked<16>>
    rn.write @layer2.0.bn1.running_mean, %new_mean_22 : tensor<32xf32, #rn.blocked<16>>
    rn.write @layer2.0.bn1.running_var, %new_variance_23 : tensor<32xf32, #rn.blocked<16>>
    rn.write @layer2.0.bn2.running_mean, %new_mean_30 : tensor<32xf32, #rn.blocked<16>>
    rn.write @layer2.0.bn2.running_var, %new_variance_31 : tensor<32xf32, #rn.blocked<16>>
    %60 = rn.read @momentum.conv1.weight : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
    %new_parameter, %new_velocity = rn.sgd(%2, %60, %59, %arg2) : (tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>, tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>, tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>, tensor<4xf32>) -> (tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>, tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>)
    rn.write @conv1.weight, %new_parameter : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
    rn.write @momentum.conv1.weight, %new_velocity : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>
    %61 = rn.read @momentum.bn1.weight : tensor<16xf32, #rn.blocked<16>>
    %new_parameter_58, %new_velocity_59 = rn.sgd(%3, %61, %weight_gradient_53, %arg2) : (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    rn.write @bn1.weight, %new_parameter_58 : tensor<16xf32, #rn.blocked<16>>
    rn.write @momentum.bn1.weight, %new_velocity_59 : tensor<16xf32, #rn.blocked<16>>
    %62 = rn.read @momentum.bn1.bias : tensor<16xf32, #rn.blocked<16>>
    %new_parameter_60, %new_velocity_61 = rn.sgd(%4, %62, %bias_gradient_54, %arg2) : (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    rn.write @bn1.bias, %new_parameter_60 : tensor<16xf32, #rn.blocked<16>>
    rn.write @momentum.bn1.bias, %new_velocity_61 : tensor<16xf32, #rn.blocked<16>>
    %63 = rn.read @momentum.layer1.0.conv1.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %new_parameter_62, %new_velocity_63 = rn.sgd(%8, %63, %55, %arg2) : (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<4xf32>) -> (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>)
    rn.write @layer1.0.conv1.weight, %new_parameter_62 : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    rn.write @momentum.layer1.0.conv1.weight, %new_velocity_63 : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %64 = rn.read @momentum.layer1.0.bn1.weight : tensor<16xf32, #rn.blocked<16>>
    %new_parameter_64, %new_velocity_65 = rn.sgd(%9, %64, %weight_gradient_47, %arg2) : (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    rn.write @layer1.0.bn1.weight, %new_parameter_64 : tensor<16xf32, #rn.blocked<16>>
    rn.write @momentum.layer1.0.bn1.weight, %new_velocity_65 : tensor<16xf32, #rn.blocked<16>>
    %65 = rn.read @momentum.layer1.0.bn1.bias : tensor<16xf32, #rn.blocked<16>>
    %new_parameter_66, %new_velocity_67 = rn.sgd(%10, %65, %bias_gradient_48, %arg2) : (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    rn.write @layer1.0.bn1.bias, %new_parameter_66 : tensor<16xf32, #rn.blocked<16>>
    rn.write @momentum.layer1.0.bn1.bias, %new_velocity_67 : tensor<16xf32, #rn.blocked<16>>
    %66 = rn.read @momentum.layer1.0.conv2.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %new_parameter_68, %new_velocity_69 = rn.sgd(%13, %66, %53, %arg2) : (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<4xf32>) -> (tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>, tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>)
    rn.write @layer1.0.conv2.weight, %new_parameter_68 : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    rn.write @momentum.layer1.0.conv2.weight, %new_velocity_69 : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>
    %67 = rn.read @momentum.layer1.0.bn2.weight : tensor<16xf32, #rn.blocked<16>>
    %new_parameter_70, %new_velocity_71 = rn.sgd(%14, %67, %weight_gradient_41, %arg2) : (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    rn.write @layer1.0.bn2.weight, %new_parameter_70 : tensor<16xf32, #rn.blocked<16>>
    rn.write @momentum.layer1.0.bn2.weight, %new_velocity_71 : tensor<16xf32, #rn.blocked<16>>
    %68 = rn.read @momentum.layer1.0.bn2.bias : tensor<16xf32, #rn.blocked<16>>
    %new_parameter_72, %new_velocity_73 = rn.sgd(%15, %68, %bias_gradient_42, %arg2) : (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<16xf32, #rn.blocked<16>>, tensor<16xf32, #rn.blocked<16>>)
    rn.write @layer1.0.bn2.bias, %new_parameter_72 : tensor<16xf32, #rn.blocked<16>>
    rn.write @momentum.layer1.0.bn2.bias, %new_velocity_73 : tensor<16xf32, #rn.blocked<16>>
    %69 = rn.read @momentum.layer2.0.conv1.weight : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
    %new_parameter_74, %new_velocity_75 = rn.sgd(%19, %69, %47, %arg2) : (tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>, tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>, tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>, tensor<4xf32>) -> (tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>, tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>)
    rn.write @layer2.0.conv1.weight, %new_parameter_74 : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
    rn.write @momentum.layer2.0.conv1.weight, %new_velocity_75 : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>
    %70 = rn.read @momentum.layer2.0.bn1.weight : tensor<32xf32, #rn.blocked<16>>
    %new_parameter_76, %new_velocity_77 = rn.sgd(%20, %70, %weight_gradient_34, %arg2) : (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    rn.write @layer2.0.bn1.weight, %new_parameter_76 : tensor<32xf32, #rn.blocked<16>>
    rn.write @momentum.layer2.0.bn1.weight, %new_velocity_77 : tensor<32xf32, #rn.blocked<16>>
    %71 = rn.read @momentum.layer2.0.bn1.bias : tensor<32xf32, #rn.blocked<16>>
    %new_parameter_78, %new_velocity_79 = rn.sgd(%21, %71, %bias_gradient_35, %arg2) : (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    rn.write @layer2.0.bn1.bias, %new_parameter_78 : tensor<32xf32, #rn.blocked<16>>
    rn.write @momentum.layer2.0.bn1.bias, %new_velocity_79 : tensor<32xf32, #rn.blocked<16>>
    %72 = rn.read @momentum.layer2.0.conv2.weight : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
    %new_parameter_80, %new_velocity_81 = rn.sgd(%24, %72, %45, %arg2) : (tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>, tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>, tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>, tensor<4xf32>) -> (tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>, tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>)
    rn.write @layer2.0.conv2.weight, %new_parameter_80 : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
    rn.write @momentum.layer2.0.conv2.weight, %new_velocity_81 : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>
    %73 = rn.read @momentum.layer2.0.bn2.weight : tensor<32xf32, #rn.blocked<16>>
    %new_parameter_82, %new_velocity_83 = rn.sgd(%25, %73, %weight_gradient, %arg2) : (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    rn.write @layer2.0.bn2.weight, %new_parameter_82 : tensor<32xf32, #rn.blocked<16>>
    rn.write @momentum.layer2.0.bn2.weight, %new_velocity_83 : tensor<32xf32, #rn.blocked<16>>
    %74 = rn.read @momentum.layer2.0.bn2.bias : tensor<32xf32, #rn.blocked<16>>
    %new_parameter_84, %new_velocity_85 = rn.sgd(%26, %74, %bias_gradient, %arg2) : (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<32xf32, #rn.blocked<16>>, tensor<32xf32, #rn.blocked<16>>)
    rn.write @layer2.0.bn2.bias, %new_parameter_84 : tensor<32xf32, #rn.blocked<16>>
    rn.write @momentum.layer2.0.bn2.bias, %new_velocity_85 : tensor<32xf32, #rn.blocked<16>>
    %75 = rn.read @momentum.fc.weight : tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>
    %new_parameter_86, %new_velocity_87 = rn.sgd(%32, %75, %38, %arg2) : (tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>, tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>, tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>, tensor<4xf32>) -> (tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>, tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>)
    rn.write @fc.weight, %new_parameter_86 : tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>
    rn.write @momentum.fc.weight, %new_velocity_87 : tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>
    %76 = rn.read @momentum.fc.bias : tensor<10xf32, #rn.blocked<16>>
    %new_parameter_88, %new_velocity_89 = rn.sgd(%33, %76, %39, %arg2) : (tensor<10xf32, #rn.blocked<16>>, tensor<10xf32, #rn.blocked<16>>, tensor<10xf32, #rn.blocked<16>>, tensor<4xf32>) -> (tensor<10xf32, #rn.blocked<16>>, tensor<10xf32, #rn.blocked<16>>)
    rn.write @fc.bias, %new_parameter_88 : tensor<10xf32, #rn.blocked<16>>
    rn.write @momentum.fc.bias, %new_velocity_89 : tensor<10xf32, #rn.blocked<16>>
    return %35 : tensor<2xf32>
  }
}
