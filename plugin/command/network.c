#include "command/network.h"

#include "command/progress.h"
#include "source/remote.h"
#include "source/source.h"

#include <unistd.h>

static const str lock_file_name = {O2C_LIT("openapi2c.lock")};

const option network_options[] = {
    {OPTION_FLAG, 0, "fetch", NULL, offsetof(settings, fetch),
     "Fetch what references in local files lead to on the network. A URL that is named as SPEC is "
     "fetched without it, and so is what it refers to.",
     0, 0},
    {OPTION_FLAG, 0, "offline", NULL, offsetof(settings, offline),
     "Never touch the network: the cache answers, or it is an error.", 0, 0},
    {OPTION_TEXT, 0, "lock", "FILE", offsetof(settings, lock),
     "What remote documents must be. Default: openapi2c.lock beside the first spec, or in the "
     "current "
     "folder for a URL, if it is there.",
     0, 0},
    {OPTION_FLAG, 0, "locked", NULL, offsetof(settings, locked),
     "Refuse remote documents that the lock does not list.", 0, 0},
    {OPTION_TEXT, 0, "sha256", "HEX", offsetof(settings, sha256),
     "What the first SPEC, a URL, must hash to.", 0, 0},
    {OPTION_LIST, 0, "header", "'[URL ]NAME: VALUE'", offsetof(settings, headers),
     "Send this to the server of a SPEC, or to that of URL. In VALUE 'env:TOKEN' stands for the "
     "environment's TOKEN: 'Authorization: Bearer env:TOKEN'. May be given again.",
     0, 0},
    {OPTION_FLAG, 0, "netrc", NULL, offsetof(settings, netrc),
     "Take user names and passwords from ~/.netrc.", 0, 0},
    {OPTION_TEXT, 0, "ca-file", "FILE", offsetof(settings, ca_file),
     "Trust the certificate authorities in this file (PEM), not the system's.", 0, 0},
    {OPTION_TEXT, 0, "proxy", "URL", offsetof(settings, proxy),
     "Go through this proxy; 'env:https_proxy' takes it from the environment, which is not looked "
     "at "
     "otherwise.",
     0, 0},
    {OPTION_FLAG, 0, "allow-http", NULL, offsetof(settings, allow_http),
     "Fetch http: URLs, too, which anybody on the way may change.", 0, 0},
    {OPTION_FLAG, 0, "allow-private", NULL, offsetof(settings, allow_private),
     "Fetch from private, loopback and link-local addresses, too.", 0, 0},
    {OPTION_NUMBER, 0, "max-bytes", "N", offsetof(settings, max_bytes),
     "Limit of a remote document, decompressed. Default: 67108864 (64 MiB); four times that for "
     "all.",
     1, UINT32_MAX},
    {OPTION_NUMBER, 0, "max-documents", "N", offsetof(settings, max_documents),
     "Limit of remote documents in a run. Default: 5000.", 1, 10000},
    {OPTION_NUMBER, 0, "timeout", "SECONDS", offsetof(settings, timeout),
     "Limit of the time that a remote document takes. Default: 60; ten times that for all.", 1,
     3600},
    {OPTION_TEXT, 0, "cache", "DIR", offsetof(settings, cache),
     "Where fetched documents are kept. Default: $XDG_CACHE_HOME/openapi2c or ~/.cache/openapi2c.",
     0, 0},
    {OPTION_FLAG, 0, "no-cache", NULL, offsetof(settings, no_cache), "Keep none.", 0, 0},
    {0},
};

const option network_update_options[] = {
    {OPTION_FLAG, 0, "update", NULL, offsetof(settings, update),
     "Write the lock: what is fetched now is what these documents must be from now on.", 0, 0},
    {0},
};

static void usage(pipeline *p, const char *text)
{
    diag_fail(&p->diag, DIAG_USAGE, "O2C-U014", (diag_place){0}, "%s", text);
}

static void check_usage(pipeline *p)
{
    const settings *s = p->settings;
    if (s->update && s->locked)
        usage(p, "'--update' changes the lock, '--locked' forbids that");
    if (s->update && s->offline)
        usage(p, "'--update' asks the network, '--offline' forbids that");
    if (s->cache.data && s->no_cache)
        usage(p, "'--cache' and '--no-cache' are given");
    if (s->sha256.data && !url_is_remote(s->spec))
        usage(p, "'--sha256' is for a spec that is a URL");
    if (!p->diag.errors && s->update && !remote_version())
        diag_fail(&p->diag, DIAG_IO, "O2C-N012", (diag_place){0},
                  "'--update': this openapi2c was built without remote documents");
}

/* "specs/pets.yaml" has its lock at "specs/openapi2c.lock". */
static str default_lock(pipeline *p)
{
    str folder = p->settings->spec;
    const char *ignored;
    if (url_is_remote(folder))
        folder = STR("");
    while (folder.len && folder.data[folder.len - 1] != '/')
        folder.len--;
    str path = str_print(&p->documents, "%.*s%.*s", STR_ARG(folder), STR_ARG(lock_file_name));
    return p->settings->update || source_is_file(&p->documents, path, &ignored) ? path : STR_NULL;
}

bool network_open(pipeline *p)
{
    const settings *s = p->settings;
    const char *missing = NULL;
    check_usage(p);
    p->lock = s->lock.data ? s->lock : default_lock(p);
    bool fresh = p->lock.data && !source_is_file(&p->documents, p->lock, &missing);
    if (fresh && !s->update && access(str_copy(&p->documents, p->lock).data, F_OK) != 0)
        diag_fail(&p->diag, DIAG_IO, "O2C-F001", (diag_place){0},
                  "there is no lock '%.*s'; '--update' writes it", STR_ARG(p->lock));
    const remote_options options = {
        .fetch =
            {
                .allow_http = s->allow_http,
                .allow_private = s->allow_private,
                .netrc = s->netrc,
                .offline = s->offline,
                .ca_file = s->ca_file,
                .proxy = s->proxy,
                .cache = s->cache,
                .max_bytes = s->max_bytes,
                .timeout = (long)s->timeout * 1000,
                .progress = progress_part,
            },
        .no_cache = s->no_cache,
        .headers = s->headers.items,
        .header_count = s->headers.count,
        .lock = fresh && s->update ? STR_NULL : p->lock,
        .locked = s->locked,
        .update = s->update,
        .sha256 = s->sha256,
        .max_documents = s->max_documents,
    };
    p->remote = remote_new(&p->documents, &p->diag, &options);
    return !p->diag.errors;
}

void network_add_lock(pipeline *p, output *out)
{
    str text = p->settings->update ? remote_lock_text(p->remote, &p->output) : STR_NULL;
    if (text.data)
        output_add_at(out, p->lock, text);
}
