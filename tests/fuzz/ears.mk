check_PROGRAMS += tests/fuzz/fuzz_sccp
tests_fuzz_fuzz_sccp_SOURCES = tests/fuzz/fuzz_sccp.c $(FUZZ_MAIN)
tests_fuzz_fuzz_sccp_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)
tests_fuzz_fuzz_sccp_LDADD = plugins/sccp/libsccp.la

TESTS += tests/fuzz/ears.sh
EXTRA_DIST += tests/fuzz/ears.sh \
	tests/fuzz/seeds/sccp/alarm \
	tests/fuzz/seeds/sccp/boot \
	tests/fuzz/seeds/sccp/huge \
	tests/fuzz/seeds/sccp/register \
	tests/fuzz/seeds/sccp/register-old
