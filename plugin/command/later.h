/**
 * What the design names and this version does not have: refused by name, so that nobody takes it for a
 * typing error or believes that it was done.
 */
#ifndef COMMAND_LATER_H
#define COMMAND_LATER_H

#include "base/str.h"

/** Whether an option ("exact") or a subcommand is one. */
bool later_option(str name);
bool later_command(str name);

#endif
