//===- WeightsFit.cpp - does a file of weights fit a model? -----------------------===//
//
// One walk over the file counts the faults by kind; only when there are any, one more walk for each
// kind reports them, so that nothing need be stored.
//
//===----------------------------------------------------------------------===//
#include "runtime/core/WeightsFit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

namespace {

/// Set in a tensor's flags by the walk under way: it, or its batch count, has been seen; and after
/// the first walk for those that the file lacks.
constexpr unsigned char foundFlag = 2, countedFlag = 4, missingFlag = 8;

bool contains(const rn_text &text, const char *part) {
  return memmem(text.bytes, text.length, part, strlen(part)) != nullptr;
}

/// "[64, 3, 7, 7]".
void writeShape(char *text, size_t capacity, const int64_t *shape, int64_t rank) {
  size_t used = static_cast<size_t>(snprintf(text, capacity, "["));
  for (int64_t i = 0; i < rank && used < capacity; ++i)
    used += static_cast<size_t>(snprintf(text + used, capacity - used, "%s%lld", i ? ", " : "",
                                         static_cast<long long>(shape[i])));
  if (used < capacity)
    snprintf(text + used, capacity - used, "]");
}

/// Edits that make one name of the other (Levenshtein 1966), or more than `limit`.
size_t editDistance(const char *a, size_t m, const char *b, size_t n, size_t limit) {
  uint16_t row[rnNameCapacity + 1];
  if ((m > n ? m - n : n - m) > limit || n > rnNameCapacity)
    return limit + 1;
  for (size_t j = 0; j <= n; ++j)
    row[j] = static_cast<uint16_t>(j);
  for (size_t i = 1; i <= m; ++i) {
    uint16_t diagonal = row[0], least = row[0] = static_cast<uint16_t>(i);
    for (size_t j = 1; j <= n; ++j) {
      uint16_t above = row[j];
      uint16_t best = static_cast<uint16_t>(diagonal + (a[i - 1] != b[j - 1]));
      if (above + 1 < best)
        best = static_cast<uint16_t>(above + 1);
      if (row[j - 1] + 1 < best)
        best = static_cast<uint16_t>(row[j - 1] + 1);
      diagonal = above;
      row[j] = best;
      least = best < least ? best : least;
    }
    if (least > limit)
      return limit + 1;
  }
  return row[n];
}

/// What is wrong with a tensor of the file.
enum Fault { None, Shape, Type, CountType, Twice, Unexpected, FaultCount };

/// Compares, counts and reports; the fit of one file to one model.
class Fit {
public:
  Fit(const rn_safetensors &file, const rn_wanted_list &wanted, const rn_report &report)
      : file(file), wanted(wanted), report(report) {}

  bool run() {
    bool whole = walk([&](const rn_entry &entry, Fault fault, rn_match match) {
      ++counts[fault];
      note(entry, fault, match);
    });
    int64_t faults = 0;
    for (int fault = Shape; fault < FaultCount; ++fault)
      faults += counts[fault];
    for (int64_t i = 0; i < wanted.count; ++i)
      if (!(wanted.flags[i] & foundFlag) && !wanted.at(wanted.closure, i).optional) {
        wanted.flags[i] |= missingFlag;
        ++missing;
      }
    if (whole && faults == 0 && missing == 0) {
      clearFlags(foundFlag | countedFlag | missingFlag);
      if (reshaped > 0)
        noteReshaped();
      return true;
    }
    line(RN_REPORT_TITLE, "the weights do not fit model %s:", wanted.model);
    if (!whole)
      line(RN_REPORT_FAULT, "  the file changed while it was read");
    prefixed = prefixed > 0 ? countPrefixed() : 0;
    reportMissing();
    reportGroup(Shape, "of another shape:");
    reportGroup(Type, "of a type that is not read:");
    reportGroup(CountType, "that should count batches:");
    reportGroup(Twice, "more than once in the file:");
    reportGroup(Unexpected, "that the model does not have:");
    reportHints();
    clearFlags(foundFlag | countedFlag | missingFlag);
    return false;
  }

private:
  template <typename Visit> bool walk(Visit visit) {
    struct Closure {
      Fit *fit;
      Visit *visit;
      int64_t cursor;
    } closure = {this, &visit, 0};
    clearFlags(foundFlag | countedFlag);
    return rn_safetensors_each(
        &file,
        [](void *data, const rn_entry *entry) {
          auto *closure = static_cast<Closure *>(data);
          rn_match match = rn_match_tensor(&closure->fit->wanted, &entry->name, &closure->cursor);
          (*closure->visit)(*entry, closure->fit->faultOf(*entry, match), match);
          return true;
        },
        &closure);
  }

