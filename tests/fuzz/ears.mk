## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
check_PROGRAMS += tests/fuzz/fuzz_sccp
tests_fuzz_fuzz_sccp_SOURCES = tests/fuzz/fuzz_sccp.c $(FUZZ_MAIN)
tests_fuzz_fuzz_sccp_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_sccp_LDADD = plugins/sccp/libsccp.la

check_PROGRAMS += tests/fuzz/fuzz_http
tests_fuzz_fuzz_http_SOURCES = tests/fuzz/fuzz_http.c $(FUZZ_MAIN)
tests_fuzz_fuzz_http_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_http_LDADD = plugins/http/libhttp.la

check_PROGRAMS += tests/fuzz/fuzz_sip
tests_fuzz_fuzz_sip_SOURCES = tests/fuzz/fuzz_sip.c $(FUZZ_MAIN)
tests_fuzz_fuzz_sip_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_sip_LDADD = plugins/sip/libsip.la

TESTS += tests/fuzz/ears.sh
EXTRA_DIST += tests/fuzz/ears.sh \
	tests/fuzz/seeds/http/part \
	tests/fuzz/seeds/http/phone \
	tests/fuzz/seeds/http/several \
	tests/fuzz/seeds/http/suffix \
	tests/fuzz/seeds/sccp/alarm \
	tests/fuzz/seeds/sccp/alarm-xml \
	tests/fuzz/seeds/sccp/boot \
	tests/fuzz/seeds/sccp/huge \
	tests/fuzz/seeds/sccp/register \
	tests/fuzz/seeds/sccp/register-old \
	tests/fuzz/seeds/sip/answer \
	tests/fuzz/seeds/sip/compact \
	tests/fuzz/seeds/sip/options \
	tests/fuzz/seeds/sip/refer \
	tests/fuzz/seeds/sip/register
