/** The C types of typed forms. */
#include "layout/plan.h"

static const plan_typed forms[] = {
    {O2C_FORMAT_UUID, "o2c_uuid", "uuid", 16, 1},
    {O2C_FORMAT_DATE_TIME, "o2c_date_time", "date_time", 20, 4},
    {O2C_FORMAT_DATE, "o2c_date", "date", 4, 2},
    {O2C_FORMAT_TIME, "o2c_time", "time", 16, 4},
    {O2C_FORMAT_DURATION, "o2c_duration", "duration", 28, 4},
    {O2C_FORMAT_IPV4, "o2c_ipv4", "ipv4", 4, 1},
    {O2C_FORMAT_IPV6, "o2c_ipv6", "ipv6", 16, 1},
    {O2C_FORMAT_BYTE, "o2c_bytes", "base64", 16, 8},
    {O2C_FORMAT_BASE64URL, "o2c_bytes", "base64url", 16, 8},
    {O2C_FORMAT_INT64, "int64_t", "i64_text", 8, 8},
    {O2C_FORMAT_UINT64, "uint64_t", "u64_text", 8, 8},
};

const plan_typed *plan_typed_of(o2c_format format)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].format == format)
            return &forms[i];
    return NULL;
}
