/** Which addresses of the internet protocol are somebody's own, and no place for a spec to point at. */
#ifndef SOURCE_ADDRESS_H
#define SOURCE_ADDRESS_H

#include "base/str.h"

#include <sys/socket.h>

/**
 * Whether an address may be asked without --allow-private: a global unicast address. Those of this machine,
 * of private networks, of one link, for documentation and multicast are none (RFC 6890's registries);
 * an IPv6 address that stands for an IPv4 one (mapped, NAT64, 6to4) is what that one is.
 */
bool address_is_public(const struct sockaddr *address);

/**
 * The same of a host in a URL where nobody looks it up: false for numeric addresses that are not public, in any
 * spelling ("2130706433", "[::1]"), and for localhost; true for other names.
 */
bool address_host_is_public(str host);

/** "10.0.0.1", "fe80::1", in `m`. */
str address_print(mem *m, const struct sockaddr *address);

#endif
