## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# What is read of files, of the kernel and of the control socket.
noinst_LTLIBRARIES += tests/fuzz/libfolder.la
tests_fuzz_libfolder_la_SOURCES = tests/fuzz/folder.c tests/fuzz/folder.h

check_PROGRAMS += tests/fuzz/fuzz_archive tests/fuzz/fuzz_sigcache tests/fuzz/fuzz_orders \
	tests/fuzz/fuzz_pcapng tests/fuzz/fuzz_link
tests_fuzz_fuzz_archive_SOURCES = tests/fuzz/fuzz_archive.c $(FUZZ_MAIN)
tests_fuzz_fuzz_archive_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_archive_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_archive_LDADD = tests/fuzz/libfolder.la core/libcore.la
tests_fuzz_fuzz_sigcache_SOURCES = tests/fuzz/fuzz_sigcache.c $(FUZZ_MAIN)
tests_fuzz_fuzz_sigcache_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_sigcache_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_sigcache_LDADD = tests/fuzz/libfolder.la core/libcore.la
tests_fuzz_fuzz_orders_SOURCES = tests/fuzz/fuzz_orders.c $(FUZZ_MAIN)
tests_fuzz_fuzz_orders_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_orders_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_orders_LDADD = core/libcore.la
tests_fuzz_fuzz_pcapng_SOURCES = tests/fuzz/fuzz_pcapng.c $(FUZZ_MAIN)
tests_fuzz_fuzz_pcapng_CPPFLAGS = $(AM_CPPFLAGS) $(PCAP_CFLAGS)
tests_fuzz_fuzz_pcapng_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_pcapng_LDADD = plugins/pcap/libsniff.la $(PCAP_LIBS)
tests_fuzz_fuzz_link_SOURCES = tests/fuzz/fuzz_link.c $(FUZZ_MAIN)
tests_fuzz_fuzz_link_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_link_LDADD = plugins/pcap/libsniff.la

TESTS += tests/fuzz/files.sh
EXTRA_DIST += tests/fuzz/files.sh tests/fuzz/seeds/archive tests/fuzz/seeds/sigcache \
	tests/fuzz/seeds/orders tests/fuzz/seeds/pcapng tests/fuzz/seeds/link
