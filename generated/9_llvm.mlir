// made by: resnetc generated/two_blocks.dsl --mode=infer -march=x86-64-v4 --batch=1 --emit=llvm
module attributes {rn.input_shape = array<i64: 1, 8, 8>, rn.mode = "infer", rn.multiply_adds = 525632 : i64, rn.name = "two_blocks", rn.network_hash = "4b60cac0873413f5", rn.output_shape = array<i64: 10>, rn.state_bytes = 152960 : i64, rn.target = "avx512"} {
  llvm.func hidden @rn_k_fold_bn_c45ef4d23f4a7078f076(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_fold_bn_c45ef4d23f4a7078f076(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr, %arg8: !llvm.ptr) -> i32 {
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
    %18 = llvm.call @rn_k_fold_bn_c45ef4d23f4a7078f076(%arg0, %arg1, %11, %12, %13, %14, %15, %16, %17) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
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
  llvm.func hidden @rn_k_conv_87e532a188b7dfc1fc69(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_87e532a188b7dfc1fc69(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr, %arg7: !llvm.ptr) -> i32 {
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
    %16 = llvm.call @rn_k_conv_87e532a188b7dfc1fc69(%arg0, %arg1, %10, %11, %12, %13, %14, %15) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
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
  llvm.func hidden @rn_k_conv_bd2aa7c29d0d0facc23f(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_bd2aa7c29d0d0facc23f(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr) -> i32 {
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
    %12 = llvm.call @rn_k_conv_bd2aa7c29d0d0facc23f(%arg0, %arg1, %8, %9, %10, %11) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
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
  llvm.func hidden @rn_k_conv_d7673f0a795434b140e7(!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
  llvm.func internal @launch_rn_k_conv_d7673f0a795434b140e7(%arg0: !llvm.ptr, %arg1: i32, %arg2: !llvm.ptr, %arg3: !llvm.ptr, %arg4: !llvm.ptr, %arg5: !llvm.ptr, %arg6: !llvm.ptr) -> i32 {
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
    %14 = llvm.call @rn_k_conv_d7673f0a795434b140e7(%arg0, %arg1, %9, %10, %11, %12, %13) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
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
    %12 = llvm.getelementptr %arg0[48] : (!llvm.ptr) -> !llvm.ptr, i8
    %13 = llvm.load %12 : !llvm.ptr -> !llvm.ptr
    %14 = llvm.trunc %9 : i64 to i32
    %15 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %16 = llvm.mlir.constant(0 : i32) : i32
    %17 = llvm.icmp "ne" %15, %16 : i32
    llvm.cond_br %17 weights([1, 1048576]), ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    %18 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %19 = llvm.load %18 : !llvm.ptr -> !llvm.ptr
    %20 = llvm.mlir.constant(0 : i64) : i64
    %21 = llvm.call %19(%13, %20) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %22 = llvm.icmp "ne" %21, %16 : i32
    llvm.cond_br %22, ^bb16(%21 : i32), ^bb2
  ^bb2:  // 2 preds: ^bb0, ^bb1
    %23 = llvm.mlir.constant(0 : i64) : i64
    %24 = llvm.getelementptr %3[%23] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %25 = llvm.mlir.constant(576 : i64) : i64
    %26 = llvm.getelementptr %3[%25] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %27 = llvm.mlir.constant(640 : i64) : i64
    %28 = llvm.getelementptr %3[%27] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %29 = llvm.mlir.constant(77312 : i64) : i64
    %30 = llvm.getelementptr %3[%29] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %31 = llvm.mlir.constant(77760 : i64) : i64
    %32 = llvm.getelementptr %3[%31] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %33 = llvm.mlir.constant(78208 : i64) : i64
    %34 = llvm.getelementptr %3[%33] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %35 = llvm.mlir.constant(78784 : i64) : i64
    %36 = llvm.getelementptr %3[%35] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %37 = llvm.call @launch_rn_k_fold_bn_c45ef4d23f4a7078f076(%1, %14, %24, %26, %28, %30, %32, %34, %36) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %38 = llvm.mlir.constant(0 : i32) : i32
    %39 = llvm.icmp "ne" %37, %38 : i32
    llvm.cond_br %39, ^bb16(%37 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %40 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %41 = llvm.mlir.constant(0 : i32) : i32
    %42 = llvm.icmp "ne" %40, %41 : i32
    llvm.cond_br %42 weights([1, 1048576]), ^bb4, ^bb5
  ^bb4:  // pred: ^bb3
    %43 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %44 = llvm.load %43 : !llvm.ptr -> !llvm.ptr
    %45 = llvm.mlir.constant(1 : i64) : i64
    %46 = llvm.call %44(%13, %45) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %47 = llvm.icmp "ne" %46, %41 : i32
    llvm.cond_br %47, ^bb16(%46 : i32), ^bb5
  ^bb5:  // 2 preds: ^bb3, ^bb4
    %48 = llvm.mlir.constant(704 : i64) : i64
    %49 = llvm.getelementptr %3[%48] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %50 = llvm.mlir.constant(9920 : i64) : i64
    %51 = llvm.getelementptr %3[%50] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %52 = llvm.mlir.constant(9984 : i64) : i64
    %53 = llvm.getelementptr %3[%52] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %54 = llvm.mlir.constant(77376 : i64) : i64
    %55 = llvm.getelementptr %3[%54] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %56 = llvm.mlir.constant(77824 : i64) : i64
    %57 = llvm.getelementptr %3[%56] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %58 = llvm.mlir.constant(78848 : i64) : i64
    %59 = llvm.getelementptr %3[%58] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %60 = llvm.mlir.constant(88064 : i64) : i64
    %61 = llvm.getelementptr %3[%60] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %62 = llvm.call @launch_rn_k_fold_bn_c9c8ed8f2db6ab528a73(%1, %14, %49, %51, %53, %55, %57, %59, %61) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %63 = llvm.mlir.constant(0 : i32) : i32
    %64 = llvm.icmp "ne" %62, %63 : i32
    llvm.cond_br %64, ^bb16(%62 : i32), ^bb6
  ^bb6:  // pred: ^bb5
    %65 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %66 = llvm.mlir.constant(0 : i32) : i32
    %67 = llvm.icmp "ne" %65, %66 : i32
    llvm.cond_br %67 weights([1, 1048576]), ^bb7, ^bb8
  ^bb7:  // pred: ^bb6
    %68 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %69 = llvm.load %68 : !llvm.ptr -> !llvm.ptr
    %70 = llvm.mlir.constant(2 : i64) : i64
    %71 = llvm.call %69(%13, %70) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %72 = llvm.icmp "ne" %71, %66 : i32
    llvm.cond_br %72, ^bb16(%71 : i32), ^bb8
  ^bb8:  // 2 preds: ^bb6, ^bb7
    %73 = llvm.mlir.constant(10048 : i64) : i64
    %74 = llvm.getelementptr %3[%73] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %75 = llvm.mlir.constant(19264 : i64) : i64
    %76 = llvm.getelementptr %3[%75] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %77 = llvm.mlir.constant(19328 : i64) : i64
    %78 = llvm.getelementptr %3[%77] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %79 = llvm.mlir.constant(77440 : i64) : i64
    %80 = llvm.getelementptr %3[%79] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %81 = llvm.mlir.constant(77888 : i64) : i64
    %82 = llvm.getelementptr %3[%81] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %83 = llvm.mlir.constant(88128 : i64) : i64
    %84 = llvm.getelementptr %3[%83] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %85 = llvm.mlir.constant(97344 : i64) : i64
    %86 = llvm.getelementptr %3[%85] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %87 = llvm.call @launch_rn_k_fold_bn_c9c8ed8f2db6ab528a73(%1, %14, %74, %76, %78, %80, %82, %84, %86) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %88 = llvm.mlir.constant(0 : i32) : i32
    %89 = llvm.icmp "ne" %87, %88 : i32
    llvm.cond_br %89, ^bb16(%87 : i32), ^bb9
  ^bb9:  // pred: ^bb8
    %90 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %91 = llvm.mlir.constant(0 : i32) : i32
    %92 = llvm.icmp "ne" %90, %91 : i32
    llvm.cond_br %92 weights([1, 1048576]), ^bb10, ^bb11
  ^bb10:  // pred: ^bb9
    %93 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %94 = llvm.load %93 : !llvm.ptr -> !llvm.ptr
    %95 = llvm.mlir.constant(3 : i64) : i64
    %96 = llvm.call %94(%13, %95) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %97 = llvm.icmp "ne" %96, %91 : i32
    llvm.cond_br %97, ^bb16(%96 : i32), ^bb11
  ^bb11:  // 2 preds: ^bb9, ^bb10
    %98 = llvm.mlir.constant(19392 : i64) : i64
    %99 = llvm.getelementptr %3[%98] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %100 = llvm.mlir.constant(37824 : i64) : i64
    %101 = llvm.getelementptr %3[%100] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %102 = llvm.mlir.constant(37952 : i64) : i64
    %103 = llvm.getelementptr %3[%102] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %104 = llvm.mlir.constant(77504 : i64) : i64
    %105 = llvm.getelementptr %3[%104] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %106 = llvm.mlir.constant(77952 : i64) : i64
    %107 = llvm.getelementptr %3[%106] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %108 = llvm.mlir.constant(97408 : i64) : i64
    %109 = llvm.getelementptr %3[%108] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %110 = llvm.mlir.constant(115840 : i64) : i64
    %111 = llvm.getelementptr %3[%110] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %112 = llvm.call @launch_rn_k_fold_bn_a3dcdfb44b389fef15ce(%1, %14, %99, %101, %103, %105, %107, %109, %111) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %113 = llvm.mlir.constant(0 : i32) : i32
    %114 = llvm.icmp "ne" %112, %113 : i32
    llvm.cond_br %114, ^bb16(%112 : i32), ^bb12
  ^bb12:  // pred: ^bb11
    %115 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %116 = llvm.mlir.constant(0 : i32) : i32
    %117 = llvm.icmp "ne" %115, %116 : i32
    llvm.cond_br %117 weights([1, 1048576]), ^bb13, ^bb14
  ^bb13:  // pred: ^bb12
    %118 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %119 = llvm.load %118 : !llvm.ptr -> !llvm.ptr
    %120 = llvm.mlir.constant(4 : i64) : i64
    %121 = llvm.call %119(%13, %120) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %122 = llvm.icmp "ne" %121, %116 : i32
    llvm.cond_br %122, ^bb16(%121 : i32), ^bb14
  ^bb14:  // 2 preds: ^bb12, ^bb13
    %123 = llvm.mlir.constant(38080 : i64) : i64
    %124 = llvm.getelementptr %3[%123] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %125 = llvm.mlir.constant(74944 : i64) : i64
    %126 = llvm.getelementptr %3[%125] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %127 = llvm.mlir.constant(75072 : i64) : i64
    %128 = llvm.getelementptr %3[%127] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %129 = llvm.mlir.constant(77632 : i64) : i64
    %130 = llvm.getelementptr %3[%129] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %131 = llvm.mlir.constant(78080 : i64) : i64
    %132 = llvm.getelementptr %3[%131] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %133 = llvm.mlir.constant(115968 : i64) : i64
    %134 = llvm.getelementptr %3[%133] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %135 = llvm.mlir.constant(152832 : i64) : i64
    %136 = llvm.getelementptr %3[%135] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %137 = llvm.call @launch_rn_k_fold_bn_2b0bbb854dd2dd393b8f(%1, %14, %124, %126, %128, %130, %132, %134, %136) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %138 = llvm.mlir.constant(0 : i32) : i32
    %139 = llvm.icmp "ne" %137, %138 : i32
    llvm.cond_br %139, ^bb16(%137 : i32), ^bb15
  ^bb15:  // pred: ^bb14
    %140 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %140 : i32
  ^bb16(%141: i32):  // 10 preds: ^bb1, ^bb2, ^bb4, ^bb5, ^bb7, ^bb8, ^bb10, ^bb11, ^bb13, ^bb14
    llvm.return %141 : i32
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
    %12 = llvm.getelementptr %arg0[48] : (!llvm.ptr) -> !llvm.ptr, i8
    %13 = llvm.load %12 : !llvm.ptr -> !llvm.ptr
    %14 = llvm.trunc %9 : i64 to i32
    %15 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %16 = llvm.mlir.constant(0 : i32) : i32
    %17 = llvm.icmp "ne" %15, %16 : i32
    llvm.cond_br %17 weights([1, 1048576]), ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    %18 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %19 = llvm.load %18 : !llvm.ptr -> !llvm.ptr
    %20 = llvm.mlir.constant(0 : i64) : i64
    %21 = llvm.call %19(%13, %20) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %22 = llvm.icmp "ne" %21, %16 : i32
    llvm.cond_br %22, ^bb25(%21 : i32), ^bb2
  ^bb2:  // 2 preds: ^bb0, ^bb1
    %23 = llvm.getelementptr %7[0] : (!llvm.ptr) -> !llvm.ptr, i8
    %24 = llvm.load %23 : !llvm.ptr -> !llvm.ptr
    %25 = llvm.mlir.constant(78208 : i64) : i64
    %26 = llvm.getelementptr %3[%25] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %27 = llvm.mlir.constant(0 : i64) : i64
    %28 = llvm.getelementptr %11[%27] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %29 = llvm.mlir.constant(64 : i64) : i64
    %30 = llvm.getelementptr %11[%29] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %31 = llvm.mlir.constant(78784 : i64) : i64
    %32 = llvm.getelementptr %3[%31] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %33 = llvm.mlir.constant(0 : i64) : i64
    %34 = llvm.getelementptr %5[%33] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %35 = llvm.call @launch_rn_k_conv_87e532a188b7dfc1fc69(%1, %14, %24, %26, %28, %30, %32, %34) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %36 = llvm.mlir.constant(0 : i32) : i32
    %37 = llvm.icmp "ne" %35, %36 : i32
    llvm.cond_br %37, ^bb25(%35 : i32), ^bb3
  ^bb3:  // pred: ^bb2
    %38 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %39 = llvm.mlir.constant(0 : i32) : i32
    %40 = llvm.icmp "ne" %38, %39 : i32
    llvm.cond_br %40 weights([1, 1048576]), ^bb4, ^bb5
  ^bb4:  // pred: ^bb3
    %41 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %42 = llvm.load %41 : !llvm.ptr -> !llvm.ptr
    %43 = llvm.mlir.constant(1 : i64) : i64
    %44 = llvm.call %42(%13, %43) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %45 = llvm.icmp "ne" %44, %39 : i32
    llvm.cond_br %45, ^bb25(%44 : i32), ^bb5
  ^bb5:  // 2 preds: ^bb3, ^bb4
    %46 = llvm.mlir.constant(0 : i64) : i64
    %47 = llvm.getelementptr %5[%46] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %48 = llvm.mlir.constant(78848 : i64) : i64
    %49 = llvm.getelementptr %3[%48] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %50 = llvm.mlir.constant(88064 : i64) : i64
    %51 = llvm.getelementptr %3[%50] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %52 = llvm.mlir.constant(0 : i64) : i64
    %53 = llvm.mlir.constant(4096 : i64) : i64
    %54 = llvm.mul %9, %53 : i64
    %55 = llvm.add %52, %54 : i64
    %56 = llvm.getelementptr %5[%55] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %57 = llvm.call @launch_rn_k_conv_1f6ed81687d065fe171a(%1, %14, %47, %49, %51, %56) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %58 = llvm.mlir.constant(0 : i32) : i32
    %59 = llvm.icmp "ne" %57, %58 : i32
    llvm.cond_br %59, ^bb25(%57 : i32), ^bb6
  ^bb6:  // pred: ^bb5
    %60 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %61 = llvm.mlir.constant(0 : i32) : i32
    %62 = llvm.icmp "ne" %60, %61 : i32
    llvm.cond_br %62 weights([1, 1048576]), ^bb7, ^bb8
  ^bb7:  // pred: ^bb6
    %63 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %64 = llvm.load %63 : !llvm.ptr -> !llvm.ptr
    %65 = llvm.mlir.constant(2 : i64) : i64
    %66 = llvm.call %64(%13, %65) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %67 = llvm.icmp "ne" %66, %61 : i32
    llvm.cond_br %67, ^bb25(%66 : i32), ^bb8
  ^bb8:  // 2 preds: ^bb6, ^bb7
    %68 = llvm.mlir.constant(0 : i64) : i64
    %69 = llvm.mlir.constant(4096 : i64) : i64
    %70 = llvm.mul %9, %69 : i64
    %71 = llvm.add %68, %70 : i64
    %72 = llvm.getelementptr %5[%71] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %73 = llvm.mlir.constant(88128 : i64) : i64
    %74 = llvm.getelementptr %3[%73] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %75 = llvm.mlir.constant(97344 : i64) : i64
    %76 = llvm.getelementptr %3[%75] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %77 = llvm.mlir.constant(0 : i64) : i64
    %78 = llvm.getelementptr %5[%77] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %79 = llvm.mlir.constant(0 : i64) : i64
    %80 = llvm.getelementptr %5[%79] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %81 = llvm.call @launch_rn_k_conv_742f099d9b5857e1e51e(%1, %14, %72, %74, %76, %78, %80) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %82 = llvm.mlir.constant(0 : i32) : i32
    %83 = llvm.icmp "ne" %81, %82 : i32
    llvm.cond_br %83, ^bb25(%81 : i32), ^bb9
  ^bb9:  // pred: ^bb8
    %84 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %85 = llvm.mlir.constant(0 : i32) : i32
    %86 = llvm.icmp "ne" %84, %85 : i32
    llvm.cond_br %86 weights([1, 1048576]), ^bb10, ^bb11
  ^bb10:  // pred: ^bb9
    %87 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %88 = llvm.load %87 : !llvm.ptr -> !llvm.ptr
    %89 = llvm.mlir.constant(3 : i64) : i64
    %90 = llvm.call %88(%13, %89) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %91 = llvm.icmp "ne" %90, %85 : i32
    llvm.cond_br %91, ^bb25(%90 : i32), ^bb11
  ^bb11:  // 2 preds: ^bb9, ^bb10
    %92 = llvm.mlir.constant(0 : i64) : i64
    %93 = llvm.getelementptr %5[%92] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %94 = llvm.mlir.constant(97408 : i64) : i64
    %95 = llvm.getelementptr %3[%94] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %96 = llvm.mlir.constant(115840 : i64) : i64
    %97 = llvm.getelementptr %3[%96] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %98 = llvm.mlir.constant(0 : i64) : i64
    %99 = llvm.mlir.constant(4096 : i64) : i64
    %100 = llvm.mul %9, %99 : i64
    %101 = llvm.add %98, %100 : i64
    %102 = llvm.getelementptr %5[%101] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %103 = llvm.call @launch_rn_k_conv_bd2aa7c29d0d0facc23f(%1, %14, %93, %95, %97, %102) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %104 = llvm.mlir.constant(0 : i32) : i32
    %105 = llvm.icmp "ne" %103, %104 : i32
    llvm.cond_br %105, ^bb25(%103 : i32), ^bb12
  ^bb12:  // pred: ^bb11
    %106 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %107 = llvm.mlir.constant(0 : i32) : i32
    %108 = llvm.icmp "ne" %106, %107 : i32
    llvm.cond_br %108 weights([1, 1048576]), ^bb13, ^bb14
  ^bb13:  // pred: ^bb12
    %109 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %110 = llvm.load %109 : !llvm.ptr -> !llvm.ptr
    %111 = llvm.mlir.constant(4 : i64) : i64
    %112 = llvm.call %110(%13, %111) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %113 = llvm.icmp "ne" %112, %107 : i32
    llvm.cond_br %113, ^bb25(%112 : i32), ^bb14
  ^bb14:  // 2 preds: ^bb12, ^bb13
    %114 = llvm.mlir.constant(0 : i64) : i64
    %115 = llvm.getelementptr %5[%114] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %116 = llvm.mlir.constant(0 : i64) : i64
    %117 = llvm.mlir.constant(6144 : i64) : i64
    %118 = llvm.mul %9, %117 : i64
    %119 = llvm.add %116, %118 : i64
    %120 = llvm.getelementptr %5[%119] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %121 = llvm.call @launch_rn_k_subsample_pad_6e70bf360c51840000c1(%1, %14, %115, %120) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    %122 = llvm.mlir.constant(0 : i32) : i32
    %123 = llvm.icmp "ne" %121, %122 : i32
    llvm.cond_br %123, ^bb25(%121 : i32), ^bb15
  ^bb15:  // pred: ^bb14
    %124 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %125 = llvm.mlir.constant(0 : i32) : i32
    %126 = llvm.icmp "ne" %124, %125 : i32
    llvm.cond_br %126 weights([1, 1048576]), ^bb16, ^bb17
  ^bb16:  // pred: ^bb15
    %127 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %128 = llvm.load %127 : !llvm.ptr -> !llvm.ptr
    %129 = llvm.mlir.constant(5 : i64) : i64
    %130 = llvm.call %128(%13, %129) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %131 = llvm.icmp "ne" %130, %125 : i32
    llvm.cond_br %131, ^bb25(%130 : i32), ^bb17
  ^bb17:  // 2 preds: ^bb15, ^bb16
    %132 = llvm.mlir.constant(0 : i64) : i64
    %133 = llvm.mlir.constant(4096 : i64) : i64
    %134 = llvm.mul %9, %133 : i64
    %135 = llvm.add %132, %134 : i64
    %136 = llvm.getelementptr %5[%135] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %137 = llvm.mlir.constant(115968 : i64) : i64
    %138 = llvm.getelementptr %3[%137] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %139 = llvm.mlir.constant(152832 : i64) : i64
    %140 = llvm.getelementptr %3[%139] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %141 = llvm.mlir.constant(0 : i64) : i64
    %142 = llvm.mlir.constant(6144 : i64) : i64
    %143 = llvm.mul %9, %142 : i64
    %144 = llvm.add %141, %143 : i64
    %145 = llvm.getelementptr %5[%144] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %146 = llvm.mlir.constant(0 : i64) : i64
    %147 = llvm.mlir.constant(6144 : i64) : i64
    %148 = llvm.mul %9, %147 : i64
    %149 = llvm.add %146, %148 : i64
    %150 = llvm.getelementptr %5[%149] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %151 = llvm.call @launch_rn_k_conv_d7673f0a795434b140e7(%1, %14, %136, %138, %140, %145, %150) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %152 = llvm.mlir.constant(0 : i32) : i32
    %153 = llvm.icmp "ne" %151, %152 : i32
    llvm.cond_br %153, ^bb25(%151 : i32), ^bb18
  ^bb18:  // pred: ^bb17
    %154 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %155 = llvm.mlir.constant(0 : i32) : i32
    %156 = llvm.icmp "ne" %154, %155 : i32
    llvm.cond_br %156 weights([1, 1048576]), ^bb19, ^bb20
  ^bb19:  // pred: ^bb18
    %157 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %158 = llvm.load %157 : !llvm.ptr -> !llvm.ptr
    %159 = llvm.mlir.constant(6 : i64) : i64
    %160 = llvm.call %158(%13, %159) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %161 = llvm.icmp "ne" %160, %155 : i32
    llvm.cond_br %161, ^bb25(%160 : i32), ^bb20
  ^bb20:  // 2 preds: ^bb18, ^bb19
    %162 = llvm.mlir.constant(0 : i64) : i64
    %163 = llvm.mlir.constant(6144 : i64) : i64
    %164 = llvm.mul %9, %163 : i64
    %165 = llvm.add %162, %164 : i64
    %166 = llvm.getelementptr %5[%165] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %167 = llvm.mlir.constant(0 : i64) : i64
    %168 = llvm.getelementptr %5[%167] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %169 = llvm.call @launch_rn_k_avgpool_66af3ffed70527c6192e(%1, %14, %166, %168) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr) -> i32
    %170 = llvm.mlir.constant(0 : i32) : i32
    %171 = llvm.icmp "ne" %169, %170 : i32
    llvm.cond_br %171, ^bb25(%169 : i32), ^bb21
  ^bb21:  // pred: ^bb20
    %172 = llvm.load %13 atomic monotonic {alignment = 4 : i64} : !llvm.ptr -> i32
    %173 = llvm.mlir.constant(0 : i32) : i32
    %174 = llvm.icmp "ne" %172, %173 : i32
    llvm.cond_br %174 weights([1, 1048576]), ^bb22, ^bb23
  ^bb22:  // pred: ^bb21
    %175 = llvm.getelementptr %13[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %176 = llvm.load %175 : !llvm.ptr -> !llvm.ptr
    %177 = llvm.mlir.constant(7 : i64) : i64
    %178 = llvm.call %176(%13, %177) : !llvm.ptr, (!llvm.ptr, i64) -> i32
    %179 = llvm.icmp "ne" %178, %173 : i32
    llvm.cond_br %179, ^bb25(%178 : i32), ^bb23
  ^bb23:  // 2 preds: ^bb21, ^bb22
    %180 = llvm.mlir.constant(0 : i64) : i64
    %181 = llvm.getelementptr %5[%180] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %182 = llvm.mlir.constant(75200 : i64) : i64
    %183 = llvm.getelementptr %3[%182] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %184 = llvm.mlir.constant(77248 : i64) : i64
    %185 = llvm.getelementptr %3[%184] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %186 = llvm.getelementptr %7[8] : (!llvm.ptr) -> !llvm.ptr, i8
    %187 = llvm.load %186 : !llvm.ptr -> !llvm.ptr
    %188 = llvm.call @launch_rn_k_linear_b35bbcef9c5b811dc66c(%1, %14, %181, %183, %185, %187) : (!llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
    %189 = llvm.mlir.constant(0 : i32) : i32
    %190 = llvm.icmp "ne" %188, %189 : i32
    llvm.cond_br %190, ^bb25(%188 : i32), ^bb24
  ^bb24:  // pred: ^bb23
    %191 = llvm.mlir.constant(0 : i32) : i32
    llvm.return %191 : i32
  ^bb25(%192: i32):  // 16 preds: ^bb1, ^bb2, ^bb4, ^bb5, ^bb7, ^bb8, ^bb10, ^bb11, ^bb13, ^bb14, ^bb16, ^bb17, ^bb19, ^bb20, ^bb22, ^bb23
    llvm.return %192 : i32
  }
}
