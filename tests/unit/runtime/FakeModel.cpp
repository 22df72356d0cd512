//===- FakeModel.cpp - a hand-written model for tests of the runtime and its tools ---===//
//
// See FakeModel.h. All sums run serially in double, so results do not depend on threads.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/runtime/FakeModel.h"

#include "runtime/core/Runtime.h"

#include <atomic>
#include <cmath>
#include <cstring>
#include <utility>

namespace fake {

int failNextInfer = 0, fewInfers = 0;
std::atomic<int64_t> lastKey = -1;

namespace {

constexpr int64_t Lanes = 16; // classes are stored in blocks of 16
constexpr int64_t VectorBytes = 64, MatrixBytes = Pixels * Lanes * 4;

/// Byte offsets of the variables; the same distances serve the momenta.
enum Offset : int64_t {
  BnWeight = 0,
  BnBias = BnWeight + VectorBytes,
  FcWeight = BnBias + VectorBytes,
  FcBias = FcWeight + MatrixBytes,
  Trainable = FcBias + VectorBytes,
  RunningMean = 2 * Trainable,
  RunningVar = RunningMean + VectorBytes,
  FoldedWeight = RunningVar + VectorBytes,
  FoldedBias = FoldedWeight + MatrixBytes,
  StateBytes = FoldedBias + VectorBytes,
};

/// Byte offsets in the arena of what grad leaves: the gradients, laid out as the trainable variables
/// are, then the observations of the running statistics.
enum ArenaOffset : int64_t {
  ObservedMean = Trainable,
  ObservedVar = ObservedMean + VectorBytes,
  LeftBytes = ObservedVar + VectorBytes,
};
constexpr int64_t bucketEnds[] = {FcWeight, Trainable};

constexpr rn_binding input = {"input", RN_BINDING_INPUT, 0, RN_ELEMENT_F32, 1, 3, {1, 8, 8, 1}};
constexpr rn_binding labels = {"labels", RN_BINDING_LABELS, 0, RN_ELEMENT_I64, 1, 0, {1, 1, 1, 1}};
constexpr rn_binding key = {"key", RN_BINDING_KEY, 0, RN_ELEMENT_I64, 0, 1, {1, 1, 1, 1}};
constexpr rn_binding hyper = {"hyper", RN_BINDING_HYPER, 0, RN_ELEMENT_F32, 0, 1, {4, 1, 1, 1}};
constexpr rn_binding logits = {"output", RN_BINDING_OUTPUT, 1, RN_ELEMENT_F32, 1,
                               1,        {Classes, 1, 1, 1}};
constexpr rn_binding loss = {"output", RN_BINDING_OUTPUT, 1, RN_ELEMENT_F32, 0, 1, {2, 1, 1, 1}};
enum { InferInput, InferOutput };
constexpr rn_binding inferBindings[] = {input, logits};
enum { GradInput, GradLabels, GradKey, GradOutput };
constexpr rn_binding gradBindings[] = {input, labels, key, loss};
enum { UpdateHyper };
constexpr rn_binding updateBindings[] = {hyper};

float *at(char *base, int64_t offset) { return reinterpret_cast<float *>(base + offset); }

/// What compiled functions do before each launch.
int32_t before(const rn_frame *frame, int64_t launch) {
  rn_watch *watch = frame->watch;
  return __atomic_load_n(&watch->armed, __ATOMIC_RELAXED) ? watch->next(watch, launch) : 0;
}

/// The caller's memory under a function's binding.
template <typename T> T *bound(const rn_frame *frame, int index) {
  return static_cast<T *>(frame->bindings[index]);
}

int32_t prepare(const rn_frame *frame) {
  if (int32_t status = before(frame, 0))
    return status;
  float *weight = at(frame->state, FcWeight), *folded = at(frame->state, FoldedWeight);
  float scale = *at(frame->state, BnWeight) /
                std::sqrt(*at(frame->state, RunningVar) + static_cast<float>(Eps));
  float shift = *at(frame->state, BnBias) - *at(frame->state, RunningMean) * scale;
  for (int64_t k = 0; k < Lanes; ++k) {
    double sum = 0;
    for (int64_t p = 0; p < Pixels; ++p) {
      folded[p * Lanes + k] = weight[p * Lanes + k] * scale;
      sum += weight[p * Lanes + k];
    }
    at(frame->state, FoldedBias)[k] = at(frame->state, FcBias)[k] + static_cast<float>(sum) * shift;
  }
  return 0;
}

constexpr int64_t InferScratch = RN_SCRATCH_BLOCK(Pixels * sizeof(float));

/// Reads the image from scratch, as kernels do.
int inferImage(void *lane, int image, uint8_t *closure) {
  auto *frame = reinterpret_cast<const rn_frame *>(closure);
  auto *x = static_cast<float *>(halide_malloc(lane, Pixels * sizeof(float)));
  if (!x)
    return halide_error_out_of_memory(lane);
  std::memcpy(x, bound<const float>(frame, InferInput) + image * Pixels, Pixels * sizeof(float));
  const float *weight = at(frame->state, FoldedWeight), *bias = at(frame->state, FoldedBias);
  for (int64_t k = 0; k < Classes; ++k) {
    double sum = bias[k];
    for (int64_t p = 0; p < Pixels; ++p)
      sum += static_cast<double>(x[p]) * weight[p * Lanes + k];
    bound<float>(frame, InferOutput)[image * Classes + k] = static_cast<float>(sum);
  }
  halide_free(lane, x);
  return 0;
}

/// Two launches, of which the first has nothing to do.
int32_t infer(const rn_frame *frame) {
  if (int32_t status = before(frame, 0))
    return status;
  if (failNextInfer) {
    halide_error(frame->userContext, "asked to fail");
    return std::exchange(failNextInfer, 0);
  }
  if (int32_t status = before(frame, 1))
    return status;
  return halide_do_par_for(frame->userContext, inferImage, 0, static_cast<int>(frame->batch),
                           reinterpret_cast<uint8_t *>(const_cast<rn_frame *>(frame)));
}

struct Statistics {
  double mean, variance;
};

Statistics statistics(const rn_frame *frame) {
  int64_t count = frame->batch * Pixels;
  const auto *x = bound<const float>(frame, GradInput);
  double sum = 0, squares = 0;
  for (int64_t i = 0; i < count; ++i)
    sum += x[i];
  for (int64_t i = 0; i < count; ++i)
    squares += (x[i] - sum / count) * (x[i] - sum / count);
  return {sum / count, squares / count};
}

/// What a copy for a few images does beside, that tests can tell it from the other.
int32_t inferFew(const rn_frame *frame) {
  ++fewInfers;
  std::memset(frame->arena, 1, static_cast<size_t>(64 + FewBytes * frame->batch));
  return infer(frame);
}

/// Forward with batch statistics and backward.
int32_t grad(const rn_frame *frame) {
  if (int32_t status = before(frame, 0))
    return status;
  lastKey = *bound<const int64_t>(frame, GradKey);
  std::memset(frame->arena, 0, Trainable);
  const Statistics s = statistics(frame);
  if (int32_t status = before(frame, 1))
    return status;
  const double inverse = 1 / std::sqrt(s.variance + Eps);
  const double gamma = *at(frame->state, BnWeight), beta = *at(frame->state, BnBias);
  const float *weight = at(frame->state, FcWeight), *bias = at(frame->state, FcBias);
  float *gradWeight = at(frame->arena, FcWeight), *gradBias = at(frame->arena, FcBias);
  const auto *labels = bound<const int64_t>(frame, GradLabels);
  double loss = 0, gradGamma = 0, gradBeta = 0;
  int right = 0;
  for (int64_t n = 0; n < frame->batch; ++n) {
    const float *x = bound<const float>(frame, GradInput) + n * Pixels;
    double logits[Classes], top = -1e30, total = 0;
    int best = 0;
    for (int k = 0; k < Classes; ++k) {
      logits[k] = bias[k];
      for (int64_t p = 0; p < Pixels; ++p)
        logits[k] += (gamma * (x[p] - s.mean) * inverse + beta) * weight[p * Lanes + k];
      if (logits[k] > top) {
        top = logits[k];
        best = k;
      }
    }
    for (double logit : logits)
      total += std::exp(logit - top);
    loss += std::log(total) + top - logits[labels[n]];
    right += best == labels[n];
    for (int k = 0; k < Classes; ++k) {
      double g = (std::exp(logits[k] - top) / total - (k == labels[n])) / frame->batch;
      gradBias[k] += static_cast<float>(g);
      for (int64_t p = 0; p < Pixels; ++p) {
        double normalised = (x[p] - s.mean) * inverse;
        gradWeight[p * Lanes + k] += static_cast<float>(g * (gamma * normalised + beta));
        gradGamma += g * weight[p * Lanes + k] * normalised;
        gradBeta += g * weight[p * Lanes + k];
      }
    }
  }
  *at(frame->arena, BnWeight) = static_cast<float>(gradGamma);
  *at(frame->arena, BnBias) = static_cast<float>(gradBeta);
  const double count = static_cast<double>(frame->batch * Pixels);
  *at(frame->arena, ObservedMean) = static_cast<float>(s.mean);
  *at(frame->arena, ObservedVar) = static_cast<float>(s.variance * count / (count - 1));
  bound<float>(frame, GradOutput)[0] = static_cast<float>(loss / frame->batch);
  bound<float>(frame, GradOutput)[1] = static_cast<float>(right);
  return 0;
}

int32_t update(const rn_frame *frame) {
  auto blend = [](float *old, double now) {
    *old = static_cast<float>((1 - StatisticsMomentum) * *old + StatisticsMomentum * now);
  };
  if (int32_t status = before(frame, 0))
    return status;
  blend(at(frame->state, RunningMean), *at(frame->arena, ObservedMean));
  blend(at(frame->state, RunningVar), *at(frame->arena, ObservedVar));
  if (int32_t status = before(frame, 1))
    return status;
  const auto *hyper = bound<const float>(frame, UpdateHyper);
  const float lr = hyper[0], momentum = hyper[1], decay = hyper[2];
  for (int64_t i = 0; i < Trainable / 4; ++i) {
    float &w = at(frame->state, 0)[i], &v = at(frame->state, Trainable)[i];
    float g = at(frame->arena, 0)[i] + decay * w;
    v = momentum * v + g;
    w -= lr * (hyper[3] != 0 ? g + momentum * v : v);
  }
  return 0;
}

constexpr int32_t isLearned(int32_t role) { return role <= RN_ROLE_BN_BIAS; }

constexpr rn_tensor scalar(const char *name, int32_t role, int64_t offset, int64_t gradient) {
  float initial = role == RN_ROLE_BN_WEIGHT || role == RN_ROLE_RUNNING_VAR ? 1 : 0;
  return {name,    role, 1, {1, 1, 1, 1},    {1, 1, 1, 1},  1, 1, offset, gradient,
          initial, 0,    0, isLearned(role), RN_ELEMENT_F32};
}
constexpr rn_tensor classes(const char *name, int32_t role, int64_t offset, int64_t gradient) {
  return {name, role, 1, {Classes, 1, 1, 1}, {Classes, 1, 1, 1}, Lanes, 1, offset, gradient,
          0,    0,    0, isLearned(role),    RN_ELEMENT_F32};
}
constexpr rn_tensor matrix(const char *name, int32_t role, int64_t offset, int64_t gradient) {
  return {name, role, 2, {Classes, Pixels, 1, 1}, {Classes, 1, 8, 8}, Lanes, 1, offset, gradient,
          0,    0,    0, isLearned(role),         RN_ELEMENT_F32};
}

constexpr rn_tensor tensors[] = {
    scalar("bn.weight", RN_ROLE_BN_WEIGHT, BnWeight, BnWeight),
    scalar("bn.bias", RN_ROLE_BN_BIAS, BnBias, BnBias),
    scalar("bn.running_mean", RN_ROLE_RUNNING_MEAN, RunningMean, -1),
    scalar("bn.running_var", RN_ROLE_RUNNING_VAR, RunningVar, -1),
    matrix("fc.weight", RN_ROLE_LINEAR_WEIGHT, FcWeight, FcWeight),
    classes("fc.bias", RN_ROLE_BIAS, FcBias, FcBias),
    scalar("momentum.bn.weight", RN_ROLE_MOMENTUM, Trainable + BnWeight, -1),
    scalar("momentum.bn.bias", RN_ROLE_MOMENTUM, Trainable + BnBias, -1),
    matrix("momentum.fc.weight", RN_ROLE_MOMENTUM, Trainable + FcWeight, -1),
    classes("momentum.fc.bias", RN_ROLE_MOMENTUM, Trainable + FcBias, -1),
    matrix("folded.weight", RN_ROLE_DERIVED, FoldedWeight, -1),
    classes("folded.bias", RN_ROLE_DERIVED, FoldedBias, -1),
};
constexpr int64_t tensorCount = sizeof tensors / sizeof tensors[0];

constexpr const char *recipe =
    R"({"name":"digits","data":"digits","eval":"","augment":[{"kind":"shift","low":1,"high":1}],)"
    R"("loss":"softmax_cross_entropy","init":"he_normal","fan":"fan_in","optimizer":"sgd","lr":0.1,)"
    R"("momentum":0.9,"weight_decay":0.0001,"nesterov":false,"schedule":{"kind":"step","factor":10,)"
    R"("milestones":[3],"patience":5,"warmup_epochs":0,"warmup_from":0},"batch":64,"epochs":4,)"
    R"("seed":1})";

/// Offsets into the texts, of what the launches are called and do.
constexpr char texts[] =
    "\0bn\0fc\0statistics c=1\0linear k=10\0fold\0sgd\0pass\0matrix product\0loops";
enum Text : uint32_t {
  Bn = 1,
  Fc = Bn + 3,
  StatisticsText = Fc + 3,
  LinearText = StatisticsText + 15,
  FoldText = LinearText + 12,
  SgdText = FoldText + 5,
  Pass = SgdText + 4,
  Product = Pass + 5,
  Loops = Product + 15
};
enum Kernel : uint32_t { StatisticsKernel, LinearKernel, FoldKernel, SgdKernel };
constexpr rn_kernel_facts kernels[] = {
    {StatisticsText, Pass, Loops, 0, 0, 0, Pixels * 4, 8, 0},
    {LinearText, Product, Loops, 0, 2 * Pixels *Classes, MatrixBytes, Pixels * 4, 0, Classes * 4},
    {FoldText, Pass, Loops, 0, 0, MatrixBytes, 0, MatrixBytes, 0},
    {SgdText, Pass, Loops, 0, 0, 0, 12, 0, 8}};
constexpr rn_launch prepareLaunches[] = {{Fc, FoldKernel, 0}};
constexpr rn_launch inferLaunches[] = {{Bn, StatisticsKernel, 0}, {Fc, LinearKernel, 0}};
constexpr rn_launch gradLaunches[] = {{Bn, StatisticsKernel, 0}, {Fc, LinearKernel, 0}};
constexpr rn_launch updateLaunches[] = {{Bn, StatisticsKernel, 1}, {Fc, SgdKernel, Trainable / 4}};

constexpr int64_t any = INT64_MAX;
constexpr rn_function inferCopies[] = {{infer, any, 64, 0, /*maxBatch=*/1 << 20,
                                        /*scratchBytes=*/InferScratch, 2, inferBindings, 2,
                                        inferLaunches}};
constexpr rn_function specializedCopies[] = {
    {inferFew, 4, 64, FewBytes, 0, InferScratch, 2, inferBindings, 2, inferLaunches},
    inferCopies[0]};
constexpr rn_function groupedCopies[] = {{inferFew, any, 64, FewBytes, /*maxBatch=*/GroupImages,
                                          InferScratch, 2, inferBindings, 2, inferLaunches,
                                          /*imagesAtOnce=*/GroupImages}};
constexpr rn_function gradCopies[] = {
    {grad, any, LeftBytes, 128, 0, 0, 4, gradBindings, 2, gradLaunches}};

rn_variant variantOf(const char *isa, const char *features, bool training) {
  return {
      isa,
      features,
      nullptr,
      0,
      nullptr,
      0,
      StateBytes,
      tensorCount,
      tensors,
      {prepare, any, 0, 0, 0, 0, 0, nullptr, 1, prepareLaunches},
      {training ? update : nullptr, any, LeftBytes, 0, 0, 0, 1, updateBindings, 2, updateLaunches},
      1,
      inferCopies,
      training ? 1 : 0,
      gradCopies,
      training ? 2 : 0,
      bucketEnds,
      kernels,
      texts};
}

rn_model modelOf(const rn_variant *variants, int count, const char *mode) {
  return {RN_ABI_VERSION,
          count,
          variants,
          "fake",
          mode,
          "f32",
          std::strcmp(mode, "train") == 0 ? recipe : nullptr,
          {1, 8, 8},
          1,
          {Classes, 1, 1},
          Pixels * Classes,
          nullptr,
          0,
          nullptr,
          nullptr,
          0xfa4e0,
          "resnetc 0.1.0, by hand"};
}

} // namespace

const rn_model &model() {
  static const rn_variant variants[] = {variantOf("future", "avx2 not_yet_invented", true),
                                        variantOf("plain", "", true)};
  static const rn_model table = modelOf(variants, 2, "train");
  return table;
}

const rn_model &onePixelModel() {
  static const rn_model table = [] {
    rn_model copy = model();
    copy.onePixelNorm = "bn";
    return copy;
  }();
  return table;
}

const rn_model &otherNetwork() {
  static const rn_model table = [] {
    rn_model copy = model();
    copy.networkHash = 0xfa4e1;
    return copy;
  }();
  return table;
}

const rn_model &bareModel() {
  static const rn_variant variant = [] {
    rn_variant bare = variantOf("plain", "", false);
    bare.tensorCount = 0;
    return bare;
  }();
  static const rn_model table = modelOf(&variant, 1, "infer");
  return table;
}

const rn_model &inferenceModel() {
  static const rn_variant variants[] = {variantOf("plain", "", false)};
  static const rn_model table = modelOf(variants, 1, "infer");
  return table;
}

const rn_model &specializedModel() {
  static const rn_variant variant = [] {
    rn_variant copies = variantOf("plain", "", false);
    copies.inferCount = 2;
    copies.infer = specializedCopies;
    return copies;
  }();
  static const rn_model table = modelOf(&variant, 1, "infer");
  return table;
}

const rn_model &groupedModel() {
  static const rn_variant variant = [] {
    rn_variant grouped = variantOf("plain", "", false);
    grouped.infer = groupedCopies;
    return grouped;
  }();
  static const rn_model table = modelOf(&variant, 1, "infer");
  return table;
}

const rn_model &foreignModel() {
  static const rn_variant variants[] = {variantOf("future", "sse3 not_yet_invented", false)};
  static const rn_model table = modelOf(variants, 1, "infer");
  return table;
}

resnetc_api apiOf(const rn_model &model) {
#define RN_SLOT(name) rn_rt_##name,
  return {sizeof(resnetc_api), RESNETC_API_VERSION, &model, RN_API_FUNCTIONS(RN_SLOT)};
#undef RN_SLOT
}

} // namespace fake
