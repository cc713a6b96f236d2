## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# pcap
check_PROGRAMS += tests/fuzz/fuzz_cdp tests/fuzz/fuzz_lldp tests/fuzz/fuzz_sniff
TESTS += tests/fuzz/pcap.sh
EXTRA_DIST += tests/fuzz/pcap.sh tests/fuzz/seeds/cdp tests/fuzz/seeds/lldp tests/fuzz/seeds/sniff

tests_fuzz_fuzz_cdp_SOURCES = tests/fuzz/fuzz_cdp.c $(FUZZ_MAIN)
tests_fuzz_fuzz_cdp_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_cdp_LDADD = plugins/pcap/libsniff.la

tests_fuzz_fuzz_lldp_SOURCES = tests/fuzz/fuzz_lldp.c $(FUZZ_MAIN)
tests_fuzz_fuzz_lldp_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_lldp_LDADD = plugins/pcap/libsniff.la

tests_fuzz_fuzz_sniff_SOURCES = tests/fuzz/fuzz_sniff.c $(FUZZ_MAIN)
tests_fuzz_fuzz_sniff_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_sniff_LDADD = plugins/pcap/libsniff.la
