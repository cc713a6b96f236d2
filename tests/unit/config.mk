# config
if UNIT_TESTS
check_PROGRAMS += tests/unit/check_log tests/unit/check_ini tests/unit/check_config
TESTS += tests/unit/check_log tests/unit/check_ini tests/unit/check_config

tests_unit_check_log_SOURCES = tests/unit/check_log.c
tests_unit_check_log_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_log_LDADD = $(UNIT_LIBS)

tests_unit_check_ini_SOURCES = tests/unit/check_ini.c
tests_unit_check_ini_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_ini_LDADD = $(UNIT_LIBS)

tests_unit_check_config_SOURCES = tests/unit/check_config.c
tests_unit_check_config_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_config_LDADD = $(UNIT_LIBS)
endif
