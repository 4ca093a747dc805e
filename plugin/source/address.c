#define _DEFAULT_SOURCE /* inet_aton, which reads what resolvers read */

#include "source/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

/* A block of addresses: the first `bits` bits. */
typedef struct block {
    uint8_t start[16];
    unsigned bits;
} block;

/* RFC 6890 and its successors: what is not globally reachable, and multicast. */
static const block special_4[] = {
    {{0}, 8},             /* this network */
    {{10}, 8},            /* private use */
    {{100, 64}, 10},      /* shared by carriers */
    {{127}, 8},           /* loopback */
    {{169, 254}, 16},     /* link local */
    {{172, 16}, 12},      /* private use */
    {{192, 0, 0}, 24},    /* protocol assignments */
    {{192, 0, 2}, 24},    /* documentation */
    {{192, 88, 99}, 24},  /* 6to4 relays */
    {{192, 168}, 16},     /* private use */
    {{198, 18}, 15},      /* benchmarks */
    {{198, 51, 100}, 24}, /* documentation */
    {{203, 0, 113}, 24},  /* documentation */
    {{224}, 4},           /* multicast */
    {{240}, 4},           /* reserved, broadcast */
};
static const block special_6[] = {
    {{0x00, 0x64, 0xFF, 0x9B, 0, 1}, 48}, /* NAT64 of a local network */
    {{0x01}, 64},                         /* discarded */
    {{0x20, 0x01, 0}, 23},                /* protocol assignments, Teredo */
    {{0x20, 0x01, 0x0D, 0xB8}, 32},       /* documentation */
    {{0x3F, 0xFF}, 20},                   /* documentation */
    {{0x5F, 0}, 16},                      /* segment routing */
    {{0xFC}, 7},                          /* unique local */
    {{0xFE, 0x80}, 10},                   /* link local */
    {{0xFE, 0xC0}, 10},                   /* site local, as it was once */
    {{0xFF}, 8},                          /* multicast */
};
/* Blocks that hold an IPv4 address, and at which byte. */
static const struct {
    block where;
    size_t at;
} embedding[] = {
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96}, 12}, /* mapped */
    {{{0}, 96}, 12},                                        /* compatible; ::, ::1 */
    {{{0x00, 0x64, 0xFF, 0x9B}, 96}, 12},                   /* NAT64 */
    {{{0x20, 0x02}, 16}, 2},                                /* 6to4 */
};

static bool is_in(const uint8_t *bytes, const block *b)
{
    size_t whole = b->bits / 8;
    unsigned left = b->bits % 8;
    uint8_t mask = (uint8_t)(0xFF00u >> left);
    return memcmp(bytes, b->start, whole) == 0 &&
           (!left || (bytes[whole] & mask) == (b->start[whole] & mask));
}

static bool is_special(const uint8_t *bytes, const block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_in(bytes, &blocks[i]))
            return true;
    return false;
}

static bool is_public_4(const uint8_t *bytes)
{
    return !is_special(bytes, special_4, sizeof special_4 / sizeof *special_4);
}

static bool is_public_6(const uint8_t *bytes)
{
    for (size_t i = 0; i < sizeof embedding / sizeof *embedding; i++)
        if (is_in(bytes, &embedding[i].where))
            return is_public_4(bytes + embedding[i].at);
    return !is_special(bytes, special_6, sizeof special_6 / sizeof *special_6);
}

bool address_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        return is_public_4((const uint8_t *)&v4.sin_addr);
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        return is_public_6((const uint8_t *)&v6.sin6_addr);
    }
    return false;
}

/* NUL-terminates a part of a URL; a longer one is no address. */
static bool copy_host(str host, char *to, size_t size)
{
    if (host.len >= size)
        return false;
    memcpy(to, host.data, host.len);
    to[host.len] = '\0';
    return true;
}

bool address_host_is_public(str host)
{
    char text[64];
    struct in_addr v4;
    uint8_t v6[16];
    bool bracketed = str_starts(host, STR("["));
    if (str_eq(host, STR("localhost")) || str_ends(host, STR(".localhost")))
        return false;
    if (bracketed)
        host = str_slice(host, 1, host.len - 1);
    if (!copy_host(host, text, sizeof text))
        return true;
    if (bracketed)
        return inet_pton(AF_INET6, text, v6) == 1 && is_public_6(v6);
    return !inet_aton(text, &v4) || is_public_4((const uint8_t *)&v4);
}

str address_print(mem *m, const struct sockaddr *address)
{
    char text[INET6_ADDRSTRLEN] = "an address of an unknown kind";
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
    } else if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
    }
    return str_copy(m, str_of(text));
}
