# openapi2c_embed(OUT.c TABLE name COUNT name ROOT dir FILES relative...)
#
# Makes ${CMAKE_CURRENT_BINARY_DIR}/OUT.c, which defines a table of files (plugin/emit/embedded.h), from
# the files under ROOT. Rebuilt when a file or the list of files changes.
set(_openapi2c_embed_script ${CMAKE_CURRENT_LIST_DIR}/Embed.cmake)

function(openapi2c_embed out)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TABLE;COUNT;ROOT" "FILES")
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${out})
  list(SORT arg_FILES)
  list(JOIN arg_FILES "\n" names)
  file(CONFIGURE OUTPUT ${output}.list CONTENT "${names}\n" @ONLY)
  list(TRANSFORM arg_FILES PREPEND ${arg_ROOT}/)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DTABLE=${arg_TABLE} -DCOUNT=${arg_COUNT}
            -DROOT=${arg_ROOT} -DLIST=${output}.list -P ${_openapi2c_embed_script}
    DEPENDS ${arg_FILES} ${output}.list ${_openapi2c_embed_script}
    COMMENT "Embedding ${arg_TABLE}" VERBATIM)
endfunction()
