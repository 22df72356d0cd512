/*===- DigitsData.S - the shipped digits as read-only data --------------------------===
 *
 * The assembler takes the files in as they are; the build passes their folder as an include path.
 *
 *===----------------------------------------------------------------------===*/
	.section .rodata
	.macro embed name, file
	.globl resnetc_digits_\name
	.globl resnetc_digits_\name\()_end
	.hidden resnetc_digits_\name
	.hidden resnetc_digits_\name\()_end
resnetc_digits_\name:
	.incbin "\file"
resnetc_digits_\name\()_end:
	.endm
	embed train_images, train-images.idx3-ubyte
	embed train_labels, train-labels.idx1-ubyte
	embed test_images, test-images.idx3-ubyte
	embed test_labels, test-labels.idx1-ubyte
	.section .note.GNU-stack, "", @progbits
