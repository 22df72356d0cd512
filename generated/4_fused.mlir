// made by: resnetc generated/two_blocks.dsl --mode=train -march=x86-64-v4 --batch=1 --emit=fused
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
    %0 = rn.constant dense<2.500000e+00> : tensor<1xf32>
    %1 = rn.constant dense<-7.500000e-01> : tensor<1xf32>
    %2 = rn.read @conv1.weight : tensor<16x1x3x3xf32>
    %3 = rn.read @bn1.weight : tensor<16xf32>
    %4 = rn.read @bn1.bias : tensor<16xf32>
    %5 = rn.read @bn1.running_mean : tensor<16xf32>
    %6 = rn.read @bn1.running_var : tensor<16xf32>
    %folded, %folded_bias = rn.fold_bn %2, %3, %4, %5, %6 {eps = 1.000000e-05 : f64} : (tensor<16x1x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16x1x3x3xf32>, tensor<16xf32>)
    %output = rn.conv %arg0, %folded pre(%0, %1) bias(%folded_bias) {pads = array<i64: 1, 1, 1, 1>, relu, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32>, tensor<1xf32>, tensor<1xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %7 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %8 = rn.read @layer1.0.bn1.weight : tensor<16xf32>
    %9 = rn.read @layer1.0.bn1.bias : tensor<16xf32>
    %10 = rn.read @layer1.0.bn1.running_mean : tensor<16xf32>
    %11 = rn.read @layer1.0.bn1.running_var : tensor<16xf32>
    %folded_0, %folded_bias_1 = rn.fold_bn %7, %8, %9, %10, %11 {eps = 1.000000e-05 : f64} : (tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16x16x3x3xf32>, tensor<16xf32>)
    %output_2 = rn.conv %output, %folded_0 bias(%folded_bias_1) {pads = array<i64: 1, 1, 1, 1>, relu, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %12 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %13 = rn.read @layer1.0.bn2.weight : tensor<16xf32>
    %14 = rn.read @layer1.0.bn2.bias : tensor<16xf32>
    %15 = rn.read @layer1.0.bn2.running_mean : tensor<16xf32>
    %16 = rn.read @layer1.0.bn2.running_var : tensor<16xf32>
    %folded_3, %folded_bias_4 = rn.fold_bn %12, %13, %14, %15, %16 {eps = 1.000000e-05 : f64} : (tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16x16x3x3xf32>, tensor<16xf32>)
    %output_5 = rn.conv %output_2, %folded_3 bias(%folded_bias_4) residual(%output) {pads = array<i64: 1, 1, 1, 1>, relu, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %17 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %18 = rn.read @layer2.0.bn1.weight : tensor<32xf32>
    %19 = rn.read @layer2.0.bn1.bias : tensor<32xf32>
    %20 = rn.read @layer2.0.bn1.running_mean : tensor<32xf32>
    %21 = rn.read @layer2.0.bn1.running_var : tensor<32xf32>
    %folded_6, %folded_bias_7 = rn.fold_bn %17, %18, %19, %20, %21 {eps = 1.000000e-05 : f64} : (tensor<32x16x3x3xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32x16x3x3xf32>, tensor<32xf32>)
    %output_8 = rn.conv %output_5, %folded_6 bias(%folded_bias_7) {pads = array<i64: 1, 1, 1, 1>, relu, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<32x16x3x3xf32>, tensor<32xf32>) -> tensor<?x32x4x4xf32>
    %22 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %23 = rn.read @layer2.0.bn2.weight : tensor<32xf32>
    %24 = rn.read @layer2.0.bn2.bias : tensor<32xf32>
    %25 = rn.read @layer2.0.bn2.running_mean : tensor<32xf32>
    %26 = rn.read @layer2.0.bn2.running_var : tensor<32xf32>
    %folded_9, %folded_bias_10 = rn.fold_bn %22, %23, %24, %25, %26 {eps = 1.000000e-05 : f64} : (tensor<32x32x3x3xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32x32x3x3xf32>, tensor<32xf32>)
    %27 = rn.subsample_pad(%output_5) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>) -> tensor<?x32x4x4xf32>
    %output_11 = rn.conv %output_8, %folded_9 bias(%folded_bias_10) residual(%27) {pads = array<i64: 1, 1, 1, 1>, relu, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %28 = rn.avg_pool(%output_11) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32>) -> tensor<?x32x1x1xf32>
    %29 = rn.read @fc.weight : tensor<10x32xf32>
    %30 = rn.read @fc.bias : tensor<10xf32>
    %31 = rn.linear %28, %29 bias(%30) : (tensor<?x32x1x1xf32>, tensor<10x32xf32>, tensor<10xf32>) -> tensor<?x10xf32>
    return %31 : tensor<?x10xf32>
  }
  func.func @grad(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}, %arg1: tensor<?xi64> {rn.binding = #rn.binding<labels>}) -> (tensor<2xf32> {rn.binding = #rn.binding<output>}, tensor<16x1x3x3xf32> {rn.gradient_of = "conv1.weight"}, tensor<16xf32> {rn.gradient_of = "bn1.weight"}, tensor<16xf32> {rn.gradient_of = "bn1.bias"}, tensor<16x16x3x3xf32> {rn.gradient_of = "layer1.0.conv1.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn1.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn1.bias"}, tensor<16x16x3x3xf32> {rn.gradient_of = "layer1.0.conv2.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn2.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn2.bias"}, tensor<32x16x3x3xf32> {rn.gradient_of = "layer2.0.conv1.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn1.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn1.bias"}, tensor<32x32x3x3xf32> {rn.gradient_of = "layer2.0.conv2.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn2.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn2.bias"}, tensor<10x32xf32> {rn.gradient_of = "fc.weight"}, tensor<10xf32> {rn.gradient_of = "fc.bias"}, tensor<16xf32> {rn.observation_of = "bn1.running_mean"}, tensor<16xf32> {rn.observation_of = "bn1.running_var"}, tensor<16xf32> {rn.observation_of = "layer1.0.bn1.running_mean"}, tensor<16xf32> {rn.observation_of = "layer1.0.bn1.running_var"}, tensor<16xf32> {rn.observation_of = "layer1.0.bn2.running_mean"}, tensor<16xf32> {rn.observation_of = "layer1.0.bn2.running_var"}, tensor<32xf32> {rn.observation_of = "layer2.0.bn1.running_mean"}, tensor<32xf32> {rn.observation_of = "layer2.0.bn1.running_var"}, tensor<32xf32> {rn.observation_of = "layer2.0.bn2.running_mean"}, tensor<32xf32> {rn.observation_of = "layer2.0.bn2.running_var"}) {
    %0 = rn.constant dense<2.500000e+00> : tensor<1xf32>
    %1 = rn.constant dense<-7.500000e-01> : tensor<1xf32>
    %2 = rn.read @conv1.weight : tensor<16x1x3x3xf32>
    %output, %sums = rn.conv %arg0, %2 pre(%0, %1) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<?x16x8x8xf32>, tensor<?x3x16xf32>)
    %3 = rn.read @bn1.weight : tensor<16xf32>
    %4 = rn.read @bn1.bias : tensor<16xf32>
    %mean, %variance, %scale, %shift = rn.bn_finalize(%sums, %3, %4) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %5 = rn.bn_unbiased(%variance, %output) : (tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16xf32>
    %6 = rn.scale_shift_add_relu %output affine(%scale, %shift) {relu, rn.declined = ["read by rn.conv, rn.conv_grad_weight, rn.scale_shift_add_relu, not all of which take scale and shift on their way in"]} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %7 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %output_0, %sums_1 = rn.conv %6, %7 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> (tensor<?x16x8x8xf32>, tensor<?x3x16xf32>)
    %8 = rn.read @layer1.0.bn1.weight : tensor<16xf32>
    %9 = rn.read @layer1.0.bn1.bias : tensor<16xf32>
    %mean_2, %variance_3, %scale_4, %shift_5 = rn.bn_finalize(%sums_1, %8, %9) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %10 = rn.bn_unbiased(%variance_3, %output_0) : (tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16xf32>
    %11 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %output_6, %sums_7 = rn.conv %output_0, %11 pre(%scale_4, %shift_5) {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<?x3x16xf32>)
    %12 = rn.read @layer1.0.bn2.weight : tensor<16xf32>
    %13 = rn.read @layer1.0.bn2.bias : tensor<16xf32>
    %mean_8, %variance_9, %scale_10, %shift_11 = rn.bn_finalize(%sums_7, %12, %13) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %14 = rn.bn_unbiased(%variance_9, %output_6) : (tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16xf32>
    %15 = rn.scale_shift_add_relu %output_6 affine(%scale_10, %shift_11) plus %6 {relu, rn.declined = ["a sum of two maps has no place on the way into a kernel; read by rn.conv, rn.conv_grad_weight, rn.grad_stats, rn.subsample_pad"]} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %16 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %output_12, %sums_13 = rn.conv %15, %16 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<32x16x3x3xf32>) -> (tensor<?x32x4x4xf32>, tensor<?x3x32xf32>)
    %17 = rn.read @layer2.0.bn1.weight : tensor<32xf32>
    %18 = rn.read @layer2.0.bn1.bias : tensor<32xf32>
    %mean_14, %variance_15, %scale_16, %shift_17 = rn.bn_finalize(%sums_13, %17, %18) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x3x32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %19 = rn.bn_unbiased(%variance_15, %output_12) : (tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<32xf32>
    %20 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %output_18, %sums_19 = rn.conv %output_12, %20 pre(%scale_16, %shift_17) {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<?x3x32xf32>)
    %21 = rn.read @layer2.0.bn2.weight : tensor<32xf32>
    %22 = rn.read @layer2.0.bn2.bias : tensor<32xf32>
    %mean_20, %variance_21, %scale_22, %shift_23 = rn.bn_finalize(%sums_19, %21, %22) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x3x32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %23 = rn.bn_unbiased(%variance_21, %output_18) : (tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<32xf32>
    %24 = rn.subsample_pad(%15) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>) -> tensor<?x32x4x4xf32>
    %25 = rn.scale_shift_add_relu %output_18 affine(%scale_22, %shift_23) plus %24 {relu, rn.declined = ["a sum of two maps has no place on the way into a kernel; read by rn.avg_pool, rn.grad_stats"]} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %26 = rn.avg_pool(%25) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32>) -> tensor<?x32x1x1xf32>
    %27 = rn.read @fc.weight : tensor<10x32xf32>
    %28 = rn.read @fc.bias : tensor<10xf32>
    %29 = rn.linear %26, %27 bias(%28) : (tensor<?x32x1x1xf32>, tensor<10x32xf32>, tensor<10xf32>) -> tensor<?x10xf32>
    %gradient, %rows = rn.softmax_cross_entropy(%29, %arg1) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
    %30 = rn.reduce_loss(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
    %31 = rn.linear_grad_input(%gradient, %27) : (tensor<?x10xf32>, tensor<10x32xf32>) -> tensor<?x32x1x1xf32>
    %32 = rn.linear_grad_weight(%26, %gradient) : (tensor<?x32x1x1xf32>, tensor<?x10xf32>) -> tensor<10x32xf32>
    %33 = rn.linear_grad_bias(%gradient) : (tensor<?x10xf32>) -> tensor<10xf32>
    %34 = rn.avg_pool_grad(%31) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x1x1xf32>) -> tensor<?x32x4x4xf32>
    %sums_24, %masked = rn.grad_stats %34, %output_18, %mean_20 where(%25) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>) -> (tensor<?x2x32xf32>, tensor<?x32x4x4xf32>)
    %35 = rn.subsample_pad_grad %masked {strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>) -> tensor<?x16x8x8xf32>
    %weight_gradient, %bias_gradient, %a, %b, %c = rn.bn_grad_finalize(%sums_24, %mean_20, %variance_21, %21) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x2x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %36 = rn.bn_grad_apply %masked, %output_18, %a, %b, %c {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x32x4x4xf32>
    %37 = rn.conv_grad_input %36, %20 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %38 = rn.conv_grad_weight %output_12 pre(%scale_16, %shift_17), %36 {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<32x32x3x3xf32>
    %sums_25 = rn.grad_stats %37, %output_12, %mean_14 where_affine(%scale_16, %shift_17) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x2x32xf32>
    %weight_gradient_26, %bias_gradient_27, %a_28, %b_29, %c_30 = rn.bn_grad_finalize(%sums_25, %mean_14, %variance_15, %17) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x2x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %39 = rn.bn_grad_apply %37, %output_12 where_affine(%scale_16, %shift_17), %a_28, %b_29, %c_30 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x32x4x4xf32>
    %40 = rn.conv_grad_weight %15, %39 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<?x32x4x4xf32>) -> tensor<32x16x3x3xf32>
    %41 = rn.conv_grad_input %39, %16 plus(%35) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>, tensor<32x16x3x3xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %sums_31, %masked_32 = rn.grad_stats %41, %output_6, %mean_8 where(%15) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>) -> (tensor<?x2x16xf32>, tensor<?x16x8x8xf32>)
    %weight_gradient_33, %bias_gradient_34, %a_35, %b_36, %c_37 = rn.bn_grad_finalize(%sums_31, %mean_8, %variance_9, %12) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %42 = rn.bn_grad_apply %masked_32, %output_6, %a_35, %b_36, %c_37 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %43 = rn.conv_grad_input %42, %11 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %44 = rn.conv_grad_weight %output_0 pre(%scale_4, %shift_5), %42 {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %sums_38 = rn.grad_stats %43, %output_0, %mean_2 where_affine(%scale_4, %shift_5) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x2x16xf32>
    %weight_gradient_39, %bias_gradient_40, %a_41, %b_42, %c_43 = rn.bn_grad_finalize(%sums_38, %mean_2, %variance_3, %8) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %45 = rn.bn_grad_apply %43, %output_0 where_affine(%scale_4, %shift_5), %a_41, %b_42, %c_43 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %46 = rn.conv_grad_weight %6, %45 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %47 = rn.conv_grad_input %45, %7 plus(%masked_32) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %sums_44 = rn.grad_stats %47, %output, %mean where_affine(%scale, %shift) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x2x16xf32>
    %weight_gradient_45, %bias_gradient_46, %a_47, %b_48, %c_49 = rn.bn_grad_finalize(%sums_44, %mean, %variance, %3) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %48 = rn.bn_grad_apply %47, %output where_affine(%scale, %shift), %a_47, %b_48, %c_49 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %49 = rn.conv_grad_weight %arg0 pre(%0, %1), %48 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<1xf32>, tensor<1xf32>, tensor<?x16x8x8xf32>) -> tensor<16x1x3x3xf32>
    return %30, %49, %weight_gradient_45, %bias_gradient_46, %46, %weight_gradient_39, %bias_gradient_40, %44, %weight_gradient_33, %bias_gradient_34, %40, %weight_gradient_26, %bias_gradient_27, %38, %weight_gradient, %bias_gradient, %32, %33, %mean, %5, %mean_2, %10, %mean_8, %14, %mean_14, %19, %mean_20, %23 : tensor<2xf32>, tensor<16x1x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<32x16x3x3xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>, tensor<32xf32>, tensor<10x32xf32>, tensor<10xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>
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
