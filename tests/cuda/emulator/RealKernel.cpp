//===- RealKernel.cpp - a kernel of the backend on the emulator, with something changed ------===//
#include "tests/cuda/emulator/RealKernel.h"

#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Support/SourceMgr.h"

#include <stdexcept>

namespace resnetc::cuda::test {

static const char *targetOf(const kernels::KernelChoice &choice) {
  return choice.variant == "wgmma" ? "emulated_90a" : "emulated";
}

CallResult resultOf(const kernels::KernelSpec &spec, const kernels::KernelChoice &choice,
                    ImageEdit edit, bool special) {
  constexpr int32_t batch = 2;
  using Values = x86::test::Problem::Values;
  x86::test::Problem problem(spec, *findTarget("emulated"), batch,
                             special ? Values::Special : Values::Ordinary);
  auto memory = x86::test::memoryOf(problem, x86::Memory::Flush::End);
  std::vector<Buffer> buffers;
  for (size_t i = 0; i < memory.size(); ++i)
    buffers.push_back({problem.operands[i].name, memory[i].data(), memory[i].bytes()});
  CallResult outcome;
  try {
    outcome.counts =
        EmulatedKernel(spec, choice, std::move(edit), targetOf(choice)).call(batch, buffers);
  } catch (const std::exception &error) {
    outcome.found = error.what();
  }
  for (const Buffer &buffer : buffers) {
    const auto *data = static_cast<const unsigned char *>(buffer.data);
    outcome.memory.emplace_back(data, data + buffer.bytes);
  }
  return outcome;
}

ImageEdit editing(std::function<void(llvm::Module &)> change) {
  return [change = std::move(change)](llvm::StringRef image) {
    llvm::LLVMContext context;
    llvm::SMDiagnostic problem;
    auto module = llvm::parseIR({image, "kernel"}, problem, context);
    if (!module)
      throw std::invalid_argument(problem.getMessage().str());
    change(*module);
    std::string bytes;
    llvm::raw_string_ostream stream(bytes);
    llvm::WriteBitcodeToFile(*module, stream);
    return bytes;
  };
}

kernels::KernelChoice defaultSchedule(const kernels::KernelSpec &spec) {
  auto choices = candidateSchedules(spec, *findTarget("emulated"), 1);
  if (choices.empty())
    throw std::invalid_argument("no kernel for " + spec.key());
  return choices.front();
}

} // namespace resnetc::cuda::test
