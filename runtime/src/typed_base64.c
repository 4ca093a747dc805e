/* Bytes as text: base64 and base64url (RFC 4648 §4, §5). */
#include "typed.h"

#include "format_scan.h"
#include "writer_buffer.h"

enum { PIECE = 48 }; /* bytes that are encoded at a time */

/* ---- from text ---- */

/* The six bits that a letter of either alphabet stands for; it is one. */
static unsigned sextet(char letter)
{
    unsigned c = (unsigned char)letter;
    if (c >= 'a') {
        return c - 'a' + 26;
    }
    if (c >= 'A') {
        return c == '_' ? 63 : c - 'A';
    }
    if (c >= '0') {
        return c - '0' + 52;
    }
    return c == '+' || c == '-' ? 62 : 63;
}

/* Decodes letters, of which there are not one more than a multiple of four, to len * 3 / 4 bytes. */
static void decode(const char *p, size_t len, uint8_t *out)
{
    for (; len >= 4; len -= 4, p += 4) {
        unsigned bits = sextet(p[0]) << 18 | sextet(p[1]) << 12 | sextet(p[2]) << 6 | sextet(p[3]);
        *out++ = (uint8_t)(bits >> 16);
        *out++ = (uint8_t)(bits >> 8);
        *out++ = (uint8_t)bits;
    }
    if (len >= 2) {
        *out++ = (uint8_t)(sextet(p[0]) << 2 | sextet(p[1]) >> 4);
    }
    if (len == 3) {
        *out = (uint8_t)(sextet(p[1]) << 4 | sextet(p[2]) >> 2);
    }
}

/* The text is of one of the two formats. False: the arena is full. */
static bool parse(o2c_arena *arena, const char *text, size_t len, o2c_bytes *out)
{
    while (len > 0 && text[len - 1] == '=') {
        len--;
    }
    size_t size = len / 4 * 3 + len % 4 * 3 / 4;
    uint8_t *data = o2c_arena_alloc(arena, size > 0 ? size : 1, 1);
    if (data == NULL) {
        return false;
    }
    decode(text, len, data);
    out->data = data;
    out->len = size;
    return true;
}

bool o2c_base64_parse(o2c_arena *arena, const char *text, size_t len, o2c_bytes *out)
{
    memset(out, 0, sizeof *out);
    return o2c_format_is_byte(text, len) && parse(arena, text, len, out);
}

bool o2c_base64url_parse(o2c_arena *arena, const char *text, size_t len, o2c_bytes *out)
{
    memset(out, 0, sizeof *out);
    return o2c_format_is_base64url(text, len) && parse(arena, text, len, out);
}

static o2c_bytes read_bytes(o2c_reader *r, o2c_format format)
{
    o2c_bytes value = {NULL, 0};
    o2c_str text;
    if (!o2c_typed_read(r, &text)) {
        return value;
    }
    if (!o2c_format_ok(format, text.data, text.len)) {
        o2c_fail_format(r, format);
    } else if (!parse(r->arena, text.data, text.len, &value)) {
        o2c_fail(r, O2C_E_MEMORY, r->at, NULL, 0, 0);
    }
    return value;
}

o2c_bytes o2c_read_base64(o2c_reader *r)
{
    return read_bytes(r, O2C_FORMAT_BYTE);
}

o2c_bytes o2c_read_base64url(o2c_reader *r)
{
    return read_bytes(r, O2C_FORMAT_BASE64URL);
}

/* ---- to text ---- */

static const char standard[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char of_urls[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* Encodes without padding; returns the end. */
static char *encode(char *out, const uint8_t *p, size_t len, const char *letters)
{
    for (; len >= 3; len -= 3, p += 3) {
        unsigned bits = (unsigned)p[0] << 16 | (unsigned)p[1] << 8 | p[2];
        *out++ = letters[bits >> 18];
        *out++ = letters[bits >> 12 & 63];
        *out++ = letters[bits >> 6 & 63];
        *out++ = letters[bits & 63];
    }
    if (len > 0) {
        unsigned bits = (unsigned)p[0] << 8 | (len > 1 ? p[1] : 0u);
        *out++ = letters[bits >> 10];
        *out++ = letters[bits >> 4 & 63];
        if (len > 1) {
            *out++ = letters[bits << 2 & 63];
        }
    }
    return out;
}

static char *encode_padded(char *out, const uint8_t *p, size_t len)
{
    char *end = encode(out, p, len, standard);
    while ((end - out) % 4 != 0) {
        *end++ = '=';
    }
    return end;
}

size_t o2c_base64_print(const o2c_bytes *value, char *out)
{
    char *end = encode_padded(out, value->data, value->len);
    *end = '\0';
    return (size_t)(end - out);
}

size_t o2c_base64url_print(const o2c_bytes *value, char *out)
{
    char *end = encode(out, value->data, value->len, of_urls);
    *end = '\0';
    return (size_t)(end - out);
}

static void write_bytes(o2c_writer *w, o2c_bytes value, bool for_urls)
{
    const uint8_t *p = value.data;
    if (p == NULL) {
        o2c_write_fail(w, O2C_E_UNSET, NULL, 0);
        return;
    }
    if (w->indent != 0) {
        o2c_writer_break(w);
    }
    bool ok = o2c_writer_put(w, "\"", 1);
    for (size_t left = value.len; ok && left > 0;) {
        char piece[PIECE / 3 * 4];
        size_t n = left < PIECE ? left : PIECE;
        char *end = for_urls ? encode(piece, p, n, of_urls) : encode_padded(piece, p, n);
        ok = o2c_writer_put(w, piece, (size_t)(end - piece));
        p += n;
        left -= n;
    }
    if (ok) {
        o2c_writer_put_value(w, "\"", 1);
    }
}

void o2c_write_base64(o2c_writer *w, o2c_bytes value)
{
    write_bytes(w, value, false);
}

void o2c_write_base64url(o2c_writer *w, o2c_bytes value)
{
    write_bytes(w, value, true);
}

DEFINE_LIST(base64, o2c_bytes, )
DEFINE_MAP(base64, o2c_bytes, )
DEFINE_LIST(base64url, o2c_bytes, )
DEFINE_MAP(base64url, o2c_bytes, )
