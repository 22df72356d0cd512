// made by: resnetc generated/two_blocks.dsl --mode=train -march=x86-64-v4 --batch=1 --emit=gradient
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
  rn.variable @momentum.conv1.weight  momentum slot_of @conv1.weight : tensor<16x1x3x3xf32>
  rn.variable @momentum.bn1.weight  momentum slot_of @bn1.weight : tensor<16xf32>
  rn.variable @momentum.bn1.bias  momentum slot_of @bn1.bias : tensor<16xf32>
  rn.variable @momentum.layer1.0.conv1.weight  momentum slot_of @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
  rn.variable @momentum.layer1.0.bn1.weight  momentum slot_of @layer1.0.bn1.weight : tensor<16xf32>
  rn.variable @momentum.layer1.0.bn1.bias  momentum slot_of @layer1.0.bn1.bias : tensor<16xf32>
  rn.variable @momentum.layer1.0.conv2.weight  momentum slot_of @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
  rn.variable @momentum.layer1.0.bn2.weight  momentum slot_of @layer1.0.bn2.weight : tensor<16xf32>
  rn.variable @momentum.layer1.0.bn2.bias  momentum slot_of @layer1.0.bn2.bias : tensor<16xf32>
  rn.variable @momentum.layer2.0.conv1.weight  momentum slot_of @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
  rn.variable @momentum.layer2.0.bn1.weight  momentum slot_of @layer2.0.bn1.weight : tensor<32xf32>
  rn.variable @momentum.layer2.0.bn1.bias  momentum slot_of @layer2.0.bn1.bias : tensor<32xf32>
  rn.variable @momentum.layer2.0.conv2.weight  momentum slot_of @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
  rn.variable @momentum.layer2.0.bn2.weight  momentum slot_of @layer2.0.bn2.weight : tensor<32xf32>
  rn.variable @momentum.layer2.0.bn2.bias  momentum slot_of @layer2.0.bn2.bias : tensor<32xf32>
  rn.variable @momentum.fc.weight  momentum slot_of @fc.weight : tensor<10x32xf32>
  rn.variable @momentum.fc.bias  momentum slot_of @fc.bias : tensor<10xf32>
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
  func.func @grad(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}, %arg1: tensor<?xi64> {rn.binding = #rn.binding<labels>}) -> (tensor<2xf32> {rn.binding = #rn.binding<output>}, tensor<16x1x3x3xf32> {rn.gradient_of = "conv1.weight"}, tensor<16xf32> {rn.gradient_of = "bn1.weight"}, tensor<16xf32> {rn.gradient_of = "bn1.bias"}, tensor<16x16x3x3xf32> {rn.gradient_of = "layer1.0.conv1.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn1.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn1.bias"}, tensor<16x16x3x3xf32> {rn.gradient_of = "layer1.0.conv2.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn2.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn2.bias"}, tensor<32x16x3x3xf32> {rn.gradient_of = "layer2.0.conv1.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn1.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn1.bias"}, tensor<32x32x3x3xf32> {rn.gradient_of = "layer2.0.conv2.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn2.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn2.bias"}, tensor<10x32xf32> {rn.gradient_of = "fc.weight"}, tensor<10xf32> {rn.gradient_of = "fc.bias"}, tensor<16xf32> {rn.observation_of = "bn1.running_mean"}, tensor<16xf32> {rn.observation_of = "bn1.running_var"}, tensor<16xf32> {rn.observation_of = "layer1.0.bn1.running_mean"}, tensor<16xf32> {rn.observation_of = "layer1.0.bn1.running_var"}, tensor<16xf32> {rn.observation_of = "layer1.0.bn2.running_mean"}, tensor<16xf32> {rn.observation_of = "layer1.0.bn2.running_var"}, tensor<32xf32> {rn.observation_of = "layer2.0.bn1.running_mean"}, tensor<32xf32> {rn.observation_of = "layer2.0.bn1.running_var"}, tensor<32xf32> {rn.observation_of = "layer2.0.bn2.running_mean"}, tensor<32xf32> {rn.observation_of = "layer2.0.bn2.running_var"}) {
    %0 = rn.normalize(%arg0) {mean = array<f64: 3.000000e-01>, std = array<f64: 4.000000e-01>} : (tensor<?x1x8x8xf32>) -> tensor<?x1x8x8xf32>
    %1 = rn.read @conv1.weight : tensor<16x1x3x3xf32>
    %output = rn.conv %0, %1 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32>) -> tensor<?x16x8x8xf32>
    %2 = rn.read @bn1.weight : tensor<16xf32>
    %3 = rn.read @bn1.bias : tensor<16xf32>
    %output_0, %mean, %variance = rn.batch_norm_train(%output, %2, %3) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %4 = rn.bn_unbiased(%variance, %output) : (tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16xf32>
    %5 = rn.relu(%output_0) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %6 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %output_1 = rn.conv %5, %6 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %7 = rn.read @layer1.0.bn1.weight : tensor<16xf32>
    %8 = rn.read @layer1.0.bn1.bias : tensor<16xf32>
    %output_2, %mean_3, %variance_4 = rn.batch_norm_train(%output_1, %7, %8) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %9 = rn.bn_unbiased(%variance_4, %output_1) : (tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16xf32>
    %10 = rn.relu(%output_2) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %11 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %output_5 = rn.conv %10, %11 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %12 = rn.read @layer1.0.bn2.weight : tensor<16xf32>
    %13 = rn.read @layer1.0.bn2.bias : tensor<16xf32>
    %output_6, %mean_7, %variance_8 = rn.batch_norm_train(%output_5, %12, %13) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %14 = rn.bn_unbiased(%variance_8, %output_5) : (tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16xf32>
    %15 = rn.add(%output_6, %5) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %16 = rn.relu(%15) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %17 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %output_9 = rn.conv %16, %17 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<32x16x3x3xf32>) -> tensor<?x32x4x4xf32>
    %18 = rn.read @layer2.0.bn1.weight : tensor<32xf32>
    %19 = rn.read @layer2.0.bn1.bias : tensor<32xf32>
    %output_10, %mean_11, %variance_12 = rn.batch_norm_train(%output_9, %18, %19) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %20 = rn.bn_unbiased(%variance_12, %output_9) : (tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<32xf32>
    %21 = rn.relu(%output_10) : (tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %22 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %output_13 = rn.conv %21, %22 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %23 = rn.read @layer2.0.bn2.weight : tensor<32xf32>
    %24 = rn.read @layer2.0.bn2.bias : tensor<32xf32>
    %output_14, %mean_15, %variance_16 = rn.batch_norm_train(%output_13, %23, %24) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %25 = rn.bn_unbiased(%variance_16, %output_13) : (tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<32xf32>
    %26 = rn.subsample_pad(%16) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>) -> tensor<?x32x4x4xf32>
    %27 = rn.add(%output_14, %26) : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %28 = rn.relu(%27) : (tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %29 = rn.avg_pool(%28) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32>) -> tensor<?x32x1x1xf32>
    %30 = rn.read @fc.weight : tensor<10x32xf32>
    %31 = rn.read @fc.bias : tensor<10xf32>
    %32 = rn.linear %29, %30 bias(%31) : (tensor<?x32x1x1xf32>, tensor<10x32xf32>, tensor<10xf32>) -> tensor<?x10xf32>
    %gradient, %rows = rn.softmax_cross_entropy(%32, %arg1) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
    %33 = rn.reduce_loss(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
    %34 = rn.linear_grad_input(%gradient, %30) : (tensor<?x10xf32>, tensor<10x32xf32>) -> tensor<?x32x1x1xf32>
    %35 = rn.linear_grad_weight(%29, %gradient) : (tensor<?x32x1x1xf32>, tensor<?x10xf32>) -> tensor<10x32xf32>
    %36 = rn.linear_grad_bias(%gradient) : (tensor<?x10xf32>) -> tensor<10xf32>
    %37 = rn.avg_pool_grad(%34) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x1x1xf32>) -> tensor<?x32x4x4xf32>
    %38 = rn.relu_grad %37, %28 : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %39 = rn.subsample_pad_grad %38 {strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>) -> tensor<?x16x8x8xf32>
    %result, %weight_gradient, %bias_gradient = rn.batch_norm_grad(%38, %output_13, %mean_15, %variance_16, %23) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %40 = rn.conv_grad_input %result, %22 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %41 = rn.conv_grad_weight %21, %result {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<32x32x3x3xf32>
    %42 = rn.relu_grad %40, %21 : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %result_17, %weight_gradient_18, %bias_gradient_19 = rn.batch_norm_grad(%42, %output_9, %mean_11, %variance_12, %18) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %43 = rn.conv_grad_input %result_17, %17 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>, tensor<32x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %44 = rn.conv_grad_weight %16, %result_17 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<?x32x4x4xf32>) -> tensor<32x16x3x3xf32>
    %45 = rn.add_gradients(%39, %43) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %46 = rn.relu_grad %45, %16 : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %result_20, %weight_gradient_21, %bias_gradient_22 = rn.batch_norm_grad(%46, %output_5, %mean_7, %variance_8, %12) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %47 = rn.conv_grad_input %result_20, %11 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %48 = rn.conv_grad_weight %10, %result_20 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %49 = rn.relu_grad %47, %10 : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %result_23, %weight_gradient_24, %bias_gradient_25 = rn.batch_norm_grad(%49, %output_1, %mean_3, %variance_4, %7) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %50 = rn.conv_grad_input %result_23, %6 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %51 = rn.conv_grad_weight %5, %result_23 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %52 = rn.add_gradients(%46, %50) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %53 = rn.relu_grad %52, %5 : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %result_26, %weight_gradient_27, %bias_gradient_28 = rn.batch_norm_grad(%53, %output, %mean, %variance, %2) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %54 = rn.conv_grad_weight %0, %result_26 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x1x3x3xf32>
    return %33, %54, %weight_gradient_27, %bias_gradient_28, %51, %weight_gradient_24, %bias_gradient_25, %48, %weight_gradient_21, %bias_gradient_22, %44, %weight_gradient_18, %bias_gradient_19, %41, %weight_gradient, %bias_gradient, %35, %36, %mean, %4, %mean_3, %9, %mean_7, %14, %mean_11, %20, %mean_15, %25 : tensor<2xf32>, tensor<16x1x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<32x16x3x3xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>, tensor<32xf32>, tensor<10x32xf32>, tensor<10xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>
  }
  func.func @update(%arg0: tensor<16xf32> {rn.observation_of = "bn1.running_mean"}, %arg1: tensor<16xf32> {rn.observation_of = "bn1.running_var"}, %arg2: tensor<16xf32> {rn.observation_of = "layer1.0.bn1.running_mean"}, %arg3: tensor<16xf32> {rn.observation_of = "layer1.0.bn1.running_var"}, %arg4: tensor<16xf32> {rn.observation_of = "layer1.0.bn2.running_mean"}, %arg5: tensor<16xf32> {rn.observation_of = "layer1.0.bn2.running_var"}, %arg6: tensor<32xf32> {rn.observation_of = "layer2.0.bn1.running_mean"}, %arg7: tensor<32xf32> {rn.observation_of = "layer2.0.bn1.running_var"}, %arg8: tensor<32xf32> {rn.observation_of = "layer2.0.bn2.running_mean"}, %arg9: tensor<32xf32> {rn.observation_of = "layer2.0.bn2.running_var"}, %arg10: tensor<16x1x3x3xf32> {rn.gradient_of = "conv1.weight"}, %arg11: tensor<16xf32> {rn.gradient_of = "bn1.weight"}, %arg12: tensor<16xf32> {rn.gradient_of = "bn1.bias"}, %arg13: tensor<16x16x3x3xf32> {rn.gradient_of = "layer1.0.conv1.weight"}, %arg14: tensor<16xf32> {rn.gradient_of = "layer1.0.bn1.weight"}, %arg15: tensor<16xf32> {rn.gradient_of = "layer1.0.bn1.bias"}, %arg16: tensor<16x16x3x3xf32> {rn.gradient_of = "layer1.0.conv2.weight"}, %arg17: tensor<16xf32> {rn.gradient_of = "layer1.0.bn2.weight"}, %arg18: tensor<16xf32> {rn.gradient_of = "layer1.0.bn2.bias"}, %arg19: tensor<32x16x3x3xf32> {rn.gradient_of = "layer2.0.conv1.weight"}, %arg20: tensor<32xf32> {rn.gradient_of = "layer2.0.bn1.weight"}, %arg21: tensor<32xf32> {rn.gradient_of = "layer2.0.bn1.bias"}, %arg22: tensor<32x32x3x3xf32> {rn.gradient_of = "layer2.0.conv2.weight"}, %arg23: tensor<32xf32> {rn.gradient_of = "layer2.0.bn2.weight"}, %arg24: tensor<32xf32> {rn.gradient_of = "layer2.0.bn2.bias"}, %arg25: tensor<10x32xf32> {rn.gradient_of = "fc.weight"}, %arg26: tensor<10xf32> {rn.gradient_of = "fc.bias"}, %arg27: tensor<4xf32> {rn.binding = #rn.binding<hyper>}) {
    %0 = rn.read @bn1.running_mean : tensor<16xf32>
    %1 = rn.read @bn1.running_var : tensor<16xf32>
    %new_mean, %new_variance = rn.bn_running(%arg0, %arg1, %0, %1) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @bn1.running_mean, %new_mean : tensor<16xf32>
    rn.write @bn1.running_var, %new_variance : tensor<16xf32>
    %2 = rn.read @layer1.0.bn1.running_mean : tensor<16xf32>
    %3 = rn.read @layer1.0.bn1.running_var : tensor<16xf32>
    %new_mean_0, %new_variance_1 = rn.bn_running(%arg2, %arg3, %2, %3) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn1.running_mean, %new_mean_0 : tensor<16xf32>
    rn.write @layer1.0.bn1.running_var, %new_variance_1 : tensor<16xf32>
    %4 = rn.read @layer1.0.bn2.running_mean : tensor<16xf32>
    %5 = rn.read @layer1.0.bn2.running_var : tensor<16xf32>
    %new_mean_2, %new_variance_3 = rn.bn_running(%arg4, %arg5, %4, %5) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn2.running_mean, %new_mean_2 : tensor<16xf32>
    rn.write @layer1.0.bn2.running_var, %new_variance_3 : tensor<16xf32>
    %6 = rn.read @layer2.0.bn1.running_mean : tensor<32xf32>
    %7 = rn.read @layer2.0.bn1.running_var : tensor<32xf32>
    %new_mean_4, %new_variance_5 = rn.bn_running(%arg6, %arg7, %6, %7) {momentum = 1.000000e-01 : f64} : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn1.running_mean, %new_mean_4 : tensor<32xf32>
    rn.write @layer2.0.bn1.running_var, %new_variance_5 : tensor<32xf32>
    %8 = rn.read @layer2.0.bn2.running_mean : tensor<32xf32>
    %9 = rn.read @layer2.0.bn2.running_var : tensor<32xf32>
    %new_mean_6, %new_variance_7 = rn.bn_running(%arg8, %arg9, %8, %9) {momentum = 1.000000e-01 : f64} : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn2.running_mean, %new_mean_6 : tensor<32xf32>
    rn.write @layer2.0.bn2.running_var, %new_variance_7 : tensor<32xf32>
    %10 = rn.read @conv1.weight : tensor<16x1x3x3xf32>
    %11 = rn.read @momentum.conv1.weight : tensor<16x1x3x3xf32>
    %new_parameter, %new_velocity = rn.sgd(%10, %11, %arg10, %arg27) : (tensor<16x1x3x3xf32>, tensor<16x1x3x3xf32>, tensor<16x1x3x3xf32>, tensor<4xf32>) -> (tensor<16x1x3x3xf32>, tensor<16x1x3x3xf32>)
    rn.write @conv1.weight, %new_parameter : tensor<16x1x3x3xf32>
    rn.write @momentum.conv1.weight, %new_velocity : tensor<16x1x3x3xf32>
    %12 = rn.read @bn1.weight : tensor<16xf32>
    %13 = rn.read @momentum.bn1.weight : tensor<16xf32>
    %new_parameter_8, %new_velocity_9 = rn.sgd(%12, %13, %arg11, %arg27) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @bn1.weight, %new_parameter_8 : tensor<16xf32>
    rn.write @momentum.bn1.weight, %new_velocity_9 : tensor<16xf32>
    %14 = rn.read @bn1.bias : tensor<16xf32>
    %15 = rn.read @momentum.bn1.bias : tensor<16xf32>
    %new_parameter_10, %new_velocity_11 = rn.sgd(%14, %15, %arg12, %arg27) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @bn1.bias, %new_parameter_10 : tensor<16xf32>
    rn.write @momentum.bn1.bias, %new_velocity_11 : tensor<16xf32>
    %16 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %17 = rn.read @momentum.layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %new_parameter_12, %new_velocity_13 = rn.sgd(%16, %17, %arg13, %arg27) : (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<4xf32>) -> (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>)
    rn.write @layer1.0.conv1.weight, %new_parameter_12 : tensor<16x16x3x3xf32>
    rn.write @momentum.layer1.0.conv1.weight, %new_velocity_13 : tensor<16x16x3x3xf32>
    %18 = rn.read @layer1.0.bn1.weight : tensor<16xf32>
    %19 = rn.read @momentum.layer1.0.bn1.weight : tensor<16xf32>
    %new_parameter_14, %new_velocity_15 = rn.sgd(%18, %19, %arg14, %arg27) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn1.weight, %new_parameter_14 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn1.weight, %new_velocity_15 : tensor<16xf32>
    %20 = rn.read @layer1.0.bn1.bias : tensor<16xf32>
    %21 = rn.read @momentum.layer1.0.bn1.bias : tensor<16xf32>
    %new_parameter_16, %new_velocity_17 = rn.sgd(%20, %21, %arg15, %arg27) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn1.bias, %new_parameter_16 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn1.bias, %new_velocity_17 : tensor<16xf32>
    %22 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %23 = rn.read @momentum.layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %new_parameter_18, %new_velocity_19 = rn.sgd(%22, %23, %arg16, %arg27) : (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<4xf32>) -> (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>)
    rn.write @layer1.0.conv2.weight, %new_parameter_18 : tensor<16x16x3x3xf32>
    rn.write @momentum.layer1.0.conv2.weight, %new_velocity_19 : tensor<16x16x3x3xf32>
    %24 = rn.read @layer1.0.bn2.weight : tensor<16xf32>
    %25 = rn.read @momentum.layer1.0.bn2.weight : tensor<16xf32>
    %new_parameter_20, %new_velocity_21 = rn.sgd(%24, %25, %arg17, %arg27) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn2.weight, %new_parameter_20 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn2.weight, %new_velocity_21 : tensor<16xf32>
    %26 = rn.read @layer1.0.bn2.bias : tensor<16xf32>
    %27 = rn.read @momentum.layer1.0.bn2.bias : tensor<16xf32>
    %new_parameter_22, %new_velocity_23 = rn.sgd(%26, %27, %arg18, %arg27) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn2.bias, %new_parameter_22 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn2.bias, %new_velocity_23 : tensor<16xf32>
    %28 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %29 = rn.read @momentum.layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %new_parameter_24, %new_velocity_25 = rn.sgd(%28, %29, %arg19, %arg27) : (tensor<32x16x3x3xf32>, tensor<32x16x3x3xf32>, tensor<32x16x3x3xf32>, tensor<4xf32>) -> (tensor<32x16x3x3xf32>, tensor<32x16x3x3xf32>)
    rn.write @layer2.0.conv1.weight, %new_parameter_24 : tensor<32x16x3x3xf32>
    rn.write @momentum.layer2.0.conv1.weight, %new_velocity_25 : tensor<32x16x3x3xf32>
    %30 = rn.read @layer2.0.bn1.weight : tensor<32xf32>
    %31 = rn.read @momentum.layer2.0.bn1.weight : tensor<32xf32>
    %new_parameter_26, %new_velocity_27 = rn.sgd(%30, %31, %arg20, %arg27) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn1.weight, %new_parameter_26 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn1.weight, %new_velocity_27 : tensor<32xf32>
    %32 = rn.read @layer2.0.bn1.bias : tensor<32xf32>
    %33 = rn.read @momentum.layer2.0.bn1.bias : tensor<32xf32>
    %new_parameter_28, %new_velocity_29 = rn.sgd(%32, %33, %arg21, %arg27) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn1.bias, %new_parameter_28 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn1.bias, %new_velocity_29 : tensor<32xf32>
    %34 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %35 = rn.read @momentum.layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %new_parameter_30, %new_velocity_31 = rn.sgd(%34, %35, %arg22, %arg27) : (tensor<32x32x3x3xf32>, tensor<32x32x3x3xf32>, tensor<32x32x3x3xf32>, tensor<4xf32>) -> (tensor<32x32x3x3xf32>, tensor<32x32x3x3xf32>)
    rn.write @layer2.0.conv2.weight, %new_parameter_30 : tensor<32x32x3x3xf32>
    rn.write @momentum.layer2.0.conv2.weight, %new_velocity_31 : tensor<32x32x3x3xf32>
    %36 = rn.read @layer2.0.bn2.weight : tensor<32xf32>
    %37 = rn.read @momentum.layer2.0.bn2.weight : tensor<32xf32>
    %new_parameter_32, %new_velocity_33 = rn.sgd(%36, %37, %arg23, %arg27) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn2.weight, %new_parameter_32 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn2.weight, %new_velocity_33 : tensor<32xf32>
    %38 = rn.read @layer2.0.bn2.bias : tensor<32xf32>
    %39 = rn.read @momentum.layer2.0.bn2.bias : tensor<32xf32>
    %new_parameter_34, %new_velocity_35 = rn.sgd(%38, %39, %arg24, %arg27) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn2.bias, %new_parameter_34 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn2.bias, %new_velocity_35 : tensor<32xf32>
    %40 = rn.read @fc.weight : tensor<10x32xf32>
    %41 = rn.read @momentum.fc.weight : tensor<10x32xf32>
    %new_parameter_36, %new_velocity_37 = rn.sgd(%40, %41, %arg25, %arg27) : (tensor<10x32xf32>, tensor<10x32xf32>, tensor<10x32xf32>, tensor<4xf32>) -> (tensor<10x32xf32>, tensor<10x32xf32>)
    rn.write @fc.weight, %new_parameter_36 : tensor<10x32xf32>
    rn.write @momentum.fc.weight, %new_velocity_37 : tensor<10x32xf32>
    %42 = rn.read @fc.bias : tensor<10xf32>
    %43 = rn.read @momentum.fc.bias : tensor<10xf32>
    %new_parameter_38, %new_velocity_39 = rn.sgd(%42, %43, %arg26, %arg27) : (tensor<10xf32>, tensor<10xf32>, tensor<10xf32>, tensor<4xf32>) -> (tensor<10xf32>, tensor<10xf32>)
    rn.write @fc.bias, %new_parameter_38 : tensor<10xf32>
    rn.write @momentum.fc.bias, %new_velocity_39 : tensor<10xf32>
    return
  }
}
