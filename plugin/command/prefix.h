/** The prefix of all C names and file names: checked if given, else made from the spec's file name. */
#ifndef COMMAND_PREFIX_H
#define COMMAND_PREFIX_H

#include "base/diag.h"

enum { PREFIX_MAX = 64 /* bytes */ };

/**
 * Checks what --prefix says: a C identifier of at most PREFIX_MAX bytes that is not the runtime's (o2c_)
 * nor reserved, and does not make P.h the name of a system header. False after a DIAG_USAGE error.
 */
bool prefix_check(diag *d, str prefix);

/** "specs/Pet-Store.v2.yaml" gives "pet_store_v2"; always one that prefix_check takes. */
str prefix_of_file(mem *m, str path);

#endif
