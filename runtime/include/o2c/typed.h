/**
 * Typed forms of strings, for emitted code that asks for them (`--typed-formats`): what a string of a
 * format says, instead of its text.
 *
 * A typed form has one text: the canonical one, which is what is written. What is read may be spelt in
 * another way (upper-case digits, `::0`); its value is the same. Each form T has
 *
 *     bool o2c_T_parse(const char *text, size_t len, T *out);
 *         False: the text is not of the format (o2c_format_is_...), or says more than T can hold; and
 *         *out is zero.
 *     size_t o2c_T_print(const T *value, char *out);
 *         The canonical text, NUL-terminated, to `out`, which has O2C_T_ROOM bytes. Returns the bytes
 *         without the NUL; 0, and "", if the parts make no T: month 13.
 *     T o2c_read_T(o2c_reader *r);
 *         The next value. Errors: O2C_E_TYPE no string; O2C_E_FORMAT; O2C_E_RANGE it has the format, but
 *         T cannot hold it. The zero value after an error.
 *     void o2c_write_T(o2c_writer *w, T value);
 *         Errors: O2C_E_PARTS the parts make no T; O2C_E_UNSET nothing was set.
 *
 * and lists and maps as other scalars have. No function depends on a locale or a time zone.
 */
#ifndef O2C_TYPED_H
#define O2C_TYPED_H

#include <o2c/support.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- the forms ---- */

/** RFC 4122 §3, in the order of the text. Written in lower case. */
typedef struct o2c_uuid {
    uint8_t bytes[16];
} o2c_uuid;

/** full-date of RFC 3339 §5.6, in the Gregorian calendar. A zero one was never set. */
typedef struct o2c_date {
    uint16_t year; /* 0 to 9999 */
    uint8_t month; /* 1 to 12 */
    uint8_t day;   /* 1 to 28, 29, 30 or 31 */
} o2c_date;

typedef enum o2c_zone {
    O2C_ZONE_UTC = 0, /* "Z"; `offset` is 0 */
    O2C_ZONE_OFFSET,  /* "+01:00", "+00:00": as `offset` says */
    O2C_ZONE_UNKNOWN  /* "-00:00": UTC, the local time is not known (RFC 3339 §4.3); `offset` is 0 */
} o2c_zone;

/** full-time of RFC 3339 §5.6. A zero one is midnight in UTC. */
typedef struct o2c_time {
    uint32_t nanosecond; /* 0 to 999,999,999 */
    int16_t offset;      /* minutes that the clock is ahead of UTC: -1439 to 1439 */
    uint8_t hour;        /* 0 to 23 */
    uint8_t minute;      /* 0 to 59 */
    uint8_t second;      /* 0 to 59; 60 if it is 23:59:60 in UTC */
    uint8_t digits;      /* of the second's fraction, 0 to 9; written with more if there are more */
    o2c_zone zone;
} o2c_time;

/** date-time of RFC 3339 §5.6; the time is local, `time.offset` ahead of UTC. */
typedef struct o2c_date_time {
    o2c_date date;
    o2c_time time;
} o2c_date_time;

/** RFC 3339 appendix A. Weeks stand alone; written without parts that are 0, and as "PT0S" if all are. */
typedef struct o2c_duration {
    uint32_t years, months, weeks, days, hours, minutes, seconds;
} o2c_duration;

/** In network order. */
typedef struct o2c_ipv4 {
    uint8_t bytes[4];
} o2c_ipv4;

/** In network order. Written as RFC 5952 says. */
typedef struct o2c_ipv6 {
    uint8_t bytes[16];
} o2c_ipv6;

/** What base64 stands for (RFC 4648 §4, or §5 for base64url). `data` is NULL only where nothing was set;
 * what the runtime makes is the arena's. */
typedef struct o2c_bytes {
    const uint8_t *data;
    size_t len; /* bytes */
} o2c_bytes;

/* ---- text to value and back ---- */

enum { /* bytes of the longest text, with the NUL */
       O2C_UUID_ROOM = 37,
       O2C_DATE_ROOM = 11,
       O2C_TIME_ROOM = 25,
       O2C_DATE_TIME_ROOM = 36,
       O2C_DURATION_ROOM = 69,
       O2C_IPV4_ROOM = 16,
       O2C_IPV6_ROOM = 40,
       O2C_I64_TEXT_ROOM = 21,
       O2C_U64_TEXT_ROOM = 21
};

/** The same for `len` bytes as base64. */
#define O2C_BASE64_ROOM(len) (((len) + 2) / 3 * 4 + 1)

bool o2c_uuid_parse(const char *text, size_t len, o2c_uuid *out);
size_t o2c_uuid_print(const o2c_uuid *value, char *out);
bool o2c_date_parse(const char *text, size_t len, o2c_date *out);
size_t o2c_date_print(const o2c_date *value, char *out);
/** A fraction may have any number of digits; other than 0 only the first nine. */
bool o2c_time_parse(const char *text, size_t len, o2c_time *out);
size_t o2c_time_print(const o2c_time *value, char *out);
bool o2c_date_time_parse(const char *text, size_t len, o2c_date_time *out);
size_t o2c_date_time_print(const o2c_date_time *value, char *out);
bool o2c_duration_parse(const char *text, size_t len, o2c_duration *out);
size_t o2c_duration_print(const o2c_duration *value, char *out);
bool o2c_ipv4_parse(const char *text, size_t len, o2c_ipv4 *out);
size_t o2c_ipv4_print(const o2c_ipv4 *value, char *out);
bool o2c_ipv6_parse(const char *text, size_t len, o2c_ipv6 *out);
size_t o2c_ipv6_print(const o2c_ipv6 *value, char *out);

