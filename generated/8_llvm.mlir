// made by: resnetc generated/two_blocks.dsl --mode=infer -march=x86-64-v4 --batch=1 --emit=llvm
module attributes {rn.input_shape = array<i64: 1, 8, 8>, rn.mode = "infer", rn.multiply_adds = 525632 : i64, rn.name = "two_blocks", rn.output_shape = array<i64: 10>, rn.target = "avx512"} {
  llvm.func hidden @rn_k_fold_bn_416a9e8f58751c8c3c44(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_fold_bn_416a9e8f58751c8c3c44(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr, %arg8: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<392 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(392 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[128] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg4, %6 : !llvm.ptr, !llvm.ptr
    %7 = llvm.getelementptr %1[184] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg5, %7 : !llvm.ptr, !llvm.ptr
    %8 = llvm.getelementptr %1[240] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg6, %8 : !llvm.ptr, !llvm.ptr
    %9 = llvm.getelementptr %1[296] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg7, %9 : !llvm.ptr, !llvm.ptr
    %10 = llvm.getelementptr %1[352] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg8, %10 : !llvm.ptr, !llvm.ptr
    %11 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %13 = llvm.getelementptr %1[112] : (!llvm.ptr) -> !llvm.ptr, i8
    %14 = llvm.getelementptr %1[168] : (!llvm.ptr) -> !llvm.ptr, i8
    %15 = llvm.getelementptr %1[224] : (!llvm.ptr) -> !llvm.ptr, i8
    %16 = llvm.getelementptr %1[280] : (!llvm.ptr) -> !llvm.ptr, i8
    %17 = llvm.getelementptr %1[336] : (!llvm.ptr) -> !llvm.ptr, i8
    %18 = llvm.call @rn_k_fold_bn_416a9e8f58751c8c3c44(%arg0, %arg1, %11, %12, %13, %14, %15, %16, %17) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %18 : i32
  }
  llvm.func hidden @rn_k_fold_bn_15e8352509c9ad525a0a(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_fold_bn_15e8352509c9ad525a0a(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr, %arg8: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<392 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(392 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[128] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg4, %6 : !llvm.ptr, !llvm.ptr
    %7 = llvm.getelementptr %1[184] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg5, %7 : !llvm.ptr, !llvm.ptr
    %8 = llvm.getelementptr %1[240] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg6, %8 : !llvm.ptr, !llvm.ptr
    %9 = llvm.getelementptr %1[296] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg7, %9 : !llvm.ptr, !llvm.ptr
    %10 = llvm.getelementptr %1[352] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg8, %10 : !llvm.ptr, !llvm.ptr
    %11 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %13 = llvm.getelementptr %1[112] : (!llvm.ptr) -> !llvm.ptr, i8
    %14 = llvm.getelementptr %1[168] : (!llvm.ptr) -> !llvm.ptr, i8
    %15 = llvm.getelementptr %1[224] : (!llvm.ptr) -> !llvm.ptr, i8
    %16 = llvm.getelementptr %1[280] : (!llvm.ptr) -> !llvm.ptr, i8
    %17 = llvm.getelementptr %1[336] : (!llvm.ptr) -> !llvm.ptr, i8
    %18 = llvm.call @rn_k_fold_bn_15e8352509c9ad525a0a(%arg0, %arg1, %11, %12, %13, %14, %15, %16, %17) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %18 : i32
  }
  llvm.func hidden @rn_k_fold_bn_7c59817e130a49d7c643(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_fold_bn_7c59817e130a49d7c643(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr, %arg8: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<392 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(392 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[128] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg4, %6 : !llvm.ptr, !llvm.ptr
    %7 = llvm.getelementptr %1[184] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg5, %7 : !llvm.ptr, !llvm.ptr
    %8 = llvm.getelementptr %1[240] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg6, %8 : !llvm.ptr, !llvm.ptr
    %9 = llvm.getelementptr %1[296] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg7, %9 : !llvm.ptr, !llvm.ptr
    %10 = llvm.getelementptr %1[352] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg8, %10 : !llvm.ptr, !llvm.ptr
    %11 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %13 = llvm.getelementptr %1[112] : (!llvm.ptr) -> !llvm.ptr, i8
    %14 = llvm.getelementptr %1[168] : (!llvm.ptr) -> !llvm.ptr, i8
    %15 = llvm.getelementptr %1[224] : (!llvm.ptr) -> !llvm.ptr, i8
    %16 = llvm.getelementptr %1[280] : (!llvm.ptr) -> !llvm.ptr, i8
    %17 = llvm.getelementptr %1[336] : (!llvm.ptr) -> !llvm.ptr, i8
    %18 = llvm.call @rn_k_fold_bn_7c59817e130a49d7c643(%arg0, %arg1, %11, %12, %13, %14, %15, %16, %17) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %18 : i32
  }
  llvm.func hidden @rn_k_fold_bn_a485422c073fa3931a30(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_fold_bn_a485422c073fa3931a30(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr, %arg8: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<392 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(392 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[128] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg4, %6 : !llvm.ptr, !llvm.ptr
    %7 = llvm.getelementptr %1[184] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg5, %7 : !llvm.ptr, !llvm.ptr
    %8 = llvm.getelementptr %1[240] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg6, %8 : !llvm.ptr, !llvm.ptr
    %9 = llvm.getelementptr %1[296] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg7, %9 : !llvm.ptr, !llvm.ptr
    %10 = llvm.getelementptr %1[352] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg8, %10 : !llvm.ptr, !llvm.ptr
    %11 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %13 = llvm.getelementptr %1[112] : (!llvm.ptr) -> !llvm.ptr, i8
    %14 = llvm.getelementptr %1[168] : (!llvm.ptr) -> !llvm.ptr, i8
    %15 = llvm.getelementptr %1[224] : (!llvm.ptr) -> !llvm.ptr, i8
    %16 = llvm.getelementptr %1[280] : (!llvm.ptr) -> !llvm.ptr, i8
    %17 = llvm.getelementptr %1[336] : (!llvm.ptr) -> !llvm.ptr, i8
    %18 = llvm.call @rn_k_fold_bn_a485422c073fa3931a30(%arg0, %arg1, %11, %12, %13, %14, %15, %16, %17) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %18 : i32
  }
  llvm.func hidden @rn_k_conv_db6f4287f5a4f6516e30(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_db6f4287f5a4f6516e30(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<336 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(336 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[128] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg4, %6 : !llvm.ptr, !llvm.ptr
    %7 = llvm.getelementptr %1[184] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg5, %7 : !llvm.ptr, !llvm.ptr
    %8 = llvm.getelementptr %1[240] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg6, %8 : !llvm.ptr, !llvm.ptr
    %9 = llvm.getelementptr %1[296] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg7, %9 : !llvm.ptr, !llvm.ptr
    %10 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %11 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.getelementptr %1[112] : (!llvm.ptr) -> !llvm.ptr, i8
    %13 = llvm.getelementptr %1[168] : (!llvm.ptr) -> !llvm.ptr, i8
    %14 = llvm.getelementptr %1[224] : (!llvm.ptr) -> !llvm.ptr, i8
    %15 = llvm.getelementptr %1[280] : (!llvm.ptr) -> !llvm.ptr, i8
    %16 = llvm.call @rn_k_conv_db6f4287f5a4f6516e30(%arg0, %arg1, %10, %11, %12, %13, %14, %15) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %16 : i32
  }
  llvm.func hidden @rn_k_conv_5d54f2bf8a40ceab090f(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_5d54f2bf8a40ceab090f(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<224 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(224 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[128] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg4, %6 : !llvm.ptr, !llvm.ptr
    %7 = llvm.getelementptr %1[184] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg5, %7 : !llvm.ptr, !llvm.ptr
    %8 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %9 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %10 = llvm.getelementptr %1[112] : (!llvm.ptr) -> !llvm.ptr, i8
    %11 = llvm.getelementptr %1[168] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.call @rn_k_conv_5d54f2bf8a40ceab090f(%arg0, %arg1, %8, %9, %10, %11) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %12 : i32
  }
  llvm.func hidden @rn_k_conv_3991dc3d836f80027488(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_3991dc3d836f80027488(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<280 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(280 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[128] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg4, %6 : !llvm.ptr, !llvm.ptr
    %7 = llvm.getelementptr %1[184] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg5, %7 : !llvm.ptr, !llvm.ptr
    %8 = llvm.getelementptr %1[240] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg6, %8 : !llvm.ptr, !llvm.ptr
    %9 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %10 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %11 = llvm.getelementptr %1[112] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.getelementptr %1[168] : (!llvm.ptr) -> !llvm.ptr, i8
    %13 = llvm.getelementptr %1[224] : (!llvm.ptr) -> !llvm.ptr, i8
    %14 = llvm.call @rn_k_conv_3991dc3d836f80027488(%arg0, %arg1, %9, %10, %11, %12, %13) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %14 : i32
  }
  llvm.func hidden @rn_k_conv_c154c185f95d49bb9cf7(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_c154c185f95d49bb9cf7(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<224 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(224 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[128] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg4, %6 : !llvm.ptr, !llvm.ptr
    %7 = llvm.getelementptr %1[184] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg5, %7 : !llvm.ptr, !llvm.ptr
    %8 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %9 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %10 = llvm.getelementptr %1[112] : (!llvm.ptr) -> !llvm.ptr, i8
    %11 = llvm.getelementptr %1[168] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.call @rn_k_conv_c154c185f95d49bb9cf7(%arg0, %arg1, %8, %9, %10, %11) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %12 : i32
  }
  llvm.func hidden @rn_k_subsample_pad_80b272b65cbb6b5df439(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_subsample_pad_80b272b65cbb6b5df439(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<112 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(112 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %7 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %8 = llvm.call @rn_k_subsample_pad_80b272b65cbb6b5df439(%arg0, %arg1, %6, %7) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %8 : i32
  }
  llvm.func hidden @rn_k_conv_348c222cb91e6e3884dd(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_348c222cb91e6e3884dd(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<280 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(280 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[128] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg4, %6 : !llvm.ptr, !llvm.ptr
    %7 = llvm.getelementptr %1[184] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg5, %7 : !llvm.ptr, !llvm.ptr
    %8 = llvm.getelementptr %1[240] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg6, %8 : !llvm.ptr, !llvm.ptr
    %9 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %10 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %11 = llvm.getelementptr %1[112] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.getelementptr %1[168] : (!llvm.ptr) -> !llvm.ptr, i8
    %13 = llvm.getelementptr %1[224] : (!llvm.ptr) -> !llvm.ptr, i8
    %14 = llvm.call @rn_k_conv_348c222cb91e6e3884dd(%arg0, %arg1, %9, %10, %11, %12, %13) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %14 : i32
  }
  llvm.func hidden @rn_k_avgpool_7737b57386d14b467b25(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_avgpool_7737b57386d14b467b25(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<112 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(112 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %7 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %8 = llvm.call @rn_k_avgpool_7737b57386d14b467b25(%arg0, %arg1, %6, %7) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %8 : i32
  }
  llvm.func hidden @rn_k_linear_3e3e505b826d478d00c6(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_linear_3e3e505b826d478d00c6(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr) -> i32 {
    %0 = llvm.mlir.constant(1 : i64) : i64
    %1 = llvm.alloca %0 x !llvm.array<224 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
    %2 = llvm.mlir.constant(0 : i8) : i8
    %3 = llvm.mlir.constant(224 : i64) : i64
    "llvm.intr.memset"(%1, %2, %3) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    %4 = llvm.getelementptr %1[16] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg2, %4 : !llvm.ptr, !llvm.ptr
    %5 = llvm.getelementptr %1[72] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg3, %5 : !llvm.ptr, !llvm.ptr
    %6 = llvm.getelementptr %1[128] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg4, %6 : !llvm.ptr, !llvm.ptr
    %7 = llvm.getelementptr %1[184] : (!llvm.ptr) -> !llvm.ptr, i8
    llvm.store %arg5, %7 : !llvm.ptr, !llvm.ptr
    %8 = llvm.getelementptr %1[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %9 = llvm.getelementptr %1[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %10 = llvm.getelementptr %1[112] : (!llvm.ptr) -> !llvm.ptr, i8
    %11 = llvm.getelementptr %1[168] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.call @rn_k_linear_3e3e505b826d478d00c6(%arg0, %arg1, %8, %9, %10, %11) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %12 : i32
  }
  llvm.func hidden @two_blocks_avx512_prepare(%arg0: !llvm.ptr) -> i32 {
    %0 = llvm.getelementptr %arg0[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %1 = llvm.load %0 : !llvm.ptr -> !llvm.ptr
    %2 = llvm.getelementptr %arg0[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %3 = llvm.load %2 : !llvm.ptr -> !llvm.ptr
    %4 = llvm.getelementptr %arg0[16] : (!llvm.ptr) -> !llvm.ptr, i8
    %5 = llvm.load %4 : !llvm.ptr -> !llvm.ptr
    %6 = llvm.getelementptr %arg0[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %7 = llvm.load %6 : !llvm.ptr -> i64
    %8 = llvm.trunc %7 : i64 to i32
    %9 = llvm.mlir.constant(78080 : i64) : i64
    %10 = llvm.getelementptr %3[%9] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %11 = llvm.mlir.constant(77952 : i64) : i64
    %12 = llvm.getelementptr %3[%11] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %13 = llvm.mlir.constant(75072 : i64) : i64
    %14 = llvm.getelementptr %3[%13] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %15 = llvm.mlir.constant(74944 : i64) : i64
    %16 = llvm.getelementptr %3[%15] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %17 = llvm.mlir.constant(38080 : i64) : i64
    %18 = llvm.getelementptr %3[%17] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %19 = llvm.mlir.constant(77824 : i64) : i64
    %20 = llvm.getelementptr %3[%19] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %21 = llvm.mlir.constant(77696 : i64) : i64
    %22 = llvm.getelementptr %3[%21] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %23 = llvm.mlir.constant(37952 : i64) : i64
    %24 = llvm.getelementptr %3[%23] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %25 = llvm.mlir.constant(37824 : i64) : i64
    %26 = llvm.getelementptr %3[%25] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %27 = llvm.mlir.constant(19392 : i64) : i64
    %28 = llvm.getelementptr %3[%27] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %29 = llvm.mlir.constant(77632 : i64) : i64
    %30 = llvm.getelementptr %3[%29] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %31 = llvm.mlir.constant(77568 : i64) : i64
    %32 = llvm.getelementptr %3[%31] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %33 = llvm.mlir.constant(19328 : i64) : i64
    %34 = llvm.getelementptr %3[%33] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %35 = llvm.mlir.constant(19264 : i64) : i64
    %36 = llvm.getelementptr %3[%35] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %37 = llvm.mlir.constant(10048 : i64) : i64
    %38 = llvm.getelementptr %3[%37] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %39 = llvm.mlir.constant(77504 : i64) : i64
    %40 = llvm.getelementptr %3[%39] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %41 = llvm.mlir.constant(77440 : i64) : i64
    %42 = llvm.getelementptr %3[%41] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %43 = llvm.mlir.constant(9984 : i64) : i64
    %44 = llvm.getelementptr %3[%43] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %45 = llvm.mlir.constant(9920 : i64) : i64
    %46 = llvm.getelementptr %3[%45] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %47 = llvm.mlir.constant(704 : i64) : i64
    %48 = llvm.getelementptr %3[%47] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %49 = llvm.mlir.constant(77376 : i64) : i64
    %50 = llvm.getelementptr %3[%49] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %51 = llvm.mlir.constant(77312 : i64) : i64
    %52 = llvm.getelementptr %3[%51] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %53 = llvm.mlir.constant(640 : i64) : i64
    %54 = llvm.getelementptr %3[%53] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %55 = llvm.mlir.constant(576 : i64) : i64
    %56 = llvm.getelementptr %3[%55] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %57 = llvm.mlir.constant(0 : i64) : i64
    %58 = llvm.getelementptr %3[%57] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %59 = llvm.mlir.constant(152832 : i64) : i64
    %60 = llvm.getelementptr %3[%59] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %61 = llvm.mlir.constant(115968 : i64) : i64
    %62 = llvm.getelementptr %3[%61] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %63 = llvm.mlir.constant(115840 : i64) : i64
    %64 = llvm.getelementptr %3[%63] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %65 = llvm.mlir.constant(97408 : i64) : i64
    %66 = llvm.getelementptr %3[%65] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %67 = llvm.mlir.constant(97344 : i64) : i64
    %68 = llvm.getelementptr %3[%67] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %69 = llvm.mlir.constant(88128 : i64) : i64
    %70 = llvm.getelementptr %3[%69] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %71 = llvm.mlir.constant(88064 : i64) : i64
    %72 = llvm.getelementptr %3[%71] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %73 = llvm.mlir.constant(78848 : i64) : i64
    %74 = llvm.getelementptr %3[%73] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %75 = llvm.mlir.constant(78784 : i64) : i64
    %76 = llvm.getelementptr %3[%75] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %77 = llvm.mlir.constant(78208 : i64) : i64
    %78 = llvm.getelementptr %3[%77] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %79 = llvm.call @launch_rn_k_fold_bn_416a9e8f58751c8c3c44(%1, %8, %58, %56, %54, %52, %50, %78, %76) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %80 = llvm.mlir.constant(0 : i32) : i32
    %81 = llvm.icmp "ne" %79, %80 : i32
    llvm.cond_br %81, ^bb6(%79 : i32), ^bb1
  ^bb1:  // pred: ^bb0
    %82 = llvm.call @launch_rn_k_fold_bn_15e8352509c9ad525a0a(%1, %8, %48, %46, %44, %42, %40, %74, %72) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %83 = llvm.mlir.constant(0 : i32) : i32
    %84 = llvm.icmp "ne" %82, %83 : i32
    llvm.cond_br %84, ^bb6(%82 : i32), ^bb2
  ^bb2:  // pred: ^bb1
    %85 = llvm.call @launch_rn_k_fold_bn_15e8352509c9ad525a0a(%1, %8, %38, %36, %34, %32, %30, %70, %68) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %86 = llvm.mlir.constant(0 : i32) : i32
    %87 = llvm.icmp "ne" %85, %86 : i32
    llvm.cond_br %87, ^bb6(%85 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %88 = llvm.call @launch_rn_k_fold_bn_7c59817e130a49d7c643(%1, %8, %28, %26, %24, %22, %20, %66, %64) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %89 = llvm.mlir.constant(0 : i32) : i32
    %90 = llvm.icmp "ne" %88, %89 : i32
    llvm.cond_br %90, ^bb6(%88 : i32), ^bb4
  ^bb4:  // pred: ^bb3
    %91 = llvm.call @launch_rn_k_fold_bn_a485422c073fa3931a30(%1, %8, %18, %16, %14, %12, %10, %62, %60) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %92 = llvm.mlir.constant(0 : i32) : i32
    %93 = llvm.icmp "ne" %91, %92 : i32
    llvm.cond_br %93, ^bb6(%91 : i32), ^bb5
  ^bb5:  // pred: ^bb4
    %94 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %94 : i32
  ^bb6(%95: i32):  // 5 preds: ^bb0, ^bb1, ^bb2, ^bb3, ^bb4
    llvm.return %95 : i32
  }
  llvm.func hidden @two_blocks_avx512_infer(%arg0: !llvm.ptr) -> i32 {
    %0 = llvm.getelementptr %arg0[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %1 = llvm.load %0 : !llvm.ptr -> !llvm.ptr
    %2 = llvm.getelementptr %arg0[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %3 = llvm.load %2 : !llvm.ptr -> !llvm.ptr
    %4 = llvm.getelementptr %arg0[16] : (!llvm.ptr) -> !llvm.ptr, i8
    %5 = llvm.load %4 : !llvm.ptr -> !llvm.ptr
    %6 = llvm.getelementptr %arg0[56] : (!llvm.ptr) -> !llvm.ptr, i8
    %7 = llvm.load %6 : !llvm.ptr -> i64
    %8 = llvm.trunc %7 : i64 to i32
    %9 = llvm.getelementptr %arg0[24] : (!llvm.ptr) -> !llvm.ptr, i8
    %10 = llvm.load %9 : !llvm.ptr -> !llvm.ptr
    %11 = llvm.getelementptr %arg0[48] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.load %11 : !llvm.ptr -> !llvm.ptr
    %13 = llvm.mlir.constant(77248 : i64) : i64
    %14 = llvm.getelementptr %3[%13] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %15 = llvm.mlir.constant(75200 : i64) : i64
    %16 = llvm.getelementptr %3[%15] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %17 = llvm.mlir.constant(78208 : i64) : i64
    %18 = llvm.getelementptr %3[%17] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %19 = llvm.mlir.constant(78784 : i64) : i64
    %20 = llvm.getelementptr %3[%19] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %21 = llvm.mlir.constant(78848 : i64) : i64
    %22 = llvm.getelementptr %3[%21] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %23 = llvm.mlir.constant(88064 : i64) : i64
    %24 = llvm.getelementptr %3[%23] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %25 = llvm.mlir.constant(88128 : i64) : i64
    %26 = llvm.getelementptr %3[%25] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %27 = llvm.mlir.constant(97344 : i64) : i64
    %28 = llvm.getelementptr %3[%27] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %29 = llvm.mlir.constant(97408 : i64) : i64
    %30 = llvm.getelementptr %3[%29] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %31 = llvm.mlir.constant(115840 : i64) : i64
    %32 = llvm.getelementptr %3[%31] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %33 = llvm.mlir.constant(115968 : i64) : i64
    %34 = llvm.getelementptr %3[%33] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %35 = llvm.mlir.constant(152832 : i64) : i64
    %36 = llvm.getelementptr %3[%35] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %37 = llvm.mlir.addressof @two_blocks_avx512_constant0 : !llvm.ptr
    %38 = llvm.mlir.addressof @two_blocks_avx512_constant1 : !llvm.ptr
    %39 = llvm.mlir.constant(0 : i64) : i64
    %40 = llvm.getelementptr %5[%39] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %41 = llvm.call @launch_rn_k_conv_db6f4287f5a4f6516e30(%1, %8, %10, %18, %37, %38, %20, %40) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %42 = llvm.mlir.constant(0 : i32) : i32
    %43 = llvm.icmp "ne" %41, %42 : i32
    llvm.cond_br %43, ^bb9(%41 : i32), ^bb1
  ^bb1:  // pred: ^bb0
    %44 = llvm.mlir.constant(0 : i64) : i64
    %45 = llvm.mlir.constant(4096 : i64) : i64
    %46 = llvm.mul %7, %45 : i64
    %47 = llvm.add %44, %46 : i64
    %48 = llvm.getelementptr %5[%47] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %49 = llvm.call @launch_rn_k_conv_5d54f2bf8a40ceab090f(%1, %8, %40, %22, %24, %48) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %50 = llvm.mlir.constant(0 : i32) : i32
    %51 = llvm.icmp "ne" %49, %50 : i32
    llvm.cond_br %51, ^bb9(%49 : i32), ^bb2
  ^bb2:  // pred: ^bb1
    %52 = llvm.mlir.constant(0 : i64) : i64
    %53 = llvm.getelementptr %5[%52] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %54 = llvm.call @launch_rn_k_conv_3991dc3d836f80027488(%1, %8, %48, %26, %28, %40, %53) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %55 = llvm.mlir.constant(0 : i32) : i32
    %56 = llvm.icmp "ne" %54, %55 : i32
    llvm.cond_br %56, ^bb9(%54 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %57 = llvm.mlir.constant(0 : i64) : i64
    %58 = llvm.mlir.constant(4096 : i64) : i64
    %59 = llvm.mul %7, %58 : i64
    %60 = llvm.add %57, %59 : i64
    %61 = llvm.getelementptr %5[%60] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %62 = llvm.call @launch_rn_k_conv_c154c185f95d49bb9cf7(%1, %8, %53, %30, %32, %61) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %63 = llvm.mlir.constant(0 : i32) : i32
    %64 = llvm.icmp "ne" %62, %63 : i32
    llvm.cond_br %64, ^bb9(%62 : i32), ^bb4
  ^bb4:  // pred: ^bb3
    %65 = llvm.mlir.constant(0 : i64) : i64
    %66 = llvm.mlir.constant(6144 : i64) : i64
    %67 = llvm.mul %7, %66 : i64
    %68 = llvm.add %65, %67 : i64
    %69 = llvm.getelementptr %5[%68] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %70 = llvm.call @launch_rn_k_subsample_pad_80b272b65cbb6b5df439(%1, %8, %53, %69) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    %71 = llvm.mlir.constant(0 : i32) : i32
    %72 = llvm.icmp "ne" %70, %71 : i32
    llvm.cond_br %72, ^bb9(%70 : i32), ^bb5
  ^bb5:  // pred: ^bb4
    %73 = llvm.mlir.constant(0 : i64) : i64
    %74 = llvm.mlir.constant(6144 : i64) : i64
    %75 = llvm.mul %7, %74 : i64
    %76 = llvm.add %73, %75 : i64
    %77 = llvm.getelementptr %5[%76] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %78 = llvm.call @launch_rn_k_conv_348c222cb91e6e3884dd(%1, %8, %61, %34, %36, %69, %77) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %79 = llvm.mlir.constant(0 : i32) : i32
    %80 = llvm.icmp "ne" %78, %79 : i32
    llvm.cond_br %80, ^bb9(%78 : i32), ^bb6
  ^bb6:  // pred: ^bb5
    %81 = llvm.mlir.constant(0 : i64) : i64
    %82 = llvm.getelementptr %5[%81] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %83 = llvm.call @launch_rn_k_avgpool_7737b57386d14b467b25(%1, %8, %77, %82) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    %84 = llvm.mlir.constant(0 : i32) : i32
    %85 = llvm.icmp "ne" %83, %84 : i32
    llvm.cond_br %85, ^bb9(%83 : i32), ^bb7
  ^bb7:  // pred: ^bb6
    %86 = llvm.call @launch_rn_k_linear_3e3e505b826d478d00c6(%1, %8, %82, %16, %14, %12) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %87 = llvm.mlir.constant(0 : i32) : i32
    %88 = llvm.icmp "ne" %86, %87 : i32
    llvm.cond_br %88, ^bb9(%86 : i32), ^bb8
  ^bb8:  // pred: ^bb7
    %89 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %89 : i32
  ^bb9(%90: i32):  // 8 preds: ^bb0, ^bb1, ^bb2, ^bb3, ^bb4, ^bb5, ^bb6, ^bb7
    llvm.return %90 : i32
  }
  llvm.mlir.global internal constant @two_blocks_avx512_constant0(dense<[2.500000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00]> : tensor<16xf32>) {addr_space = 0 : i32, alignment = 64 : i64} : !llvm.array<16 x f32>
  llvm.mlir.global internal constant @two_blocks_avx512_constant1(dense<[-7.500000e-01, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00]> : tensor<16xf32>) {addr_space = 0 : i32, alignment = 64 : i64} : !llvm.array<16 x f32>
}
