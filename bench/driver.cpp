/**
 * Runs one library on one document and prints one line.
 *
 *     driver LIBRARY decode|encode FILE [SECONDS]   best and median nanoseconds of a run, bytes, runs
 *     driver LIBRARY check FILE                     hash and length of what was decoded, encoded by us
 *     driver LIBRARY check-encode FILE              the same for what LIBRARY encodes, decoded by us
 *     driver LIBRARY decode-times|encode-times FILE COUNT    COUNT runs, prints nothing (for callgrind)
 */
#include "codec.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <malloc.h>
#include <vector>

static const size_t PADDING = 64; /* what simdjson asks for */
static const int WARM_UPS = 2;
static const size_t MIN_RUNS = 3;

static double now()
{
    timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

static root root_of(const std::string &path)
{
    std::string name = path.substr(path.find_last_of('/') + 1);
    if (name.rfind("timeline", 0) == 0)
        return ROOT_TIMELINE;
    if (name.rfind("thread", 0) == 0)
        return ROOT_THREAD;
    if (name.rfind("numbers", 0) == 0)
        return ROOT_FEATURES;
    if (name.rfind("ints", 0) == 0)
        return ROOT_INTEGERS;
    throw std::runtime_error("no type is known for " + path);
}

static document load(const std::string &path)
{
    document doc{root_of(path), {}};
    FILE *file = std::fopen(path.c_str(), "rb");
    if (!file)
        throw std::runtime_error("cannot read " + path);
    std::fseek(file, 0, SEEK_END);
    size_t size = static_cast<size_t>(std::ftell(file));
    std::rewind(file);
    doc.text.reserve(size + PADDING);
    doc.text.resize(size);
    size_t got = std::fread(&doc.text[0], 1, size, file);
    std::fclose(file);
    if (got != size)
        throw std::runtime_error("cannot read all of " + path);
    return doc;
}

static std::unique_ptr<codec> make(const std::string &library, size_t size)
{
    if (library == "ours")
        return make_ours(false, size);
    if (library == "ours_views")
        return make_ours(true, size);
    if (library == "simdjson")
        return make_simdjson(false, size);
    if (library == "simdjson_copied") /* get_string, then a copy */
        return make_simdjson(true, size);
    if (library == "cjson")
        return make_cjson(size);
    if (library == "rapidjson")
        return make_rapidjson(false, size);
    if (library == "rapidjson_checked") /* its writer checks UTF-8 */
        return make_rapidjson(true, size);
    throw std::runtime_error("no such library: " + library);
}

/* FNV-1a, 64 bits. */
static unsigned long long hash(std::string_view text)
{
    unsigned long long h = 0xcbf29ce484222325u;
    for (unsigned char c : text)
        h = (h ^ c) * 0x100000001b3u;
    return h;
}

template <class F> static void measure(F run, double seconds)
{
    std::vector<double> times;
    size_t bytes = 0;
    for (int i = 0; i < WARM_UPS; i++)
        bytes = run();
    double start = now(), before = start;
    while (times.size() < MIN_RUNS || before - start < seconds * 1e9) {
        bytes = run();
        double after = now();
        times.push_back(after - before);
        before = after;
    }
    std::sort(times.begin(), times.end());
    std::printf("%.0f %.0f %zu %zu\n", times[0], times[times.size() / 2], bytes, times.size());
}

static void print_hash(std::string_view text)
{
    std::printf("%016llx %zu\n", hash(text), text.size());
}

static void go(const std::string &library, const std::string &action, const document &doc,
               double number)
{
    std::unique_ptr<codec> subject = make(library, doc.text.size());
    std::unique_ptr<codec> ours = make_ours(false, doc.text.size());
    auto out = std::make_unique<tree>();
    auto decode = [&] {
        subject->decode(doc, *out);
        return doc.text.size();
    };
    auto encode = [&] { return subject->encode(doc.kind, *out).size(); };

    if (action == "decode") {
        measure(decode, number);
    } else if (action == "decode-times") {
        for (int i = 0; i < static_cast<int>(number); i++)
            decode();
    } else if (action == "check") {
        decode();
        print_hash(ours->encode(doc.kind, *out));
    } else {
        ours->decode(doc, *out);
        if (action == "encode") {
            measure(encode, number);
        } else if (action == "check-encode") {
            document again{doc.kind, std::string(subject->encode(doc.kind, *out))};
            ours->decode(again, *out);
            print_hash(ours->encode(doc.kind, *out));
        } else if (action == "encode-times") {
            for (int i = 0; i < static_cast<int>(number); i++)
                encode();
        } else {
            throw std::runtime_error("no such action: " + action);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        std::fprintf(stderr, "usage: driver LIBRARY ACTION FILE [SECONDS or COUNT]\n");
        return 2;
    }
    /* Steady state is measured, not the kernel's handing out of pages. */
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    try {
        go(argv[1], argv[2], load(argv[3]), argc > 4 ? std::atof(argv[4]) : 0.15);
    } catch (const std::exception &e) {
        std::fprintf(stderr, "driver: %s, %s, %s: %s\n", argv[1], argv[2], argv[3], e.what());
        return 1;
    }
    return 0;
}
