#include "internal.h"
#include "number.h"

#include <o2c/check.h>
#include <o2c/place.h>
#include <string.h>

/*
 * Schema pointers, from the places of types (o2c/place.h) and where in such a type an error is. Nothing here
 * is in a hurry, but an error may be one of very many: each takes time in proportion to the places' size.
 */

#ifdef O2C_NO_MESSAGES

void o2c_schema_find(o2c_arena *arena, o2c_error *error, bool self, const o2c_steps *steps)
{
    (void)arena;
    (void)self;
    (void)steps;
    error->schema = error->tried = "";
}

#else

/** Text that is counted first, and then written. */
typedef struct text {
    char *p; /* NULL: it is being counted */
    size_t len;
} text;

static void put(text *t, const char *s, size_t len)
{
    if (t->p != NULL) {
        memcpy(t->p + t->len, s, len);
    }
    t->len += len;
}

static void put_string(text *t, const char *s)
{
    put(t, s, strlen(s));
}

/* A name as a token of a JSON Pointer (RFC 6901 §3). */
static void put_token(text *t, o2c_str name)
{
    put(t, "/", 1);
    for (size_t i = 0; i < name.len; i++) {
        const char *c = name.data + i;
        switch (*c) {
        case '~': put_string(t, "~0"); break;
        case '/': put_string(t, "~1"); break;
        case '\0': put_string(t, "\\u0000"); break; /* the pointer ends in NUL itself */
        default: put(t, c, 1); break;
        }
    }
}

/* ---- lines ---- */

#define SELECTOR_ROOM (O2C_NUMBER_ROOM + 8) /* a number and a star for each container */

/** Which of the things that places tell apart an error is about. */
typedef struct selection {
    const char *places;
    const o2c_shape *shape; /* NULL: not of a struct */
    uint32_t number;        /* O2C_UNKNOWN: none, or a star */
    char selector[SELECTOR_ROOM];
} selection;

static const char *read_number(const char *p, uint32_t *number)
{
    for (*number = 0; *p >= '0' && *p <= '9'; p++) {
        *number = 10 * *number + (uint32_t)(*p - '0');
    }
    return p;
}

/* Whether "0-3,5" has the number. */
static bool has_number(const char *list, const char *end, uint32_t wanted)
{
    while (list < end && *list >= '0' && *list <= '9') {
        uint32_t low, high;
        list = read_number(list, &low);
        high = low;
        if (*list == '-') {
            list = read_number(list + 1, &high);
        }
        if (low <= wanted && wanted <= high) {
            return true;
        }
        list += *list == ',';
    }
    return false;
}

/* Whether the line's selector, before `end`, is that selection's. */
static bool selects(const char *line, const char *end, const selection *s)
{
    size_t len = strlen(s->selector);
    if ((size_t)(end - line) == len && memcmp(line, s->selector, len) == 0) {
        return true;
    }
    return len > 0 && s->selector[len - 1] != '*' && has_number(line, end, s->number);
}

/* What the line of that selection and keyword ("": none) says, or NULL. */
static const char *find_line(const selection *s, const char *keyword)
{
    size_t len = strlen(keyword);
    for (const char *line = s->places; *line != '\0'; line += strlen(line) + 1) {
        size_t selector = strcspn(line, ":=");
        const char *rest = line + selector;
        bool fits = line != s->places && selects(line, rest, s);
        if (fits && len == 0 && *rest == '=') {
            return rest + 1;
        }
        if (fits && len > 0 && *rest == ':' && strncmp(rest + 1, keyword, len) == 0 &&
            rest[1 + len] == '=') {
            return rest + len + 2;
        }
    }
    return NULL;
}

static void put_pointer(text *t, const selection *s, const char *pointer)
{
    if (*pointer == '/') {
        put_string(t, s->places);
    }
    put_string(t, pointer);
}

/* ---- from a site to a pointer ---- */

static o2c_str member_name(const o2c_shape *shape, uint32_t member)
{
    for (uint32_t i = 0; i < shape->key_count; i++) {
        if (o2c_shape_keys(shape)[i].member == member) {
            return o2c_shape_name(shape, i);
        }
    }
    o2c_str none = {"", 0};
    return none;
}

static void put_member(text *t, const selection *s)
{
    const char *owner = find_line(s, "properties");
    if (owner != NULL) {
        put_pointer(t, s, owner);
    } else {
        put_string(t, s->places);
    }
    put_string(t, "/properties");
    put_token(t, member_name(s->shape, s->number));
}

/* The schema of what is selected: the places say it of the first steps at least. */
static void put_schema(text *t, selection *s, const o2c_steps *steps, size_t given)
{
    size_t len = strlen(s->selector), done = steps->count;
    const char *pointer = find_line(s, "");
    char whole[SELECTOR_ROOM];
    memcpy(whole, s->selector, sizeof whole);
    while (pointer == NULL && done > given) { /* what is usual for the last ones, then */
        s->selector[--len] = '\0';
        done--;
        pointer = find_line(s, "");
    }
    if (pointer != NULL) {
        put_pointer(t, s, pointer);
    } else if (len > 0 && s->selector[len - 1] == '*') {
        put_pointer(t, s, "/additionalProperties");
    } else if (len > 0 && s->shape != NULL) {
        put_member(t, s);
    } else {
        put_string(t, s->places);
    }
    for (; done < steps->count; done++) {
        put_string(t, steps->is_object[done] ? "/additionalProperties" : "/items");
    }
    memcpy(s->selector, whole, sizeof whole);
}

