/**
 * Where in the schema an error comes from: <o2c/reader.h> includes this.
 *
 * Reading keeps no account of schemas. When something is refused, the types that are being read are left one
 * after the other, and the innermost that has a text about its place in the spec says so. Nothing
 * happens on that way while all is well.
 *
 * Such a text, the *places* of a type, is lines that end in NUL, with an empty one behind the last:
 *
 *     "#/components/schemas/Cat"                   the type's schema
 *     "0-3:properties=#/components/schemas/Pet"    where its members 0 to 3 are declared
 *     "5=#/components/schemas/Name"                the schema of its member 5
 *     "0,2:required=#/components/schemas/Pet/required"   the keyword that requires its members 0 and 2
 *     "*=/items"                                   of its elements, or of the members that it does not declare
 *     "4*:minLength=/properties/tags/items/minLength"    the keyword of the elements of member 4
 *
 * What starts with '/' is behind the type's own pointer. Only what is not as usual has a line: a member's
 * schema is `/properties/` and its name, that of elements `/items` or `/additionalProperties`, and a
 * keyword is a member of the schema that it is about. Branches of a union and items of a tuple always have.
 *
 * With O2C_NO_MESSAGES defined, for the runtime and for emitted code, all texts that are only there to be read are
 * left out: errors have code, offset, line, column and pointer, but no message and no schema.
 */
#ifndef O2C_PLACE_H
#define O2C_PLACE_H

#include <o2c/reader.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How emitted code spells what only errors need: a text as two arguments; places and their like, their size and
 * offset; or nothing. */
#ifdef O2C_NO_MESSAGES
#define O2C_MESSAGE(text) NULL, 0
#define O2C_PLACES(...) ""
#define O2C_PLACES_SIZE(size) 1
#define O2C_PLACES_AT(offset) 0
#else
#define O2C_MESSAGE(text) O2C_LIT(text)
#define O2C_PLACES(...) __VA_ARGS__
#define O2C_PLACES_SIZE(size) (size)
#define O2C_PLACES_AT(offset) (offset)
#endif

/**
 * The errors that have no place yet are about a value of the type whose places these are. from: where that
 * value starts; NULL: they are about the value that was read last, and nothing inside it. Private.
 */
void o2c_place_value(o2c_reader *r, const char *places, const char *from);

/** The same for a branch of a union, which has that number. Private. */
void o2c_place_branch(o2c_reader *r, const char *places, const char *from, int branch);

/** The same for an object as a whole. Private. */
void o2c_place_object(o2c_reader *r, const o2c_object *o);

/** The end of every emitted `_read` but those of structs. Returns o2c_ok(r). */
O2C_INLINE bool o2c_read_end(o2c_reader *r, const char *places, const char *from)
{
    if (O2C_LIKELY(r->trouble == 0))
        return true;
    o2c_place_value(r, places, from);
    return o2c_ok(r);
}

/** After an item of a tuple. */
O2C_INLINE void o2c_item_end(o2c_reader *r, const char *places, const char *from)
{
    if (O2C_UNLIKELY(r->trouble != 0))
        o2c_place_value(r, places, from);
}

/** After a branch of a union. */
O2C_INLINE void o2c_branch_end(o2c_reader *r, const char *places, const char *from, int branch)
{
    if (O2C_UNLIKELY(r->trouble != 0))
        o2c_place_branch(r, places, from, branch);
}

/** After checks of an object as a whole. Returns o2c_ok(r). */
O2C_INLINE bool o2c_checks_end(o2c_reader *r, const o2c_object *o)
{
    if (O2C_LIKELY(r->trouble == 0))
        return true;
    o2c_place_object(r, o);
    return o2c_ok(r);
}

#ifdef __cplusplus
}
#endif

#endif
