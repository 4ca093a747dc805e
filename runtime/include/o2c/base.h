/**
 * What every other header of the runtime builds on: the ABI number, string views, attributes.
 *
 * Emitted code includes <o2c/o2c.h>; the runtime depends on libc alone and has no global mutable
 * state, so that every function is safe to call from several threads as long as they do not share
 * a reader, a writer or an arena.
 */
#ifndef O2C_BASE_H
#define O2C_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Changes whenever emitted code of another version could not work with this runtime. */
#define O2C_RT_ABI 1

#define O2C_VERSION "0.1.0"

#if defined(__GNUC__) || defined(__clang__)
#define O2C_NODISCARD __attribute__((warn_unused_result))
#define O2C_LIKELY(x) __builtin_expect(!!(x), 1)
#define O2C_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define O2C_NOINLINE __attribute__((noinline))
#define O2C_COLD __attribute__((cold, noinline))
#define O2C_INLINE static inline __attribute__((always_inline))
#else
#define O2C_NODISCARD
#define O2C_LIKELY(x) (x)
#define O2C_UNLIKELY(x) (x)
#define O2C_NOINLINE
#define O2C_COLD
#define O2C_INLINE static inline
#endif

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A string: `len` bytes of UTF-8 at `data`. May hold U+0000, so `len` rules; what the runtime makes
 * is NUL-terminated as well unless views were asked for. `data` is NULL only where nothing was set.
 */
typedef struct o2c_str {
    const char *data;
    size_t len; /* bytes */
} o2c_str;

/** A string literal as the two arguments (text, bytes). */
#define O2C_LIT(s) (s), (sizeof(s) - 1)

/** The o2c_str of the NUL-terminated `text`, which is borrowed. */
o2c_str o2c_str_of(const char *text);

/** Whether two strings have the same bytes. */
bool o2c_str_eq(o2c_str a, o2c_str b);

/** The kinds of JSON value (RFC 8259 §3). */
typedef enum o2c_kind {
    O2C_NONE = 0, /* no value: end of text, or a byte that starts none */
    O2C_NULL,
    O2C_BOOL,
    O2C_NUMBER,
    O2C_STRING,
    O2C_ARRAY,
    O2C_OBJECT
} o2c_kind;

/** What arrays of scalars decode to; arrays of other types have the same shape. */
typedef struct o2c_str_list { o2c_str *items; size_t count; } o2c_str_list;
typedef struct o2c_bool_list { bool *items; size_t count; } o2c_bool_list;
typedef struct o2c_i32_list { int32_t *items; size_t count; } o2c_i32_list;
typedef struct o2c_u32_list { uint32_t *items; size_t count; } o2c_u32_list;
typedef struct o2c_i64_list { int64_t *items; size_t count; } o2c_i64_list;
typedef struct o2c_u64_list { uint64_t *items; size_t count; } o2c_u64_list;
typedef struct o2c_f32_list { float *items; size_t count; } o2c_f32_list;
typedef struct o2c_f64_list { double *items; size_t count; } o2c_f64_list;

#ifdef __cplusplus
}
#endif

#endif
