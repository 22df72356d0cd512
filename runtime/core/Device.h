//===- Device.h - a machine beside the processor, as the core sees it --------------===//
//
// Kernels of a variant with a device work on that device's memory; the host functions that launch them
// are the processor's. The core knows of a device what this table has, and reaches it through the
// variant alone: a library without such a variant holds none of the code behind it.
//
// A state's variables stay in the caller's memory, where they are set and read, and where contexts on the
// processor use them. Contexts on a device share one copy of them there, in the layout of that device's
// kernels; flags of the state say which of the two is the newer.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/core/Abi.h"

#include <resnetc/resnetc.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

/// What a device has of a state. Changed under the state's lock.
struct rn_device_copy {
  const rn_variant *variant; ///< how variables lie there; of the latest copy, if there is none
  uint64_t data;             ///< address in the device's memory; 0: there is no copy
  int32_t ordinal;           ///< of the device
  int32_t contexts;          ///< on the device that are bound to the state
  std::atomic<uint32_t> hostNewer;   ///< 1: to be uploaded before the next call
  std::atomic<uint32_t> deviceNewer; ///< 1: to be downloaded before the state is read or set
  std::atomic<uint32_t> stale; ///< 1 when derived tensors there do not follow from the weights
};

/// What the compiled functions of a context need of a device at most.
struct rn_device_needs {
  int64_t arena, scratch; ///< bytes
};

/// The functions of a kind of device. Where they fail, last_error has the text, which begins with
/// `call`, the user's word for what is going on.
struct rn_device {
  const char *name;     ///< resnetc_model_info.device
  int64_t contextBytes; ///< of the host's memory that each context has for it, behind the struct

  /// Whether device number `ordinal` can run the variant, or any for -1; else false with what is missing in
  /// `why`.
  bool (*fits)(const rn_variant *variant, int32_t ordinal, char *why, size_t capacity);

  /// Makes the device's side of a context whose other members are set, binds its state, and points
  /// context->arena to the device's memory.
  resnetc_status (*open)(resnetc_context *context, const rn_device_needs *needs,
                         const resnetc_options *options);
  /// Ends it; the state gets back what training has changed.
  void (*close)(resnetc_context *context);

  /// Gives a state a copy on the context's device, unless it has one, and counts the context.
  resnetc_status (*bind)(resnetc_context *context, resnetc_state *state, const char *call);
  /// The opposite; with the last context the state gets back what training has changed, and the copy
  /// ends. If that fails, the state's tensors count as never set.
  resnetc_status (*unbind)(resnetc_context *context, resnetc_state *state, const char *call);
  /// Makes the host's variables current.
  resnetc_status (*download)(resnetc_state *state, const char *call);

  /// Starts a compiled function on the caller's memory.
  resnetc_status (*run)(resnetc_context *context, resnetc_function function, const char *call,
                        void *const *memory, int64_t batch);
  /// Starts to bring the input of a later call to the device, beside what runs there. Null: drops those that
  /// no call has taken.
  resnetc_status (*prefetch)(resnetc_context *context, const void *input, int64_t batch);
  /// Waits for all that was started, unless it was on the device's own memory and has changed no
  /// variable: the caller then waits for the stream.
  resnetc_status (*finish)(resnetc_context *context, const char *call);

  /// Reads from the context's arena.
  resnetc_status (*read)(const resnetc_context *context, int64_t offset, void *to, int64_t bytes,
                         const char *call);
};
