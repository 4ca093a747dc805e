#!/usr/bin/env python3
"""Writes runtime/src/pow5.c: the top 128 bits of 5**q, which are those of 10**q.

    python3 runtime/tools/make_pow5.py > runtime/src/pow5.c

Each entry is floor(5**q * 2**(127 - floor(log2(5**q)))): rounded down, exact for 0 <= q <= 55.
Also proves, for every q in the table, the two integer logarithms that the runtime uses.
"""

FIRST, LAST = -342, 324


def log2_pow5(q):
    """floor(log2(5**q)) by exact integers."""
    return (5**q).bit_length() - 1 if q >= 0 else -(5**-q).bit_length()


def top_bits(q):
    shift = 127 - log2_pow5(q)
    if q < 0:
        return (1 << shift) // 5**-q
    return 5**q << shift if shift >= 0 else 5**q >> -shift


def main():
    print("/* Made by runtime/tools/make_pow5.py; do not edit. */")
    print('#include "number.h"')
    print()
    print("const uint64_t o2c_pow5[O2C_POW5_LAST - O2C_POW5_FIRST + 1][2] = {")
    for q in range(FIRST, LAST + 1):
        bits = top_bits(q)
        assert 1 << 127 <= bits < 1 << 128
        assert q + log2_pow5(q) == (q * 217706) >> 16
        print(f"    {{0x{bits >> 64:016x}u, 0x{bits & (1 << 64) - 1:016x}u}}, /* {q} */")
    print("};")


main()
