# cmake -DPROGRAM=file -DEXPECTED=file -P run.cmake: runs a program and compares what it prints.
execute_process(COMMAND ${PROGRAM} RESULT_VARIABLE status OUTPUT_VARIABLE output)
file(READ ${EXPECTED} expected)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${status}, and printed:\n${output}")
elseif(NOT output STREQUAL expected)
  message(FATAL_ERROR "${PROGRAM} printed\n${output}\nwhere ${EXPECTED} has\n${expected}")
endif()
