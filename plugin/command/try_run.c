#include "command/try_run.h"

#include "command/process.h"
#include "command/progress.h"
#include "command/temp.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    STACK_BASE = 8 << 20, /* bytes */
    STACK_LEVEL = 8 << 10 /* bytes a JSON level; sanitizers make large frames */
};

/** What the driver writes to its descriptor 3 (templates/try_main.c.tmpl). */
typedef struct driver_progress {
    unsigned long long started, passed, failed;
} driver_progress;

static bool write_all(int fd, str bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.data, bytes.len);
        if (n < 0 && (errno != EINTR || temp_signal()))
            return false;
        if (n > 0)
            bytes = str_slice(bytes, (size_t)n, bytes.len);
    }
    return true;
}

/** How failures of a case are called: "cases.jsonl:12: Pet". */
static void add_label(buf *out, const try_case *c)
{
    buf_add(out, c->file);
    if (c->line)
        buf_print(out, ":%zu", c->line);
    if (c->line && c->schema.len)
        buf_print(out, ": %.*s", STR_ARG(c->schema));
}

static char record_mode(const try_case *c, str fault)
{
    if (fault.data)
        return 'X';
    return c->line ? 'C' : 'F';
}

static bool send_record(int fd, const try_record *r)
{
    const try_case *c = r->what;
    str fault = c->fault.data ? c->fault : r->problem;
    str text = fault.data ? fault : c->document;
    buf label = BUF_INIT, head = BUF_INIT;
    add_label(&label, c);
    buf_print(&head, "%c %zu %d %d %zu %zu %zu\n", record_mode(c, fault), r->type, c->valid,
              c->pointer.data != NULL, c->pointer.len, label.len, text.len);
    buf_add(&head, c->pointer);
    buf_add(&head, buf_str(&label));
    bool ok = write_all(fd, buf_str(&head)) && write_all(fd, text);
    buf_free(&label);
    buf_free(&head);
    return ok;
}

/** The driver's pipe and its progress file; -1 where there is none. */
typedef struct channel {
    int read_end, write_end, state;
} channel;

static bool channel_open(mem *m, channel *c, str folder)
{
    int ends[2];
    *c = (channel){-1, -1, -1};
    str path = str_print(m, "%.*s/state", STR_ARG(folder));
    c->state = open(path.data, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (c->state < 0 || pipe(ends) != 0)
        return false;
    c->read_end = ends[0];
    c->write_end = ends[1];
    return fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static driver_progress channel_progress(const channel *c)
{
    driver_progress progress = {0, 0, 0};
    if (pread(c->state, &progress, sizeof progress, 0) != (ssize_t)sizeof progress)
        progress = (driver_progress){0, 0, 0};
    return progress;
}

static void channel_close(channel *c)
{
    close_end(&c->read_end);
    close_end(&c->write_end);
    close_end(&c->state);
}

static pid_t start_driver(mem *m, const channel *c, str program, str side_file, uint32_t max_depth)
{
    /* What UBSan finds is to fail as what ASan finds does, unless the user says otherwise. */
    setenv("UBSAN_OPTIONS", "halt_on_error=1:print_stacktrace=1", 0);
    argument_list a = {0};
    process_argument(m, &a, program);
    process_argument(m, &a, side_file);
    process_argument(m, &a, str_print(m, "%u", (unsigned)max_depth));
    list_push(m, &a, NULL);
    const process_options options = {
        .input = c->read_end,
        .extra = c->state,
        .stack = STACK_BASE + (size_t)STACK_LEVEL * (max_depth ? max_depth : 1024),
    };
    return process_start(&a, &options);
}

/** A driver that neither passed nor failed its cases but broke. */
static void report_broken(mem *m, diag *d, int status, const driver_progress *progress,
                          const try_record *records, size_t count)
{
    str how = process_describe(m, status);
    size_t done = (size_t)(progress->passed + progress->failed);
    if (done >= count || progress->started == 0) {
        diag_fail(d, DIAG_SPEC, "O2C-C003", (diag_place){0}, "the program ended with %.*s",
                  STR_ARG(how));
        return;
    }
    buf label = BUF_INIT;
    add_label(&label, records[progress->started - 1].what);
    diag_fail(d, DIAG_SPEC, "O2C-C003", (diag_place){0},
              "the program ended with %.*s at %.*s; %zu documents were not tried", STR_ARG(how),
              STR_ARG(buf_str(&label)), count - (size_t)progress->started);
    buf_free(&label);
}

static bool is_clean(int status, const driver_progress *progress, size_t count)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == (progress->failed ? 1 : 0) &&
           progress->passed + progress->failed == count;
}

static bool feed(mem *m, diag *d, channel *c, pid_t pid, const try_record *records, size_t count,
                 try_counts *counts)
{
    close_end(&c->read_end);
    signal(SIGPIPE, SIG_IGN); /* a driver that is gone is found out below */
    for (size_t i = 0; i < count && send_record(c->write_end, &records[i]); i++)
        continue;
    close_end(&c->write_end);
    signal(SIGPIPE, SIG_DFL);
    int status = process_wait(pid);
    if (temp_signal()) {
        kill(pid, SIGTERM);
        return false;
    }
    driver_progress progress = channel_progress(c);
    counts->passed = (size_t)progress.passed;
    counts->failed = count - (size_t)progress.passed;
    if (!is_clean(status, &progress, count))
        report_broken(m, d, status, &progress, records, count);
    return !d->errors;
}

bool try_run(mem *m, diag *d, str program, str folder, str side_file, uint32_t max_depth,
             const try_record *records, size_t count, try_counts *counts)
{
    channel c;
    pid_t pid = -1;
    progress_end();
    fflush(stdout);
    if (channel_open(m, &c, folder))
        pid = start_driver(m, &c, program, side_file, max_depth);
    if (pid < 0)
        diag_fail(d, DIAG_IO, "O2C-I003", (diag_place){0}, "cannot run what was compiled: %s",
                  strerror(errno));
    bool ok = pid >= 0 && feed(m, d, &c, pid, records, count, counts);
    channel_close(&c);
    return ok;
}
