#[=[
openapi2c_generate(TARGET name SPEC file... PREFIX p [OUT dir] [SHARDS n] [SHA256 hash] [LOCK file]
                   [NAMES file] [CONFIG file] [OPTIONS option...])

Makes the library target `name` from a spec: `openapi2c generate` runs at build time, and again exactly
when the spec, a file that it refers to, the options or the generator change. Link to `name` and
include <p.h>.

  SPEC     the OpenAPI or JSON Schema document, relative to the current source directory, or a URL;
           several make one library, with each shared type once
  PREFIX   prefix of all C names and file names
  OUT      where the files go, relative to the current binary directory; default:
           TARGET.openapi2c/PREFIX
  SHARDS   number of .c files (default 1); more build in parallel
  SHA256   what the document at the URL, the only SPEC, must hash to
  LOCK     an openapi2c.lock: what remote documents must be
  CONFIG   an openapi2c.yaml, relative to the current source directory; what stands here wins over it
  NAMES    file that keeps C names (--names), relative to the current source directory; made by the
           first build, and to be kept under version control
  OPTIONS  further options of `openapi2c generate`: --keep-unknown, --exact, ...

A build says what it is made from: the network is asked while building, never while configuring, and
for nothing but what SHA256 or LOCK has the hash of and the cache does not have. Without them a URL
is an error, and a reference to one is answered by the cache alone (--offline).

The generator is the target openapi2c::openapi2c of this build or of the package. When cross-compiling
it is the program OPENAPI2C_EXECUTABLE (a cache variable), looked for on the host.
]=]
include_guard(GLOBAL)
cmake_policy(PUSH)
cmake_policy(VERSION 3.25)

# The command to run, and what to depend on so that a new generator generates again.
function(_openapi2c_find_generator command_out depends_out)
  if(NOT CMAKE_CROSSCOMPILING AND NOT OPENAPI2C_EXECUTABLE AND TARGET openapi2c::openapi2c)
    set(${command_out} openapi2c::openapi2c PARENT_SCOPE)
    set(${depends_out} $<TARGET_FILE:openapi2c::openapi2c> PARENT_SCOPE)
    return()
  endif()
  # On PATH alone: what CMake's own prefixes hold is for the target.
  find_program(OPENAPI2C_EXECUTABLE openapi2c
    NO_PACKAGE_ROOT_PATH NO_CMAKE_PATH NO_CMAKE_ENVIRONMENT_PATH NO_CMAKE_FIND_ROOT_PATH
    DOC "The openapi2c program that runs on this machine")
  if(NOT OPENAPI2C_EXECUTABLE)
    message(FATAL_ERROR
      "openapi2c_generate: no openapi2c program that runs on this machine was found. "
      "Build and install openapi2c for the host, then put it on PATH or configure with "
      "-DOPENAPI2C_EXECUTABLE=/path/to/openapi2c.")
  endif()
  set(${command_out} ${OPENAPI2C_EXECUTABLE} PARENT_SCOPE)
  set(${depends_out} ${OPENAPI2C_EXECUTABLE} PARENT_SCOPE)
endfunction()

