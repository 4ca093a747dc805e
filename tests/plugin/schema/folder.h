/** A temporary folder of files, and graphs of the documents in it, for tests of several documents. */
#ifndef TEST_SCHEMA_FOLDER_H
#define TEST_SCHEMA_FOLDER_H

#include "fixture.h"

#include "schema/documents.h"
#include "source/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct folder {
    char path[256];
    documents set;
    built built;
} folder;

static inline void folder_make(folder *f)
{
    const char *base = getenv("TMPDIR");
    snprintf(f->path, sizeof f->path, "%s/o2c-schema-XXXXXX", base && *base ? base : "/tmp");
    if (!mkdtemp(f->path))
        fail_msg("%s: %s", f->path, strerror(errno));
    f->built = (built){.m = MEM_INIT};
    diag_init(&f->built.d);
    documents_init(&f->set, &f->built.m, &f->built.d);
}

/** The path of a file in it. */
static inline const char *folder_path(folder *f, const char *name)
{
    return str_print(&f->built.m, "%s/%s", f->path, name).data;
}

/** Writes a file; its folders, as in "a/b/c.yaml", are made. */
static inline void folder_write(folder *f, const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    for (char *slash = strchr(path + strlen(f->path) + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    FILE *out = fopen(path, "wb");
    if (!out)
        fail_msg("%s: %s", path, strerror(errno));
    fputs(text, out);
    fclose(out);
}

static inline void folder_map(folder *f, const char *prefix, const char *name)
{
    str rule = str_print(&f->built.m, "%s=%s/%s", prefix, f->path, name);
    assert_true(documents_map_prefix(&f->set, rule));
}

/** Builds the graph of the named files, NULL at the end. */
static inline const built *folder_build(folder *f, const char *const *names)
{
    LIST(document *) entries = {0};
    for (; *names; names++) {
        document *doc = documents_open(&f->set, str_of(folder_path(f, *names)));
        if (!doc)
            return &f->built;
        list_push(&f->built.m, &entries, doc);
    }
    const schema_options options = {
        .documents = &f->set, .others = entries.items + 1, .other_count = entries.count - 1};
    f->built.graph = schema_build(&f->built.m, &f->built.d, entries.items[0], &options);
    return &f->built;
}

/** The same of one file, which must have no error. */
static inline const built *folder_build_one(folder *f, const char *name)
{
    const built *b = folder_build(f, (const char *const[]){name, NULL});
    if (!b->graph)
        fail_msg("%s", reported(&f->built).data);
    return b;
}

static inline void folder_remove(const char *path)
{
    DIR *entries = opendir(path);
    for (struct dirent *e = entries ? readdir(entries) : NULL; e; e = readdir(entries)) {
        mem m = MEM_INIT;
        const char *inner = str_print(&m, "%s/%s", path, e->d_name).data;
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 && unlink(inner) != 0)
            folder_remove(inner);
        mem_free(&m);
    }
    if (entries)
        closedir(entries);
    rmdir(path);
}

static inline void folder_end(folder *f)
{
    folder_remove(f->path);
    build_end(&f->built);
}

/** What was reported, each with its file's name in the folder: "a.yaml:3:5 error O2C-R001: text". */
static inline void folder_expect_reports(folder *f, const char *expected)
{
    buf out = BUF_INIT;
    size_t skip = strlen(f->path) + 1;
    for (size_t i = 0; i < f->built.d.items.count; i++) {
        const diag_item *item = &f->built.d.items.items[i];
        static const char *const severities[] = {"note", "warning", "error"};
        str name = item->place.file->name;
        buf_print(&out, "%.*s:%u:%u %s %s: ", STR_ARG(str_slice(name, skip, name.len)),
                  item->place.line, item->place.column, severities[item->severity], item->code);
        str text = item->text; /* without the folder */
        for (size_t at = 0; at < text.len; at++) {
            str rest = str_slice(text, at, text.len);
            if (str_starts(rest, str_of(f->path)))
                at += skip - 1;
            else
                buf_char(&out, text.data[at]);
        }
        buf_char(&out, '\n');
    }
    buf_char(&out, '\0');
    assert_string_equal(out.data, expected);
    buf_free(&out);
}

#endif
