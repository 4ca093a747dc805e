/** The formats of numbers (the OpenAPI format registry), where they are assertions. */
#include "model/build.h"

/* The least numbers that no longer round to a finite float or double: the largest and half a unit. */
#define FLOAT_END "340282356779733661637539395458142568448"
#define DOUBLE_END                                                                                 \
    "17976931348623158079372897140530341507993413271003782693617377898044496829276475"             \
    "09466490179775872070963302864166928879109465555478519404026306574886715058206819"             \
    "08902000708383676273854845817711531764475730270069855571366959622842914819860834"             \
    "936475292719074168444365510704342711559699508093042880177904174497792"

typedef struct row {
    const char *name;
    const char *minimum, *maximum; /* whole numbers between them; NULL: */
    const char *below, *end;       /* numbers between these */
} row;

static const row rows[] = {
    {"int8", "-128", "127", NULL, NULL},
    {"int16", "-32768", "32767", NULL, NULL},
    {"int32", "-2147483648", "2147483647", NULL, NULL},
    {"int64", "-9223372036854775808", "9223372036854775807", NULL, NULL},
    {"uint8", "0", "255", NULL, NULL},
    {"uint16", "0", "65535", NULL, NULL},
    {"uint32", "0", "4294967295", NULL, NULL},
    {"uint64", "0", "18446744073709551615", NULL, NULL},
    {"float", NULL, NULL, "-" FLOAT_END, FLOAT_END},
    {"double", NULL, NULL, "-" DOUBLE_END, DOUBLE_END},
};

static const row *row_of(str format)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(format, str_of(rows[i].name)))
            return &rows[i];
    return NULL;
}

static const node *make_number(build *b, const node *like, const char *text)
{
    if (!text)
        return NULL;
    node *n = mem_new(b->m, node);
    *n = *like;
    n->kind = NODE_NUMBER;
    n->count = 0;
    n->as.text = n->source = str_of(text);
    n->index = NULL;
    return n;
}

bool number_range(build *b, str format, const node *like, number_limits *out)
{
    const row *r = row_of(format);
    *out = (number_limits){0};
    if (!r)
        return false;
    out->minimum = make_number(b, like, r->minimum);
    out->maximum = make_number(b, like, r->maximum);
    out->exclusive_minimum = make_number(b, like, r->below);
    out->exclusive_maximum = make_number(b, like, r->end);
    out->multiple_of = make_number(b, like, r->minimum ? "1" : NULL);
    return true;
}

/* What an enum lists is what its author means, as with the formats of strings. */
bool number_asserts(build *b, const schema *s, number_limits *out)
{
    bool listed = (s->enum_node || s->const_node) && !b->graph->exact;
    unsigned numbers = s->types ? s->types & (SCHEMA_INTEGER | SCHEMA_NUMBER) : SCHEMA_NUMBER;
    if (!s->asserts_format || !numbers || listed ||
        !number_range(b, s->format, s->format_node, out))
        return false;
    if (numbers == SCHEMA_INTEGER)
        out->multiple_of = NULL; /* the type says so */
    return true;
}

/* The C type has the range, and what reads it refuses the rest. */
static bool is_of_width(const build *b, const schema *s, bool whole)
{
    unsigned numbers = s->types & (SCHEMA_INTEGER | SCHEMA_NUMBER);
    return !b->graph->exact && (numbers == SCHEMA_INTEGER || (numbers && !whole));
}

bool number_asserts_more(build *b, const schema *s, number_limits *out)
{
    return number_asserts(b, s, out) && !is_of_width(b, s, out->multiple_of != NULL);
}
