# Everything but main() is a convenience library, so that the tests link it.
noinst_LTLIBRARIES += core/libcore.la
core_libcore_la_SOURCES = \
	core/address.h \
	core/app.h \
	core/clock.c core/clock.h \
	core/cnfxml.h \
	core/config.h \
	core/container.h \
	core/control.h \
	core/ini.h \
	core/journal.h \
	core/knowledge.h \
	core/library.h \
	core/log.h \
	core/planner.h \
	core/plugins.h \
	core/rights.h \
	core/xmldefault.h
core_libcore_la_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(JANSSON_CFLAGS) $(ARCHIVE_CFLAGS) \
	$(CAPNG_CFLAGS) $(MNL_CFLAGS)
core_libcore_la_LIBADD = $(EV_LIBS) $(XML_LIBS) $(JANSSON_LIBS) $(ARCHIVE_LIBS) $(CAPNG_LIBS) \
	$(MNL_LIBS) $(DL_LIBS)

sbin_PROGRAMS += netrecover
netrecover_SOURCES = core/main.c
netrecover_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
netrecover_LDADD = core/libcore.la
# Plugins resolve the functions of core/api.c in the program itself.
netrecover_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
core_libcore_la_SOURCES += core/container.c core/library.c core/import.c core/xmldefault.c core/cnfxml.c
core_libcore_la_SOURCES += core/demo.c
core_libcore_la_SOURCES += core/answer.c core/api.c core/belief.c core/bench.h core/doctor.c core/instance.c core/listen.c core/recovery.c core/registry.c core/run.c core/status.c
core_libcore_la_SOURCES += core/container.c core/library.c core/import.c
core_libcore_la_SOURCES += core/answer.c core/api.c core/belief.c core/bench.h core/doctor.c core/instance.c core/recovery.c core/registry.c core/run.c core/status.c
core_libcore_la_SOURCES += core/knowledge.c core/planner.c
core_libcore_la_SOURCES += core/log.c core/ini.c core/config.c

core_libcore_la_SOURCES += core/identify.c core/identify.h core/table.c core/table.h
