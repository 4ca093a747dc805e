/* runtime/src/typed*.c: strings as what they say, and back. Texts are in memory of their exact size, and
 * so is the room to print to. */
#include "reading.h"

#include <o2c/typed.h>

/* ---- one interface for all forms ---- */

typedef struct form {
    const char *name;
    size_t size, room;
    bool (*parse)(const char *text, size_t len, void *out);
    size_t (*print)(const void *value, char *out);
} form;

static o2c_arena bytes_arena;

#define FORM(name, type, ROOM)                                                                     \
    static bool parse_##name(const char *text, size_t len, void *out)                              \
    {                                                                                              \
        return o2c_##name##_parse(text, len, (type *)out);                                         \
    }                                                                                              \
    static size_t print_##name(const void *value, char *out)                                       \
    {                                                                                              \
        return o2c_##name##_print((const type *)value, out);                                       \
    }                                                                                              \
    static const form name##_form = {#name, sizeof(type), ROOM, parse_##name, print_##name};

FORM(uuid, o2c_uuid, O2C_UUID_ROOM)
FORM(date, o2c_date, O2C_DATE_ROOM)
FORM(time, o2c_time, O2C_TIME_ROOM)
FORM(date_time, o2c_date_time, O2C_DATE_TIME_ROOM)
FORM(duration, o2c_duration, O2C_DURATION_ROOM)
FORM(ipv4, o2c_ipv4, O2C_IPV4_ROOM)
FORM(ipv6, o2c_ipv6, O2C_IPV6_ROOM)
FORM(i64_text, int64_t, O2C_I64_TEXT_ROOM)
FORM(u64_text, uint64_t, O2C_U64_TEXT_ROOM)

static bool parse_base64(const char *text, size_t len, void *out)
{
    return o2c_base64_parse(&bytes_arena, text, len, out);
}

static bool parse_base64url(const char *text, size_t len, void *out)
{
    return o2c_base64url_parse(&bytes_arena, text, len, out);
}

static size_t print_base64(const void *value, char *out)
{
    return o2c_base64_print(value, out);
}

static size_t print_base64url(const void *value, char *out)
{
    return o2c_base64url_print(value, out);
}

static const form base64_form = {"base64", sizeof(o2c_bytes), O2C_BASE64_ROOM(6), parse_base64,
                                 print_base64};
static const form base64url_form = {"base64url", sizeof(o2c_bytes), O2C_BASE64_ROOM(6),
                                    parse_base64url, print_base64url};

enum { VALUE_ROOM = 64 };

static bool parse(const form *f, const char *text, void *value)
{
    size_t len = strlen(text);
    char *exact = malloc(len > 0 ? len : 1);
    memcpy(exact, text, len);
    memset(value, 0xAA, VALUE_ROOM);
    bool ok = f->parse(exact, len, value);
    free(exact);
    return ok;
}

/* The text that `value` has; to be freed. */
static char *print(const form *f, const void *value)
{
    char *exact = malloc(f->room);
    size_t len = f->print(value, exact);
    assert_in_range(len, 0, f->room - 1);
    assert_int_equal(strlen(exact), len);
    return exact;
}

static void expect_canonical(const form *f, const char *text, const char *canonical)
{
    char value[VALUE_ROOM];
    if (!parse(f, text, value)) {
        fail_msg("%s refuses \"%s\"", f->name, text);
    }
    char *printed = print(f, value);
    assert_string_equal(printed, canonical);
    free(printed);
}

/* Pairs of a text and its canonical form, NULL if it is that. */
static void check_good(const form *f, const char *const (*pairs)[2])
{
    for (; (*pairs)[0] != NULL; pairs++) {
        const char *canonical = (*pairs)[1] != NULL ? (*pairs)[1] : (*pairs)[0];
        expect_canonical(f, (*pairs)[0], canonical);
        expect_canonical(f, canonical, canonical);
    }
}

static void check_bad(const form *f, const char *const *texts)
{
    static const char zeros[VALUE_ROOM];
    for (; *texts != NULL; texts++) {
        char value[VALUE_ROOM];
        if (parse(f, *texts, value)) {
            fail_msg("%s accepts \"%s\"", f->name, *texts);
        }
        assert_memory_equal(value, zeros, f->size);
    }
}

#define GOOD(f, ...) check_good((f), (const char *const[][2]){__VA_ARGS__, {NULL, NULL}})
#define BAD(f, ...)  check_bad((f), (const char *const[]){__VA_ARGS__, NULL})

/* What has the format and does not fit. */
static void check_beyond(const form *f, o2c_format format, const char *text)
{
    BAD(f, text);
    assert_true(o2c_format_ok(format, text, strlen(text)));
}

/* ---- each form ---- */

