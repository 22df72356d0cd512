//===- PlainBackend.cpp - a second backend: plain loops in C ---------------------------===//
//
// A kernel is a C function whose constants are the attributes of its spec.
//
//===----------------------------------------------------------------------===//
#include "tests/unit/backend/PlainBackend.h"

#include "compiler/Kernels/Geometry.h"
#include "tests/unit/TempDir.h"

#include "llvm/Support/Program.h"

#include <limits>

namespace resnetc::test {
namespace {

/// Lines of C that compute image i of a kernel from its arguments `a`; null where there are none.
const char *loopsOf(const kernels::KernelSpec &spec) {
  if (spec.kernelClass == "conv" && !spec.get("pre") && !spec.get("residual") &&
      !spec.get("relu") && !spec.get("stats") && spec.get("groups") == 1)
    return R"(  float *x = a[0] + i * c * h * w, *y = a[2 + bias] + i * k * oh * ow;
  for (int o = 0; o < k; ++o) for (int v = 0; v < oh; ++v) for (int u = 0; u < ow; ++u) {
    float sum = bias ? a[2][o] : 0;
    for (int p = 0; p < c; ++p) for (int m = 0; m < kh; ++m) for (int n = 0; n < kw; ++n) {
      int row = v * sh + m - pt, column = u * sw + n - pl;
      if (row < 0 || row >= h || column < 0 || column >= w) continue;
      int at = nchw_input ? ((o * kh + m) * kw + n) * c + p : ((o * c + p) * kh + m) * kw + n;
      sum += a[1][at] * x[(p * h + row) * w + column];
    }
    y[(o * oh + v) * ow + u] = sum;
  })";
  if (spec.kernelClass == "scale_shift_add_relu" && !spec.get("a_affine") && !spec.get("b"))
    return R"(  for (int e = i * c * h * w; e < (i + 1) * c * h * w; ++e)
    a[1][e] = relu && a[0][e] < 0 ? 0 : a[0][e];)";
  if (spec.kernelClass == "linear")
    return R"(  for (int o = 0; o < k; ++o) {
    float sum = bias ? a[2][o] : 0;
    for (int e = 0; e < c * h * w; ++e) sum += a[1][o * c * h * w + e] * a[0][i * c * h * w + e];
    a[2 + bias][i * k + o] = sum;
  })";
  return nullptr;
}

std::string textOf(const KernelJob &job) {
  std::string text;
  for (const char *name :
       {"c", "h", "w", "k", "kh", "kw", "sh", "sw", "pt", "pl", "bias", "relu", "nchw_input"})
    text += "#define " + std::string(name) + " " + std::to_string(job.spec.find(name).value_or(0)) +
            "\n";
  kernels::Geometry geometry(job.spec);
  text += "#define oh " + std::to_string(geometry.oh) + "\n#define ow " +
          std::to_string(geometry.ow) + "\n";
  std::string parameters, list;
  size_t count = kernels::kernelInterface(job.spec, 1).args.size();
  for (size_t i = 0; i < count; ++i) {
    parameters += ", float *a" + std::to_string(i);
    list += (i ? ", a" : "a") + std::to_string(i);
  }
  return text + "int " + job.symbol + "(void *context, int count" + parameters +
         ") {\n  float *a[] = {" + list + "};\n  for (int i = 0; i < count; ++i) {\n" +
         loopsOf(job.spec) + "\n  }\n  return 0;\n}\n";
}

class PlainBackend : public Backend {
public:
  PlainBackend() {
    target.backend = this;
    target.name = "plain";
    target.hostCpu = "x86-64";
    target.nchwChannels = std::numeric_limits<int64_t>::max();
  }

  std::vector<const Target *> targets() const override { return {&target}; }
  const Target *findTarget(llvm::StringRef name) const override {
    return name == target.name ? &target : nullptr;
  }
  const Target *withCores(const Target &same, int64_t) const override { return &same; }

  bool canFuse(FusionKind) const override { return false; }
  std::vector<kernels::KernelChoice> schedules(const kernels::KernelSpec &spec, const Target &,
                                               int64_t) const override {
    if (!loopsOf(spec))
      return {};
    return {{"loops", {}, "the only one"}};
  }

  llvm::Expected<KernelCode> compile(const KernelJob &job,
                                     kernels::KernelOutput output) const override {
    std::string text = textOf(job);
    if (output == kernels::KernelOutput::Loops)
      return KernelCode{text};
    TempDir folder;
    std::string source = folder.write("kernel.c", text), object = folder / "kernel.o", error;
    if (llvm::sys::ExecuteAndWait(RESNETC_TEST_CC,
                                  {RESNETC_TEST_CC, "-O1", "-fPIC",
                                   output == kernels::KernelOutput::Object ? "-c" : "-S", source,
                                   "-o", object},
                                  std::nullopt, {}, 0, 0, &error))
      return llvm::createStringError("the C compiler failed: " + error);
    return KernelCode{TempDir::readFile(object)};
  }
  std::string library() const override { return "plain C"; }
  llvm::StringRef version() const override { return "plain 1"; }

private:
  Target target;
};

} // namespace

const Backend &plainBackend() {
  static const PlainBackend backend;
  return backend;
}

} // namespace resnetc::test
