## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# The simulated phone: installed for "netrecover demo", used by the stories.
pkglibexec_PROGRAMS += netrecover-phone
EXTRA_DIST += tests/phone/README.md
PHONE_SOURCES = \
	tests/phone/cdp.c tests/phone/cdp.h \
	tests/phone/dhcp.c tests/phone/dhcp.h \
	tests/phone/digits.c tests/phone/digits.h \
	tests/phone/family.c tests/phone/family.h \
	tests/phone/envelope.c tests/phone/envelope.h \
	tests/phone/handset.c tests/phone/handset.h \
	tests/phone/later.c tests/phone/wireless.c \
	tests/phone/loader.c tests/phone/loader.h \
	tests/phone/image.c tests/phone/image.h \
	tests/phone/profile.c tests/phone/profile.h \
	tests/phone/nortel.c tests/phone/polycom.c tests/phone/snom.c \
	tests/phone/release.c tests/phone/release.h \
	tests/phone/verdict.c tests/phone/verdict.h \
	tests/phone/http.c tests/phone/http.h \
	tests/phone/lldp.c tests/phone/lldp.h \
	tests/phone/sccp.c tests/phone/sccp.h \
	tests/phone/sip.c tests/phone/sip.h \
	tests/phone/settings.c tests/phone/settings.h \
	tests/phone/host.c tests/phone/host.h \
	tests/phone/wire.c tests/phone/wire.h \
	tests/phone/tftp.c tests/phone/tftp.h \
	tests/phone/web.c tests/phone/web.h
# What lives, from power to registration.
PHONE_LIFE = \
	tests/phone/arrival.c tests/phone/arrival.h \
	tests/phone/client.c tests/phone/client.h \
	tests/phone/fetch.c tests/phone/fetch.h \
	tests/phone/files.c tests/phone/files.h \
	tests/phone/lease.c tests/phone/lease.h \
	tests/phone/life.c tests/phone/life.h \
	tests/phone/manager.c tests/phone/manager.h \
	tests/phone/phone.c tests/phone/phone.h \
	tests/phone/stranger.c tests/phone/stranger.h
netrecover_phone_SOURCES = tests/phone/main.c $(PHONE_LIFE) \
	tests/phone/actor.c tests/phone/actor.h \
	tests/phone/player.c tests/phone/player.h \
	tests/phone/transcript.c tests/phone/transcript.h $(PHONE_SOURCES)
netrecover_phone_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(NETTLE_CFLAGS)
netrecover_phone_LDADD = $(XML_LIBS) $(NETTLE_LIBS)

if UNIT_TESTS
check_PROGRAMS += tests/phone/check_phone
TESTS += tests/phone/check_phone
tests_phone_check_phone_SOURCES = tests/phone/check_phone.c $(PHONE_SOURCES)
tests_phone_check_phone_CPPFLAGS = $(UNIT_INCLUDES)
tests_phone_check_phone_LDADD = tests/phone/libfirmware.la $(XML_LIBS) $(NETTLE_LIBS) $(UNIT_LIBS)

check_PROGRAMS += tests/phone/check_resend
TESTS += tests/phone/check_resend
tests_phone_check_resend_SOURCES = tests/phone/check_resend.c $(PHONE_LIFE) $(PHONE_SOURCES)
tests_phone_check_resend_CPPFLAGS = $(UNIT_INCLUDES)
tests_phone_check_resend_LDADD = tests/phone/libfirmware.la $(XML_LIBS) $(NETTLE_LIBS) $(UNIT_LIBS)

check_PROGRAMS += tests/phone/check_arrival
TESTS += tests/phone/check_arrival
tests_phone_check_arrival_SOURCES = tests/phone/check_arrival.c \
	tests/phone/arrival.c tests/phone/arrival.h
tests_phone_check_arrival_CPPFLAGS = $(UNIT_INCLUDES)
tests_phone_check_arrival_LDADD = $(UNIT_LIBS)
endif
