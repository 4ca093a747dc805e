#include "command/bundle.h"

#include "emit/embedded.h"

void bundle_add(mem *m, output *out, texts *sources)
{
    static const str public_headers = {"include/o2c/", 12};
    for (size_t i = 0; i < embedded_runtime_count; i++) {
        const embedded_file *file = &embedded_runtime[i];
        str name = str_of(file->name);
        if (str_starts(name, public_headers))
            name = str_slice(name, public_headers.len, name.len);
        name = str_print(m, "o2c/%.*s", STR_ARG(name));
        output_add(out, name, (str){(const char *)file->data, file->size});
        if (sources && str_ends(name, STR(".c")))
            list_push(m, sources, name);
    }
}
