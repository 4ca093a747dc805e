#include "command/temp.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const int caught[] = {SIGINT, SIGTERM, SIGHUP};
enum { CAUGHT = sizeof caught / sizeof *caught, MAX_DEPTH = 32 };

/* A signal handler has no other way to its data. */
static volatile sig_atomic_t pending;

static void note_signal(int signal)
{
    pending = signal;
}

static void set_handlers(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CAUGHT; i++)
        sigaction(caught[i], &action, NULL);
}

void temp_catch_signals(void)
{
    set_handlers(note_signal);
}

int temp_signal(void)
{
    return (int)pending;
}

void temp_release_signals(void)
{
    set_handlers(SIG_DFL);
    if (pending)
        raise((int)pending);
}

bool temp_make(mem *m, diag *d, str *path)
{
    const char *base = getenv("TMPDIR");
    if (!base || !*base)
        base = "/tmp";
    *path = str_print(m, "%s/openapi2c-XXXXXX", base);
    /* str_print has made the bytes for us alone. */
    if (mkdtemp((char *)(uintptr_t)path->data))
        return true;
    diag_fail(d, DIAG_IO, "O2C-I002", (diag_place){0}, "cannot make a folder in '%s': %s", base,
              strerror(errno));
    return false;
}

static void remove_entries(int folder, int depth);

static void remove_entry(int folder, const char *name, int depth)
{
    if (unlinkat(folder, name, 0) == 0 || depth == 0)
        return;
    int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner < 0)
        return;
    remove_entries(inner, depth - 1);
    unlinkat(folder, name, AT_REMOVEDIR);
}

/** Takes `folder`. */
static void remove_entries(int folder, int depth)
{
    DIR *entries = fdopendir(folder);
    if (!entries) {
        close(folder);
        return;
    }
    for (struct dirent *e = readdir(entries); e; e = readdir(entries))
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            remove_entry(folder, e->d_name, depth);
    closedir(entries);
}

void temp_remove(str path)
{
    remove_entry(AT_FDCWD, path.data, MAX_DEPTH);
}
