# made by: resnetc generated/two_blocks.dsl -march=x86-64-v4 --batch=1 --emit=asm:KERNEL (KERNEL = rn_k_conv_3991dc3d836f80027488)
	.file	"force_include_types.cpp"
	.section	.text.rn_k_conv_3991dc3d836f80027488_task0,"ax",@progbits
	.globl	rn_k_conv_3991dc3d836f80027488_task0 # -- Begin function rn_k_conv_3991dc3d836f80027488_task0
	.p2align	4
	.type	rn_k_conv_3991dc3d836f80027488_task0,@function
rn_k_conv_3991dc3d836f80027488_task0:   # @rn_k_conv_3991dc3d836f80027488_task0
# %bb.0:                                # %entry
	pushq	%rbp
	movq	%rsp, %rbp
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	andq	$-64, %rsp
	subq	$6528, %rsp                     # imm = 0x1980
	movl	%esi, %edi
	movq	(%rdx), %rcx
	movq	8(%rdx), %rax
	movq	16(%rdx), %rsi
	movq	%rsi, 48(%rsp)                  # 8-byte Spill
	movq	24(%rdx), %rsi
	movq	32(%rdx), %rdx
	movq	%rdi, 40(%rsp)                  # 8-byte Spill
                                        # kill: def $edi killed $edi killed $rdi def $rdi
	shll	$6, %edi
	leaq	64(%rsp), %r8
	xorl	%r9d, %r9d
	movl	$8, %r10d
	.p2align	4
.LBB0_1:                                # %"1_for_staged.s0.y"
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB0_2 Depth 2
	cmpl	$2, %r9d
	movl	$1, %r11d
	cmovael	%r9d, %r11d
	cmpl	$8, %r11d
	cmovael	%r10d, %r11d
	leal	(%rdi,%r11,8), %r11d
	movslq	%r11d, %r11
	leal	-1(%r9), %ebx
	movq	%r8, %r14
	xorl	%r15d, %r15d
	.p2align	4
.LBB0_2:                                # %"2_for_staged.s0.x"
                                        #   Parent Loop BB0_1 Depth=1
                                        # =>  This Inner Loop Header: Depth=2
	leal	-1(%r15), %r12d
	orl	%ebx, %r12d
	cmpl	$8, %r12d
	movl	$0, %r12d
	sbbl	%r12d, %r12d
	kmovd	%r12d, %k1
	cmpl	$2, %r15d
	movl	$1, %r12d
	cmovael	%r15d, %r12d
	cmpl	$8, %r12d
	cmovael	%r10d, %r12d
	addq	%r11, %r12
	shlq	$6, %r12
	vmovaps	-576(%rsi,%r12), %zmm0 {%k1} {z}
	vmovaps	%zmm0, (%r14)
	incq	%r15
	addq	$64, %r14
	cmpq	$10, %r15
	jne	.LBB0_2
# %bb.3:                                # %"2_end_for_staged.s0.x"
                                        #   in Loop: Header=BB0_1 Depth=1
	incq	%r9
	addq	$640, %r8                       # imm = 0x280
	cmpq	$10, %r9
	jne	.LBB0_1
# %bb.4:                                # %"2_consume_staged"
	vmovaps	(%rcx), %zmm0
	movq	40(%rsp), %rcx                  # 8-byte Reload
	shll	$4, %ecx
	movq	%rcx, 40(%rsp)                  # 8-byte Spill
	addq	$192, 48(%rsp)                  # 8-byte Folded Spill
	xorl	%esi, %esi
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%ecx, %ecx
	.p2align	4
