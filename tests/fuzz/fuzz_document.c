/* Any bytes as JSON and as YAML: a tree or an error, and a tree that survives being printed. */
#include "document/load.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check_round_trip(mem *m, diag *d, const document *doc)
{
    buf b = BUF_INIT;
    node_print(&b, doc->root);
    document *again = doc_load(m, d, STR("again.json"), STR("file:///again"), buf_str(&b), NULL);
    require(again && node_equal(doc->root, again->root));
    buf_free(&b);
}

static void load(str name, str text)
{
    mem m = MEM_INIT;
    diag d;
    char *shown = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&shown, &length);
    require(stream != NULL);
    diag_init(&d);
    document *doc = doc_load(&m, &d, name, STR("file:///fuzz"), text, NULL);
    require((doc == NULL) == (d.errors > 0));
    diag_print(&d, stream, true);
    if (doc)
        check_round_trip(&m, &d, doc);
    fclose(stream);
    free(shown);
    diag_free(&d);
    mem_free(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = {(const char *)data, size};
    load(STR("fuzz.json"), text);
    load(STR("fuzz.yaml"), text);
    return 0;
}
