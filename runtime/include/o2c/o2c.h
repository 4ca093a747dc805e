/** The whole runtime. Emitted headers include this. */
#ifndef O2C_H
#define O2C_H

#include <o2c/arena.h>
#include <o2c/base.h>
#include <o2c/check.h>
#include <o2c/context.h>
#include <o2c/error.h>
#include <o2c/format.h>
#include <o2c/look.h>
#include <o2c/map.h>
#include <o2c/pattern.h>
#include <o2c/reader.h>
#include <o2c/shape.h>
#include <o2c/support.h>
#include <o2c/typed.h>
#include <o2c/value.h>
#include <o2c/writer.h>
#ifndef O2C_NO_STDIO /* define it where there is no <stdio.h> */
#include <o2c/stdio.h>
#endif

#endif
