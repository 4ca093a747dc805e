#include "base/cursor.h"

cursor cursor_start(str text)
{
    return (cursor){.text = text, .line = 1, .column = 1};
}

/* Whether the byte at `at` is the last one of its line. */
static bool ends_line(str text, size_t at)
{
    char c = text.data[at];
    return c == '\n' || (c == '\r' && !(at + 1 < text.len && text.data[at + 1] == '\n'));
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20;
}

static void step(cursor *c)
{
    size_t at = c->offset++;
    unsigned starts = (c->text.data[at] & 0xC0) != 0x80;
    c->index += starts;
    c->column += starts;
    if (is_control(c->text.data[at]) && ends_line(c->text, at)) {
        c->line++;
        c->column = 1;
    }
}

/* Steps to `end`, over bytes that end no line: two plain loops, for this is done with every byte. */
static void step_inside(cursor *c, size_t end)
{
    const char *text = c->text.data;
    size_t starts = 0;
    for (size_t i = c->offset; i < end; i++)
        starts += (text[i] & 0xC0) != 0x80;
    c->offset = end;
    c->index += starts;
    c->column += (uint32_t)starts;
}

void cursor_to_offset(cursor *c, size_t offset)
{
    if (offset > c->text.len)
        offset = c->text.len;
    while (c->offset < offset) {
        size_t end = c->offset;
        while (end < offset && !is_control(c->text.data[end]))
            end++;
        step_inside(c, end);
        if (end < offset)
            step(c);
    }
}

/* Steps over a whole code point. */
static void step_rune(cursor *c)
{
    step(c);
    while (c->offset < c->text.len && (c->text.data[c->offset] & 0xC0) == 0x80)
        step(c);
}

void cursor_to_index(cursor *c, size_t index)
{
    cursor here = *c;
    while (here.index < index && here.offset < here.text.len)
        step_rune(&here);
    *c = here;
}

void cursor_to_place(cursor *c, uint32_t line, uint32_t column)
{
    while (c->offset < c->text.len && c->line < line)
        step(c);
    while (c->offset < c->text.len && c->line == line && c->column < column) {
        char next = c->text.data[c->offset];
        if (next == '\n' || next == '\r')
            break;
        step_rune(c);
    }
}
