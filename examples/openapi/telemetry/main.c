/* Maps in the document's order, exact 64-bit numbers, and fixed buffers: nothing calls malloc. */
#include "telemetry.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char REPORT[] =
    "{\"device\":\"boiler-7\",\"sequence\":18446744073709551615,\"offset\":-9007199254740993,"
    "\"level\":\"warning\",\"labels\":{\"site\":\"north\",\"site.floor\":\"2\"},"
    "\"readings\":{\"temp\":{\"value\":71.3,\"unit\":\"C\",\"samples\":[71.1,71.5]},"
    "\"pressure\":{\"value\":1.2e5,\"priority\":1}},"
    "\"payload\":\"AAEC/w==\",\"extra\":{\"firmware\":[2,14]}}";

static void show(const telemetry_report *report)
{
    printf("%s #%" PRIu64 " offset %" PRId64 " payload %s%s\n", report->device.data,
           report->sequence, report->offset, report->payload.data,
           report->level >= TELEMETRY_LEVEL_WARNING ? ": look at it!" : "");
    for (size_t i = 0; i < report->readings.count; i++) {
        const telemetry_reading_map_entry *entry = &report->readings.items[i];
        printf("  %s = %g %s, priority %d, %zu samples\n", entry->key.data, entry->value.value,
               entry->value.has_unit ? entry->value.unit.data : "(no unit)",
               (int)entry->value.priority, entry->value.samples.count);
    }
    const o2c_str_entry *floor = o2c_str_map_get(&report->labels, o2c_str_of("site.floor"));
    printf("  floor %s\n", floor ? floor->value.data : "unknown");

    /* `extra` may be anything, and is a dynamic value. */
    const o2c_value *firmware = o2c_value_get(&report->extra, o2c_str_of("firmware"));
    int64_t major = 0;
    if (firmware && firmware->kind == O2C_ARRAY && firmware->count > 0 &&
        o2c_value_i64(&firmware->as.items[0], &major))
        printf("  firmware %" PRId64 "\n", major);
}

static bool next_report(telemetry_report *report, o2c_error *error)
{
    static char text[1024];
    size_t length;
    o2c_writer w;
    report->sequence = 1;
    report->has_readings = report->has_labels = false; /* what is there is not written then */
    o2c_writer_init_buffer(&w, text, sizeof text, NULL);
    telemetry_report_write(&w, report);
    if (!o2c_writer_finish(&w, &length, error))
        return false;
    printf("%.*s\n", (int)length, text);
    return true;
}

int main(void)
{
    static char memory[16 * 1024]; /* all that decoding may use; it fails when that is full */
    o2c_arena arena;
    o2c_error error;
    o2c_arena_init_buffer(&arena, memory, sizeof memory);
    telemetry_report report;
    bool ok = telemetry_report_decode(&arena, REPORT, strlen(REPORT), &report, &error);
    if (ok)
        show(&report);
    ok = ok && next_report(&report, &error);
    if (!ok)
        o2c_error_print(&error, stderr);

    /* All errors of a document, not the first alone. */
    static const char BAD[] = "{\"device\":\"x\",\"sequence\":-1,\"level\":\"loud\",\"more\":1}";
    o2c_error errors[8];
    size_t count = telemetry_report_validate(&arena, BAD, strlen(BAD), errors, 8);
    for (size_t i = 0; i < count && i < 8; i++)
        o2c_error_print(&errors[i], stdout);
    o2c_arena_deinit(&arena); /* frees nothing here, and costs nothing */
    return ok ? 0 : 1;
}
