// made by: resnetc generated/two_blocks.dsl --mode=infer -march=x86-64-v4 --batch=1 --emit=llvm
module attributes {rn.input_shape = array<i64: 1, 8, 8>, rn.mode = "infer", rn.multiply_adds = 525632 : i64, rn.name = "two_blocks", rn.network_hash = "9758b71514c52249", rn.output_shape = array<i64: 10>, rn.state_bytes = 152960 : i64, rn.target = "avx512"} {
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
    %9 = llvm.mlir.constant(0 : i64) : i64
    %10 = llvm.getelementptr %3[%9] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %11 = llvm.mlir.constant(576 : i64) : i64
    %12 = llvm.getelementptr %3[%11] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %13 = llvm.mlir.constant(640 : i64) : i64
    %14 = llvm.getelementptr %3[%13] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %15 = llvm.mlir.constant(77312 : i64) : i64
    %16 = llvm.getelementptr %3[%15] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %17 = llvm.mlir.constant(77376 : i64) : i64
    %18 = llvm.getelementptr %3[%17] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %19 = llvm.mlir.constant(78208 : i64) : i64
    %20 = llvm.getelementptr %3[%19] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %21 = llvm.mlir.constant(78784 : i64) : i64
    %22 = llvm.getelementptr %3[%21] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %23 = llvm.call @launch_rn_k_fold_bn_416a9e8f58751c8c3c44(%1, %8, %10, %12, %14, %16, %18, %20, %22) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %24 = llvm.mlir.constant(0 : i32) : i32
    %25 = llvm.icmp "ne" %23, %24 : i32
    llvm.cond_br %25, ^bb6(%23 : i32), ^bb1
  ^bb1:  // pred: ^bb0
    %26 = llvm.mlir.constant(704 : i64) : i64
    %27 = llvm.getelementptr %3[%26] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %28 = llvm.mlir.constant(9920 : i64) : i64
    %29 = llvm.getelementptr %3[%28] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %30 = llvm.mlir.constant(9984 : i64) : i64
    %31 = llvm.getelementptr %3[%30] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %32 = llvm.mlir.constant(77440 : i64) : i64
    %33 = llvm.getelementptr %3[%32] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %34 = llvm.mlir.constant(77504 : i64) : i64
    %35 = llvm.getelementptr %3[%34] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %36 = llvm.mlir.constant(78848 : i64) : i64
    %37 = llvm.getelementptr %3[%36] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %38 = llvm.mlir.constant(88064 : i64) : i64
    %39 = llvm.getelementptr %3[%38] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %40 = llvm.call @launch_rn_k_fold_bn_15e8352509c9ad525a0a(%1, %8, %27, %29, %31, %33, %35, %37, %39) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %41 = llvm.mlir.constant(0 : i32) : i32
    %42 = llvm.icmp "ne" %40, %41 : i32
    llvm.cond_br %42, ^bb6(%40 : i32), ^bb2
  ^bb2:  // pred: ^bb1
    %43 = llvm.mlir.constant(10048 : i64) : i64
    %44 = llvm.getelementptr %3[%43] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %45 = llvm.mlir.constant(19264 : i64) : i64
    %46 = llvm.getelementptr %3[%45] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %47 = llvm.mlir.constant(19328 : i64) : i64
    %48 = llvm.getelementptr %3[%47] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %49 = llvm.mlir.constant(77568 : i64) : i64
    %50 = llvm.getelementptr %3[%49] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %51 = llvm.mlir.constant(77632 : i64) : i64
    %52 = llvm.getelementptr %3[%51] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %53 = llvm.mlir.constant(88128 : i64) : i64
    %54 = llvm.getelementptr %3[%53] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %55 = llvm.mlir.constant(97344 : i64) : i64
    %56 = llvm.getelementptr %3[%55] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %57 = llvm.call @launch_rn_k_fold_bn_15e8352509c9ad525a0a(%1, %8, %44, %46, %48, %50, %52, %54, %56) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %58 = llvm.mlir.constant(0 : i32) : i32
    %59 = llvm.icmp "ne" %57, %58 : i32
    llvm.cond_br %59, ^bb6(%57 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %60 = llvm.mlir.constant(19392 : i64) : i64
    %61 = llvm.getelementptr %3[%60] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %62 = llvm.mlir.constant(37824 : i64) : i64
    %63 = llvm.getelementptr %3[%62] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %64 = llvm.mlir.constant(37952 : i64) : i64
    %65 = llvm.getelementptr %3[%64] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %66 = llvm.mlir.constant(77696 : i64) : i64
    %67 = llvm.getelementptr %3[%66] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %68 = llvm.mlir.constant(77824 : i64) : i64
    %69 = llvm.getelementptr %3[%68] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %70 = llvm.mlir.constant(97408 : i64) : i64
    %71 = llvm.getelementptr %3[%70] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %72 = llvm.mlir.constant(115840 : i64) : i64
    %73 = llvm.getelementptr %3[%72] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %74 = llvm.call @launch_rn_k_fold_bn_7c59817e130a49d7c643(%1, %8, %61, %63, %65, %67, %69, %71, %73) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %75 = llvm.mlir.constant(0 : i32) : i32
    %76 = llvm.icmp "ne" %74, %75 : i32
    llvm.cond_br %76, ^bb6(%74 : i32), ^bb4
  ^bb4:  // pred: ^bb3
    %77 = llvm.mlir.constant(38080 : i64) : i64
    %78 = llvm.getelementptr %3[%77] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %79 = llvm.mlir.constant(74944 : i64) : i64
    %80 = llvm.getelementptr %3[%79] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %81 = llvm.mlir.constant(75072 : i64) : i64
    %82 = llvm.getelementptr %3[%81] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %83 = llvm.mlir.constant(77952 : i64) : i64
    %84 = llvm.getelementptr %3[%83] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %85 = llvm.mlir.constant(78080 : i64) : i64
    %86 = llvm.getelementptr %3[%85] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %87 = llvm.mlir.constant(115968 : i64) : i64
    %88 = llvm.getelementptr %3[%87] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %89 = llvm.mlir.constant(152832 : i64) : i64
    %90 = llvm.getelementptr %3[%89] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %91 = llvm.call @launch_rn_k_fold_bn_a485422c073fa3931a30(%1, %8, %78, %80, %82, %84, %86, %88, %90) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %92 = llvm.mlir.constant(0 : i32) : i32
    %93 = llvm.icmp "ne" %91, %92 : i32
    llvm.cond_br %93, ^bb6(%91 : i32), ^bb5
  ^bb5:  // pred: ^bb4
    %94 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %94 : i32
  ^bb6(%95: i32):  // 5 preds: ^bb0, ^bb1, ^bb2, ^bb3, ^bb4
    llvm.return %95 : i32
  }
  llvm.mlir.global internal constant @two_blocks_avx512_constant0(dense<[2.500000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00]> : tensor<16xf32>) {addr_space = 0 : i32, alignment = 64 : i64} : !llvm.array<16 x f32>
  llvm.mlir.global internal constant @two_blocks_avx512_constant1(dense<[-7.500000e-01, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00, 0.000000e+00]> : tensor<16xf32>) {addr_space = 0 : i32, alignment = 64 : i64} : !llvm.array<16 x f32>
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
    %11 = llvm.mlir.constant(78208 : i64) : i64
    %12 = llvm.getelementptr %3[%11] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %13 = llvm.mlir.addressof @two_blocks_avx512_constant0 : !llvm.ptr
    %14 = llvm.mlir.addressof @two_blocks_avx512_constant1 : !llvm.ptr
    %15 = llvm.mlir.constant(78784 : i64) : i64
    %16 = llvm.getelementptr %3[%15] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %17 = llvm.mlir.constant(0 : i64) : i64
    %18 = llvm.getelementptr %5[%17] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %19 = llvm.call @launch_rn_k_conv_db6f4287f5a4f6516e30(%1, %8, %10, %12, %13, %14, %16, %18) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %20 = llvm.mlir.constant(0 : i32) : i32
    %21 = llvm.icmp "ne" %19, %20 : i32
    llvm.cond_br %21, ^bb9(%19 : i32), ^bb1
  ^bb1:  // pred: ^bb0
    %22 = llvm.mlir.constant(0 : i64) : i64
    %23 = llvm.getelementptr %5[%22] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %24 = llvm.mlir.constant(78848 : i64) : i64
    %25 = llvm.getelementptr %3[%24] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %26 = llvm.mlir.constant(88064 : i64) : i64
    %27 = llvm.getelementptr %3[%26] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %28 = llvm.mlir.constant(0 : i64) : i64
    %29 = llvm.mlir.constant(4096 : i64) : i64
    %30 = llvm.mul %7, %29 : i64
    %31 = llvm.add %28, %30 : i64
    %32 = llvm.getelementptr %5[%31] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %33 = llvm.call @launch_rn_k_conv_5d54f2bf8a40ceab090f(%1, %8, %23, %25, %27, %32) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %34 = llvm.mlir.constant(0 : i32) : i32
    %35 = llvm.icmp "ne" %33, %34 : i32
    llvm.cond_br %35, ^bb9(%33 : i32), ^bb2
  ^bb2:  // pred: ^bb1
    %36 = llvm.mlir.constant(0 : i64) : i64
    %37 = llvm.mlir.constant(4096 : i64) : i64
    %38 = llvm.mul %7, %37 : i64
    %39 = llvm.add %36, %38 : i64
    %40 = llvm.getelementptr %5[%39] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %41 = llvm.mlir.constant(88128 : i64) : i64
    %42 = llvm.getelementptr %3[%41] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %43 = llvm.mlir.constant(97344 : i64) : i64
    %44 = llvm.getelementptr %3[%43] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %45 = llvm.mlir.constant(0 : i64) : i64
    %46 = llvm.getelementptr %5[%45] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %47 = llvm.mlir.constant(0 : i64) : i64
    %48 = llvm.getelementptr %5[%47] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %49 = llvm.call @launch_rn_k_conv_3991dc3d836f80027488(%1, %8, %40, %42, %44, %46, %48) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %50 = llvm.mlir.constant(0 : i32) : i32
    %51 = llvm.icmp "ne" %49, %50 : i32
    llvm.cond_br %51, ^bb9(%49 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %52 = llvm.mlir.constant(0 : i64) : i64
    %53 = llvm.getelementptr %5[%52] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %54 = llvm.mlir.constant(97408 : i64) : i64
    %55 = llvm.getelementptr %3[%54] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %56 = llvm.mlir.constant(115840 : i64) : i64
    %57 = llvm.getelementptr %3[%56] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %58 = llvm.mlir.constant(0 : i64) : i64
    %59 = llvm.mlir.constant(4096 : i64) : i64
    %60 = llvm.mul %7, %59 : i64
    %61 = llvm.add %58, %60 : i64
    %62 = llvm.getelementptr %5[%61] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %63 = llvm.call @launch_rn_k_conv_c154c185f95d49bb9cf7(%1, %8, %53, %55, %57, %62) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %64 = llvm.mlir.constant(0 : i32) : i32
    %65 = llvm.icmp "ne" %63, %64 : i32
    llvm.cond_br %65, ^bb9(%63 : i32), ^bb4
  ^bb4:  // pred: ^bb3
    %66 = llvm.mlir.constant(0 : i64) : i64
    %67 = llvm.getelementptr %5[%66] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %68 = llvm.mlir.constant(0 : i64) : i64
    %69 = llvm.mlir.constant(6144 : i64) : i64
    %70 = llvm.mul %7, %69 : i64
    %71 = llvm.add %68, %70 : i64
    %72 = llvm.getelementptr %5[%71] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %73 = llvm.call @launch_rn_k_subsample_pad_80b272b65cbb6b5df439(%1, %8, %67, %72) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    %74 = llvm.mlir.constant(0 : i32) : i32
    %75 = llvm.icmp "ne" %73, %74 : i32
    llvm.cond_br %75, ^bb9(%73 : i32), ^bb5
  ^bb5:  // pred: ^bb4
    %76 = llvm.mlir.constant(0 : i64) : i64
    %77 = llvm.mlir.constant(4096 : i64) : i64
    %78 = llvm.mul %7, %77 : i64
    %79 = llvm.add %76, %78 : i64
    %80 = llvm.getelementptr %5[%79] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %81 = llvm.mlir.constant(115968 : i64) : i64
    %82 = llvm.getelementptr %3[%81] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %83 = llvm.mlir.constant(152832 : i64) : i64
    %84 = llvm.getelementptr %3[%83] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %85 = llvm.mlir.constant(0 : i64) : i64
    %86 = llvm.mlir.constant(6144 : i64) : i64
    %87 = llvm.mul %7, %86 : i64
    %88 = llvm.add %85, %87 : i64
    %89 = llvm.getelementptr %5[%88] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %90 = llvm.mlir.constant(0 : i64) : i64
    %91 = llvm.mlir.constant(6144 : i64) : i64
    %92 = llvm.mul %7, %91 : i64
    %93 = llvm.add %90, %92 : i64
    %94 = llvm.getelementptr %5[%93] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %95 = llvm.call @launch_rn_k_conv_348c222cb91e6e3884dd(%1, %8, %80, %82, %84, %89, %94) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %96 = llvm.mlir.constant(0 : i32) : i32
    %97 = llvm.icmp "ne" %95, %96 : i32
    llvm.cond_br %97, ^bb9(%95 : i32), ^bb6
  ^bb6:  // pred: ^bb5
    %98 = llvm.mlir.constant(0 : i64) : i64
    %99 = llvm.mlir.constant(6144 : i64) : i64
    %100 = llvm.mul %7, %99 : i64
    %101 = llvm.add %98, %100 : i64
    %102 = llvm.getelementptr %5[%101] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %103 = llvm.mlir.constant(0 : i64) : i64
    %104 = llvm.getelementptr %5[%103] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %105 = llvm.call @launch_rn_k_avgpool_7737b57386d14b467b25(%1, %8, %102, %104) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    %106 = llvm.mlir.constant(0 : i32) : i32
    %107 = llvm.icmp "ne" %105, %106 : i32
    llvm.cond_br %107, ^bb9(%105 : i32), ^bb7
  ^bb7:  // pred: ^bb6
    %108 = llvm.mlir.constant(0 : i64) : i64
    %109 = llvm.getelementptr %5[%108] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %110 = llvm.mlir.constant(75200 : i64) : i64
    %111 = llvm.getelementptr %3[%110] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %112 = llvm.mlir.constant(77248 : i64) : i64
    %113 = llvm.getelementptr %3[%112] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %114 = llvm.getelementptr %arg0[48] : (!llvm.ptr) -> !llvm.ptr, i8
    %115 = llvm.load %114 : !llvm.ptr -> !llvm.ptr
    %116 = llvm.call @launch_rn_k_linear_3e3e505b826d478d00c6(%1, %8, %109, %111, %113, %115) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %117 = llvm.mlir.constant(0 : i32) : i32
    %118 = llvm.icmp "ne" %116, %117 : i32
    llvm.cond_br %118, ^bb9(%116 : i32), ^bb8
  ^bb8:  // pred: ^bb7
    %119 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %119 : i32
  ^bb9(%120: i32):  // 8 preds: ^bb0, ^bb1, ^bb2, ^bb3, ^bb4, ^bb5, ^bb6, ^bb7
    llvm.return %120 : i32
  }
}
