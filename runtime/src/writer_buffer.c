#include "writer_buffer.h"

#include "internal.h"
#include "wide.h"

enum { FIRST_SIZE = 4096, SINK_SIZE = 32768 };

/* ---- getting and giving back ---- */

static void set_buffer(o2c_writer *w, char *begin, size_t used, size_t size)
{
    w->begin = begin;
    w->p = begin + used;
    w->whole_end = w->end = begin + size;
}

/** A buffer that was given up lies ready in the arena: all of it is taken rather than a new one. */
static size_t first_size(const o2c_arena *a)
{
    size_t ready = a->spare ? a->spare->size - O2C_BLOCK_HEADER : 0;
    return ready > FIRST_SIZE ? ready : FIRST_SIZE;
}

static void take_buffer(o2c_writer *w, size_t size)
{
    o2c_arena *a = w->arena;
    w->fixed = a->fixed;
    if (a->fixed) {
        set_buffer(w, a->at, 0, (size_t)(a->end - a->at));
        a->at = a->end;
        return;
    }
    char *memory = o2c_arena_pin(a, size);
    if (memory)
        set_buffer(w, memory, 0, size);
    else
        o2c_writer_fail(w, O2C_E_MEMORY, NULL, 0);
}

static void init(o2c_writer *w, o2c_arena *arena, const o2c_write_options *options)
{
    memset(w, 0, sizeof *w);
    w->arena = arena;
    w->max_depth = 1024;
    if (!options)
        return;
    w->canonical = options->canonical;
    w->indent = options->canonical ? 0 : options->indent;
    w->ascii = options->ascii && !options->canonical;
    if (options->max_depth)
        w->max_depth = options->max_depth;
}

void o2c_writer_init(o2c_writer *w, o2c_arena *arena, const o2c_write_options *options)
{
    init(w, arena, options);
    take_buffer(w, first_size(arena));
}

void o2c_writer_init_buffer(o2c_writer *w, char *buffer, size_t size,
                            const o2c_write_options *options)
{
    init(w, NULL, options);
    w->fixed = true;
    set_buffer(w, buffer, 0, size);
}

void o2c_writer_init_sink(o2c_writer *w, o2c_arena *arena, o2c_sink sink, void *user,
                          const o2c_write_options *options)
{
    init(w, arena, options);
    take_buffer(w, SINK_SIZE);
    w->sink = sink;
    w->user = user;
    w->fixed = true;
    if (w->canonical)
        o2c_writer_fail(w, O2C_E_SPACE, NULL, 0);
}

/* ---- filling ---- */

void o2c_writer_fail(o2c_writer *w, o2c_code code, const char *detail, size_t len)
{
    if (w->code != O2C_OK)
        return;
    w->code = code;
    w->detail = detail;
    w->detail_len = len;
    w->end = w->p;
}

/** Hands everything but the last byte to the sink: a comma may still become a bracket. */
static bool flush(o2c_writer *w)
{
    size_t length = (size_t)(w->p - w->begin);
    if (length < 2)
        return false;
    if (!w->sink(w->user, w->begin, length - 1)) {
        o2c_writer_fail(w, O2C_E_SPACE, NULL, 0);
        return false;
    }
    w->flushed += length - 1;
    w->begin[0] = w->p[-1];
    w->p = w->begin + 1;
    return true;
}

static bool grow(o2c_writer *w, size_t n)
{
    size_t used = (size_t)(w->p - w->begin), size = (size_t)(w->whole_end - w->begin);
    char *memory = NULL;
    if (n < SIZE_MAX / 8 && size < SIZE_MAX / 8) {
        size = 2 * size > used + 2 * n ? 2 * size : used + 2 * n;
        memory = o2c_arena_pin(w->arena, size);
    }
    if (!memory) {
        o2c_writer_fail(w, O2C_E_MEMORY, NULL, 0);
        return false;
    }
    memcpy(memory, w->begin, used);
    o2c_arena_unpin(w->arena, w->begin);
    set_buffer(w, memory, used, size);
    return true;
}

bool o2c_writer_make(o2c_writer *w, size_t n)
{
    if (w->code != O2C_OK)
        return false;
    if (o2c_writer_has(w, n))
        return true;
    if (w->sink)
        return flush(w) && o2c_writer_has(w, n);
    return !w->fixed && grow(w, n);
}

/** No room that could be had: the buffer is full. */
static void full(o2c_writer *w)
{
    o2c_writer_fail(w, w->arena && !w->sink ? O2C_E_MEMORY : O2C_E_SPACE, NULL, 0);
}

bool o2c_writer_put(o2c_writer *w, const char *data, size_t n)
{
    while (!o2c_writer_has(w, n) && !o2c_writer_make(w, n)) {
        size_t part = (size_t)(w->end - w->p);
        if (!w->sink || part == 0) {
            full(w);
            return false;
        }
        memcpy(w->p, data, part);
        w->p += part;
        data += part;
        n -= part;
    }
    if (n > 0)
        memcpy(w->p, data, n);
    w->p += n;
    return w->code == O2C_OK;
}

