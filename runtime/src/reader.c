#include <o2c/reader.h>

#include "internal.h"
#include "scan.h"
#include <string.h>

#define DEFAULT_DEPTH 1024

/* ---- life ---- */

void o2c_reader_init(o2c_reader *r, o2c_arena *arena, const char *text, size_t length,
                     const o2c_read_options *options)
{
    memset(r, 0, sizeof *r);
    r->arena = arena;
    r->begin = text != NULL ? text : "";
    r->p = r->at = r->begin;
    r->end = r->begin + length;
    r->limit = r->end;
    r->near = o2c_reader_near(r);
    r->max_depth = DEFAULT_DEPTH;
    if (options != NULL) {
        r->limit += options->padding;
        r->max_depth = options->max_depth != 0 ? options->max_depth : DEFAULT_DEPTH;
        r->context = options->context;
    }
    r->depth = r->max_depth;
    o2c_string_mode_set(r, options != NULL ? options->strings : O2C_STRINGS_COPY);
}

/* Says in *error what is wrong at `at`. That quotes the text, so it is done at once; the place is
 * worked out by o2c_reader_finish, for all errors together. Until then the pointer is what comes
 * behind that place. */
static void explain(o2c_reader *r, o2c_code code, const char *at, const char *detail, size_t len,
                    uint64_t number, o2c_error *error)
{
    size_t length = (size_t)(r->end - r->begin);
    size_t offset = (size_t)(at - r->begin);
    o2c_complaint complaint = {code, detail, len, number, r->begin, length, offset};
    o2c_message(error, &complaint);
    error->offset = offset;
    error->line = error->column = 0;
    error->pointer = "";
    error->tried = "";
    error->nearest = r->nearest;
#ifdef O2C_NO_MESSAGES
    error->schema = "";
#else
    error->schema = code == O2C_E_RANGE && number > 0 ? "format" : o2c_code_keyword(code);
#endif
    if ((code == O2C_E_REQUIRED || code == O2C_E_DEPENDENT) && detail != NULL) {
        o2c_locate_member(r->arena, error, detail, len);
    }
}

void o2c_explain(o2c_reader *r, o2c_error *error)
{
    explain(r, r->code, r->fault, r->detail, r->detail_len, r->detail_number, error);
    error->site = r->site;
}

/* Notes the error that stopped the reader with those that were collected; into *last without them. */
static void explain_last(o2c_reader *r, o2c_error *last)
{
    bool fits = r->error_count < r->error_room;
    o2c_error *error = fits ? &r->errors[r->error_count] : last;
    o2c_explain(r, error);
    r->error_count++;
}

/* Locates the errors of nearest branches, all in one pass over the text as well. */
static void locate_nearest(o2c_reader *r, o2c_error *errors, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        found += errors[i].nearest != NULL;
    }
    o2c_error *all = found > 0 ? o2c_arena_pin(r->arena, found * sizeof *all) : NULL;
    for (size_t i = 0, k = 0; i < count; i++) {
        if (all == NULL) {
            errors[i].nearest = NULL; /* there is no memory to say where */
        } else if (errors[i].nearest != NULL) {
            all[k++] = *errors[i].nearest;
        }
    }
    o2c_locate_all(r->arena, r->begin, (size_t)(r->end - r->begin), all, all != NULL ? found : 0);
    for (size_t i = 0, k = 0; i < count; i++) {
        if (errors[i].nearest != NULL) {
            *errors[i].nearest = all[k++];
        }
    }
    o2c_arena_unpin(r->arena, all);
}

