#include "scan.h"

static bool is_tail(char byte)
{
    return ((unsigned char)byte & 0xC0u) == 0x80u;
}

/* The length of the well-formed sequence at `p`, or 0: the table of RFC 3629 §4. */
static size_t sequence_length(const char *p, const char *end)
{
    unsigned lead = (unsigned char)p[0];
    size_t left = (size_t)(end - p);
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4 || left < 2 || !is_tail(p[1])) {
        return 0;
    }
    if (lead < 0xE0) {
        return 2;
    }
    unsigned second = (unsigned char)p[1];
    if (left < 3 || !is_tail(p[2])) {
        return 0;
    }
    if (lead < 0xF0) {
        bool overlong = lead == 0xE0 && second < 0xA0;
        bool surrogate = lead == 0xED && second > 0x9F;
        return overlong || surrogate ? 0 : 3;
    }
    bool overlong = lead == 0xF0 && second < 0x90;
    bool beyond = lead == 0xF4 && second > 0x8F;
    return left < 4 || !is_tail(p[3]) || overlong || beyond ? 0 : 4;
}

/* One sequence after the other: finds the place. */
static const char *scan_sequences(const char *p, const char *end)
{
    while (p < end) {
        if (end - p >= 8) {
            uint64_t high = o2c_load64(p) & O2C_HIGHS;
            if (high == 0) {
                p += 8;
                continue;
            }
            p += o2c_first_byte(high);
        }
        size_t length = sequence_length(p, end);
        if (length == 0) {
            return p;
        }
        p += length;
    }
    return end;
}

#if O2C_SSE2

/* What a block of 16 bytes leaves for the next: its leads whose sequences go on there. */
typedef struct carry {
    uint32_t leads, threes, fours; /* bits 13 to 15 of the block before, moved to bits -3 to -1 */
    uint32_t e0, ed, f0, f4;       /* bit 15 of the block before: its last byte */
} carry;

static inline uint32_t bits(__m128i v)
{
    return (uint32_t)_mm_movemask_epi8(v);
}

/*
 * Checks 16 bytes without a branch: the table of RFC 3629 §4 as sets of bytes, a bit for each. Bytes are
 * compared as signed ones, so those beyond ASCII are negative and 0x80 is the least. Sets are kept
 * with three bits of the block before below them, so that a shift reaches across. Nonzero: an error.
 */
static inline uint32_t check_block(__m128i v, carry *c)
{
    uint32_t tails = bits(_mm_cmplt_epi8(v, _mm_set1_epi8((char)0xC0)));
    uint32_t high = bits(v);
    uint32_t leads = high & ~tails;
    uint32_t threes = high & bits(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xDF)));
    uint32_t fours = high & bits(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xEF)));
    uint32_t beyond = high & bits(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xF4)));
    uint32_t overlong = leads & bits(_mm_cmplt_epi8(v, _mm_set1_epi8((char)0xC2)));
    uint32_t l = leads << 3 | c->leads, t = threes << 3 | c->threes, f = fours << 3 | c->fours;
    uint32_t wanted = (l << 1 | t << 2 | f << 3) >> 3 & 0xFFFFu;
    uint32_t wrong = (wanted ^ tails) | beyond | overlong;

    uint32_t below_a0 = bits(_mm_cmplt_epi8(v, _mm_set1_epi8((char)0xA0)));
    uint32_t below_90 = bits(_mm_cmplt_epi8(v, _mm_set1_epi8((char)0x90)));
    uint32_t e0 = bits(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xE0)));
    uint32_t ed = bits(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xED)));
    uint32_t f0 = bits(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xF0)));
    uint32_t f4 = bits(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xF4)));
    wrong |= (e0 << 1 | c->e0) & below_a0;  /* overlong */
    wrong |= (ed << 1 | c->ed) & ~below_a0; /* surrogates */
    wrong |= (f0 << 1 | c->f0) & below_90;  /* overlong */
    wrong |= (f4 << 1 | c->f4) & ~below_90; /* beyond U+10FFFF */

    c->leads = l >> 16;
    c->threes = t >> 16;
    c->fours = f >> 16;
    c->e0 = e0 >> 15;
    c->ed = ed >> 15;
    c->f0 = f0 >> 15;
    c->f4 = f4 >> 15;
    return wrong & 0xFFFFu;
}

