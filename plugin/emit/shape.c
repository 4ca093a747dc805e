#include "emit/build.h"
#include "emit/guess.h"

#include <o2c/shape.h>

static bool needs_escape(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.data[i] < 0x20 || s.data[i] == '"' || s.data[i] == '\\')
            return true;
    }
    return false;
}

/* Whether the token of the name is the name in quotes. */
static bool is_plain(const shape_name *n)
{
    return n->string && !needs_escape(n->name);
}

static str shape_text(mem *m, const shape_name *n, bool members)
{
    if (!is_plain(n))
        return n->name;
    return str_print(m, "\"%.*s\"%s", STR_ARG(n->name), members ? ":" : "");
}

static uint32_t bucket_count(size_t names)
{
    uint32_t n = 1;
    while (n < names && n < 0x8000)
        n *= 2;
    return n;
}

static str join_numbers(mem *m, const uint16_t *items, size_t count)
{
    buf b = BUF_INIT;
    for (size_t i = 0; i < count; i++)
        buf_print(&b, i == 0 ? "%u" : i % 20 ? ", %u" : ",\n     %u", items[i]);
    return buf_take(&b, m);
}

static str join_words(mem *m, const uint64_t *words, size_t count)
{
    buf b = BUF_INIT;
    for (size_t i = 0; i < count; i++) {
        unsigned long long word = words ? words[i] : 0;
        buf_print(&b, word ? "%sUINT64_C(0x%llx)" : "%s%llu", i ? ", " : "", word);
    }
    return buf_take(&b, m);
}

static void key_view(mem *m, view *keys, const shape_name *n, size_t at, size_t length,
                     unsigned next)
{
    view *k = view_push_object(keys);
    view_set_print(k, "at", "%zu", at);
    view_set_print(k, "length", "%zu", length);
    view_set_print(k, "member", "%u", n->member);
    view_set_print(k, "next", "%u", next);
    bool escaped = n->string && needs_escape(n->name);
    view_set_print(k, "form", "%u",
                   escaped                      ? (unsigned)O2C_KEY_ESCAPED
                   : length > 0 && length <= 16 ? 32 - (unsigned)length
                                                : (unsigned)O2C_KEY_PLAIN);
    view_set_text(k, "comment", text_comment(m, n->name, 60));
}

static void names_view(mem *m, view *o, const shape_names *names, bool members, size_t size)
{
    bool longish = size > TEXT_LITERAL_MAX;
    view *list = view_set_list(o, "names");
    for (size_t i = 0; i < names->count; i++) {
        str text = shape_text(m, &names->items[i], members);
        view *line = view_push_object(list);
        if (longish)
            view_set_text(line, "characters", text_characters(m, text));
        else
            view_set_text(line, "literal", text_quote(m, text));
        view_set_bool(line, "last", i + 1 == names->count);
    }
    if (!names->count) {
        view *line = view_push_object(list);
        view_set_text(line, "literal", STR("\"\""));
        view_set_bool(line, "last", true);
    }
    view_set_bool(o, "short_names", !longish);
    view_set_bool(o, "long_names", longish);
}

/* The offsets of the parts, which follow each other without gaps: see runtime's o2c/shape.h. Returns
 * that of the names. */
static size_t offsets_view(view *o, const shape_options *options, uint32_t keys, uint32_t guesses,
                           uint32_t buckets)
{
    size_t required_at = sizeof(o2c_shape);
    size_t keys_at = required_at + 8 * (size_t)options->words;
    size_t guesses_at = keys_at + sizeof(o2c_key) * keys;
    size_t buckets_at = guesses_at + 4 * (size_t)guesses;
    size_t names_at = buckets_at + 2 * (size_t)buckets;
    view_set_print(o, "required_at", "%zu", options->required ? required_at : 0);
    view_set_print(o, "keys_at", "%zu", keys_at);
    view_set_print(o, "guesses_at", "%zu", guesses_at);
    view_set_print(o, "buckets_at", "%zu", buckets_at);
    view_set_print(o, "names_at", "%zu", names_at);
    return names_at;
}

