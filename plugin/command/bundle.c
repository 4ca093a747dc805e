#include "command/bundle.h"

#include "emit/embedded.h"

void bundle_add(mem *m, output *out, bool pcre2, texts *sources)
{
    static const str public_headers = {O2C_LIT("include/o2c/")}, optional = {O2C_LIT("pcre2/")};
    for (size_t i = 0; i < embedded_runtime_count; i++) {
        const embedded_file *file = &embedded_runtime[i];
        str name = str_of(file->name);
        bool is_optional = str_starts(name, optional);
        if (is_optional && !pcre2)
            continue;
        if (is_optional)
            name = str_slice(name, optional.len, name.len);
        if (str_starts(name, public_headers))
            name = str_slice(name, public_headers.len, name.len);
        name = str_print(m, "o2c/%.*s", STR_ARG(name));
        output_add(out, name, (str){(const char *)file->data, file->size});
        if (sources && str_ends(name, STR(".c")))
            list_push(m, sources, name);
    }
}