  Fault faultOf(const rn_entry &entry, rn_match match) {
    switch (match.kind) {
    case rn_match::PassedOver:
      return None;
    case rn_match::Unknown:
      return Unexpected;
    case rn_match::BatchCount:
    case rn_match::Tensor:
      break;
    }
    unsigned char flag = match.kind == rn_match::Tensor ? foundFlag : countedFlag;
    if (wanted.flags[match.index] & flag)
      return Twice;
    wanted.flags[match.index] |= flag;
    if (match.kind == rn_match::BatchCount)
      return isBatchCount(entry) ? None : CountType;
    rn_wanted tensor = wanted.at(wanted.closure, match.index);
    if (!rn_shapes_agree(entry.shape, entry.rank, tensor.shape, tensor.rank))
      return Shape;
    return rn_is_float(entry.dtype) ? None : Type;
  }

  bool isBatchCount(const rn_entry &entry) const {
    int64_t count;
    return rn_read_batch_count(&file, &entry, &count);
  }

  template <typename Tensor> static bool isSameShape(const Tensor &a, const rn_wanted &b) {
    bool same = a.rank == b.rank;
    for (int64_t i = 0; same && i < a.rank; ++i)
      same = a.shape[i] == b.shape[i];
    return same;
  }

  void clearFlags(unsigned char flags) {
    for (int64_t i = 0; i < wanted.count; ++i)
      wanted.flags[i] &= static_cast<unsigned char>(~flags);
  }

  /// Remembers what the hints need.
  void note(const rn_entry &entry, Fault fault, rn_match match) {
    if (fault == Shape)
      noteShape(entry, wanted.at(wanted.closure, match.index));
    if (fault == None && match.kind == rn_match::Tensor)
      reshaped += !isSameShape(entry, wanted.at(wanted.closure, match.index));
    if (fault == Unexpected)
      noteName(entry.name);
  }

  void noteShape(const rn_entry &entry, const rn_wanted &tensor) {
    bool classes = entry.rank == tensor.rank && entry.rank >= 1 && entry.rank <= 2 &&
                   (entry.rank == 1 || entry.shape[1] == tensor.shape[1]);
    if (!classes || (fileClasses != 0 && fileClasses != entry.shape[0]))
      fileClasses = -1;
    else
      fileClasses = entry.shape[0];
  }

  void noteName(const rn_text &name) {
    const bool isCaffeLayer =
        rn_starts_with(name, "res") || rn_starts_with(name, "bn") || rn_starts_with(name, "scale");
    isCaffe |= isCaffeLayer && contains(name, "_branch");
    isTorchvision |=
        rn_starts_with(name, "layer") && (contains(name, ".conv") || contains(name, ".bn"));
    isTransformers |= rn_ends_with(name, ".convolution.weight");
    if (prefixed > 0) {
      size_t length = prefix.length;
      prefixed += name.length > length && memcmp(prefix.bytes, name.bytes, length) == 0 &&
                  rn_find_wanted(&wanted, name.bytes + length, name.length - length, nullptr) >= 0;
    } else if (prefixesTried++ < 64 && (prefix.length = foreignPrefix(name)) != 0) {
      memcpy(prefix.bytes, name.bytes, prefix.length);
      prefixed = 1;
    }
  }

  /// Bytes up to and including a dot after which the name is one of the model's; 0: there is none.
  size_t foreignPrefix(const rn_text &name) const {
    for (size_t i = 0; i < name.length; ++i)
      if (name.bytes[i] == '.' && i + 1 < name.length &&
          rn_find_wanted(&wanted, name.bytes + i + 1, name.length - i - 1, nullptr) >= 0)
        return i + 1;
    return 0;
  }

  /// Unexpected names that are those of missing tensors after `prefix`. What the file has besides
  /// the model's tensors, an auxiliary head or a second network, may end like them without being
  /// meant for them.
  int64_t countPrefixed() {
    int64_t count = 0;
    walk([&](const rn_entry &entry, Fault fault, rn_match) {
      if (fault != Unexpected || entry.name.length <= prefix.length ||
          memcmp(entry.name.bytes, prefix.bytes, prefix.length) != 0)
        return;
      const int64_t index = rn_find_wanted(&wanted, entry.name.bytes + prefix.length,
                                           entry.name.length - prefix.length, nullptr);
      count += index >= 0 && (wanted.flags[index] & missingFlag);
    });
    return count;
  }

  __attribute__((format(printf, 3, 4))) void line(rn_report_line kind, const char *format, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    report.line(report.closure, kind, text);
  }

