// made by: resnetc generated/two_blocks.dsl --mode=infer -march=x86-64-v4 --batch=1 --emit=llvm
module attributes {rn.input_shape = array<i64: 1, 8, 8>, rn.mode = "infer", rn.multiply_adds = 525632 : i64, rn.name = "two_blocks", rn.network_hash = "4b60cac0873413f5", rn.output_shape = array<i64: 10>, rn.state_bytes = 152960 : i64, rn.target = "avx512"} {
  llvm.func hidden @rn_k_fold_bn_bbe534528da59e987e90(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_fold_bn_bbe534528da59e987e90(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr, %arg8: !llvm.ptr) -> i32 {
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
    %18 = llvm.call @rn_k_fold_bn_bbe534528da59e987e90(%arg0, %arg1, %11, %12, %13, %14, %15, %16, %17) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %18 : i32
  }
  llvm.func hidden @rn_k_fold_bn_c9c8ed8f2db6ab528a73(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_fold_bn_c9c8ed8f2db6ab528a73(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr, %arg8: !llvm.ptr) -> i32 {
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
    %18 = llvm.call @rn_k_fold_bn_c9c8ed8f2db6ab528a73(%arg0, %arg1, %11, %12, %13, %14, %15, %16, %17) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %18 : i32
  }
  llvm.func hidden @rn_k_fold_bn_a3dcdfb44b389fef15ce(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_fold_bn_a3dcdfb44b389fef15ce(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr, %arg8: !llvm.ptr) -> i32 {
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
    %18 = llvm.call @rn_k_fold_bn_a3dcdfb44b389fef15ce(%arg0, %arg1, %11, %12, %13, %14, %15, %16, %17) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %18 : i32
  }
  llvm.func hidden @rn_k_fold_bn_2b0bbb854dd2dd393b8f(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_fold_bn_2b0bbb854dd2dd393b8f(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr, %arg8: !llvm.ptr) -> i32 {
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
    %18 = llvm.call @rn_k_fold_bn_2b0bbb854dd2dd393b8f(%arg0, %arg1, %11, %12, %13, %14, %15, %16, %17) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %18 : i32
  }
  llvm.func hidden @rn_k_conv_72a8aa6d9e3dd16df4de(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_72a8aa6d9e3dd16df4de(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr) -> i32 {
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
    %16 = llvm.call @rn_k_conv_72a8aa6d9e3dd16df4de(%arg0, %arg1, %10, %11, %12, %13, %14, %15) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %16 : i32
  }
  llvm.func hidden @rn_k_conv_1f6ed81687d065fe171a(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_1f6ed81687d065fe171a(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr) -> i32 {
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
    %12 = llvm.call @rn_k_conv_1f6ed81687d065fe171a(%arg0, %arg1, %8, %9, %10, %11) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %12 : i32
  }
  llvm.func hidden @rn_k_conv_742f099d9b5857e1e51e(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_742f099d9b5857e1e51e(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr) -> i32 {
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
    %14 = llvm.call @rn_k_conv_742f099d9b5857e1e51e(%arg0, %arg1, %9, %10, %11, %12, %13) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %14 : i32
  }
  llvm.func hidden @rn_k_conv_b749f4978b613fda06a6(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_b749f4978b613fda06a6(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr) -> i32 {
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
    %12 = llvm.call @rn_k_conv_b749f4978b613fda06a6(%arg0, %arg1, %8, %9, %10, %11) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %12 : i32
  }
  llvm.func hidden @rn_k_subsample_pad_6e70bf360c51840000c1(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_subsample_pad_6e70bf360c51840000c1(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr) -> i32 {
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
    %8 = llvm.call @rn_k_subsample_pad_6e70bf360c51840000c1(%arg0, %arg1, %6, %7) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %8 : i32
  }
  llvm.func hidden @rn_k_conv_df294342bd377f2ad1ec(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_df294342bd377f2ad1ec(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr) -> i32 {
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
    %14 = llvm.call @rn_k_conv_df294342bd377f2ad1ec(%arg0, %arg1, %9, %10, %11, %12, %13) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %14 : i32
  }
  llvm.func hidden @rn_k_avgpool_66af3ffed70527c6192e(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_avgpool_66af3ffed70527c6192e(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr) -> i32 {
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
    %8 = llvm.call @rn_k_avgpool_66af3ffed70527c6192e(%arg0, %arg1, %6, %7) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %8 : i32
  }
  llvm.func hidden @rn_k_linear_b35bbcef9c5b811dc66c(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_linear_b35bbcef9c5b811dc66c(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr) -> i32 {
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
    %12 = llvm.call @rn_k_linear_b35bbcef9c5b811dc66c(%arg0, %arg1, %8, %9, %10, %11) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    llvm.return %12 : i32
  }
  llvm.func hidden @two_blocks_avx512_prepare(%arg0: !llvm.ptr) -> i32 {
    %0 = llvm.getelementptr %arg0[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %1 = llvm.load %0 : !llvm.ptr -> !llvm.ptr
    %2 = llvm.getelementptr %arg0[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %3 = llvm.load %2 : !llvm.ptr -> !llvm.ptr
    %4 = llvm.getelementptr %arg0[16] : (!llvm.ptr) -> !llvm.ptr, i8
    %5 = llvm.load %4 : !llvm.ptr -> !llvm.ptr
    %6 = llvm.getelementptr %arg0[24] : (!llvm.ptr) -> !llvm.ptr, i8
    %7 = llvm.load %6 : !llvm.ptr -> !llvm.ptr
    %8 = llvm.getelementptr %arg0[32] : (!llvm.ptr) -> !llvm.ptr, i8
    %9 = llvm.load %8 : !llvm.ptr -> i64
    %10 = llvm.trunc %9 : i64 to i32
    %11 = llvm.mlir.constant(0 : i64) : i64
    %12 = llvm.getelementptr %3[%11] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %13 = llvm.mlir.constant(576 : i64) : i64
    %14 = llvm.getelementptr %3[%13] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %15 = llvm.mlir.constant(640 : i64) : i64
    %16 = llvm.getelementptr %3[%15] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %17 = llvm.mlir.constant(77312 : i64) : i64
    %18 = llvm.getelementptr %3[%17] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %19 = llvm.mlir.constant(77376 : i64) : i64
    %20 = llvm.getelementptr %3[%19] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %21 = llvm.mlir.constant(78208 : i64) : i64
    %22 = llvm.getelementptr %3[%21] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %23 = llvm.mlir.constant(78784 : i64) : i64
    %24 = llvm.getelementptr %3[%23] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %25 = llvm.call @launch_rn_k_fold_bn_bbe534528da59e987e90(%1, %10, %12, %14, %16, %18, %20, %22, %24) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %26 = llvm.mlir.constant(0 : i32) : i32
    %27 = llvm.icmp "ne" %25, %26 : i32
    llvm.cond_br %27, ^bb6(%25 : i32), ^bb1
  ^bb1:  // pred: ^bb0
    %28 = llvm.mlir.constant(704 : i64) : i64
    %29 = llvm.getelementptr %3[%28] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %30 = llvm.mlir.constant(9920 : i64) : i64
    %31 = llvm.getelementptr %3[%30] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %32 = llvm.mlir.constant(9984 : i64) : i64
    %33 = llvm.getelementptr %3[%32] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %34 = llvm.mlir.constant(77440 : i64) : i64
    %35 = llvm.getelementptr %3[%34] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %36 = llvm.mlir.constant(77504 : i64) : i64
    %37 = llvm.getelementptr %3[%36] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %38 = llvm.mlir.constant(78848 : i64) : i64
    %39 = llvm.getelementptr %3[%38] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %40 = llvm.mlir.constant(88064 : i64) : i64
    %41 = llvm.getelementptr %3[%40] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %42 = llvm.call @launch_rn_k_fold_bn_c9c8ed8f2db6ab528a73(%1, %10, %29, %31, %33, %35, %37, %39, %41) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %43 = llvm.mlir.constant(0 : i32) : i32
    %44 = llvm.icmp "ne" %42, %43 : i32
    llvm.cond_br %44, ^bb6(%42 : i32), ^bb2
  ^bb2:  // pred: ^bb1
    %45 = llvm.mlir.constant(10048 : i64) : i64
    %46 = llvm.getelementptr %3[%45] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %47 = llvm.mlir.constant(19264 : i64) : i64
    %48 = llvm.getelementptr %3[%47] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %49 = llvm.mlir.constant(19328 : i64) : i64
    %50 = llvm.getelementptr %3[%49] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %51 = llvm.mlir.constant(77568 : i64) : i64
    %52 = llvm.getelementptr %3[%51] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %53 = llvm.mlir.constant(77632 : i64) : i64
    %54 = llvm.getelementptr %3[%53] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %55 = llvm.mlir.constant(88128 : i64) : i64
    %56 = llvm.getelementptr %3[%55] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %57 = llvm.mlir.constant(97344 : i64) : i64
    %58 = llvm.getelementptr %3[%57] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %59 = llvm.call @launch_rn_k_fold_bn_c9c8ed8f2db6ab528a73(%1, %10, %46, %48, %50, %52, %54, %56, %58) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %60 = llvm.mlir.constant(0 : i32) : i32
    %61 = llvm.icmp "ne" %59, %60 : i32
    llvm.cond_br %61, ^bb6(%59 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %62 = llvm.mlir.constant(19392 : i64) : i64
    %63 = llvm.getelementptr %3[%62] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %64 = llvm.mlir.constant(37824 : i64) : i64
    %65 = llvm.getelementptr %3[%64] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %66 = llvm.mlir.constant(37952 : i64) : i64
    %67 = llvm.getelementptr %3[%66] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %68 = llvm.mlir.constant(77696 : i64) : i64
    %69 = llvm.getelementptr %3[%68] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %70 = llvm.mlir.constant(77824 : i64) : i64
    %71 = llvm.getelementptr %3[%70] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %72 = llvm.mlir.constant(97408 : i64) : i64
    %73 = llvm.getelementptr %3[%72] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %74 = llvm.mlir.constant(115840 : i64) : i64
    %75 = llvm.getelementptr %3[%74] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %76 = llvm.call @launch_rn_k_fold_bn_a3dcdfb44b389fef15ce(%1, %10, %63, %65, %67, %69, %71, %73, %75) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %77 = llvm.mlir.constant(0 : i32) : i32
    %78 = llvm.icmp "ne" %76, %77 : i32
    llvm.cond_br %78, ^bb6(%76 : i32), ^bb4
  ^bb4:  // pred: ^bb3
    %79 = llvm.mlir.constant(38080 : i64) : i64
    %80 = llvm.getelementptr %3[%79] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %81 = llvm.mlir.constant(74944 : i64) : i64
    %82 = llvm.getelementptr %3[%81] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %83 = llvm.mlir.constant(75072 : i64) : i64
    %84 = llvm.getelementptr %3[%83] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %85 = llvm.mlir.constant(77952 : i64) : i64
    %86 = llvm.getelementptr %3[%85] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %87 = llvm.mlir.constant(78080 : i64) : i64
    %88 = llvm.getelementptr %3[%87] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %89 = llvm.mlir.constant(115968 : i64) : i64
    %90 = llvm.getelementptr %3[%89] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %91 = llvm.mlir.constant(152832 : i64) : i64
    %92 = llvm.getelementptr %3[%91] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %93 = llvm.call @launch_rn_k_fold_bn_2b0bbb854dd2dd393b8f(%1, %10, %80, %82, %84, %86, %88, %90, %92) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %94 = llvm.mlir.constant(0 : i32) : i32
    %95 = llvm.icmp "ne" %93, %94 : i32
    llvm.cond_br %95, ^bb6(%93 : i32), ^bb5
  ^bb5:  // pred: ^bb4
    %96 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %96 : i32
  ^bb6(%97: i32):  // 5 preds: ^bb0, ^bb1, ^bb2, ^bb3, ^bb4
    llvm.return %97 : i32
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
    %6 = llvm.getelementptr %arg0[24] : (!llvm.ptr) -> !llvm.ptr, i8
    %7 = llvm.load %6 : !llvm.ptr -> !llvm.ptr
    %8 = llvm.getelementptr %arg0[32] : (!llvm.ptr) -> !llvm.ptr, i8
    %9 = llvm.load %8 : !llvm.ptr -> i64
    %10 = llvm.trunc %9 : i64 to i32
    %11 = llvm.getelementptr %7[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %12 = llvm.load %11 : !llvm.ptr -> !llvm.ptr
    %13 = llvm.mlir.constant(78208 : i64) : i64
    %14 = llvm.getelementptr %3[%13] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %15 = llvm.mlir.addressof @two_blocks_avx512_constant0 : !llvm.ptr
    %16 = llvm.mlir.addressof @two_blocks_avx512_constant1 : !llvm.ptr
    %17 = llvm.mlir.constant(78784 : i64) : i64
    %18 = llvm.getelementptr %3[%17] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %19 = llvm.mlir.constant(0 : i64) : i64
    %20 = llvm.getelementptr %5[%19] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %21 = llvm.call @launch_rn_k_conv_72a8aa6d9e3dd16df4de(%1, %10, %12, %14, %15, %16, %18, %20) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %22 = llvm.mlir.constant(0 : i32) : i32
    %23 = llvm.icmp "ne" %21, %22 : i32
    llvm.cond_br %23, ^bb9(%21 : i32), ^bb1
  ^bb1:  // pred: ^bb0
    %24 = llvm.mlir.constant(0 : i64) : i64
    %25 = llvm.getelementptr %5[%24] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %26 = llvm.mlir.constant(78848 : i64) : i64
    %27 = llvm.getelementptr %3[%26] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %28 = llvm.mlir.constant(88064 : i64) : i64
    %29 = llvm.getelementptr %3[%28] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %30 = llvm.mlir.constant(0 : i64) : i64
    %31 = llvm.mlir.constant(4096 : i64) : i64
    %32 = llvm.mul %9, %31 : i64
    %33 = llvm.add %30, %32 : i64
    %34 = llvm.getelementptr %5[%33] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %35 = llvm.call @launch_rn_k_conv_1f6ed81687d065fe171a(%1, %10, %25, %27, %29, %34) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %36 = llvm.mlir.constant(0 : i32) : i32
    %37 = llvm.icmp "ne" %35, %36 : i32
    llvm.cond_br %37, ^bb9(%35 : i32), ^bb2
  ^bb2:  // pred: ^bb1
    %38 = llvm.mlir.constant(0 : i64) : i64
    %39 = llvm.mlir.constant(4096 : i64) : i64
    %40 = llvm.mul %9, %39 : i64
    %41 = llvm.add %38, %40 : i64
    %42 = llvm.getelementptr %5[%41] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %43 = llvm.mlir.constant(88128 : i64) : i64
    %44 = llvm.getelementptr %3[%43] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %45 = llvm.mlir.constant(97344 : i64) : i64
    %46 = llvm.getelementptr %3[%45] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %47 = llvm.mlir.constant(0 : i64) : i64
    %48 = llvm.getelementptr %5[%47] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %49 = llvm.mlir.constant(0 : i64) : i64
    %50 = llvm.getelementptr %5[%49] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %51 = llvm.call @launch_rn_k_conv_742f099d9b5857e1e51e(%1, %10, %42, %44, %46, %48, %50) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %52 = llvm.mlir.constant(0 : i32) : i32
    %53 = llvm.icmp "ne" %51, %52 : i32
    llvm.cond_br %53, ^bb9(%51 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %54 = llvm.mlir.constant(0 : i64) : i64
    %55 = llvm.getelementptr %5[%54] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %56 = llvm.mlir.constant(97408 : i64) : i64
    %57 = llvm.getelementptr %3[%56] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %58 = llvm.mlir.constant(115840 : i64) : i64
    %59 = llvm.getelementptr %3[%58] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %60 = llvm.mlir.constant(0 : i64) : i64
    %61 = llvm.mlir.constant(4096 : i64) : i64
    %62 = llvm.mul %9, %61 : i64
    %63 = llvm.add %60, %62 : i64
    %64 = llvm.getelementptr %5[%63] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %65 = llvm.call @launch_rn_k_conv_b749f4978b613fda06a6(%1, %10, %55, %57, %59, %64) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %66 = llvm.mlir.constant(0 : i32) : i32
    %67 = llvm.icmp "ne" %65, %66 : i32
    llvm.cond_br %67, ^bb9(%65 : i32), ^bb4
  ^bb4:  // pred: ^bb3
    %68 = llvm.mlir.constant(0 : i64) : i64
    %69 = llvm.getelementptr %5[%68] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %70 = llvm.mlir.constant(0 : i64) : i64
    %71 = llvm.mlir.constant(6144 : i64) : i64
    %72 = llvm.mul %9, %71 : i64
    %73 = llvm.add %70, %72 : i64
    %74 = llvm.getelementptr %5[%73] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %75 = llvm.call @launch_rn_k_subsample_pad_6e70bf360c51840000c1(%1, %10, %69, %74) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    %76 = llvm.mlir.constant(0 : i32) : i32
    %77 = llvm.icmp "ne" %75, %76 : i32
    llvm.cond_br %77, ^bb9(%75 : i32), ^bb5
  ^bb5:  // pred: ^bb4
    %78 = llvm.mlir.constant(0 : i64) : i64
    %79 = llvm.mlir.constant(4096 : i64) : i64
    %80 = llvm.mul %9, %79 : i64
    %81 = llvm.add %78, %80 : i64
    %82 = llvm.getelementptr %5[%81] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %83 = llvm.mlir.constant(115968 : i64) : i64
    %84 = llvm.getelementptr %3[%83] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %85 = llvm.mlir.constant(152832 : i64) : i64
    %86 = llvm.getelementptr %3[%85] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %87 = llvm.mlir.constant(0 : i64) : i64
    %88 = llvm.mlir.constant(6144 : i64) : i64
    %89 = llvm.mul %9, %88 : i64
    %90 = llvm.add %87, %89 : i64
    %91 = llvm.getelementptr %5[%90] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %92 = llvm.mlir.constant(0 : i64) : i64
    %93 = llvm.mlir.constant(6144 : i64) : i64
    %94 = llvm.mul %9, %93 : i64
    %95 = llvm.add %92, %94 : i64
    %96 = llvm.getelementptr %5[%95] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %97 = llvm.call @launch_rn_k_conv_df294342bd377f2ad1ec(%1, %10, %82, %84, %86, %91, %96) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %98 = llvm.mlir.constant(0 : i32) : i32
    %99 = llvm.icmp "ne" %97, %98 : i32
    llvm.cond_br %99, ^bb9(%97 : i32), ^bb6
  ^bb6:  // pred: ^bb5
    %100 = llvm.mlir.constant(0 : i64) : i64
    %101 = llvm.mlir.constant(6144 : i64) : i64
    %102 = llvm.mul %9, %101 : i64
    %103 = llvm.add %100, %102 : i64
    %104 = llvm.getelementptr %5[%103] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %105 = llvm.mlir.constant(0 : i64) : i64
    %106 = llvm.getelementptr %5[%105] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %107 = llvm.call @launch_rn_k_avgpool_66af3ffed70527c6192e(%1, %10, %104, %106) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    %108 = llvm.mlir.constant(0 : i32) : i32
    %109 = llvm.icmp "ne" %107, %108 : i32
    llvm.cond_br %109, ^bb9(%107 : i32), ^bb7
  ^bb7:  // pred: ^bb6
    %110 = llvm.mlir.constant(0 : i64) : i64
    %111 = llvm.getelementptr %5[%110] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %112 = llvm.mlir.constant(75200 : i64) : i64
    %113 = llvm.getelementptr %3[%112] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %114 = llvm.mlir.constant(77248 : i64) : i64
    %115 = llvm.getelementptr %3[%114] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %116 = llvm.getelementptr %7[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %117 = llvm.load %116 : !llvm.ptr -> !llvm.ptr
    %118 = llvm.call @launch_rn_k_linear_b35bbcef9c5b811dc66c(%1, %10, %111, %113, %115, %117) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %119 = llvm.mlir.constant(0 : i32) : i32
    %120 = llvm.icmp "ne" %118, %119 : i32
    llvm.cond_br %120, ^bb9(%118 : i32), ^bb8
  ^bb8:  // pred: ^bb7
    %121 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %121 : i32
  ^bb9(%122: i32):  // 8 preds: ^bb0, ^bb1, ^bb2, ^bb3, ^bb4, ^bb5, ^bb6, ^bb7
    llvm.return %122 : i32
  }
}
