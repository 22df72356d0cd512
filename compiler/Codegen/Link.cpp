//===- Link.cpp - from objects to a library, without a host compiler ----------------===//
//
// lld runs in this process. It reads files, so the objects are laid down in a temporary folder
// first; names in it are relative to nothing that lld writes into its output.
//
//===----------------------------------------------------------------------===//
#include "compiler/Codegen/Link.h"

#include "compiler/Codegen/Errors.h"
#include "compiler/Codegen/Files.h"

#include "lld/Common/Driver.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ObjCopy/ConfigManager.h"
#include "llvm/ObjCopy/ObjCopy.h"
#include "llvm/Object/ArchiveWriter.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <link.h>
#include <mutex>

LLD_HAS_DRIVER(elf)

extern "C" const char resnetc_runtime_object[], resnetc_runtime_object_end[];

namespace resnetc {

ObjectFile runtimeObject() {
  return {"rn_runtime.o", std::string(resnetc_runtime_object, resnetc_runtime_object_end)};
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

/// Runs lld with `arguments`; its complaints become the error.
static llvm::Error runLinker(const std::vector<std::string> &arguments) {
  std::vector<const char *> argv = {"ld.lld"};
  for (const std::string &argument : arguments)
    argv.push_back(argument.c_str());
  // lld keeps its state in globals.
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  std::string complaints;
  llvm::raw_string_ostream stream(complaints);
  lld::Result result = lld::lldMain(argv, llvm::nulls(), stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0)
    return bugError("the library cannot be linked:\n" + complaints);
  return llvm::Error::success();
}

/// Writes the objects to `folder` and adds their paths to `arguments`.
static llvm::Error addObjects(const std::vector<ObjectFile> &objects, const TempDir &folder,
                              std::vector<std::string> &arguments) {
  for (const ObjectFile &object : objects) {
    std::string path = folder.file(object.name);
    if (llvm::Error error = writeFile(path, object.bytes))
      return error;
    arguments.push_back(path);
  }
  return llvm::Error::success();
}

static std::string versionScript(const std::vector<std::string> &exports) {
  return "{ global: " + llvm::join(exports, "; ") + "; local: *; };\n";
}

llvm::Expected<std::string> linkShared(const std::vector<ObjectFile> &objects,
                                       const std::vector<std::string> &exports,
                                       const std::string &soname) {
  llvm::Expected<TempDir> folder = TempDir::create();
  if (!folder)
    return folder.takeError();
  std::string script = folder->file("exports.map"), output = folder->file("output");
  if (llvm::Error error = writeFile(script, versionScript(exports)))
    return error;
  std::vector<std::string> arguments = {"-shared",
                                        "-o",
                                        output,
                                        "-soname",
                                        soname,
                                        "--gc-sections",
                                        // How an unwinder finds the runtime's catch.
                                        "--eh-frame-hdr",
                                        "-z",
                                        "now",
                                        "-z",
                                        "relro",
                                        "-z",
                                        "noexecstack",
                                        "-z",
                                        "defs",
                                        "--build-id=none",
                                        "--strip-debug",
                                        "--hash-style=gnu",
                                        "--threads=1",
                                        "--version-script=" + script};
  if (llvm::Error error = addObjects(objects, *folder, arguments))
    return error;
  arguments.push_back("--as-needed");
  for (llvm::StringRef name : {"libc.so.6", "libm.so.6"})
    if (std::string path = loadedLibrary(name); !path.empty())
      arguments.push_back(path);
  if (llvm::Error error = runLinker(arguments))
    return error;
  return readFile(output);
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

/// What `objcopy --keep-global-symbol` does: kernels are default-visible as Halide makes them, and
/// two models may have the same ones.
static llvm::Expected<std::string> localizeAllBut(const std::vector<std::string> &exports,
                                                  llvm::StringRef path) {
  llvm::Expected<llvm::object::OwningBinary<llvm::object::ObjectFile>> object =
      llvm::object::ObjectFile::createObjectFile(path);
  if (!object)
    return object.takeError();
  llvm::objcopy::ConfigManager config;
  config.Common.InputFilename = path;
  for (const std::string &name : exports)
    llvm::cantFail(config.Common.SymbolsToKeepGlobal.addMatcher(literal(name)));
  return runObjcopy(config, *object->getBinary());
}

llvm::Expected<std::string> linkRelocatable(const std::vector<ObjectFile> &objects,
                                            const std::vector<std::string> &exports) {
  llvm::Expected<TempDir> folder = TempDir::create();
  if (!folder)
    return folder.takeError();
  std::string output = folder->file("output");
  std::vector<std::string> arguments = {"-r", "-o", output, "--strip-debug", "--threads=1"};
  if (llvm::Error error = addObjects(objects, *folder, arguments))
    return error;
  if (llvm::Error error = runLinker(arguments))
    return error;
  return localizeAllBut(exports, output);
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
  std::vector<std::string> bytes;
  for (auto &file : parsed) {
    auto own = privacy.apply(*file);
    if (!own)
      return own.takeError();
    bytes.push_back(std::move(*own));
  }
  std::vector<llvm::NewArchiveMember> members;
  for (auto [object, own] : llvm::zip_equal(objects, bytes))
    members.emplace_back(llvm::MemoryBufferRef(own, object.name));
  auto archive = llvm::writeArchiveToBuffer(members, llvm::SymtabWritingMode::NormalSymtab,
                                            llvm::object::Archive::K_GNU, /*Deterministic=*/true,
                                            /*Thin=*/false);
  if (!archive)
    return archive.takeError();
  return (*archive)->getBuffer().str();
}

} // namespace resnetc
