// made by: resnetc generated/two_blocks.dsl --mode=train -march=x86-64-v4 --batch=1 --emit=plan
module attributes {rn.bucket_ends = array<i64: 77312>, rn.input_shape = array<i64: 1, 8, 8>, rn.left_bytes = 78208 : i64, rn.mode = "train", rn.multiply_adds = 525632 : i64, rn.name = "two_blocks", rn.network_hash = "6593d03a6fbce5f7", rn.output_shape = array<i64: 10>, rn.state_bytes = 230272 : i64, rn.target = "avx512"} {
  rn.variable @conv1.weight  conv_weight trainable : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>> {offset = 76736 : i64}
  rn.variable @bn1.weight  bn_weight trainable : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64, offset = 76608 : i64}
  rn.variable @bn1.bias  bn_bias trainable : tensor<16xf32, #rn.blocked<16>> {offset = 76672 : i64}
  rn.variable @bn1.running_mean  running_mean : tensor<16xf32, #rn.blocked<16>> {offset = 77312 : i64}
  rn.variable @bn1.running_var  running_var : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64, offset = 77760 : i64}
  rn.variable @layer1.0.conv1.weight  conv_weight trainable : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>> {offset = 67392 : i64}
  rn.variable @layer1.0.bn1.weight  bn_weight trainable : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64, offset = 67264 : i64}
  rn.variable @layer1.0.bn1.bias  bn_bias trainable : tensor<16xf32, #rn.blocked<16>> {offset = 67328 : i64}
  rn.variable @layer1.0.bn1.running_mean  running_mean : tensor<16xf32, #rn.blocked<16>> {offset = 77376 : i64}
  rn.variable @layer1.0.bn1.running_var  running_var : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64, offset = 77824 : i64}
  rn.variable @layer1.0.conv2.weight  conv_weight trainable : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>> {offset = 58048 : i64}
  rn.variable @layer1.0.bn2.weight  bn_weight trainable : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64, offset = 57920 : i64}
  rn.variable @layer1.0.bn2.bias  bn_bias trainable : tensor<16xf32, #rn.blocked<16>> {offset = 57984 : i64}
  rn.variable @layer1.0.bn2.running_mean  running_mean : tensor<16xf32, #rn.blocked<16>> {offset = 77440 : i64}
  rn.variable @layer1.0.bn2.running_var  running_var : tensor<16xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64, offset = 77888 : i64}
  rn.variable @layer2.0.conv1.weight  conv_weight trainable : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>> {offset = 39488 : i64}
  rn.variable @layer2.0.bn1.weight  bn_weight trainable : tensor<32xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64, offset = 39232 : i64}
  rn.variable @layer2.0.bn1.bias  bn_bias trainable : tensor<32xf32, #rn.blocked<16>> {offset = 39360 : i64}
  rn.variable @layer2.0.bn1.running_mean  running_mean : tensor<32xf32, #rn.blocked<16>> {offset = 77504 : i64}
  rn.variable @layer2.0.bn1.running_var  running_var : tensor<32xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64, offset = 77952 : i64}
  rn.variable @layer2.0.conv2.weight  conv_weight trainable : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>> {offset = 2368 : i64}
  rn.variable @layer2.0.bn2.weight  bn_weight trainable : tensor<32xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64, offset = 2112 : i64}
  rn.variable @layer2.0.bn2.bias  bn_bias trainable : tensor<32xf32, #rn.blocked<16>> {offset = 2240 : i64}
  rn.variable @layer2.0.bn2.running_mean  running_mean : tensor<32xf32, #rn.blocked<16>> {offset = 77632 : i64}
  rn.variable @layer2.0.bn2.running_var  running_var : tensor<32xf32, #rn.blocked<16>> {initial = 1.000000e+00 : f64, offset = 78080 : i64}
  rn.variable @fc.weight  linear_weight trainable : tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>> {offset = 0 : i64}
  rn.variable @fc.bias  bias trainable : tensor<10xf32, #rn.blocked<16>> {offset = 2048 : i64}
  rn.variable @momentum.conv1.weight  momentum slot_of @conv1.weight : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>> {offset = 154944 : i64}
  rn.variable @momentum.bn1.weight  momentum slot_of @bn1.weight : tensor<16xf32, #rn.blocked<16>> {offset = 154816 : i64}
  rn.variable @momentum.bn1.bias  momentum slot_of @bn1.bias : tensor<16xf32, #rn.blocked<16>> {offset = 154880 : i64}
  rn.variable @momentum.layer1.0.conv1.weight  momentum slot_of @layer1.0.conv1.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>> {offset = 145600 : i64}
  rn.variable @momentum.layer1.0.bn1.weight  momentum slot_of @layer1.0.bn1.weight : tensor<16xf32, #rn.blocked<16>> {offset = 145472 : i64}
  rn.variable @momentum.layer1.0.bn1.bias  momentum slot_of @layer1.0.bn1.bias : tensor<16xf32, #rn.blocked<16>> {offset = 145536 : i64}
  rn.variable @momentum.layer1.0.conv2.weight  momentum slot_of @layer1.0.conv2.weight : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>> {offset = 136256 : i64}
  rn.variable @momentum.layer1.0.bn2.weight  momentum slot_of @layer1.0.bn2.weight : tensor<16xf32, #rn.blocked<16>> {offset = 136128 : i64}
  rn.variable @momentum.layer1.0.bn2.bias  momentum slot_of @layer1.0.bn2.bias : tensor<16xf32, #rn.blocked<16>> {offset = 136192 : i64}
  rn.variable @momentum.layer2.0.conv1.weight  momentum slot_of @layer2.0.conv1.weight : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>> {offset = 117696 : i64}
  rn.variable @momentum.layer2.0.bn1.weight  momentum slot_of @layer2.0.bn1.weight : tensor<32xf32, #rn.blocked<16>> {offset = 117440 : i64}
  rn.variable @momentum.layer2.0.bn1.bias  momentum slot_of @layer2.0.bn1.bias : tensor<32xf32, #rn.blocked<16>> {offset = 117568 : i64}
  rn.variable @momentum.layer2.0.conv2.weight  momentum slot_of @layer2.0.conv2.weight : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>> {offset = 80576 : i64}
  rn.variable @momentum.layer2.0.bn2.weight  momentum slot_of @layer2.0.bn2.weight : tensor<32xf32, #rn.blocked<16>> {offset = 80320 : i64}
  rn.variable @momentum.layer2.0.bn2.bias  momentum slot_of @layer2.0.bn2.bias : tensor<32xf32, #rn.blocked<16>> {offset = 80448 : i64}
  rn.variable @momentum.fc.weight  momentum slot_of @fc.weight : tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>> {offset = 78208 : i64}
  rn.variable @momentum.fc.bias  momentum slot_of @fc.bias : tensor<10xf32, #rn.blocked<16>> {offset = 80256 : i64}
  rn.variable @prepared.conv1.weight.0  derived : tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>> {offset = 155520 : i64}
  rn.variable @prepared.conv1.weight.1  derived : tensor<16xf32, #rn.blocked<16>> {offset = 156096 : i64}
  rn.variable @prepared.layer1.0.conv1.weight.0  derived : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>> {offset = 156160 : i64}
  rn.variable @prepared.layer1.0.conv1.weight.1  derived : tensor<16xf32, #rn.blocked<16>> {offset = 165376 : i64}
  rn.variable @prepared.layer1.0.conv2.weight.0  derived : tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>> {offset = 165440 : i64}
  rn.variable @prepared.layer1.0.conv2.weight.1  derived : tensor<16xf32, #rn.blocked<16>> {offset = 174656 : i64}
  rn.variable @prepared.layer2.0.conv1.weight.0  derived : tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>> {offset = 174720 : i64}
  rn.variable @prepared.layer2.0.conv1.weight.1  derived : tensor<32xf32, #rn.blocked<16>> {offset = 193152 : i64}
  rn.variable @prepared.layer2.0.conv2.weight.0  derived : tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>> {offset = 193280 : i64}
  rn.variable @prepared.layer2.0.conv2.weight.1  derived : tensor<32xf32, #rn.blocked<16>> {offset = 230144 : i64}
  rn.kernel @rn_k_fold_bn_c45ef4d23f4a7078f076 "fold_bn" {c = 1 : i64, eps = 1.000000e-05 : f64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, nchw_input = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_fold_bn_c9c8ed8f2db6ab528a73 "fold_bn" {c = 16 : i64, eps = 1.000000e-05 : f64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_fold_bn_a3dcdfb44b389fef15ce "fold_bn" {c = 16 : i64, eps = 1.000000e-05 : f64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_fold_bn_2b0bbb854dd2dd393b8f "fold_bn" {c = 32 : i64, eps = 1.000000e-05 : f64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_87e532a188b7dfc1fc69 "conv" {bias = 1 : i64, c = 1 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, nchw_input = 1 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 1 : i64, pt = 1 : i64, relu = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_1f6ed81687d065fe171a "conv" {bias = 1 : i64, c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, relu = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_742f099d9b5857e1e51e "conv" {bias = 1 : i64, c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, relu = 1 : i64, residual = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_bd2aa7c29d0d0facc23f "conv" {bias = 1 : i64, c = 16 : i64, h = 8 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, relu = 1 : i64, sh = 2 : i64, sw = 2 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 4 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_subsample_pad_6e70bf360c51840000c1 "subsample_pad" {c = 16 : i64, h = 8 : i64, k = 32 : i64, sh = 2 : i64, sw = 2 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_d7673f0a795434b140e7 "conv" {bias = 1 : i64, c = 32 : i64, h = 4 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, relu = 1 : i64, residual = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "tile" {kc = 1 : i64, rows = 4 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_avgpool_66af3ffed70527c6192e "avgpool" {c = 32 : i64, h = 4 : i64, kh = 4 : i64, kw = 4 : i64, pb = 0 : i64, pl = 0 : i64, pr = 0 : i64, pt = 0 : i64, sh = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_linear_b35bbcef9c5b811dc66c "linear" {bias = 1 : i64, c = 32 : i64, h = 1 : i64, k = 10 : i64, w = 1 : i64} schedule "tile" {images = 1 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_cee78bf9a2e5b385a2fa "conv" {c = 1 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, nchw_input = 1 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 1 : i64, pt = 1 : i64, sh = 1 : i64, stats = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_finalize_14f67184f0725678e9c7 "bn_finalize" {c = 16 : i64, eps = 1.000000e-05 : f64, h = 64 : i64, p = 1 : i64, w = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_unbiased_115d9547c331cd4f0c48 "bn_unbiased" {c = 16 : i64, h = 8 : i64, w = 8 : i64} schedule "vector" {} because "table avx512, rank 0"
  rn.kernel @rn_k_scale_shift_add_relu_76e645398c0ce8e08508 "scale_shift_add_relu" {a_affine = 1 : i64, c = 16 : i64, h = 8 : i64, relu = 1 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_dc2cf9e458cb11426869 "conv" {c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 1 : i64, stats = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_5976e2f3eea5af5428ac "conv" {c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 2 : i64, pt = 1 : i64, sh = 1 : i64, stats = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_scale_shift_add_relu_b22183bc5bd0e220b774 "scale_shift_add_relu" {a_affine = 1 : i64, b = 1 : i64, c = 16 : i64, h = 8 : i64, relu = 1 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_7f0320c6a99abd9ac450 "conv" {c = 16 : i64, h = 8 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 2 : i64, stats = 1 : i64, sw = 2 : i64, w = 8 : i64} schedule "tile" {kc = 1 : i64, rows = 4 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_finalize_6cebc39e0097adfc734c "bn_finalize" {c = 32 : i64, eps = 1.000000e-05 : f64, h = 16 : i64, p = 1 : i64, w = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_unbiased_7b586731a17f42808457 "bn_unbiased" {c = 32 : i64, h = 4 : i64, w = 4 : i64} schedule "vector" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_59c78afadf6e09c9444a "conv" {c = 32 : i64, h = 4 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 2 : i64, pt = 1 : i64, sh = 1 : i64, stats = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "tile" {kc = 1 : i64, rows = 4 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_scale_shift_add_relu_6ae3780e295129ca26ab "scale_shift_add_relu" {a_affine = 1 : i64, b = 1 : i64, c = 32 : i64, h = 4 : i64, relu = 1 : i64, w = 4 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_softmax_cross_entropy_271c17f08e0c5e19b8e2 "softmax_cross_entropy" {k = 10 : i64} schedule "rows" {} because "table avx512, rank 0"
  rn.kernel @rn_k_reduce_loss_2ee02a7e28b6a6bbaf53 "reduce_loss" {} schedule "serial" {} because "table avx512, rank 0"
  rn.kernel @rn_k_transpose_weight_0c4ccdd621934489159d "transpose_weight" {c = 32 : i64, k = 10 : i64, kh = 1 : i64, kw = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_linear_grad_input_e85d6507a1193ff4c1f1 "linear_grad_input" {c = 32 : i64, h = 1 : i64, k = 10 : i64, w = 1 : i64} schedule "tile" {images = 1 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_linear_grad_weight_377831033be7fd0018fd "linear_grad_weight" {c = 32 : i64, h = 1 : i64, k = 10 : i64, w = 1 : i64} schedule "tile" {} because "table avx512, rank 0"
  rn.kernel @rn_k_linear_grad_bias_c2eccef258718c085cb4 "linear_grad_bias" {k = 10 : i64} schedule "vector" {} because "table avx512, rank 0"
  rn.kernel @rn_k_avgpool_grad_ec744b5b32ce05f5b81e "avgpool_grad" {c = 32 : i64, h = 4 : i64, kh = 4 : i64, kw = 4 : i64, pb = 0 : i64, pl = 0 : i64, pr = 0 : i64, pt = 0 : i64, sh = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_grad_stats_13772b29fcadf3cac501 "grad_stats" {c = 32 : i64, h = 4 : i64, mask = 1 : i64, w = 4 : i64, write_g = 1 : i64} schedule "partials" {} because "table avx512, rank 0"
  rn.kernel @rn_k_subsample_pad_grad_79177609884a9e9db3b4 "subsample_pad_grad" {c = 16 : i64, h = 8 : i64, k = 32 : i64, sh = 2 : i64, sw = 2 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_finalize_f068b1f7e7ac406c88bf "bn_grad_finalize" {c = 32 : i64, eps = 1.000000e-05 : f64, h = 16 : i64, p = 1 : i64, w = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_apply_324d7863397776e2672c "bn_grad_apply" {c = 32 : i64, h = 4 : i64, w = 4 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_transpose_weight_bd2ac6c0a98b4c9e5b3f "transpose_weight" {c = 32 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_input_a08c0d8ddd7869c2f38c "conv_grad_input" {c = 32 : i64, h = 4 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "phases" {kc = 1 : i64, rows = 4 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_weight_2f00fdc1dc389bbaf251 "conv_grad_weight" {c = 32 : i64, h = 4 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 2 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 4 : i64} schedule "tile" {cb = 1 : i64, cc = 2 : i64, chunks = 1 : i64, images = 4 : i64, kb = 2 : i64, ky = 3 : i64, rows = 4 : i64, tc = 8 : i64, tk = 2 : i64, tx = 1 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_grad_stats_79a38fdb06f506e72082 "grad_stats" {c = 32 : i64, h = 4 : i64, mask = 2 : i64, w = 4 : i64} schedule "partials" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_apply_6388ac982f20c902245f "bn_grad_apply" {c = 32 : i64, h = 4 : i64, mask = 2 : i64, w = 4 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_weight_6c2a0d595cb2ca189158 "conv_grad_weight" {c = 16 : i64, h = 8 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 2 : i64, sw = 2 : i64, w = 8 : i64} schedule "tile" {cb = 1 : i64, cc = 2 : i64, chunks = 1 : i64, images = 4 : i64, kb = 2 : i64, ky = 1 : i64, rows = 4 : i64, tc = 8 : i64, tk = 2 : i64, tx = 1 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_transpose_weight_289c59260c7d6ffb1ff3 "transpose_weight" {c = 16 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_input_771d4e308497bc370670 "conv_grad_input" {addend = 1 : i64, c = 16 : i64, h = 8 : i64, k = 32 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 2 : i64, sw = 2 : i64, w = 8 : i64} schedule "phases" {kc = 1 : i64, rows = 4 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_grad_stats_95b9b8b75b17967b1dce "grad_stats" {c = 16 : i64, h = 8 : i64, mask = 1 : i64, w = 8 : i64, write_g = 1 : i64} schedule "partials" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_finalize_4c1664476b9e029d4a29 "bn_grad_finalize" {c = 16 : i64, eps = 1.000000e-05 : f64, h = 64 : i64, p = 1 : i64, w = 1 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_apply_199f21e155ede8bdbd4d "bn_grad_apply" {c = 16 : i64, h = 8 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_transpose_weight_a7af7dfc7a1ba88e865c "transpose_weight" {c = 16 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64} schedule "blocks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_input_7318932f62697f0cc151 "conv_grad_input" {c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "phases" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_weight_d2eaceea58ed8fbc68db "conv_grad_weight" {c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 2 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {cb = 1 : i64, cc = 4 : i64, chunks = 1 : i64, images = 1 : i64, kb = 1 : i64, ky = 1 : i64, rows = 8 : i64, tc = 4 : i64, tk = 1 : i64, tx = 3 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_grad_stats_a16a7453e63380186bf0 "grad_stats" {c = 16 : i64, h = 8 : i64, mask = 2 : i64, w = 8 : i64} schedule "partials" {} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_grad_apply_130bd5f4f3a29c0487ab "bn_grad_apply" {c = 16 : i64, h = 8 : i64, mask = 2 : i64, w = 8 : i64} schedule "images" {} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_weight_af55c1d804d8d70caea2 "conv_grad_weight" {c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {cb = 1 : i64, cc = 4 : i64, chunks = 1 : i64, images = 1 : i64, kb = 1 : i64, ky = 1 : i64, rows = 8 : i64, tc = 4 : i64, tk = 1 : i64, tx = 3 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_input_011f3b7041bf87aa98f0 "conv_grad_input" {addend = 1 : i64, c = 16 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "phases" {kc = 1 : i64, rows = 8 : i64, tc = 1 : i64, tx = 4 : i64, ty = 4 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_conv_grad_weight_f6463a8e50a6c91ab8cf "conv_grad_weight" {c = 1 : i64, h = 8 : i64, k = 16 : i64, kh = 3 : i64, kw = 3 : i64, nchw_input = 1 : i64, pb = 1 : i64, pl = 1 : i64, pr = 1 : i64, pre = 1 : i64, pt = 1 : i64, sh = 1 : i64, sw = 1 : i64, w = 8 : i64} schedule "tile" {cb = 1 : i64, cc = 1 : i64, chunks = 1 : i64, images = 1 : i64, kb = 1 : i64, ky = 1 : i64, rows = 8 : i64, tc = 1 : i64, tk = 1 : i64, tx = 3 : i64} because "table avx512, rank 0"
  rn.kernel @rn_k_bn_running_f92cfccb5384f33691bf "bn_running" {momentum = 1.000000e-01 : f64} schedule "chunks" {} because "table avx512, rank 0"
  rn.kernel @rn_k_sgd_b3a2918f5f9c5c648fbe "sgd" {} schedule "chunks" {} because "table avx512, rank 0"
  func.func @prepare() attributes {rn.arena_fixed = 0 : i64, rn.arena_per_image = 0 : i64, rn.max_batch = 0 : i64} {
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
    rn.launch @rn_k_fold_bn_c45ef4d23f4a7078f076(%24, %23, %22, %21, %20, %34, %33) : !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_fold_bn_c9c8ed8f2db6ab528a73(%19, %18, %17, %16, %15, %32, %31) : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_fold_bn_c9c8ed8f2db6ab528a73(%14, %13, %12, %11, %10, %30, %29) : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_fold_bn_a3dcdfb44b389fef15ce(%9, %8, %7, %6, %5, %28, %27) : !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_fold_bn_2b0bbb854dd2dd393b8f(%4, %3, %2, %1, %0, %26, %25) : !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    return
  }
  func.func @infer(%arg0: !rn.buffer<tensor<?x1x8x8xf32>> {rn.binding = #rn.binding<input>}, %arg1: !rn.buffer<tensor<?x10xf32>> {rn.binding = #rn.binding<output>}) attributes {rn.arena_fixed = 0 : i64, rn.arena_per_image = 8192 : i64, rn.batch = 1 : i64, rn.images_at_once = 128 : i64, rn.max_batch = 2097151 : i64} {
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
    %14 = rn.alloc {fixed = 0 : i64, per_image = 0 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_87e532a188b7dfc1fc69(%arg0, %2, %12, %13, %3, %14) : !rn.buffer<tensor<?x1x8x8xf32>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %15 = rn.alloc {fixed = 0 : i64, per_image = 4096 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_1f6ed81687d065fe171a(%14, %4, %5, %15) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %16 = rn.alloc {fixed = 0 : i64, per_image = 0 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_742f099d9b5857e1e51e(%15, %6, %7, %14, %16) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %17 = rn.alloc {fixed = 0 : i64, per_image = 4096 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_bd2aa7c29d0d0facc23f(%16, %8, %9, %17) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %18 = rn.alloc {fixed = 0 : i64, per_image = 6144 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_subsample_pad_6e70bf360c51840000c1(%16, %18) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %19 = rn.alloc {fixed = 0 : i64, per_image = 6144 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_d7673f0a795434b140e7(%17, %10, %11, %18, %19) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %20 = rn.alloc {fixed = 0 : i64, per_image = 0 : i64} : <tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_avgpool_66af3ffed70527c6192e(%19, %20) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_linear_b35bbcef9c5b811dc66c(%20, %1, %0, %arg1) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x10xf32>>
    return
  }
  func.func @grad(%arg0: !rn.buffer<tensor<?x1x8x8xf32>> {rn.binding = #rn.binding<input>}, %arg1: !rn.buffer<tensor<?xi64>> {rn.binding = #rn.binding<labels>}, %arg2: !rn.buffer<tensor<2xf32>> {rn.binding = #rn.binding<output>}, %arg3: !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>> {rn.gradient_of = ["conv1.weight"], rn.offset = 76736 : i64}, %arg4: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["bn1.weight"], rn.offset = 76608 : i64}, %arg5: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["bn1.bias"], rn.offset = 76672 : i64}, %arg6: !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>> {rn.gradient_of = ["layer1.0.conv1.weight"], rn.offset = 67392 : i64}, %arg7: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer1.0.bn1.weight"], rn.offset = 67264 : i64}, %arg8: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer1.0.bn1.bias"], rn.offset = 67328 : i64}, %arg9: !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>> {rn.gradient_of = ["layer1.0.conv2.weight"], rn.offset = 58048 : i64}, %arg10: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer1.0.bn2.weight"], rn.offset = 57920 : i64}, %arg11: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer1.0.bn2.bias"], rn.offset = 57984 : i64}, %arg12: !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>> {rn.gradient_of = ["layer2.0.conv1.weight"], rn.offset = 39488 : i64}, %arg13: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer2.0.bn1.weight"], rn.offset = 39232 : i64}, %arg14: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer2.0.bn1.bias"], rn.offset = 39360 : i64}, %arg15: !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>> {rn.gradient_of = ["layer2.0.conv2.weight"], rn.offset = 2368 : i64}, %arg16: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer2.0.bn2.weight"], rn.offset = 2112 : i64}, %arg17: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer2.0.bn2.bias"], rn.offset = 2240 : i64}, %arg18: !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>> {rn.gradient_of = ["fc.weight"], rn.offset = 0 : i64}, %arg19: !rn.buffer<tensor<10xf32, #rn.blocked<16>>> {rn.gradient_of = ["fc.bias"], rn.offset = 2048 : i64}, %arg20: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["bn1.running_mean"], rn.offset = 77312 : i64}, %arg21: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["bn1.running_var"], rn.offset = 77760 : i64}, %arg22: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["layer1.0.bn1.running_mean"], rn.offset = 77376 : i64}, %arg23: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["layer1.0.bn1.running_var"], rn.offset = 77824 : i64}, %arg24: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["layer1.0.bn2.running_mean"], rn.offset = 77440 : i64}, %arg25: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["layer1.0.bn2.running_var"], rn.offset = 77888 : i64}, %arg26: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.observation_of = ["layer2.0.bn1.running_mean"], rn.offset = 77504 : i64}, %arg27: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.observation_of = ["layer2.0.bn1.running_var"], rn.offset = 77952 : i64}, %arg28: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.observation_of = ["layer2.0.bn2.running_mean"], rn.offset = 77632 : i64}, %arg29: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.observation_of = ["layer2.0.bn2.running_var"], rn.offset = 78080 : i64}) attributes {rn.arena_fixed = 115904 : i64, rn.arena_per_image = 30976 : i64, rn.batch = 1 : i64, rn.max_batch = 2097151 : i64} {
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
    %17 = rn.constant_buffer dense<2.500000e+00> : tensor<1xf32, #rn.blocked<16>> : <tensor<1xf32, #rn.blocked<16>>>
    %18 = rn.constant_buffer dense<-7.500000e-01> : tensor<1xf32, #rn.blocked<16>> : <tensor<1xf32, #rn.blocked<16>>>
    %19 = rn.alloc {fixed = 115904 : i64, per_image = 0 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %20 = rn.alloc {fixed = 115904 : i64, per_image = 4096 : i64} : <tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_cee78bf9a2e5b385a2fa(%arg0, %16, %17, %18, %19, %20) : !rn.buffer<tensor<?x1x8x8xf32>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    %21 = rn.alloc {fixed = 115456 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %22 = rn.alloc {fixed = 115520 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %23 = rn.alloc {fixed = 115584 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_14f67184f0725678e9c7(%20, %15, %14, %arg20, %21, %22, %23) : !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_unbiased_115d9547c331cd4f0c48(%21, %arg21) : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %24 = rn.alloc {fixed = 115904 : i64, per_image = 4096 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_scale_shift_add_relu_76e645398c0ce8e08508(%19, %22, %23, %24) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %25 = rn.alloc {fixed = 115904 : i64, per_image = 8192 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %26 = rn.alloc {fixed = 115904 : i64, per_image = 12288 : i64} : <tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_dc2cf9e458cb11426869(%24, %13, %25, %26) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    %27 = rn.alloc {fixed = 115648 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %28 = rn.alloc {fixed = 115712 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %29 = rn.alloc {fixed = 115776 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_14f67184f0725678e9c7(%26, %12, %11, %arg22, %27, %28, %29) : !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_unbiased_115d9547c331cd4f0c48(%27, %arg23) : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %30 = rn.alloc {fixed = 115904 : i64, per_image = 12288 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %31 = rn.alloc {fixed = 115904 : i64, per_image = 16384 : i64} : <tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_5976e2f3eea5af5428ac(%25, %10, %28, %29, %30, %31) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>
    %32 = rn.alloc {fixed = 115840 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %33 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %34 = rn.alloc {fixed = 78272 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_14f67184f0725678e9c7(%31, %9, %8, %arg24, %32, %33, %34) : !rn.buffer<tensor<?x3x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_unbiased_115d9547c331cd4f0c48(%32, %arg25) : !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %35 = rn.alloc {fixed = 115904 : i64, per_image = 16384 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_scale_shift_add_relu_b22183bc5bd0e220b774(%30, %33, %34, %24, %35) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %36 = rn.alloc {fixed = 115904 : i64, per_image = 24576 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %37 = rn.alloc {fixed = 115904 : i64, per_image = 20480 : i64} : <tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_7f0320c6a99abd9ac450(%35, %7, %36, %37) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    %38 = rn.alloc {fixed = 115072 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    %39 = rn.alloc {fixed = 115200 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    %40 = rn.alloc {fixed = 115328 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_6cebc39e0097adfc734c(%37, %6, %5, %arg26, %38, %39, %40) : !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_unbiased_7b586731a17f42808457(%38, %arg27) : !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %41 = rn.alloc {fixed = 115904 : i64, per_image = 26624 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %42 = rn.alloc {fixed = 115904 : i64, per_image = 20480 : i64} : <tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_conv_59c78afadf6e09c9444a(%36, %4, %39, %40, %41, %42) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>
    %43 = rn.alloc {fixed = 80256 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    %44 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    %45 = rn.alloc {fixed = 78336 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_finalize_6cebc39e0097adfc734c(%42, %3, %2, %arg28, %43, %44, %45) : !rn.buffer<tensor<?x3x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_unbiased_7b586731a17f42808457(%43, %arg29) : !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %46 = rn.alloc {fixed = 115904 : i64, per_image = 20480 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_subsample_pad_6e70bf360c51840000c1(%35, %46) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %47 = rn.alloc {fixed = 115904 : i64, per_image = 22528 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_scale_shift_add_relu_6ae3780e295129ca26ab(%41, %44, %45, %46, %47) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %48 = rn.alloc {fixed = 115904 : i64, per_image = 20480 : i64} : <tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_avgpool_66af3ffed70527c6192e(%47, %48) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>
    %49 = rn.alloc {fixed = 115904 : i64, per_image = 20608 : i64} : <tensor<?x10xf32>>
    rn.launch @rn_k_linear_b35bbcef9c5b811dc66c(%48, %1, %0, %49) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x10xf32>>
    %50 = rn.alloc {fixed = 115904 : i64, per_image = 20672 : i64} : <tensor<?x10xf32>>
    %51 = rn.alloc {fixed = 115904 : i64, per_image = 20736 : i64} : <tensor<?x2xf32>>
    rn.launch @rn_k_softmax_cross_entropy_271c17f08e0c5e19b8e2(%49, %arg1, %50, %51) : !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<?xi64>>, !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<?x2xf32>>
    rn.launch @rn_k_reduce_loss_2ee02a7e28b6a6bbaf53(%51, %arg2) : !rn.buffer<tensor<?x2xf32>>, !rn.buffer<tensor<2xf32>>
    %52 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_0c4ccdd621934489159d(%1, %52) : !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>>
    %53 = rn.alloc {fixed = 115904 : i64, per_image = 28672 : i64} : <tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_linear_grad_input_e85d6507a1193ff4c1f1(%50, %52, %53) : !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>
    rn.launch @rn_k_linear_grad_weight_377831033be7fd0018fd(%48, %50, %arg18) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>
    rn.launch @rn_k_linear_grad_bias_c2eccef258718c085cb4(%50, %arg19) : !rn.buffer<tensor<?x10xf32>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>
    %54 = rn.alloc {fixed = 115904 : i64, per_image = 20480 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_avgpool_grad_ec744b5b32ce05f5b81e(%53, %54) : !rn.buffer<tensor<?x32x1x1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %55 = rn.alloc {fixed = 115904 : i64, per_image = 28672 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %56 = rn.alloc {fixed = 115904 : i64, per_image = 30720 : i64} : <tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_13772b29fcadf3cac501(%54, %47, %41, %arg28, %55, %56) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    %57 = rn.alloc {fixed = 115904 : i64, per_image = 20480 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_subsample_pad_grad_79177609884a9e9db3b4(%55, %57) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %58 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    %59 = rn.alloc {fixed = 78336 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    %60 = rn.alloc {fixed = 78464 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_f068b1f7e7ac406c88bf(%56, %arg28, %43, %3, %arg16, %arg17, %58, %59, %60) : !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %61 = rn.alloc {fixed = 115904 : i64, per_image = 28672 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_324d7863397776e2672c(%55, %41, %58, %59, %60, %61) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    %62 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_bd2ac6c0a98b4c9e5b3f(%4, %62) : !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>>
    %63 = rn.alloc {fixed = 115904 : i64, per_image = 26624 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_a08c0d8ddd7869c2f38c(%61, %62, %63) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_weight_2f00fdc1dc389bbaf251(%36, %39, %40, %61, %arg15) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>
    %64 = rn.alloc {fixed = 115904 : i64, per_image = 28672 : i64} : <tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_79a38fdb06f506e72082(%63, %36, %arg26, %39, %40, %64) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>
    %65 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    %66 = rn.alloc {fixed = 78336 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    %67 = rn.alloc {fixed = 78464 : i64, per_image = 0 : i64} : <tensor<32xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_f068b1f7e7ac406c88bf(%64, %arg26, %38, %6, %arg13, %arg14, %65, %66, %67) : !rn.buffer<tensor<?x2x32xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>
    %68 = rn.alloc {fixed = 115904 : i64, per_image = 26624 : i64} : <tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_6388ac982f20c902245f(%63, %36, %39, %40, %65, %66, %67, %68) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_weight_6c2a0d595cb2ca189158(%35, %68, %arg12) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>
    %69 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_289c59260c7d6ffb1ff3(%7, %69) : !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    %70 = rn.alloc {fixed = 115904 : i64, per_image = 20480 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_771d4e308497bc370670(%68, %69, %57, %70) : !rn.buffer<tensor<?x32x4x4xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %71 = rn.alloc {fixed = 115904 : i64, per_image = 24576 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %72 = rn.alloc {fixed = 115904 : i64, per_image = 28672 : i64} : <tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_95b9b8b75b17967b1dce(%70, %35, %30, %arg24, %71, %72) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    %73 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %74 = rn.alloc {fixed = 78272 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %75 = rn.alloc {fixed = 78336 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_4c1664476b9e029d4a29(%72, %arg24, %32, %9, %arg10, %arg11, %73, %74, %75) : !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %76 = rn.alloc {fixed = 115904 : i64, per_image = 16384 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_199f21e155ede8bdbd4d(%71, %30, %73, %74, %75, %76) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %77 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_a7af7dfc7a1ba88e865c(%10, %77) : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    %78 = rn.alloc {fixed = 115904 : i64, per_image = 12288 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_7318932f62697f0cc151(%76, %77, %78) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_weight_d2eaceea58ed8fbc68db(%25, %28, %29, %76, %arg9) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %79 = rn.alloc {fixed = 115904 : i64, per_image = 16384 : i64} : <tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_a16a7453e63380186bf0(%78, %25, %arg22, %28, %29, %79) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    %80 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %81 = rn.alloc {fixed = 78272 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %82 = rn.alloc {fixed = 78336 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_4c1664476b9e029d4a29(%79, %arg22, %27, %12, %arg7, %arg8, %80, %81, %82) : !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %83 = rn.alloc {fixed = 115904 : i64, per_image = 12288 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_130bd5f4f3a29c0487ab(%78, %25, %28, %29, %80, %81, %82, %83) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_weight_af55c1d804d8d70caea2(%24, %83, %arg6) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>
    %84 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    rn.launch @rn_k_transpose_weight_a7af7dfc7a1ba88e865c(%13, %84) : !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>
    %85 = rn.alloc {fixed = 115904 : i64, per_image = 24576 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_input_011f3b7041bf87aa98f0(%83, %84, %71, %85) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16, transposed = true>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    %86 = rn.alloc {fixed = 115904 : i64, per_image = 4096 : i64} : <tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    rn.launch @rn_k_grad_stats_a16a7453e63380186bf0(%85, %19, %arg20, %22, %23, %86) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>
    %87 = rn.alloc {fixed = 78208 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %88 = rn.alloc {fixed = 78272 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    %89 = rn.alloc {fixed = 78336 : i64, per_image = 0 : i64} : <tensor<16xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_finalize_4c1664476b9e029d4a29(%86, %arg20, %21, %15, %arg4, %arg5, %87, %88, %89) : !rn.buffer<tensor<?x2x16xf32, #rn.partials<block = 16, count = 1>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>
    %90 = rn.alloc {fixed = 115904 : i64, per_image = 24576 : i64} : <tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_grad_apply_130bd5f4f3a29c0487ab(%85, %19, %22, %23, %87, %88, %89, %90) : !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>
    rn.launch @rn_k_conv_grad_weight_f6463a8e50a6c91ab8cf(%arg0, %17, %18, %90, %arg3) : !rn.buffer<tensor<?x1x8x8xf32>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<1xf32, #rn.blocked<16>>>, !rn.buffer<tensor<?x16x8x8xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>
    return
  }
  func.func @update(%arg0: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["bn1.running_mean"], rn.offset = 77312 : i64}, %arg1: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["bn1.running_var"], rn.offset = 77760 : i64}, %arg2: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["layer1.0.bn1.running_mean"], rn.offset = 77376 : i64}, %arg3: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["layer1.0.bn1.running_var"], rn.offset = 77824 : i64}, %arg4: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["layer1.0.bn2.running_mean"], rn.offset = 77440 : i64}, %arg5: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.observation_of = ["layer1.0.bn2.running_var"], rn.offset = 77888 : i64}, %arg6: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.observation_of = ["layer2.0.bn1.running_mean"], rn.offset = 77504 : i64}, %arg7: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.observation_of = ["layer2.0.bn1.running_var"], rn.offset = 77952 : i64}, %arg8: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.observation_of = ["layer2.0.bn2.running_mean"], rn.offset = 77632 : i64}, %arg9: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.observation_of = ["layer2.0.bn2.running_var"], rn.offset = 78080 : i64}, %arg10: !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>> {rn.gradient_of = ["conv1.weight"], rn.offset = 76736 : i64}, %arg11: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["bn1.weight"], rn.offset = 76608 : i64}, %arg12: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["bn1.bias"], rn.offset = 76672 : i64}, %arg13: !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>> {rn.gradient_of = ["layer1.0.conv1.weight"], rn.offset = 67392 : i64}, %arg14: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer1.0.bn1.weight"], rn.offset = 67264 : i64}, %arg15: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer1.0.bn1.bias"], rn.offset = 67328 : i64}, %arg16: !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>> {rn.gradient_of = ["layer1.0.conv2.weight"], rn.offset = 58048 : i64}, %arg17: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer1.0.bn2.weight"], rn.offset = 57920 : i64}, %arg18: !rn.buffer<tensor<16xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer1.0.bn2.bias"], rn.offset = 57984 : i64}, %arg19: !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>> {rn.gradient_of = ["layer2.0.conv1.weight"], rn.offset = 39488 : i64}, %arg20: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer2.0.bn1.weight"], rn.offset = 39232 : i64}, %arg21: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer2.0.bn1.bias"], rn.offset = 39360 : i64}, %arg22: !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>> {rn.gradient_of = ["layer2.0.conv2.weight"], rn.offset = 2368 : i64}, %arg23: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer2.0.bn2.weight"], rn.offset = 2112 : i64}, %arg24: !rn.buffer<tensor<32xf32, #rn.blocked<16>>> {rn.gradient_of = ["layer2.0.bn2.bias"], rn.offset = 2240 : i64}, %arg25: !rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>> {rn.gradient_of = ["fc.weight"], rn.offset = 0 : i64}, %arg26: !rn.buffer<tensor<10xf32, #rn.blocked<16>>> {rn.gradient_of = ["fc.bias"], rn.offset = 2048 : i64}, %arg27: !rn.buffer<tensor<4xf32>> {rn.binding = #rn.binding<hyper>}) attributes {rn.arena_fixed = 78208 : i64, rn.arena_per_image = 0 : i64, rn.max_batch = 0 : i64} {
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
    %44 = rn.joined(%arg0, %arg2, %arg4, %arg6, %arg8) : (!rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>) -> !rn.buffer<tensor<112xf32, #rn.blocked<16>>>
    %45 = rn.joined(%arg1, %arg3, %arg5, %arg7, %arg9) : (!rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>) -> !rn.buffer<tensor<112xf32, #rn.blocked<16>>>
    %46 = rn.joined(%43, %41, %39, %37, %35) : (!rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>) -> !rn.buffer<tensor<112xf32, #rn.blocked<16>>>
    %47 = rn.joined(%42, %40, %38, %36, %34) : (!rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>) -> !rn.buffer<tensor<112xf32, #rn.blocked<16>>>
    rn.launch @rn_k_bn_running_f92cfccb5384f33691bf(%44, %45, %46, %47) {n = 7 : i64} : !rn.buffer<tensor<112xf32, #rn.blocked<16>>>, !rn.buffer<tensor<112xf32, #rn.blocked<16>>>, !rn.buffer<tensor<112xf32, #rn.blocked<16>>>, !rn.buffer<tensor<112xf32, #rn.blocked<16>>>
    %48 = rn.joined(%3, %1, %7, %5, %9, %13, %11, %15, %19, %17, %21, %25, %23, %27, %31, %29, %33) : (!rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>) -> !rn.buffer<tensor<19328xf32, #rn.blocked<16>>>
    %49 = rn.joined(%2, %0, %6, %4, %8, %12, %10, %14, %18, %16, %20, %24, %22, %26, %30, %28, %32) : (!rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>) -> !rn.buffer<tensor<19328xf32, #rn.blocked<16>>>
    %50 = rn.joined(%arg25, %arg26, %arg23, %arg24, %arg22, %arg20, %arg21, %arg19, %arg17, %arg18, %arg16, %arg14, %arg15, %arg13, %arg11, %arg12, %arg10) : (!rn.buffer<tensor<10x32xf32, #rn.packed<[10, 32, 1, 1], k = 16, c = 16>>>, !rn.buffer<tensor<10xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x32x3x3xf32, #rn.packed<[32, 32, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32xf32, #rn.blocked<16>>>, !rn.buffer<tensor<32x16x3x3xf32, #rn.packed<[32, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x16x3x3xf32, #rn.packed<[16, 16, 3, 3], k = 16, c = 16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16xf32, #rn.blocked<16>>>, !rn.buffer<tensor<16x1x3x3xf32, #rn.packed<[16, 1, 3, 3], k = 16, c = 1>>>) -> !rn.buffer<tensor<19328xf32, #rn.blocked<16>>>
    rn.launch @rn_k_sgd_b3a2918f5f9c5c648fbe(%48, %49, %50, %arg27) {n = 1208 : i64} : !rn.buffer<tensor<19328xf32, #rn.blocked<16>>>, !rn.buffer<tensor<19328xf32, #rn.blocked<16>>>, !rn.buffer<tensor<19328xf32, #rn.blocked<16>>>, !rn.buffer<tensor<4xf32>>
    return
  }
}
