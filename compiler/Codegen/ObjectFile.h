//===- ObjectFile.h - object code in memory -----------------------------------===//
#pragma once

#include <string>

namespace resnetc {

/// One relocatable object: what it is called in an archive ("host.o"), and its bytes.
struct ObjectFile {
  std::string name;
  std::string bytes;
};

} // namespace resnetc
