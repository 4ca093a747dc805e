/** The grammar of ECMA-262 §22.2.1 in Unicode mode, and what Annex B adds. */
#include "regex_fixture.h"

static void valid_patterns_are_of_unicode_mode(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "",
        "a",
        "^$",
        "a|b|",
        "(a)(?:b)(?<n>c)\\k<n>\\1",
        "[a-z]",
        "[^]",
        "[]",
        "[-a]",
        "[a-]",
        "[\\b\\-\\]]",
        "a*b+?c??d{2}e{2,}f{2,3}?",
        "(?=a)(?!b)(?<=c)(?<!d)",
        "\\bx\\B",
        "\\d\\D\\w\\W\\s\\S",
        "\\f\\n\\r\\t\\v\\0\\cA\\x41\\u0041\\u{1F600}\\ud83d\\ude00",
        "\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/",
        "\\p{L}\\P{Lu}\\p{gc=Nd}\\p{Script=Greek}",
        "\\p{Letter}\\p{digit}\\p{Any}\\p{ASCII}\\p{Assigned}\\p{Alphabetic}",
        "\\2(a)(b)",
        "[\\w\\p{L}-]",
        "\xC3\xA9\xF0\x9F\x98\x80",
        "(?<$_a1>x)",
        "a{99999999999}",
        "=-,:;<>'\"#%&@!~`",
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        mem m = MEM_INIT;
        regex r = parse_valid(&m, patterns[i]);
        if (r.legacy)
            fail_msg("/%s/ is legacy: %s at %zu", patterns[i], r.fault, r.at);
        mem_free(&m);
    }
}

typedef struct faulty {
    const char *pattern;
    size_t at;
    const char *fault;
    bool legacy; /* Annex B takes it */
} faulty;

static void faults_have_a_place(void **state)
{
    (void)state;
    static const faulty all[] = {
        {"ab(c", 2, "'(' without ')'", false},
        {"ab)c", 2, "')' without '('", false},
        {"a[b", 1, "'[' without ']'", false},
        {"a]", 1, "']' without '['; for the character write \\]", true},
        {"a{", 1, "a '{' that repeats nothing; for the character write \\{", true},
        {"a}", 1, "a '}' that ends nothing; for the character write \\}", true},
        {"a{,3}", 1, "a '{' that repeats nothing; for the character write \\{", true},
        {"*a", 0, "nothing here that can be repeated", false},
        {"a**", 2, "nothing here that can be repeated", false},
        {"{2}", 0, "nothing here that can be repeated", false},
        {"^*", 1, "nothing here that can be repeated", false},
        {"(?=a)*", 5, "nothing here that can be repeated", true},
        {"(?<=a)*", 6, "nothing here that can be repeated", false},
        {"a{3,2}", 1, "the numbers are out of order", false},
        {"a\\", 1, "a backslash at the end", false},
        {"ab\\-c", 2, "no such escape", true},
        {"\\_", 0, "no such escape", true},
        {"\\a", 0, "no such escape", true},
        {"^\\A", 1, "no such escape", true},
        {"\\c1", 0, "no such escape", true},
        {"\\01", 0, "no such escape", true},
        {"\\u12", 0, "no such escape", true},
        {"\\x1", 0, "no such escape", true},
        {"\\u{110000}", 0, "no such escape", true},
        {"\\1", 0, "a reference to a group that is not there", true},
        {"\\k<n>", 0, "a reference to a group that is not there", true},
        {"(?<m>a)\\k<n>", 7, "a reference to a group that is not there", false},
        {"(?<n>a)(?<n>b)", 7, "two groups of one name", false},
        {"[b-a]", 1, "a range whose end is before its start", false},
        {"[\\w-z]", 1, "a range from or to a class of characters", true},
        {"[a-\\d]", 1, "a range from or to a class of characters", true},
        {"x(?i)", 1, "no such kind of group", false},
        {"x(?P<n>a)", 1, "no such kind of group", false},
        {"x(?>a)", 1, "no such kind of group", false},
        {"(?<1a>x)", 0, "no such kind of group", false},
        {"\\p{Klingon}", 0, "no such property of characters", false},
        {"\\p{Script=}", 0, "no such property of characters", false},
        {"\\pL", 0, "\\p needs the name of a property in braces", false},
        {"\xC3\xA9\\-", 2, "no such escape", true},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        mem m = MEM_INIT;
        regex r;
        bool valid = regex_parse(&m, str_of(all[i].pattern), &r);
        if (valid != all[i].legacy || r.legacy != valid || r.at != all[i].at ||
            strcmp(r.fault, all[i].fault) != 0)
            fail_msg("/%s/: %d, %s at %zu", all[i].pattern, valid, r.fault, r.at);
        mem_free(&m);
    }
}

