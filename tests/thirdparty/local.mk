## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# thirdparty: a model plugin built from the installed headers only
check_PROGRAMS += tests/thirdparty/abi
tests_thirdparty_abi_SOURCES = tests/thirdparty/abi.c
tests_thirdparty_abi_LDADD = $(DL_LIBS)

check_PROGRAMS += tests/thirdparty/device
tests_thirdparty_device_SOURCES = tests/thirdparty/device.c

TESTS += tests/thirdparty/abi.sh tests/thirdparty/bad.sh tests/thirdparty/data.sh tests/thirdparty/parts.sh tests/thirdparty/story.sh tests/thirdparty/thirdparty.sh
EXTRA_DIST += tests/thirdparty/abi.sh tests/thirdparty/bad.sh tests/thirdparty/bad.c tests/thirdparty/story.sh tests/thirdparty/thirdparty.sh tests/thirdparty/acme-100.c \
	tests/thirdparty/copies.c tests/thirdparty/ladder.c tests/thirdparty/data.sh tests/thirdparty/parts.sh tests/thirdparty/twin-200.c
# The headers as the first plugins of this ABI were built with: they never change.
EXTRA_DIST += tests/thirdparty/abi-2/netrecover/model.h tests/thirdparty/abi-2/netrecover/plugin.h \
	tests/thirdparty/abi-2/netrecover/protocol.h tests/thirdparty/abi-2/netrecover/reader.h \
	tests/thirdparty/abi-2/netrecover/sighting.h tests/thirdparty/abi-2/netrecover/types.h

# Phones of other makers: the plugins of examples/, built with installed headers.
check_PROGRAMS += tests/thirdparty/facts
tests_thirdparty_facts_SOURCES = tests/thirdparty/facts.c
tests_thirdparty_facts_LDADD = $(DL_LIBS)
check_PROGRAMS += tests/thirdparty/twins
tests_thirdparty_twins_SOURCES = tests/thirdparty/twins.c
tests_thirdparty_twins_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_thirdparty_twins_LDADD = core/libcore.la
FAMILY_TESTS = tests/thirdparty/both.sh tests/thirdparty/facts.sh tests/thirdparty/nortel.sh tests/thirdparty/polycom.sh \
	tests/thirdparty/snom.sh tests/thirdparty/template.sh tests/thirdparty/tutorial.sh tests/thirdparty/manual.sh
TESTS += $(FAMILY_TESTS)
EXTRA_DIST += $(FAMILY_TESTS) tests/thirdparty/family.sh

# The interface as it was, and a crash of a plugin.
TESTS += tests/thirdparty/abidiff.sh tests/thirdparty/crash.sh tests/thirdparty/layout.sh
EXTRA_DIST += tests/thirdparty/abidiff.sh tests/thirdparty/crash.sh tests/thirdparty/layout.sh tests/thirdparty/crasher.c tests/thirdparty/hearer.c tests/thirdparty/hosts.c tests/thirdparty/layout.awk tests/thirdparty/abi-2/layout.x86_64
