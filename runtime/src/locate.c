#include "internal.h"
#include "number.h"
#include "scan.h"

/*
 * Where an offset lies in a JSON text. Reading keeps no path; when an error is asked for, the text up
 * to it is walked once more. The walk believes nothing: brackets need not match and strings may end
 * in NUL, which reading in place leaves where their quote was.
 */

/** A container that is open at the offset, and how far its current member or element is. */
typedef struct level {
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
    bool lost; /* out of memory */
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

/* Walks over the string at `open`; returns the offset behind it. */
static size_t walk_string(walk *w, size_t open, size_t end)
{
    level *top = top_of(w);
    size_t close = closing_quote(w->text, open, end);
    if (close == end || top == NULL) {
        return end < close + 1 ? end : close + 1;
    }
    if (wants_key(top)) {
        top->key = open + 1;
        top->key_end = close;
    } else {
        top->done = true;
    }
    return close + 1;
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
    size_t i = 0;
    while (i < offset && !w->lost) {
        if (w->text[i] == '"') {
            i = walk_string(w, i, offset);
        } else {
            walk_byte(w, w->text[i++]);
        }
    }
    level *top = top_of(w);
    if (offset < w->length && w->text[offset] == '"' && wants_key(top)) {
        size_t close = closing_quote(w->text, offset, w->length);
        if (close < w->length) { /* the error is about this member */
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

static const char *build_pointer(const walk *w, size_t count)
{
    size_t room = 1;
    for (size_t i = 0; i < count; i++) {
        const level *l = &w->levels[i];
        size_t key = l->key_end > l->key ? l->key_end - l->key : 0;
        room += l->object ? name_room(key) : 1 + O2C_NUMBER_ROOM;
    }
    char *pointer = count > 0 ? o2c_arena_alloc(w->arena, room, 1) : NULL;
    if (pointer == NULL) {
        return "";
    }
    char *out = pointer;
    for (size_t i = 0; i < count; i++) {
        out = put_level(out, &w->levels[i], w->text);
    }
    *out++ = '\0';
    if (w->arena->at == pointer + room) {
        w->arena->at = out;
    }
    return pointer;
}

static void find_line(const char *text, size_t length, size_t offset, o2c_error *error)
{
    error->line = 1;
    error->column = 1;
    for (size_t i = 0; i < offset; i++) {
        char byte = text[i];
        bool crlf = byte == '\r' && i + 1 < length && text[i + 1] == '\n';
        if (byte == '\n' || (byte == '\r' && !crlf)) {
            error->line++;
            error->column = 1;
        } else if (((unsigned char)byte & 0xC0u) != 0x80u) {
            error->column++;
        }
    }
}

void o2c_locate(o2c_arena *arena, const char *text, size_t length, size_t offset, o2c_error *error)
{
    walk w = {arena, text, length, NULL, 0, false};
    o2c_scratch_mark mark = o2c_scratch_here(arena);
    error->offset = offset;
    find_line(text, length, offset, error);
    walk_to(&w, offset);
    size_t count = w.depth;
    const level *top = top_of(&w);
    if (top != NULL && offset < length && !is_inside(top, text, offset)) {
        count--;
    } else if (top != NULL && offset >= length && (top->done || (top->object && !top->value))) {
        count--;
    }
    error->pointer = w.lost ? "" : build_pointer(&w, count);
    o2c_scratch_back(arena, mark);
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
