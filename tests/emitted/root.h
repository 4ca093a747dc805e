/**
 * One type of an emitted library behind plain functions: ROOT is the type, HEADER the header if that is
 * not included yet. Defines ROOT_root. Who needs several types includes this several times.
 */
#ifdef HEADER
#include HEADER
#endif

#ifndef ROOT_JOIN
#define ROOT_JOIN_(a, b) a##b
#define ROOT_JOIN(a, b)  ROOT_JOIN_(a, b)

/** What a document's type can do, over memory that `size` bytes make. */
typedef struct root {
    size_t size;
    bool (*read)(o2c_reader *r, void *out);
    bool (*write)(o2c_writer *w, const void *v);
    bool (*decode)(o2c_arena *arena, const char *text, size_t length, void *out, o2c_error *error);
    char *(*encode)(o2c_arena *arena, const void *v, size_t *length, o2c_error *error);
    size_t (*validate)(o2c_arena *arena, const char *text, size_t length, o2c_error *errors,
                       size_t room);
    bool (*check)(o2c_arena *arena, const void *v, o2c_error *error);
} root;
#endif

static bool ROOT_JOIN(ROOT, _any_read)(o2c_reader *r, void *out)
{
    return ROOT_JOIN(ROOT, _read)(r, out);
}

static bool ROOT_JOIN(ROOT, _any_write)(o2c_writer *w, const void *v)
{
    return ROOT_JOIN(ROOT, _write)(w, v);
}

static bool ROOT_JOIN(ROOT, _any_decode)(o2c_arena *arena, const char *text, size_t length,
                                         void *out, o2c_error *error)
{
    return ROOT_JOIN(ROOT, _decode)(arena, text, length, out, error);
}

static char *ROOT_JOIN(ROOT, _any_encode)(o2c_arena *arena, const void *v, size_t *length,
                                          o2c_error *error)
{
    return ROOT_JOIN(ROOT, _encode)(arena, v, length, error);
}

static bool ROOT_JOIN(ROOT, _any_check)(o2c_arena *arena, const void *v, o2c_error *error)
{
    return ROOT_JOIN(ROOT, _check)(arena, v, error);
}

static const root ROOT_JOIN(ROOT, _root) = {
    sizeof(ROOT),
    ROOT_JOIN(ROOT, _any_read),
    ROOT_JOIN(ROOT, _any_write),
    ROOT_JOIN(ROOT, _any_decode),
    ROOT_JOIN(ROOT, _any_encode),
    ROOT_JOIN(ROOT, _validate),
    ROOT_JOIN(ROOT, _any_check),
};
