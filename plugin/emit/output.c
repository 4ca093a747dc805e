#include "emit/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct output_file {
    str path;
    str text;
    str temporary; /* written and not yet renamed; STR_NULL: nothing to do */
} output_file;

struct output {
    mem *m;
    str dir;
    map names;    /* of added files */
    map families; /* the same without their numbers */
    str bad_name; /* STR_NULL: none */
    str stamp;    /* STR_NULL: none */
    LIST(output_file) files;
    LIST(str) made_dirs;
};

output *output_new(mem *m, str dir)
{
    output *o = mem_new(m, output);
    o->m = m;
    o->dir = dir.len ? dir : STR(".");
    map_init(&o->names, m);
    map_init(&o->families, m);
    return o;
}

/* A name stays in the folder: no absolute path, no "..", no empty part. */
static bool is_inside(str name)
{
    for (size_t from = 0; from <= name.len;) {
        size_t to = from + str_find(str_slice(name, from, name.len), '/');
        str part = str_slice(name, from, to);
        if (!part.len || str_eq(part, STR(".")) || str_eq(part, STR("..")) ||
            str_find(part, '\0') < part.len)
            return false;
        from = to + 1;
    }
    return true;
}

/* What p_1.c and p_12.c have in common: "p_/.c", which no file is called. The name itself without a number. */
static str family_of(mem *m, str name)
{
    size_t dot = name.len;
    while (dot && name.data[dot - 1] != '.')
        dot--;
    size_t end = dot ? dot - 1 : name.len, from = end;
    while (from && name.data[from - 1] >= '0' && name.data[from - 1] <= '9')
        from--;
    str before = str_slice(name, 0, from), after = str_slice(name, end, name.len);
    return from < end && str_ends(before, STR("_"))
               ? str_print(m, "%.*s/%.*s", STR_ARG(before), STR_ARG(after))
               : name;
}

void output_add_at(output *o, str path, str text)
{
    list_push(o->m, &o->files, (output_file){str_copy(o->m, path), text, STR_NULL});
}

void output_add(output *o, str name, str text)
{
    if (!is_inside(name) || !map_put(&o->names, name, o))
        o->bad_name = name;
    map_put(&o->families, family_of(o->m, name), o);
    output_add_at(o, str_print(o->m, "%.*s/%.*s", STR_ARG(o->dir), STR_ARG(name)), text);
}

void output_set_stamp(output *o, str path)
{
    o->stamp = str_copy(o->m, path);
}

static bool fail(diag *d, const char *code, const char *what, str path)
{
    diag_fail(d, DIAG_IO, code, (diag_place){0}, "cannot %s '%.*s': %s", what, STR_ARG(path),
              strerror(errno));
    return false;
}

/* Folders */

/* Makes every folder on the way to `path` that is missing, and remembers which. */
static bool make_parents(output *o, str path, diag *d)
{
    for (size_t i = 1; i < path.len; i++) {
        if (path.data[i] != '/')
            continue;
        str dir = str_copy(o->m, str_slice(path, 0, i));
        if (mkdir(dir.data, 0777) == 0)
            list_push(o->m, &o->made_dirs, dir);
        else if (errno != EEXIST && access(dir.data, F_OK) != 0)
            return fail(d, "O2C-O001", "make the folder", dir);
    }
    return true;
}

static void remove_made_dirs(output *o)
{
    while (o->made_dirs.count)
        rmdir(o->made_dirs.items[--o->made_dirs.count].data);
}

/* Files */

static bool same_contents(int file, str text)
{
    char part[65536];
    for (size_t at = 0;;) {
        ssize_t n = read(file, part, sizeof part);
        if (n <= 0)
            return n == 0 && at == text.len;
        if ((size_t)n > text.len - at || memcmp(part, text.data + at, (size_t)n) != 0)
            return false;
        at += (size_t)n;
    }
}

/* Whether the file at `path` has this text already. */
static bool is_unchanged(str path, str text)
{
    struct stat info;
    int file = open(path.data, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool same = fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
                (uintmax_t)info.st_size == text.len && same_contents(file, text);
    close(file);
    return same;
}

static bool write_all(int file, str text)
{
    for (size_t at = 0; at < text.len;) {
        ssize_t n = write(file, text.data + at, text.len - at);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            at += (size_t)n;
    }
    return true;
}

/* "a/.b.PID~" for "a/b": hidden, and never another run's. */
static str temporary_name(mem *m, str path)
{
    size_t name = path.len;
    while (name && path.data[name - 1] != '/')
        name--;
    return str_print(m, "%.*s.%.*s.%ld~", STR_ARG(str_slice(path, 0, name)),
                     STR_ARG(str_slice(path, name, path.len)), (long)getpid());
}

/* Creates the file, in place of one that an earlier process of our number left. */
static int create(str path)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    int file = open(path.data, flags, 0666);
    if (file < 0 && errno == EEXIST && unlink(path.data) == 0)
        file = open(path.data, flags, 0666);
    return file;
}

