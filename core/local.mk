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
core_libcore_la_SOURCES += core/log.c core/ini.c core/config.c
core_libcore_la_SOURCES += core/address.c core/app.c core/control.c core/journal.c core/plugin_check.c \
	core/plugin_file.c core/plugin_file.h core/plugins.c core/rights.c core/verbs_host.c
