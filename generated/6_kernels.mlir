// made by: resnetc generated/two_blocks.dsl --mode=train -march=x86-64-v4 --batch=1 --emit=kernels
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
  rn.kernel @rn_k_fold_bn_416a9e8f58751c8c3c44 "fold_bn" {c = 1 : i64, eps = 1.000000e-05 : f64, in_image = 1 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_fold_bn_15e8352509c9ad525a0a "fold_bn" {c = 16 : i64, eps = 1.000000e-05 : f64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_fold_bn_7c59817e130a49d7c643 "fold_bn" {c = 16 : i64, eps = 1.000000e-05 : f64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_fold_bn_a485422c073fa3931a30 "fold_bn" {c = 32 : i64, eps = 1.000000e-05 : f64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_db6f4287f5a4f6516e30 "conv" {bias = 1 : i64, c = 1 : i64, h = 8 : i64, in_image = 1 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 1 : i64, pt = 1 : i64, relu = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_5d54f2bf8a40ceab090f "conv" {bias = 1 : i64, c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, relu = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_3991dc3d836f80027488 "conv" {bias = 1 : i64, c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, relu = 1 : i64, residual = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_c154c185f95d49bb9cf7 "conv" {bias = 1 : i64, c = 16 : i64, h = 8 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, relu = 1 : i64, sh = 2 : i64, sw = 2 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 4 : i64, tc = 2 : i64, tx = 4 : i64, ty = 2 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_subsample_pad_80b272b65cbb6b5df439 "subsample_pad" {c = 16 : i64, h = 8 : i64, k = 32 : i64, sh = 2 : i64, sw = 2 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_348c222cb91e6e3884dd "conv" {bias = 1 : i64, c = 32 : i64, h = 4 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, relu = 1 : i64, residual = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "tile" {kc = 1 : i64, rows = 4 : i64, tc = 2 : i64, tx = 4 : i64, ty = 2 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_avgpool_7737b57386d14b467b25 "avgpool" {c = 32 : i64, h = 4 : i64, kh = 4 : i64, kw = 4 : i64, pb = 0 : i64, pl = 0 : i64, pr = 0 : i64, pt = 0 : i64, sh = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_linear_3e3e505b826d478d00c6 "linear" {bias = 1 : i64, c = 32 : i64, h = 1 : i64, k = 10 : i64, w = 1 : i64} schedule "tile" {images = 1 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_748eaf4629d732772ee6 "conv" {c = 1 : i64, h = 8 : i64, in_image = 1 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 1 : i64, pt = 1 : i64, sh = 1 : i64, stats = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_finalize_be3cb95abde088298f5c "bn_finalize" {c = 16 : i64, eps = 1.000000e-05 : f64, h = 64 : i64, p = 1 : i64, w = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_apply_0625e23f31936bf1a565 "apply" {a_affine = 1 : i64, c = 16 : i64, h = 8 : i64, relu = 1 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_046617e171094e51bed4 "conv" {c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 1 : i64, stats = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_eca57542ce928d3c7c49 "conv" {c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 2 : i64, pt = 1 : i64, sh = 1 : i64, stats = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_apply_85916687602d56cbc500 "apply" {a_affine = 1 : i64, b = 1 : i64, c = 16 : i64, h = 8 : i64, relu = 1 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_7fe95444c545ae8589ae "conv" {c = 16 : i64, h = 8 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 2 : i64, stats = 1 : i64, sw = 2 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 4 : i64, tc = 2 : i64, tx = 4 : i64, ty = 2 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_finalize_2d8801cd725d1cfc5cb8 "bn_finalize" {c = 32 : i64, eps = 1.000000e-05 : f64, h = 16 : i64, p = 1 : i64, w = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_a005846a8424fe0778f5 "conv" {c = 32 : i64, h = 4 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 2 : i64, pt = 1 : i64, sh = 1 : i64, stats = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "tile" {kc = 1 : i64, rows = 4 : i64, tc = 2 : i64, tx = 4 : i64, ty = 2 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_apply_9cfbe039dc865a14c1b8 "apply" {a_affine = 1 : i64, b = 1 : i64, c = 32 : i64, h = 4 : i64, relu = 1 : i64, w = 4 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_softmax_cross_entropy_e19f3ac9c110e62ba507 "softmax_cross_entropy" {k = 10 : i64} schedule "rows" {} because "table avx512, rank 0"
  rn.kernel @rn_k_mean_rows_53417229ebe865473a06 "mean_rows" {} schedule "serial" {} because "table avx512, rank 0"
  rn.kernel @rn_k_transpose_weight_1c005e79fc034debc349 "transpose_weight" {c = 32 : i64, k = 10 : i64, kh = 1 : i64, kw = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_linear_grad_input_da1bd18b821501674d5a "linear_grad_input" {c = 32 : i64, h = 1 : i64, k = 10 : i64, w = 1 : i64} schedule "tile" {images = 1 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_linear_grad_weight_0b3e49ca9cfda9c4150a "linear_grad_weight" {c = 32 : i64, h = 1 : i64, k = 10 : i64, w = 1 : i64} schedule "tile" {} because "table avx512, rank 0"
  rn.kernel @rn_k_linear_grad_bias_f3c653ea765360b4ed4a "linear_grad_bias" {k = 10 : i64} schedule "vector" {} because "table avx512, rank 0"
  rn.kernel @rn_k_avgpool_grad_21a08f268206dd51406a "avgpool_grad" {c = 32 : i64, h = 4 : i64, kh = 4 : i64, kw = 4 : i64, pb = 0 : i64, pl = 0 : i64, pr = 0 : i64, pt = 0 : i64, sh = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_grad_stats_26d933ff5c62a13b3114 "grad_stats" {c = 32 : i64, h = 4 : i64, mask = 1 : i64, w = 4 : i64, write_g = 1 : i64} schedule "partials" {} because "table avx512, rank 0"
  rn.kernel @rn_k_subsample_pad_grad_fcc81bc1ea4885e6e748 "subsample_pad_grad" {c = 16 : i64, h = 8 : i64, k = 32 : i64, sh = 2 : i64, sw = 2 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_finalize_aea1058b4b0d8c0a6071 "bn_grad_finalize" {c = 32 : i64, eps = 1.000000e-05 : f64, h = 16 : i64, p = 1 : i64, w = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_apply_7f088ce1f210432c3697 "bn_grad_apply" {c = 32 : i64, h = 4 : i64, w = 4 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_transpose_weight_4b4258af1f56f0270332 "transpose_weight" {c = 32 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_input_6708344527cc308a2f64 "conv_grad_input" {c = 32 : i64, h = 4 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "phases" {kc = 1 : i64, rows = 4 : i64, tc = 2 : i64, tx = 4 : i64, ty = 2 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_weight_3386ad1bff94ed41d4af "conv_grad_weight" {c = 32 : i64, h = 4 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 2 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "tile" {cc = 2 : i64, chunks = 1 : i64, images = 4 : i64, ky = 3 : i64, rows = 4 : i64, tc = 8 : i64, tk = 2 : i64, tx = 1 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_grad_stats_4e0d8938fea1d60d4f88 "grad_stats" {c = 32 : i64, h = 4 : i64, mask = 2 : i64, w = 4 : i64} schedule "partials" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_apply_cc832094531d4cee7a1f "bn_grad_apply" {c = 32 : i64, h = 4 : i64, mask = 2 : i64, w = 4 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_weight_a16ee742b39421ac485e "conv_grad_weight" {c = 16 : i64, h = 8 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 2 : i64, sw = 2 : i64, w = 8 : i64} schedule "tile" {cc = 2 : i64, chunks = 1 : i64, images = 4 : i64, ky = 1 : i64, rows = 4 : i64, tc = 8 : i64, tk = 2 : i64, tx = 1 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_transpose_weight_fd644621fb11e30b8ce3 "transpose_weight" {c = 16 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_input_bcc3079bcc43b6bdd09e "conv_grad_input" {addend = 1 : i64, c = 16 : i64, h = 8 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 2 : i64, sw = 2 : i64, w = 8 : i64} schedule "phases" {kc = 1 : i64, rows = 4 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_grad_stats_4028c5ed0b26e8adaf71 "grad_stats" {c = 16 : i64, h = 8 : i64, mask = 1 : i64, w = 8 : i64, write_g = 1 : i64} schedule "partials" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_finalize_c14863e671c83626214d "bn_grad_finalize" {c = 16 : i64, eps = 1.000000e-05 : f64, h = 64 : i64, p = 1 : i64, w = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_apply_03f345214f838bbae716 "bn_grad_apply" {c = 16 : i64, h = 8 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_transpose_weight_45ed9abcd81cd95a9a30 "transpose_weight" {c = 16 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_input_8e9ab78116b41912a6cf "conv_grad_input" {c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "phases" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_weight_c45c6e5cc4fbf72df566 "conv_grad_weight" {c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 2 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {cc = 4 : i64, chunks = 1 : i64, images = 1 : i64, ky = 1 : i64, rows = 8 : i64, tc = 4 : i64, tk = 1 : i64, tx = 3 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_grad_stats_e262465ab5fa4b00b428 "grad_stats" {c = 16 : i64, h = 8 : i64, mask = 2 : i64, w = 8 : i64} schedule "partials" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_apply_179de2c98d3abeaeac82 "bn_grad_apply" {c = 16 : i64, h = 8 : i64, mask = 2 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_weight_cd60a257c32b412f1771 "conv_grad_weight" {c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {cc = 4 : i64, chunks = 1 : i64, images = 1 : i64, ky = 1 : i64, rows = 8 : i64, tc = 4 : i64, tk = 1 : i64, tx = 3 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_input_c3307216eabc43fe7075 "conv_grad_input" {addend = 1 : i64, c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "phases" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_weight_46bd8d39a379e92f9236 "conv_grad_weight" {c = 1 : i64, h = 8 : i64, in_image = 1 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 1 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {cc = 1 : i64, chunks = 1 : i64, images = 1 : i64, ky = 1 : i64, rows = 8 : i64, tc = 1 : i64, tk = 1 : i64, tx = 3 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_running_256179b8c7a7f55d2d20 "bn_running" {c = 16 : i64, h = 8 : i64, momentum = 1.000000e-01 : f64, w = 8 : i64} schedule "vector" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_running_7a38e5d0aa8f5dfe2c18 "bn_running" {c = 32 : i64, h = 4 : i64, momentum = 1.000000e-01 : f64, w = 4 : i64} schedule "vector" {} because "table avx512, rank 0"
  rn.kernel @rn_k_sgd_25d24a0b3cae60a00380 "sgd" {} schedule "chunks" {} because "table avx512, rank 0"
  func.func @prepare() {
    %0 = rn.variable_buffer @layer2.0.bn2.running_var : <tensor<32xf32, #rn.blocked<16>>>
    %1 = rn.variable_buffer @layer2.0.bn2.running_mean : <tensor<32xf32, #rn.blocked<16>>>
    %2 = rn.variable_buffer @layer2.0.bn2.bias : <tensor<32xf32, #rn.blocked<16>>>
    %3 = rn.variable_buffer @layer2.0.bn2.weight : <tensor<32xf32, #rn.blocked<16>>>
    %4 = rn.variable_buffer @layer2.0.conv2.weight : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    %5 = rn.variable_buffer @layer2.0.bn1.running_var : <tensor<32xf32, #rn.blocked<16>>>
    %6 = rn.variable_buffer @layer2.0.bn1.running_mean : <tensor<32xf32, #rn.blocked<16>>>
    %7 = rn.variable_buffer @layer2.0.bn1.bias : <tensor<32xf32, #rn.blocked<16>>>
    %8 = rn.variable_buffer @layer2.0.bn1.weight : <tensor<32xf32, #rn.blocked<16>>>
    %9 = rn.variable_buffer @layer2.0.conv1.weight : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    %10 = rn.variable_buffer @layer1.0.bn2.running_var : <tensor<16xf32, #rn.blocked<16>>>
    %11 = rn.variable_buffer @layer1.0.bn2.running_mean : <tensor<16xf32, #rn.blocked<16>>>
    %12 = rn.variable_buffer @layer1.0.bn2.bias : <tensor<16xf32, #rn.blocked<16>>>
    %13 = rn.variable_buffer @layer1.0.bn2.weight : <tensor<16xf32, #rn.blocked<16>>>
    %14 = rn.variable_buffer @layer1.0.conv2.weight : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %15 = rn.variable_buffer @layer1.0.bn1.running_var : <tensor<16xf32, #rn.blocked<16>>>
    %16 = rn.variable_buffer @layer1.0.bn1.running_mean : <tensor<16xf32, #rn.blocked<16>>>
    %17 = rn.variable_buffer @layer1.0.bn1.bias : <tensor<16xf32, #rn.blocked<16>>>
    %18 = rn.variable_buffer @layer1.0.bn1.weight : <tensor<16xf32, #rn.blocked<16>>>
    %19 = rn.variable_buffer @layer1.0.conv1.weight : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %20 = rn.variable_buffer @bn1.running_var : <tensor<16xf32, #rn.blocked<16>>>
    %21 = rn.variable_buffer @bn1.running_mean : <tensor<16xf32, #rn.blocked<16>>>
    %22 = rn.variable_buffer @bn1.bias : <tensor<16xf32, #rn.blocked<16>>>
    %23 = rn.variable_buffer @bn1.weight : <tensor<16xf32, #rn.blocked<16>>>
    %24 = rn.variable_buffer @conv1.weight : <tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    %25 = rn.variable_buffer @prepared.layer2.0.conv2.weight.1 : <tensor<32xf32, #rn.blocked<16>>>
    %26 = rn.variable_buffer @prepared.layer2.0.conv2.weight.0 : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    %27 = rn.variable_buffer @prepared.layer2.0.conv1.weight.1 : <tensor<32xf32, #rn.blocked<16>>>
    %28 = rn.variable_buffer @prepared.layer2.0.conv1.weight.0 : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    %29 = rn.variable_buffer @prepared.layer1.0.conv2.weight.1 : <tensor<16xf32, #rn.blocked<16>>>
    %30 = rn.variable_buffer @prepared.layer1.0.conv2.weight.0 : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %31 = rn.variable_buffer @prepared.layer1.0.conv1.weight.1 : <tensor<16xf32, #rn.blocked<16>>>
    %32 = rn.variable_buffer @prepared.layer1.0.conv1.weight.0 : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %33 = rn.variable_buffer @prepared.conv1.weight.1 : <tensor<16xf32, #rn.blocked<16>>>
    %34 = rn.variable_buffer @prepared.conv1.weight.0 : <tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    rn.launch @rn_k_fold_bn_416a9e8f58751c8c3c44(%24, %23, %22, %21, %20, %34, %33) : !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_fold_bn_15e8352509c9ad525a0a(%19, %18, %17, %16, %15, %32, %31) : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_fold_bn_15e8352509c9ad525a0a(%14, %13, %12, %11, %10, %30, %29) : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_fold_bn_7c59817e130a49d7c643(%9, %8, %7, %6, %5, %28, %27) : !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_fold_bn_a485422c073fa3931a30(%4, %3, %2, %1, %0, %26, %25) : !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    return
  }
  func.func @infer(%arg0: !rn.buffer<tensor<?x1x8x8xf32>> {rn.binding = #rn.binding<input>}, %arg1: !rn.buffer<tensor<?x10xf32>> {rn.binding = #rn.binding<output>}) {
    %0 = rn.variable_buffer @fc.bias : <tensor<10xf32, #rn.blocked<16>>>
    %1 = rn.variable_buffer @fc.weight : <tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>
    %2 = rn.variable_buffer @prepared.conv1.weight.0 : <tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    %3 = rn.variable_buffer @prepared.conv1.weight.1 : <tensor<16xf32, #rn.blocked<16>>>
    %4 = rn.variable_buffer @prepared.layer1.0.conv1.weight.0 : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %5 = rn.variable_buffer @prepared.layer1.0.conv1.weight.1 : <tensor<16xf32, #rn.blocked<16>>>
    %6 = rn.variable_buffer @prepared.layer1.0.conv2.weight.0 : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %7 = rn.variable_buffer @prepared.layer1.0.conv2.weight.1 : <tensor<16xf32, #rn.blocked<16>>>
    %8 = rn.variable_buffer @prepared.layer2.0.conv1.weight.0 : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    %9 = rn.variable_buffer @prepared.layer2.0.conv1.weight.1 : <tensor<32xf32, #rn.blocked<16>>>
    %10 = rn.variable_buffer @prepared.layer2.0.conv2.weight.0 : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    %11 = rn.variable_buffer @prepared.layer2.0.conv2.weight.1 : <tensor<32xf32, #rn.blocked<16>>>
    %12 = rn.constant_buffer dense<2.500000e+00> : tensor<1xf32, #rn.blocked<16>> : <tensor<1xf32, #rn.blocked<16>>>
    %13 = rn.constant_buffer dense<-7.500000e-01> : tensor<1xf32, #rn.blocked<16>> : <tensor<1xf32, #rn.blocked<16>>>
    %14 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_db6f4287f5a4f6516e30(%arg0, %2, %12, %13, %3, %14) : !rn.buffer<tensor<?x1x8x8xf32>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %15 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_5d54f2bf8a40ceab090f(%14, %4, %5, %15) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %16 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_3991dc3d836f80027488(%15, %6, %7, %14, %16) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %17 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_c154c185f95d49bb9cf7(%16, %8, %9, %17) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %18 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_subsample_pad_80b272b65cbb6b5df439(%16, %18) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %19 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_348c222cb91e6e3884dd(%17, %10, %11, %18, %19) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %20 = rn.alloc : <tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_avgpool_7737b57386d14b467b25(%19, %20) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_linear_3e3e505b826d478d00c6(%20, %1, %0, %arg1) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x10xf32>>
    return
  }
  func.func @grad(%arg0: !rn.buffer<tensor<?x1x8x8xf32>> {rn.binding = #rn.binding<input>}, %arg1: !rn.buffer<tensor<?xi64>> {rn.binding = #rn.binding<labels>}, %arg2: !rn.buffer<tensor<2xf32>> {rn.binding = #rn.binding<output>}) {
    %0 = rn.variable_buffer @fc.bias : <tensor<10xf32, #rn.blocked<16>>>
    %1 = rn.variable_buffer @fc.weight : <tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>
    %2 = rn.variable_buffer @layer2.0.bn2.bias : <tensor<32xf32, #rn.blocked<16>>>
    %3 = rn.variable_buffer @layer2.0.bn2.weight : <tensor<32xf32, #rn.blocked<16>>>
    %4 = rn.variable_buffer @layer2.0.conv2.weight : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    %5 = rn.variable_buffer @layer2.0.bn1.bias : <tensor<32xf32, #rn.blocked<16>>>
    %6 = rn.variable_buffer @layer2.0.bn1.weight : <tensor<32xf32, #rn.blocked<16>>>
    %7 = rn.variable_buffer @layer2.0.conv1.weight : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    %8 = rn.variable_buffer @layer1.0.bn2.bias : <tensor<16xf32, #rn.blocked<16>>>
    %9 = rn.variable_buffer @layer1.0.bn2.weight : <tensor<16xf32, #rn.blocked<16>>>
    %10 = rn.variable_buffer @layer1.0.conv2.weight : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %11 = rn.variable_buffer @layer1.0.bn1.bias : <tensor<16xf32, #rn.blocked<16>>>
    %12 = rn.variable_buffer @layer1.0.bn1.weight : <tensor<16xf32, #rn.blocked<16>>>
    %13 = rn.variable_buffer @layer1.0.conv1.weight : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %14 = rn.variable_buffer @bn1.bias : <tensor<16xf32, #rn.blocked<16>>>
    %15 = rn.variable_buffer @bn1.weight : <tensor<16xf32, #rn.blocked<16>>>
    %16 = rn.variable_buffer @conv1.weight : <tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    %17 = rn.alloc {rn.gradient_of = ["conv1.weight"]} : <tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    %18 = rn.alloc {rn.gradient_of = ["bn1.weight"]} : <tensor<16xf32, #rn.blocked<16>>>
    %19 = rn.alloc {rn.gradient_of = ["bn1.bias"]} : <tensor<16xf32, #rn.blocked<16>>>
    %20 = rn.alloc {rn.gradient_of = ["layer1.0.conv1.weight"]} : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %21 = rn.alloc {rn.gradient_of = ["layer1.0.bn1.weight"]} : <tensor<16xf32, #rn.blocked<16>>>
    %22 = rn.alloc {rn.gradient_of = ["layer1.0.bn1.bias"]} : <tensor<16xf32, #rn.blocked<16>>>
    %23 = rn.alloc {rn.gradient_of = ["layer1.0.conv2.weight"]} : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %24 = rn.alloc {rn.gradient_of = ["layer1.0.bn2.weight"]} : <tensor<16xf32, #rn.blocked<16>>>
    %25 = rn.alloc {rn.gradient_of = ["layer1.0.bn2.bias"]} : <tensor<16xf32, #rn.blocked<16>>>
    %26 = rn.alloc {rn.gradient_of = ["layer2.0.conv1.weight"]} : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    %27 = rn.alloc {rn.gradient_of = ["layer2.0.bn1.weight"]} : <tensor<32xf32, #rn.blocked<16>>>
    %28 = rn.alloc {rn.gradient_of = ["layer2.0.bn1.bias"]} : <tensor<32xf32, #rn.blocked<16>>>
    %29 = rn.alloc {rn.gradient_of = ["layer2.0.conv2.weight"]} : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    %30 = rn.alloc {rn.gradient_of = ["layer2.0.bn2.weight"]} : <tensor<32xf32, #rn.blocked<16>>>
    %31 = rn.alloc {rn.gradient_of = ["layer2.0.bn2.bias"]} : <tensor<32xf32, #rn.blocked<16>>>
    %32 = rn.alloc {rn.gradient_of = ["fc.weight"]} : <tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>
    %33 = rn.alloc {rn.gradient_of = ["fc.bias"]} : <tensor<10xf32, #rn.blocked<16>>>
    %34 = rn.constant_buffer dense<2.500000e+00> : tensor<1xf32, #rn.blocked<16>> : <tensor<1xf32, #rn.blocked<16>>>
    %35 = rn.constant_buffer dense<-7.500000e-01> : tensor<1xf32, #rn.blocked<16>> : <tensor<1xf32, #rn.blocked<16>>>
    %36 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %37 = rn.alloc : <tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_748eaf4629d732772ee6(%arg0, %16, %34, %35, %36, %37) : !rn.buffer<tensor<?x1x8x8xf32>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    %38 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %39 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %40 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %41 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_be3cb95abde088298f5c(%37, %15, %14, %38, %39, %40, %41) : !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %42 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_apply_0625e23f31936bf1a565(%36, %40, %41, %42) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %43 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %44 = rn.alloc : <tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_046617e171094e51bed4(%42, %13, %43, %44) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    %45 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %46 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %47 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %48 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_be3cb95abde088298f5c(%44, %12, %11, %45, %46, %47, %48) : !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %49 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %50 = rn.alloc : <tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_eca57542ce928d3c7c49(%43, %10, %47, %48, %49, %50) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    %51 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %52 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %53 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %54 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_be3cb95abde088298f5c(%50, %9, %8, %51, %52, %53, %54) : !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %55 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_apply_85916687602d56cbc500(%49, %53, %54, %42, %55) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %56 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %57 = rn.alloc : <tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_7fe95444c545ae8589ae(%55, %7, %56, %57) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    %58 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %59 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %60 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %61 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_2d8801cd725d1cfc5cb8(%57, %6, %5, %58, %59, %60, %61) : !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %62 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %63 = rn.alloc : <tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_a005846a8424fe0778f5(%56, %4, %60, %61, %62, %63) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    %64 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %65 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %66 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %67 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_2d8801cd725d1cfc5cb8(%63, %3, %2, %64, %65, %66, %67) : !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %68 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_subsample_pad_80b272b65cbb6b5df439(%55, %68) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %69 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_apply_9cfbe039dc865a14c1b8(%62, %66, %67, %68, %69) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %70 = rn.alloc : <tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_avgpool_7737b57386d14b467b25(%69, %70) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>
    %71 = rn.alloc : <tensor<?x10xf32>>
    rn.launch @rn_k_linear_3e3e505b826d478d00c6(%70, %1, %0, %71) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x10xf32>>
    %72 = rn.alloc : <tensor<?x10xf32>>
    %73 = rn.alloc : <tensor<?x2xf32>>
    rn.launch @rn_k_softmax_cross_entropy_e19f3ac9c110e62ba507(%71, %arg1, %72, %73) : !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<?xi64>>, !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<?x2xf32>>
    rn.launch @rn_k_mean_rows_53417229ebe865473a06(%73, %arg2) : !rn.buffer<tensor<?x2xf32>>, !rn.buffer<tensor<2xf32>>
    %74 = rn.alloc : <tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_1c005e79fc034debc349(%1, %74) : !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>>
    %75 = rn.alloc : <tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_linear_grad_input_da1bd18b821501674d5a(%72, %74, %75) : !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_linear_grad_weight_0b3e49ca9cfda9c4150a(%70, %72, %32) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>
    rn.launch @rn_k_linear_grad_bias_f3c653ea765360b4ed4a(%72, %33) : !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>
    %76 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_avgpool_grad_21a08f268206dd51406a(%75, %76) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %77 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %78 = rn.alloc : <tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_26d933ff5c62a13b3114(%76, %69, %62, %64, %77, %78) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    %79 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_subsample_pad_grad_fcc81bc1ea4885e6e748(%77, %79) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %80 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %81 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %82 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_aea1058b4b0d8c0a6071(%78, %64, %65, %3, %30, %31, %80, %81, %82) : !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %83 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_7f088ce1f210432c3697(%77, %62, %80, %81, %82, %83) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %84 = rn.alloc : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_4b4258af1f56f0270332(%4, %84) : !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>>
    %85 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_6708344527cc308a2f64(%83, %84, %85) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_weight_3386ad1bff94ed41d4af(%56, %60, %61, %83, %29) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    %86 = rn.alloc : <tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_4e0d8938fea1d60d4f88(%85, %56, %58, %60, %61, %86) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    %87 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %88 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %89 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_aea1058b4b0d8c0a6071(%86, %58, %59, %6, %27, %28, %87, %88, %89) : !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %90 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_cc832094531d4cee7a1f(%85, %56, %60, %61, %87, %88, %89, %90) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_weight_a16ee742b39421ac485e(%55, %90, %26) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    %91 = rn.alloc : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_fd644621fb11e30b8ce3(%7, %91) : !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    %92 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_bcc3079bcc43b6bdd09e(%90, %91, %79, %92) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %93 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %94 = rn.alloc : <tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_4028c5ed0b26e8adaf71(%92, %55, %49, %51, %93, %94) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    %95 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %96 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %97 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_c14863e671c83626214d(%94, %51, %52, %9, %24, %25, %95, %96, %97) : !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %98 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_03f345214f838bbae716(%93, %49, %95, %96, %97, %98) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %99 = rn.alloc : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_45ed9abcd81cd95a9a30(%10, %99) : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    %100 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_8e9ab78116b41912a6cf(%98, %99, %100) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_weight_c45c6e5cc4fbf72df566(%43, %47, %48, %98, %23) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %101 = rn.alloc : <tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_e262465ab5fa4b00b428(%100, %43, %45, %47, %48, %101) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    %102 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %103 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %104 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_c14863e671c83626214d(%101, %45, %46, %12, %21, %22, %102, %103, %104) : !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %105 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_179de2c98d3abeaeac82(%100, %43, %47, %48, %102, %103, %104, %105) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_weight_cd60a257c32b412f1771(%42, %105, %20) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %106 = rn.alloc : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_45ed9abcd81cd95a9a30(%13, %106) : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    %107 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_c3307216eabc43fe7075(%105, %106, %93, %107) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %108 = rn.alloc : <tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_e262465ab5fa4b00b428(%107, %36, %38, %40, %41, %108) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    %109 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %110 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %111 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_c14863e671c83626214d(%108, %38, %39, %15, %18, %19, %109, %110, %111) : !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %112 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_179de2c98d3abeaeac82(%107, %36, %40, %41, %109, %110, %111, %112) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_weight_46bd8d39a379e92f9236(%arg0, %34, %35, %112, %17) : !rn.buffer<tensor<?x1x8x8xf32>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    return
  }
  func.func @train(%arg0: !rn.buffer<tensor<?x1x8x8xf32>> {rn.binding = #rn.binding<input>}, %arg1: !rn.buffer<tensor<?xi64>> {rn.binding = #rn.binding<labels>}, %arg2: !rn.buffer<tensor<4xf32>> {rn.binding = #rn.binding<hyper>}, %arg3: !rn.buffer<tensor<2xf32>> {rn.binding = #rn.binding<output>}) {
    %0 = rn.variable_buffer @momentum.fc.bias : <tensor<10xf32, #rn.blocked<16>>>
    %1 = rn.variable_buffer @fc.bias : <tensor<10xf32, #rn.blocked<16>>>
    %2 = rn.variable_buffer @momentum.fc.weight : <tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>
    %3 = rn.variable_buffer @fc.weight : <tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>
    %4 = rn.variable_buffer @momentum.layer2.0.bn2.bias : <tensor<32xf32, #rn.blocked<16>>>
    %5 = rn.variable_buffer @layer2.0.bn2.bias : <tensor<32xf32, #rn.blocked<16>>>
    %6 = rn.variable_buffer @momentum.layer2.0.bn2.weight : <tensor<32xf32, #rn.blocked<16>>>
    %7 = rn.variable_buffer @layer2.0.bn2.weight : <tensor<32xf32, #rn.blocked<16>>>
    %8 = rn.variable_buffer @momentum.layer2.0.conv2.weight : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    %9 = rn.variable_buffer @layer2.0.conv2.weight : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    %10 = rn.variable_buffer @momentum.layer2.0.bn1.bias : <tensor<32xf32, #rn.blocked<16>>>
    %11 = rn.variable_buffer @layer2.0.bn1.bias : <tensor<32xf32, #rn.blocked<16>>>
    %12 = rn.variable_buffer @momentum.layer2.0.bn1.weight : <tensor<32xf32, #rn.blocked<16>>>
    %13 = rn.variable_buffer @layer2.0.bn1.weight : <tensor<32xf32, #rn.blocked<16>>>
    %14 = rn.variable_buffer @momentum.layer2.0.conv1.weight : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    %15 = rn.variable_buffer @layer2.0.conv1.weight : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    %16 = rn.variable_buffer @momentum.layer1.0.bn2.bias : <tensor<16xf32, #rn.blocked<16>>>
    %17 = rn.variable_buffer @layer1.0.bn2.bias : <tensor<16xf32, #rn.blocked<16>>>
    %18 = rn.variable_buffer @momentum.layer1.0.bn2.weight : <tensor<16xf32, #rn.blocked<16>>>
    %19 = rn.variable_buffer @layer1.0.bn2.weight : <tensor<16xf32, #rn.blocked<16>>>
    %20 = rn.variable_buffer @momentum.layer1.0.conv2.weight : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %21 = rn.variable_buffer @layer1.0.conv2.weight : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %22 = rn.variable_buffer @momentum.layer1.0.bn1.bias : <tensor<16xf32, #rn.blocked<16>>>
    %23 = rn.variable_buffer @layer1.0.bn1.bias : <tensor<16xf32, #rn.blocked<16>>>
    %24 = rn.variable_buffer @momentum.layer1.0.bn1.weight : <tensor<16xf32, #rn.blocked<16>>>
    %25 = rn.variable_buffer @layer1.0.bn1.weight : <tensor<16xf32, #rn.blocked<16>>>
    %26 = rn.variable_buffer @momentum.layer1.0.conv1.weight : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %27 = rn.variable_buffer @layer1.0.conv1.weight : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %28 = rn.variable_buffer @momentum.bn1.bias : <tensor<16xf32, #rn.blocked<16>>>
    %29 = rn.variable_buffer @bn1.bias : <tensor<16xf32, #rn.blocked<16>>>
    %30 = rn.variable_buffer @momentum.bn1.weight : <tensor<16xf32, #rn.blocked<16>>>
    %31 = rn.variable_buffer @bn1.weight : <tensor<16xf32, #rn.blocked<16>>>
    %32 = rn.variable_buffer @momentum.conv1.weight : <tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    %33 = rn.variable_buffer @conv1.weight : <tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    %34 = rn.variable_buffer @layer2.0.bn2.running_var : <tensor<32xf32, #rn.blocked<16>>>
    %35 = rn.variable_buffer @layer2.0.bn2.running_mean : <tensor<32xf32, #rn.blocked<16>>>
    %36 = rn.variable_buffer @layer2.0.bn1.running_var : <tensor<32xf32, #rn.blocked<16>>>
    %37 = rn.variable_buffer @layer2.0.bn1.running_mean : <tensor<32xf32, #rn.blocked<16>>>
    %38 = rn.variable_buffer @layer1.0.bn2.running_var : <tensor<16xf32, #rn.blocked<16>>>
    %39 = rn.variable_buffer @layer1.0.bn2.running_mean : <tensor<16xf32, #rn.blocked<16>>>
    %40 = rn.variable_buffer @layer1.0.bn1.running_var : <tensor<16xf32, #rn.blocked<16>>>
    %41 = rn.variable_buffer @layer1.0.bn1.running_mean : <tensor<16xf32, #rn.blocked<16>>>
    %42 = rn.variable_buffer @bn1.running_var : <tensor<16xf32, #rn.blocked<16>>>
    %43 = rn.variable_buffer @bn1.running_mean : <tensor<16xf32, #rn.blocked<16>>>
    %44 = rn.constant_buffer dense<2.500000e+00> : tensor<1xf32, #rn.blocked<16>> : <tensor<1xf32, #rn.blocked<16>>>
    %45 = rn.constant_buffer dense<-7.500000e-01> : tensor<1xf32, #rn.blocked<16>> : <tensor<1xf32, #rn.blocked<16>>>
    %46 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %47 = rn.alloc : <tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_748eaf4629d732772ee6(%arg0, %33, %44, %45, %46, %47) : !rn.buffer<tensor<?x1x8x8xf32>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    %48 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %49 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %50 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %51 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_be3cb95abde088298f5c(%47, %31, %29, %48, %49, %50, %51) : !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_running_256179b8c7a7f55d2d20(%48, %49, %43, %42) : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %52 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_apply_0625e23f31936bf1a565(%46, %50, %51, %52) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %53 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %54 = rn.alloc : <tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_046617e171094e51bed4(%52, %27, %53, %54) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    %55 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %56 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %57 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %58 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_be3cb95abde088298f5c(%54, %25, %23, %55, %56, %57, %58) : !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_running_256179b8c7a7f55d2d20(%55, %56, %41, %40) : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %59 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %60 = rn.alloc : <tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_eca57542ce928d3c7c49(%53, %21, %57, %58, %59, %60) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    %61 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %62 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %63 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %64 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_be3cb95abde088298f5c(%60, %19, %17, %61, %62, %63, %64) : !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_running_256179b8c7a7f55d2d20(%61, %62, %39, %38) : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %65 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_apply_85916687602d56cbc500(%59, %63, %64, %52, %65) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %66 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %67 = rn.alloc : <tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_7fe95444c545ae8589ae(%65, %15, %66, %67) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    %68 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %69 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %70 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %71 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_2d8801cd725d1cfc5cb8(%67, %13, %11, %68, %69, %70, %71) : !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_running_7a38e5d0aa8f5dfe2c18(%68, %69, %37, %36) : !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %72 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %73 = rn.alloc : <tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_a005846a8424fe0778f5(%66, %9, %70, %71, %72, %73) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    %74 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %75 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %76 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %77 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_2d8801cd725d1cfc5cb8(%73, %7, %5, %74, %75, %76, %77) : !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_running_7a38e5d0aa8f5dfe2c18(%74, %75, %35, %34) : !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %78 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_subsample_pad_80b272b65cbb6b5df439(%65, %78) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %79 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_apply_9cfbe039dc865a14c1b8(%72, %76, %77, %78, %79) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %80 = rn.alloc : <tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_avgpool_7737b57386d14b467b25(%79, %80) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>
    %81 = rn.alloc : <tensor<?x10xf32>>
    rn.launch @rn_k_linear_3e3e505b826d478d00c6(%80, %3, %1, %81) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x10xf32>>
    %82 = rn.alloc : <tensor<?x10xf32>>
    %83 = rn.alloc : <tensor<?x2xf32>>
    rn.launch @rn_k_softmax_cross_entropy_e19f3ac9c110e62ba507(%81, %arg1, %82, %83) : !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<?xi64>>, !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<?x2xf32>>
    rn.launch @rn_k_mean_rows_53417229ebe865473a06(%83, %arg3) : !rn.buffer<tensor<?x2xf32>>, !rn.buffer<tensor<2xf32>>
    %84 = rn.alloc : <tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_1c005e79fc034debc349(%3, %84) : !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>>
    %85 = rn.alloc : <tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_linear_grad_input_da1bd18b821501674d5a(%82, %84, %85) : !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>
    %86 = rn.alloc : <tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>
    rn.launch @rn_k_linear_grad_weight_0b3e49ca9cfda9c4150a(%80, %82, %86) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>
    %87 = rn.alloc : <tensor<10xf32, #rn.blocked<16>>>
    rn.launch @rn_k_linear_grad_bias_f3c653ea765360b4ed4a(%82, %87) : !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>
    %88 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_avgpool_grad_21a08f268206dd51406a(%85, %88) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %89 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %90 = rn.alloc : <tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_26d933ff5c62a13b3114(%88, %79, %72, %74, %89, %90) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    %91 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_subsample_pad_grad_fcc81bc1ea4885e6e748(%89, %91) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %92 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %93 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %94 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %95 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %96 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_aea1058b4b0d8c0a6071(%90, %74, %75, %7, %92, %93, %94, %95, %96) : !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %97 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_7f088ce1f210432c3697(%89, %72, %94, %95, %96, %97) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %98 = rn.alloc : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_4b4258af1f56f0270332(%9, %98) : !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>>
    %99 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_6708344527cc308a2f64(%97, %98, %99) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %100 = rn.alloc : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    rn.launch @rn_k_conv_grad_weight_3386ad1bff94ed41d4af(%66, %70, %71, %97, %100) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    %101 = rn.alloc : <tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_4e0d8938fea1d60d4f88(%99, %66, %68, %70, %71, %101) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    %102 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %103 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %104 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %105 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    %106 = rn.alloc : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_aea1058b4b0d8c0a6071(%101, %68, %69, %13, %102, %103, %104, %105, %106) : !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %107 = rn.alloc : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_cc832094531d4cee7a1f(%99, %66, %70, %71, %104, %105, %106, %107) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %108 = rn.alloc : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    rn.launch @rn_k_conv_grad_weight_a16ee742b39421ac485e(%65, %107, %108) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    %109 = rn.alloc : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_fd644621fb11e30b8ce3(%15, %109) : !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    %110 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_bcc3079bcc43b6bdd09e(%107, %109, %91, %110) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %111 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %112 = rn.alloc : <tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_4028c5ed0b26e8adaf71(%110, %65, %59, %61, %111, %112) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    %113 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %114 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %115 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %116 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %117 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_c14863e671c83626214d(%112, %61, %62, %19, %113, %114, %115, %116, %117) : !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %118 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_03f345214f838bbae716(%111, %59, %115, %116, %117, %118) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %119 = rn.alloc : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_45ed9abcd81cd95a9a30(%21, %119) : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    %120 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_8e9ab78116b41912a6cf(%118, %119, %120) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %121 = rn.alloc : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    rn.launch @rn_k_conv_grad_weight_c45c6e5cc4fbf72df566(%53, %57, %58, %118, %121) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %122 = rn.alloc : <tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_e262465ab5fa4b00b428(%120, %53, %55, %57, %58, %122) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    %123 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %124 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %125 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %126 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %127 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_c14863e671c83626214d(%122, %55, %56, %25, %123, %124, %125, %126, %127) : !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %128 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_179de2c98d3abeaeac82(%120, %53, %57, %58, %125, %126, %127, %128) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %129 = rn.alloc : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    rn.launch @rn_k_conv_grad_weight_cd60a257c32b412f1771(%52, %128, %129) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %130 = rn.alloc : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_45ed9abcd81cd95a9a30(%27, %130) : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    %131 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_c3307216eabc43fe7075(%128, %130, %111, %131) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %132 = rn.alloc : <tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_e262465ab5fa4b00b428(%131, %46, %48, %50, %51, %132) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    %133 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %134 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %135 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %136 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    %137 = rn.alloc : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_c14863e671c83626214d(%132, %48, %49, %31, %133, %134, %135, %136, %137) : !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %138 = rn.alloc : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_179de2c98d3abeaeac82(%131, %46, %50, %51, %135, %136, %137, %138) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %139 = rn.alloc : <tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    rn.launch @rn_k_conv_grad_weight_46bd8d39a379e92f9236(%arg0, %44, %45, %138, %139) : !rn.buffer<tensor<?x1x8x8xf32>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%33, %32, %139, %arg2) {n = 9 : i64} : !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%31, %30, %133, %arg2) {n = 1 : i64} : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%29, %28, %134, %arg2) {n = 1 : i64} : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%27, %26, %129, %arg2) {n = 144 : i64} : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%25, %24, %123, %arg2) {n = 1 : i64} : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%23, %22, %124, %arg2) {n = 1 : i64} : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%21, %20, %121, %arg2) {n = 144 : i64} : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%19, %18, %113, %arg2) {n = 1 : i64} : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%17, %16, %114, %arg2) {n = 1 : i64} : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%15, %14, %108, %arg2) {n = 288 : i64} : !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%13, %12, %102, %arg2) {n = 2 : i64} : !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%11, %10, %103, %arg2) {n = 2 : i64} : !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%9, %8, %100, %arg2) {n = 576 : i64} : !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%7, %6, %92, %arg2) {n = 2 : i64} : !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%5, %4, %93, %arg2) {n = 2 : i64} : !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%3, %2, %86, %arg2) {n = 32 : i64} : !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<4xf32>>
    rn.launch @rn_k_sgd_25d24a0b3cae60a00380(%1, %0, %87, %arg2) {n = 1 : i64} : !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    return
  }
}
