/** Parsed templates and sets of them; private to template*.c. */
#ifndef EMIT_TEMPLATE_PARSE_H
#define EMIT_TEMPLATE_PARSE_H

#include "emit/template.h"

typedef enum tmpl_op_kind {
    TMPL_TEXT,     /* text */
    TMPL_VALUE,    /* {{path}} */
    TMPL_RAW,      /* {{{path}}}, {{&path}} */
    TMPL_SECTION,  /* {{#path}}: the operations up to `end` */
    TMPL_INVERTED, /* {{^path}} */
    TMPL_PARTIAL   /* {{>name}} */
} tmpl_op_kind;

struct tmpl;

typedef struct tmpl_op {
    tmpl_op_kind kind;
    uint32_t at;           /* offset of the tag in the template's text */
    uint32_t end;          /* SECTION, INVERTED: index of the first operation after the section */
    uint32_t path_count;   /* 0: {{.}} */
    str text;              /* TEXT: it; PARTIAL: its name; else the path as it is spelled */
    const view_name *path; /* a.b.c: three names */
    str indent;            /* PARTIAL: of a tag that stands alone on its line */
    struct tmpl *partial;  /* PARTIAL: found and indented at the first use; NULL before */
} tmpl_op;

typedef struct tmpl {
    diag_file file; /* the text as the user wrote it */
    str text;       /* the same with `indent` before every line */
    str indent;
    diag_class cls; /* of its errors: ours, or the user's */
    LIST(tmpl_op) ops;
} tmpl;

/** Named templates. */
struct template_set {
    mem *m;
    template_mode mode;
    map templates; /* name to tmpl */
};

/** templates_add with the class of the template's errors. */
bool tmpl_add(template_set *set, str name, str file, str text, diag_class cls, diag *d);

/** The names of all templates, for suggestions. */
view_names tmpl_names(const template_set *set);

/** Reports every partial that does not exist. False if there is one. */
bool tmpl_check_partials(const template_set *set, diag *d);

/** Parses `t->text` into `t->ops`. False after an error in `d`. */
bool tmpl_parse(tmpl *t, template_mode mode, mem *m, diag *d);

/** The place of byte `at` of `t->text` in the file that the user wrote. */
diag_place tmpl_place(const tmpl *t, size_t at);

#endif
