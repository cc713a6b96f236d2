# dhcp: not part of "make check"; make tests/bench/dhcpload, then run dhcp.sh
EXTRA_PROGRAMS += tests/bench/dhcpload
EXTRA_DIST += tests/bench/dhcp.sh
tests_bench_dhcpload_SOURCES = tests/bench/dhcpload.c
tests_bench_dhcpload_LDADD = plugins/dhcp/libdhcp.la
CLEANFILES += tests/bench/dhcpload
