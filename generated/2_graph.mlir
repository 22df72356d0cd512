// made by: resnetc generated/two_blocks.dsl --mode=train -march=x86-64-v4 --batch=1 --emit=graph
module attributes {rn.input_shape = array<i64: 1, 8, 8>, rn.mode = "train", rn.multiply_adds = 525632 : i64, rn.name = "two_blocks", rn.network_hash = "6593d03a6fbce5f7", rn.output_shape = array<i64: 10>} {
  rn.variable @conv1.weight  conv_weight trainable : tensor<16x1x3x3xf32>
  rn.variable @bn1.weight  bn_weight trainable : tensor<16xf32> {initial = 1.000000e+00 : f64}
  rn.variable @bn1.bias  bn_bias trainable : tensor<16xf32>
  rn.variable @bn1.running_mean  running_mean : tensor<16xf32>
  rn.variable @bn1.running_var  running_var : tensor<16xf32> {initial = 1.000000e+00 : f64}
  rn.variable @layer1.0.conv1.weight  conv_weight trainable : tensor<16x16x3x3xf32>
  rn.variable @layer1.0.bn1.weight  bn_weight trainable : tensor<16xf32> {initial = 1.000000e+00 : f64}
  rn.variable @layer1.0.bn1.bias  bn_bias trainable : tensor<16xf32>
  rn.variable @layer1.0.bn1.running_mean  running_mean : tensor<16xf32>
  rn.variable @layer1.0.bn1.running_var  running_var : tensor<16xf32> {initial = 1.000000e+00 : f64}
  rn.variable @layer1.0.conv2.weight  conv_weight trainable : tensor<16x16x3x3xf32>
  rn.variable @layer1.0.bn2.weight  bn_weight trainable : tensor<16xf32> {initial = 1.000000e+00 : f64}
  rn.variable @layer1.0.bn2.bias  bn_bias trainable : tensor<16xf32>
  rn.variable @layer1.0.bn2.running_mean  running_mean : tensor<16xf32>
  rn.variable @layer1.0.bn2.running_var  running_var : tensor<16xf32> {initial = 1.000000e+00 : f64}
  rn.variable @layer2.0.conv1.weight  conv_weight trainable : tensor<32x16x3x3xf32>
  rn.variable @layer2.0.bn1.weight  bn_weight trainable : tensor<32xf32> {initial = 1.000000e+00 : f64}
  rn.variable @layer2.0.bn1.bias  bn_bias trainable : tensor<32xf32>
  rn.variable @layer2.0.bn1.running_mean  running_mean : tensor<32xf32>
  rn.variable @layer2.0.bn1.running_var  running_var : tensor<32xf32> {initial = 1.000000e+00 : f64}
  rn.variable @layer2.0.conv2.weight  conv_weight trainable : tensor<32x32x3x3xf32>
  rn.variable @layer2.0.bn2.weight  bn_weight trainable : tensor<32xf32> {initial = 1.000000e+00 : f64}
  rn.variable @layer2.0.bn2.bias  bn_bias trainable : tensor<32xf32>
  rn.variable @layer2.0.bn2.running_mean  running_mean : tensor<32xf32>
  rn.variable @layer2.0.bn2.running_var  running_var : tensor<32xf32> {initial = 1.000000e+00 : f64}
  rn.variable @fc.weight  linear_weight trainable : tensor<10x32xf32>
  rn.variable @fc.bias  bias trainable : tensor<10xf32>
  func.func @infer(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}) -> (tensor<?x10xf32> {rn.binding = #rn.binding<output>}) {
    %0 = rn.normalize(%arg0) {mean = array<f64: 3.000000e-01>, std = array<f64: 4.000000e-01>} : (tensor<?x1x8x8xf32>) -> tensor<?x1x8x8xf32>
    %1 = rn.read @conv1.weight : tensor<16x1x3x3xf32>
    %output = rn.conv %0, %1 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32>) -> tensor<?x16x8x8xf32>
    %2 = rn.read @bn1.weight : tensor<16xf32>
    %3 = rn.read @bn1.bias : tensor<16xf32>
    %4 = rn.read @bn1.running_mean : tensor<16xf32>
    %5 = rn.read @bn1.running_var : tensor<16xf32>
    %6 = rn.batch_norm(%output, %2, %3, %4, %5) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %7 = rn.relu(%6) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %8 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %output_0 = rn.conv %7, %8 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %9 = rn.read @layer1.0.bn1.weight : tensor<16xf32>
    %10 = rn.read @layer1.0.bn1.bias : tensor<16xf32>
    %11 = rn.read @layer1.0.bn1.running_mean : tensor<16xf32>
    %12 = rn.read @layer1.0.bn1.running_var : tensor<16xf32>
    %13 = rn.batch_norm(%output_0, %9, %10, %11, %12) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %14 = rn.relu(%13) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %15 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %output_1 = rn.conv %14, %15 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %16 = rn.read @layer1.0.bn2.weight : tensor<16xf32>
    %17 = rn.read @layer1.0.bn2.bias : tensor<16xf32>
    %18 = rn.read @layer1.0.bn2.running_mean : tensor<16xf32>
    %19 = rn.read @layer1.0.bn2.running_var : tensor<16xf32>
    %20 = rn.batch_norm(%output_1, %16, %17, %18, %19) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %21 = rn.add(%20, %7) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %22 = rn.relu(%21) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %23 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %output_2 = rn.conv %22, %23 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<32x16x3x3xf32>) -> tensor<?x32x4x4xf32>
    %24 = rn.read @layer2.0.bn1.weight : tensor<32xf32>
    %25 = rn.read @layer2.0.bn1.bias : tensor<32xf32>
    %26 = rn.read @layer2.0.bn1.running_mean : tensor<32xf32>
    %27 = rn.read @layer2.0.bn1.running_var : tensor<32xf32>
    %28 = rn.batch_norm(%output_2, %24, %25, %26, %27) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x32x4x4xf32>
    %29 = rn.relu(%28) : (tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %30 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %output_3 = rn.conv %29, %30 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %31 = rn.read @layer2.0.bn2.weight : tensor<32xf32>
    %32 = rn.read @layer2.0.bn2.bias : tensor<32xf32>
    %33 = rn.read @layer2.0.bn2.running_mean : tensor<32xf32>
    %34 = rn.read @layer2.0.bn2.running_var : tensor<32xf32>
    %35 = rn.batch_norm(%output_3, %31, %32, %33, %34) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x32x4x4xf32>
    %36 = rn.subsample_pad(%22) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>) -> tensor<?x32x4x4xf32>
    %37 = rn.add(%35, %36) : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %38 = rn.relu(%37) : (tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %39 = rn.avg_pool(%38) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32>) -> tensor<?x32x1x1xf32>
    %40 = rn.read @fc.weight : tensor<10x32xf32>
    %41 = rn.read @fc.bias : tensor<10xf32>
    %42 = rn.linear %39, %40 bias(%41) : (tensor<?x32x1x1xf32>, tensor<10x32xf32>, tensor<10xf32>) -> tensor<?x10xf32>
    return %42 : tensor<?x10xf32>
  }
  func.func @loss(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}, %arg1: tensor<?xi64> {rn.binding = #rn.binding<labels>}) -> (tensor<2xf32> {rn.binding = #rn.binding<output>}) {
    %0 = rn.normalize(%arg0) {mean = array<f64: 3.000000e-01>, std = array<f64: 4.000000e-01>} : (tensor<?x1x8x8xf32>) -> tensor<?x1x8x8xf32>
    %1 = rn.read @conv1.weight : tensor<16x1x3x3xf32>
    %output = rn.conv %0, %1 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32>) -> tensor<?x16x8x8xf32>
    %2 = rn.read @bn1.weight : tensor<16xf32>
    %3 = rn.read @bn1.bias : tensor<16xf32>
    %4 = rn.read @bn1.running_mean : tensor<16xf32>
    %5 = rn.read @bn1.running_var : tensor<16xf32>
    %output_0, %mean, %variance = rn.batch_norm_train(%output, %2, %3) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %6 = rn.bn_unbiased(%variance, %output) : (tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16xf32>
    %new_mean, %new_variance = rn.bn_running(%mean, %6, %4, %5) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @bn1.running_mean, %new_mean : tensor<16xf32>
    rn.write @bn1.running_var, %new_variance : tensor<16xf32>
    %7 = rn.relu(%output_0) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %8 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %output_1 = rn.conv %7, %8 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %9 = rn.read @layer1.0.bn1.weight : tensor<16xf32>
    %10 = rn.read @layer1.0.bn1.bias : tensor<16xf32>
    %11 = rn.read @layer1.0.bn1.running_mean : tensor<16xf32>
    %12 = rn.read @layer1.0.bn1.running_var : tensor<16xf32>
    %output_2, %mean_3, %variance_4 = rn.batch_norm_train(%output_1, %9, %10) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %13 = rn.bn_unbiased(%variance_4, %output_1) : (tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16xf32>
    %new_mean_5, %new_variance_6 = rn.bn_running(%mean_3, %13, %11, %12) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn1.running_mean, %new_mean_5 : tensor<16xf32>
    rn.write @layer1.0.bn1.running_var, %new_variance_6 : tensor<16xf32>
    %14 = rn.relu(%output_2) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %15 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %output_7 = rn.conv %14, %15 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %16 = rn.read @layer1.0.bn2.weight : tensor<16xf32>
    %17 = rn.read @layer1.0.bn2.bias : tensor<16xf32>
    %18 = rn.read @layer1.0.bn2.running_mean : tensor<16xf32>
    %19 = rn.read @layer1.0.bn2.running_var : tensor<16xf32>
    %output_8, %mean_9, %variance_10 = rn.batch_norm_train(%output_7, %16, %17) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %20 = rn.bn_unbiased(%variance_10, %output_7) : (tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16xf32>
    %new_mean_11, %new_variance_12 = rn.bn_running(%mean_9, %20, %18, %19) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn2.running_mean, %new_mean_11 : tensor<16xf32>
    rn.write @layer1.0.bn2.running_var, %new_variance_12 : tensor<16xf32>
    %21 = rn.add(%output_8, %7) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %22 = rn.relu(%21) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %23 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %output_13 = rn.conv %22, %23 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<32x16x3x3xf32>) -> tensor<?x32x4x4xf32>
    %24 = rn.read @layer2.0.bn1.weight : tensor<32xf32>
    %25 = rn.read @layer2.0.bn1.bias : tensor<32xf32>
    %26 = rn.read @layer2.0.bn1.running_mean : tensor<32xf32>
    %27 = rn.read @layer2.0.bn1.running_var : tensor<32xf32>
    %output_14, %mean_15, %variance_16 = rn.batch_norm_train(%output_13, %24, %25) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %28 = rn.bn_unbiased(%variance_16, %output_13) : (tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<32xf32>
    %new_mean_17, %new_variance_18 = rn.bn_running(%mean_15, %28, %26, %27) {momentum = 1.000000e-01 : f64} : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn1.running_mean, %new_mean_17 : tensor<32xf32>
    rn.write @layer2.0.bn1.running_var, %new_variance_18 : tensor<32xf32>
    %29 = rn.relu(%output_14) : (tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %30 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %output_19 = rn.conv %29, %30 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %31 = rn.read @layer2.0.bn2.weight : tensor<32xf32>
    %32 = rn.read @layer2.0.bn2.bias : tensor<32xf32>
    %33 = rn.read @layer2.0.bn2.running_mean : tensor<32xf32>
    %34 = rn.read @layer2.0.bn2.running_var : tensor<32xf32>
    %output_20, %mean_21, %variance_22 = rn.batch_norm_train(%output_19, %31, %32) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %35 = rn.bn_unbiased(%variance_22, %output_19) : (tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<32xf32>
    %new_mean_23, %new_variance_24 = rn.bn_running(%mean_21, %35, %33, %34) {momentum = 1.000000e-01 : f64} : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn2.running_mean, %new_mean_23 : tensor<32xf32>
    rn.write @layer2.0.bn2.running_var, %new_variance_24 : tensor<32xf32>
    %36 = rn.subsample_pad(%22) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>) -> tensor<?x32x4x4xf32>
    %37 = rn.add(%output_20, %36) : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %38 = rn.relu(%37) : (tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %39 = rn.avg_pool(%38) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32>) -> tensor<?x32x1x1xf32>
    %40 = rn.read @fc.weight : tensor<10x32xf32>
    %41 = rn.read @fc.bias : tensor<10xf32>
    %42 = rn.linear %39, %40 bias(%41) : (tensor<?x32x1x1xf32>, tensor<10x32xf32>, tensor<10xf32>) -> tensor<?x10xf32>
    %gradient, %rows = rn.softmax_cross_entropy(%42, %arg1) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
    %43 = rn.reduce_loss(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
    return %43 : tensor<2xf32>
  }
}
