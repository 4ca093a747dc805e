/**
 * The peers' way from a parsed document to the emitted structs. timeline.inc and numbers.inc list
 * the members by hand; the macros below make straight-line code of them, the same for every peer: one
 * walk over an object's members, each key compared with constants.
 *
 * A peer P has:
 *   value, object, key     what it hands out; key.is("name") compares with a constant
 *   memory mem             where the tree goes
 *   text, integer, number, boolean (value, out)   false for null, throw for another type
 *   members(value or object, f(key, value)), items(value, f(value))   false for null
 *   tagged(value, object, key)    opens an object and finds its $type; false for null
 *
 * No peer checks required members, lengths, minima or constants, all of which the emitted decoders do.
 */
#ifndef BENCH_FROM_JSON_HPP
#define BENCH_FROM_JSON_HPP

#include "codec.hpp"

template <class P, class V> inline bool get(P &p, V v, o2c_str &out) { return p.text(v, out); }
template <class P, class V> inline bool get(P &p, V v, int64_t &out) { return p.integer(v, out); }
template <class P, class V> inline bool get(P &p, V v, double &out) { return p.number(v, out); }
template <class P, class V> inline bool get(P &p, V v, bool &out) { return p.boolean(v, out); }

template <class P, class V, class T> inline bool get(P &p, V v, T *&out)
{
    T *made = p.mem.arena.template make<T>();
    if (!get(p, v, *made))
        return false;
    out = made;
    return true;
}

template <class L>
concept list = requires(L l) {
    l.items;
    l.count;
};

template <class P, class V, list L> bool get(P &p, V v, L &out)
{
    using item_type = std::remove_pointer_t<decltype(out.items)>;
    bump_arena &stack = p.mem.stack;
    char *top = stack.at();
    item_type *first = reinterpret_cast<item_type *>(stack.take(0, alignof(item_type)));
    size_t count = 0;
    bool found = p.items(v, [&](auto element) {
        item_type item{};
        if (!get(p, element, item))
            throw std::runtime_error("null in a list");
        std::memcpy(static_cast<void *>(stack.take(sizeof item, 1)), &item, sizeof item);
        count++;
    });
    if (count) {
        char *items = p.mem.arena.take(count * sizeof(item_type), alignof(item_type));
        std::memcpy(items, static_cast<void *>(first), count * sizeof(item_type));
        out.items = reinterpret_cast<item_type *>(items);
    }
    out.count = count;
    stack.set(top);
    return found;
}

#define STRUCT(type)                                                                               \
    template <class P, class V> bool get(P &p, V v, type &out)                                     \
    {                                                                                              \
        return p.members(v, [&](auto key, auto item) {
#define REQUIRED(wire, name)                                                                       \
    if (key.is(wire)) {                                                                            \
        if (!get(p, item, out.name))                                                               \
            throw std::runtime_error("null for " wire);                                            \
        return;                                                                                    \
    }
#define OPTIONAL(wire, name)                                                                       \
    if (key.is(wire)) {                                                                            \
        out.has_##name = true;                                                                     \
        out.null_##name = !get(p, item, out.name);                                                 \
        return;                                                                                    \
    }
#define TYPE(value)                                                                                \
    if (key.is("$type")) {                                                                         \
        out.has_type = true;                                                                       \
        return;                                                                                    \
    }
#define CONSTANT(wire, value)                                                                      \
    if (key.is(wire))                                                                              \
        return;
#define END_STRUCT                                                                                 \
        });                                                                                        \
    }

#define UNION(type)                                                                                \
    template <class P, class V> bool get(P &p, V v, type &out)                                     \
    {                                                                                              \
        typename P::object object;                                                                 \
        typename P::key tag;                                                                       \
        if (!p.tagged(v, object, tag))                                                             \
            return false;
/* branches are numbered from 1 in the schema's order */
#define BRANCH(value, number, member)                                                              \
    if (tag.is(value)) {                                                                           \
        out.kind = static_cast<decltype(out.kind)>(number);                                        \
        return get(p, object, out.as.member);                                                      \
    }
#define END_UNION                                                                                  \
        throw std::runtime_error("a tag that the documents should not have");                      \
    }

#include "numbers.inc"
#include "timeline.inc"

#undef STRUCT
#undef REQUIRED
#undef OPTIONAL
#undef TYPE
#undef CONSTANT
#undef END_STRUCT
#undef UNION
#undef BRANCH
#undef END_UNION

/** Fills the member of `out` that goes with the document. */
template <class P, class V> void get_root(P &p, V v, root kind, tree &out)
{
    std::memset(static_cast<void *>(&out), 0, sizeof out);
    switch (kind) {
    case ROOT_TIMELINE: get(p, v, out.timeline); break;
    case ROOT_THREAD: get(p, v, out.thread); break;
    case ROOT_FEATURES: get(p, v, out.features); break;
    case ROOT_INTEGERS: get(p, v, out.integers); break;
    }
}

#endif
