## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Synthetic firmware, for the tests and for "netrecover demo".
noinst_LTLIBRARIES += tests/phone/libfirmware.la
tests_phone_libfirmware_la_SOURCES = \
	tests/phone/firmware.c tests/phone/firmware.h \
	tests/phone/firmware_sets.c tests/phone/firmware_sets.h
tests_phone_libfirmware_la_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(NETTLE_CFLAGS)
tests_phone_libfirmware_la_LIBADD = $(ARCHIVE_LIBS) $(NETTLE_LIBS)

pkglibexec_PROGRAMS += netrecover-firmware
netrecover_firmware_SOURCES = tests/phone/firmware_main.c
netrecover_firmware_LDADD = tests/phone/libfirmware.la
