#include "internal.h"
#include "number.h"
#include "scan.h"
#include "utf8.h"

/*
 * Messages: what was expected and what was found. Cut at a character's end to fit o2c_error; nothing
 * from the document reaches them unless it is printable.
 */

const char o2c_limit_i64[] = "i64", o2c_limit_u64[] = "u64", o2c_limit_f64[] = "f64";

#ifdef O2C_NO_MESSAGES

void o2c_message(o2c_error *error, const o2c_complaint *complaint)
{
    error->code = complaint->code;
    error->message[0] = '\0';
}

#else

#define QUOTED         32 /* bytes of the document that are quoted at most, */
#define QUOTED_PATTERN 72 /* and of a pattern */

typedef struct writer {
    char *p, *end;
} writer;

static void put(writer *w, const char *text, size_t len)
{
    size_t room = (size_t)(w->end - w->p);
    if (len > room) {
        len = room;
        while (len > 0 && ((unsigned char)text[len] & 0xC0u) == 0x80u) {
            len--;
        }
        w->end = w->p + len; /* what follows would not be what follows */
    }
    memcpy(w->p, text, len);
    w->p += len;
}

static void put_text(writer *w, const char *text)
{
    put(w, text, strlen(text));
}

static void put_u64(writer *w, uint64_t number)
{
    char digits[O2C_NUMBER_ROOM];
    put(w, digits, (size_t)(o2c_number_print_u64(digits, number) - digits));
}

static void put_hex(writer *w, const char *prefix, unsigned value, int digits)
{
    char text[8];
    for (int i = 0; i < digits; i++) {
        text[i] = "0123456789ABCDEF"[value >> 4 * (digits - 1 - i) & 15];
    }
    put_text(w, prefix);
    put(w, text, (size_t)digits);
}

/* Puts `len` bytes of the document or of a schema, up to `most`, as far as they are printable. */
static void put_part(writer *w, const char *text, size_t len, size_t most)
{
    const char *end = text + (len < most ? len : most);
    for (const char *p = text; p < end;) {
        unsigned byte = (unsigned char)*p;
        size_t size = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        if (byte < 0x20 || byte == 0x7F) {
            put_hex(w, "\\u", byte, 4);
        } else if (size > (size_t)(text + len - p) || o2c_scan_utf8(p, p + size) != p + size) {
            put_hex(w, "\\x", byte, 2);
            size = 1;
        } else {
            put(w, p, size);
        }
        p += size;
    }
    if (len > most) {
        put_text(w, "...");
    }
}

static void put_quoted(writer *w, const char *text, size_t len)
{
    put_part(w, text, len, QUOTED);
}

/* ---- what was found ---- */

static bool at_end(const o2c_complaint *c)
{
    return c->text == NULL || c->offset >= c->length;
}

/* The length of the token at the fault: a string with its quotes, or a run of other bytes. */
static size_t token_length(const o2c_complaint *c)
{
    const char *start = c->text + c->offset, *end = c->text + c->length;
    const char *p = start + 1;
    if (*start == '"') {
        while (p < end && *p != '"' && *p != '\0') {
            p += *p == '\\' && end - p > 1 ? 2 : 1;
        }
        return (size_t)(p - start) + (p < end);
    }
    while (p < end && !o2c_is_space(*p) && strchr(",:[]{}\"", *p) == NULL) {
        p++;
    }
    return (size_t)(p - start);
}

static void put_found_byte(writer *w, const o2c_complaint *c)
{
    if (at_end(c)) {
        put_text(w, ", found the end of the text");
        return;
    }
    const char *p = c->text + c->offset;
    unsigned byte = (unsigned char)*p;
    put_text(w, ", found ");
    if (byte < 0x20 || byte == 0x7F) {
        put_hex(w, "U+", byte, 4);
    } else if (byte < 0x80) {
        put_text(w, byte == '\'' ? "\"" : "'");
        put(w, p, 1);
        put_text(w, byte == '\'' ? "\"" : "'");
    } else {
        put_hex(w, "byte 0x", byte, 2);
    }
}

