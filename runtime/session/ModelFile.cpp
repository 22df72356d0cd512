//===- ModelFile.cpp - the files of a model: its library and its weights ---------------===//
#include "runtime/session/ModelFile.h"

#include "runtime/files/LibraryFile.h"
#include "runtime/session/Problem.h"

#include <dlfcn.h>
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

resnetc_status checkLibrary(const char *path) {
  Mapping file;
  if (resnetc_status status = file.open(path))
    return status;
  const LibraryFault fault =
      faultOfLibrary(file.size, [&](void *to, uint64_t offset, size_t bytes) {
        memcpy(to, file.bytes() + offset, bytes);
      });
  if (fault == LibraryFault::None)
    return RESNETC_OK;
  return fail(RESNETC_ERROR_FILE, "%s: %s", path, textOf(fault));
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
  return fail(RESNETC_ERROR_FILE, "%s: %s", path, textOf(LibraryFault::NoLibrary));
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
