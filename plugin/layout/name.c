#include "layout/name.h"

#include <string.h>

/* Keywords of C11 and C++20, and what common headers define as macros or object-like names. */
static const char *const RESERVED[] = {
    "int8_t",
    "int16_t",
    "int32_t",
    "int64_t",
    "size_t",
    "uint8_t",
    "uint16_t",
    "uint32_t",
    "uint64_t",
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "atomic_cancel",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char8_t",
    "char16_t",
    "char32_t",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "complex",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "errno",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "friend",
    "goto",
    "i386",
    "if",
    "imaginary",
    "inline",
    "int",
    "linux",
    "long",
    "major",
    "minor",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "noreturn",
    "not",
    "not_eq",
    "nullptr",
    "offsetof",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "restrict",
    "return",
    "setjmp",
    "short",
    "signed",
    "sizeof",
    "static",
    "static_assert",
    "static_cast",
    "stderr",
    "stdin",
    "stdout",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "typeof",
    "union",
    "unix",
    "unsigned",
    "using",
    "va_arg",
    "va_end",
    "va_start",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
};

bool name_is_reserved(str word)
{
    for (size_t i = 0; i < sizeof RESERVED / sizeof *RESERVED; i++) {
        if (str_eq(word, str_of(RESERVED[i])))
            return true;
    }
    return false;
}

static bool is_lower(uint32_t c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* The word for a sign that is all a name has, or that stands before a digit as +1 and -1 do. */
static const char *sign_word(uint32_t c)
{
    switch (c) {
    case '+': return "plus";
    case '-': return "minus";
    case '*': return "star";
    case '/': return "slash";
    case '<': return "less";
    case '>': return "greater";
    case '=': return "equal";
    case '!': return "not";
    case '%': return "percent";
    case '&': return "and";
    case '|': return "or";
    case '@': return "at";
    case '#': return "hash";
    case '$': return "dollar";
    case '.': return "dot";
    case ',': return "comma";
    case '_': return "underscore";
    case ' ': return "space";
    default: return "sign";
    }
}

/* Ends the word that is being built: one '_' between words, none at the start. */
static void end_word(buf *b)
{
    if (b->len && b->data[b->len - 1] != '_')
        buf_char(b, '_');
}

static void add_sign(buf *b, uint32_t c)
{
    end_word(b);
    buf_text(b, sign_word(c));
    end_word(b);
}

static bool has_letters(str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (is_lower(c) || is_upper(c) || is_digit(c) || c >= 0x80)
            return true;
    }
    return false;
}

str name_snake(mem *m, str text)
{
    if (text.len == 0)
        return STR("empty");
    bool letters = has_letters(text);
    buf b = BUF_INIT;
    uint32_t before = 0;
    for (size_t i = 0; i < text.len;) {
        size_t at = i;
        uint32_t c = str_rune(text, &i);
        uint32_t after = i < text.len ? (unsigned char)text.data[i] : 0;
        if (is_upper(c)) {
            /* aB starts a word at B, ABc at B, AB2 nowhere */
            if (is_lower(before) || is_digit(before) || (is_upper(before) && is_lower(after)))
                end_word(&b);
            buf_char(&b, (char)(c - 'A' + 'a'));
        } else if (is_lower(c) || is_digit(c)) {
            buf_char(&b, (char)c);
        } else if (c >= 0x80) {
            end_word(&b);
            buf_print(&b, "u%04x_", (unsigned)c);
        } else if (!letters || ((c == '+' || c == '-') && at == 0 && is_digit(after))) {
            add_sign(&b, c);
        } else {
            end_word(&b);
        }
        before = c;
    }
    while (b.len > 1 && b.data[b.len - 1] == '_')
        b.len--;
    return buf_take(&b, m);
}

str name_upper(mem *m, str text)
{
    str snake = name_snake(m, text);
    char *upper = mem_alloc(m, snake.len + 1);
    for (size_t i = 0; i < snake.len; i++)
        upper[i] = is_lower((unsigned char)snake.data[i]) ? (char)(snake.data[i] - 'a' + 'A')
                                                          : snake.data[i];
    return (str){upper, snake.len};
}

str name_member(mem *m, str text)
{
    str snake = name_snake(m, text);
    if (is_digit((unsigned char)snake.data[0]))
        return str_print(m, "_%.*s", STR_ARG(snake));
    if (name_is_reserved(snake))
        return str_print(m, "%.*s_", STR_ARG(snake));
    return snake;
}

void name_scope_init(name_scope *scope, mem *m)
{
    scope->m = m;
    map_init(&scope->taken, m);
}

/* name followed by the i-th suffix, the name itself for i == 0. */
static str with_suffix(mem *m, str name, const char *const *suffixes, size_t i)
{
    return i ? str_print(m, "%.*s%s", STR_ARG(name), suffixes[i - 1]) : name;
}

static size_t count_suffixes(const char *const *suffixes)
{
    size_t n = 0;
    while (suffixes && suffixes[n])
        n++;
    return n;
}

static bool is_free(name_scope *scope, str name, const char *const *suffixes, size_t count)
{
    for (size_t i = 0; i <= count; i++) {
        if (map_has(&scope->taken, with_suffix(scope->m, name, suffixes, i)))
            return false;
    }
    return true;
}

/* Where the search for a free number goes on, so that a thousand equal names are not quadratic. */
typedef struct name_count {
    unsigned next;
} name_count;

str name_claim(name_scope *scope, str base, const char *const *suffixes)
{
    size_t count = count_suffixes(suffixes);
    str key = str_print(scope->m, "#%.*s", STR_ARG(base));
    name_count *n = map_get(&scope->taken, key);
    if (!n) {
        n = mem_new(scope->m, name_count);
        n->next = 1;
        map_put(&scope->taken, key, n);
    }
    str name = base;
    for (;; n->next++) {
        if (n->next > 1)
            name = str_print(scope->m, "%.*s_%u", STR_ARG(base), n->next);
        if (is_free(scope, name, suffixes, count))
            break;
    }
    n->next++;
    for (size_t i = 0; i <= count; i++)
        map_put(&scope->taken, with_suffix(scope->m, name, suffixes, i), scope);
    return name;
}
