/** The runtime's own sources, which are built into the command, as files of the output. */
#ifndef COMMAND_BUNDLE_H
#define COMMAND_BUNDLE_H

#include "command/options.h"
#include "emit/output.h"

/**
 * Adds them under o2c/: the public headers as o2c/x.h, so that one -I of the folder finds <o2c/x.h>, the
 * rest as o2c/src/x.c. pcre2: with libo2c-pcre2, whose user links with libpcre2-8. The names of the .c
 * files go to `sources`, if not NULL. Names are in `m`.
 */
void bundle_add(mem *m, output *out, bool pcre2, texts *sources);

#endif
