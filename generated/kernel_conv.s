# made by: resnetc generated/two_blocks.dsl -march=x86-64-v4 --batch=1 --emit=asm:KERNEL (KERNEL = rn_k_conv_742f099d9b5857e1e51e)
	.file	"force_include_types.cpp"
	.section	.text.rn_k_conv_742f099d9b5857e1e51e_task0,"ax",@progbits
	.globl	rn_k_conv_742f099d9b5857e1e51e_task0 # -- Begin function rn_k_conv_742f099d9b5857e1e51e_task0
	.p2align	4
	.type	rn_k_conv_742f099d9b5857e1e51e_task0,@function
rn_k_conv_742f099d9b5857e1e51e_task0:   # @rn_k_conv_742f099d9b5857e1e51e_task0
# %bb.0:                                # %entry
	pushq	%rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	subq	$88, %rsp
	movl	%esi, %ebp
	movq	%rdi, %rbx
	movq	(%rdx), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movq	8(%rdx), %r15
	movq	16(%rdx), %rax
	movq	%rax, 8(%rsp)                   # 8-byte Spill
	movq	24(%rdx), %r14
	movq	32(%rdx), %r13
	movl	$6400, %esi                     # imm = 0x1900
	callq	halide_malloc@PLT
	testq	%rax, %rax
	je	.LBB0_16
# %bb.1:                                # %"assert succeeded"
	movl	%ebp, %r12d
	shll	$6, %r12d
	xorl	%ecx, %ecx
	movl	$8, %edx
	movq	%rax, 32(%rsp)                  # 8-byte Spill
	movq	%rax, %rsi
	.p2align	4
.LBB0_2:                                # %"1_for_staged.s0.y"
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB0_3 Depth 2
	cmpl	$2, %ecx
	movl	$1, %edi
	cmovael	%ecx, %edi
	cmpl	$8, %edi
	cmovael	%edx, %edi
	leal	(%r12,%rdi,8), %edi
	movslq	%edi, %rdi
	leal	-1(%rcx), %r8d
	movq	%rsi, %r9
	xorl	%r10d, %r10d
	.p2align	4
.LBB0_3:                                # %"2_for_staged.s0.x"
                                        #   Parent Loop BB0_2 Depth=1
                                        # =>  This Inner Loop Header: Depth=2
	leal	-1(%r10), %r11d
	orl	%r8d, %r11d
	cmpl	$8, %r11d
	movl	$0, %r11d
	sbbl	%r11d, %r11d
	kmovd	%r11d, %k1
	cmpl	$2, %r10d
	movl	$1, %r11d
	cmovael	%r10d, %r11d
	cmpl	$8, %r11d
	cmovael	%edx, %r11d
	addq	%rdi, %r11
	shlq	$6, %r11
	vmovaps	-576(%r14,%r11), %zmm0 {%k1} {z}
	vmovaps	%zmm0, (%r9)
	incq	%r10
	addq	$64, %r9
	cmpq	$10, %r10
	jne	.LBB0_3
# %bb.4:                                # %"2_end_for_staged.s0.x"
                                        #   in Loop: Header=BB0_2 Depth=1
	incq	%rcx
	addq	$640, %rsi                      # imm = 0x280
	cmpq	$10, %rcx
	jne	.LBB0_2
# %bb.5:                                # %"2_consume_staged"
	movq	%rbx, 40(%rsp)                  # 8-byte Spill
	shll	$4, %ebp
	movq	16(%rsp), %rax                  # 8-byte Reload
	vmovaps	(%rax), %zmm0
	movq	32(%rsp), %rax                  # 8-byte Reload
	addq	$2124, %rax                     # imm = 0x84C
	movq	%rax, 48(%rsp)                  # 8-byte Spill
	movq	8(%rsp), %rbx                   # 8-byte Reload
	leaq	192(%rbx), %rax
	movq	%rax, 72(%rsp)                  # 8-byte Spill
	addq	$9216, %rbx                     # imm = 0x2400
	movq	%rbx, 8(%rsp)                   # 8-byte Spill
	xorl	%eax, %eax
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%ecx, %ecx
	movq	%rbp, 56(%rsp)                  # 8-byte Spill
	.p2align	4
