#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

static const size_t LIMIT_DEFAULT = (size_t)256 << 20;

/* A place that names the file alone; it lives as long as the report. */
static diag_place file_place(diag *d, str path)
{
    diag_file *file = mem_new(&d->m, diag_file);
    file->name = str_eq(path, STR("-")) ? STR("<stdin>") : str_copy(&d->m, path);
    return (diag_place){.file = file};
}

/* Reads on after signals. */
static ssize_t read_some(int fd, char *to, size_t size)
{
    ssize_t n;
    do
        n = read(fd, to, size);
    while (n < 0 && errno == EINTR);
    return n;
}

/* Reads all there is, but no more than one chunk beyond `limit`. False: errno says why. */
static bool read_all(int fd, size_t limit, buf *b)
{
    char chunk[CHUNK];
    ssize_t n = 0;
    while (b->len <= limit) {
        n = read_some(fd, chunk, sizeof chunk);
        if (n <= 0)
            break;
        buf_add(b, (str){chunk, (size_t)n});
    }
    return n >= 0;
}

static bool report_unreadable(diag *d, str path)
{
    diag_fail(d, DIAG_IO, "O2C-F001", file_place(d, path), "cannot read the file: %s",
              strerror(errno));
    return false;
}

bool source_read_file(mem *m, diag *d, str path, size_t limit, str *text)
{
    buf b = BUF_INIT;
    bool standard = str_eq(path, STR("-"));
    *text = STR_NULL;
    if (!limit)
        limit = LIMIT_DEFAULT;
    if (str_find(path, '\0') < path.len || path.len == 0) {
        errno = ENOENT;
        return report_unreadable(d, path);
    }
    int fd = standard ? STDIN_FILENO : open(str_copy(m, path).data, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return report_unreadable(d, path);
    bool ok = read_all(fd, limit, &b) || report_unreadable(d, path);
    if (ok && b.len > limit) {
        diag_fail(d, DIAG_IO, "O2C-F002", file_place(d, path), "the file has more than %zu bytes",
                  limit);
        ok = false;
    }
    if (!standard)
        close(fd);
    if (ok)
        *text = buf_take(&b, m);
    buf_free(&b);
    return ok;
}

bool source_is_absent(mem *m, str path)
{
    struct stat about;
    return stat(str_copy(m, path).data, &about) != 0 && errno == ENOENT;
}

bool source_is_file(mem *m, str path, const char **reason)
{
    struct stat about;
    const char *name = str_copy(m, path).data;
    *reason = NULL;
    if (path.len == 0 || str_find(path, '\0') < path.len)
        *reason = strerror(ENOENT);
    else if (stat(name, &about) != 0 || access(name, R_OK) != 0)
        *reason = strerror(errno);
    else if (!S_ISREG(about.st_mode))
        *reason = S_ISDIR(about.st_mode) ? "it is a folder" : "it is no ordinary file";
    return !*reason;
}
