/* Mailboxes (RFC 5321 §4.1.2); the local part also by RFC 6531 §3.3. */
#include "format_chars.h"
#include "format_host.h"

#define LOCAL_MAX_BYTES 64 /* RFC 5321 §4.5.3.1.1 */

static bool is_atom_byte(char byte, bool international)
{
    unsigned index = (unsigned char)byte;
    return index < 0x80 ? (o2c_chars[index] & O2C_CHAR_ATOM) != 0 : international;
}

/* The end of a Dot-string, NULL if it is malformed. */
static const char *dot_string_end(const char *p, const char *end, bool international)
{
    for (;;) {
        const char *atom = p;
        while (p < end && is_atom_byte(*p, international)) {
            p++;
        }
        if (p == atom) {
            return NULL;
        }
        if (p == end || *p != '.') {
            return p;
        }
        p++;
    }
}

/* The end of a Quoted-string whose opening quote is at `p`, NULL if it is malformed. */
static const char *quoted_string_end(const char *p, const char *end, bool international)
{
    for (p++; p < end && *p != '"'; p++) {
        if (*p == '\\' && ++p == end) {
            return NULL;
        }
        unsigned byte = (unsigned char)*p;
        bool is_text = byte >= 0x80 ? international : byte >= 0x20 && byte < 0x7F;
        if (!is_text) {
            return NULL;
        }
    }
    return p < end ? p + 1 : NULL;
}

bool o2c_is_address_literal(const char *p, const char *end)
{
    if (end - p < 2 || *p++ != '[' || *--end != ']') {
        return false;
    }
    if (end - p > 5 && (*p | 0x20) == 'i' && (p[1] | 0x20) == 'p' && (p[2] | 0x20) == 'v' &&
        p[3] == '6' && p[4] == ':') {
        return o2c_format_is_ipv6(p + 5, (size_t)(end - p - 5));
    }
    return o2c_format_is_ipv4(p, (size_t)(end - p));
}

const char *o2c_mailbox_domain(const char *p, const char *end, bool international)
{
    const char *local = p;
    if (p == end) {
        return NULL;
    }
    p = *p == '"' ? quoted_string_end(p, end, international)
                  : dot_string_end(p, end, international);
    if (p == NULL || p - local > LOCAL_MAX_BYTES || end - p < 2 || *p != '@') {
        return NULL;
    }
    return p + 1;
}

bool o2c_format_is_email(const char *data, size_t len)
{
    const char *end = data + len;
    const char *domain = o2c_mailbox_domain(data, end, false);
    return domain != NULL && (o2c_is_ldh_name(domain, end) || o2c_is_address_literal(domain, end));
}
