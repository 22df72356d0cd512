//===- Watch.cpp - who looks at a call while it runs --------------------------------===//
//
// See Watch.h. A launch lasts from the boundary before it to the next one; what the hook itself takes
// lies between two launches and belongs to neither.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/Watch.h"
#include "runtime/core/Runtime.h"

#include <string.h>
#include <time.h>

namespace {

int64_t now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

uint32_t armed(const rn_call_watch *watch) {
  return __atomic_load_n(&watch->asWatch.armed, __ATOMIC_RELAXED);
}

/// Ends the launch that runs, if one does, and tells the hook of it.
int32_t tell(rn_call_watch *watch) {
  if (watch->current < 0)
    return 0;
  int32_t waited = watch->wait ? watch->wait(watch->device) : 0;
  const int64_t end = now();
  if (waited != 0)
    return waited;
  const rn_function *function = watch->function;
  const char *texts = watch->variant->texts;
  resnetc_launch_event event = {};
  event.struct_size = sizeof event;
  event.function = watch->name;
  event.index = watch->current;
  event.count = function->launchCount;
  event.batch = watch->batch;
  event.layer = event.kernel = "";
  if (watch->current < function->launchCount) {
    const rn_launch &launch = function->launches[watch->current];
    event.layer = texts + launch.layer;
    event.kernel = texts + watch->variant->kernels[launch.kernel].spec;
  }
  event.start_ns = watch->start;
  event.end_ns = end;
  watch->current = -1;
  return rn_call_launch_hook(watch->hook, watch->hookData, &event) ? 0 : rnHookThrew;
}

/// rn_watch::next of a context.
int32_t next(rn_watch *asWatch, int64_t launch) {
  auto *watch = reinterpret_cast<rn_call_watch *>(asWatch);
  if (watch->hook) {
    int32_t result = tell(watch);
    if (result != 0)
      return result;
  }
  if (!watch->runsToItsEnd && rn_watch_is_cancelled(watch))
    return rnCallCancelled;
  if (watch->hook) {
    watch->current = launch;
    watch->start = now();
  }
  return 0;
}

/// The function that a user calls by that word, for a batch; null when there is none.
const rn_function *functionNamed(const rn_variant *variant, const char *name, int64_t batch) {
  if (strcmp(name, "prepare") == 0)
    return &variant->prepare;
  if (strcmp(name, "infer") == 0)
    return rn_function_of(variant, RESNETC_INFER, batch);
  if (strcmp(name, "grad") == 0)
    return rn_function_of(variant, RESNETC_GRAD, batch);
  if (strcmp(name, "update") == 0)
    return &variant->update;
  return nullptr;
}

bool isFunctionName(const char *name) {
  for (const char *each : {"prepare", "infer", "grad", "update"})
    if (strcmp(name, each) == 0)
      return true;
  return false;
}

/// For all groups of a batch together.
void describe(const rn_variant *variant, const rn_function &function, const rn_launch &launch,
              int64_t batch, resnetc_launch_info *info) {
  const rn_kernel_facts &kernel = variant->kernels[launch.kernel];
  const int64_t size = rn_group_size(&function, batch), groups = (batch + size - 1) / size;
  const int64_t n = launch.n > 0 ? launch.n * groups : batch;
  info->layer = variant->texts + launch.layer;
  info->kernel = variant->texts + kernel.spec;
  info->algorithm = variant->texts + kernel.algorithm;
  info->schedule = variant->texts + kernel.schedule;
  info->flops = kernel.flopsPerImage * n;
  info->bytes_read = kernel.readFixed * groups + kernel.readPerImage * n;
  info->bytes_written = kernel.writtenFixed * groups + kernel.writtenPerImage * n;
}

/// Which launch somebody asks about, and by which function of the table.
struct Question {
  const char *call, *function;
  int64_t batch, index;
};

resnetc_status checkQuestion(const char *call, const char *function, int64_t batch,
                             const resnetc_launch_info *info) {
  if (info->struct_size < sizeof(uint32_t))
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: set struct_size to sizeof(resnetc_launch_info)",
                   call);
  if (!isFunctionName(function))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "%s: no function '%.64s'; there are prepare, infer, grad and update", call,
                   function);
  return rn_check_batch(call, batch, INT32_MAX);
}

