# The warnings that all of our own C is free of; errors when this is the top-level project.
function(openapi2c_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
    $<$<BOOL:${OPENAPI2C_WERROR}>:-Werror>)
endfunction()