  /// Names the first tensor whose dimensions of one are not the model's.
  void noteReshaped() {
    bool isFirst = true;
    walk([&](const rn_entry &entry, Fault, rn_match match) {
      if (!isFirst || match.kind != rn_match::Tensor)
        return;
      rn_wanted tensor = wanted.at(wanted.closure, match.index);
      if (isSameShape(entry, tensor))
        return;
      isFirst = false;
      char shape[256], other[256];
      writeShape(shape, sizeof shape, entry.shape, entry.rank);
      writeShape(other, sizeof other, tensor.shape, tensor.rank);
      if (reshaped == 1)
        line(RN_REPORT_NOTE, "%s %s is taken as %s", tensor.name, shape, other);
      else
        line(RN_REPORT_NOTE,
             "%lld tensors have other dimensions of one than the model, such as %s: "
             "%s is taken as %s",
             static_cast<long long>(reshaped), tensor.name, shape, other);
    });
    clearFlags(foundFlag | countedFlag);
  }

  void reportMissing() {
    if (missing == 0)
      return;
    line(RN_REPORT_TITLE, "  %lld missing:", static_cast<long long>(missing));
    for (int64_t i = 0; i < wanted.count; ++i) {
      if (!(wanted.flags[i] & missingFlag))
        continue;
      rn_wanted tensor = wanted.at(wanted.closure, i);
      char shape[128];
      writeShape(shape, sizeof shape, tensor.shape, tensor.rank);
      char other[rnShownCapacity + 64] = "";
      sameShapeHint(tensor, other, sizeof other);
      line(RN_REPORT_FAULT, "    %s %s%s", tensor.name, shape, other);
    }
  }

  /// "; the file has X of this shape", where X is an unexpected tensor: the one of the nearest name
  /// where there are several. Only where as many of this shape are missing as are unexpected, or
  /// else nobody can tell which belong together. Compares each with each, and so does nothing where
  /// there are many.
  void sameShapeHint(const rn_wanted &tensor, char *text, size_t capacity) {
    constexpr int64_t most = 512;
    if (prefixed > 0 || missing > most || counts[Unexpected] > most)
      return;
    const size_t length = strlen(tensor.name);
    char nearest[rnShownCapacity] = "";
    size_t least = rnNameCapacity;
    int64_t alike = 0, lacking = 0;
    walk([&](const rn_entry &entry, Fault fault, rn_match) {
      if (fault != Unexpected || !isSameShape(entry, tensor))
        return;
      const size_t distance =
          editDistance(entry.name.bytes, entry.name.length, tensor.name, length, rnNameCapacity);
      if (alike++ > 0 && distance >= least)
        return;
      least = distance;
      rn_show_name(entry.name.bytes, entry.name.length, nearest);
    });
    for (int64_t i = 0; i < wanted.count; ++i)
      if ((wanted.flags[i] & missingFlag) && isSameShape(wanted.at(wanted.closure, i), tensor))
        ++lacking;
    if (alike != lacking)
      return;
    if (alike == 1)
      snprintf(text, capacity, "; the file has %s of this shape", nearest);
    else if (alike > 1)
      snprintf(text, capacity, "; the file has %s and %lld more of this shape", nearest,
               static_cast<long long>(alike - 1));
  }

  void reportGroup(Fault group, const char *title) {
    if (counts[group] == 0)
      return;
    line(RN_REPORT_TITLE, "  %lld %s", static_cast<long long>(counts[group]), title);
    walk([&](const rn_entry &entry, Fault fault, rn_match match) {
      if (fault == group)
        reportFault(entry, fault, match);
    });
  }

  void reportFault(const rn_entry &entry, Fault fault, rn_match match) {
    char name[rnShownCapacity], shape[256], other[256] = "";
    rn_show_name(entry.name.bytes, entry.name.length, name);
    writeShape(shape, sizeof shape, entry.shape, entry.rank);
    switch (fault) {
    case Shape: {
      rn_wanted tensor = wanted.at(wanted.closure, match.index);
      writeShape(other, sizeof other, tensor.shape, tensor.rank);
      line(RN_REPORT_FAULT, "    %s expects %s, got %s", tensor.name, other, shape);
      break;
    }
    case Type:
      line(RN_REPORT_FAULT, "    %s expects F32, F64, F16 or BF16, got %s", name, entry.dtypeName);
      break;
    case CountType:
      if (int64_t whole;
          holdsOneValue(entry) && rn_read_whole(file.data + entry.begin, entry.dtype, &whole))
        snprintf(other, sizeof other, "%lld in ", static_cast<long long>(whole));
      else if (holdsOneValue(entry) && rn_is_float(entry.dtype))
        snprintf(other, sizeof other, "%g in ",
                 static_cast<double>(rn_read_float(file.data + entry.begin, entry.dtype, 0)));
      line(RN_REPORT_FAULT, "    %s expects one whole number, 0 or more, got %s%s %s", name, other,
           entry.dtypeName, shape);
      break;
    case Unexpected:
      nearMiss(entry.name, other, sizeof other);
      line(RN_REPORT_FAULT, "    %s %s%s", name, shape, other);
      break;
    default:
      line(RN_REPORT_FAULT, "    %s", name);
    }
  }

