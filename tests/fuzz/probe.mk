## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
check_PROGRAMS += tests/fuzz/fuzz_page
tests_fuzz_fuzz_page_SOURCES = tests/fuzz/fuzz_page.c $(FUZZ_MAIN)
tests_fuzz_fuzz_page_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_page_LDADD = plugins/probe/libprobe.la

TESTS += tests/fuzz/page.sh
EXTRA_DIST += tests/fuzz/page.sh \
	tests/fuzz/seeds/page/7905.xml \
	tests/fuzz/seeds/page/7940.xml \
	tests/fuzz/seeds/page/7945.html \
	tests/fuzz/seeds/page/7945.xml \
	tests/fuzz/seeds/page/entities.xml \
	tests/fuzz/seeds/page/rubbish
