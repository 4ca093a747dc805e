#include "source/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>

static bool is_public(const char *text)
{
    struct sockaddr_storage space = {0};
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    mem m = MEM_INIT;
    if (strchr(text, ':')) {
        assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
        memcpy(&space, &v6, sizeof v6);
    } else {
        assert_int_equal(inet_pton(AF_INET, text, &v4.sin_addr), 1);
        memcpy(&space, &v4, sizeof v4);
    }
    const struct sockaddr *address = (const struct sockaddr *)&space;
    assert_string_equal(address_print(&m, address).data, text);
    mem_free(&m);
    return address_is_public(address);
}

static void addresses_of_everybody_are_public(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "1.1.1.1",        "9.255.255.255",    "11.0.0.0",        "100.63.255.255",
        "100.128.0.0",    "126.255.255.255",  "128.0.0.0",       "169.253.255.255",
        "172.15.255.255", "172.32.0.0",       "192.167.255.255", "198.17.255.255",
        "198.20.0.0",     "223.255.255.255",  "2606:4700::1111", "2001:200::1",
        "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(is_public(cases[i]));
}

static void addresses_of_somebody_are_not(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.0.0",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:c0a8:1::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_false(is_public(cases[i]));
    struct sockaddr other = {.sa_family = AF_UNIX};
    assert_false(address_is_public(&other));
}

static void hosts_are_judged_in_any_spelling(void **state)
{
    (void)state;
    static const char *const private_hosts[] = {
        "127.0.0.1", "2130706433",         "0x7f000001", "0177.1",      "127.1",     "0",
        "[::1]",     "[::ffff:127.0.0.1]", "localhost",  "a.localhost", "[fe80::1]", "[nonsense:]",
        "10.1",      "192.168.1.1",
    };
    static const char *const others[] = {"example.com", "1.1.1.1", "[2606:4700::1111]",
                                         "localhost.example.com", "127.0.0.1.example.com"};
    for (size_t i = 0; i < sizeof private_hosts / sizeof *private_hosts; i++)
        assert_false(address_host_is_public(str_of(private_hosts[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(address_host_is_public(str_of(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_of_everybody_are_public),
        cmocka_unit_test(addresses_of_somebody_are_not),
        cmocka_unit_test(hosts_are_judged_in_any_spelling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
