/** What host names and mailboxes share. */
#ifndef O2C_FORMAT_HOST_H
#define O2C_FORMAT_HOST_H

#include "format_scan.h"

#define O2C_HOST_MAX  253 /* bytes of a name (RFC 1035 §2.3.4, without the root) */
#define O2C_LABEL_MAX 63

/** Whether [p, end) is a label of letters, digits and inner hyphens, 1 to 63 of them (RFC 1123 §2.1). */
bool o2c_is_ldh_label(const char *p, const char *end);

/** Whether [p, end) is one or more of those, with dots between them. */
bool o2c_is_ldh_name(const char *p, const char *end);

/**
 * Checks the local part of a mailbox and its '@'. Returns where its domain starts, which is not
 * empty, or NULL. international: characters beyond ASCII as well (RFC 6531 §3.3).
 */
const char *o2c_mailbox_domain(const char *p, const char *end, bool international);

/** Whether [p, end) is an address in brackets (RFC 5321 §4.1.3). */
bool o2c_is_address_literal(const char *p, const char *end);

#endif
