#define PCRE2_CODE_UNIT_WIDTH 8
#include <o2c/pcre2.h>

#include "internal.h"
#include <pcre2.h>
#include <string.h>

#define JIT_STACK_FIRST ((size_t)32 << 10)
#define JIT_STACK_LAST  ((size_t)1 << 20)
#define FIRST_SLOTS     16

/* What the generator's spelling is meant for. Matches begin at the start: a search is spelled out. */
#define OPTIONS                                                                                    \
    (PCRE2_UTF | PCRE2_ANCHORED | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF |               \
     PCRE2_NEVER_BACKSLASH_C | PCRE2_NEVER_UCP)

typedef struct slot {
    const char *text; /* NULL: free */
    uint64_t hash;
    size_t len;
    pcre2_code *code; /* NULL: PCRE2 has refused it */
} slot;

/** What a context holds of ours. */
typedef struct patterns {
    o2c_arena *arena;
    pcre2_general_context *memory;
    pcre2_compile_context *compile;
    pcre2_match_context *limits;
    pcre2_match_data *data;
    pcre2_jit_stack *stack; /* NULL: no JIT */
    slot *slots;            /* a power of two, at most half full */
    size_t room, count;
} patterns;

/* ---- memory: the context's arena, from which single blocks go back ---- */

static void *take_memory(size_t size, void *arena)
{
    return o2c_arena_pin((o2c_arena *)arena, size);
}

static void give_memory(void *memory, void *arena)
{
    o2c_arena_unpin((o2c_arena *)arena, memory);
}

/* Everything takes NULL. */
static void release(void *all)
{
    patterns *p = all;
    for (size_t i = 0; i < p->room; i++) {
        pcre2_code_free(p->slots[i].code);
        o2c_arena_unpin(p->arena, (void *)(uintptr_t)p->slots[i].text);
    }
    o2c_arena_unpin(p->arena, p->slots);
    if (p->stack != NULL) {
        pcre2_jit_stack_free(p->stack);
    }
    pcre2_match_data_free(p->data);
    pcre2_match_context_free(p->limits);
    pcre2_compile_context_free(p->compile);
    pcre2_general_context_free(p->memory);
    o2c_arena_unpin(p->arena, p);
}

static bool has_jit(void)
{
    uint32_t yes = 0;
    return pcre2_config(PCRE2_CONFIG_JIT, &yes) >= 0 && yes == 1;
}

static bool prepare(patterns *p, bool lasting)
{
    p->memory = pcre2_general_context_create(take_memory, give_memory, p->arena);
    if (p->memory == NULL) {
        return false;
    }
    p->compile = pcre2_compile_context_create(p->memory);
    p->limits = pcre2_match_context_create(p->memory);
    p->data = pcre2_match_data_create(1, p->memory);
    if (p->compile == NULL || p->limits == NULL || p->data == NULL) {
        return false;
    }
    pcre2_set_match_limit(p->limits, O2C_PCRE2_STEPS);
    pcre2_set_heap_limit(p->limits, O2C_PCRE2_HEAP);
    if (lasting && has_jit()) {
        p->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_LAST, p->memory);
        pcre2_jit_stack_assign(p->limits, NULL, p->stack);
    }
    return true;
}

/* The patterns of the reader's context, made on first use. NULL: out of memory. */
static patterns *patterns_of(o2c_reader *r)
{
    o2c_context *context = o2c_reader_context(r);
    if (context == NULL || context->patterns != NULL) {
        return context != NULL ? context->patterns : NULL;
    }
    patterns *p = o2c_arena_pin(&context->arena, sizeof *p);
    if (p == NULL) {
        return NULL;
    }
    memset(p, 0, sizeof *p);
    p->arena = &context->arena;
    if (!prepare(p, !o2c_context_is_own(r))) {
        release(p);
        return NULL;
    }
    context->patterns = p;
    context->release = release;
    return p;
}

/* ---- compiled patterns, by their text ---- */

static slot *find_slot(const patterns *p, const o2c_pcre2_pattern *pattern, const char *text)
{
    size_t i = (size_t)(pattern->hash ^ pattern->hash >> 32) & (p->room - 1);
    for (;; i = (i + 1) & (p->room - 1)) {
        slot *s = &p->slots[i];
        if (s->text == NULL || (s->hash == pattern->hash && s->len == pattern->len &&
                                memcmp(s->text, text, s->len) == 0)) {
            return s;
        }
    }
}

static bool grow(patterns *p)
{
    size_t old_room = p->room, room = old_room != 0 ? old_room * 2 : FIRST_SLOTS;
    slot *old = p->slots, *slots = o2c_arena_pin(p->arena, room * sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    memset(slots, 0, room * sizeof *slots);
    p->slots = slots;
    p->room = room;
    for (size_t i = 0; i < old_room; i++) {
        if (old[i].text != NULL) {
            o2c_pcre2_pattern key = {old[i].hash, (uint32_t)old[i].len, false};
            *find_slot(p, &key, old[i].text) = old[i];
        }
    }
    o2c_arena_unpin(p->arena, old);
    return true;
}

/* Compiles the pattern into the free slot. False: out of memory. */
static bool fill_slot(patterns *p, slot *s, const o2c_pcre2_pattern *pattern, const char *text)
{
    int error;
    PCRE2_SIZE at;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text, pattern->len, OPTIONS, &error, &at, p->compile);
    if (code == NULL && error == PCRE2_ERROR_HEAP_FAILED) {
        return false;
    }
    char *copy = o2c_arena_pin(p->arena, pattern->len + (size_t)1);
    if (copy == NULL) {
        pcre2_code_free(code);
        return false;
    }
    memcpy(copy, text, pattern->len);
    if (code != NULL && p->stack != NULL) {
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* without it matching is slower */
    }
    *s = (slot){copy, pattern->hash, pattern->len, code};
    p->count++;
    return true;
}

static o2c_match answer(int result)
{
    switch (result) {
    case PCRE2_ERROR_NOMATCH: return O2C_MATCH_NO;
    case PCRE2_ERROR_NOMEMORY: return O2C_MATCH_MEMORY;
    default: return result >= 0 ? O2C_MATCH_YES : O2C_MATCH_COSTLY;
    }
}

o2c_match o2c_match_pcre2(o2c_reader *r, o2c_str subject, const o2c_pcre2_pattern *pattern,
                          const char *text)
{
    patterns *p = patterns_of(r);
    if (p == NULL || (p->count * 2 >= p->room && !grow(p))) {
        return O2C_MATCH_MEMORY;
    }
    slot *s = find_slot(p, pattern, text);
    if (s->text == NULL && !fill_slot(p, s, pattern, text)) {
        return O2C_MATCH_MEMORY;
    }
    if (s->code == NULL) {
        return O2C_MATCH_REFUSED;
    }
    if (pattern->searches && subject.len > O2C_PCRE2_SUBJECT) {
        return O2C_MATCH_COSTLY;
    }
    PCRE2_SPTR bytes = (PCRE2_SPTR)(subject.data != NULL ? subject.data : "");
    return answer(pcre2_match(s->code, bytes, subject.len, 0, PCRE2_NO_UTF_CHECK, p->data, p->limits));
}
