## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
check_PROGRAMS += tests/fuzz/fuzz_overhear
tests_fuzz_fuzz_overhear_SOURCES = tests/fuzz/fuzz_overhear.c $(FUZZ_MAIN)
tests_fuzz_fuzz_overhear_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_overhear_LDADD = core/libcore.la

TESTS += tests/fuzz/overhear.sh
EXTRA_DIST += tests/fuzz/overhear.sh \
	tests/fuzz/seeds/overhear/advertisement \
	tests/fuzz/seeds/overhear/conflict \
	tests/fuzz/seeds/overhear/hsrp \
	tests/fuzz/seeds/overhear/options \
	tests/fuzz/seeds/overhear/skinny
