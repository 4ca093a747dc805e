/** printf into texts. Unlike libc's it takes all bytes of "%.*s", for names and values may hold U+0000. */
#include "base/str.h"

#include <stdio.h>
#include <string.h>

enum { SPEC_MAX = 16, NUMBER_MAX = 64 };

/* One conversion, from '%' to its letter. */
typedef struct spec {
    char text[SPEC_MAX];
    size_t len;
    char size, letter; /* size: 0 or 'l', 'L' ("ll") or 'z' */
    bool star;         /* has a length of its own: "%.*s" */
} spec;

static spec parse(const char *at)
{
    spec s = {.text = "%", .len = 1};
    for (at++; *at && s.len < SPEC_MAX - 1; at++) {
        s.text[s.len++] = *at;
        if (strchr("0123456789.-+ #*h", *at)) {
            s.star |= *at == '*';
        } else if (*at == 'l') {
            s.size = s.size ? 'L' : 'l';
        } else if (*at == 'z') {
            s.size = 'z';
        } else {
            s.letter = *at;
            break;
        }
    }
    return s;
}

/* Arguments that are behind a pointer, for a va_list cannot be handed on and used again. */
typedef struct arguments {
    va_list list;
} arguments;

static int print_number(char *out, const spec *s, arguments *a)
{
    bool is_signed = s->letter == 'd' || s->letter == 'i';
    if (strchr("aAeEfFgG", s->letter))
        return snprintf(out, NUMBER_MAX, s->text, va_arg(a->list, double));
    if (s->letter == 'p')
        return snprintf(out, NUMBER_MAX, s->text, va_arg(a->list, void *));
    if (s->size == 'L')
        return is_signed ? snprintf(out, NUMBER_MAX, s->text, va_arg(a->list, long long))
                         : snprintf(out, NUMBER_MAX, s->text, va_arg(a->list, unsigned long long));
    if (s->size == 'l')
        return is_signed ? snprintf(out, NUMBER_MAX, s->text, va_arg(a->list, long))
                         : snprintf(out, NUMBER_MAX, s->text, va_arg(a->list, unsigned long));
    if (s->size == 'z')
        return snprintf(out, NUMBER_MAX, s->text, va_arg(a->list, size_t));
    return is_signed ? snprintf(out, NUMBER_MAX, s->text, va_arg(a->list, int))
                     : snprintf(out, NUMBER_MAX, s->text, va_arg(a->list, unsigned));
}

static void add_conversion(buf *b, const spec *s, arguments *a)
{
    if (s->letter == '%') {
        buf_char(b, '%');
    } else if (s->letter == 'c') {
        buf_char(b, (char)va_arg(a->list, int));
    } else if (s->letter == 's') {
        int length = s->star ? va_arg(a->list, int) : -1;
        const char *text = va_arg(a->list, const char *);
        if (length < 0)
            buf_text(b, text);
        else
            buf_add(b, (str){text, (size_t)length});
    } else {
        char number[NUMBER_MAX];
        int n = print_number(number, s, a);
        buf_add(b, (str){number, n < 0 ? 0 : n < NUMBER_MAX ? (size_t)n : NUMBER_MAX - 1});
    }
}

void buf_vprint(buf *b, const char *format, va_list args)
{
    arguments a;
    va_copy(a.list, args);
    while (*format) {
        size_t plain = strcspn(format, "%");
        buf_add(b, (str){format, plain});
        format += plain;
        if (*format) {
            spec s = parse(format);
            format += s.len;
            add_conversion(b, &s, &a);
        }
    }
    va_end(a.list);
}

void buf_print(buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprint(b, format, args);
    va_end(args);
}

str str_vprint(mem *m, const char *format, va_list args)
{
    buf b = BUF_INIT;
    buf_vprint(&b, format, args);
    return buf_take(&b, m);
}

str str_print(mem *m, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str s = str_vprint(m, format, args);
    va_end(args);
    return s;
}
