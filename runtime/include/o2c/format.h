/**
 * The formats of strings (JSON Schema Validation §7, the OpenAPI format registry): pure checkers.
 *
 * Emitted code calls o2c_check_format with a constant, of which the compiler leaves one call, so that
 * a program links the formats that it uses and no other.
 */
#ifndef O2C_FORMAT_H
#define O2C_FORMAT_H

#include <o2c/reader.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum o2c_format {
    O2C_FORMAT_NONE = 0,      /* any string */
    O2C_FORMAT_DATE_TIME = 1, /* RFC 3339 §5.6 */
    O2C_FORMAT_DATE = 2,
    O2C_FORMAT_TIME = 3,
    O2C_FORMAT_DURATION = 4,       /* RFC 3339 appendix A */
    O2C_FORMAT_EMAIL = 5,          /* RFC 5321 §4.1.2 */
    O2C_FORMAT_IDN_EMAIL = 6,      /* RFC 6531 §3.3 */
    O2C_FORMAT_HOSTNAME = 7,       /* RFC 1123 §2.1, A-labels by RFC 5890 §2.3.2.1 */
    O2C_FORMAT_IDN_HOSTNAME = 8,   /* RFC 5890 §2.3.2.3 */
    O2C_FORMAT_IPV4 = 9,           /* RFC 2673 §3.2, dotted quad */
    O2C_FORMAT_IPV6 = 10,          /* RFC 4291 §2.2 */
    O2C_FORMAT_URI = 11,           /* RFC 3986 §3 */
    O2C_FORMAT_URI_REFERENCE = 12, /* RFC 3986 §4.1 */
    O2C_FORMAT_IRI = 13,           /* RFC 3987 §2.2 */
    O2C_FORMAT_IRI_REFERENCE = 14,
    O2C_FORMAT_URI_TEMPLATE = 15, /* RFC 6570 §2 */
    O2C_FORMAT_JSON_POINTER = 16, /* RFC 6901 §3 */
    O2C_FORMAT_RELATIVE_JSON_POINTER = 17,
    O2C_FORMAT_UUID = 18,      /* RFC 4122 §3 */
    O2C_FORMAT_REGEX = 19,     /* ECMA-262 §22.2.1 with the flag u */
    O2C_FORMAT_BYTE = 20,      /* base64, RFC 4648 §4 */
    O2C_FORMAT_BASE64URL = 21, /* RFC 4648 §5, padding optional */
    O2C_FORMAT_INT64 = 22,     /* a whole number of that C type, as text */
    O2C_FORMAT_UINT64 = 23
} o2c_format;

/**
 * The checkers, one for each format: whether the `len` bytes at `data` (not NULL; UTF-8, other bytes
 * are refused or harmless) have it. Nothing is allocated; time is linear in `len`.
 */
bool o2c_format_is_date_time(const char *data, size_t len);
bool o2c_format_is_date(const char *data, size_t len);
bool o2c_format_is_time(const char *data, size_t len);
bool o2c_format_is_duration(const char *data, size_t len);
bool o2c_format_is_email(const char *data, size_t len);
bool o2c_format_is_idn_email(const char *data, size_t len);
bool o2c_format_is_hostname(const char *data, size_t len);
bool o2c_format_is_idn_hostname(const char *data, size_t len);
bool o2c_format_is_ipv4(const char *data, size_t len);
bool o2c_format_is_ipv6(const char *data, size_t len);
bool o2c_format_is_uri(const char *data, size_t len);
bool o2c_format_is_uri_reference(const char *data, size_t len);
bool o2c_format_is_iri(const char *data, size_t len);
bool o2c_format_is_iri_reference(const char *data, size_t len);
bool o2c_format_is_uri_template(const char *data, size_t len);
bool o2c_format_is_json_pointer(const char *data, size_t len);
bool o2c_format_is_relative_json_pointer(const char *data, size_t len);
bool o2c_format_is_uuid(const char *data, size_t len);
bool o2c_format_is_regex(const char *data, size_t len);
bool o2c_format_is_byte(const char *data, size_t len);
bool o2c_format_is_base64url(const char *data, size_t len);
bool o2c_format_is_int64(const char *data, size_t len);
bool o2c_format_is_uint64(const char *data, size_t len);

