#include "format_idna.h"

#include "format_punycode.h"

#define LETTERS (O2C_IDNA_R | O2C_IDNA_AL)

/** A label's code points and what is said of them. */
typedef struct label {
    uint32_t code_points[O2C_LABEL_MAX];
    uint32_t sets[O2C_LABEL_MAX];
    size_t count;
} label;

/* What the last range that starts at or before the code point says; UINT32_MAX: there is none. */
static uint32_t find_range(const uint32_t *ranges, size_t count, uint32_t code_point)
{
    size_t low = 0, high = count; /* ranges[low] starts at or before it, ranges[high] behind */
    if (code_point < ranges[0] >> 8) {
        return UINT32_MAX;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (ranges[middle] >> 8 <= code_point) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return ranges[low] & 0xFF;
}

static uint32_t set_of(uint32_t code_point)
{
    uint32_t set = find_range(o2c_idna_ranges, o2c_idna_range_count, code_point);
    return set == UINT32_MAX ? 0 : o2c_idna_sets[set];
}

static uint32_t class_of(uint32_t code_point)
{
    uint32_t class_ = find_range(o2c_idna_marks, o2c_idna_mark_count, code_point);
    return class_ == UINT32_MAX ? 0 : class_;
}

static void look_up(label *l)
{
    for (size_t i = 0; i < l->count; i++) {
        l->sets[i] = set_of(l->code_points[i]);
    }
}

/* ---- rules of single code points (RFC 5892 appendix A) ---- */

static bool has_any(const label *l, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < l->count; i++) {
        if (l->code_points[i] >= from && l->code_points[i] <= to) {
            return true;
        }
    }
    return false;
}

static bool has_kana_or_han(const label *l)
{
    for (size_t i = 0; i < l->count; i++) {
        if (l->sets[i] & O2C_IDNA_KANA_HAN) {
            return true;
        }
    }
    return false;
}

/* A.1: what stands before and behind joins across the non-joiner at `i`. */
static bool breaks_a_join(const label *l, size_t i)
{
    size_t before = i, behind = i + 1;
    while (before > 0 && (l->sets[before - 1] & O2C_IDNA_JOINS_THROUGH)) {
        before--;
    }
    while (behind < l->count && (l->sets[behind] & O2C_IDNA_JOINS_THROUGH)) {
        behind++;
    }
    return before > 0 && (l->sets[before - 1] & O2C_IDNA_JOINS_BEHIND) && behind < l->count &&
           (l->sets[behind] & O2C_IDNA_JOINS_BEFORE);
}

static bool fits_context(const label *l, size_t i)
{
    uint32_t c = l->code_points[i];
    uint32_t before = i > 0 ? l->sets[i - 1] : 0;
    uint32_t behind = i + 1 < l->count ? l->sets[i + 1] : 0;
    switch (c) {
    case 0x200C: return (before & O2C_IDNA_VIRAMA) || breaks_a_join(l, i);
    case 0x200D: return before & O2C_IDNA_VIRAMA;
    case 0xB7:
        return before && behind && l->code_points[i - 1] == 'l' && l->code_points[i + 1] == 'l';
    case 0x375: return behind & O2C_IDNA_GREEK;
    case 0x5F3:
    case 0x5F4: return before & O2C_IDNA_HEBREW;
    case 0x30FB: return has_kana_or_han(l);
    default: break; /* Arabic-Indic digits, and the extended ones */
    }
    return c < 0x6F0 ? !has_any(l, 0x6F0, 0x6F9) : !has_any(l, 0x660, 0x669);
}

/* ---- direction (RFC 5893 §2) ---- */

static bool is_directed(const label *l)
{
    uint32_t all = 0, last = 0;
    for (size_t i = 0; i < l->count; i++) {
        all |= l->sets[i];
        last = l->sets[i] & O2C_IDNA_NSM ? last : l->sets[i];
    }
    if (l->sets[0] & O2C_IDNA_L) {
        return !(all & (LETTERS | O2C_IDNA_AN)) && (last & (O2C_IDNA_L | O2C_IDNA_EN));
    }
    bool mixed = (all & O2C_IDNA_AN) && (all & O2C_IDNA_EN);
    return (l->sets[0] & LETTERS) && !(all & O2C_IDNA_L) && !mixed &&
           (last & (LETTERS | O2C_IDNA_EN | O2C_IDNA_AN));
}

static void note_direction(o2c_idna_name *name, const label *l)
{
    name->undirected = name->undirected || !is_directed(l);
    for (size_t i = 0; i < l->count; i++) {
        name->right_left = name->right_left || (l->sets[i] & (LETTERS | O2C_IDNA_AN));
    }
}

/* ---- normalization form C (Unicode Standard Annex 15) ---- */

#define CODE_POINT_BITS 21
#define CODE_POINT_MASK 0x1FFFFFu

static bool is_pair(uint32_t first, uint32_t second)
{
    uint64_t pair = (uint64_t)first << CODE_POINT_BITS | second;
    size_t low = 0, high = o2c_idna_pair_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (o2c_idna_pairs[middle] >> CODE_POINT_BITS < pair) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < o2c_idna_pair_count && o2c_idna_pairs[low] >> CODE_POINT_BITS == pair;
}

