/**
 * Code for more of a processor than the compiler was told of: which there is, and whether to call it.
 *
 * Functions of O2C_WITH_AVX2 may be called only where o2c_has_avx2 says so. That asks the C library,
 * which has asked the processor when the program was started: asking again would cost a trap in a virtual
 * machine, remembering would need a variable, and choosing when the program is loaded a relocation. Of
 * other C libraries than glibc 2.33 and newer nothing is known, and the answer is the compiler's.
 */
#ifndef O2C_CPU_H
#define O2C_CPU_H

#include <stdbool.h>
#include <string.h> /* one of the C library, which says whose it is */

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__TINYC__)
#define O2C_AVX2_CODE 1
#define O2C_WITH_AVX2 __attribute__((target("avx2")))
#include <immintrin.h>
#else
#define O2C_AVX2_CODE 0
#endif

#if O2C_AVX2_CODE && !defined(__AVX2__) && defined(__GLIBC_PREREQ)
#if __GLIBC_PREREQ(2, 33)
#define O2C_ASK_GLIBC 1
#include <sys/platform/x86.h>
#endif
#endif

static inline bool o2c_has_avx2(void)
{
#if defined(__AVX2__)
    return O2C_AVX2_CODE;
#elif defined(O2C_ASK_GLIBC)
    return CPU_FEATURE_ACTIVE(AVX2);
#else
    return false;
#endif
}

#endif
