#include "base/diag.h"

#include "base/cursor.h"

#include <string.h>

enum {
    KEEP_MAX = 10000,   /* items of a severity that are stored; the rest is only counted */
    TEXT_MAX = 1000,    /* bytes of a text that are kept */
    PRINT_MAX = 100,    /* items of a severity that are printed */
    WINDOW = 100,       /* code points of a source line that are shown */
    WINDOW_BEFORE = 40, /* of them before the column, where the line is cut on the left */
    TAB_CELLS = 4,
    MARK_EVERY = 4096 /* bytes between two known places of a text */
};

/* ---- collecting ---- */

void diag_init(diag *d)
{
    *d = (diag){.m = MEM_INIT};
}

void diag_free(diag *d)
{
    mem_free(&d->m);
    *d = (diag){.m = MEM_INIT};
}

/* Whether this was reported before; remembers it if not. */
static bool is_repeated(diag *d, const diag_item *item)
{
    d->seen.m = &d->m;
    str key =
        str_print(&d->m, "%s %p %u %u %d %.*s", item->code, (const void *)item->place.file,
                  item->place.line, item->place.column, (int)item->severity, STR_ARG(item->text));
    return !map_put(&d->seen, key, NULL);
}

static void count(diag *d, diag_severity severity, diag_class cls)
{
    switch (severity) {
    case DIAG_NOTE: d->notes++; break;
    case DIAG_WARNING: d->warnings++; break;
    case DIAG_ERROR:
        d->errors++;
        if ((int)cls > d->status)
            d->status = (int)cls;
        break;
    }
}

static size_t counted(const diag *d, diag_severity severity)
{
    return severity == DIAG_ERROR ? d->errors : severity == DIAG_WARNING ? d->warnings : d->notes;
}

/* Formats at most TEXT_MAX bytes, cut between code points. */
static str format_text(mem *m, const char *format, va_list args)
{
    char text[TEXT_MAX + 1];
    int n = vsnprintf(text, sizeof text, format, args);
    if (n < 0)
        return STR("");
    if (n <= TEXT_MAX)
        return str_copy(m, (str){text, (size_t)n});
    size_t len = TEXT_MAX;
    while (len && (text[len - 1] & 0xC0) == 0x80)
        len--;
    len -= len && (text[len - 1] & 0x80);
    return str_print(m, "%.*s…", (int)len, text);
}

static void report(diag *d, diag_item item, const char *hint, const char *format, va_list args)
{
    if (counted(d, item.severity) < KEEP_MAX) {
        item.text = format_text(&d->m, format, args);
        if (is_repeated(d, &item))
            return;
        item.hint = hint ? str_copy(&d->m, str_of(hint)) : STR_NULL;
        list_push(&d->m, &d->items, item);
    }
    count(d, item.severity, item.cls);
}

void diag_error(diag *d, const char *code, diag_place place, const char *hint, const char *format,
                ...)
{
    va_list args;
    va_start(args, format);
    report(d, (diag_item){DIAG_ERROR, DIAG_SPEC, code, place, STR_NULL, STR_NULL}, hint, format,
           args);
    va_end(args);
}

void diag_warning(diag *d, const char *code, diag_place place, const char *hint, const char *format,
                  ...)
{
    va_list args;
    va_start(args, format);
    report(d, (diag_item){DIAG_WARNING, DIAG_SPEC, code, place, STR_NULL, STR_NULL}, hint, format,
           args);
    va_end(args);
}

void diag_note(diag *d, const char *code, diag_place place, const char *hint, const char *format,
               ...)
{
    va_list args;
    va_start(args, format);
    report(d, (diag_item){DIAG_NOTE, DIAG_SPEC, code, place, STR_NULL, STR_NULL}, hint, format,
           args);
    va_end(args);
}

void diag_fail(diag *d, diag_class cls, const char *code, diag_place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    report(d, (diag_item){DIAG_ERROR, cls, code, place, STR_NULL, STR_NULL}, NULL, format, args);
    va_end(args);
}

int diag_status(const diag *d)
{
    return d->status;
}

/* ---- showing text safely ---- */

