//===- Link.cpp - from objects to a library, without a host compiler ----------------===//
//
// lld runs in this process. It takes paths: what it reads lies in files in memory.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/Link.h"

#include "compiler/Support/Errors.h"
#include "compiler/Support/MemoryFile.h"

#include "lld/Common/Driver.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ObjCopy/ConfigManager.h"
#include "llvm/ObjCopy/ObjCopy.h"
#include "llvm/Object/ArchiveWriter.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <fcntl.h>
#include <link.h>
#include <mutex>
#include <system_error>
#include <unistd.h>

LLD_HAS_DRIVER(elf)

extern "C" const char resnetc_runtime_object[], resnetc_runtime_object_end[];
extern "C" const char resnetc_cuda_object[], resnetc_cuda_object_end[];

namespace resnetc {

ObjectFile runtimeObject() {
  return {"rn_runtime.o", std::string(resnetc_runtime_object, resnetc_runtime_object_end)};
}

ObjectFile cudaObject() {
  return {"rn_cuda.o", std::string(resnetc_cuda_object, resnetc_cuda_object_end)};
}

/// The path from which this process has loaded the library with that file name; empty when it has
/// not. So the library is linked against the very libc that its compiler runs on.
static std::string loadedLibrary(llvm::StringRef name) {
  std::pair<llvm::StringRef, std::string> search(name, "");
  dl_iterate_phdr(
      [](dl_phdr_info *info, size_t, void *data) {
        auto &search = *static_cast<std::pair<llvm::StringRef, std::string> *>(data);
        if (llvm::sys::path::filename(info->dlpi_name) != search.first)
          return 0;
        search.second = info->dlpi_name;
        return 1;
      },
      &search);
  return search.second;
}

namespace {

/// While it lives, what is written to standard output goes to a file in memory. lld writes its
/// output there when asked to; every other path would get a temporary file beside it.
class CapturedOutput {
public:
  /// Throws std::system_error when the system has no more descriptors.
  CapturedOutput() : saved(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)) {
    if (saved < 0)
      throw std::system_error(errno, std::generic_category(), "cannot set standard output aside");
    llvm::outs().flush();
    ::dup2(file.number(), STDOUT_FILENO);
  }
  ~CapturedOutput() {
    ::dup2(saved, STDOUT_FILENO);
    ::close(saved);
  }
  CapturedOutput(const CapturedOutput &) = delete;
  CapturedOutput &operator=(const CapturedOutput &) = delete;

  std::string read() const { return file.read(); }

private:
  MemoryFile file;
  int saved;
};

} // namespace

/// Runs lld with `arguments`; what it makes. Its complaints become the error.
static llvm::Expected<std::string> runLinker(const std::vector<std::string> &arguments) {
  std::vector<const char *> argv = {"ld.lld", "-o", "-"};
  for (const std::string &argument : arguments)
    argv.push_back(argument.c_str());
  // lld keeps its state in globals, and standard output is one.
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  CapturedOutput output;
  std::string complaints;
  llvm::raw_string_ostream stream(complaints);
  lld::Result result = lld::lldMain(argv, llvm::nulls(), stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0)
    return bugOrMemoryError("the library cannot be linked:\n" + complaints);
  return output.read();
}

/// An archive of the objects as they are.
static llvm::Expected<std::string> archiveOf(const std::vector<ObjectFile> &objects) {
  std::vector<llvm::NewArchiveMember> members;
  for (const ObjectFile &object : objects)
    members.emplace_back(llvm::MemoryBufferRef(object.bytes, object.name));
  auto archive = llvm::writeArchiveToBuffer(members, llvm::SymtabWritingMode::NormalSymtab,
                                            llvm::object::Archive::K_GNU, /*Deterministic=*/true,
                                            /*Thin=*/false);
  if (!archive)
    return archive.takeError();
  return (*archive)->getBuffer().str();
}

/// Runs lld with options, objects and libraries; what it makes.
static llvm::Expected<std::string> linkObjects(std::vector<std::string> arguments,
                                               const std::vector<ObjectFile> &objects,
                                               const std::vector<std::string> &libraries) {
  llvm::Expected<std::string> archive = archiveOf(objects);
  if (!archive)
    return archive.takeError();
  // One file for all, since a process may not have many open.
  MemoryFile input(*archive);
  archive->clear();
  archive->shrink_to_fit();
  arguments.insert(arguments.end(),
                   {"--strip-debug", "--threads=1", "--whole-archive", input.path()});
  arguments.insert(arguments.end(), libraries.begin(), libraries.end());
  return runLinker(arguments);
}

static std::string versionScript(const std::vector<std::string> &exports) {
  return "{ global: " + llvm::join(exports, "; ") + "; local: *; };\n";
}