void o2c_writer_comma(o2c_writer *w)
{
    if (o2c_writer_has(w, 1) || o2c_writer_make(w, 1))
        *w->p++ = ',';
    else if (w->depth > 0 || w->sink)
        full(w);
}

void o2c_writer_put_value(o2c_writer *w, const char *data, size_t n)
{
    if (o2c_writer_put(w, data, n))
        o2c_writer_comma(w);
}

/* ---- finishing ---- */

static void give_back(const o2c_writer *w, size_t kept)
{
    if (!w->arena)
        return;
    if (w->arena->fixed)
        w->arena->at = w->begin + kept;
    else
        o2c_arena_unpin(w->arena, w->begin);
}

/** Words the error and finds its place in what was written, which is still in the buffer. */
static void report(const o2c_writer *w, o2c_arena *arena, o2c_error *error)
{
    o2c_complaint complaint = {w->code, NULL, 0, 0, NULL, 0, 0};
    size_t length = (size_t)(w->p - w->begin);
    memset(error, 0, sizeof *error);
    error->pointer = "";
    if (w->flushed == 0 && length > 0) {
        o2c_locate(arena, w->begin, length, length, error);
    } else {
        error->line = error->column = 1;
    }
    if (w->flushed == 0 && w->detail)
        o2c_locate_member(arena, error, w->detail, w->detail_len);
    error->offset = w->flushed + length;
    o2c_message(error, &complaint);
}

/**
 * Where there is only a caller's buffer, or an arena over one, the error's pointer is made behind the
 * text and then takes its place.
 */
static void report_and_give_back(o2c_writer *w, o2c_error *error)
{
    o2c_arena rest, *arena = w->arena;
    bool behind = !arena || arena->fixed;
    if (!arena) {
        arena = &rest;
        o2c_arena_init_buffer(&rest, w->p, (size_t)(w->whole_end - w->p));
    } else if (behind) {
        arena->at = w->p;
    }
    if (error)
        report(w, arena, error);
    size_t kept = 0;
    if (behind && error && *error->pointer) {
        kept = strlen(error->pointer) + 1;
        error->pointer = memmove(w->begin, error->pointer, kept);
    }
    give_back(w, kept);
}

/** The text at its exact size, NUL-terminated, in the arena. */
static char *place(o2c_writer *w, o2c_str text)
{
    if (!w->arena->fixed) {
        o2c_str copy = o2c_arena_str(w->arena, text.data, text.len);
        return (char *)(uintptr_t)copy.data;
    }
    if ((size_t)(w->whole_end - w->begin) <= text.len)
        return NULL;
    memmove(w->begin, text.data, text.len);
    w->begin[text.len] = '\0';
    return w->begin;
}

/** What o2c_writer_finish returns, or NULL and a noted error. */
static char *deliver(o2c_writer *w, o2c_str text)
{
    char *out = NULL;
    if (w->sink) {
        if (w->sink(w->user, text.data, text.len))
            out = (char *)(uintptr_t) ""; /* nobody writes to an empty text */
    } else if (w->arena) {
        out = place(w, text);
    } else if ((size_t)(w->whole_end - w->begin) >= text.len) {
        out = memmove(w->begin, text.data, text.len);
    }
    if (!out)
        full(w);
    return out;
}

/** Delivers the canonical form of `text`, which is made in an arena of its own. */
static char *deliver_canonical(o2c_writer *w, o2c_str *text)
{
    o2c_arena scratch;
    o2c_arena *a = w->arena;
    if (!a)
        o2c_arena_init(&scratch, NULL, 0);
    else if (a->fixed)
        o2c_arena_init_buffer(&scratch, w->p, (size_t)(w->whole_end - w->p));
    else
        o2c_arena_init(&scratch, a->allocator, a->limit ? a->limit - a->held : 0);
    char *out = o2c_canonical(w, &scratch, text) ? deliver(w, *text) : NULL;
    o2c_arena_deinit(&scratch);
    return out;
}

char *o2c_writer_finish(o2c_writer *w, size_t *length, o2c_error *error)
{
    char *out = NULL;
    o2c_str text = {w->begin, (size_t)(w->p - w->begin)};
    if (text.len == 0)
        o2c_writer_fail(w, O2C_E_UNSET, NULL, 0);
    else
        text.len -= w->p[-1] == ',';
    if (w->code == O2C_OK)
        out = w->canonical ? deliver_canonical(w, &text) : deliver(w, text);
    if (length)
        *length = out ? w->flushed + text.len : 0;
    if (!out) {
        report_and_give_back(w, error);
        return NULL;
    }
    give_back(w, w->sink ? 0 : text.len + 1);
    if (error) {
        memset(error, 0, sizeof *error);
        error->pointer = "";
        error->line = error->column = 1;
    }
    return out;
}
