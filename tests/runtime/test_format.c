#include "reading.h"

/* Strings that have a format and such that do not; each is checked in memory of its exact size. */

#define LIST(...)                                                                                  \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

static bool has(o2c_format format, const char *data, size_t len)
{
    char *exact = malloc(len > 0 ? len : 1);
    memcpy(exact, data, len);
    bool ok = o2c_format_ok(format, exact, len);
    free(exact);
    return ok;
}

static void check(o2c_format format, const char *const *good, const char *const *bad)
{
    int wrong = 0;
    for (; *good != NULL; good++) {
        if (!has(format, *good, strlen(*good))) {
            print_message("%s refuses \"%s\"\n", o2c_format_name(format), *good);
            wrong++;
        }
    }
    for (; *bad != NULL; bad++) {
        if (has(format, *bad, strlen(*bad))) {
            print_message("%s accepts \"%s\"\n", o2c_format_name(format), *bad);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void dates_and_times(void **state)
{
    (void)state;
    check(O2C_FORMAT_DATE,
          LIST("2024-02-29", "2000-02-29", "1999-12-31", "0000-01-01", "2021-04-30"),
          LIST("", "2023-02-29", "1900-02-29", "2021-04-31", "2021-00-10", "2021-13-10",
               "2021-01-00", "2021-1-01", "2021-01-1x", "2021/01/01", "2021-01-01 ", "202a-01-01",
               "\xB2\xB0\xB2\xB1-01-01"));
    check(O2C_FORMAT_TIME,
          LIST("00:00:00Z", "23:59:59z", "12:00:00.5+23:59", "12:00:00.123456789-00:00",
               "23:59:60Z", "00:59:60+01:00", "18:29:60-05:30"),
          LIST("", "24:00:00Z", "12:60:00Z", "12:00:61Z", "12:00:00", "12:00:00.Z", "12:00:00,5Z",
               "12:00:00+24:00", "12:00:00+00:60", "12:00:00+0100", "12:00:00Z ", "12:00Z",
               "12:00:60Z", "23:59:60+00:01", "1:00:00Z", "12:00:00+1:00"));
    check(O2C_FORMAT_DATE_TIME,
          LIST("2024-02-29T12:00:00Z", "2024-02-29t12:00:00.1z", "2016-12-31T23:59:60Z",
               "2024-01-01T00:00:00.000000000000000000000+14:00"),
          LIST("", "2024-02-30T12:00:00Z", "2024-02-29 12:00:00Z", "2024-02-29T12:00:00",
               "2024-02-29T12:00:00.Z", "2024-02-29T12:00:00+1:00", "2024-02-29", "12:00:00Z",
               "2024-02-29T12:00:00Z2024-02-29T12:00:00Z", "2024-02-29T12-00-00Z"));
    check(O2C_FORMAT_DURATION,
          LIST("P1Y2M3DT4H5M6S", "P1D", "PT1S", "P2W", "PT0H1M", "P1M", "PT1M", "p1y", "P007D"),
          LIST("", "P", "PT", "P1", "1D", "P1YT", "P1H", "PT1D", "P1D1Y", "P1Y1D", "PT1H1S",
               "P1W1D", "P1Y1W", "P-1D", "P1.5D", "PT1,5S", "P1D ", "P1DT", "PT1S1S", "P1D\xC3"));
}

static void mailboxes(void **state)
{
    (void)state;
    static const char *const good[] = {
        "a@b",         "a.b+c@d-e.fr", "\"a b\"@c.de",          "\"\\\"\"@c.de",
        "x@[1.2.3.4]", "x@[IPv6:::1]", "!#$%&'*+-/=?^_`{|}~@b", NULL};
    check(O2C_FORMAT_EMAIL, good,
          LIST("", "@", "a", "a@", "@b", ".a@b", "a.@b", "a..b@c", "a b@c", "a@b c", "a@-b", "a@b-",
               "a@b..c", "a@b.", "\"a@b", "\"a\"b@c", "\"a\n\"@c", "a@[1.2.3]", "a@[::1]",
               "a@[1.2.3.4", "a@b@c", "\xC3\xA4@b", "a@\xC3\xA4", "a<b@c>", "\"\\",
               "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b"));
    check(O2C_FORMAT_IDN_EMAIL, good, LIST("", "a@", "a@\xC3\xA4 ", "\xC3@b", "a@-\xC3\xA4"));
    check(O2C_FORMAT_IDN_EMAIL, LIST("\xC3\xA4@b", "a@\xC3\xA4.de", "\"\xC3\xA4 b\"@c"),
          LIST("a@\xC3\xA4..b"));
}

static void host_names(void **state)
{
    (void)state;
    check(O2C_FORMAT_HOSTNAME,
          LIST("a", "a.b", "1.2.3", "a-b.c--d", "EXAMPLE.com",
               "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.b"),
          LIST("", ".", "a.", ".a", "a..b", "-a", "a-", "a.-b", "a_b", "a b", "a\n", "\xC3\xA4",
               "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.b"));
    check(O2C_FORMAT_IDN_HOSTNAME,
          LIST("a", "a.b", "\xC3\xA4", "\xC3\xA4.b",
               "a\xE3\x80\x82"
               "b"),
          LIST("", ".", "a.", "\xE3\x80\x82", "\xC3\xA4\xEF\xBC\x8E", "-\xC3\xA4", "\xC3\xA4_"));
    char name[512];
    memset(name, 'a', sizeof name);
    for (size_t i = 31; i < sizeof name; i += 32) {
        name[i] = '.';
    }
    assert_true(has(O2C_FORMAT_HOSTNAME, name, 253));
    assert_false(has(O2C_FORMAT_HOSTNAME, name, 254));
    assert_false(has(O2C_FORMAT_EMAIL, name, 254));
}

static void addresses(void **state)
{
    (void)state;
    check(O2C_FORMAT_IPV4, LIST("0.0.0.0", "255.255.255.255", "1.20.30.4", "249.250.199.9"),
          LIST("", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.1.1.256", "01.1.1.1", "1.1.1.01", "1.1.1.",
               ".1.1.1", "1..1.1", "1.1.1.1 ", "1.1.1.a", "1.1.1.1000", "0x1.1.1.1"));
    check(O2C_FORMAT_IPV6,
          LIST("::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7::",
               "1:2:3:4:5:6:1.2.3.4", "::1.2.3.4", "::1:2:3:4:5:1.2.3.4", "aBcD::EF01"),
          LIST("", ":", "1", ":::", "1:", ":1", "1::2::3", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7",
               "1:2:3:4::5:6:7:8", "12345::", "g::", "1:2:3:4:5:6:7:1.2.3.4", "1.2.3.4", "::1.2.3",
               "::1.2.3.4:5", "1:2:3:4:5:6:7:", "::1%lo", "[::1]", "::1:2:3:4:5:6:1.2.3.4"));
}

static void uris(void **state)
{
    (void)state;
    static const char *const absolute[] = {"a:",
                                           "http://a",
                                           "http://u:p@a:80/b/c;d?e=f&g#h",
                                           "urn:a:b",
                                           "a://",
                                           "a:///b",
                                           "a://[::1]:1/",
                                           "a://[v1.x:y]",
                                           "at://example.com/app.example.feed/3jt5a6b7c8d9e",
                                           "http://a/%41%5a?%20#%7E",
                                           "file:/a",
                                           "http://a/0123456789abcdef%20ef@~_=0123456789!$&'()*+,;:",
                                           "mailto:a@b",
                                           NULL};
    static const char *const never[] = {"http://a b",
                                        "http://a/\"",
                                        "http://a/%4",
                                        "http://a/%zz",
                                        "http://a:b/",
                                        "http://[::1",
                                        "http://[1]",
                                        "http://a@b@c",
                                        "1a:b",
                                        "a_b://c",
                                        "http://a/\\",
                                        "http://a#b#c",
                                        "a:[",
                                        ":",
                                        "http://a/0123456789abcdef0123456789<",
                                        "http://a/<0123456789abcdef0123456789",
                                        "http://a/01234567<9abcdef012345678",
                                        "http://a:1b/",
                                        "http://a:1@b@/",
                                        "http://[::1]a/",
                                        "http://a]/",
                                        "http://[v.x]",
                                        "http://[v1.]",
                                        "http://a/\n",
                                        NULL};
    static const char *const relative[] = {"",   "/",     "a",     "./a:b", "?a",
                                           "#b", "//a/b", "a/b:c", NULL};
    check(O2C_FORMAT_URI, absolute, never);
    check(O2C_FORMAT_URI, absolute, relative);
    check(O2C_FORMAT_URI_REFERENCE, absolute, never);
    check(O2C_FORMAT_URI_REFERENCE, relative, LIST("http://\xC3\xA4", "\xC3\xA4"));
    check(O2C_FORMAT_IRI, absolute, never);
    check(O2C_FORMAT_IRI, LIST("http://\xC3\xA4/\xE2\x82\xAC?\xEE\x80\x80#\xF0\x9F\x98\x80"),
          LIST("http://\xC3\xA4/\xEE\x80\x80", "http://a/\xC3", "http://a/\xEF\xBF\xBF",
               "http://a/\xC2\x80"));
    check(O2C_FORMAT_IRI_REFERENCE, LIST("", "\xC3\xA4", "/\xC3\xA4?\xC3\xA4"), never);
    check(O2C_FORMAT_URI_TEMPLATE,
          LIST("", "/a", "{a}", "/{a,b}{?c*,d:3}", "{+a.b_c}{#d}{%41}", "a'\xC3\xA4%20"),
          LIST("{", "}", "{}", "{a", "{a,}", "{a:0}", "{a:12345}", "{a:}", "{a*b}", "{ a}", "a b",
               "%4", "{a.}", "{-a}", "<", "{a:3*}", "{aaaaaaaaaaaaaaaaaaaa-b}", "{\xC3\xA4}"));
}

static void pointers(void **state)
{
    (void)state;
    check(O2C_FORMAT_JSON_POINTER, LIST("", "/", "/a/0", "/~0~1", "//", "/\xC3\xA4 \"\\"),
          LIST("a", "#", "/~", "/~2", "/a~", "~0"));
    check(O2C_FORMAT_RELATIVE_JSON_POINTER, LIST("0", "10", "1/a", "0#", "2/~0", "0-1/a", "1+10#"),
          LIST("", "/a", "-1", "+1", "01", "0##", "1#/a", "1a", "0-/a", "0+01", "1/~"));
}

static void texts(void **state)
{
    (void)state;
    check(O2C_FORMAT_UUID,
          LIST("00000000-0000-0000-0000-000000000000", "01234567-89AB-cdef-0123-456789abCDEF"),
          LIST("", "0123456789abcdef0123456789abcdef", "01234567-89ab-cdef-0123-456789abcde",
               "01234567-89ab-cdef-0123-456789abcdef0", "0123456g-89ab-cdef-0123-456789abcdef",
               "01234567,89ab-cdef-0123-456789abcdef", "01234567-89ab,cdef-0123-456789abcdef",
               "01234567-89ab-cdef,0123-456789abcdef", "01234567-89ab-cdef-0123,456789abcdef",
               "01234567-89ab-cdef-0123-456789abcde\xB1", "{1234567-89ab-cdef-0123-456789abcde}"));
    check(O2C_FORMAT_BYTE, LIST("", "AA==", "AAA=", "AAAA", "+/9z"),
          LIST("A", "AA", "AAA", "A===", "====", "AAAA=", "AA=A", "AA A", "-_AA", "AAA\n"));
    check(O2C_FORMAT_BASE64URL, LIST("", "AA", "AAA", "AA==", "-_9z"),
          LIST("A", "AA=", "+/AA", "AAAAA", "A=="));
    check(O2C_FORMAT_INT64, LIST("0", "-1", "9223372036854775807", "-9223372036854775808", "-0"),
          LIST("", "-", "+1", "01", "1.0", "1e3", " 1", "9223372036854775808",
               "-9223372036854775809", "123456789012345678901", "0x1"));
    check(O2C_FORMAT_UINT64, LIST("0", "18446744073709551615"),
          LIST("", "-1", "18446744073709551616", "99999999999999999999", "00"));
}

/* Every byte of a UUID counts: only digits of either case may stand there. */
static void each_byte_of_a_uuid(void **state)
{
    (void)state;
    static const char base[] = "01234567-89ab-cdef-0123-456789abcdef";
    for (size_t at = 0; at < 36; at++) {
        for (int byte = 0; byte < 256; byte++) {
            char text[36];
            memcpy(text, base, 36);
            text[at] = (char)byte;
            bool digit = byte != 0 && strchr("0123456789abcdefABCDEF", byte) != NULL;
            assert_int_equal(has(O2C_FORMAT_UUID, text, 36), base[at] == '-' ? byte == '-' : digit);
        }
    }
}

/* The same for the part of a date-time that is checked eight bytes at a time. */
static void each_byte_of_a_date_time(void **state)
{
    (void)state;
    static const char base[] = "1111-11-11T11:11:11Z";
    for (size_t at = 0; at < 19; at++) {
        for (int byte = 0; byte < 256; byte++) {
            char text[20];
            memcpy(text, base, 20);
            text[at] = (char)byte;
            bool ok = has(O2C_FORMAT_DATE_TIME, text, 20);
            if (base[at] == '1') {
                assert_true(!ok || (byte >= '0' && byte <= '9'));
            } else {
                assert_int_equal(ok, byte == base[at] || (at == 10 && byte == 't'));
            }
        }
    }
}

static void regular_expressions(void **state)
{
    (void)state;
    check(O2C_FORMAT_REGEX,
          LIST("", "a", "^[a-z]+$", "a|b|", "(a)(?:b)(?=c)(?!d)(?<=e)(?<!f)(?<g>h)\\k<g>\\1",
               "a*?b+?c??d{1}e{1,}f{1,2}?", "[]", "[^]", "[^\\]]", "[\\b\\-a]", "\\u{1F600}",
               "\\ud83d\\ude00", "\\p{Lu}\\P{Script=Greek}", "\\x41\\cA\\0", "\\.\\/\\-\\_",
               "[\\w-.]", "a{", "{}", "]", "\xC3\xA4*", "(?=a)*", "[\xC3\xA4-\xC3\xB6]", ".",
               "[a-]"),
          LIST("(", ")", "(?", "(?a)", "(?P<a>b)", "(?<>a)", "(?<1>a)", "(?i)a", "*", "+a", "a**",
               "^*", "a|*", "{1}", "a{2,1}", "[", "[z-a]", "[a", "\\", "\\a", "\\Z", "\\c1", "\\01",
               "\\1", "(a)\\2", "\\x4", "\\u123", "\\u{110000}", "\\u{}", "\\p", "\\p{}", "\\p{a=}",
               "\\k", "\\k<", "\\b+", "(?<=a)+", "[\\B]", "[\\1]", "(?#a)"));
    char deep[5000];
    memset(deep, '(', 2500);
    memset(deep + 2500, ')', 2500);
    assert_true(has(O2C_FORMAT_REGEX, deep, 5000));
    assert_false(has(O2C_FORMAT_REGEX, deep, 4999));
}

static void names_are_those_of_schemas(void **state)
{
    (void)state;
    for (int i = 1; i <= O2C_FORMAT_UINT64; i++) {
        const char *name = o2c_format_name((o2c_format)i);
        assert_int_equal(o2c_format_find(name, strlen(name)), i);
    }
    assert_int_equal(o2c_format_find(O2C_LIT("date-tim")), O2C_FORMAT_NONE);
    assert_int_equal(o2c_format_find(O2C_LIT("")), O2C_FORMAT_NONE);
    assert_string_equal(o2c_format_name((o2c_format)99), "");
    assert_true(has(O2C_FORMAT_NONE, "anything", 8));
}

static void an_error_names_the_format(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "\"2024-01-01\"");
    o2c_str text = o2c_read_str(r);
    assert_true(o2c_check_format(r, text, O2C_FORMAT_DATE));
    assert_false(o2c_check_format(r, text, O2C_FORMAT_UUID));
    close_error(&f, O2C_E_FORMAT, "", "expected a string of format uuid, found \"2024-01-01\"");
    r = open_text(&f, "12");
    assert_false(o2c_check_format(r, o2c_read_str(r), O2C_FORMAT_UUID));
    close_error(&f, O2C_E_TYPE, "", "expected string, found number 12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_and_times),
        cmocka_unit_test(mailboxes),
        cmocka_unit_test(host_names),
        cmocka_unit_test(addresses),
        cmocka_unit_test(uris),
        cmocka_unit_test(pointers),
        cmocka_unit_test(texts),
        cmocka_unit_test(each_byte_of_a_uuid),
        cmocka_unit_test(each_byte_of_a_date_time),
        cmocka_unit_test(regular_expressions),
        cmocka_unit_test(names_are_those_of_schemas),
        cmocka_unit_test(an_error_names_the_format),
    };
    return cmocka_run_group_tests_name("runtime.format", tests, NULL, NULL);
}
