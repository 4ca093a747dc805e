/** Problems as workflow commands, which show them beside the lines of a change. */
#include "command/report.h"

#include <string.h>

/** Adds `text`, with the bytes of `special` and those that end a command as percent escapes. */
static void add_escaped(buf *out, str text, const char *special)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c < ' ' || c == '%' || strchr(special, c))
            buf_print(out, "%%%02X", c);
        else
            buf_char(out, (char)c);
    }
}

static void add_item(buf *out, const diag_item *item)
{
    static const char *const commands[] = {"notice", "warning", "error"};
    const diag_place *place = &item->place;
    buf_print(out, "::%s ", commands[item->severity]);
    if (place->file) {
        buf_text(out, "file=");
        add_escaped(out, place->file->name, ":,");
        buf_char(out, ',');
    }
    if (place->file && place->line)
        buf_print(out, "line=%u,col=%u,endColumn=%u,", (unsigned)place->line,
                  (unsigned)place->column,
                  (unsigned)(place->column + (place->width ? place->width - 1 : 0)));
    buf_print(out, "title=%s::", item->code);
    add_escaped(out, item->text, "");
    if (item->hint.data) {
        buf_text(out, " (");
        add_escaped(out, item->hint, "");
        buf_char(out, ')');
    }
    buf_char(out, '\n');
}

void report_github(const diag *d, FILE *stream)
{
    buf out = BUF_INIT;
    for (size_t i = 0; i < d->items.count; i++)
        add_item(&out, &d->items.items[i]);
    if (out.len)
        fwrite(out.data, 1, out.len, stream);
    buf_free(&out);
}