bool o2c_reader_finish(o2c_reader *r, o2c_error *error)
{
    if (o2c_ok(r)) {
        const char *p = o2c_scan_space(r->p, r->end);
        if (p != r->end) {
            o2c_fail(r, O2C_E_TRAILING, p, O2C_LIT("the end of the text"), 0);
        }
    }
    o2c_error last;
    memset(&last, 0, sizeof last);
    if (!o2c_ok(r)) {
        explain_last(r, &last);
    }
    bool collects = r->errors != NULL && r->error_count > 0;
    o2c_error *errors = collects ? r->errors : &last;
    size_t room = collects ? r->error_room : 1;
    size_t count = r->error_count < room ? r->error_count : room;
    o2c_locate_all(r->arena, r->begin, (size_t)(r->end - r->begin), errors, count);
    locate_nearest(r, errors, count);
    o2c_reader_forget(r);
    o2c_reader_drop_context(r);
    if (error != NULL) {
        *error = errors[0];
    }
    return o2c_ok(r) && r->error_count == 0;
}

void o2c_reader_collect(o2c_reader *r, o2c_error *errors, size_t room)
{
    r->errors = room > 0 ? errors : NULL;
    r->error_room = errors != NULL ? room : 0;
    r->error_count = 0;
}

/* ---- errors ---- */

static bool is_collecting(const o2c_reader *r, o2c_code code)
{
    return r->errors != NULL && r->quiet == 0 && r->code == O2C_OK &&
           (code == O2C_E_RANGE || code >= O2C_E_TYPE);
}

/* No place yet, but the branches of a union that is refused. */
static o2c_site site_of_tried(const o2c_reader *r)
{
    o2c_site site = {NULL, NULL, 0, 0, r->tried != 0 ? r->branches : NULL, r->tried};
    return site;
}

O2C_COLD void o2c_fail(o2c_reader *r, o2c_code code, const char *at, const char *detail, size_t len,
                       uint64_t number)
{
    if (r->code != O2C_OK) {
        return;
    }
    if (is_collecting(r, code)) {
        if (r->error_count < r->error_room) {
            o2c_error *error = &r->errors[r->error_count];
            explain(r, code, at, detail, len, number, error);
            error->site = site_of_tried(r);
            error->line = r->unplaced;
            r->unplaced = r->error_count + 1;
            r->trouble = 1;
            r->near = r->begin; /* the next member of a struct is read with care */
        }
        r->error_count++;
        r->at = at;
        return;
    }
    r->code = code;
    r->fault = at;
    r->detail = detail;
    r->detail_len = len;
    r->detail_number = number;
    r->trouble = 1;
    r->site = site_of_tried(r);
    r->reached = r->p;
    r->p = r->end;
}

O2C_COLD void o2c_refuse(o2c_reader *r, o2c_code code, const char *at, const char *detail,
                         size_t len, uint64_t number)
{
    bool skips = is_collecting(r, code);
    o2c_fail(r, code, at, detail, len, number);
    if (skips) {
        r->p = at;
        o2c_skip(r);
        r->at = NULL; /* checks of this value would only say more about the same fault */
    }
}

O2C_COLD void o2c_fail_byte(o2c_reader *r, o2c_code code, const char *at, const char *expected)
{
    o2c_fail(r, at == r->end ? O2C_E_END : code, at, expected, strlen(expected), 0);
}

O2C_COLD void o2c_refuse_type(o2c_reader *r, const char *at, const char *expected)
{
    if (at == r->end || o2c_kind_of(*at) == O2C_NONE) {
        o2c_fail_byte(r, O2C_E_SYNTAX, at, expected);
        return;
    }
    o2c_refuse(r, O2C_E_TYPE, at, expected, strlen(expected), 0);
}

/* ---- places ---- */

const char *o2c_value_start(o2c_reader *r)
{
    r->p = o2c_to_value(r->p, r->end);
    return r->p;
}

o2c_kind o2c_kind_of(char byte)
{
    switch (byte) {
    case 'n': return O2C_NULL;
    case 't':
    case 'f': return O2C_BOOL;
    case '"': return O2C_STRING;
    case '[': return O2C_ARRAY;
    case '{': return O2C_OBJECT;
    default: return byte == '-' || (byte >= '0' && byte <= '9') ? O2C_NUMBER : O2C_NONE;
    }
}

