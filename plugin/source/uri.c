/* URI arithmetic (RFC 3986) and file: URIs (RFC 8089). */
#include "source/source.h"

#include <string.h>
#include <unistd.h>

/* The five parts (RFC 3986 §3). data is NULL where a part is absent; a path never is. */
typedef struct uri {
    str scheme, authority, path, query, fragment;
} uri;

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Length of the scheme that `s` starts with, without its colon; 0: none. */
static size_t scheme_length(str s)
{
    size_t i = 0;
    while (i < s.len && (is_alpha(s.data[i]) ||
                         (i && (is_digit(s.data[i]) || (s.data[i] && strchr("+-.", s.data[i]))))))
        i++;
    return i < s.len && s.data[i] == ':' ? i : 0;
}

/* Cuts `s` at the first `c`: what follows it is the result, STR_NULL if there is none. */
static str cut(str *s, char c)
{
    size_t at = str_find(*s, c);
    str after = at < s->len ? str_slice(*s, at + 1, s->len) : STR_NULL;
    *s = str_slice(*s, 0, at);
    return after;
}

static uri split(str s)
{
    uri u = {.scheme = STR_NULL};
    u.fragment = cut(&s, '#');
    u.query = cut(&s, '?');
    size_t scheme = scheme_length(s);
    if (scheme) {
        u.scheme = str_slice(s, 0, scheme);
        s = str_slice(s, scheme + 1, s.len);
    }
    if (str_starts(s, STR("//"))) {
        s = str_slice(s, 2, s.len);
        size_t end = str_find(s, '/');
        u.authority = str_slice(s, 0, end);
        s = str_slice(s, end, s.len);
    }
    u.path = s;
    return u;
}

/* Recomposition (§5.3). A path that starts with // needs help where no authority precedes it. */
static str join(mem *m, const uri *u)
{
    buf b = BUF_INIT;
    if (u->scheme.data) {
        buf_add(&b, u->scheme);
        buf_char(&b, ':');
    }
    if (u->authority.data) {
        buf_text(&b, "//");
        buf_add(&b, u->authority);
    } else if (str_starts(u->path, STR("//"))) {
        buf_text(&b, "/.");
    }
    buf_add(&b, u->path);
    if (u->query.data) {
        buf_char(&b, '?');
        buf_add(&b, u->query);
    }
    if (u->fragment.data) {
        buf_char(&b, '#');
        buf_add(&b, u->fragment);
    }
    return buf_take(&b, m);
}

/* Removes the last segment of `out` and the slash before it. */
static void drop_segment(buf *out)
{
    while (out->len && out->data[out->len - 1] != '/')
        out->len--;
    if (out->len)
        out->len--;
}

/* §5.2.4, a segment at a time. */
static str remove_dots(mem *m, str path)
{
    buf out = BUF_INIT;
    bool rooted = path.len && path.data[0] == '/';
    size_t at = rooted;
    bool more = path.len > 0;
    bool slash = rooted; /* a slash goes before the next segment */
    while (more) {
        str rest = str_slice(path, at, path.len);
        str segment = str_slice(rest, 0, str_find(rest, '/'));
        at += segment.len + 1;
        more = at <= path.len;
        bool up = str_eq(segment, STR("..")), stay = str_eq(segment, STR("."));
        if (up)
            drop_segment(&out);
        if (up || stay) {
            slash = slash || out.len > 0;
            if (!more && slash)
                buf_char(&out, '/');
            continue;
        }
        if (slash)
            buf_char(&out, '/');
        buf_add(&out, segment);
        slash = true;
    }
    return buf_take(&out, m);
}

/* §5.2.3 */
static str merge_paths(mem *m, const uri *base, str path)
{
    buf b = BUF_INIT;
    if (base->authority.data && base->path.len == 0) {
        buf_char(&b, '/');
    } else {
        size_t end = base->path.len;
        while (end && base->path.data[end - 1] != '/')
            end--;
        buf_add(&b, str_slice(base->path, 0, end));
    }
    buf_add(&b, path);
    return buf_take(&b, m);
}

