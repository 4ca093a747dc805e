/**
 * Files that are built into the program: the templates, and the runtime's own sources (for
 * --bundle-runtime and `openapi2c try`). The tables are made by cmake/Embed.cmake, sorted by name.
 */
#ifndef EMIT_EMBEDDED_H
#define EMIT_EMBEDDED_H

#include <stddef.h>

typedef struct embedded_file {
    const char *name;          /* relative, with '/': "union.c.tmpl", "include/o2c/reader.h" */
    const unsigned char *data; /* static; followed by a zero byte */
    size_t size;               /* bytes, without that zero */
} embedded_file;

/** templates/ */
extern const embedded_file embedded_templates[];
extern const size_t embedded_template_count;

/** runtime/: "include/o2c/x.h", "src/x.c" and "src/x.h"; the optional part begins with "pcre2/". */
extern const embedded_file embedded_runtime[];
extern const size_t embedded_runtime_count;

#endif
