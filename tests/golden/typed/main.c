#include "typed.h"

#include <stdio.h>
#include <string.h>

#define RECORD(day, clock)                                                                         \
    "{\"id\":\"01234567-89AB-CDEF-0123-456789ABCDEF\",\"at\":\"2024-02-29t12:00:00.50z\",\n"       \
    " \"day\":\"" day "\",\"clock\":\"" clock "\",\"length\":\"P01DT0H\",\"v4\":\"1.2.3.4\","      \
    "\"v6\":\"2001:0DB8::0:1\",\"raw\":\"Zm9v\\/w==\",\"token\":\"Zg==\",\"big\":\"-0\","          \
    "\"huge\":\"18446744073709551615\"}"

static void record(const char *text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    typed_record v;
    if (typed_record_decode(&arena, text, strlen(text), &v, &error)) {
        char *json = typed_record_encode(&arena, &v, NULL, &error);
        printf("%s\n", json ? json : error.message);
    } else {
        o2c_error_print(&error, stdout);
    }
    o2c_arena_deinit(&arena);
}

static void places(const char *text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    typed_places v;
    if (typed_places_decode(&arena, text, strlen(text), &v, &error)) {
        char *json = typed_places_encode(&arena, &v, NULL, &error);
        printf("%s\n", json ? json : error.message);
    } else {
        o2c_error_print(&error, stdout);
    }
    o2c_arena_deinit(&arena);
}

/* The parts of what was read. */
static void parts(void)
{
    static const char text[] = RECORD("2024-02-29", "01:02:03.045-06:07");
    o2c_arena arena = O2C_ARENA_INIT;
    typed_record v;
    if (typed_record_decode(&arena, text, sizeof text - 1, &v, NULL))
        printf("%d-%d-%d %d:%d:%d+%uns %+dmin, %d days, %d, ff at %d of %d, %lld %llu\n",
               v.day.year, v.day.month, v.day.day, v.clock.hour, v.clock.minute, v.clock.second,
               (unsigned)v.clock.nanosecond, v.clock.offset, (int)v.length.days, v.v4.bytes[3],
               v.raw.data[3] == 0xff ? 3 : -1, (int)v.raw.len, (long long)v.big,
               (unsigned long long)v.huge);
    o2c_arena_deinit(&arena);
}

/* A record made by hand. */
static void check(o2c_date day, o2c_time clock, bool bytes)
{
    static const uint8_t raw[] = {1, 2, 3, 4};
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    typed_record v;
    typed_record_init(&v);
    v.at.date.month = v.at.date.day = 1;
    v.day = day;
    v.clock = clock;
    v.raw.data = v.token.data = bytes ? raw : NULL;
    v.raw.len = v.token.len = 4;
    if (typed_record_check(&arena, &v, &error))
        printf("%s\n", typed_record_encode(&arena, &v, NULL, NULL));
    else
        printf("%s: %s\n", error.pointer, error.message);
    o2c_arena_deinit(&arena);
}

static void validate(const char *text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error errors[8];
    size_t count = typed_places_validate(&arena, text, strlen(text), errors, 8);
    for (size_t i = 0; i < count; i++)
        o2c_error_print(&errors[i], stdout);
    o2c_arena_deinit(&arena);
}

static void defaults(const char *text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    typed_defaults v;
    if (!typed_defaults_decode(&arena, text, strlen(text), &v, &error)) {
        o2c_error_print(&error, stdout);
    } else {
        char id[O2C_UUID_ROOM], at[O2C_DATE_TIME_ROOM];
        o2c_uuid_print(&v.id, id);
        o2c_date_time_print(&v.at, at);
        printf("%s %s %d %d %d %d %d\n", id, at, v.raw.data[2], (int)v.token.len, v.has_id,
               v.big == INT64_MIN, v.huge == UINT64_MAX);
    }
    o2c_arena_deinit(&arena);
}

static void tagged(void)
{
    o2c_arena arena = O2C_ARENA_INIT;
    typed_first first;
    typed_tagged v;
    typed_first_init(&first);
    v.kind = TYPED_TAGGED_FIRST;
    v.as.first = &first;
    first.has_id = true;
    printf("%s\n", typed_tagged_encode(&arena, &v, NULL, NULL));
    o2c_arena_deinit(&arena);
}

/* Memory for bytes may end, and what was read so far is dropped. */
static void starve(void)
{
    static const char text[] = RECORD("2024-02-29", "12:00:00Z");
    int failures = 0;
    for (size_t size = 0; size < 64; size++) {
        char room[64];
        o2c_arena arena;
        o2c_error error;
        typed_record v;
        o2c_arena_init_buffer(&arena, room, size);
        if (typed_record_decode(&arena, text, sizeof text - 1, &v, &error))
            break;
        failures += error.code == O2C_E_MEMORY && !v.raw.data && !v.raw.len;
    }
    printf("%s\n", failures > 0 && failures < 64 ? "starved, and decoded at last" : "?");
}

int main(void)
{
    const o2c_date good = {2024, 2, 29}, bad = {2023, 2, 29}, none = {0, 0, 0};
    const o2c_time noon = {0, 0, 12, 0, 0, 0, O2C_ZONE_UTC};
    const o2c_time leap = {250000000, 60, 0, 59, 60, 0, O2C_ZONE_OFFSET};
    const o2c_time late = {0, 0, 24, 0, 0, 0, O2C_ZONE_UTC};
    record(RECORD("2024-02-29", "12:00:00.000-00:00"));
    record(RECORD("2023-02-29", "12:00:00Z"));
    record(RECORD("2024-02-29", "12:00:00"));
    record(RECORD("2024-02-29", "12:00:00.0000000001Z"));
    record("{\"id\":7}");
    parts();
    check(good, noon, true);
    check(good, leap, true);
    check(bad, noon, true);
    check(none, noon, true);
    check(good, late, true);
    check(good, noon, false);
    places("{}");
    places("{\"encoded\":\"\",\"nullable\":null,\"days\":[\"2020-01-01\",\"0000-02-29\"],\"hosts\":"
           "{\"a\":\"1.2.3.4\"},\"blobs\":{\"b\":\"Zg==\"},\"counts\":[\"1\",\"-2\"],\"times\":["
           "null,\"2020-01-01T00:00:00Z\"],\"pair\":[\"00:00:00+00:00\",\"P1W\"],\"either\":"
           "\"01234567-89ab-cdef-0123-456789abcdef\",\"address\":\"::ffff:1.2.3.4\"}");
    places("{\"either\":5,\"address\":\"1.2.3.4\"}");
    places("{\"address\":\"1.2.3\"}");
    validate("{\"encoded\":\"Z\",\"nullable\":\"x\",\"days\":[\"2020-01-01\",\"0\",1],\n"
             "\"hosts\":{\"a\":\"1\"},\"counts\":[\"1\",\"1\"],\"pair\":[\"P1D\",\"P1D\",\"P\"]}");
    defaults("{}");
    defaults("{\"id\":\"ffffffff-ffff-ffff-ffff-ffffffffffff\",\"big\":\"1\",\"huge\":\"2\"}");
    tagged();
    starve();
    return 0;
}