.LBB0_5:                                # %"3_for_y.s0.y.p.pi"
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB0_6 Depth 2
                                        #       Child Loop BB0_7 Depth 3
                                        #         Child Loop BB0_8 Depth 4
                                        #           Child Loop BB0_9 Depth 5
	movq	%rsi, 56(%rsp)                  # 8-byte Spill
	movq	40(%rsp), %rsi                  # 8-byte Reload
	leal	(%rsi,%rcx,8), %r9d
	movl	%ecx, %ecx
	leaq	(%rcx,%rcx,4), %r10
	shlq	$9, %r10
	leaq	2188(%rsp), %rcx
	addq	%rcx, %r10
	xorl	%r11d, %r11d
	xorl	%ebx, %ebx
	.p2align	4
.LBB0_6:                                # %"4_for_y.s0.x.xo"
                                        #   Parent Loop BB0_5 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB0_7 Depth 3
                                        #         Child Loop BB0_8 Depth 4
                                        #           Child Loop BB0_9 Depth 5
	movl	%ebx, %edi
	shlq	$8, %rdi
	addq	%r10, %rdi
	vxorps	%xmm2, %xmm2, %xmm2
	movq	48(%rsp), %rcx                  # 8-byte Reload
	xorl	%r12d, %r12d
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
.LBB0_7:                                # %"5_for_sum.s1.r$z"
                                        #   Parent Loop BB0_5 Depth=1
                                        #     Parent Loop BB0_6 Depth=2
                                        # =>    This Loop Header: Depth=3
                                        #         Child Loop BB0_8 Depth 4
                                        #           Child Loop BB0_9 Depth 5
	movq	%rcx, %r15
	movq	%rdi, %r14
	xorl	%r8d, %r8d
	.p2align	4
.LBB0_8:                                # %"6_for_sum.s1.r$y"
                                        #   Parent Loop BB0_5 Depth=1
                                        #     Parent Loop BB0_6 Depth=2
                                        #       Parent Loop BB0_7 Depth=3
                                        # =>      This Loop Header: Depth=4
                                        #           Child Loop BB0_9 Depth 5
	movq	$-64, %rsi
	movq	%r15, %r13
	.p2align	4
