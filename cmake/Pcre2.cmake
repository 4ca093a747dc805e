# The library o2c-pcre2, if pkg-config knows PCRE2.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PCRE2 QUIET libpcre2-8)
endif()
if(NOT PCRE2_FOUND)
  message(STATUS "PCRE2 was not found: libo2c-pcre2 is not built")
  return()
endif()

if(OPENAPI2C_SHARED_RUNTIME)
  set(kind SHARED)
else()
  set(kind STATIC)
endif()
add_library(o2c-pcre2 ${kind} runtime/pcre2/src/pcre2.c runtime/pcre2/include/o2c/pcre2.h)
add_library(openapi2c::o2c-pcre2 ALIAS o2c-pcre2)
target_include_directories(o2c-pcre2
  PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/runtime/pcre2/include>
         $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
  PRIVATE runtime/src)
target_include_directories(o2c-pcre2 PRIVATE ${PCRE2_INCLUDE_DIRS})
target_link_directories(o2c-pcre2 PUBLIC ${PCRE2_LIBRARY_DIRS})
# A program that turns out not to need PCRE2 is not to depend on it, though it links with this library.
if(UNIX AND NOT APPLE)
  set(library -Wl,--push-state,--as-needed,-lpcre2-8,--pop-state)
else()
  set(library pcre2-8)
endif()
target_link_libraries(o2c-pcre2 PUBLIC o2c ${library})
set_target_properties(o2c-pcre2 PROPERTIES
  LINKER_LANGUAGE C POSITION_INDEPENDENT_CODE ON VERSION ${PROJECT_VERSION} SOVERSION 1)
openapi2c_warnings(o2c-pcre2)
