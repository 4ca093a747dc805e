#include "internal.h"
#include "number.h"
#include "scan.h"

/*
 * Where offsets lie in a JSON text. Reading keeps no path; when errors are asked for, the text up
 * to the last of them is walked once more, whatever their number. The walk believes nothing: brackets need not match and strings may end
 * in NUL, which reading in place leaves where their quote was.
 */

/* Types that have places stand so close that no more containers are between them and what they hold. */
#define STEPS_MAX 8

/** A container that is open at the offset, and how far its current member or element is. */
typedef struct level {
    size_t start;
    size_t key, key_end; /* the current key's content; key_end 0: none */
    size_t index;
    bool object;
    bool value;  /* behind the colon (objects) */
    bool scalar; /* inside a number or literal */
    bool done;   /* behind the value */
} level;

typedef struct walk {
    o2c_arena *arena;
    const char *text;
    size_t length;
    level *levels;
    size_t depth;
    size_t at;                    /* so far: all before it was walked over */
    bool lost;                    /* out of memory */
    size_t line_at, line, column; /* the same for lines, which end inside of tokens, too */
} walk;

static level *top_of(walk *w)
{
    return w->depth > 0 ? &w->levels[w->depth - 1] : NULL;
}

static void enter(walk *w, bool object)
{
    size_t used = w->depth * sizeof(level);
    char *run = o2c_scratch_extend(w->arena, (char *)w->levels, used, sizeof(level));
    if (run == NULL) {
        w->lost = true;
        return;
    }
    w->levels = (level *)(void *)run;
    memset(&w->levels[w->depth], 0, sizeof(level));
    w->levels[w->depth].start = w->at - 1;
    w->levels[w->depth++].object = object;
}

static void leave(walk *w)
{
    if (w->depth == 0) {
        return;
    }
    o2c_scratch_extend(w->arena, (char *)w->levels, --w->depth * sizeof(level), 0);
    if (w->depth > 0) {
        top_of(w)->done = true;
    }
}

/* The offset of the quote (or NUL) that closes the string opened at `open`, or `end`. */
static size_t closing_quote(const char *text, size_t open, size_t end)
{
    size_t i = open + 1;
    while (i < end && text[i] != '"' && text[i] != '\0') {
        i += text[i] == '\\' ? 2 : 1;
    }
    return i < end ? i : end;
}

static bool wants_key(const level *top)
{
    return top != NULL && top->object && !top->value && top->key_end == 0 && !top->done;
}

/* Walks over the string that starts here, unless `end` lies in it; then the walk is at `end` and goes
 * on at its start. */
static bool walk_string(walk *w, size_t end)
{
    level *top = top_of(w);
    size_t open = w->at, close = closing_quote(w->text, open, end);
    if (close == end) {
        return false;
    }
    w->at = close + 1;
    if (top != NULL && wants_key(top)) {
        top->key = open + 1;
        top->key_end = close;
    } else if (top != NULL) {
        top->done = true;
    }
    return true;
}

static void walk_byte(walk *w, char byte)
{
    level *top = top_of(w);
    switch (byte) {
    case '{':
    case '[': enter(w, byte == '{'); return;
    case '}':
    case ']': leave(w); return;
    default: break;
    }
    if (top == NULL) {
        return;
    }
    if (byte == ',') {
        top->index++;
        top->key_end = 0;
        top->value = top->scalar = top->done = false;
    } else if (byte == ':') {
        top->value = true;
    } else if (!o2c_is_space(byte)) {
        top->scalar = true;
    } else if (top->scalar) {
        top->done = true;
    }
}

static void walk_to(walk *w, size_t offset)
{
    while (w->at < offset && !w->lost) {
        if (w->text[w->at] != '"') {
            walk_byte(w, w->text[w->at++]);
        } else if (!walk_string(w, offset)) {
            return;
        }
    }
}

/* An error at a key is about its member: makes the key the current one, though it is not walked over. */
static void look_at_key(const walk *w, level *top, size_t offset)
{
    if (offset < w->length && w->text[offset] == '"' && wants_key(top)) {
        size_t close = closing_quote(w->text, offset, w->length);
        if (close < w->length) {
            top->key = offset + 1;
            top->key_end = close;
        }
    }
}

/* Whether the innermost container's current member or element is part of the pointer. */
static bool is_inside(const level *top, const char *text, size_t offset)
{
    if (top->done) {
        return false;
    }
    bool ends = text[offset] == ']' || text[offset] == '}';
    return top->object ? top->key_end != 0 : top->index > 0 || !ends;
}

/* ---- the pointer ---- */

static char *put_pointed(char *out, uint32_t code_point)
{
    switch (code_point) {
    case '~':
        *out++ = '~';
        *out++ = '0';
        return out;
    case '/':
        *out++ = '~';
        *out++ = '1';
        return out;
    case 0: memcpy(out, "\\u0000", 6); return out + 6; /* the pointer ends in NUL itself */
    default: return o2c_put_utf8(out, code_point);
    }
}

/* Writes "/" and the name to `out`: at most 1 + 6 bytes for each byte of it. */
static char *put_name(char *out, const char *p, const char *end, bool escaped)
{
    *out++ = '/';
    while (p < end) {
        unsigned char byte = (unsigned char)*p;
        if (escaped && byte == '\\') {
            out = put_pointed(out, o2c_take_escape(&p, end));
        } else if (byte < 0x80) {
            out = put_pointed(out, byte);
            p++;
        } else {
            *out++ = *p++;
        }
    }
    return out;
}

static size_t name_room(size_t len)
{
    return 1 + 6 * len;
}

