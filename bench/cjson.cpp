/** cJSON: its DOM, then one walk over it. Walking the members beats looking each one up. */
#include "from_json.hpp"

#include <cjson/cJSON.h>

namespace
{

struct parser {
    using value = const cJSON *;
    using object = const cJSON *;

    struct key {
        const char *text;

        template <size_t N> bool is(const char (&name)[N]) const
        {
            return std::strcmp(text, name) == 0;
        }
    };

    explicit parser(size_t document_size) : mem(document_size)
    {
    }

    bool text(value v, o2c_str &out)
    {
        if (!cJSON_IsString(v))
            return null(v);
        out = mem.arena.copy(v->valuestring, std::strlen(v->valuestring));
        return true;
    }

    /* cJSON has only doubles: integers beyond 2^53 are rounded. */
    bool integer(value v, int64_t &out)
    {
        if (!cJSON_IsNumber(v))
            return null(v);
        out = static_cast<int64_t>(v->valuedouble);
        return true;
    }

    bool number(value v, double &out)
    {
        if (!cJSON_IsNumber(v))
            return null(v);
        out = v->valuedouble;
        return true;
    }

    bool boolean(value v, bool &out)
    {
        if (!cJSON_IsBool(v))
            return null(v);
        out = cJSON_IsTrue(v);
        return true;
    }

    template <class F> bool members(value v, F take)
    {
        if (!cJSON_IsObject(v))
            return null(v);
        for (value item = v->child; item; item = item->next)
            take(key{item->string}, item);
        return true;
    }

    template <class F> bool items(value v, F take)
    {
        if (!cJSON_IsArray(v))
            return null(v);
        for (value item = v->child; item; item = item->next)
            take(item);
        return true;
    }

    bool tagged(value v, object &o, key &tag)
    {
        if (!cJSON_IsObject(v))
            return null(v);
        value found = v->child;
        while (found && std::strcmp(found->string, "$type") != 0)
            found = found->next;
        if (!found || !cJSON_IsString(found))
            throw std::runtime_error("no tag");
        o = v;
        tag.text = found->valuestring;
        return true;
    }

    static bool null(value v)
    {
        if (!cJSON_IsNull(v))
            throw std::runtime_error("a value of the wrong type");
        return false;
    }

    memory mem;
};

class cjson_codec : public codec
{
  public:
    explicit cjson_codec(size_t document_size) : parser_(document_size)
    {
    }

    void decode(const document &doc, tree &out) override
    {
        parser_.mem.reset();
        cJSON *dom = cJSON_ParseWithLength(doc.text.data(), doc.text.size());
        if (!dom)
            throw std::runtime_error("cJSON cannot parse this");
        get_root(parser_, static_cast<const cJSON *>(dom), doc.kind, out);
        cJSON_Delete(dom);
    }

  private:
    parser parser_;
};

} // namespace

std::unique_ptr<codec> make_cjson(size_t document_size)
{
    return std::make_unique<cjson_codec>(document_size);
}
