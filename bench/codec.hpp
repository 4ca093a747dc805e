/**
 * What the driver measures: libraries that decode a document into the structs that openapi2c emitted,
 * or encode those structs again. Every library fills the same structs, so that one checksum over the
 * decoded tree compares them all.
 */
#ifndef BENCH_CODEC_HPP
#define BENCH_CODEC_HPP

#include "bsky.h"
#include "num.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

/**
 * A member's type without the pointer, and the type of a member's items: unions that stand inside of
 * another type have long names, and one name for several equal ones.
 */
#define BARE(type, member) std::remove_pointer_t<decltype(type::member)>
#define ITEM(type, member) std::remove_pointer_t<decltype(BARE(type, member)::items)>

/** The type that a document decodes to. */
enum root { ROOT_TIMELINE, ROOT_THREAD, ROOT_FEATURES, ROOT_INTEGERS };

struct document {
    root kind;
    std::string text; /* has room for padding behind its end */
};

/** One decoded document: the member that goes with the document's root. Owned by the codec. */
struct tree {
    bsky_app_bsky_feed_get_timeline_response timeline;
    bsky_app_bsky_feed_get_post_thread_response thread;
    num_feature_collection features;
    num_integers integers;
};

/** A library under test. One codec serves one document, over and over, and keeps its memory. */
class codec {
public:
    virtual ~codec() = default;

    /** Decodes the document. The tree lives until the next call. Throws if it cannot. */
    virtual void decode(const document &doc, tree &out) = 0;

    /** Encodes a tree. The text lives until the next call. Throws if it cannot. */
    virtual std::string_view encode(root, const tree &)
    {
        throw std::runtime_error("this library does not encode here");
    }
};

std::unique_ptr<codec> make_ours(bool views, size_t document_size);
std::unique_ptr<codec> make_simdjson(bool copied, size_t document_size);
std::unique_ptr<codec> make_cjson(size_t document_size);
std::unique_ptr<codec> make_rapidjson(bool checked, size_t document_size);

/** Memory for the trees of the peers: one block, handed out by moving a pointer, emptied at no cost. */
class bump_arena {
public:
    explicit bump_arena(size_t size) : begin_(static_cast<char *>(std::malloc(size))), size_(size)
    {
        if (!begin_)
            throw std::bad_alloc();
        reset();
    }
    ~bump_arena() { std::free(begin_); }
    bump_arena(const bump_arena &) = delete;
    bump_arena &operator=(const bump_arena &) = delete;

    void reset() { at_ = begin_; }
    char *at() const { return at_; }
    void set(char *at) { at_ = at; }

    /** `size` bytes, aligned to `align`, which is a power of two. */
    char *take(size_t size, size_t align)
    {
        char *at = begin_ + ((static_cast<size_t>(at_ - begin_) + align - 1) & ~(align - 1));
        if (size > size_ - static_cast<size_t>(at - begin_))
            throw std::bad_alloc();
        at_ = at + size;
        return at;
    }

    template <class T> T *make()
    {
        char *memory = take(sizeof(T), alignof(T));
        std::memset(memory, 0, sizeof(T));
        return reinterpret_cast<T *>(memory);
    }

    /** A NUL-terminated copy, as the emitted structs promise. */
    o2c_str copy(const char *text, size_t length)
    {
        char *memory = take(length + 1, 1);
        std::memcpy(memory, text, length);
        memory[length] = '\0';
        return o2c_str{memory, length};
    }

private:
    char *begin_;
    size_t size_;
    char *at_ = nullptr;
};

/** Where a peer puts what it decodes: the tree's memory, and a stack on which lists grow. */
struct memory {
    explicit memory(size_t document_size)
        : arena(8 * document_size + (1u << 20)), stack(4 * document_size + (1u << 20))
    {
    }
    void reset()
    {
        arena.reset();
        stack.reset();
    }
    bump_arena arena, stack;
};

#endif