.LBB0_6:                                # %"3_for_y.s0.y.p.pi"
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB0_7 Depth 2
                                        #       Child Loop BB0_8 Depth 3
                                        #         Child Loop BB0_9 Depth 4
                                        #           Child Loop BB0_10 Depth 5
	movq	%rax, 64(%rsp)                  # 8-byte Spill
	leal	(%rbp,%rcx,8), %eax
	movl	%eax, 28(%rsp)                  # 4-byte Spill
	movl	%ecx, %eax
	shll	$5, %ecx
	leaq	(%rax,%rax,4), %rax
	shlq	$9, %rax
	addq	48(%rsp), %rax                  # 8-byte Folded Reload
	movq	%rax, 80(%rsp)                  # 8-byte Spill
	xorl	%r10d, %r10d
	xorl	%r11d, %r11d
	movq	%rcx, 16(%rsp)                  # 8-byte Spill
	.p2align	4
.LBB0_7:                                # %"4_for_y.s0.x.xo"
                                        #   Parent Loop BB0_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB0_8 Depth 3
                                        #         Child Loop BB0_9 Depth 4
                                        #           Child Loop BB0_10 Depth 5
	movl	%r11d, %eax
	shll	$4, %eax
	addl	%ecx, %eax
	movl	%r11d, %r12d
	shlq	$8, %r12
	addq	80(%rsp), %r12                  # 8-byte Folded Reload
	movq	8(%rsp), %rcx                   # 8-byte Reload
	leaq	(%rcx,%rax,4), %r9
	vxorps	%xmm2, %xmm2, %xmm2
	movq	72(%rsp), %rdi                  # 8-byte Reload
	xorl	%ecx, %ecx
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm4, %xmm4, %xmm4
	vxorps	%xmm5, %xmm5, %xmm5
	vxorps	%xmm6, %xmm6, %xmm6
	vxorps	%xmm7, %xmm7, %xmm7
	vxorps	%xmm8, %xmm8, %xmm8
	vxorps	%xmm9, %xmm9, %xmm9
	vxorps	%xmm10, %xmm10, %xmm10
	vxorps	%xmm11, %xmm11, %xmm11
	vxorps	%xmm12, %xmm12, %xmm12
	vxorps	%xmm13, %xmm13, %xmm13
	vxorps	%xmm14, %xmm14, %xmm14
	vxorps	%xmm15, %xmm15, %xmm15
	vxorps	%xmm16, %xmm16, %xmm16
	vxorps	%xmm17, %xmm17, %xmm17
	.p2align	4
.LBB0_8:                                # %"5_for_sum.s1.r$z"
                                        #   Parent Loop BB0_6 Depth=1
                                        #     Parent Loop BB0_7 Depth=2
                                        # =>    This Loop Header: Depth=3
                                        #         Child Loop BB0_9 Depth 4
                                        #           Child Loop BB0_10 Depth 5
	movq	%r9, %rax
	movq	%rdi, %r14
	movq	%r12, %rbp
	xorl	%esi, %esi
	.p2align	4
.LBB0_9:                                # %"6_for_sum.s1.r$y"
                                        #   Parent Loop BB0_6 Depth=1
                                        #     Parent Loop BB0_7 Depth=2
                                        #       Parent Loop BB0_8 Depth=3
                                        # =>      This Loop Header: Depth=4
                                        #           Child Loop BB0_10 Depth 5
	movq	$-64, %r8
	movq	%rax, %rbx
	movq	%r14, %rdx
	.p2align	4
