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
	subq	$40, %rsp
	movl	%esi, %ebp
	movq	%rdi, %r12
	movq	(%rdx), %rax
	movq	%rax, (%rsp)                    # 8-byte Spill
	movq	8(%rdx), %r15
	movq	16(%rdx), %rax
	movq	%rax, 16(%rsp)                  # 8-byte Spill
	movq	24(%rdx), %r14
	movq	32(%rdx), %r13
	movl	$6400, %esi                     # imm = 0x1900
	callq	halide_malloc@PLT
	testq	%rax, %rax
	je	.LBB0_16
# %bb.1:                                # %"assert succeeded"
	movl	%ebp, %ebx
	shll	$6, %ebx
	xorl	%ecx, %ecx
	movl	$8, %edx
	movq	%rax, 8(%rsp)                   # 8-byte Spill
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
	leal	(%rbx,%rdi,8), %edi
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
	movq	%r12, 24(%rsp)                  # 8-byte Spill
	movq	(%rsp), %rax                    # 8-byte Reload
	vmovaps	(%rax), %zmm0
	shll	$4, %ebp
	movq	8(%rsp), %rax                   # 8-byte Reload
	addq	$2124, %rax                     # imm = 0x84C
	movq	%rax, 32(%rsp)                  # 8-byte Spill
	addq	$192, 16(%rsp)                  # 8-byte Folded Spill
	xorl	%edx, %edx
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%eax, %eax
	movq	%rbp, (%rsp)                    # 8-byte Spill
	.p2align	4
.LBB0_6:                                # %"3_for_y.s0.y.p.pi"
                                        # =>This Loop Header: Depth=1
                                        #     Child Loop BB0_7 Depth 2
                                        #       Child Loop BB0_8 Depth 3
                                        #         Child Loop BB0_9 Depth 4
                                        #           Child Loop BB0_10 Depth 5
	leal	(%rbp,%rax,8), %esi
	movl	%eax, %eax
	leaq	(%rax,%rax,4), %rdi
	shlq	$9, %rdi
	addq	32(%rsp), %rdi                  # 8-byte Folded Reload
	xorl	%r8d, %r8d
	xorl	%r9d, %r9d
	.p2align	4
.LBB0_7:                                # %"4_for_y.s0.x.xo"
                                        #   Parent Loop BB0_6 Depth=1
                                        # =>  This Loop Header: Depth=2
                                        #       Child Loop BB0_8 Depth 3
                                        #         Child Loop BB0_9 Depth 4
                                        #           Child Loop BB0_10 Depth 5
	movl	%r9d, %r14d
	shlq	$8, %r14
	addq	%rdi, %r14
	vxorps	%xmm2, %xmm2, %xmm2
	movq	16(%rsp), %rbx                  # 8-byte Reload
	xorl	%ebp, %ebp
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
	movq	%rbx, %r12
	movq	%r14, %r10
	xorl	%ecx, %ecx
	.p2align	4
.LBB0_9:                                # %"6_for_sum.s1.r$y"
                                        #   Parent Loop BB0_6 Depth=1
                                        #     Parent Loop BB0_7 Depth=2
                                        #       Parent Loop BB0_8 Depth=3
                                        # =>      This Loop Header: Depth=4
                                        #           Child Loop BB0_10 Depth 5
	movq	$-64, %rax
	movq	%r12, %r11
	.p2align	4
