/* The lists and maps of what JSON has; those of typed forms stand beside those (typed_uuid.c ...). */
#include "containers.h"

/* Not one macro over both: `bool` may be a macro itself, which must not be expanded. */
DEFINE_LIST(str, o2c_str, )
DEFINE_MAP(str, o2c_str, )
DEFINE_LIST(bool, bool, )
DEFINE_MAP(bool, bool, )
DEFINE_LIST(i32, int32_t, )
DEFINE_MAP(i32, int32_t, )
DEFINE_LIST(u32, uint32_t, )
DEFINE_MAP(u32, uint32_t, )
DEFINE_LIST(i64, int64_t, )
DEFINE_MAP(i64, int64_t, )
DEFINE_LIST(u64, uint64_t, )
DEFINE_MAP(u64, uint64_t, )
DEFINE_LIST(f32, float, )
DEFINE_MAP(f32, float, )
DEFINE_LIST(f64, double, )
DEFINE_MAP(f64, double, )
DEFINE_LIST(value, o2c_value, &)
DEFINE_MAP(value, o2c_value, &)