/** 64-bit integers that are sent as strings. */
bool o2c_i64_text_parse(const char *text, size_t len, int64_t *out);
size_t o2c_i64_text_print(const int64_t *value, char *out);
bool o2c_u64_text_parse(const char *text, size_t len, uint64_t *out);
size_t o2c_u64_text_print(const uint64_t *value, char *out);

/** The bytes go to `arena`. False: not base64, or `arena` is full. Bits that no byte needs are ignored. */
bool o2c_base64_parse(o2c_arena *arena, const char *text, size_t len, o2c_bytes *out);
/** out: O2C_BASE64_ROOM(value->len) bytes. With padding; base64url without. Never 0 but for no bytes. */
size_t o2c_base64_print(const o2c_bytes *value, char *out);
bool o2c_base64url_parse(o2c_arena *arena, const char *text, size_t len, o2c_bytes *out);
size_t o2c_base64url_print(const o2c_bytes *value, char *out);

/* ---- reading and writing ---- */

typedef struct o2c_uuid_list { o2c_uuid *items; size_t count; } o2c_uuid_list;
typedef struct o2c_date_list { o2c_date *items; size_t count; } o2c_date_list;
typedef struct o2c_time_list { o2c_time *items; size_t count; } o2c_time_list;
typedef struct o2c_date_time_list { o2c_date_time *items; size_t count; } o2c_date_time_list;
typedef struct o2c_duration_list { o2c_duration *items; size_t count; } o2c_duration_list;
typedef struct o2c_ipv4_list { o2c_ipv4 *items; size_t count; } o2c_ipv4_list;
typedef struct o2c_ipv6_list { o2c_ipv6 *items; size_t count; } o2c_ipv6_list;
typedef struct o2c_bytes_list { o2c_bytes *items; size_t count; } o2c_bytes_list;
typedef o2c_bytes_list o2c_base64_list, o2c_base64url_list;
typedef o2c_i64_list o2c_i64_text_list;
typedef o2c_u64_list o2c_u64_text_list;

typedef struct o2c_uuid_entry { o2c_str key; o2c_uuid value; } o2c_uuid_entry;
typedef struct o2c_date_entry { o2c_str key; o2c_date value; } o2c_date_entry;
typedef struct o2c_time_entry { o2c_str key; o2c_time value; } o2c_time_entry;
typedef struct o2c_date_time_entry { o2c_str key; o2c_date_time value; } o2c_date_time_entry;
typedef struct o2c_duration_entry { o2c_str key; o2c_duration value; } o2c_duration_entry;
typedef struct o2c_ipv4_entry { o2c_str key; o2c_ipv4 value; } o2c_ipv4_entry;
typedef struct o2c_ipv6_entry { o2c_str key; o2c_ipv6 value; } o2c_ipv6_entry;
typedef struct o2c_bytes_entry { o2c_str key; o2c_bytes value; } o2c_bytes_entry;
typedef o2c_bytes_entry o2c_base64_entry, o2c_base64url_entry;
typedef o2c_i64_entry o2c_i64_text_entry;
typedef o2c_u64_entry o2c_u64_text_entry;

typedef struct o2c_uuid_map { o2c_uuid_entry *items; size_t count; } o2c_uuid_map;
typedef struct o2c_date_map { o2c_date_entry *items; size_t count; } o2c_date_map;
typedef struct o2c_time_map { o2c_time_entry *items; size_t count; } o2c_time_map;
typedef struct o2c_date_time_map { o2c_date_time_entry *items; size_t count; } o2c_date_time_map;
typedef struct o2c_duration_map { o2c_duration_entry *items; size_t count; } o2c_duration_map;
typedef struct o2c_ipv4_map { o2c_ipv4_entry *items; size_t count; } o2c_ipv4_map;
typedef struct o2c_ipv6_map { o2c_ipv6_entry *items; size_t count; } o2c_ipv6_map;
typedef struct o2c_bytes_map { o2c_bytes_entry *items; size_t count; } o2c_bytes_map;
typedef o2c_bytes_map o2c_base64_map, o2c_base64url_map;
typedef o2c_i64_map o2c_i64_text_map;
typedef o2c_u64_map o2c_u64_text_map;

#define O2C_DECLARE_TYPED(name, type)                                           \
    type o2c_read_##name(o2c_reader *r);                                        \
    void o2c_write_##name(o2c_writer *w, type value);                           \
    bool o2c_##name##_list_read(o2c_reader *r, o2c_##name##_list *out);         \
    bool o2c_##name##_list_write(o2c_writer *w, const o2c_##name##_list *v);    \
    bool o2c_##name##_map_read(o2c_reader *r, o2c_##name##_map *out);           \
    bool o2c_##name##_map_write(o2c_writer *w, const o2c_##name##_map *v);      \
    o2c_##name##_entry *o2c_##name##_map_get(const o2c_##name##_map *map, o2c_str key)

O2C_DECLARE_TYPED(uuid, o2c_uuid);
O2C_DECLARE_TYPED(date, o2c_date);
O2C_DECLARE_TYPED(time, o2c_time);
O2C_DECLARE_TYPED(date_time, o2c_date_time);
O2C_DECLARE_TYPED(duration, o2c_duration);
O2C_DECLARE_TYPED(ipv4, o2c_ipv4);
O2C_DECLARE_TYPED(ipv6, o2c_ipv6);
O2C_DECLARE_TYPED(base64, o2c_bytes);
O2C_DECLARE_TYPED(base64url, o2c_bytes);
O2C_DECLARE_TYPED(i64_text, int64_t);
O2C_DECLARE_TYPED(u64_text, uint64_t);

#undef O2C_DECLARE_TYPED

#ifdef __cplusplus
}
#endif

#endif
