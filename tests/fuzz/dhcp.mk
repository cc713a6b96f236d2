## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# dhcp
check_PROGRAMS += tests/fuzz/fuzz_dhcp
TESTS += tests/fuzz/dhcp.sh
EXTRA_DIST += tests/fuzz/dhcp.sh \
	tests/fuzz/seeds/dhcp/discover-frame \
	tests/fuzz/seeds/dhcp/init-reboot \
	tests/fuzz/seeds/dhcp/offer \
	tests/fuzz/seeds/dhcp/offer-overloaded \
	tests/fuzz/seeds/dhcp/selecting
tests_fuzz_fuzz_dhcp_SOURCES = tests/fuzz/fuzz_dhcp.c $(FUZZ_MAIN)
tests_fuzz_fuzz_dhcp_LDADD = plugins/dhcp/libdhcp.la
tests_fuzz_fuzz_dhcp_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