.LBB0_10:                               # %"7_for_sum.s1.r$x.r$x"
                                        #   Parent Loop BB0_6 Depth=1
                                        #     Parent Loop BB0_7 Depth=2
                                        #       Parent Loop BB0_8 Depth=3
                                        #         Parent Loop BB0_9 Depth=4
                                        # =>        This Inner Loop Header: Depth=5
	prefetcht0	(%rbx)
	vmovaps	-192(%rdx), %zmm21
	vmovaps	-128(%rdx), %zmm20
	vmovaps	-64(%rdx), %zmm19
	vmovaps	(%rdx), %zmm18
	vfmadd231ps	-2060(%rbp,%r8){1to16}, %zmm21, %zmm17 # zmm17 = (zmm21 * mem) + zmm17
	vfmadd231ps	-1996(%rbp,%r8){1to16}, %zmm21, %zmm16 # zmm16 = (zmm21 * mem) + zmm16
	vfmadd231ps	-1932(%rbp,%r8){1to16}, %zmm21, %zmm15 # zmm15 = (zmm21 * mem) + zmm15
	vfmadd231ps	-1868(%rbp,%r8){1to16}, %zmm21, %zmm14 # zmm14 = (zmm21 * mem) + zmm14
	vfmadd231ps	-1420(%rbp,%r8){1to16}, %zmm21, %zmm13 # zmm13 = (zmm21 * mem) + zmm13
	vfmadd231ps	-1356(%rbp,%r8){1to16}, %zmm21, %zmm12 # zmm12 = (zmm21 * mem) + zmm12
	vfmadd231ps	-1292(%rbp,%r8){1to16}, %zmm21, %zmm11 # zmm11 = (zmm21 * mem) + zmm11
	vfmadd231ps	-1228(%rbp,%r8){1to16}, %zmm21, %zmm10 # zmm10 = (zmm21 * mem) + zmm10
	vfmadd231ps	-780(%rbp,%r8){1to16}, %zmm21, %zmm9 # zmm9 = (zmm21 * mem) + zmm9
	vfmadd231ps	-716(%rbp,%r8){1to16}, %zmm21, %zmm8 # zmm8 = (zmm21 * mem) + zmm8
	vfmadd231ps	-652(%rbp,%r8){1to16}, %zmm21, %zmm7 # zmm7 = (zmm21 * mem) + zmm7
	vfmadd231ps	-588(%rbp,%r8){1to16}, %zmm21, %zmm6 # zmm6 = (zmm21 * mem) + zmm6
	vfmadd231ps	-140(%rbp,%r8){1to16}, %zmm21, %zmm5 # zmm5 = (zmm21 * mem) + zmm5
	vfmadd231ps	-76(%rbp,%r8){1to16}, %zmm21, %zmm4 # zmm4 = (zmm21 * mem) + zmm4
	vfmadd231ps	-12(%rbp,%r8){1to16}, %zmm21, %zmm3 # zmm3 = (zmm21 * mem) + zmm3
	vfmadd231ps	52(%rbp,%r8){1to16}, %zmm21, %zmm2 # zmm2 = (zmm21 * mem) + zmm2
	vfmadd231ps	-2056(%rbp,%r8){1to16}, %zmm20, %zmm17 # zmm17 = (zmm20 * mem) + zmm17
	vfmadd231ps	-1992(%rbp,%r8){1to16}, %zmm20, %zmm16 # zmm16 = (zmm20 * mem) + zmm16
	vfmadd231ps	-1928(%rbp,%r8){1to16}, %zmm20, %zmm15 # zmm15 = (zmm20 * mem) + zmm15
	vfmadd231ps	-1864(%rbp,%r8){1to16}, %zmm20, %zmm14 # zmm14 = (zmm20 * mem) + zmm14
	vfmadd231ps	-1416(%rbp,%r8){1to16}, %zmm20, %zmm13 # zmm13 = (zmm20 * mem) + zmm13
	vfmadd231ps	-1352(%rbp,%r8){1to16}, %zmm20, %zmm12 # zmm12 = (zmm20 * mem) + zmm12
	vfmadd231ps	-1288(%rbp,%r8){1to16}, %zmm20, %zmm11 # zmm11 = (zmm20 * mem) + zmm11
	vfmadd231ps	-1224(%rbp,%r8){1to16}, %zmm20, %zmm10 # zmm10 = (zmm20 * mem) + zmm10
	vfmadd231ps	-776(%rbp,%r8){1to16}, %zmm20, %zmm9 # zmm9 = (zmm20 * mem) + zmm9
	vfmadd231ps	-712(%rbp,%r8){1to16}, %zmm20, %zmm8 # zmm8 = (zmm20 * mem) + zmm8
	vfmadd231ps	-648(%rbp,%r8){1to16}, %zmm20, %zmm7 # zmm7 = (zmm20 * mem) + zmm7
	vfmadd231ps	-584(%rbp,%r8){1to16}, %zmm20, %zmm6 # zmm6 = (zmm20 * mem) + zmm6
	vfmadd231ps	-136(%rbp,%r8){1to16}, %zmm20, %zmm5 # zmm5 = (zmm20 * mem) + zmm5
	vfmadd231ps	-72(%rbp,%r8){1to16}, %zmm20, %zmm4 # zmm4 = (zmm20 * mem) + zmm4
	vfmadd231ps	-8(%rbp,%r8){1to16}, %zmm20, %zmm3 # zmm3 = (zmm20 * mem) + zmm3
	vfmadd231ps	56(%rbp,%r8){1to16}, %zmm20, %zmm2 # zmm2 = (zmm20 * mem) + zmm2
	vfmadd231ps	-2052(%rbp,%r8){1to16}, %zmm19, %zmm17 # zmm17 = (zmm19 * mem) + zmm17
	vfmadd231ps	-1988(%rbp,%r8){1to16}, %zmm19, %zmm16 # zmm16 = (zmm19 * mem) + zmm16
	vfmadd231ps	-1924(%rbp,%r8){1to16}, %zmm19, %zmm15 # zmm15 = (zmm19 * mem) + zmm15
	vfmadd231ps	-1860(%rbp,%r8){1to16}, %zmm19, %zmm14 # zmm14 = (zmm19 * mem) + zmm14
	vfmadd231ps	-1412(%rbp,%r8){1to16}, %zmm19, %zmm13 # zmm13 = (zmm19 * mem) + zmm13
	vfmadd231ps	-1348(%rbp,%r8){1to16}, %zmm19, %zmm12 # zmm12 = (zmm19 * mem) + zmm12
	vfmadd231ps	-1284(%rbp,%r8){1to16}, %zmm19, %zmm11 # zmm11 = (zmm19 * mem) + zmm11
	vfmadd231ps	-1220(%rbp,%r8){1to16}, %zmm19, %zmm10 # zmm10 = (zmm19 * mem) + zmm10
	vfmadd231ps	-772(%rbp,%r8){1to16}, %zmm19, %zmm9 # zmm9 = (zmm19 * mem) + zmm9
	vfmadd231ps	-708(%rbp,%r8){1to16}, %zmm19, %zmm8 # zmm8 = (zmm19 * mem) + zmm8
	vfmadd231ps	-644(%rbp,%r8){1to16}, %zmm19, %zmm7 # zmm7 = (zmm19 * mem) + zmm7
	vfmadd231ps	-580(%rbp,%r8){1to16}, %zmm19, %zmm6 # zmm6 = (zmm19 * mem) + zmm6
	vfmadd231ps	-132(%rbp,%r8){1to16}, %zmm19, %zmm5 # zmm5 = (zmm19 * mem) + zmm5
	vfmadd231ps	-68(%rbp,%r8){1to16}, %zmm19, %zmm4 # zmm4 = (zmm19 * mem) + zmm4
	vfmadd231ps	-4(%rbp,%r8){1to16}, %zmm19, %zmm3 # zmm3 = (zmm19 * mem) + zmm3
	vfmadd231ps	60(%rbp,%r8){1to16}, %zmm19, %zmm2 # zmm2 = (zmm19 * mem) + zmm2
	vfmadd231ps	-2048(%rbp,%r8){1to16}, %zmm18, %zmm17 # zmm17 = (zmm18 * mem) + zmm17
	vfmadd231ps	-1984(%rbp,%r8){1to16}, %zmm18, %zmm16 # zmm16 = (zmm18 * mem) + zmm16
	vfmadd231ps	-1920(%rbp,%r8){1to16}, %zmm18, %zmm15 # zmm15 = (zmm18 * mem) + zmm15
	vfmadd231ps	-1856(%rbp,%r8){1to16}, %zmm18, %zmm14 # zmm14 = (zmm18 * mem) + zmm14
	vfmadd231ps	-1408(%rbp,%r8){1to16}, %zmm18, %zmm13 # zmm13 = (zmm18 * mem) + zmm13
	vfmadd231ps	-1344(%rbp,%r8){1to16}, %zmm18, %zmm12 # zmm12 = (zmm18 * mem) + zmm12
	vfmadd231ps	-1280(%rbp,%r8){1to16}, %zmm18, %zmm11 # zmm11 = (zmm18 * mem) + zmm11
	vfmadd231ps	-1216(%rbp,%r8){1to16}, %zmm18, %zmm10 # zmm10 = (zmm18 * mem) + zmm10
	vfmadd231ps	-768(%rbp,%r8){1to16}, %zmm18, %zmm9 # zmm9 = (zmm18 * mem) + zmm9
	vfmadd231ps	-704(%rbp,%r8){1to16}, %zmm18, %zmm8 # zmm8 = (zmm18 * mem) + zmm8
	vfmadd231ps	-640(%rbp,%r8){1to16}, %zmm18, %zmm7 # zmm7 = (zmm18 * mem) + zmm7
	vfmadd231ps	-576(%rbp,%r8){1to16}, %zmm18, %zmm6 # zmm6 = (zmm18 * mem) + zmm6
	vfmadd231ps	-128(%rbp,%r8){1to16}, %zmm18, %zmm5 # zmm5 = (zmm18 * mem) + zmm5
	vfmadd231ps	-64(%rbp,%r8){1to16}, %zmm18, %zmm4 # zmm4 = (zmm18 * mem) + zmm4
	vfmadd231ps	(%rbp,%r8){1to16}, %zmm18, %zmm3 # zmm3 = (zmm18 * mem) + zmm3
	vfmadd231ps	64(%rbp,%r8){1to16}, %zmm18, %zmm2 # zmm2 = (zmm18 * mem) + zmm2
	addq	$256, %rdx                      # imm = 0x100
	addq	$256, %rbx                      # imm = 0x100
	addq	$16, %r8
	jne	.LBB0_10