static void select_number(selection *s, uint32_t number)
{
    s->number = number;
    *o2c_number_print_u64(s->selector, number) = '\0';
}

/* Sets the selector. Returns how many of the steps it has taken instead of a star each. */
static size_t select_steps(selection *s, const o2c_error *error, bool self, const o2c_steps *steps)
{
    size_t taken = 0;
    bool of_member = error->code == O2C_E_REQUIRED;
    s->selector[0] = '\0';
    s->number = O2C_UNKNOWN;
    if (error->site.member != O2C_UNKNOWN && (!self || of_member || s->shape == NULL)) {
        select_number(s, error->site.member);
    } else if (s->shape != NULL && !self && error->code != O2C_E_UNKNOWN) {
        strcpy(s->selector, "*");
    } else if (steps->count > 0 && !steps->is_object[0]) { /* an item of a tuple has a line */
        select_number(s, (uint32_t)steps->index);
        taken = find_line(s, "") != NULL;
        s->selector[taken ? strlen(s->selector) : 0] = '\0';
    }
    size_t len = strlen(s->selector);
    memset(s->selector + len, '*', steps->count - taken);
    s->selector[len + steps->count - taken] = '\0';
    return taken;
}

static void put_site(text *t, const o2c_error *error, const char *keyword, bool self,
                     const o2c_steps *steps)
{
    const o2c_site *site = &error->site;
    selection s = {site->places, NULL, O2C_UNKNOWN, ""};
    if (site->form == O2C_SITE_SHAPE) {
        s.shape = site->places;
        s.places = (const char *)site->places + s.shape->places_at;
    }
    size_t taken = select_steps(&s, error, self, steps);
    const char *line = *keyword != '\0' ? find_line(&s, keyword) : NULL;
    if (line != NULL) {
        put_pointer(t, &s, line);
        return;
    }
    if (error->code == O2C_E_REQUIRED && s.shape != NULL) {
        s.selector[0] = '\0'; /* it is the object that requires */
    }
    put_schema(t, &s, steps, taken);
    put_string(t, *keyword != '\0' ? "/" : "");
    put_string(t, keyword);
}

static void put_rule(text *t, const o2c_site *site)
{
    put_string(t, site->places);
    put_string(t, o2c_rule_name(site->member));
}

static bool has_schema(const o2c_error *error)
{
    const o2c_site *site = &error->site;
    bool judged = error->code >= O2C_E_TYPE || error->code == O2C_E_RANGE || error->code == O2C_E_COSTLY;
    if (!judged || site->places == NULL) {
        return false;
    }
    if (site->form == O2C_SITE_SHAPE) {
        const o2c_shape *shape = site->places;
        return shape->places_at != 0;
    }
    return *(const char *)site->places != '\0';
}

/* ---- the branches of a union ---- */

static void put_tried(text *t, const o2c_site *site)
{
    selection s = {site->branches, NULL, O2C_UNKNOWN, ""};
    for (uint32_t i = 0; i < 64; i++) {
        if ((site->tried >> i & 1) == 0) {
            continue;
        }
        put_string(t, t->len > 0 ? ", " : "");
        select_number(&s, i);
        const char *pointer = i < 63 ? find_line(&s, "") : NULL;
        put_pointer(t, &s, pointer != NULL ? pointer : "..."); /* those beyond are one bit */
    }
}

/* ---- for errors ---- */

/** What of an error is put together, and from what. */
typedef struct request {
    const o2c_error *error;
    const char *keyword;
    bool self, tried;
    const o2c_steps *steps;
} request;

static void put_request(text *t, const request *q)
{
    if (q->tried) {
        put_tried(t, &q->error->site);
    } else if (q->error->site.form == O2C_SITE_RULE) {
        put_rule(t, &q->error->site);
    } else {
        put_site(t, q->error, q->keyword, q->self, q->steps);
    }
}

/* The text in the arena; "" without memory. */
static const char *build(o2c_arena *arena, const request *q)
{
    text t = {NULL, 0};
    put_request(&t, q);
    t.p = t.len > 0 ? o2c_arena_alloc(arena, t.len + 1, 1) : NULL;
    if (t.p == NULL) {
        return "";
    }
    t.len = 0;
    put_request(&t, q);
    t.p[t.len] = '\0';
    return t.p;
}

void o2c_schema_find(o2c_arena *arena, o2c_error *error, bool self, const o2c_steps *steps)
{
    request q = {error, error->schema, self, false, steps};
    const char *branches = error->site.branches;
    const char *schema = has_schema(error) ? build(arena, &q) : "";
    q.tried = true;
    error->tried = branches != NULL && *branches != '\0' ? build(arena, &q) : "";
    error->schema = schema;
}

#endif
