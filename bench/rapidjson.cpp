/**
 * RapidJSON: decoding through its DOM, in a pool that is reused, with UTF-8 checked and doubles
 * rounded correctly, as all others do; encoding by its Writer over a StringBuffer that is reused, plain
 * or, as ours always does, checking UTF-8.
 */
#ifdef __SSE4_2__
#define RAPIDJSON_SSE42
#elif defined(__SSE2__)
#define RAPIDJSON_SSE2
#endif

#include "from_json.hpp"
#include "to_json.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <vector>

namespace
{

struct parser {
    using value = const rapidjson::Value *;
    using object = const rapidjson::Value *;

    struct key {
        const char *text;
        size_t length;

        template <size_t N> bool is(const char (&name)[N]) const
        {
            return length == N - 1 && std::memcmp(text, name, N - 1) == 0;
        }
    };

    explicit parser(size_t document_size) : mem(document_size)
    {
    }

    static key key_of(const rapidjson::Value &v)
    {
        return {v.GetString(), v.GetStringLength()};
    }

    bool text(value v, o2c_str &out)
    {
        if (!v->IsString())
            return null(v);
        out = mem.arena.copy(v->GetString(), v->GetStringLength());
        return true;
    }

    bool integer(value v, int64_t &out)
    {
        if (!v->IsInt64())
            return null(v);
        out = v->GetInt64();
        return true;
    }

    bool number(value v, double &out)
    {
        if (!v->IsNumber())
            return null(v);
        out = v->GetDouble();
        return true;
    }

    bool boolean(value v, bool &out)
    {
        if (!v->IsBool())
            return null(v);
        out = v->GetBool();
        return true;
    }

    template <class F> bool members(value v, F take)
    {
        if (!v->IsObject())
            return null(v);
        for (auto m = v->MemberBegin(); m != v->MemberEnd(); ++m)
            take(key_of(m->name), &m->value);
        return true;
    }

    template <class F> bool items(value v, F take)
    {
        if (!v->IsArray())
            return null(v);
        for (auto item = v->Begin(); item != v->End(); ++item)
            take(&*item);
        return true;
    }

    bool tagged(value v, object &o, key &tag)
    {
        if (!v->IsObject())
            return null(v);
        auto found = v->FindMember("$type");
        if (found == v->MemberEnd() || !found->value.IsString())
            throw std::runtime_error("no tag");
        o = v;
        tag = key_of(found->value);
        return true;
    }

    static bool null(value v)
    {
        if (!v->IsNull())
            throw std::runtime_error("a value of the wrong type");
        return false;
    }

    memory mem;
};

template <unsigned FLAGS>
using writer = rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>,
                                 rapidjson::CrtAllocator, FLAGS>;

template <class W> class rapidjson_codec : public codec
{
  public:
    explicit rapidjson_codec(size_t document_size)
        : parser_(document_size), block_(8 * document_size + (1u << 20)),
          pool_(block_.data(), block_.size())
    {
    }

    void decode(const document &doc, tree &out) override
    {
        constexpr unsigned FLAGS =
            rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag;
        parser_.mem.reset();
        pool_.Clear();
        rapidjson::Document dom(&pool_);
        dom.Parse<FLAGS>(doc.text.data(), doc.text.size());
        if (dom.HasParseError())
            throw std::runtime_error("RapidJSON cannot parse this");
        get_root(parser_, static_cast<const rapidjson::Value *>(&dom), doc.kind, out);
    }

    std::string_view encode(root kind, const tree &v) override
    {
        text_.Clear();
        W w(text_);
        put_root(w, kind, v);
        return {text_.GetString(), text_.GetSize()};
    }

  private:
    parser parser_;
    std::vector<char> block_;
    rapidjson::MemoryPoolAllocator<> pool_;
    rapidjson::StringBuffer text_;
};

} // namespace

std::unique_ptr<codec> make_rapidjson(bool checked, size_t document_size)
{
    if (checked)
        return std::make_unique<rapidjson_codec<writer<rapidjson::kWriteValidateEncodingFlag>>>(
            document_size);
    return std::make_unique<rapidjson_codec<writer<rapidjson::kWriteNoFlags>>>(document_size);
}
