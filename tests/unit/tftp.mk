# The plugin is compiled into its test, with a small core beside it.
TFTP_CORE = tests/unit/tftp-core.c tests/unit/tftp-core.h
if UNIT_TESTS
check_PROGRAMS += tests/unit/check_tftp
TESTS += tests/unit/check_tftp
endif
tests_unit_check_tftp_SOURCES = tests/unit/check_tftp.c plugins/tftp/plugin.c $(TFTP_CORE)
tests_unit_check_tftp_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_tftp_LDADD = plugins/tftp/libtftp.la $(EV_LIBS) $(CHECK_LIBS)
