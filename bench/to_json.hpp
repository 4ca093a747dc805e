/**
 * The way from the emitted structs to text with RapidJSON's writer, driven by hand: the lists of
 * timeline.inc and numbers.inc, made straight-line code by the macros below.
 */
#ifndef BENCH_TO_JSON_HPP
#define BENCH_TO_JSON_HPP

#include "codec.hpp"

template <class W> inline void put(W &w, const o2c_str &v)
{
    w.String(v.data, static_cast<unsigned>(v.len));
}
template <class W> inline void put(W &w, const int64_t &v) { w.Int64(v); }
template <class W> inline void put(W &w, const double &v) { w.Double(v); }
template <class W> inline void put(W &w, const bool &v) { w.Bool(v); }
template <class W, class T> inline void put(W &w, T *const &v) { put(w, *v); }

template <class L>
concept written_list = requires(L l) {
    l.items;
    l.count;
};

template <class W, written_list L> void put(W &w, const L &v)
{
    w.StartArray();
    for (size_t i = 0; i < v.count; i++)
        put(w, v.items[i]);
    w.EndArray();
}

#define KEY(wire) w.Key(wire, static_cast<unsigned>(sizeof(wire) - 1))
#define STRUCT(type)                                                                               \
    template <class W> void put(W &w, const type &v)                                               \
    {                                                                                              \
        w.StartObject();
#define REQUIRED(wire, name)                                                                       \
    KEY(wire);                                                                                     \
    put(w, v.name);
#define OPTIONAL(wire, name)                                                                       \
    if (v.has_##name) {                                                                            \
        KEY(wire);                                                                                 \
        if (v.null_##name)                                                                         \
            w.Null();                                                                              \
        else                                                                                       \
            put(w, v.name);                                                                        \
    }
#define TYPE(value)                                                                                \
    if (v.has_type) {                                                                              \
        KEY("$type");                                                                              \
        w.String(value, static_cast<unsigned>(sizeof(value) - 1));                                 \
    }
#define CONSTANT(wire, value)                                                                      \
    KEY(wire);                                                                                     \
    w.String(value, static_cast<unsigned>(sizeof(value) - 1));
#define END_STRUCT                                                                                 \
        w.EndObject();                                                                             \
    }

/* a decoded branch has its tag: TYPE writes it */
#define UNION(type)                                                                                \
    template <class W> void put(W &w, const type &v)                                               \
    {                                                                                              \
        switch (static_cast<int>(v.kind)) {
#define BRANCH(value, number, member)                                                              \
    case number: put(w, v.as.member); break;
#define END_UNION                                                                                  \
        default: throw std::runtime_error("a branch that the documents should not have");          \
        }                                                                                          \
    }

#include "numbers.inc"
#include "timeline.inc"

#undef KEY
#undef STRUCT
#undef REQUIRED
#undef OPTIONAL
#undef TYPE
#undef CONSTANT
#undef END_STRUCT
#undef UNION
#undef BRANCH
#undef END_UNION

/** Writes the member of `v` that goes with `kind`. */
template <class W> void put_root(W &w, root kind, const tree &v)
{
    switch (kind) {
    case ROOT_TIMELINE: put(w, v.timeline); break;
    case ROOT_THREAD: put(w, v.thread); break;
    case ROOT_FEATURES: put(w, v.features); break;
    case ROOT_INTEGERS: put(w, v.integers); break;
    }
}

#endif
