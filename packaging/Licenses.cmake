# The licences of what goes into a prefix: our own, Halide's, and that of the handwritten digits inside resnetc-run. In
# Debian's packages they stand in the form that its policy asks for, beside a changelog.
get_filename_component(halide ${Halide_DIR}/../../.. ABSOLUTE)
set(halideLicense ${halide}/share/doc/Halide/LICENSE.txt)
set(digits ${resnetc_SOURCE_DIR}/runtime/train/digits)

# A text inside a field of such a file: indented, with dots for empty lines.
file(READ ${halideLicense} HALIDE_LICENSE)
string(REGEX REPLACE "[ \t]*\n" "\n " HALIDE_LICENSE " ${HALIDE_LICENSE}")
string(REGEX REPLACE "\n (\n|$)" "\n .\\1" HALIDE_LICENSE "${HALIDE_LICENSE}")
string(REGEX REPLACE "\n (\n|$)" "\n .\\1" HALIDE_LICENSE "${HALIDE_LICENSE}")
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(maintainer "The resnetc maintainers <maintainers@resnetc.example>")
configure_file(debian/copyright.in debian/copyright @ONLY)
configure_file(debian/changelog.in debian/changelog @ONLY)
find_program(GZIP gzip)
if(GZIP)
  execute_process(COMMAND ${GZIP} -9nkf ${CMAKE_CURRENT_BINARY_DIR}/debian/changelog COMMAND_ERROR_IS_FATAL ANY)
endif()

function(install_licenses component package)
  install(CODE "
    set(doc \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/doc\")
    if(CMAKE_INSTALL_PREFIX MATCHES \"/usr$\")
      file(GLOB files \"${CMAKE_CURRENT_BINARY_DIR}/debian/*\")
      list(FILTER files EXCLUDE REGEX \"/changelog$\")
      file(INSTALL \${files} ${digits}/LICENSE.BSD-3-Clause.txt ${digits}/LICENSE.CC-BY-4.0.txt
        DESTINATION \"\${doc}/${package}\")
    else()
      file(INSTALL ${ARGN} DESTINATION \"\${doc}/resnetc\")
    endif()" COMPONENT ${component})
endfunction()
install_licenses(runtime resnetc-runtime
  ${resnetc_SOURCE_DIR}/LICENSE ${digits}/LICENSE.BSD-3-Clause.txt ${digits}/LICENSE.CC-BY-4.0.txt)
set(renamed ${CMAKE_CURRENT_BINARY_DIR}/licenses/LICENSE.Halide.txt)
configure_file(${halideLicense} ${renamed} COPYONLY)
install_licenses(compiler resnetc ${renamed})
