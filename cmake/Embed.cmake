# cmake -DOUTPUT=x.c -DTABLE=name -DCOUNT=name -DROOT=dir -DLIST=file -P Embed.cmake
#
# Writes the files that LIST names, one a line and relative to ROOT, as C byte arrays. Each array ends
# with a zero byte that its size does not count, and the table ends with an entry without a name.
file(STRINGS ${LIST} names)

string(REPEAT "." 80 line) # 16 bytes of 5 characters
set(arrays "")
set(entries "")
set(count 0)
foreach(name IN LISTS names)
  file(READ ${ROOT}/${name} bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "(${line})" "\\1\n" bytes "${bytes}")
  string(APPEND arrays
    "/* ${name} */\nstatic const unsigned char file_${count}[] = {\n${bytes}0x00};\n\n")
  string(APPEND entries "    {\"${name}\", file_${count}, sizeof file_${count} - 1},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(WRITE ${OUTPUT} "/* Made by cmake/Embed.cmake. */
#include \"emit/embedded.h\"

${arrays}const embedded_file ${TABLE}[] = {
${entries}    {NULL, NULL, 0},
};
const size_t ${COUNT} = ${count};
")
