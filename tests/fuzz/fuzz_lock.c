/* The lock: any text gives located errors, or entries that come back from what is written of them. */
#include "source/lock.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static str read_lock(mem *m, str text)
{
    lock l;
    diag d;
    diag_init(&d);
    lock_init(&l, m);
    bool ok = lock_parse(&l, &d, STR("lock"), text);
    if (ok == (d.errors > 0))
        abort();
    diag_free(&d);
    return ok ? lock_text(m, &l) : STR_NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    mem m = MEM_INIT;
    str text = read_lock(&m, (str){(const char *)data, size});
    if (text.data && !str_eq(text, read_lock(&m, text)))
        abort();
    mem_free(&m);
    return 0;
}
