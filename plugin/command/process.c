#include "command/process.h"

#include "command/temp.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EXTRA_FD = 3, MAX_PARALLEL = 64, EXEC_FAILED = 127 };

void process_argument(mem *m, argument_list *a, str text)
{
    /* exec wants char *, and writes to none of them. */
    list_push(m, a, (char *)(uintptr_t)str_copy(m, text).data);
}

void process_words(mem *m, argument_list *a, str text)
{
    while (text.len) {
        size_t end = str_find(text, ' ');
        if (end)
            process_argument(m, a, str_slice(text, 0, end));
        text = str_slice(text, end + 1, text.len);
    }
}

bool process_exists(mem *m, str program)
{
    if (str_find(program, '/') < program.len)
        return access(str_copy(m, program).data, X_OK) == 0;
    str path = str_of(getenv("PATH"));
    while (path.len) {
        size_t end = str_find(path, ':');
        str file = str_print(m, "%.*s/%.*s", STR_ARG(str_slice(path, 0, end)), STR_ARG(program));
        if (access(file.data, X_OK) == 0)
            return true;
        path = str_slice(path, end + 1, path.len);
    }
    return false;
}

/** The hard limit is the most that we may ask for. */
static void raise_stack(size_t bytes)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
        limit.rlim_cur >= bytes)
        return;
    limit.rlim_cur =
        limit.rlim_max == RLIM_INFINITY || limit.rlim_max > bytes ? bytes : limit.rlim_max;
    setrlimit(RLIMIT_STACK, &limit);
}

static void default_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGALRM};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
}

static _Noreturn void become(const argument_list *a, const process_options *o)
{
    default_signals();
    if (o->stack)
        raise_stack(o->stack);
    if (o->input >= 0)
        dup2(o->input, STDIN_FILENO);
    if (o->output_to_error)
        dup2(STDERR_FILENO, STDOUT_FILENO);
    if (o->extra == EXTRA_FD)
        fcntl(EXTRA_FD, F_SETFD, 0);
    else if (o->extra >= 0)
        dup2(o->extra, EXTRA_FD);
    execvp(a->items[0], a->items);
    _exit(EXEC_FAILED);
}

pid_t process_start(const argument_list *a, const process_options *options)
{
    pid_t pid = fork();
    if (pid == 0)
        become(a, options);
    return pid;
}

int process_wait(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR)
            return EXEC_FAILED << 8;
        if (temp_signal())
            return -1;
    }
    return status;
}

str process_describe(mem *m, int status)
{
    if (WIFSIGNALED(status))
        return str_print(m, "signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    return str_print(m, "status %d", WEXITSTATUS(status));
}

/* ---- many at a time ---- */

typedef struct running {
    pid_t pid;
    const process_job *job;
} running;

typedef struct pool {
    mem *m;
    diag *d;
    diag_class cls;
    running slots[MAX_PARALLEL];
    size_t used, room;
    bool failed;
} pool;

static void fail_job(pool *p, const process_job *job, str what)
{
    if (!p->failed)
        diag_fail(p->d, p->cls, "O2C-C001", (diag_place){0}, "%s fails on %.*s: %.*s",
                  job->arguments.items[0], STR_ARG(job->name), STR_ARG(what));
    p->failed = true;
}

static void start_job(pool *p, const process_job *job)
{
    const process_options options = {.input = -1, .extra = -1, .output_to_error = true};
    pid_t pid = process_start(&job->arguments, &options);
    if (pid < 0)
        fail_job(p, job, str_of(strerror(errno)));
    else
        p->slots[p->used++] = (running){pid, job};
}

/** Waits for any of them. */
static void reap_one(pool *p)
{
    int status;
    pid_t pid = waitpid(-1, &status, 0);
    if (pid < 0)
        return;
    for (size_t i = 0; i < p->used; i++)
        if (p->slots[i].pid == pid) {
            if (status != 0)
                fail_job(p, p->slots[i].job, process_describe(p->m, status));
            p->slots[i] = p->slots[--p->used];
            return;
        }
}

static void stop_all(pool *p)
{
    for (size_t i = 0; i < p->used; i++)
        kill(p->slots[i].pid, SIGTERM);
}

static size_t processor_count(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    if (n < 1)
        return 1;
    return n < MAX_PARALLEL ? (size_t)n : MAX_PARALLEL;
}

bool process_run_all(mem *m, diag *d, diag_class cls, const process_job *jobs, size_t count)
{
    pool p = {.m = m, .d = d, .cls = cls, .room = processor_count()};
    size_t next = 0;
    while (p.used || (next < count && !p.failed && !temp_signal())) {
        if (temp_signal())
            stop_all(&p);
        if (next < count && p.used < p.room && !p.failed && !temp_signal())
            start_job(&p, &jobs[next++]);
        else
            reap_one(&p);
    }
    return !p.failed && !temp_signal();
}