.LBB0_10:                               # %"7_for_sum.s1.r$x.r$x"
                                        #   Parent Loop BB0_6 Depth=1
                                        #     Parent Loop BB0_7 Depth=2
                                        #       Parent Loop BB0_8 Depth=3
                                        #         Parent Loop BB0_9 Depth=4
                                        # =>        This Inner Loop Header: Depth=5
	vmovaps	-192(%r11), %zmm21
	vmovaps	-128(%r11), %zmm20
	vmovaps	-64(%r11), %zmm19
	vmovaps	(%r11), %zmm18
	vfmadd231ps	-2060(%r10,%rax){1to16}, %zmm21, %zmm17 # zmm17 = (zmm21 * mem) + zmm17
	vfmadd231ps	-1996(%r10,%rax){1to16}, %zmm21, %zmm16 # zmm16 = (zmm21 * mem) + zmm16
	vfmadd231ps	-1932(%r10,%rax){1to16}, %zmm21, %zmm15 # zmm15 = (zmm21 * mem) + zmm15
	vfmadd231ps	-1868(%r10,%rax){1to16}, %zmm21, %zmm14 # zmm14 = (zmm21 * mem) + zmm14
	vfmadd231ps	-1420(%r10,%rax){1to16}, %zmm21, %zmm13 # zmm13 = (zmm21 * mem) + zmm13
	vfmadd231ps	-1356(%r10,%rax){1to16}, %zmm21, %zmm12 # zmm12 = (zmm21 * mem) + zmm12
	vfmadd231ps	-1292(%r10,%rax){1to16}, %zmm21, %zmm11 # zmm11 = (zmm21 * mem) + zmm11
	vfmadd231ps	-1228(%r10,%rax){1to16}, %zmm21, %zmm10 # zmm10 = (zmm21 * mem) + zmm10
	vfmadd231ps	-780(%r10,%rax){1to16}, %zmm21, %zmm9 # zmm9 = (zmm21 * mem) + zmm9
	vfmadd231ps	-716(%r10,%rax){1to16}, %zmm21, %zmm8 # zmm8 = (zmm21 * mem) + zmm8
	vfmadd231ps	-652(%r10,%rax){1to16}, %zmm21, %zmm7 # zmm7 = (zmm21 * mem) + zmm7
	vfmadd231ps	-588(%r10,%rax){1to16}, %zmm21, %zmm6 # zmm6 = (zmm21 * mem) + zmm6
	vfmadd231ps	-140(%r10,%rax){1to16}, %zmm21, %zmm5 # zmm5 = (zmm21 * mem) + zmm5
	vfmadd231ps	-76(%r10,%rax){1to16}, %zmm21, %zmm4 # zmm4 = (zmm21 * mem) + zmm4
	vfmadd231ps	-12(%r10,%rax){1to16}, %zmm21, %zmm3 # zmm3 = (zmm21 * mem) + zmm3
	vfmadd231ps	52(%r10,%rax){1to16}, %zmm21, %zmm2 # zmm2 = (zmm21 * mem) + zmm2
	vfmadd231ps	-2056(%r10,%rax){1to16}, %zmm20, %zmm17 # zmm17 = (zmm20 * mem) + zmm17
	vfmadd231ps	-1992(%r10,%rax){1to16}, %zmm20, %zmm16 # zmm16 = (zmm20 * mem) + zmm16
	vfmadd231ps	-1928(%r10,%rax){1to16}, %zmm20, %zmm15 # zmm15 = (zmm20 * mem) + zmm15
	vfmadd231ps	-1864(%r10,%rax){1to16}, %zmm20, %zmm14 # zmm14 = (zmm20 * mem) + zmm14
	vfmadd231ps	-1416(%r10,%rax){1to16}, %zmm20, %zmm13 # zmm13 = (zmm20 * mem) + zmm13
	vfmadd231ps	-1352(%r10,%rax){1to16}, %zmm20, %zmm12 # zmm12 = (zmm20 * mem) + zmm12
	vfmadd231ps	-1288(%r10,%rax){1to16}, %zmm20, %zmm11 # zmm11 = (zmm20 * mem) + zmm11
	vfmadd231ps	-1224(%r10,%rax){1to16}, %zmm20, %zmm10 # zmm10 = (zmm20 * mem) + zmm10
	vfmadd231ps	-776(%r10,%rax){1to16}, %zmm20, %zmm9 # zmm9 = (zmm20 * mem) + zmm9
	vfmadd231ps	-712(%r10,%rax){1to16}, %zmm20, %zmm8 # zmm8 = (zmm20 * mem) + zmm8
	vfmadd231ps	-648(%r10,%rax){1to16}, %zmm20, %zmm7 # zmm7 = (zmm20 * mem) + zmm7
	vfmadd231ps	-584(%r10,%rax){1to16}, %zmm20, %zmm6 # zmm6 = (zmm20 * mem) + zmm6
	vfmadd231ps	-136(%r10,%rax){1to16}, %zmm20, %zmm5 # zmm5 = (zmm20 * mem) + zmm5
	vfmadd231ps	-72(%r10,%rax){1to16}, %zmm20, %zmm4 # zmm4 = (zmm20 * mem) + zmm4
	vfmadd231ps	-8(%r10,%rax){1to16}, %zmm20, %zmm3 # zmm3 = (zmm20 * mem) + zmm3
	vfmadd231ps	56(%r10,%rax){1to16}, %zmm20, %zmm2 # zmm2 = (zmm20 * mem) + zmm2
	vfmadd231ps	-2052(%r10,%rax){1to16}, %zmm19, %zmm17 # zmm17 = (zmm19 * mem) + zmm17
	vfmadd231ps	-1988(%r10,%rax){1to16}, %zmm19, %zmm16 # zmm16 = (zmm19 * mem) + zmm16
	vfmadd231ps	-1924(%r10,%rax){1to16}, %zmm19, %zmm15 # zmm15 = (zmm19 * mem) + zmm15
	vfmadd231ps	-1860(%r10,%rax){1to16}, %zmm19, %zmm14 # zmm14 = (zmm19 * mem) + zmm14
	vfmadd231ps	-1412(%r10,%rax){1to16}, %zmm19, %zmm13 # zmm13 = (zmm19 * mem) + zmm13
	vfmadd231ps	-1348(%r10,%rax){1to16}, %zmm19, %zmm12 # zmm12 = (zmm19 * mem) + zmm12
	vfmadd231ps	-1284(%r10,%rax){1to16}, %zmm19, %zmm11 # zmm11 = (zmm19 * mem) + zmm11
	vfmadd231ps	-1220(%r10,%rax){1to16}, %zmm19, %zmm10 # zmm10 = (zmm19 * mem) + zmm10
	vfmadd231ps	-772(%r10,%rax){1to16}, %zmm19, %zmm9 # zmm9 = (zmm19 * mem) + zmm9
	vfmadd231ps	-708(%r10,%rax){1to16}, %zmm19, %zmm8 # zmm8 = (zmm19 * mem) + zmm8
	vfmadd231ps	-644(%r10,%rax){1to16}, %zmm19, %zmm7 # zmm7 = (zmm19 * mem) + zmm7
	vfmadd231ps	-580(%r10,%rax){1to16}, %zmm19, %zmm6 # zmm6 = (zmm19 * mem) + zmm6
	vfmadd231ps	-132(%r10,%rax){1to16}, %zmm19, %zmm5 # zmm5 = (zmm19 * mem) + zmm5
	vfmadd231ps	-68(%r10,%rax){1to16}, %zmm19, %zmm4 # zmm4 = (zmm19 * mem) + zmm4
	vfmadd231ps	-4(%r10,%rax){1to16}, %zmm19, %zmm3 # zmm3 = (zmm19 * mem) + zmm3
	vfmadd231ps	60(%r10,%rax){1to16}, %zmm19, %zmm2 # zmm2 = (zmm19 * mem) + zmm2
	vfmadd231ps	-2048(%r10,%rax){1to16}, %zmm18, %zmm17 # zmm17 = (zmm18 * mem) + zmm17
	vfmadd231ps	-1984(%r10,%rax){1to16}, %zmm18, %zmm16 # zmm16 = (zmm18 * mem) + zmm16
	vfmadd231ps	-1920(%r10,%rax){1to16}, %zmm18, %zmm15 # zmm15 = (zmm18 * mem) + zmm15
	vfmadd231ps	-1856(%r10,%rax){1to16}, %zmm18, %zmm14 # zmm14 = (zmm18 * mem) + zmm14
	vfmadd231ps	-1408(%r10,%rax){1to16}, %zmm18, %zmm13 # zmm13 = (zmm18 * mem) + zmm13
	vfmadd231ps	-1344(%r10,%rax){1to16}, %zmm18, %zmm12 # zmm12 = (zmm18 * mem) + zmm12
	vfmadd231ps	-1280(%r10,%rax){1to16}, %zmm18, %zmm11 # zmm11 = (zmm18 * mem) + zmm11
	vfmadd231ps	-1216(%r10,%rax){1to16}, %zmm18, %zmm10 # zmm10 = (zmm18 * mem) + zmm10
	vfmadd231ps	-768(%r10,%rax){1to16}, %zmm18, %zmm9 # zmm9 = (zmm18 * mem) + zmm9
	vfmadd231ps	-704(%r10,%rax){1to16}, %zmm18, %zmm8 # zmm8 = (zmm18 * mem) + zmm8
	vfmadd231ps	-640(%r10,%rax){1to16}, %zmm18, %zmm7 # zmm7 = (zmm18 * mem) + zmm7
	vfmadd231ps	-576(%r10,%rax){1to16}, %zmm18, %zmm6 # zmm6 = (zmm18 * mem) + zmm6
	vfmadd231ps	-128(%r10,%rax){1to16}, %zmm18, %zmm5 # zmm5 = (zmm18 * mem) + zmm5
	vfmadd231ps	-64(%r10,%rax){1to16}, %zmm18, %zmm4 # zmm4 = (zmm18 * mem) + zmm4
	vfmadd231ps	(%r10,%rax){1to16}, %zmm18, %zmm3 # zmm3 = (zmm18 * mem) + zmm3
	vfmadd231ps	64(%r10,%rax){1to16}, %zmm18, %zmm2 # zmm2 = (zmm18 * mem) + zmm2
	addq	$256, %r11                      # imm = 0x100
	addq	$16, %rax
	jne	.LBB0_10