/** Whether the string has the format. A constant `format` costs one call and links one checker. */
O2C_INLINE bool o2c_format_ok(o2c_format format, const char *data, size_t len)
{
    switch (format) {
    case O2C_FORMAT_NONE: return true;
    case O2C_FORMAT_DATE_TIME: return o2c_format_is_date_time(data, len);
    case O2C_FORMAT_DATE: return o2c_format_is_date(data, len);
    case O2C_FORMAT_TIME: return o2c_format_is_time(data, len);
    case O2C_FORMAT_DURATION: return o2c_format_is_duration(data, len);
    case O2C_FORMAT_EMAIL: return o2c_format_is_email(data, len);
    case O2C_FORMAT_IDN_EMAIL: return o2c_format_is_idn_email(data, len);
    case O2C_FORMAT_HOSTNAME: return o2c_format_is_hostname(data, len);
    case O2C_FORMAT_IDN_HOSTNAME: return o2c_format_is_idn_hostname(data, len);
    case O2C_FORMAT_IPV4: return o2c_format_is_ipv4(data, len);
    case O2C_FORMAT_IPV6: return o2c_format_is_ipv6(data, len);
    case O2C_FORMAT_URI: return o2c_format_is_uri(data, len);
    case O2C_FORMAT_URI_REFERENCE: return o2c_format_is_uri_reference(data, len);
    case O2C_FORMAT_IRI: return o2c_format_is_iri(data, len);
    case O2C_FORMAT_IRI_REFERENCE: return o2c_format_is_iri_reference(data, len);
    case O2C_FORMAT_URI_TEMPLATE: return o2c_format_is_uri_template(data, len);
    case O2C_FORMAT_JSON_POINTER: return o2c_format_is_json_pointer(data, len);
    case O2C_FORMAT_RELATIVE_JSON_POINTER: return o2c_format_is_relative_json_pointer(data, len);
    case O2C_FORMAT_UUID: return o2c_format_is_uuid(data, len);
    case O2C_FORMAT_REGEX: return o2c_format_is_regex(data, len);
    case O2C_FORMAT_BYTE: return o2c_format_is_byte(data, len);
    case O2C_FORMAT_BASE64URL: return o2c_format_is_base64url(data, len);
    case O2C_FORMAT_INT64: return o2c_format_is_int64(data, len);
    case O2C_FORMAT_UINT64: return o2c_format_is_uint64(data, len);
    }
    return true;
}

/** The format's name in a schema: "date-time". Static; "" for O2C_FORMAT_NONE. */
const char *o2c_format_name(o2c_format format);

/** The format of that name, or O2C_FORMAT_NONE for one that is not known: those are annotations. */
o2c_format o2c_format_find(const char *name, size_t len);

/** Notes O2C_E_FORMAT about the string at r->at. Private. */
void o2c_fail_format(o2c_reader *r, o2c_format format);

/** Checks the string that was read last; an error is about r->at. Returns o2c_ok. */
O2C_INLINE bool o2c_check_format(o2c_reader *r, o2c_str value, o2c_format format)
{
    if (O2C_UNLIKELY(value.data != NULL && !o2c_format_ok(format, value.data, value.len))) {
        o2c_fail_format(r, format);
    }
    return o2c_ok(r);
}

/** The same for a dynamic value; one that is no string passes. */
O2C_INLINE bool o2c_check_value_format(o2c_reader *r, const o2c_value *value, o2c_format format)
{
    o2c_str text = {NULL, 0};
    if (value->kind == O2C_STRING) {
        text.data = value->as.text;
        text.len = value->count;
    }
    return o2c_check_format(r, text, format);
}

#ifdef __cplusplus
}
#endif

#endif
