/** Where schemas and their keywords stand, as the side file of emitted code says it. */
#ifndef SCHEMA_PLACES_H
#define SCHEMA_PLACES_H

#include "schema/schema.h"

/**
 * Adds the text of the side file: for each schema of the graph a line
 *
 *     #/components/schemas/Pet<TAB>petstore.yaml:42:7<TAB>type:42:7<TAB>required:43:7
 *
 * its pointer, its place, and those of its keywords in the same file; by pointer, in the order of bytes.
 * folder: files in it are named relative to it; with the slash at its end. Control characters and backslashes are spelled \xHH. What begins with '#' and a blank is a comment.
 * o2c_map_find of the runtime reads it.
 */
void schema_places(mem *m, const schema_graph *g, str folder, buf *out);

#endif
