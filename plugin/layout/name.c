#include "layout/name.h"

#include <string.h>

/*
 * Keywords of C11, C23 and C++20, and what the headers of C, POSIX and Linux define as object-like macros,
 * sorted. Function-like ones do no harm: a member's name is never followed by a parenthesis.
 */
static const char *const RESERVED[] = {
    /* clang-format off */
    "alignas", "alignof", "and", "and_eq", "asm", "atomic_cancel", "auto", "b64_ntop", "b64_pton",
    "basename", "bitand", "bitor", "bool", "break", "case", "catch", "char", "char16_t",
    "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "complex",
    "concept", "const", "const_cast", "consteval", "constexpr", "constinit", "continue",
    "d_fileno", "decltype", "default", "delete", "dn_count_labels", "do", "double",
    "dynamic_cast", "else", "enum", "errno", "explicit", "export", "extern", "false", "float",
    "for", "fp_nquery", "fp_query", "fp_resstat", "friend", "goto", "h_addr", "h_errno",
    "hostalias", "i386", "if", "ifa_broadaddr", "ifa_dstaddr", "ifc_buf", "ifc_req", "ifr_addr",
    "ifr_bandwidth", "ifr_broadaddr", "ifr_data", "ifr_dstaddr", "ifr_flags", "ifr_hwaddr",
    "ifr_ifindex", "ifr_map", "ifr_metric", "ifr_mtu", "ifr_name", "ifr_netmask", "ifr_newname",
    "ifr_qlen", "ifr_slave", "imaginary", "inline", "int", "int16_t", "int32_t", "int64_t",
    "int8_t", "intmax_t", "intptr_t", "linux", "loc_aton", "loc_ntoa", "long", "major",
    "math_errhandling", "minor", "mips", "msg_cbytes", "mutable", "namespace", "new", "noexcept",
    "noreturn", "not", "not_eq", "nsaddr", "nullptr", "offsetof", "operator", "or", "or_eq",
    "p_cdname", "p_cdnname", "p_class", "p_fqname", "p_fqnname", "p_option", "p_query", "p_rcode",
    "p_time", "p_type", "private", "protected", "ptrdiff_t", "public", "putlong", "putshort",
    "register", "reinterpret_cast", "requires", "res_close", "res_hostalias", "res_init",
    "res_isourserver", "res_nameinquery", "res_nclose", "res_ninit", "res_queriesmatch",
    "res_randomid", "restrict", "return", "s6_addr", "s6_addr16", "s6_addr32", "sa_handler",
    "sa_sigaction", "sched_priority", "setjmp", "short", "si_addr", "si_addr_lsb", "si_arch",
    "si_band", "si_call_addr", "si_fd", "si_int", "si_lower", "si_overrun", "si_pid", "si_pkey",
    "si_ptr", "si_status", "si_stime", "si_syscall", "si_timerid", "si_uid", "si_upper",
    "si_utime", "si_value", "sigev_notify_attributes", "sigev_notify_function", "signed",
    "size_t", "sizeof", "sparc", "ssize_t", "st_atime", "st_birthtime", "st_ctime", "st_mtime",
    "static", "static_assert", "static_cast", "stderr", "stdin", "stdout", "struct", "switch",
    "sym_ntop", "sym_ntos", "sym_ston", "template", "this", "thread_local", "throw", "true",
    "try", "typedef", "typeid", "typename", "typeof", "typeof_unqual", "uint16_t", "uint32_t",
    "uint64_t", "uint8_t", "uintmax_t", "uintptr_t", "union", "unix", "unsigned", "using",
    "va_arg", "va_end", "va_start", "virtual", "void", "volatile", "wchar_t", "while", "xor",
    "xor_eq",
    /* clang-format on */
};

bool name_is_reserved(str word)
{
    size_t from = 0, to = sizeof RESERVED / sizeof *RESERVED;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_compare(word, str_of(RESERVED[middle]));
        if (!order)
            return true;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return false;
}

bool name_is_tail(str word)
{
    for (size_t i = 0; i < word.len; i++) {
        char c = word.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && c != '_')
            return false;
    }
    return word.len > 0;
}

bool name_is_identifier(str word)
{
    return name_is_tail(word) && !(word.data[0] >= '0' && word.data[0] <= '9');
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

static void take(name_scope *scope, str name, const char *const *suffixes, size_t count)
{
    for (size_t i = 0; i <= count; i++)
        map_put(&scope->taken, with_suffix(scope->m, name, suffixes, i), scope);
}

bool name_take(name_scope *scope, str name, const char *const *suffixes)
{
    size_t count = count_suffixes(suffixes);
    bool ok = is_free(scope, name, suffixes, count);
    if (ok)
        take(scope, name, suffixes, count);
    return ok;
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
    take(scope, name, suffixes, count);
    return name;
}
