// made by: resnetc generated/two_blocks.dsl --mode=train -march=x86-64-v4 --batch=1 --emit=gradient
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
  func.func @grad(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}, %arg1: tensor<?xi64> {rn.binding = #rn.binding<labels>}) -> (tensor<2xf32> {rn.binding = #rn.binding<output>}, tensor<16x1x3x3xf32> {rn.gradient_of = "conv1.weight"}, tensor<16xf32> {rn.gradient_of = "bn1.weight"}, tensor<16xf32> {rn.gradient_of = "bn1.bias"}, tensor<16x16x3x3xf32> {rn.gradient_of = "layer1.0.conv1.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn1.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn1.bias"}, tensor<16x16x3x3xf32> {rn.gradient_of = "layer1.0.conv2.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn2.weight"}, tensor<16xf32> {rn.gradient_of = "layer1.0.bn2.bias"}, tensor<32x16x3x3xf32> {rn.gradient_of = "layer2.0.conv1.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn1.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn1.bias"}, tensor<32x32x3x3xf32> {rn.gradient_of = "layer2.0.conv2.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn2.weight"}, tensor<32xf32> {rn.gradient_of = "layer2.0.bn2.bias"}, tensor<10x32xf32> {rn.gradient_of = "fc.weight"}, tensor<10xf32> {rn.gradient_of = "fc.bias"}) {
    %0 = rn.normalize(%arg0) {mean = array<f64: 3.000000e-01>, std = array<f64: 4.000000e-01>} : (tensor<?x1x8x8xf32>) -> tensor<?x1x8x8xf32>
    %1 = rn.read @conv1.weight : tensor<16x1x3x3xf32>
    %output = rn.conv %0, %1 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32>) -> tensor<?x16x8x8xf32>
    %2 = rn.read @bn1.weight : tensor<16xf32>
    %3 = rn.read @bn1.bias : tensor<16xf32>
    %4 = rn.read @bn1.running_mean : tensor<16xf32>
    %5 = rn.read @bn1.running_var : tensor<16xf32>
    %output_0, %mean, %variance = rn.batch_norm_train(%output, %2, %3) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %6 = rn.relu(%output_0) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %7 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %output_1 = rn.conv %6, %7 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %8 = rn.read @layer1.0.bn1.weight : tensor<16xf32>
    %9 = rn.read @layer1.0.bn1.bias : tensor<16xf32>
    %10 = rn.read @layer1.0.bn1.running_mean : tensor<16xf32>
    %11 = rn.read @layer1.0.bn1.running_var : tensor<16xf32>
    %output_2, %mean_3, %variance_4 = rn.batch_norm_train(%output_1, %8, %9) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %12 = rn.relu(%output_2) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %13 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %output_5 = rn.conv %12, %13 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %14 = rn.read @layer1.0.bn2.weight : tensor<16xf32>
    %15 = rn.read @layer1.0.bn2.bias : tensor<16xf32>
    %16 = rn.read @layer1.0.bn2.running_mean : tensor<16xf32>
    %17 = rn.read @layer1.0.bn2.running_var : tensor<16xf32>
    %output_6, %mean_7, %variance_8 = rn.batch_norm_train(%output_5, %14, %15) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %18 = rn.add(%output_6, %6) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %19 = rn.relu(%18) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %20 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %output_9 = rn.conv %19, %20 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<32x16x3x3xf32>) -> tensor<?x32x4x4xf32>
    %21 = rn.read @layer2.0.bn1.weight : tensor<32xf32>
    %22 = rn.read @layer2.0.bn1.bias : tensor<32xf32>
    %23 = rn.read @layer2.0.bn1.running_mean : tensor<32xf32>
    %24 = rn.read @layer2.0.bn1.running_var : tensor<32xf32>
    %output_10, %mean_11, %variance_12 = rn.batch_norm_train(%output_9, %21, %22) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %25 = rn.relu(%output_10) : (tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %26 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %output_13 = rn.conv %25, %26 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %27 = rn.read @layer2.0.bn2.weight : tensor<32xf32>
    %28 = rn.read @layer2.0.bn2.bias : tensor<32xf32>
    %29 = rn.read @layer2.0.bn2.running_mean : tensor<32xf32>
    %30 = rn.read @layer2.0.bn2.running_var : tensor<32xf32>
    %output_14, %mean_15, %variance_16 = rn.batch_norm_train(%output_13, %27, %28) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %31 = rn.subsample_pad(%19) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>) -> tensor<?x32x4x4xf32>
    %32 = rn.add(%output_14, %31) : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %33 = rn.relu(%32) : (tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %34 = rn.avg_pool(%33) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32>) -> tensor<?x32x1x1xf32>
    %35 = rn.read @fc.weight : tensor<10x32xf32>
    %36 = rn.read @fc.bias : tensor<10xf32>
    %37 = rn.linear %34, %35 bias(%36) : (tensor<?x32x1x1xf32>, tensor<10x32xf32>, tensor<10xf32>) -> tensor<?x10xf32>
    %gradient, %rows = rn.softmax_cross_entropy(%37, %arg1) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
    %38 = rn.mean_rows(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
    %39 = rn.linear_grad_input(%gradient, %35) : (tensor<?x10xf32>, tensor<10x32xf32>) -> tensor<?x32x1x1xf32>
    %40 = rn.linear_grad_weight(%34, %gradient) : (tensor<?x32x1x1xf32>, tensor<?x10xf32>) -> tensor<10x32xf32>
    %41 = rn.linear_grad_bias(%gradient) : (tensor<?x10xf32>) -> tensor<10xf32>
    %42 = rn.avg_pool_grad(%39) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x1x1xf32>) -> tensor<?x32x4x4xf32>
    %43 = rn.relu_grad %42, %33 : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %44 = rn.subsample_pad_grad %43 {strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>) -> tensor<?x16x8x8xf32>
    %result, %weight_gradient, %bias_gradient = rn.batch_norm_grad(%43, %output_13, %mean_15, %variance_16, %27) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %45 = rn.conv_grad_input %result, %26 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %46 = rn.conv_grad_weight %25, %result {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<32x32x3x3xf32>
    %47 = rn.relu_grad %45, %25 : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %result_17, %weight_gradient_18, %bias_gradient_19 = rn.batch_norm_grad(%47, %output_9, %mean_11, %variance_12, %21) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %48 = rn.conv_grad_input %result_17, %20 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>, tensor<32x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %49 = rn.conv_grad_weight %19, %result_17 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<?x32x4x4xf32>) -> tensor<32x16x3x3xf32>
    %50 = rn.add_gradients(%44, %48) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %51 = rn.relu_grad %50, %19 : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %result_20, %weight_gradient_21, %bias_gradient_22 = rn.batch_norm_grad(%51, %output_5, %mean_7, %variance_8, %14) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %52 = rn.conv_grad_input %result_20, %13 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %53 = rn.conv_grad_weight %12, %result_20 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %54 = rn.relu_grad %52, %12 : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %result_23, %weight_gradient_24, %bias_gradient_25 = rn.batch_norm_grad(%54, %output_1, %mean_3, %variance_4, %8) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %55 = rn.conv_grad_input %result_23, %7 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %56 = rn.conv_grad_weight %6, %result_23 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %57 = rn.add_gradients(%51, %55) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %58 = rn.relu_grad %57, %6 : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %result_26, %weight_gradient_27, %bias_gradient_28 = rn.batch_norm_grad(%58, %output, %mean, %variance, %2) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %59 = rn.conv_grad_weight %0, %result_26 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x1x3x3xf32>
    return %38, %59, %weight_gradient_27, %bias_gradient_28, %56, %weight_gradient_24, %bias_gradient_25, %53, %weight_gradient_21, %bias_gradient_22, %49, %weight_gradient_18, %bias_gradient_19, %46, %weight_gradient, %bias_gradient, %40, %41 : tensor<2xf32>, tensor<16x1x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16x16x3x3xf32>, tensor<16xf32>, tensor<16xf32>, tensor<32x16x3x3xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>, tensor<32xf32>, tensor<10x32xf32>, tensor<10xf32>
  }
  func.func @train(%arg0: tensor<?x1x8x8xf32> {rn.binding = #rn.binding<input>}, %arg1: tensor<?xi64> {rn.binding = #rn.binding<labels>}, %arg2: tensor<4xf32> {rn.binding = #rn.binding<hyper>}) -> (tensor<2xf32> {rn.binding = #rn.binding<output>}) {
    %0 = rn.normalize(%arg0) {mean = array<f64: 3.000000e-01>, std = array<f64: 4.000000e-01>} : (tensor<?x1x8x8xf32>) -> tensor<?x1x8x8xf32>
    %1 = rn.read @conv1.weight : tensor<16x1x3x3xf32>
    %output = rn.conv %0, %1 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<16x1x3x3xf32>) -> tensor<?x16x8x8xf32>
    %2 = rn.read @bn1.weight : tensor<16xf32>
    %3 = rn.read @bn1.bias : tensor<16xf32>
    %4 = rn.read @bn1.running_mean : tensor<16xf32>
    %5 = rn.read @bn1.running_var : tensor<16xf32>
    %output_0, %mean, %variance = rn.batch_norm_train(%output, %2, %3) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %new_mean, %new_variance = rn.bn_running(%mean, %variance, %4, %5, %output) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    %6 = rn.relu(%output_0) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %7 = rn.read @layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %output_1 = rn.conv %6, %7 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %8 = rn.read @layer1.0.bn1.weight : tensor<16xf32>
    %9 = rn.read @layer1.0.bn1.bias : tensor<16xf32>
    %10 = rn.read @layer1.0.bn1.running_mean : tensor<16xf32>
    %11 = rn.read @layer1.0.bn1.running_var : tensor<16xf32>
    %output_2, %mean_3, %variance_4 = rn.batch_norm_train(%output_1, %8, %9) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %new_mean_5, %new_variance_6 = rn.bn_running(%mean_3, %variance_4, %10, %11, %output_1) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    %12 = rn.relu(%output_2) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %13 = rn.read @layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %output_7 = rn.conv %12, %13 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %14 = rn.read @layer1.0.bn2.weight : tensor<16xf32>
    %15 = rn.read @layer1.0.bn2.bias : tensor<16xf32>
    %16 = rn.read @layer1.0.bn2.running_mean : tensor<16xf32>
    %17 = rn.read @layer1.0.bn2.running_var : tensor<16xf32>
    %output_8, %mean_9, %variance_10 = rn.batch_norm_train(%output_7, %14, %15) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %new_mean_11, %new_variance_12 = rn.bn_running(%mean_9, %variance_10, %16, %17, %output_7) {momentum = 1.000000e-01 : f64} : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<?x16x8x8xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    %18 = rn.add(%output_8, %6) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %19 = rn.relu(%18) : (tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %20 = rn.read @layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %output_13 = rn.conv %19, %20 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<32x16x3x3xf32>) -> tensor<?x32x4x4xf32>
    %21 = rn.read @layer2.0.bn1.weight : tensor<32xf32>
    %22 = rn.read @layer2.0.bn1.bias : tensor<32xf32>
    %23 = rn.read @layer2.0.bn1.running_mean : tensor<32xf32>
    %24 = rn.read @layer2.0.bn1.running_var : tensor<32xf32>
    %output_14, %mean_15, %variance_16 = rn.batch_norm_train(%output_13, %21, %22) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %new_mean_17, %new_variance_18 = rn.bn_running(%mean_15, %variance_16, %23, %24, %output_13) {momentum = 1.000000e-01 : f64} : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    %25 = rn.relu(%output_14) : (tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %26 = rn.read @layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %output_19 = rn.conv %25, %26 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %27 = rn.read @layer2.0.bn2.weight : tensor<32xf32>
    %28 = rn.read @layer2.0.bn2.bias : tensor<32xf32>
    %29 = rn.read @layer2.0.bn2.running_mean : tensor<32xf32>
    %30 = rn.read @layer2.0.bn2.running_var : tensor<32xf32>
    %output_20, %mean_21, %variance_22 = rn.batch_norm_train(%output_19, %27, %28) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %new_mean_23, %new_variance_24 = rn.bn_running(%mean_21, %variance_22, %29, %30, %output_19) {momentum = 1.000000e-01 : f64} : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<?x32x4x4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    %31 = rn.subsample_pad(%19) {strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>) -> tensor<?x32x4x4xf32>
    %32 = rn.add(%output_20, %31) : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %33 = rn.relu(%32) : (tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %34 = rn.avg_pool(%33) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x4x4xf32>) -> tensor<?x32x1x1xf32>
    %35 = rn.read @fc.weight : tensor<10x32xf32>
    %36 = rn.read @fc.bias : tensor<10xf32>
    %37 = rn.linear %34, %35 bias(%36) : (tensor<?x32x1x1xf32>, tensor<10x32xf32>, tensor<10xf32>) -> tensor<?x10xf32>
    %gradient, %rows = rn.softmax_cross_entropy(%37, %arg1) : (tensor<?x10xf32>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x2xf32>)
    %38 = rn.mean_rows(%rows) : (tensor<?x2xf32>) -> tensor<2xf32>
    %39 = rn.linear_grad_input(%gradient, %35) : (tensor<?x10xf32>, tensor<10x32xf32>) -> tensor<?x32x1x1xf32>
    %40 = rn.linear_grad_weight(%34, %gradient) : (tensor<?x32x1x1xf32>, tensor<?x10xf32>) -> tensor<10x32xf32>
    %41 = rn.linear_grad_bias(%gradient) : (tensor<?x10xf32>) -> tensor<10xf32>
    %42 = rn.avg_pool_grad(%39) {pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>, window = array<i64: 4, 4>} : (tensor<?x32x1x1xf32>) -> tensor<?x32x4x4xf32>
    %43 = rn.relu_grad %42, %33 : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %44 = rn.subsample_pad_grad %43 {strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>) -> tensor<?x16x8x8xf32>
    %result, %weight_gradient, %bias_gradient = rn.batch_norm_grad(%43, %output_19, %mean_21, %variance_22, %27) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %45 = rn.conv_grad_input %result, %26 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<32x32x3x3xf32>) -> tensor<?x32x4x4xf32>
    %46 = rn.conv_grad_weight %25, %result {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<32x32x3x3xf32>
    %47 = rn.relu_grad %45, %25 : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>) -> tensor<?x32x4x4xf32>
    %result_25, %weight_gradient_26, %bias_gradient_27 = rn.batch_norm_grad(%47, %output_13, %mean_15, %variance_16, %21) {eps = 1.000000e-05 : f64} : (tensor<?x32x4x4xf32>, tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>) -> (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>)
    %48 = rn.conv_grad_input %result_25, %20 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x32x4x4xf32>, tensor<32x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %49 = rn.conv_grad_weight %19, %result_25 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>} : (tensor<?x16x8x8xf32>, tensor<?x32x4x4xf32>) -> tensor<32x16x3x3xf32>
    %50 = rn.add_gradients(%44, %48) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %51 = rn.relu_grad %50, %19 : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %result_28, %weight_gradient_29, %bias_gradient_30 = rn.batch_norm_grad(%51, %output_7, %mean_9, %variance_10, %14) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %52 = rn.conv_grad_input %result_28, %13 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %53 = rn.conv_grad_weight %12, %result_28 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %54 = rn.relu_grad %52, %12 : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %result_31, %weight_gradient_32, %bias_gradient_33 = rn.batch_norm_grad(%54, %output_1, %mean_3, %variance_4, %8) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %55 = rn.conv_grad_input %result_31, %7 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<16x16x3x3xf32>) -> tensor<?x16x8x8xf32>
    %56 = rn.conv_grad_weight %6, %result_31 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x16x3x3xf32>
    %57 = rn.add_gradients(%51, %55) : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %58 = rn.relu_grad %57, %6 : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<?x16x8x8xf32>
    %result_34, %weight_gradient_35, %bias_gradient_36 = rn.batch_norm_grad(%58, %output, %mean, %variance, %2) {eps = 1.000000e-05 : f64} : (tensor<?x16x8x8xf32>, tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>)
    %59 = rn.conv_grad_weight %0, %result_34 {pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<?x1x8x8xf32>, tensor<?x16x8x8xf32>) -> tensor<16x1x3x3xf32>
    rn.write @bn1.running_mean, %new_mean : tensor<16xf32>
    rn.write @bn1.running_var, %new_variance : tensor<16xf32>
    rn.write @layer1.0.bn1.running_mean, %new_mean_5 : tensor<16xf32>
    rn.write @layer1.0.bn1.running_var, %new_variance_6 : tensor<16xf32>
    rn.write @layer1.0.bn2.running_mean, %new_mean_11 : tensor<16xf32>
    rn.write @layer1.0.bn2.running_var, %new_variance_12 : tensor<16xf32>
    rn.write @layer2.0.bn1.running_mean, %new_mean_17 : tensor<32xf32>
    rn.write @layer2.0.bn1.running_var, %new_variance_18 : tensor<32xf32>
    rn.write @layer2.0.bn2.running_mean, %new_mean_23 : tensor<32xf32>
    rn.write @layer2.0.bn2.running_var, %new_variance_24 : tensor<32xf32>
    %60 = rn.read @momentum.conv1.weight : tensor<16x1x3x3xf32>
    %new_parameter, %new_velocity = rn.sgd(%1, %60, %59, %arg2) : (tensor<16x1x3x3xf32>, tensor<16x1x3x3xf32>, tensor<16x1x3x3xf32>, tensor<4xf32>) -> (tensor<16x1x3x3xf32>, tensor<16x1x3x3xf32>)
    rn.write @conv1.weight, %new_parameter : tensor<16x1x3x3xf32>
    rn.write @momentum.conv1.weight, %new_velocity : tensor<16x1x3x3xf32>
    %61 = rn.read @momentum.bn1.weight : tensor<16xf32>
    %new_parameter_37, %new_velocity_38 = rn.sgd(%2, %61, %weight_gradient_35, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @bn1.weight, %new_parameter_37 : tensor<16xf32>
    rn.write @momentum.bn1.weight, %new_velocity_38 : tensor<16xf32>
    %62 = rn.read @momentum.bn1.bias : tensor<16xf32>
    %new_parameter_39, %new_velocity_40 = rn.sgd(%3, %62, %bias_gradient_36, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @bn1.bias, %new_parameter_39 : tensor<16xf32>
    rn.write @momentum.bn1.bias, %new_velocity_40 : tensor<16xf32>
    %63 = rn.read @momentum.layer1.0.conv1.weight : tensor<16x16x3x3xf32>
    %new_parameter_41, %new_velocity_42 = rn.sgd(%7, %63, %56, %arg2) : (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<4xf32>) -> (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>)
    rn.write @layer1.0.conv1.weight, %new_parameter_41 : tensor<16x16x3x3xf32>
    rn.write @momentum.layer1.0.conv1.weight, %new_velocity_42 : tensor<16x16x3x3xf32>
    %64 = rn.read @momentum.layer1.0.bn1.weight : tensor<16xf32>
    %new_parameter_43, %new_velocity_44 = rn.sgd(%8, %64, %weight_gradient_32, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn1.weight, %new_parameter_43 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn1.weight, %new_velocity_44 : tensor<16xf32>
    %65 = rn.read @momentum.layer1.0.bn1.bias : tensor<16xf32>
    %new_parameter_45, %new_velocity_46 = rn.sgd(%9, %65, %bias_gradient_33, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn1.bias, %new_parameter_45 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn1.bias, %new_velocity_46 : tensor<16xf32>
    %66 = rn.read @momentum.layer1.0.conv2.weight : tensor<16x16x3x3xf32>
    %new_parameter_47, %new_velocity_48 = rn.sgd(%13, %66, %53, %arg2) : (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>, tensor<4xf32>) -> (tensor<16x16x3x3xf32>, tensor<16x16x3x3xf32>)
    rn.write @layer1.0.conv2.weight, %new_parameter_47 : tensor<16x16x3x3xf32>
    rn.write @momentum.layer1.0.conv2.weight, %new_velocity_48 : tensor<16x16x3x3xf32>
    %67 = rn.read @momentum.layer1.0.bn2.weight : tensor<16xf32>
    %new_parameter_49, %new_velocity_50 = rn.sgd(%14, %67, %weight_gradient_29, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn2.weight, %new_parameter_49 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn2.weight, %new_velocity_50 : tensor<16xf32>
    %68 = rn.read @momentum.layer1.0.bn2.bias : tensor<16xf32>
    %new_parameter_51, %new_velocity_52 = rn.sgd(%15, %68, %bias_gradient_30, %arg2) : (tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<4xf32>) -> (tensor<16xf32>, tensor<16xf32>)
    rn.write @layer1.0.bn2.bias, %new_parameter_51 : tensor<16xf32>
    rn.write @momentum.layer1.0.bn2.bias, %new_velocity_52 : tensor<16xf32>
    %69 = rn.read @momentum.layer2.0.conv1.weight : tensor<32x16x3x3xf32>
    %new_parameter_53, %new_velocity_54 = rn.sgd(%20, %69, %49, %arg2) : (tensor<32x16x3x3xf32>, tensor<32x16x3x3xf32>, tensor<32x16x3x3xf32>, tensor<4xf32>) -> (tensor<32x16x3x3xf32>, tensor<32x16x3x3xf32>)
    rn.write @layer2.0.conv1.weight, %new_parameter_53 : tensor<32x16x3x3xf32>
    rn.write @momentum.layer2.0.conv1.weight, %new_velocity_54 : tensor<32x16x3x3xf32>
    %70 = rn.read @momentum.layer2.0.bn1.weight : tensor<32xf32>
    %new_parameter_55, %new_velocity_56 = rn.sgd(%21, %70, %weight_gradient_26, %arg2) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn1.weight, %new_parameter_55 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn1.weight, %new_velocity_56 : tensor<32xf32>
    %71 = rn.read @momentum.layer2.0.bn1.bias : tensor<32xf32>
    %new_parameter_57, %new_velocity_58 = rn.sgd(%22, %71, %bias_gradient_27, %arg2) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn1.bias, %new_parameter_57 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn1.bias, %new_velocity_58 : tensor<32xf32>
    %72 = rn.read @momentum.layer2.0.conv2.weight : tensor<32x32x3x3xf32>
    %new_parameter_59, %new_velocity_60 = rn.sgd(%26, %72, %46, %arg2) : (tensor<32x32x3x3xf32>, tensor<32x32x3x3xf32>, tensor<32x32x3x3xf32>, tensor<4xf32>) -> (tensor<32x32x3x3xf32>, tensor<32x32x3x3xf32>)
    rn.write @layer2.0.conv2.weight, %new_parameter_59 : tensor<32x32x3x3xf32>
    rn.write @momentum.layer2.0.conv2.weight, %new_velocity_60 : tensor<32x32x3x3xf32>
    %73 = rn.read @momentum.layer2.0.bn2.weight : tensor<32xf32>
    %new_parameter_61, %new_velocity_62 = rn.sgd(%27, %73, %weight_gradient, %arg2) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn2.weight, %new_parameter_61 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn2.weight, %new_velocity_62 : tensor<32xf32>
    %74 = rn.read @momentum.layer2.0.bn2.bias : tensor<32xf32>
    %new_parameter_63, %new_velocity_64 = rn.sgd(%28, %74, %bias_gradient, %arg2) : (tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<4xf32>) -> (tensor<32xf32>, tensor<32xf32>)
    rn.write @layer2.0.bn2.bias, %new_parameter_63 : tensor<32xf32>
    rn.write @momentum.layer2.0.bn2.bias, %new_velocity_64 : tensor<32xf32>
    %75 = rn.read @momentum.fc.weight : tensor<10x32xf32>
    %new_parameter_65, %new_velocity_66 = rn.sgd(%35, %75, %40, %arg2) : (tensor<10x32xf32>, tensor<10x32xf32>, tensor<10x32xf32>, tensor<4xf32>) -> (tensor<10x32xf32>, tensor<10x32xf32>)
    rn.write @fc.weight, %new_parameter_65 : tensor<10x32xf32>
    rn.write @momentum.fc.weight, %new_velocity_66 : tensor<10x32xf32>
    %76 = rn.read @momentum.fc.bias : tensor<10xf32>
    %new_parameter_67, %new_velocity_68 = rn.sgd(%36, %76, %41, %arg2) : (tensor<10xf32>, tensor<10xf32>, tensor<10xf32>, tensor<4xf32>) -> (tensor<10xf32>, tensor<10xf32>)
    rn.write @fc.bias, %new_parameter_67 : tensor<10xf32>
    rn.write @momentum.fc.bias, %new_velocity_68 : tensor<10xf32>
    return %38 : tensor<2xf32>
  }
}
