# Manual pages and completions for bash and zsh, made from what the programs say with --help.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(documented resnetc resnetc-lsp resnetc-run resnetc-tune resnetc-bench)
set(manuals ${CMAKE_CURRENT_BINARY_DIR}/manuals)
set(files "")
set(programs "")
foreach(program IN LISTS documented)
  list(APPEND files ${manuals}/man1/${program}.1 ${manuals}/bash/${program} ${manuals}/zsh/_${program})
  list(APPEND programs $<TARGET_FILE:${program}>)
endforeach()
set(environment PYTHONDONTWRITEBYTECODE=1)
if(RESNETC_SANITIZE) # see tools/test.sh
  list(APPEND environment ASAN_OPTIONS=allow_user_poisoning=0:detect_leaks=0)
endif()
file(GLOB sources CONFIGURE_DEPENDS manuals/*.py manuals/*.man)
add_custom_command(
  OUTPUT ${files}
  COMMAND ${CMAKE_COMMAND} -E env ${environment}
    ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/manuals/generate.py
    --version ${PROJECT_VERSION} --out ${manuals} ${programs}
  DEPENDS ${documented} ${sources}
  COMMENT "Manual pages and completions"
  VERBATIM)
add_custom_target(manuals ALL DEPENDS ${files})

foreach(program IN LISTS documented)
  set(component compiler)
  if(program STREQUAL resnetc-run)
    set(component runtime)
  endif()
  install(FILES ${manuals}/bash/${program} DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
    COMPONENT ${component})
  # Debian's zsh looks for what packages bring elsewhere than for what lies in /usr/local, and their pages are compressed.
  install(CODE "
    set(folder site-functions)
    set(page ${program}.1)
    if(CMAKE_INSTALL_PREFIX MATCHES \"/usr$\")
      set(folder vendor-completions)
      set(page ${program}.1.gz)
    endif()
    file(INSTALL \"${manuals}/man1/\${page}\" DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_MANDIR}/man1\")
    file(INSTALL \"${manuals}/zsh/_${program}\" DESTINATION
      \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/zsh/\${folder}\")" COMPONENT ${component})
endforeach()
