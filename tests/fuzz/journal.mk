## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# The journal of an earlier run, and the alarms of phones.
check_PROGRAMS += tests/fuzz/fuzz_journal tests/fuzz/fuzz_alarm
tests_fuzz_fuzz_journal_SOURCES = tests/fuzz/fuzz_journal.c $(FUZZ_MAIN)
tests_fuzz_fuzz_journal_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_journal_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_journal_LDADD = tests/fuzz/libfolder.la core/libcore.la
tests_fuzz_fuzz_alarm_SOURCES = tests/fuzz/fuzz_alarm.c $(FUZZ_MAIN)
tests_fuzz_fuzz_alarm_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_alarm_LDADD = plugins/registrar/libregistrar.la

TESTS += tests/fuzz/journal.sh tests/fuzz/alarm.sh
EXTRA_DIST += tests/fuzz/journal.sh tests/fuzz/alarm.sh \
	tests/fuzz/seeds/alarm/active \
	tests/fuzz/seeds/alarm/cut \
	tests/fuzz/seeds/alarm/plain \
	tests/fuzz/seeds/alarm/xml \
	tests/fuzz/seeds/journal/life \
	tests/fuzz/seeds/journal/nuls \
	tests/fuzz/seeds/journal/old \
	tests/fuzz/seeds/journal/snapshot \
	tests/fuzz/seeds/journal/torn
