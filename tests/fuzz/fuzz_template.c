/* Any text as a template, in both modes, over data that has every kind of value. */
#include "emit/template.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static view *make_data(mem *m)
{
    view *root = view_object(m);
    view_set_text(root, "a", STR("text"));
    view_set_bool(root, "b", true);
    /* one item each: sections in sections would multiply them */
    view_push_text(view_set_list(root, "c"), STR("<item>"));
    view_set_text(view_push_object(view_set_list(root, "f")), "a", STR("inner"));
    view_set(view_set_object(root, "d"), "e", NULL);
    return root;
}

static void render(template_mode mode, str text)
{
    mem m = MEM_INIT;
    diag d;
    buf out = BUF_INIT;
    diag_init(&d);
    template_set *set = templates_new(&m, mode);
    if (templates_add(set, STR("p"), STR("p"), STR("[{{a}}\n]\n"), &d) &&
        templates_add(set, STR("t"), STR("t"), text, &d))
        template_render(set, "t", make_data(&m), &out, &d);
    buf_free(&out);
    diag_free(&d);
    mem_free(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* Without 't': a template that includes itself twice shows itself 2^256 times. */
    str text = {(const char *)data, size};
    for (size_t at = 0; at < size; at++) {
        if (text.data[at] == 't')
            return 0;
    }
    render(TEMPLATE_STANDARD, text);
    render(TEMPLATE_STRICT, text);
    return 0;
}