/* ", found string": the kind alone, but a number as it is spelt. */
static void put_found_kind(writer *w, const o2c_complaint *c)
{
    o2c_kind kind = at_end(c) ? O2C_NONE : o2c_kind_of(c->text[c->offset]);
    if (kind == O2C_NONE) {
        put_found_byte(w, c);
        return;
    }
    put_text(w, ", found ");
    put_text(w, o2c_kind_name(kind));
    if (kind == O2C_NUMBER) {
        put_text(w, " ");
        put_quoted(w, c->text + c->offset, token_length(c));
    }
}

/* ", found "abc"": the value as it stands if it is short, else its kind. */
static void put_found_value(writer *w, const o2c_complaint *c)
{
    o2c_kind kind = at_end(c) ? O2C_NONE : o2c_kind_of(c->text[c->offset]);
    if (kind == O2C_NONE || kind == O2C_ARRAY || kind == O2C_OBJECT) {
        put_found_kind(w, c);
        return;
    }
    put_text(w, ", found ");
    size_t len = token_length(c);
    bool closed_in_place = kind == O2C_STRING && c->text[c->offset + len - 1] == '\0';
    put_quoted(w, c->text + c->offset, len - closed_in_place);
    if (closed_in_place) {
        put_text(w, "\"");
    }
}

static void put_found_count(writer *w, const o2c_complaint *c)
{
    put_text(w, ", found ");
    put_u64(w, c->detail_len);
}

/* ---- what was expected ---- */

static void put_expected(writer *w, const o2c_complaint *c, const char *otherwise)
{
    put_text(w, "expected ");
    if (c->detail != NULL) {
        put(w, c->detail, c->detail_len);
    } else {
        put_text(w, otherwise);
    }
}

/* What comes before the listed value `i` of `count`: "a", "b" or "c", as many as are of use. False: no
 * more of them. */
static bool put_separator(writer *w, uint64_t i, uint64_t count)
{
    const uint64_t most = 4;
    if (i == count) {
        return false;
    }
    if (i == most) {
        put_text(w, " or another listed value");
        return false;
    }
    put_text(w, i == 0 ? "" : i + 1 == count ? " or " : ", ");
    return true;
}

static void put_shape(writer *w, const o2c_shape *shape)
{
    for (uint32_t i = 0; put_separator(w, i, shape->key_count); i++) {
        const o2c_key *k = &o2c_shape_keys(shape)[i];
        put_text(w, k->form == O2C_KEY_ESCAPED ? "\"" : "");
        put_quoted(w, o2c_shape_names(shape) + k->at, k->len);
        put_text(w, k->form == O2C_KEY_ESCAPED ? "\"" : "");
    }
}

static void put_integers(writer *w, const int32_t *listed, uint64_t count)
{
    char digits[O2C_NUMBER_ROOM];
    for (uint64_t i = 0; put_separator(w, i, count); i++) {
        put(w, digits, (size_t)(o2c_number_print_i64(digits, listed[i]) - digits));
    }
}

static void put_texts(writer *w, const char *texts, uint64_t count)
{
    for (uint64_t i = 0; put_separator(w, i, count); i++) {
        size_t len = strlen(texts);
        put_quoted(w, texts, len);
        texts += len + 1;
    }
}

static void put_one_listed(writer *w, const o2c_complaint *c)
{
    const void *listed = c->detail;
    put_text(w, "expected ");
    if (listed == NULL) {
        put_text(w, "a listed value");
    } else if (c->detail_len == O2C_DETAIL_SHAPE) {
        put_shape(w, listed);
    } else if (c->detail_len == O2C_DETAIL_INTEGERS) {
        put_integers(w, listed, c->number);
    } else if (c->detail_len == O2C_DETAIL_TEXTS) {
        put_texts(w, listed, c->number);
    } else {
        put_quoted(w, c->detail, c->detail_len);
    }
    put_found_value(w, c);
}

