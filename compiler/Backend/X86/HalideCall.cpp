//===- HalideCall.cpp - the one place that catches what Halide throws --------------===//
//
// Halide's exceptions have a base of their own, which is not std::exception.
//
//===----------------------------------------------------------------------===//
#include "compiler/Backend/X86/HalideCall.h"

#include "compiler/Support/Errors.h"

#include <Halide.h>

#include <mutex>
#include <system_error>

namespace resnetc::x86 {

namespace {

/// Warnings are for whoever writes a kernel, and the kernels' own tests show them; users must not
/// see them.
class QuietReporter : public Halide::CompileTimeErrorReporter {
  void warning(const char *) override {}
  void error(const char *message) override { throw Halide::CompileError(message); }
};

} // namespace

llvm::Error callHalide(llvm::function_ref<void()> call, const llvm::Twine &what) {
  static QuietReporter reporter;
  static std::once_flag once;
  std::call_once(once, [] { Halide::set_custom_compile_time_error_reporter(&reporter); });
  try {
    call();
    return llvm::Error::success();
  } catch (const Halide::Error &error) {
    return bugError(what + ": " + error.what());
  } catch (const std::bad_alloc &) {
    return inputError(outOfMemoryText);
  } catch (const std::system_error &error) { // out of descriptors, out of memory
    return inputError(error.what());
  } catch (const std::exception &exception) {
    return bugError(what + ": " + exception.what());
  }
}

} // namespace resnetc::x86
