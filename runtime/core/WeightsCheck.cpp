//===- WeightsCheck.cpp - values that no trained model has ------------------------===//
//
// See WeightsCheck.h.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/WeightsCheck.h"

#include <stdio.h>
#include <string.h>

extern "C" {

void rn_add_wrong(rn_wrong_tensors *tensors, const char *name, size_t length,
                  const rn_wrong_values *values, int64_t elements) {
  if (values->notFinite == 0 && values->negative == 0)
    return;
  constexpr size_t rest = sizeof ", ...";
  size_t used = strlen(tensors->text);
  const bool isFirst = tensors->count++ == 0;
  char shown[rnShownCapacity], line[rnShownCapacity + 128];
  rn_show_name(name, length, shown);
  int size = snprintf(line, sizeof line, "%s%s (", isFirst ? "" : ", ", shown);
  if (values->notFinite)
    size +=
        snprintf(line + size, sizeof line - static_cast<size_t>(size), "%lld of %lld not finite",
                 static_cast<long long>(values->notFinite), static_cast<long long>(elements));
  if (values->negative)
    size += snprintf(line + size, sizeof line - static_cast<size_t>(size), "%s%lld of %lld below 0",
                     values->notFinite ? ", " : "", static_cast<long long>(values->negative),
                     static_cast<long long>(elements));
  snprintf(line + size, sizeof line - static_cast<size_t>(size), ")");
  const size_t wanted = strlen(line);
  if (used >= 3 && strcmp(tensors->text + used - 3, "...") == 0)
    return; // the list has been closed already
  if (used + wanted + rest <= sizeof tensors->text)
    memcpy(tensors->text + used, line, wanted + 1);
  else
    memcpy(tensors->text + used, isFirst ? "..." : ", ...", isFirst ? 4 : rest);
}

void rn_check_file(const rn_safetensors *file, const rn_wanted_list *wanted,
                   rn_wrong_tensors *tensors) {
  struct Closure {
    const rn_safetensors *file;
    const rn_wanted_list *wanted;
    rn_wrong_tensors *tensors;
    int64_t cursor;
  } closure = {file, wanted, tensors, 0};
  rn_safetensors_each(
      file,
      [](void *data, const rn_entry *entry) {
        auto *closure = static_cast<Closure *>(data);
        const rn_text &name = entry->name;
        rn_match match = rn_match_tensor(closure->wanted, &name, &closure->cursor);
        if (match.kind != rn_match::Tensor || !rn_is_float(entry->dtype))
          return true;
        const rn_wanted_list &wanted = *closure->wanted;
        const bool isVariance = wanted.at(wanted.closure, match.index).isVariance;
        rn_wrong_values values = {};
        int64_t elements = 1;
        for (int64_t i = 0; i < entry->rank; ++i)
          elements *= entry->shape[i];
        for (int64_t i = 0; i < elements; ++i)
          rn_judge_value(&values,
                         rn_read_float(closure->file->data + entry->begin, entry->dtype, i),
                         isVariance);
        rn_add_wrong(closure->tensors, name.bytes, name.length, &values, elements);
        return true;
      },
      &closure);
}

} // extern "C"
