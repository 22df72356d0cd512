# Debian packages by CPack: resnetc-runtime and resnetc. What they depend on, dpkg-shlibdeps reads from the programs.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME resnetc)
set(CPACK_PACKAGE_CONTACT ${maintainer}) # of Licenses.cmake
set(CPACK_RESOURCE_FILE_LICENSE ${resnetc_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz) # what every Debian reads
set(CPACK_THREADS 0)
set(CPACK_COMPONENTS_ALL runtime compiler)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS $<TARGET_FILE_DIR:Halide::Halide>)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME resnetc-runtime)
# The first line of each is the synopsis.
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION
"runs and trains compiled residual networks
resnetc-run, the library of sessions and the headers for programs that use
models which resnetc has compiled.")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_LIST_DIR}/debian/triggers)
set(CPACK_DEBIAN_COMPILER_PACKAGE_NAME resnetc)
# dpkg-shlibdeps finds libLLVM by a link of llvm-22-dev's, which it knows no dependency for.
set(CPACK_DEBIAN_COMPILER_PACKAGE_DEPENDS "resnetc-runtime (= ${PROJECT_VERSION}), libllvm22 (>= 1:${LLVM_VERSION_MAJOR})")
set(CPACK_DEBIAN_COMPILER_DESCRIPTION
"compiler of residual networks to native libraries
Turns a short text about residual stages into a library with a network's
forward pass, backward pass and optimiser step, for x86 and CUDA. With it come
the tuner and the models of the papers.")

# What lintian says of choices that are meant.
foreach(package IN ITEMS resnetc resnetc-runtime)
  set(component compiler)
  if(package STREQUAL resnetc-runtime)
    set(component runtime)
  endif()
  install(CODE "
    if(CMAKE_INSTALL_PREFIX MATCHES \"/usr$\")
      file(INSTALL \"${CMAKE_CURRENT_LIST_DIR}/debian/${package}.lintian-overrides\" RENAME ${package}
        DESTINATION \"\${CMAKE_INSTALL_PREFIX}/share/lintian/overrides\")
    endif()" COMPONENT ${component})
endforeach()
include(CPack)
