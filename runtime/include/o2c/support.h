/**
 * What emitted code needs beside the reader and the writer: the ends of its documents, lists and maps
 * of scalars, and the odd cases of unions and enumerations. Users call what is emitted instead.
 */
#ifndef O2C_SUPPORT_H
#define O2C_SUPPORT_H

#include <o2c/reader.h>
#include <o2c/writer.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- whole documents ---- */

/** o2c_reader_finish; zeroes the `size` bytes at `out` if that fails. */
bool o2c_decode_end(o2c_reader *r, void *out, size_t size, o2c_error *error);

/** o2c_reader_finish for a reader that collects: the number of errors found. */
size_t o2c_validate_end(o2c_reader *r);

/* ---- enumerations ---- */

/** The text of enumerator `value` (from 1) of `count` NUL-terminated texts that follow each other; ""
 * if there is none. */
const char *o2c_enum_text(const char *texts, unsigned count, unsigned value);

/** The member number of a string, or -1. */
int o2c_enum_find(const void *shape, o2c_str text);

/** Whether `value` is listed; if not, O2C_E_ENUM at r->at. False after an error as well. */
bool o2c_check_listed(o2c_reader *r, int64_t value, const int32_t *listed, size_t count);

/** The number at r->at is one of `count` JSON texts, NUL-terminated, that follow each other: by exact
 * value; else O2C_E_ENUM. */
void o2c_check_number_enum(o2c_reader *r, const char *texts, size_t count);

/* ---- dynamic values ---- */

/** o2c_read_value for the kinds whose bits (1 << o2c_kind) are set; others are O2C_E_TYPE. */
o2c_value o2c_read_value_of(o2c_reader *r, unsigned kinds);

/* Checks of dynamic values; a value of another kind passes. Bounds are JSON texts or NULL. */
void o2c_check_value_bounds(o2c_reader *r, const o2c_value *value, const char *minimum,
                            const char *maximum, const char *exclusive_minimum,
                            const char *exclusive_maximum);
void o2c_check_value_multiple(o2c_reader *r, const o2c_value *value, const char *of);
void o2c_check_value_size(o2c_reader *r, const o2c_value *value, o2c_kind kind, size_t minimum,
                          size_t maximum);
/** Of a string: o2c_check_pattern of what `matcher` says about it. */
void o2c_check_value_pattern(o2c_reader *r, const o2c_value *value, o2c_matcher *matcher,
                             const char *pattern, size_t len);
void o2c_check_value_unique(o2c_reader *r, const o2c_value *value);

/** Refuses the next value: O2C_E_TYPE, naming the kinds that would do. */
void o2c_no_kind(o2c_reader *r, unsigned kinds);

/** Refuses the next value: O2C_E_UNION. */
void o2c_no_branch(o2c_reader *r);

/** null, as a value of a type that has no other: true. */
bool o2c_read_nothing(o2c_reader *r);
void o2c_write_nothing(o2c_writer *w, bool value);

/** For a schema that nothing satisfies: O2C_E_NEVER, and O2C_E_UNSET. */
o2c_value o2c_read_never(o2c_reader *r);
void o2c_write_never(o2c_writer *w, const o2c_value *value);

/* ---- members that are kept ---- */

/** Pushes the current member, name and text, to a list of o2c_raw_member. */
void o2c_keep_member(o2c_reader *r, const o2c_object *o, o2c_list *list);

/** The kept member of that name, or NULL. */
const o2c_raw_member *o2c_raw_members_find(const o2c_raw_members *members, const char *name,
                                           size_t len);

/** Writes JSON text that the caller may have made: checked, O2C_E_UNSET if it is not one value. */
void o2c_write_raw_checked(o2c_writer *w, o2c_str json);

static inline void o2c_write_i32(o2c_writer *w, int32_t value) { o2c_write_i64(w, value); }
static inline void o2c_write_u32(o2c_writer *w, uint32_t value) { o2c_write_u64(w, value); }

/* ---- lists and maps of scalars ---- */

typedef struct o2c_value_list {
    o2c_value *items;
    size_t count;
} o2c_value_list;

typedef struct o2c_str_entry { o2c_str key; o2c_str value; } o2c_str_entry;
typedef struct o2c_bool_entry { o2c_str key; bool value; } o2c_bool_entry;
typedef struct o2c_i32_entry { o2c_str key; int32_t value; } o2c_i32_entry;
typedef struct o2c_u32_entry { o2c_str key; uint32_t value; } o2c_u32_entry;
typedef struct o2c_i64_entry { o2c_str key; int64_t value; } o2c_i64_entry;
typedef struct o2c_u64_entry { o2c_str key; uint64_t value; } o2c_u64_entry;
typedef struct o2c_f32_entry { o2c_str key; float value; } o2c_f32_entry;
typedef struct o2c_f64_entry { o2c_str key; double value; } o2c_f64_entry;
typedef struct o2c_value_entry { o2c_str key; o2c_value value; } o2c_value_entry;

/** Maps in the document's order; items is NULL if there are none. */
typedef struct o2c_str_map { o2c_str_entry *items; size_t count; } o2c_str_map;
typedef struct o2c_bool_map { o2c_bool_entry *items; size_t count; } o2c_bool_map;
typedef struct o2c_i32_map { o2c_i32_entry *items; size_t count; } o2c_i32_map;
typedef struct o2c_u32_map { o2c_u32_entry *items; size_t count; } o2c_u32_map;
typedef struct o2c_i64_map { o2c_i64_entry *items; size_t count; } o2c_i64_map;
typedef struct o2c_u64_map { o2c_u64_entry *items; size_t count; } o2c_u64_map;
typedef struct o2c_f32_map { o2c_f32_entry *items; size_t count; } o2c_f32_map;
typedef struct o2c_f64_map { o2c_f64_entry *items; size_t count; } o2c_f64_map;
typedef struct o2c_value_map { o2c_value_entry *items; size_t count; } o2c_value_map;

/* For each of them: _read and _write as emitted types have them, and for maps _get. */
#define O2C_DECLARE_SCALAR(name)                                                \
    bool o2c_##name##_list_read(o2c_reader *r, o2c_##name##_list *out);         \
    bool o2c_##name##_list_write(o2c_writer *w, const o2c_##name##_list *v);    \
    bool o2c_##name##_map_read(o2c_reader *r, o2c_##name##_map *out);           \
    bool o2c_##name##_map_write(o2c_writer *w, const o2c_##name##_map *v);      \
    o2c_##name##_entry *o2c_##name##_map_get(const o2c_##name##_map *map, o2c_str key)

O2C_DECLARE_SCALAR(str);
O2C_DECLARE_SCALAR(bool);
O2C_DECLARE_SCALAR(i32);
O2C_DECLARE_SCALAR(u32);
O2C_DECLARE_SCALAR(i64);
O2C_DECLARE_SCALAR(u64);
O2C_DECLARE_SCALAR(f32);
O2C_DECLARE_SCALAR(f64);
O2C_DECLARE_SCALAR(value);

#undef O2C_DECLARE_SCALAR

#ifdef __cplusplus
}
#endif

#endif