resnetc_status tellLaunch(const rn_variant *variant, const Question &asked,
                          resnetc_launch_info *info) {
  const rn_function *found = functionNamed(variant, asked.function, asked.batch);
  if (!found || !found->entry)
    return rn_fail(RESNETC_ERROR_MODE, "%s: the library was compiled without %s", asked.call,
                   asked.function);
  if (asked.index < 0 || asked.index >= found->launchCount)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "%s: index %lld is outside [0, %lld)", asked.call,
                   static_cast<long long>(asked.index), static_cast<long long>(found->launchCount));
  resnetc_launch_info full = {};
  full.struct_size = info->struct_size;
  describe(variant, *found, found->launches[asked.index], asked.batch, &full);
  memcpy(info, &full, info->struct_size < sizeof full ? info->struct_size : sizeof full);
  return RESNETC_OK;
}

} // namespace

extern "C" {

rn_watch rn_no_watch = {0, nullptr};

void rn_watch_open(rn_call_watch *watch) {
  *watch = {};
  watch->asWatch.next = next;
  watch->current = -1;
}

void rn_watch_begin(rn_call_watch *watch, const rn_variant *variant, const rn_function *function,
                    const char *name, int64_t batch, bool runsToItsEnd) {
  watch->variant = variant;
  watch->function = function;
  watch->name = name;
  watch->batch = batch;
  watch->runsToItsEnd = runsToItsEnd;
  watch->current = -1;
}

int32_t rn_watch_end(rn_call_watch *watch, int32_t result) {
  return watch->hook && result == 0 ? tell(watch) : result;
}

void rn_watch_restart(rn_call_watch *watch) {
  __atomic_fetch_and(&watch->asWatch.armed, ~static_cast<uint32_t>(rnCancelled), __ATOMIC_RELAXED);
}

bool rn_watch_is_cancelled(const rn_call_watch *watch) { return armed(watch) & rnCancelled; }

void rn_watch_cancel(rn_call_watch *watch) {
  __atomic_fetch_or(&watch->asWatch.armed, static_cast<uint32_t>(rnCancelled), __ATOMIC_RELAXED);
}

void rn_watch_set_hook(rn_call_watch *watch, resnetc_launch_hook hook, void *data) {
  watch->hook = hook;
  watch->hookData = data;
  if (hook)
    __atomic_fetch_or(&watch->asWatch.armed, static_cast<uint32_t>(rnHooked), __ATOMIC_RELAXED);
  else
    __atomic_fetch_and(&watch->asWatch.armed, ~static_cast<uint32_t>(rnHooked), __ATOMIC_RELAXED);
}

resnetc_status rn_rt_launch(const resnetc_api *api, const char *function, int64_t batch,
                            int64_t index, resnetc_launch_info *info) {
  constexpr const char *call = "launch";
  if (!api || !api->model || !function || !info)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "launch: api, function and info must not be null");
  resnetc_status status = checkQuestion(call, function, batch, info);
  if (status != RESNETC_OK)
    return status;
  const rn_variant *variant =
      rn_choose_variant(static_cast<const rn_model *>(api->model), &rnAnyPlace, call, &status);
  return variant ? tellLaunch(variant, {call, function, batch, index}, info) : status;
}

resnetc_status rn_rt_context_launch(const resnetc_context *context, const char *function,
                                    int64_t batch, int64_t index, resnetc_launch_info *info) {
  constexpr const char *call = "context_launch";
  if (!rn_is_context(context))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "context_launch: the context is null, destroyed or was never initialised");
  if (!function || !info)
    return rn_fail(RESNETC_ERROR_ARGUMENT, "context_launch: function and info must not be null");
  resnetc_status status = checkQuestion(call, function, batch, info);
  return status == RESNETC_OK ? tellLaunch(context->variant, {call, function, batch, index}, info)
                              : status;
}

resnetc_status rn_rt_context_hook(resnetc_context *context, resnetc_launch_hook hook,
                                  void *user_data) {
  if (!rn_is_context(context))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "context_hook: the context is null, destroyed or was never initialised");
  if (context->busy.exchange(1, std::memory_order_acquire))
    return rn_fail(RESNETC_ERROR_ARGUMENT, "context_hook: a call of the context is running");
  rn_watch_set_hook(&context->watch, hook, user_data);
  context->busy.store(0, std::memory_order_release);
  return RESNETC_OK;
}

resnetc_status rn_rt_cancel(resnetc_context *context) {
  if (!rn_is_context(context))
    return rn_fail(RESNETC_ERROR_ARGUMENT,
                   "cancel: the context is null, destroyed or was never initialised");
  rn_watch_cancel(&context->watch);
  return RESNETC_OK;
}

} // extern "C"