static void limits_are_faults(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    regex r;
    buf b = BUF_INIT;
    for (int i = 0; i < 300; i++)
        buf_char(&b, '(');
    assert_false(regex_parse(&m, buf_str(&b), &r));
    assert_string_equal(r.fault, "groups nest more than 250 deep");
    assert_int_equal(r.at, 250);
    buf_reset(&b);
    for (int i = 0; i < 70000; i++)
        buf_char(&b, 'a');
    assert_false(regex_parse(&m, buf_str(&b), &r));
    assert_string_equal(r.fault, "longer than 65,535 bytes");
    buf_reset(&b);
    for (int i = 0; i < 1001; i++)
        buf_text(&b, "()");
    assert_false(regex_parse(&m, buf_str(&b), &r));
    assert_string_equal(r.fault, "more than 1,000 groups that capture");
    buf_reset(&b);
    for (int i = 0; i < 10000; i++)
        buf_text(&b, "\\p{L}");
    assert_false(regex_parse(&m, buf_str(&b), &r));
    assert_string_equal(r.fault, "too many properties of characters");
    buf_free(&b);
    mem_free(&m);
}

/* The set of a pattern that is one class. */
static const regex_set *set_of(mem *m, const char *text)
{
    regex r = parse_valid(m, text);
    assert_int_equal(r.root->kind, REGEX_SET);
    return &r.root->set;
}

static void expect_set(const char *text, const regex_range *ranges, size_t count)
{
    mem m = MEM_INIT;
    const regex_set *set = set_of(&m, text);
    bool same = set->count == count;
    for (size_t i = 0; same && i < count; i++)
        same = set->items[i].low == ranges[i].low && set->items[i].high == ranges[i].high;
    if (!same)
        fail_msg("/%s/ has %zu ranges, the first from %x", text, set->count,
                 set->count ? (unsigned)set->items[0].low : 0);
    mem_free(&m);
}

#define EXPECT_SET(text, ...)                                                                      \
    expect_set(text, (const regex_range[]){__VA_ARGS__},                                           \
               sizeof((const regex_range[]){__VA_ARGS__}) / sizeof(regex_range))

