/* Limits that the command has no options for, against a server of a few lines. */
#include "source/fetch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static mem arena;
static pid_t server;
static url_parts where;

static void pause_ms(long ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&t, NULL);
}

static void send_text(int fd, const char *text)
{
    send(fd, text, strlen(text), MSG_NOSIGNAL);
}

/* /slow: a byte now and then, for ever; TLS: nothing, for ever; else a document of 10 bytes. */
static void serve_one(int fd)
{
    char request[4096];
    ssize_t n = recv(fd, request, sizeof request - 1, 0);
    request[n > 0 ? n : 0] = '\0';
    bool tls = request[0] == 0x16; /* a handshake (RFC 8446 §5.1) */
    while (tls && recv(fd, request, sizeof request, 0) > 0)
        ;
    if (!strstr(request, "/slow")) {
        send_text(fd,
                  "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\n# 3456789\n");
        return;
    }
    send_text(fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    while (send(fd, "#", 1, MSG_NOSIGNAL) == 1)
        pause_ms(50);
}

static void serve(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        serve_one(fd);
        close(fd);
    }
}

static int start(void **state)
{
    (void)state;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(listener, (const struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(listener, 8), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&at, &size), 0);
    server = fork();
    if (server == 0) {
        alarm(60); /* in case that nobody ends it */
        serve(listener);
    }
    close(listener);
    const char *fault;
    str text = str_print(&arena, "http://127.0.0.1:%u/", (unsigned)ntohs(at.sin_port));
    assert_true(url_parse(&arena, text, &where, &fault));
    return 0;
}

static int stop(void **state)
{
    (void)state;
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    mem_free(&arena);
    return 0;
}

static url_parts page(const char *name)
{
    url_parts parts;
    const char *fault;
    str text = str_print(&arena, "%.*s%s", STR_ARG(where.text), name);
    assert_true(url_parse(&arena, text, &parts, &fault));
    return parts;
}

static void fetch_gives_up_when_hardly_anything_comes(void **state)
{
    (void)state;
    fetcher f;
    fetched got;
    fetch_failure failure;
    url_parts slow = page("slow");
    fetch_init(&f, &arena,
               &(fetch_options){.allow_http = true, .allow_private = true, .low_speed_time = 1});
    time_t before = time(NULL);
    assert_false(fetch_get(&f, &slow, &got, &failure));
    assert_true(time(NULL) - before < 10); /* not the 60 s that a document may take */
    assert_string_equal(failure.code, "O2C-N004");
    assert_non_null(strstr(failure.text.data, "it takes too long: Operation too slow"));
    fetch_free(&f);
}

static void fetch_gives_up_when_no_connection_comes_about(void **state)
{
    (void)state;
    fetcher f;
    fetched got;
    fetch_failure failure;
    url_parts mute;
    const char *fault;
    str text = str_print(&arena, "https%s", strchr(where.text.data, ':'));
    assert_true(url_parse(&arena, text, &mute, &fault));
    fetch_init(&f, &arena, &(fetch_options){.allow_private = true, .connect_timeout = 200});
    assert_false(fetch_get(&f, &mute, &got, &failure));
    assert_string_equal(failure.code, "O2C-N004");
    assert_true(f.spent >= 200 && f.spent < 5000);
    fetch_free(&f);
}

static void fetch_limits_what_a_run_brings(void **state)
{
    (void)state;
    fetcher f;
    fetched got;
    fetch_failure failure;
    url_parts any = page("any");
    fetch_init(&f, &arena,
               &(fetch_options){.allow_http = true, .allow_private = true, .max_bytes = 10});
    for (int i = 0; i < 4; i++)
        assert_true(fetch_get(&f, &any, &got, &failure));
    assert_int_equal(got.body.len, 10);
    assert_false(fetch_get(&f, &any, &got, &failure));
    assert_null(got.body.data);
    assert_string_equal(failure.text.data,
                        "the documents of this run have more than 40 bytes together, four times "
                        "'--max-bytes'");
    fetch_free(&f);
}

static void fetch_limits_the_time_of_a_run(void **state)
{
    (void)state;
    fetcher f;
    fetched got;
    fetch_failure failure;
    url_parts slow = page("slow");
    fetch_init(&f, &arena,
               &(fetch_options){.allow_http = true, .allow_private = true, .timeout = 20});
    for (int i = 0; i < 12; i++) {
        assert_false(fetch_get(&f, &slow, &got, &failure));
        assert_string_equal(failure.code, "O2C-N004");
    }
    assert_string_equal(failure.text.data,
                        "the documents of this run take longer than 0.2 s together, ten times "
                        "'--timeout'");
    assert_true(f.spent >= 200 && f.spent < 2000);
    fetch_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fetch_gives_up_when_hardly_anything_comes),
        cmocka_unit_test(fetch_gives_up_when_no_connection_comes_about),
        cmocka_unit_test(fetch_limits_what_a_run_brings),
        cmocka_unit_test(fetch_limits_the_time_of_a_run),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
