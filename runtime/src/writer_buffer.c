#include "writer_buffer.h"

#include "internal.h"
#include "wide.h"

/* The first block; the room below which a new one is begun; what a sink gets at a time, at most. */
enum { FIRST_SIZE = 4096, LAST_SIZE = 1 << 20, LITTLE = 256, SINK_SIZE = 32768 };

/*
 * In an arena the text is written where it will stay: into all that is free of the current block,
 * which is claimed, so that what is allocated meanwhile goes elsewhere. A text that outgrows its
 * block moves to a new one. At finish the arena goes on right behind the text.
 */

/* ---- getting and giving back ---- */

static void set_buffer(o2c_writer *w, char *begin, size_t used, char *end)
{
    w->begin = begin;
    w->p = begin + used;
    w->whole_end = end;
    w->end = w->indent ? begin : end;
}

static void claim(o2c_writer *w)
{
    o2c_arena *a = w->arena;
    w->block = a->block;
    set_buffer(w, a->at, 0, a->end);
    a->at = a->end;
}

/** Gives the arena a new current block of at least `size` bytes. */
static bool add_block(o2c_arena *a, size_t size)
{
    if (!o2c_arena_pin(a, size))
        return false;
    struct o2c_arena_block *b = a->pinned;
    a->pinned = b->prev;
    b->prev = a->block;
    a->block = b;
    a->at = (char *)b + O2C_BLOCK_HEADER;
    a->end = b->end;
    return true;
}

/** Takes the block below the current one away and gives it back. */
static void drop_block_below(o2c_arena *a)
{
    struct o2c_arena_block *b = a->block->prev;
    a->block->prev = b->prev;
    b->prev = a->pinned;
    a->pinned = b;
    o2c_arena_unpin(a, (char *)b + O2C_BLOCK_HEADER);
}

/** Twice the block before; what was given up earlier lies ready, and all of it is taken. */
static size_t next_size(const o2c_arena *a)
{
    size_t size = a->block ? a->block->size : FIRST_SIZE / 2;
    size = size < LAST_SIZE / 2 ? 2 * size : LAST_SIZE;
    size_t ready = a->spare ? a->spare->size - O2C_BLOCK_HEADER : 0;
    return ready > size ? ready : size;
}

static void take_buffer(o2c_writer *w, size_t least)
{
    o2c_arena *a = w->arena;
    if (!a->fixed && (size_t)(a->end - a->at) < least) {
        size_t size = next_size(a);
        if (!add_block(a, size > least ? size : least)) {
            o2c_writer_fail(w, O2C_E_MEMORY, NULL, 0);
            return;
        }
        w->added = true;
    }
    w->fixed = a->fixed;
    claim(w);
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
    take_buffer(w, LITTLE);
}

void o2c_writer_init_buffer(o2c_writer *w, char *buffer, size_t size,
                            const o2c_write_options *options)
{
    init(w, NULL, options);
    w->fixed = true;
    set_buffer(w, buffer, 0, size ? buffer + size : buffer);
}

void o2c_writer_init_sink(o2c_writer *w, o2c_arena *arena, o2c_sink sink, void *user,
                          const o2c_write_options *options)
{
    init(w, arena, options);
    take_buffer(w, SINK_SIZE);
    if (w->whole_end - w->begin > SINK_SIZE)
        set_buffer(w, w->begin, 0, w->begin + SINK_SIZE);
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
    w->end = w->begin;
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

/** Moves the text to a block of twice the size, or where memory is short one that just does. */
static bool grow(o2c_writer *w, size_t n)
{
    size_t used = (size_t)(w->p - w->begin);
    if (n > SIZE_MAX / 8 || used > SIZE_MAX / 8 ||
        (!add_block(w->arena, 2 * (used + n)) && !add_block(w->arena, used + n + LITTLE))) {
        o2c_writer_fail(w, O2C_E_MEMORY, NULL, 0);
        return false;
    }
    const char *old = w->begin;
    struct o2c_arena_block *below = w->block;
    claim(w);
    memcpy(w->p, old, used);
    w->p += used;
    if (w->added && w->arena->block->prev == below) /* nothing but the text was there */
        drop_block_below(w->arena);
    w->added = true;
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
        size_t part = o2c_writer_room(w);
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

/** Ends the claim, keeping the buffer's first bytes. */
static void give_back(const o2c_writer *w, size_t kept)
{
    if (w->arena && w->begin && w->arena->block == w->block)
        w->arena->at = w->begin + kept;
}

/** Words the error and finds its place in what was written, which is still in the buffer. */
static void report(const o2c_writer *w, o2c_arena *arena, o2c_error *error)
{
    o2c_complaint complaint = {w->code, NULL, 0, 0, NULL, 0, 0};
    size_t length = (size_t)(w->p - w->begin);
    memset(error, 0, sizeof *error);
    error->pointer = error->schema = error->tried = "";
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
 * The error's pointer is made behind the text and then takes its place. Where there is no arena, that
 * is in the caller's buffer.
 */
static void report_and_give_back(o2c_writer *w, o2c_error *error)
{
    o2c_arena rest;
    o2c_arena *arena = w->arena;
    if (!arena) {
        arena = &rest;
        o2c_arena_init_buffer(&rest, w->p, (size_t)(w->whole_end - w->p));
    }
    give_back(w, (size_t)(w->p - w->begin));
    report(w, arena, error);
    size_t kept = *error->pointer ? strlen(error->pointer) + 1 : 0;
    if ((size_t)(w->whole_end - w->begin) < kept)
        return; /* it may stay where it is */
    if (kept > 0)
        error->pointer = memmove(w->begin, error->pointer, kept);
    give_back(w, kept);
}

/** What o2c_writer_finish returns, or NULL and a noted error. */
static char *deliver(o2c_writer *w, o2c_str text)
{
    if (w->sink) {
        if (w->sink(w->user, text.data, text.len))
            return (char *)(uintptr_t) ""; /* nobody writes to an empty text */
    } else if ((size_t)(w->whole_end - w->begin) >= text.len + (w->arena != NULL)) {
        memmove(w->begin, text.data, text.len);
        if (w->arena)
            w->begin[text.len] = '\0';
        return w->begin;
    }
    full(w);
    return NULL;
}

/** The limit of another arena that counts towards this one's; 0 is none. */
static size_t limit_left(const o2c_arena *a)
{
    if (a->limit == 0)
        return 0;
    return a->limit > a->held ? a->limit - a->held : 1;
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
        o2c_arena_init(&scratch, a->allocator, limit_left(a));
    char *out = NULL;
    if (o2c_canonical(w, &scratch, text)) {
        w->p = w->begin; /* the text that was read is not needed any more */
        if (o2c_writer_make(w, text->len + 1) || w->fixed)
            out = deliver(w, *text);
    }
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
        o2c_error unwanted;
        report_and_give_back(w, error ? error : &unwanted);
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