static void uuids(void **state)
{
    (void)state;
    GOOD(&uuid_form, {"00000000-0000-0000-0000-000000000000", NULL},
         {"ffffffff-ffff-ffff-ffff-ffffffffffff", NULL},
         {"01234567-89ab-cdef-0123-456789abcdef", NULL},
         {"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"});
    BAD(&uuid_form, "", "f81d4fae-7dec-11d0-a765-00a0c91e6bf", "f81d4fae7dec11d0a76500a0c91e6bf6",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bfg", "f81d4fae-7dec-11d0-a765_00a0c91e6bf6",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf66", "{81d4fae-7dec-11d0-a765-00a0c91e6bf}");
    o2c_uuid id;
    assert_true(o2c_uuid_parse(O2C_LIT("01234567-89ab-CDEF-0123-456789abcdef"), &id));
    assert_int_equal(id.bytes[0], 0x01);
    assert_int_equal(id.bytes[6], 0xCD);
    assert_int_equal(id.bytes[15], 0xEF);
}

static void dates(void **state)
{
    (void)state;
    GOOD(&date_form, {"2024-02-29", NULL}, {"0000-01-01", NULL}, {"0000-02-29", NULL},
         {"9999-12-31", NULL}, {"2000-02-29", NULL});
    BAD(&date_form, "", "2023-02-29", "1900-02-29", "2023-04-31", "2023-13-01", "2023-00-01",
        "2023-01-00", "2023-1-01", "2023-01-01Z", "10000-01-01", "-001-01-01");
    o2c_date date;
    assert_true(o2c_date_parse(O2C_LIT("2021-07-09"), &date));
    assert_int_equal(date.year, 2021);
    assert_int_equal(date.month, 7);
    assert_int_equal(date.day, 9);
}

static void times(void **state)
{
    (void)state;
    GOOD(&time_form, {"00:00:00Z", NULL}, {"23:59:59.999999999+23:59", NULL},
         {"12:34:56z", "12:34:56Z"}, {"12:34:56.5Z", NULL}, {"12:34:56.500Z", NULL},
         {"12:34:56.0+00:00", NULL}, {"12:34:56-00:00", NULL}, {"12:34:56-23:59", NULL},
         {"23:59:60Z", NULL}, {"18:29:60.000000001-05:30", NULL}, {"00:59:60+01:00", NULL},
         {"12:34:56.0000000010000Z", "12:34:56.000000001Z"},
         {"12:34:56.00000000000000000000Z", "12:34:56.000000000Z"});
    BAD(&time_form, "", "24:00:00Z", "12:60:00Z", "12:00:61Z", "12:00:60Z", "22:59:60Z", "12:00:00",
        "12:00:00.Z", "12:00:00+24:00", "12:00:00+00:60", "12:00:00 Z", "1:00:00Z");
    check_beyond(&time_form, O2C_FORMAT_TIME, "12:34:56.0000000001Z");
    check_beyond(&time_form, O2C_FORMAT_TIME, "12:34:56.12345678900000000001+01:00");
    o2c_time time;
    assert_true(o2c_time_parse(O2C_LIT("01:02:03.0405-06:07"), &time));
    assert_int_equal(time.hour, 1);
    assert_int_equal(time.minute, 2);
    assert_int_equal(time.second, 3);
    assert_int_equal(time.nanosecond, 40500000);
    assert_int_equal(time.digits, 4);
    assert_int_equal(time.offset, -367);
    assert_int_equal(time.zone, O2C_ZONE_OFFSET);
    assert_true(o2c_time_parse(O2C_LIT("01:02:03-00:00"), &time));
    assert_int_equal(time.zone, O2C_ZONE_UNKNOWN);
    assert_int_equal(time.offset, 0);
    assert_true(o2c_time_parse(O2C_LIT("01:02:03+00:00"), &time));
    assert_int_equal(time.zone, O2C_ZONE_OFFSET);
}

static void dates_with_times(void **state)
{
    (void)state;
    GOOD(&date_time_form, {"2024-02-29T12:00:00Z", NULL},
         {"2016-12-31t23:59:60z", "2016-12-31T23:59:60Z"},
         {"0000-01-01T00:00:00.000000001-00:00", NULL},
         {"9999-12-31T23:59:59.999999999+23:59", NULL});
    BAD(&date_time_form, "", "2024-02-30T12:00:00Z", "2024-02-29 12:00:00Z", "2024-02-29T12:00:00",
        "2024-02-29", "2024-02-29T24:00:00Z", "2016-12-31T23:59:60+00:01");
    check_beyond(&date_time_form, O2C_FORMAT_DATE_TIME, "2024-02-29T12:00:00.1234567891Z");
}