const char *o2c_scan_utf8(const char *p, const char *end)
{
    const char *start = p;
    carry c = {0, 0, 0, 0, 0, 0, 0};
    uint32_t wrong = 0;
    for (; end - p >= 16; p += 16) {
        __m128i v = o2c_load128(p);
        if (bits(v) != 0 || c.leads != 0) {
            wrong |= check_block(v, &c);
        }
    }
    char last[16] = {0}; /* with a zero at least, so that a sequence that is cut short shows */
    memcpy(last, p, (size_t)(end - p));
    wrong |= check_block(o2c_load128(last), &c);
    return O2C_LIKELY(wrong == 0) ? end : scan_sequences(start, end);
}

#else

const char *o2c_scan_utf8(const char *p, const char *end)
{
    return scan_sequences(p, end);
}

#endif

int o2c_hex4(const char *p)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        int digit;
        if (c >= '0' && c <= '9') {
            digit = c - '0';
        } else if (c >= 'a' && c <= 'f') {
            digit = c - 'a' + 10;
        } else if (c >= 'A' && c <= 'F') {
            digit = c - 'A' + 10;
        } else {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

char *o2c_put_utf8(char *out, uint32_t code_point)
{
    if (code_point < 0x80) {
        *out++ = (char)code_point;
        return out;
    }
    if (code_point < 0x800) {
        *out++ = (char)(0xC0 | code_point >> 6);
    } else {
        if (code_point < 0x10000) {
            *out++ = (char)(0xE0 | code_point >> 12);
        } else {
            *out++ = (char)(0xF0 | code_point >> 18);
            *out++ = (char)(0x80 | (code_point >> 12 & 0x3F));
        }
        *out++ = (char)(0x80 | (code_point >> 6 & 0x3F));
    }
    *out++ = (char)(0x80 | (code_point & 0x3F));
    return out;
}

static const char *skip_digits(const char *p, const char *end)
{
    while (p < end && *p >= '0' && *p <= '9') {
        p++;
    }
    return p;
}

static bool is_digit(const char *p, const char *end)
{
    return p < end && *p >= '0' && *p <= '9';
}

const char *o2c_scan_number(const char *p, const char *end, const char **bad)
{
    p += p < end && *p == '-';
    *bad = p;
    if (!is_digit(p, end)) {
        return NULL;
    }
    if (*p == '0') {
        *bad = ++p;
        if (is_digit(p, end)) {
            return NULL;
        }
    } else {
        p = skip_digits(p, end);
    }
    if (p < end && *p == '.') {
        *bad = ++p;
        if (!is_digit(p, end)) {
            return NULL;
        }
        p = skip_digits(p, end);
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        p += p < end && (*p == '+' || *p == '-');
        *bad = p;
        if (!is_digit(p, end)) {
            return NULL;
        }
        p = skip_digits(p, end);
    }
    return p;
}

const char *o2c_scan_string_end(const char *p, const char *end)
{
    while (p < end) {
#if O2C_SSE2
        if (end - p >= 32) {
            __m128i first = o2c_ends_any(o2c_load128(p));
            __m128i second = o2c_ends_any(o2c_load128(p + 16));
            unsigned mask = o2c_mask32(first, second);
            if (mask == 0) {
                p += 32;
                continue;
            }
            p += __builtin_ctz(mask);
        }
#endif
        if (*p == '"') {
            return p + 1;
        }
        p += *p == '\\' ? 2 : 1;
    }
    return end;
}

/* What a one-letter escape stands for. */
static char simple_escape(char letter)
{
    switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return letter; /* quote, backslash, slash */
    }
}

/* The code point of the \u escape at `at`, or -1; *size: its bytes. */
static int32_t unicode_escape(const char *at, const char *end, size_t *size)
{
    int32_t unit = end - at >= 6 ? o2c_hex4(at + 2) : -1;
    *size = 6;
    if (unit < 0xD800 || unit > 0xDFFF) {
        return unit;
    }
    int32_t low = end - at >= 12 && at[6] == '\\' && at[7] == 'u' ? o2c_hex4(at + 8) : -1;
    if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
        return -1;
    }
    *size = 12;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

uint32_t o2c_take_escape(const char **p, const char *end)
{
    const char *at = *p;
    if (end - at >= 2 && at[1] != 'u') {
        *p += 2;
        return (unsigned char)simple_escape(at[1]);
    }
    size_t size;
    int32_t code_point = unicode_escape(at, end, &size);
    *p += code_point >= 0 ? size : 1;
    return code_point >= 0 ? (uint32_t)code_point : '\\';
}

char *o2c_unescape(char *out, const char *p, const char *end)
{
    while (p < end) {
        if (*p == '\\') {
            out = o2c_put_utf8(out, o2c_take_escape(&p, end));
        } else {
            *out++ = *p++;
        }
    }
    return out;
}