/* Takes the last mark off a composite: returns what it is, or 0. */
static uint32_t decompose(uint32_t *composite)
{
    size_t low = 0, high = o2c_idna_composite_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint64_t pair = o2c_idna_pairs[o2c_idna_composites[middle]];
        uint32_t found = (uint32_t)pair & CODE_POINT_MASK;
        if (found == *composite) {
            *composite = (uint32_t)(pair >> 2 * CODE_POINT_BITS);
            return (uint32_t)(pair >> CODE_POINT_BITS) & CODE_POINT_MASK;
        }
        if (found < *composite) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return 0;
}

/* Whether a mark composes with the starter, or with less of it: a mark of the starter that is of a
 * higher class comes behind this one. */
static bool composes(uint32_t starter, uint32_t mark, uint32_t class_)
{
    while (!is_pair(starter, mark)) {
        uint32_t last = decompose(&starter);
        if (last == 0 || class_ == 0 || class_of(last) <= class_) {
            return false;
        }
    }
    return true;
}

/* Marks stand in the order of their classes, and none composes with the starter before it. Code points
 * that are never normal by themselves are not in the tables of what may stand in a label. */
static bool is_normal(const label *l)
{
    uint32_t before = 0,
             starter = UINT32_MAX; /* the class of what stands before; 0 behind a starter */
    for (size_t i = 0; i < l->count; i++) {
        uint32_t c = l->code_points[i], here = class_of(c);
        bool blocked = starter == UINT32_MAX || (before != 0 && before >= here);
        if ((here != 0 && before > here) || (!blocked && composes(starter, c, here))) {
            return false;
        }
        starter = here == 0 ? c : starter;
        before = here;
    }
    return true;
}

/* ---- labels ---- */

/* RFC 5891 §4.2.3; code points and sets are known. */
static bool is_u_label(const label *l)
{
    const uint32_t *c = l->code_points;
    bool ascii = true;
    if (l->count == 0 || c[0] == '-' || c[l->count - 1] == '-' || (l->sets[0] & O2C_IDNA_MARK) ||
        (l->count >= 4 && c[2] == '-' && c[3] == '-')) {
        return false;
    }
    for (size_t i = 0; i < l->count; i++) {
        bool fine = (l->sets[i] & O2C_IDNA_VALID) ||
                    ((l->sets[i] & O2C_IDNA_CONTEXT) && fits_context(l, i));
        if (!fine) {
            return false;
        }
        ascii = ascii && c[i] < 0x80;
    }
    return !ascii;
}

static bool same_but_case(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char left = (char)(o2c_is_letter(a[i]) ? a[i] | 0x20 : a[i]);
        if (left != b[i]) {
            return false;
        }
    }
    return true;
}

/* Behind "xn--": what decodes to a U-label and is what that encodes to. */
static bool take_a_label(label *l, const char *p, const char *end)
{
    char again[O2C_PUNYCODE_MAX];
    size_t len = (size_t)(end - p);
    l->count = o2c_punycode_decode(p, end, l->code_points);
    look_up(l);
    return is_u_label(l) && is_normal(l) &&
           o2c_punycode_encode(l->code_points, l->count, again) == len &&
           same_but_case(p, again, len);
}

bool o2c_idna_ascii_label(o2c_idna_name *name, const char *p, const char *end)
{
    label l;
    if (!o2c_is_ldh_label(p, end)) {
        return false;
    }
    name->length += 1 + (size_t)(end - p);
    if (end - p > 4 && (p[0] | 0x20) == 'x' && (p[1] | 0x20) == 'n' && p[2] == '-' && p[3] == '-') {
        if (!take_a_label(&l, p + 4, end)) {
            return false;
        }
    } else {
        for (l.count = 0; p < end; p++) {
            l.code_points[l.count++] = (unsigned char)(o2c_is_letter(*p) ? *p | 0x20 : *p);
        }
        look_up(&l);
    }
    note_direction(name, &l);
    return true;
}

bool o2c_idna_u_label(o2c_idna_name *name, const char *p, const char *end, bool normal)
{
    label l;
    char encoded[O2C_PUNYCODE_MAX];
    for (l.count = 0; p < end; l.count++) {
        uint32_t c = l.count < O2C_PUNYCODE_MAX ? o2c_take_utf8(&p, end) : UINT32_MAX;
        if (c == UINT32_MAX) {
            return false;
        }
        l.code_points[l.count] = c;
    }
    look_up(&l);
    size_t len = is_u_label(&l) ? o2c_punycode_encode(l.code_points, l.count, encoded) : 0;
    if (len == 0 || (normal && !is_normal(&l))) {
        return false;
    }
    name->length += 1 + 4 + len;
    note_direction(name, &l);
    return true;
}

bool o2c_idna_name_ok(const o2c_idna_name *name)
{
    return name->length > 0 && name->length <= O2C_HOST_MAX + 1 &&
           !(name->right_left && name->undirected);
}
