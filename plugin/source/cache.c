#include "source/cache.h"

#include "source/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const str magic = {O2C_LIT("openapi2c cache 1 ")};

str cache_default_folder(mem *m)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && *cache == '/') /* a relative one is to be ignored */
        return str_print(m, "%s/openapi2c", cache);
    return home && *home ? str_print(m, "%s/.cache/openapi2c", home) : STR_NULL;
}

static str entry_path(mem *m, str folder, str url, str credentials)
{
    str key = str_print(m, "%.*s\n%.*s", STR_ARG(url), STR_ARG(credentials));
    return str_print(m, "%.*s/%.*s", STR_ARG(folder), STR_ARG(sha256(m, key)));
}

/* ---- reading ---- */

static bool read_all(int fd, char *to, size_t size)
{
    for (size_t at = 0; at < size;) {
        ssize_t n = read(fd, to + at, size - at);
        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        at += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* A file of ours: no link, no device, nobody else's. */
static bool read_file(mem *m, str path, str *text)
{
    enum { SIZE_MAX_MIB = 4096 };
    struct stat about;
    int fd = open(path.data, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return false;
    bool ok = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid() &&
              about.st_size < (off_t)SIZE_MAX_MIB << 20;
    if (ok) {
        char *data = mem_alloc(m, (size_t)about.st_size + 1);
        *text = (str){data, (size_t)about.st_size};
        ok = read_all(fd, data, text->len);
    }
    close(fd);
    return ok;
}

/* Cuts the first line off. */
static str take_line(str *text)
{
    size_t end = str_find(*text, '\n');
    str line = str_slice(*text, 0, end);
    *text = str_slice(*text, end + 1, text->len);
    return line;
}

static str value_of(str line, str name)
{
    return str_starts(line, name) ? str_slice(line, name.len, line.len) : STR_NULL;
}

/* The magic and the hash of all that follows. */
static bool check_seal(mem *m, str *text)
{
    str hash = value_of(take_line(text), magic);
    return hash.data && str_eq(hash, sha256(m, *text));
}

static bool parse(mem *m, str text, str url, cache_entry *out)
{
    bool named = false;
    *out = (cache_entry){.etag = STR_NULL};
    if (!check_seal(m, &text))
        return false;
    for (str line = take_line(&text); line.len; line = take_line(&text)) {
        str etag = value_of(line, STR("etag: ")), location = value_of(line, STR("location: "));
        if (etag.data)
            out->etag = etag;
        if (location.data)
            out->location = location;
        named |= str_eq(value_of(line, STR("url: ")), url);
    }
    out->body = text;
    return named;
}

cache_state cache_find(mem *m, str folder, str url, str credentials, cache_entry *out)
{
    str path = entry_path(m, folder, url, credentials), text;
    *out = (cache_entry){.etag = STR_NULL};
    if (access(path.data, F_OK) != 0)
        return CACHE_NONE;
    if (read_file(m, path, &text) && parse(m, text, url, out))
        return CACHE_FOUND;
    *out = (cache_entry){.etag = STR_NULL};
    return CACHE_DAMAGED;
}

/* ---- writing ---- */

/* Makes the folder and what is missing above it, for its owner alone. */
static bool make_folders(mem *m, str folder)
{
    for (size_t i = 1; i <= folder.len; i++) {
        if (i < folder.len && folder.data[i] != '/')
            continue;
        str one = str_copy(m, str_slice(folder, 0, i));
        if (mkdir(one.data, 0700) != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

static bool write_all(int fd, str text)
{
    for (size_t at = 0; at < text.len;) {
        ssize_t n = write(fd, text.data + at, text.len - at);
        if (n < 0 && errno != EINTR)
            return false;
        at += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* An ETag that could be two lines is none. */
static bool is_line(str s)
{
    return s.data && str_find(s, '\n') == s.len && str_find(s, '\0') == s.len;
}

static void add_text(mem *m, buf *out, str url, const cache_entry *e)
{
    buf rest = BUF_INIT;
    buf_print(&rest, "url: %.*s\n", STR_ARG(url));
    if (is_line(e->etag))
        buf_print(&rest, "etag: %.*s\n", STR_ARG(e->etag));
    if (is_line(e->location))
        buf_print(&rest, "location: %.*s\n", STR_ARG(e->location));
    buf_char(&rest, '\n');
    buf_add(&rest, e->body);
    buf_add(out, magic);
    buf_add(out, sha256(m, buf_str(&rest)));
    buf_char(out, '\n');
    buf_add(out, buf_str(&rest));
    buf_free(&rest);
}

static bool write_file(mem *m, str path, str text)
{
    str temporary = str_print(m, "%.*s.%ld~", STR_ARG(path), (long)getpid());
    int fd = open(temporary.data, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return false;
    bool ok = write_all(fd, text);
    ok = close(fd) == 0 && ok;
    if (ok && rename(temporary.data, path.data) == 0)
        return true;
    int error = errno;
    unlink(temporary.data);
    errno = error;
    return false;
}

bool cache_put(mem *m, str folder, str url, str credentials, const cache_entry *entry)
{
    buf text = BUF_INIT;
    if (!make_folders(m, folder))
        return false;
    add_text(m, &text, url, entry);
    bool ok = write_file(m, entry_path(m, folder, url, credentials), buf_str(&text));
    int error = errno;
    buf_free(&text);
    errno = error;
    return ok;
}
