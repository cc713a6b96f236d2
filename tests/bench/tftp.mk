## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Not in "make check": make tests/bench/tftpload tests/bench/responder tests/bench/tftp-harness,
# then tests/bench/tftp.sh as root.
EXTRA_PROGRAMS += tests/bench/tftpload tests/bench/responder tests/bench/tftp-harness
tests_bench_tftpload_SOURCES = tests/bench/tftpload.c
tests_bench_responder_SOURCES = tests/bench/responder.c
tests_bench_tftp_harness_SOURCES = tests/bench/tftp-harness.c plugins/tftp/plugin.c tests/unit/tftp/tftp-core.c tests/unit/tftp/tftp-core.h
tests_bench_tftp_harness_CPPFLAGS = $(AM_CPPFLAGS)
tests_bench_tftp_harness_LDADD = plugins/tftp/libtftp.la $(EV_LIBS)
CLEANFILES += $(EXTRA_PROGRAMS)
EXTRA_DIST += tests/bench/tftp.sh
