/** Remote documents on the command line: the options, and what answers URLs in a run. */
#ifndef COMMAND_NETWORK_H
#define COMMAND_NETWORK_H

#include "command/pipeline.h"

/** Options of every subcommand that reads specs. */
extern const option network_options[];
/** --update, of those that may write the lock. */
extern const option network_update_options[];

/** Sets p->remote, p->lock and p->sources' share of it. False after errors in p->diag. */
bool network_open(pipeline *p);

/** With --update: adds the lock file to what is written. */
void network_add_lock(pipeline *p, output *out);

#endif
