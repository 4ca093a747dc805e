#include "format_idna.h"
#include "format_punycode.h"
#include "reading.h"

/* Names of hosts beyond ASCII: RFC 5891 §4.2, RFC 5892 appendix A, RFC 5893 §2, RFC 3492 §7.1. */

#define LIST(...)                                                                                  \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

static void check(o2c_format format, const char *const *names, bool expected)
{
    for (; *names != NULL; names++) {
        size_t len = strlen(*names);
        char *exact = malloc(len);
        memcpy(exact, *names, len);
        if (o2c_format_ok(format, exact, len) != expected) {
            fail_msg("%s: wrong about \"%s\"", o2c_format_name(format), *names);
        }
        free(exact);
    }
}

static void good(const char *const *names)
{
    check(O2C_FORMAT_IDN_HOSTNAME, names, true);
}

static void bad(const char *const *names)
{
    check(O2C_FORMAT_IDN_HOSTNAME, names, false);
}

static void u_labels_hold_what_may_stand_in_them(void **state)
{
    (void)state;
    good(LIST("b\u00FCcher.example", "stra\u00DFe", "\u4E2D\u6587", "\u0E44\u0E17\u0E22",
              "\u00FC-1"));
    bad(LIST("B\u00DCCHER", "b\u00FCcher.", "\u00FC..a", "-\u00FC", "\u00FC-", "\u00FC\u00FC--a",
             "\u0301a", "\u00FC a", "\u00FC_", "\u2603", "\uFF21", "\u00FC\x80", "\U0001F600",
             "\u0378", "\uE000", "\u1100\u1161", "\uAC00\u302E"));
}

static void code_points_have_their_context(void **state)
{
    (void)state;
    good(LIST("l\u00B7l", "\u0375\u03B1", "\u05D0\u05F3", "\u05D0\u05F4", "\u30FB\u30A2",
              "\u0628\u0660\u0661", "\u0628\u06F0", "\u0915\u094D\u200D", "\u0915\u094D\u200C",
              "\u0628\u200C\u0628", "\u0628\u064B\u200C\u064B\u0628"));
    bad(LIST("\u00B7", "l\u00B7", "a\u00B7l", "\u0375", "\u0375a", "\u05F3", "a\u05F4", "\u30FBa",
             "\u0660\u06F0", "\u200D", "\u0915\u200D", "\u200C\u0628", "\u0628\u200C",
             "a\u200C\u0628"));
}

static void directions_do_not_mix(void **state)
{
    (void)state;
    good(LIST("\u05D0\u05D1", "\u05D01", "\u0628\u0661", "a.\u05D0", "a1.\u05D0", "\u05D0\u05B4"));
    bad(LIST("a\u05D0", "\u05D0a", "1\u05D0", "1.\u05D0", "1a.\u05D0", "\u05D0-1-\u0661",
             "\u05D01\u0661", "xn--4db.1"));
}

static void labels_are_normal(void **state)
{
    (void)state;
    good(LIST("\u00E9", "x\u0323\u0301", "\u00ED\u0327"));
    bad(LIST("e\u0301", "x\u0301\u0323", "i\u0330\u0301", "\u00ED\u0330", "\u01DC\u031B",
             "u\u0308\u0300", "xn--e-xbb"));
}

static void a_labels_are_canonical(void **state)
{
    (void)state;
    static const char *const fine[] = {"xn--bcher-kva", "XN--BCHER-KVA.example", "xn--strae-oqa",
                                       "a.xn--fiq228c", NULL};
    static const char *const wrong[] = {
        "xn--",         "xn--a",           "xn--bcher-kv", "xn--bcher-kva-",    "xn--example-",
        "xn--99999999", "xn--BCHER-kvaa9", "xn---9uc",     "xn--iberspace-jtb", NULL};
    good(fine);
    bad(wrong);
    check(O2C_FORMAT_HOSTNAME, fine, true);
    check(O2C_FORMAT_HOSTNAME, wrong, false);
    check(O2C_FORMAT_HOSTNAME, LIST("b\u00FCcher"), false);
    /* hyphens in third and fourth place are for A-labels alone, where those are known */
    check(O2C_FORMAT_HOSTNAME, LIST("ab--cd"), true);
    bad(LIST("ab--cd"));
}

