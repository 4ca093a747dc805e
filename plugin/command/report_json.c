/** Problems as JSON, and as SARIF, which is JSON. */
#include "command/report.h"

#include <o2c/writer.h>
#include <string.h>

typedef struct printer {
    mem m;
    o2c_writer w;
} printer;

static void begin(printer *p)
{
    p->m = (mem)MEM_INIT;
    o2c_writer_init(&p->w, &p->m, &(o2c_write_options){.indent = 2});
}

static void end(printer *p, FILE *stream)
{
    size_t length;
    const char *text = o2c_writer_finish(&p->w, &length, NULL);
    if (!text)
        mem_exhausted();
    fwrite(text, 1, length, stream);
    fputc('\n', stream);
    mem_free(&p->m);
}

static void name(printer *p, const char *text)
{
    o2c_write_name(&p->w, (o2c_str){text, strlen(text)});
}

static void open_object(printer *p, const char *key)
{
    if (key)
        name(p, key);
    o2c_write_object_begin(&p->w);
}

static void close_object(printer *p)
{
    o2c_write_object_end(&p->w);
}

static void open_array(printer *p, const char *key)
{
    name(p, key);
    o2c_write_array_begin(&p->w);
}

static void close_array(printer *p)
{
    o2c_write_array_end(&p->w);
}

static void put_text(printer *p, const char *key, str text)
{
    name(p, key);
    o2c_write_str(&p->w, (o2c_str){text.data, text.len});
}

static void put_word(printer *p, const char *key, const char *text)
{
    put_text(p, key, str_of(text));
}

static void put_number(printer *p, const char *key, uint64_t n)
{
    name(p, key);
    o2c_write_u64(&p->w, n);
}

/** Column after the last one that is meant. */
static uint64_t end_column(const diag_place *place)
{
    return (uint64_t)place->column + (place->width ? place->width : 1);
}

/* ---- JSON ---- */

static void json_item(printer *p, mem *scratch, const diag_item *item)
{
    open_object(p, NULL);
    put_word(p, "severity", diag_severity_name(item->severity));
    put_word(p, "code", item->code);
    if (item->place.file)
        put_text(p, "file", report_utf8(scratch, item->place.file->name));
    if (item->place.file && item->place.line) {
        put_number(p, "line", item->place.line);
        put_number(p, "column", item->place.column);
        put_number(p, "endColumn", end_column(&item->place));
    }
    put_text(p, "message", report_utf8(scratch, item->text));
    if (item->hint.data)
        put_text(p, "hint", report_utf8(scratch, item->hint));
    close_object(p);
}

void report_json(const diag *d, FILE *stream)
{
    printer p;
    mem scratch = MEM_INIT;
    begin(&p);
    open_object(&p, NULL);
    open_array(&p, "diagnostics");
    for (size_t i = 0; i < d->items.count; i++)
        json_item(&p, &scratch, &d->items.items[i]);
    close_array(&p);
    put_number(&p, "errors", d->errors);
    put_number(&p, "warnings", d->warnings);
    put_number(&p, "notes", d->notes);
    close_object(&p);
    end(&p, stream);
    mem_free(&scratch);
}

/* ---- SARIF 2.1.0 ---- */

/** A file name as a URI reference (RFC 3986 §4.2); a URL stays one. */
static str file_uri(mem *m, str file)
{
    buf out = BUF_INIT;
    if (str_find(file, ':') < str_find(file, '/') && !strstr(str_copy(m, file).data, "://"))
        buf_text(&out, "./"); /* §4.2: a colon in the first segment would end a scheme */
    for (size_t i = 0; i < file.len; i++) {
        unsigned char c = (unsigned char)file.data[i];
        bool plain = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
                     (c && strchr("-._~/:@!$&'()*+,;=", c));
        if (plain)
            buf_char(&out, (char)c);
        else
            buf_print(&out, "%%%02X", c);
    }
    return buf_take(&out, m);
}

/** The codes that occur, in order of their first use. */
typedef LIST(const char *) code_list;

static size_t code_index(const code_list *codes, const char *code)
{
    size_t i = 0;
    while (i < codes->count && strcmp(codes->items[i], code) != 0)
        i++;
    return i;
}

static code_list codes_of(mem *m, const diag *d)
{
    code_list codes = {0};
    for (size_t i = 0; i < d->items.count; i++)
        if (code_index(&codes, d->items.items[i].code) == codes.count)
            list_push(m, &codes, d->items.items[i].code);
    return codes;
}

static void sarif_driver(printer *p, const code_list *codes)
{
    open_object(p, "tool");
    open_object(p, "driver");
    put_word(p, "name", "openapi2c");
    put_word(p, "version", OPENAPI2C_VERSION);
    open_array(p, "rules");
    for (size_t i = 0; i < codes->count; i++) {
        open_object(p, NULL);
        put_word(p, "id", codes->items[i]);
        close_object(p);
    }
    close_array(p);
    close_object(p);
    close_object(p);
}

static void sarif_location(printer *p, mem *scratch, const diag_place *place)
{
    open_array(p, "locations");
    open_object(p, NULL);
    open_object(p, "physicalLocation");
    open_object(p, "artifactLocation");
    put_text(p, "uri", file_uri(scratch, place->file->name));
    close_object(p);
    if (place->line) {
        open_object(p, "region");
        put_number(p, "startLine", place->line);
        put_number(p, "startColumn", place->column);
        put_number(p, "endColumn", end_column(place));
        close_object(p);
    }
    close_object(p);
    close_object(p);
    close_array(p);
}

static void sarif_result(printer *p, mem *scratch, const diag_item *item, size_t rule)
{
    str text = report_utf8(scratch, item->text);
    if (item->hint.data)
        text = str_print(scratch, "%.*s (%.*s)", STR_ARG(text),
                         STR_ARG(report_utf8(scratch, item->hint)));
    open_object(p, NULL);
    put_word(p, "ruleId", item->code);
    put_number(p, "ruleIndex", rule);
    put_word(p, "level", diag_severity_name(item->severity));
    open_object(p, "message");
    put_text(p, "text", text);
    close_object(p);
    if (item->place.file)
        sarif_location(p, scratch, &item->place);
    close_object(p);
}

void report_sarif(const diag *d, FILE *stream)
{
    printer p;
    mem scratch = MEM_INIT;
    code_list codes = codes_of(&scratch, d);
    begin(&p);
    open_object(&p, NULL);
    put_word(&p, "version", "2.1.0");
    open_array(&p, "runs");
    open_object(&p, NULL);
    sarif_driver(&p, &codes);
    put_word(&p, "columnKind", "unicodeCodePoints");
    open_array(&p, "results");
    for (size_t i = 0; i < d->items.count; i++)
        sarif_result(&p, &scratch, &d->items.items[i], code_index(&codes, d->items.items[i].code));
    close_array(&p);
    close_object(&p);
    close_array(&p);
    close_object(&p);
    end(&p, stream);
    mem_free(&scratch);
}
