/*
 * Any bytes as documents of emitted libraries: those of the golden tests, which have unions, maps,
 * recursion and every policy. The first byte picks the type, the rest is the text. Decoding and
 * validating agree, string modes agree, and what is decoded survives being written and read again.
 */
#include "golden/containers/expected/containers_1.c"
#include "golden/policies/expected/policies_1.c"
#include "golden/presence/expected/presence_1.c"
#include "golden/recursion/expected/recursion_1.c"
#include "golden/unions/expected/unions_1.c"

#include <stdlib.h>

#define ROOT unions_by_tag
#include "emitted/root.h"
#undef ROOT
#define ROOT unions_by_kind
#include "emitted/root.h"
#undef ROOT
#define ROOT unions_by_trying
#include "emitted/root.h"
#undef ROOT
#define ROOT unions_overlapping
#include "emitted/root.h"
#undef ROOT
#define ROOT unions_numbered
#include "emitted/root.h"
#undef ROOT
#define ROOT recursion_tree
#include "emitted/root.h"
#undef ROOT
#define ROOT recursion_dictionary
#include "emitted/root.h"
#undef ROOT
#define ROOT recursion_a
#include "emitted/root.h"
#undef ROOT
#define ROOT recursion_forest
#include "emitted/root.h"
#undef ROOT
#define ROOT containers_grid
#include "emitted/root.h"
#undef ROOT
#define ROOT containers_ring
#include "emitted/root.h"
#undef ROOT
#define ROOT containers_labels
#include "emitted/root.h"
#undef ROOT
#define ROOT containers_mixed
#include "emitted/root.h"
#undef ROOT
#define ROOT containers_any
#include "emitted/root.h"
#undef ROOT
#define ROOT presence_presence
#include "emitted/root.h"
#undef ROOT
#define ROOT policies_event
#include "emitted/root.h"
#undef ROOT

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** How much of a document its type keeps. */
typedef enum keeps {
    KEEPS_SHAPE, /* what is dropped or rounded may have decided: overlapping branches, unique doubles */
    KEEPS_MEMBERS /* all that decides */
} keeps;

static const struct {
    const root *type;
    keeps keeps;
} types[] = {
    {&unions_by_tag_root, KEEPS_MEMBERS},        {&unions_by_kind_root, KEEPS_MEMBERS},
    {&unions_by_trying_root, KEEPS_MEMBERS},     {&unions_overlapping_root, KEEPS_SHAPE},
    {&unions_numbered_root, KEEPS_MEMBERS},      {&recursion_tree_root, KEEPS_MEMBERS},
    {&recursion_dictionary_root, KEEPS_MEMBERS}, {&recursion_a_root, KEEPS_MEMBERS},
    {&recursion_forest_root, KEEPS_MEMBERS},     {&containers_grid_root, KEEPS_MEMBERS},
    {&containers_ring_root, KEEPS_SHAPE},        {&containers_labels_root, KEEPS_MEMBERS},
    {&containers_mixed_root, KEEPS_SHAPE},       {&containers_any_root, KEEPS_MEMBERS},
    {&presence_presence_root, KEEPS_MEMBERS},    {&policies_event_root, KEEPS_MEMBERS},
};

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void require_fixed_point(const root *type, o2c_arena *arena, const void *value)
{
    size_t length, again_length;
    o2c_error error;
    void *again = malloc(type->size);
    char *text = type->encode(arena, value, &length, &error);
    require(again && text && type->decode(arena, text, length, again, &error));
    char *second = type->encode(arena, again, &again_length, &error);
    require(second && length == again_length && memcmp(text, second, length) == 0);
    free(again);
}

/* A copy for reading in place, exactly as long. Whether that accepts as well. */
static bool reads(const root *type, const char *text, size_t length, o2c_string_mode mode)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_read_options options = {mode, 0, 0, NULL};
    o2c_reader r;
    char *copy = malloc(length + 1);
    void *out = malloc(type->size);
    char *exact = copy + 1; /* ends where the block ends */
    require(copy && out);
    if (length)
        memcpy(exact, text, length);
    o2c_reader_init(&r, &arena, exact, length, &options);
    bool ok = type->read(&r, out);
    ok = o2c_reader_finish(&r, NULL) && ok;
    if (ok) {
        o2c_writer w;
        o2c_writer_init(&w, &arena, NULL);
        type->write(&w, out);
        require(o2c_writer_finish(&w, NULL, NULL) != NULL);
    }
    o2c_arena_deinit(&arena);
    free(copy);
    free(out);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t number = data[0] % (sizeof types / sizeof *types);
    const root *type = types[number].type;
    const char *text = (const char *)data + 1;
    size_t length = size - 1;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error, errors[2];
    void *out = malloc(type->size);
    require(out != NULL);
    bool ok = type->decode(&arena, text, length, out, &error);
    require(ok == (type->validate(&arena, text, length, errors, 2) == 0));
    require(ok || (error.pointer && error.offset <= length && errors[0].code == error.code &&
                   errors[0].offset == error.offset));
    require(reads(type, text, length, O2C_STRINGS_VIEW) == ok);
    require(reads(type, text, length, O2C_STRINGS_IN_PLACE) == ok);
    if (ok && types[number].keeps == KEEPS_MEMBERS)
        require_fixed_point(type, &arena, out);
    o2c_arena_deinit(&arena);
    free(out);
    return 0;
}
