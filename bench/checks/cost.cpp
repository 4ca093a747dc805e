/**
 * What reading documents of one library costs, in the form of ../driver.cpp:
 *
 *     cost TYPE decode|validate FILE [SECONDS]      best and median nanoseconds of a run, bytes, runs
 *     cost TYPE verdict FILE                        what decoding and validating say, as codes
 *
 * TYPES is a file with a line TYPE(name) for each type.
 */
#include "lib.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

static const int WARM_UPS = 2;
static const size_t MIN_RUNS = 3;

struct type {
    const char *name;
    size_t size;
    bool (*read)(o2c_reader *r, void *out);
    size_t (*validate)(o2c_arena *arena, const char *text, size_t length, o2c_error *errors,
                       size_t room);
};

#define TYPE(name)                                                                                 \
    {#name, sizeof(name),                                                                          \
     [](o2c_reader *r, void *out) { return name##_read(r, static_cast<name *>(out)); },            \
     name##_validate},
static const type types[] = {
#include TYPES
};

static const type &type_of(const std::string &name)
{
    for (const type &t : types)
        if (t.name == name)
            return t;
    throw std::runtime_error("no type " + name);
}

static std::string load(const char *path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error(std::string("cannot read ") + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/** A type and a document, with the memory that is kept between runs. */
class subject
{
  public:
    subject(const type &t, std::string text) : type_(t), text_(std::move(text)), out_(t.size)
    {
        options_.context = &context_;
    }
    ~subject()
    {
        o2c_arena_deinit(&arena_);
        o2c_context_deinit(&context_);
    }
    subject(const subject &) = delete;
    subject &operator=(const subject &) = delete;

    size_t bytes() const { return text_.size(); }

    o2c_code decode()
    {
        o2c_reader r;
        o2c_error error = {};
        o2c_arena_reset(&arena_);
        o2c_reader_init(&r, &arena_, text_.data(), text_.size(), &options_);
        type_.read(&r, out_.data());
        return o2c_reader_finish(&r, &error) ? O2C_OK : error.code;
    }

    o2c_code validate()
    {
        o2c_error errors[8] = {};
        o2c_arena_reset(&arena_);
        return type_.validate(&arena_, text_.data(), text_.size(), errors, 8) ? errors[0].code : O2C_OK;
    }

  private:
    const type &type_;
    std::string text_;
    std::vector<char> out_;
    o2c_arena arena_ = O2C_ARENA_INIT;
    o2c_context context_ = O2C_CONTEXT_INIT;
    o2c_read_options options_ = {};
};

/* Of the process, so that others on the machine count less. */
static double now()
{
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

template <class F> static void measure(F run, double seconds, size_t bytes)
{
    std::vector<double> times;
    for (int i = 0; i < WARM_UPS; i++)
        run();
    double start = now(), before = start;
    while (times.size() < MIN_RUNS || before - start < seconds * 1e9) {
        run();
        double after = now();
        times.push_back(after - before);
        before = after;
    }
    std::sort(times.begin(), times.end());
    std::printf("%.0f %.0f %zu %zu\n", times[0], times[times.size() / 2], bytes, times.size());
}

int main(int argc, char **argv)
try {
    if (argc < 4)
        throw std::runtime_error("usage: cost TYPE decode|validate|verdict FILE [SECONDS]");
    std::string action = argv[2];
    double seconds = argc > 4 ? std::atof(argv[4]) : 1;
    subject s(type_of(argv[1]), load(argv[3]));
    if (action == "decode")
        measure([&] { s.decode(); }, seconds, s.bytes());
    else if (action == "validate")
        measure([&] { s.validate(); }, seconds, s.bytes());
    else if (action == "verdict")
        std::printf("%s %s\n", o2c_code_name(s.decode()), o2c_code_name(s.validate()));
    else
        throw std::runtime_error("no action " + action);
    return 0;
} catch (const std::exception &e) {
    std::fprintf(stderr, "cost: %s\n", e.what());
    return 1;
}