.LBB0_9:                                # %"7_for_sum.s1.r$x.r$x"
                                        #   Parent Loop BB0_5 Depth=1
                                        #     Parent Loop BB0_6 Depth=2
                                        #       Parent Loop BB0_7 Depth=3
                                        #         Parent Loop BB0_8 Depth=4
                                        # =>        This Inner Loop Header: Depth=5
	vmovaps	-192(%r13), %zmm21
	vmovaps	-128(%r13), %zmm20
	vmovaps	-64(%r13), %zmm19
	vmovaps	(%r13), %zmm18
	vfmadd231ps	-2060(%r14,%rsi){1to16}, %zmm21, %zmm17 # zmm17 = (zmm21 * mem) + zmm17
	vfmadd231ps	-1996(%r14,%rsi){1to16}, %zmm21, %zmm16 # zmm16 = (zmm21 * mem) + zmm16
	vfmadd231ps	-1932(%r14,%rsi){1to16}, %zmm21, %zmm15 # zmm15 = (zmm21 * mem) + zmm15
	vfmadd231ps	-1868(%r14,%rsi){1to16}, %zmm21, %zmm14 # zmm14 = (zmm21 * mem) + zmm14
	vfmadd231ps	-1420(%r14,%rsi){1to16}, %zmm21, %zmm13 # zmm13 = (zmm21 * mem) + zmm13
	vfmadd231ps	-1356(%r14,%rsi){1to16}, %zmm21, %zmm12 # zmm12 = (zmm21 * mem) + zmm12
	vfmadd231ps	-1292(%r14,%rsi){1to16}, %zmm21, %zmm11 # zmm11 = (zmm21 * mem) + zmm11
	vfmadd231ps	-1228(%r14,%rsi){1to16}, %zmm21, %zmm10 # zmm10 = (zmm21 * mem) + zmm10
	vfmadd231ps	-780(%r14,%rsi){1to16}, %zmm21, %zmm9 # zmm9 = (zmm21 * mem) + zmm9
	vfmadd231ps	-716(%r14,%rsi){1to16}, %zmm21, %zmm8 # zmm8 = (zmm21 * mem) + zmm8
	vfmadd231ps	-652(%r14,%rsi){1to16}, %zmm21, %zmm7 # zmm7 = (zmm21 * mem) + zmm7
	vfmadd231ps	-588(%r14,%rsi){1to16}, %zmm21, %zmm6 # zmm6 = (zmm21 * mem) + zmm6
	vfmadd231ps	-140(%r14,%rsi){1to16}, %zmm21, %zmm5 # zmm5 = (zmm21 * mem) + zmm5
	vfmadd231ps	-76(%r14,%rsi){1to16}, %zmm21, %zmm4 # zmm4 = (zmm21 * mem) + zmm4
	vfmadd231ps	-12(%r14,%rsi){1to16}, %zmm21, %zmm3 # zmm3 = (zmm21 * mem) + zmm3
	vfmadd231ps	52(%r14,%rsi){1to16}, %zmm21, %zmm2 # zmm2 = (zmm21 * mem) + zmm2
	vfmadd231ps	-2056(%r14,%rsi){1to16}, %zmm20, %zmm17 # zmm17 = (zmm20 * mem) + zmm17
	vfmadd231ps	-1992(%r14,%rsi){1to16}, %zmm20, %zmm16 # zmm16 = (zmm20 * mem) + zmm16
	vfmadd231ps	-1928(%r14,%rsi){1to16}, %zmm20, %zmm15 # zmm15 = (zmm20 * mem) + zmm15
	vfmadd231ps	-1864(%r14,%rsi){1to16}, %zmm20, %zmm14 # zmm14 = (zmm20 * mem) + zmm14
	vfmadd231ps	-1416(%r14,%rsi){1to16}, %zmm20, %zmm13 # zmm13 = (zmm20 * mem) + zmm13
	vfmadd231ps	-1352(%r14,%rsi){1to16}, %zmm20, %zmm12 # zmm12 = (zmm20 * mem) + zmm12
	vfmadd231ps	-1288(%r14,%rsi){1to16}, %zmm20, %zmm11 # zmm11 = (zmm20 * mem) + zmm11
	vfmadd231ps	-1224(%r14,%rsi){1to16}, %zmm20, %zmm10 # zmm10 = (zmm20 * mem) + zmm10
	vfmadd231ps	-776(%r14,%rsi){1to16}, %zmm20, %zmm9 # zmm9 = (zmm20 * mem) + zmm9
	vfmadd231ps	-712(%r14,%rsi){1to16}, %zmm20, %zmm8 # zmm8 = (zmm20 * mem) + zmm8
	vfmadd231ps	-648(%r14,%rsi){1to16}, %zmm20, %zmm7 # zmm7 = (zmm20 * mem) + zmm7
	vfmadd231ps	-584(%r14,%rsi){1to16}, %zmm20, %zmm6 # zmm6 = (zmm20 * mem) + zmm6
	vfmadd231ps	-136(%r14,%rsi){1to16}, %zmm20, %zmm5 # zmm5 = (zmm20 * mem) + zmm5
	vfmadd231ps	-72(%r14,%rsi){1to16}, %zmm20, %zmm4 # zmm4 = (zmm20 * mem) + zmm4
	vfmadd231ps	-8(%r14,%rsi){1to16}, %zmm20, %zmm3 # zmm3 = (zmm20 * mem) + zmm3
	vfmadd231ps	56(%r14,%rsi){1to16}, %zmm20, %zmm2 # zmm2 = (zmm20 * mem) + zmm2
	vfmadd231ps	-2052(%r14,%rsi){1to16}, %zmm19, %zmm17 # zmm17 = (zmm19 * mem) + zmm17
	vfmadd231ps	-1988(%r14,%rsi){1to16}, %zmm19, %zmm16 # zmm16 = (zmm19 * mem) + zmm16
	vfmadd231ps	-1924(%r14,%rsi){1to16}, %zmm19, %zmm15 # zmm15 = (zmm19 * mem) + zmm15
	vfmadd231ps	-1860(%r14,%rsi){1to16}, %zmm19, %zmm14 # zmm14 = (zmm19 * mem) + zmm14
	vfmadd231ps	-1412(%r14,%rsi){1to16}, %zmm19, %zmm13 # zmm13 = (zmm19 * mem) + zmm13
	vfmadd231ps	-1348(%r14,%rsi){1to16}, %zmm19, %zmm12 # zmm12 = (zmm19 * mem) + zmm12
	vfmadd231ps	-1284(%r14,%rsi){1to16}, %zmm19, %zmm11 # zmm11 = (zmm19 * mem) + zmm11
	vfmadd231ps	-1220(%r14,%rsi){1to16}, %zmm19, %zmm10 # zmm10 = (zmm19 * mem) + zmm10
	vfmadd231ps	-772(%r14,%rsi){1to16}, %zmm19, %zmm9 # zmm9 = (zmm19 * mem) + zmm9
	vfmadd231ps	-708(%r14,%rsi){1to16}, %zmm19, %zmm8 # zmm8 = (zmm19 * mem) + zmm8
	vfmadd231ps	-644(%r14,%rsi){1to16}, %zmm19, %zmm7 # zmm7 = (zmm19 * mem) + zmm7
	vfmadd231ps	-580(%r14,%rsi){1to16}, %zmm19, %zmm6 # zmm6 = (zmm19 * mem) + zmm6
	vfmadd231ps	-132(%r14,%rsi){1to16}, %zmm19, %zmm5 # zmm5 = (zmm19 * mem) + zmm5
	vfmadd231ps	-68(%r14,%rsi){1to16}, %zmm19, %zmm4 # zmm4 = (zmm19 * mem) + zmm4
	vfmadd231ps	-4(%r14,%rsi){1to16}, %zmm19, %zmm3 # zmm3 = (zmm19 * mem) + zmm3
	vfmadd231ps	60(%r14,%rsi){1to16}, %zmm19, %zmm2 # zmm2 = (zmm19 * mem) + zmm2
	vfmadd231ps	-2048(%r14,%rsi){1to16}, %zmm18, %zmm17 # zmm17 = (zmm18 * mem) + zmm17
	vfmadd231ps	-1984(%r14,%rsi){1to16}, %zmm18, %zmm16 # zmm16 = (zmm18 * mem) + zmm16
	vfmadd231ps	-1920(%r14,%rsi){1to16}, %zmm18, %zmm15 # zmm15 = (zmm18 * mem) + zmm15
	vfmadd231ps	-1856(%r14,%rsi){1to16}, %zmm18, %zmm14 # zmm14 = (zmm18 * mem) + zmm14
	vfmadd231ps	-1408(%r14,%rsi){1to16}, %zmm18, %zmm13 # zmm13 = (zmm18 * mem) + zmm13
	vfmadd231ps	-1344(%r14,%rsi){1to16}, %zmm18, %zmm12 # zmm12 = (zmm18 * mem) + zmm12
	vfmadd231ps	-1280(%r14,%rsi){1to16}, %zmm18, %zmm11 # zmm11 = (zmm18 * mem) + zmm11
	vfmadd231ps	-1216(%r14,%rsi){1to16}, %zmm18, %zmm10 # zmm10 = (zmm18 * mem) + zmm10
	vfmadd231ps	-768(%r14,%rsi){1to16}, %zmm18, %zmm9 # zmm9 = (zmm18 * mem) + zmm9
	vfmadd231ps	-704(%r14,%rsi){1to16}, %zmm18, %zmm8 # zmm8 = (zmm18 * mem) + zmm8
	vfmadd231ps	-640(%r14,%rsi){1to16}, %zmm18, %zmm7 # zmm7 = (zmm18 * mem) + zmm7
	vfmadd231ps	-576(%r14,%rsi){1to16}, %zmm18, %zmm6 # zmm6 = (zmm18 * mem) + zmm6
	vfmadd231ps	-128(%r14,%rsi){1to16}, %zmm18, %zmm5 # zmm5 = (zmm18 * mem) + zmm5
	vfmadd231ps	-64(%r14,%rsi){1to16}, %zmm18, %zmm4 # zmm4 = (zmm18 * mem) + zmm4
	vfmadd231ps	(%r14,%rsi){1to16}, %zmm18, %zmm3 # zmm3 = (zmm18 * mem) + zmm3
	vfmadd231ps	64(%r14,%rsi){1to16}, %zmm18, %zmm2 # zmm2 = (zmm18 * mem) + zmm2
	addq	$256, %r13                      # imm = 0x100
	addq	$16, %rsi
	jne	.LBB0_9
