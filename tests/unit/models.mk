# models
check_PROGRAMS += tests/unit/check_models
TESTS += tests/unit/check_models
tests_unit_check_models_SOURCES = tests/unit/check_models.c tests/unit/modules.h
tests_unit_check_models_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_models_LDADD = $(UNIT_LIBS)

check_PROGRAMS += tests/unit/check_planner
TESTS += tests/unit/check_planner
tests_unit_check_planner_SOURCES = tests/unit/check_planner.c tests/unit/modules.h \
	tests/unit/shelf.h
tests_unit_check_planner_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_planner_LDADD = $(UNIT_LIBS)

check_PROGRAMS += tests/unit/check_rules
TESTS += tests/unit/check_rules
tests_unit_check_rules_SOURCES = tests/unit/check_rules.c tests/unit/modules.h tests/unit/shelf.h
tests_unit_check_rules_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_rules_LDADD = $(UNIT_LIBS)
