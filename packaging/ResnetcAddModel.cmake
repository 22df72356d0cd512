# resnetc_add_model(NAME SOURCE FILE.dsl [SHARED | STATIC]
#   [MODEL NAME] [DEFINES name=value...] [MODE infer|train] [BATCH N...] [MARCH CPU...] [TARGET x86|cuda...]
#   [WEIGHTS F.safetensors] [TUNING_DB FILE] [SYMBOL_PREFIX NAME] [OPTIONS OPTION...])
#
# A library target NAME that is compiled from a model when the project is built, and again when the model, its weights
# or its database change, or the compiler does. What links with it can include the model's header, <NAME.h>, and
# <resnetc/resnetc.h>. STATIC (the default) is an archive, SHARED a library beside the program, in the current
# binary folder. Its file is the property IMPORTED_LOCATION, for programs that open it by its name. OPTIONS are given
# to the compiler as they are: see resnetc --help.

# A function keeps the policies of where it is defined: those of the project may be older, and Ninja then does not find
# its names in a DEPFILE.
cmake_policy(PUSH)
cmake_policy(VERSION 3.20...3.31)

function(resnetc_add_model name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SHARED;STATIC" "SOURCE;MODEL;MODE;WEIGHTS;TUNING_DB;SYMBOL_PREFIX"
    "DEFINES;BATCH;MARCH;TARGET;OPTIONS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "resnetc_add_model(${name}): unknown argument '${arg_UNPARSED_ARGUMENTS}'")
  endif()
  if(arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "resnetc_add_model(${name}): ${arg_KEYWORDS_MISSING_VALUES} needs a value")
  endif()
  if(NOT arg_SOURCE)
    message(FATAL_ERROR "resnetc_add_model(${name}): expects SOURCE FILE.dsl")
  endif()
  if(arg_SHARED AND arg_STATIC)
    message(FATAL_ERROR "resnetc_add_model(${name}): is either SHARED or STATIC")
  endif()
  if(NOT RESNETC_COMPILER)
    message(FATAL_ERROR "resnetc_add_model(${name}): the compiler is not installed beside this package")
  endif()

  set(options "")
  set(needed ${RESNETC_COMPILER})
  foreach(pair IN ITEMS MODEL:--model MODE:--mode TARGET:--target WEIGHTS:--weights TUNING_DB:--tuning-db
                        SYMBOL_PREFIX:--symbol-prefix BATCH:--batch MARCH:-march)
    string(REPLACE ":" ";" pair ${pair})
    list(GET pair 0 keyword)
    list(GET pair 1 option)
    if(DEFINED arg_${keyword})
      set(value "${arg_${keyword}}")
      if(keyword MATCHES "^(WEIGHTS|TUNING_DB)$")
        cmake_path(ABSOLUTE_PATH value BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
        if(keyword STREQUAL WEIGHTS) # which another command of the project may make
          list(APPEND needed ${value})
        endif()
      endif()
      string(REPLACE ";" "," value "${value}")
      list(APPEND options "${option}=${value}")
    endif()
  endforeach()
  foreach(definition IN LISTS arg_DEFINES)
    list(APPEND options -D ${definition})
  endforeach()

  cmake_path(ABSOLUTE_PATH arg_SOURCE BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE source)
  set(ending .a)
  set(kind STATIC)
  if(arg_SHARED)
    set(ending .so)
    set(kind SHARED)
  endif()
  set(library ${CMAKE_CURRENT_BINARY_DIR}/${name}${ending})
  set(header ${CMAKE_CURRENT_BINARY_DIR}/${name}.h)
  add_custom_command(
    OUTPUT ${library} ${header}
    COMMAND ${RESNETC_COMPILER} ${source} -o ${library} ${options} ${arg_OPTIONS} -MD -MF ${library}.d
    MAIN_DEPENDENCY ${source}
    DEPENDS ${needed}
    DEPFILE ${library}.d
    COMMENT "Compiling the model ${name}"
    VERBATIM)
  add_custom_target(${name}_library DEPENDS ${library} ${header})
  add_library(${name} ${kind} IMPORTED GLOBAL)
  add_dependencies(${name} ${name}_library)
  set_target_properties(${name} PROPERTIES IMPORTED_LOCATION ${library})
  target_include_directories(${name} INTERFACE ${CMAKE_CURRENT_BINARY_DIR})
  target_link_libraries(${name} INTERFACE resnetc::headers)
  if(NOT arg_SHARED)
    target_link_libraries(${name} INTERFACE Threads::Threads m)
  endif()
endfunction()

cmake_policy(POP)
