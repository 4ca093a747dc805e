/** The program of `try`: generated code, the runtime's sources and a driver, compiled in a folder. */
#ifndef COMMAND_TRY_BUILD_H
#define COMMAND_TRY_BUILD_H

#include "command/pipeline.h"

/** The type that a document is decoded as; the driver knows it by its position. */
typedef LIST(const plan_type *) try_types;

/**
 * Writes all sources to `folder` and compiles them. False after errors in p->diag, or a signal.
 * program: its path.
 */
bool try_build(pipeline *p, str folder, const try_types *types, str *program);

#endif
