/**
 * Checks of numbers against bounds: of the C value where that is exact, else of the number's text. Bounds
 * may have any number of digits, and so may the numbers that are read.
 */
#include "emit/build.h"

/* Bounds that no C value of the type can be compared with. */
typedef struct texts {
    const node *minimum, *maximum, *exclusive_minimum, *exclusive_maximum;
} texts;

static str quoted(mem *m, const node *n)
{
    return n ? text_quote(m, n->as.text) : STR("NULL");
}

static void texts_check(mem *m, view *list, const texts *t)
{
    if (t->minimum || t->maximum || t->exclusive_minimum || t->exclusive_maximum)
        check_push(list, "number_bounds",
                   str_print(m, "%.*s, %.*s, %.*s, %.*s", STR_ARG(quoted(m, t->minimum)),
                             STR_ARG(quoted(m, t->maximum)),
                             STR_ARG(quoted(m, t->exclusive_minimum)),
                             STR_ARG(quoted(m, t->exclusive_maximum))));
}

static int compare(const node *n, const char *limit)
{
    return o2c_number_compare((o2c_str){n->as.text.data, n->as.text.len}, o2c_str_of(limit));
}

/* ---- integers ---- */

static const node *low_i64(const node *n, bool exclusive, int64_t *low)
{
    int64_t v;
    if (!n || compare(n, "-9223372036854775808") < 0)
        return NULL;
    if (!node_i64(n, &v) || (exclusive && v == INT64_MAX))
        return n;
    if (v + exclusive > *low)
        *low = v + exclusive;
    return NULL;
}

static const node *high_i64(const node *n, bool exclusive, int64_t *high)
{
    int64_t v;
    if (!n || compare(n, "9223372036854775807") > 0)
        return NULL;
    if (!node_i64(n, &v) || (exclusive && v == INT64_MIN))
        return n;
    if (v - exclusive < *high)
        *high = v - exclusive;
    return NULL;
}

static str i64_literal(mem *m, int64_t v)
{
    if (v == INT64_MIN)
        return STR("INT64_MIN");
    if (v == INT64_MAX)
        return STR("INT64_MAX");
    return str_print(m, "%lld", (long long)v);
}

void bounds_i64(mem *m, view *list, const model_checks *c, str of)
{
    int64_t low = INT64_MIN, high = INT64_MAX;
    texts left = {.minimum = low_i64(c->minimum, false, &low),
                  .exclusive_minimum = low_i64(c->exclusive_minimum, true, &low),
                  .maximum = high_i64(c->maximum, false, &high),
                  .exclusive_maximum = high_i64(c->exclusive_maximum, true, &high)};
    if (low != INT64_MIN || high != INT64_MAX)
        check_push(list, "i64",
                   str_print(m, "%.*s, %.*s, %.*s", STR_ARG(of), STR_ARG(i64_literal(m, low)),
                             STR_ARG(i64_literal(m, high))));
    texts_check(m, list, &left);
}

static const node *low_u64(const node *n, bool exclusive, uint64_t *low)
{
    uint64_t v;
    if (!n || compare(n, "0") < 0)
        return NULL;
    if (!node_u64(n, &v) || (exclusive && v == UINT64_MAX))
        return n;
    if (v + exclusive > *low)
        *low = v + exclusive;
    return NULL;
}

static const node *high_u64(const node *n, bool exclusive, uint64_t *high)
{
    uint64_t v;
    if (!n || compare(n, "18446744073709551615") > 0)
        return NULL;
    if (!node_u64(n, &v) || (exclusive && v == 0))
        return n;
    if (v - exclusive < *high)
        *high = v - exclusive;
    return NULL;
}

void bounds_u64(mem *m, view *list, const model_checks *c, str of)
{
    uint64_t low = 0, high = UINT64_MAX;
    texts left = {.minimum = low_u64(c->minimum, false, &low),
                  .exclusive_minimum = low_u64(c->exclusive_minimum, true, &low),
                  .maximum = high_u64(c->maximum, false, &high),
                  .exclusive_maximum = high_u64(c->exclusive_maximum, true, &high)};
    if (low != 0 || high != UINT64_MAX)
        check_push(list, "u64",
                   str_print(m, "%.*s, UINT64_C(%llu), UINT64_C(%llu)", STR_ARG(of),
                             (unsigned long long)low, (unsigned long long)high));
    texts_check(m, list, &left);
}

/* ---- numbers ---- */

/* Whether printing the nearest double shortly gives the same decimal again: it does for 15 digits, away
 * from the ends of the range. The runtime compares with that where doubles are equal. A float rounds
 * more, so there the bound has to be one itself. */
static bool survives_double(const node *n, bool is_float)
{
    double value;
    size_t digits = 0;
    if (!node_f64(n, &value) || (is_float && (double)(float)value != value))
        return false;
    for (size_t i = 0; i < n->as.text.len; i++) {
        char c = n->as.text.data[i];
        if (c == 'e' || c == 'E')
            break;
        if ((c >= '1' && c <= '9') || (c == '0' && digits))
            digits++;
    }
    double size = value < 0 ? -value : value;
    return digits <= 15 && (value == 0 ? digits == 0 : size > 1e-290 && size < 1e290);
}

static const node *number_bound(mem *m, view *list, const node *n, const char *check,
                                bool exclusive, str of, bool is_float)
{
    if (!n || !survives_double(n, is_float))
        return n;
    check_push(list, check,
               str_print(m, "%.*s, %.*s, %s", STR_ARG(of), STR_ARG(text_double(m, n)),
                         exclusive ? "true" : "false"));
    return NULL;
}

void bounds_number(mem *m, view *list, const model_checks *c, str of, bool is_float)
{
    texts left;
    left.minimum = number_bound(m, list, c->minimum, "minimum", false, of, is_float);
    left.exclusive_minimum =
        number_bound(m, list, c->exclusive_minimum, "minimum", true, of, is_float);
    left.maximum = number_bound(m, list, c->maximum, "maximum", false, of, is_float);
    left.exclusive_maximum =
        number_bound(m, list, c->exclusive_maximum, "maximum", true, of, is_float);
    texts_check(m, list, &left);
}