# %bb.11:                               # %"7_end_for_sum.s1.r$x.r$x"
                                        #   in Loop: Header=BB0_9 Depth=4
	incq	%rsi
	addq	$64, %rbp
	addq	$1024, %r14                     # imm = 0x400
	addq	$1024, %rax                     # imm = 0x400
	cmpq	$3, %rsi
	jne	.LBB0_9
# %bb.12:                               # %"6_end_for_sum.s1.r$y"
                                        #   in Loop: Header=BB0_8 Depth=3
	incq	%rcx
	addq	$640, %r12                      # imm = 0x280
	addq	$3072, %rdi                     # imm = 0xC00
	addq	$3072, %r9                      # imm = 0xC00
	cmpq	$3, %rcx
	jne	.LBB0_8
# %bb.13:                               # %"4_consume_sum"
                                        #   in Loop: Header=BB0_7 Depth=2
	orl	28(%rsp), %r11d                 # 4-byte Folded Reload
	movslq	%r11d, %rax
	shlq	$8, %rax
	vaddps	(%r15,%rax), %zmm17, %zmm17
	vaddps	%zmm0, %zmm17, %zmm17
	vmaxps	%zmm17, %zmm1, %zmm17
	vmovaps	%zmm17, (%r13,%rax)
	vaddps	%zmm16, %zmm0, %zmm16
	vaddps	64(%r15,%rax), %zmm16, %zmm16
	vmaxps	%zmm16, %zmm1, %zmm16
	vmovaps	%zmm16, 64(%r13,%rax)
	vaddps	%zmm15, %zmm0, %zmm15
	vaddps	128(%r15,%rax), %zmm15, %zmm15
	vmaxps	%zmm15, %zmm1, %zmm15
	vmovaps	%zmm15, 128(%r13,%rax)
	vaddps	%zmm14, %zmm0, %zmm14
	vaddps	192(%r15,%rax), %zmm14, %zmm14
	vmaxps	%zmm14, %zmm1, %zmm14
	vmovaps	%zmm14, 192(%r13,%rax)
	vaddps	%zmm13, %zmm0, %zmm13
	vaddps	512(%r15,%rax), %zmm13, %zmm13
	vmaxps	%zmm13, %zmm1, %zmm13
	vmovaps	%zmm13, 512(%r13,%rax)
	vaddps	%zmm12, %zmm0, %zmm12
	vaddps	576(%r15,%rax), %zmm12, %zmm12
	vmaxps	%zmm12, %zmm1, %zmm12
	vmovaps	%zmm12, 576(%r13,%rax)
	vaddps	%zmm11, %zmm0, %zmm11
	vaddps	640(%r15,%rax), %zmm11, %zmm11
	vmaxps	%zmm11, %zmm1, %zmm11
	vmovaps	%zmm11, 640(%r13,%rax)
	vaddps	%zmm10, %zmm0, %zmm10
	vaddps	704(%r15,%rax), %zmm10, %zmm10
	vmaxps	%zmm10, %zmm1, %zmm10
	vmovaps	%zmm10, 704(%r13,%rax)
	vaddps	%zmm9, %zmm0, %zmm9
	vaddps	1024(%r15,%rax), %zmm9, %zmm9
	vmaxps	%zmm9, %zmm1, %zmm9
	vmovaps	%zmm9, 1024(%r13,%rax)
	vaddps	%zmm8, %zmm0, %zmm8
	vaddps	1088(%r15,%rax), %zmm8, %zmm8
	vmaxps	%zmm8, %zmm1, %zmm8
	vmovaps	%zmm8, 1088(%r13,%rax)
	vaddps	%zmm7, %zmm0, %zmm7
	vaddps	1152(%r15,%rax), %zmm7, %zmm7
	vmaxps	%zmm7, %zmm1, %zmm7
	vmovaps	%zmm7, 1152(%r13,%rax)
	vaddps	%zmm6, %zmm0, %zmm6
	vaddps	1216(%r15,%rax), %zmm6, %zmm6
	vmaxps	%zmm6, %zmm1, %zmm6
	vmovaps	%zmm6, 1216(%r13,%rax)
	vaddps	%zmm5, %zmm0, %zmm5
	vaddps	1536(%r15,%rax), %zmm5, %zmm5
	vmaxps	%zmm5, %zmm1, %zmm5
	vmovaps	%zmm5, 1536(%r13,%rax)
	vaddps	%zmm4, %zmm0, %zmm4
	vaddps	1600(%r15,%rax), %zmm4, %zmm4
	vmaxps	%zmm4, %zmm1, %zmm4
	vmovaps	%zmm4, 1600(%r13,%rax)
	vaddps	%zmm3, %zmm0, %zmm3
	vaddps	1664(%r15,%rax), %zmm3, %zmm3
	vmaxps	%zmm3, %zmm1, %zmm3
	vmovaps	%zmm3, 1664(%r13,%rax)
	vaddps	%zmm2, %zmm0, %zmm2
	vaddps	1728(%r15,%rax), %zmm2, %zmm2
	vmaxps	%zmm2, %zmm1, %zmm2
	vmovaps	%zmm2, 1728(%r13,%rax)
	movl	$1, %r11d
	testb	$1, %r10b
	movb	$1, %r10b
	movq	16(%rsp), %rcx                  # 8-byte Reload
	je	.LBB0_7
