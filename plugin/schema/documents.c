#include "schema/documents.h"

#include "document/load.h"
#include "schema/meta.h"
#include "source/remote.h"
#include "source/source.h"

/* Documents that references may reach. */
enum { DOCUMENT_LIMIT = 10000 };

/* What is known of one spelling of a URI. */
typedef struct known {
    document *document; /* NULL: it cannot be had */
    documents_failure failure;
    bool denied; /* who asked may not have it fetched; another may */
} known;

void documents_init(documents *self, mem *m, diag *d)
{
    *self = (documents){.m = m, .d = d};
    map_init(&self->by_uri, m);
}

bool documents_map_prefix(documents *self, str rule)
{
    size_t at = str_find(rule, '=');
    str prefix = str_slice(rule, 0, at), folder = str_slice(rule, at + 1, rule.len);
    if (at == rule.len || !folder.len || !source_uri_is_absolute(prefix))
        return false;
    list_push(self->m, &self->maps, (documents_map){prefix, folder});
    return true;
}

static void remember(documents *self, str uri, known what)
{
    known *kept = mem_new(self->m, known);
    *kept = what;
    map_put(&self->by_uri, str_copy(self->m, uri), kept);
}

/* "specs/pets.yaml" as "specs/" */
static str folder_of(str path)
{
    while (path.len && path.data[path.len - 1] != '/')
        path.len--;
    return path;
}

void documents_add(documents *self, document *doc)
{
    if (!self->all.count) {
        self->base = doc->asked.data ? doc->asked : doc->uri;
        self->folder = folder_of(doc->file.name);
    }
    list_push(self->m, &self->all, doc);
    remember(self, doc->uri, (known){.document = doc});
}

static known failure(str reason)
{
    return (known){.failure.reason = reason};
}

static known io_failure(const char *code, str reason)
{
    return (known){.failure = {.reason = reason, .code = code, .io = true}};
}

static known load(documents *self, str name, str path, str uri)
{
    const char *fault;
    str text;
    if (!source_is_file(self->m, path, &fault))
        return io_failure(NULL, str_print(self->m, "cannot read '%.*s': %s", STR_ARG(name), fault));
    if (self->all.count == DOCUMENT_LIMIT)
        return failure(str_print(self->m, "more than %d documents would be read", DOCUMENT_LIMIT));
    if (!source_read_file(self->m, self->d, path, 0, &text))
        return (known){0};
    document *doc = doc_load(self->m, self->d, name, uri, text, NULL);
    if (doc)
        documents_add(self, doc);
    return (known){.document = doc};
}

/* A file by its path, whatever URI led there. */
static known find_file(documents *self, str path, str uri)
{
    str plain = source_file_uri(self->m, path);
    const known *before = map_get(&self->by_uri, plain);
    if (before)
        return *before;
    str name = path, shown;
    if (self->base.data && str_starts(self->base, STR("file:"))) {
        str relative = source_uri_relative(self->m, self->base, plain);
        if (str_percent_decode(self->m, relative, &shown))
            name = str_print(self->m, "%.*s%.*s", STR_ARG(self->folder), STR_ARG(shown));
    }
    known found = load(self, name, path, uri.data ? uri : plain);
    if (!map_has(&self->by_uri, plain))
        remember(self, plain, found);
    return found;
}

/* The longest rule whose prefix `uri` has, or NULL. */
static const documents_map *find_map(const documents *self, str uri)
{
    const documents_map *best = NULL;
    for (size_t i = 0; i < self->maps.count; i++) {
        const documents_map *one = &self->maps.items[i];
        if (str_starts(uri, one->prefix) && (!best || one->prefix.len > best->prefix.len))
            best = one;
    }
    return best;
}

/* Whether a segment of the path leads upwards, out of the folder that answers. */
static bool leads_up(str path)
{
    while (path.len) {
        size_t end = str_find(path, '/');
        if (str_eq(str_slice(path, 0, end), STR("..")))
            return true;
        path = str_slice(path, end + 1, path.len);
    }
    return false;
}

static known find_mapped(documents *self, const documents_map *rule, str uri)
{
    str rest = str_slice(uri, rule->prefix.len, uri.len), path;
    rest = str_slice(rest, 0, str_find(rest, '?'));
    if (!str_percent_decode(self->m, rest, &path) || leads_up(path) ||
        str_find(path, '\0') < path.len)
        return io_failure(NULL, STR("its path leads out of the folder of its --map"));
    while (str_starts(path, STR("/")))
        path = str_slice(path, 1, path.len);
    const char *slash = str_ends(rule->folder, STR("/")) ? "" : "/";
    path = str_print(self->m, "%.*s%s%.*s", STR_ARG(rule->folder), slash, STR_ARG(path));
    str plain = source_file_uri(self->m, path);
    const known *before = map_get(&self->by_uri, plain);
    if (before)
        return *before;
    known found = load(self, path, path, uri);
    remember(self, plain, found);
    return found;
}

/* ---- the network ---- */

/* A page for people where a spec should be: mostly one to log in, or a viewer. */
static bool is_page(str body)
{
    while (body.len && (unsigned char)body.data[0] <= ' ')
        body = str_slice(body, 1, body.len);
    return str_starts(body, STR("<!")) || str_starts(body, STR("<html")) ||
           str_starts(body, STR("<?xml"));
}