# %bb.10:                               # %"7_end_for_sum.s1.r$x.r$x"
                                        #   in Loop: Header=BB0_8 Depth=4
	incq	%r8
	addq	$64, %r14
	addq	$1024, %r15                     # imm = 0x400
	cmpq	$3, %r8
	jne	.LBB0_8
# %bb.11:                               # %"6_end_for_sum.s1.r$y"
                                        #   in Loop: Header=BB0_7 Depth=3
	incq	%r12
	addq	$640, %rdi                      # imm = 0x280
	addq	$3072, %rcx                     # imm = 0xC00
	cmpq	$3, %r12
	jne	.LBB0_7
# %bb.12:                               # %"4_consume_sum"
                                        #   in Loop: Header=BB0_6 Depth=2
	orl	%r9d, %ebx
	movslq	%ebx, %rcx
	shlq	$8, %rcx
	vaddps	(%rax,%rcx), %zmm17, %zmm17
	vaddps	%zmm0, %zmm17, %zmm17
	vmaxps	%zmm1, %zmm17, %zmm17
	vmovaps	%zmm17, (%rdx,%rcx)
	vaddps	%zmm16, %zmm0, %zmm16
	vaddps	64(%rax,%rcx), %zmm16, %zmm16
	vmaxps	%zmm1, %zmm16, %zmm16
	vmovaps	%zmm16, 64(%rdx,%rcx)
	vaddps	%zmm15, %zmm0, %zmm15
	vaddps	128(%rax,%rcx), %zmm15, %zmm15
	vmaxps	%zmm1, %zmm15, %zmm15
	vmovaps	%zmm15, 128(%rdx,%rcx)
	vaddps	%zmm14, %zmm0, %zmm14
	vaddps	192(%rax,%rcx), %zmm14, %zmm14
	vmaxps	%zmm1, %zmm14, %zmm14
	vmovaps	%zmm14, 192(%rdx,%rcx)
	vaddps	%zmm13, %zmm0, %zmm13
	vaddps	512(%rax,%rcx), %zmm13, %zmm13
	vmaxps	%zmm1, %zmm13, %zmm13
	vmovaps	%zmm13, 512(%rdx,%rcx)
	vaddps	%zmm12, %zmm0, %zmm12
	vaddps	576(%rax,%rcx), %zmm12, %zmm12
	vmaxps	%zmm1, %zmm12, %zmm12
	vmovaps	%zmm12, 576(%rdx,%rcx)
	vaddps	%zmm11, %zmm0, %zmm11
	vaddps	640(%rax,%rcx), %zmm11, %zmm11
	vmaxps	%zmm1, %zmm11, %zmm11
	vmovaps	%zmm11, 640(%rdx,%rcx)
	vaddps	%zmm10, %zmm0, %zmm10
	vaddps	704(%rax,%rcx), %zmm10, %zmm10
	vmaxps	%zmm1, %zmm10, %zmm10
	vmovaps	%zmm10, 704(%rdx,%rcx)
	vaddps	%zmm9, %zmm0, %zmm9
	vaddps	1024(%rax,%rcx), %zmm9, %zmm9
	vmaxps	%zmm1, %zmm9, %zmm9
	vmovaps	%zmm9, 1024(%rdx,%rcx)
	vaddps	%zmm8, %zmm0, %zmm8
	vaddps	1088(%rax,%rcx), %zmm8, %zmm8
	vmaxps	%zmm1, %zmm8, %zmm8
	vmovaps	%zmm8, 1088(%rdx,%rcx)
	vaddps	%zmm7, %zmm0, %zmm7
	vaddps	1152(%rax,%rcx), %zmm7, %zmm7
	vmaxps	%zmm1, %zmm7, %zmm7
	vmovaps	%zmm7, 1152(%rdx,%rcx)
	vaddps	%zmm6, %zmm0, %zmm6
	vaddps	1216(%rax,%rcx), %zmm6, %zmm6
	vmaxps	%zmm1, %zmm6, %zmm6
	vmovaps	%zmm6, 1216(%rdx,%rcx)
	vaddps	%zmm5, %zmm0, %zmm5
	vaddps	1536(%rax,%rcx), %zmm5, %zmm5
	vmaxps	%zmm1, %zmm5, %zmm5
	vmovaps	%zmm5, 1536(%rdx,%rcx)
	vaddps	%zmm4, %zmm0, %zmm4
	vaddps	1600(%rax,%rcx), %zmm4, %zmm4
	vmaxps	%zmm1, %zmm4, %zmm4
	vmovaps	%zmm4, 1600(%rdx,%rcx)
	vaddps	%zmm3, %zmm0, %zmm3
	vaddps	1664(%rax,%rcx), %zmm3, %zmm3
	vmaxps	%zmm1, %zmm3, %zmm3
	vmovaps	%zmm3, 1664(%rdx,%rcx)
	vaddps	%zmm2, %zmm0, %zmm2
	vaddps	1728(%rax,%rcx), %zmm2, %zmm2
	vmaxps	%zmm1, %zmm2, %zmm2
	vmovaps	%zmm2, 1728(%rdx,%rcx)
	movl	$1, %ebx
	testb	$1, %r11b
	movb	$1, %r11b
	je	.LBB0_6
