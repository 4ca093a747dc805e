#include "emit/embedded.h"
#include "emit/template_parse.h"
#include "source/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SUFFIX ".tmpl"

enum { MAX_SIZE = 16 << 20 }; /* bytes of a file */

/* What templates call the file. */
static str without_suffix(str file)
{
    return str_ends(file, STR(SUFFIX)) ? str_slice(file, 0, file.len - strlen(SUFFIX)) : file;
}

bool templates_load_embedded(template_set *set, diag *d)
{
    bool ok = true;
    for (size_t i = 0; i < embedded_template_count; i++) {
        const embedded_file *file = &embedded_templates[i];
        str name = str_of(file->name);
        str text = {(const char *)file->data, file->size};
        ok &= tmpl_add(set, without_suffix(name), name, text, DIAG_BUG, d);
    }
    return ok && tmpl_check_partials(set, d);
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(*(const str *)a, *(const str *)b);
}

/* The names of a folder's files, sorted, without hidden ones. */
static bool list_folder(mem *m, str path, view_names *names, diag *d)
{
    DIR *folder = opendir(str_copy(m, path).data);
    if (!folder) {
        diag_fail(d, DIAG_IO, "O2C-T012", (diag_place){0}, "cannot open the folder '%.*s': %s",
                  STR_ARG(path), strerror(errno));
        return false;
    }
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        if (entry->d_name[0] != '.')
            list_push(m, names, str_copy(m, str_of(entry->d_name)));
    }
    closedir(folder);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    return true;
}

/* A file that replaces nothing would silently do nothing: most likely its name is wrong. */
static bool report_unknown(const template_set *set, mem *m, str path, str name, diag *d)
{
    view_names known = tmpl_names(set);
    str best = str_suggest(without_suffix(name), known.items, known.count);
    str hint =
        best.data ? str_print(m, "; did you mean '%.*s" SUFFIX "'?", STR_ARG(best)) : STR("");
    diag_fail(d, DIAG_USAGE, "O2C-T010", (diag_place){0}, "'%.*s/%.*s' replaces no template%.*s",
              STR_ARG(path), STR_ARG(name), STR_ARG(hint));
    return false;
}

static bool load_file(template_set *set, mem *m, str path, str name, diag *d)
{
    str text;
    str file = str_print(m, "%.*s/%.*s", STR_ARG(path), STR_ARG(name));
    if (!str_ends(name, STR(SUFFIX)) || !map_has(&set->templates, without_suffix(name)))
        return report_unknown(set, m, path, name, d);
    return source_read_file(m, d, file, MAX_SIZE, &text) &&
           tmpl_add(set, without_suffix(name), file, text, DIAG_USAGE, d);
}

bool templates_load_dir(template_set *set, str path, diag *d)
{
    mem *m = set->m;
    view_names names = {0};
    bool ok = list_folder(m, path, &names, d);
    for (size_t i = 0; i < names.count; i++)
        ok &= load_file(set, m, path, names.items[i], d);
    return ok && tmpl_check_partials(set, d);
}
