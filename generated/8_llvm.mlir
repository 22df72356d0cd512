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
    %10 = llvm.getelementptr %arg0[40] : (!llvm.ptr) -> !llvm.ptr, i8
    %11 = llvm.load %10 : !llvm.ptr -> !llvm.ptr
    %12 = llvm.trunc %9 : i64 to i32
    %13 = llvm.mlir.constant(0 : i64) : i64
    %14 = llvm.getelementptr %3[%13] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %15 = llvm.mlir.constant(576 : i64) : i64
    %16 = llvm.getelementptr %3[%15] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %17 = llvm.mlir.constant(640 : i64) : i64
    %18 = llvm.getelementptr %3[%17] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %19 = llvm.mlir.constant(77312 : i64) : i64
    %20 = llvm.getelementptr %3[%19] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %21 = llvm.mlir.constant(77376 : i64) : i64
    %22 = llvm.getelementptr %3[%21] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %23 = llvm.mlir.constant(78208 : i64) : i64
    %24 = llvm.getelementptr %3[%23] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %25 = llvm.mlir.constant(78784 : i64) : i64
    %26 = llvm.getelementptr %3[%25] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %27 = llvm.call @launch_rn_k_fold_bn_bbe534528da59e987e90(%1, %12, %14, %16, %18, %20, %22, %24, %26) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %28 = llvm.mlir.constant(0 : i32) : i32
    %29 = llvm.icmp "ne" %27, %28 : i32
    llvm.cond_br %29, ^bb6(%27 : i32), ^bb1
  ^bb1:  // pred: ^bb0
    %30 = llvm.mlir.constant(704 : i64) : i64
    %31 = llvm.getelementptr %3[%30] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %32 = llvm.mlir.constant(9920 : i64) : i64
    %33 = llvm.getelementptr %3[%32] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %34 = llvm.mlir.constant(9984 : i64) : i64
    %35 = llvm.getelementptr %3[%34] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %36 = llvm.mlir.constant(77440 : i64) : i64
    %37 = llvm.getelementptr %3[%36] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %38 = llvm.mlir.constant(77504 : i64) : i64
    %39 = llvm.getelementptr %3[%38] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %40 = llvm.mlir.constant(78848 : i64) : i64
    %41 = llvm.getelementptr %3[%40] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %42 = llvm.mlir.constant(88064 : i64) : i64
    %43 = llvm.getelementptr %3[%42] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %44 = llvm.call @launch_rn_k_fold_bn_c9c8ed8f2db6ab528a73(%1, %12, %31, %33, %35, %37, %39, %41, %43) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %45 = llvm.mlir.constant(0 : i32) : i32
    %46 = llvm.icmp "ne" %44, %45 : i32
    llvm.cond_br %46, ^bb6(%44 : i32), ^bb2
  ^bb2:  // pred: ^bb1
    %47 = llvm.mlir.constant(10048 : i64) : i64
    %48 = llvm.getelementptr %3[%47] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %49 = llvm.mlir.constant(19264 : i64) : i64
    %50 = llvm.getelementptr %3[%49] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %51 = llvm.mlir.constant(19328 : i64) : i64
    %52 = llvm.getelementptr %3[%51] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %53 = llvm.mlir.constant(77568 : i64) : i64
    %54 = llvm.getelementptr %3[%53] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %55 = llvm.mlir.constant(77632 : i64) : i64
    %56 = llvm.getelementptr %3[%55] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %57 = llvm.mlir.constant(88128 : i64) : i64
    %58 = llvm.getelementptr %3[%57] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %59 = llvm.mlir.constant(97344 : i64) : i64
    %60 = llvm.getelementptr %3[%59] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %61 = llvm.call @launch_rn_k_fold_bn_c9c8ed8f2db6ab528a73(%1, %12, %48, %50, %52, %54, %56, %58, %60) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %62 = llvm.mlir.constant(0 : i32) : i32
    %63 = llvm.icmp "ne" %61, %62 : i32
    llvm.cond_br %63, ^bb6(%61 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %64 = llvm.mlir.constant(19392 : i64) : i64
    %65 = llvm.getelementptr %3[%64] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %66 = llvm.mlir.constant(37824 : i64) : i64
    %67 = llvm.getelementptr %3[%66] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %68 = llvm.mlir.constant(37952 : i64) : i64
    %69 = llvm.getelementptr %3[%68] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %70 = llvm.mlir.constant(77696 : i64) : i64
    %71 = llvm.getelementptr %3[%70] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %72 = llvm.mlir.constant(77824 : i64) : i64
    %73 = llvm.getelementptr %3[%72] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %74 = llvm.mlir.constant(97408 : i64) : i64
    %75 = llvm.getelementptr %3[%74] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %76 = llvm.mlir.constant(115840 : i64) : i64
    %77 = llvm.getelementptr %3[%76] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %78 = llvm.call @launch_rn_k_fold_bn_a3dcdfb44b389fef15ce(%1, %12, %65, %67, %69, %71, %73, %75, %77) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %79 = llvm.mlir.constant(0 : i32) : i32
    %80 = llvm.icmp "ne" %78, %79 : i32
    llvm.cond_br %80, ^bb6(%78 : i32), ^bb4
  ^bb4:  // pred: ^bb3
    %81 = llvm.mlir.constant(38080 : i64) : i64
    %82 = llvm.getelementptr %3[%81] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %83 = llvm.mlir.constant(74944 : i64) : i64
    %84 = llvm.getelementptr %3[%83] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %85 = llvm.mlir.constant(75072 : i64) : i64
    %86 = llvm.getelementptr %3[%85] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %87 = llvm.mlir.constant(77952 : i64) : i64
    %88 = llvm.getelementptr %3[%87] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %89 = llvm.mlir.constant(78080 : i64) : i64
    %90 = llvm.getelementptr %3[%89] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %91 = llvm.mlir.constant(115968 : i64) : i64
    %92 = llvm.getelementptr %3[%91] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %93 = llvm.mlir.constant(152832 : i64) : i64
    %94 = llvm.getelementptr %3[%93] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %95 = llvm.call @launch_rn_k_fold_bn_2b0bbb854dd2dd393b8f(%1, %12, %82, %84, %86, %88, %90, %92, %94) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %96 = llvm.mlir.constant(0 : i32) : i32
    %97 = llvm.icmp "ne" %95, %96 : i32
    llvm.cond_br %97, ^bb6(%95 : i32), ^bb5
  ^bb5:  // pred: ^bb4
    %98 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %98 : i32
  ^bb6(%99: i32):  // 5 preds: ^bb0, ^bb1, ^bb2, ^bb3, ^bb4
    llvm.return %99 : i32
  }
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
    %10 = llvm.getelementptr %arg0[40] : (!llvm.ptr) -> !llvm.ptr, i8
    %11 = llvm.load %10 : !llvm.ptr -> !llvm.ptr
    %12 = llvm.trunc %9 : i64 to i32
    %13 = llvm.getelementptr %7[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %14 = llvm.load %13 : !llvm.ptr -> !llvm.ptr
    %15 = llvm.mlir.constant(78208 : i64) : i64
    %16 = llvm.getelementptr %3[%15] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %17 = llvm.mlir.constant(0 : i64) : i64
    %18 = llvm.getelementptr %11[%17] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %19 = llvm.mlir.constant(64 : i64) : i64
    %20 = llvm.getelementptr %11[%19] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %21 = llvm.mlir.constant(78784 : i64) : i64
    %22 = llvm.getelementptr %3[%21] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %23 = llvm.mlir.constant(0 : i64) : i64
    %24 = llvm.getelementptr %5[%23] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %25 = llvm.call @launch_rn_k_conv_72a8aa6d9e3dd16df4de(%1, %12, %14, %16, %18, %20, %22, %24) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %26 = llvm.mlir.constant(0 : i32) : i32
    %27 = llvm.icmp "ne" %25, %26 : i32
    llvm.cond_br %27, ^bb9(%25 : i32), ^bb1
  ^bb1:  // pred: ^bb0
    %28 = llvm.mlir.constant(0 : i64) : i64
    %29 = llvm.getelementptr %5[%28] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %30 = llvm.mlir.constant(78848 : i64) : i64
    %31 = llvm.getelementptr %3[%30] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %32 = llvm.mlir.constant(88064 : i64) : i64
    %33 = llvm.getelementptr %3[%32] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %34 = llvm.mlir.constant(0 : i64) : i64
    %35 = llvm.mlir.constant(4096 : i64) : i64
    %36 = llvm.mul %9, %35 : i64
    %37 = llvm.add %34, %36 : i64
    %38 = llvm.getelementptr %5[%37] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %39 = llvm.call @launch_rn_k_conv_1f6ed81687d065fe171a(%1, %12, %29, %31, %33, %38) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %40 = llvm.mlir.constant(0 : i32) : i32
    %41 = llvm.icmp "ne" %39, %40 : i32
    llvm.cond_br %41, ^bb9(%39 : i32), ^bb2
  ^bb2:  // pred: ^bb1
    %42 = llvm.mlir.constant(0 : i64) : i64
    %43 = llvm.mlir.constant(4096 : i64) : i64
    %44 = llvm.mul %9, %43 : i64
    %45 = llvm.add %42, %44 : i64
    %46 = llvm.getelementptr %5[%45] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %47 = llvm.mlir.constant(88128 : i64) : i64
    %48 = llvm.getelementptr %3[%47] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %49 = llvm.mlir.constant(97344 : i64) : i64
    %50 = llvm.getelementptr %3[%49] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %51 = llvm.mlir.constant(0 : i64) : i64
    %52 = llvm.getelementptr %5[%51] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %53 = llvm.mlir.constant(0 : i64) : i64
    %54 = llvm.getelementptr %5[%53] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %55 = llvm.call @launch_rn_k_conv_742f099d9b5857e1e51e(%1, %12, %46, %48, %50, %52, %54) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %56 = llvm.mlir.constant(0 : i32) : i32
    %57 = llvm.icmp "ne" %55, %56 : i32
    llvm.cond_br %57, ^bb9(%55 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %58 = llvm.mlir.constant(0 : i64) : i64
    %59 = llvm.getelementptr %5[%58] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %60 = llvm.mlir.constant(97408 : i64) : i64
    %61 = llvm.getelementptr %3[%60] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %62 = llvm.mlir.constant(115840 : i64) : i64
    %63 = llvm.getelementptr %3[%62] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %64 = llvm.mlir.constant(0 : i64) : i64
    %65 = llvm.mlir.constant(4096 : i64) : i64
    %66 = llvm.mul %9, %65 : i64
    %67 = llvm.add %64, %66 : i64
    %68 = llvm.getelementptr %5[%67] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %69 = llvm.call @launch_rn_k_conv_b749f4978b613fda06a6(%1, %12, %59, %61, %63, %68) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %70 = llvm.mlir.constant(0 : i32) : i32
    %71 = llvm.icmp "ne" %69, %70 : i32
    llvm.cond_br %71, ^bb9(%69 : i32), ^bb4
  ^bb4:  // pred: ^bb3
    %72 = llvm.mlir.constant(0 : i64) : i64
    %73 = llvm.getelementptr %5[%72] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %74 = llvm.mlir.constant(0 : i64) : i64
    %75 = llvm.mlir.constant(6144 : i64) : i64
    %76 = llvm.mul %9, %75 : i64
    %77 = llvm.add %74, %76 : i64
    %78 = llvm.getelementptr %5[%77] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %79 = llvm.call @launch_rn_k_subsample_pad_6e70bf360c51840000c1(%1, %12, %73, %78) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    %80 = llvm.mlir.constant(0 : i32) : i32
    %81 = llvm.icmp "ne" %79, %80 : i32
    llvm.cond_br %81, ^bb9(%79 : i32), ^bb5
  ^bb5:  // pred: ^bb4
    %82 = llvm.mlir.constant(0 : i64) : i64
    %83 = llvm.mlir.constant(4096 : i64) : i64
    %84 = llvm.mul %9, %83 : i64
    %85 = llvm.add %82, %84 : i64
    %86 = llvm.getelementptr %5[%85] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %87 = llvm.mlir.constant(115968 : i64) : i64
    %88 = llvm.getelementptr %3[%87] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %89 = llvm.mlir.constant(152832 : i64) : i64
    %90 = llvm.getelementptr %3[%89] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %91 = llvm.mlir.constant(0 : i64) : i64
    %92 = llvm.mlir.constant(6144 : i64) : i64
    %93 = llvm.mul %9, %92 : i64
    %94 = llvm.add %91, %93 : i64
    %95 = llvm.getelementptr %5[%94] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %96 = llvm.mlir.constant(0 : i64) : i64
    %97 = llvm.mlir.constant(6144 : i64) : i64
    %98 = llvm.mul %9, %97 : i64
    %99 = llvm.add %96, %98 : i64
    %100 = llvm.getelementptr %5[%99] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %101 = llvm.call @launch_rn_k_conv_df294342bd377f2ad1ec(%1, %12, %86, %88, %90, %95, %100) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %102 = llvm.mlir.constant(0 : i32) : i32
    %103 = llvm.icmp "ne" %101, %102 : i32
    llvm.cond_br %103, ^bb9(%101 : i32), ^bb6
  ^bb6:  // pred: ^bb5
    %104 = llvm.mlir.constant(0 : i64) : i64
    %105 = llvm.mlir.constant(6144 : i64) : i64
    %106 = llvm.mul %9, %105 : i64
    %107 = llvm.add %104, %106 : i64
    %108 = llvm.getelementptr %5[%107] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %109 = llvm.mlir.constant(0 : i64) : i64
    %110 = llvm.getelementptr %5[%109] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %111 = llvm.call @launch_rn_k_avgpool_66af3ffed70527c6192e(%1, %12, %108, %110) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    %112 = llvm.mlir.constant(0 : i32) : i32
    %113 = llvm.icmp "ne" %111, %112 : i32
    llvm.cond_br %113, ^bb9(%111 : i32), ^bb7
  ^bb7:  // pred: ^bb6
    %114 = llvm.mlir.constant(0 : i64) : i64
    %115 = llvm.getelementptr %5[%114] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %116 = llvm.mlir.constant(75200 : i64) : i64
    %117 = llvm.getelementptr %3[%116] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %118 = llvm.mlir.constant(77248 : i64) : i64
    %119 = llvm.getelementptr %3[%118] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %120 = llvm.getelementptr %7[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %121 = llvm.load %120 : !llvm.ptr -> !llvm.ptr
    %122 = llvm.call @launch_rn_k_linear_b35bbcef9c5b811dc66c(%1, %12, %115, %117, %119, %121) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %123 = llvm.mlir.constant(0 : i32) : i32
    %124 = llvm.icmp "ne" %122, %123 : i32
    llvm.cond_br %124, ^bb9(%122 : i32), ^bb8
  ^bb8:  // pred: ^bb7
    %125 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %125 : i32
  ^bb9(%126: i32):  // 8 preds: ^bb0, ^bb1, ^bb2, ^bb3, ^bb4, ^bb5, ^bb6, ^bb7
    llvm.return %126 : i32
  }
}
