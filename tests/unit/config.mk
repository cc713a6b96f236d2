# config
UNIT_CONFIG = tests/unit/check_code tests/unit/check_log tests/unit/check_ini tests/unit/check_config \
	tests/unit/check_plugins tests/unit/check_journal tests/unit/check_control \
	tests/unit/check_rights tests/unit/check_address
if UNIT_TESTS
check_PROGRAMS += $(UNIT_CONFIG)
TESTS += $(UNIT_CONFIG)

include tests/unit/plugins/local.mk

tests_unit_check_code_SOURCES = tests/unit/check_code.c
tests_unit_check_code_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_code_LDADD = $(UNIT_LIBS)

tests_unit_check_log_SOURCES = tests/unit/check_log.c
tests_unit_check_log_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_log_LDADD = $(UNIT_LIBS)

tests_unit_check_ini_SOURCES = tests/unit/check_ini.c
tests_unit_check_ini_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_ini_LDADD = $(UNIT_LIBS)

tests_unit_check_config_SOURCES = tests/unit/check_config.c
tests_unit_check_config_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_config_LDADD = $(UNIT_LIBS)

tests_unit_check_plugins_SOURCES = tests/unit/check_plugins.c
tests_unit_check_plugins_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_plugins_LDADD = $(UNIT_LIBS)

tests_unit_check_journal_SOURCES = tests/unit/check_journal.c
tests_unit_check_journal_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_journal_LDADD = $(UNIT_LIBS)

tests_unit_check_control_SOURCES = tests/unit/check_control.c
tests_unit_check_control_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_control_LDADD = $(UNIT_LIBS) -lpthread

tests_unit_check_rights_SOURCES = tests/unit/check_rights.c
tests_unit_check_rights_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_rights_LDADD = $(UNIT_LIBS)

tests_unit_check_address_SOURCES = tests/unit/check_address.c
tests_unit_check_address_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_address_LDADD = $(UNIT_LIBS)
endif
