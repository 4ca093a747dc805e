include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/openapi2c)

set(installed o2c)
if(TARGET openapi2c)
  list(APPEND installed openapi2c)
endif()
install(TARGETS ${installed} EXPORT openapi2cTargets
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
# In an export of its own: what has no use for it needs no PCRE2.
if(TARGET o2c-pcre2)
  install(TARGETS o2c-pcre2 EXPORT openapi2cPcre2Targets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(DIRECTORY runtime/pcre2/include/o2c DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
    FILES_MATCHING PATTERN "*.h")
  install(EXPORT openapi2cPcre2Targets NAMESPACE openapi2c:: DESTINATION ${package_dir})
endif()
install(DIRECTORY runtime/include/o2c DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h")
install(EXPORT openapi2cTargets NAMESPACE openapi2c:: DESTINATION ${package_dir})

configure_package_config_file(cmake/openapi2cConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/openapi2cConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/openapi2cConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/openapi2cConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/openapi2cConfigVersion.cmake
  cmake/openapi2c_generate.cmake
  DESTINATION ${package_dir})

# Relative to the file itself, so that an installed tree can be moved.
file(RELATIVE_PATH pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/o2c.pc.in o2c.pc @ONLY)
if(TARGET o2c-pcre2)
  configure_file(cmake/o2c-pcre2.pc.in o2c-pcre2.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/o2c-pcre2.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/o2c.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
