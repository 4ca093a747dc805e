/**
 * Progress on standard error, for what takes longer than half a second, on a terminal only. A timer
 * shows the step that is running, so a fast run prints nothing at all.
 */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

/** The step that begins now. text: a string literal. */
void progress_step(const char *text);

/** A part of the step, in the same way, until it ends (NULL). text: lives until then. */
void progress_part(const char *text);

/** Takes the line away again. To be called before anything else is printed. */
void progress_end(void);

#endif
