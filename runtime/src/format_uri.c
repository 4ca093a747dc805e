/* URIs and IRIs, absolute and as references (RFC 3986 §3, §4; RFC 3987 §2.2). */
#include "format_chars.h"

/* IP-literal, between its brackets: IPv6address or IPvFuture. */
static bool is_literal_host(const char *p, const char *end)
{
    if (p == end || (*p | 0x20) != 'v') {
        return o2c_format_is_ipv6(p, (size_t)(end - p));
    }
    const char *version = ++p;
    while (p < end && o2c_is_hex(*p)) {
        p++;
    }
    if (p == version || end - p < 2 || *p++ != '.') {
        return false;
    }
    while (p < end && (unsigned char)*p < 0x80 && (o2c_chars[(unsigned char)*p] & O2C_CHAR_USER)) {
        p++;
    }
    return p == end;
}

static bool ends_authority(const char *p, const char *end)
{
    return p == end || *p == '/' || *p == '?' || *p == '#';
}

/* The end of [ userinfo "@" ] host [ ":" port ], NULL if it is malformed. */
static const char *authority_end(const char *p, const char *end, o2c_chars_beyond beyond)
{
    const char *name = o2c_chars_end(p, end, O2C_CHAR_NAME, beyond);
    if (ends_authority(name, end)) {
        return name; /* as most are */
    }
    const char *user = o2c_chars_end(name, end, O2C_CHAR_USER, beyond);
    if (user < end && *user == '@') {
        p = user + 1;
        name = o2c_chars_end(p, end, O2C_CHAR_NAME, beyond);
    }
    if (p < end && *p == '[') {
        const char *close = memchr(p, ']', (size_t)(end - p));
        if (close == NULL || !is_literal_host(p + 1, close)) {
            return NULL;
        }
        name = close + 1;
    }
    if (name < end && *name == ':') {
        for (name++; name < end && o2c_is_digit(*name);) {
            name++;
        }
    }
    return ends_authority(name, end) ? name : NULL;
}

/* The byte behind the colon of a scheme; `p` where there is none; NULL if a colon stands where only a
 * scheme could have it, but what is before it is none. */
static const char *scheme_end(const char *p, const char *end)
{
    const char *s = p;
    while (s < end && (unsigned char)*s < 0x80 &&
           (o2c_chars[(unsigned char)*s] & O2C_CHAR_SCHEME)) {
        s++;
    }
    if (s < end && *s == ':') {
        return s > p && o2c_is_letter(*p) ? s + 1 : NULL;
    }
    while (s < end && *s != ':' && *s != '/' && *s != '?' && *s != '#') {
        s++;
    }
    return s < end && *s == ':' ? NULL : p;
}

static bool is_reference(const char *data, size_t len, bool relative, bool international)
{
    o2c_chars_beyond ucs = international ? O2C_BEYOND_UCS : O2C_BEYOND_NONE;
    const char *end = data + len;
    if (len == 0) {
        return relative;
    }
    const char *p = scheme_end(data, end);
    if (p == NULL || (p == data && !relative)) {
        return false;
    }
    if (end - p >= 2 && p[0] == '/' && p[1] == '/') {
        p = authority_end(p + 2, end, ucs);
        if (p == NULL) {
            return false;
        }
    }
    p = o2c_chars_end(p, end, O2C_CHAR_PATH, ucs);
    if (p < end && *p == '?') {
        o2c_chars_beyond any = international ? O2C_BEYOND_PRIVATE : O2C_BEYOND_NONE;
        p = o2c_chars_end(p + 1, end, O2C_CHAR_QUERY, any);
    }
    if (p < end && *p == '#') {
        p = o2c_chars_end(p + 1, end, O2C_CHAR_QUERY, ucs);
    }
    return p == end;
}

bool o2c_format_is_uri(const char *data, size_t len)
{
    return is_reference(data, len, false, false);
}

bool o2c_format_is_uri_reference(const char *data, size_t len)
{
    return is_reference(data, len, true, false);
}

bool o2c_format_is_iri(const char *data, size_t len)
{
    return is_reference(data, len, false, true);
}

bool o2c_format_is_iri_reference(const char *data, size_t len)
{
    return is_reference(data, len, true, true);
}
