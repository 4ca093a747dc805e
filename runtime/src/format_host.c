/* Host names (RFC 1123 §2.1) and mailboxes with names beyond ASCII (RFC 6531 §3.3). */
#include "format_host.h"

bool o2c_format_is_hostname(const char *data, size_t len)
{
    return len > 0 && o2c_is_ldh_name(data, data + len);
}

/* The length of the dot that stands at `p`, ASCII or one of the three that look like it (RFC 3490 §3.1);
 * 0 if there is none. */
static size_t dot_length(const char *p, const char *end)
{
    if (*p == '.') {
        return 1;
    }
    bool wide =
        end - p >= 3 && (memcmp(p, "\xE3\x80\x82", 3) == 0 || memcmp(p, "\xEF\xBC\x8E", 3) == 0 ||
                         memcmp(p, "\xEF\xBD\xA1", 3) == 0);
    return wide ? 3 : 0;
}

/* A label with characters beyond ASCII. */
static bool is_u_label(const char *p, const char *end)
{
    if (p == end || end - p > O2C_HOST_MAX || *p == '-' || end[-1] == '-') {
        return false;
    }
    while (p < end && ((unsigned char)*p >= 0x80 || o2c_is_alphanumeric(*p) || *p == '-')) {
        p++;
    }
    return p == end;
}

static bool is_international_name(const char *p, const char *end, bool wide_dots)
{
    for (;;) {
        const char *label = p;
        while (p < end && !(wide_dots ? dot_length(p, end) != 0 : *p == '.')) {
            p++;
        }
        if (!o2c_is_ldh_label(label, p) && !is_u_label(label, p)) {
            return false;
        }
        if (p == end) {
            return true;
        }
        p += dot_length(p, end);
    }
}

bool o2c_format_is_idn_hostname(const char *data, size_t len)
{
    return is_international_name(data, data + len, true);
}

bool o2c_format_is_idn_email(const char *data, size_t len)
{
    const char *end = data + len;
    const char *domain = o2c_mailbox_domain(data, end, true);
    return domain != NULL && o2c_scan_utf8(data, end) == end &&
           (is_international_name(domain, end, false) || o2c_is_address_literal(domain, end));
}