# %bb.14:                               # %"4_end_for_y.s0.x.xo"
                                        #   in Loop: Header=BB0_6 Depth=1
	movl	$1, %ecx
	testb	$1, 64(%rsp)                    # 1-byte Folded Reload
	movb	$1, %al
	movq	56(%rsp), %rbp                  # 8-byte Reload
	je	.LBB0_6
# %bb.15:                               # %call_destructor.exit
	movq	40(%rsp), %rdi                  # 8-byte Reload
	movq	32(%rsp), %rsi                  # 8-byte Reload
	vzeroupper
	callq	halide_free@PLT
	xorl	%eax, %eax
	addq	$88, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB0_16:                               # %"assert failed"
	movq	%rbx, %rdi
	addq	$88, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	jmp	halide_error_out_of_memory@PLT  # TAILCALL
.Lfunc_end0:
	.size	rn_k_conv_742f099d9b5857e1e51e_task0, .Lfunc_end0-rn_k_conv_742f099d9b5857e1e51e_task0
                                        # -- End function
	.section	.text.rn_k_conv_742f099d9b5857e1e51e,"ax",@progbits
	.globl	rn_k_conv_742f099d9b5857e1e51e  # -- Begin function rn_k_conv_742f099d9b5857e1e51e
	.p2align	4
	.type	rn_k_conv_742f099d9b5857e1e51e,@function
rn_k_conv_742f099d9b5857e1e51e:         # @rn_k_conv_742f099d9b5857e1e51e
# %bb.0:                                # %entry
	subq	$40, %rsp
	movl	%esi, %eax
	movq	48(%rsp), %rsi
	movq	16(%r8), %r8
	movq	16(%r9), %r9
	movq	16(%rcx), %rcx
	movq	16(%rdx), %rdx
	movq	16(%rsi), %rsi
	movq	%r8, (%rsp)
	movq	%r9, 8(%rsp)
	movq	%rcx, 16(%rsp)
	movq	%rdx, 24(%rsp)
	movq	%rsi, 32(%rsp)
	movq	rn_k_conv_742f099d9b5857e1e51e_task0@GOTPCREL(%rip), %rsi
	movq	%rsp, %r8
	xorl	%edx, %edx
	movl	%eax, %ecx
	callq	halide_do_par_for@PLT
	addq	$40, %rsp
	retq
.Lfunc_end1:
	.size	rn_k_conv_742f099d9b5857e1e51e, .Lfunc_end1-rn_k_conv_742f099d9b5857e1e51e
                                        # -- End function
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.section	".note.GNU-stack","",@progbits
