## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
check_PROGRAMS += tests/fuzz/fuzz_transcript
tests_fuzz_fuzz_transcript_SOURCES = tests/fuzz/fuzz_transcript.c $(FUZZ_MAIN) \
	tests/phone/transcript.c tests/phone/transcript.h
tests_fuzz_fuzz_transcript_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)

TESTS += tests/fuzz/transcript.sh
EXTRA_DIST += tests/fuzz/transcript.sh \
	tests/fuzz/seeds/transcript/digits \
	tests/fuzz/seeds/transcript/kinds \
	tests/fuzz/seeds/transcript/two