# %bb.11:                               # %"7_end_for_sum.s1.r$x.r$x"
                                        #   in Loop: Header=BB0_9 Depth=4
	incq	%rcx
	addq	$64, %r10
	addq	$1024, %r12                     # imm = 0x400
	cmpq	$3, %rcx
	jne	.LBB0_9
# %bb.12:                               # %"6_end_for_sum.s1.r$y"
                                        #   in Loop: Header=BB0_8 Depth=3
	incq	%rbp
	addq	$640, %r14                      # imm = 0x280
	addq	$3072, %rbx                     # imm = 0xC00
	cmpq	$3, %rbp
	jne	.LBB0_8
# %bb.13:                               # %"4_consume_sum"
                                        #   in Loop: Header=BB0_7 Depth=2
	orl	%esi, %r9d
	movslq	%r9d, %rax
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
	movl	$1, %r9d
	testb	$1, %r8b
	movb	$1, %r8b
	je	.LBB0_7
# %bb.14:                               # %"4_end_for_y.s0.x.xo"
                                        #   in Loop: Header=BB0_6 Depth=1
	movl	$1, %eax
	testb	$1, %dl
	movb	$1, %dl
	movq	(%rsp), %rbp                    # 8-byte Reload
	je	.LBB0_6
# %bb.15:                               # %call_destructor.exit
	movq	24(%rsp), %rdi                  # 8-byte Reload
	movq	8(%rsp), %rsi                   # 8-byte Reload
	vzeroupper
	callq	halide_free@PLT
	xorl	%eax, %eax
	addq	$40, %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	retq
.LBB0_16:                               # %"assert failed"
	movq	%r12, %rdi
	addq	$40, %rsp
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
