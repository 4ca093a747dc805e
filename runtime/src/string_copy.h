/** Strings that are copied to the arena while they are scanned, by what the processor has. */
#ifndef O2C_STRING_COPY_H
#define O2C_STRING_COPY_H

#include <o2c/reader.h>

typedef o2c_str o2c_string_reader(o2c_reader *r);

/**
 * What reads strings for a reader that copies them, on this processor: as o2c_read_str. All of them
 * leave to o2c_string_read what is near the end of the text or of the arena's block, or is wrong.
 */
o2c_string_reader *o2c_string_copier(void);

/** The ones that there are on this machine, for tests: NULL beyond the last. */
o2c_string_reader *o2c_string_copier_at(size_t index);

#endif
