/*
 * Eight threads over one emitted library, each with documents and an arena of its own, all at once:
 *
 *     threads TIMES FILE...
 *
 * Built with -fsanitize=thread. Any shared state that is written would be reported.
 */
#include "drive.h"

#include <pthread.h>

#define ROOT feed_app_bsky_feed_get_timeline_response
#include "root.h"
#undef ROOT
#define ROOT feed_app_bsky_feed_get_post_thread_response
#include "root.h"

enum { THREADS = 8 };

typedef struct worker {
    pthread_t thread;
    unsigned number, times, files;
    char **paths;
    size_t written; /* bytes */
} worker;

static void decode_and_encode(worker *w, const char *path, o2c_arena *arena)
{
    const root *type = strstr(path, "timeline") ? &feed_app_bsky_feed_get_timeline_response_root
                                                : &feed_app_bsky_feed_get_post_thread_response_root;
    bytes t = bytes_read(path);
    void *out = malloc(type->size);
    size_t length;
    o2c_error error;
    REQUIRE(out && type->decode(arena, t.data, t.length, out, &error), "%s", path);
    REQUIRE(type->encode(arena, out, &length, &error), "%s", error.message);
    w->written += length;
    /* errors are told by every thread as well */
    REQUIRE(!type->decode(arena, t.data, t.length / 2, out, &error) && error.line, "%s", path);
    REQUIRE(type->validate(arena, t.data, t.length - 1, &error, 1) == 1, "%s", path);
    free(out);
    free(t.data);
}

static void *work(void *argument)
{
    worker *w = argument;
    o2c_arena arena = O2C_ARENA_INIT;
    for (unsigned i = 0; i < w->times; i++) {
        decode_and_encode(w, w->paths[(w->number + i) % w->files], &arena);
        o2c_arena_reset(&arena);
    }
    o2c_arena_deinit(&arena);
    return NULL;
}

int main(int argc, char **argv)
{
    static worker workers[THREADS];
    REQUIRE(argc > 2, "usage: threads TIMES FILE...");
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] = (worker){.number = i,
                              .times = (unsigned)strtoul(argv[1], NULL, 10),
                              .files = (unsigned)argc - 2,
                              .paths = argv + 2};
        REQUIRE(pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0, "thread %u", i);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        REQUIRE(workers[i].written > 0, "thread %u did nothing", i);
    }
    return 0;
}
