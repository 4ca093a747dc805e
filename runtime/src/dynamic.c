/*
 * Checks of dynamic values: each keyword applies to its own kind of value and lets others pass
 * (JSON Schema Validation §6).
 */
#include <o2c/support.h>

#include "internal.h"

#include <string.h>

static o2c_str number_text(const o2c_value *v)
{
    return (o2c_str){v->as.text, v->count};
}

static void refuse_bound(o2c_reader *r, o2c_code code, const char *bound)
{
    o2c_refuse(r, code, r->at, bound, strlen(bound), 0);
}

void o2c_check_value_bounds(o2c_reader *r, const o2c_value *value, const char *minimum,
                            const char *maximum, const char *exclusive_minimum,
                            const char *exclusive_maximum)
{
    if (!o2c_has_value(r) || value->kind != O2C_NUMBER)
        return;
    o2c_str text = number_text(value);
    if (minimum && o2c_number_compare(text, o2c_str_of(minimum)) < 0)
        refuse_bound(r, O2C_E_MINIMUM, minimum);
    else if (maximum && o2c_number_compare(text, o2c_str_of(maximum)) > 0)
        refuse_bound(r, O2C_E_MAXIMUM, maximum);
    else if (exclusive_minimum && o2c_number_compare(text, o2c_str_of(exclusive_minimum)) <= 0)
        refuse_bound(r, O2C_E_EXCLUSIVE_MINIMUM, exclusive_minimum);
    else if (exclusive_maximum && o2c_number_compare(text, o2c_str_of(exclusive_maximum)) >= 0)
        refuse_bound(r, O2C_E_EXCLUSIVE_MAXIMUM, exclusive_maximum);
}

void o2c_check_value_multiple(o2c_reader *r, const o2c_value *value, const char *of)
{
    if (o2c_has_value(r) && value->kind == O2C_NUMBER)
        o2c_check_multiple(r, of, strlen(of));
}

void o2c_check_value_size(o2c_reader *r, const o2c_value *value, o2c_kind kind, size_t minimum,
                          size_t maximum)
{
    if (!o2c_has_value(r) || value->kind != kind)
        return;
    if (kind == O2C_STRING)
        o2c_check_length(r, number_text(value), minimum, maximum);
    else if (kind == O2C_ARRAY)
        o2c_check_items(r, value->count, minimum, maximum);
    else
        o2c_check_properties(r, value->count, minimum, maximum);
}

void o2c_check_value_unique(o2c_reader *r, const o2c_value *value)
{
    if (o2c_has_value(r) && value->kind == O2C_ARRAY)
        o2c_check_unique(r);
}
