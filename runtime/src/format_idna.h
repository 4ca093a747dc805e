/** Labels of internationalized host names: IDNA 2008 (RFC 5890 to 5893). */
#ifndef O2C_FORMAT_IDNA_H
#define O2C_FORMAT_IDNA_H

#include "format_host.h"

/** What is said of a code point that may stand in a label; 0: it may not (RFC 5892 §3). */
enum {
    O2C_IDNA_VALID = 1,
    O2C_IDNA_CONTEXT = 2, /* by a rule of its own (RFC 5892 appendix A) */
    O2C_IDNA_MARK = 4,
    O2C_IDNA_VIRAMA = 8,
    O2C_IDNA_GREEK = 16,
    O2C_IDNA_HEBREW = 32,
    O2C_IDNA_KANA_HAN = 64,
    O2C_IDNA_JOINS_BEHIND = 128,  /* Joining_Type L or D */
    O2C_IDNA_JOINS_BEFORE = 256,  /* R or D */
    O2C_IDNA_JOINS_THROUGH = 512, /* T */
    O2C_IDNA_L = 1024,            /* Bidi_Class */
    O2C_IDNA_R = 2048,
    O2C_IDNA_AL = 4096,
    O2C_IDNA_AN = 8192,
    O2C_IDNA_EN = 16384,
    O2C_IDNA_NSM = 32768,
    O2C_IDNA_NEUTRAL = 65536 /* ES, CS, ET, ON, BN */
};

/** The sets of those that occur, and where each begins: code point << 8 | number of its set, in order. */
extern const uint32_t o2c_idna_sets[], o2c_idna_ranges[];
extern const size_t o2c_idna_range_count;

/** Canonical combining classes of those code points, in the same way: code point << 8 | class. */
extern const uint32_t o2c_idna_marks[];
extern const size_t o2c_idna_mark_count;

/** Pairs of them that normalization form C makes one: first << 42 | second << 21 | composite, in order;
 * and the numbers of the pairs in the order of their composites. */
extern const uint64_t o2c_idna_pairs[];
extern const uint16_t o2c_idna_composites[];
extern const size_t o2c_idna_pair_count, o2c_idna_composite_count;

/** A name, label by label. */
typedef struct o2c_idna_name {
    size_t length;   /* bytes as A-labels, with a dot before each */
    bool undirected; /* a label is not as RFC 5893 §2 asks for */
    bool right_left; /* where one has characters that run from right to left */
} o2c_idna_name;

/** Whether [p, end) is a label of letters, digits and hyphens; if it starts with "xn--", an A-label. */
bool o2c_idna_ascii_label(o2c_idna_name *name, const char *p, const char *end);

/** Whether the UTF-8 text [p, end), not all of it ASCII, is a U-label; normal: in normalization form C. */
bool o2c_idna_u_label(o2c_idna_name *name, const char *p, const char *end, bool normal);

/** Whether the labels make a name: its length, and the rule for such from right to left. */
bool o2c_idna_name_ok(const o2c_idna_name *name);

#endif