static char *put_level(char *out, const level *l, const char *text)
{
    if (l->object) {
        return put_name(out, text + l->key, text + l->key_end, true);
    }
    *out++ = '/';
    return o2c_number_print_u64(out, l->index);
}

/* The pointer to the current member or element of the outermost `count` levels, and `rest` behind it. */
static const char *build_pointer(const walk *w, size_t count, const char *rest)
{
    size_t rest_len = strlen(rest), room = rest_len + 1;
    for (size_t i = 0; i < count; i++) {
        const level *l = &w->levels[i];
        size_t key = l->key_end > l->key ? l->key_end - l->key : 0;
        room += l->object ? name_room(key) : 1 + O2C_NUMBER_ROOM;
    }
    if (count == 0) {
        return rest;
    }
    char *pointer = o2c_arena_alloc(w->arena, room, 1);
    if (pointer == NULL) {
        return "";
    }
    char *out = pointer;
    for (size_t i = 0; i < count; i++) {
        out = put_level(out, &w->levels[i], w->text);
    }
    memcpy(out, rest, rest_len + 1);
    out += rest_len + 1;
    if (w->arena->at == pointer + room) {
        w->arena->at = out;
    }
    return pointer;
}

static void find_line(walk *w, o2c_error *error)
{
    for (; w->line_at < error->offset; w->line_at++) {
        char byte = w->text[w->line_at];
        bool crlf = byte == '\r' && w->line_at + 1 < w->length && w->text[w->line_at + 1] == '\n';
        if (byte == '\n' || (byte == '\r' && !crlf)) {
            w->line++;
            w->column = 1;
        } else if (((unsigned char)byte & 0xC0u) != 0x80u) {
            w->column++;
        }
    }
    error->line = w->line;
    error->column = w->column;
}

static void find_pointer(walk *w, o2c_error *error)
{
    size_t offset = error->offset, count;
    walk_to(w, offset);
    level *top = top_of(w), before;
    count = w->depth;
    if (top != NULL) {
        before = *top;
        look_at_key(w, top, offset);
        bool ends = offset >= w->length;
        if (ends ? top->done || (top->object && !top->value) : !is_inside(top, w->text, offset)) {
            count--;
        }
    }
    error->pointer = w->lost ? "" : build_pointer(w, count, error->pointer);
    if (top != NULL) {
        *top = before;
    }
}

/* ---- the schema ---- */

/* The containers from the place that the site is about on, as far as they are open around the error. */
static void find_schema(walk *w, o2c_error *error)
{
    const o2c_site *site = &error->site;
    bool is_object[STEPS_MAX];
    o2c_steps steps = {0, 0, is_object};
    size_t from = site->from != NULL ? (size_t)(site->from - w->text) : SIZE_MAX;
    from += site->form == O2C_SITE_SHAPE && from != SIZE_MAX;
    for (size_t i = w->depth; i-- > 0 && w->levels[i].start >= from;) {
        steps.count++;
    }
    size_t first = w->depth - steps.count;
    steps.count = steps.count < STEPS_MAX ? steps.count : STEPS_MAX;
    for (size_t i = 0; i < steps.count; i++) {
        is_object[i] = w->levels[first + i].object;
    }
    steps.index = steps.count > 0 ? w->levels[first].index : 0;
    o2c_schema_find(w->arena, error, site->from == w->text + error->offset, &steps);
}

/* ---- many errors ---- */

/* Until an error is located, `line` is 1 + the number of the next one in the order of offsets. */
static size_t merge(o2c_error *errors, size_t a, size_t b)
{
    size_t head = 0, *tail = &head;
    while (a != 0 && b != 0) {
        size_t *first = errors[b - 1].offset < errors[a - 1].offset ? &b : &a;
        *tail = *first;
        tail = &errors[*first - 1].line;
        *first = *tail;
    }
    *tail = a != 0 ? a : b;
    return head;
}

/* Chains `count` > 0 errors from `from` on; returns 1 + the number of the first. */
static size_t sort(o2c_error *errors, size_t from, size_t count)
{
    if (count == 1) {
        errors[from].line = 0;
        return from + 1;
    }
    size_t half = count / 2, a = sort(errors, from, half);
    return merge(errors, a, sort(errors, from + half, count - half));
}

void o2c_locate_all(o2c_arena *arena, const char *text, size_t length, o2c_error *errors,
                    size_t count)
{
    walk w = {arena, text, length, NULL, 0, 0, false, 0, 1, 1};
    o2c_scratch_mark mark = o2c_scratch_here(arena);
    size_t next = count > 0 ? sort(errors, 0, count) : 0;
    while (next != 0) {
        o2c_error *error = &errors[next - 1];
        next = error->line;
        find_line(&w, error);
        find_pointer(&w, error);
        find_schema(&w, error);
    }
    o2c_scratch_back(arena, mark);
}

void o2c_locate(o2c_arena *arena, const char *text, size_t length, size_t offset, o2c_error *error)
{
    error->offset = offset;
    error->pointer = error->schema = "";
    error->tried = "";
    error->nearest = NULL;
    memset(&error->site, 0, sizeof error->site);
    o2c_locate_all(arena, text, length, error, 1);
}

void o2c_locate_member(o2c_arena *arena, o2c_error *error, const char *name, size_t len)
{
    size_t before = strlen(error->pointer);
    if (len > SIZE_MAX / 8) {
        return;
    }
    char *pointer = o2c_arena_alloc(arena, before + name_room(len) + 1, 1);
    if (pointer == NULL) {
        return;
    }
    memcpy(pointer, error->pointer, before);
    *put_name(pointer + before, name, name + len, false) = '\0';
    error->pointer = pointer;
}