/* A limit, by its C type, or the text that the caller gave. */
static void put_limit(writer *w, const o2c_complaint *c)
{
    char digits[O2C_NUMBER_ROOM];
    char *end = digits;
    if (c->detail == o2c_limit_f64) {
        double value;
        memcpy(&value, &c->number, sizeof value);
        end = o2c_number_print_f64(digits, value);
    } else if (c->detail == o2c_limit_i64) {
        int64_t value;
        memcpy(&value, &c->number, sizeof value);
        end = o2c_number_print_i64(digits, value);
    } else if (c->detail == NULL || c->detail == o2c_limit_u64) {
        end = o2c_number_print_u64(digits, c->number);
    } else {
        put_quoted(w, c->detail, c->detail_len);
    }
    put(w, digits, (size_t)(end - digits));
}

static void put_number_limit(writer *w, const char *relation, const o2c_complaint *c)
{
    put_text(w, "expected ");
    put_text(w, relation);
    put_limit(w, c);
    put_found_value(w, c);
}

static void put_count_limit(writer *w, const char *relation, const char *unit,
                            const o2c_complaint *c)
{
    put_text(w, "expected ");
    put_text(w, relation);
    put_u64(w, c->number);
    put_text(w, unit);
    put_text(w, c->number == 1 ? "" : "s");
    put_found_count(w, c);
}

/* The member whose key stands at the fault. */
static void put_member(writer *w, const char *before, const o2c_complaint *c, const char *after)
{
    put_text(w, before);
    if (at_end(c)) {
        put_quoted(w, c->detail != NULL ? c->detail : "", c->detail != NULL ? c->detail_len : 0);
    } else {
        size_t len = token_length(c);
        put_quoted(w, c->text + c->offset + 1, len >= 2 ? len - 2 : 0);
    }
    put_text(w, after);
}

static void put_missing(writer *w, const char *before, const o2c_complaint *c, const char *after)
{
    put_text(w, before);
    if (c->detail != NULL) {
        put_text(w, " '");
        put_quoted(w, c->detail, c->detail_len);
        put_text(w, "'");
    }
    put_text(w, after);
}

static void put_unique(writer *w, const o2c_complaint *c)
{
    put_text(w, "expected unique items, found items ");
    put_u64(w, c->detail_len);
    put_text(w, " and ");
    put_u64(w, c->number);
    put_text(w, " equal");
}

/* "expected a string of format date-time, found ..." */
static void put_format(writer *w, const o2c_complaint *c)
{
    put_text(w, "expected a string of format ");
    put_quoted(w, c->detail, c->detail_len);
    put_found_value(w, c);
}

static void put_union(writer *w, const o2c_complaint *c, const char *before, const char *after)
{
    put_text(w, before);
    if (c->number > 0) {
        put_u64(w, c->number);
    } else {
        put_text(w, "the");
    }
    put_text(w, " ");
    put_text(w, after);
    put_found_kind(w, c);
}

static void put_pattern(writer *w, const char *before, const o2c_complaint *c, const char *after)
{
    put_text(w, before);
    put_text(w, "/");
    put_part(w, c->detail != NULL ? c->detail : "", c->detail_len, QUOTED_PATTERN);
    put_text(w, "/");
    put_text(w, after);
}