# %bb.13:                               # %"4_end_for_y.s0.x.xo"
                                        #   in Loop: Header=BB0_5 Depth=1
	movl	$1, %ecx
	testb	$1, 56(%rsp)                    # 1-byte Folded Reload
	movb	$1, %sil
	je	.LBB0_5
# %bb.14:                               # %destructor_block
	xorl	%eax, %eax
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	vzeroupper
	retq
.Lfunc_end0:
	.size	rn_k_conv_3991dc3d836f80027488_task0, .Lfunc_end0-rn_k_conv_3991dc3d836f80027488_task0
                                        # -- End function
	.section	.text.rn_k_conv_3991dc3d836f80027488,"ax",@progbits
	.globl	rn_k_conv_3991dc3d836f80027488  # -- Begin function rn_k_conv_3991dc3d836f80027488
	.p2align	4
	.type	rn_k_conv_3991dc3d836f80027488,@function
rn_k_conv_3991dc3d836f80027488:         # @rn_k_conv_3991dc3d836f80027488
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
	movq	rn_k_conv_3991dc3d836f80027488_task0@GOTPCREL(%rip), %rsi
	movq	%rsp, %r8
	xorl	%edx, %edx
	movl	%eax, %ecx
	callq	halide_do_par_for@PLT
	xorl	%eax, %eax
	addq	$40, %rsp
	retq
.Lfunc_end1:
	.size	rn_k_conv_3991dc3d836f80027488, .Lfunc_end1-rn_k_conv_3991dc3d836f80027488
                                        # -- End function
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.ident	"clang version 21.1.1 (https://github.com/llvm/llvm-project.git 5a86dc996c26299de63effc927075dcbfb924167)"
	.section	".note.GNU-stack","",@progbits
