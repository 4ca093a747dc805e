/**
 * The file of --names: which C name each schema, member, branch and enumerator has, so that they keep
 * them whatever is added to the spec. Sorted text, a name a line, that people may edit:
 *
 *     openapi2c names 1
 *     #/components/schemas/Pet pet
 *      .petName pet_name
 *      =in use IN_USE
 *
 * A line that does not begin with a blank is a type: its pointer and its name without the prefix. Those
 * below are parts of it; see name_part. Bytes up to the blank and '%' are percent-encoded in the first
 * column.
 */
#ifndef LAYOUT_NAME_LOCK_H
#define LAYOUT_NAME_LOCK_H

#include "base/diag.h"

/** What a name inside a type is of, and the character that its line begins with. */
typedef enum name_part {
    NAME_MEMBER = '.',     /* by its wire name */
    NAME_HAS = '?',        /* the bit of such a member, where it is not has_NAME */
    NAME_NULL = '!',       /* likewise, null_NAME */
    NAME_BRANCH = '|',     /* of a union, by what it is called; the member of `as` */
    NAME_ENUMERATOR = '=', /* by its value, or the branch's: what follows the type's name */
    NAME_OWN = '+'         /* what no schema names: "others", "other", "rest" */
} name_part;

typedef struct name_entry {
    str key; /* decoded; a part's with its character in front */
    str name;
    diag_place place; /* of the name, if it was read */
    bool held;        /* layout/: no other may take the name */
    bool live;        /* set in this run */
} name_entry;

typedef struct name_block {
    name_entry type;
    map parts; /* key: name_entry */
    str alias; /* layout/: key of the type that this one has become; STR_NULL: none */
} name_block;

typedef struct name_lock {
    mem *m;
    map blocks;   /* type's key: name_block */
    bool partial; /* there is more in the spec than is planned: what is not met keeps its name */
} name_lock;

void name_lock_init(name_lock *self, mem *m);

/**
 * Takes in a file; an empty one has no names. The file must outlive the lock. False after errors in `d`:
 * lines that are none, names that are no identifiers, keys or names given twice.
 */
bool name_lock_read(name_lock *self, diag *d, const diag_file *file);

/** What is kept of a part, or NULL; also if `block` is. */
name_entry *name_lock_part(const name_block *block, name_part part, str key);

/** Sets the name of a type, or of a part of a type that is set. */
void name_lock_set_type(name_lock *self, str key, str name);
void name_lock_set_part(name_lock *self, str type, name_part part, str key, str name);

/**
 * Adds the file's text. What was not set in this run stays as it was read, unless the plan is not partial
 * and its name has gone to something else.
 */
void name_lock_print(name_lock *self, buf *out);

#endif
