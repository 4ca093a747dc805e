#include <o2c/map.h>

#include <string.h>

/** A field of a line: "petstore.yaml:42:7". */
typedef struct field {
    const char *p, *end;
} field;

static const char *find_end(const char *p, const char *end, char byte)
{
    const char *found = memchr(p, byte, (size_t)(end - p));
    return found != NULL ? found : end;
}

/* Whether the field spells the pointer. */
static bool is_pointer(field f, const char *pointer, size_t len)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)pointer[i];
        bool escaped = byte < 0x20 || byte == 0x7F || byte == '\\';
        char spelled[4] = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        size_t size = escaped ? sizeof spelled : 1;
        if ((size_t)(f.end - f.p) < size || memcmp(f.p, escaped ? spelled : pointer + i, size) != 0) {
            return false;
        }
        f.p += size;
    }
    return f.p == f.end;
}

/* Takes ":42" off the field's end. */
static size_t take_number(field *f)
{
    size_t number = 0, unit = 1;
    while (f->end > f->p && f->end[-1] != ':') {
        number += unit * (size_t)(*--f->end - '0');
        unit *= 10;
    }
    f->end -= f->end > f->p;
    return number;
}

static field next_field(const char *p, const char *end)
{
    field f = {p, find_end(p, end, '\t')};
    return f;
}

static void read_place(field f, o2c_map_place *out)
{
    out->column = take_number(&f);
    out->line = take_number(&f);
    out->file.data = f.p;
    out->file.len = (size_t)(f.end - f.p);
}

/* Looks for the keyword among the fields behind the schema's place. */
static void find_keyword(const char *p, const char *end, const char *keyword, o2c_map_place *out)
{
    size_t len = strlen(keyword);
    while (p < end) {
        field f = next_field(p + 1, end);
        p = f.end;
        if ((size_t)(f.end - f.p) > len && memcmp(f.p, keyword, len) == 0 && f.p[len] == ':') {
            o2c_str file = out->file;
            read_place(f, out);
            out->file = file;
            return;
        }
    }
}

/* Finds the line of the schema whose pointer has that length. */
static bool find_schema(const char *map, size_t length, const char *pointer, size_t len,
                        const char *keyword, o2c_map_place *out)
{
    const char *end = map + length;
    while (map < end) {
        const char *line_end = find_end(map, end, '\n');
        field name = next_field(map, line_end);
        if (name.end < line_end && is_pointer(name, pointer, len)) {
            field place = next_field(name.end + 1, line_end);
            read_place(place, out);
            find_keyword(place.end, line_end, keyword, out);
            return true;
        }
        map = line_end + 1;
    }
    return false;
}

bool o2c_map_find(const char *map, size_t length, const char *schema, o2c_map_place *out)
{
    const char *slash = strrchr(schema, '/');
    memset(out, 0, sizeof *out);
    if (find_schema(map, length, schema, strlen(schema), "", out)) {
        return true; /* a schema itself: of one that nothing satisfies */
    }
    return slash != NULL &&
           find_schema(map, length, schema, (size_t)(slash - schema), slash + 1, out);
}