static void durations(void **state)
{
    (void)state;
    GOOD(&duration_form, {"P1Y2M3DT4H5M6S", NULL}, {"P2W", NULL}, {"PT0S", NULL}, {"P0D", "PT0S"},
         {"P0W", "PT0S"}, {"p1dt1h", "P1DT1H"}, {"P007D", "P7D"}, {"P1Y0M2D", NULL},
         {"P1Y0M", "P1Y"}, {"P0Y0M2DT0H", "P2D"}, {"PT1H0M1S", NULL}, {"P1M", NULL}, {"PT1M", NULL},
         {"PT0H0M1S", "PT1S"}, {"P00000000000000000000001D", "P1D"},
         {"P4294967295Y4294967295M4294967295DT4294967295H4294967295M4294967295S", NULL},
         {"P4294967295W", NULL});
    BAD(&duration_form, "", "P", "PT", "1D", "P1YT", "P1Y1D", "P1W1D", "P-1D", "P1.5D", "PT1M1H");
    check_beyond(&duration_form, O2C_FORMAT_DURATION, "P4294967296D");
    check_beyond(&duration_form, O2C_FORMAT_DURATION, "P1DT99999999999999999999999H");
    o2c_duration d;
    assert_true(o2c_duration_parse(O2C_LIT("P1Y2M3DT4H5M6S"), &d));
    assert_true(d.years == 1 && d.months == 2 && d.weeks == 0 && d.days == 3);
    assert_true(d.hours == 4 && d.minutes == 5 && d.seconds == 6);
}

