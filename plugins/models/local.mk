# The Java phones of the 79xx series: one module each over common family code.
noinst_LTLIBRARIES += plugins/models/libjava79.la
plugins_models_libjava79_la_SOURCES = plugins/models/java79.c plugins/models/java79.h

model_LTLIBRARIES += \
	plugins/models/cisco-7906.la \
	plugins/models/cisco-7911.la \
	plugins/models/cisco-7931.la \
	plugins/models/cisco-7941.la \
	plugins/models/cisco-7941g-ge.la \
	plugins/models/cisco-7942.la \
	plugins/models/cisco-7945.la \
	plugins/models/cisco-7961.la \
	plugins/models/cisco-7961g-ge.la \
	plugins/models/cisco-7962.la \
	plugins/models/cisco-7965.la \
	plugins/models/cisco-7970.la \
	plugins/models/cisco-7971.la \
	plugins/models/cisco-7975.la

plugins_models_cisco_7906_la_SOURCES = plugins/models/cisco-7906.c
plugins_models_cisco_7906_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7906_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7911_la_SOURCES = plugins/models/cisco-7911.c
plugins_models_cisco_7911_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7911_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7931_la_SOURCES = plugins/models/cisco-7931.c
plugins_models_cisco_7931_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7931_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7941_la_SOURCES = plugins/models/cisco-7941.c
plugins_models_cisco_7941_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7941_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7941g_ge_la_SOURCES = plugins/models/cisco-7941g-ge.c
plugins_models_cisco_7941g_ge_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7941g_ge_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7942_la_SOURCES = plugins/models/cisco-7942.c
plugins_models_cisco_7942_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7942_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7945_la_SOURCES = plugins/models/cisco-7945.c
plugins_models_cisco_7945_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7945_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7961_la_SOURCES = plugins/models/cisco-7961.c
plugins_models_cisco_7961_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7961_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7961g_ge_la_SOURCES = plugins/models/cisco-7961g-ge.c
plugins_models_cisco_7961g_ge_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7961g_ge_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7962_la_SOURCES = plugins/models/cisco-7962.c
plugins_models_cisco_7962_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7962_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7965_la_SOURCES = plugins/models/cisco-7965.c
plugins_models_cisco_7965_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7965_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7970_la_SOURCES = plugins/models/cisco-7970.c
plugins_models_cisco_7970_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7970_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7971_la_SOURCES = plugins/models/cisco-7971.c
plugins_models_cisco_7971_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7971_la_LIBADD = plugins/models/libjava79.la

plugins_models_cisco_7975_la_SOURCES = plugins/models/cisco-7975.c
plugins_models_cisco_7975_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7975_la_LIBADD = plugins/models/libjava79.la
include plugins/models/legacy.mk
include plugins/models/modern.mk
