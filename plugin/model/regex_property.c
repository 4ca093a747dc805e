/** Properties of characters by name: \p{…} (ECMA-262 §22.2.1, tables 67 to 69). */
#include "model/regex.h"

/* In the order of plugin/tools/make_categories.py; aliases after the short name. */
static const char *const CATEGORIES[][5] = {
    {"Lu", "Uppercase_Letter"},    {"Ll", "Lowercase_Letter"},  {"Lt", "Titlecase_Letter"},
    {"Lm", "Modifier_Letter"},     {"Lo", "Other_Letter"},      {"Mn", "Nonspacing_Mark"},
    {"Mc", "Spacing_Mark"},        {"Me", "Enclosing_Mark"},    {"Nd", "Decimal_Number", "digit"},
    {"Nl", "Letter_Number"},       {"No", "Other_Number"},      {"Pc", "Connector_Punctuation"},
    {"Pd", "Dash_Punctuation"},    {"Ps", "Open_Punctuation"},  {"Pe", "Close_Punctuation"},
    {"Pi", "Initial_Punctuation"}, {"Pf", "Final_Punctuation"}, {"Po", "Other_Punctuation"},
    {"Sm", "Math_Symbol"},         {"Sc", "Currency_Symbol"},   {"Sk", "Modifier_Symbol"},
    {"So", "Other_Symbol"},        {"Zs", "Space_Separator"},   {"Zl", "Line_Separator"},
    {"Zp", "Paragraph_Separator"}, {"Cc", "Control", "cntrl"},  {"Cf", "Format"},
    {"Cs", "Surrogate"},           {"Co", "Private_Use"},       {"Cn", "Unassigned"},
};

enum { CATEGORY_COUNT = sizeof CATEGORIES / sizeof *CATEGORIES, CN = CATEGORY_COUNT - 1 };

/* Unions of categories, as bits. */
static const struct {
    const char *names[4];
    uint32_t bits;
} GROUPS[] = {
    {{"L", "Letter"}, 0x1F},
    {{"LC", "Cased_Letter"}, 0x7},
    {{"M", "Mark", "Combining_Mark"}, 0xE0},
    {{"N", "Number"}, 0x700},
    {{"P", "Punctuation", "punct"}, 0x3F800},
    {{"S", "Symbol"}, 0x3C0000},
    {{"Z", "Separator"}, 0x1C00000},
    {{"C", "Other"}, 0x3E000000},
};

/* 32 * code point + category, wherever it changes. */
static const uint32_t CHANGES[] = {
#include "model/regex_category.inc"
};

enum { CHANGE_COUNT = sizeof CHANGES / sizeof *CHANGES };

/* Properties that are true or false (ECMA-262 table 68), without tables here. */
static const char *const BINARY[] = {
    "ASCII_Hex_Digit",
    "AHex",
    "Alphabetic",
    "Alpha",
    "Bidi_Control",
    "Bidi_C",
    "Bidi_Mirrored",
    "Bidi_M",
    "Case_Ignorable",
    "CI",
    "Cased",
    "Changes_When_Casefolded",
    "CWCF",
    "Changes_When_Casemapped",
    "CWCM",
    "Changes_When_Lowercased",
    "CWL",
    "Changes_When_NFKC_Casefolded",
    "CWKCF",
    "Changes_When_Titlecased",
    "CWT",
    "Changes_When_Uppercased",
    "CWU",
    "Dash",
    "Default_Ignorable_Code_Point",
    "DI",
    "Deprecated",
    "Dep",
    "Diacritic",
    "Dia",
    "Emoji",
    "Emoji_Component",
    "EComp",
    "Emoji_Modifier",
    "EMod",
    "Emoji_Modifier_Base",
    "EBase",
    "Emoji_Presentation",
    "EPres",
    "Extended_Pictographic",
    "ExtPict",
    "Extender",
    "Ext",
    "Grapheme_Base",
    "Gr_Base",
    "Grapheme_Extend",
    "Gr_Ext",
    "Hex_Digit",
    "Hex",
    "IDS_Binary_Operator",
    "IDSB",
    "IDS_Trinary_Operator",
    "IDST",
    "ID_Continue",
    "IDC",
    "ID_Start",
    "IDS",
    "Ideographic",
    "Ideo",
    "Join_Control",
    "Join_C",
    "Logical_Order_Exception",
    "LOE",
    "Lowercase",
    "Lower",
    "Math",
    "Noncharacter_Code_Point",
    "NChar",
    "Pattern_Syntax",
    "Pat_Syn",
    "Pattern_White_Space",
    "Pat_WS",
    "Quotation_Mark",
    "QMark",
    "Radical",
    "Regional_Indicator",
    "RI",
    "Sentence_Terminal",
    "STerm",
    "Soft_Dotted",
    "SD",
    "Terminal_Punctuation",
    "Term",
    "Unified_Ideograph",
    "UIdeo",
    "Uppercase",
    "Upper",
    "Variation_Selector",
    "VS",
    "White_Space",
    "space",
    "XID_Continue",
    "XIDC",
    "XID_Start",
    "XIDS",
};

