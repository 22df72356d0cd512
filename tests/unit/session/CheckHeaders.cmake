# Compiles each of HEADERS alone, and all together twice, without a warning.
string(REPLACE "," ";" headers ${HEADERS})
set(all "")
foreach(header IN LISTS headers)
  string(APPEND all "#include <resnetc/${header}>\n")
endforeach()
set(texts "${all}${all}")
foreach(header IN LISTS headers)
  list(APPEND texts "#include <resnetc/${header}>\n")
endforeach()
set(number 0)
foreach(text IN LISTS texts)
  math(EXPR number "${number} + 1")
  cmake_path(GET COMPILER FILENAME short)
  set(source ${FOLDER}/headers_${short}_${STANDARD}_${number}.txt)
  file(WRITE ${source} "${text}int main(void) { return 0; }\n")
  execute_process(
    COMMAND ${COMPILER} -x ${KIND} -std=${STANDARD} -Wall -Wextra -Werror -pedantic -fsyntax-only
            -I ${INCLUDE} ${source}
    RESULT_VARIABLE status ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${text}${said}")
  endif()
endforeach()