/* Code points that would move the terminal's cursor, hide, or turn the text around. */
static bool is_unsafe(uint32_t rune)
{
    static const uint32_t ranges[][2] = {
        {0x00, 0x1F},     {0x7F, 0x9F},     {0xAD, 0xAD},     {0x61C, 0x61C},
        {0x180E, 0x180E}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
        {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (rune >= ranges[i][0] && rune <= ranges[i][1])
            return true;
    }
    return false;
}

/* Adds the code point at s.data[*at], escaped where needed. Returns the cells that it takes. */
static size_t add_rune(buf *b, str s, size_t *at)
{
    size_t from = *at, before = b->len;
    uint32_t rune = str_rune(s, at);
    if (rune == 0xFFFD && *at == from + 1)
        buf_print(b, "\\x%02x", (unsigned)(unsigned char)s.data[from]);
    else if (rune == '\n')
        buf_text(b, "\\n");
    else if (rune == '\t')
        buf_text(b, "\\t");
    else if (!is_unsafe(rune))
        buf_add(b, str_slice(s, from, *at));
    else if (rune < 0x80)
        buf_print(b, "\\x%02x", (unsigned)rune);
    else
        buf_print(b, "\\u{%x}", (unsigned)rune);
    return b->len - before == *at - from ? 1 : b->len - before;
}

static void add_safe(buf *b, str s)
{
    for (size_t at = 0; at < s.len;)
        add_rune(b, s, &at);
}

/* ---- finding lines ---- */

/* Places at every MARK_EVERY bytes of a text, so that no line or column is far away. */
typedef struct file_marks {
    const diag_file *file;
    cursor *marks;
    size_t count;
} file_marks;

typedef struct printer {
    buf out;
    bool colour;
    mem m;
    LIST(file_marks) files;
} printer;

static const file_marks *marks_of(printer *p, const diag_file *file)
{
    for (size_t i = 0; i < p->files.count; i++) {
        if (p->files.items[i].file == file)
            return &p->files.items[i];
    }
    size_t count = file->text.len / MARK_EVERY + 1;
    file_marks f = {file, mem_array(&p->m, cursor, count), count};
    cursor c = cursor_start(file->text);
    for (size_t i = 0; i < count; i++) {
        cursor_to_offset(&c, i * MARK_EVERY);
        f.marks[i] = c;
    }
    list_push(&p->m, &p->files, f);
    return &p->files.items[p->files.count - 1];
}

static bool is_after(const cursor *c, uint32_t line, uint32_t column)
{
    return c->line > line || (c->line == line && c->column > column);
}

/* The cursor at a place, or at the end of its line. */
static cursor find_place(printer *p, const diag_file *file, uint32_t line, uint32_t column)
{
    const file_marks *f = marks_of(p, file);
    size_t low = 0, high = f->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (is_after(&f->marks[middle], line, column))
            high = middle;
        else
            low = middle;
    }
    cursor c = f->marks[low];
    cursor_to_place(&c, line, column);
    return c;
}

/* ---- printing ---- */

#define BOLD  "\033[1m"
#define RESET "\033[0m"

static void add_colour(printer *p, const char *escape)
{
    if (p->colour)
        buf_text(&p->out, escape);
}

const char *diag_severity_name(diag_severity severity)
{
    switch (severity) {
    case DIAG_NOTE: return "note";
    case DIAG_WARNING: return "warning";
    case DIAG_ERROR: break;
    }
    return "error";
}

static const char *severity_colour(diag_severity severity)
{
    switch (severity) {
    case DIAG_NOTE: return "\033[1;36m";
    case DIAG_WARNING: return "\033[1;35m";
    case DIAG_ERROR: break;
    }
    return "\033[1;31m";
}

static void add_headline(printer *p, const diag_item *item)
{
    const diag_place *place = &item->place;
    add_colour(p, BOLD);
    add_safe(&p->out, place->file ? place->file->name : STR("openapi2c"));
    if (place->file && place->line)
        buf_print(&p->out, ":%u:%u", place->line, place->column);
    buf_text(&p->out, ": ");
    add_colour(p, severity_colour(item->severity));
    buf_print(&p->out, "%s: ", diag_severity_name(item->severity));
    add_colour(p, RESET);
    add_safe(&p->out, item->text);
    buf_print(&p->out, " [%s]\n", item->code);
}

static void add_times(buf *b, char c, size_t n)
{
    while (n--)
        buf_char(b, c);
}

