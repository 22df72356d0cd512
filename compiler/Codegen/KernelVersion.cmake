# Writes the hash of the files in LIBRARIES (a list) to OUTPUT, as a C++ string literal: whatever can change a kernel's
# bytes changes one of these libraries.
set(hashes "")
foreach(library IN LISTS LIBRARIES)
  file(SHA256 ${library} hash)
  string(APPEND hashes ${hash})
endforeach()
string(SHA256 hash "${hashes}")
file(WRITE ${OUTPUT} "\"${hash}\"\n")