# The options of `openapi2c generate` that say what may be fetched, and the lock that they name. A hash
# alone gets an empty lock, or one that lies about in the build folder would count.
function(_openapi2c_remote_options options_out lock_out specs sha256 lock empty_lock)
  set(options "")
  if(sha256)
    if(NOT sha256 MATCHES "^[0-9a-f]+$" OR NOT specs MATCHES "^[Hh][Tt][Tt][Pp][Ss]?://[^;]*$")
      message(FATAL_ERROR "openapi2c_generate: SHA256 takes the hash of a SPEC that is a URL")
    endif()
    list(APPEND options --sha256 ${sha256})
    if(NOT lock)
      file(CONFIGURE OUTPUT ${empty_lock} CONTENT "# SHA256 is all that is known.\n" @ONLY)
      set(lock ${empty_lock})
    endif()
  endif()
  if(lock)
    cmake_path(ABSOLUTE_PATH lock BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    list(APPEND options --lock ${lock})
  endif()
  if(options)
    list(APPEND options --locked)
  elseif(specs MATCHES "(^|;)([Hh][Tt][Tt][Pp][Ss]?://[^;]*)")
    message(FATAL_ERROR
      "openapi2c_generate: '${CMAKE_MATCH_2}' needs SHA256 or LOCK, so that a build can be repeated. "
      "`openapi2c generate ${CMAKE_MATCH_2} --update` writes openapi2c.lock.")
  else()
    list(APPEND options --offline)
  endif()
  set(${options_out} "${options}" PARENT_SCOPE)
  set(${lock_out} "${lock}" PARENT_SCOPE)
endfunction()

function(openapi2c_generate)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;PREFIX;OUT;SHARDS;SHA256;LOCK;NAMES;CONFIG"
    "SPEC;OPTIONS")
  foreach(required TARGET SPEC PREFIX)
    if(NOT arg_${required})
      message(FATAL_ERROR "openapi2c_generate: ${required} is missing")
    endif()
  endforeach()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "openapi2c_generate: unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT DEFINED arg_SHARDS)
    set(arg_SHARDS 1)
  endif()
  if(NOT arg_SHARDS MATCHES "^[1-9][0-9]*$")
    message(FATAL_ERROR "openapi2c_generate: SHARDS must be a number from 1, not '${arg_SHARDS}'")
  endif()
  if(NOT DEFINED arg_OUT)
    set(arg_OUT ${arg_TARGET}.openapi2c/${arg_PREFIX})
  endif()
  cmake_path(ABSOLUTE_PATH arg_OUT BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR} NORMALIZE)

  set(specs "")
  set(spec_files "")
  foreach(spec IN LISTS arg_SPEC)
    if(NOT spec MATCHES "^[Hh][Tt][Tt][Pp][Ss]?://")
      cmake_path(ABSOLUTE_PATH spec BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
      list(APPEND spec_files ${spec})
    endif()
    list(APPEND specs ${spec})
  endforeach()

  set(state ${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}.openapi2c)
  _openapi2c_remote_options(remote_options lock_file "${specs}" "${arg_SHA256}" "${arg_LOCK}"
    ${state}/lock)

  set(files "")
  foreach(file NAMES CONFIG)
    if(arg_${file})
      cmake_path(ABSOLUTE_PATH arg_${file} BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
      string(TOLOWER ${file} option)
      list(APPEND files --${option} ${arg_${file}})
    endif()
  endforeach()

  # Headers and the side file count as by-products too, or Ninja would see that one changed only at the
  # next build.
  set(sources "")
  set(headers ${arg_OUT}/${arg_PREFIX}.h)
  if("--source-map" IN_LIST arg_OPTIONS)
    list(APPEND headers ${arg_OUT}/${arg_PREFIX}.map)
  endif()
  foreach(shard RANGE 1 ${arg_SHARDS})
    list(APPEND sources ${arg_OUT}/${arg_PREFIX}_${shard}.c)
    list(APPEND headers ${arg_OUT}/${arg_PREFIX}_types_${shard}.h)
  endforeach()

  list(JOIN arg_SPEC ", " spec_names)

  # Unchanged files keep their times, so what stands for "up to date" is a stamp. The options are in
  # a file because Makefiles do not notice that a command has changed.
  file(CONFIGURE OUTPUT ${state}/options
    CONTENT "${specs}\n${arg_PREFIX}\n${arg_SHARDS}\n${remote_options}\n${files}\n${arg_OPTIONS}\n" @ONLY)
  _openapi2c_find_generator(command generator)
  add_custom_command(
    OUTPUT ${state}/stamp
    BYPRODUCTS ${sources} ${headers}
    COMMAND ${command} generate ${specs} -o ${arg_OUT} --prefix ${arg_PREFIX} --shards ${arg_SHARDS}
            --depfile ${state}/depfile --stamp ${state}/stamp ${remote_options} ${files}
            ${arg_OPTIONS}
    DEPENDS ${spec_files} ${lock_file} ${generator} ${state}/options
    DEPFILE ${state}/depfile
    COMMENT "Generating ${arg_PREFIX} from ${spec_names}"
    VERBATIM)
  add_custom_target(${arg_TARGET}_generate DEPENDS ${state}/stamp)

  add_library(${arg_TARGET} ${sources})
  add_dependencies(${arg_TARGET} ${arg_TARGET}_generate)
  target_include_directories(${arg_TARGET} PUBLIC $<BUILD_INTERFACE:${arg_OUT}>)
  # What the spec's patterns need is known when it is generated, so what may be needed is there: of a
  # static libo2c-pcre2 that nobody calls nothing is linked.
  target_link_libraries(${arg_TARGET} PUBLIC
    $<TARGET_NAME_IF_EXISTS:openapi2c::o2c-pcre2> openapi2c::o2c)
  target_compile_features(${arg_TARGET} PUBLIC c_std_11)
endfunction()

cmake_policy(POP)
