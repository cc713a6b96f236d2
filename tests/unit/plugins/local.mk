# Plugins that are right or wrong in one way each.
if UNIT_TESTS
FIXTURE_LINK = $(AM_LDFLAGS) -module -avoid-version -shared -rpath /nowhere

check_LTLIBRARIES += tests/unit/plugins/good.la
tests_unit_plugins_good_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_good_la_CPPFLAGS = $(AM_CPPFLAGS)
tests_unit_plugins_good_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/twin.la
tests_unit_plugins_twin_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_twin_la_CPPFLAGS = $(AM_CPPFLAGS) -DPLUGIN_NAME='"twin"'
tests_unit_plugins_twin_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/abi.la
tests_unit_plugins_abi_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_abi_la_CPPFLAGS = $(AM_CPPFLAGS) -DPLUGIN_ABI=99
tests_unit_plugins_abi_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/short.la
tests_unit_plugins_short_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_short_la_CPPFLAGS = $(AM_CPPFLAGS) -DPLUGIN_SIZE=8
tests_unit_plugins_short_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/short_model.la
tests_unit_plugins_short_model_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_short_model_la_CPPFLAGS = $(AM_CPPFLAGS) -DMODEL_SIZE=16
tests_unit_plugins_short_model_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/huge_model.la
tests_unit_plugins_huge_model_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_huge_model_la_CPPFLAGS = $(AM_CPPFLAGS) -DMODEL_SIZE=1000000
tests_unit_plugins_huge_model_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/newer.la
tests_unit_plugins_newer_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_newer_la_CPPFLAGS = $(AM_CPPFLAGS) -DMODEL_SIZE=sizeof'(model)'
tests_unit_plugins_newer_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/no_symbol.la
tests_unit_plugins_no_symbol_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_no_symbol_la_CPPFLAGS = $(AM_CPPFLAGS) -DNO_SYMBOL
tests_unit_plugins_no_symbol_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/no_name.la
tests_unit_plugins_no_name_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_no_name_la_CPPFLAGS = $(AM_CPPFLAGS) -DPLUGIN_NAME=NULL
tests_unit_plugins_no_name_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/no_parse.la
tests_unit_plugins_no_parse_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_no_parse_la_CPPFLAGS = $(AM_CPPFLAGS) -DNO_PARSE
tests_unit_plugins_no_parse_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/crash.la
tests_unit_plugins_crash_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_crash_la_CPPFLAGS = $(AM_CPPFLAGS) -DCRASH
tests_unit_plugins_crash_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/greedy.la
tests_unit_plugins_greedy_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_greedy_la_CPPFLAGS = $(AM_CPPFLAGS) -DGREEDY
tests_unit_plugins_greedy_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/bad_hop.la
tests_unit_plugins_bad_hop_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_bad_hop_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_HOP
tests_unit_plugins_bad_hop_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/protocol.la
tests_unit_plugins_protocol_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_protocol_la_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_PROTOCOL -DPLUGIN_NAME='"echo"'
tests_unit_plugins_protocol_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/bad_offset.la
tests_unit_plugins_bad_offset_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_bad_offset_la_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_PROTOCOL -DLEASE_OFFSET=6
tests_unit_plugins_bad_offset_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/bad_default.la
tests_unit_plugins_bad_default_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_bad_default_la_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_PROTOCOL -DLEASE_DEFAULT='"0"'
tests_unit_plugins_bad_default_la_LDFLAGS = $(FIXTURE_LINK)

check_LTLIBRARIES += tests/unit/plugins/unresolved.la
tests_unit_plugins_unresolved_la_SOURCES = tests/unit/plugins/fixture.c
tests_unit_plugins_unresolved_la_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_PROTOCOL -DUNRESOLVED
tests_unit_plugins_unresolved_la_LDFLAGS = $(FIXTURE_LINK)
endif
