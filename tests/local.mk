## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Where the tests find the plugins that were just built.
TEST_PLUGIN_PATH = $(abs_top_builddir)/plugins/.libs:$(abs_top_builddir)/plugins/models/.libs
# LeakSanitizer (clang 14) crashes in itself when it walks the thread-local storage of a
# process that has unloaded some dozens of modules; without that walk it finds the same.
# Check ends a test after 4 s, which is long for a test and short for a machine that does other work.
AM_TESTS_ENVIRONMENT = \
	CK_TIMEOUT_MULTIPLIER="$${CK_TIMEOUT_MULTIPLIER-10}"; export CK_TIMEOUT_MULTIPLIER; \
	LSAN_OPTIONS="$${LSAN_OPTIONS-use_tls=0:print_suppressions=0}"; export LSAN_OPTIONS; \
	CK_DEFAULT_TIMEOUT="$${CK_DEFAULT_TIMEOUT-60}"; export CK_DEFAULT_TIMEOUT; \
	NETRECOVER_PLUGIN_PATH='$(TEST_PLUGIN_PATH)'; export NETRECOVER_PLUGIN_PATH; \
	CC='$(CC)'; export CC; CXX='$(CXX)'; export CXX; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir;

# A unit test links Check and the libraries whose headers it includes.
UNIT_INCLUDES = $(core_libcore_la_CPPFLAGS) $(PCAP_CFLAGS) $(CHECK_CFLAGS) -DTEST_DATA='"$(abs_top_srcdir)/tests/data"'
UNIT_LIBS = core/libcore.la $(CHECK_LIBS)

# A fuzz target is one function; without libFuzzer it gets a main() that
# replays the seed files that it is given.
if FUZZERS
FUZZ_MAIN =
else
FUZZ_MAIN = tests/fuzz/replay.c
endif

include tests/unit/local.mk
include tests/fuzz/local.mk
include tests/phone/local.mk
include tests/stories/local.mk
include tests/soak/local.mk
include tests/thirdparty/local.mk
include tests/bench/local.mk
include tests/browser/local.mk
include tests/evening/local.mk
include tests/lint/local.mk
include tests/clients/local.mk
include tests/matrix/local.mk
