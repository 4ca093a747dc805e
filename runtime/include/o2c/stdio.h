/** The parts of the runtime that use <stdio.h>; nothing else does. */
#ifndef O2C_STDIO_H
#define O2C_STDIO_H

#include <o2c/error.h>
#include <o2c/writer.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Prints what o2c_error_format writes, and a line end. */
void o2c_error_print(const o2c_error *error, FILE *stream);

/** A sink for o2c_writer_init_sink that writes to the FILE that is its `user`. */
bool o2c_file_sink(void *user, const char *data, size_t length);

#ifdef __cplusplus
}
#endif

#endif