static void addresses(void **state)
{
    (void)state;
    GOOD(&ipv4_form, {"0.0.0.0", NULL}, {"255.255.255.255", NULL}, {"1.20.30.4", NULL});
    BAD(&ipv4_form, "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.1.1.1", "1.1.1.1 ", "::1");
    GOOD(&ipv6_form, {"::", NULL}, {"::1", NULL}, {"1::", NULL}, {"1:2:3:4:5:6:7:8", NULL},
         {"0:0:0:0:0:0:0:0", "::"}, {"2001:0DB8::0001", "2001:db8::1"},
         {"2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"}, /* RFC 5952 §4.2.2 */
         {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},         /* §4.2.3: the longest, */
         {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},   /* or the first */
         {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"}, {"::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"},
         {"0:0:3:4:5:6:0:0", "::3:4:5:6:0:0"}, {"1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"},
         {"::ffff:1.2.3.4", NULL}, {"::FFFF:102:304", "::ffff:1.2.3.4"},
         {"::ffff:0:0", "::ffff:0.0.0.0"}, {"1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"},
         {"::1.2.3.4", "::102:304"}, {"1::255.0.1.20", "1::ff00:114"},
         {"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL});
    BAD(&ipv6_form, "", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "12345::", "::1%lo", "1.2.3.4");
    o2c_ipv6 address;
    assert_true(o2c_ipv6_parse(O2C_LIT("1::aBcD:255.0.1.20"), &address));
    assert_memory_equal(address.bytes, "\0\1\0\0\0\0\0\0\0\0\xab\xcd\xff\0\1\x14", 16);
}

static void integers(void **state)
{
    (void)state;
    GOOD(&i64_text_form, {"0", NULL}, {"-0", "0"}, {"-1", NULL}, {"9223372036854775807", NULL},
         {"-9223372036854775808", NULL}, {"123456789012", NULL});
    BAD(&i64_text_form, "", "-", "+1", "01", "1.0", "1e2", " 1", "9223372036854775808",
        "-9223372036854775809", "99999999999999999999");
    GOOD(&u64_text_form, {"0", NULL}, {"18446744073709551615", NULL},
         {"10000000000000000000", NULL});
    BAD(&u64_text_form, "", "-1", "-0", "18446744073709551616", "00");
    int64_t least;
    assert_true(o2c_i64_text_parse(O2C_LIT("-9223372036854775808"), &least));
    assert_true(least == INT64_MIN);
}

static void bytes(void **state)
{
    (void)state;
    o2c_arena_init(&bytes_arena, NULL, 0);
    GOOD(&base64_form, {"", NULL}, {"Zg==", NULL}, {"Zm8=", NULL}, {"Zm9v", NULL},
         {"Zm9vYg==", NULL}, {"Zm9vYmE=", NULL}, {"Zm9vYmFy", NULL}, {"+/+/", NULL},
         {"Zh==", "Zg=="});
    BAD(&base64_form, "Z", "Zg", "Zg=", "Zm9", "-_-_", "Zm9v\n", "Z===", "====", "=Zm9", "Zm 9");
    GOOD(&base64url_form, {"", NULL}, {"Zg", NULL}, {"Zg==", "Zg"}, {"Zm8", NULL}, {"Zm8=", "Zm8"},
         {"Zm9v", NULL}, {"-_-_", NULL}, {"Zm9vYmFy", NULL});
    BAD(&base64url_form, "Z", "Zg=", "+/+/", "Zm9v=", "Zm9vY");
    o2c_bytes b;
    assert_true(o2c_base64_parse(&bytes_arena, O2C_LIT("AP+A"), &b));
    assert_int_equal(b.len, 3);
    assert_memory_equal(b.data, "\0\xff\x80", 3);
    assert_true(o2c_base64_parse(&bytes_arena, "", 0, &b));
    assert_int_equal(b.len, 0);
    assert_non_null(b.data);
    o2c_arena_deinit(&bytes_arena);
}

static void bytes_need_memory(void **state)
{
    (void)state;
    char room[2];
    o2c_bytes b;
    o2c_arena_init_buffer(&bytes_arena, room, sizeof room);
    assert_false(o2c_base64_parse(&bytes_arena, O2C_LIT("Zm9v"), &b));
    assert_null(b.data);
    o2c_arena_deinit(&bytes_arena);
}

/* ---- what is made by hand ---- */

static void expect_none(const form *f, const void *value)
{
    char *printed = print(f, value);
    assert_string_equal(printed, "");
    free(printed);
}

static void parts_out_of_range_have_no_text(void **state)
{
    (void)state;
    const o2c_date bad_dates[] = {{0, 0, 0},     {2023, 0, 1},  {2023, 1, 0},   {2023, 13, 1},
                                  {2023, 2, 29}, {2023, 4, 31}, {10000, 1, 1},  {65535, 255, 255},
                                  {2023, 1, 32}, {2023, 1, 99}, {2023, 1, 255}, {2023, 99, 1}};
    for (size_t i = 0; i < sizeof bad_dates / sizeof *bad_dates; i++) {
        o2c_date_time whole = {bad_dates[i], {0, 0, 0, 0, 0, 0, O2C_ZONE_UTC}};
        expect_none(&date_form, &bad_dates[i]);
        expect_none(&date_time_form, &whole);
    }
    const o2c_time bad_times[] = {
        {0, 0, 24, 0, 0, 0, O2C_ZONE_UTC},           {0, 0, 0, 60, 0, 0, O2C_ZONE_UTC},
        {0, 0, 0, 0, 61, 0, O2C_ZONE_UTC},           {0, 0, 12, 0, 60, 0, O2C_ZONE_UTC},
        {0, 60, 23, 59, 60, 0, O2C_ZONE_OFFSET},     {1000000000, 0, 0, 0, 0, 0, O2C_ZONE_UTC},
        {UINT32_MAX, 0, 0, 0, 0, 9, O2C_ZONE_UTC},   {0, 0, 0, 0, 0, 10, O2C_ZONE_UTC},
        {0, 1440, 0, 0, 0, 0, O2C_ZONE_OFFSET},      {0, -1440, 0, 0, 0, 0, O2C_ZONE_OFFSET},
        {0, INT16_MIN, 0, 0, 0, 0, O2C_ZONE_OFFSET}, {0, 1, 0, 0, 0, 0, O2C_ZONE_UTC},
        {0, 1, 0, 0, 0, 0, O2C_ZONE_UNKNOWN},        {0, 0, 255, 255, 255, 255, O2C_ZONE_UTC},
    };
    for (size_t i = 0; i < sizeof bad_times / sizeof *bad_times; i++) {
        o2c_date_time whole = {{2024, 1, 1}, bad_times[i]};
        expect_none(&time_form, &bad_times[i]);
        expect_none(&date_time_form, &whole);
    }
    const o2c_duration bad_duration = {0, 0, 1, 1, 0, 0, 0};
    expect_none(&duration_form, &bad_duration);
}

static void a_fraction_has_the_digits_that_it_needs(void **state)
{
    (void)state;
    const struct {
        o2c_time time;
        const char *text;
    } cases[] = {
        {{500000000, 0, 1, 2, 3, 0, O2C_ZONE_UTC}, "01:02:03.5Z"},
        {{500000000, 0, 1, 2, 3, 3, O2C_ZONE_UTC}, "01:02:03.500Z"},
        {{1, 0, 1, 2, 3, 3, O2C_ZONE_UTC}, "01:02:03.000000001Z"},
        {{0, 0, 1, 2, 3, 2, O2C_ZONE_UTC}, "01:02:03.00Z"},
        {{0, 0, 1, 2, 3, 0, O2C_ZONE_OFFSET}, "01:02:03+00:00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *printed = print(&time_form, &cases[i].time);
        assert_string_equal(printed, cases[i].text);
        free(printed);
    }
}

/* ---- any value is what its text says ---- */

static uint64_t seed = 88172645463325252u;

static uint64_t next(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    return seed ^= seed << 17;
}

static unsigned below(unsigned n)
{
    return (unsigned)(next() >> 33) % n;
}

/* Numbers of all sizes, small ones often. */
static uint64_t any_number(unsigned bits)
{
    unsigned kept = below(bits + 1);
    return kept == 0 ? 0 : next() >> (64 - kept);
}

static void expect_same(const form *f, const void *value)
{
    char again[VALUE_ROOM];
    char *printed = print(f, value);
    assert_true(parse(f, printed, again));
    char *reprinted = print(f, again);
    assert_string_equal(printed, reprinted);
    free(printed);
    free(reprinted);
}

static o2c_time any_time(void)
{
    static const uint32_t units[] = {1000000000, 100000000, 10000000, 1000000, 100000,
                                     10000,      1000,      100,      10,      1};
    o2c_time t;
    memset(&t, 0, sizeof t);
    t.hour = (uint8_t)below(24);
    t.minute = (uint8_t)below(60);
    t.second = (uint8_t)below(60);
    t.digits = (uint8_t)below(10);
    t.nanosecond = t.digits > 0 ? below(1000000000) / units[t.digits] * units[t.digits] : 0;
    t.zone = (o2c_zone)below(3);
    t.offset = t.zone == O2C_ZONE_OFFSET ? (int16_t)((int)below(2879) - 1439) : 0;
    return t;
}

static bool same_time(const o2c_time *a, const o2c_time *b)
{
    return a->hour == b->hour && a->minute == b->minute && a->second == b->second &&
           a->digits == b->digits && a->nanosecond == b->nanosecond && a->zone == b->zone &&
           a->offset == b->offset;
}

static void text_says_what_the_value_is(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char text[80];
        uint64_t pair[2] = {next(), next()};
        o2c_uuid uuid, uuid_again;
        memcpy(uuid.bytes, pair, 16);
        assert_true(o2c_uuid_parse(text, o2c_uuid_print(&uuid, text), &uuid_again));
        assert_memory_equal(&uuid, &uuid_again, sizeof uuid);

        o2c_ipv6 address, address_again;
        for (int k = 0; k < 8; k++) { /* runs of zeros */
            unsigned group = below(2) ? (unsigned)any_number(16) : 0;
            address.bytes[2 * k] = (uint8_t)(group >> 8);
            address.bytes[2 * k + 1] = (uint8_t)group;
        }
        assert_true(o2c_ipv6_parse(text, o2c_ipv6_print(&address, text), &address_again));
        assert_memory_equal(&address, &address_again, sizeof address);
        expect_same(&ipv4_form, &address);

        o2c_date_time moment = {
            {(uint16_t)below(10000), (uint8_t)(1 + below(12)), (uint8_t)(1 + below(28))},
            any_time()};
        o2c_date_time moment_again;
        size_t len = o2c_date_time_print(&moment, text);
        assert_true(o2c_date_time_parse(text, len, &moment_again));
        assert_memory_equal(&moment.date, &moment_again.date, sizeof moment.date);
        assert_true(same_time(&moment.time, &moment_again.time));

        o2c_duration d = {0, 0, 0, 0, 0, 0, 0}, d_again;
        if (below(4) == 0) {
            d.weeks = (uint32_t)any_number(32);
        } else {
            uint32_t *parts[] = {&d.years, &d.months, &d.days, &d.hours, &d.minutes, &d.seconds};
            for (int k = 0; k < 6; k++) {
                *parts[k] = below(2) ? (uint32_t)any_number(32) : 0;
            }
        }
        assert_true(o2c_duration_parse(text, o2c_duration_print(&d, text), &d_again));
        assert_memory_equal(&d, &d_again, sizeof d);

        uint64_t number = any_number(64), number_again;
        int64_t whole, whole_again;
        assert_true(o2c_u64_text_parse(text, o2c_u64_text_print(&number, text), &number_again));
        assert_true(number == number_again);
        memcpy(&whole, &pair[0], sizeof whole);
        assert_true(o2c_i64_text_parse(text, o2c_i64_text_print(&whole, text), &whole_again));
        assert_true(whole == whole_again);
    }
}

/* What a checker accepts a form holds, but for what is too much; and its text is one again. */
static void expect_agreement(const form *f, o2c_format format, const char *text, size_t len)
{
    char value[VALUE_ROOM], again[VALUE_ROOM], printed[O2C_BASE64_ROOM(80)];
    char *exact = malloc(len > 0 ? len : 1);
    memcpy(exact, text, len);
    bool fine = o2c_format_ok(format, exact, len), parsed = f->parse(exact, len, value);
    bool may_be_too_much = format == O2C_FORMAT_TIME || format == O2C_FORMAT_DATE_TIME ||
                           format == O2C_FORMAT_DURATION;
    if (parsed != fine && (parsed || !may_be_too_much)) {
        fail_msg("%s and its checker disagree on \"%.*s\"", f->name, (int)len, exact);
    }
    free(exact);
    if (parsed) {
        size_t n = f->print(value, printed);
        assert_true(o2c_format_ok(format, printed, n) && f->parse(printed, n, again));
        char *twice = malloc(sizeof printed);
        assert_int_equal(f->print(again, twice), n);
        assert_memory_equal(twice, printed, n);
        free(twice);
    }
}

static void forms_agree_with_checkers_on_mutants(void **state)
{
    (void)state;
    static const struct {
        const form *form;
        o2c_format format;
        const char *text, *letters;
    } cases[] = {
        {&uuid_form, O2C_FORMAT_UUID, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "0aFg-"},
        {&date_form, O2C_FORMAT_DATE, "2024-02-29", "01239-"},
        {&time_form, O2C_FORMAT_TIME, "23:59:60.12345678+00:00", "012356:.Zz+-"},
        {&date_time_form, O2C_FORMAT_DATE_TIME, "2016-12-31T23:59:60.5Z", "012356:.Zzt+-"},
        {&duration_form, O2C_FORMAT_DURATION, "P1Y2M3DT4H5M6S", "09PYMDTHSWw"},
        {&ipv4_form, O2C_FORMAT_IPV4, "255.10.0.1", "0125.:"},
        {&ipv6_form, O2C_FORMAT_IPV6, "1:2::3:4:5:1.2.3.4", "01:.fF"},
        {&ipv6_form, O2C_FORMAT_IPV6, "2001:db8:0:0:1::1", "01:.fF"},
        {&i64_text_form, O2C_FORMAT_INT64, "-9223372036854775808", "-0789"},
        {&u64_text_form, O2C_FORMAT_UINT64, "18446744073709551615", "-0156"},
        {&base64_form, O2C_FORMAT_BYTE, "Zm9vYg==", "A/=-z"},
        {&base64url_form, O2C_FORMAT_BASE64URL, "Zm9vYg==", "A_=+z"},
    };
    o2c_arena_init(&bytes_arena, NULL, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int round = 0; round < 4000; round++) {
            char text[48];
            size_t len = strlen(cases[i].text);
            memcpy(text, cases[i].text, len);
            for (unsigned edits = below(4); edits > 0; edits--) {
                size_t at = below((unsigned)len + 1);
                char letter = cases[i].letters[below((unsigned)strlen(cases[i].letters))];
                if (below(3) == 0 && len < 40) { /* one more, */
                    memmove(text + at + 1, text + at, len - at);
                    text[at] = letter;
                    len++;
                } else if (below(2) == 0 && at < len) { /* one less, */
                    memmove(text + at, text + at + 1, len - at - 1);
                    len--;
                } else if (at < len) { /* or another */
                    text[at] = letter;
                }
            }
            expect_agreement(cases[i].form, cases[i].format, text, len);
        }
        o2c_arena_reset(&bytes_arena);
    }
    o2c_arena_deinit(&bytes_arena);
}

static void bytes_of_all_lengths_come_back(void **state)
{
    (void)state;
    uint8_t data[200];
    for (size_t i = 0; i < sizeof data; i++) {
        data[i] = (uint8_t)next();
    }
    for (size_t len = 0; len <= sizeof data; len++) {
        char *text = malloc(O2C_BASE64_ROOM(len));
        o2c_bytes value = {data, len}, again;
        o2c_arena_init(&bytes_arena, NULL, 0);
        size_t n = o2c_base64_print(&value, text);
        assert_int_equal(n, O2C_BASE64_ROOM(len) - 1);
        assert_true(o2c_base64_parse(&bytes_arena, text, n, &again));
        assert_int_equal(again.len, len);
        assert_memory_equal(again.data, data, len);
        n = o2c_base64url_print(&value, text);
        assert_true(o2c_base64url_parse(&bytes_arena, text, n, &again));
        assert_int_equal(again.len, len);
        assert_memory_equal(again.data, data, len);
        o2c_arena_deinit(&bytes_arena);
        free(text);
    }
}

/* ---- reading ---- */

static void reads_in_every_mode(void **state)
{
    (void)state;
    static const char text[] = " \"2024-02-29\" , \"2024-02\\u002d29\" ";
    for (int mode = 0; mode < 3; mode++) {
        fixture f;
        o2c_reader *r = open_mode(&f, text, (o2c_string_mode)mode);
        o2c_date date = o2c_read_date(r);
        assert_int_equal(date.day, 29);
        assert_int_equal(r->at - r->begin, 1);
        assert_int_equal(*r->p, ' ');
        while (*r->p == ' ' || *r->p == ',') {
            r->p++;
        }
        date = o2c_read_date(r);
        assert_true(date.year == 2024 && date.month == 2 && date.day == 29);
        close_fine(&f);
    }
}

static void reads_escaped_base64(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "\"\\/\\/8\\u003d\"");
    o2c_bytes b = o2c_read_base64(r);
    assert_int_equal(b.len, 2);
    assert_memory_equal(b.data, "\xff\xff", 2);
    close_fine(&f);
}

static void refuses_with_place_and_words(void **state)
{
    (void)state;
    fixture f;
    o2c_date_list dates_read;
    o2c_reader *r = open_text(&f, "[\"2024-02-29\",\n \"2023-02-29\"]");
    assert_false(o2c_date_list_read(r, &dates_read));
    assert_int_equal(dates_read.count, 0);
    assert_false(o2c_reader_finish(r, &f.error));
    assert_int_equal(f.error.code, O2C_E_FORMAT);
    assert_string_equal(f.error.pointer, "/1");
    assert_int_equal(f.error.line, 2);
    assert_int_equal(f.error.column, 2);
    assert_string_equal(f.error.message, "expected a string of format date, found \"2023-02-29\"");
    close_text(&f);

    o2c_read_uuid(open_text(&f, "12"));
    close_error(&f, O2C_E_TYPE, "", "expected string, found number 12");
    o2c_read_i64_text(open_text(&f, "\"x\""));
    close_error(&f, O2C_E_FORMAT, "", "expected a string of format int64, found \"x\"");
    o2c_read_time(open_text(&f, "\"00:00:00.0000000001Z\""));
    close_error(&f, O2C_E_RANGE, "",
                "expected no more than 9 digits of a fraction of a second, found "
                "\"00:00:00.0000000001Z\"");
    o2c_read_duration(open_text(&f, "\"P4294967296D\""));
    close_error(&f, O2C_E_RANGE, "",
                "expected a duration whose numbers have 32 bits, found \"P4294967296D\"");
    o2c_read_base64(open_text(&f, "\"Zg\""));
    close_error(&f, O2C_E_FORMAT, "", "expected a string of format byte, found \"Zg\"");
    o2c_read_base64url(open_text(&f, "\"Z\""));
    close_error(&f, O2C_E_FORMAT, "", "expected a string of format base64url, found \"Z\"");
    o2c_read_ipv4(open_text(&f, "\"1.2.3.4"));
    close_error(&f, O2C_E_END, NULL, NULL);
    o2c_read_ipv6(open_text(&f, "\"\xff\""));
    close_error(&f, O2C_E_UTF8, NULL, NULL);
    o2c_read_ipv6(open_text(&f, ""));
    close_error(&f, O2C_E_END, NULL, NULL);
}

static void collects_errors(void **state)
{
    (void)state;
    fixture f;
    o2c_error errors[4];
    o2c_reader *r = open_text(&f, "[\"::1\", \"x\", 3, \"::2\", \"1::2::3\"]");
    o2c_reader_collect(r, errors, 4);
    o2c_ipv6_list list;
    o2c_ipv6_list_read(r, &list);
    assert_int_equal(list.count, 5);
    assert_int_equal(list.items[3].bytes[15], 2);
    assert_int_equal(o2c_validate_end(r), 3);
    assert_int_equal(errors[0].code, O2C_E_FORMAT);
    assert_string_equal(errors[0].pointer, "/1");
    assert_int_equal(errors[1].code, O2C_E_TYPE);
    assert_string_equal(errors[2].pointer, "/4");
    close_text(&f);
}

static void memory_may_end(void **state)
{
    (void)state;
    static const char text[] = "\"Zm9vYmFyZm9vYmFyZm9vYmFy\"";
    char room[8];
    o2c_arena arena;
    o2c_reader r;
    o2c_error error;
    o2c_arena_init_buffer(&arena, room, sizeof room);
    o2c_reader_init(&r, &arena, O2C_LIT(text), NULL);
    o2c_bytes b = o2c_read_base64(&r);
    assert_null(b.data);
    assert_false(o2c_reader_finish(&r, &error));
    assert_int_equal(error.code, O2C_E_MEMORY);
    o2c_reader_init(&r, &arena, O2C_LIT("\"\\u0030.0.0.0\""), NULL); /* what has escapes */
    o2c_read_ipv4(&r);
    assert_false(o2c_reader_finish(&r, &error));
    assert_int_equal(error.code, O2C_E_MEMORY);
    o2c_arena_deinit(&arena);
}

/* ---- writing ---- */

static void lists_and_maps_come_back(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(
        &f, "{\"a\": [\"P1D\"], \"b\": {\"x\": \"Zg==\", \"y\": \"\"}, \"c\": [\"-5\", \"7\"]}");
    o2c_writer w;
    o2c_object o;
    o2c_duration_list durations_read;
    o2c_base64_map map;
    o2c_i64_text_list numbers;
    o2c_object_begin(r, &o, NULL, NULL);
    assert_true(o2c_object_next(r, &o) && o2c_duration_list_read(r, &durations_read));
    assert_true(o2c_object_next(r, &o) && o2c_base64_map_read(r, &map));
    assert_true(o2c_object_next(r, &o) && o2c_i64_text_list_read(r, &numbers));
    assert_false(o2c_object_next(r, &o));
    assert_true(o2c_object_end(r, &o));
    assert_int_equal(numbers.items[0], -5);
    assert_int_equal(o2c_base64_map_get(&map, o2c_str_of("x"))->value.len, 1);
    assert_null(o2c_base64_map_get(&map, o2c_str_of("z")));

    o2c_write_options pretty = {0};
    pretty.indent = 1;
    for (int i = 0; i < 2; i++) {
        o2c_writer_init(&w, &f.arena, i ? &pretty : NULL);
        o2c_write_array_begin(&w);
        assert_true(o2c_duration_list_write(&w, &durations_read));
        assert_true(o2c_base64_map_write(&w, &map));
        assert_true(o2c_i64_text_list_write(&w, &numbers));
        o2c_write_array_end(&w);
        assert_string_equal(
            o2c_writer_finish(&w, NULL, NULL),
            i ? "[\n [\n  \"P1D\"\n ],\n {\n  \"x\": \"Zg==\",\n  \"y\": \"\"\n },\n"
                " [\n  \"-5\",\n  \"7\"\n ]\n]"
              : "[[\"P1D\"],{\"x\":\"Zg==\",\"y\":\"\"},[\"-5\",\"7\"]]");
    }
    close_fine(&f);
}

static void expect_write_error(o2c_writer *w, o2c_code code, const char *message)
{
    o2c_error error;
    assert_null(o2c_writer_finish(w, NULL, &error));
    assert_int_equal(error.code, code);
    assert_string_equal(error.message, message);
}

static void does_not_write_what_is_none(void **state)
{
    (void)state;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_writer w;
    const o2c_date none = {0, 0, 0}, wrong = {2023, 2, 29};
    const o2c_date_time never = {none, {0, 0, 0, 0, 0, 0, O2C_ZONE_UTC}};
    const o2c_time late = {0, 0, 24, 0, 0, 0, O2C_ZONE_UTC};
    const o2c_bytes unset = {NULL, 0};
    o2c_writer_init(&w, &arena, NULL);
    o2c_write_date(&w, none);
    expect_write_error(&w, O2C_E_UNSET, "required value is not set");
    o2c_writer_init(&w, &arena, NULL);
    o2c_write_date_time(&w, never);
    expect_write_error(&w, O2C_E_UNSET, "required value is not set");
    o2c_writer_init(&w, &arena, NULL);
    o2c_write_date(&w, wrong);
    expect_write_error(&w, O2C_E_PARTS, "the parts make no date, time or duration");
    o2c_writer_init(&w, &arena, NULL);
    o2c_write_time(&w, late);
    expect_write_error(&w, O2C_E_PARTS, "the parts make no date, time or duration");
    o2c_writer_init(&w, &arena, NULL);
    o2c_write_base64(&w, unset);
    expect_write_error(&w, O2C_E_UNSET, "required value is not set");
    assert_string_equal(o2c_code_name(O2C_E_PARTS), "O2C_E_PARTS");
    o2c_arena_deinit(&arena);
}

/* To buffers of every size, and through a sink in pieces. */
static char taken[600];
static size_t taken_len;

static bool take(void *user, const char *data, size_t len)
{
    (void)user;
    memcpy(taken + taken_len, data, len);
    taken_len += len;
    return true;
}

static void writes_bytes_to_what_has_room(void **state)
{
    (void)state;
    uint8_t data[150];
    char expected[O2C_BASE64_ROOM(150)], buffer[256];
    memset(data, 0xA5, sizeof data);
    const o2c_bytes value = {data, sizeof data};
    size_t len = o2c_base64_print(&value, expected);
    for (size_t size = 0; size <= len + 4; size++) {
        o2c_writer w;
        o2c_error error;
        size_t written;
        o2c_writer_init_buffer(&w, buffer, size, NULL);
        o2c_write_base64(&w, value);
        char *text = o2c_writer_finish(&w, &written, &error);
        assert_int_equal(text != NULL, size >= len + 2);
        if (text != NULL) {
            assert_int_equal(written, len + 2);
            assert_memory_equal(text + 1, expected, len);
        } else {
            assert_int_equal(error.code, O2C_E_SPACE);
        }
    }
    char room[1024];
    o2c_arena arena;
    o2c_writer w;
    o2c_arena_init_buffer(&arena, room, sizeof room);
    o2c_writer_init_sink(&w, &arena, take, NULL, NULL);
    for (int i = 0; i < 2; i++) {
        o2c_write_array_begin(&w);
        o2c_write_base64url(&w, value);
    }
    o2c_write_array_end(&w);
    o2c_write_array_end(&w);
    assert_non_null(o2c_writer_finish(&w, NULL, NULL));
    assert_int_equal(taken_len, 2 * len + 2 * 2 + 4 + 1);
    o2c_arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uuids),
        cmocka_unit_test(dates),
        cmocka_unit_test(times),
        cmocka_unit_test(dates_with_times),
        cmocka_unit_test(durations),
        cmocka_unit_test(addresses),
        cmocka_unit_test(integers),
        cmocka_unit_test(bytes),
        cmocka_unit_test(bytes_need_memory),
        cmocka_unit_test(parts_out_of_range_have_no_text),
        cmocka_unit_test(a_fraction_has_the_digits_that_it_needs),
        cmocka_unit_test(text_says_what_the_value_is),
        cmocka_unit_test(forms_agree_with_checkers_on_mutants),
        cmocka_unit_test(bytes_of_all_lengths_come_back),
        cmocka_unit_test(reads_in_every_mode),
        cmocka_unit_test(reads_escaped_base64),
        cmocka_unit_test(refuses_with_place_and_words),
        cmocka_unit_test(collects_errors),
        cmocka_unit_test(memory_may_end),
        cmocka_unit_test(lists_and_maps_come_back),
        cmocka_unit_test(does_not_write_what_is_none),
        cmocka_unit_test(writes_bytes_to_what_has_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
