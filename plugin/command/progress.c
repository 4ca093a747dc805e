#include "command/progress.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum { EVERY = 500000 /* microseconds */ };

/* A signal handler has no other way to its data. */
static const char *volatile current;
static const char *volatile shown; /* what stands in the line, or NULL */

static void put(const char *text)
{
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored;
}

static void show(int signal)
{
    (void)signal;
    int saved = errno;
    const char *text = current;
    if (text && text != shown) {
        put("\r\033[K");
        put(text);
        put(" …");
        shown = text;
    }
    errno = saved;
}

static void start_timer(void)
{
    struct sigaction action = {.sa_handler = show, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    struct itimerval every = {{0, EVERY}, {0, EVERY}};
    setitimer(ITIMER_REAL, &every, NULL);
}

void progress_step(const char *text)
{
    if (!isatty(STDERR_FILENO))
        return;
    bool first = !current;
    current = text;
    if (first)
        start_timer();
}

void progress_part(const char *text)
{
    static const char *step;
    if (!current)
        return;
    if (text && !step)
        step = current;
    current = text ? text : step;
    if (!text)
        step = NULL;
}

void progress_end(void)
{
    if (!current)
        return;
    struct itimerval never = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &never, NULL);
    current = NULL;
    if (shown)
        put("\r\033[K");
    shown = NULL;
}
