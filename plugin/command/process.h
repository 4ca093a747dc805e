/** Other programs: started with fork and exec, never through a shell. */
#ifndef COMMAND_PROCESS_H
#define COMMAND_PROCESS_H

#include "command/options.h"

#include <sys/types.h>

/** A program and its arguments, as exec takes them: NUL-terminated strings, NULL at the end. */
typedef LIST(char *) argument_list;

/** Appends an argument; the text is copied. */
void process_argument(mem *m, argument_list *a, str text);
/** Appends the words of `text`, split at spaces. */
void process_words(mem *m, argument_list *a, str text);

/** Whether a program can be run: a path with '/', or a name found on PATH. */
bool process_exists(mem *m, str program);

typedef struct process_options {
    int input;            /* becomes its standard input; -1: inherited */
    int extra;            /* becomes its descriptor 3; -1: none */
    bool output_to_error; /* its standard output goes to standard error */
    size_t stack;         /* bytes of stack to ask for; 0: as it is */
} process_options;

/** Starts it (a must end in NULL). -1 and errno when it could not be started. */
pid_t process_start(const argument_list *a, const process_options *options);

/** Waits for it. Its wait status, or -1 if a signal came for us (temp_signal). */
int process_wait(pid_t pid);

/** "status 2", "signal 11 (Segmentation fault)" */
str process_describe(mem *m, int wait_status);

/** One of many programs to run. */
typedef struct process_job {
    argument_list arguments;
    str name; /* what it works on, for messages */
} process_job;

/**
 * Runs all of them, as many at a time as the machine has processors; what they print goes to standard
 * error. True if each one ended with status 0. The first that did not is reported as an error of
 * class `cls`, and no more are started; nor are they after a signal (temp_signal).
 */
bool process_run_all(mem *m, diag *d, diag_class cls, const process_job *jobs, size_t count);

#endif
