## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# dhcp: not part of "make check"; make tests/bench/dhcpload tests/bench/dhcpresponder, then run dhcp.sh
EXTRA_PROGRAMS += tests/bench/dhcpload tests/bench/dhcpresponder
tests_bench_dhcpresponder_SOURCES = tests/bench/dhcpresponder.c
EXTRA_DIST += tests/bench/dhcp.sh
tests_bench_dhcpload_SOURCES = tests/bench/dhcpload.c
tests_bench_dhcpload_LDADD = plugins/dhcp/libdhcp.la
CLEANFILES += tests/bench/dhcpload
