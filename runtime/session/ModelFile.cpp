//===- ModelFile.cpp - the files of a model: its library and its weights ---------------===//
#include "runtime/session/ModelFile.h"

#include "runtime/session/Problem.h"

#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace resnetc::session {

namespace {

/// A regular file, mapped for reading.
class Mapping {
public:
  Mapping() = default;
  Mapping(const Mapping &) = delete;
  Mapping &operator=(const Mapping &) = delete;
  ~Mapping() {
    if (data != MAP_FAILED)
      munmap(data, size);
  }

  resnetc_status open(const char *path) {
    int descriptor = ::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
      return fail(RESNETC_ERROR_FILE, "%s: cannot be opened: %s", path, strerror(errno));
    resnetc_status status = map(path, descriptor);
    close(descriptor);
    return status;
  }

  const unsigned char *bytes() const { return static_cast<const unsigned char *>(data); }
  size_t size = 0;

private:
  resnetc_status map(const char *path, int descriptor) {
    struct stat found;
    if (fstat(descriptor, &found) != 0)
      return fail(RESNETC_ERROR_FILE, "%s: cannot be read: %s", path, strerror(errno));
    if (!S_ISREG(found.st_mode))
      return fail(RESNETC_ERROR_FILE, "%s: is not a regular file", path);
    if (found.st_size == 0)
      return fail(RESNETC_ERROR_FILE, "%s: is empty", path);
    size = static_cast<size_t>(found.st_size);
    data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data == MAP_FAILED)
      return fail(RESNETC_ERROR_FILE, "%s: cannot be mapped into memory: %s", path,
                  strerror(errno));
    return RESNETC_OK;
  }

  void *data = MAP_FAILED;
};

/// Whether all that the loader would map is there.
bool isWhole(const Mapping &file) {
  Elf64_Ehdr header;
  memcpy(&header, file.bytes(), sizeof header);
  const size_t size = file.size, count = header.e_phnum;
  if (header.e_phentsize != sizeof(Elf64_Phdr) || header.e_phoff > size ||
      count * sizeof(Elf64_Phdr) > size - header.e_phoff)
    return false;
  for (size_t i = 0; i < count; ++i) {
    Elf64_Phdr segment;
    memcpy(&segment, file.bytes() + header.e_phoff + i * sizeof segment, sizeof segment);
    if (segment.p_offset > size || segment.p_filesz > size - segment.p_offset)
      return false;
  }
  return true;
}

resnetc_status checkLibrary(const char *path) {
  Mapping file;
  if (resnetc_status status = file.open(path))
    return status;
  Elf64_Ehdr header = {};
  if (file.size >= sizeof header)
    memcpy(&header, file.bytes(), sizeof header);
  if (memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64 ||
      header.e_type != ET_DYN || header.e_machine != EM_X86_64)
    return fail(RESNETC_ERROR_FILE,
                "%s: is not a compiled model; make one with `resnetc MODEL.dsl -o MODEL.so`", path);
  if (!isWhole(file))
    return fail(RESNETC_ERROR_FILE, "%s: is cut short; compile the model again", path);
  return RESNETC_OK;
}

/// The loader looks for a name without a slash in the system's folders.
void *loadLibrary(const char *path) {
  if (strchr(path, '/'))
    return dlopen(path, RTLD_NOW | RTLD_LOCAL);
  const size_t length = strlen(path) + 3;
  auto *here = static_cast<char *>(malloc(length));
  if (!here)
    return nullptr;
  memcpy(here, "./", 2);
  memcpy(here + 2, path, length - 2);
  void *handle = dlopen(here, RTLD_NOW | RTLD_LOCAL);
  free(here);
  return handle;
}

} // namespace

resnetc_status openLibrary(const char *path, void *&handle, const resnetc_api *&api) {
  if (resnetc_status status = checkLibrary(path))
    return status;
  handle = loadLibrary(path);
  if (!handle) {
    const char *why = dlerror();
    return fail(RESNETC_ERROR_FILE, "%s: cannot be loaded: %s", path, why ? why : "no memory");
  }
  auto query = reinterpret_cast<resnetc_query_fn>(dlsym(handle, "resnetc_query"));
  api = query ? query(RESNETC_API_VERSION) : nullptr;
  if (api)
    return RESNETC_OK;
  dlclose(handle);
  handle = nullptr;
  if (query)
    return fail(RESNETC_ERROR_FILE,
                "%s: was made by another version of resnetc; compile the model again", path);
  return fail(RESNETC_ERROR_FILE,
              "%s: is not a compiled model; make one with `resnetc MODEL.dsl -o MODEL.so`", path);
}

resnetc_status loadFile(const resnetc_api *api, resnetc_state *state, const char *path) {
  Mapping file;
  if (resnetc_status status = file.open(path))
    return status;
  if (resnetc_status status = api->load_weights(state, file.bytes(), file.size))
    return failedCall(api, status, path);
  return RESNETC_OK;
}

} // namespace resnetc::session