/* The mark that stands under a code point of column `column`. */
static char mark_under(const diag_place *place, uint32_t column)
{
    if (column <= place->column)
        return column == place->column ? '^' : ' ';
    return column - place->column < place->width ? '~' : ' ';
}

/*
 * Adds what can be seen of the line from `c` on to `line`, and what stands under it to `under`.
 * Ends after WINDOW code points; so a line of any length costs the same.
 */
static void add_window(buf *line, buf *under, cursor *c, const diag_place *place)
{
    str text = c->text;
    uint32_t column = c->column;
    for (size_t n = 0; n < WINDOW && c->offset < text.len; n++, column++) {
        char byte = text.data[c->offset];
        if (byte == '\n' || byte == '\r')
            break;
        char mark = mark_under(place, column);
        size_t cells = TAB_CELLS;
        if (byte == '\t') {
            add_times(line, ' ', TAB_CELLS);
            c->offset++;
        } else {
            cells = add_rune(line, text, &c->offset);
        }
        buf_char(under, mark);
        add_times(under,
                  mark == '^' && place->width > 1 ? '~'
                  : mark == '~'                   ? '~'
                                                  : ' ',
                  cells - 1);
    }
    if (c->offset < text.len && text.data[c->offset] != '\n' && text.data[c->offset] != '\r')
        buf_text(line, "…");
    if (column <= place->column)
        buf_char(under, '^');
}

static void add_snippet(printer *p, const diag_item *item)
{
    const diag_place *place = &item->place;
    bool cut = place->column > WINDOW - WINDOW_BEFORE / 2;
    cursor c = find_place(p, place->file, place->line, cut ? place->column - WINDOW_BEFORE : 1);
    buf line = BUF_INIT, under = BUF_INIT;
    if (c.column > 1) {
        buf_text(&line, "…");
        buf_char(&under, ' ');
    }
    add_window(&line, &under, &c, place);
    while (under.len && under.data[under.len - 1] == ' ')
        under.data[--under.len] = '\0';
    buf_print(&p->out, "%5u | %s\n      | ", place->line, buf_str(&line).data);
    add_colour(p, "\033[1;32m");
    buf_add(&p->out, buf_str(&under));
    add_colour(p, RESET);
    if (item->hint.data) {
        buf_char(&p->out, ' ');
        add_safe(&p->out, item->hint);
    }
    buf_char(&p->out, '\n');
    buf_free(&line);
    buf_free(&under);
}

/* Whether the place has a source line to show. */
static bool has_line(printer *p, const diag_place *place)
{
    return place->file && place->line && place->file->text.len &&
           find_place(p, place->file, place->line, 1).line == place->line;
}

static void add_item(printer *p, const diag_item *item)
{
    add_headline(p, item);
    if (has_line(p, &item->place)) {
        add_snippet(p, item);
    } else if (item->hint.data) {
        buf_text(&p->out, "      hint: ");
        add_safe(&p->out, item->hint);
        buf_char(&p->out, '\n');
    }
}

static void add_rest(buf *b, size_t total, size_t printed, const char *what)
{
    if (total > printed)
        buf_print(b, "… and %zu more %s%s\n", total - printed, what,
                  total - printed == 1 ? "" : "s");
}

void diag_print(const diag *d, FILE *stream, bool colour)
{
    printer p = {.out = BUF_INIT, .colour = colour, .m = MEM_INIT};
    size_t printed[DIAG_ERROR + 1] = {0};
    bool shown = true; /* a note goes with the item before it */
    for (size_t i = 0; i < d->items.count; i++) {
        const diag_item *item = &d->items.items[i];
        bool room = printed[item->severity] < PRINT_MAX;
        shown = item->severity == DIAG_NOTE ? shown : room;
        if (!shown || !room)
            continue;
        printed[item->severity]++;
        add_item(&p, item);
    }
    add_rest(&p.out, d->errors, printed[DIAG_ERROR], "error");
    add_rest(&p.out, d->warnings, printed[DIAG_WARNING], "warning");
    add_rest(&p.out, d->notes, printed[DIAG_NOTE], "note");
    fwrite(buf_str(&p.out).data, 1, p.out.len, stream);
    buf_free(&p.out);
    mem_free(&p.m);
}
