## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
if UNIT_TESTS
check_PROGRAMS += tests/phone/check_transcript
TESTS += tests/phone/check_transcript
tests_phone_check_transcript_SOURCES = tests/phone/check_transcript.c \
	tests/phone/transcript.c tests/phone/transcript.h
tests_phone_check_transcript_CPPFLAGS = $(UNIT_INCLUDES)
tests_phone_check_transcript_LDADD = $(UNIT_LIBS)
endif
