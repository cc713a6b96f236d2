## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
check_PROGRAMS += tests/fuzz/fuzz_tftp
tests_fuzz_fuzz_tftp_SOURCES = tests/fuzz/fuzz_tftp.c $(FUZZ_MAIN)
tests_fuzz_fuzz_tftp_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_tftp_LDADD = plugins/tftp/libtftp.la

TESTS += tests/fuzz/tftp.test
EXTRA_DIST += tests/fuzz/tftp.test \
	tests/fuzz/seeds/tftp/ack \
	tests/fuzz/seeds/tftp/acks \
	tests/fuzz/seeds/tftp/error \
	tests/fuzz/seeds/tftp/rrq-illegal \
	tests/fuzz/seeds/tftp/rrq-options \
	tests/fuzz/seeds/tftp/rrq-plain \
	tests/fuzz/seeds/tftp/rrq-stray-nul \
	tests/fuzz/seeds/tftp/wrq
