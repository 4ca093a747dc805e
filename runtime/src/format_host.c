/* Host names (RFC 1123 §2.1, RFC 5890) and mailboxes with names beyond ASCII (RFC 6531 §3.3). */
#include "format_idna.h"
#include "utf8.h"

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

/* Two hyphens in third and fourth place, but not "xn--": reserved for what comes after IDNA. */
static bool is_reserved(const char *p, const char *end)
{
    return end - p >= 4 && p[2] == '-' && p[3] == '-' &&
           ((p[0] | 0x20) != 'x' || (p[1] | 0x20) != 'n');
}

/* Labels of letters, digits and single hyphens need no closer look, and most names have no others. */
static bool is_plain_name(const char *p, const char *end)
{
    const char *label = p;
    char before = '.';
    if (end - p > O2C_HOST_MAX) {
        return false;
    }
    for (; p < end; before = *p++) {
        if (o2c_is_alphanumeric(*p)) {
            continue;
        }
        if (before == '.' || before == '-' || (*p != '-' && *p != '.')) {
            return false;
        }
        if (*p == '.') {
            if (p - label > O2C_LABEL_MAX) {
                return false;
            }
            label = p + 1;
        }
    }
    return before != '.' && before != '-' && end - label <= O2C_LABEL_MAX;
}

static bool is_ascii(const char *p, const char *end)
{
    while (p < end && (unsigned char)*p < 0x80) {
        p++;
    }
    return p == end;
}

/** What else a name may have. */
typedef struct leave {
    bool international; /* U-labels, but no reserved ones (RFC 5890 §2.3.1) */
    bool wide_dots;
    bool
        not_normal; /* U-labels that are not in normalization form C: RFC 6531 leaves that to servers */
} leave;

static bool is_name(const char *p, const char *end, leave may)
{
    o2c_idna_name name = {0, false, false};
    for (;;) {
        const char *start = p;
        while (p < end && !(may.wide_dots ? dot_length(p, end) != 0 : *p == '.')) {
            p++;
        }
        bool ascii = is_ascii(start, p);
        bool refused = ascii ? may.international && is_reserved(start, p) : !may.international;
        if (refused || !(ascii ? o2c_idna_ascii_label(&name, start, p)
                               : o2c_idna_u_label(&name, start, p, !may.not_normal))) {
            return false;
        }
        if (p == end) {
            return o2c_idna_name_ok(&name);
        }
        p += dot_length(p, end);
    }
}

bool o2c_format_is_hostname(const char *data, size_t len)
{
    const char *end = data + len;
    return len > 0 &&
           (is_plain_name(data, end) || is_name(data, end, (leave){false, false, false}));
}

bool o2c_format_is_idn_hostname(const char *data, size_t len)
{
    const char *end = data + len;
    return len > 0 && (is_plain_name(data, end) || is_name(data, end, (leave){true, true, false}));
}

bool o2c_format_is_idn_email(const char *data, size_t len)
{
    const char *end = data + len;
    const char *domain = o2c_mailbox_domain(data, end, true);
    if (domain == NULL || o2c_scan_utf8(data, domain) != domain) {
        return false;
    }
    return o2c_is_address_literal(domain, end) || is_plain_name(domain, end) ||
           is_name(domain, end, (leave){true, false, true});
}
