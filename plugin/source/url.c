#include "source/url.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool starts_like(str s, const char *prefix)
{
    str p = str_of(prefix);
    if (s.len < p.len)
        return false;
    for (size_t i = 0; i < p.len; i++)
        if (lower(s.data[i]) != p.data[i])
            return false;
    return true;
}

bool url_is_remote(str text)
{
    return starts_like(text, "https://") || starts_like(text, "http://");
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters, digits, and what names and numeric addresses have besides. No escapes, no user, no '\'. */
static bool is_host(str host)
{
    bool bracketed = host.len > 2 && host.data[0] == '[' && host.data[host.len - 1] == ']';
    const char *others = bracketed ? ":." : "-._";
    if (bracketed)
        host = str_slice(host, 1, host.len - 1);
    for (size_t i = 0; i < host.len; i++) {
        char c = lower(host.data[i]);
        if (!is_digit(c) && !(c >= 'a' && c <= 'z') && !(c && strchr(others, c)))
            return false;
    }
    return host.len > 0 && host.len < 254;
}

/* Splits ":8443" off; the default port is none. False: no port number. */
static bool cut_port(str *host, bool secure, unsigned *port)
{
    unsigned standard = secure ? 443 : 80;
    size_t colon = host->len;
    while (colon && is_digit(host->data[colon - 1]))
        colon--;
    *port = 0;
    if (!colon || host->data[colon - 1] != ':')
        return true;
    str digits = str_slice(*host, colon, host->len);
    *host = str_slice(*host, 0, colon - 1);
    if (digits.len > 5)
        return false;
    for (size_t i = 0; i < digits.len; i++)
        *port = *port * 10 + (unsigned)(digits.data[i] - '0');
    if (digits.len && (*port == 0 || *port > 65535))
        return false;
    if (*port == standard)
        *port = 0;
    return true;
}

/* Bytes that a URL may hold (RFC 3986 §2), which are safe to print as well. */
static bool is_url_text(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] <= ' ' || s.data[i] > '~' || strchr("\"<>\\^`{|}", s.data[i]))
            return false;
    return true;
}

static str lowered(mem *m, str s)
{
    char *copy = mem_alloc(m, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        copy[i] = lower(s.data[i]);
    return (str){copy, s.len};
}

static size_t authority_length(str s)
{
    size_t n = 0;
    while (n < s.len && s.data[n] != '/' && s.data[n] != '?')
        n++;
    return n;
}

bool url_parse(mem *m, str text, url_parts *out, const char **fault)
{
    enum { LENGTH_MAX = 8000 };
    unsigned port;
    *out = (url_parts){.secure = starts_like(text, "https://")};
    *fault = "is neither https: nor http:";
    if (!url_is_remote(text))
        return false;
    *fault = text.len > LENGTH_MAX ? "has more than 8,000 bytes"
                                   : "holds a character that URLs write as a percent escape";
    text = str_slice(text, 0, str_find(text, '#'));
    if (text.len > LENGTH_MAX || !is_url_text(text))
        return false;
    str rest = str_slice(text, out->secure ? 8 : 7, text.len);
    str host = str_slice(rest, 0, authority_length(rest));
    rest = str_slice(rest, host.len, rest.len);
    *fault = "holds a user name or a password; '--netrc' and '--header' take them instead";
    if (str_find(host, '@') < host.len)
        return false;
    *fault = "has no valid host and port";
    if (!cut_port(&host, out->secure, &port) || !is_host(host))
        return false;
    out->host = lowered(m, host);
    out->origin = str_print(m, "http%s://%.*s", out->secure ? "s" : "", STR_ARG(out->host));
    if (port)
        out->origin = str_print(m, "%.*s:%u", STR_ARG(out->origin), port);
    out->text = str_print(m, "%.*s%s%.*s", STR_ARG(out->origin),
                          str_starts(rest, STR("/")) ? "" : "/", STR_ARG(rest));
    *fault = NULL;
    return true;
}

str url_file_name(str text)
{
    text = str_slice(text, 0, str_find(text, '#'));
    text = str_slice(text, 0, str_find(text, '?'));
    text = str_slice(text, starts_like(text, "https://") ? 8 : 7, text.len);
    size_t slash = text.len;
    while (slash && text.data[slash - 1] != '/')
        slash--;
    return str_slice(text, slash, text.len);
}
