// made by: resnetc generated/two_blocks.dsl --mode=train -march=x86-64-v4 --batch=1 --emit=fused
module attributes {rn.input_shape = array<i64: 1, 8, 8>, rn.mode = "train", rn.multiply_adds = 525632 : i64, rn.name = "two_blocks", rn.network_hash = "f5d28d6a5b04ba46", rn.output_shape = array<i64: 10>} {
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
  func.func @grad(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}, %arg1: tensor<?xi64> {rn.binding = #rn.binding<labels>}) -> (tensor<2xf32> {rn.binding = #rn.binding<output>}, tensor<16x1x3x3xf32> {rn.gradient_of = "conv1.weight"}, tensor<16xf32> {rn.gradient_of = "bn1.weight"}, tensor<16xf32> {rn.gradient_of = "bn1.bias"}, tensor<16x16x3x3xf32> {rn.gradient_of = "layer1.0.conv1.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn1.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn1.bias"}, tensor<16x16x3x3xf32> {rn.gradient_of = "layer1.0.conv2.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn2.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn2.bias"}, tensor<32x16x3x3xf32> {rn.gradient_of = "layer2.0.conv1.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn1.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn1.bias"}, tensor<32x32x3x3xf32> {rn.gradient_of = "layer2.0.conv2.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn2.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn2.bias"}, tensor<10x32xf32> {rn.gradient_of = "fc.weight"}, tensor<10xf32> {rn.gradient_of = "fc.bias"}) {
    %0 = rn.constant dense<2.500000e+00> : tensor<1xf32>
    %1 = rn.constant dense<-7.500000e-01> : tensor<1xf32>
    %2 = rn.read @conv1.weight : tensor<16x1x3x3xf32>
    %output, %sums = rn.conv %arg0, %2 pre(%0, %1) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<?x16x8x8xf32>, tensor<?x3x16xf32>)
    %3 = rn.read @bn1.weight : tensor<16xf32>
    %4 = rn.read @bn1.bias : tensor<16xf32>
    %mean, %variance, %scale, %shift = rn.bn_finalize(%sums, %3, %4) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %5 = rn.apply %output affine(%scale, %shift) {relu, rn.declined = ["read by rn.apply, rn.conv, rn.conv_grad_weight, not all of which take scale and shift on their way in"]} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %6 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %output_0, %sums_1 = rn.conv %5, %6 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> (tensor<?x16x8x8xf32>, tensor<?x3x16xf32>)
    %7 = rn.read @layer1.0.bn1.weight : tensor<16xf32>
    %8 = rn.read @layer1.0.bn1.bias : tensor<16xf32>
    %mean_2, %variance_3, %scale_4, %shift_5 = rn.bn_finalize(%sums_1, %7, %8) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %9 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %output_6, %sums_7 = rn.conv %output_0, %9 pre(%scale_4, %shift_5) {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<?x3x16xf32>)
    %10 = rn.read @layer1.0.bn2.weight : tensor<16xf32>
    %11 = rn.read @layer1.0.bn2.bias : tensor<16xf32>
    %mean_8, %variance_9, %scale_10, %shift_11 = rn.bn_finalize(%sums_7, %10, %11) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %12 = rn.apply %output_6 affine(%scale_10, %shift_11) plus %5 {relu, rn.declined = ["a sum of two maps has no place on the way into a kernel; read by rn.conv, rn.conv_grad_weight, rn.grad_stats, rn.subsample_pad"]} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %13 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %output_12, %sums_13 = rn.conv %12, %13 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<32x16x3x3xf32>) -> (tensor<?x32x4x4xf32>, tensor<?x3x32xf32>)
    %14 = rn.read @layer2.0.bn1.weight : tensor<32xf32>
    %15 = rn.read @layer2.0.bn1.bias : tensor<32xf32>
    %mean_14, %variance_15, %scale_16, %shift_17 = rn.bn_finalize(%sums_13, %14, %15) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x3x32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %16 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %output_18, %sums_19 = rn.conv %output_12, %16 pre(%scale_16, %shift_17) {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<?x3x32xf32>)
    %17 = rn.read @layer2.0.bn2.weight : tensor<32xf32>
    %18 = rn.read @layer2.0.bn2.bias : tensor<32xf32>
    %mean_20, %variance_21, %scale_22, %shift_23 = rn.bn_finalize(%sums_19, %17, %18) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x3x32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %19 = rn.subsample_pad(%12) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>) -> tensor<?x32x4x4xf32>
    %20 = rn.apply %output_18 affine(%scale_22, %shift_23) plus %19 {relu, rn.declined = ["a sum of two maps has no place on the way into a kernel; read by rn.avg_pool, rn.grad_stats"]} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %21 = rn.avg_pool(%20) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32>) -> tensor<?x32x1x1xf32>
    %22 = rn.read @fc.weight : tensor<10x32xf32>
    %23 = rn.read @fc.bias : tensor<10xf32>
    %24 = rn.linear %21, %22 bias(%23) : (tensor<?x32x1x1xf32>, tensor<10x32xf32>, tensor<10xf32>) -> tensor<?x10xf32>
    %gradient, %rows = rn.softmax_cross_entropy(%24, %arg1) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
    %25 = rn.mean_rows(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
    %26 = rn.linear_grad_input(%gradient, %22) : (tensor<?x10xf32>, tensor<10x32xf32>) -> tensor<?x32x1x1xf32>
    %27 = rn.linear_grad_weight(%21, %gradient) : (tensor<?x32x1x1xf32>, tensor<?x10xf32>) -> tensor<10x32xf32>
    %28 = rn.linear_grad_bias(%gradient) : (tensor<?x10xf32>) -> tensor<10xf32>
    %29 = rn.avg_pool_grad(%26) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x1x1xf32>) -> tensor<?x32x4x4xf32>
    %sums_24, %masked = rn.grad_stats %29, %output_18, %mean_20 where(%20) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>) -> (tensor<?x2x32xf32>, tensor<?x32x4x4xf32>)
    %30 = rn.subsample_pad_grad %masked {strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>) -> tensor<?x16x8x8xf32>
    %weight_gradient, %bias_gradient, %a, %b, %c = rn.bn_grad_finalize(%sums_24, %mean_20, %variance_21, %17) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x2x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %31 = rn.bn_grad_apply %masked, %output_18, %a, %b, %c {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x32x4x4xf32>
    %32 = rn.conv_grad_input %31, %16 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %33 = rn.conv_grad_weight %output_12 pre(%scale_16, %shift_17), %31 {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<32x32x3x3xf32>
    %sums_25 = rn.grad_stats %32, %output_12, %mean_14 where_affine(%scale_16, %shift_17) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x2x32xf32>
    %weight_gradient_26, %bias_gradient_27, %a_28, %b_29, %c_30 = rn.bn_grad_finalize(%sums_25, %mean_14, %variance_15, %14) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x2x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %34 = rn.bn_grad_apply %32, %output_12 where_affine(%scale_16, %shift_17), %a_28, %b_29, %c_30 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x32x4x4xf32>
    %35 = rn.conv_grad_weight %12, %34 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<?x32x4x4xf32>) -> tensor<32x16x3x3xf32>
    %36 = rn.conv_grad_input %34, %13 plus(%30) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>, tensor<32x16x3x3xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %sums_31, %masked_32 = rn.grad_stats %36, %output_6, %mean_8 where(%12) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>) -> (tensor<?x2x16xf32>, tensor<?x16x8x8xf32>)
    %weight_gradient_33, %bias_gradient_34, %a_35, %b_36, %c_37 = rn.bn_grad_finalize(%sums_31, %mean_8, %variance_9, %10) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %37 = rn.bn_grad_apply %masked_32, %output_6, %a_35, %b_36, %c_37 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %38 = rn.conv_grad_input %37, %9 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %39 = rn.conv_grad_weight %output_0 pre(%scale_4, %shift_5), %37 {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %sums_38 = rn.grad_stats %38, %output_0, %mean_2 where_affine(%scale_4, %shift_5) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x2x16xf32>
    %weight_gradient_39, %bias_gradient_40, %a_41, %b_42, %c_43 = rn.bn_grad_finalize(%sums_38, %mean_2, %variance_3, %7) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %40 = rn.bn_grad_apply %38, %output_0 where_affine(%scale_4, %shift_5), %a_41, %b_42, %c_43 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %41 = rn.conv_grad_weight %5, %40 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %42 = rn.conv_grad_input %40, %6 plus(%masked_32) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %sums_44 = rn.grad_stats %42, %output, %mean where_affine(%scale, %shift) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x2x16xf32>
    %weight_gradient_45, %bias_gradient_46, %a_47, %b_48, %c_49 = rn.bn_grad_finalize(%sums_44, %mean, %variance, %3) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %43 = rn.bn_grad_apply %42, %output where_affine(%scale, %shift), %a_47, %b_48, %c_49 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %44 = rn.conv_grad_weight %arg0 pre(%0, %1), %43 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<1xf32>, tensor<1xf32>, tensor<?x16x8x8xf32>) -> tensor<16x1x3x3xf32>
    return %25, %44, %weight_gradient_45, %bias_gradient_46, %41, %weight_gradient_39, %bias_gradient_40, %39, %weight_gradient_33, %bias_gradient_34, %35, %weight_gradient_26, %bias_gradient_27, %33, %weight_gradient, %bias_gradient, %27, %28 : tensor<2xf32>, tensor<16x1x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<32x16x3x3xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>, tensor<32xf32>, tensor<10x32xf32>, tensor<10xf32>
  }
  func.func @train(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}, %arg1: tensor<?xi64> {rn.binding = #rn.binding<labels>}, %arg2: tensor<4xf32> {rn.binding = #rn.binding<hyper>}) -> (tensor<2xf32> {rn.binding = #rn.binding<output>}) {
    %0 = rn.constant dense<2.500000e+00> : tensor<1xf32>
    %1 = rn.constant dense<-7.500000e-01> : tensor<1xf32>
    %2 = rn.read @conv1.weight : tensor<16x1x3x3xf32>
    %output, %sums = rn.conv %arg0, %2 pre(%0, %1) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32>, tensor<1xf32>, tensor<1xf32>) -> (tensor<?x16x8x8xf32>, tensor<?x3x16xf32>)
    %3 = rn.read @bn1.weight : tensor<16xf32>
    %4 = rn.read @bn1.bias : tensor<16xf32>
    %5 = rn.read @bn1.running_mean : tensor<16xf32>
    %6 = rn.read @bn1.running_var : tensor<16xf32>
    %mean, %variance, %scale, %shift = rn.bn_finalize(%sums, %3, %4) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %new_mean, %new_variance = rn.bn_running(%mean, %variance, %5, %6, %output) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    %7 = rn.apply %output affine(%scale, %shift) {relu, rn.declined = ["read by rn.apply, rn.conv, rn.conv_grad_weight, not all of which take scale and shift on their way in"]} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %8 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %output_0, %sums_1 = rn.conv %7, %8 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> (tensor<?x16x8x8xf32>, tensor<?x3x16xf32>)
    %9 = rn.read @layer1.0.bn1.weight : tensor<16xf32>
    %10 = rn.read @layer1.0.bn1.bias : tensor<16xf32>
    %11 = rn.read @layer1.0.bn1.running_mean : tensor<16xf32>
    %12 = rn.read @layer1.0.bn1.running_var : tensor<16xf32>
    %mean_2, %variance_3, %scale_4, %shift_5 = rn.bn_finalize(%sums_1, %9, %10) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %new_mean_6, %new_variance_7 = rn.bn_running(%mean_2, %variance_3, %11, %12, %output_0) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    %13 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %output_8, %sums_9 = rn.conv %output_0, %13 pre(%scale_4, %shift_5) {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<?x3x16xf32>)
    %14 = rn.read @layer1.0.bn2.weight : tensor<16xf32>
    %15 = rn.read @layer1.0.bn2.bias : tensor<16xf32>
    %16 = rn.read @layer1.0.bn2.running_mean : tensor<16xf32>
    %17 = rn.read @layer1.0.bn2.running_var : tensor<16xf32>
    %mean_10, %variance_11, %scale_12, %shift_13 = rn.bn_finalize(%sums_9, %14, %15) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x3x16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %new_mean_14, %new_variance_15 = rn.bn_running(%mean_10, %variance_11, %16, %17, %output_8) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    %18 = rn.apply %output_8 affine(%scale_12, %shift_13) plus %7 {relu, rn.declined = ["a sum of two maps has no place on the way into a kernel; read by rn.conv, rn.conv_grad_weight, rn.grad_stats, rn.subsample_pad"]} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %19 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %output_16, %sums_17 = rn.conv %18, %19 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<32x16x3x3xf32>) -> (tensor<?x32x4x4xf32>, tensor<?x3x32xf32>)
    %20 = rn.read @layer2.0.bn1.weight : tensor<32xf32>
    %21 = rn.read @layer2.0.bn1.bias : tensor<32xf32>
    %22 = rn.read @layer2.0.bn1.running_mean : tensor<32xf32>
    %23 = rn.read @layer2.0.bn1.running_var : tensor<32xf32>
    %mean_18, %variance_19, %scale_20, %shift_21 = rn.bn_finalize(%sums_17, %20, %21) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x3x32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %new_mean_22, %new_variance_23 = rn.bn_running(%mean_18, %variance_19, %22, %23, %output_16) {momentum = 1.000000e-01 : f64} : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    %24 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %output_24, %sums_25 = rn.conv %output_16, %24 pre(%scale_20, %shift_21) {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<?x3x32xf32>)
    %25 = rn.read @layer2.0.bn2.weight : tensor<32xf32>
    %26 = rn.read @layer2.0.bn2.bias : tensor<32xf32>
    %27 = rn.read @layer2.0.bn2.running_mean : tensor<32xf32>
    %28 = rn.read @layer2.0.bn2.running_var : tensor<32xf32>
    %mean_26, %variance_27, %scale_28, %shift_29 = rn.bn_finalize(%sums_25, %25, %26) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x3x32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %new_mean_30, %new_variance_31 = rn.bn_running(%mean_26, %variance_27, %27, %28, %output_24) {momentum = 1.000000e-01 : f64} : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    %29 = rn.subsample_pad(%18) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>) -> tensor<?x32x4x4xf32>
    %30 = rn.apply %output_24 affine(%scale_28, %shift_29) plus %29 {relu, rn.declined = ["a sum of two maps has no place on the way into a kernel; read by rn.avg_pool, rn.grad_stats"]} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %31 = rn.avg_pool(%30) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32>) -> tensor<?x32x1x1xf32>
    %32 = rn.read @fc.weight : tensor<10x32xf32>
    %33 = rn.read @fc.bias : tensor<10xf32>
    %34 = rn.linear %31, %32 bias(%33) : (tensor<?x32x1x1xf32>, tensor<10x32xf32>, tensor<10xf32>) -> tensor<?x10xf32>
    %gradient, %rows = rn.softmax_cross_entropy(%34, %arg1) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
    %35 = rn.mean_rows(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
    %36 = rn.linear_grad_input(%gradient, %32) : (tensor<?x10xf32>, tensor<10x32xf32>) -> tensor<?x32x1x1xf32>
    %37 = rn.linear_grad_weight(%31, %gradient) : (tensor<?x32x1x1xf32>, tensor<?x10xf32>) -> tensor<10x32xf32>
    %38 = rn.linear_grad_bias(%gradient) : (tensor<?x10xf32>) -> tensor<10xf32>
    %39 = rn.avg_pool_grad(%36) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x1x1xf32>) -> tensor<?x32x4x4xf32>
    %sums_32, %masked = rn.grad_stats %39, %output_24, %mean_26 where(%30) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>) -> (tensor<?x2x32xf32>, tensor<?x32x4x4xf32>)
    %40 = rn.subsample_pad_grad %masked {strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>) -> tensor<?x16x8x8xf32>
    %weight_gradient, %bias_gradient, %a, %b, %c = rn.bn_grad_finalize(%sums_32, %mean_26, %variance_27, %25) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x2x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %41 = rn.bn_grad_apply %masked, %output_24, %a, %b, %c {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x32x4x4xf32>
    %42 = rn.conv_grad_input %41, %24 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %43 = rn.conv_grad_weight %output_16 pre(%scale_20, %shift_21), %41 {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> tensor<32x32x3x3xf32>
    %sums_33 = rn.grad_stats %42, %output_16, %mean_18 where_affine(%scale_20, %shift_21) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x2x32xf32>
    %weight_gradient_34, %bias_gradient_35, %a_36, %b_37, %c_38 = rn.bn_grad_finalize(%sums_33, %mean_18, %variance_19, %20) {eps = 1.000000e-05 : f64, positions = 16 : i64} : (tensor<?x2x32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
    %44 = rn.bn_grad_apply %42, %output_16 where_affine(%scale_20, %shift_21), %a_36, %b_37, %c_38 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> tensor<?x32x4x4xf32>
    %45 = rn.conv_grad_weight %18, %44 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<?x32x4x4xf32>) -> tensor<32x16x3x3xf32>
    %46 = rn.conv_grad_input %44, %19 plus(%40) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>, tensor<32x16x3x3xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %sums_39, %masked_40 = rn.grad_stats %46, %output_8, %mean_10 where(%18) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>) -> (tensor<?x2x16xf32>, tensor<?x16x8x8xf32>)
    %weight_gradient_41, %bias_gradient_42, %a_43, %b_44, %c_45 = rn.bn_grad_finalize(%sums_39, %mean_10, %variance_11, %14) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %47 = rn.bn_grad_apply %masked_40, %output_8, %a_43, %b_44, %c_45 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %48 = rn.conv_grad_input %47, %13 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %49 = rn.conv_grad_weight %output_0 pre(%scale_4, %shift_5), %47 {in_relu, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %sums_46 = rn.grad_stats %48, %output_0, %mean_2 where_affine(%scale_4, %shift_5) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x2x16xf32>
    %weight_gradient_47, %bias_gradient_48, %a_49, %b_50, %c_51 = rn.bn_grad_finalize(%sums_46, %mean_2, %variance_3, %9) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %50 = rn.bn_grad_apply %48, %output_0 where_affine(%scale_4, %shift_5), %a_49, %b_50, %c_51 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %51 = rn.conv_grad_weight %7, %50 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %52 = rn.conv_grad_input %50, %8 plus(%masked_40) {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %sums_52 = rn.grad_stats %52, %output, %mean where_affine(%scale, %shift) {rn.declined = ["batch norm's sums must be complete before its gradient can start"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x2x16xf32>
    %weight_gradient_53, %bias_gradient_54, %a_55, %b_56, %c_57 = rn.bn_grad_finalize(%sums_52, %mean, %variance, %3) {eps = 1.000000e-05 : f64, positions = 64 : i64} : (tensor<?x2x16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
    %53 = rn.bn_grad_apply %52, %output where_affine(%scale, %shift), %a_55, %b_56, %c_57 {rn.declined = ["no convolution gradient takes batch norm's gradient on its way in"]} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> tensor<?x16x8x8xf32>
    %54 = rn.conv_grad_weight %arg0 pre(%0, %1), %53 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<1xf32>, tensor<1xf32>, tensor<?x16x8x8xf32>) -> tensor<16x1x3x3xf32>
    rn.write @bn1.running_mean, %new_mean : tensor<16xf32>
    rn.write @bn1.running_var, %new_variance : tensor<16xf32>
    rn.write @layer1.0.bn1.running_mean, %new_mean_6 : tensor<16xf32>
    rn.write @layer1.0.bn1.running_var, %new_variance_7 : tensor<16xf32>
    rn.write @layer1.0.bn2.running_mean, %new_mean_14 : tensor<16xf32>
    rn.write @layer1.0.bn2.running_var, %new_variance_15 : tensor<16xf32>
    rn.write @layer2.0.bn1.running_mean, %new_mean_22 : tensor<32xf32>
    rn.write @layer2.0.bn1.running_var, %new_variance_23 : tensor<32xf32>
    rn.write @layer2.0.bn2.running_mean, %new_mean_30 : tensor<32xf32>
    rn.write @layer2.0.bn2.running_var, %new_variance_31 : tensor<32xf32>
    %55 = rn.read @momentum.conv1.weight : tensor<16x1x3x3xf32>
    %new_parameter, %new_velocity = rn.sgd(%2, %55, %54, %arg2) : (tensor<16x1x3x3xf32>, tensor<16x1x3x3xf32>, tensor<16x1x3x3xf32>, tensor<4xf32>) -> (tensor<16x1x3x3xf32>, tensor<16x1x3x3xf32>)
    rn.write @conv1.weight, %new_parameter : tensor<16x1x3x3xf32>
    rn.write @momentum.conv1.weight, %new_velocity : tensor<16x1x3x3xf32>
    %56 = rn.read @momentum.bn1.weight : tensor<16xf32>
    %new_parameter_58, %new_velocity_59 = rn.sgd(%3, %56, %weight_gradient_53, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @bn1.weight, %new_parameter_58 : tensor<16xf32>
    rn.write @momentum.bn1.weight, %new_velocity_59 : tensor<16xf32>
    %57 = rn.read @momentum.bn1.bias : tensor<16xf32>
    %new_parameter_60, %new_velocity_61 = rn.sgd(%4, %57, %bias_gradient_54, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @bn1.bias, %new_parameter_60 : tensor<16xf32>
    rn.write @momentum.bn1.bias, %new_velocity_61 : tensor<16xf32>
    %58 = rn.read @momentum.layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %new_parameter_62, %new_velocity_63 = rn.sgd(%8, %58, %51, %arg2) : (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<4xf32>) -> (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>)
    rn.write @layer1.0.conv1.weight, %new_parameter_62 : tensor<16x16x3x3xf32>
    rn.write @momentum.layer1.0.conv1.weight, %new_velocity_63 : tensor<16x16x3x3xf32>
    %59 = rn.read @momentum.layer1.0.bn1.weight : tensor<16xf32>
    %new_parameter_64, %new_velocity_65 = rn.sgd(%9, %59, %weight_gradient_47, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn1.weight, %new_parameter_64 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn1.weight, %new_velocity_65 : tensor<16xf32>
    %60 = rn.read @momentum.layer1.0.bn1.bias : tensor<16xf32>
    %new_parameter_66, %new_velocity_67 = rn.sgd(%10, %60, %bias_gradient_48, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn1.bias, %new_parameter_66 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn1.bias, %new_velocity_67 : tensor<16xf32>
    %61 = rn.read @momentum.layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %new_parameter_68, %new_velocity_69 = rn.sgd(%13, %61, %49, %arg2) : (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<4xf32>) -> (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>)
    rn.write @layer1.0.conv2.weight, %new_parameter_68 : tensor<16x16x3x3xf32>
    rn.write @momentum.layer1.0.conv2.weight, %new_velocity_69 : tensor<16x16x3x3xf32>
    %62 = rn.read @momentum.layer1.0.bn2.weight : tensor<16xf32>
    %new_parameter_70, %new_velocity_71 = rn.sgd(%14, %62, %weight_gradient_41, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn2.weight, %new_parameter_70 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn2.weight, %new_velocity_71 : tensor<16xf32>
    %63 = rn.read @momentum.layer1.0.bn2.bias : tensor<16xf32>
    %new_parameter_72, %new_velocity_73 = rn.sgd(%15, %63, %bias_gradient_42, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn2.bias, %new_parameter_72 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn2.bias, %new_velocity_73 : tensor<16xf32>
    %64 = rn.read @momentum.layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %new_parameter_74, %new_velocity_75 = rn.sgd(%19, %64, %45, %arg2) : (tensor<32x16x3x3xf32>, tensor<32x16x3x3xf32>, tensor<32x16x3x3xf32>, tensor<4xf32>) -> (tensor<32x16x3x3xf32>, tensor<32x16x3x3xf32>)
    rn.write @layer2.0.conv1.weight, %new_parameter_74 : tensor<32x16x3x3xf32>
    rn.write @momentum.layer2.0.conv1.weight, %new_velocity_75 : tensor<32x16x3x3xf32>
    %65 = rn.read @momentum.layer2.0.bn1.weight : tensor<32xf32>
    %new_parameter_76, %new_velocity_77 = rn.sgd(%20, %65, %weight_gradient_34, %arg2) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn1.weight, %new_parameter_76 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn1.weight, %new_velocity_77 : tensor<32xf32>
    %66 = rn.read @momentum.layer2.0.bn1.bias : tensor<32xf32>
    %new_parameter_78, %new_velocity_79 = rn.sgd(%21, %66, %bias_gradient_35, %arg2) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn1.bias, %new_parameter_78 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn1.bias, %new_velocity_79 : tensor<32xf32>
    %67 = rn.read @momentum.layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %new_parameter_80, %new_velocity_81 = rn.sgd(%24, %67, %43, %arg2) : (tensor<32x32x3x3xf32>, tensor<32x32x3x3xf32>, tensor<32x32x3x3xf32>, tensor<4xf32>) -> (tensor<32x32x3x3xf32>, tensor<32x32x3x3xf32>)
    rn.write @layer2.0.conv2.weight, %new_parameter_80 : tensor<32x32x3x3xf32>
    rn.write @momentum.layer2.0.conv2.weight, %new_velocity_81 : tensor<32x32x3x3xf32>
    %68 = rn.read @momentum.layer2.0.bn2.weight : tensor<32xf32>
    %new_parameter_82, %new_velocity_83 = rn.sgd(%25, %68, %weight_gradient, %arg2) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn2.weight, %new_parameter_82 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn2.weight, %new_velocity_83 : tensor<32xf32>
    %69 = rn.read @momentum.layer2.0.bn2.bias : tensor<32xf32>
    %new_parameter_84, %new_velocity_85 = rn.sgd(%26, %69, %bias_gradient, %arg2) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn2.bias, %new_parameter_84 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn2.bias, %new_velocity_85 : tensor<32xf32>
    %70 = rn.read @momentum.fc.weight : tensor<10x32xf32>
    %new_parameter_86, %new_velocity_87 = rn.sgd(%32, %70, %37, %arg2) : (tensor<10x32xf32>, tensor<10x32xf32>, tensor<10x32xf32>, tensor<4xf32>) -> (tensor<10x32xf32>, tensor<10x32xf32>)
    rn.write @fc.weight, %new_parameter_86 : tensor<10x32xf32>
    rn.write @momentum.fc.weight, %new_velocity_87 : tensor<10x32xf32>
    %71 = rn.read @momentum.fc.bias : tensor<10xf32>
    %new_parameter_88, %new_velocity_89 = rn.sgd(%33, %71, %38, %arg2) : (tensor<10xf32>, tensor<10xf32>, tensor<10xf32>, tensor<4xf32>) -> (tensor<10xf32>, tensor<10xf32>)
    rn.write @fc.bias, %new_parameter_88 : tensor<10xf32>
    rn.write @momentum.fc.bias, %new_velocity_89 : tensor<10xf32>
    return %35 : tensor<2xf32>
  }
}