static void lengths_are_those_of_a_labels(void **state)
{
    (void)state;
    char name[600] = "";
    for (int i = 0; i < 30; i++) {
        strcat(name, "\u00FC"); /* 30 of them are 43 bytes of an A-label, 60 are 73 */
    }
    good(LIST(name));
    memcpy(name + 60, name, 60);
    name[120] = '\0';
    bad(LIST(name));
    name[0] = '\0';
    for (int i = 0; i < 20; i++) {
        strcat(name, "\u00FC\u00FC\u00FC."); /* xn--tdaaa. */
    }
    name[strlen(name) - 1] = '\0';
    good(LIST(name));
    strcat(name, ".\u00FC.\u00FC.\u00FC.\u00FC.\u00FC.\u00FC.\u00FC");
    bad(LIST(name));
}

static void domains_of_mailboxes_are_names(void **state)
{
    (void)state;
    check(O2C_FORMAT_IDN_EMAIL, LIST("a@b\u00FCcher.de", "a@cafe\u0301.de", "\u00FC@xn--bcher-kva"),
          true);
    check(O2C_FORMAT_IDN_EMAIL, LIST("a@\u3002", "a@b\u3002c", "a@\u2603", "a@xn--a", "a@ab--c"),
          false);
}

/* RFC 3492 §7.1 (A), (B), (G) and (I) */
static void punycode_is_that_of_the_samples(void **state)
{
    (void)state;
    static const struct {
        const char *encoded, *text;
    } samples[] = {
        {"egbpdaj6bu4bxfgehfvwxn", "\u0644\u064A\u0647\u0645\u0627\u0628\u062A\u0643\u0644\u0645"
                                   "\u0648\u0634\u0639\u0631\u0628\u064A"
                                   "\u061F"},
        {"ihqwcrb4cv8a8dqg056pqjye", "\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587"},
        {"n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
         "\u306A\u305C\u307F\u3093\u306A\u65E5\u672C\u8A9E\u3092\u8A71\u3057\u3066\u304F\u308C"
         "\u306A\u3044"
         "\u306E\u304B"},
        {"b1abfaaepdrnnbgefbadotcwatmq2g4l",
         "\u043F\u043E\u0447\u0435\u043C\u0443\u0436\u0435\u043E\u043D\u0438\u043D\u0435\u0433"
         "\u043E\u0432"
         "\u043E\u0440\u044F\u0442\u043F\u043E\u0440\u0443\u0441\u0441\u043A\u0438"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        uint32_t decoded[O2C_PUNYCODE_MAX];
        char again[O2C_PUNYCODE_MAX];
        size_t len = strlen(samples[i].encoded);
        size_t count = o2c_punycode_decode(samples[i].encoded, samples[i].encoded + len, decoded);
        const char *p = samples[i].text, *end = p + strlen(p);
        for (size_t k = 0; k < count; k++) {
            assert_int_equal(decoded[k], o2c_take_utf8(&p, end));
        }
        assert_ptr_equal(p, end);
        assert_int_equal(o2c_punycode_encode(decoded, count, again), len);
        assert_memory_equal(again, samples[i].encoded, len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(u_labels_hold_what_may_stand_in_them),
        cmocka_unit_test(code_points_have_their_context),
        cmocka_unit_test(directions_do_not_mix),
        cmocka_unit_test(labels_are_normal),
        cmocka_unit_test(a_labels_are_canonical),
        cmocka_unit_test(lengths_are_those_of_a_labels),
        cmocka_unit_test(domains_of_mailboxes_are_names),
        cmocka_unit_test(punycode_is_that_of_the_samples),
    };
    return cmocka_run_group_tests_name("runtime.format_idna", tests, NULL, NULL);
}
