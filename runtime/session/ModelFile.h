//===- ModelFile.h - the files of a model: its library and its weights -----------------===//
#pragma once

#include <resnetc/resnetc.h>

namespace resnetc::session {

/// Opens a model's library and gives its handle and table. Looks first whether the file is one and
/// whole, as the system's loader crashes on libraries that are cut short.
resnetc_status openLibrary(const char *path, void *&handle, const resnetc_api *&api);

/// Sets every tensor of a state from a safetensors file, which is mapped.
resnetc_status loadFile(const resnetc_api *api, resnetc_state *state, const char *path);

} // namespace resnetc::session
