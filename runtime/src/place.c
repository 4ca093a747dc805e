#include <o2c/place.h>

#include "internal.h"
#include <string.h>

/*
 * Which schema an error belongs to: noted by the type that was being read, while that is left. Collected
 * errors that have no place yet are a stack: each one's `line`, which is not known before the end, leads
 * to the one before. What a type has read starts at `from`, so the errors that lie behind are its own.
 */

static o2c_site site_of(uint32_t form, const void *places, const char *from, uint32_t member)
{
    o2c_site site = {places, from, member, form, NULL, 0};
    return site;
}

/* What was tried is known already. */
static void set_site(o2c_site *to, o2c_site site)
{
    site.branches = to->branches;
    site.tried = to->tried;
    *to = site;
}

/* Takes the newest collected error off the stack and gives it the site. */
static void give(o2c_reader *r, o2c_site site)
{
    o2c_error *error = &r->errors[r->unplaced - 1];
    r->unplaced = error->line;
    error->line = 0;
    set_site(&error->site, site);
}

static void settle(o2c_reader *r)
{
    r->trouble = r->code != O2C_OK || r->unplaced != 0;
    if (r->unplaced == 0) {
        r->near = o2c_reader_near(r);
    }
}

void o2c_place(o2c_reader *r, uint32_t form, const void *places, const char *from, uint32_t member)
{
    o2c_site site = site_of(form, places, from, member);
    if (r->code != O2C_OK && r->site.places == NULL) {
        set_site(&r->site, site);
    }
    while (r->unplaced != 0 && r->begin + r->errors[r->unplaced - 1].offset >= from) {
        give(r, site);
    }
    settle(r);
}

void o2c_place_forget(o2c_reader *r)
{
    memset(&r->site, 0, sizeof r->site);
    r->branches = NULL;
    r->nearest = NULL;
    settle(r);
}

void o2c_place_member(o2c_reader *r, const o2c_object *o, uint32_t member)
{
    if (o->shape != NULL) {
        o2c_place(r, O2C_SITE_SHAPE, o->shape, o->start, member);
    }
}

void o2c_place_object(o2c_reader *r, const o2c_object *o)
{
    o2c_place_member(r, o, O2C_UNKNOWN);
}

/* Where the errors start that are about the value that was read last, and nothing inside it. */
static const char *last_value(const o2c_reader *r)
{
    if (r->at != NULL || r->unplaced == 0) {
        return r->at;
    }
    return r->begin + r->errors[r->unplaced - 1].offset; /* it was refused, which is one error */
}

/* Gives errors that site: those since its start, or about the value that was read last. */
static void place_value(o2c_reader *r, const char *places, const char *from, uint32_t member)
{
    o2c_site site = site_of(O2C_SITE_VALUE, places, from, member);
    const char *start = from != NULL ? from : last_value(r);
    if (r->code != O2C_OK && r->site.places == NULL) {
        set_site(&r->site, site);
    }
    while (r->unplaced != 0 && r->begin + r->errors[r->unplaced - 1].offset >= start) {
        give(r, site);
        if (from == NULL && r->at == NULL) {
            break;
        }
    }
    settle(r);
}

void o2c_place_branch(o2c_reader *r, const char *places, const char *from, int branch)
{
    place_value(r, places, from, (uint32_t)branch);
    r->branches = places;
    r->branch = (uint32_t)branch;
}

void o2c_place_value(o2c_reader *r, const char *places, const char *from)
{
    place_value(r, places, from, O2C_UNKNOWN);
}