/* Writes the text beside the file's place. */
static bool prepare(output *o, output_file *f, diag *d)
{
    struct stat info;
    if (!make_parents(o, f->path, d))
        return false;
    if (stat(f->path.data, &info) == 0 && !S_ISREG(info.st_mode)) {
        diag_fail(d, DIAG_IO, "O2C-O002", (diag_place){0}, "'%.*s' exists and is no regular file",
                  STR_ARG(f->path));
        return false;
    }
    str temporary = temporary_name(o->m, f->path);
    int file = create(temporary);
    if (file < 0)
        return fail(d, "O2C-O003", "create", f->path);
    f->temporary = temporary;
    bool ok = write_all(file, f->text);
    int error = errno;
    if (close(file) != 0 && ok) {
        error = errno;
        ok = false;
    }
    errno = error;
    return ok || fail(d, "O2C-O003", "write", f->path);
}

static void drop_temporaries(output *o)
{
    for (size_t i = 0; i < o->files.count; i++) {
        if (o->files.items[i].temporary.data)
            unlink(o->files.items[i].temporary.data);
    }
}

/* Files of an earlier run */

static bool is_generated(str path)
{
    char start[sizeof OUTPUT_HEADER - 1];
    int file = open(path.data, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return false;
    bool ours = read(file, start, sizeof start) == (ssize_t)sizeof start &&
                memcmp(start, OUTPUT_HEADER, sizeof start) == 0;
    close(file);
    return ours;
}

static size_t remove_stale(output *o)
{
    size_t removed = 0;
    DIR *dir = opendir(str_copy(o->m, o->dir).data);
    if (!dir)
        return 0;
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        str name = str_of(entry->d_name), family = family_of(o->m, name);
        if (map_has(&o->names, name) || !map_has(&o->families, family))
            continue;
        str path = str_print(o->m, "%.*s/%s", STR_ARG(o->dir), entry->d_name);
        if (is_generated(path))
            removed += unlink(path.data) == 0;
    }
    closedir(dir);
    return removed;
}

/* Steps of a commit */

static bool prepare_all(output *o, diag *d, output_counts *counts)
{
    for (size_t i = 0; i < o->files.count; i++) {
        output_file *f = &o->files.items[i];
        if (is_unchanged(f->path, f->text))
            counts->unchanged++;
        else if (!prepare(o, f, d))
            return false;
    }
    return true;
}

static bool rename_all(output *o, diag *d, output_counts *counts)
{
    for (size_t i = 0; i < o->files.count; i++) {
        output_file *f = &o->files.items[i];
        if (!f->temporary.data)
            continue;
        if (rename(f->temporary.data, f->path.data) != 0)
            return fail(d, "O2C-O003", "replace", f->path);
        f->temporary = STR_NULL;
        counts->written++;
    }
    return true;
}

static bool write_stamp(output *o, diag *d)
{
    output_file stamp = {.path = o->stamp};
    if (!stamp.path.data)
        return true;
    bool ok = prepare(o, &stamp, d);
    if (ok && rename(stamp.temporary.data, stamp.path.data) != 0)
        ok = fail(d, "O2C-O003", "replace", stamp.path);
    if (!ok && stamp.temporary.data)
        unlink(stamp.temporary.data);
    return ok;
}

bool output_commit(output *o, diag *d, output_counts *counts)
{
    output_counts done = {0};
    if (o->bad_name.data)
        diag_fail(d, DIAG_BUG, "O2C-O004", (diag_place){0}, "'%.*s' is no name for an emitted file",
                  STR_ARG(o->bad_name));
    if (d->errors)
        return false;
    bool ok = prepare_all(o, d, &done) && rename_all(o, d, &done);
    if (!ok) {
        drop_temporaries(o);
        remove_made_dirs(o);
        return false;
    }
    done.removed = remove_stale(o);
    if (counts)
        *counts = done;
    return write_stamp(o, d);
}

/* Depfiles */

static bool add_make_name(buf *b, str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.data[i];
        if (c == '\n' || c == '\r' || c == '\0')
            return false;
        if (c == ' ' || c == '\t' || c == '#') {
            /* backslashes before an escaped byte count in pairs */
            for (size_t j = i; j && name.data[j - 1] == '\\'; j--)
                buf_char(b, '\\');
            buf_char(b, '\\');
        } else if (c == '$') {
            buf_char(b, '$');
        }
        buf_char(b, c);
    }
    return true;
}

bool output_depfile(buf *b, str target, const str *inputs, size_t count, diag *d)
{
    str bad = target;
    bool ok = add_make_name(b, target);
    buf_char(b, ':');
    for (size_t i = 0; ok && i < count; i++) {
        buf_text(b, " \\\n  ");
        bad = inputs[i];
        ok = add_make_name(b, inputs[i]);
    }
    buf_char(b, '\n');
    if (!ok)
        diag_fail(d, DIAG_IO, "O2C-O005", (diag_place){0}, "no depfile can name '%.*s'",
                  STR_ARG(bad));
    return ok;
}
