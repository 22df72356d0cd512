# Writes the hash of the files in FILES (a list) to OUTPUT, as a C++ string literal: whatever can change a kernel's
# bytes changes one of them.
set(hashes "")
foreach(name IN LISTS FILES)
  file(SHA256 ${name} hash)
  string(APPEND hashes ${hash})
endforeach()
string(SHA256 hash "${hashes}")
file(WRITE ${OUTPUT} "\"${hash}\"\n")