const char *o2c_kind_name(o2c_kind kind)
{
    static const char names[][8] = {"nothing", "null",  "boolean", "number",
                                    "string",  "array", "object"};
    return names[kind];
}

o2c_kind o2c_peek(o2c_reader *r)
{
    const char *p = o2c_value_start(r);
    return p == r->end ? O2C_NONE : o2c_kind_of(*p);
}

/* ---- literals ---- */

/* Whether the literal is at `p`; if so it is consumed. */
static bool take_literal(o2c_reader *r, const char *p, const char *literal, size_t len)
{
    if ((size_t)(r->end - p) < len || memcmp(p, literal, len) != 0) {
        return false;
    }
    r->at = p;
    r->p = p + len;
    return true;
}

/* Something starts like a literal and is none, or another value is there. */
static O2C_COLD void refuse_literal(o2c_reader *r, const char *p, o2c_kind kind)
{
    if (p != r->end && o2c_kind_of(*p) == kind) {
        o2c_fail(r, O2C_E_SYNTAX, p, O2C_LIT("true, false or null"), 0);
        return;
    }
    o2c_refuse_type(r, p, o2c_kind_name(kind));
}

/* Which of the two it is is anybody's guess, so nothing here branches on it. */
static inline bool read_bool_near(o2c_reader *r, bool *value)
{
    const char *p = r->p;
    if (r->end - p < 5) {
        return false;
    }
    unsigned yes = memcmp(p, "true", 4) == 0;
    unsigned no = (unsigned)(memcmp(p, "fals", 4) == 0) & (unsigned)(p[4] == 'e');
    if (O2C_UNLIKELY((yes | no) == 0)) {
        return false;
    }
    r->at = p;
    r->p = p + 5 - yes;
    *value = yes;
    return true;
}

bool o2c_read_bool(o2c_reader *r)
{
    bool value;
    if (O2C_LIKELY(read_bool_near(r, &value))) {
        return value;
    }
    const char *p = o2c_value_start(r);
    if (take_literal(r, p, O2C_LIT("true"))) {
        return true;
    }
    if (!take_literal(r, p, O2C_LIT("false"))) {
        refuse_literal(r, p, O2C_BOOL);
    }
    return false;
}

bool o2c_read_null_slowly(o2c_reader *r)
{
    const char *p = o2c_to_value(r->p, r->end);
    return take_literal(r, p, O2C_LIT("null"));
}

void o2c_expect_null(o2c_reader *r)
{
    const char *p = o2c_value_start(r);
    if (!take_literal(r, p, O2C_LIT("null"))) {
        refuse_literal(r, p, O2C_NULL);
    }
}

/* ---- the rest ---- */

o2c_str o2c_read_raw(o2c_reader *r)
{
    o2c_str raw = {NULL, 0};
    const char *p = o2c_value_start(r);
    o2c_skip(r);
    if (!o2c_ok(r)) {
        return raw;
    }
    raw.data = p;
    raw.len = (size_t)(r->p - p);
    if (r->strings == O2C_STRINGS_COPY) {
        raw = o2c_arena_str(r->arena, p, raw.len);
        if (raw.data == NULL) {
            o2c_fail(r, O2C_E_MEMORY, p, NULL, 0, 0);
        }
    }
    return raw;
}

void *o2c_new_slowly(o2c_reader *r, size_t size)
{
    if (!o2c_ok(r)) {
        return NULL;
    }
    void *memory = o2c_arena_alloc(r->arena, size, O2C_ALIGN);
    if (memory == NULL) {
        o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
        return NULL;
    }
    return memory;
}

void o2c_never(o2c_reader *r)
{
    const char *p = o2c_value_start(r);
    if (p == r->end || o2c_kind_of(*p) == O2C_NONE) {
        o2c_fail_byte(r, O2C_E_SYNTAX, p, "a value");
        return;
    }
    o2c_refuse(r, O2C_E_NEVER, p, NULL, 0, 0);
}