static bool is_one_of(str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count && names[i]; i++)
        if (str_eq(name, str_of(names[i])))
            return true;
    return false;
}

/* The general categories of that name, as bits; 0: none. */
static uint32_t category_bits(str name)
{
    for (size_t i = 0; i < CATEGORY_COUNT; i++)
        if (is_one_of(name, CATEGORIES[i], 5))
            return UINT32_C(1) << i;
    for (size_t i = 0; i < sizeof GROUPS / sizeof *GROUPS; i++)
        if (is_one_of(name, GROUPS[i].names, 4))
            return GROUPS[i].bits;
    return 0;
}

const char *regex_category_name(str name)
{
    for (size_t i = 0; i < CATEGORY_COUNT; i++)
        if (is_one_of(name, CATEGORIES[i], 5))
            return CATEGORIES[i][0];
    for (size_t i = 0; i < sizeof GROUPS / sizeof *GROUPS; i++)
        if (is_one_of(name, GROUPS[i].names, 4))
            return GROUPS[i].names[0];
    return NULL;
}

static void add_categories(mem *m, regex_set *set, uint32_t bits)
{
    for (size_t i = 0; i < CHANGE_COUNT; i++) {
        uint32_t end = i + 1 < CHANGE_COUNT ? CHANGES[i + 1] / 32 - 1 : REGEX_MAX_RUNE;
        if (bits >> CHANGES[i] % 32 & 1)
            regex_set_add(m, set, CHANGES[i] / 32, end);
    }
}

static bool is_identifier(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_'))
            return false;
    }
    return s.len > 0;
}

/* name=value. Which scripts there are is left to the library that knows them. */
static regex_lookup add_by_value(mem *m, regex_set *set, str key, str value)
{
    static const char *const general[] = {"General_Category", "gc"};
    static const char *const script[] = {"Script", "sc", "Script_Extensions", "scx"};
    if (is_one_of(key, general, 2)) {
        uint32_t bits = category_bits(value);
        add_categories(m, set, bits);
        return bits ? REGEX_TABLE : REGEX_UNKNOWN;
    }
    return is_one_of(key, script, 4) && is_identifier(value) ? REGEX_NAMED : REGEX_UNKNOWN;
}

regex_lookup regex_property_add(mem *m, regex_set *set, str name)
{
    size_t equals = str_find(name, '=');
    if (equals < name.len)
        return add_by_value(m, set, str_slice(name, 0, equals),
                            str_slice(name, equals + 1, name.len));
    uint32_t bits = category_bits(name);
    if (bits) {
        add_categories(m, set, bits);
        return REGEX_TABLE;
    }
    if (str_eq(name, STR("Any")))
        regex_set_add(m, set, 0, REGEX_MAX_RUNE);
    else if (str_eq(name, STR("ASCII")))
        regex_set_add(m, set, 0, 0x7F);
    else if (str_eq(name, STR("Assigned")))
        add_categories(m, set, ~(UINT32_C(1) << CN));
    else
        return is_one_of(name, BINARY, sizeof BINARY / sizeof *BINARY) ? REGEX_NAMED
                                                                       : REGEX_UNKNOWN;
    return REGEX_RANGE;
}