/* The one spelling of a URL; what is none stays, and is refused when it is asked for. */
static str normal_url(documents *self, str text)
{
    url_parts parts;
    const char *ignored;
    return url_parse(self->m, text, &parts, &ignored) ? parts.text : str_copy(self->m, text);
}

/* follow: what it refers to may be fetched, too. */
static known fetch_document(documents *self, str uri, bool follow)
{
    fetched got;
    fetch_failure fault;
    const known *before = map_get(&self->by_uri, uri);
    if (before && before->document)
        return *before;
    if (self->all.count == DOCUMENT_LIMIT)
        return failure(str_print(self->m, "more than %d documents would be read", DOCUMENT_LIMIT));
    if (!remote_get(self->remote, uri, &got, &fault))
        return io_failure(fault.code, fault.text);
    before = map_get(&self->by_uri, got.url);
    if (before && before->document)
        return *before;
    if (is_page(got.body))
        return io_failure("O2C-N006",
                          STR("the server answers with a page of HTML or XML, not with a spec"));
    document *doc = doc_load(self->m, self->d, uri, got.url, got.body, NULL);
    if (!doc)
        return (known){0};
    doc->asked = uri;
    doc->fetched = true;
    doc->follow = follow;
    documents_add(self, doc);
    return (known){.document = doc};
}

static known find_remote(documents *self, str uri, const document *from)
{
    bool follow = self->fetch || (from && from->follow);
    bool tells = !remote_version(); /* what this build lacks */
    if (self->remote && (follow || tells || remote_is_locked(self->remote, uri)))
        return fetch_document(self, normal_url(self, uri), follow);
    known denied =
        io_failure("O2C-N007", STR("it is on the network and not fetched without being asked for: "
                                   "'--fetch' allows it, an entry in openapi2c.lock does, or "
                                   "'--map URL-PREFIX=DIR' answers it from a folder"));
    denied.denied = true;
    return denied;
}

static known find_standard(documents *self, str uri, str text)
{
    document *doc = doc_load(self->m, self->d, uri, uri, text, NULL);
    if (doc)
        documents_add(self, doc);
    return (known){.document = doc};
}

static known find(documents *self, str uri, const document *from)
{
    const documents_map *rule = find_map(self, uri);
    str path = source_uri_path(self->m, uri);
    if (rule)
        return find_mapped(self, rule, uri);
    if (path.data)
        return find_file(self, path, STR_NULL);
    str standard = meta_schema(self->m, uri);
    if (standard.data)
        return find_standard(self, uri, standard);
    if (url_is_remote(uri))
        return find_remote(self, uri, from);
    return failure(STR("no document that was given has this identifier"));
}

document *documents_find(documents *self, str uri, const document *from, documents_failure *why)
{
    const known *before = map_get(&self->by_uri, uri);
    if (!before || (before->denied && from && from->follow)) {
        known found = find(self, uri, from);
        if (!map_has(&self->by_uri, uri) || before)
            remember(self, uri, found);
        before = map_get(&self->by_uri, uri);
    }
    *why = before->failure;
    return before->document;
}

/* ---- what the user names ---- */

static document *open_file(documents *self, str path)
{
    bool standard = str_eq(path, STR("-"));
    str uri = source_file_uri(self->m, path), text;
    const known *before = standard ? NULL : map_get(&self->by_uri, uri);
    if (before)
        return before->document;
    if (!source_read_file(self->m, self->d, path, 0, &text))
        return NULL;
    str name = standard ? STR("<stdin>") : path;
    document *doc = doc_load(self->m, self->d, name, uri, text, NULL);
    if (doc)
        documents_add(self, doc);
    return doc;
}

static void report_named(documents *self, str name, const char *code, str text)
{
    diag_file *file = mem_new(&self->d->m, diag_file);
    file->name = str_copy(&self->d->m, name);
    diag_fail(self->d, DIAG_IO, code, (diag_place){.file = file}, "%.*s", STR_ARG(text));
}

/* "ftp://..." */
static bool has_scheme(str name)
{
    size_t colon = str_find(name, ':');
    return source_uri_is_absolute(name) && str_starts(str_slice(name, colon, name.len), STR("://"));
}

static document *open_url(documents *self, str name)
{
    const known *before = map_get(&self->by_uri, name);
    const documents_map *rule = find_map(self, name);
    known found = before && before->document ? *before
                  : rule                     ? find_mapped(self, rule, name)
                                             : fetch_document(self, name, true);
    if (!map_has(&self->by_uri, name))
        remember(self, name, found);
    const documents_failure *why = &found.failure;
    if (why->reason.data)
        report_named(self, name, why->code ? why->code : "O2C-F001", why->reason);
    return found.document;
}

document *documents_open(documents *self, str name)
{
    str uri, fragment, path = source_uri_path(self->m, name);
    if (self->remote && url_is_remote(name)) {
        remote_name(self->remote, name);
        source_uri_split(name, &uri, &fragment);
        return open_url(self, normal_url(self, uri));
    }
    if (!path.data && has_scheme(name)) {
        report_named(self, name, "O2C-N002", STR("only https:, http: and file: URLs are read"));
        return NULL;
    }
    return open_file(self, path.data ? path : name);
}

str documents_label(documents *self, const document *doc)
{
    return source_uri_relative(self->m, self->base, doc->asked.data ? doc->asked : doc->uri);
}
