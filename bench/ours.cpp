/** The emitted decoders and encoders, as a user calls them. */
#include "codec.hpp"

namespace
{

class our_codec : public codec
{
  public:
    explicit our_codec(bool views)
    {
        options_.strings = views ? O2C_STRINGS_VIEW : O2C_STRINGS_COPY;
    }
    ~our_codec() override
    {
        o2c_arena_deinit(&arena_);
        o2c_arena_deinit(&text_);
    }

    void decode(const document &doc, tree &out) override
    {
        o2c_reader r;
        o2c_error error;
        o2c_arena_reset(&arena_);
        o2c_reader_init(&r, &arena_, doc.text.data(), doc.text.size(), &options_);
        read(r, doc.kind, out);
        if (!o2c_reader_finish(&r, &error)) {
            o2c_error_print(&error, stderr);
            throw std::runtime_error("openapi2c cannot decode this");
        }
    }

    std::string_view encode(root kind, const tree &v) override
    {
        size_t length = 0;
        o2c_arena_reset(&text_);
        const char *text = write(kind, v, &length);
        if (!text)
            throw std::runtime_error("openapi2c cannot encode this");
        return {text, length};
    }

  private:
    static void read(o2c_reader &r, root kind, tree &out)
    {
        switch (kind) {
        case ROOT_TIMELINE: bsky_app_bsky_feed_get_timeline_response_read(&r, &out.timeline); break;
        case ROOT_THREAD: bsky_app_bsky_feed_get_post_thread_response_read(&r, &out.thread); break;
        case ROOT_FEATURES: num_feature_collection_read(&r, &out.features); break;
        case ROOT_INTEGERS: num_integers_read(&r, &out.integers); break;
        }
    }

    const char *write(root kind, const tree &v, size_t *length)
    {
        o2c_write_options options = {};
        o2c_writer w;
        options.max_depth = DEPTH;
        o2c_writer_init(&w, &text_, &options);
        switch (kind) {
        case ROOT_TIMELINE: bsky_app_bsky_feed_get_timeline_response_write(&w, &v.timeline); break;
        case ROOT_THREAD: bsky_app_bsky_feed_get_post_thread_response_write(&w, &v.thread); break;
        case ROOT_FEATURES: num_feature_collection_write(&w, &v.features); break;
        case ROOT_INTEGERS: num_integers_write(&w, &v.integers); break;
        }
        return o2c_writer_finish(&w, length, nullptr);
    }

    /* The twins of doubled depth go beyond the default of 1,024 levels. */
    static constexpr uint32_t DEPTH = 8192;

    o2c_read_options options_ = {O2C_STRINGS_COPY, DEPTH, 0, nullptr};
    o2c_arena arena_ = O2C_ARENA_INIT;
    o2c_arena text_ = O2C_ARENA_INIT;
};

} // namespace

std::unique_ptr<codec> make_ours(bool views, size_t)
{
    return std::make_unique<our_codec>(views);
}
