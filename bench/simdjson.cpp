/**
 * simdjson On Demand, written for speed: keys are compared raw, a tag that comes first costs one
 * step back, and strings are unescaped straight into memory that the tree owns. The second form, COPIED,
 * takes strings as most users do: get_string, which unescapes into the parser's buffer, then a copy.
 */
#include "from_json.hpp"

#include <simdjson.h>

using namespace simdjson;

namespace
{

/* The value of a result; anything wrong is an exception. */
template <class T> inline T must(simdjson_result<T> result)
{
    T value;
    error_code code = std::move(result).get(value);
    if (code) [[unlikely]]
        throw simdjson_error(code);
    return value;
}

template <bool COPIED> class parser
{
  public:
    using value = ondemand::value;
    using object = ondemand::object;

    struct key {
        const char *raw; /* behind the opening quote */

        template <size_t N> bool is(const char (&name)[N]) const
        {
            return std::memcmp(raw, name, N - 1) == 0 && raw[N - 1] == '"';
        }
    };

    explicit parser(size_t document_size) : mem(document_size), strings(2 * document_size + 4096)
    {
    }

    void decode(const document &doc, tree &out)
    {
        mem.reset();
        strings.reset();
        ondemand::document d =
            must(parser_.iterate(doc.text.data(), doc.text.size(), doc.text.capacity()));
        get_root(*this, must(d.get_value()), doc.kind, out);
    }

    bool text(value v, o2c_str &out)
    {
        if (COPIED) {
            std::string_view view;
            if (v.get_string().get(view)) [[unlikely]]
                return null(v);
            out = strings.copy(view.data(), view.size());
            return true;
        }
        ondemand::raw_json_string raw;
        if (v.get_raw_json_string().get(raw)) [[unlikely]]
            return null(v);
        uint8_t *begin = reinterpret_cast<uint8_t *>(strings.at());
        uint8_t *end = begin;
        std::string_view view = must(parser_.unescape(raw, end));
        *end++ = '\0';
        strings.set(reinterpret_cast<char *>(end));
        out = o2c_str{view.data(), view.size()};
        return true;
    }

    bool integer(value v, int64_t &out)
    {
        return v.get_int64().get(out) == SUCCESS || null(v);
    }
    bool number(value v, double &out)
    {
        return v.get_double().get(out) == SUCCESS || null(v);
    }
    bool boolean(value v, bool &out)
    {
        return v.get_bool().get(out) == SUCCESS || null(v);
    }

    template <class F> bool members(object o, F take)
    {
        for (auto result : o) {
            ondemand::field field = must(std::move(result));
            take(key{field.key().raw()}, field.value());
        }
        return true;
    }

    template <class F> bool members(value v, F take)
    {
        object o;
        if (v.get_object().get(o)) [[unlikely]]
            return null(v);
        return members(o, take);
    }

    template <class F> bool items(value v, F take)
    {
        ondemand::array a;
        if (v.get_array().get(a)) [[unlikely]]
            return null(v);
        for (auto result : a)
            take(must(std::move(result)));
        return true;
    }

    bool tagged(value v, object &o, key &tag)
    {
        if (v.get_object().get(o)) [[unlikely]]
            return null(v);
        value found = must(o.find_field_unordered("$type"));
        tag.raw = must(found.get_raw_json_string()).raw();
        must(o.reset());
        return true;
    }

    memory mem;

  private:
    /* What is left when a value is not of its type: null is no value, all else an error. */
    bool null(value v)
    {
        if (!must(v.is_null()))
            throw std::runtime_error("a value of the wrong type");
        return false;
    }

    ondemand::parser parser_;
    bump_arena strings; /* as large as the document, which unescaped strings never exceed */
};

template <bool COPIED> class simdjson_codec : public codec
{
  public:
    explicit simdjson_codec(size_t document_size) : parser_(document_size)
    {
    }
    void decode(const document &doc, tree &out) override
    {
        parser_.decode(doc, out);
    }

  private:
    parser<COPIED> parser_;
};

} // namespace

std::unique_ptr<codec> make_simdjson(bool copied, size_t document_size)
{
    if (copied)
        return std::make_unique<simdjson_codec<true>>(document_size);
    return std::make_unique<simdjson_codec<false>>(document_size);
}
