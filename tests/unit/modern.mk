# the models after the Java series
check_PROGRAMS += tests/unit/check_modern
TESTS += tests/unit/check_modern
tests_unit_check_modern_SOURCES = tests/unit/check_modern.c tests/unit/modules.h
tests_unit_check_modern_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_modern_LDADD = $(UNIT_LIBS)