static void put_complaint(writer *w, const o2c_complaint *c)
{
    switch (c->code) {
    case O2C_OK: return;
    case O2C_E_SYNTAX:
    case O2C_E_END:
        put_expected(w, c, "JSON");
        put_found_byte(w, c);
        return;
    case O2C_E_TRAILING:
        put_expected(w, c, "the end of the text");
        put_found_byte(w, c);
        return;
    case O2C_E_STRING:
        put_expected(w, c, "a character of a string");
        put_found_byte(w, c);
        return;
    case O2C_E_NUMBER:
        put_expected(w, c, "a digit");
        put_found_byte(w, c);
        return;
    case O2C_E_UTF8:
        put_text(w, "expected UTF-8");
        put_found_byte(w, c);
        return;
    case O2C_E_SURROGATE:
        put_text(w, "expected a pair of surrogate escapes, found one alone");
        return;
    case O2C_E_DEPTH:
        put_text(w, "nested more deeply than ");
        put_u64(w, c->number);
        put_text(w, " levels");
        return;
    case O2C_E_MEMORY: put_text(w, "out of memory"); return;
    case O2C_E_SPACE: put_text(w, "the output is full"); return;
    case O2C_E_COSTLY:
        put_pattern(w, "whether it matches ", c,
                    c->number == O2C_MATCH_REFUSED ? " is not known: libpcre2 refuses the pattern"
                                                   : " is too costly to find out");
        return;
    case O2C_E_PATTERN:
        put_pattern(w, "expected a match of ", c, "");
        put_found_value(w, c);
        return;
    case O2C_E_RANGE:
        put_expected(w, c, "a smaller number");
        put_found_value(w, c);
        return;
    case O2C_E_TYPE:
        put_expected(w, c, "another type");
        put_found_kind(w, c);
        return;
    case O2C_E_REQUIRED: put_missing(w, "required member", c, " is missing"); return;
    case O2C_E_DEPENDENT:
        put_missing(w, "member", c, " is missing, which another member requires");
        return;
    case O2C_E_UNKNOWN: put_member(w, "unknown member '", c, "'"); return;
    case O2C_E_DUPLICATE: put_member(w, "member '", c, "' is given twice"); return;
    case O2C_E_ENUM:
    case O2C_E_TAG:
    case O2C_E_CONST: put_one_listed(w, c); return;
    case O2C_E_UNION: put_union(w, c, "expected one of ", "alternatives"); return;
    case O2C_E_ONE_OF: put_union(w, c, "expected exactly one of ", "alternatives"); return;
    case O2C_E_MINIMUM: put_number_limit(w, "at least ", c); return;
    case O2C_E_MAXIMUM: put_number_limit(w, "at most ", c); return;
    case O2C_E_EXCLUSIVE_MINIMUM: put_number_limit(w, "more than ", c); return;
    case O2C_E_EXCLUSIVE_MAXIMUM: put_number_limit(w, "less than ", c); return;
    case O2C_E_MULTIPLE: put_number_limit(w, "a multiple of ", c); return;
    case O2C_E_MIN_LENGTH: put_count_limit(w, "at least ", " character", c); return;
    case O2C_E_MAX_LENGTH: put_count_limit(w, "at most ", " character", c); return;
    case O2C_E_MIN_ITEMS: put_count_limit(w, "at least ", " item", c); return;
    case O2C_E_MAX_ITEMS: put_count_limit(w, "at most ", " item", c); return;
    case O2C_E_MIN_PROPERTIES: put_count_limit(w, "at least ", " member", c); return;
    case O2C_E_MAX_PROPERTIES: put_count_limit(w, "at most ", " member", c); return;
    case O2C_E_UNIQUE: put_unique(w, c); return;
    case O2C_E_NEVER:
        put_text(w, "expected no value at all");
        put_found_kind(w, c);
        return;
    case O2C_E_FORMAT: put_format(w, c); return;
    case O2C_E_NOT:
        put_text(w, "expected what the schema does not exclude");
        put_found_value(w, c);
        return;
    case O2C_E_MIN_CONTAINS: put_count_limit(w, "at least ", " such item", c); return;
    case O2C_E_MAX_CONTAINS: put_count_limit(w, "at most ", " such item", c); return;
    case O2C_E_NAME: put_member(w, "a member may not be called '", c, "'"); return;
    case O2C_E_UNSET: put_missing(w, "required value", c, " is not set"); return;
    case O2C_E_NOT_FINITE: put_text(w, "expected a finite number, found NaN or infinity"); return;
    case O2C_E_PARTS: put_text(w, "the parts make no date, time or duration"); return;
    }
}

void o2c_message(o2c_error *error, const o2c_complaint *complaint)
{
    writer w = {error->message, error->message + sizeof error->message - 1};
    error->code = complaint->code;
    put_complaint(&w, complaint);
    *w.p = '\0';
}

#endif