/* What the reader is told of each key to guess it: see O2C_GUESS. */
static uint32_t *guess_each(mem *m, const shape_names *names, bool members, size_t at)
{
    uint32_t *guesses = mem_array(m, uint32_t, names->count + 1);
    for (uint32_t i = 0; i < names->count && i < 256; i++) {
        size_t length = shape_text(m, &names->items[i], members).len;
        bool fits = at < 0x10000;
        guesses[i] = O2C_GUESS(fits ? at : 0, i, fits && length <= 16 ? 32 - length : 0);
        at += length;
    }
    return guesses;
}

static str join_guesses(mem *m, const shape_guesses *g, const uint32_t *each)
{
    buf b = BUF_INIT;
    for (size_t i = 0; i < g->count; i++)
        buf_print(&b,
                  i == 0  ? "0x%x"
                  : i % 8 ? ", 0x%x"
                          : ",\n     0x%x",
                  g->items[i] ? (unsigned)each[g->items[i] - 1] : 0);
    return buf_take(&b, m);
}

/* How keys are guessed. Values of enums are not: they are read in full first. */
static shape_guesses find_guesses(mem *m, const shape_names *names, const shape_options *options)
{
    bool *plain = mem_array(m, bool, names->count + 1);
    for (size_t i = 0; i < names->count && options->guessed; i++)
        plain[i] = is_plain(&names->items[i]);
    return guesses_find(m, names, plain, options->members ? STR("\":") : STR("\",\""));
}

static void guesses_view(mem *m, view *o, const shape_guesses *g, const uint32_t *each)
{
    view_set_print(o, "multiplier", "UINT64_C(0x%llx)", (unsigned long long)g->multiplier);
    view_set_print(o, "window_at", "%u", g->window_at);
    view_set_print(o, "window_shift", "%u", g->window_shift);
    view_set_print(o, "guesses_shift", "%u", g->guesses_shift);
    view_set_print(o, "guess_count", "%u", g->count);
    view_set_text(o, "guesses", join_guesses(m, g, each));
}

void shape_view(mem *m, view *o, str c_name, const shape_names *names, const shape_options *options)
{
    uint32_t count = (uint32_t)names->count, buckets = bucket_count(count);
    uint16_t *heads = mem_array(m, uint16_t, buckets);
    view_set_text(o, "shape_name", c_name);
    view *keys = view_set_list(o, "keys");
    size_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        const shape_name *n = &names->items[i];
        size_t length = shape_text(m, n, options->members).len;
        uint16_t *head = &heads[o2c_key_hash(n->name.data, n->name.len) & (buckets - 1)];
        key_view(m, keys, n, at, length, *head);
        *head = (uint16_t)(i + 1);
        at += length;
    }
    if (!count) {
        static const shape_name NONE = {{"", 0}, true, 0};
        key_view(m, keys, &NONE, 0, 0, 0);
    }
    names_view(m, o, names, options->members, at);
    shape_guesses guesses = find_guesses(m, names, options);
    size_t names_at = offsets_view(o, options, count ? count : 1, guesses.count, buckets);
    guesses_view(m, o, &guesses, guess_each(m, names, options->members, names_at));
    view_set_print(o, "key_count", "%u", count);
    view_set_print(o, "key_room", "%u", count ? count : 1);
    view_set_print(o, "bucket_mask", "%u", buckets - 1);
    view_set_print(o, "bucket_count", "%u", buckets);
    view_set_text(o, "buckets", join_numbers(m, heads, buckets));
    view_set_print(o, "words", "%u", options->words);
    view_set_text(o, "required", join_words(m, options->required, options->words));
    view_set_text(o, "flags", options->flags);
    view_set_print(o, "names_size", "%zu", at + 17);
    view_set(o, "with_places", options->places);
    view_set_print(o, "places_at", "%zu", names_at + at + 17);
}
