/**
 * The template engine: Mustache (mustache/spec, all required modules), in two modes.
 *
 * Standard mode is the specification: {{x}} is escaped for HTML, a name without a value is empty, and so
 * is a partial that does not exist. Strict mode is what templates/ is written in: nothing is escaped, an
 * unknown name or partial is an error with its place, and items of lists know `first_` and `last_`.
 * docs/templates.md has the details and the codes of the errors.
 */
#ifndef EMIT_TEMPLATE_H
#define EMIT_TEMPLATE_H

#include "base/diag.h"
#include "emit/view.h"

typedef enum template_mode { TEMPLATE_STANDARD, TEMPLATE_STRICT } template_mode;

/** Sections and partials that may be open at once, all together; recursion ends here. */
enum { TEMPLATE_MAX_DEPTH = 256 };

/** Named templates that may include each other. */
typedef struct template_set template_set;

/** An empty set in `m`, which must outlive it. */
template_set *templates_new(mem *m, template_mode mode);

/**
 * Parses a template, in place of an earlier one of that name. name: what render and partials call it;
 * file: what messages call it. All texts are borrowed. False after an error in `d`.
 */
bool templates_add(template_set *set, str name, str file, str text, diag *d);

/** Adds all of templates/ under their file names without ".tmpl". False after an error in `d`. */
bool templates_load_embedded(template_set *set, diag *d);

/**
 * Replaces templates by the files of a folder. A file that replaces nothing is an error (O2C-T010),
 * files whose names start with '.' aside. False after an error in `d`.
 */
bool templates_load_dir(template_set *set, str path, diag *d);

/** Appends the template to `out`. False after an error in `d`; `out` is then as it was. */
bool template_render(template_set *set, const char *name, const view *data, buf *out, diag *d);

#endif
