/*===- Embedded.S - files that the compiler carries inside itself ---------------------===
 *
 * The runtime's object code and the template of a model's header, so that resnetc needs no file beside it.
 * The paths come from the build.
 *
 *===----------------------------------------------------------------------===*/
  .macro embed name, path
  .balign 16
  .globl \name
  .hidden \name
\name:
  .incbin "\path"
  .globl \name\()_end
  .hidden \name\()_end
\name\()_end:
  .endm

  .section .rodata.resnetc_embedded, "a", @progbits
  embed resnetc_runtime_object, RESNETC_RUNTIME_OBJECT
  embed resnetc_cuda_object, RESNETC_CUDA_OBJECT
  embed resnetc_model_header, RESNETC_MODEL_HEADER
  embed resnetc_model_calls_f32, RESNETC_MODEL_CALLS_F32
  embed resnetc_model_calls_u8, RESNETC_MODEL_CALLS_U8
  .section .note.GNU-stack, "", @progbits