/* The path and query of the result, where the reference has no authority of its own. */
static void resolve_path(mem *m, const uri *base, const uri *r, uri *out)
{
    out->query = r->query;
    if (r->path.len == 0) {
        out->path = base->path;
        out->query = r->query.data ? r->query : base->query;
    } else if (r->path.data[0] == '/') {
        out->path = remove_dots(m, r->path);
    } else {
        out->path = remove_dots(m, merge_paths(m, base, r->path));
    }
}

str source_uri_resolve(mem *m, str base_text, str reference)
{
    uri base = split(base_text), r = split(reference), out = r;
    if (r.scheme.data || r.authority.data) {
        out.path = remove_dots(m, r.path);
    } else {
        out.authority = base.authority;
        resolve_path(m, &base, &r, &out);
    }
    if (!r.scheme.data)
        out.scheme = base.scheme;
    return join(m, &out);
}

/* Bytes up to and with the last slash that both paths have in the same place. */
static size_t common_folders(str a, str b)
{
    size_t common = 0;
    for (size_t i = 0; i < a.len && i < b.len && a.data[i] == b.data[i]; i++)
        if (a.data[i] == '/')
            common = i + 1;
    return common;
}

str source_uri_relative(mem *m, str base_text, str text)
{
    uri base = split(base_text), u = split(text);
    size_t common = common_folders(base.path, u.path);
    if (!str_eq(base.scheme, u.scheme) || !str_eq(base.authority, u.authority) || !common)
        return text;
    buf out = BUF_INIT;
    for (size_t i = common; i < base.path.len; i++)
        if (base.path.data[i] == '/')
            buf_text(&out, "../");
    buf_add(&out, str_slice(u.path, common, u.path.len));
    if (u.query.data) {
        buf_char(&out, '?');
        buf_add(&out, u.query);
    }
    return buf_take(&out, m);
}

void source_uri_split(str text, str *without, str *fragment)
{
    *without = text;
    *fragment = cut(without, '#');
}

bool source_uri_is_absolute(str text)
{
    return scheme_length(text) > 0;
}

/* Characters that a path may hold as they are (§3.3): pchar and the slash. */
static bool is_path_char(char c)
{
    return is_alpha(c) || is_digit(c) || (c && strchr("-._~!$&'()*+,;=:@/", c));
}

/* The working directory, with a slash at the end; "/" if it cannot be told. */
static void add_directory(buf *b)
{
    size_t size = 256;
    char *path = NULL;
    mem m = MEM_INIT;
    do {
        size *= 2;
        path = getcwd(mem_alloc(&m, size), size);
    } while (!path && size < 1 << 16);
    buf_text(b, path && path[0] == '/' ? path : "/");
    if (b->data[b->len - 1] != '/')
        buf_char(b, '/');
    mem_free(&m);
}

str source_file_uri(mem *m, str path)
{
    buf absolute = BUF_INIT, out = BUF_INIT;
    if (!str_starts(path, STR("/")))
        add_directory(&absolute);
    buf_add(&absolute, path);
    str clean = remove_dots(m, buf_str(&absolute));
    buf_free(&absolute);
    buf_text(&out, "file://");
    for (size_t i = 0; i < clean.len; i++) {
        if (is_path_char(clean.data[i]))
            buf_char(&out, clean.data[i]);
        else
            buf_print(&out, "%%%02X", (unsigned)(unsigned char)clean.data[i]);
    }
    return buf_take(&out, m);
}

str source_uri_path(mem *m, str text)
{
    uri u = split(text);
    str path;
    bool local = !u.authority.len || str_eq(u.authority, STR("localhost"));
    bool file = u.scheme.len == 4 && (u.scheme.data[0] | 0x20) == 'f' &&
                (u.scheme.data[1] | 0x20) == 'i' && (u.scheme.data[2] | 0x20) == 'l' &&
                (u.scheme.data[3] | 0x20) == 'e';
    if (!file || !local || u.query.data || !str_starts(u.path, STR("/")))
        return STR_NULL;
    if (!str_percent_decode(m, u.path, &path) || str_find(path, '\0') < path.len)
        return STR_NULL;
    return path;
}