llvm::Expected<std::string> linkShared(const std::vector<ObjectFile> &objects,
                                       const std::vector<std::string> &exports,
                                       const std::string &soname) {
  MemoryFile script(versionScript(exports));
  std::vector<std::string> arguments = {"-shared", "-soname", soname, "--gc-sections",
                                        // How an unwinder finds the runtime's catch.
                                        "--eh-frame-hdr", "-z", "now", "-z", "relro", "-z",
                                        "noexecstack", "-z", "defs", "--build-id=none",
                                        "--hash-style=gnu", "--version-script=" + script.path()};
  std::vector<std::string> libraries = {"--as-needed"};
  for (llvm::StringRef name : {"libc.so.6", "libm.so.6"})
    if (std::string path = loadedLibrary(name); !path.empty())
      libraries.push_back(path);
  return linkObjects(std::move(arguments), objects, libraries);
}

static llvm::objcopy::NameOrPattern literal(llvm::StringRef name) {
  return llvm::cantFail(llvm::objcopy::NameOrPattern::create(
      name, llvm::objcopy::MatchStyle::Literal, [](llvm::Error warning) { return warning; }));
}

static llvm::Expected<std::string> runObjcopy(llvm::objcopy::ConfigManager &config,
                                              llvm::object::Binary &object) {
  config.Common.OutputFilename = "-";
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  if (llvm::Error error = llvm::objcopy::executeObjcopyOnBinary(config, object, stream))
    return error;
  return bytes.str().str();
}

/// What `objcopy --keep-global-symbol` does: kernels are as visible as their backend makes them, and
/// two models may have the same ones.
static llvm::Expected<std::string> localizeAllBut(const std::vector<std::string> &exports,
                                                  llvm::StringRef linked) {
  auto object = llvm::object::ObjectFile::createObjectFile(llvm::MemoryBufferRef(linked, "linked"));
  if (!object)
    return object.takeError();
  llvm::objcopy::ConfigManager config;
  for (const std::string &name : exports)
    llvm::cantFail(config.Common.SymbolsToKeepGlobal.addMatcher(literal(name)));
  return runObjcopy(config, **object);
}

llvm::Expected<std::string> linkRelocatable(const std::vector<ObjectFile> &objects,
                                            const std::vector<std::string> &exports) {
  llvm::Expected<std::string> linked = linkObjects({"-r"}, objects, {});
  if (!linked)
    return linked.takeError();
  return localizeAllBut(exports, *linked);
}

namespace {

/// Gives what objects define for each other names that nobody else has.
class Privacy {
public:
  Privacy(const std::vector<std::string> &exports, const std::string &prefix)
      : exports(exports), prefix(prefix) {}

  /// Notes what an object defines.
  llvm::Error add(const llvm::object::ObjectFile &object) {
    return eachDefined(object, [&](llvm::StringRef name) { renamed[name] = prefix + name.str(); });
  }

  /// The object, which was added before, with its definitions and uses renamed.
  llvm::Expected<std::string> apply(llvm::object::ObjectFile &object) const {
    llvm::objcopy::ConfigManager config;
    config.Common.InputFilename = object.getFileName();
    for (const auto &[name, own] : renamed) {
      config.Common.SymbolsToRename[name] = own;
      llvm::objcopy::NameMatcher one;
      llvm::cantFail(one.addMatcher(literal(name)));
      config.ELF.SymbolsToSetVisibility.emplace_back(std::move(one), STV_HIDDEN);
    }
    if (llvm::Error error = eachDefined(object, [&](llvm::StringRef name) {
          llvm::cantFail(config.Common.SymbolsToWeaken.addMatcher(literal(name)));
        }))
      return error;
    return runObjcopy(config, object);
  }

private:
  /// Visits the global symbols that the object defines and the library does not export.
  llvm::Error eachDefined(const llvm::object::ObjectFile &object,
                          llvm::function_ref<void(llvm::StringRef)> visit) const {
    for (const llvm::object::SymbolRef &symbol : object.symbols()) {
      llvm::Expected<uint32_t> flags = symbol.getFlags();
      if (!flags)
        return flags.takeError();
      llvm::Expected<llvm::StringRef> name = symbol.getName();
      if (!name)
        return name.takeError();
      bool global = *flags & llvm::object::SymbolRef::SF_Global;
      if (global && !(*flags & llvm::object::SymbolRef::SF_Undefined) &&
          !llvm::is_contained(exports, *name))
        visit(*name);
    }
    return llvm::Error::success();
  }

  const std::vector<std::string> &exports;
  const std::string &prefix;
  llvm::StringMap<std::string> renamed;
};

} // namespace

llvm::Expected<std::string> writeStaticArchive(const std::vector<ObjectFile> &objects,
                                               const std::vector<std::string> &exports,
                                               const std::string &prefix) {
  Privacy privacy(exports, prefix);
  std::vector<std::unique_ptr<llvm::object::ObjectFile>> parsed;
  for (const ObjectFile &object : objects) {
    auto file = llvm::object::ObjectFile::createObjectFile(
        llvm::MemoryBufferRef(object.bytes, object.name));
    if (!file)
      return file.takeError();
    if (llvm::Error error = privacy.add(**file))
      return error;
    parsed.push_back(std::move(*file));
  }
  std::vector<ObjectFile> own;
  for (auto &file : parsed) {
    llvm::Expected<std::string> bytes = privacy.apply(*file);
    if (!bytes)
      return bytes.takeError();
    own.push_back({file->getFileName().str(), std::move(*bytes)});
  }
  return archiveOf(own);
}

} // namespace resnetc