  static bool holdsOneValue(const rn_entry &entry) {
    return rn_shapes_agree(entry.shape, entry.rank, nullptr, 0);
  }

  /// "; did you mean X?", where X is a missing tensor of a similar name. Looked for only where few
  /// names are wrong: it compares each with each.
  void nearMiss(const rn_text &name, char *text, size_t capacity) const {
    constexpr int64_t most = 16;
    if (counts[Unexpected] > most || prefixed > 0)
      return;
    size_t limit = name.length / 4;
    const char *best = nullptr;
    for (int64_t i = 0; i < wanted.count; ++i) {
      rn_wanted tensor = wanted.at(wanted.closure, i);
      if (!(wanted.flags[i] & missingFlag))
        continue;
      size_t distance =
          editDistance(name.bytes, name.length, tensor.name, strlen(tensor.name), limit);
      if (distance <= limit) {
        best = tensor.name;
        limit = distance - (distance > 0);
      }
    }
    if (best)
      snprintf(text, capacity, "; did you mean %.200s?", best);
  }

  void reportHints() {
    if (prefixed > 0)
      return hintPrefix();
    if (missing > 0 && isCaffe)
      return line(RN_REPORT_HINT, "  hint: the file has the names of the original Caffe release "
                                  "(res2a_branch2a); say `names caffe` in the model");
    if (missing > 0 && isTorchvision)
      return line(RN_REPORT_HINT,
                  "  hint: the file has torchvision's names (layer1.0.conv1); check "
                  "that the depth is the model's, and that it says `names "
                  "torchvision`");
    if (missing > 0 && isTransformers)
      return line(RN_REPORT_HINT,
                  "  hint: the file has the names of the transformers library; take "
                  "weights from torchvision or timm");
    if (missing == 0 && counts[Unexpected] == 0 && counts[Shape] > 0 && fileClasses > 0)
      return line(RN_REPORT_HINT,
                  "  hint: to go on with the last layer of the file, which is for %lld classes, "
                  "compile the model with -D classes=%lld; to train a new one, give the file "
                  "new tensors of the model's shapes in its place",
                  static_cast<long long>(fileClasses), static_cast<long long>(fileClasses));
    if (missing == 0 && counts[Unexpected] > 0 && counts[Shape] == 0)
      line(RN_REPORT_HINT, "  hint: the file has every tensor of the model; it will fit when it is "
                           "saved without those that the model does not have");
  }

  void hintPrefix() {
    char shown[rnShownCapacity];
    rn_show_name(prefix.bytes, prefix.length, shown);
    auto is = [&](const char *text) {
      return prefix.length == strlen(text) && memcmp(prefix.bytes, text, prefix.length) == 0;
    };
    const char *why = is("module.")       ? " (torch.nn.DataParallel adds it)"
                      : is("_orig_mod.")  ? " (torch.compile adds it)"
                      : is("state_dict.") ? " (the file is a whole training checkpoint)"
                                          : "";
    line(RN_REPORT_HINT,
         "  hint: %lld of these names fit without their prefix %s%s; save the file "
         "without it",
         static_cast<long long>(prefixed), shown, why);
  }

  const rn_safetensors &file;
  const rn_wanted_list &wanted;
  const rn_report &report;
  int64_t counts[FaultCount] = {}, missing = 0;
  int64_t reshaped = 0; ///< tensors of the file whose dimensions of one are not the model's
  int64_t prefixesTried = 0;
  /// Unexpected names that would fit without `prefix`; in the report only those whose name without
  /// it the file lacks.
  int64_t prefixed = 0;
  /// The extent by which all wrong shapes differ; -1: they differ otherwise.
  int64_t fileClasses = 0;
  rn_text prefix = {};
  bool isCaffe = false, isTorchvision = false, isTransformers = false;
};

} // namespace

extern "C" {

bool rn_weights_fit(const rn_safetensors *file, const rn_wanted_list *wanted,
                    const rn_report *report) {
  return Fit(*file, *wanted, *report).run();
}

} // extern "C"
