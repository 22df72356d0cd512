//===- Program.cpp - a module, made ready to run -------------------------------------------===//
#include "compiler/Backend/Cuda/Emulator/Emulator.h"
#include "compiler/Backend/Cuda/Emulator/Instrument.h"

#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/TargetSelect.h"

using namespace llvm;

extern "C" {
void rn_emulate(const resnetc::cuda::emulator::Site *site, const char *operands, char *result);
void rn_emulate_shared(const resnetc::cuda::emulator::Site *site, const void *address,
                       int32_t bytes, int32_t alignment, int32_t kind);
void rn_emulate_any(const resnetc::cuda::emulator::Site *site, const void *address, int32_t bytes,
                    int32_t alignment, int32_t kind);
}

namespace resnetc::cuda::emulator {

struct Program::Contents {
  Instrumented module;
  std::unique_ptr<orc::LLJIT> jit;
};

Program::Program(std::unique_ptr<Contents> contents) : contents(std::move(contents)) {}
Program::~Program() = default;

static Expected<std::unique_ptr<orc::LLJIT>> makeJit() {
  static const bool ready = [] {
    InitializeNativeTarget();
    InitializeNativeTargetAsmPrinter();
    return true;
  }();
  (void)ready;
  auto machine = orc::JITTargetMachineBuilder::detectHost();
  if (!machine)
    return machine.takeError();
  machine->setCodeGenOptLevel(CodeGenOptLevel::Less);
  auto jit = orc::LLJITBuilder().setJITTargetMachineBuilder(std::move(*machine)).create();
  if (!jit)
    return jit.takeError();
  orc::SymbolMap services;
  auto define = [&](const char *name, auto *function) {
    services[(*jit)->mangleAndIntern(name)] = {orc::ExecutorAddr::fromPtr(function),
                                               JITSymbolFlags::Exported};
  };
  define("rn_emulate", &rn_emulate);
  define("rn_emulate_shared", &rn_emulate_shared);
  define("rn_emulate_any", &rn_emulate_any);
  if (Error error = (*jit)->getMainJITDylib().define(orc::absoluteSymbols(services)))
    return error;
  return jit;
}

Expected<std::unique_ptr<Program>> Program::load(MemoryBufferRef source) {
  auto context = std::make_unique<LLVMContext>();
  SMDiagnostic problem;
  std::unique_ptr<Module> module = parseIR(source, problem, *context);
  if (!module)
    return createStringError("no module of LLVM: " + problem.getMessage());
  auto contents = std::make_unique<Contents>();
  auto jit = makeJit();
  if (!jit)
    return jit.takeError();
  contents->jit = std::move(*jit);
  module->setDataLayout(contents->jit->getDataLayout());
  module->setTargetTriple(contents->jit->getTargetTriple());
  if (Error error = instrument(*module, contents->module))
    return error;
  orc::ThreadSafeModule code(std::move(module), std::move(context));
  if (Error error = contents->jit->addIRModule(std::move(code)))
    return error;
  return std::unique_ptr<Program>(new Program(std::move(contents)));
}

std::optional<std::vector<int64_t>> Program::parametersOf(StringRef kernel) const {
  auto found = contents->module.kernels.find(kernel.str());
  if (found == contents->module.kernels.end())
    return std::nullopt;
  return found->second.parameters;
}

static std::string textOf(const Extent &index) {
  return std::to_string(index.x) + ", " + std::to_string(index.y) + ", " + std::to_string(index.z);
}

Expected<Counts> Program::launch(const Launch &launch, const GlobalMemory &memory) const {
  auto kernel = contents->module.kernels.find(launch.kernel);
  if (kernel == contents->module.kernels.end())
    return createStringError("no kernel " + launch.kernel);
  auto entry = contents->jit->lookup(kernel->second.symbol);
  if (!entry)
    return entry.takeError();
  SharedMemory &shared = contents->module.shared;
  Extent index;
  try {
    shared.startLaunch(launch.sharedBytes);
    GlobalRaces races;
    Block block(launch, entry->toPtr<Block::Entry>(), shared, memory, races);
    for (index.z = 0; index.z < launch.grid.z; ++index.z)
      for (index.y = 0; index.y < launch.grid.y; ++index.y)
        for (index.x = 0; index.x < launch.grid.x; ++index.x)
          block.run(index);
    for (const auto &[site, moved] : block.traffic) {
      block.counts.global += moved;
      block.counts.accesses[launch.kernel + ": " + site->name] += moved;
    }
    return block.counts;
  } catch (const Finding &finding) {
    return createStringError("kernel " + launch.kernel + ", block (" + textOf(index) +
                             "): " + finding.text);
  }
}

} // namespace resnetc::cuda::emulator