static void classes_are_those_of_ecma(void **state)
{
    (void)state;
    EXPECT_SET("\\d", {'0', '9'});
    EXPECT_SET("\\w", {'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'});
    EXPECT_SET("\\s", {9, 13}, {32, 32}, {0xA0, 0xA0}, {0x1680, 0x1680}, {0x2000, 0x200A},
               {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
               {0xFEFF, 0xFEFF});
    EXPECT_SET(".", {0, 9}, {11, 12}, {14, 0x2027}, {0x202A, 0x10FFFF});
    EXPECT_SET("\\D", {0, '0' - 1}, {'9' + 1, 0x10FFFF});
    EXPECT_SET("[^\\D]", {'0', '9'});
    EXPECT_SET("[^]", {0, 0x10FFFF});
    EXPECT_SET("[c-ea-bx]", {'a', 'e'}, {'x', 'x'});
    EXPECT_SET("[\\b]", {8, 8});
    EXPECT_SET("\\v", {11, 11});
    EXPECT_SET("\\cJ", {10, 10});
    EXPECT_SET("\\ud83d\\ude00", {0x1F600, 0x1F600});
    EXPECT_SET("[\\ud83d\\ude00-\\u{1F602}]", {0x1F600, 0x1F602});
    EXPECT_SET("\\ud83d", {0xD83D, 0xD83D});
    EXPECT_SET("[[:alpha:]", {':', ':'}, {'[', '['}, {'a', 'a'}, {'h', 'h'}, {'l', 'l'},
               {'p', 'p'});
    EXPECT_SET("\\p{ASCII}", {0, 0x7F});
    EXPECT_SET("[^\\P{ASCII}b-\\x7f]", {0, 'a'});
    EXPECT_SET("\\p{Zl}", {0x2028, 0x2028});
    EXPECT_SET("\\p{General_Category=Line_Separator}", {0x2028, 0x2028});
}

static void annex_b_reads_what_is_left(void **state)
{
    (void)state;
    EXPECT_SET("\\-", {'-', '-'});
    EXPECT_SET("\\Z", {'Z', 'Z'});
    EXPECT_SET("\\101", {'A', 'A'});
    EXPECT_SET("\\8", {'8', '8'});
    EXPECT_SET("[\\w-.]", {'-', '.'}, {'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'});
    EXPECT_SET("[\\c_\\-]", {31, 31}, {'-', '-'});
    EXPECT_SET("[\\c]", {'\\', '\\'}, {'c', 'c'});
    EXPECT_SET("]", {']', ']'});
}

static void properties_have_their_characters(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    static const struct {
        const char *pattern;
        uint32_t rune;
        bool has;
    } all[] = {
        {"\\p{L}", 'a', true},       {"\\p{L}", 0xE9, true},
        {"\\p{L}", '1', false},      {"\\p{Letter}", 0x3042, true},
        {"\\p{Lu}", 'a', false},     {"\\p{Lu}", 0xC9, true},
        {"\\P{Lu}", 'a', true},      {"\\p{digit}", 0x9EA, true},
        {"\\p{Nd}", 0xB2, false},    {"\\p{N}", 0xB2, true},
        {"\\p{punct}", '_', true},   {"\\p{S}", '+', true},
        {"\\p{C}", 0x0378, true},    {"\\p{Assigned}", 0x378, false},
        {"\\p{LC}", 0x1C5, true},    {"\\p{M}", 0x301, true},
        {"\\p{Z}", 0x3000, true},    {"\\p{Any}", 0x10FFFF, true},
        {"\\p{Co}", 0x10FFFD, true},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (regex_set_has(set_of(&m, all[i].pattern), all[i].rune) != all[i].has)
            fail_msg("%s and U+%04X", all[i].pattern, (unsigned)all[i].rune);
    regex r = parse_valid(&m, "[\\p{Script=Greek}x]");
    assert_true(r.root->opaque);
    assert_int_equal(r.root->properties.count, 1);
    mem_free(&m);
}

static void anchors_are_seen(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        bool anchored;
    } all[] = {{"^a", true},           {"a", false},    {"^a|^b", true},
               {"^a|b", false},        {"(^a)b", true}, {"(?:^a)?b", false},
               {"(?:^a){1,2}b", true}, {"", false},     {"\\^", false}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        mem m = MEM_INIT;
        regex r = parse_valid(&m, all[i].pattern);
        if (regex_is_anchored(r.root) != all[i].anchored)
            fail_msg("/%s/", all[i].pattern);
        mem_free(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_patterns_are_of_unicode_mode),
        cmocka_unit_test(faults_have_a_place),
        cmocka_unit_test(limits_are_faults),
        cmocka_unit_test(classes_are_those_of_ecma),
        cmocka_unit_test(annex_b_reads_what_is_left),
        cmocka_unit_test(properties_have_their_characters),
        cmocka_unit_test(anchors_are_seen),
    };
    return cmocka_run_group_tests_name("regex_parse", tests, NULL, NULL);
}
