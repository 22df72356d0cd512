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
  // The last one is where thread-local variables come from; it is part of libc.
  for (llvm::StringRef name : {"libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2"})
    if (std::string path = loadedLibrary(name); !path.empty())
      arguments.push_back(path);
  if (llvm::Error error = runLinker(arguments))
    return error;
  return readFile(output);
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
  config.Common.OutputFilename = "-";
  for (const std::string &name : exports)
    if (llvm::Error error = config.Common.SymbolsToKeepGlobal.addMatcher(
            llvm::objcopy::NameOrPattern::create(name, llvm::objcopy::MatchStyle::Literal,
                                                 [](llvm::Error warning) { return warning; })))
      return error;
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  if (llvm::Error error =
          llvm::objcopy::executeObjcopyOnBinary(config, *object->getBinary(), stream))
    return error;
  return bytes.str().str();
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

llvm::Expected<std::string> writeStaticArchive(const std::vector<ObjectFile> &objects) {
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

} // namespace resnetc
