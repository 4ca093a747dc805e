/**
 * Folders that must not stay behind, and the signals that end a run early: an interrupted run removes
 * its folder before it goes.
 */
#ifndef COMMAND_TEMP_H
#define COMMAND_TEMP_H

#include "base/diag.h"

/** Makes a fresh folder under $TMPDIR (else /tmp). False after a DIAG_IO error. path: in `m`. */
bool temp_make(mem *m, diag *d, str *path);

/** Removes a folder and all in it; never follows symbolic links. What cannot be removed stays. */
void temp_remove(str path);

/**
 * From here on SIGINT, SIGTERM and SIGHUP are noted and no longer end the program; calls that wait
 * return early.
 */
void temp_catch_signals(void);

/** The signal that has come, or 0. */
int temp_signal(void);

/** Gives the signals back; if one has come, the program ends by it. To be called after temp_remove. */
void temp_release_signals(void);

#endif
